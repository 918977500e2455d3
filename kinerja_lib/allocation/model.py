"""The problem as rows and columns: maximise c x, A x <= b, 0 <= x <= upper."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from kinerja_lib.allocation.problem import Problem


@dataclass(frozen=True)
class Model:
    """Hold a mixed-integer model; the columns are pairs, classes, missing hours, overlaps, total.

    Attributes
    ----------
    gain : float array of shape (columns,)
        Maximised; `constant` is added.
    matrix : sparse array of shape (rows, columns)
    limit : float array of shape (rows,)
    lower, upper : float array of shape (columns,)
    integer : int array of shape (columns,)
        1 for pairs and classes.
    shared : int
        The first rows, which tie people to each other: seats, minimum, money, units.
    pairs, courses : int
        Number of columns of each kind at the start.
    """

    gain: np.ndarray
    matrix: sparse.csr_array
    limit: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    integer: np.ndarray
    shared: int
    pairs: int
    courses: int


class _Rows:
    """Collect sparse rows of the form sum <= limit."""

    def __init__(self) -> None:
        self.parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self.limits: list[np.ndarray] = []
        self.count = 0

    def add(self, row: np.ndarray, column: np.ndarray, value: np.ndarray) -> None:
        """Add entries; `row` counts from the first row that is not closed yet."""
        self.parts.append((row + self.count, column, np.broadcast_to(value, row.shape)))

    def close(self, limits: np.ndarray) -> None:
        """End the rows whose entries were added, with their limits."""
        self.limits.append(np.asarray(limits, dtype=float))
        self.count += len(limits)

    def matrix(self, columns: int) -> sparse.csr_array:
        """Give all rows as one array."""
        row, column, value = (np.concatenate(p) for p in zip(*self.parts, strict=True))
        return sparse.csr_array((value, (row, column)), shape=(self.count, columns))


def build_model(problem: Problem) -> Model:
    """Write a problem as rows and columns.

    Two courses on one need count up to the cap of the need (an overlap column takes the rest
    away). Clashes stand as groups of which a person takes at most one. Rows that cannot bind are
    left out.
    """
    pairs, courses, limits = problem.pairs, problem.courses, problem.limits
    short = np.flatnonzero(problem.people.missing > 0)
    over, excess, member = _find_overlaps(problem)
    counts = (problem.n_pairs, problem.n_courses, len(short), len(over), int(limits.unit_rule))
    ends = np.cumsum(counts)
    rows = _Rows()
    _add_seats(rows, problem)
    _add_money(rows, problem)
    if limits.unit_rule:
        _add_units(rows, problem, (int(ends[2]), int(ends[3])), member)
    shared = rows.count
    _add_load(rows, problem)
    _add_goal(rows, problem, short, int(ends[1]))
    _add_overlaps(rows, problem, member, (int(ends[2]), over))
    _add_clashes(rows, problem)
    gain = np.concatenate(
        (pairs.value, np.zeros(counts[1]), np.full(counts[2], -limits.penalty),
         np.full(counts[3], -1.0), np.zeros(counts[4]))
    )  # fmt: skip
    upper = np.concatenate(
        (np.ones(counts[0]), courses.classes.astype(float), problem.people.missing[short], excess,
         np.full(counts[4], pairs.value.sum()))
    )  # fmt: skip
    lower = np.zeros(len(gain))
    lower[: counts[0]] = pairs.mandatory
    lower[counts[0] : ends[1]] = problem.forced
    integer = np.zeros(len(gain), dtype=int)
    integer[: ends[1]] = 1
    return Model(gain, rows.matrix(len(gain)), np.concatenate(rows.limits), lower, upper,
                 integer, shared, counts[0], counts[1])  # fmt: skip


def _find_overlaps(problem: Problem) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Find needs whose courses together exceed the cap.

    Returns their caps, the excess, and for each pair the position of its need among them or -1.
    """
    pairs = problem.pairs
    member = np.full(problem.n_pairs, -1)
    grouped = np.flatnonzero((pairs.need >= 0) & np.isfinite(pairs.cap))
    if not len(grouped):
        return np.zeros(0), np.zeros(0), member
    _, first, at = np.unique(pairs.need[grouped], return_index=True, return_inverse=True)
    total = np.bincount(at, weights=pairs.value[grouped])
    cap = pairs.cap[grouped][first]
    exceeds = total > cap * (1 + 1e-12) + 1e-12
    number = np.where(exceeds, np.cumsum(exceeds) - 1, -1)
    member[grouped] = number[at]
    return cap[exceeds], (total - cap)[exceeds], member


def _add_seats(rows: _Rows, problem: Problem) -> None:
    """Add, per course, people <= most x classes and least x classes <= people."""
    pairs, courses = problem.pairs, problem.courses
    column = np.arange(problem.n_pairs)
    each = np.arange(problem.n_courses)
    for sign, seats in ((1.0, -courses.most), (-1.0, courses.least)):
        rows.add(pairs.course, column, np.array(sign))
        rows.add(each, problem.n_pairs + each, seats.astype(float))
        rows.close(np.zeros(problem.n_courses))


def _add_money(rows: _Rows, problem: Problem) -> None:
    """Add cost per person and per class <= budget, for each fund with a limit."""
    pairs, courses, budget = problem.pairs, problem.courses, problem.limits.budget
    limited = np.isfinite(budget)
    number = np.cumsum(limited) - 1
    paid = np.flatnonzero(limited[courses.fund[pairs.course]])
    course = pairs.course[paid]
    rows.add(number[courses.fund[course]], paid, courses.head[course])
    own = np.flatnonzero(limited[courses.fund])
    rows.add(number[courses.fund[own]], problem.n_pairs + own, courses.fixed[own])
    rows.close(budget[limited])


def _add_units(rows: _Rows, problem: Problem, columns: tuple[int, int], member: np.ndarray) -> None:
    """Add floor x share of need x total value <= value of the unit; the total is a column."""
    first_overlap, total = columns
    pairs, share = problem.pairs, problem.unit_need * problem.limits.unit_floor
    column = np.arange(problem.n_pairs)
    overlap, owner_pair = np.unique(member, return_index=True)
    owner_pair, overlap = owner_pair[overlap >= 0], overlap[overlap >= 0]
    for sign in (1.0, -1.0):
        zero = np.zeros(problem.n_pairs, dtype=int)
        rows.add(zero, column, sign * pairs.value)
        rows.add(np.zeros(len(overlap), dtype=int), first_overlap + overlap, np.array(-sign))
        rows.add(np.array([0]), np.array([total]), np.array([-sign]))
        rows.close(np.zeros(1))
    rows.add(problem.people.unit[pairs.person], column, -pairs.value)
    owner = problem.people.unit[pairs.person[owner_pair]]
    rows.add(owner, first_overlap + overlap, np.array(1.0))
    rows.add(np.arange(len(share)), np.full(len(share), total), share)
    rows.close(np.zeros(len(share)))


def _place(chosen: np.ndarray) -> np.ndarray:
    """Count up the chosen from 0 and give -1 to the rest."""
    return np.where(chosen, np.cumsum(chosen) - 1, -1)


def _add_load(rows: _Rows, problem: Problem) -> None:
    """Add the most courses and the most hours of a person, where they can bind."""
    pairs = problem.pairs
    hours = problem.courses.hours[pairs.course]
    for weight, most in ((np.ones(problem.n_pairs), problem.limits.load_courses),
                         (hours, problem.room)):  # fmt: skip
        total = np.bincount(pairs.person, weights=weight, minlength=problem.n_people)
        most = np.broadcast_to(np.asarray(most, dtype=float), total.shape)
        number = _place(total > most)
        inside = np.flatnonzero(number[pairs.person] >= 0)
        rows.add(number[pairs.person[inside]], inside, weight[inside])
        rows.close(most[number >= 0])


def _add_goal(rows: _Rows, problem: Problem, short: np.ndarray, first: int) -> None:
    """Add hours + missing hours >= goal; an hours coefficient above the goal is cut to it."""
    pairs, missing = problem.pairs, problem.people.missing
    number = _place(missing > 0)
    inside = np.flatnonzero(number[pairs.person] >= 0)
    owner = pairs.person[inside]
    hours = np.minimum(problem.courses.hours[pairs.course[inside]], missing[owner])
    rows.add(number[owner], inside, -hours)
    each = np.arange(len(short))
    rows.add(each, first + each, np.array(-1.0))
    rows.close(-missing[short])


def _add_overlaps(
    rows: _Rows, problem: Problem, member: np.ndarray, columns: tuple[int, np.ndarray]
) -> None:
    """Add value of a need's courses - overlap <= cap."""
    first, cap = columns
    inside = np.flatnonzero(member >= 0)
    rows.add(member[inside], inside, problem.pairs.value[inside])
    each = np.arange(len(cap))
    rows.add(each, first + each, np.array(-1.0))
    rows.close(cap)


def cover_clashes(clash: np.ndarray) -> list[np.ndarray]:
    """Cover all clashes by groups of courses of which any two clash, found greedily."""
    left, groups = np.triu(clash, 1), []
    while left.any():
        first, second = np.unravel_index(left.argmax(), left.shape)
        group = [int(first), int(second)]
        for course in range(len(clash)):
            if course not in group and clash[course, group].all():
                group.append(course)
        chosen = np.array(sorted(group))
        left[np.ix_(chosen, chosen)] = False
        groups.append(chosen)
    return groups


def _add_clashes(rows: _Rows, problem: Problem) -> None:
    """Add at most one course per person and group of clashing courses."""
    pairs = problem.pairs
    for group in cover_clashes(problem.clash):
        inside = np.flatnonzero(np.isin(pairs.course, group))
        number = _place(np.bincount(pairs.person[inside], minlength=problem.n_people) > 1)
        inside = inside[number[pairs.person[inside]] >= 0]
        rows.add(number[pairs.person[inside]], inside, np.array(1.0))
        rows.close(np.ones(int(number.max(initial=-1)) + 1))
