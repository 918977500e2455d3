"""From a fractional solution to a plan that holds: keep what is whole, repair, fill."""

from __future__ import annotations

import numpy as np

from kinerja_lib.allocation.filling import Filling, fill_seats
from kinerja_lib.allocation.opening import open_classes
from kinerja_lib.allocation.problem import Problem

_UP = 0.3  # part of a class that may become a whole one


def round_people(problem: Problem, rows: np.ndarray, classes: np.ndarray) -> Filling:
    """Take pairs into the classes given, then drop what exceeds seats or money.

    Parameters
    ----------
    rows : int array
        Pairs, one possible set of courses per person.
    classes : int array of shape (courses,)
        Classes to open; their fixed cost must be within the budget.
    """
    state = Filling(problem, classes)
    state.take(rows)
    _drop_excess(state)
    return state


def round_classes(problem: Problem, parts: np.ndarray) -> np.ndarray:
    """Round parts of classes to whole ones: down, then up by the rest while money lasts."""
    courses, budget = problem.courses, problem.limits.budget
    classes = np.maximum(np.floor(parts + 1e-6), problem.forced).astype(np.int64)
    full = courses.fixed + courses.head * courses.most
    money = budget - np.bincount(courses.fund, weights=classes * full, minlength=len(budget))
    fixed = budget - np.bincount(
        courses.fund, weights=classes * courses.fixed, minlength=len(budget)
    )
    rest = parts - classes
    for course in np.argsort(-rest, kind="stable"):
        fund = courses.fund[course]
        payable = full[course] * (1.0 - rest[course]) <= money[fund]
        payable &= bool(courses.fixed[course] <= fixed[fund])
        if rest[course] > _UP and payable and classes[course] < courses.classes[course]:
            classes[course] += 1
            money[fund] -= full[course]
            fixed[fund] -= courses.fixed[course]
    return classes


def _drop_excess(state: Filling) -> None:
    """Drop who exceeds the seats of a course, the least gain first, never a mandatory pair."""
    pairs = state.problem.pairs
    for course in np.flatnonzero(state.seats < 0):
        rows = np.flatnonzero(state.chosen & (pairs.course == course) & ~pairs.mandatory)
        order = np.argsort(pairs.value[rows], kind="stable")
        state.drop(rows[order[: -int(state.seats[course])]])
    for fund in np.flatnonzero(state.money < -1e-9):
        rows = np.flatnonzero(
            state.chosen & (state.fund == fund) & ~pairs.mandatory & (state.head > 0)
        )
        rows = rows[np.argsort(pairs.value[rows] / state.head[rows], kind="stable")]
        freed = np.cumsum(state.head[rows])
        number = int(np.searchsorted(freed, -state.money[fund])) + 1
        state.drop(rows[:number])


def finish(state: Filling, ties: np.ndarray, *, money_price: float | None = None) -> None:
    """Fill, close classes that stay below their minimum, and use what is left; in place."""
    fill_seats(state, ties)
    while True:
        if close_short(state, ties):
            fill_seats(state, ties)
            continue
        opened = open_classes(state, ties, money_price=money_price)
        if not opened:
            break
        fill_seats(state, ties)
    close_empty(state)


def close_short(state: Filling, ties: np.ndarray) -> bool:
    """Close one class of each course with too few people; tell whether any was closed.

    First the course calls people who are free for it even at a small gain. Mandatory people stay.
    """
    courses, closed = state.problem.courses, False
    for course in np.flatnonzero(state.taken < courses.least * state.classes):
        classes = state.classes.copy()
        need = courses.least[course]
        kept = int(state.taken[course]) // int(need) if need else int(classes[course])
        classes[course] = max(min(kept, int(classes[course]) - 1), 0)
        shrink_course(state, int(course), classes, ties)
        closed = True
    return closed


def shrink_course(state: Filling, course: int, classes: np.ndarray, ties: np.ndarray) -> None:
    """Drop who has no seat in fewer classes, then close the others."""
    pairs = state.problem.pairs
    excess = int(state.taken[course] - classes[course] * state.problem.courses.most[course])
    if excess > 0:
        rows = np.flatnonzero(state.chosen & (pairs.course == course))
        order = np.lexsort((-ties[pairs.person[rows]], pairs.value[rows], pairs.mandatory[rows]))
        state.drop(rows[order[:excess]])
    state.set_classes(classes)


def close_empty(state: Filling) -> None:
    """Close classes that nobody needs: as few as hold everyone in them."""
    courses = state.problem.courses
    most = np.maximum(courses.most, 1)
    state.set_classes(np.minimum(state.classes, -(-state.taken // most)))
