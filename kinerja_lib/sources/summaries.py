"""Summarise a checked source: rows, filled cells, dates, references and periods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import duckdb
import pandas as pd

from kinerja_lib.i18n import clean_text
from kinerja_lib.sources.connection import fetch_row
from kinerja_lib.sources.digests import digest_file
from kinerja_lib.sources.judge import Reference
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.sources.staged import SHEET_BITS, StagedTable
from kinerja_lib.sources.tallies import Tally
from kinerja_lib.tables.dates import last_day

Tallies = Mapping[str, Sequence[Tally]]
LOAD_COLUMNS = (
    *("table", "file", "sheet", "mapping", "rows_in", "accepted", "flagged", "quarantined"),
    *("digest", "remarks"),
)


def describe_loads(
    connection: duckdb.DuckDBPyConnection,
    source: Path,
    tables: Mapping[str, StagedTable],
    tallies: Tallies,
    sheets: Sequence[RawSheet],
) -> pd.DataFrame:
    """Count rows per sheet; sheets of no known table are set aside whole.

    Raises
    ------
    RuntimeError
        Rows in are not rows accepted plus rows set aside: an error of the program.
    """
    rows, placed = [], set()
    for table in tables.values():
        counts = _count_rows(connection, table, tallies[table.contract.name])
        for sheet in table.sheets:
            raw = sheet.assignment.sheet
            placed.add(raw.relation)
            row = _load_row(source, raw) | counts[sheet.number]
            row |= {"table": table.contract.name, "mapping": sheet.assignment.mapping}
            row["remarks"] = "; ".join((*raw.remarks, *sheet.assignment.notes))
            rows.append(row)
    for raw in sheets:
        if raw.relation not in placed:
            row = {"rows_in": raw.rows, "accepted": 0, "flagged": 0, "quarantined": raw.rows}
            rows.append(_load_row(source, raw) | row)
    loads = pd.DataFrame(rows, columns=list(LOAD_COLUMNS))
    loads = loads.sort_values(["file", "sheet"], kind="stable", ignore_index=True)
    if (loads["rows_in"] != loads["accepted"] + loads["quarantined"]).any():
        raise RuntimeError("rows in differ from rows accepted plus rows set aside")
    return loads


def _load_row(source: Path, raw: RawSheet) -> dict[str, object]:
    path = source / raw.file if source.is_dir() else source
    return {
        "table": "",
        "file": clean_text(raw.file, 200),
        "sheet": clean_text(raw.sheet, 100),
        "mapping": "",
        "digest": digest_file(path),
        "remarks": "; ".join(raw.remarks),
    }


def _count_rows(
    connection: duckdb.DuckDBPyConnection, table: StagedTable, tallies: Sequence[Tally]
) -> dict[int, dict[str, int]]:
    """Count from the raw sheets, the accepted view and the list of rows set aside, each apart."""
    name, found = table.contract.name, {}
    accepted = {s.number: 0 for s in table.sheets}
    for tally in tallies:
        accepted[tally.sheet] += 0 if tally.aside else tally.rows
    aside = _by_sheet(
        connection, f"SELECT _id >> {SHEET_BITS}, count(DISTINCT _id) FROM out_{name} GROUP BY 1"
    )
    flagged = _by_sheet(
        connection,
        f"SELECT _id >> {SHEET_BITS}, count(DISTINCT _id) FROM mark_{name} "
        f"WHERE _id NOT IN (SELECT _id FROM out_{name}) GROUP BY 1",
    )
    for sheet in table.sheets:
        (rows,) = fetch_row(connection, f"SELECT count(*) FROM {sheet.relation}")
        found[sheet.number] = {
            "rows_in": int(rows),
            "accepted": accepted[sheet.number],
            "flagged": flagged.get(sheet.number, 0),
            "quarantined": aside.get(sheet.number, 0),
        }
    return found


def _by_sheet(connection: duckdb.DuckDBPyConnection, query: str) -> dict[int, int]:
    return {int(sheet): int(count) for sheet, count in connection.execute(query).fetchall()}


def describe_columns(
    tables: Mapping[str, StagedTable], tallies: Tallies, findings: pd.DataFrame
) -> pd.DataFrame:
    """Count the filled cells of accepted rows, and the findings, per column."""
    faulty = findings.dropna(subset="row").groupby(["table", "column"]).size()
    rows = []
    for table in tables.values():
        accepted = [tally for tally in tallies[table.contract.name] if not tally.aside]
        total = sum(tally.rows for tally in accepted)
        none = [0] * len(table.columns)
        filled = map(sum, zip(none, *(tally.filled for tally in accepted), strict=True))
        for column, count in zip(table.columns, filled, strict=True):
            rows.append(
                {
                    "table": table.contract.name,
                    "column": column,
                    "required": table.contract.field(column).required,
                    "rows": total,
                    "filled": count,
                    "faulty": int(faulty.get((table.contract.name, column), 0)),
                }
            )
    names = ["table", "column", "required", "rows", "filled", "faulty"]
    return pd.DataFrame(rows, columns=names)


def describe_freshness(tables: Mapping[str, StagedTable], tallies: Tallies) -> pd.DataFrame:
    """Give the first and last day each table speaks of; a period counts by its last day."""
    rows = []
    for table in tables.values():
        column = table.contract.as_of
        first, last = _range(table, tallies[table.contract.name]) if column else (None, None)
        rows.append(
            {"table": table.contract.name, "column": column, "earliest": first, "latest": last}
        )
    names = ["table", "column", "earliest", "latest"]
    return pd.DataFrame(rows, columns=names, dtype="str")


def _range(table: StagedTable, tallies: Sequence[Tally]) -> tuple[str | None, str | None]:
    kind = table.contract.field(table.contract.as_of).kind
    accepted = [tally for tally in tallies if not tally.aside]
    if kind == "period":
        days = sorted(last_day(tally.period).isoformat() for tally in accepted if tally.period)
    else:
        limits = (day for tally in accepted for day in (tally.first, tally.last))
        rest = "-12-31" if kind == "year" else ""
        days = sorted(day[: 4 if rest else 10] + rest for day in limits if day is not None)
    return (days[0], days[-1]) if days else (None, None)


def describe_references(references: Sequence[Reference], columns: pd.DataFrame) -> pd.DataFrame:
    """Lay out how far each column refers to rows that exist.

    `matched` counts accepted rows with a value; `filled` adds those set aside for having no parent.
    """
    accepted = columns.set_index(["table", "column"])["filled"]
    names = [
        *("table", "column", "parent", "present", "filled", "matched"),
        *("unmatched", "unmatched_values"),
    ]
    rows = []
    for reference in references:
        matched = int(accepted[(reference.table, reference.column)]) if reference.present else 0
        filled = matched + reference.unmatched
        rows.append(asdict(reference) | {"matched": matched, "filled": filled})
    return pd.DataFrame(rows, columns=names)


def describe_periods(tables: Mapping[str, StagedTable], tallies: Tallies) -> pd.DataFrame:
    """Count rows and rows set aside per period, where a table has periods, years or dates."""
    rows = []
    for name in tables:
        counts: dict[str, list[int]] = {}
        for tally in tallies[name]:
            if tally.period is not None:
                count = counts.setdefault(tally.period, [0, 0])
                count[0] += tally.rows
                count[1] += tally.rows if tally.aside else 0
        rows += [(name, period, *count) for period, count in sorted(counts.items())]
    return pd.DataFrame(rows, columns=["table", "period", "rows_in", "quarantined"])
