"""An upper bound of the objective from prices of seats and money, over every possible pair."""

from __future__ import annotations

import numpy as np

from kinerja_lib.allocation.bundles import MOST_SETS, count_sets, find_slots, list_sets, value_sets
from kinerja_lib.allocation.pricing import Prices
from kinerja_lib.allocation.problem import Problem

_CELLS = 2_000_000  # people x sets valued at once
_MOST_CELLS = 150_000_000  # of people with equally many pairs; beyond it a simpler bound is used


def bound_by_prices(problem: Problem, prices: Prices) -> float:
    """Compute an upper bound of the objective from any prices.

    Weak Lagrangian duality: everyone takes the best set at these prices, every course opens all
    classes that pay for themselves (and those that mandatory people need), and unused money is
    worth its price. A pair whose value and hours are not worth its price is in no best set and is
    left out first; so the bound speaks of all pairs, pruned or not. It holds for every choice of
    prices; better prices make it tighter. A negative price of money counts as 0, and one of a seat
    too, except where mandatory people need the course: there it calls others in, and every class
    is charged for its minimum.
    """
    courses, limits = problem.courses, problem.limits
    forced = problem.forced
    seat = np.where(forced > 0, prices.seat, np.maximum(prices.seat, 0.0))
    money = np.maximum(prices.money, 0.0)
    limited = np.isfinite(limits.budget)
    money = np.where(limited, money, 0.0)
    net = np.where(seat > 0, courses.most, courses.least) * seat
    net = net - money[courses.fund] * courses.fixed
    opened = np.where(net > 0, courses.classes, forced)
    total = float((opened * net).sum())
    total += float((money[limited] * limits.budget[limited]).sum())
    charge = seat + money[courses.fund] * courses.head
    best = _best_of_people(problem, charge)
    return total + float(best.sum()) - limits.penalty * float(problem.people.missing.sum())


def _best_of_people(problem: Problem, charge: np.ndarray) -> np.ndarray:
    """Bound what each person adds at these charges: the best set, by size of the choice."""
    pairs, missing = problem.pairs, problem.people.missing
    hours = np.minimum(problem.courses.hours[pairs.course], missing[pairs.person])
    most = pairs.value + problem.limits.penalty * hours
    useful = (most > charge[pairs.course]) | pairs.mandatory
    own = problem.restrict(useful)
    slots = find_slots(own)
    number = (slots >= 0).sum(axis=1)
    best = np.zeros(problem.n_people)
    for size in np.unique(number[number > 0]):
        people = np.flatnonzero(number == size)
        sets = count_sets(int(size), problem.limits.load_courses)
        exact = sets <= MOST_SETS and sets * len(people) <= _MOST_CELLS
        solve = _take_best if exact else _relax_best
        best[people] = solve(own, slots[people][:, :size], people, charge)
    return best


def _take_best(
    problem: Problem, slots: np.ndarray, people: np.ndarray, charge: np.ndarray
) -> np.ndarray:
    """Give the worth of the best set of each of these people less its price."""
    sets, members = list_sets(slots.shape[1], problem.limits.load_courses)
    step = max(1, _CELLS // len(sets))
    best = np.empty(len(people))
    for start in range(0, len(people), step):
        part = slice(start, start + step)
        worth = value_sets(problem, slots[part], people[part], sets)
        cost = charge[problem.pairs.course[slots[part]]] @ members
        best[part] = (worth - cost).max(axis=1)
    return best


def _relax_best(
    problem: Problem, slots: np.ndarray, people: np.ndarray, charge: np.ndarray
) -> np.ndarray:
    """Bound the best set from above: the best pairs by themselves, clashes and hours forgotten.

    The smaller of two bounds: each pair with all the hours it could add, or without them but with
    the penalty of all missing hours at once. Mandatory pairs come first, whatever they cost.
    """
    pairs, most = problem.pairs, problem.limits.load_courses
    missing = problem.people.missing[people][:, None]
    plain = pairs.value[slots] - charge[pairs.course[slots]]
    hours = np.minimum(problem.courses.hours[pairs.course[slots]], missing)
    forced = pairs.mandatory[slots]
    bounds = []
    for net, extra in (
        (plain + problem.limits.penalty * hours, 0.0),
        (plain, problem.limits.penalty * missing[:, 0]),
    ):
        free = np.where(forced, -np.inf, net)
        top = -np.sort(-free, axis=1)[:, :most]
        rank = np.arange(top.shape[1]) < most - forced.sum(axis=1)[:, None]
        added = np.where(rank, np.maximum(top, 0.0), 0.0).sum(axis=1)
        bounds.append(added + np.where(forced, net, 0.0).sum(axis=1) + extra)
    return np.minimum(*bounds)
