"""Read the tables of a DuckDB file, attached for reading only; its views are never run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb

from kinerja_lib.sources.reading.header_cells import tidy_header
from kinerja_lib.sources.reading.limits import MAX_FILE_BYTES, MAX_PARQUET_COLUMNS
from kinerja_lib.sources.reading.problems import UnreadableError, make_problem
from kinerja_lib.sources.reading.sheet import FileProblem, RawSheet
from kinerja_lib.sources.reading.sql import identifier, literal
from kinerja_lib.sources.reading.typed_columns import describe_nested, select_typed

Connection = duckdb.DuckDBPyConnection


def read_database(
    connection: Connection, path: Path, next_name: Callable[[], str]
) -> list[RawSheet | FileProblem]:
    """Make one relation for each table of the file.

    Relations are views on the attached file, which DuckDB keeps open: they go on working when
    `enable_external_access` is switched off. A view of the file might read other files or
    addresses, so it becomes a problem and is not run.

    Raises
    ------
    UnreadableError
        The file is no DuckDB file, or has no table.
    """
    size = path.stat().st_size
    if size == 0:
        raise UnreadableError("berkas_kosong")
    if size > MAX_FILE_BYTES:
        raise UnreadableError("terlalu_besar")
    first = next_name()
    alias = f"source_{first}"
    target = literal(str(path.resolve()))
    try:
        connection.execute(f"ATTACH {target} AS {identifier(alias)} (READ_ONLY, TYPE duckdb)")
    except duckdb.Error:
        raise UnreadableError("berkas_rusak") from None
    tables = connection.execute(
        "SELECT schema_name, table_name FROM duckdb_tables() "
        "WHERE database_name = ? AND NOT internal ORDER BY ALL",
        [alias],
    ).fetchall()
    views = connection.execute(
        "SELECT schema_name, view_name FROM duckdb_views() "
        "WHERE database_name = ? AND NOT internal ORDER BY ALL",
        [alias],
    ).fetchall()
    parts: list[RawSheet | FileProblem] = [
        make_problem(path.name, _sheet_name(*view), UnreadableError("tampilan_basis_data"))
        for view in views
    ]
    if not parts and not tables:
        raise UnreadableError("berkas_kosong")
    for number, table in enumerate(tables):
        relation = first if number == 0 else next_name()
        parts.append(_read_table(connection, (path.name, alias), table, relation))
    return parts


def _read_table(
    connection: Connection, place: tuple[str, str], table: tuple[str, str], relation: str
) -> RawSheet | FileProblem:
    """Make the relation of one table; a damaged table is a problem of its own."""
    file, alias = place
    sheet = _sheet_name(*table)
    source = ".".join(map(identifier, (alias, *table)))
    try:
        described = connection.execute(f"DESCRIBE {source}").fetchall()
        columns = [(str(name), str(kind)) for name, kind, *_rest in described]
        if len(columns) > MAX_PARQUET_COLUMNS:
            return make_problem(file, sheet, UnreadableError("terlalu_banyak_kolom"))
        body = select_typed(columns, "rowid + 1", source)
        connection.execute(f"CREATE VIEW {identifier(relation)} AS {body}")
        counted = connection.execute(f"SELECT count(*) FROM {source}").fetchone()
    except duckdb.Error:
        return make_problem(file, sheet, UnreadableError("berkas_rusak"))
    headers = tuple(tidy_header(name) for name, _kind in columns)
    rows = int(counted[0]) if counted else 0
    return RawSheet(file, sheet, relation, headers, True, rows, remarks=describe_nested(columns))


def _sheet_name(schema: str, name: str) -> str:
    return name if schema == "main" else f"{schema}.{name}"
