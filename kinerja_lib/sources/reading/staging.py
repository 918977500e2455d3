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
    is_untidy,
    strip_apostrophe,
    trim,
)
from kinerja_lib.tables.quoting import identifier, literal

# Number of the row, cells, surplus cells joined, letters of formula columns.
RawRow = tuple[int, list[str | None], str | None, str | None]
SURPLUS_JOINER = " | "


@dataclass(frozen=True)
class Staged:
    """Cells of one sheet as they were written, in the table `name`; empty ones are missing.

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
    tidy : bool
        Whether it is known that no cell begins or ends with a blank.
    """

    name: str
    headers: tuple[str, ...]
    width: int
    first_row: int = 1
    bare: bool = False
    suspects: frozenset[str] = frozenset()
    tidy: bool = False


@dataclass(frozen=True)
class Finished:
    """The relation of a sheet: its name, headers and places of c1 to cn, and what was counted.

    `places` count the columns of the sheet as it was staged, from 1; blank ones were left out.
    """

    relation: str
    headers: tuple[str, ...]
    places: tuple[int, ...]
    rows: int
    apostrophes: int
    formula_rows: int
    surplus_rows: int


def stage_rows(
    connection: duckdb.DuckDBPyConnection, name: str, width: int, rows: Iterable[RawRow]
) -> None:
    """Write rows into the new table `name` in batches of bounded size."""
    cells = ", ".join(f"c{place} VARCHAR" for place in range(1, width + 1))
    connection.execute(
        f"CREATE TABLE {identifier(name)} "
        f"(_row BIGINT, _surplus VARCHAR, _formula VARCHAR, {cells})"
    )
    batch: list[RawRow] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += sum(map(len, filter(None, row[1])))
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
    cleaned = ", ".join(f"nullif(c{place}, '')" for place in range(1, width + 1))
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
    cells = _tidy_cells(connection, staged)
    counts = _count(connection, staged, cells)
    kept = [
        place
        for place, header in enumerate(staged.headers, start=1)
        if header or counts[f"n{place}"]
    ]
    trimmed = any(cell != f"c{place}" for place, cell in enumerate(cells, start=1))
    to_clean = ("blank", "apostrophes", "formulas", "surplus")
    rewrite = not staged.bare or trimmed or any(counts[name] for name in to_clean)
    body = _select(staged, cells, kept, rewrite=rewrite)
    kind = "TABLE" if rewrite else "VIEW"
    connection.execute(f"CREATE {kind} {identifier(relation)} AS {body}")
    if rewrite:
        connection.execute(f"DROP TABLE {identifier(staged.name)}")
    return Finished(
        relation=relation,
        headers=tuple(staged.headers[place - 1] for place in kept),
        places=tuple(kept),
        rows=counts["rows"] - counts["blank"],
        apostrophes=counts["apostrophes"],
        formula_rows=_count_filled(connection, relation, "_formula") if rewrite else 0,
        surplus_rows=counts["surplus"],
    )


def _tidy_cells(connection: duckdb.DuckDBPyConnection, staged: Staged) -> list[str]:
    """Write the expression of each trimmed cell; columns that are tidy already stay plain."""
    cells = [f"c{place}" for place in range(1, staged.width + 1)]
    if staged.tidy:
        return cells
    counts = ", ".join(f"count(*) FILTER ({is_untidy(cell)})" for cell in cells)
    found = connection.execute(f"SELECT {counts} FROM {identifier(staged.name)}").fetchall()[0]
    return [trim(cell) if untidy else cell for cell, untidy in zip(cells, found, strict=True)]


def _count(
    connection: duckdb.DuckDBPyConnection, staged: Staged, cells: list[str]
) -> dict[str, int]:
    """Count rows, blank rows, filled cells per column, and cells to be cleaned."""
    named = cells[: len(staged.headers)]
    beyond = cells[len(staged.headers) :] if staged.bare else ["_surplus"]
    suspects = staged.suspects
    parts = {
        "rows": "count(*)",
        "blank": f"count(*) FILTER ({_first_of(cells + beyond)} IS NULL)",
        "surplus": f"count({_first_of(beyond)})",
        "apostrophes": _sum_if("starts_with({cell}, '''')", named) if "'" in suspects else "0",
        "formulas": _sum_if(FORMULA_CELL, named) if "=" in suspects else "0",
    }
    parts |= {f"n{place}": f"count({cell})" for place, cell in enumerate(named, start=1)}
    query = ", ".join(f"{value} AS {key}" for key, value in parts.items())
    row = connection.execute(f"SELECT {query} FROM {identifier(staged.name)}").fetchall()[0]
    return {key: int(value or 0) for key, value in zip(parts, row, strict=True)}


def _first_of(cells: list[str]) -> str:
    """Write the expression of the first cell that is not missing, for any number of cells."""
    return f"coalesce({', '.join(['NULL::VARCHAR', 'NULL::VARCHAR', *cells])})"


def _sum_if(condition: str, cells: list[str]) -> str:
    counts = (f"count(*) FILTER ({condition.format(cell=cell)})" for cell in cells)
    return " + ".join(counts) or "0"


def _select(staged: Staged, cells: list[str], kept: list[int], *, rewrite: bool) -> str:
    """Write the query that gives the relation from the staged table."""
    named = cells[: len(staged.headers)]
    beyond = cells[len(staged.headers) :] if staged.bare else ["_surplus"]
    row, surplus, formula = "_row", "_surplus", "_formula"
    if staged.bare:
        row = f"rowid + {staged.first_row}"
        joined = ", ".join([literal(SURPLUS_JOINER), "NULL::VARCHAR", *beyond])
        surplus = f"nullif(concat_ws({joined}), '')"
        formula = "NULL::VARCHAR"
    if "=" in staged.suspects and rewrite:
        formula = _formula_letters(named)
    strip = "'" in staged.suspects and rewrite
    taken = [(number, named[place - 1]) for number, place in enumerate(kept, start=1)]
    columns = [f"{row} AS _row", f"{surplus} AS _surplus", f"{formula} AS _formula"]
    columns += [f"{strip_apostrophe(cell) if strip else cell} AS c{n}" for n, cell in taken]
    where = f" WHERE {_first_of(cells + beyond)} IS NOT NULL" if rewrite else ""
    return f"SELECT {', '.join(columns)} FROM {identifier(staged.name)}{where}"


def _formula_letters(cells: list[str]) -> str:
    """Write the expression that names the columns whose text would act as a formula."""
    cases = [
        f"CASE WHEN {FORMULA_CELL.format(cell=cell)} THEN {literal(column_letters(place))} END"
        for place, cell in enumerate(cells, start=1)
    ]
    return f"nullif(concat_ws(',', {', '.join(cases)}), '')"


def _count_filled(connection: duckdb.DuckDBPyConnection, relation: str, column: str) -> int:
    query = f"SELECT count({identifier(column)}) FROM {identifier(relation)}"
    return int(connection.execute(query).fetchall()[0][0])


def drop_relation(connection: duckdb.DuckDBPyConnection, relation: str) -> None:
    """Remove what a file that could not be read to its end left behind."""
    for name in (relation, f"{relation}_data") if relation else ():
        for kind in ("VIEW", "TABLE"):
            found = connection.execute(
                f"SELECT count(*) FROM duckdb_{kind.lower()}s() WHERE {kind.lower()}_name = ?",
                [name],
            ).fetchall()
            if found[0][0]:
                connection.execute(f"DROP {kind} {identifier(name)}")
