"""Periodic and yearly results of people (`hasil_penilaian`)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.capaian import PERIODS, build_unit_results
from kinerja_lib.synthetic.columns import choose, days
from kinerja_lib.synthetic.guide import rank_classes, ratings_of, read_matrix
from kinerja_lib.synthetic.history import unit_places_on
from kinerja_lib.synthetic.periods import last_day
from kinerja_lib.synthetic.plan import QUARTERS, Built
from kinerja_lib.synthetic.planted_results import (
    LATE_QUARTER,
    Planted,
    contradict_years,
    plant_results,
)
from kinerja_lib.synthetic.population import Population
from kinerja_lib.tables.choices import EXPECTATION, PREDIKAT

_STATUS = ("draf", "diajukan", "disetujui", "final")
_POINTS = np.array([[110.5, 119.5], [91, 109], [70, 89], [50, 69], [25, 49]])
RATED = 0.97


@dataclass(frozen=True)
class Results:
    """Hold the results of people.

    Parameters
    ----------
    built : Built
        `hasil_penilaian` and `capaian_unit`, and what was planted in them.
    predikat : int array of shape (periods, people)
        Places in `PREDIKAT`, -1 where there is none; periods as in `capaian.PERIODS`.
    unit : int array of shape (periods, people)
        Unit at the end of the period: rows of `unit`, and three more for the old units.
    late : int array
        Units, rows of `unit`, that had not finished the last quarter.
    """

    built: Built
    predikat: np.ndarray
    unit: np.ndarray
    late: np.ndarray


def build_results(people: Population) -> Results:
    """Give people their results.

    In a quarter a person has a work score `skill + trend + 0.6 e` and a conduct score
    `conduct + 0.6 e`, e standard normal; 97 of 100 people who work at the end of the quarter are
    rated. `0.6 * work + 0.4 * conduct` orders the people of a unit (`guide.rank_classes`), ratings
    on both axes follow (`guide.ratings_of`), and the predikat is read from the matrix. A head's
    work rating is the unit's achievement. A year orders the means of the quarters, and its
    predikat stays between the best and the worst quarter. `plant_results` names the exceptions.
    """
    rng = people.random("hasil_penilaian")
    capaian = build_unit_results(people)
    planted = plant_results(people, people.random("hasil_penilaian.tanam"))
    units = np.array(
        [unit_places_on(people.posts, people.staff, people.moves, last_day(p)) for p in PERIODS]
    )
    score, lean = _scores(people, planted, rng)
    works, conducts = [], []
    for place in range(len(QUARTERS)):
        inside = np.where(_rated(people, planted, place, rng), units[place], -1)
        where = (place, inside, capaian.classes[place])
        pair = _rate_quarter(people, planted, where, (score[place], lean[place]), rng)
        works.append(pair[0])
        conducts.append(pair[1])
    for place in range(len(QUARTERS), len(PERIODS)):
        quarters = [q for q, name in enumerate(QUARTERS) if name.startswith(PERIODS[place])]
        before = read_matrix(np.array(works)[quarters], np.array(conducts)[quarters])
        pair = _rate_year(
            people, (units[place], capaian.classes[place]), before,
            (score[quarters].mean(axis=0), lean[quarters].mean(axis=0)),
        )  # fmt: skip
        works.append(pair[0])
        conducts.append(pair[1])
    truth = planted.truth | contradict_years(people, works, conducts, rng)
    predikat = read_matrix(np.array(works), np.array(conducts))
    table = _table(people, planted, (units, np.array(works), np.array(conducts), predikat), rng)
    built = Built({"hasil_penilaian": table, "capaian_unit": capaian.table}, truth)
    return Results(built, predikat, units, planted.late)


def _rate_quarter(
    people: Population,
    planted: Planted,
    where: tuple[int, np.ndarray, np.ndarray],
    scores: tuple[np.ndarray, np.ndarray],
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Rate a quarter: `where` is the quarter, the unit of those rated, achievement of units."""
    quarter, inside, capaian = where
    score, lean = scores
    classes = rank_classes(inside, score, capaian, people.staff.head, lean)
    classes = planted.raise_unit(classes, inside, score, quarter)
    pair = ratings_of(classes, lean, rng.random(len(inside)))
    return _rate_heads(people, inside, capaian, pair)


def _scores(
    people: Population, planted: Planted, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return the score that orders people and how far work leads conduct, (quarters, people)."""
    shape = (len(QUARTERS), len(people.nip))
    time = np.linspace(-1, 1, len(QUARTERS))[:, None]
    work = people.staff.skill + planted.shift + time * planted.trend + 0.6 * rng.normal(size=shape)
    conduct = people.staff.conduct + 0.6 * rng.normal(size=shape)
    return 0.6 * work + 0.4 * conduct, work - conduct


def _rated(
    people: Population, planted: Planted, quarter: int, rng: np.random.Generator
) -> np.ndarray:
    """Tell who is rated in a quarter: at work on its last day, appointed a month before."""
    day = last_day(QUARTERS[quarter])
    staff = people.staff
    away = (staff.working > 0) & (staff.since <= day)
    drawn = rng.random(len(staff.post)) < RATED
    rated = (staff.appointed <= day - 30) & ~away & (drawn | staff.head)
    if QUARTERS[quarter] == LATE_QUARTER:
        rated &= ~np.isin(staff.unit, planted.late) | staff.head
    return rated


def _rate_heads(
    people: Population, unit: np.ndarray, capaian: np.ndarray, pair: tuple[np.ndarray, np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """Take the unit's achievement as the head's work rating; conduct is above for two of five."""
    heads = people.staff.head & (unit >= 0)
    work = np.array([2, 1, 0, 0, 0])[capaian[unit]]
    conduct = np.where(people.staff.conduct > 0.25, 2, 1)
    return np.where(heads, work, pair[0]), np.where(heads, conduct, pair[1])


def _rate_year(
    people: Population,
    place: tuple[np.ndarray, np.ndarray],
    before: np.ndarray,
    means: tuple[np.ndarray, np.ndarray],
) -> tuple[np.ndarray, np.ndarray]:
    """Rate a year for people with at least two rated quarters, between worst and best of them."""
    unit, capaian = place
    inside = np.where((before >= 0).sum(axis=0) >= 2, unit, -1)
    classes = rank_classes(inside, means[0], capaian, people.staff.head, means[1])
    best = np.where(before < 0, 9, before).min(axis=0)
    classes = np.where(classes < 0, -1, classes.clip(best, before.max(axis=0)))
    pair = ratings_of(classes, means[1], np.where(classes == 4, 0.0, 1.0))
    pair = pair[0], np.where(classes == 4, 0, pair[1])
    return _rate_heads(people, inside, capaian, pair)


def _table(
    people: Population,
    planted: Planted,
    rated: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray],
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Write one row for every person and period with a rating or an unfinished appraisal."""
    units, work, conduct, predikat = rated
    waiting = np.zeros(predikat.shape, dtype=bool)
    late = QUARTERS.index(LATE_QUARTER)
    waiting[late] = people.active & (predikat[late] < 0) & np.isin(people.staff.unit, planted.late)
    period, person = np.nonzero((predikat >= 0) | waiting)
    classes = predikat[period, person]
    low, width = _POINTS[classes, 0], _POINTS[classes, 1] - _POINTS[classes, 0]
    points = np.round(low + width * rng.random(len(classes)), 1)
    ends = np.array([last_day(name) for name in PERIODS])[period]
    set_on = ends - rng.integers(0, 8, len(ends)).astype("timedelta64[D]")
    early = (people.moves.post_before >= 0)[person] & (ends < people.moves.moved_on[person])
    there = people.moves.leader[people.moves.unit_before[person]]
    rater = np.where(early, there, people.supervisor[person])
    return pd.DataFrame(
        {
            "nip": people.nips(person),
            "periode": choose(PERIODS, period),
            "unit_id": choose([*people.unit["unit_id"], *people.moves.old], units[period, person]),
            "hasil_kerja": choose(EXPECTATION, work[period, person]),
            "perilaku": choose(EXPECTATION, conduct[period, person]),
            "predikat": choose(PREDIKAT, classes),
            "nilai": np.where(classes < 0, np.nan, points),
            "penilai_nip": people.nips(np.where(rater == person, -1, rater)),
            "status": choose(_STATUS, np.where(classes < 0, 1, 3)),
            "tanggal": days(np.where(classes < 0, np.datetime64("NaT"), set_on)),
        }
    )
