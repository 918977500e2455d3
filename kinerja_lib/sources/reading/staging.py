"""From raw cells in DuckDB to the relation of a sheet: cleaned, numbered, nothing lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from kinerja_lib.sources.reading.limits import BATCH_CHARACTERS, BATCH_ROWS
from kinerja_lib.sources.reading.sql import (
    FORMULA_CELL,
    column_letters,
    identifier,
    literal,
    strip_apostrophe,
    trim,
)

# Number of the row, cells, surplus cells joined, letters of formula columns.
RawRow = tuple[int, list[str | None], str | None, str | None]
# Rows looked at to learn the decimal mark; spread evenly over the sheet.
DECIMAL_ROWS = 50_000
SURPLUS_JOINER = " | "


@dataclass(frozen=True)
class Staged:
    """Trimmed cells of one sheet in the table `name`.

    Attributes
    ----------
    name : str
        DuckDB table with c1 to c`width`, and with `_row`, `_surplus`, `_formula` unless `bare`.
    headers : tuple of str
        Header of each column up to the last one; columns beyond are surplus (`bare` only).
    width : int
        Number of columns.
    first_row : int
        Number of the first row (`bare` only: then rows have no gaps).
    bare : bool
        Whether the table holds nothing but cells.
    suspects : frozenset of str
        Marks that may begin a cell: "'" for apostrophes, "=" for formulas in text.
    """

    name: str
    headers: tuple[str, ...]
    width: int
    first_row: int = 1
    bare: bool = False
    suspects: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Finished:
    """The relation of a sheet: its name, headers of c1 to cn, and what was counted."""

    relation: str
    headers: tuple[str, ...]
    rows: int
    apostrophes: int
    formula_rows: int
    surplus_rows: int
    decimal: str


def stage_rows(
    connection: duckdb.DuckDBPyConnection, name: str, width: int, rows: Iterable[RawRow]
) -> None:
    """Write rows into the new table `name` in batches of bounded size; cells are trimmed."""
    cells = ", ".join(f"c{place} VARCHAR" for place in range(1, width + 1))
    connection.execute(
        f"CREATE TABLE {identifier(name)} "
        f"(_row BIGINT, _surplus VARCHAR, _formula VARCHAR, {cells})"
    )
    batch: list[RawRow] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += sum(len(cell) for cell in row[1] if cell)
        if len(batch) >= BATCH_ROWS or size > BATCH_CHARACTERS:
            _insert(connection, name, width, batch)
            batch, size = [], 0
    if batch:
        _insert(connection, name, width, batch)


def _insert(
    connection: duckdb.DuckDBPyConnection, name: str, width: int, batch: list[RawRow]
) -> None:
    columns = zip(*(row[1] for row in batch), strict=True)
    text = pa.large_string()
    arrays = {
        "_row": pa.array([row[0] for row in batch], pa.int64()),
        "_surplus": pa.array([row[2] for row in batch], text),
        "_formula": pa.array([row[3] for row in batch], text),
    }
    arrays |= {f"c{place}": pa.array(cells, text) for place, cells in enumerate(columns, start=1)}
    cleaned = ", ".join(trim(f"c{place}") for place in range(1, width + 1))
    connection.register("_kinerja_batch", pa.table(arrays))
    try:
        connection.execute(
            f"INSERT INTO {identifier(name)} "
            f"SELECT _row, _surplus, _formula, {cleaned} FROM _kinerja_batch"
        )
    finally:
        connection.unregister("_kinerja_batch")


def finish_sheet(connection: duckdb.DuckDBPyConnection, staged: Staged, relation: str) -> Finished:
    """Make the relation: marks stripped, blank rows and blank unnamed columns left out.

    A large clean file keeps its table; the relation is then a view that adds the row numbers.
    """
    counts = _count(connection, staged)
    kept = [
        place
        for place in range(1, len(staged.headers) + 1)
        if staged.headers[place - 1] or counts[f"n{place}"]
    ]
    rewrite = not staged.bare or any(
        counts[name] for name in ("blank", "apostrophes", "formulas", "surplus")
    )
    body = _select(staged, kept, rewrite=rewrite)
    kind = "TABLE" if rewrite else "VIEW"
    connection.execute(f"CREATE {kind} {identifier(relation)} AS {body}")
    if rewrite:
        connection.execute(f"DROP TABLE {identifier(staged.name)}")
    return Finished(
        relation=relation,
        headers=tuple(staged.headers[place - 1] for place in kept),
        rows=counts["rows"] - counts["blank"],
        apostrophes=counts["apostrophes"],
        formula_rows=_count_filled(connection, relation, "_formula") if rewrite else 0,
        surplus_rows=counts["surplus"],
        decimal=find_decimal(connection, relation, len(kept)),
    )


def _count(connection: duckdb.DuckDBPyConnection, staged: Staged) -> dict[str, int]:
    """Count rows, blank rows, filled cells per column, and cells to be cleaned."""
    places = range(1, staged.width + 1)
    named = range(1, len(staged.headers) + 1)
    anything = ", ".join(["NULL", *(f"c{place}" for place in places)])
    parts = {"rows": "count(*)"}
    parts |= {f"n{place}": f"count(c{place})" for place in named}
    surplus = "NULL" if staged.bare else "_surplus"
    parts["blank"] = f"count(*) FILTER (coalesce({anything}, {surplus}) IS NULL)"
    beyond = [f"c{place}" for place in places if place > len(staged.headers)]
    beyond += [] if staged.bare else ["_surplus"]
    parts["surplus"] = f"count(coalesce(NULL, NULL{''.join(', ' + cell for cell in beyond)}))"
    parts["apostrophes"] = parts["formulas"] = "0"
    if "'" in staged.suspects:
        parts["apostrophes"] = _sum_if("starts_with({cell}, '''')", named)
    if "=" in staged.suspects:
        parts["formulas"] = _sum_if(FORMULA_CELL, named)
    query = ", ".join(f"{value} AS {key}" for key, value in parts.items())
    row = connection.execute(f"SELECT {query} FROM {identifier(staged.name)}").fetchone() or ()
    return dict(zip(parts, map(int, row), strict=True))


def _sum_if(condition: str, places: range) -> str:
    return " + ".join(f"count_if({condition.format(cell=f'c{place}')})" for place in places) or "0"


def _select(staged: Staged, kept: list[int], *, rewrite: bool) -> str:
    """Write the query that gives the relation from the staged table."""
    places = [f"c{place}" for place in range(1, staged.width + 1)]
    row, surplus, formula = "_row", "_surplus", "_formula"
    if staged.bare:
        beyond = ", ".join(places[len(staged.headers) :])
        row = f"rowid + {staged.first_row}"
        surplus = f"nullif(concat_ws({literal(SURPLUS_JOINER)}, {beyond}), '')" if beyond else ""
        surplus = surplus or "NULL::VARCHAR"
        formula = "NULL::VARCHAR"
    if "=" in staged.suspects and rewrite:
        formula = _formula_letters(range(1, len(staged.headers) + 1))
    strip = "'" in staged.suspects and rewrite
    cells = [
        f"{strip_apostrophe(f'c{place}') if strip else f'c{place}'} AS c{number}"
        for number, place in enumerate(kept, start=1)
    ]
    head = [f"{row} AS _row", f"{surplus} AS _surplus", f"{formula} AS _formula"]
    filled = ["NULL", *places, *([] if staged.bare else ["_surplus"])]
    where = f" WHERE coalesce(NULL, {', '.join(filled)}) IS NOT NULL" if rewrite else ""
    return f"SELECT {', '.join(head + cells)} FROM {identifier(staged.name)}{where}"


def _formula_letters(places: range) -> str:
    """Write the expression that names the columns whose text would act as a formula."""
    cases = [
        f"CASE WHEN {FORMULA_CELL.format(cell=f'c{place}')} "
        f"THEN {literal(column_letters(place))} END"
        for place in places
    ]
    return f"nullif(concat_ws(',', {', '.join(cases)}), '')"


def _count_filled(connection: duckdb.DuckDBPyConnection, relation: str, column: str) -> int:
    query = f"SELECT count({identifier(column)}) FROM {identifier(relation)}"
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0


def find_decimal(connection: duckdb.DuckDBPyConnection, relation: str, width: int) -> str:
    """Tell the decimal mark from numbers that leave no doubt; "" where they differ or are missing.

    `1.234` and `1,234` may be thousands and say nothing; `87,28`, `1.848.000` and `0,5` do. At most
    some `DECIMAL_ROWS` rows, evenly spread, are looked at.
    """
    every = f"(SELECT greatest(1, count(*) // {DECIMAL_ROWS}) FROM {identifier(relation)})"
    found = connection.execute(
        f"SELECT {_votes(width, ',', '.')}, {_votes(width, '.', ',')} "
        f"FROM {identifier(relation)} WHERE _row % {every} = 0"
    ).fetchone()
    commas, points = found or (0, 0)
    return "," if commas and not points else "." if points and not commas else ""


def _votes(width: int, decimal: str, thousands: str) -> str:
    """Write the count of rows with a number that can only be read with this decimal mark."""
    mark, group = f"[{decimal}]", f"[{thousands}]"
    shape = (
        rf"^[-+]?(\d+{mark}(\d{{1,2}}|\d{{4,}})|\d{{1,3}}({group}\d{{3}})+{mark}\d+"
        rf"|\d{{1,3}}({group}\d{{3}}){{2,}})%?$"
    )
    tests = [
        f"coalesce(regexp_matches(c{place}, {literal(shape)}), false)"
        for place in range(1, width + 1)
    ]
    return f"count_if({' OR '.join(tests) or 'false'})"
