"""How consistent the items of one scale are: alpha, its intervals, the sixth lambda."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats

from kinerja_lib.stats.intervals import Interval
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.moments import (
    compute_moments,
    square_multiple_correlations,
    standardize,
    sum_spread,
)


@dataclass(frozen=True)
class Alpha:
    """Hold the internal consistency of one scale, or the reason why there is none.

    Parameters
    ----------
    raw, standardized : float
        Cronbach's alpha of covariances and of correlations, at most 1; NaN where not computed.
    lambda6 : float
        Guttman's lambda 6, from squared multiple correlations.
    average_r, median_r : float
        Of the correlations between items.
    error : float
        Standard error of `raw` (Duhachek and Iacobucci).
    mean, sd : float
        Of the person means (missing answers left out), in answer points.
    n, items : int
        Rows with at least one answer, and items.
    reason : Lack
    """

    raw: float
    standardized: float
    lambda6: float
    average_r: float
    median_r: float
    error: float
    mean: float
    sd: float
    n: int
    items: int
    reason: Lack = Lack.NOTHING


def measure_alpha(answers: np.ndarray, *, pairwise: bool = True) -> Alpha:
    """Measure the internal consistency of the items of one scale.

    Parameters
    ----------
    answers : float array of shape (people, items)
        Already keyed in one direction. Missing answers are NaN.
    pairwise : bool
        Covariances from available pairs, as R psych does, or from complete rows only.

    Notes
    -----
    k / (k - 1) * (1 - trace / sum of the covariance matrix). Sources: Cronbach (1951),
    Psychometrika 16, 297-334; Guttman (1945), Psychometrika 10, 255-282; standard error:
    Duhachek and Iacobucci (2004), Journal of Applied Psychology 89, 792-808.
    """
    moments = compute_moments(answers, pairwise=pairwise)
    items = len(moments.mean)
    spread = math.nan if moments.lack else sum_spread(moments.covariance)
    reason = moments.lack or (Lack.NO_SPREAD if math.isnan(spread) else Lack.NOTHING)
    if reason:
        return Alpha(*[math.nan] * 8, moments.n, items, reason)
    mean, sd = _describe_people(np.asarray(answers, dtype=float), pairwise)
    correlation = standardize(moments.covariance)
    between = correlation[np.triu_indices(items, 1)]
    return Alpha(
        raw=alpha_of(moments.covariance),
        standardized=alpha_of(correlation),
        lambda6=1.0
        - float((1 - square_multiple_correlations(correlation)).sum()) / sum_spread(correlation),
        average_r=float(between.mean()),
        median_r=float(np.median(between)),
        error=alpha_error(moments.covariance, moments.n),
        mean=mean,
        sd=sd,
        n=moments.n,
        items=items,
    )


def alpha_of(covariance: np.ndarray) -> float:
    """Compute alpha of a covariance or correlation matrix; NaN below two items or without sum."""
    k = len(covariance)
    if k < 2:
        return math.nan
    return k / (k - 1) * (1.0 - float(np.trace(covariance)) / sum_spread(covariance))


def alpha_error(covariance: np.ndarray, n: int) -> float:
    """Compute the standard error of alpha from a covariance matrix and the number of people.

    NaN where the items cancel each other. Source: Duhachek and Iacobucci (2004), Journal of Applied
    Psychology 89, 792-808.
    """
    k, square = len(covariance), covariance @ covariance
    total, trace = sum_spread(covariance), float(np.trace(covariance))
    if math.isnan(total):
        return math.nan
    part = total * (float(np.trace(square)) + trace**2) - 2 * trace * float(square.sum())
    return math.sqrt(max(0.0, 2 * k**2 / ((k - 1) ** 2 * total**3) * part / n))


def interval_alpha(
    alpha: float, n: int, items: int, *, level: float = 0.95, cross_freedom: bool = True
) -> Interval:
    """Compute Feldt's interval of alpha.

    Parameters
    ----------
    alpha : float
        NaN gives an interval with the reason.
    n, items : int
        People and items, both at least 2.
    cross_freedom : bool
        True: second degrees of freedom (n - 1)(items - 1), as Feldt derived them. False:
        n (items - 1), which some programs print; for comparing with those only.

    Notes
    -----
    1 - (1 - alpha) * F at (1 + level) / 2 and (1 - level) / 2. Source: Feldt, Woodruff and Salih
    (1987), Applied Psychological Measurement 11, 93-103.
    """
    if not math.isfinite(alpha) or n < 2 or items < 2:
        reason = Lack.FEW_PEOPLE if n < 2 else Lack.FEW_ITEMS if items < 2 else Lack.NO_SPREAD
        return Interval(None, None, None, n, "Feldt", reason)
    tail = (1 - level) / 2
    freedom = (n - 1, ((n - 1) if cross_freedom else n) * (items - 1))
    high, low = stats.f.ppf([tail, 1 - tail], *freedom)
    return Interval(alpha, 1 - (1 - alpha) * float(low), 1 - (1 - alpha) * float(high), n, "Feldt")


def interval_alpha_normal(alpha: float, error: float, n: int, *, level: float = 0.95) -> Interval:
    """Compute the normal interval of alpha from its standard error, at most 1."""
    if not (math.isfinite(alpha) and math.isfinite(error)):
        return Interval(None, None, None, n, "Duhachek", Lack.NO_SPREAD)
    half = float(stats.norm.isf((1 - level) / 2)) * error
    return Interval(alpha, alpha - half, min(1.0, alpha + half), n, "Duhachek")


def _describe_people(table: np.ndarray, pairwise: bool) -> tuple[float, float]:
    known = np.isfinite(table)
    use = known.any(axis=1) if pairwise else known.all(axis=1)
    means = np.where(known, table, 0.0)[use].sum(axis=1) / known[use].sum(axis=1)
    return float(means.mean()), float(means.std(ddof=1))
