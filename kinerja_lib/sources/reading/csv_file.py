"""Read a text file of separated cells: exactly, or fast where the result is the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb

from kinerja_lib.i18n import _, format_number
from kinerja_lib.sources.reading.csv_fast import stage_fast
from kinerja_lib.sources.reading.header import Header, Sample, find_header, no_header
from kinerja_lib.sources.reading.limits import (
    FAST_FROM_BYTES,
    MAX_CSV_COLUMNS,
    SAMPLE_CHARACTERS,
    SAMPLE_ROWS,
)
from kinerja_lib.sources.reading.problems import UnreadableError
from kinerja_lib.sources.reading.records import Records, open_text, read_lines
from kinerja_lib.sources.reading.rows_aside import HEADLESS, divide_sheet
from kinerja_lib.sources.reading.separators import SEPARATORS, choose_separator, name_separator
from kinerja_lib.sources.reading.sheet import FileProblem, RawSheet
from kinerja_lib.sources.reading.sql import BLANKS, column_letters
from kinerja_lib.sources.reading.staging import (
    SURPLUS_JOINER,
    Finished,
    RawRow,
    Staged,
    finish_sheet,
    stage_rows,
)
from kinerja_lib.sources.reading.text_scan import TextScan, scan_text
from kinerja_lib.sources.reading.wording import describe_header


@dataclass(frozen=True)
class TextLayout:
    """How a text file is to be read: bytes, separator, cells of a usual record, header."""

    scan: TextScan
    separator: str
    width: int
    header: Header
    blank_lines: int  # above the data, the first line apart


def read_csv(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    known: frozenset[str],
    relation: str,
    *,
    fast_from: int = FAST_FROM_BYTES,
) -> RawSheet:
    """Read one text file into the relation.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Where the relation is made.
    path : Path
        A regular file.
    known : frozenset of str
        Squashed header names.
    relation : str
        Name of the new relation.
    fast_from : int
        Bytes from which DuckDB's own reader is tried first.

    Raises
    ------
    UnreadableError
        The file is empty, no text, too large, or too wide.
    """
    return _read_laid_out(connection, path, lay_out_text(path, known), relation, fast_from)


def read_text_file(
    connection: duckdb.DuckDBPyConnection, path: Path, known: frozenset[str], relation: str
) -> list[RawSheet | FileProblem]:
    """Read one text file: its table, then the rows that belong to none, with their problems.

    Raises
    ------
    UnreadableError
        As `read_csv`.
    """
    layout = lay_out_text(path, known)
    sheet = _read_laid_out(connection, path, layout, relation, FAST_FROM_BYTES)
    above = layout.header.records_above
    rows = [(n + 1, row) for n, row in enumerate(_first_rows(path, layout)) if n in above]
    return divide_sheet(connection, sheet, rows, known)


def _first_rows(path: Path, layout: TextLayout) -> list[list[str]]:
    if not layout.header.records_above:
        return []
    with open_text(path, layout.scan) as stream:
        records = Records(read_lines(stream), layout.separator, layout.width)
        return list(islice(records, layout.header.data_start))


def _read_laid_out(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    layout: TextLayout,
    relation: str,
    fast_from: int,
) -> RawSheet:
    staging = f"{relation}_data"
    unbalanced = 0
    fast = layout.scan.size >= fast_from and layout.header.header_rows
    staged = stage_fast(connection, path, layout, staging) if fast else None
    if staged is None:
        staged, unbalanced = _stage_exact(connection, path, layout, staging)
    finished = finish_sheet(connection, staged, relation)
    return _describe(path, layout, finished, unbalanced)


def lay_out_text(path: Path, known: frozenset[str]) -> TextLayout:
    """Find encoding, separator and header from the first records."""
    scan = scan_text(path)
    lines = _first_lines(path, scan)
    separator, width = choose_separator(lines, known)
    with open_text(path, scan) as stream:
        rows = list(islice(Records(read_lines(stream), separator, width), SAMPLE_ROWS))
    if not any(cell.strip(BLANKS + "".join(SEPARATORS)) for row in rows for cell in row):
        raise UnreadableError("berkas_kosong")
    widest = max(map(len, rows))
    if widest > MAX_CSV_COLUMNS:
        detail = _("Ditemukan {count} kolom, paling banyak {limit}.")
        raise UnreadableError(
            "terlalu_banyak_kolom",
            detail.format(count=format_number(widest), limit=format_number(MAX_CSV_COLUMNS)),
        )
    header = find_header(Sample(_trimmed(rows), known)) or no_header(widest)
    blank = sum(not row for row in rows[1 : header.data_start])
    return TextLayout(scan, separator, max(width, len(header.names)), header, blank)


def _first_lines(path: Path, scan: TextScan) -> list[str]:
    lines, size = [], 0
    with open_text(path, scan) as stream:
        for line in read_lines(stream):
            lines.append(line)
            size += len(line)
            if len(lines) >= SAMPLE_ROWS or size > SAMPLE_CHARACTERS:
                break
    return lines


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    return [[cell.strip(BLANKS) for cell in row] for row in rows]


def _stage_exact(
    connection: duckdb.DuckDBPyConnection, path: Path, layout: TextLayout, name: str
) -> tuple[Staged, int]:
    """Read every record with Python; return the staged table and the lines with a stray quote."""
    headers = layout.header.names
    with open_text(path, layout.scan) as stream:
        records = Records(read_lines(stream), layout.separator, layout.width)
        stage_rows(connection, name, len(headers), _raw_rows(records, layout))
    return Staged(name, headers, len(headers), suspects=frozenset("'=")), records.unbalanced


def _raw_rows(records: Records, layout: TextLayout) -> Iterator[RawRow]:
    width = len(layout.header.names)
    for number, cells in enumerate(records, start=1):
        if number <= layout.header.data_start or not cells:
            continue
        surplus = None
        if len(cells) > width:
            beyond = [cell.strip(BLANKS) for cell in cells[width:]]
            surplus = SURPLUS_JOINER.join(cell for cell in beyond if cell) or None
            cells = cells[:width]
        elif len(cells) < width:
            cells = [*cells, *[None] * (width - len(cells))]
        yield number, cells, surplus, None


def _describe(path: Path, layout: TextLayout, finished: Finished, unbalanced: int) -> RawSheet:
    return RawSheet(
        file=path.name,
        sheet="",
        relation=finished.relation,
        headers=finished.headers,
        typed=False,
        rows=finished.rows,
        remarks=_remarks(layout, finished, unbalanced),
        formula_rows=finished.formula_rows,
        surplus_rows=finished.surplus_rows,
        letters=tuple(map(column_letters, finished.places)),
        titles=layout.header.titles,
        aside="" if layout.header.header_rows else HEADLESS,
    )


def _remarks(layout: TextLayout, finished: Finished, unbalanced: int) -> tuple[str, ...]:
    """Say how the file was read."""
    scan = layout.scan
    encoding = scan.encoding.upper() + (_(" dengan BOM") if scan.bom else "")
    remarks = [
        _("pengodean {encoding}, pemisah {separator}").format(
            encoding=encoding, separator=name_separator(layout.separator)
        )
    ]
    if scan.encoding == "cp1252":
        remarks.append(_("bukan UTF-8; huruf beraksen dibaca sebagai Windows-1252"))
    if scan.strays:
        note = _("{count} byte bukan UTF-8 dibaca sebagai Windows-1252; huruf lain tetap UTF-8")
        remarks.append(note.format(count=format_number(scan.strays)))
    if scan.nuls:
        remarks.append(_("{count} byte nol dibuang").format(count=format_number(scan.nuls)))
    if unbalanced:
        remarks.append(
            _("{count} baris memuat tanda kutip tanpa pasangan; dibaca sebagai teks biasa").format(
                count=format_number(unbalanced)
            )
        )
    return (*remarks, *describe_header(layout.header, finished))
