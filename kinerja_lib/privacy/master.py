"""Find the set of least weight that meets all conditions found so far."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from kinerja_lib.privacy.cuts import Cut
from kinerja_lib.privacy.matrix import Matrix

_TINY = 1e-7


def solve_master(matrix: Matrix, cuts: list[Cut], *, nodes: int) -> tuple[np.ndarray | None, float]:
    """Solve the master problem.

    Parameters
    ----------
    nodes : int
        Most nodes of branch and bound; 0 allows fractions.

    Returns
    -------
    plan : array of shape (columns,) or None
        Bool; with `nodes=0` float from 0 to 1. None where nothing was found within the nodes.
    bound : float
        No set that meets the conditions weighs less.
    """
    whole = nodes > 0
    open_ = ~matrix.hidden & ~matrix.fixed
    low = np.where(matrix.hidden, 1.0, 0.0)
    high = np.where(open_ | matrix.hidden, 1.0, 0.0)
    rows, least = _rows(matrix, cuts)
    options = {"node_limit": nodes, "mip_rel_gap": 0.0} if whole else {}
    found = milp(
        np.where(open_, matrix.weight, 0.0),
        integrality=np.full(len(low), int(whole)),
        bounds=Bounds(low, high),
        constraints=LinearConstraint(rows, least, np.inf) if rows.shape[0] else (),
        options=options,
    )
    bound = found.mip_dual_bound if whole else found.fun
    bound = 0.0 if bound is None or not np.isfinite(bound) else max(0.0, float(bound))
    if found.x is None:
        return None, bound
    return (found.x > 0.5 if whole else np.clip(found.x, 0.0, 1.0)), bound


def _rows(matrix: Matrix, cuts: list[Cut]) -> tuple[sparse.csr_array, np.ndarray]:
    n = len(matrix.value)
    follows = [(a, b) for a, b in matrix.follows if not matrix.fixed[b]]
    gains = sparse.csr_array(np.array([cut.gain for cut in cuts]).reshape(-1, n))
    k = len(follows)
    a, b = np.array(follows, dtype=int).reshape(-1, 2).T
    signs = np.concatenate((np.ones(k), -np.ones(k)))
    places = (np.concatenate((np.arange(k),) * 2), np.concatenate((b, a)))
    after = sparse.csr_array((signs, places), shape=(k, n))
    rows = sparse.csr_array(sparse.vstack((gains, after)))
    return rows, np.concatenate((np.ones(len(cuts)), np.zeros(k)))
