"""What one more class, or more money, would be worth: by prices, or by planning again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kinerja_lib.allocation.problem import Problem
from kinerja_lib.allocation.solve import Plan, make_plan


def price_classes(problem: Problem, plan: Plan) -> np.ndarray:
    """Give, per course, the most that one more class can add, by the prices of the relaxation.

    Seats at their price, less the cost of the class at the price of money; at least 0. A price
    speaks of a small change and of broken classes, so it is an estimate from above.
    """
    courses = problem.courses
    cost = plan.prices.money[courses.fund] * courses.fixed
    return np.maximum(courses.most * np.maximum(plan.prices.seat, 0.0) - cost, 0.0)


def price_money(plan: Plan, amount: float) -> np.ndarray:
    """Give, per fund, the most that so much more money can add, by the prices; at least 0."""
    return np.maximum(plan.prices.money, 0.0) * amount


def add_class(problem: Problem, course: int) -> Problem:
    """Return the problem with one more class of a course."""
    classes = problem.courses.classes.copy()
    classes[course] += 1
    return replace(problem, courses=replace(problem.courses, classes=classes))


def add_money(problem: Problem, fund: int, amount: float) -> Problem:
    """Return the problem with more money in a fund."""
    budget = problem.limits.budget.astype(float).copy()
    budget[fund] += amount
    return replace(problem, limits=replace(problem.limits, budget=budget))


def plan_again(changed: Problem, plan: Plan, *, seconds: float = 20.0) -> float:
    """Plan a changed problem and return how much the objective grows; the old plan still counts."""
    return max(make_plan(changed, seconds=seconds).audit.objective - plan.audit.objective, 0.0)
