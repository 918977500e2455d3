"""Means of people who come in clusters, and differences of two of them: robust intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from kinerja_lib.stats.lack import Lack


@dataclass(frozen=True)
class ClusteredMean:
    """Hold a mean, or a difference of two, whose people are related within clusters.

    Parameters
    ----------
    estimate, low, high : float
        In the unit of the values; NaN where `reason` says why. An estimate may stand without
        limits.
    error, df, p_value : float
        Standard error, degrees of freedom, and two-sided chance of an estimate as far from 0.
    design_effect : float
        Variance over that of as many independent people; NaN without an interval.
    n, clusters : int
        People with a value, and their clusters.
    reason : Lack
    """

    estimate: float
    low: float
    high: float
    error: float
    df: float
    p_value: float
    design_effect: float
    n: int
    clusters: int
    reason: Lack = Lack.NOTHING


def mean_clustered(
    values: np.ndarray,
    clusters: np.ndarray,
    weight: np.ndarray | None = None,
    *,
    least: int = 0,
    level: float = 0.95,
) -> ClusteredMean:
    """Compute a mean with an interval that allows for likeness within clusters.

    Parameters
    ----------
    values : float array of shape (people,)
        Missing values are dropped first.
    clusters : array of shape (people,)
        Such as the unit; None and NaN are clusters of one person each.
    weight : float array of shape (people,) or None
        Zero or more; people without one are dropped. None: all alike.
    least : int
        With fewer clusters than this every person counts as one: the ordinary t interval.
    level : float
        Confidence, between 0 and 1.

    Notes
    -----
    Linearization: sum over clusters of (sum of w (y - mean) / sum of w)^2, times m / (m - 1), with
    t of m - 1 degrees of freedom for m clusters. Source: Särndal, Swensson and Wretman (1992),
    Model Assisted Survey Sampling, section 5.6 and 8.6. Checked against `statsmodels` OLS and WLS
    with clustered errors.
    """
    y, place, w = _read(values, clusters, weight, least)
    n, m = len(y), int(place.max()) + 1 if len(y) else 0
    if not n or not w.sum() > 0:
        return _lacking(math.nan, n, m, Lack.ALL_MISSING)
    mean = float(w @ y / w.sum())
    if n < 3 or m < 2:
        return _lacking(mean, n, m, Lack.FEW_PEOPLE if n < 3 else Lack.FEW_GROUPS)
    own = w * (y - mean) / w.sum()
    variance = m / (m - 1) * float((np.bincount(place, own) ** 2).sum())
    alone = float(((y - mean) ** 2).sum()) / (n - 1) / n
    if not variance > 1e-18 or not alone > 1e-18:
        return _lacking(mean, n, m, Lack.NO_SPREAD)
    return _finish(mean, variance, m - 1, alone, (n, m, level))


def difference_clustered(
    values: np.ndarray,
    first: np.ndarray,
    clusters: np.ndarray,
    *,
    least: int = 0,
    level: float = 0.95,
) -> ClusteredMean:
    """Compute the mean of some people minus that of the others, allowing for clusters.

    Parameters
    ----------
    values : float array of shape (people,)
        Missing values are dropped first.
    first : bool array of shape (people,)
        Whose mean comes first.
    clusters : array of shape (people,)
        A cluster on both sides counts once, so that the same people, or the same unit, in two waves
        are not taken for different ones.
    least : int
        As in `mean_clustered`.

    Notes
    -----
    As `mean_clustered`. Where every cluster lies on one side, each side has its own variance and
    its own m - 1, joined as Welch and Satterthwaite do: few clusters on one side give few degrees
    of freedom. Where clusters have people on both sides, their deviations are added first.
    """
    y, place, side = _read(values, clusters, np.asarray(first, dtype=float), least)
    n, m, one = len(y), int(place.max()) + 1 if len(y) else 0, side > 0
    if min(one.sum(), (~one).sum()) < 1:
        return _lacking(math.nan, n, m, Lack.FEW_GROUPS if n else Lack.ALL_MISSING)
    means = [float(y[one].mean()), float(y[~one].mean())]
    gap = means[0] - means[1]
    own = np.where(one, (y - means[0]) / one.sum(), (y - means[1]) / -(~one).sum())
    here = np.bincount(place, one, minlength=m) > 0
    there = np.bincount(place, ~one, minlength=m) > 0
    sides = [here, there] if not (here & there).any() else [here | there]
    if min(int(part.sum()) for part in sides) < 2:
        return _lacking(gap, n, m, Lack.FEW_GROUPS)
    square = np.bincount(place, own, minlength=m) ** 2
    count = np.array([part.sum() for part in sides], dtype=float)
    part = np.array([square[own_side].sum() for own_side in sides]) * count / (count - 1)
    alone = sum(float(((y[s] - y[s].mean()) ** 2).sum()) / max(s.sum() - 1, 1) / s.sum()
                for s in (one, ~one))  # fmt: skip
    if not part.sum() > 1e-18 or not alone > 1e-18:
        return _lacking(gap, n, m, Lack.NO_SPREAD)
    df = float(part.sum() ** 2 / (part**2 / (count - 1)).sum())
    return _finish(gap, float(part.sum()), df, alone, (n, m, level))


def number_clusters(clusters: np.ndarray, least: int = 0) -> np.ndarray:
    """Give clusters numbers from 0; people without one, or in too few, get a number each."""
    place, names = pd.factorize(np.asarray(clusters, dtype=object))
    missing = place < 0
    place[missing] = len(names) + np.arange(int(missing.sum()))
    many = len(names) + int(missing.sum())
    return place if many >= least else np.arange(len(clusters))


def _read(
    values: np.ndarray, clusters: np.ndarray, weight: np.ndarray | None, least: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    y = np.asarray(values, dtype=float).ravel()
    names = np.asarray(clusters, dtype=object)
    w = np.ones(len(y)) if weight is None else np.asarray(weight, dtype=float).ravel()
    if not len(y) == len(names) == len(w):
        raise ValueError("values, clusters and weights need one length")
    use = np.isfinite(y) & np.isfinite(w)
    return y[use], number_clusters(names[use], least), w[use]


def _lacking(estimate: float, n: int, m: int, reason: Lack) -> ClusteredMean:
    return ClusteredMean(estimate, *[math.nan] * 6, n, m, reason)


def _finish(
    estimate: float, variance: float, df: float, alone: float, base: tuple[int, int, float]
) -> ClusteredMean:
    n, m, level = base
    error = math.sqrt(variance)
    half = float(stats.t.isf((1 - level) / 2, df)) * error
    p_value = float(2 * stats.t.sf(abs(estimate) / error, df))
    limits = (estimate, estimate - half, estimate + half)
    return ClusteredMean(*limits, error, float(df), p_value, variance / alone, n, m)
