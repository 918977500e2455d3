"""What one more class, or more money, would add: found by planning again from the present plan."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kinerja_lib.allocation.exact import PAIRS, solve_exactly
from kinerja_lib.allocation.explain import MONEY, SEAT
from kinerja_lib.allocation.filling import Filling, rank_ties
from kinerja_lib.allocation.heuristic import price_of_money, worth
from kinerja_lib.allocation.moves import copy_filling, find_better, list_moves
from kinerja_lib.allocation.problem import Problem
from kinerja_lib.allocation.pruning import prune
from kinerja_lib.allocation.rounding import finish
from kinerja_lib.allocation.solve import Plan
from kinerja_lib.allocation.verify import audit

CANDIDATES = 5  # most courses, and most funds, that are tried
MOVES = 60  # most exchanges of classes that are tried for one change
_NEAR = 2  # best courses of a person that are looked at beside the present plan
_NOTHING = 1e-9


@dataclass(frozen=True)
class Change:
    """Hold what one changed limit adds to the objective.

    Attributes
    ----------
    position : int
        Of the course, or of the fund.
    chosen : bool array of shape (pairs,)
        The better plan, or the present one where none was found.
    least : float
        What the plan found adds, at least 0: so much is possible.
    most : float
        No plan adds more, by the bound of the present plan and the prices.
    """

    position: int
    chosen: np.ndarray
    least: float
    most: float


def price_classes(problem: Problem, plan: Plan) -> np.ndarray:
    """Give, per course, what one more class adds to the bound of the plan; at least 0.

    Seats at their price, less the cost of the class at the price of money: the term of the course
    in `bound_by_prices`. It is no forecast; the bound may be far above the plan.
    """
    courses = problem.courses
    cost = plan.prices.money[courses.fund] * courses.fixed
    return np.maximum(courses.most * np.maximum(plan.prices.seat, 0.0) - cost, 0.0)


def price_money(plan: Plan, amount: float) -> np.ndarray:
    """Give, per fund, what so much more money adds to the bound of the plan; at least 0."""
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


def find_full_courses(problem: Problem, plan: Plan, causes: np.ndarray) -> np.ndarray:
    """Choose the courses whose classes are all open and full for someone, at most `CANDIDATES`.

    Parameters
    ----------
    causes : str array of shape (pairs,)
        Of `explain_pairs`.

    Returns
    -------
    int array
        Those first that the prices call dear, then those that turned most value away.
    """
    turned = np.where(causes == SEAT, problem.pairs.value, 0.0)
    away = np.bincount(problem.pairs.course, weights=turned, minlength=problem.n_courses)
    full = np.flatnonzero((away > 0) & (plan.classes >= problem.courses.classes))
    order = np.lexsort((full, -away[full], -np.round(price_classes(problem, plan)[full], 6)))
    return full[order[:CANDIDATES]]


def find_short_funds(problem: Problem, plan: Plan, causes: np.ndarray) -> np.ndarray:
    """Choose the funds that money binds: a price above 0, or a pair left out for money."""
    poor = problem.courses.fund[problem.pairs.course[causes == MONEY]]
    short = np.bincount(poor, minlength=len(problem.limits.budget)) > 0
    short |= plan.prices.money > _NOTHING
    return np.flatnonzero(short & np.isfinite(problem.limits.budget))[:CANDIDATES]


def try_class(problem: Problem, plan: Plan, course: int, *, seconds: float) -> Change:
    """Plan again with one more class of a course."""
    price = float(price_classes(problem, plan)[course])
    changed = add_class(problem, course)
    return _try(changed, plan, (course, price), np.array([course]), seconds)


def try_money(problem: Problem, plan: Plan, fund: int, amount: float, *, seconds: float) -> Change:
    """Plan again with more money in a fund."""
    price = float(price_money(plan, amount)[fund])
    opens = np.flatnonzero(
        (problem.courses.fund == fund) & (plan.classes < problem.courses.classes)
    )
    return _try(add_money(problem, fund, amount), plan, (fund, price), opens, seconds)


def _try(
    changed: Problem, plan: Plan, place: tuple[int, float], opens: np.ndarray, seconds: float
) -> Change:
    position, price = place
    chosen, objective, bound = plan_again(changed, plan, opens, seconds=seconds)
    least = max(objective - plan.audit.objective, 0.0)
    bound = min(bound, plan.bound_all + price)
    return Change(position, chosen, least, max(bound - plan.audit.objective, least))


def plan_again(
    changed: Problem, plan: Plan, opens: np.ndarray, *, seconds: float = 20.0
) -> tuple[np.ndarray, float, float]:
    """Plan a problem whose limits were widened, starting from the present plan.

    The present plan still holds, so the result is never worse. It is filled up with what became
    possible, each course of `opens` is given one more class, also for a class of another course of
    the fund. The model is then solved near the plan (its pairs, the best of each person, all pairs
    of `opens`), and as a whole where the problem has at most `PAIRS` pairs. Mandatory pairs that
    the plan could not meet stay a matter of choice.

    Parameters
    ----------
    opens : int array
        Courses of which one more class is tried.
    seconds : float
        Half for each of the two models, in work as `effort.count_nodes` counts it.

    Returns
    -------
    chosen : bool array of shape (pairs,)
    objective : float
        Counted from the beginning; of a plan that breaks no limit.
    bound : float
        No plan is worth more, by the word of the solver and only where it looked at all pairs;
        else inf.
    """
    mandatory = changed.pairs.mandatory.copy()
    mandatory[plan.unmet.pair] = False
    changed = replace(changed, pairs=replace(changed.pairs, mandatory=mandatory))
    state = _fill_up(changed, plan, opens)
    best = plan.chosen, plan.audit.objective
    best = _keep_better(changed, best, state.chosen, state.classes)
    tries = [_look_near(changed, plan, opens, best[0])]
    if changed.n_pairs <= PAIRS:
        tries.append(np.arange(changed.n_pairs))
    bound = np.inf
    for pairs in tries:
        small = replace(changed, kept=None).restrict(pairs)
        rows, classes, own = solve_exactly(small, seconds=seconds / 2)
        if rows is not None:
            chosen = np.zeros(changed.n_pairs, dtype=bool)
            chosen[pairs[rows]] = True
            best = _keep_better(changed, best, chosen, classes)
        if own is not None and len(pairs) == changed.n_pairs:
            bound = min(bound, own)
    return *best, bound


def _fill_up(changed: Problem, plan: Plan, opens: np.ndarray) -> Filling:
    """Fill the present plan up, then try one more class of each course of `opens`."""
    ties, price = rank_ties(changed), price_of_money(plan.prices)
    start = Filling(changed, plan.classes)
    start.take(np.flatnonzero(plan.chosen))
    filled = copy_filling(start)
    finish(filled, ties, money_price=price)
    moves = list_moves(start, opens)[:MOVES]
    found = find_better(start, moves, ties, price)
    return max(filled, found, key=worth)


def _look_near(changed: Problem, plan: Plan, opens: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """List pairs: of the two plans, of the courses to be opened, and the best of each person."""
    best = prune(replace(changed, kept=None), plan.prices, best=_NEAR, always=False).kept
    own = chosen | plan.chosen | np.isin(changed.pairs.course, opens)
    return np.union1d(best, np.flatnonzero(own))


def _keep_better(
    problem: Problem, best: tuple[np.ndarray, float], chosen: np.ndarray, classes: np.ndarray
) -> tuple[np.ndarray, float]:
    """Keep the plan of higher objective; one that breaks a limit is never taken."""
    found = audit(problem, chosen, classes)
    return (chosen, found.objective) if not found.breaches and found.objective > best[1] else best
