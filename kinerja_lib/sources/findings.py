"""Put what was found into one table, each finding with its place, rule and remedy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import duckdb
import pandas as pd

from kinerja_lib.i18n import _, clean_text, format_number
from kinerja_lib.sources.assign import SheetProblem
from kinerja_lib.sources.blamed_mappings import blame_mappings
from kinerja_lib.sources.connection import fetch_row
from kinerja_lib.sources.explain import explain_rows
from kinerja_lib.sources.judge import accepted_rows
from kinerja_lib.sources.lost_parents import count_lost_parents, find_lost_keys
from kinerja_lib.sources.parallel import run_all
from kinerja_lib.sources.reading.sheet import FileProblem
from kinerja_lib.sources.staged import SHEET_BITS, StagedTable
from kinerja_lib.tables.contract import TableContract
from kinerja_lib.tables.faults import find_fault
from kinerja_lib.tables.quoting import identifier

FINDING_COLUMNS = (
    *("table", "file", "sheet", "row", "column", "value"),
    *("fault", "severity", "rule", "what_to_do"),
)
# Problems of a file that cost no row; every other one leaves rows unread or set aside.
_NOTES = (
    *("berkas_tidak_dikenal", "lembar_tanpa_tabel", "tampilan_basis_data"),
    *("kolom_ganda", "kode_tanpa_arti"),
)


def list_findings(
    connection: duckdb.DuckDBPyConnection,
    tables: Mapping[str, StagedTable],
    problems: Sequence[FileProblem | SheetProblem],
    limit: int,
) -> pd.DataFrame:
    """List all findings: of files, of tables, then of rows in the order of the files.

    Parameters
    ----------
    limit : int
        Rows explained one by one per table and severity; the others are counted in one finding.
    """
    lost = find_lost_keys(connection, tables)

    def find(cursor: duckdb.DuckDBPyConnection, table: StagedTable) -> list[dict[str, object]]:
        return [
            *_column_rows(table),
            *_shares(cursor, table),
            *_lost_parents(count_lost_parents(cursor, table, tables, lost), table),
            *_unchecked(cursor, table, tables),
            *blame_mappings(list(_row_rows(cursor, table, limit)), table),
            *_uncounted(cursor, table, limit),
        ]

    rows = [_problem_row(problem) for problem in problems]
    for found in run_all(connection, find, list(tables.values())):
        rows += found
    return pd.DataFrame(rows, columns=list(FINDING_COLUMNS)).astype({"row": "Int64"})


def _problem_row(problem: FileProblem | SheetProblem) -> dict[str, object]:
    severity = "note" if problem.fault in _NOTES else "quarantine"
    return {
        "table": getattr(problem, "table", ""),
        "file": clean_text(problem.file, 200),
        "sheet": clean_text(problem.sheet, 100),
        "row": None,
        "column": getattr(problem, "column", ""),
        "value": "",
        "fault": problem.fault,
        "severity": severity,
        "rule": problem.message,
        "what_to_do": problem.what_to_do,
    }


def _whole_table(
    contract: TableContract, code: str, place: tuple[str, str], column: str, value: str
) -> dict[str, object]:
    fault = find_fault(contract, code)
    return {
        "table": contract.name,
        "file": clean_text(place[0], 200),
        "sheet": clean_text(place[1], 100),
        "row": None,
        "column": column,
        "value": value,
        "fault": code,
        "severity": fault.severity,
        "rule": fault.rule,
        "what_to_do": fault.what_to_do,
    }


def _column_rows(table: StagedTable) -> Iterator[dict[str, object]]:
    for sheet in table.sheets:
        raw, place = sheet.assignment, (sheet.assignment.sheet.file, sheet.assignment.sheet.sheet)
        for column in raw.absent:
            yield _absent(table.contract, place, column)
        for field in table.contract.fields:
            there = field.name in raw.columns or field.name in raw.lookups
            if field.may_be_absent and not there:
                yield _whole_table(table.contract, "kolom_tidak_ada", place, field.name, "")
        for header in raw.unknown:
            text = clean_text(header, 80)
            yield _whole_table(table.contract, "kolom_tidak_dikenal", place, "", text)


def _absent(contract: TableContract, place: tuple[str, str], column: str) -> dict[str, object]:
    """Say that a required column is missing; a period may also stand in a name."""
    finding = _whole_table(contract, "kolom_wajib_tidak_ada", place, column, "")
    if contract.field(column).kind != "period":
        return finding
    remedy = _("Tulis periodenya pada nama lembar atau berkas, misalnya 2026-07 atau Juli 2026.")
    return finding | {"what_to_do": f"{remedy} {finding['what_to_do']}"}


def _shares(
    connection: duckdb.DuckDBPyConnection, table: StagedTable
) -> Iterator[dict[str, object]]:
    """Note columns of percent in which every value is 1 or less, and not a whole number.

    A spreadsheet shows 95% and keeps 0,95; the number alone does not tell.
    """
    fields = [f for f in table.contract.fields if f.unit == "%" and f.name in table.columns]
    for field in fields:
        name = identifier(field.name)
        highest, parts = fetch_row(
            connection,
            f"SELECT max({name}), count_if({name} <> floor({name})) "
            f"FROM {accepted_rows(connection, table, [field.name])}",
        )
        if parts and highest <= 1:
            yield _whole_table(table.contract, "persen_pecahan", ("", ""), field.name, "")


def _lost_parents(
    counts: Sequence[tuple[str, str, int, int]], table: StagedTable
) -> Iterator[dict[str, object]]:
    for column, parent, rows, keys in counts:
        value = _("{rows} baris merujuk {keys} baris {parent}").format(
            rows=format_number(rows), keys=format_number(keys), parent=parent
        )
        yield _whole_table(table.contract, "induk_dikarantina", ("", ""), column, value)


def _unchecked(
    connection: duckdb.DuckDBPyConnection, table: StagedTable, tables: Mapping[str, StagedTable]
) -> Iterator[dict[str, object]]:
    """Say which references were not checked, because the source does not have the parent table."""
    given = {c for sheet in table.sheets for c in sheet.assignment.columns}
    for field in table.contract.fields:
        parent = field.references.split(".")[0]
        if not parent or parent in tables or field.name not in given:
            continue
        name = identifier(field.name)
        filled = f"SELECT 1 FROM {table.rows([field.name])} WHERE {name} IS NOT NULL LIMIT 1"
        if connection.execute(f"SELECT count(*) FROM ({filled})").fetchall() != [(0,)]:
            place = ("", "")
            judged = (table.contract.name, parent) == ("target_realisasi", "iku")
            code = "kartu_iku_tidak_ada" if judged else "rujukan_tidak_diperiksa"
            yield _whole_table(table.contract, code, place, field.name, parent)


def _row_rows(
    connection: duckdb.DuckDBPyConnection, table: StagedTable, limit: int
) -> Iterator[dict[str, object]]:
    sheets = {sheet.number: sheet.assignment.sheet for sheet in table.sheets}
    for found in explain_rows(connection, table, limit):
        fault, raw = find_fault(table.contract, found.fault), sheets[found.sheet]
        yield {
            "table": table.contract.name,
            "file": clean_text(raw.file, 200),
            "sheet": clean_text(raw.sheet, 100),
            "row": found.row,
            "column": found.column,
            "value": found.value,
            "fault": found.fault,
            "severity": fault.severity,
            "rule": fault.rule,
            "what_to_do": fault.what_to_do,
        }


def _uncounted(
    connection: duckdb.DuckDBPyConnection, table: StagedTable, limit: int
) -> Iterator[dict[str, object]]:
    """Say how many further rows were set aside or flagged beyond the limit."""
    whole = ", ".join(str(s.number) for s in table.sheets if s.assignment.absent) or "-1"
    for kind, severity in (("out", "quarantine"), ("mark", "flag")):
        (count,) = fetch_row(
            connection,
            f"SELECT count(*) FROM {kind}_{table.contract.name} "
            f"WHERE (_id >> {SHEET_BITS}) NOT IN ({whole})",
        )
        rest = int(count) - limit
        if rest > 0:
            value = _("{count} baris lain; semuanya di karantina.csv").format(
                count=format_number(rest)
            )
            yield _whole_table(table.contract, "baris_lain", ("", ""), "", value) | {
                "severity": severity
            }
