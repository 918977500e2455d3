"""Run damaged inputs through the check: no traceback, no row lost.

python -m tools.mutate_inputs --count 10000 --seed 7 --jobs 2
python -m tools.mutate_inputs --replay FOLDER_OR_FILE
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import shutil
import signal
import sys
import tempfile
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict
from pathlib import Path

from tools.mutation_cases import KINDS, Case, make_case
from tools.mutation_judge import FINDINGS, REFUSED, WHOLE, Outcome, check_case, run_command
from tools.mutation_seeds import ROOT, Seeds, build_seeds

SAVED = Path(tempfile.gettempdir()) / "kinerja-mutations"
COMMANDS = 200  # inputs that also go through the command line
LIMIT = 60  # seconds for one input
TOGETHER = 10 * len(KINDS)  # inputs that one process takes at a time
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


def run_inputs(
    count: int, seed: int, jobs: int, *, commands: int = COMMANDS, store: Path | None = None
) -> list[Outcome]:
    """Run all inputs in `jobs` processes.

    Parameters
    ----------
    count, seed, jobs, commands : int
        Inputs, their seed, processes at once, and how many inputs also go through the command.
    store : Path, optional
        Finished inputs are added to this file of JSON lines; those already in it are not run again.

    Raises
    ------
    RuntimeError
        A process died; its inputs are named.
    """
    outcomes = _read_store(store)
    done = {one.number for one in outcomes}
    chosen = choose_commands(count, commands)
    left = [number for number in range(count) if number not in done]
    tasks = [(seed, left[at : at + TOGETHER], chosen) for at in range(0, len(left), TOGETHER)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(seed,)) as pool:
        futures = [pool.submit(_work, task) for task in tasks]
        for future, (_seed, numbers, _chosen) in zip(futures, tasks, strict=True):
            try:
                fresh = future.result()
            except BrokenProcessPool:
                place = f"{numbers[0]}-{numbers[-1]}"
                raise RuntimeError(f"a process died at or after inputs {place}") from None
            outcomes += fresh
            _add_to_store(store, fresh)
            sys.stderr.write(f"{len(outcomes)} of {count}\n")
    return outcomes


def choose_commands(count: int, commands: int) -> frozenset[int]:
    """Choose evenly which inputs also go through the command; all kinds are among them."""
    if not commands:
        return frozenset()
    step = max(1, count // commands)
    while math.gcd(step, len(KINDS)) > 1:
        step += 1
    return frozenset(range(0, count, step))


def _read_store(store: Path | None) -> list[Outcome]:
    if store is None or not store.is_file():
        return []
    return [Outcome(**json.loads(line)) for line in store.read_text("utf-8").splitlines()]


def _add_to_store(store: Path | None, outcomes: list[Outcome]) -> None:
    if store is not None:
        with store.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(asdict(one)) + "\n" for one in outcomes)


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
    parser.add_argument("--store", type=Path, help="finished inputs, to go on after a stop")
    parser.add_argument("--replay", type=Path)
    given = parser.parse_args()
    if given.replay:
        return replay(given.replay)
    outcomes = run_inputs(
        given.count, given.seed, given.jobs, commands=given.commands, store=given.store
    )
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
