"""Means of values that come in clusters, and their differences: robust error, t by clusters."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from kinerja_lib.stats.intervals import Interval
from kinerja_lib.stats.lack import Lack

METHOD = "t, clusters"


@dataclass(frozen=True)
class ClusterMean:
    """Hold a mean, or a difference of two, of values in clusters.

    Parameters
    ----------
    interval : Interval
        Estimate with Student's limits, clusters - 1 degrees of freedom.
    p_value : float
        Two-sided, that the mean is 0; NaN where `reason` says why.
    error : float
        Cluster-robust standard error.
    clusters : int
    reason : Lack
    """

    interval: Interval
    p_value: float
    error: float
    clusters: int
    reason: Lack = Lack.NOTHING


def measure_mean(
    values: np.ndarray, clusters: np.ndarray, *, least: int = 2, level: float = 0.95
) -> ClusterMean:
    """Measure the mean of values that are alike inside clusters.

    Parameters
    ----------
    values : float array of shape (people,)
        Missing values are dropped before anything is counted.
    clusters : array of shape (people,)
        Such as the unit; None and NaN are clusters of one person each.
    least : int
        With fewer clusters than this, every person counts as a cluster: the ordinary t interval.

    Notes
    -----
    se^2 = m / (m - 1) * sum over clusters of (sum of value - mean)^2 / n^2, m clusters. Source:
    Liang and Zeger (1986), Biometrika 73, 13-22. Checked against `statsmodels` OLS.
    """
    value = np.asarray(values, dtype=float).ravel()
    known = np.isfinite(value)
    value, place = value[known], number_clusters(np.asarray(clusters, dtype=object)[known], least)
    n = len(value)
    mean = float(value.mean()) if n else math.nan
    return _conclude(mean, (value - mean) / max(n, 1), place, n, level)


def measure_difference(
    first: tuple[np.ndarray, np.ndarray],
    second: tuple[np.ndarray, np.ndarray],
    *,
    least: int = 2,
    level: float = 0.95,
) -> ClusterMean:
    """Measure second mean minus first mean where both share clusters, or people.

    Parameters
    ----------
    first, second : (values, clusters)
        Float array and array of shape (people,), as in `measure_mean`. A cluster in both counts
        once, so that the same people in two waves do not count as different ones.

    Notes
    -----
    Each value's influence is (value - own mean) / own n, negative for the first; the sums of it
    over clusters are squared as in `measure_mean`.
    """
    parts, labels, means = [], [], []
    for sign, (values, clusters) in zip((-1, 1), (first, second), strict=True):
        value = np.asarray(values, dtype=float).ravel()
        known = np.isfinite(value)
        value = value[known]
        means.append(float(value.mean()) if len(value) else math.nan)
        parts.append(sign * (value - means[-1]) / max(len(value), 1))
        labels.append(np.asarray(clusters, dtype=object)[known])
    n = min(len(part) for part in parts)
    place = number_clusters(np.concatenate(labels), least)
    return _conclude(means[1] - means[0], np.concatenate(parts), place, n, level)


def number_clusters(clusters: np.ndarray, least: int) -> np.ndarray:
    """Give clusters numbers from 0; people without one, or in too few, get a number each."""
    place, names = pd.factorize(np.asarray(clusters, dtype=object))
    missing = place < 0
    place[missing] = len(names) + np.arange(int(missing.sum()))
    many = len(names) + int(missing.sum())
    return place if many >= least else np.arange(len(clusters))


def _conclude(
    estimate: float, influence: np.ndarray, place: np.ndarray, n: int, level: float
) -> ClusterMean:
    m = int(place.max()) + 1 if len(place) else 0
    sums = np.bincount(place, influence, minlength=m)
    error = math.sqrt(m / (m - 1) * float(sums @ sums)) if m > 1 else 0.0
    lack = Lack.ALL_MISSING if n == 0 else Lack.FEW_PEOPLE if min(n, m) < 3 else Lack.NOTHING
    lack = lack or (Lack.NOTHING if error > 1e-12 else Lack.NO_SPREAD)
    if lack:
        known = estimate if math.isfinite(estimate) else None
        return ClusterMean(Interval(known, None, None, n, METHOD, lack), math.nan, 0.0, m, lack)
    half = float(stats.t.isf((1 - level) / 2, m - 1)) * error
    p_value = float(2 * stats.t.sf(abs(estimate) / error, m - 1))
    interval = Interval(estimate, estimate - half, estimate + half, n, METHOD)
    return ClusterMean(interval, p_value, error, m)
