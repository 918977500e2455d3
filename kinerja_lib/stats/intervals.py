"""Intervals for shares, small counts, means and differences: for samples and claims on a process.

A share or count of a complete population carries no interval; the caller decides which it has.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats


@dataclass(frozen=True)
class Interval:
    """Hold an estimate with its interval, or the reason why there is none.

    Parameters
    ----------
    estimate, low, high : float or None
        In the unit of the input; None where it cannot be computed.
    n : int
        Number counted after missing values were dropped.
    method : str
        Name of the method, for the note under a table.
    reason : str
        Empty where computed, else what was lacking.
    """

    estimate: float | None
    low: float | None
    high: float | None
    n: int
    method: str
    reason: str = ""


def interval_share(count: int, n: int, *, level: float = 0.95) -> Interval:
    """Compute Wilson's score interval of a share, 0 to 1.

    Parameters
    ----------
    count, n : int
        Number with the property, and number counted.
    level : float
        Confidence, between 0 and 1.

    Raises
    ------
    ValueError
        `count` is not within 0 to n.

    Notes
    -----
    Source: Wilson (1927), JASA 22, 209-212.
    """
    if not 0 <= count <= n:
        raise ValueError(f"count must be within 0 to n, got {count} of {n}")
    if n == 0:
        return Interval(None, None, None, 0, "Wilson", "n = 0")
    z = _z(level)
    share = count / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == n else min(1.0, middle + half)
    return Interval(share, low, high, n, "Wilson")


def interval_share_difference(
    first: tuple[int, int], second: tuple[int, int], *, level: float = 0.95
) -> Interval:
    """Compute second share minus first share of two independent groups, -1 to 1.

    Parameters
    ----------
    first, second : (count, n)

    Notes
    -----
    Newcombe's method 10: square root of the squared distances to the Wilson limits.
    Source: Newcombe (1998), Statistics in Medicine 17, 873-890.
    """
    a, b = interval_share(*first, level=level), interval_share(*second, level=level)
    if a.reason or b.reason:
        return Interval(None, None, None, a.n + b.n, "Newcombe", "n = 0")
    difference = b.estimate - a.estimate
    low = difference - math.hypot(b.estimate - b.low, a.high - a.estimate)
    high = difference + math.hypot(b.high - b.estimate, a.estimate - a.low)
    return Interval(difference, low, high, a.n + b.n, "Newcombe")


def interval_count(count: int, *, exposure: float = 1.0, level: float = 0.95) -> Interval:
    """Compute the exact Poisson interval of a small count, as a rate per unit of exposure.

    Parameters
    ----------
    count : int
        Events, 0 or more.
    exposure : float
        Above 0: 1 gives the count itself, live births / 1000 a rate per 1,000 births.

    Raises
    ------
    ValueError
        Count below 0 or exposure not above 0.

    Notes
    -----
    chi2(alpha / 2, 2 x) / 2 to chi2(1 - alpha / 2, 2 x + 2) / 2; low is 0 for x = 0.
    Source: Garwood (1936), Biometrika 28, 437-442.
    """
    if count < 0 or not exposure > 0:
        raise ValueError(f"count must be 0 or more and exposure above 0: {count}, {exposure}")
    tail = (1 - level) / 2
    low = 0.0 if count == 0 else float(stats.chi2.ppf(tail, 2 * count)) / 2
    high = float(stats.chi2.isf(tail, 2 * count + 2)) / 2
    return Interval(count / exposure, low / exposure, high / exposure, count, "Poisson")


def interval_mean(values: np.ndarray, *, level: float = 0.95) -> Interval:
    """Compute Student's interval of a mean of independent values; missing values are dropped."""
    known = _drop_missing(values)
    if len(known) < 2:
        return Interval(None, None, None, len(known), "t", "n < 2")
    error = float(known.std(ddof=1)) / math.sqrt(len(known))
    half = float(stats.t.isf((1 - level) / 2, len(known) - 1)) * error
    mean = float(known.mean())
    return Interval(mean, mean - half, mean + half, len(known), "t")


def interval_clustered_mean(
    values: np.ndarray, clusters: np.ndarray, *, seed: int, draws: int = 2000, level: float = 0.95
) -> Interval:
    """Compute the mean of answers that come in clusters, with an interval from whole clusters.

    Parameters
    ----------
    values : float array of shape (answers,)
        Missing values are dropped before anything is counted.
    clusters : array of shape (answers,)
        Cluster of each answer (counter and day, unit). Answers of one cluster count as related.
    seed : int
        Fixes the draws.

    Notes
    -----
    Bootstrap of clusters with replacement; each draw's mean is sum over count of the clusters
    drawn; percentiles with Hutson's widening sqrt(m / (m - 1)) about the mean for m clusters,
    times t over z, because plain percentiles are too short for few clusters.
    Source: Davison and Hinkley (1997), Bootstrap Methods, section 3.8.
    """
    values = np.asarray(values, dtype=float)
    known = np.isfinite(values)
    codes, place = np.unique(np.asarray(clusters)[known], return_inverse=True)
    m, n = len(codes), int(known.sum())
    if m < 2:
        return Interval(None, None, None, n, "bootstrap", "clusters < 2")
    total, size = np.bincount(place, values[known]), np.bincount(place).astype(float)
    times = np.random.default_rng(seed).multinomial(m, np.full(m, 1 / m), size=draws)
    means = (times @ total) / (times @ size)
    mean, tail = float(total.sum() / n), (1 - level) / 2
    wider = math.sqrt(m / (m - 1)) * float(stats.t.isf(tail, m - 1)) / _z(level)
    low, high = (float(mean + wider * (q - mean)) for q in np.quantile(means, [tail, 1 - tail]))
    return Interval(mean, low, high, n, "bootstrap")


def _z(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"level must be between 0 and 1, got {level}")
    return float(stats.norm.isf((1 - level) / 2))


def _drop_missing(values: np.ndarray) -> np.ndarray:
    values = np.asarray(values, dtype=float).ravel()
    return values[np.isfinite(values)]
