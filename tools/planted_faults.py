"""Plant faults in invented regions, check them, and compare what was found with the truth."""

from __future__ import annotations

import json
import multiprocessing
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

import kinerja_lib
from kinerja_lib.sources.check import CheckedSource, check_source
from kinerja_lib.synthetic.plan import REGIONS
from kinerja_lib.synthetic.sample import SampleSummary, write_sample

OWN_SEED = 7
SMALL, SMALL_SEEDS = 300, (11, 12, 13, 14, 15)
Place = tuple[str, int, str]  # file, row, fault
_WHOLE = -1  # row of a finding that speaks of a whole file or table


@dataclass(frozen=True)
class Task:
    """One region to be written and checked; `employees` None: the region's own number."""

    slug: str
    employees: int | None
    seed: int
    clean: bool = False


@dataclass(frozen=True)
class Trial:
    """What came of one region.

    Parameters
    ----------
    region : str
    employees, seed, rows : int
        People employed, random seed, rows of all files.
    clean : bool
        Nothing was planted.
    planted : tuple
        File, row and fault of each planted fault.
    found, missed, invented : tuple
        Planted faults with a finding of that file, row and code; without; findings that nobody
        planted, those of whole files and tables included.
    agreed : int
        Found faults whose column and disposition are also the planned ones.
    forms : tuple of str
        Forms in which files came that must be read without a finding.
    """

    region: str
    employees: int
    seed: int
    rows: int
    clean: bool
    planted: tuple[Place, ...]
    found: tuple[Place, ...]
    missed: tuple[Place, ...]
    invented: tuple[Place, ...]
    agreed: int
    forms: tuple[str, ...]


def try_region(task: Task) -> Trial:
    """Write a region, check it and compare."""
    with tempfile.TemporaryDirectory(prefix="kinerja-validation-") as name:
        folder = Path(name) / task.slug
        summary = write_sample(
            task.slug, folder, employees=task.employees, seed=task.seed, clean=task.clean
        )
        truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        (folder / "truth.json").unlink()
        checked = check_source(folder)
        findings = _findings(checked)
        checked.connection.close()
    return compare(task, summary, truth, findings)


def compare(
    task: Task,
    summary: SampleSummary,
    truth: Mapping[str, Any],
    findings: Sequence[tuple[str, int, str, str, str]],
) -> Trial:
    """Compare findings (file, row, fault, column, disposition) with what was planted."""
    faults = [
        (one["file"], one["row"], one["fault"], one["column"], one["disposition"])
        for one in truth["faults"]
    ]
    planted, found = Counter(one[:3] for one in faults), Counter(one[:3] for one in findings)
    return Trial(
        region=summary.region,
        employees=summary.employees,
        seed=task.seed,
        rows=summary.rows,
        clean=task.clean,
        planted=tuple(sorted(planted.elements())),
        found=tuple(sorted((planted & found).elements())),
        missed=tuple(sorted((planted - found).elements())),
        invented=tuple(sorted((found - planted).elements())),
        agreed=(Counter(faults) & Counter(findings)).total(),
        forms=tuple(sorted({one["form"] for one in truth["forms"]})),
    )


def _findings(checked: CheckedSource) -> list[tuple[str, int, str, str, str]]:
    """Give file, row, fault, column and disposition of every finding."""
    frame = checked.findings.assign(row=checked.findings["row"].fillna(_WHOLE).astype(int))
    columns = ["file", "row", "fault", "column", "severity"]
    return list(frame[columns].itertuples(index=False, name=None))


def list_tasks() -> list[Task]:
    """List what is run: own sizes, small ones with several seeds, and clean variants."""
    return [
        *(Task(slug, None, OWN_SEED) for slug in REGIONS),
        *(Task(slug, None, OWN_SEED, clean=True) for slug in REGIONS),
        *(Task(slug, SMALL, seed) for slug in REGIONS for seed in SMALL_SEEDS),
    ]


def write_faults(jobs: int) -> str:
    """Run all regions and write the section."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context) as pool:
        trials = list(pool.map(try_region, list_tasks()))
    return describe_trials(trials)


def describe_trials(trials: Sequence[Trial]) -> str:
    """Write the section from finished trials."""
    dirty = [trial for trial in trials if not trial.clean]
    total, missed = sum(len(t.planted) for t in dirty), sum(len(t.missed) for t in dirty)
    invented = sum(len(t.invented) for t in trials)
    agreed = sum(t.agreed for t in dirty)
    text = f"""\
## Planted faults (kesalahan yang ditanam)

Each region is written with `kinerja sample`, checked with the code behind `kinerja check`, and the
findings (temuan) are compared with the faults in `truth.json` by file, row number (baris) and code
of the fault (kesalahan). A finding that nobody planted counts as invented, also one that speaks of
a whole file; files in unusual forms must be read without any. Kit {kinerja_lib.__version__},
DuckDB {duckdb.__version__}.

**{total} planted, {total - missed} found, {missed} missed, {invented} invented.** Column and
disposition (dikarantina or bertanda) are the planned ones for {agreed} of {total}.

{_table(trials)}

By kind of fault, over all runs above:

{_table_of_faults(dirty)}

Forms read without a finding: {_list_forms(dirty)}.
"""
    return text + _list_errors(trials)


def _table(trials: Sequence[Trial]) -> str:
    lines = [
        "| region | variant | employees | seed | rows | planted | found | missed | invented |",
        "|---|---|" + "---:|" * 7,
    ]
    for t in trials:
        counts = (t.employees, t.seed, t.rows, *map(len, (t.planted, t.found, t.missed)))
        variant = "clean" if t.clean else "with faults"
        cells = [t.region, variant, *map(str, counts), str(len(t.invented))]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _table_of_faults(trials: Sequence[Trial]) -> str:
    planted = Counter(code for t in trials for _, _, code in t.planted)
    found = Counter(code for t in trials for _, _, code in t.found)
    lines = ["| fault | planted | found |", "|---|---:|---:|"]
    lines += [f"| `{code}` | {planted[code]} | {found[code]} |" for code in sorted(planted)]
    return "\n".join(lines)


def _list_forms(trials: Sequence[Trial]) -> str:
    return ", ".join(f"`{form}`" for form in sorted({f for t in trials for f in t.forms}))


def _list_errors(trials: Sequence[Trial]) -> str:
    lines = [
        f"- {word}, {t.region} seed {t.seed}: {file}, row {row}, `{code}`"
        for t in trials
        for word, places in (("missed", t.missed), ("invented", t.invented))
        for file, row, code in places
    ]
    return "\n".join(["", *lines, ""]) if lines else ""
