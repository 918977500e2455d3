"""The linear relaxation of the whole model, and a bound that holds whatever the solver did."""

from __future__ import annotations

import numpy as np

from kinerja_lib.allocation.effort import solve_relaxation
from kinerja_lib.allocation.model import Model


def relax(model: Model) -> tuple[np.ndarray | None, np.ndarray]:
    """Solve the linear relaxation; return columns (None without a solution) and row prices."""
    bounds = np.column_stack((model.lower, model.upper))
    found = solve_relaxation(model.gain, bounds, A_ub=model.matrix, b_ub=model.limit)
    if found is None:
        return None, np.zeros(len(model.limit))
    return found.x, np.maximum(-found.ineqlin.marginals, 0.0)


def bound_by_rows(model: Model, prices: np.ndarray) -> float:
    """Compute an upper bound of the objective from any row prices; negative ones count as 0.

    Weak duality with bounded columns: for every y >= 0 and feasible x,
    c x <= y b + sum over columns of max(lower r, upper r) with r = c - A' y.
    So rounding errors of the solver, or a wrong answer of it, make the bound loose, never false.
    Source: Neumaier and Shcherbina (2004), Mathematical Programming 99, 283-296.
    """
    y = np.maximum(prices, 0.0)
    reduced = model.gain - model.matrix.T @ y
    best = np.maximum(model.lower * reduced, model.upper * reduced)
    return float(y @ model.limit + best.sum())
