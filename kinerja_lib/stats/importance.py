"""How much each predictor adds to what all of them explain, and correlations without error."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats

from kinerja_lib.stats.clustered import number_clusters
from kinerja_lib.stats.intervals import Interval
from kinerja_lib.stats.lack import Lack

MOST_FOR_ORDERINGS = 12
FEW_CLUSTERS = 10


@dataclass(frozen=True)
class Importance:
    """Hold the share of each predictor; sums to `explained`. Empty with a reason.

    Parameters
    ----------
    weights : tuple of Interval
        Raw shares of the variance of the outcome, one per predictor.
    explained : float
        R squared of all together.
    n : int
        People with everything known.
    reason : Lack
    """

    weights: tuple[Interval, ...]
    explained: float
    n: int
    reason: Lack = Lack.NOTHING


def weigh_predictors(
    predictors: np.ndarray,
    outcome: np.ndarray,
    *,
    seed: int,
    orderings: bool = False,
    clusters: np.ndarray | None = None,
    draws: int = 1000,
    level: float = 0.95,
) -> Importance:
    """Share the explained variance among correlated predictors, with bootstrap intervals.

    Parameters
    ----------
    predictors : float array of shape (people, predictors)
    outcome : float array of shape (people,)
        People with anything missing are dropped first.
    seed : int
        Fixes the draws.
    orderings : bool
        False: Johnson's relative weights. True: the average gain over all orders of entry (LMG,
        general dominance), for at most 12 predictors.
    clusters : array of shape (people,) or None
        Such as the unit: whole clusters are drawn. None and NaN are clusters of one person each;
        with fewer than 10 clusters people are drawn.

    Notes
    -----
    More than 5,000 people are put at random into 2,000 blocks, which are drawn whole. Sources:
    Johnson (2000), Multivariate Behavioral Research 35, 1-19; Lindeman, Merenda and Gold (1980),
    Introduction to Bivariate and Multivariate Analysis.
    """
    table = np.column_stack([np.asarray(predictors, dtype=float), np.asarray(outcome, dtype=float)])
    known = np.isfinite(table).all(axis=1)
    table = table[known]
    place = None if clusters is None else number_clusters(np.asarray(clusters)[known], FEW_CLUSTERS)
    n, p = table.shape[0], table.shape[1] - 1
    if orderings and p > MOST_FOR_ORDERINGS:
        raise ValueError(f"at most {MOST_FOR_ORDERINGS} predictors for all orders, got {p}")
    reason = _check(table)
    if reason:
        return Importance((), math.nan, n, reason)
    share = average_gains if orderings else relative_weights
    point = share(np.corrcoef(table, rowvar=False))
    drawn = []
    for correlation in _draw(table, place, np.random.default_rng(seed), draws):
        if np.isfinite(correlation).all() and np.linalg.eigvalsh(correlation)[0] > 1e-9:
            drawn.append(share(correlation))
    if len(drawn) < 0.9 * draws:
        return Importance((), math.nan, n, Lack.SINGULAR)
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0)
    weights = [
        Interval(float(w), float(a), float(b), n, "bootstrap")
        for w, a, b in zip(point, low, high, strict=True)
    ]
    return Importance(tuple(weights), float(point.sum()), n)


def relative_weights(correlation: np.ndarray) -> np.ndarray:
    """Compute Johnson's relative weights from correlations, the outcome last.

    Source: Johnson (2000): the predictors' closest orthogonal variables carry the variance.
    """
    values, vectors = np.linalg.eigh(correlation[:-1, :-1])
    root = (vectors * np.sqrt(np.maximum(values, 1e-12))) @ vectors.T
    return root**2 @ np.linalg.solve(root, correlation[:-1, -1]) ** 2


def average_gains(correlation: np.ndarray) -> np.ndarray:
    """Compute each predictor's gain in R squared, averaged over all orders; the outcome last."""
    p = len(correlation) - 1
    explained = np.zeros(1 << p)
    for subset in range(1, 1 << p):
        mine = [i for i in range(p) if subset >> i & 1]
        y = correlation[mine, -1]
        explained[subset] = y @ np.linalg.solve(correlation[np.ix_(mine, mine)], y)
    gains = np.zeros(p)
    chance = [1 / (p * math.comb(p - 1, k)) for k in range(p)]
    for subset in range(1 << p):
        for i in range(p):
            if not subset >> i & 1:
                gain = explained[subset | 1 << i] - explained[subset]
                gains[i] += chance[subset.bit_count()] * gain
    return gains


def remove_attenuation(r: Interval, first: float, second: float) -> Interval:
    """Divide a correlation and its limits by the root of two reliabilities.

    Parameters
    ----------
    r : Interval
        A correlation; without an estimate it is returned as it is.
    first, second : float
        Reliabilities, above 0 to 1; else a reason.

    Returns
    -------
    Interval
        May go beyond 1: the reliabilities are then too low for this correlation. The limits take
        the reliabilities as known.

    Notes
    -----
    Source: Spearman (1904), American Journal of Psychology 15, 72-101.
    """
    if r.estimate is None:
        return r
    if not (0 < first <= 1 and 0 < second <= 1):
        return Interval(None, None, None, r.n, "disattenuated", Lack.NOT_IDENTIFIED)
    root = math.sqrt(first * second)
    low, high = (limit / root if limit is not None else None for limit in (r.low, r.high))
    return Interval(r.estimate / root, low, high, r.n, "disattenuated")


def correlate_scores(x: np.ndarray, y: np.ndarray, *, level: float = 0.95) -> Interval:
    """Compute Pearson's correlation with Fisher's interval; people with one missing are dropped."""
    x, y = (np.asarray(column, dtype=float).ravel() for column in (x, y))
    known = np.isfinite(x) & np.isfinite(y)
    x, y, n = x[known], y[known], int(known.sum())
    if n < 4:
        reason = Lack.FEW_PEOPLE if n else Lack.ALL_MISSING
        return Interval(None, None, None, n, "Fisher z", reason)
    if x.std() < 1e-12 or y.std() < 1e-12:
        return Interval(None, None, None, n, "Fisher z", Lack.NO_SPREAD)
    r = float(np.clip(np.corrcoef(x, y)[0, 1], -1.0, 1.0))
    if 1 - abs(r) < 1e-12:
        return Interval(r, r, r, n, "Fisher z")
    half = float(stats.norm.isf((1 - level) / 2)) / math.sqrt(n - 3)
    z = math.atanh(r)
    return Interval(r, math.tanh(z - half), math.tanh(z + half), n, "Fisher z")


def _check(table: np.ndarray) -> Lack:
    n, width = table.shape
    if n == 0:
        return Lack.ALL_MISSING
    if width < 2:
        return Lack.FEW_ITEMS
    if n <= width + 1:
        return Lack.FEW_PEOPLE
    if (table.std(axis=0) < 1e-12).any():
        return Lack.NO_SPREAD
    correlation = np.corrcoef(table, rowvar=False)[:-1, :-1]
    small = np.linalg.eigvalsh(np.atleast_2d(correlation))[0] < 1e-8
    return Lack.SINGULAR if small else Lack.NOTHING


def _draw(
    table: np.ndarray, place: np.ndarray | None, random: np.random.Generator, draws: int
) -> list[np.ndarray]:
    """Return correlations of people, or of blocks or clusters of them, drawn with replacement."""
    n, width = table.shape
    x = np.column_stack([np.ones(n), (table - table.mean(axis=0)) / table.std(axis=0)])
    if place is None or place.max() + 1 == n:
        place = _make_blocks(n, random)
    order = np.argsort(place, kind="stable")
    ends = np.cumsum(np.bincount(place))[:-1]
    products = np.array([(part.T @ part).ravel() for part in np.split(x[order], ends)])
    times = random.multinomial(len(products), np.full(len(products), 1 / len(products)), size=draws)
    sums = (times.astype(float) @ products).reshape(draws, width + 1, width + 1)
    count = sums[:, :1, :1]
    covariance = sums[:, 1:, 1:] / count - sums[:, 1:, :1] * sums[:, :1, 1:] / count**2
    own = np.einsum("dii->di", covariance)
    scale = np.sqrt(np.where(own > 1e-12, own, np.nan))
    return list(covariance / (scale[:, :, None] * scale[:, None, :]))


def _make_blocks(n: int, random: np.random.Generator) -> np.ndarray:
    """Give each person the number of a block: one each up to 5,000 people, else 2,000 blocks."""
    if n <= 5000:
        return np.arange(n)
    place = np.empty(n, dtype=int)
    place[random.permutation(n)] = np.arange(n) // -(-n // 2000)
    return place
