"""Change of the same people between two waves: differences, effect sizes, reliable change."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import stats

from kinerja_lib.stats.intervals import Interval
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.noncentral import limit_noncentral_t


class ErrorForm(StrEnum):
    """Standard error of a difference of two measurements of one person.

    FIRST_WAVE: sd1 sqrt(2) sqrt(1 - r), Jacobson and Truax (1991) with the correction of
    Christensen and Mendoza (1986). BOTH_WAVES: sqrt(sd1^2 + sd2^2) sqrt(1 - r), for waves with
    different spread (Maassen 2004). ONE_MEASUREMENT: sd1 sqrt(1 - r), Jacobson, Follette and
    Revenstorf (1984), before the correction; for comparing with old results only.
    """

    FIRST_WAVE = "first_wave"
    BOTH_WAVES = "both_waves"
    ONE_MEASUREMENT = "one_measurement"


@dataclass(frozen=True)
class PairedChange:
    """Hold the change of one score between two waves, second minus first.

    Parameters
    ----------
    difference : Interval
        Mean, Student's limits.
    d_z : Interval
        Mean over the standard deviation of the differences; noncentral t.
    d_av : Interval
        Mean over the root of the mean variance of the waves; Bonett's limits.
    t, p_value : float
    correlation : float
        Between the waves.
    n : int
        People with both.
    reason : Lack
    """

    difference: Interval
    d_z: Interval
    d_av: Interval
    t: float
    p_value: float
    correlation: float
    n: int
    reason: Lack = Lack.NOTHING


@dataclass(frozen=True)
class ReliableChange:
    """Hold the reliable change of each person.

    Parameters
    ----------
    index : float array of shape (people,)
        Difference over its standard error; NaN where a wave is missing.
    error : float
        Standard error of a difference, in the unit of the score.
    up, down, same : int
        People beyond the limit on either side, and within it.
    n : int
    reason : Lack
    """

    index: np.ndarray
    error: float
    up: int
    down: int
    same: int
    n: int
    reason: Lack = Lack.NOTHING


def measure_change(first: np.ndarray, second: np.ndarray, *, level: float = 0.95) -> PairedChange:
    """Measure the mean change of people with both waves.

    Parameters
    ----------
    first, second : float array of shape (people,)
        Row by row the same person; people with a missing wave are dropped first.

    Notes
    -----
    Sources: Cohen (1988), Statistical Power Analysis, section 2.3.5 (d_z); Bonett (2008),
    Psychological Methods 13, 99-109 (d_av without bias correction, and its standard error).
    """
    x, y = (np.asarray(wave, dtype=float).ravel() for wave in (first, second))
    known = np.isfinite(x) & np.isfinite(y)
    x, y = x[known], y[known]
    n = len(x)
    spread = n > 2 and min(x.std(), y.std(), (y - x).std()) > 1e-12
    if not spread:
        reason = Lack.ALL_MISSING if n == 0 else Lack.FEW_PEOPLE if n < 3 else Lack.NO_SPREAD
        mean = float((y - x).mean()) if n else None
        nothing = Interval(None, None, None, n, "t", reason)
        first_only = Interval(mean, None, None, n, "t", reason)
        return PairedChange(first_only, nothing, nothing, *[math.nan] * 3, n, reason)
    r = float(np.corrcoef(x, y)[0, 1])
    gap = y - x
    error = float(gap.std(ddof=1)) / math.sqrt(n)
    mean, t = float(gap.mean()), float(gap.mean()) / error
    half = float(stats.t.isf((1 - level) / 2, n - 1)) * error
    low, high = limit_noncentral_t(t, n - 1, level=level)
    root = math.sqrt(n)
    d_z = Interval(t / root, low / root, high / root, n, "noncentral t")
    summary = ((float(x.mean()), float(x.var(ddof=1))), (float(y.mean()), float(y.var(ddof=1))))
    return PairedChange(
        Interval(mean, mean - half, mean + half, n, "t"),
        d_z,
        standardize_change(*summary, r, n, level=level),
        t,
        2 * float(stats.t.sf(abs(t), n - 1)),
        r,
        n,
    )


def standardize_change(
    first: tuple[float, float],
    second: tuple[float, float],
    correlation: float,
    n: int,
    *,
    level: float = 0.95,
) -> Interval:
    """Compute d_av, second minus first, with Bonett's interval from summary figures.

    Parameters
    ----------
    first, second : (mean, variance)
    correlation : float
        Between the waves.
    n : int
        Pairs, at least 2.

    Notes
    -----
    Variance d^2 (v1^2 + v2^2 + 2 r^2 v1 v2) / (8 (n - 1) s^4) + vd / ((n - 1) s^2), with s^2 the
    mean variance and vd that of the differences. Source: Bonett (2008).
    """
    (mean1, v1), (mean2, v2) = first, second
    middle = (v1 + v2) / 2
    if n < 2 or not middle > 0:
        reason = Lack.FEW_PEOPLE if n < 2 else Lack.NO_SPREAD
        return Interval(None, None, None, n, "Bonett", reason)
    d = (mean2 - mean1) / math.sqrt(middle)
    between = v1 + v2 - 2 * correlation * math.sqrt(v1 * v2)
    part = d * d * (v1 * v1 + v2 * v2 + 2 * correlation**2 * v1 * v2) / (8 * middle**2)
    half = float(stats.norm.isf((1 - level) / 2)) * math.sqrt((part + between / middle) / (n - 1))
    return Interval(d, d - half, d + half, n, "Bonett")


def measure_reliable_change(
    first: np.ndarray,
    second: np.ndarray,
    reliability: float,
    *,
    form: ErrorForm = ErrorForm.FIRST_WAVE,
    limit: float = 1.96,
) -> ReliableChange:
    """Tell changes of single people from the error of the score.

    Parameters
    ----------
    first, second : float array of shape (people,)
    reliability : float
        Of the score, 0 to below 1; outside gives a reason.
    limit : float
        Index from which a change counts.

    Notes
    -----
    See `ErrorForm`. Sources: Jacobson and Truax (1991), Journal of Consulting and Clinical
    Psychology 59, 12-19; Christensen and Mendoza (1986), Behavior Therapy 17, 305-308; Maassen
    (2004), Journal of the International Neuropsychological Society 10, 888-893.
    """
    x, y = (np.asarray(wave, dtype=float).ravel() for wave in (first, second))
    known = np.isfinite(x) & np.isfinite(y)
    n = int(known.sum())
    error, reason = math.nan, Lack.ALL_MISSING if n == 0 else Lack.FEW_PEOPLE
    if n > 2:
        sds = (float(x[known].std(ddof=1)), float(y[known].std(ddof=1)))
        error = error_of_change(*sds, reliability, form)
        reason = Lack.NOTHING if error > 0 else Lack.NO_SPREAD
    if reason:
        return ReliableChange(np.full(len(x), math.nan), math.nan, 0, 0, 0, n, reason)
    index = (y - x) / error
    up, down = int((index[known] > limit).sum()), int((index[known] < -limit).sum())
    return ReliableChange(index, error, up, down, n - up - down, n)


def error_of_change(
    sd_first: float, sd_second: float, reliability: float, form: ErrorForm = ErrorForm.FIRST_WAVE
) -> float:
    """Compute the standard error of a difference; NaN for a reliability outside 0 to below 1."""
    if not 0 <= reliability < 1:
        return math.nan
    variance = {
        ErrorForm.FIRST_WAVE: 2 * sd_first**2,
        ErrorForm.BOTH_WAVES: sd_first**2 + sd_second**2,
        ErrorForm.ONE_MEASUREMENT: sd_first**2,
    }[form]
    return math.sqrt(variance * (1 - reliability))
