"""How often the planted structure of the invented staff surveys comes back.

python -m tools.measure_structure --seeds 20 --jobs 1
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.change.responses.review import Responses, review_responses
from kinerja_lib.change.structure.review import review_structure
from kinerja_lib.change.structure.verdict import FITS, MISFITS
from kinerja_lib.config.instrument_file import read_codebook
from kinerja_lib.stats.psychometrics.reliability import interval_alpha, measure_alpha
from kinerja_lib.synthetic import survey
from kinerja_lib.synthetic.plan import REGIONS
from kinerja_lib.synthetic.population import build_population
from tools.measure_dialogue import NAMES, ROOT, Invented, _plain

EMPLOYEES, LARGE = 1000, 20_000
FIRST = 2000  # first seed; that of the large draw lies below


def invent_responses(region: str, seed: int, employees: int) -> Responses:
    """Invent one region's survey and read it by the codebook that the kit ships."""
    people = build_population(REGIONS[region], seed, employees)
    tables = people.tables | survey.build_survey(people).tables
    tables = {name: _plain(tables[name]) for name in ("unit", "pegawai", "survei_asn")}
    evidence = Evidence(Invented(tables), "2026-TW3", dt.date(2026, 9, 30))
    return review_responses(evidence, read_codebook(ROOT, NAMES, (1, survey.RANGES[region])))


def measure_large(region: str) -> dict[str, float]:
    """Give alpha of each subscale in a draw so large that chance hardly matters."""
    answers = invent_responses(region, FIRST - 1, LARGE).kept()
    return {s.code: measure_alpha(answers.of(s)).raw for s in answers.book.subscales}


def measure_seed(task: tuple[str, int, dict[str, float]]) -> dict[str, float]:
    """Run one seed: number of factors, verdicts, alpha beside that of the large draw."""
    region, seed, large = task
    responses = invent_responses(region, seed, EMPLOYEES)
    found: dict[str, float] = {"people": float(len(responses.kept()))}
    parts = review_structure(responses).parts
    for part in parts:
        many, count = len(part.items.subscales) > 1, len(part.items.subscales)
        name = "several" if many else "one"
        found.setdefault(f"{name} tests", 0.0)
        found[f"{name} tests"] += 1
        for key, right in {
            "factors": part.exploration.suggested == count,
            "fits": part.verdict == FITS,
            "misfits": part.verdict == MISFITS,
        }.items():
            found[f"{name} {key}"] = found.get(f"{name} {key}", 0.0) + float(right)
    answers = responses.kept()
    alphas = {s.code: measure_alpha(answers.of(s)) for s in answers.book.subscales}
    limits = {code: interval_alpha(a.raw, a.n, a.items) for code, a in alphas.items()}
    inside = [i.low <= large[code] <= i.high for code, i in limits.items()]
    return found | {"inside": float(np.mean(inside))}


def measure_structure(jobs: int, seeds: int) -> dict[str, pd.Series]:
    """Give the means of `measure_seed` by region."""
    with ProcessPoolExecutor(jobs) as pool:
        found = {}
        for region in REGIONS:
            large = measure_large(region)
            tasks = [(region, seed, large) for seed in range(FIRST, FIRST + seeds)]
            found[region] = pd.DataFrame(list(pool.map(measure_seed, tasks))).mean()
    return found


def tabulate_structure(jobs: int, seeds: int) -> str:
    """Write the shares by region."""
    heads = ("region", "people kept, mean", "several subscales: number of factors found",
             "they fit", "they do not fit", "one subscale: one factor found", "it fits",
             "it does not fit", "alpha inside its interval")  # fmt: skip
    lines = ["| " + " | ".join(heads) + " |", "| --- |" + " ---: |" * (len(heads) - 1)]
    for region, mean in measure_structure(jobs, seeds).items():
        shares = [
            mean[f"{name} {key}"] / mean[f"{name} tests"]
            for name in ("several", "one")
            for key in ("factors", "fits", "misfits")
        ]
        cells = [f"{mean['people']:.0f}", *(f"{share:.2f}" for share in [*shares, mean["inside"]])]
        lines.append(f"| {region} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    sys.stdout.write(tabulate_structure(given.jobs, given.seeds) + "\n")
