"""Estimate how far people, raters and single scores differ, from who rated whom."""

from __future__ import annotations

import numpy as np
from scipy import linalg, optimize

from kinerja_lib.stats import rater_model
from kinerja_lib.stats.rater_model import (
    FLOOR,
    Design,
    Reduced,
    Variances,
    incidence_of,
    iterate,
    list_components,
    reduce_equations,
)


def estimate_variances(design: Design) -> Variances:
    """Estimate the variance components.

    Returns
    -------
    Variances
        Restricted maximum likelihood up to `EXACT` raters, as other programs give it; beyond that
        the moments it starts from, which are unbiased but use less of the data.

    Notes
    -----
    Source: Searle, Casella and McCulloch (1992), Variance Components, chapters 5 to 7.
    """
    start = _moments(design)
    if design.sizes[0] > rater_model.EXACT:
        return start
    scale = float(design.score.var())
    low, high = np.log(scale * np.array([FLOOR, FLOOR, 1e-4])), np.log(100 * scale)
    point = np.clip(
        np.log(np.maximum([start.ratee, start.rater, start.error], 1e-3 * scale)), low, high
    )
    step = np.array([0.3, 0.3, 0.15])
    if not _rated_twice(design):
        point[0], step[0] = low[0], 0.0

    def cost(moved: np.ndarray) -> float:
        logs = point + step * moved
        bounded = np.clip(logs, low, high)
        penalty = float(((logs - bounded) ** 2).sum()) * len(design.score)
        return _deviance(design, Variances(*np.exp(bounded), "REML")) + penalty

    simplex = np.vstack([np.zeros(3), np.eye(3)])
    options = {"initial_simplex": simplex, "xatol": 3e-4, "fatol": 1e-7, "maxiter": 600}
    found = optimize.minimize(cost, np.zeros(3), method="Nelder-Mead", options=options)
    values = np.exp(np.clip(point + step * found.x, low, high))
    return Variances(*(float(v) if v > 10 * FLOOR * scale else 0.0 for v in values), "REML")


def _rated_twice(design: Design) -> bool:
    """Tell whether any ratee has two raters; else ratee and error are one, counted as error."""
    return len(design.score) > design.sizes[1]


def _deviance(design: Design, variances: Variances) -> float:
    """Return -2 times the restricted log-likelihood, up to a constant."""
    raters, ratees, units = design.sizes
    error, n = variances.error, len(design.score)
    equations = reduce_equations(design, variances)
    factor = linalg.cholesky(equations.dense(), lower=True, check_finite=False)
    half = linalg.solve_triangular(factor, equations.right, lower=True, check_finite=False)
    logs = equations.log_determinant + 2 * np.log(np.diag(factor)).sum()
    logs += ratees * np.log(variances.ratee / error) + raters * np.log(variances.rater / error)
    fixed = units if design.unit_sd is None else 1
    return float((n - fixed) * np.log(error) + logs + (equations.rest - half @ half) / error)


def _moments(design: Design) -> Variances:
    """Solve three expected sums of squares: within units, within ratees, after both factors.

    E within units  = error (N - U) + ratee (N - sum n_i^2 / n_u) + rater (N - sum n_ju^2 / n_u)
    E within ratees = error (N - I) + rater (N - I), as a rater rates a person once
    E of what is left = error (N - I - J + parts of the graph)
    """
    y, n = design.score, len(design.score)
    raters, ratees, units = design.sizes
    left, parts = _least_squares_rest(design)
    freedom = n - ratees - raters + parts
    within_ratee = _within(y, design.ratee)
    within_unit = _within(y, design.unit)
    if freedom <= 0 or not _rated_twice(design):  # too few links to separate the parts
        error = max(_within(y, design.rater) / max(n - raters, 1), 1e-4 * float(y.var()))
        rest = max(float(y.var()) - error, 0.0)
        return Variances(0.0, rest, error, "moments")
    error = left / freedom
    rater = within_ratee / (n - ratees) - error
    size = np.bincount(design.unit)
    of_unit = np.zeros(ratees, dtype=int)
    of_unit[design.ratee] = design.unit
    people = n - (np.bincount(design.ratee) ** 2 / size[of_unit]).sum()
    pairs, count = np.unique(
        design.rater.astype(np.int64) * units + design.unit, return_counts=True
    )
    judges = n - (count**2 / size[pairs % units]).sum()
    ratee = (within_unit - error * (n - units) - max(rater, 0) * judges) / max(people, 1)
    return Variances(
        *(max(float(v), 0.0) for v in (ratee, rater)),
        max(float(error), 1e-4 * float(y.var())),
        "moments",
    )


def _within(score: np.ndarray, group: np.ndarray) -> float:
    mean = np.bincount(group, score) / np.bincount(group)
    return float(((score - mean[group]) ** 2).sum())


def _least_squares_rest(design: Design) -> tuple[float, int]:
    """Return the sum of squares left by fixed ratees and raters, and the parts of their graph."""
    raters, ratees, _ = design.sizes
    incidence = incidence_of(design.rater, design.ratee, (raters, ratees))
    per_ratee = np.bincount(design.ratee)
    factor = incidence.multiply(1 / np.sqrt(per_ratee)[None]).tocsr()
    diagonal = np.bincount(design.rater).astype(float)
    mean = np.bincount(design.ratee, design.score) / per_ratee
    rest = design.score - mean[design.ratee]
    right = np.bincount(design.rater, rest, minlength=raters)
    plain = Reduced(diagonal, [factor], right, 0.0, 0.0)
    found = iterate(plain.multiply, right[:, None], diagonal)[:, 0]
    parts = int(list_components(design.rater, design.ratee)[0])
    return float((rest**2).sum() - found @ right), parts
