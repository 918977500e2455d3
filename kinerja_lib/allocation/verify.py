"""Check a plan against the problem from the beginning, in plain NumPy, whoever made it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinerja_lib.allocation.problem import Problem

_SLACK = 1e-6


@dataclass(frozen=True)
class Audit:
    """Hold what a plan is worth and which limits it breaks.

    Attributes
    ----------
    objective : float
        Needs closed, each at most once, less the penalty of missing hours.
    closed : float
        Needs closed, each at most at its cap.
    counted_twice : float
        Value of all pairs by themselves, which counts a need again for each of its courses.
    missing : float array of shape (people,)
        Hours below the goal.
    spent : float array of shape (funds,)
    taken : int array of shape (courses,)
    breaches : dict of str to int
        Limit -> how often it is broken; empty for a plan that holds.
    unit_share : float array of shape (units,)
        Share of the closed needs that goes to each unit.
    units_below : int array
        Units below the floor of their share of need; a breach only where that is a rule.
    """

    objective: float
    closed: float
    counted_twice: float
    missing: np.ndarray
    spent: np.ndarray
    taken: np.ndarray
    breaches: dict[str, int]
    unit_share: np.ndarray
    units_below: np.ndarray


def audit(problem: Problem, chosen: np.ndarray, classes: np.ndarray) -> Audit:
    """Recompute objective, money, hours and every limit of a plan.

    Parameters
    ----------
    chosen : bool array of shape (pairs,)
    classes : int array of shape (courses,)
    """
    pairs, courses = problem.pairs, problem.courses
    person, course = pairs.person[chosen], pairs.course[chosen]
    taken = np.bincount(course, minlength=problem.n_courses)
    hours = np.bincount(person, weights=courses.hours[course], minlength=problem.n_people)
    missing = find_missing(problem, chosen)
    gains = _close_needs(problem, chosen)
    paid = courses.head * taken + courses.fixed * classes
    spent = np.bincount(courses.fund, weights=paid, minlength=len(problem.limits.budget))
    share, below = _share_units(problem, gains)
    breaches = _find_breaches(problem, chosen, classes, (taken, hours, spent))
    if problem.limits.unit_rule and len(below):
        breaches["unit"] = len(below)
    return Audit(
        float(gains.sum() - problem.limits.penalty * missing.sum()),
        float(gains.sum()), float(pairs.value[chosen].sum()),
        missing, spent, taken, breaches, share, below,
    )  # fmt: skip


def find_missing(problem: Problem, chosen: np.ndarray) -> np.ndarray:
    """Give the hours that each person still lacks to the goal with these pairs."""
    pairs, people = problem.pairs, problem.people
    hours = problem.courses.hours[pairs.course[chosen]]
    planned = np.bincount(pairs.person[chosen], weights=hours, minlength=problem.n_people)
    missing = np.maximum(people.floor - people.done - planned, 0.0)
    return np.where(people.floor > people.done, missing, 0.0)


def _close_needs(problem: Problem, chosen: np.ndarray) -> np.ndarray:
    """Give what each person gains: a need counts up to its cap."""
    pairs = problem.pairs
    rows = np.flatnonzero(chosen)
    free = rows[pairs.need[rows] < 0]
    gains = np.bincount(
        pairs.person[free],
        weights=np.minimum(pairs.value[free], pairs.cap[free]),
        minlength=problem.n_people,
    )
    tied = rows[pairs.need[rows] >= 0]
    if len(tied):
        _, first, at = np.unique(pairs.need[tied], return_index=True, return_inverse=True)
        total = np.minimum(np.bincount(at, weights=pairs.value[tied]), pairs.cap[tied][first])
        gains = gains + np.bincount(
            pairs.person[tied][first], weights=total, minlength=problem.n_people
        )
    return gains


def _share_units(problem: Problem, gains: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Share the gains over units, and name the units below their floor."""
    need = problem.unit_need
    value = np.bincount(problem.people.unit, weights=gains, minlength=len(need))
    total = value.sum()
    share = value / total if total > 0 else np.zeros(len(need))
    below = share < problem.limits.unit_floor * need - _SLACK
    return share, np.flatnonzero(below) if total > 0 else np.zeros(0, dtype=int)


def _find_breaches(
    problem: Problem,
    chosen: np.ndarray,
    classes: np.ndarray,
    sums: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> dict[str, int]:
    taken, hours, spent = sums
    pairs, courses, limits = problem.pairs, problem.courses, problem.limits
    load = np.bincount(pairs.person[chosen], minlength=problem.n_people)
    room = np.maximum(problem.people.ceiling - problem.people.done, 0.0)
    found = {
        "classes": (classes < 0) | (classes > courses.classes) | (classes != np.round(classes)),
        "seats": taken > courses.most * classes,
        "minimum": taken < courses.least * classes,
        "money": spent > limits.budget * (1 + 1e-9) + _SLACK,
        "load": load > limits.load_courses,
        "hours": hours > np.minimum(room, limits.load_hours) + _SLACK,
        "mandatory": pairs.mandatory & ~chosen,
        "clash": _count_clashes(problem, chosen),
    }
    return {name: int(broken.sum()) for name, broken in found.items() if broken.any()}


def _count_clashes(problem: Problem, chosen: np.ndarray) -> np.ndarray:
    """Tell which people take two courses that clash."""
    takes = np.zeros((problem.n_people, problem.n_courses), dtype=np.float32)
    takes[problem.pairs.person[chosen], problem.pairs.course[chosen]] = 1.0
    clash = (problem.courses.clash & ~np.eye(problem.n_courses, dtype=bool)).astype(np.float32)
    return ((takes @ clash) * takes).sum(axis=1) > 0
