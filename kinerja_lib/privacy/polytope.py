"""Find the smallest and the largest value a cell can have, in all tables that fit what is shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from kinerja_lib.privacy.matrix import Matrix, Scenario

_CLOSE = 1e-6
NODES = 2_000  # of branch and bound, for one cell


@dataclass(frozen=True)
class Part:
    """Hold the cells that a reader does not know and that hang together.

    Attributes
    ----------
    columns : int array of shape (m,)
        Of the matrix.
    a : sparse array of shape (rows, m)
    right : float array of shape (rows,)
        What the known cells leave for the unknown ones.
    low, high : float arrays of shape (m,)
    whole : bool array of shape (m,)
    """

    columns: np.ndarray
    a: sparse.csr_array
    right: np.ndarray
    low: np.ndarray
    high: np.ndarray
    whole: np.ndarray

    def narrow(self, scenario: Scenario) -> tuple[np.ndarray, np.ndarray]:
        """Give the bounds with those of a scenario in place."""
        low, high = self.low.copy(), self.high.copy()
        for column, (least, most) in scenario.items():
            place = np.flatnonzero(self.columns == column)
            low[place] = np.maximum(low[place], least)
            high[place] = np.minimum(high[place], most)
        return low, high


def carve(matrix: Matrix, withheld: np.ndarray) -> list[Part]:
    """Leave out what is known exactly and cut the rest into parts without a common relation."""
    low, high = matrix.bounds(withheld.astype(float))
    free = np.flatnonzero(high - low > _CLOSE)
    known = np.setdiff1d(np.arange(len(low)), free)
    right = -(matrix.a[:, known] @ matrix.value[known])
    a = sparse.csr_array(matrix.a[:, free])
    used = np.flatnonzero(np.diff(a.indptr))
    link = sparse.csr_array(abs(a).T @ abs(a)) if len(free) else sparse.csr_array((0, 0))
    _, label = sparse.csgraph.connected_components(link, directed=False)
    row_label = label[a.indices[a.indptr[used]]] if len(used) else np.zeros(0, dtype=int)
    parts = []
    for number in range(label.max(initial=-1) + 1):
        columns, rows = np.flatnonzero(label == number), used[row_label == number]
        place = free[columns]
        block = sparse.csr_array(a[rows][:, columns])
        parts.append(Part(place, block, right[rows], low[place], high[place], matrix.whole[place]))
    return parts


def reach_end(part: Part, column: int, sign: int, scenario: Scenario) -> np.ndarray:
    """Give a point where a cell is largest (sign 1) or smallest (-1), fractions allowed.

    Raises
    ------
    ValueError
        The solver found no such point, though the true table is one.
    """
    return reach_along(part, np.where(part.columns == column, float(sign), 0.0), scenario)


def reach_along(part: Part, aim: np.ndarray, scenario: Scenario) -> np.ndarray:
    """Give a point where a weighted sum of the cells is largest, fractions allowed.

    Raises
    ------
    ValueError
        The solver found no such point, though the true table is one.
    """
    low, high = part.narrow(scenario)
    if not part.a.shape[0]:
        return np.where(aim > 0, high, low)
    rows = LinearConstraint(part.a, part.right - _slack(part), part.right + _slack(part))
    found = milp(-aim, bounds=Bounds(low, high), constraints=rows, options={"presolve": False})
    if found.x is None:
        raise ValueError(f"no table fits what is shown: {found.message}")
    return np.clip(found.x, low, high)


def reach_whole(part: Part, column: int, sign: int, scenario: Scenario) -> np.ndarray | None:
    """Do the same with whole numbers; None where the solver found none within its nodes."""
    low, high = part.narrow(scenario)
    aim = np.where(part.columns == column, -float(sign), 0.0)
    rows = LinearConstraint(part.a, part.right - _slack(part), part.right + _slack(part))
    found = milp(
        aim,
        integrality=part.whole.astype(int),
        bounds=Bounds(low, high),
        constraints=rows,
        options={"node_limit": NODES, "mip_rel_gap": 0.0},
    )
    if found.x is None:
        return None
    x = np.where(part.whole, np.round(found.x), found.x)
    return x if fits(part, x, low, high) else None


def _slack(part: Part) -> np.ndarray:
    """Give the rounding error of sums of decimal numbers that is let pass."""
    return 1e-9 * np.maximum(1.0, np.abs(part.right))


def is_whole(part: Part, x: np.ndarray) -> bool:
    """Tell whether the whole cells of a point are whole."""
    return bool(np.all(np.abs(x - np.round(x))[part.whole] <= _CLOSE))


def fits(part: Part, x: np.ndarray, low: np.ndarray, high: np.ndarray) -> bool:
    """Tell whether a point satisfies relations and bounds, but for rounding errors."""
    size = max(1.0, float(np.abs(x).max(initial=0.0)))
    left = np.abs(part.a @ x - part.right) if part.a.shape[0] else np.zeros(1)
    inside = np.all(x >= low - _CLOSE) and np.all(x <= high + _CLOSE)
    return bool(inside and left.max(initial=0.0) <= _CLOSE * size)


def bound_linear(
    matrix: Matrix, limits: tuple[np.ndarray, np.ndarray], column: int
) -> tuple[tuple[float, np.ndarray], tuple[float, np.ndarray]]:
    """Give how far a cell can deviate downwards and upwards, each with its reduced costs.

    Parameters
    ----------
    limits : pair of float arrays of shape (columns,)
        Least and largest deviation of each column; the first at most 0, the second at least 0.

    Returns
    -------
    down, up : pairs of float and float array of shape (columns,)
        Whatever the limits are, no table deviates by more than the sum of the reduced costs times
        the largest deviation where they are positive, the least where negative (weak duality).
    """
    rows, n = matrix.a.shape
    goal = np.zeros(2 * n)
    goal[column], goal[n + column] = -1.0, 1.0
    if not rows:
        reach = np.maximum(goal * np.tile(limits[0], 2), goal * np.tile(limits[1], 2))
        return (float(reach[:n].sum()), goal[:n]), (float(reach[n:].sum()), goal[n:])
    found = linprog(
        -goal,
        A_eq=sparse.block_diag((matrix.a, matrix.a), format="csr"),
        b_eq=np.zeros(2 * rows),
        bounds=np.tile(np.column_stack(limits), (2, 1)),
        method="highs-ds",
        options={"presolve": False},  # twice as fast on problems of this size
    )
    if found.x is None:
        raise ValueError(f"the deviations of no table fit: {found.message}")
    prices = found.eqlin.marginals
    reduced = goal + np.concatenate((matrix.a.T @ prices[:rows], matrix.a.T @ prices[rows:]))
    reduced[np.abs(reduced) < 1e-9] = 0.0
    x = found.x * goal
    return (float(x[:n].sum()), reduced[:n]), (float(x[n:].sum()), reduced[n:])
