"""What is to be put into what: people, courses, possible pairs and limits, as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from functools import cached_property

import numpy as np


@dataclass(frozen=True)
class Courses:
    """Hold courses, one entry each; every array has the shape (courses,).

    Parameters
    ----------
    hours : float array
        JP of the course.
    head, fixed : float array
        Cost per person and per class, in one unit of money.
    fund : int array
        Position of the fund in `Limits.budget` that pays.
    least, most : int array
        Fewest and most people in a class.
    classes : int array
        Most classes that can be opened.
    always : bool array
        Never pruned, such as e-learning.
    clash : bool array of shape (courses, courses)
        Symmetric: nobody takes both. The diagonal is not read.
    """

    hours: np.ndarray
    head: np.ndarray
    fixed: np.ndarray
    fund: np.ndarray
    least: np.ndarray
    most: np.ndarray
    classes: np.ndarray
    always: np.ndarray
    clash: np.ndarray


@dataclass(frozen=True)
class People:
    """Hold people, one entry each; every array has the shape (people,).

    Parameters
    ----------
    done : float array
        Hours of the year already done.
    floor : float array
        Hours to be reached, a soft goal; 0 for those without a goal.
    ceiling : float array
        Most hours of the year, never exceeded by the plan; inf for those without.
    unit : int array
        Unit of the person, 0 and up.
    wait : float array
        Days since the last training; inf for nobody knows of one.
    lot : float array
        Drawn by lot, distinct; the smaller comes first where all else is equal.
    """

    done: np.ndarray
    floor: np.ndarray
    ceiling: np.ndarray
    unit: np.ndarray
    wait: np.ndarray
    lot: np.ndarray

    @cached_property
    def missing(self) -> np.ndarray:
        """Hours still missing to the goal, at least 0."""
        return np.maximum(self.floor - self.done, 0.0)


@dataclass(frozen=True)
class Pairs:
    """Hold the possible pairs of a person and a course; every array has the shape (pairs,).

    Parameters
    ----------
    person, course : int array
        Positions; a pair stands once.
    value : float array
        Worth of the pair alone, 0 and up.
    need : int array
        The need of the person that the course meets, numbered over all people; -1 for none.
    cap : float array
        Most that all courses of one need can be worth together; inf for no limit.
    mandatory : bool array
        Must be met before all else.
    """

    person: np.ndarray
    course: np.ndarray
    value: np.ndarray
    need: np.ndarray
    cap: np.ndarray
    mandatory: np.ndarray

    def take(self, rows: np.ndarray) -> Pairs:
        """Return some pairs, by position or mask."""
        return Pairs(**{item.name: getattr(self, item.name)[rows] for item in fields(self)})


@dataclass(frozen=True)
class Limits:
    """Hold what holds for everyone.

    Parameters
    ----------
    budget : float array of shape (funds,)
        Money of each fund; inf for no limit.
    load_courses : int
        Most courses of one person.
    load_hours : float
        Most hours of one person by this plan.
    penalty : float
        Worth of one missing hour below the goal, in the unit of `Pairs.value`.
    unit_floor : float
        Least share of the value that goes to a unit, as a part of its share of the need; 0 to 1.
    unit_rule : bool
        Whether that is a constraint; it is reported in any case.
    """

    budget: np.ndarray
    load_courses: int = 3
    load_hours: float = 80.0
    penalty: float = 0.5
    unit_floor: float = 0.7
    unit_rule: bool = False


@dataclass(frozen=True)
class Problem:
    """Hold one problem of allocation and refuse what makes no sense.

    Raises
    ------
    ValueError
        Lengths that differ, a missing or negative number, a class minimum above its maximum, a
        position out of range, a pair that stands twice, a person's lot that is drawn twice.
    """

    courses: Courses
    people: People
    pairs: Pairs
    limits: Limits
    kept: np.ndarray | None = field(default=None, repr=False)  # positions in the full problem
    opened: np.ndarray | None = field(default=None, repr=False)  # classes to open at least

    def __post_init__(self) -> None:
        _check_lengths(self)
        _check_numbers(self)
        _check_positions(self)

    @property
    def n_people(self) -> int:
        """Number of people."""
        return len(self.people.done)

    @property
    def n_courses(self) -> int:
        """Number of courses."""
        return len(self.courses.hours)

    @property
    def n_pairs(self) -> int:
        """Number of possible pairs."""
        return len(self.pairs.value)

    @cached_property
    def room(self) -> np.ndarray:
        """Most hours that the plan may give each person."""
        left = np.maximum(self.people.ceiling - self.people.done, 0.0)
        return np.minimum(left, self.limits.load_hours)

    @cached_property
    def clash(self) -> np.ndarray:
        """Clashes without the diagonal."""
        return self.courses.clash & ~np.eye(self.n_courses, dtype=bool)

    @cached_property
    def unit_need(self) -> np.ndarray:
        """Share of the need that lies in each unit, needs at their cap; zeros without any."""
        worth = _need_worth(self)
        units = int(self.people.unit.max(initial=-1)) + 1
        total = np.bincount(self.people.unit, weights=worth, minlength=units)
        return total / total.sum() if total.sum() > 0 else np.zeros(units)

    @cached_property
    def forced(self) -> np.ndarray:
        """Classes to open at least, per course: `opened`, or those that mandatory people need."""
        if self.opened is not None:
            return np.minimum(self.opened, self.courses.classes)
        count = np.bincount(self.pairs.course[self.pairs.mandatory], minlength=self.n_courses)
        return np.minimum(-(-count // np.maximum(self.courses.most, 1)), self.courses.classes)

    def restrict(self, rows: np.ndarray) -> Problem:
        """Return the problem with some of its pairs; `kept` says which of them."""
        rows = np.flatnonzero(rows) if rows.dtype == bool else rows
        kept = rows if self.kept is None else self.kept[rows]
        return replace(self, pairs=self.pairs.take(rows), kept=kept)


def _need_worth(problem: Problem) -> np.ndarray:
    """Add up what each person could gain: every need once, at its cap or its courses' sum."""
    pairs = problem.pairs
    alone = np.where(pairs.need < 0, pairs.value, 0.0)
    worth = np.bincount(pairs.person, weights=alone, minlength=problem.n_people)
    grouped = np.flatnonzero(pairs.need >= 0)
    if len(grouped):
        need, first, at = np.unique(pairs.need[grouped], return_index=True, return_inverse=True)
        most = np.minimum(
            np.bincount(at, weights=pairs.value[grouped], minlength=len(need)),
            pairs.cap[grouped][first],
        )
        owner = pairs.person[grouped][first]
        worth += np.bincount(owner, weights=most, minlength=problem.n_people)
    return worth


def _check_lengths(problem: Problem) -> None:
    for part in (problem.courses, problem.people, problem.pairs):
        own = {item.name: getattr(part, item.name) for item in fields(part)}
        if len({len(values) for values in own.values()}) > 1:
            raise ValueError(f"arrays of {type(part).__name__} differ in length")
    if problem.courses.clash.shape != (problem.n_courses, problem.n_courses):
        raise ValueError("clash has one row and one column per course")
    if not np.array_equal(problem.courses.clash, problem.courses.clash.T):
        raise ValueError("clash must be symmetric")


def _check_numbers(problem: Problem) -> None:
    courses, people, pairs, limits = (
        problem.courses, problem.people, problem.pairs, problem.limits
    )  # fmt: skip
    finite = {
        "hours": courses.hours, "head": courses.head, "fixed": courses.fixed,
        "done": people.done, "floor": people.floor, "value": pairs.value,
        "penalty": np.array([limits.penalty]),
    }  # fmt: skip
    counts = {"least": courses.least, "most": courses.most, "classes": courses.classes}
    open_ended = {
        "ceiling": people.ceiling, "wait": people.wait, "cap": pairs.cap,
        "budget": limits.budget, "load_hours": np.array([limits.load_hours]),
    }  # fmt: skip
    for name, values in {**finite, **counts, **open_ended}.items():
        if np.isnan(values).any() or (np.asarray(values) < 0).any():
            raise ValueError(f"{name} holds a missing or negative number")
    for name, values in finite.items():
        if np.isinf(values).any():
            raise ValueError(f"{name} holds an infinite number")
    if (courses.least > courses.most).any():
        raise ValueError("a class minimum is above its maximum")
    if limits.load_courses < 0 or not 0 <= limits.unit_floor <= 1:
        raise ValueError("load_courses is 0 or more, unit_floor 0 to 1")


def _check_positions(problem: Problem) -> None:
    pairs, people = problem.pairs, problem.people
    ranges = (
        ("person", pairs.person, problem.n_people),
        ("course", pairs.course, problem.n_courses),
        ("fund", problem.courses.fund, len(problem.limits.budget)),
        ("unit", people.unit, np.inf),
    )
    for name, values, end in ranges:
        if len(values) and (values.min() < 0 or values.max() >= end):
            raise ValueError(f"{name} holds a position out of range")
    keys = pairs.person.astype(np.int64) * max(problem.n_courses, 1) + pairs.course
    if len(np.unique(keys)) < len(keys):
        raise ValueError("a pair of person and course stands twice")
    if len(np.unique(people.lot)) < len(people.lot):
        raise ValueError("a lot is drawn twice")
