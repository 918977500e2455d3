"""Judge one damaged input: what came of it, and whether every row is accounted for."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from kinerja_lib.errors import KinerjaError
from kinerja_lib.sources import assign, check
from kinerja_lib.sources.check_text import describe_check, has_quarantine
from kinerja_lib.sources.quarantine import write_findings
from tools.mutation_cases import Case
from tools.mutation_seeds import ROOT

PATIENCE = 300  # seconds for one command
WHOLE, FINDINGS, REFUSED = "accepted whole", "with findings", "refused with message"


@dataclass(frozen=True)
class Outcome:
    """What came of one input; `trace` and `lost` are "" where all is well."""

    number: int
    kind: str
    result: str
    exit_code: int
    counted: bool
    rows: int
    seconds: float
    trace: str = ""
    lost: str = ""
    command: bool = False


def check_case(case: Case) -> tuple[str, int, int, str]:
    """Check one input; give result, exit code, rows in, and what is wrong with the row counts."""
    with _project(case.project), tempfile.TemporaryDirectory(prefix="kinerja-out-") as name:
        try:
            checked = check.check_source(case.source)
        except KinerjaError as error:
            return REFUSED, error.exit_code, 0, "" if str(error).strip() else "empty message"
        list(describe_check(checked))
        quarantine = write_findings(checked, Path(name) / "findings.json")
        lost = _find_lost(checked, quarantine, case.expected)
        checked.connection.close()
        rows = int(checked.loads["rows_in"].sum())
        if checked.loads.empty and has_quarantine(checked):
            return REFUSED, 1, rows, lost
        result = WHOLE if checked.findings.empty else FINDINGS
        return result, int(has_quarantine(checked)), rows, lost


def _find_lost(checked: check.CheckedSource, quarantine: Path, expected: Mapping[str, int]) -> str:
    """Say which rows are not accounted for."""
    loads, wrong = checked.loads, []
    if (loads["rows_in"] != loads["accepted"] + loads["quarantined"]).any():
        wrong.append("rows in are not rows accepted plus rows set aside")
    with quarantine.open(encoding="utf-8", newline="") as file:
        csv.field_size_limit(1 << 30)
        lines = pd.DataFrame(list(csv.DictReader(file)), dtype=str)
    for (file, sheet, mapping), part in loads.groupby(["file", "sheet", "mapping"]):
        aside = int(part["quarantined"].sum())
        mine = _lines_of(lines, file, sheet)
        listed = int(mine.loc[mine["baris"] != "", "baris"].nunique()) if len(mine) else 0
        complete = listed > 0 if _makes_more(mapping) else listed == aside
        if aside and not complete:
            wrong.append(f"{file} {sheet}: {aside} rows set aside, {listed} in karantina.csv")
    refused = set(checked.findings.loc[checked.findings["row"].isna(), "file"])
    sums = loads.groupby("file")["rows_in"].sum()
    for file, rows in expected.items():
        if file not in sums.index and file not in refused:
            wrong.append(f"{file}: neither read nor refused")
        elif file in sums.index and not _is_long(loads, file) and int(sums[file]) != rows:
            wrong.append(f"{file}: {rows} rows counted, {int(sums[file])} rows in")
    return "; ".join(wrong)


def _lines_of(lines: pd.DataFrame, file: str, sheet: str) -> pd.DataFrame:
    if lines.empty:
        return lines
    same = (lines["berkas"].str.lstrip("'") == file.lstrip("'")) & (
        lines["lembar"].str.lstrip("'") == sheet.lstrip("'")
    )
    return lines[same]


@cache
def _long_mappings() -> frozenset[str]:
    mappings = assign.load_mappings(ROOT)
    return frozenset(name for name, mapping in mappings.items() if mapping.unpivot)


def _makes_more(mapping: str) -> bool:
    return mapping in _long_mappings()


def _is_long(loads: pd.DataFrame, file: str) -> bool:
    return any(_makes_more(name) for name in loads.loc[loads["file"] == file, "mapping"])


@contextmanager
def _project(folder: Path) -> Iterator[None]:
    """Let a project folder hold; mapping files of the kit itself are read once per process."""
    before = check.load_mappings
    os.environ["KINERJA_PROJECT"] = str(folder)
    if folder == ROOT:
        check.load_mappings = _kit_mappings
    try:
        yield
    finally:
        check.load_mappings = before


@cache
def _kit_mappings(project: Path) -> Mapping[str, object]:
    return assign.load_mappings(project)


def run_command(case: Case) -> tuple[int, str]:
    """Check one input by the real command; give exit code and what went wrong."""
    with tempfile.TemporaryDirectory(prefix="kinerja-out-") as name:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "kinerja_lib", "check", str(case.source)),
                *("--json", str(Path(name) / "findings.json")),
            ],
            cwd=ROOT,
            env={**os.environ, "KINERJA_PROJECT": str(case.project)},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    bad = "Traceback" in done.stderr or done.returncode not in (0, 1, 2)
    return done.returncode, done.stderr if bad else ""
