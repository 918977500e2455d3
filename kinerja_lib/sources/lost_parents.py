"""Rows that stand while the row they refer to is set aside."""

from __future__ import annotations

from collections.abc import Container, Mapping

import duckdb

from kinerja_lib.sources.connection import fetch_row
from kinerja_lib.sources.judge import accepted_rows, count_one, name_keys, present_parents
from kinerja_lib.sources.parallel import run_all
from kinerja_lib.sources.staged import StagedTable
from kinerja_lib.tables.quoting import identifier


def find_lost_keys(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, StagedTable]
) -> frozenset[tuple[str, str]]:
    """Collect the keys that only rows set aside have; name the tables and columns with such."""
    asked = {
        parents[0]
        for table in tables.values()
        for parents in present_parents(table, tables).values()
        if count_one(connection, f"SELECT count(*) FROM out_{parents[0][0]}")
    }

    def collect(cursor: duckdb.DuckDBPyConnection, wanted: tuple[str, str]) -> bool:
        parent, column = wanted
        key, table = identifier(column), tables[parent]
        known = f"SELECT {key} FROM {accepted_rows(cursor, table, [column])}"
        cursor.execute(
            f"CREATE TABLE {_lost(parent, column)} AS SELECT key FROM {name_keys(parent, column)} "
            f"WHERE key NOT IN ({known} WHERE {key} IS NOT NULL)"
        )
        return bool(count_one(cursor, f"SELECT count(*) FROM {_lost(parent, column)}"))

    wanted = sorted(asked)
    some = run_all(connection, collect, wanted)
    return frozenset(key for key, found in zip(wanted, some, strict=True) if found)


def count_lost_parents(
    connection: duckdb.DuckDBPyConnection,
    table: StagedTable,
    tables: Mapping[str, StagedTable],
    lost: Container[tuple[str, str]],
) -> list[tuple[str, str, int, int]]:
    """Count accepted rows that refer to a row set aside: column, parent, rows, parent rows.

    Of several parents the first is asked, and a key that another of them has is not counted.
    `lost` is what `find_lost_keys` gave.
    """
    counts = []
    for column, ((parent, key), *others) in present_parents(table, tables).items():
        if (parent, key) not in lost:
            continue
        name = identifier(column)
        rest = [f" AND {name} NOT IN (SELECT key FROM {name_keys(*other)})" for other in others]
        rows, keys = fetch_row(
            connection,
            f"SELECT count(*), count(DISTINCT {name}) "
            f"FROM {accepted_rows(connection, table, [column])} "
            f"WHERE {name} IN (SELECT key FROM {_lost(parent, key)}){''.join(rest)}",
        )
        if rows:
            counts.append((column, parent, int(rows), int(keys)))
    return counts


def _lost(parent: str, column: str) -> str:
    return f"lost_{parent}_{column}"
