"""Choose which further cells to withhold so that no protected one is given away, at least loss.

Each part of the linked system is solved by itself. A first safe set comes from `opening`. Then a
master problem over 0 and 1 (HiGHS) looks for a cheaper one: it knows conditions that every safe set
meets (`cuts`); its answer is attacked; what the attack finds becomes further conditions; until the
answer is safe, and so the cheapest there is. Where the limits on rounds and nodes end the search
first, the best safe set found so far is taken and the bound says how much cheaper another could be.

A large part is cut at its long sums first, which seldom give anything away: the smaller parts are
solved, and what the whole then still gives away is closed by `opening`. The loss of the smaller
parts is a bound for the whole, since sums left out make a reader weaker.

There is always an answer: with everything open withheld a reader knows what he knew before, and
more is not asked. The same input gives the same answer: the limits count rounds and nodes, not
seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kinerja_lib.privacy.cells import Relation, System, split_system
from kinerja_lib.privacy.cuts import Cut, cut_more, cut_off
from kinerja_lib.privacy.judging import Judge, Lack
from kinerja_lib.privacy.master import solve_master
from kinerja_lib.privacy.matrix import build_matrix
from kinerja_lib.privacy.opening import close_follows, show_again, withhold_enough

_CLOSE = 1e-6
_LARGE = 150  # cells of a part that is cut at its long sums first
_LONG = 12  # cells of a sum that seldom gives anything away


@dataclass(frozen=True)
class Effort:
    """Limit the search for the cheapest set, part by part.

    Attributes
    ----------
    relaxed_rounds : int
        Rounds with fractions allowed, which are cheap and give strong conditions.
    rounds : int
        Rounds with whole cells.
    nodes : int
        Of branch and bound in each.
    targets : int
        Most protected cells attacked in a round with fractions, in turn.
    """

    relaxed_rounds: int = 12
    rounds: int = 40
    nodes: int = 500
    targets: int = 40


@dataclass(frozen=True)
class Plan:
    """Hold a safe set of withheld cells.

    Attributes
    ----------
    withheld : frozenset of str
        All cells that may not be shown.
    added : tuple of str
        Those that are withheld for the sake of others, in the order of the cells.
    loss : float
        Their weight together.
    bound : float
        No safe set loses less.
    """

    withheld: frozenset[str]
    added: tuple[str, ...]
    loss: float
    bound: float

    @property
    def proven(self) -> bool:
        """Whether no safe set loses less."""
        return self.loss <= self.bound + _CLOSE * max(1.0, self.loss)


def plan_withholding(system: System, effort: Effort | None = None) -> Plan:
    """Choose the cells to withhold so that every protected cell is safe, at least loss."""
    effort = Effort() if effort is None else effort
    withheld: set[str] = set(system.hidden())
    bound = 0.0
    for part in split_system(system):
        if any(cell.protection is not None for cell in part.cells):
            names, least = _plan_part(part, effort)
            withheld |= names
            bound += least
    extra = withheld - system.hidden()
    added = tuple(c.id for c in system.cells if c.id in extra)
    loss = float(sum(system[name].weight for name in added))
    return Plan(frozenset(withheld), added, loss, min(bound, loss))


def _plan_part(system: System, effort: Effort) -> tuple[set[str], float]:
    if len(system.cells) > _LARGE:
        cut = replace(system, relations=tuple(r for r in system.relations if _is_short(r)))
        if len(cut.relations) < len(system.relations):
            return _plan_large(system, plan_withholding(cut, effort))
    matrix = build_matrix(system)
    judge = Judge(matrix)
    best, bound = close_follows(matrix, matrix.hidden), 0.0
    if judge.find_lacks(best, first=True):
        best, bound = _Search(judge, effort).find()
    names = {name for name, out in zip(matrix.ids, best, strict=False) if out}
    return names, bound


def _is_short(relation: Relation) -> bool:
    return len(relation.coefficients) <= _LONG


def _plan_large(system: System, cut: Plan) -> tuple[set[str], float]:
    """Close what a plan without the long sums leaves open, and show again what that needs not."""
    matrix = build_matrix(system)
    judge = Judge(matrix)
    first = close_follows(matrix, matrix.mask(cut.withheld))
    enough = withhold_enough(judge, first)
    best = show_again(judge, enough, enough & ~first)
    names = {name for name, out in zip(matrix.ids, best, strict=False) if out}
    return names, cut.bound


class _Search:
    """Hold the conditions found so far for one part, and look for its cheapest safe set."""

    def __init__(self, judge: Judge, effort: Effort) -> None:
        self.judge, self.matrix, self.effort = judge, judge.matrix, effort
        self.cuts: list[Cut] = []
        self.asked = [judge.ask(target) for target in self.matrix.targets]
        self.turn = 0

    def find(self) -> tuple[np.ndarray, float]:
        """Give the best safe set found, with a bound on the loss of any."""
        bound = self._relax()
        best: np.ndarray | None = None
        for _ in range(self.effort.rounds):
            plan, least = solve_master(self.matrix, self.cuts, nodes=self.effort.nodes)
            bound = max(bound, least)
            if plan is None or (best is not None and self._cost(best) <= bound + _CLOSE):
                break
            lacks = self.judge.find_lacks(plan)
            if lacks:
                self._learn(plan, lacks)
            best = self._better(best, plan, safe=not lacks)
            if not lacks:
                break
        best = self._better(best, self.matrix.hidden, safe=False) if best is None else best
        return best, min(bound, self._cost(best))

    def _better(self, best: np.ndarray | None, plan: np.ndarray, *, safe: bool) -> np.ndarray:
        """Make a plan safe and give the cheaper of two."""
        if not safe:
            plan = withhold_enough(self.judge, plan)
        if best is not None and self._cost(best) <= self._cost(plan) + _CLOSE:
            return best
        return plan if safe else show_again(self.judge, plan)

    def _relax(self) -> float:
        """Collect conditions from plans with fractions; give the loss of the last of them."""
        bound = 0.0
        for _ in range(self.effort.relaxed_rounds):
            share, bound = solve_master(self.matrix, self.cuts, nodes=0)
            found = []
            for _ in range(len(self.asked)):
                if len(found) >= self.effort.targets or share is None:
                    break
                found.extend(cut_off(self.matrix, share, self.asked[self.turn]))
                self.turn = (self.turn + 1) % len(self.asked)
            if not found:
                break
            self.cuts.extend(found)
        return bound

    def _learn(self, plan: np.ndarray, lacks: list[Lack]) -> None:
        share = plan.astype(float)
        found = [cut for lack in lacks for cut in cut_off(self.matrix, share, lack)]
        self.cuts.extend(found or [cut_more(self.matrix, plan)])

    def _cost(self, plan: np.ndarray) -> float:
        return float(self.matrix.weight[plan & ~self.matrix.hidden].sum())
