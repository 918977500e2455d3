"""Check mandatory pairs before all else: seats, minimum, hours and clashes, money."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kinerja_lib.allocation.filling import Filling, first_of, rank_ties
from kinerja_lib.allocation.problem import Problem

SEAT, MINIMUM, LOAD, HOURS, CLASH, MONEY, TOGETHER = (
    "seat", "minimum", "load", "hours", "clash", "money", "together",
)  # fmt: skip


@dataclass(frozen=True)
class Unmet:
    """Hold mandatory pairs that cannot be met, in the order of the pairs.

    Attributes
    ----------
    pair : int array
        Positions of the pairs.
    cause : str array
        One of the causes of this module: seats of the course, fewer candidates than its minimum,
        number of courses, hours, clash with another mandatory course, money, or not together.
    """

    pair: np.ndarray
    cause: np.ndarray

    @classmethod
    def of(cls, causes: np.ndarray) -> Unmet:
        """Gather the pairs that have a cause."""
        pair = np.flatnonzero(causes != "")
        return cls(pair, causes[pair])


def check_mandatory(problem: Problem) -> tuple[Problem, Unmet]:
    """Turn mandatory pairs that cannot be met into ordinary ones, each with its cause.

    Seats are given by value, then the longer wait, then the lot. Where the money does not pay for
    those who have a seat, it is also the cause for those without. Those left out of a course for
    seats or money may still take part by the choice of the plan; the others cannot.
    """
    causes = np.full(problem.n_pairs, "", dtype="U8")
    for check in (_check_seats, _check_minimum, _check_people, _check_money):
        left = np.flatnonzero(problem.pairs.mandatory & (causes == ""))
        if len(left):
            check(problem, left, causes)
    kept = problem.pairs.mandatory & (causes == "")
    return replace(problem, pairs=replace(problem.pairs, mandatory=kept)), Unmet.of(causes)


def _rank(problem: Problem, rows: np.ndarray) -> np.ndarray:
    """Order mandatory pairs: higher value, longer wait, lot, course."""
    pairs, ties = problem.pairs, rank_ties(problem)
    return rows[np.lexsort((pairs.course[rows], ties[pairs.person[rows]], -pairs.value[rows]))]


def _check_seats(problem: Problem, rows: np.ndarray, causes: np.ndarray) -> None:
    rows = _rank(problem, rows)
    seats = problem.courses.most * problem.courses.classes
    causes[rows[~first_of(problem.pairs.course[rows], seats)]] = SEAT


def _check_minimum(problem: Problem, rows: np.ndarray, causes: np.ndarray) -> None:
    size = np.bincount(problem.pairs.course, minlength=problem.n_courses)
    short = size < problem.courses.least
    causes[rows[short[problem.pairs.course[rows]]]] = MINIMUM


def _check_people(problem: Problem, rows: np.ndarray, causes: np.ndarray) -> None:
    """Give each person the mandatory courses one by one and note what stands in the way."""
    state, pairs, limits = Filling(problem), problem.pairs, problem.limits
    rows = _rank(problem, rows)
    while len(rows):
        first = first_of(pairs.person[rows], np.ones(problem.n_people, dtype=int))
        now, rows = rows[first], rows[~first]
        person, course = pairs.person[now], pairs.course[now]
        state_of = np.select(
            [state.load[person] >= limits.load_courses,
             state.hours[now] > state.room[person] + 1e-9,
             state.blocked[person, course] > 0],
            [LOAD, HOURS, CLASH], "",
        )  # fmt: skip
        causes[now] = state_of
        state.take(now[state_of == ""])


def _check_money(problem: Problem, rows: np.ndarray, causes: np.ndarray) -> None:
    """Leave the course out that costs most per mandatory person, a class at a time, until paid."""
    courses, budget = problem.courses, problem.limits.budget
    rows = _rank(problem, rows)
    count = np.bincount(problem.pairs.course[rows], minlength=problem.n_courses)
    for fund in range(len(budget)):
        own = courses.fund == fund
        while (_cost(problem, count)[own]).sum() > budget[fund] + 1e-9:
            each = np.where(own & (count > 0), _cost(problem, count) / count.clip(1), -1.0)
            worst = int(each.argmax())
            last = (count[worst] - 1) % max(int(courses.most[worst]), 1) + 1
            count[worst] -= last
    unpaid = rows[~first_of(problem.pairs.course[rows], count)]
    causes[unpaid] = MONEY
    poor = np.isin(problem.pairs.course, problem.pairs.course[unpaid])
    causes[poor & (causes == SEAT)] = MONEY  # one more class could not be paid either


def _cost(problem: Problem, count: np.ndarray) -> np.ndarray:
    """Price the classes that hold these people; a class has at least its minimum."""
    courses = problem.courses
    classes = -(-count // courses.most.clip(1))
    return courses.fixed * classes + courses.head * np.maximum(count, courses.least * classes)
