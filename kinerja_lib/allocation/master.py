"""Choose one set per person and the number of classes together, among the sets found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint

from kinerja_lib.allocation.columns import Columns
from kinerja_lib.allocation.effort import solve_integers, solve_relaxation
from kinerja_lib.allocation.pricing import Prices
from kinerja_lib.allocation.problem import Problem

_SHORT = 20.0  # worth of a person short of a minimum, in largest values


@dataclass(frozen=True)
class Master:
    """Hold the restricted problem.

    Columns are sets of people, then classes of courses, then people short of the minimum of a
    course that has mandatory people.

    Attributes
    ----------
    columns : Columns
    gain : float array of shape (columns + 2 courses,)
    shared : sparse array of shape (rows, columns + 2 courses)
        Seats, minimum and money, as `<= limit`.
    limit : float array of shape (rows,)
    one : sparse array of shape (people, columns + 2 courses)
        Exactly one set per person.
    """

    columns: Columns
    gain: np.ndarray
    shared: sparse.csr_array
    limit: np.ndarray
    one: sparse.csr_array

    def classes(self, x: np.ndarray) -> np.ndarray:
        """Read the classes from a solution."""
        n = len(self.columns.person)
        return x[n : n + (len(x) - n) // 2]


def build_master(problem: Problem, columns: Columns) -> Master:
    """Lay out rows and columns of the restricted problem."""
    courses, limits = problem.courses, problem.limits
    n, t = len(columns.person), problem.n_courses
    column, slot = np.nonzero(columns.pairs >= 0)
    course = problem.pairs.course[columns.pairs[column, slot]]
    use = sparse.csr_array((np.ones(len(course)), (course, column)), shape=(t, n))
    limited = np.flatnonzero(np.isfinite(limits.budget))
    payer = sparse.csr_array(
        (np.ones(t), (courses.fund, np.arange(t))), shape=(len(limits.budget), t)
    )[limited]
    zero, missing = sparse.csr_array((t, t)), -sparse.eye_array(t)
    shared = sparse.vstack(
        (
            sparse.hstack((use, sparse.diags_array(-courses.most.astype(float)), zero)),
            sparse.hstack((-use, sparse.diags_array(courses.least.astype(float)), missing)),
            sparse.hstack(
                (payer @ sparse.diags_array(courses.head) @ use,
                 payer @ sparse.diags_array(courses.fixed), payer @ zero)
            ),
        )
    )  # fmt: skip
    limit = np.concatenate((np.zeros(2 * t), limits.budget[limited]))
    dear = _SHORT * (float(problem.pairs.value.max(initial=0.0)) + limits.penalty * 20)
    gain = np.concatenate((columns.worth, np.zeros(t), np.full(t, -dear)))
    shape = (problem.n_people, n + 2 * t)
    one = sparse.csr_array((np.ones(n), (columns.person, np.arange(n))), shape=shape)
    return Master(columns, gain, sparse.csr_array(shared), limit, one)


def _limit_columns(
    problem: Problem, master: Master, classes: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Bound the columns: sets, classes (at least those that mandatory people need), shortages."""
    n, t = len(master.columns.person), problem.n_courses
    low = problem.forced if classes is None else classes
    high = problem.courses.classes if classes is None else classes
    short = np.where(problem.forced > 0, np.inf, 0.0)
    return (
        np.concatenate((np.zeros(n), low, np.zeros(t))),
        np.concatenate((np.ones(n), high, short)),
    )


def solve_relaxed(
    problem: Problem, master: Master, *, classes: np.ndarray | None = None
) -> tuple[np.ndarray | None, Prices | None]:
    """Solve the linear relaxation; return all columns, and prices.

    With `classes` (parts of classes are possible) these are open, and their minimum is only asked
    where people are mandatory. Both are None where HiGHS gives no answer.
    """
    t = problem.n_courses
    asked = np.ones(len(master.limit), dtype=bool)
    asked[t : 2 * t] = (classes is None) | (problem.forced > 0)
    found = solve_relaxation(
        master.gain,
        np.column_stack(_limit_columns(problem, master, classes)),
        A_ub=master.shared[asked],
        b_ub=master.limit[asked],
        A_eq=master.one,
        b_eq=np.ones(problem.n_people),
    )
    if found is None:
        return None, None
    y = np.zeros(len(asked))
    y[asked] = np.maximum(-np.nan_to_num(found.ineqlin.marginals), 0.0)
    money = np.zeros(len(problem.limits.budget))
    money[np.isfinite(problem.limits.budget)] = y[2 * t :]
    return found.x, Prices(y[:t] - y[t : 2 * t], money)


def solve_whole(
    problem: Problem, master: Master, *, seconds: float, gap: float, whole_people: bool
) -> np.ndarray | None:
    """Solve with whole classes (and whole sets); None where HiGHS has nothing with that work."""
    n, t = len(master.columns.person), problem.n_courses
    rows = sparse.vstack((master.shared, master.one), format="csr")
    low = np.concatenate((np.full(len(master.limit), -np.inf), np.ones(problem.n_people)))
    high = np.concatenate((master.limit, np.ones(problem.n_people)))
    integer = np.concatenate((np.full(n, int(whole_people)), np.ones(t), np.zeros(t)))
    found = solve_integers(
        master.gain,
        integer,
        Bounds(*_limit_columns(problem, master)),
        LinearConstraint(rows, low, high),
        seconds=seconds,
        gap=gap,
    )
    return None if found is None else found.x
