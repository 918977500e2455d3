"""Make a plan: check what is mandatory, choose the method, verify, bound."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kinerja_lib.allocation.exact import PAIRS, solve_exactly
from kinerja_lib.allocation.filling import Filling, rank_ties
from kinerja_lib.allocation.heuristic import AT_ONCE, plan_at_once, plan_in_blocks, price_of_money
from kinerja_lib.allocation.mandatory import TOGETHER, Unmet, check_mandatory
from kinerja_lib.allocation.moves import search_moves
from kinerja_lib.allocation.price_bound import bound_by_prices
from kinerja_lib.allocation.pricing import Prices
from kinerja_lib.allocation.problem import Problem
from kinerja_lib.allocation.pruning import BEST, prune
from kinerja_lib.allocation.rounding import finish
from kinerja_lib.allocation.ties import arrange, order_people, settle_ties
from kinerja_lib.allocation.verify import Audit, audit

WHOLE = 1.5  # times the pairs for which the whole model is asked too, after the pruned one
MOST_MOVES = 300  # exchanges of classes that are tried at most
MOVE_PAIRS = 20_000_000  # pairs x exchanges
EXACT, BY_PRICES, GREEDY = "exact", "prices", "greedy"


@dataclass(frozen=True)
class Plan:
    """Hold a verified plan.

    Attributes
    ----------
    chosen : bool array of shape (pairs,)
        In the order of the problem given.
    classes : int array of shape (courses,)
    audit : Audit
        What the plan is worth and what it breaks, counted from the beginning.
    bound : float
        No plan is worth more among the pairs looked at.
    bound_all : float
        No plan is worth more, all pairs counted; worked out without the solver.
    method : str
        `EXACT`, `BY_PRICES` or `GREEDY`.
    pairs : int
        Pairs looked at.
    unmet : Unmet
        Mandatory pairs that cannot be met.
    prices : Prices
        Worth of a seat and of money in the relaxation.
    """

    chosen: np.ndarray
    classes: np.ndarray
    audit: Audit
    bound: float
    bound_all: float
    method: str
    pairs: int
    unmet: Unmet
    prices: Prices

    @property
    def proved(self) -> bool:
        """Whether the bound is the word of the solver, tighter than the one by prices."""
        return self.bound < self.bound_all

    @property
    def gap(self) -> float | None:
        """How far the plan may be from the best of the pairs looked at, as part of the bound."""
        return measure_gap(self.audit.objective, self.bound)

    @property
    def gap_all(self) -> float | None:
        """How far the plan may be from the best of all plans, as part of the bound."""
        return measure_gap(self.audit.objective, self.bound_all)


def measure_gap(objective: float, bound: float) -> float | None:
    """Give (bound - objective) / |bound|; None where the bound is 0 and the plan below it."""
    if bound - objective <= 1e-9 * max(abs(bound), 1.0):
        return 0.0
    return (bound - objective) / abs(bound) if abs(bound) > 1e-9 else None


def make_plan(problem: Problem, *, seconds: float = 60.0, exact_pairs: int = PAIRS) -> Plan:
    """Find a good plan, exact where small, and say how far it can be from the best.

    Up to `exact_pairs` pairs after pruning the whole model is solved; else, and where that gives
    nothing, whole sets of courses are chosen at prices; greedily where that fails too. The plan of
    whichever gives more is verified from the beginning. It is the same for any order of the rows.

    Parameters
    ----------
    seconds : float
        For branch and bound, in all, on an ordinary machine; the rest of the work comes on top.
        They stand for an amount of work (`effort.count_nodes`), so that the plan is the same on
        any machine, however busy.

    Raises
    ------
    RuntimeError
        A plan that breaks a limit: a fault of this package, never passed on.
    """
    own, order = arrange(problem)
    checked, unmet = check_mandatory(own)
    chosen, classes, known = _search(checked, seconds, exact_pairs)
    found = audit(checked, chosen, classes)
    if "mandatory" in found.breaches or "minimum" in found.breaches:
        unmet = _add_unmet(own, checked, unmet)
        checked = replace(
            checked, pairs=replace(checked.pairs, mandatory=np.zeros(own.n_pairs, dtype=bool))
        )
        chosen, classes, known = _search(checked, seconds, exact_pairs)
    chosen = settle_ties(checked, chosen)
    found = audit(checked, chosen, classes)
    broken = set(found.breaches) - {"unit"}
    if broken:
        raise RuntimeError(f"the plan breaks limits: {sorted(broken)}")
    unmet = Unmet(unmet.pair[~chosen[unmet.pair]], unmet.cause[~chosen[unmet.pair]])
    back = np.zeros(problem.n_pairs, dtype=bool)
    back[order] = chosen
    found = replace(found, missing=_return_people(problem, found.missing))
    return _describe(back, classes, found, known, Unmet(order[unmet.pair], unmet.cause))


def _return_people(problem: Problem, values: np.ndarray) -> np.ndarray:
    """Put values of the people as arranged back into the order of the problem given."""
    own = np.empty_like(values)
    own[order_people(problem)] = values
    return own


def _describe(
    chosen: np.ndarray, classes: np.ndarray, found: Audit, known: _Known, unmet: Unmet
) -> Plan:
    return Plan(
        chosen, classes, found, max(known.bound, found.objective),
        max(known.bound_all, found.objective), known.method, known.pairs, unmet, known.prices,
    )  # fmt: skip


def _add_unmet(own: Problem, checked: Problem, unmet: Unmet) -> Unmet:
    causes = np.full(own.n_pairs, "", dtype="U8")
    causes[checked.pairs.mandatory] = TOGETHER
    causes[unmet.pair] = unmet.cause
    return Unmet.of(causes)


@dataclass(frozen=True)
class _Known:
    bound: float
    bound_all: float
    method: str
    pairs: int
    prices: Prices


def _search(
    problem: Problem, seconds: float, exact_pairs: int
) -> tuple[np.ndarray, np.ndarray, _Known]:
    """Look for a plan by prices, then exactly where small enough, and keep the better."""
    (chosen, classes, method), prices = _search_by_prices(problem, seconds)
    bound_all = bound_by_prices(problem, prices)
    known = _Known(bound_all, bound_all, method, problem.n_pairs, prices)
    whole = problem.n_pairs <= exact_pairs
    small = problem if whole else _look_at(problem, prices, chosen)
    if small.n_pairs > exact_pairs:
        return chosen, classes, known
    both = not whole and problem.n_pairs <= WHOLE * exact_pairs
    tries = [(small, 0.35), (problem, 0.4)] if both else [(small, 0.75)]
    for tried, part in tries:
        rows, opened, own = solve_exactly(tried, seconds=part * seconds)
        if own is not None:
            known = replace(known, bound=min(own, bound_all), pairs=tried.n_pairs)
        if rows is not None:
            exact = np.zeros(problem.n_pairs, dtype=bool)
            exact[rows if tried is problem else tried.kept[rows]] = True
            if _is_better(problem, (exact, opened), (chosen, classes)):
                chosen, classes, known = exact, opened, replace(known, method=EXACT)
    return chosen, classes, known


def _search_by_prices(
    problem: Problem, seconds: float
) -> tuple[tuple[np.ndarray, np.ndarray, str], Prices]:
    """Plan by prices and greedily, keep the better, and exchange classes where that helps."""
    ties = rank_ties(problem)
    state, prices = _plan_by_prices(problem, ties, seconds)
    greedy = Filling(problem)
    finish(greedy, ties, money_price=price_of_money(prices))
    best, method = greedy, GREEDY
    if state is not None and _is_better(
        problem, (state.chosen, state.classes), (greedy.chosen, greedy.classes)
    ):
        best, method = state, BY_PRICES
    if state is not None:
        moves = min(MOST_MOVES, MOVE_PAIRS // max(problem.n_pairs, 1))
        after = search_moves(best, ties, prices, most=moves)
        if _is_better(problem, (after.chosen, after.classes), (best.chosen, best.classes)):
            best = after
    return (best.chosen, best.classes, method), prices


def _look_at(problem: Problem, prices: Prices, chosen: np.ndarray) -> Problem:
    """Prune, but keep the pairs of the plan found so far, so that the bound speaks of it too."""
    kept = prune(problem, prices, best=BEST // 2).kept
    return problem.restrict(np.union1d(kept, np.flatnonzero(chosen)))


def _plan_by_prices(
    problem: Problem, ties: np.ndarray, seconds: float
) -> tuple[Filling | None, Prices]:
    if not problem.n_pairs or problem.limits.load_courses == 0:
        zero = np.zeros(problem.n_courses)
        return None, Prices(zero, np.zeros(len(problem.limits.budget)))
    if problem.n_people <= AT_ONCE:
        part = 0.25 if problem.n_pairs <= PAIRS else 0.5 if problem.n_pairs < 2 * PAIRS else 1.0
        return plan_at_once(problem, ties, part * seconds)
    return plan_in_blocks(problem, ties)


def _is_better(
    problem: Problem, first: tuple[np.ndarray, np.ndarray], second: tuple[np.ndarray, np.ndarray]
) -> bool:
    """Prefer fewer breaches, then the larger objective, then the cheaper plan."""
    a, b = (audit(problem, *plan) for plan in (first, second))
    ranks = [(-len(x.breaches), round(x.objective, 6), -round(x.spent.sum(), 6)) for x in (a, b)]
    return ranks[0] > ranks[1]
