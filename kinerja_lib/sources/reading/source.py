"""Read a source: a folder of exports, one file, a workbook, or a DuckDB file."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from kinerja_lib.config.os_errors import explain_os_error
from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.sources.parallel import run_all
from kinerja_lib.sources.reading.csv_file import read_text_file
from kinerja_lib.sources.reading.duckdb_file import read_database
from kinerja_lib.sources.reading.listing import TEXT_SUFFIXES, check_kind, list_files
from kinerja_lib.sources.reading.parquet_file import read_parquet
from kinerja_lib.sources.reading.problems import UnreadableError, make_problem
from kinerja_lib.sources.reading.sheet import FileProblem, RawSheet, ReadResult
from kinerja_lib.sources.reading.staging import drop_relation
from kinerja_lib.sources.reading.workbook import read_workbook

# Sheets of one file, the problems of its other sheets, and files that stay outside DuckDB.
Part = RawSheet | FileProblem


def read_source(
    connection: duckdb.DuckDBPyConnection, source: Path, known: frozenset[str]
) -> ReadResult:
    """Bring every table of a source into DuckDB, as it was written.

    Parameters
    ----------
    connection : DuckDBPyConnection
        An open connection with access to files. Relations are named `raw_1`, `raw_2` and so on;
        names already in use are left alone. Large Parquet files stay outside
        (`ReadResult.external_paths`); a large DuckDB file stays attached, for reading only. All
        else is copied and thereby read to its end.
    source : Path
        Folder (not recursive), or one file: .csv, .tsv, .txt, .xlsx, .parquet, .duckdb.
    known : frozenset of str
        Names of headers that a contract or mapping knows, as `tables.names.squash` gives them.

    Returns
    -------
    ReadResult
        Sheets and problems in the order of file names.

    Raises
    ------
    DataError
        The source as a whole cannot be read: missing, a link, a device, an address.
    """
    files, problems = list_files(source)
    sheets: list[RawSheet] = []
    aside: list[RawSheet] = []
    external: list[str] = []
    used = _used_names(connection)

    def read(cursor: duckdb.DuckDBPyConnection, numbered: tuple[int, Path]) -> list[Part | str]:
        number, path = numbered
        return _read_file(cursor, path, known, _new_names(f"raw_{number}", used))

    for parts in run_all(connection, read, list(enumerate(files, start=1))):
        for part in parts:
            if isinstance(part, FileProblem):
                problems.append(part)
            elif isinstance(part, RawSheet):
                (aside if part.aside else sheets).append(part)
            else:
                external.append(part)
    problems.sort(key=lambda problem: (problem.file, problem.sheet))
    return ReadResult(tuple(sheets), tuple(problems), tuple(external), tuple(aside))


def _read_file(
    connection: duckdb.DuckDBPyConnection, path: Path, known: frozenset[str], names: Iterator[str]
) -> list[Part | str]:
    """Read one file; whatever is wrong with it becomes a problem."""
    relation = ""

    def next_name() -> str:
        nonlocal relation
        relation = next(names)
        return relation

    try:
        check_kind(path)
        return _choose(connection, path, known, next_name)
    except UnreadableError as error:
        fault = error
    except OSError as error:
        fault = UnreadableError("berkas_tidak_terbaca", explain_os_error(error))
    except duckdb.Error:
        fault = UnreadableError("berkas_rusak")
    _refuse_dead_engine(connection, path)
    drop_relation(connection, relation)
    return [make_problem(path.name, "", fault)]


def _refuse_dead_engine(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Stop where the engine gave up over a damaged file: it could read no other one either."""
    try:
        connection.execute("SELECT 1")
    except duckdb.Error:
        message = _("{file} rusak sehingga pembacaan berhenti. Pindahkan, lalu jalankan ulang.")
        raise DataError(message.format(file=clean_text(path.name, 80))) from None


def _choose(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    known: frozenset[str],
    next_name: Callable[[], str],
) -> list[Part | str]:
    suffix = path.suffix.lower()
    if suffix in TEXT_SUFFIXES:
        return [*read_text_file(connection, path, known, next_name())]
    if suffix == ".xlsx":
        return [*read_workbook(connection, path, known, next_name)]
    if suffix == ".parquet":
        sheet, external = read_parquet(connection, path, next_name())
        return [sheet, str(path.resolve())] if external else [sheet]
    return [*read_database(connection, path, next_name)]


def _used_names(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Name the relations that the connection holds already."""
    return frozenset(name for (name,) in connection.execute(
        "SELECT table_name FROM duckdb_tables() UNION ALL SELECT view_name FROM duckdb_views()"
    ).fetchall())  # fmt: skip


def _new_names(start: str, used: frozenset[str]) -> Iterator[str]:
    """Yield new names of relations for the sheets of one file: start, start_2, start_3."""
    for number in itertools.count(1):
        name = start if number == 1 else f"{start}_{number}"
        if not {name, f"{name}_data"} & used:
            yield name
