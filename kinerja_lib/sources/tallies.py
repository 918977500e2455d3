"""Count the rows of a table in one pass: per sheet and period, accepted and set aside."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from kinerja_lib.sources.connection import fetch_row
from kinerja_lib.sources.staged import StagedTable
from kinerja_lib.tables.quoting import identifier

_NO_PERIOD = "NULL::VARCHAR"


@dataclass(frozen=True)
class Tally:
    """Count rows of one sheet and period that are all accepted, or all set aside.

    Attributes
    ----------
    sheet : int
        Number of the sheet.
    period : str or None
        Period, year, or year of the date of the rows; None where they tell none.
    aside : bool
        Whether these rows are set aside.
    rows : int
    first, last : str or None
        Smallest and largest value of the column that dates the table, as text.
    filled : tuple of int
        Filled cells of each column of the table.
    """

    sheet: int
    period: str | None
    aside: bool
    rows: int
    first: str | None
    last: str | None
    filled: tuple[int, ...]


def tally_rows(connection: duckdb.DuckDBPyConnection, table: StagedTable) -> tuple[Tally, ...]:
    """Count all rows of a table; every row is in one tally."""
    out, as_of = f"out_{table.contract.name}", table.contract.as_of
    (any_out,) = fetch_row(connection, f"SELECT count(*) FROM {out}")
    aside = f"_id IN (SELECT _id FROM {out})" if any_out else "false"
    day = f"CAST({{}}({identifier(as_of)}) AS VARCHAR)" if as_of else "NULL::VARCHAR"
    counted = [column for column in table.columns if column not in table.complete]
    counts = "".join(f", count({identifier(column)})" for column in counted)
    period, needed = _period_of(table)
    asked = list(dict.fromkeys([*counted, *needed, *([as_of] if as_of else [])]))
    found = connection.execute(
        f"SELECT _sheet, _period, _aside, count(*), {day.format('min')}, {day.format('max')}"
        f"{counts} FROM (SELECT *, {period} AS _period, {aside} AS _aside "
        f"FROM {table.rows(asked)}) GROUP BY ALL"
    ).fetchall()
    tallies = []
    for sheet, period, gone, rows, first, last, *filled in found:
        every = dict.fromkeys(table.columns, int(rows))
        every |= {column: int(n) for column, n in zip(counted, filled, strict=True)}
        tallies.append(
            Tally(int(sheet), period, bool(gone), int(rows), first, last, tuple(every.values()))
        )
    return tuple(tallies)


def _period_of(table: StagedTable) -> tuple[str, tuple[str, ...]]:
    """Write the SQL of the period: the first period or year, else the year of the date.

    Also name the columns it needs.
    """
    kinds = {field.name: field.kind for field in table.contract.fields}
    for kind in ("period", "year"):
        found = next((name for name, k in kinds.items() if k == kind), None)
        if found:
            number = f"CAST(CAST({identifier(found)} AS INTEGER) AS VARCHAR)"
            return number if kind == "year" else identifier(found), (found,)
    column = table.contract.as_of
    if not column:
        return _NO_PERIOD, ()
    return f"CAST(year({identifier(column)}) AS VARCHAR)", (column,)
