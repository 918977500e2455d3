"""Open the engine that reads and checks, and shut it off from files and addresses."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Sequence
from contextlib import suppress

import duckdb

THREADS = max(1, min(os.cpu_count() or 1, 8))


def open_engine(memory_limit: str = "") -> duckdb.DuckDBPyConnection:
    """Open an engine in memory; what does not fit goes to a private folder that goes with it.

    Parameters
    ----------
    memory_limit : str
        Such as `4GiB`; empty: the engine's own default.
    """
    spill = tempfile.TemporaryDirectory(prefix="kinerja-")
    settings: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": spill.name,
        "threads": THREADS,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
    }
    if memory_limit:
        settings["memory_limit"] = memory_limit
    connection = duckdb.connect(config=settings)
    # Drawn as text where no script is run, and text that is no object stops publishing.
    # In a notebook without ipywidgets there is none to switch off, and asking for it is refused.
    with suppress(duckdb.InvalidInputException):
        connection.execute("SET enable_progress_bar = false")
    weakref.finalize(connection, spill.cleanup)
    return connection


def close_files(connection: duckdb.DuckDBPyConnection, kept: Sequence[str] = ()) -> None:
    """Let the engine read nothing but the files in `kept` from now on, for good."""
    if kept:
        connection.execute("SET allowed_paths = ?", [list(kept)])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def fetch_row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple:
    """Run a query that gives exactly one row, and return it."""
    (row,) = connection.execute(query).fetchall()
    return row
