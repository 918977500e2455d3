"""Compare means of groups with unequal variances: Welch, Games-Howell, effect sizes."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import special, stats

from kinerja_lib.stats.grouped import Grouped, group_values
from kinerja_lib.stats.intervals import Interval
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.noncentral import limit_noncentral_f, limit_noncentral_t
from kinerja_lib.stats.studentized_range import range_chance, range_quantile


@dataclass(frozen=True)
class WelchTest:
    """Hold Welch's test that all means are the same; NaN where `reason` says why.

    Parameters
    ----------
    f, df1, df2, p_value : float
    eta2, epsilon2, omega2 : float
        Share of the variance between the groups, 0 to 1: as observed (between over total), and two
        estimates for the population, which may fall below 0.
    effect : Interval
        The population's share, from the noncentral distribution of the classical F; its estimate
        is omega2.
    n, groups : int
    reason : Lack
    """

    f: float
    df1: float
    df2: float
    p_value: float
    eta2: float
    epsilon2: float
    omega2: float
    effect: Interval
    n: int
    groups: int
    reason: Lack = Lack.NOTHING


@dataclass(frozen=True)
class PairDifference:
    """Hold one comparison of two means: second minus first.

    Parameters
    ----------
    first, second : object
        Names of the groups.
    difference : Interval
        In the unit of the values, limits simultaneous for all pairs.
    t, df, p_value : float
        Games-Howell, adjusted for all pairs.
    hedges_g : Interval
        Standardized difference, limits for this pair alone.
    """

    first: object
    second: object
    difference: Interval
    t: float
    df: float
    p_value: float
    hedges_g: Interval


def test_means(values: np.ndarray, group: np.ndarray, *, level: float = 0.95) -> WelchTest:
    """Test whether the means of independent groups differ, without equal variances.

    Parameters
    ----------
    values : float array of shape (people,)
        Missing values are dropped first.
    group : array of shape (people,)
        Every group needs two people, and one group at least a spread.

    Notes
    -----
    Sources: Welch (1951), Biometrika 38, 330-336; omega squared: Hays (1963); epsilon squared:
    Kelley (1935); interval lambda / (lambda + n): Steiger (2004), Psychological Methods 9, 164-182.
    """
    data = group_values(values, group)
    k, n = len(data.names), len(data.values)
    reason = data.lack or (Lack.NOTHING if (data.variance > 0).all() else Lack.NO_SPREAD)
    if reason:
        nothing = Interval(None, None, None, n, "noncentral F", reason)
        return WelchTest(*[math.nan] * 7, nothing, n, k, reason)
    weight = data.n / data.variance
    share = weight / weight.sum()
    loose = float(((1 - share) ** 2 / (data.n - 1)).sum())
    between = float((weight * (data.mean - (share * data.mean).sum()) ** 2).sum() / (k - 1))
    f = between / (1 + 2 * (k - 2) / (k * k - 1) * loose)
    df2 = (k * k - 1) / (3 * loose)
    p_value = float(stats.f.sf(f, k - 1, df2))
    eta2, epsilon2, omega2, effect = _measure_effect(data, level)
    return WelchTest(f, float(k - 1), df2, p_value, eta2, epsilon2, omega2, effect, n, k)


test_means.__test__ = False  # not a test of pytest


def compare_pairs(
    values: np.ndarray, group: np.ndarray, *, level: float = 0.95
) -> list[PairDifference]:
    """Compare every pair of groups by Games and Howell's procedure.

    Parameters
    ----------
    values, group
        As in `test_means`; groups of one person are left out.

    Returns
    -------
    list of PairDifference
        Empty with fewer than two groups. Pairs without spread carry a reason.

    Notes
    -----
    Source: Games and Howell (1976), Journal of Educational Statistics 1, 113-125.
    """
    data = group_values(values, group, least=2)
    k = len(data.names)
    if k < 2:
        return []
    first, second = np.triu_indices(k, 1)
    part = data.variance / data.n
    error2 = part[first] + part[second]
    flat = ~(error2 > 0)
    below = part[first] ** 2 / (data.n[first] - 1) + part[second] ** 2 / (data.n[second] - 1)
    df = np.where(flat, 1.0, error2**2 / np.where(flat, 1.0, below))
    error = np.sqrt(np.where(flat, 1.0, error2))
    gap = data.mean[second] - data.mean[first]
    chance = range_chance(np.abs(gap) / error * math.sqrt(2), k, df)
    half = range_quantile(1 - level, k, df) * error / math.sqrt(2)
    result = []
    for i, (a, b) in enumerate(zip(first, second, strict=True)):
        n = int(data.n[a] + data.n[b])
        if flat[i]:
            width = Interval(float(gap[i]), None, None, n, "Games-Howell", Lack.NO_SPREAD)
            t = dof = p_value = math.nan
        else:
            low, high = float(gap[i] - half[i]), float(gap[i] + half[i])
            width = Interval(float(gap[i]), low, high, n, "Games-Howell")
            t, dof, p_value = float(gap[i] / error[i]), float(df[i]), float(chance[i])
        moments = [(float(data.mean[j]), float(data.variance[j]), int(data.n[j])) for j in (a, b)]
        effect = standardize_difference(*moments, level=level)
        result.append(PairDifference(data.names[a], data.names[b], width, t, dof, p_value, effect))
    return result


def standardize_difference(
    first: tuple[float, float, int], second: tuple[float, float, int], *, level: float = 0.95
) -> Interval:
    """Compute Hedges' g of two independent groups, second minus first, with its interval.

    Parameters
    ----------
    first, second : (mean, variance, n)
        Variance with ddof 1.

    Notes
    -----
    Difference over the pooled standard deviation, times the exact small-sample factor; limits
    from the noncentral t. Source: Hedges (1981), Journal of Educational Statistics 6, 107-128.
    """
    (mean1, variance1, n1), (mean2, variance2, n2) = first, second
    df = n1 + n2 - 2
    if n1 < 2 or n2 < 2:
        return Interval(None, None, None, n1 + n2, "Hedges g", Lack.FEW_PEOPLE)
    pooled = ((n1 - 1) * variance1 + (n2 - 1) * variance2) / df
    if not pooled > 0:
        return Interval(None, None, None, n1 + n2, "Hedges g", Lack.NO_SPREAD)
    root = math.sqrt(n1 * n2 / (n1 + n2))
    d = (mean2 - mean1) / math.sqrt(pooled)
    factor = correct_small(df)
    low, high = limit_noncentral_t(d * root, df, level=level)
    return Interval(factor * d, factor * low / root, factor * high / root, n1 + n2, "Hedges g")


def correct_small(df: float) -> float:
    """Compute the factor that removes the bias of a standardized difference with df freedom."""
    return math.exp(
        float(special.gammaln(df / 2) - special.gammaln((df - 1) / 2)) - math.log(df / 2) / 2
    )


def _measure_effect(data: Grouped, level: float) -> tuple[float, float, float, Interval]:
    """Return eta, epsilon and omega squared and the interval of the population's share."""
    k, n = len(data.names), len(data.values)
    df2 = n - k
    within = float((data.variance * (data.n - 1)).sum())
    between = float((data.n * (data.mean - data.values.mean()) ** 2).sum())
    total, error = within + between, within / df2
    omega2 = (between - (k - 1) * error) / (total + error)
    low, high = limit_noncentral_f(between / (k - 1) / error, k - 1, df2, level=level)
    effect = Interval(omega2, low / (low + n), high / (high + n), n, "noncentral F")
    return between / total, (between - (k - 1) * error) / total, omega2, effect
