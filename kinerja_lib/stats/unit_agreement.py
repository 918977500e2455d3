"""Whether a mean of a unit is a property of the unit: ICC(1), ICC(2), rwg and rwg(j)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats

from kinerja_lib.stats.grouped import group_values
from kinerja_lib.stats.intervals import Interval
from kinerja_lib.stats.lack import Lack


@dataclass(frozen=True)
class UnitShare:
    """Hold how much of a score lies between units; None or NaN where `reason` says why.

    Parameters
    ----------
    icc1 : Interval
        Share of the variance between units, at most 1; below 0 where units differ less than
        chance. Limits are exact for units of equal size.
    icc2 : Interval
        Reliability of a unit mean of average size; without a figure where all unit means are the
        same.
    f, p_value : float
        Analysis of variance.
    k : float
        People per unit: the mean, or the mean that replaces it for unequal units (n0).
    n, units : int
        People and units with a known score.
    reason : Lack
    """

    icc1: Interval
    icc2: Interval
    f: float
    p_value: float
    k: float
    n: int
    units: int
    reason: Lack = Lack.NOTHING


@dataclass(frozen=True)
class UnitAgreement:
    """Hold agreement within each unit; arrays have the shape (units,).

    Parameters
    ----------
    names : array
        Units, sorted.
    n : int array
        People with all items answered.
    rwg : float array
        rwg(j), or rwg for one item: 0 to 1; 0 where people differ more than at random, NaN with
        fewer than two people.
    median : float
        Over the units with a figure; NaN without any.
    reason : Lack
    """

    names: np.ndarray
    n: np.ndarray
    rwg: np.ndarray
    median: float
    reason: Lack = Lack.NOTHING


def measure_units(
    values: np.ndarray, unit: np.ndarray, *, adjusted: bool = False, level: float = 0.95
) -> UnitShare:
    """Compute ICC(1) and ICC(2) of a score of people in units.

    Parameters
    ----------
    values : float array of shape (people,)
        Missing values are dropped first.
    unit : array of shape (people,)
        None and NaN are dropped.
    adjusted : bool
        False: k is the mean size, as R multilevel's ICC1; True: n0 for unequal sizes.

    Notes
    -----
    (MSB - MSW) / (MSB + (k - 1) MSW) and (MSB - MSW) / MSB. Sources: Bartko (1976), Psychological
    Bulletin 83, 762-765; Bliese (2000), in Klein and Kozlowski, Multilevel Theory.
    """
    data = group_values(values, unit)
    n, units = len(data.values), len(data.names)
    reason = data.lack if data.lack is not Lack.FEW_PEOPLE else Lack.NOTHING
    if not reason and n - units < 1:
        reason = Lack.FEW_PEOPLE
    size = data.n.astype(float)
    square = float(((data.values - data.mean[data.place]) ** 2).sum()) if n else 0.0
    between = float((size * (data.mean - data.values.mean()) ** 2).sum()) if n else 0.0
    if not reason and between + square < 1e-12:
        reason = Lack.NO_SPREAD
    if reason:
        nothing = Interval(None, None, None, n, "F", reason)
        return UnitShare(nothing, nothing, math.nan, math.nan, math.nan, n, units, reason)
    k = (n - float((size**2).sum()) / n) / (units - 1) if adjusted else n / units
    within, msb = square / (n - units), between / (units - 1)
    f = msb / within if within > 0 else math.inf
    tail = (1 - level) / 2
    low = f / float(stats.f.isf(tail, units - 1, n - units))
    high = f * float(stats.f.isf(tail, n - units, units - 1))
    one = [(x - 1) / (x + k - 1) if math.isfinite(x) else 1.0 for x in (f, low, high)]
    two = Interval(None, None, None, n, "F", Lack.NO_SPREAD)
    if f > 0:
        two = Interval(*(1 - 1 / x for x in (f, low, high)), n, "F")
    p_value = float(stats.f.sf(f, units - 1, n - units)) if math.isfinite(f) else 0.0
    return UnitShare(Interval(*one, n, "F"), two, f, p_value, k, n, units)


def measure_agreement(answers: np.ndarray, unit: np.ndarray, *, points: int) -> UnitAgreement:
    """Compute rwg(j) of each unit against answers spread evenly over the points.

    Parameters
    ----------
    answers : float array of shape (people, items)
        Rows with a missing answer are dropped, as R multilevel does.
    unit : array of shape (people,)
    points : int
        Answer points, 2 or more: the chance variance is (points^2 - 1) / 12.

    Notes
    -----
    j (1 - s / e) / (j (1 - s / e) + s / e) with s the mean item variance in the unit (ddof 1) and
    e the chance variance; for one item 1 - s / e. Source: James, Demaree and Wolf (1984), Journal
    of Applied Psychology 69, 85-98.
    """
    table = np.atleast_2d(np.asarray(answers, dtype=float))
    if points < 2:
        raise ValueError(f"points must be 2 or more, got {points}")
    whole = np.isfinite(table).all(axis=1)
    items = table.shape[1]
    grouped = [group_values(np.where(whole, column, np.nan), unit) for column in table.T]
    if not grouped or not len(grouped[0].values):
        empty = np.zeros(0)
        return UnitAgreement(empty, empty.astype(int), empty, math.nan, Lack.ALL_MISSING)
    ratio = np.stack([part.variance for part in grouped]).mean(axis=0) / ((points**2 - 1) / 12)
    rwg = 1 - ratio if items == 1 else items * (1 - ratio) / (items * (1 - ratio) + ratio)
    rwg = np.where(ratio >= 1, 0.0, rwg)
    known = rwg[np.isfinite(rwg)]
    reason = Lack.NOTHING if len(known) else Lack.FEW_PEOPLE
    median = float(np.median(known)) if len(known) else math.nan
    return UnitAgreement(grouped[0].names, grouped[0].n, rwg, median, reason)
