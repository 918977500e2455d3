"""Plant training effects and measure which grades the kit gives them.

Scores come from the generator's own functions (`synthetic.course_scores`, `synthetic.courses`), so
a course is chosen by need and lot as in the invented regions. Seeds below 1000 were used while
developing, 1000 to 1199 for docs/validation.md.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.competency.impact.grades import GRADES
from kinerja_lib.competency.impact.offices import review_offices
from kinerja_lib.competency.impact.review import review_impact
from kinerja_lib.synthetic.course_scores import STATUS, choose_by_need, draw_scores, to_participants
from kinerja_lib.synthetic.courses import AFTER_SURVEY, MEASURED
from kinerja_lib.tables.registry import CONTRACTS

EMPLOYEES = {"andir": 640, "mamuju": 1200, "jambi": 2000, "kotabumi": 900, "wanggar": 420}
SEAT_SHARE, UNITS = 0.06, 20
TRAINED_OFFICE, OTHER_OFFICES, OFFICE_SIZE = 1, 4, 13
OFFICES, OFFICES_TRAINED = 10, 4
TIME_FACTOR, FAULT_FACTOR = 0.75, 0.6


class Invented:
    """Serve invented tables as checked ones."""

    def __init__(self, tables: dict[str, pd.DataFrame]) -> None:
        self.tables = tables
        counts = {"accepted": [len(t) for t in tables.values()]}
        self.loads = pd.DataFrame({"table": list(tables), **counts})
        self.findings = self.columns = pd.DataFrame()

    def frame(self, table: str, columns: Iterable[str] | None = None) -> pd.DataFrame:
        """Return a table with the columns asked for, all of the contract's else."""
        names = list(columns or [item.name for item in CONTRACTS[table].fields])
        return self.tables.get(table, pd.DataFrame(columns=names)).reindex(columns=names)


def make_evidence(tables: dict[str, pd.DataFrame]) -> Evidence:
    """Wrap invented tables for a review."""
    return Evidence(Invented(tables), "2026-TW3", dt.date(2026, 9, 30))


def invent_courses(region: str, seed: int, *, effects: bool = True) -> dict[str, pd.DataFrame]:
    """Invent the measured courses of a region; without `effects` none of them works."""
    rng = np.random.default_rng([seed, len(region), EMPLOYEES[region]])
    people = EMPLOYEES[region]
    units = rng.integers(0, UNITS, people)
    seats = int(np.clip(round(SEAT_SHARE * people), 24, 600))
    parts, courses = [], []
    for place, course in enumerate(MEASURED[region]):
        pool = rng.permutation(people)[: 2 * (seats + seats * 7 // 10)]
        effect = course.effect if effects else 0.0
        scores = choose_by_need(rng, pool, seats, effect)
        parts.append(to_participants(rng, scores, course=place, jp=24.0, liking=course.liking))
        courses.append((course.name, course.start, effect))
    return _lay_out(parts, courses, units)


def invent_one_office(seed: int, *, effects: bool = True) -> dict[str, pd.DataFrame]:
    """Invent the courses of one office whose comparison is four other offices."""
    rng = np.random.default_rng([seed, 77])
    count = OFFICE_SIZE * (TRAINED_OFFICE + OTHER_OFFICES)
    units = np.repeat(np.arange(TRAINED_OFFICE + OTHER_OFFICES), OFFICE_SIZE)
    parts, courses = [], []
    for place, course in enumerate(AFTER_SURVEY):
        effect = course.effect if effects else 0.0
        seated = units < TRAINED_OFFICE
        before, after = draw_scores(rng, count, effect * seated)
        scores = pd.DataFrame(
            {"row": np.arange(count), "trained": seated, "before": before, "after": after}
        )
        parts.append(to_participants(rng, scores, course=place, jp=12.0, liking=4.0))
        courses.append((course.name, course.start, effect))
    return _lay_out(parts, courses, units)


def _lay_out(
    parts: list[pd.DataFrame], courses: list[tuple[str, str, float]], units: np.ndarray
) -> dict[str, pd.DataFrame]:
    rows = pd.concat(parts, ignore_index=True)
    names, starts, effects = zip(*courses, strict=True)
    start = pd.to_datetime(list(starts))
    codes = [f"P{place}" for place in range(len(names))]
    return {
        "pelatihan": pd.DataFrame(
            {"pelatihan_id": codes, "nama": names, "mulai": start}
        ).assign(selesai=start + pd.Timedelta(days=4), efek=effects),
        "peserta_pelatihan": pd.DataFrame(
            {
                "pelatihan_id": np.array(codes)[rows["course"]],
                "nip": rows["row"].astype(str),
                "status": np.array(STATUS)[rows["status"]],
                "nilai_sebelum": rows["before"],
                "nilai_sesudah": rows["after"],
                "evaluasi": rows["judged"],
            }
        ),
        "pegawai": pd.DataFrame(
            {"nip": np.arange(len(units)).astype(str), "unit_id": units.astype(str)}
        ).assign(status_kerja="aktif"),
    }  # fmt: skip


def grade_courses(tables: dict[str, pd.DataFrame]) -> Counter:
    """Count (works, grade) over the courses of one invented region."""
    review = review_impact(make_evidence(tables))
    effect = tables["pelatihan"].set_index("pelatihan_id")["efek"]
    return Counter(
        ("works" if effect[code] > 0 else "no effect", grade)
        for code, grade in review.courses["hasil"].items()
    )


def invent_offices(seed: int, *, effects: bool, trained: int = OFFICES_TRAINED) -> dict:
    """Invent processing times of offices by the formulas of `synthetic.admin_process`."""
    rng = np.random.default_rng([seed, 99])
    months = pd.period_range("2023-10", "2026-09", freq="M").astype(str)
    shape = (OFFICES, 2, len(months))
    unit, process, month = (axis.ravel() for axis in np.indices(shape))
    level = rng.normal(0, 0.15, OFFICES)[unit] + rng.normal(0, 0.08, shape[:2])[unit, process]
    after = (unit < trained) & (month >= list(months).index("2025-07")) & effects
    minutes = np.exp(level - 0.002 * month + rng.normal(0, 0.06, len(unit)))
    minutes *= np.array([42.0, 95.0])[process]
    documents = rng.poisson(np.array([90, 60])[process])
    faults = rng.binomial(documents, np.where(after, 0.05 * FAULT_FACTOR, 0.05))
    work = pd.DataFrame(
        {
            "unit_id": unit.astype(str),
            "proses": process.astype(str),
            "periode": np.array(months)[month],
            "waktu": np.where(after, minutes * TIME_FACTOR, minutes),
            "dokumen": documents,
            "galat": faults,
        }
    )
    people = np.repeat(np.arange(OFFICES), OFFICE_SIZE)
    seated = people < trained
    before, scores = draw_scores(rng, len(people), 6.0)
    rows = pd.DataFrame({"row": np.arange(len(people)), "trained": True})
    rows = rows.assign(before=before, after=scores)[seated]
    part = to_participants(rng, rows, course=0, jp=16.0, liking=4.0)
    tables = _lay_out([part], [("Teknologi", "2025-06-16", 6.0)], people)
    return tables | {"proses_admin": work}


def grade_offices(tables: dict[str, pd.DataFrame]) -> Counter:
    """Count the grades of time and faults of one invented region."""
    return Counter(review_offices(make_evidence(tables)).effects["hasil"])


def measure_courses(seeds: Iterable[int]) -> dict[str, Counter]:
    """Count grades over seeds: courses that work, that do not, and regions without any effect."""
    names = ("course works", "course without effect beside others that work", "no course works")
    office = ("one office trained, course works", "one office trained, no course works")
    counts = {name: Counter() for name in (*names, *office)} | {"regions": Counter()}
    for seed in seeds:
        for region in MEASURED:
            for (kind, grade), n in grade_courses(invent_courses(region, seed)).items():
                counts[names[kind == "no effect"]][grade] += n
            nothing = grade_courses(invent_courses(region, seed, effects=False))
            counts[names[2]] += Counter({grade: n for (_kind, grade), n in nothing.items()})
            wrong = nothing["no effect", GRADES[0]] > 0
            counts["regions"] += Counter({"wrong": int(wrong), "all": 1})
        for name, effects in zip(office, (True, False), strict=True):
            found = grade_courses(invent_one_office(seed, effects=effects))
            counts[name] += Counter({grade: n for (_kind, grade), n in found.items()})
    return counts


def measure_offices(seeds: Iterable[int]) -> dict[str, Counter]:
    """Count grades of the work of offices over seeds, by design."""
    designs = {
        "4 of 10 offices trained, effect": (True, OFFICES_TRAINED),
        "4 of 10 offices trained, no effect": (False, OFFICES_TRAINED),
        "1 of 10 offices trained, effect": (True, 1),
    }
    seeds = list(seeds)
    return {
        name: sum(
            (grade_offices(invent_offices(s, effects=e, trained=k)) for s in seeds), Counter()
        )
        for name, (e, k) in designs.items()
    }
