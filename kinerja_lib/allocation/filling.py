"""A plan in the making: what is taken, what is left, and filling of open seats in rounds."""

from __future__ import annotations

import numpy as np

from kinerja_lib.allocation.problem import Problem

_TOLERANCE = 1e-9
_ENDLESS = 1e15  # money of a fund without limit, so that it can be divided


class Filling:
    """Keep count of seats, money, hours, clashes and needs while pairs are taken and dropped.

    Attributes
    ----------
    chosen : bool array of shape (pairs,)
    classes, taken : int array of shape (courses,)
        Open classes and people in them.
    money : float array of shape (funds,)
        What is left of each fund.
    """

    def __init__(self, problem: Problem, classes: np.ndarray | None = None) -> None:
        people, courses, pairs = problem.people, problem.courses, problem.pairs
        self.problem = problem
        self.chosen = np.zeros(problem.n_pairs, dtype=bool)
        self.classes = np.zeros(problem.n_courses, dtype=np.int64)
        self.taken = np.zeros(problem.n_courses, dtype=np.int64)
        self.money = np.minimum(problem.limits.budget.astype(float), _ENDLESS)
        self.load = np.zeros(problem.n_people, dtype=np.int64)
        self.room = problem.room.copy()
        self.missing = people.missing.copy()
        self.blocked = np.zeros((problem.n_people, problem.n_courses), dtype=np.int16)
        self.left = np.zeros(int(pairs.need.max(initial=-1)) + 2)
        self.left[-1] = np.inf
        self.left[pairs.need[pairs.need >= 0]] = pairs.cap[pairs.need >= 0]
        self.hours = courses.hours[pairs.course]
        self.head = courses.head[pairs.course]
        self.fund = courses.fund[pairs.course]
        if classes is not None:
            self.set_classes(classes)

    def set_classes(self, classes: np.ndarray) -> None:
        """Open or close classes; the money left follows."""
        courses = self.problem.courses
        change = (classes - self.classes) * courses.fixed
        self.money -= np.bincount(courses.fund, weights=change, minlength=len(self.money))
        self.classes = np.asarray(classes, dtype=np.int64).copy()

    def take(self, rows: np.ndarray, sign: int = 1) -> None:
        """Take pairs, or drop them with `sign` -1; a person may stand in several of them."""
        pairs = self.problem.pairs
        person, course = pairs.person[rows], pairs.course[rows]
        self.chosen[rows] = sign > 0
        np.add.at(self.taken, course, sign)
        np.add.at(self.load, person, sign)
        np.add.at(self.room, person, -sign * self.hours[rows])
        np.add.at(self.money, self.fund[rows], -sign * self.head[rows])
        np.add.at(self.blocked, person, sign * self.problem.clash[course].astype(np.int16))
        np.add.at(self.missing, person, -sign * self.hours[rows])
        need = pairs.need[rows]
        np.add.at(self.left, need, -sign * pairs.value[rows])

    def drop(self, rows: np.ndarray) -> None:
        """Drop pairs that were taken."""
        self.take(rows, -1)

    def gain(self, rows: np.ndarray) -> np.ndarray:
        """Compute what taking each pair alone would add to the objective."""
        pairs = self.problem.pairs
        left = np.maximum(self.left[pairs.need[rows]], 0.0)
        short = np.maximum(self.missing[pairs.person[rows]], 0.0)
        help_hours = np.minimum(self.hours[rows], short) * self.problem.limits.penalty
        return np.minimum(pairs.value[rows], left) + help_hours

    def free(self, rows: np.ndarray) -> np.ndarray:
        """Tell which pairs the person could take if there were seats and money."""
        pairs, person = self.problem.pairs, self.problem.pairs.person[rows]
        return (
            ~self.chosen[rows]
            & (self.load[person] < self.problem.limits.load_courses)
            & (self.hours[rows] <= self.room[person] + _TOLERANCE)
            & (self.blocked[person, pairs.course[rows]] == 0)
        )

    @property
    def seats(self) -> np.ndarray:
        """Free seats in open classes."""
        return self.classes * self.problem.courses.most - self.taken


def rank_ties(problem: Problem) -> np.ndarray:
    """Rank people where all else is equal: longer wait first, then the lot."""
    order = np.lexsort((problem.people.lot, -problem.people.wait))
    rank = np.empty(problem.n_people, dtype=np.int64)
    rank[order] = np.arange(problem.n_people)
    return rank


def first_of(keys: np.ndarray, quota: np.ndarray) -> np.ndarray:
    """Mark the first `quota[key]` entries of each key, in the order given."""
    order = np.argsort(keys, kind="stable")
    owner = keys[order]
    rank = np.arange(len(keys)) - np.searchsorted(owner, owner, side="left")
    marked = np.zeros(len(keys), dtype=bool)
    marked[order] = rank < quota[owner]
    return marked


def fill_seats(
    state: Filling,
    ties: np.ndarray,
    *,
    rows: np.ndarray | None = None,
    prices: np.ndarray | None = None,
) -> int:
    """Fill free seats in rounds until no pair adds anything; return how many were taken.

    In a round each person asks for the best course that is still possible (gain less the price of
    the course), each course accepts by the same measure up to its seats, each fund pays in that
    order. Ties go by `ties`, then by the position of the course.

    Parameters
    ----------
    rows : int array, optional
        Pairs to look at; all where left out.
    prices : float array of shape (courses,), optional
        Charged for a seat.
    """
    pairs, count = state.problem.pairs, 0
    rows = np.arange(state.problem.n_pairs) if rows is None else rows
    while len(rows):
        rows = rows[state.free(rows) & (state.seats[pairs.course[rows]] > 0)]
        rows = rows[state.head[rows] <= state.money[state.fund[rows]] + _TOLERANCE]
        gain = state.gain(rows)
        score = gain if prices is None else gain - prices[pairs.course[rows]]
        rows, score = rows[score > _TOLERANCE], score[score > _TOLERANCE]
        accepted = _accept(state, rows, score, ties)
        if not len(accepted):
            break
        state.take(accepted)
        count += len(accepted)
    return count


def _accept(state: Filling, rows: np.ndarray, score: np.ndarray, ties: np.ndarray) -> np.ndarray:
    """Let each person ask once, then courses and funds choose."""
    pairs = state.problem.pairs
    order = np.lexsort((pairs.course[rows], ties[pairs.person[rows]], -score))
    rows = rows[order]
    rows = rows[first_of(pairs.person[rows], np.ones(state.problem.n_people, dtype=int))]
    rows = rows[first_of(pairs.course[rows], state.seats)]
    keep = np.ones(len(rows), dtype=bool)
    for fund in np.unique(state.fund[rows]):
        own = np.flatnonzero(state.fund[rows] == fund)
        spent = np.cumsum(state.head[rows[own]])
        keep[own] = spent <= state.money[fund] + _TOLERANCE
    return rows[keep]
