"""Decide which rows of a staged table are set aside, and why.

`out_<table>` holds one row for each row set aside: `_id` and the reason, `sel` for its own cells
and rules, else the code of the fault. `mark_<table>` holds the same for flags.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from kinerja_lib.sources.connection import fetch_row
from kinerja_lib.sources.parallel import run_all
from kinerja_lib.sources.staged import StagedTable
from kinerja_lib.tables.quoting import identifier, literal

RIVAL_ASIDE = "kunci_pada_karantina"
OWN = "sel"  # reason: the row's own cells or rules; `explain` says which


@dataclass(frozen=True)
class Reference:
    """Say how far one column refers to rows that exist.

    Parameters
    ----------
    table, column, parent : str
        `parent` is `table.column` of the parent.
    present : bool
        Whether the parent table and its column are in the source; if not, nothing was judged.
    unmatched, unmatched_values : int
        Rows without parent; distinct values without parent.
    """

    table: str
    column: str
    parent: str
    present: bool
    unmatched: int
    unmatched_values: int


def judge_rows(connection: duckdb.DuckDBPyConnection, table: StagedTable) -> None:
    """Set aside the rows that fail by themselves, then copies and contradictions of a key."""
    out, mark = _reasons(table)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE judged AS SELECT _id, _bad FROM {table.view} "
        "WHERE _bad OR _flag"
    )
    connection.execute(
        f"CREATE TABLE {out} AS SELECT _id, '{OWN}' AS reason, NULL::VARCHAR AS about "
        "FROM judged WHERE _bad"
    )
    connection.execute(
        f"CREATE TABLE {mark} AS SELECT _id, '{OWN}' AS reason FROM judged WHERE NOT _bad"
    )
    _judge_keys(connection, table)
    _flag_rivals_aside(connection, table)
    _accept(connection, table)


def _accept(connection: duckdb.DuckDBPyConnection, table: StagedTable) -> None:
    """Let the view of accepted rows leave out what is set aside now."""
    connection.execute(
        f"CREATE OR REPLACE VIEW {table.accepted} AS "
        f"SELECT * FROM {accepted_rows(connection, table, table.columns)}"
    )


def accepted_rows(
    connection: duckdb.DuckDBPyConnection, table: StagedTable, columns: Sequence[str]
) -> str:
    """Write the query of the rows accepted so far, without cost where all are."""
    out, _ = _reasons(table)
    if not count_one(connection, f"SELECT count(*) FROM {out}"):
        return table.rows(columns)
    return f"(SELECT * FROM {table.rows(columns)} WHERE _id NOT IN (SELECT _id FROM {out}))"


def _reasons(table: StagedTable) -> tuple[str, str]:
    return f"out_{table.contract.name}", f"mark_{table.contract.name}"


def _judge_keys(connection: duckdb.DuckDBPyConnection, table: StagedTable) -> None:
    out, _ = _reasons(table)
    key = ", ".join(identifier(column) for column in table.contract.key)
    content = ", ".join(identifier(column) for column in table.columns)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE doubled AS "
        f"SELECT hash({key}) AS h FROM {accepted_rows(connection, table, table.contract.key)} "
        "GROUP BY h HAVING count(*) > 1"
    )
    if not count_one(connection, "SELECT count(*) FROM doubled"):
        return
    rows = accepted_rows(connection, table, table.columns)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE rivals AS "
        f"SELECT _id, min(_id) OVER w AS first, count(*) OVER w AS n, "
        f"min(content) OVER w <> max(content) OVER w AS differ FROM ("
        f"SELECT _id, {key}, CAST(row({content}) AS VARCHAR) AS content FROM {rows} "
        f"WHERE hash({key}) IN (SELECT h FROM doubled)) WINDOW w AS (PARTITION BY {key})"
    )
    connection.execute(
        f"INSERT INTO {out} SELECT _id, CASE WHEN differ THEN 'kunci_bentrok' "
        "ELSE 'duplikat_sama' END, CAST(first AS VARCHAR) FROM rivals "
        "WHERE n > 1 AND (differ OR _id <> first)"
    )


def _flag_rivals_aside(connection: duckdb.DuckDBPyConnection, table: StagedTable) -> None:
    """Flag rows that hold a key which a row set aside for its own faults holds too.

    Which of both is right is not known, so the accepted one may not stand without a word.
    """
    out, mark = _reasons(table)
    aside = f"SELECT _id FROM {out} WHERE reason = '{OWN}'"
    if not count_one(connection, f"SELECT count(*) FROM ({aside})"):
        return
    key = ", ".join(identifier(column) for column in table.contract.key)
    filled = " AND ".join(f"{identifier(c)} IS NOT NULL" for c in table.contract.key)
    rows = accepted_rows(connection, table, table.contract.key)
    connection.execute(
        f"INSERT INTO {mark} SELECT _id, '{RIVAL_ASIDE}' FROM {rows} SEMI JOIN (SELECT {key} FROM "
        f"{table.rows(table.contract.key)} WHERE _id IN ({aside}) AND {filled}) USING ({key})"
    )


def prepare_keys(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, StagedTable]) -> None:
    """Collect the keys that some column of some table refers to, each once."""
    asked = {
        parent
        for table in tables.values()
        for parents in present_parents(table, tables).values()
        for parent in parents
    }

    def collect(cursor: duckdb.DuckDBPyConnection, wanted: tuple[str, str]) -> None:
        parent, column = wanted
        name = identifier(column)
        cursor.execute(
            f"CREATE TABLE {name_keys(parent, column)} AS SELECT DISTINCT {name} AS key "
            f"FROM {tables[parent].rows([column])} WHERE {name} IS NOT NULL"
        )

    run_all(connection, collect, sorted(asked))


def judge_references(
    connection: duckdb.DuckDBPyConnection, table: StagedTable, tables: Mapping[str, StagedTable]
) -> list[Reference]:
    """Set aside rows that refer to a key which no row of a parent table has.

    Where a column may refer to several tables, nothing is judged without the first of them.
    A parent row that is itself set aside still counts as there: its key is known, and the fault is
    the parent's. A row with several such columns is counted for the first. `prepare_keys` comes
    first.
    """
    present = present_parents(table, tables)
    lost = _find_orphans(connection, table, present) if present else {}
    _accept(connection, table)
    fields = (table.contract.field(column) for column in table.columns)
    return [
        Reference(
            table.contract.name,
            field.name,
            field.references,
            field.name in present,
            *lost.get(field.name, (0, 0)),
        )
        for field in fields
        if field.references
    ]


def _find_orphans(
    connection: duckdb.DuckDBPyConnection,
    table: StagedTable,
    present: Mapping[str, Sequence[tuple[str, str]]],
) -> dict[str, tuple[int, int]]:
    """Set aside rows without parent; count rows and distinct values by column."""
    when, value = [], []
    for place, (column, parents) in enumerate(present.items()):
        name = identifier(column)
        known = [f"{name} NOT IN (SELECT key FROM {name_keys(*parent)})" for parent in parents]
        when.append(f"WHEN {' AND '.join([f'{name} IS NOT NULL', *known])} THEN {place}")
        value.append(f"WHEN {place} THEN CAST({name} AS VARCHAR)")
    rows = accepted_rows(connection, table, list(present))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE orphans AS SELECT _id, place, CASE place {' '.join(value)} "
        f"END AS value FROM (SELECT *, CASE {' '.join(when)} END AS place FROM {rows}) "
        "WHERE place IS NOT NULL"
    )
    names = ", ".join(literal(column) for column in present)
    out, _ = _reasons(table)
    connection.execute(
        f"INSERT INTO {out} SELECT _id, 'rujukan_tidak_ada', [{names}][place + 1] FROM orphans"
    )
    counts = connection.execute(
        "SELECT place, count(*), count(DISTINCT value) FROM orphans GROUP BY place"
    ).fetchall()
    columns = list(present)
    return {columns[place]: (int(count), int(values)) for place, count, values in counts}


def present_parents(
    table: StagedTable, tables: Mapping[str, StagedTable]
) -> dict[str, list[tuple[str, str]]]:
    """Name table and column of the parents of each column whose first parent is in the source."""
    found = {}
    for column in table.columns:
        parents = [_split(parent) for parent in table.contract.field(column).parents]
        present = [parent for parent in parents if _has_column(tables.get(parent[0]), parent[1])]
        if present and present[0] == parents[0]:
            found[column] = present
    return found


def _split(parent: str) -> tuple[str, str]:
    table, _, column = parent.partition(".")
    return table, column


def _has_column(parent: StagedTable | None, column: str) -> bool:
    """Tell whether some sheet of the parent has the column; else no key is known to judge by."""
    sheets = parent.sheets if parent else ()
    return any(column not in sheet.assignment.absent for sheet in sheets)


def name_keys(parent: str, column: str) -> str:
    """Name the table of the keys of a parent that `prepare_keys` collects."""
    return f"keys_{parent}_{column}"


def judge_sets(
    connection: duckdb.DuckDBPyConnection, table: StagedTable, tables: Mapping[str, StagedTable]
) -> None:
    """Apply the rules over several rows to the rows accepted so far."""
    out, mark = _reasons(table)
    for rule in table.contract.set_rules:
        if not rule.reads.keys() <= tables.keys():
            continue
        target, empty = (out, ", NULL") if rule.quarantine else (mark, "")
        others = {name: tables[name].rows(columns) for name, columns in rule.reads.items()}
        query = rule.broken_query.format(t=table.accepted, **others)
        connection.execute(f"INSERT INTO {target} SELECT _id, '{rule.code}'{empty} FROM ({query})")
    _accept(connection, table)


def count_one(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """Give the one number that a query counts."""
    return int(fetch_row(connection, query)[0])
