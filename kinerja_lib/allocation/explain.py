"""Why a person did not get a better course: the first limit that stands in the way."""

from __future__ import annotations

import numpy as np

from kinerja_lib.allocation.filling import Filling
from kinerja_lib.allocation.problem import Problem
from kinerja_lib.allocation.solve import Plan

CLASH, LOAD, HOURS, SEAT, FEW, CLOSED, MONEY, CHOICE = (
    "clash", "load", "hours", "seat", "few", "closed", "money", "choice",
)  # fmt: skip
NONE = ""


def explain_pairs(problem: Problem, plan: Plan) -> np.ndarray:
    """Name for each pair that was not chosen what stands in the way; "" for those chosen.

    In this order: a clash with a course that the person got, too many hours, too many courses, no
    seat in the open classes and no class left, fewer people left who could come than a class asks,
    no money for a seat or class, a class that was not opened, or the choice of the plan (someone
    else's need, or another course of the same need).
    """
    state = Filling(problem, plan.classes)
    state.take(np.flatnonzero(plan.chosen))
    pairs, courses = problem.pairs, problem.courses
    person, course = pairs.person, pairs.course
    full = state.seats[course] <= 0
    spare = state.classes[course] < courses.classes[course]
    cost = np.where(full, courses.fixed[course] + state.head * courses.least[course], state.head)
    poor = cost > state.money[state.fund] + 1e-9
    left = np.bincount(course[state.free(np.arange(problem.n_pairs))], minlength=problem.n_courses)
    few = full & (left < courses.least)[course]
    found = np.select(
        [
            plan.chosen,
            state.blocked[person, course] > 0,
            state.hours > state.room[person] + 1e-9,
            state.load[person] >= problem.limits.load_courses,
            full & ~spare,
            few,
            poor,
            full,
        ],
        [NONE, CLASH, HOURS, LOAD, SEAT, FEW, MONEY, CLOSED],
        CHOICE,
    )
    return found


def find_next_best(problem: Problem, plan: Plan) -> np.ndarray:
    """Give each person the pair of highest value that was not chosen; -1 where there is none."""
    pairs = problem.pairs
    left = np.flatnonzero(~plan.chosen & (pairs.value > 0))
    order = left[np.lexsort((pairs.course[left], -pairs.value[left], pairs.person[left]))]
    owner, first = np.unique(pairs.person[order], return_index=True)
    best = np.full(problem.n_people, -1)
    best[owner] = order[first]
    return best
