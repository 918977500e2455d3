"""Rows of a sheet that belong to no table: above the header, under a second one, or without one.

They become sheets of their own, so that they are counted and kept like all rows set aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import duckdb

from kinerja_lib.i18n import _, format_number
from kinerja_lib.sources.reading.header_cells import is_text, tidy_header
from kinerja_lib.sources.reading.problems import UnreadableError, make_problem
from kinerja_lib.sources.reading.sheet import FileProblem, RawSheet
from kinerja_lib.sources.reading.sql import column_letters
from kinerja_lib.sources.reading.staging import (
    SURPLUS_JOINER,
    RawRow,
    Staged,
    drop_relation,
    finish_sheet,
    stage_rows,
)
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.quoting import identifier, literal

HEADLESS, ABOVE, SECOND = "tanpa_judul_kolom", "baris_di_atas_judul", "tabel_kedua"
_BATCH = 1_000  # rows
_ROWS_NAMED = 5
_TITLE_LINES = 6  # above a second table, blank ones included
_FIRST_CELLS = 3
_HEADER_MARKS = " _.-/()"  # what a first header may hold besides letters and digits

NumberedRow = tuple[int, Sequence[str | None]]  # number of the row, cells


def divide_sheet(
    connection: duckdb.DuckDBPyConnection,
    sheet: RawSheet,
    above: Sequence[NumberedRow],
    known: frozenset[str],
) -> list[RawSheet | FileProblem]:
    """Divide what was read from one sheet into its table and the rows that belong to none.

    Parameters
    ----------
    sheet : RawSheet
        As read; `aside` is filled where no header was found at all.
    above : sequence of NumberedRow
        Rows above the header that are no titles.
    known : frozenset of str
        Squashed header names.

    Returns
    -------
    list
        The table, then each part set aside with its problem.
    """
    if sheet.aside:
        return [sheet, make_problem(sheet.file, sheet.sheet, UnreadableError(sheet.aside))]
    parts: list[RawSheet | FileProblem] = []
    if above:
        part = _stage_above(connection, sheet, above)
        parts += [part, _tell(part, _name_rows([row for row, _cells in above]))]
    start = _find_second(connection, sheet, known)
    if start is not None:
        sheet, below = _cut(connection, sheet, start)
        first = _("baris {row}").format(row=format_number(start))
        parts += [below, _tell(below, first)]
    return [sheet, *parts]


def _tell(part: RawSheet, detail: str) -> FileProblem:
    return make_problem(part.file, part.sheet, UnreadableError(part.aside, detail))


def _name_rows(numbers: Sequence[int]) -> str:
    named = ", ".join(map(format_number, numbers[:_ROWS_NAMED]))
    if len(numbers) > _ROWS_NAMED:
        named += _(" dan {count} lainnya").format(count=format_number(len(numbers) - _ROWS_NAMED))
    return _("baris {rows}").format(rows=named)


def _stage_above(
    connection: duckdb.DuckDBPyConnection, sheet: RawSheet, above: Sequence[NumberedRow]
) -> RawSheet:
    width = max(len(cells) for _row, cells in above)
    rows: list[RawRow] = [
        (row, [*cells, *[None] * (width - len(cells))], None, None) for row, cells in above
    ]
    relation = f"{sheet.relation}_atas"
    stage_rows(connection, f"{relation}_data", width, rows)
    staged = Staged(f"{relation}_data", ("",) * width, width, suspects=frozenset("'"))
    finished = finish_sheet(connection, staged, relation)
    return RawSheet(
        file=sheet.file,
        sheet=sheet.sheet,
        relation=relation,
        headers=finished.headers,
        typed=False,
        rows=finished.rows,
        remarks=(_("baris di atas judul kolom"),),
        letters=tuple(map(column_letters, finished.places)),
        aside=ABOVE,
    )


def _find_second(
    connection: duckdb.DuckDBPyConnection, sheet: RawSheet, known: frozenset[str]
) -> int | None:
    """Give the row where another table begins, its title lines included; None where none does."""
    if sheet.typed or len(sheet.headers) < 2:
        return None
    for row, cells in _candidates(connection, sheet, known):
        if _is_second(cells, sheet.headers, known) and _is_new(connection, sheet, row, cells):
            return _climb(connection, sheet, row)
    return None


def _candidates(
    connection: duckdb.DuckDBPyConnection, sheet: RawSheet, known: frozenset[str]
) -> Iterator[tuple[int, list[str]]]:
    """Give the rows whose first filled cell reads as a known header, in the order of the file."""
    cells = [f"c{n}" for n in range(1, len(sheet.headers) + 1)]
    first = f"coalesce({', '.join(cells[:_FIRST_CELLS])})"
    listed = ", ".join(literal(name) for name in sorted(known)) or "NULL"
    # Most first cells are numbers or codes that begin with a digit; headers never do.
    bare = f"translate(lower({first}), {literal(_HEADER_MARKS)}, '')"
    result = connection.execute(
        f"SELECT _row, _surplus, {', '.join(cells)} FROM {identifier(sheet.relation)} "
        f"WHERE CASE WHEN {first} BETWEEN '0' AND ':' THEN false ELSE {bare} IN ({listed}) END "
        "ORDER BY _row"
    )
    while batch := result.fetchmany(_BATCH):
        for row, surplus, *values in batch:
            beyond = surplus.split(SURPLUS_JOINER) if surplus else []
            yield int(row), [value or "" for value in (*values, *beyond)]


def _is_second(cells: Sequence[str], headers: Sequence[str], known: frozenset[str]) -> bool:
    """Say whether a row is the header of another table: words alone, most of them known."""
    filled = [cell for cell in cells if cell.strip()]
    marks = [squash(tidy_header(cell)) for cell in filled]
    if len(filled) < 2 or len(set(marks)) < len(marks) or not all(map(is_text, filled)):
        return False
    # Codes of units such as U-1 read like the elements of a survey.
    count = sum(mark in known and mark.isalpha() for mark in marks)
    own = [squash(header) for header in headers]
    again = [squash(tidy_header(cell)) for cell in cells[: len(own)]]
    repeated = all(not mark or mark == header for mark, header in zip(again, own, strict=False))
    return count >= 2 and count * 3 >= len(marks) * 2 and not repeated


def _is_new(
    connection: duckdb.DuckDBPyConnection, sheet: RawSheet, row: int, cells: Sequence[str]
) -> bool:
    """Say whether no cell of a row stands in its column above: else it is a value, no heading."""
    named = [(n, c) for n, c in enumerate(cells[: len(sheet.headers)], start=1) if c]
    same = " OR ".join(f"c{n} = {literal(cell)}" for n, cell in named)
    ((count,),) = connection.execute(
        f"SELECT count(*) FROM {identifier(sheet.relation)} WHERE _row < {row} AND ({same})"
    ).fetchall()
    return not count


def _climb(connection: duckdb.DuckDBPyConnection, sheet: RawSheet, row: int) -> int:
    """Give the first of the title lines right above a row, else the row itself."""
    cells = ", ".join(f"c{n}" for n in range(1, len(sheet.headers) + 1))
    above = connection.execute(
        f"SELECT _row, len(list_distinct([{cells}])) FROM {identifier(sheet.relation)} "
        f"WHERE _row BETWEEN {row - _TITLE_LINES} AND {row - 1} ORDER BY _row DESC"
    ).fetchall()
    for number, texts in above:
        if texts > 1:
            break
        row = int(number)
    return row


def _cut(
    connection: duckdb.DuckDBPyConnection, sheet: RawSheet, start: int
) -> tuple[RawSheet, RawSheet]:
    """Make two relations of one: the rows before a row, and the others."""
    source, upper, lower = (f"{sheet.relation}{end}" for end in ("", "_utama", "_bawah"))
    for name, condition in ((upper, f"_row < {start}"), (lower, f"_row >= {start}")):
        connection.execute(
            f"CREATE TABLE {identifier(name)} AS SELECT * FROM {identifier(source)} "
            f"WHERE {condition}"
        )
    drop_relation(connection, source)
    connection.execute(f"ALTER TABLE {identifier(upper)} RENAME TO {identifier(source)}")
    kept = _count(connection, sheet)
    headless = replace(sheet, relation=lower, headers=("",) * len(sheet.headers), aside=SECOND)
    below = replace(headless, remarks=(_("tabel kedua di bawah tabel pertama"),), merged_cells=0)
    return kept, _count(connection, below)


def _count(connection: duckdb.DuckDBPyConnection, sheet: RawSheet) -> RawSheet:
    (counts,) = connection.execute(
        f"SELECT count(*), count(_formula), count(_surplus) FROM {identifier(sheet.relation)}"
    ).fetchall()
    rows, formulas, surplus = map(int, counts)
    return replace(sheet, rows=rows, formula_rows=formulas, surplus_rows=surplus)
