"""Plant differences in the invented staff surveys and count which groups the kit names.

    python -m tools.measure_dialogue [--first 1000] [--seeds 100] [--jobs 2]

Answers come from the generator of the invented regions (`synthetic.survey`). Three kinds of run:
as planted; without any planted difference, units alike (nothing may be named); and without a
planted difference but with units that differ by chance as they do in the regions (no kind of unit
may be named, and a named unit must truly lie on the side it is named for, which is counted).
Seeds below 1000 were used while developing, those from 1000 on for docs/validation.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from unittest import mock

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.change.comparison.dialogue import BETTER, NEEDED
from kinerja_lib.change.comparison.review import ComparisonReview, review_comparison
from kinerja_lib.change.responses.review import review_responses
from kinerja_lib.change.words import AGE, KIND, UNIT
from kinerja_lib.config.instrument_file import read_codebook
from kinerja_lib.synthetic import survey
from kinerja_lib.synthetic.instrument import NAMES as SUBSCALE_NAMES
from kinerja_lib.synthetic.instrument import SUBSCALES
from kinerja_lib.synthetic.outreach import unit_sizes
from kinerja_lib.synthetic.plan import REGIONS
from kinerja_lib.synthetic.population import Population, build_population
from kinerja_lib.synthetic.survey_shifts import plan_shift

ROOT = Path(__file__).resolve().parent.parent
NAMES = (
    *("rtc", "reaksi_perubahan", "kesiapan_berubah"),
    *("penilaian_kinerja", "manfaat_sosialisasi", "iklim_kerja"),
)
EMPLOYEES = {"mamuju": 1260, "wanggar": 440, "andir": 670}
PLANTED, ALIKE, CHANCE = "planted", "units alike", "units differ by chance"


class Invented:
    """Serve invented tables as checked ones."""

    def __init__(self, tables: dict[str, pd.DataFrame]) -> None:
        self.tables = tables
        sizes = [len(table) for table in tables.values()]
        self.loads = pd.DataFrame({"table": list(tables), "rows_in": sizes, "accepted": sizes})

    def frame(self, table: str, columns: Iterable[str] | None = None) -> pd.DataFrame:
        """Return a table with the columns asked for, all of them else."""
        found = self.tables[table]
        return found if columns is None else found[list(columns)]


def invent_review(
    region: str, seed: int, case: str
) -> tuple[ComparisonReview, Population, np.ndarray]:
    """Invent one region's survey; give its comparison and the true levels (units, subscales)."""
    people = build_population(REGIONS[region], seed, EMPLOYEES[region])
    answers, levels = _answer(people, case)
    tables = people.tables | answers
    tables = {name: _plain(tables[name]) for name in ("unit", "pegawai", "survei_asn")}
    evidence = Evidence(Invented(tables), "2026-TW3", dt.date(2026, 9, 30))
    high = survey.RANGES[region]
    book = read_codebook(ROOT, NAMES, (1, high))
    return review_comparison(review_responses(evidence, book)), people, levels


def _answer(people: Population, case: str) -> tuple[dict[str, pd.DataFrame], np.ndarray]:
    """Give the answers and the standard normal level of each unit, NaN where a shift is added."""
    if case == PLANTED:
        return survey.build_survey(people).tables, np.full((len(people.unit), len(NAMES)), np.nan)
    seen: list[np.ndarray] = []

    def keep(_shift: object, effects: np.ndarray) -> np.ndarray:
        seen.append(effects)
        return effects

    none = replace(plan_shift(people), sizes={"kesiapan": 0.0}, alone=False)
    flat = tuple(replace(s, icc=0.0) for s in SUBSCALES) if case == ALIKE else SUBSCALES
    with (
        mock.patch.object(survey, "plan_shift", return_value=none),
        mock.patch("kinerja_lib.synthetic.answers.SUBSCALES", flat),
        mock.patch.object(survey, "shift_unit_effects", side_effect=keep),
    ):
        return survey.build_survey(people).tables, seen[0]


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    texts = table.select_dtypes("category").columns
    return table.astype(dict.fromkeys(texts, "str"))


def measure_seed(task: tuple[str, int, str]) -> dict[str, float]:
    """Run one seed of one case and say what was named."""
    region, seed, case = task
    review, people, levels = invent_review(region, seed, case)
    table = review.dialogue
    said = table[table["hasil"].isin([NEEDED, BETTER])]
    named = table[(table["hasil"] == NEEDED) & table["tampil"].astype(bool)]
    found = {
        "unit": float((said["pengelompokan"] == UNIT).any()),
        "kind": float((said["pengelompokan"] == KIND).any()),
    }
    if case == CHANCE:
        found |= _check_sides(said[said["pengelompokan"] == UNIT], people, levels)
    return found if case != PLANTED else found | _recover(review, people, named)


def _check_sides(said: pd.DataFrame, people: Population, levels: np.ndarray) -> dict[str, float]:
    """Say whether a unit was named that truly lies on the other side of the other units."""
    sizes = unit_sizes(people).astype(float)[:, None]
    others = ((sizes * levels).sum(axis=0) - sizes * levels) / (sizes.sum() - sizes)
    place = {unit: n for n, unit in enumerate(people.unit["unit_id"])}
    wrong = [
        row.tanda * (levels - others)[place[row.kelompok], SUBSCALE_NAMES.index(row.kode)]
        * (1 if row.hasil == BETTER else -1) <= 0
        for row in said.itertuples()
    ]  # fmt: skip
    return {"units": float(len(wrong)), "wrong": float(any(wrong))}


def _recover(review: ComparisonReview, people: Population, named: pd.DataFrame) -> dict[str, float]:
    """Say whether the planted difference of the region was found."""
    shift = plan_shift(people)
    keys = set(zip(named["pengelompokan"], named["kelompok"], named["kode"], strict=True))
    if people.plan.slug == "wanggar":
        unit = people.unit["unit_id"].iloc[int(np.flatnonzero(shift.units)[0])]
        return {"recovered": float((UNIT, unit, "kesiapan") in keys)}
    if people.plan.slug == "mamuju":
        return {"recovered": float((KIND, "puskesmas", "iklim_kerja") in keys)}
    tests = review.tests
    own = tests[(tests["pengelompokan"] == AGE) & (tests["kode"] == "rutinitas")]
    return {"recovered": float((own["p_holm"] < 0.05).any())}


def measure_case(region: str, case: str, seeds: Iterable[int], jobs: int) -> dict[str, float]:
    """Average `measure_seed` over seeds."""
    tasks = [(region, seed, case) for seed in seeds]
    with ProcessPoolExecutor(jobs) as pool:
        return pd.DataFrame(list(pool.map(measure_seed, tasks))).mean().to_dict()


def write_dialogue(first: int, seeds: int, jobs: int) -> str:
    """Run every case and return the table for the document."""
    lines = [
        "| region | case | unit named | kind named | planted one found | units named, mean | "
        "unit named on the wrong side |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for region in EMPLOYEES:
        for case in (PLANTED, ALIKE, CHANCE):
            found = measure_case(region, case, range(first, first + seeds), jobs)
            cells = [f"{found['unit']:.2f}", f"{found['kind']:.2f}"]
            more = ("recovered", "units", "wrong")
            cells += [f"{found[name]:.2f}" if name in found else "" for name in more]
            lines.append(f"| {region} | {case} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--first", type=int, default=1000)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    sys.stdout.write(write_dialogue(given.first, given.seeds, given.jobs))


if __name__ == "__main__":
    main()
