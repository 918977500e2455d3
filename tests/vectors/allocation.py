"""Published optima of assignment problems, reached as allocations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from kinerja_lib.allocation.exact import solve_exactly
from kinerja_lib.allocation.problem import Courses, Limits, Pairs, People, Problem
from kinerja_lib.allocation.verify import audit


def _pose(value: np.ndarray, resource: np.ndarray, capacity: np.ndarray, seats: int) -> Problem:
    """Give each job (a person) one agent (a course) whose fund holds its resources.

    A pair has its own cost, so each pair is a course of its own with one seat.
    """
    agents, jobs = value.shape
    size = agents * jobs
    courses = Courses(
        np.ones(size), resource.ravel().astype(float), np.zeros(size),
        np.repeat(np.arange(agents), jobs), np.ones(size, dtype=int), np.ones(size, dtype=int),
        np.ones(size, dtype=int), np.zeros(size, dtype=bool), np.zeros((size, size), dtype=bool),
    )  # fmt: skip
    zero = np.zeros(jobs)
    people = People(
        zero, zero, np.full(jobs, np.inf), zero.astype(int), zero, np.arange(jobs) * 1.0
    )
    pairs = Pairs(
        np.tile(np.arange(jobs), agents), np.arange(size), value.ravel().astype(float),
        np.full(size, -1), np.full(size, np.inf), np.zeros(size, dtype=bool),
    )  # fmt: skip
    return Problem(courses, people, pairs, Limits(capacity.astype(float), load_courses=seats))


def _solve(problem: Problem) -> np.ndarray:
    chosen, classes, _bound = solve_exactly(problem, gap=0.0)
    found = audit(problem, chosen, classes)
    if found.breaches:
        raise ValueError(f"not a plan: {found.breaches}")
    return chosen


def maximise_assignment(given: dict[str, Sequence]) -> float:
    """Solve the generalised assignment problem (value, resource, capacity); every job once."""
    value = np.array(given["c_value"], dtype=float)
    resource = np.array(given["a_resource"], dtype=float)
    problem = _pose(value, resource, np.array(given["b_capacity"]), 1)
    return float(problem.pairs.value[_solve(problem)].sum())


def minimise_generalised(given: dict[str, Sequence]) -> float:
    """Solve the generalised assignment problem (cost, resource, capacity); every job once."""
    cost = np.array(given["c_value"], dtype=float)
    value = cost.sum() + 1 - cost  # so dear that no job is left out
    problem = _pose(value, np.array(given["a_resource"], float), np.array(given["b_capacity"]), 1)
    chosen = _solve(problem)
    if chosen.sum() != cost.shape[1]:
        raise ValueError("a job was left out")
    return float(cost.ravel()[chosen].sum())


def minimise_assignment(cost: Sequence[Sequence[float]]) -> float:
    """Give every task to a worker at least cost; a worker has one task at most."""
    costs = np.array(cost, dtype=float)
    value = costs.max() * 10 - costs  # so dear that no task is left out
    problem = _pose(value, np.ones_like(costs), np.ones(len(costs)), 1)
    chosen = _solve(problem)
    if chosen.sum() != costs.shape[1]:
        raise ValueError("a task was left out")
    return float(costs.ravel()[chosen].sum())


def maximise_case(case: Mapping[str, Any]) -> float:
    """Solve a case of the generalised assignment problem, the largest value."""
    return maximise_assignment(case["input"])


def minimise_generalised_case(case: Mapping[str, Any]) -> float:
    """Solve a case of the generalised assignment problem, the least cost."""
    return minimise_generalised(case["input"])


def minimise_case(case: Mapping[str, Any]) -> float:
    """Solve a case of workers and tasks."""
    return minimise_assignment(case["input"])
