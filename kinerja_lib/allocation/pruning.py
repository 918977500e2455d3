"""Leave out pairs that no good plan would use."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np

from kinerja_lib.allocation.bound import relax
from kinerja_lib.allocation.model import build_model
from kinerja_lib.allocation.pricing import Prices
from kinerja_lib.allocation.problem import People, Problem

BEST = 10  # courses kept for a person
SAMPLE = 600  # people whose relaxation gives the first prices


def take_people(problem: Problem, people: np.ndarray, part: float) -> Problem:
    """Cut a problem down to some people, with their part of classes and money.

    Classes may be broken numbers then. Mandatory people get the classes and money they need in any
    case. `kept` names the pairs in the problem given.
    """
    inside = np.zeros(problem.n_people, dtype=bool)
    inside[people] = True
    rows = np.flatnonzero(inside[problem.pairs.person])
    pairs = problem.pairs.take(rows)
    pairs = replace(pairs, person=(np.cumsum(inside) - 1)[pairs.person])
    staff = People(**{f.name: getattr(problem.people, f.name)[inside] for f in fields(People)})
    courses, budget = problem.courses, problem.limits.budget
    count = np.bincount(pairs.course[pairs.mandatory], minlength=problem.n_courses)
    opened = np.maximum(count / np.maximum(courses.most, 1), problem.forced * part)
    paid = np.maximum(count, opened * courses.least) * courses.head + opened * courses.fixed
    cost = np.bincount(courses.fund, weights=paid, minlength=len(budget))
    limits = replace(problem.limits, budget=np.maximum(budget * part, cost), unit_rule=False)
    courses = replace(courses, classes=np.maximum(courses.classes * part, opened))
    return Problem(courses, staff, pairs, limits, rows, opened)


def price_sample(problem: Problem, size: int = SAMPLE) -> Prices:
    """Estimate prices of seats and money from the relaxation for the first people by lot."""
    people = np.argsort(problem.people.lot, kind="stable")[:size]
    free = replace(problem.pairs, mandatory=np.zeros(problem.n_pairs, dtype=bool))
    problem = replace(problem, pairs=free)
    model = build_model(take_people(problem, people, len(people) / max(problem.n_people, 1)))
    _x, row = relax(model)
    t = problem.n_courses
    money = np.zeros(len(problem.limits.budget))
    limited = np.flatnonzero(np.isfinite(problem.limits.budget))
    money[limited] = row[2 * t : 2 * t + len(limited)]
    return Prices(np.maximum(row[:t] - row[t : 2 * t], 0.0), money)


def prune(problem: Problem, prices: Prices, *, best: int = BEST, always: bool = True) -> Problem:
    """Keep the `best` courses of each person, all mandatory and, if asked, all that are `always`.

    Best by value less the price of the seat and its cost, once with what the hours add to the goal
    and once without. Ties go to the shorter course, then to the earlier position. A pair whose
    hours alone exceed what the person may take, or that adds nothing, is dropped too. `kept` of
    the result names the positions in the problem given.
    """
    pairs, courses = problem.pairs, problem.courses
    hours = courses.hours[pairs.course]
    helps = np.minimum(hours, problem.people.missing[pairs.person]) * problem.limits.penalty
    net = pairs.value - prices.charge(problem)[pairs.course]
    kept = courses.always[pairs.course] if always else np.zeros(problem.n_pairs, dtype=bool)
    kept = kept | pairs.mandatory
    near = np.zeros(problem.n_pairs, dtype=bool)
    for measure in (net, net + helps):
        order = np.lexsort((pairs.course, hours, -measure, kept, pairs.person))
        owner = pairs.person[order]
        rank = np.arange(problem.n_pairs) - np.searchsorted(owner, owner, side="left")
        near[order] |= rank < best
    fits = (hours <= problem.room[pairs.person]) & (pairs.value + helps > 0)
    return problem.restrict(((near | kept) & fits) | pairs.mandatory)
