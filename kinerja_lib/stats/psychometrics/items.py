"""How the items of one scale behave: spread, ends of the range, rest correlation, keying."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.moments import compute_moments, read_answers
from kinerja_lib.stats.psychometrics.reliability import alpha_of


@dataclass(frozen=True)
class ItemStatistics:
    """Hold a figure for each item of one scale; every array has the shape (items,).

    Parameters
    ----------
    n : int array
        Answers.
    missing : float array
        Share of people without an answer, 0 to 1.
    mean, sd, skew : float array
        In answer points, ddof 1; skew is the third standardized moment. NaN without spread.
    floor, ceiling : float array
        Share of the answers at the lowest and at the highest possible point, 0 to 1.
    rest_correlation : float array
        Correlation with the sum of the other items (corrected item-total).
    alpha_without : float array
        Alpha of the scale without this item; NaN with fewer than three items.
    against : bool array
        True where the rest correlation is below zero: the item looks keyed the wrong way.
    reason : Lack
        Why `rest_correlation` and `alpha_without` are missing for all items; else empty.
    """

    n: np.ndarray
    missing: np.ndarray
    mean: np.ndarray
    sd: np.ndarray
    skew: np.ndarray
    floor: np.ndarray
    ceiling: np.ndarray
    rest_correlation: np.ndarray
    alpha_without: np.ndarray
    against: np.ndarray
    reason: Lack = Lack.NOTHING


def describe_items(
    answers: np.ndarray, lowest: np.ndarray | float, highest: np.ndarray | float
) -> ItemStatistics:
    """Describe each item of one scale; no item is ever turned round.

    Parameters
    ----------
    answers : float array of shape (people, items)
        Keyed as declared. Missing answers are NaN and count nowhere.
    lowest, highest : float or float array of shape (items,)
        Ends of the range as the codebook declares them, not as observed.

    Notes
    -----
    Rest correlation from pairwise covariances: (row sum - variance) / (sd of the item * sd of
    the sum of the others). Items without spread are left out of the sums of the others.
    Source: Nunnally and Bernstein (1994), Psychometric Theory, chapter 8.
    """
    table = read_answers(answers)
    moments = compute_moments(table)
    known = np.isfinite(table)
    n = known.sum(axis=0)
    size = np.where(n > 0, n, np.nan)
    variance = np.diag(moments.covariance).copy()
    spread = np.isfinite(np.diag(moments.correlation))
    sd = np.sqrt(np.where(np.isfinite(variance), np.maximum(variance, 0.0), np.nan))
    rest, without = _rest_figures(moments.covariance, spread)
    return ItemStatistics(
        n=n,
        missing=1.0 - n / len(table) if len(table) else np.full(table.shape[1], np.nan),
        mean=moments.mean,
        sd=sd,
        skew=_skew(table, moments.mean, size, spread),
        floor=(known & (table <= lowest)).sum(axis=0) / size,
        ceiling=(known & (table >= highest)).sum(axis=0) / size,
        rest_correlation=rest,
        alpha_without=without,
        against=np.where(np.isfinite(rest), rest, 0.0) < 0,
        reason=_reason(moments.n, spread),
    )


def reverse_answers(
    answers: np.ndarray, reversed_items: np.ndarray, lowest: np.ndarray, highest: np.ndarray
) -> np.ndarray:
    """Turn the declared items round by the declared range: lowest + highest - answer.

    Parameters
    ----------
    answers : float array of shape (people, items)
    reversed_items : bool array of shape (items,)
    lowest, highest : float array of shape (items,)
        Ends of the codebook, because the observed ends shift a scale when nobody used one.

    Returns
    -------
    float array of shape (people, items)
        A copy; missing answers stay missing.
    """
    table = read_answers(answers)
    turned = np.asarray(lowest, dtype=float) + np.asarray(highest, dtype=float) - table
    return np.where(np.asarray(reversed_items, dtype=bool), turned, table)


def _rest_figures(covariance: np.ndarray, spread: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the rest correlation and the alpha without each item."""
    p = len(covariance)
    rest, without = np.full(p, math.nan), np.full(p, math.nan)
    use = np.flatnonzero(spread)
    if len(use) < 2 or not np.isfinite(covariance[np.ix_(use, use)]).all():
        return rest, without
    c = covariance[np.ix_(use, use)]
    own, row, total = np.diag(c), c.sum(axis=1), c.sum()
    others = total - 2 * row + own
    rest[use] = (row - own) / np.sqrt(own * np.where(others > 1e-12, others, np.nan))
    if len(use) > 2:
        without[use] = [alpha_of(np.delete(np.delete(c, i, 0), i, 1)) for i in range(len(use))]
    return rest, without


def _skew(table: np.ndarray, mean: np.ndarray, size: np.ndarray, spread: np.ndarray) -> np.ndarray:
    away = np.where(np.isfinite(table), table - mean, 0.0)
    second, third = (away**2).sum(axis=0) / size, (away**3).sum(axis=0) / size
    return third / np.where(spread, second, np.nan) ** 1.5


def _reason(n: int, spread: np.ndarray) -> Lack:
    if n == 0:
        return Lack.ALL_MISSING
    if len(spread) < 2:
        return Lack.FEW_ITEMS
    if n < 3:
        return Lack.FEW_PEOPLE
    return Lack.NOTHING if spread.sum() >= 2 else Lack.NO_SPREAD
