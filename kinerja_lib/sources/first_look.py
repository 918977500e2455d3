"""Look over a sheet once, so that later passes ask only what may be wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from kinerja_lib.sources.connection import fetch_row
from kinerja_lib.sources.sheet_cells import SheetCell
from kinerja_lib.tables.cells import limit_parts, may_be_part
from kinerja_lib.tables.quoting import identifier


@dataclass(frozen=True)
class FirstLook:
    """Counts of one sheet.

    Attributes
    ----------
    rows : int
    filled : mapping
        Column -> cells that are not empty.
    suspect : mapping
        Column -> filled cells that are not written the plain way, or break the field's limits.
    row_faults : tuple of str
        The columns of conditions on whole rows that some row meets.
    parts : mapping
        Percent column -> below what its values may be fractions, where some are.
    """

    rows: int
    filled: Mapping[str, int]
    suspect: Mapping[str, int]
    row_faults: tuple[str, ...]
    parts: Mapping[str, float] = field(default_factory=dict)

    @property
    def complete(self) -> frozenset[str]:
        """Columns that have a value in every row."""
        return frozenset(
            column
            for column, filled in self.filled.items()
            if filled == self.rows and not self.suspect[column]
        )


def look_over(
    connection: duckdb.DuckDBPyConnection,
    inner: str,
    cells: Mapping[str, SheetCell],
    row_conditions: Sequence[str] = (),
) -> FirstLook:
    """Count in one pass what each column and each condition on whole rows finds.

    Parameters
    ----------
    inner : str
        SELECT that gives a column `n_<column>` for each of `cells`.
    row_conditions : sequence of str
        Boolean columns of `inner`: conditions on whole rows.
    """
    filled = [f"count({identifier('n_' + column)})" for column in cells]
    suspect = [f"count_if({_suspect(column, cell)})" for column, cell in cells.items()]
    met = [f"count_if({condition})" for condition in row_conditions]
    percent = [column for column, cell in cells.items() if may_be_part(cell.field)]
    limits = [sql for column in percent for sql in _limits(cells[column])]
    asked = ", ".join(["count(*)", *filled, *suspect, *met, *limits])
    found = fetch_row(connection, f"SELECT {asked} FROM ({inner})")
    ends = list(found[len(found) - len(limits) :])
    # A sheet without rows counts NULL.
    rows, *counts = (int(count or 0) for count in found[: len(found) - len(limits)])
    width = len(cells)
    return FirstLook(
        rows=rows,
        filled=dict(zip(cells, counts[:width], strict=True)),
        suspect=dict(zip(cells, counts[width : 2 * width], strict=True)),
        row_faults=tuple(
            condition
            for condition, count in zip(row_conditions, counts[2 * width :], strict=True)
            if count
        ),
        parts={
            column: limit_parts(high)
            for column, low, high in zip(percent, ends[::2], ends[1::2], strict=True)
            if low is not None and low < limit_parts(high)
        },
    )


def _limits(cell: SheetCell) -> tuple[str, str]:
    """Write the smallest value above 0 and the largest of a column, of cells that are read."""
    fit = "true" if cell.sql.bad == "false" else f"NOT {cell.sql.bad}"
    value = cell.sql.value
    if cell.sql.plain:
        value = f"CASE WHEN {cell.sql.plain} AND {fit} THEN {value} END"
    elif cell.sql.bad != "false":
        value = f"CASE WHEN {fit} THEN {value} END"
    return f"min(nullif(greatest({value}, 0), 0))", f"max({value})"


def _suspect(column: str, cell: SheetCell) -> str:
    name, sql = identifier("n_" + column), cell.sql
    if not sql.plain:
        return "false" if sql.bad == "false" else f"coalesce({sql.bad}, false)"
    if sql.bad == "false":
        return f"{name} IS NOT NULL AND NOT {sql.plain}"
    # A text that is not plain cannot be compared with limits.
    return (
        f"CASE WHEN {name} IS NULL THEN false WHEN {sql.plain} THEN coalesce({sql.bad}, false) "
        "ELSE true END"
    )
