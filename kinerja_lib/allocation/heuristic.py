"""A good plan at any size: from the relaxation over sets to whole classes and whole people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinerja_lib.allocation.columns import find_columns
from kinerja_lib.allocation.filling import Filling
from kinerja_lib.allocation.master import Master, build_master, solve_relaxed, solve_whole
from kinerja_lib.allocation.pricing import Prices
from kinerja_lib.allocation.problem import Problem
from kinerja_lib.allocation.pruning import price_sample, take_people
from kinerja_lib.allocation.rounding import finish, round_classes, round_people

AT_ONCE = 6_000  # most people for whom classes and sets are chosen together
BLOCK = 2_500  # people in a block beyond that
_WHOLE = 3_000  # most people for whom whole sets are asked of HiGHS
_GAP = 3e-4
_PARTS = 0.4  # of the seconds, for whole classes
_SETS = 5  # sets per person and round
_BEST = 4  # pairs of a person put together, beside those always kept
_ROUNDS = 5
_CLOSE = 1e-4  # of the objective: rounds end when the last one brought less


@dataclass(frozen=True)
class Relaxed:
    """Hold the relaxed plan of some people: the restricted problem, its solution, prices."""

    master: Master
    x: np.ndarray
    prices: Prices


def relax_sets(problem: Problem, prices: Prices, *, rounds: int) -> Relaxed | None:
    """Solve the relaxation over sets of courses by column generation; None without an answer.

    Sets that are near the best at the prices join the restricted problem, whose prices are next,
    until a round brings next to nothing.
    Source: Dantzig and Wolfe (1960), Operations Research 8, 101-111.
    """
    near = 0.3 * _typical(problem)
    columns = relaxed = None
    before = -np.inf
    for _round in range(rounds):
        new = find_columns(problem, prices, near=near, most=_SETS, best=_BEST)
        columns = new if columns is None else columns.join(new)
        master = build_master(problem, columns)
        x, found = solve_relaxed(problem, master)
        if x is None:
            break
        relaxed, prices = Relaxed(master, x, found), found
        value = float(master.gain @ x)
        if value - before <= _CLOSE * max(abs(value), 1e-9):
            break
        before = value
    return relaxed


def _typical(problem: Problem) -> float:
    """Give the median value of pairs that are worth something, or 1."""
    values = problem.pairs.value[problem.pairs.value > 0]
    return float(np.median(values)) if len(values) else 1.0


def plan_at_once(
    problem: Problem, ties: np.ndarray, seconds: float
) -> tuple[Filling | None, Prices]:
    """Choose classes and sets together for a number of people that HiGHS can take at once.

    The relaxation comes whatever it takes; `seconds` are for whole classes (`_PARTS` of them) and
    whole sets (the rest, up to `_WHOLE` people), in work as `effort.count_nodes` counts it.
    """
    prices = price_sample(problem)
    relaxed = relax_sets(problem, prices, rounds=_ROUNDS)
    if relaxed is None:
        return None, prices
    best = _round_up(problem, relaxed, relaxed.x, ties)
    classes = round_classes(problem, relaxed.master.classes(relaxed.x))
    tries = [solve_relaxed(problem, relaxed.master, classes=classes)[0]]
    sets = problem.n_people <= _WHOLE
    for whole in (False, True)[: 1 + sets]:
        part = seconds * ((1 - _PARTS if whole else _PARTS) if sets else 1.0)
        tries.append(
            solve_whole(problem, relaxed.master, seconds=part, gap=_GAP, whole_people=whole)
        )
    for x in tries:
        state = best if x is None else _round_up(problem, relaxed, x, ties)
        best = state if worth(state) > worth(best) else best
    return best, relaxed.prices


def _round_up(problem: Problem, relaxed: Relaxed, x: np.ndarray, ties: np.ndarray) -> Filling:
    """Make a plan from a solution: whole classes, the main set of each person, then repair."""
    master = relaxed.master
    rows = master.columns.first_of_people(x[: len(master.columns.person)])
    classes = round_classes(problem, master.classes(x))
    state = round_people(problem, rows, classes)
    finish(state, ties, money_price=price_of_money(relaxed.prices))
    return state


def price_of_money(prices: Prices) -> float:
    """Give the price of the dearest fund; next to nothing where money is no limit."""
    return max(float(prices.money.max(initial=0.0)), 1e-9)


def worth(state: Filling) -> float:
    """Compute the objective of a plan in the making; -inf where a minimum is not reached."""
    pairs, limits = state.problem.pairs, state.problem.limits
    if (state.taken < state.problem.courses.least * state.classes).any():
        return -np.inf
    rows = np.flatnonzero(state.chosen)
    free = pairs.need[rows] < 0
    total = np.bincount(
        pairs.need[rows[~free]], weights=pairs.value[rows[~free]], minlength=len(state.left) - 1
    )
    closed = np.minimum(total, total + state.left[:-1]).sum() + pairs.value[rows[free]].sum()
    return float(closed) - limits.penalty * float(np.maximum(state.missing, 0).sum())


def plan_in_blocks(problem: Problem, ties: np.ndarray) -> tuple[Filling | None, Prices]:
    """Split people by lot, price each block, add up classes, then fill them block by block.

    Prices of the first block start the others; their mean prices all pairs for the bound.
    """
    number = -(-problem.n_people // BLOCK)
    lots = np.array_split(np.argsort(problem.people.lot, kind="stable"), number)
    solved, prices = [], price_sample(problem)
    for people in lots:
        block = take_people(problem, np.sort(people), len(people) / problem.n_people)
        rounds = 2 if solved else _ROUNDS
        relaxed = relax_sets(block, prices, rounds=rounds)
        if relaxed is None:
            return None, prices
        prices = prices if solved else relaxed.prices
        solved.append((block, relaxed))
    mean = Prices(
        np.mean([r.prices.seat for _b, r in solved], axis=0),
        np.mean([r.prices.money for _b, r in solved], axis=0),
    )
    state = _fill_blocks(problem, solved, mean)
    finish(state, ties, money_price=price_of_money(mean))
    return state, mean


def _fill_blocks(problem: Problem, solved: list[tuple[Problem, Relaxed]], mean: Prices) -> Filling:
    """Solve each block once more with its part of the whole classes and of the money for them."""
    parts = [r.master.classes(r.x) for _b, r in solved]
    total = np.sum(parts, axis=0)
    classes = round_classes(problem, total)
    taken = []
    for (block, relaxed), own in zip(solved, parts, strict=True):
        share = np.where(total > 1e-9, own / np.maximum(total, 1e-9), 1.0 / len(solved))
        new = find_columns(block, mean, near=0.3 * _typical(block), most=3, best=_BEST)
        master = build_master(block, relaxed.master.columns.join(new))
        x, _prices = solve_relaxed(block, master, classes=classes * share)
        master, x = (relaxed.master, relaxed.x) if x is None else (master, x)
        rows = master.columns.first_of_people(x[: len(master.columns.person)])
        taken.append(block.kept[rows])
    return round_people(problem, np.concatenate(taken), classes)
