"""Solve the whole model by branch and bound (HiGHS), for problems small enough."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint

from kinerja_lib.allocation.effort import solve_integers
from kinerja_lib.allocation.model import build_model
from kinerja_lib.allocation.problem import Problem

PAIRS = 10_000  # most pairs for which this is tried


def solve_exactly(
    problem: Problem, *, seconds: float = 60.0, gap: float = 5e-4
) -> tuple[np.ndarray | None, np.ndarray | None, float | None]:
    """Maximise over all plans; return pairs, classes and HiGHS's own bound.

    Parameters
    ----------
    seconds : float
        About so many on an ordinary machine, counted in work: `effort.count_nodes`.
    gap : float
        Relative gap at which it stops.

    Returns
    -------
    chosen : bool array of shape (pairs,) or None
    classes : int array of shape (courses,) or None
        None for both when there is no plan or none was found with that work.
    bound : float or None
        None without an answer. It is the word of the solver and not checked here.
    """
    if not problem.n_pairs:
        return np.zeros(0, dtype=bool), problem.forced.astype(np.int64), None
    model = build_model(problem)
    found = solve_integers(
        model.gain,
        model.integer,
        Bounds(model.lower, model.upper),
        LinearConstraint(model.matrix, -np.inf, model.limit),
        seconds=seconds,
        gap=gap,
    )
    if found is None:
        return None, None, None
    bound = None if found.mip_dual_bound is None else -float(found.mip_dual_bound)
    whole = np.round(found.x[: model.pairs + model.courses]).astype(np.int64)
    return whole[: model.pairs] > 0, whole[model.pairs :], bound
