"""Tell which withheld cells are not protected enough, with tables that prove the others are.

A cell is protected when two tables of whole numbers fit everything that is shown and differ enough
in it. Such tables (witnesses) are kept: one proves something about many cells, and still holds
after more is withheld. A linear program alone would be too kind: between its ends there may be no
table of whole numbers at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from kinerja_lib.privacy.matrix import Matrix, Scenario, list_scenarios
from kinerja_lib.privacy.polytope import Part, carve, is_whole, reach_along, reach_end, reach_whole

CLOSE = 1e-6
_MOST = 1_500  # witnesses kept
_MANY = 8  # cells without proof from which tables for all of them together are looked for
_TRIES = 40  # such tables, at most


@dataclass(frozen=True)
class Lack:
    """Say that a cell is known too well.

    Attributes
    ----------
    column : int
    scenario : mapping
        What the insider of this case knows.
    low, high : float
        Ends of the interval.
    width, reach : float
        What it should be: at least so wide, beginning here or below (infinite if anywhere). Never
        more than what is left when everything open is withheld.
    """

    column: int
    scenario: Scenario
    low: float
    high: float
    width: float
    reach: float

    def holds(self) -> bool:
        """Tell whether the interval is what it should be."""
        return self.high - self.low >= self.width - CLOSE and self.low <= self.reach + CLOSE


@dataclass
class Judge:
    """Judge sets of withheld cells of one system, remembering witnesses from one to the next.

    Attributes
    ----------
    matrix : Matrix
    before : Judge or None
        Of the system that tells what the reader knew before, where it is another one.
    capped : set of int
        Protected cells of which less than the rule was asked, because the reader knew so much
        before.
    """

    matrix: Matrix
    before: Judge | None = None
    capped: set[int] = field(default_factory=set)
    _prior: dict[tuple[object, ...], tuple[float, float]] = field(default_factory=dict)
    _all: list[Part] | None = None
    _count: int = 0

    def __post_init__(self) -> None:
        self._table = np.empty((_MOST, len(self.matrix.value)))
        self._targets = np.array(self.matrix.targets, dtype=int)

    def find_lacks(self, withheld: np.ndarray, *, first: bool = False) -> list[Lack]:
        """List the protected cells that are known too well; only the first one if so asked."""
        found: list[Lack] = []
        loose: set[int] = set()
        seen = self._fitting(withheld, {})
        for part in carve(self.matrix, withheld):
            loose.update(part.columns.tolist())
            for lack in self._part_lacks(part, seen):
                found.append(lack)
                if first:
                    return found
        for target in self.matrix.targets:
            if target not in loose:
                lack = self.ask(target)
                if not lack.holds():
                    found.append(lack)
        return sorted(found, key=lambda lack: lack.column)

    def _part_lacks(self, part: Part, fitting: np.ndarray) -> Iterator[Lack]:
        targets = np.intersect1d(self._targets, part.columns).tolist()
        if not targets:
            return
        for scenario in list_scenarios(self.matrix, part.columns.tolist()):
            seen = _within(fitting, scenario)
            seen = self._look_far(part, targets, scenario, seen)
            for target in targets:
                lack = self._judge(part, target, self.whose(target, scenario), seen)
                if not lack.holds():
                    yield lack

    def _look_far(
        self, part: Part, targets: list[int], scenario: Scenario, seen: np.ndarray
    ) -> np.ndarray:
        """Add tables in which many cells without proof are far up or down at once."""
        idle = 0
        rng = np.random.default_rng(len(part.columns))
        opened = self._without_proof(targets, scenario, seen)
        for _ in range(_TRIES):
            if len(opened) < _MANY or idle > 3:
                break
            signs = rng.choice((-1.0, 1.0), len(opened)) * rng.uniform(0.5, 1.5, len(opened))
            aim = np.zeros(len(part.columns))
            aim[np.searchsorted(part.columns, opened)] = signs
            points = [reach_along(part, sign * aim, scenario) for sign in (1.0, -1.0)]
            whole = [self._keep_whole(part, x) for x in points if is_whole(part, x)]
            seen = np.vstack([seen, *whole])
            left = self._without_proof(opened, scenario, seen)
            idle = 0 if len(left) < len(opened) else idle + 1
            opened = left
        return seen

    def _without_proof(self, targets: list[int], scenario: Scenario, seen: np.ndarray) -> list[int]:
        """Give the cells that no tables known so far prove to be protected."""
        left = []
        for target in targets:
            whose = self.whose(target, scenario)
            if not self._ask(target, whose, *self._seen(target, whose, seen)).holds():
                left.append(target)
        return left

    def whose(self, target: int, scenario: Scenario) -> Scenario:
        """Let the reader know n where a mean with a withheld n is judged."""
        head = self.matrix.head(target)
        if head is None:
            return scenario
        value = float(self.matrix.value[head])
        return {**scenario, head: (value, value)}

    def ask(self, target: int) -> Lack:
        """Give what is asked of a cell, whatever the plan, of a reader who is no insider."""
        value, known = float(self.matrix.value[target]), self.whose(target, {})
        everything = ~self.matrix.fixed | self.matrix.hidden
        lack = self._ask(target, known, *self._seen(target, known, self._fitting(everything, {})))
        if lack.holds():
            return replace(lack, low=value, high=value)
        return self._against_prior(replace(lack, low=value, high=value))

    def _ask(self, target: int, scenario: Scenario, low: float, high: float) -> Lack:
        protection = self.matrix.cells[target].protection
        if protection is None:
            raise ValueError(f"cell {self.matrix.ids[target]!r} asks for no protection")
        reach = np.inf if protection.reach is None else protection.reach
        return Lack(target, scenario, low, high, protection.width, reach)

    def _judge(self, part: Part, target: int, scenario: Scenario, seen: np.ndarray) -> Lack:
        lack = self._ask(target, scenario, *self._seen(target, scenario, seen))
        if lack.holds():
            return lack
        low = self.find_end(part, target, -1, scenario)
        lack = self._ask(target, scenario, low, lack.high)
        if not lack.holds():
            high = self.find_end(part, target, 1, scenario)
            lack = self._ask(target, scenario, low, high)
        return lack if lack.holds() else self._against_prior(lack)

    def _fitting(self, withheld: np.ndarray, scenario: Scenario) -> np.ndarray:
        """Give the witnesses that fit a set of withheld cells and what an insider knows."""
        low, high = self.matrix.bounds(withheld.astype(float))
        table = self._table[: min(self._count, _MOST)]
        fits = np.all((table >= low - CLOSE) & (table <= high + CLOSE), axis=1)
        return _within(table[fits], scenario)

    def _seen(self, target: int, scenario: Scenario, seen: np.ndarray) -> tuple[float, float]:
        """Give the ends of a cell that fitting witnesses prove."""
        head = self.matrix.head(target)
        if head is not None:
            seen = seen[np.abs(seen[:, head] - self.matrix.value[head]) <= CLOSE]
        value = float(self.matrix.value[target])
        values = seen[:, target]
        return min(value, values.min(initial=value)), max(value, values.max(initial=value))

    def find_end(self, part: Part, target: int, sign: int, scenario: Scenario) -> float:
        """Give the end of a cell over tables of whole numbers, and keep the table as a witness.

        Where the solver finds none within its nodes, the true value: too narrow rather than too
        wide.
        """
        x: np.ndarray | None = reach_end(part, target, sign, scenario)
        if x is not None and not is_whole(part, x):
            x = reach_whole(part, target, sign, scenario)
        if x is None:
            return float(self.matrix.value[target])
        return float(self._keep_whole(part, x)[target])

    def _keep_whole(self, part: Part, x: np.ndarray) -> np.ndarray:
        """Keep the table that a point of a part is, the rest as it truly is."""
        point = self.matrix.value.copy()
        point[part.columns] = np.where(part.whole, np.round(x), x)
        self._keep(point)
        return point

    def _keep(self, point: np.ndarray) -> None:
        """Keep a witness; the oldest gives way."""
        self._table[self._count % _MOST] = point
        self._count += 1

    def _against_prior(self, lack: Lack) -> Lack:
        """Ask for no more than what is left when everything open is withheld."""
        key = (lack.column, *sorted(lack.scenario.items()))
        if key not in self._prior:
            self._prior[key] = self._find_prior(lack)
        low, high = self._prior[key]
        width, reach = min(lack.width, high - low), max(lack.reach, low)
        if (width, reach) != (lack.width, lack.reach):
            self.capped.add(lack.column)
        return replace(lack, width=width, reach=reach)

    def _find_prior(self, lack: Lack) -> tuple[float, float]:
        if self.before is not None:
            return self.before._find_prior(lack)
        if self._all is None:
            everything = ~self.matrix.fixed | self.matrix.hidden
            self._all = carve(self.matrix, everything)
        for part in self._all:
            if lack.column in part.columns:
                low = self.find_end(part, lack.column, -1, lack.scenario)
                return low, self.find_end(part, lack.column, 1, lack.scenario)
        value = float(self.matrix.value[lack.column])
        return value, value


def _within(tables: np.ndarray, scenario: Scenario) -> np.ndarray:
    """Give the tables that fit what an insider knows."""
    for column, (least, most) in scenario.items():
        values = tables[:, column]
        tables = tables[(values >= least - CLOSE) & (values <= most + CLOSE)]
    return tables
