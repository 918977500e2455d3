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
from kinerja_lib.sources.judge import Reference, accepted_rows
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.sources.staged import SHEET_BITS, StagedTable
from kinerja_lib.tables.compile import identifier
from kinerja_lib.tables.dates import last_day

LOAD_COLUMNS = (
    *("table", "file", "sheet", "mapping", "rows_in", "accepted", "flagged", "quarantined"),
    *("digest", "remarks"),
)


def describe_loads(
    connection: duckdb.DuckDBPyConnection,
    source: Path,
    tables: Mapping[str, StagedTable],
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
        counts = _count_rows(connection, table)
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
    connection: duckdb.DuckDBPyConnection, table: StagedTable
) -> dict[int, dict[str, int]]:
    """Count from the raw sheets, the accepted view and the list of rows set aside, each apart."""
    name, found = table.contract.name, {}
    rows = accepted_rows(connection, table, ())
    accepted = _by_sheet(connection, f"SELECT _sheet, count(*) FROM {rows} GROUP BY 1")
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
            "accepted": accepted.get(sheet.number, 0),
            "flagged": flagged.get(sheet.number, 0),
            "quarantined": aside.get(sheet.number, 0),
        }
    return found


def _by_sheet(connection: duckdb.DuckDBPyConnection, query: str) -> dict[int, int]:
    return {int(sheet): int(count) for sheet, count in connection.execute(query).fetchall()}


def describe_columns(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, StagedTable], findings: pd.DataFrame
) -> pd.DataFrame:
    """Count the filled cells of accepted rows, and the findings, per column."""
    faulty = findings.dropna(subset="row").groupby(["table", "column"]).size()
    rows = []
    for table in tables.values():
        counts = ", ".join(f"count({identifier(c)})" for c in table.columns)
        query = f"SELECT count(*), {counts} FROM {table.accepted}"
        total, *filled = fetch_row(connection, query)
        for column, count in zip(table.columns, filled, strict=True):
            rows.append(
                {
                    "table": table.contract.name,
                    "column": column,
                    "required": table.contract.field(column).required,
                    "rows": int(total),
                    "filled": int(count),
                    "faulty": int(faulty.get((table.contract.name, column), 0)),
                }
            )
    names = ["table", "column", "required", "rows", "filled", "faulty"]
    return pd.DataFrame(rows, columns=names)


def describe_freshness(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, StagedTable]
) -> pd.DataFrame:
    """Give the first and last day each table speaks of; a period counts by its last day."""
    rows = []
    for table in tables.values():
        column = table.contract.as_of
        first, last = _range(connection, table, column) if column else (None, None)
        rows.append(
            {"table": table.contract.name, "column": column, "earliest": first, "latest": last}
        )
    names = ["table", "column", "earliest", "latest"]
    return pd.DataFrame(rows, columns=names, dtype="str")


def _range(
    connection: duckdb.DuckDBPyConnection, table: StagedTable, column: str
) -> tuple[str | None, str | None]:
    kind, name = table.contract.field(column).kind, identifier(column)
    rows = accepted_rows(connection, table, [column])
    if kind == "period":
        found = connection.execute(
            f"SELECT DISTINCT {name} FROM {rows} WHERE {name} IS NOT NULL"
        ).fetchall()
        days = sorted(last_day(period).isoformat() for (period,) in found)
        return (days[0], days[-1]) if days else (None, None)
    row = fetch_row(connection, f"SELECT min({name}), max({name}) FROM {rows}")
    if row[0] is None:
        return None, None
    if kind == "year":
        return f"{int(row[0])}-12-31", f"{int(row[1])}-12-31"
    return str(row[0])[:10], str(row[1])[:10]


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


def describe_periods(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, StagedTable]
) -> pd.DataFrame:
    """Count rows and rows set aside per period, where a table has periods, years or dates."""
    frames = []
    for table in tables.values():
        column, period = _period_of(table)
        if column:
            rows = table.rows([column])
            frame = connection.execute(
                f"SELECT '{table.contract.name}' AS \"table\", {period} AS period, "
                f"count(*) AS rows_in, count(o._id) AS quarantined FROM {rows} s LEFT JOIN "
                f"(SELECT DISTINCT _id FROM out_{table.contract.name}) o USING (_id) "
                "WHERE period IS NOT NULL GROUP BY 2 ORDER BY 2"
            ).df()
            frames.append(frame)
    names = ["table", "period", "rows_in", "quarantined"]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=names)


def _period_of(table: StagedTable) -> tuple[str, str]:
    """Return the column that tells the period, and SQL for the period; empty where none does."""
    kinds = {field.name: field.kind for field in table.contract.fields}
    for kind in ("period", "year"):
        found = next((name for name, k in kinds.items() if k == kind), None)
        if found:
            number = f"CAST(CAST({identifier(found)} AS INTEGER) AS VARCHAR)"
            return found, number if kind == "year" else identifier(found)
    column = table.contract.as_of
    return column, f"CAST(year({identifier(column)}) AS VARCHAR)" if column else ""
