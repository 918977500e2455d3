"""Solve the mixed model of raters and ratees, exactly for some thousand raters, else by iteration.

score = unit + ratee + rater + error, one row per pair. Ratees and units are taken out of the
equations by arithmetic (each belongs to one block), so that only raters are solved for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import linalg, sparse

EXACT = 2000  # raters up to which the equations are solved directly
PROBES, CHUNK = 64, 8  # random vectors for standard errors beyond that
FLOOR = 1e-7  # smallest variance, as a share of that of the scores


@dataclass(frozen=True)
class Variances:
    """Hold variance components in squared points of the scale.

    Parameters
    ----------
    ratee, rater, error : float
        0 or more; error is that of a pair (mean over aspects).
    method : str
        "REML" or "moments".
    """

    ratee: float
    rater: float
    error: float
    method: str


@dataclass(frozen=True)
class Design:
    """Hold scores and who is behind them; arrays of shape (pairs,), codes from 0 without gaps.

    Parameters
    ----------
    score : float array
    rater, ratee, unit : int arrays
        Each ratee in one unit.
    unit_sd : float or None
        How far units truly differ, in points. None: by any amount, so units are fixed and raters
        are compared within them only. 0: not at all.
    """

    score: np.ndarray
    rater: np.ndarray
    ratee: np.ndarray
    unit: np.ndarray
    unit_sd: float | None = None

    @property
    def sizes(self) -> tuple[int, int, int]:
        """Give the numbers of raters, ratees and units."""
        return tuple(int(code.max()) + 1 for code in (self.rater, self.ratee, self.unit))


@dataclass(frozen=True)
class Reduced:
    """Hold the equations of raters after ratees and units were taken out.

    Parameters
    ----------
    diagonal : float array of shape (raters,)
    factors : list of sparse arrays
        Subtract `f @ f.T` of each from the diagonal.
    right : float array of shape (raters,)
    rest : float
        Sum of squares of scores after ratees and units.
    log_determinant : float
        Of the part that was taken out.
    """

    diagonal: np.ndarray
    factors: list[sparse.csr_array]
    right: np.ndarray
    rest: float
    log_determinant: float

    def multiply(self, x: np.ndarray) -> np.ndarray:
        """Multiply the matrix of the equations with columns of x."""
        result = self.diagonal[:, None] * x
        for factor in self.factors:
            result -= factor @ (factor.T @ x)
        return result

    def dense(self) -> np.ndarray:
        """Give the matrix of the equations."""
        matrix = np.diag(self.diagonal)
        for factor in self.factors:
            matrix -= (factor @ factor.T).toarray()
        return matrix


def reduce_equations(design: Design, variances: Variances) -> Reduced:
    """Take ratees, units and (units not fixed) the mean out of Henderson's equations."""
    error, raters = variances.error, design.sizes[0]
    ridge = error / max(variances.ratee, FLOOR * error)
    steps = [(design.ratee, ridge)]
    if design.unit_sd is None:
        steps.append((design.unit, 0.0))
    else:
        steps.append((design.unit, error / max(design.unit_sd**2, FLOOR * error)))
        steps.append((np.zeros_like(design.unit), 0.0))
    diagonal = np.bincount(design.rater, minlength=raters) + error / max(variances.rater, 1e-300)
    right = np.bincount(design.rater, design.score, minlength=raters)
    rest, logs, factors = float((design.score**2).sum()), 0.0, []
    keep = np.ones(len(design.score))  # what a pair still says beyond the blocks taken out
    for code, penalty in steps:
        block = np.bincount(code, keep) + penalty
        total = np.bincount(code, design.score * keep)
        cross = incidence_of(design.rater, code, (raters, len(block)), keep)
        factors.append(cross.multiply(1 / np.sqrt(block)[None]).tocsr())
        right = right - cross @ (total / block)
        rest -= float((total**2 / block).sum())
        logs += float(np.log(block).sum())
        keep = keep * (penalty / block)[code]
    return Reduced(diagonal, factors, right, rest, logs)


def incidence_of(
    row: np.ndarray, column: np.ndarray, shape: tuple[int, int], weight: np.ndarray | None = None
) -> sparse.csr_array:
    """Put weights (1) at the given rows and columns."""
    data = np.ones(len(row)) if weight is None else weight
    return sparse.coo_array((data, (row, column)), shape=shape).tocsr()


def list_components(rater: np.ndarray, ratee: np.ndarray) -> tuple[int, np.ndarray]:
    """Count the parts of the graph of raters and ratees, and give the part of each rater."""
    raters, ratees = int(rater.max()) + 1, int(ratee.max()) + 1
    total = raters + ratees
    graph = incidence_of(rater, ratee + raters, (total, total))
    count, part = sparse.csgraph.connected_components(graph, directed=False)
    return int(count), part[:raters]


def iterate(
    multiply: Callable[[np.ndarray], np.ndarray], right: np.ndarray, diagonal: np.ndarray
) -> np.ndarray:
    """Solve for each column of `right` by conjugate gradients, to a relative error of 1e-9."""
    scale = 1 / diagonal[:, None]
    x, rest = np.zeros_like(right), right.copy()
    step = scale * rest
    energy = (rest * step).sum(axis=0)
    goal = 1e-18 * np.maximum(energy, 1e-300)
    for _ in range(2000):
        if (energy <= goal).all():
            return x
        image = multiply(step)
        bend = (step * image).sum(axis=0)
        length = np.where(energy > goal, energy / np.where(bend > 0, bend, 1), 0.0)
        x += length * step
        rest -= length * image
        fresh = scale * rest
        after = (rest * fresh).sum(axis=0)
        step = fresh + np.where(energy > goal, after / np.maximum(energy, 1e-300), 0.0) * step
        energy = after
    return x


def solve_raters(
    design: Design, variances: Variances, *, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Predict each rater's effect and its prediction error variance; arrays of shape (raters,).

    Exact up to `EXACT` raters. Beyond that effects come from conjugate gradients, and the error
    variances from `PROBES` random vectors of signs drawn with `seed`; raters are hardly linked
    with one another in these equations, so that the estimate is off by a few per cent only.
    Source: Bekas, Kokiopoulou and Saad (2007), Applied Numerical Mathematics 57, 1214-1229.
    """
    raters = design.sizes[0]
    if variances.rater <= 0:
        return np.zeros(raters), np.zeros(raters)
    equations = reduce_equations(design, variances)
    if raters <= EXACT:
        inverse = linalg.inv(equations.dense(), check_finite=False)
        effect, spread = inverse @ equations.right, np.diag(inverse)
    else:
        effect = iterate(equations.multiply, equations.right[:, None], equations.diagonal)[:, 0]
        spread = _probe_diagonal(equations, seed)
    return effect[:raters], variances.error * spread[:raters]


def _probe_diagonal(equations: Reduced, seed: int) -> np.ndarray:
    """Estimate the diagonal of the inverse; what all raters have in common is taken exactly."""
    random = np.random.default_rng(seed)
    size = len(equations.diagonal)
    even = np.full((size, 1), 1 / np.sqrt(size))
    common = iterate(equations.multiply, even, equations.diagonal)
    total = np.zeros(size)
    for _ in range(PROBES // CHUNK):
        signs = random.choice(np.array([-1.0, 1.0]), size=(size, CHUNK))
        rest = signs - even @ (even.T @ signs)
        total += (signs * iterate(equations.multiply, rest, equations.diagonal)).sum(axis=1)
    return np.maximum(total / PROBES + (common * even)[:, 0], 1 / equations.diagonal)
