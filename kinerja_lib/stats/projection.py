"""Project series to the end of the year from how they ran against their plan, with a range."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from scipy import stats


class Track(StrEnum):
    """Where a projection ends, seen from the zone that is to be reached."""

    ON = "inside"
    OFF = "outside"
    UNSURE = "unsure"
    NONE = "not computable"


@dataclass(frozen=True)
class Pace:
    """Say how a projection is made.

    Parameters
    ----------
    span : float
        How far back values count, in the unit of time (months: 12 is a year).
    minimum : int
        Fewest values; where `span` holds fewer, the last `minimum` are taken, and with fewer known
        nothing is projected. At least 3.
    level : float
        Chance that the end lies in the range if the pattern goes on; 0.8 leaves 0.1 on each side.
    """

    span: float = 12.0
    minimum: int = 4
    level: float = 0.8

    def __post_init__(self) -> None:
        if self.minimum < 3 or not 0 < self.level < 1 or not self.span > 0:
            raise ValueError("minimum must be 3 or more, level within 0 to 1, span above 0")


@dataclass(frozen=True)
class Projection:
    """Hold projections; float arrays of shape (series,), in the unit of each series.

    Parameters
    ----------
    value, low, high : float array
        Value at the end and its range; missing where not computable.
    slope : float array
        Change of the distance to the plan per unit of time (levels), or achieved over planned
        amount (totals); missing where not computable.
    n : int array
        Values used; where nothing is projected, values known.
    reason : str array
        Empty where computed.
    """

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    slope: np.ndarray
    n: np.ndarray
    reason: np.ndarray


def project_level(
    actual: np.ndarray,
    plan: np.ndarray,
    time: np.ndarray,
    end: tuple[float, np.ndarray],
    pace: Pace | None = None,
) -> Projection:
    """Project values that are measured anew each period (shares, days, indices).

    Parameters
    ----------
    actual, plan : float array of shape (series, periods)
        Missing values stay out; so do values before a series break, which the caller sets missing.
    time : float array of shape (periods,)
        End of each period, increasing.
    end : (time, planned values of shape (series,))
        When and what is planned for then.
    pace : Pace or None

    Notes
    -----
    Straight line through actual - plan over `span`, added to the plan at the end; range of a new
    value: t(n - 2) * s * sqrt(1 + 1/n + (end - mean time)^2 / sum of squares). Errors that follow
    one another (autocorrelation) make it too short. Source: Draper and Smith (1998), Applied
    Regression Analysis, section 3.1.
    """
    pace = pace or Pace()
    time = np.asarray(time, dtype=float)
    gap = np.asarray(actual, dtype=float) - np.asarray(plan, dtype=float)
    use, n = _choose(np.isfinite(gap), time, pace)
    weight = use.astype(float)
    known = np.where(use, gap, 0.0)
    count = np.maximum(n, 1)
    middle, mean = (weight * time).sum(axis=1) / count, known.sum(axis=1) / count
    x = (time - middle[:, None]) * weight
    squares = np.where(n > 1, (x**2).sum(axis=1), 1.0)
    slope = (x * known).sum(axis=1) / squares
    rest = (known - mean[:, None] - slope[:, None] * x) * weight
    error = np.sqrt((rest**2).sum(axis=1) / np.maximum(n - 2, 1))
    ahead = end[0] - middle
    value = np.asarray(end[1], dtype=float) + mean + slope * ahead
    half = error * np.sqrt(1 + 1 / count + ahead**2 / squares)
    half = half * stats.t.isf((1 - pace.level) / 2, np.maximum(n - 2, 1))
    return _finish(value, half, slope, n, pace)


def project_total(
    actual: np.ndarray,
    plan: np.ndarray,
    calendar: tuple[np.ndarray, np.ndarray],
    end: np.ndarray,
    pace: Pace | None = None,
) -> Projection:
    """Project amounts that add up from the start of each year.

    Parameters
    ----------
    actual, plan : float array of shape (series, periods)
        Amounts since the start of the year. A missing value leaves one longer step.
    calendar : (time, year)
        End of each period, increasing, and its year; arrays of shape (periods,).
    end : float array of shape (series,)
        Planned total of the last year, whose end is projected.
    pace : Pace or None

    Notes
    -----
    Steps are differences of known values within a year. Total so far + remaining plan R times the
    ratio r = sum of steps / sum of planned steps over `span`; a step varies in proportion to its
    plan, so that the range is t(n - 1) * s * sqrt(R + R^2 / sum of planned steps). Source: Royall
    (1970), Biometrika 57, 377-387 (ratio predictor). A planned step of 0 or less is left out.
    """
    pace = pace or Pace()
    time, year = (np.asarray(part) for part in calendar)
    actual, plan = np.asarray(actual, dtype=float), np.asarray(plan, dtype=float)
    done, planned, so_far, plan_so_far = _steps(actual, plan, year)
    use, n = _choose(np.isfinite(done) & (planned > 0), time.astype(float), pace)
    step, share = np.where(use, done, 0.0), np.where(use, planned, 0.0)
    whole = np.where(n > 0, share.sum(axis=1), 1.0)
    ratio = step.sum(axis=1) / whole
    rest = np.where(use, (step - ratio[:, None] * share) ** 2 / np.where(use, share, 1.0), 0.0)
    error = np.sqrt(rest.sum(axis=1) / np.maximum(n - 1, 1))
    ahead = np.maximum(np.asarray(end, dtype=float) - plan_so_far, 0.0)
    half = error * np.sqrt(ahead + ahead**2 / whole)
    half = half * stats.t.isf((1 - pace.level) / 2, np.maximum(n - 1, 1))
    return _finish(so_far + ratio * ahead, half, ratio, n, pace)


def find_totals(plan: np.ndarray, year: np.ndarray) -> np.ndarray:
    """Tell which plans start anew each year, so that their values add up within it.

    Parameters
    ----------
    plan : float array of shape (series, periods)
        Planned values to the end of each period.
    year : int array of shape (periods,)

    Returns
    -------
    bool array of shape (series,)
        True where the plan falls to 0.7 or less of its last value at every start of a year that is
        seen (a half-yearly amount falls to about 0.5), and at least one is seen.
    """
    plan, year = np.asarray(plan, dtype=float), np.asarray(year)
    new = np.flatnonzero(np.diff(year) != 0) + 1
    before, after = plan[:, new - 1], plan[:, new]
    seen = np.isfinite(before) & np.isfinite(after)
    falls = (after <= 0.7 * before) & (before > 0)
    return seen.any(axis=1) & (falls | ~seen).all(axis=1)


def judge_track(projection: Projection, lower: np.ndarray, upper: np.ndarray) -> np.ndarray:
    """Compare ranges with the zone to be reached.

    Parameters
    ----------
    projection : Projection
    lower, upper : float array of shape (series,)
        Edges of the zone; minus or plus infinity where a side is open: higher is better is
        (target, inf), lower is better (-inf, target). A missing edge makes NONE.

    Returns
    -------
    object array of shape (series,)
        `Track.OFF` where the whole range lies outside the zone, on one side, `ON` where all of it
        is inside, else `UNSURE`; `NONE` where nothing was projected.
    """
    lower, upper = np.asarray(lower, dtype=float), np.asarray(upper, dtype=float)
    low, high = projection.low, projection.high
    slack = 1e-9 * np.maximum(np.abs(projection.value), 1e-300)
    none = np.isnan(projection.value) | np.isnan(lower) | np.isnan(upper)
    off = (high < lower - slack) | (low > upper + slack)
    on = (low >= lower - slack) & (high <= upper + slack)
    found = np.full(len(low), Track.UNSURE, dtype=object)
    found[on], found[off], found[none] = Track.ON, Track.OFF, Track.NONE
    return found


def limit_projection(projection: Projection, lower: np.ndarray, upper: np.ndarray) -> Projection:
    """Keep values and ranges within what can be, such as 0 to 100 for a share.

    Parameters
    ----------
    projection : Projection
    lower, upper : float array of shape (series,)
        Least and greatest value possible; minus or plus infinity where a side is open.
    """
    parts = (projection.value, projection.low, projection.high)
    value, low, high = (np.clip(part, lower, upper) for part in parts)
    return replace(projection, value=value, low=low, high=high)


def _choose(known: np.ndarray, time: np.ndarray, pace: Pace) -> tuple[np.ndarray, np.ndarray]:
    """Return which values are used, shape (series, periods), and how many."""
    from_end = known[:, ::-1].cumsum(axis=1)[:, ::-1]  # 1 is the last known value
    last = np.where(known, time, -np.inf).max(axis=1, initial=-np.inf)
    recent = time > last[:, None] - pace.span
    use = known & (recent | (from_end <= pace.minimum))
    return use, use.sum(axis=1)


def _steps(
    actual: np.ndarray, plan: np.ndarray, year: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return steps done and planned, and both totals so far in the last year (0 if none known)."""
    known = np.isfinite(actual) & np.isfinite(plan)
    before = (np.zeros(len(actual)), np.zeros(len(actual)))
    done, planned = np.full(actual.shape, np.nan), np.full(actual.shape, np.nan)
    for place in range(actual.shape[1]):
        if place and year[place] != year[place - 1]:
            before = (np.zeros(len(actual)), np.zeros(len(actual)))
        here = known[:, place]
        done[here, place] = (actual[:, place] - before[0])[here]
        planned[here, place] = (plan[:, place] - before[1])[here]
        now = (actual[:, place], plan[:, place])
        before = tuple(np.where(here, new, old) for new, old in zip(now, before, strict=True))
    return done, planned, *before


def _finish(
    value: np.ndarray, half: np.ndarray, slope: np.ndarray, n: np.ndarray, pace: Pace
) -> Projection:
    few = n < pace.minimum
    lost = ~few & ~np.isfinite(value)
    reason = np.select([few, lost], [f"n < {pace.minimum}", "no plan for the end"], "")
    blank = few | lost
    parts = (value, value - half, value + half, slope)
    return Projection(*(np.where(blank, np.nan, part) for part in parts), n, reason)
