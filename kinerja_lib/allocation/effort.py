"""Ask HiGHS for a counted amount of work, so that the speed of the machine never changes a plan."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp

STEPS = 1_000_000  # most steps of the simplex method for one relaxation
EMERGENCY = 1800.0  # seconds on the clock at which one question is given up, with an error
# Seconds per non-zero before the first branch, and for each node, where most columns must be whole
# and where most may be parts.
_ROOT, _NODE = {True: 3e-4, False: 1e-4}, {True: 3e-7, False: 1e-6}
_NODE_LEAST = 1e-3  # seconds per node, however small the model
_NODES_LEAST = 10  # where the work before the first branch took all the seconds
_TOO_LONG = 2.5  # times the seconds given: not asked where the work before branching takes more


class UnfinishedPlanError(RuntimeError):
    """The solver met the clock of last resort: there is no plan, rather than another one."""


def count_nodes(seconds: float, integer: np.ndarray, nonzeros: int) -> int | None:
    """Say how many nodes HiGHS may look at in about so many seconds; None: do not ask.

    Parameters
    ----------
    seconds : float
        Seconds on an ordinary machine. They are turned into nodes by constants measured once
        (HiGHS 1.12 on one core, plans of 400 to 5,000 people, 15,000 to 295,000 non-zeros): the
        same model and seconds give the same nodes everywhere. The time taken was between a third
        of what was asked and twice as much.
    integer : array of shape (columns,)
        1 where a column must be whole.
    nonzeros : int
        Of the matrix.
    """
    whole = bool(np.mean(integer) > 0.5)
    root, node = _ROOT[whole] * nonzeros, _NODE_LEAST + _NODE[whole] * nonzeros
    if root > _TOO_LONG * seconds:
        return None
    return max(int((seconds - root) / node), _NODES_LEAST)


def solve_relaxation(
    gain: np.ndarray, bounds: np.ndarray, **rows: np.ndarray | sparse.sparray
) -> OptimizeResult | None:
    """Maximise with parts allowed, in at most `STEPS` steps; None without an answer.

    Parameters
    ----------
    bounds : float array of shape (columns, 2)
    rows
        `A_ub`, `b_ub`, `A_eq`, `b_eq` of `scipy.optimize.linprog`.

    Raises
    ------
    UnfinishedPlanError
        At the clock of last resort.
    """
    options = {"maxiter": STEPS, "time_limit": EMERGENCY}
    found = linprog(-gain, bounds=bounds, method="highs-ds", options=options, **rows)
    _refuse_clock(found)
    return found if found.status == 0 and found.x is not None else None


def solve_integers(
    gain: np.ndarray,
    integer: np.ndarray,
    bounds: Bounds,
    rows: LinearConstraint,
    *,
    seconds: float,
    gap: float,
) -> OptimizeResult | None:
    """Maximise with whole columns; None where HiGHS is not asked or has nothing.

    It stops at the relative gap or at the nodes of `count_nodes`, whichever is first. The answer
    depends on the model and the seconds given only.

    Raises
    ------
    UnfinishedPlanError
        At the clock of last resort.
    """
    nodes = count_nodes(seconds, integer, rows.A.nnz)
    if nodes is None:
        return None
    options = {"node_limit": nodes, "mip_rel_gap": gap, "time_limit": EMERGENCY}
    found = milp(-gain, integrality=integer, bounds=bounds, constraints=rows, options=options)
    _refuse_clock(found)
    return found if found.x is not None else None


def _refuse_clock(found: OptimizeResult) -> None:
    """Refuse an answer that the clock cut short; it would be another one on another day."""
    if found.message.startswith("Time limit"):
        raise UnfinishedPlanError(f"the solver did not end within {EMERGENCY:g} seconds")
