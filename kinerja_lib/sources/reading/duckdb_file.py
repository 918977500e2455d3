"""Read the tables of a DuckDB file, opened for reading only; its views are never run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import duckdb

from kinerja_lib.sources.reading.header_cells import tidy_header
from kinerja_lib.sources.reading.limits import COPY_UP_TO_BYTES, MAX_FILE_BYTES, MAX_PARQUET_COLUMNS
from kinerja_lib.sources.reading.problems import UnreadableError, make_problem
from kinerja_lib.sources.reading.sheet import FileProblem, RawSheet
from kinerja_lib.sources.reading.typed_columns import describe_nested, select_typed
from kinerja_lib.tables.quoting import identifier, literal

Connection = duckdb.DuckDBPyConnection


def read_database(
    connection: Connection,
    path: Path,
    next_name: Callable[[], str],
    *,
    copy_up_to: int = COPY_UP_TO_BYTES,
) -> list[RawSheet | FileProblem]:
    """Make one relation for each table of the file.

    A file of up to `copy_up_to` bytes is copied, so that every block has been read once. A larger
    one stays attached for reading only and its relations are views: they go on working when
    `enable_external_access` is switched off, but a damaged block is found only when it is read. A
    view of the file might read other files or addresses, so it becomes a problem and is not run.

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
    place = _Place(connection, path.name, f"source_{first}", size <= copy_up_to)
    target = literal(str(path.resolve()))
    attached = False
    try:
        connection.execute(f"ATTACH {target} AS {place.alias} (READ_ONLY, TYPE duckdb)")
        attached = True
        parts = _read_tables(place, chain([first], iter(next_name, None)))
    except duckdb.Error:
        raise UnreadableError("berkas_rusak") from None
    finally:
        if attached and place.copied:
            connection.execute(f"DETACH {place.alias}")
    if not parts:
        raise UnreadableError("berkas_kosong")
    return parts


@dataclass(frozen=True)
class _Place:
    """An attached file: connection, file name, name of the database, whether it is copied."""

    connection: Connection
    file: str
    alias: str
    copied: bool

    def list_names(self, kind: str) -> list[tuple[str, str]]:
        """List schema and name of all tables or views."""
        return self.connection.execute(
            f"SELECT schema_name, {kind}_name FROM duckdb_{kind}s() "
            "WHERE database_name = ? AND NOT internal ORDER BY ALL",
            [self.alias],
        ).fetchall()


def _read_tables(place: _Place, names: Iterator[str]) -> list[RawSheet | FileProblem]:
    parts: list[RawSheet | FileProblem] = [
        make_problem(place.file, _sheet_name(*view), UnreadableError("tampilan_basis_data"))
        for view in place.list_names("view")
    ]
    for table in place.list_names("table"):
        try:
            parts.append(_read_table(place, table, next(names)))
        except duckdb.Error:
            parts.append(
                make_problem(place.file, _sheet_name(*table), UnreadableError("berkas_rusak"))
            )
    return parts


def _read_table(place: _Place, table: tuple[str, str], relation: str) -> RawSheet | FileProblem:
    """Make the relation of one table."""
    sheet = _sheet_name(*table)
    source = ".".join(map(identifier, (place.alias, *table)))
    described = place.connection.execute(f"DESCRIBE {source}").fetchall()
    columns = [(str(name), str(kind)) for name, kind, *_rest in described]
    if len(columns) > MAX_PARQUET_COLUMNS:
        return make_problem(place.file, sheet, UnreadableError("terlalu_banyak_kolom"))
    body = select_typed(columns, "rowid + 1", source)
    kind = "TABLE" if place.copied else "VIEW"
    place.connection.execute(f"CREATE {kind} {identifier(relation)} AS {body}")
    counted = place.connection.execute(f"SELECT count(*) FROM {source}").fetchall()
    return RawSheet(
        file=place.file,
        sheet=sheet,
        relation=relation,
        headers=tuple(tidy_header(name) for name, _kind in columns),
        typed=True,
        rows=int(counted[0][0]),
        remarks=describe_nested(columns),
    )


def _sheet_name(schema: str, name: str) -> str:
    return name if schema == "main" else f"{schema}.{name}"
