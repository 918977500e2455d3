"""What is planted in results: late units, a unit outside the guide, trends, contradictions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinerja_lib.synthetic.plan import QUARTERS
from kinerja_lib.synthetic.population import Population

LATE_QUARTER = "2026-TW3"
OUTSIDE_QUARTERS = ("2026-TW1", "2026-TW2")
_IT_POST = "Pranata Komputer Ahli Pertama"


@dataclass(frozen=True)
class Planted:
    """Say where results differ from their formula.

    Parameters
    ----------
    late : int array
        Units, rows of `unit`, that had not finished the appraisal of `LATE_QUARTER`.
    outside : int
        Unit in which 85 percent get Sangat Baik in `OUTSIDE_QUARTERS`.
    trend : float array of shape (people,)
        Change of the work score over half of the three years: -2 for people who decline, 2 for
        people who improve, 0 for others.
    shift : float array of shape (people,)
        Constant change of the work score.
    truth : dict
    """

    late: np.ndarray
    outside: int
    trend: np.ndarray
    shift: np.ndarray
    truth: dict[str, object]

    def raise_unit(
        self, classes: np.ndarray, unit: np.ndarray, score: np.ndarray, quarter: int
    ) -> np.ndarray:
        """Give the best 85 percent of the people of one unit Sangat Baik."""
        people = np.flatnonzero((unit == self.outside) & (classes >= 0))
        if QUARTERS[quarter] not in OUTSIDE_QUARTERS or not len(people):
            return classes
        raised = classes.copy()
        best = people[np.argsort(-score[people], kind="stable")]
        raised[best[: int(np.ceil(0.85 * len(best)))]] = 0
        return raised


def plant_results(people: Population, rng: np.random.Generator) -> Planted:
    """Choose late units, the unit outside the guide, and people with a trend of their own.

    Two units are late (Kotabumi four). The unit outside the guide is the largest of those that are
    neither late nor were divided or joined. In Andir the posts of computer staff get scores 1.2
    lower.
    """
    size = np.bincount(people.staff.unit[people.active], minlength=len(people.unit))
    changed = [*people.moves.split, people.moves.merged]
    usable = np.flatnonzero((size >= 5) & ~np.isin(np.arange(len(size)), changed))
    usable = usable[usable > 0]
    outside = int(usable[np.argmax(size[usable])])
    count = 4 if people.plan.slug == "kotabumi" else 2
    late = np.sort(rng.choice(usable[usable != outside], size=count, replace=False))
    staff = np.flatnonzero(people.active & ~people.staff.head)
    number = max(3, round(0.004 * len(staff)))
    chosen = rng.choice(staff, size=2 * number, replace=False)
    trend = np.zeros(len(people.nip))
    trend[chosen[:number]], trend[chosen[number:]] = -2.0, 2.0
    shift, findings = _weak_post(people)
    codes = people.unit["unit_id"].to_numpy()
    truth = {
        "unit_terlambat": {"periode": LATE_QUARTER, "unit_id": codes[late].tolist()},
        "unit_di_luar_panduan": {"unit_id": codes[outside], "periode": list(OUTSIDE_QUARTERS)},
        "menurun": sorted(people.nip[chosen[:number]].tolist()),
        "membaik": sorted(people.nip[chosen[number:]].tolist()),
        "findings": findings,
    }
    return Planted(late, outside, trend, shift, truth)


def _weak_post(people: Population) -> tuple[np.ndarray, list[dict[str, object]]]:
    """Lower the work score of one post in Andir."""
    shift = np.zeros(len(people.nip))
    if people.plan.slug != "andir":
        return shift, []
    posts = (people.jabatan["nama"] == _IT_POST).to_numpy()
    shift[posts[people.staff.post]] = -1.2
    finding = {
        "id": "andir_jabatan_pranata_komputer",
        "what": "holders of one post have lower work scores than all others, in every unit",
        "table": "hasil_penilaian",
        "ids": [_IT_POST],
        "size": {"simpangan_baku": -1.2, "pegawai": int((shift < 0).sum())},
    }
    return shift, [finding]


def contradict_years(
    people: Population,
    works: list[np.ndarray],
    conducts: list[np.ndarray],
    rng: np.random.Generator,
) -> dict[str, object]:
    """Give people without one Sangat Baik in the quarters of 2025 that predikat for the year.

    Changes the last entries of `works` and `conducts`, the year 2025.
    """
    own = [place for place, name in enumerate(QUARTERS) if name.startswith("2025")]
    both = (np.array(works)[own] == 2) & (np.array(conducts)[own] == 2)
    rated = (np.array(works)[own] >= 0).all(axis=0) & (works[-1] >= 0)
    fits = np.flatnonzero(rated & ~both.any(axis=0) & ~people.staff.head)
    count = min(len(fits), max(3, round(0.004 * len(people.nip))))
    chosen = np.sort(rng.choice(fits, size=count, replace=False))
    works[-1] = np.where(np.isin(np.arange(len(people.nip)), chosen), 2, works[-1])
    conducts[-1] = np.where(np.isin(np.arange(len(people.nip)), chosen), 2, conducts[-1])
    return {"tahunan_tidak_didukung": {"tahun": "2025", "nip": people.nip[chosen].tolist()}}
