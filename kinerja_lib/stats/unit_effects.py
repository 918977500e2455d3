"""Differences between few treated units and others: one value per unit, t and permutation."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy import stats

MOST = 20_000  # assignments that are all looked at; above, as many are drawn


@dataclass(frozen=True)
class UnitEffect:
    """Hold the difference between treated and other units.

    Parameters
    ----------
    estimate, low, high : float or None
        Mean of the treated minus mean of the others, in the unit of the values, with the t
        interval.
    p : float or None
        Two-sided, of the t test with units - 2 degrees of freedom.
    p_permutation : float or None
        Share of all ways to name as many units treated whose difference is as far from 0.
    least : float or None
        Smallest value that `p_permutation` can take with so many units.
    treated, others : int
        Units with a value.
    reason : str
        Empty where computed, else "few" or "no spread".
    """

    estimate: float | None
    low: float | None
    high: float | None
    p: float | None
    p_permutation: float | None
    least: float | None
    treated: int
    others: int
    reason: str = ""


def compare_units(
    values: np.ndarray,
    treated: np.ndarray,
    *,
    seed: int = 0,
    level: float = 0.95,
    draws: int = MOST,
) -> UnitEffect:
    """Compare one value per unit between treated units and others.

    Parameters
    ----------
    values : float array of shape (units,)
        Change of each unit, after minus before, or its mean residual. Missing ones do not count.
    treated : bool array of shape (units,)
    seed : int
        Fixes the assignments drawn where there are more than `MOST`.
    level : float
        Confidence of the interval, between 0 and 1.
    draws : int
        Assignments drawn where there are more than `MOST`.

    Notes
    -----
    One value per unit removes serial correlation and clustering inside units. The units share one
    variance, pooled within both groups, so that one treated unit can be compared. Source:
    Bertrand, Duflo and Mullainathan (2004), Quarterly J. Economics 119, 249-275, section on
    collapsing; Donald and Lang (2007); permutation: Rosenbaum (2002), Statistical Science 17,
    286-327. Checked against `statsmodels` OLS and `scipy.stats.permutation_test`.
    """
    known = np.isfinite(values)
    value, group = np.asarray(values, dtype=float)[known], np.asarray(treated, dtype=bool)[known]
    first, second = value[group], value[~group]
    k, m = len(first), len(second)
    if k < 1 or m < 2:
        return UnitEffect(None, None, None, None, None, None, k, m, "few")
    estimate = float(first.mean() - second.mean())
    squares = ((first - first.mean()) ** 2).sum() + ((second - second.mean()) ** 2).sum()
    error = math.sqrt(squares / (k + m - 2) * (1 / k + 1 / m))
    if error < 1e-12:
        return UnitEffect(estimate, None, None, None, None, None, k, m, "no spread")
    half = float(stats.t.isf((1 - level) / 2, k + m - 2)) * error
    p = float(2 * stats.t.sf(abs(estimate) / error, k + m - 2))
    p_permutation, least = _permute(value, group, seed, draws)
    return UnitEffect(estimate, estimate - half, estimate + half, p, p_permutation, least, k, m)


def _permute(value: np.ndarray, group: np.ndarray, seed: int, draws: int) -> tuple[float, float]:
    """Return the permutation p-value and the smallest one possible."""
    n, k = len(value), int(group.sum())
    ways = math.comb(n, k)
    centred = value - value.mean()
    observed = abs(centred[group].sum()) * (1 - 1e-9)
    twins = 2 if 2 * k == n else 1  # both halves give the same distance from 0
    if ways <= MOST:
        chosen = np.array(list(combinations(range(n), k)))
        return float(np.mean(np.abs(centred[chosen].sum(axis=1)) >= observed)), twins / ways
    rng = np.random.default_rng(seed)
    drawn = rng.permuted(np.tile(centred, (draws, 1)), axis=1)[:, :k].sum(axis=1)
    extreme = int((np.abs(drawn) >= observed).sum())
    return (extreme + 1) / (draws + 1), 1 / (draws + 1)


def adjust_units(
    before: np.ndarray, after: np.ndarray, treated: np.ndarray, units: np.ndarray
) -> UnitEffect:
    """Compare people treated by whole units with people of other units, at equal scores before.

    Parameters
    ----------
    before, after : float array of shape (people,)
        Who lacks one of them is not counted.
    treated : bool array of shape (people,)
    units : array of shape (people,)
        Unit of each person; no unit holds both kinds of people.

    Notes
    -----
    Each unit's mean of after - b before, b the slope within units; then `compare_units`.
    """
    known = np.isfinite(before) & np.isfinite(after)
    x, y = np.asarray(before, dtype=float)[known], np.asarray(after, dtype=float)[known]
    names, place = np.unique(np.asarray(units)[known], return_inverse=True)
    size = np.bincount(place, minlength=len(names))
    mean_x, mean_y = (np.bincount(place, v, len(names)) / size for v in (x, y))
    own = x - mean_x[place]
    squares = float((own**2).sum())
    slope = float((own * (y - mean_y[place])).sum()) / squares if squares > 1e-12 else 0.0
    group = np.bincount(place, np.asarray(treated)[known], len(names)) > 0
    return compare_units(mean_y - slope * mean_x, group)
