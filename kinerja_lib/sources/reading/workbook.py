"""Read a workbook: each sheet with a table becomes a raw sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

import duckdb
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from kinerja_lib.i18n import _, format_number
from kinerja_lib.sources.reading.cell_text import write_cell
from kinerja_lib.sources.reading.header import Header, Sample, find_header, no_header
from kinerja_lib.sources.reading.header_cells import count_filled
from kinerja_lib.sources.reading.limits import MAX_SHEETS, SAMPLE_ROWS
from kinerja_lib.sources.reading.merges import Block, Cells, MergeFiller, clip_blocks
from kinerja_lib.sources.reading.percents import PercentWriter
from kinerja_lib.sources.reading.problems import UnreadableError, make_problem
from kinerja_lib.sources.reading.rows_aside import HEADLESS, divide_sheet
from kinerja_lib.sources.reading.sheet import FileProblem, RawSheet
from kinerja_lib.sources.reading.sheet_xml import SheetScan
from kinerja_lib.sources.reading.sql import BLANKS, column_letters
from kinerja_lib.sources.reading.staging import (
    SURPLUS_JOINER,
    Finished,
    RawRow,
    Staged,
    drop_relation,
    finish_sheet,
    stage_rows,
)
from kinerja_lib.sources.reading.wording import describe_header
from kinerja_lib.sources.reading.workbook_parts import inspect_workbook

Connection = duckdb.DuckDBPyConnection


def read_workbook(
    connection: Connection, path: Path, known: frozenset[str], next_name: Callable[[], str]
) -> list[RawSheet | FileProblem]:
    """Read all sheets of a workbook, hidden ones included; empty sheets are left out.

    Raises
    ------
    UnreadableError
        The workbook as a whole is refused or cannot be read.
    """
    parts = inspect_workbook(path)
    with _calamine_errors():
        book = CalamineWorkbook.from_path(path)
        listed = book.sheets_metadata
    if len(listed) > MAX_SHEETS:
        raise UnreadableError("terlalu_besar")
    notes = [_("memuat tautan ke berkas lain; nilainya dibaca seperti tersimpan")]
    read: list[RawSheet | FileProblem] = []
    for meta in listed:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        remarks = [*(notes if parts.linked else []), *_describe_hidden(meta)]
        relation = next_name()
        try:
            if meta.name not in parts.scans:
                # A sheet whose part was not found was not checked either.
                raise UnreadableError("berkas_rusak")
            reader = SheetReader(connection, known, parts.scans[meta.name])
            with _calamine_errors():
                sheet = book.get_sheet_by_name(meta.name)
            if sheet.start is not None:
                read += reader.read((path.name, meta.name), sheet, relation, remarks)
        except UnreadableError as error:
            drop_relation(connection, relation)
            read.append(make_problem(path.name, meta.name, error))
    if not read:
        raise UnreadableError("berkas_kosong")
    return read


def _describe_hidden(meta: SheetMetadata) -> list[str]:
    return [] if meta.visible == SheetVisibleEnum.Visible else [_("lembar tersembunyi")]


class SheetReader:
    """Reads one sheet of a workbook.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Where the relation is made.
    known : frozenset of str
        Squashed header names.
    scan : SheetScan
        What the XML of the sheet says.
    """

    def __init__(self, connection: Connection, known: frozenset[str], scan: SheetScan) -> None:
        self._connection = connection
        self._known = known
        self._scan = scan
        self._shift = 0

    def read(
        self, place: tuple[str, str], sheet: CalamineSheet, relation: str, remarks: list[str]
    ) -> list[RawSheet | FileProblem]:
        """Make the relation of the sheet `place` (file, sheet), and those of rows of no table.

        Raises
        ------
        UnreadableError
            No table, or too many merged cells.
        """
        start = sheet.start or (0, 0)
        self._shift = start[1]
        with _calamine_errors():
            ranges = sheet.merged_cell_ranges or []
        blocks = clip_blocks(ranges, self._shift, ((sheet.end or start)[0] + 1, sheet.width))
        percents = PercentWriter(self._scan.percents, self._shift)
        rows = self._rows(sheet, percents)
        head = list(islice(rows, max(SAMPLE_ROWS, start[0] + SAMPLE_ROWS)))
        header = self._find_header([cells for _index, cells in head], blocks)
        filler = MergeFiller(blocks, header.data_start)
        filled = filler.fill(chain(head, rows))
        staging = f"{relation}_data"
        stage_rows(self._connection, staging, len(header.names), self._raw_rows(filled, header))
        staged = Staged(staging, header.names, len(header.names), suspects=frozenset("'"))
        finished = finish_sheet(self._connection, staged, relation)
        counted = _describe_percents(percents.count) + _describe_merged(filler.filled)
        remarks = [*remarks, *counted, *describe_header(header, finished)]
        sheet_read = _make_sheet(place, finished, remarks, filler.filled)
        letters = (column_letters(number + self._shift) for number in finished.places)
        aside = "" if header.header_rows else HEADLESS
        sheet_read = replace(sheet_read, letters=tuple(letters), titles=header.titles)
        table = replace(sheet_read, aside=aside)
        above = [(n + 1, cells) for n, cells in head if n in header.records_above]
        return divide_sheet(self._connection, table, above, self._known)

    def _rows(self, sheet: CalamineSheet, percents: PercentWriter) -> Iterator[tuple[int, Cells]]:
        """Yield index from 0 and texts of each row, with error values and percentages as seen."""
        values = sheet.iter_rows()
        errors = self._errors_by_row(sheet.width)
        index = 0
        while True:
            with _calamine_errors():
                row = next(values, None)
            if row is None:
                return
            # Most cells are text, which needs no call.
            cells = [(v or None) if type(v) is str else write_cell(v) for v in row]
            for place, text in errors.pop(index + 1, ()):
                cells[place] = text
            percents.write(index + 1, row, cells)
            yield index, cells
            index += 1

    def _errors_by_row(self, width: int) -> dict[int, list[tuple[int, str]]]:
        """Give place and text of the error values of each row."""
        errors: dict[int, list[tuple[int, str]]] = {}
        for (row, column), text in self._scan.errors.items():
            place = column - 1 - self._shift
            if 0 <= place < width:
                errors.setdefault(row, []).append((place, text))
        return errors

    def _find_header(self, rows: list[Cells], blocks: list[Block]) -> Header:
        texts = [[(cell or "").strip(BLANKS) for cell in row] for row in rows]
        lead = next((n for n, row in enumerate(texts) if count_filled(row)), 0)
        spans = {(b.top - lead, b.left): b.right for b in blocks if b.right > b.left}
        header = find_header(Sample(texts[lead:], self._known, spans))
        if header is None:
            if max(map(count_filled, texts), default=0) < 2:
                raise UnreadableError("lembar_tanpa_tabel")
            header = no_header(max(map(len, texts)))
        above = tuple(index + lead for index in header.records_above)
        return replace(header, data_start=header.data_start + lead, records_above=above)

    def _raw_rows(self, rows: Iterable[tuple[int, Cells]], header: Header) -> Iterator[RawRow]:
        width = len(header.names)
        for index, cells in rows:
            if index < header.data_start:
                continue
            beyond = [cell.strip(BLANKS) for cell in cells[width:] if cell]
            surplus = SURPLUS_JOINER.join(cell for cell in beyond if cell) or None
            formulas = self._scan.formulas.get(index + 1)
            letters = ",".join(map(column_letters, sorted(formulas))) if formulas else None
            yield index + 1, cells[:width], surplus, letters


def _describe_percents(count: int) -> list[str]:
    if not count:
        return []
    return [
        _("{count} sel berformat persen dibaca sebagai persen").format(count=format_number(count))
    ]


def _describe_merged(filled: int) -> list[str]:
    if not filled:
        return []
    return [_("{count} sel gabungan diisi nilainya").format(count=format_number(filled))]


def _make_sheet(
    place: tuple[str, str], finished: Finished, remarks: list[str], merged: int
) -> RawSheet:
    file, sheet = place
    return RawSheet(
        file=file,
        sheet=sheet,
        relation=finished.relation,
        headers=finished.headers,
        typed=False,
        rows=finished.rows,
        remarks=tuple(remarks),
        merged_cells=merged,
        formula_rows=finished.formula_rows,
        surplus_rows=finished.surplus_rows,
    )


@contextmanager
def _calamine_errors() -> Iterator[None]:
    """Turn what calamine raises for damaged bytes into a fault, a panic of its code included."""
    try:
        yield
    except PasswordError:
        raise UnreadableError("sandi") from None
    except (CalamineError, ValueError, OverflowError):
        raise UnreadableError("berkas_rusak") from None
    except BaseException as error:
        # A panic derives from BaseException and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableError("berkas_rusak") from None
