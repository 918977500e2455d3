"""Put the sheets of one table behind one query: values of the contract, and which rows fail.

Rows have `_id` (unique in the source), `_sheet`, `_row` and the columns of the contract; the view
`staged_<table>` adds `_bad` (the row is set aside) and `_flag`. Nothing is copied: queries read the
raw sheets, so the same SQL serves a hundred rows and fifty million.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from kinerja_lib.sources.assign import Assignment
from kinerja_lib.sources.column_value import ColumnSql, read_column, read_spelled
from kinerja_lib.sources.first_look import look_over
from kinerja_lib.sources.row_faults import has_formula, is_footer
from kinerja_lib.sources.sheet_cells import SheetCell, find_cells
from kinerja_lib.sources.spelling import list_spellings
from kinerja_lib.tables.cells import Habits
from kinerja_lib.tables.contract import TableContract
from kinerja_lib.tables.quoting import identifier

SHEET_BITS = 40  # an id is the number of the sheet, then the row in it


@dataclass(frozen=True)
class StagedSheet:
    """One sheet of a table, with the number it has in ids and how it writes numbers and dates."""

    number: int
    assignment: Assignment
    relation: str  # with `_line`, unique in the sheet
    habits: Mapping[str, Habits]  # by column
    inner: str  # SELECT of the cells, `n_<column>` each
    read: Mapping[str, ColumnSql]  # by column
    row_faults: tuple[str, ...]  # columns of `inner`: conditions on whole rows that some row meets
    complete: frozenset[str]  # columns that have a value in every row


@dataclass(frozen=True)
class StagedTable:
    """A table of the source behind its view.

    Parameters
    ----------
    contract : TableContract
    columns : tuple of str
        Columns of the view, families spelled out, in the contract's order.
    sheets : tuple of StagedSheet
    """

    contract: TableContract
    columns: tuple[str, ...]
    sheets: tuple[StagedSheet, ...]

    @property
    def view(self) -> str:
        """Name the view of all rows."""
        return f"staged_{self.contract.name}"

    @property
    def accepted(self) -> str:
        """Name the view of accepted rows."""
        return f"accepted_{self.contract.name}"

    @property
    def complete(self) -> frozenset[str]:
        """Columns that have a value in every row of every sheet."""
        return frozenset.intersection(*(sheet.complete for sheet in self.sheets))

    def rows(self, columns: Sequence[str]) -> str:
        """Write the query of all rows with some columns, and no more joins than these need."""
        selects = [_select(self.contract, sheet, columns, faults=False) for sheet in self.sheets]
        return f"({' UNION ALL '.join(selects)})"


def stage_table(
    connection: duckdb.DuckDBPyConnection,
    contract: TableContract,
    assignments: Sequence[tuple[int, Assignment]],
) -> StagedTable:
    """Create the view of one table from the sheets that hold it."""
    columns = _columns(contract, [assignment for _, assignment in assignments])
    sheets = [
        _stage_sheet(connection, contract, number, assignment, columns)
        for number, assignment in assignments
    ]
    selects = [_select(contract, sheet, columns, faults=True) for sheet in sheets]
    table = StagedTable(contract, columns, tuple(sheets))
    bad = " OR ".join(
        ["_cell_bad", *(_broken(r.broken_when) for r in contract.rules if r.quarantine)]
    )
    flag = " OR ".join(
        ["_cell_flag", *(_broken(r.broken_when) for r in contract.rules if not r.quarantine)]
    )
    names = ", ".join(identifier(column) for column in columns)
    connection.execute(
        f"CREATE VIEW {table.view} AS SELECT _id, _sheet, _row, {names}, "
        f"({bad}) AS _bad, ({flag}) AS _flag FROM ({' UNION ALL '.join(selects)})"
    )
    return table


def _broken(condition: str) -> str:
    return f"coalesce(({condition}), false)"


def _columns(contract: TableContract, assignments: list[Assignment]) -> tuple[str, ...]:
    names: list[str] = []
    for field in contract.fields:
        if field.is_family:
            found = {c for a in assignments for c in a.columns if c.startswith(field.name[:-1])}
            names += sorted(found)
        else:
            names.append(field.name)
    return tuple(names)


def _stage_sheet(
    connection: duckdb.DuckDBPyConnection,
    contract: TableContract,
    number: int,
    assignment: Assignment,
    columns: tuple[str, ...],
) -> StagedSheet:
    relation = _number_lines(connection, number, assignment)
    cells = find_cells(connection, contract, assignment)
    whole_row = {
        "_surplus": "_surplus IS NOT NULL",
        "_formula": has_formula(assignment),
        "_footer": is_footer(assignment),
    }
    look = look_over(connection, _clean(relation, cells, whole_row), cells, tuple(whole_row))
    # Asked again only where some row has it: the engine works out what nobody reads.
    inner = _clean(relation, cells, {name: whole_row[name] for name in look.row_faults})
    suspect = [column for column, count in look.suspect.items() if count]
    spellings, habits = list_spellings(connection, inner, cells, suspect, f"spell_{number}")
    read = {c: read_column(contract, assignment, c, cells.get(c), look) for c in columns}
    for column, spelling in spellings.items():
        needed = contract.field(column).required and column not in assignment.lookups
        read[column] = read_spelled(cells[column], column, spelling, needed=needed)
    complete = look.complete - set(assignment.lookups)
    return StagedSheet(number, assignment, relation, habits, inner, read, look.row_faults, complete)


def _clean(relation: str, cells: Mapping[str, SheetCell], row_conditions: Mapping[str, str]) -> str:
    """Write the query that gives the cells as `n_<column>` and the conditions on whole rows."""
    conditions = [f"({condition}) AS {name}" for name, condition in row_conditions.items()]
    cleaned = [f"{cell.clean} AS {identifier('n_' + column)}" for column, cell in cells.items()]
    return f"SELECT {', '.join(['_line', '_row', *conditions, *cleaned])} FROM {relation}"


def _select(
    contract: TableContract, sheet: StagedSheet, columns: Sequence[str], *, faults: bool
) -> str:
    """Write the query of one sheet."""
    looked_up = {c: how for c, how in sheet.assignment.lookups.items() if c in columns}
    asked = list(dict.fromkeys([*columns, *(by for _, by in looked_up.values())]))
    read = {column: sheet.read[column] for column in asked}
    parts = [
        f"({sheet.number}::BIGINT << {SHEET_BITS}) + _line AS _id",
        f"{sheet.number} AS _sheet",
        "_row",
        *(f"{sql.value} AS {identifier(column)}" for column, sql in read.items()),
    ]
    if faults:
        bad = [*sheet.row_faults, *(sql.bad for sql in read.values())]
        parts.append(f"({_any(bad)}) AS _cell_bad")
        parts.append(f"({_any([sql.flag for sql in read.values()])}) AS _cell_flag")
    joins = " ".join(sql.join for sql in read.values())
    select = f"SELECT {', '.join(parts)} FROM ({sheet.inner}) n {joins}"
    return _look_up(contract, looked_up, select, faults=faults)


def _number_lines(
    connection: duckdb.DuckDBPyConnection, number: int, assignment: Assignment
) -> str:
    """Return a relation with `_line`; where a mapping makes several rows of one, count them."""
    source = identifier(assignment.relation)
    if assignment.relation == assignment.sheet.relation:
        return f"(SELECT *, _row AS _line FROM {source})"
    connection.execute(
        f"CREATE TABLE long_{number} AS SELECT *, row_number() OVER () AS _line FROM {source}"
    )
    return f"long_{number}"


def _look_up(
    contract: TableContract, lookups: Mapping[str, tuple[str, str]], select: str, *, faults: bool
) -> str:
    """Fill columns from another table, found by a column that refers to it."""
    for place, (column, (wanted, by)) in enumerate(lookups.items()):
        parent, parent_column = wanted.split(".")
        key = contract.field(by).references.split(".")[1]
        found = (
            f"SELECT {identifier(key)} AS key, min({identifier(parent_column)}) AS value "
            f"FROM staged_{parent} WHERE {identifier(key)} IS NOT NULL GROUP BY 1"
        )
        value = f"coalesce(s{place}.{identifier(column)}, l{place}.value)"
        changed = f"{value} AS {identifier(column)}"
        if faults and contract.field(column).required:
            changed += f", (_cell_bad OR {value} IS NULL) AS _cell_bad"
        select = (
            f"SELECT s{place}.* REPLACE ({changed}) FROM ({select}) s{place} "
            f"LEFT JOIN ({found}) l{place} ON l{place}.key = s{place}.{identifier(by)}"
        )
    return select


def _any(conditions: list[str]) -> str:
    return " OR ".join(c for c in conditions if c != "false") or "false"
