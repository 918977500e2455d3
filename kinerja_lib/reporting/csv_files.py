"""Write tables and findings as CSV: ISO numbers and dates, UTF-8, text that no spreadsheet runs."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kinerja_lib.publish.finding import fill_message
from kinerja_lib.tables.formula_marks import mark_text

FINDING_COLUMNS = (
    "id",
    "name",
    "value",
    "unit",
    "n",
    "low",
    "high",
    "test",
    "rule",
    "outcome",
    "sentence",
)


def safe_text(value: object) -> object:
    """Give text that a spreadsheet will not run as a formula; numbers pass untouched."""
    if isinstance(value, str):
        return mark_text(value)
    return "" if value is None else value


def _cell(value: object) -> object:
    """Give safe text without a bare carriage return, which the csv module would not quote."""
    bare = isinstance(value, str) and "\r" in value
    return safe_text(value.replace("\r\n", "\n").replace("\r", "\n") if bare else value)


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write one CSV file with line feeds; the folder must exist."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([_cell(value) for value in row] for row in rows)
        file.flush()
        os.fsync(file.fileno())


def write_table(path: Path, table: Mapping[str, Any]) -> None:
    """Write a table's JSON: page columns first, then the helper columns it reads."""
    helpers = list(table["helpers"])
    header = [column["name"] for column in table["columns"]] + helpers
    rows = (
        [*row, *(table["helpers"][name][i] for name in helpers)]
        for i, row in enumerate(table["rows"])
    )
    write_csv(path, header, rows)


def write_findings(path: Path, findings: Iterable[Mapping[str, Any]]) -> None:
    """Write every value of every sentence; a sentence without numbers has one row."""
    write_csv(path, FINDING_COLUMNS, list_findings(findings))


def list_findings(findings: Iterable[Mapping[str, Any]]) -> list[list[object]]:
    """Give the rows of findings.csv, in the columns of `FINDING_COLUMNS`."""
    return [row for finding in findings for row in _finding_rows(finding)]


def _finding_rows(finding: Mapping[str, Any]) -> Iterable[list[object]]:
    sentence = fill_message(finding).replace("**", "")
    tail = [finding["test"], finding["rule"], finding["outcome"], sentence]
    numbers = {k: v for k, v in finding["values"].items() if isinstance(v, dict)}
    if not numbers:
        yield [finding["id"], "", None, "", finding["n"], None, None, *tail]
    for name, value in numbers.items():
        yield [
            finding["id"],
            name,
            value["value"],
            value["unit"],
            finding["n"],
            value["low"],
            value["high"],
            *tail,
        ]
