"""Tell how each column of a sheet is read: the SQL of its cells, and the compiled field."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from kinerja_lib.sources.assign import Assignment
from kinerja_lib.tables.compile import CellSql, compile_text, compile_typed
from kinerja_lib.tables.contract import Field, TableContract
from kinerja_lib.tables.numbers import LARGEST
from kinerja_lib.tables.quoting import identifier

_UNIT = "[0-9]\\s*([^0-9.,;\\s<>=≤≥–-][^0-9]*)$"  # what stands behind the last number


@dataclass(frozen=True)
class SheetCell:
    """How one column of a sheet is read: SQL for the cell, and the compiled field.

    `half` is 0 or 1 where the column is one limit of a band that the sheet writes as one text.
    """

    field: Field
    clean: str
    sql: CellSql
    half: int | None = None


def find_cells(
    connection: duckdb.DuckDBPyConnection, contract: TableContract, assignment: Assignment
) -> dict[str, SheetCell]:
    """Tell how each column of the contract that the sheet fills is read."""
    types = column_types(connection, assignment.relation)
    cells = {}
    for column, expression in _with_units(contract, assignment).items():
        if column in contract.splits:
            for half, limit in enumerate(contract.splits[column]):
                field = contract.field(limit)
                text = text_of(expression, types.get(expression, ""))
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
            text = text_of(expression, sql_type)
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


def text_of(expression: str, sql_type: str) -> str:
    """Write a cell of any type as text; a whole number as `7`, also where it is kept as 7.0."""
    text = f"CAST({expression} AS VARCHAR)"
    if sql_type == "VARCHAR":
        return expression
    if sql_type in ("FLOAT", "DOUBLE") or sql_type.startswith("DECIMAL"):
        whole = f"{expression} = floor({expression}) AND abs({expression}) < {LARGEST!r}"
        number = f"CAST(TRY_CAST({expression} AS BIGINT) AS VARCHAR)"
        return f"CASE WHEN {whole} THEN {number} ELSE {text} END"
    return text


def column_types(connection: duckdb.DuckDBPyConnection, relation: str) -> dict[str, str]:
    """Return the type of each column of a relation."""
    described = connection.execute(f"DESCRIBE {identifier(relation)}").fetchall()
    return {str(row[0]): str(row[1]) for row in described}
