"""Find a safe set of withheld cells quickly: one cell after the other, then put back what one can.

For each cell that is known too well the cheapest move of the table is looked for that changes it as
much as is asked (a linear program); the cells that move are withheld. In the end cells are shown
again, the most valuable first, where all protected cells stay so.

Source: the idea of Kelly, Golden and Assad (1992), Networks 22, 397-417, and the heuristic part of
Fischetti and Salazar-Gonzalez (2001).
"""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from kinerja_lib.privacy.judging import Judge, Lack
from kinerja_lib.privacy.matrix import Matrix

_CLOSE = 1e-6


def withhold_enough(judge: Judge, withheld: np.ndarray) -> np.ndarray:
    """Add cells to a set until every protected cell is protected; it ends, at worst with all."""
    matrix, withheld = judge.matrix, close_follows(judge.matrix, withheld)
    while lacks := judge.find_lacks(withheld):
        if (withheld | matrix.fixed).all():
            break  # nothing is left to withhold: rounding errors of the solver
        before = withheld
        for lack in sorted(lacks, key=lambda lack: (-lack.width, lack.column)):
            if lack.column not in _changed(lacks, lack):
                withheld = withheld | _move(matrix, withheld, lack)
        withheld = close_follows(matrix, withheld)
        if (withheld == before).all():
            withheld = close_follows(matrix, _spread(matrix, withheld, lacks))
    return withheld


def _changed(lacks: list[Lack], lack: Lack) -> set[int]:
    """Give the columns of this list that come before: one insider's case of a cell is enough."""
    place = next(i for i, other in enumerate(lacks) if other is lack)
    return {other.column for other in lacks[:place]}


def close_follows(matrix: Matrix, withheld: np.ndarray) -> np.ndarray:
    """Withhold what must be withheld with what is."""
    closed = withheld | matrix.hidden
    while True:
        more = [b for a, b in matrix.follows if closed[a] and not closed[b] and not matrix.fixed[b]]
        if not more:
            return closed
        closed[more] = True


def _move(matrix: Matrix, withheld: np.ndarray, lack: Lack) -> np.ndarray:
    """Mark the cells that the cheapest moves to the two ends of the interval change."""
    value = float(matrix.value[lack.column])
    low = min(lack.low, lack.reach)
    marked = np.zeros(len(withheld), dtype=bool)
    if low < lack.low - _CLOSE:
        marked |= _cheapest(matrix, withheld, lack, value - low)[0]
    high = low + lack.width
    if high > lack.high + _CLOSE:
        more, reached = _cheapest(matrix, withheld | marked, lack, value - high)
        marked |= more
        missing = high - value - reached
        if missing > _CLOSE:
            marked |= _cheapest(matrix, withheld | marked, lack, value - low + missing)[0]
    return marked


def _cheapest(
    matrix: Matrix, withheld: np.ndarray, lack: Lack, down: float
) -> tuple[np.ndarray, float]:
    """Move a cell down (up where negative) as far as asked, or as far as it goes.

    Every cell that moves costs its weight times the way; withheld ones cost next to nothing.
    """
    low, high = matrix.low.copy(), matrix.high.copy()
    for column, (least, most) in lack.scenario.items():
        low[column] = min(max(low[column], least), matrix.value[column])
        high[column] = max(min(high[column], most), matrix.value[column])
    stays = matrix.fixed & ~matrix.hidden
    low = np.where(stays, matrix.shown_low, low) - matrix.value
    high = np.where(stays, matrix.shown_high, high) - matrix.value
    cost = np.where(withheld | stays, 1e-6, np.maximum(matrix.weight, 1e-3))
    sign, asked, limits = -np.sign(down), abs(down), (low, high)
    moved = _solve(matrix, limits, cost, (lack.column, sign, asked))
    far = np.abs(moved) > _CLOSE
    shown_moves = (moved > matrix.shown_high - matrix.value + _CLOSE) | (
        moved < matrix.shown_low - matrix.value - _CLOSE
    )
    return far & shown_moves & ~stays, float(abs(moved[lack.column]))


def _solve(
    matrix: Matrix,
    limits: tuple[np.ndarray, np.ndarray],
    cost: np.ndarray,
    goal: tuple[int, float, float],
) -> np.ndarray:
    column, sign, asked = goal
    n = len(cost)
    upper = np.concatenate((np.maximum(limits[1], 0.0), np.maximum(-limits[0], 0.0)))
    aim = np.concatenate((cost, cost))
    # Reaching the goal is worth more than any way there can cost.
    worth = 1.0 + 2.0 * float(cost.sum())
    ahead, back = (column, n + column) if sign > 0 else (n + column, column)
    upper[ahead], upper[back] = min(upper[ahead], asked), 0.0
    aim[ahead] -= worth
    rows = sparse.hstack((matrix.a, -matrix.a), format="csr")
    if not rows.shape[0]:
        x = np.where(aim < 0, upper, 0.0)
    else:
        bounds = np.column_stack((np.zeros(2 * n), upper))
        found = linprog(aim, A_eq=rows, b_eq=np.zeros(rows.shape[0]), bounds=bounds, method="highs")
        if found.x is None:
            raise ValueError(f"no table is near the true one: {found.message}")
        x = found.x
    return x[:n] - x[n:]


def _spread(matrix: Matrix, withheld: np.ndarray, lacks: list[Lack]) -> np.ndarray:
    """Withhold all cells that share a relation with withheld ones of these cells' parts."""
    near = np.zeros(len(withheld), dtype=bool)
    near[[lack.column for lack in lacks]] = True
    link = abs(matrix.a)
    grown = withheld
    while (grown == withheld).all():
        wider = near | (link.T @ (link @ near.astype(float)) > 0)
        grown = withheld | (wider & ~matrix.fixed)
        if (wider == near).all() and (grown == withheld).all():
            return withheld | ~matrix.fixed
        near = wider
    return grown


def show_again(judge: Judge, withheld: np.ndarray, among: np.ndarray | None = None) -> np.ndarray:
    """Show cells again, the most valuable first, while every protected cell stays so.

    `among` marks the cells that are tried; all where it is not given.
    """
    matrix = judge.matrix
    extra = np.flatnonzero(
        withheld & ~matrix.hidden & ~matrix.fixed & (True if among is None else among)
    )
    for column in sorted(extra.tolist(), key=lambda c: (-matrix.weight[c], c)):
        tried = withheld.copy()
        tried[column] = False
        if (close_follows(matrix, tried) == tried).all() and not judge.find_lacks(
            tried, first=True
        ):
            withheld = tried
    return withheld
