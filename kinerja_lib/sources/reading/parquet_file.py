"""Read a Parquet file: small ones are copied, large ones are scanned where they lie."""

from __future__ import annotations

from pathlib import Path

import duckdb

from kinerja_lib.i18n import _, format_number
from kinerja_lib.sources.reading.header_cells import tidy_header
from kinerja_lib.sources.reading.limits import (
    COPY_UP_TO_BYTES,
    COPY_UP_TO_ROWS,
    MAX_FILE_BYTES,
    MAX_PARQUET_COLUMNS,
    MAX_PARQUET_ROWS,
)
from kinerja_lib.sources.reading.problems import UnreadableError
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.sources.reading.sql import is_untidy, path_literal
from kinerja_lib.sources.reading.typed_columns import describe_nested, select_typed
from kinerja_lib.tables.quoting import identifier


def read_parquet(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    relation: str,
    *,
    copy_up_to: int = COPY_UP_TO_BYTES,
) -> tuple[RawSheet, bool]:
    """Make the relation of a Parquet file; say whether it still reads the file.

    Rows are numbered from 1 by `file_row_number`. A file of more than `copy_up_to` bytes, or of
    more rows than fit in memory at ease, becomes a view.

    Raises
    ------
    UnreadableError
        The file is empty, damaged, or claims too many rows or columns.
    """
    size = path.stat().st_size
    if size == 0:
        raise UnreadableError("berkas_kosong")
    if size > MAX_FILE_BYTES:
        raise UnreadableError("terlalu_besar")
    scan = f"read_parquet({path_literal(path)}, hive_partitioning = false, filename = false)"
    numbered = scan[:-1] + ", file_row_number = true)"
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {scan}").fetchall()
        columns = [(str(name), str(kind)) for name, kind, *_rest in described]
        counted = connection.execute(f"SELECT count(*) FROM {scan}").fetchall()
    except duckdb.Error:
        raise UnreadableError("berkas_rusak") from None
    rows = int(counted[0][0])
    _check_size(rows, len(columns))
    external = size > copy_up_to or rows > COPY_UP_TO_ROWS
    try:
        tidy = _find_tidy(connection, columns, scan) if external else frozenset()
        body = select_typed(columns, "file_row_number + 1", numbered, tidy)
        kind = "VIEW" if external else "TABLE"
        connection.execute(f"CREATE {kind} {identifier(relation)} AS {body}")
    except duckdb.Error:
        raise UnreadableError("berkas_rusak") from None
    headers = tuple(tidy_header(name) for name, _kind in columns)
    remarks = describe_nested(columns)
    return RawSheet(path.name, "", relation, headers, True, rows, remarks=remarks), external


def _find_tidy(
    connection: duckdb.DuckDBPyConnection, columns: list[tuple[str, str]], scan: str
) -> frozenset[str]:
    """Find the text columns without a blank at the ends of a cell, so that no query trims them."""
    texts = [name for name, kind in columns if kind.upper() == "VARCHAR"]
    if not texts:
        return frozenset()
    tests = ", ".join(f"bool_or({is_untidy(identifier(name))})" for name in texts)
    found = connection.execute(f"SELECT {tests} FROM {scan}").fetchall()[0]
    return frozenset(name for name, untidy in zip(texts, found, strict=True) if not untidy)


def _check_size(rows: int, columns: int) -> None:
    if rows > MAX_PARQUET_ROWS:
        detail = _("Isinya {count} baris.").format(count=format_number(rows))
        raise UnreadableError("terlalu_besar", detail)
    if columns > MAX_PARQUET_COLUMNS:
        detail = _("Ditemukan {count} kolom, paling banyak {limit}.").format(
            count=format_number(columns), limit=format_number(MAX_PARQUET_COLUMNS)
        )
        raise UnreadableError("terlalu_banyak_kolom", detail)
