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
from kinerja_lib.sources.row_faults import has_formula, is_footer
from kinerja_lib.sources.spelling import Spelling, list_spellings
from kinerja_lib.tables.cells import Habits
from kinerja_lib.tables.compile import SQL_TYPES, CellSql, compile_text, compile_typed
from kinerja_lib.tables.contract import Field, TableContract
from kinerja_lib.tables.quoting import identifier

_UNIT = "[0-9]\\s*([^0-9.,;\\s<>=≤≥–-][^0-9]*)$"  # what stands behind the last number
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
        f"CREATE TEMP VIEW {table.view} AS SELECT _id, _sheet, _row, {names}, "
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
    cells = _find_cells(connection, contract, assignment)
    cleaned = ", ".join(
        ["_line", "_row", "_surplus", "_formula", f"({is_footer(assignment)}) AS _footer"]
        + [f"{cell.clean} AS {identifier('n_' + column)}" for column, cell in cells.items()]
    )
    inner = f"SELECT {cleaned} FROM {relation}"
    spellings, habits = list_spellings(connection, inner, cells, f"spell_{number}")
    read = {
        column: _read_column(contract, assignment, column, cells.get(column), spellings.get(column))
        for column in columns
    }
    return StagedSheet(number, assignment, relation, habits, inner, read)


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
        whole_row = ["_surplus IS NOT NULL", has_formula(sheet.assignment), "_footer"]
        parts.append(f"({_any(whole_row + [sql.bad for sql in read.values()])}) AS _cell_bad")
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
        f"CREATE TEMP TABLE long_{number} AS SELECT *, row_number() OVER () AS _line FROM {source}"
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
    return " OR ".join(c for c in conditions if c and c != "false") or "false"


@dataclass(frozen=True)
class SheetCell:
    """How one column of a sheet is read: SQL for the cell, and the compiled field.

    `half` is 0 or 1 where the column is one limit of a band that the sheet writes as one text.
    """

    field: Field
    clean: str
    sql: CellSql
    half: int | None = None


def _find_cells(
    connection: duckdb.DuckDBPyConnection, contract: TableContract, assignment: Assignment
) -> dict[str, SheetCell]:
    described = connection.execute(f"DESCRIBE {identifier(assignment.relation)}").fetchall()
    types = {str(row[0]): str(row[1]) for row in described}
    cells = {}
    for column, expression in _with_units(contract, assignment).items():
        if column in contract.splits:
            for half, limit in enumerate(contract.splits[column]):
                field = contract.field(limit)
                text = _as_text(expression, types.get(expression, ""))
                cells[limit] = SheetCell(field, text, _never_plain(), half)
            continue
        field = contract.field(column)
        sql_type, name = types.get(expression, ""), identifier("n_" + column)
        typed = compile_typed(field, name, sql_type)
        if typed is not None:
            if sql_type in ("FLOAT", "DOUBLE"):  # missing, as some programs write it
                expression = f"nullif({expression}, 'nan'::{sql_type})"
            cells[column] = SheetCell(field, expression, typed)
        else:
            text = _as_text(expression, sql_type)
            cells[column] = SheetCell(field, text, compile_text(field, name))
    return cells


def _with_units(contract: TableContract, assignment: Assignment) -> dict[str, str]:
    """Fill the unit from the text of a band where its own cell is empty: `12 dokumen`."""
    columns = dict(assignment.columns)
    band = next((written for written in contract.splits if written in columns), None)
    if band is not None and any(field.name == "satuan" for field in contract.fields):
        text = f"CAST({columns[band]} AS VARCHAR)"
        unit = f"nullif(trim(regexp_extract({text}, '{_UNIT}', 1)), '')"
        own = f"CAST({columns['satuan']} AS VARCHAR)" if "satuan" in columns else "NULL"
        columns["satuan"] = f"coalesce({own}, {unit})"
    return columns


def _never_plain() -> CellSql:
    return CellSql("false", "NULL::DOUBLE", "false")


def _as_text(expression: str, sql_type: str) -> str:
    return expression if sql_type == "VARCHAR" else f"CAST({expression} AS VARCHAR)"


@dataclass(frozen=True)
class ColumnSql:
    """SQL for value, bad and flag of one column of a sheet, and the join it needs."""

    value: str
    bad: str
    flag: str = "false"
    join: str = ""


def _read_column(
    contract: TableContract,
    assignment: Assignment,
    column: str,
    cell: SheetCell | None,
    spelling: Spelling | None,
) -> ColumnSql:
    field = contract.field(column)
    needed = field.required and column not in assignment.lookups
    if cell is None:
        lost = "true" if needed and not field.may_be_absent else "false"
        return ColumnSql(f"NULL::{SQL_TYPES[field.kind]}", lost)
    name = identifier("n_" + column)
    if spelling is None:
        limits = "false" if cell.sql.bad == "false" else f"coalesce({cell.sql.bad}, false)"
        return ColumnSql(cell.sql.value, _any([limits, f"{name} IS NULL" if needed else "false"]))
    s = identifier(spelling.relation)
    bad = (
        f"CASE WHEN {name} IS NULL THEN {'true' if needed else 'false'} WHEN {cell.sql.plain} "
        f"THEN coalesce({cell.sql.bad}, false) ELSE coalesce({s}.bad, true) END"
    )
    return ColumnSql(
        f"CASE WHEN {cell.sql.plain} THEN {cell.sql.value} ELSE {s}.value END",
        bad,
        f"coalesce({s}.flag, false)",
        f"LEFT JOIN {s} ON {s}.raw = {name}",
    )
