"""Read each distinct spelling of a column once, and keep the answers beside the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from kinerja_lib.sources.connection import fetch_row
from kinerja_lib.sources.sheet_cells import SheetCell
from kinerja_lib.tables.cells import Cell, Habits, read_cell, within
from kinerja_lib.tables.compile import MISSING, SQL_TYPES
from kinerja_lib.tables.dates import tell_day_order
from kinerja_lib.tables.numbers import read_band, tell_decimal_mark
from kinerja_lib.tables.quoting import identifier

_POINTS = r"[+-]?[0-9]+\.([0-9]{1,2}|[0-9]{4,})"  # plain numbers that show the decimal mark


@dataclass(frozen=True)
class Spelling:
    """Name the table of spellings of one column: raw, value, bad, flag."""

    relation: str


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
        answers = [
            _answer(cell, text, habits[column], cell.field.required) for text in texts[column]
        ]
        _write(connection, relation, texts[column], answers, SQL_TYPES[cell.field.kind])
        spellings[column] = Spelling(relation)
    return spellings, habits


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
    limit = read_band(text, habits.decimal)[cell.half]
    other = read_band(text, habits.decimal)[1 - cell.half]
    if limit.value is None:
        return Cell(None, "" if other.value is not None else "bukan_angka")
    if not within(cell.field, limit.value):
        return Cell(None, "di_luar_rentang")
    return Cell(limit.value, flag="angka_rancu" if limit.doubtful else "")


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
