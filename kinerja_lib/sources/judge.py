"""Decide which rows of a staged table are set aside, and why.

`out_<table>` holds one row for each row set aside: `_id` and the reason, `sel` for its own cells
and rules, else the code of the fault. `mark_<table>` holds the same for flags.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from kinerja_lib.sources.connection import fetch_row
from kinerja_lib.sources.staged import StagedTable
from kinerja_lib.tables.contract import Field
from kinerja_lib.tables.quoting import identifier

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
        f"CREATE TEMP TABLE {out} AS SELECT _id, '{OWN}' AS reason, NULL::VARCHAR AS about "
        "FROM judged WHERE _bad"
    )
    connection.execute(
        f"CREATE TEMP TABLE {mark} AS SELECT _id, '{OWN}' AS reason FROM judged WHERE NOT _bad"
    )
    _judge_keys(connection, table)
    _accept(connection, table)


def _accept(connection: duckdb.DuckDBPyConnection, table: StagedTable) -> None:
    """Let the view of accepted rows leave out what is set aside now."""
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW {table.accepted} AS "
        f"SELECT * FROM {accepted_rows(connection, table, table.columns)}"
    )


def accepted_rows(
    connection: duckdb.DuckDBPyConnection, table: StagedTable, columns: Sequence[str]
) -> str:
    """Write the query of the rows accepted so far, without cost where all are."""
    out, _ = _reasons(table)
    if not _one(connection, f"SELECT count(*) FROM {out}"):
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
    if not _one(connection, "SELECT count(*) FROM doubled"):
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


def judge_references(
    connection: duckdb.DuckDBPyConnection, table: StagedTable, tables: Mapping[str, StagedTable]
) -> list[Reference]:
    """Set aside rows that refer to a key which no row of the parent table has.

    A parent row that is itself set aside still counts as there: its key is known, and the fault is
    the parent's.
    """
    found = []
    for column in table.columns:
        field = table.contract.field(column)
        if field.references:
            found.append(_judge_reference(connection, table, field, tables))
    _accept(connection, table)
    return found


def _judge_reference(
    connection: duckdb.DuckDBPyConnection,
    table: StagedTable,
    field: Field,
    tables: Mapping[str, StagedTable],
) -> Reference:
    parent, parent_column = field.references.split(".")
    name = identifier(field.name)
    if parent not in tables or not _has_column(tables[parent], parent_column):
        return Reference(table.contract.name, field.name, field.references, False, 0, 0)
    keys = _known_keys(connection, tables[parent], parent_column)
    orphan = f"{name} IS NOT NULL AND {name} NOT IN (SELECT key FROM {keys})"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE orphans AS SELECT _id, CAST({name} AS VARCHAR) AS value "
        f"FROM {accepted_rows(connection, table, [field.name])} WHERE {orphan}"
    )
    unmatched = _one(connection, "SELECT count(*) FROM orphans")
    values = _one(connection, "SELECT count(DISTINCT value) FROM orphans")
    out, _ = _reasons(table)
    connection.execute(
        f"INSERT INTO {out} SELECT _id, 'rujukan_tidak_ada', '{field.name}' FROM orphans"
    )
    return Reference(table.contract.name, field.name, field.references, True, unmatched, values)


def _has_column(parent: StagedTable, column: str) -> bool:
    """Tell whether some sheet of the parent has the column; else no key is known to judge by."""
    return any(column not in sheet.assignment.absent for sheet in parent.sheets)


def _known_keys(connection: duckdb.DuckDBPyConnection, parent: StagedTable, column: str) -> str:
    relation = f"keys_{parent.contract.name}_{column}"
    connection.execute(
        f"CREATE TEMP TABLE IF NOT EXISTS {relation} AS SELECT DISTINCT {identifier(column)} "
        f"AS key FROM {parent.rows([column])} WHERE {identifier(column)} IS NOT NULL"
    )
    return relation


def judge_sets(connection: duckdb.DuckDBPyConnection, table: StagedTable) -> None:
    """Apply the rules over several rows to the rows accepted so far."""
    out, mark = _reasons(table)
    for rule in table.contract.set_rules:
        target, empty = (out, ", NULL") if rule.quarantine else (mark, "")
        query = rule.broken_query.format(t=table.accepted)
        connection.execute(f"INSERT INTO {target} SELECT _id, '{rule.code}'{empty} FROM ({query})")


def count_lost_parents(
    connection: duckdb.DuckDBPyConnection, table: StagedTable, tables: Mapping[str, StagedTable]
) -> list[tuple[str, str, int, int]]:
    """Count accepted rows that refer to a row set aside: column, parent, rows, parent rows."""
    lost = []
    for column in table.columns:
        field = table.contract.field(column)
        parent, _, parent_column = field.references.partition(".")
        if parent not in tables or not _one(connection, f"SELECT count(*) FROM out_{parent}"):
            continue
        name, key = identifier(column), identifier(parent_column)
        gone = (
            f"SELECT DISTINCT {key} FROM {tables[parent].rows([parent_column])} WHERE _id IN "
            f"(SELECT _id FROM out_{parent}) AND {key} IS NOT NULL AND {key} NOT IN "
            f"(SELECT {key} FROM {tables[parent].accepted} WHERE {key} IS NOT NULL)"
        )
        rows, keys = fetch_row(
            connection,
            f"SELECT count(*), count(DISTINCT {name}) FROM {table.accepted} "
            f"WHERE {name} IN ({gone})",
        )
        if rows:
            lost.append((column, parent, int(rows), int(keys)))
    return lost


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(fetch_row(connection, query)[0])
