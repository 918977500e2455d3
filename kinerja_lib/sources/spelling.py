"""Read each distinct spelling of a column once, and keep the answers beside the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb
import pyarrow as pa

from kinerja_lib.sources.connection import fetch_row
from kinerja_lib.sources.row_units import UNIT_COLUMN, measures_of, mixed_units, plain_unit, unit_of
from kinerja_lib.sources.sheet_cells import SheetCell
from kinerja_lib.tables.cells import (
    Cell,
    Habits,
    limit_parts,
    may_be_part,
    read_band_cell,
    read_cell,
)
from kinerja_lib.tables.compile import MISSING, SQL_TYPES
from kinerja_lib.tables.dates import tell_day_order
from kinerja_lib.tables.numbers import tell_decimal_mark
from kinerja_lib.tables.quoting import identifier

_POINTS = r"[+-]?[0-9]+\.([0-9]{1,2}|[0-9]{4,})"  # plain numbers that show the decimal mark


@dataclass(frozen=True)
class Spelling:
    """Name the table of spellings of one column: raw, value, bad, flag.

    Plain values between 0 and `parts` are flagged too; 0: none. Rows that meet `flag` are flagged;
    `join` is what it needs.
    """

    relation: str
    parts: float = 0.0
    flag: str = ""
    join: str = ""


def list_spellings(
    connection: duckdb.DuckDBPyConnection,
    inner: str,
    cells: Mapping[str, SheetCell],
    suspect: Sequence[str],
    prefix: str,
) -> tuple[dict[str, Spelling], dict[str, Habits]]:
    """Find the texts that SQL alone does not read, and read them.

    Parameters
    ----------
    inner : str
        SELECT that gives a column `n_<column>` for each of `cells`.
    suspect : sequence of str
        Columns that may hold such texts.
    prefix : str
        Start of the names of the tables made.

    Returns
    -------
    tuple
        Spelling tables of the columns that need one, and how each column is written.
    """
    texts = _distinct_texts(connection, inner, {c: cells[c] for c in suspect})
    decimal = _tell_decimal(connection, inner, cells, texts)
    orders = _tell_orders(cells, texts)
    spellings, habits = {}, {}
    for column, cell in cells.items():
        habits[column] = Habits(decimal, orders.get(column, ""))
        if not texts.get(column):
            continue
        relation = f"{prefix}_{column}"
        answers = _answer_all(cell, texts[column], habits[column])
        if may_be_part(cell.field):
            parts = limit_parts(_find_highest(connection, inner, column, cell, answers))
            habits[column] = replace(habits[column], parts=parts)
            answers = _answer_all(cell, texts[column], habits[column]) if parts else answers
        _write(connection, relation, texts[column], answers, SQL_TYPES[cell.field.kind])
        spellings[column] = Spelling(relation, habits[column].parts)
    measures = [column for column in measures_of(cells) if column in spellings]
    if any(unit_of(text) for column in measures for text in texts[column]):
        first = measures[0]
        mixed = _compare_units(connection, inner, cells, spellings, prefix)
        spellings[first] = replace(spellings[first], flag=mixed[0], join=mixed[1])
    return spellings, habits


def _compare_units(
    connection: duckdb.DuckDBPyConnection,
    inner: str,
    cells: Mapping[str, SheetCell],
    spellings: Mapping[str, Spelling],
    prefix: str,
) -> tuple[str, str]:
    """Write the units into the tables of spellings; give the condition that they differ, a join."""
    measures, join = measures_of(cells), ""
    values = {column: cells[column].sql.value for column in measures}
    units = {}
    for column in (column for column in measures if column in spellings):
        relation = spellings[column].relation
        connection.execute(f"ALTER TABLE {identifier(relation)} ADD COLUMN unit VARCHAR")
        _write_units(connection, relation)
        units[column] = f"coalesce({identifier(relation)}.unit, '')"
        plain, value = cells[column].sql.plain, f"{identifier(relation)}.value"
        values[column] = f"CASE WHEN {plain} THEN {values[column]} ELSE {value} END"
    if UNIT_COLUMN in cells:
        relation, name = f"{prefix}_units", identifier("n_" + UNIT_COLUMN)
        connection.execute(
            f"CREATE TABLE {relation} AS SELECT DISTINCT {name} AS raw, NULL::VARCHAR AS unit "
            f"FROM ({inner}) WHERE {name} IS NOT NULL"
        )
        _write_units(connection, relation, whole=True)
        units[UNIT_COLUMN] = f"coalesce({relation}.unit, '')"
        join = f"LEFT JOIN {relation} ON {relation}.raw = {name}"
    return mixed_units(cells, units, values), join


def _write_units(
    connection: duckdb.DuckDBPyConnection, relation: str, *, whole: bool = False
) -> None:
    """Fill the units of the texts of a relation; `whole` where a text is nothing but its unit."""
    name, read = identifier(relation), plain_unit if whole else unit_of
    texts = [str(text) for (text,) in connection.execute(f"SELECT raw FROM {name}").fetchall()]
    units = {text: unit for text in texts if (unit := read(text))}
    known = pa.table(
        {"text": pa.array(units, pa.string()), "unit": pa.array(units.values(), pa.string())}
    )
    connection.register("units_now", known)
    connection.execute(
        f"UPDATE {name} SET unit = units_now.unit FROM units_now WHERE raw = units_now.text"
    )
    connection.unregister("units_now")


def _answer_all(cell: SheetCell, texts: Sequence[str], habits: Habits) -> list[Cell]:
    return [_answer(cell, text, habits, cell.field.required) for text in texts]


def _find_highest(
    connection: duckdb.DuckDBPyConnection,
    inner: str,
    column: str,
    cell: SheetCell,
    answers: Sequence[Cell],
) -> float | None:
    """Return the largest value of a column that has odd spellings, None where it has no value."""
    value = f"CASE WHEN {cell.sql.plain} AND NOT {cell.sql.bad} THEN {cell.sql.value} END"
    (plain,) = fetch_row(connection, f"SELECT max({value}) FROM ({inner})")
    values = [float(answer.value) for answer in answers if answer.value is not None]
    return max([*values, *([plain] if plain is not None else [])], default=None)


def _tell_orders(cells: Mapping[str, SheetCell], texts: Mapping[str, list[str]]) -> dict[str, str]:
    """Tell the order of day and month per column; one that does not show it follows the others.

    Only the order of this country, day first, passes from one column to another.
    """
    dates = [c for c, cell in cells.items() if cell.field.kind in ("date", "time") and c in texts]
    whole = tell_day_order([text for column in dates for text in texts[column]])
    other = whole if whole == "dmy" else ""
    return {column: tell_day_order(texts[column]) or other for column in dates}


def _distinct_texts(
    connection: duckdb.DuckDBPyConnection, inner: str, cells: Mapping[str, SheetCell]
) -> dict[str, list[str]]:
    found = {}
    for column, cell in cells.items():
        if not cell.sql.plain:
            continue
        name = identifier("n_" + column)
        query = (
            f"SELECT DISTINCT {name} FROM ({inner}) "
            f"WHERE {name} IS NOT NULL AND NOT {cell.sql.plain} ORDER BY 1"
        )
        texts = [str(text) for (text,) in connection.execute(query).fetchall()]
        if texts:
            found[column] = texts
    return found


def _tell_decimal(
    connection: duckdb.DuckDBPyConnection,
    inner: str,
    cells: Mapping[str, SheetCell],
    texts: Mapping[str, list[str]],
) -> str:
    """Tell the decimal mark of the sheet from its odd spellings and its plain decimals."""
    numbers = [c for c, cell in cells.items() if cell.field.kind == "number" and cell.sql.plain]
    odd = [text for column in numbers for text in texts.get(column, ())]
    if not odd:
        return ""
    shown = " OR ".join(
        f"regexp_full_match({identifier('n_' + column)}, '{_POINTS}')" for column in numbers
    )
    row = fetch_row(connection, f"SELECT bool_or({shown}) FROM ({inner})")
    return tell_decimal_mark([*odd, *(["0.5"] if row[0] else [])])


def _answer(cell: SheetCell, text: str, habits: Habits, needed: bool) -> Cell:
    if text in MISSING or not text:
        return Cell(None, "kosong_wajib" if needed else "")
    if cell.half is None:
        return read_cell(cell.field, text, habits)
    return read_band_cell(cell.field, text, habits, cell.half)


def _write(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    texts: list[str],
    answers: list[Cell],
    sql_type: str,
) -> None:
    values = [None if answer.value is None else str(answer.value) for answer in answers]
    spelled = pa.table(
        {
            "raw": pa.array(texts, pa.string()),
            "value": pa.array(values, pa.string()),
            "bad": pa.array([bool(answer.fault) for answer in answers], pa.bool_()),
            "flag": pa.array([bool(answer.flag) for answer in answers], pa.bool_()),
        }
    )
    connection.register("spelled_now", spelled)
    connection.execute(
        f"CREATE TABLE {identifier(relation)} AS "
        f"SELECT raw, CAST(value AS {sql_type}) AS value, bad, flag FROM spelled_now"
    )
    connection.unregister("spelled_now")
