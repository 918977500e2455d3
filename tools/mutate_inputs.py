"""Run damaged inputs through the check: no traceback, no row lost.

python -m tools.mutate_inputs --count 10000 --seed 7 --jobs 2
python -m tools.mutate_inputs --replay FOLDER_OR_FILE
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from kinerja_lib.errors import KinerjaError
from kinerja_lib.sources import assign, check
from kinerja_lib.sources.check_text import describe_check, has_quarantine
from kinerja_lib.sources.quarantine import write_findings
from tools.mutation_cases import KINDS, Case, make_case
from tools.mutation_seeds import ROOT, Seeds, build_seeds

SAVED = Path(tempfile.gettempdir()) / "kinerja-mutations"
COMMANDS = 200  # inputs that also go through the command line
LIMIT = 60  # seconds for one input
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
    for (table, file, sheet, mapping), part in loads.groupby(["table", "file", "sheet", "mapping"]):
        aside = int(part["quarantined"].sum())
        mine = _lines_of(lines, file, sheet)
        listed = int(mine.loc[mine["baris"] != "", "baris"].nunique()) if len(mine) else 0
        whole = bool(len(mine)) and bool((mine["baris"] == "").any())
        complete = listed == aside if table and not _makes_more(mapping) else listed > 0 or whole
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
            timeout=LIMIT * 5,
            check=False,
        )
    bad = "Traceback" in done.stderr or done.returncode not in (0, 1, 2)
    return done.returncode, done.stderr if bad else ""


_state: dict[str, Seeds] = {}


def _start(seed: int) -> None:
    _state["seeds"] = build_seeds(seed)


def _too_long(_signal: int, _frame: object) -> None:
    raise TimeoutError(f"no answer within {LIMIT} seconds")


def try_input(seed: int, number: int, *, command: bool, seeds: Seeds) -> Outcome:
    """Make, check and judge one input; a bad one is kept for replay."""
    with tempfile.TemporaryDirectory(prefix="kinerja-input-") as name:
        case = make_case(seeds, seed, number, Path(name))
        start, trace = time.perf_counter(), ""
        signal.alarm(LIMIT)
        try:
            result, code, rows, lost = check_case(case)
        except Exception:  # any error at all is what this run looks for
            result, code, rows, lost, trace = "traceback", 3, 0, "", traceback.format_exc()
        finally:
            signal.alarm(0)
        seconds = time.perf_counter() - start
        if command and not trace:
            exit_code, trace = run_command(case)
            if exit_code != code and not trace:
                trace = f"the command ends with {exit_code}, the library with {code}"
        if trace or lost:
            _save(case, Path(name), number, trace + lost)
    return Outcome(
        number, case.kind, result, code, bool(case.expected), rows, seconds, trace, lost, command
    )


def _save(case: Case, folder: Path, number: int, why: str) -> None:
    target = SAVED / f"{number:05d}"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)
    facts = {
        "source": str(case.source.relative_to(folder)),
        "project": "" if case.project == ROOT else str(case.project.relative_to(folder)),
        "expected": dict(case.expected),
        "why": why,
    }
    (SAVED / f"{number:05d}.json").write_text(json.dumps(facts, indent=1), encoding="utf-8")


def _work(task: tuple[int, list[int], frozenset[int]]) -> list[Outcome]:
    signal.signal(signal.SIGALRM, _too_long)
    seed, numbers, commands = task
    return [
        try_input(seed, number, command=number in commands, seeds=_state["seeds"])
        for number in numbers
    ]


def run_inputs(count: int, seed: int, jobs: int, commands: int = COMMANDS) -> list[Outcome]:
    """Run all inputs in `jobs` processes.

    Raises
    ------
    RuntimeError
        A process died; its inputs are named.
    """
    step = max(1, count // commands) if commands else count + 1
    while math.gcd(step, len(KINDS)) > 1:  # so that the commands go through all kinds
        step += 1
    chosen = frozenset(range(0, count, step)) if commands else frozenset()
    size = 50 * len(KINDS)
    tasks = [
        (seed, list(range(start, min(start + size, count))), chosen)
        for start in range(0, count, size)
    ]
    context = multiprocessing.get_context("spawn")
    outcomes: list[Outcome] = []
    with ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(seed,)) as pool:
        futures = [pool.submit(_work, task) for task in tasks]
        for future, task in zip(futures, tasks, strict=True):
            try:
                outcomes += future.result()
            except BrokenProcessPool:
                first, last = task[1][0], task[1][-1]
                raise RuntimeError(f"a process died at or after inputs {first}-{last}") from None
            sys.stderr.write(f"{len(outcomes)} of {count}\n")
    return outcomes


def make_table(outcomes: list[Outcome], *, timed: bool = True) -> str:
    """Lay the outcomes out as a Markdown table, a row per kind and one for all."""
    heads = [*_HEADS, "seconds"] if timed else list(_HEADS)
    lines = ["| " + " | ".join(heads) + " |", "|---" + "|---:" * (len(heads) - 1) + "|"]
    for kind in (*KINDS, "all"):
        part = [one for one in outcomes if kind in (one.kind, "all")]
        cells = _cells(kind, part)
        cells += [f"{sum(one.seconds for one in part):.0f}"] if timed else []
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


_HEADS = (
    *("kind", "inputs", WHOLE, FINDINGS, REFUSED, "exit codes", "rows in", "inputs counted apart"),
    *("also by command", "tracebacks", "inputs with a lost row"),
)


def _cells(kind: str, part: list[Outcome]) -> list[str]:
    codes = {code: sum(one.exit_code == code for one in part) for code in range(4)}
    counts = [
        *(sum(one.result == name for one in part) for name in (WHOLE, FINDINGS, REFUSED)),
        ", ".join(f"{code}: {count}" for code, count in codes.items() if count),
        sum(one.rows for one in part),
        sum(one.counted for one in part),
        sum(one.command for one in part),
        sum(bool(one.trace) for one in part),
        sum(bool(one.lost) for one in part),
    ]
    return [kind, str(len(part)), *map(str, counts)]


def replay(path: Path) -> int:
    """Check one saved input again, with its traceback; a file of any kind will do."""
    note = path.with_suffix(".json") if path.is_dir() else Path()
    facts = json.loads(note.read_text(encoding="utf-8")) if note.is_file() else {}
    source = path / facts["source"] if facts else path
    project = path / facts["project"] if facts.get("project") else ROOT
    case = Case("replay", source.resolve(), project.resolve(), facts.get("expected", {}))
    result, code, rows, lost = check_case(case)
    sys.stdout.write(f"{result}; exit code {code}; rows in {rows}; {lost or 'no row lost'}\n")
    return int(bool(lost))


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--commands", type=int, default=COMMANDS)
    parser.add_argument("--replay", type=Path)
    given = parser.parse_args()
    if given.replay:
        return replay(given.replay)
    outcomes = run_inputs(given.count, given.seed, given.jobs, given.commands)
    sys.stdout.write(make_table(outcomes) + "\n")
    bad = [one for one in outcomes if one.trace or one.lost]
    for one in bad[:40]:
        last = (one.trace.strip().splitlines() or [one.lost])[-1]
        sys.stderr.write(f"{one.number} {one.kind}: {last[:300]}\n")
    if bad:
        sys.stderr.write(f"{len(bad)} bad inputs, saved in {SAVED}; see --replay\n")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
