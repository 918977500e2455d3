"""Check a source: read it, map it, judge every row, and say what was found.

Every row of every sheet is accepted, accepted with a flag, or set aside; rows in = accepted + set
aside holds for every sheet, or the check stops.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb
import pandas as pd

from kinerja_lib.config.project import find_project
from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.sources.assign import Assignment, assign_sheets, known_headers, load_mappings
from kinerja_lib.sources.assignment import drop_lost_lookups
from kinerja_lib.sources.connection import close_files, open_engine
from kinerja_lib.sources.copies import find_copies
from kinerja_lib.sources.findings import list_findings
from kinerja_lib.sources.judge import (
    Reference,
    accepted_rows,
    judge_references,
    judge_rows,
    judge_sets,
    prepare_keys,
)
from kinerja_lib.sources.parallel import run_all
from kinerja_lib.sources.reading.listing import locate_source
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.sources.reading.source import read_source
from kinerja_lib.sources.staged import StagedTable, stage_table
from kinerja_lib.sources.summaries import (
    describe_columns,
    describe_freshness,
    describe_loads,
    describe_periods,
    describe_references,
)
from kinerja_lib.sources.tallies import tally_rows
from kinerja_lib.tables.compile import SQL_TYPES
from kinerja_lib.tables.quoting import identifier
from kinerja_lib.tables.registry import CONTRACTS, parents_first

MOST_FINDINGS = 200_000  # rows explained one by one per table; the others are counted


@dataclass(frozen=True)
class CheckedSource:
    """Hold what a source says, and what was found.

    Parameters
    ----------
    loads : DataFrame
        One row per sheet: table, file, sheet, mapping, rows_in, accepted, flagged, quarantined,
        digest, remarks. rows_in = accepted + quarantined; flagged rows are accepted.
    findings : DataFrame
        Columns `FINDING_COLUMNS`; `row` is missing where a finding speaks of a whole file or table.
    columns : DataFrame
        table, column, required, rows (accepted), filled, faulty (cells with a finding).
    freshness : DataFrame
        table, column, earliest, latest (ISO dates; missing where the table has none).
    references : DataFrame
        table, column, parent, present, filled, matched, unmatched, unmatched_values.
    periods : DataFrame
        table, period, rows_in, quarantined.
    tables : mapping
        The staged tables by name.
    unplaced : tuple of RawSheet
        Sheets of no known table, and rows that belong to none; all are set aside.
    connection : DuckDBPyConnection
        Reads no file and no address any more, large Parquet files of the source apart.
    """

    loads: pd.DataFrame
    findings: pd.DataFrame
    columns: pd.DataFrame
    freshness: pd.DataFrame
    references: pd.DataFrame
    periods: pd.DataFrame
    tables: Mapping[str, StagedTable]
    unplaced: tuple[RawSheet, ...]
    connection: duckdb.DuckDBPyConnection

    def frame(self, table: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return the accepted rows of a table, in the order of the files.

        Parameters
        ----------
        table : str
            Contract name. A table that the source does not have gives no rows, of the same types.
        columns : sequence of str, optional
            Columns of the contract; all where left out.

        Returns
        -------
        DataFrame
            Numbers as float with NaN for missing, dates as datetime64, flags as boolean or missing,
            the rest as text or missing.

        Raises
        ------
        ValueError
            A column that the contract does not know.
        """
        contract = CONTRACTS[table]
        staged = self.tables.get(table)
        single = (field.name for field in contract.fields if not field.is_family)
        known = staged.columns if staged else tuple(single)
        chosen = tuple(columns) if columns is not None else known
        unknown = sorted(set(chosen) - set(known))
        if unknown:
            raise ValueError(f"{table} has no columns {unknown}")
        names = ", ".join(identifier(column) for column in chosen)
        if staged is None:
            types = (SQL_TYPES[contract.field(column).kind] for column in chosen)
            empty = ", ".join(
                f"NULL::{kind} AS {identifier(column)}"
                for column, kind in zip(chosen, types, strict=True)
            )
            return self.connection.execute(f"SELECT {empty} WHERE false").df()
        rows = accepted_rows(self.connection, staged, chosen)
        return self.connection.execute(f"SELECT {names} FROM {rows} ORDER BY _id").df()


def check_source(
    source: str | Path,
    *,
    given: Mapping[str, Mapping[str, str]] | None = None,
    region: str = "",
    memory_limit: str = "",
) -> CheckedSource:
    """Read and check a folder, file, workbook or DuckDB file.

    Parameters
    ----------
    source : str or Path
        Relative to the project folder, or absolute.
    given : mapping, optional
        Table -> column -> text for columns that an export does not have, such as the unit of a
        survey file.
    region : str
        Name of the region, which may stand in file names.
    memory_limit : str
        Limit for the engine, such as `4GiB`; what does not fit goes to a private folder.

    Raises
    ------
    ParameterError
        The source is an address or does not exist, or a mapping file is wrong.
    DataError
        The source is a link or a device, or cannot be read.
    """
    project = find_project(Path.cwd())
    path = locate_source(source, project)
    mappings = load_mappings(project)
    connection = open_engine(memory_limit)
    read = read_source(connection, path, known_headers(mappings))
    close_files(connection, read.external_paths)
    with _damage_told(path, external=read.external):
        copies = find_copies(path, read.sheets)
        originals = [sheet for sheet in read.sheets if sheet.file not in copies]
        assignments, problems = assign_sheets(
            connection, originals, mappings, given=given, region=region
        )
        tables = _stage(connection, drop_lost_lookups(assignments))
        references = _judge(connection, tables)
        told = (*read.problems, *copies.values(), *problems)
        findings = list_findings(connection, tables, told, MOST_FINDINGS)
        every = (*read.sheets, *read.aside)
        return _summarise(connection, path, every, tables, references, findings)


def _summarise(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    sheets: Sequence[RawSheet],
    tables: Mapping[str, StagedTable],
    references: Sequence[Reference],
    findings: pd.DataFrame,
) -> CheckedSource:
    counted = run_all(connection, tally_rows, list(tables.values()))
    tallies = dict(zip(tables, counted, strict=True))
    columns = describe_columns(tables, tallies, findings)
    return CheckedSource(
        loads=describe_loads(connection, path, tables, tallies, sheets),
        findings=findings,
        columns=columns,
        freshness=describe_freshness(tables, tallies),
        references=describe_references(references, columns),
        periods=describe_periods(tables, tallies),
        tables=tables,
        unplaced=_unplaced(sheets, tables),
        connection=connection,
    )


def _unplaced(
    sheets: Sequence[RawSheet], tables: Mapping[str, StagedTable]
) -> tuple[RawSheet, ...]:
    placed = {staged.assignment.sheet.relation for t in tables.values() for staged in t.sheets}
    return tuple(sheet for sheet in sheets if sheet.relation not in placed)


@contextmanager
def _damage_told(path: Path, *, external: bool) -> Iterator[None]:
    """Say that a large file is damaged, which shows only while its rows are read."""
    try:
        yield
    except duckdb.Error:
        if not external:
            raise
        raise DataError(
            _(
                "{source}: berkas besar tidak dapat dibaca sampai selesai; isinya rusak. "
                "Ekspor ulang, lalu jalankan lagi."
            ).format(source=clean_text(path.name, 80))
        ) from None


def _stage(
    connection: duckdb.DuckDBPyConnection, assignments: Sequence[Assignment]
) -> dict[str, StagedTable]:
    numbered = list(enumerate(assignments, start=1))
    sheets = {name: [(n, a) for n, a in numbered if a.table == name] for name in parents_first()}
    # A table that looks something up in another one needs that one's view.
    direct = [name for name in sheets if not any(a.lookups for _, a in sheets[name])]
    tables: dict[str, StagedTable] = {}
    for names in (direct, *([name] for name in sheets if name not in direct)):
        found = [name for name in names if sheets[name]]
        staged = run_all(connection, partial(_stage_one, sheets), found)
        tables |= dict(zip(found, staged, strict=True))
    return {name: tables[name] for name in sheets if name in tables}


def _stage_one(
    sheets: Mapping[str, Sequence[tuple[int, Assignment]]],
    cursor: duckdb.DuckDBPyConnection,
    name: str,
) -> StagedTable:
    return stage_table(cursor, CONTRACTS[name], sheets[name])


def _judge(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, StagedTable]
) -> list[Reference]:
    every = list(tables.values())
    run_all(connection, judge_rows, every)
    prepare_keys(connection, tables)
    references = run_all(
        connection, lambda cursor, table: judge_references(cursor, table, tables), every
    )
    run_all(connection, lambda cursor, table: judge_sets(cursor, table, tables), every)
    return [reference for found in references for reference in found]
