"""Change of the same people and its difference between those treated and those who wait."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats


@dataclass(frozen=True)
class Effect:
    """Hold an estimated change or difference, or the reason why there is none.

    Parameters
    ----------
    estimate, low, high : float or None
        In the unit of the values; `low` and `high` at the level asked for.
    p : float or None
        Two-sided, of no change or no difference.
    n : int
        People (or units) counted after those lacking a value were dropped.
    method : str
        Name of the method, for notes.
    reason : str
        Empty where computed, else what was lacking: "few", "no spread".
    """

    estimate: float | None
    low: float | None
    high: float | None
    p: float | None
    n: int
    method: str
    reason: str = ""


def _lacking(n: int, method: str, reason: str) -> Effect:
    return Effect(None, None, None, None, n, method, reason)


def measure_change(before: np.ndarray, after: np.ndarray, *, level: float = 0.95) -> Effect:
    """Measure the mean change of people measured twice, with Student's paired interval.

    Parameters
    ----------
    before, after : float array of shape (people,)
        Who lacks one of them is not counted.
    level : float
        Confidence, between 0 and 1.
    """
    before, after = _read_pairs(before, after)
    n, method = len(before), "paired t"
    if n < 2:
        return _lacking(n, method, "few")
    change = after - before
    mean, error = float(change.mean()), float(change.std(ddof=1)) / math.sqrt(n)
    if error < 1e-12:
        return Effect(mean, mean, mean, None, n, method, "no spread")
    return _with_interval(mean, error, n - 1, n, method, level)


def standardise_change(before: np.ndarray, after: np.ndarray, *, level: float = 0.95) -> Effect:
    """Measure Hedges' g_av: the mean change in average standard deviations.

    Parameters
    ----------
    before, after : float array of shape (people,)
        Who lacks one of them is not counted.

    Returns
    -------
    Effect
        Dimensionless. The interval is that of the uncorrected value, as published; `p` is None.

    Notes
    -----
    d_av = mean(after - before) / s with s^2 = (s1^2 + s2^2) / 2; g_av = (1 - 3 / (4 df - 1)) d_av,
    df = n - 1. Variance d^2 (s1^4 + s2^4 + 2 r^2 s1^2 s2^2) / (8 df s^4) + sd_change^2 / (df s^2),
    normal interval about d_av. Where people were chosen for low scores, s1 is narrower than that
    of everyone and g_av larger. Source: Bonett (2008), Psychological Methods 13, 99-109;
    Cumming (2012), Understanding the New Statistics, chapter 11.
    """
    before, after = _read_pairs(before, after)
    n, df, method = len(before), len(before) - 1, "g_av"
    if n < 3:
        return _lacking(n, method, "few")
    first, second = float(before.var(ddof=1)), float(after.var(ddof=1))
    scale = (first + second) / 2
    if min(first, second) < 1e-12:
        return _lacking(n, method, "no spread")
    shared = float(np.cov(before, after, ddof=1)[0, 1])
    size = float((after - before).mean()) / math.sqrt(scale)
    spread = size**2 * (first**2 + second**2 + 2 * shared**2) / (8 * df * scale**2)
    error = math.sqrt(spread + float((after - before).var(ddof=1)) / (df * scale))
    half = float(stats.norm.isf((1 - level) / 2)) * error
    corrected = (1 - 3 / (4 * df - 1)) * size
    return Effect(corrected, size - half, size + half, None, n, method)


def adjust_for_before(
    before: np.ndarray, after: np.ndarray, treated: np.ndarray, *, level: float = 0.95
) -> Effect:
    """Estimate the difference after, treated minus others, at equal scores before.

    Parameters
    ----------
    before, after : float array of shape (people,)
        Who lacks one of them is not counted.
    treated : bool array of shape (people,)
    level : float
        Confidence, between 0 and 1.

    Returns
    -------
    Effect
        In the unit of the scores. "few" with fewer than two people in a group or four in all.

    Notes
    -----
    Analysis of covariance: after = a + b before + d treated, least squares, HC3 standard error,
    t with n - 3 degrees of freedom. Taking scores before into account removes the return to the
    mean that both groups share. Source: Vickers and Altman (2001), BMJ 323, 1123-1124; MacKinnon
    and White (1985), J. Econometrics 29, 305-325. Checked against `statsmodels` OLS, `cov_type`
    HC3.
    """
    known = np.isfinite(before) & np.isfinite(after)
    group = np.asarray(treated, dtype=bool)[known]
    n, method = int(known.sum()), "ANCOVA HC3"
    if min(group.sum(), (~group).sum()) < 2 or n < 4:
        return _lacking(n, method, "few")
    x = np.column_stack([np.ones(n), np.asarray(before, dtype=float)[known], group])
    y = np.asarray(after, dtype=float)[known]
    if np.linalg.matrix_rank(x - np.array([0, x[:, 1].mean(), 0])) < 3:
        x = x[:, [0, 2]]
    inverse = np.linalg.inv(x.T @ x)
    leverage = np.einsum("ij,jk,ik->i", x, inverse, x)
    slopes = inverse @ x.T @ y
    rest = (y - x @ slopes) / np.maximum(1 - leverage, 1e-9)
    error = math.sqrt((inverse @ (x.T * rest**2) @ x @ inverse)[-1, -1])
    if error < 1e-9:
        return Effect(float(slopes[-1]), None, None, None, n, method, "no spread")
    return _with_interval(float(slopes[-1]), error, n - x.shape[1], n, method, level)


def compare_starts(before: np.ndarray, treated: np.ndarray) -> tuple[float | None, float | None]:
    """Compare scores before of treated and others, in pooled standard deviations.

    Returns
    -------
    difference, certain : float or None
        Treated minus others, and how far the difference is from 0 at least (95%), 0 or more. None
        with fewer than two people in a group or without spread.

    Notes
    -----
    Standard error sqrt(1 / n1 + 1 / n2 + d^2 / (2 N)). Source: Hedges and Olkin (1985).
    """
    known = np.isfinite(before)
    group = np.asarray(treated, dtype=bool)[known]
    values = np.asarray(before, dtype=float)[known]
    first, second = values[group], values[~group]
    if min(len(first), len(second)) < 2:
        return None, None
    squares = ((first - first.mean()) ** 2).sum() + ((second - second.mean()) ** 2).sum()
    spread = math.sqrt(squares / (len(values) - 2)) if len(values) > 2 else 0.0
    if spread < 1e-12:
        return None, None
    size = float(first.mean() - second.mean()) / spread
    error = math.sqrt(1 / len(first) + 1 / len(second) + size**2 / (2 * len(values)))
    return size, max(abs(size) - 1.96 * error, 0.0)


def _with_interval(
    estimate: float, error: float, df: int, n: int, method: str, level: float
) -> Effect:
    half = float(stats.t.isf((1 - level) / 2, df)) * error
    p = float(2 * stats.t.sf(abs(estimate) / error, df))
    return Effect(estimate, estimate - half, estimate + half, p, n, method)


def _read_pairs(before: np.ndarray, after: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    before, after = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    if before.shape != after.shape:
        raise ValueError("scores before and after need one shape")
    known = np.isfinite(before) & np.isfinite(after)
    return before[known], after[known]
