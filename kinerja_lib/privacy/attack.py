"""Work out what a reader can tell about every withheld number, and fail where that is too much.

The reader knows every shown number, all relations, the bounds of the cells, that zeros are shown,
and, being in the tables, his own values and those of a colleague (`matrix`). For each withheld cell
he finds the smallest and the largest value in all tables that fit (linear program), then, where the
ends are not whole numbers, by branch and bound over whole numbers.

What this reader does not do: he takes every table that fits as possible and weighs none against
another; and he does not retrace why the kit withheld just these cells. He is judged by the ends of
the interval, not by values between them that no table has.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from kinerja_lib.privacy.cells import Relation, System
from kinerja_lib.privacy.judging import CLOSE, Judge, Lack
from kinerja_lib.privacy.matrix import build_matrix
from kinerja_lib.privacy.polytope import Part, carve, is_whole, reach_end

PROTECTED, KNOWN, NARROW, RECOVERED, FREE = "protected", "known", "narrow", "recovered", "free"


@dataclass(frozen=True)
class Exposure:
    """Hold what a reader can tell about one withheld cell.

    Attributes
    ----------
    id : str
    low, high : float
        Tightest interval, in the unit of the cell (a sum for a mean: divide by n). For a cell that
        fails it is that of the insider who can tell most.
    outcome : str
        `protected`; `known`: narrower than asked, but no narrower than with everything open
        withheld, so the reader knew it before; `narrow`: too narrow; `recovered`: the very value;
        `free`: withheld for the sake of others, nothing is asked.
    insider : bool
        Only the people in the group can tell so much.
    """

    id: str
    low: float
    high: float
    outcome: str
    insider: bool = False

    @property
    def fails(self) -> bool:
        """Whether the number is given away."""
        return self.outcome in (NARROW, RECOVERED)


def attack(system: System, withheld: Collection[str] = ()) -> tuple[Exposure, ...]:
    """Give the tightest interval of every withheld cell.

    Parameters
    ----------
    system : System
    withheld : collection of str
        Cells left out of the pages. Those that are primary, or withheld by their state, count as
        withheld anyway. A mean may be shown here though its n is withheld: the reader then knows
        the sum as n times the mean.

    Returns
    -------
    tuple of Exposure
        In the order of the cells.
    """
    given = set(withheld) | {cell.id for cell in system.cells if cell.hidden}
    tied, given = _tie_means(system, given)
    matrix = build_matrix(tied)
    marked = np.zeros(len(matrix.value), dtype=bool)
    marked[[tied.places[name] for name in given]] = True
    judge = Judge(matrix, None if tied is system else Judge(build_matrix(system)))
    worst: dict[int, Lack] = {}
    for lack in judge.find_lacks(marked):
        known = worst.get(lack.column)
        if known is None or lack.high - lack.low < known.high - known.low - CLOSE:
            worst[lack.column] = lack
    parts = {int(c): part for part in carve(matrix, marked) for c in part.columns}
    return tuple(
        _expose(judge, column, parts.get(column), worst.get(column))
        for column in np.flatnonzero(marked).tolist()
    )


def _tie_means(system: System, withheld: set[str]) -> tuple[System, set[str]]:
    """Turn a shown mean with a withheld n into what it says: the sum is n times the mean."""
    shown = [c for c in system.cells if c.head in withheld and c.id not in withheld and c.head]
    if not shown:
        return system, withheld
    names = {cell.id for cell in shown}
    ties = []
    for cell in shown:
        low, high = (end / cell.n for end in cell.shown or (cell.value, cell.value))
        most = (high - low) * system[cell.head].high
        ties.append(Relation({cell.id: 1.0, cell.head: -low}, 0.0, most))
        ties.append(Relation({cell.id: -1.0, cell.head: high}, 0.0, most))
    cells = tuple(replace(c, state="withheld") if c.id in names else c for c in system.cells)
    relations = (*system.relations, *ties)
    return System(cells, relations, system.follows), withheld | names


def _expose(judge: Judge, column: int, part: Part | None, lack: Lack | None) -> Exposure:
    matrix = judge.matrix
    name, cell = matrix.ids[column], matrix.cells[column]
    if lack is not None:
        size = max(1.0, abs(cell.low), abs(cell.high))
        outcome = RECOVERED if lack.high - lack.low <= CLOSE * size else NARROW
        insider = bool(set(lack.scenario) - {matrix.head(column)})
        return Exposure(name, lack.low, lack.high, outcome, insider)
    low, high = _interval(judge, column, part)
    if cell.protection is None:
        return Exposure(name, low, high, FREE)
    return Exposure(name, low, high, KNOWN if column in judge.capped else PROTECTED)


def _interval(judge: Judge, column: int, part: Part | None) -> tuple[float, float]:
    """Give the ends; of a cell without protection those of the linear program, rounded inwards."""
    value = float(judge.matrix.value[column])
    if part is None:
        return value, value
    if judge.matrix.cells[column].protection is not None:
        known = judge.whose(column, {})
        return judge.find_end(part, column, -1, known), judge.find_end(part, column, 1, known)
    ends = []
    for sign in (-1, 1):
        x = reach_end(part, column, sign, {})
        end = float(x[part.columns == column][0])
        if judge.matrix.whole[column]:
            end = float(sign * np.floor(sign * end + CLOSE))
        ends.append(end if not is_whole(part, x) else float(np.round(end, 9)))
    return ends[0], ends[1]
