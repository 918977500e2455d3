"""Signs that a person answered without reading: one column of figures per sign."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from kinerja_lib.stats.psychometrics.moments import (
    compute_moments,
    read_answers,
    smooth_correlation,
)


@dataclass(frozen=True)
class CarelessSigns:
    """Hold the signs per person; every array has the shape (people,).

    Parameters
    ----------
    answered : int array
        Items answered.
    longstring : int array
        Longest run of the same answer, in the order asked; missing answers are passed over.
    spread : float array
        Standard deviation of a person's answers (IRV), ddof 1; NaN below two answers.
    distance : float array
        Squared Mahalanobis distance over the answered items that have any spread; NaN where
        nothing was answered, with no more people than items, or where items follow from others.
    distance_p : float array
        Chance of a larger distance with as many items answered, under the normal distribution.
    even_odd : float array
        Correlation of the halves over the scales, stepped up to full length; near 1 for a
        consistent person. NaN with fewer than three scales of two items, or without spread.
    synonyms : float array
        Correlation within the person over pairs of items that go together; NaN as above.
    flatness, contrast : float array
        Spread of the answers as asked and as keyed, as a share of the range of each item; NaN below
        two answers or where the ends of the range are not given.
    scatter : float array
        Variance of the keyed answers inside the scales, as a share of what answers drawn by lot
        have; NaN as above, and without a scale of two answers.
    scatter_p : float array
        Chance that answers drawn by lot scatter less, normal approximation.
    """

    answered: np.ndarray
    longstring: np.ndarray
    spread: np.ndarray
    distance: np.ndarray
    distance_p: np.ndarray
    even_odd: np.ndarray
    synonyms: np.ndarray
    flatness: np.ndarray
    contrast: np.ndarray
    scatter: np.ndarray
    scatter_p: np.ndarray


Ends = tuple[np.ndarray, np.ndarray]


def measure_careless(
    asked: np.ndarray,
    keyed: np.ndarray,
    scale: np.ndarray,
    ends: Ends | None = None,
    *,
    synonym_r: float = 0.60,
) -> CarelessSigns:
    """Measure the signs of careless answers.

    Parameters
    ----------
    asked : float array of shape (people, items)
        As answered, in the order asked, nothing turned round. Missing answers are NaN.
    keyed : float array of shape (people, items)
        The same with reversed items turned round.
    scale : array of shape (items,)
        Scale of each item.
    ends : two float arrays of shape (items,), or None
        Lowest and highest answer of each item; without them the last four signs are missing.
    synonym_r : float
        Smallest correlation of a pair that counts as synonyms.

    Notes
    -----
    Sources: Meade and Craig (2012), Psychological Methods 17, 437-455; Dunn et al. (2018),
    Journal of Business and Psychology 33, 105-121 (IRV).
    """
    asked, keyed = read_answers(asked), read_answers(keyed)
    if asked.shape != keyed.shape or asked.shape[1] != len(scale):
        raise ValueError("answers as asked, as keyed and the scales must have the same items")
    answered = np.isfinite(asked).sum(axis=1)
    distance, chance = _measure_distance(asked)
    low, high = ends or (np.full(asked.shape[1], np.nan),) * 2
    width = np.maximum(high - low, 1.0)
    return CarelessSigns(
        answered,
        _find_longest_run(asked),
        _spread(asked),
        distance,
        chance,
        _compare_halves(keyed, np.asarray(scale)),
        _compare_synonyms(keyed, synonym_r),
        _spread((asked - low) / width),
        _spread((keyed - low) / width),
        *_compare_with_lot(keyed, np.asarray(scale), width + 1),
    )


def _find_longest_run(asked: np.ndarray) -> np.ndarray:
    n = len(asked)
    last, run, longest = np.full(n, np.nan), np.zeros(n, dtype=int), np.zeros(n, dtype=int)
    for column in asked.T:
        known = np.isfinite(column)
        run = np.where(known, np.where(column == last, run + 1, 1), run)
        last = np.where(known, column, last)
        longest = np.maximum(longest, run)
    return longest


def _spread(table: np.ndarray) -> np.ndarray:
    known = np.isfinite(table)
    count = known.sum(axis=1)
    mean = np.where(known, table, 0.0).sum(axis=1) / np.maximum(count, 1)
    square = np.where(known, table - mean[:, None], 0.0) ** 2
    return np.sqrt(square.sum(axis=1) / np.where(count > 1, count - 1, np.nan))


def _measure_distance(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Measure the distance of each person over the items answered, with its chance."""
    table = table[:, np.isfinite(np.diag(compute_moments(table).correlation))]
    n, p = table.shape
    nothing = np.full(n, np.nan)
    moments = compute_moments(table)
    spread = np.diag(moments.covariance)
    if p < 1 or moments.n <= p or not np.isfinite(moments.correlation).all():
        return nothing, nothing
    correlation, singular = smooth_correlation(moments.correlation)
    if singular:
        return nothing, nothing
    z = (table - moments.mean) / np.sqrt(spread)
    known = np.isfinite(z)
    z = np.where(known, z, 0.0)
    count = known.sum(axis=1)
    whole = known.all(axis=1)
    distance = np.zeros(n)
    distance[whole] = ((z[whole] @ np.linalg.inv(correlation)) * z[whole]).sum(axis=1)
    rest = np.flatnonzero(~whole)
    for start in range(0, len(rest), 4000):
        rows = rest[start : start + 4000]
        both = known[rows][:, :, None] & known[rows][:, None, :]
        masked = np.where(both, correlation, np.eye(p))
        distance[rows] = (np.linalg.solve(masked, z[rows][:, :, None])[:, :, 0] * z[rows]).sum(1)
    distance = np.where(count > 0, distance, np.nan)
    return distance, stats.chi2.sf(distance, np.maximum(count, 1))


def _compare_halves(keyed: np.ndarray, scale: np.ndarray) -> np.ndarray:
    odd, even = [], []
    for name in dict.fromkeys(scale.tolist()):
        mine = np.flatnonzero(scale == name)
        if len(mine) > 1:
            odd.append(_row_means(keyed[:, mine[::2]]))
            even.append(_row_means(keyed[:, mine[1::2]]))
    if len(odd) < 3:
        return np.full(len(keyed), np.nan)
    r = correlate_rows(np.stack(odd, axis=1), np.stack(even, axis=1))
    return np.maximum(-1.0, 2 * r / np.where(r > -1, 1 + r, np.nan))


def _compare_synonyms(keyed: np.ndarray, least: float) -> np.ndarray:
    if keyed.shape[1] < 2:
        return np.full(len(keyed), np.nan)
    r = np.triu(np.nan_to_num(compute_moments(keyed).correlation), 1)
    first, second = np.nonzero(r >= least)
    if len(first) < 3:
        return np.full(len(keyed), np.nan)
    return correlate_rows(keyed[:, first], keyed[:, second])


def _compare_with_lot(
    keyed: np.ndarray, scale: np.ndarray, points: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Compare the variance inside the scales with that of answers drawn by lot.

    A lot over m points has the variance (m^2 - 1) / 12 and the excess kurtosis
    -1.2 (m^2 + 1) / (m^2 - 1), so the variance of k answers varies by 2 / (k - 1) + kurtosis / k
    of its square.
    """
    n = len(keyed)
    square, freedom, error = np.zeros(n), np.zeros(n), np.zeros(n)
    for name in dict.fromkeys(scale.tolist()):
        mine = keyed[:, scale == name]
        m = float(points[scale == name][0])
        count = np.isfinite(mine).sum(axis=1)
        use = count > 1
        expected = (m**2 - 1) / 12
        square += np.where(use, _spread(mine) ** 2 * (count - 1) / expected, 0.0)
        k = np.maximum(count, 2)
        varies = 2 / (k - 1) - 1.2 * (m**2 + 1) / (m**2 - 1) / k
        error += np.where(use, (k - 1) ** 2 * varies, 0.0)
        freedom += np.where(use, count - 1, 0)
    freedom = np.where((freedom > 0) & np.isfinite(square), freedom, np.nan)
    scatter = square / freedom
    return scatter, stats.norm.cdf((scatter - 1) * freedom / np.sqrt(error))


def correlate_rows(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Correlate two tables row by row over columns known in both; NaN below three or flat."""
    known = np.isfinite(x) & np.isfinite(y)
    count = np.maximum(known.sum(axis=1), 1)[:, None]
    x, y = np.where(known, x, 0.0), np.where(known, y, 0.0)
    x = np.where(known, x - x.sum(axis=1, keepdims=True) / count, 0.0)
    y = np.where(known, y - y.sum(axis=1, keepdims=True) / count, 0.0)
    below = (x**2).sum(axis=1) * (y**2).sum(axis=1)
    enough = (known.sum(axis=1) > 2) & (below > 1e-18)
    return np.clip((x * y).sum(axis=1) / np.sqrt(np.where(enough, below, np.nan)), -1.0, 1.0)


def _row_means(table: np.ndarray) -> np.ndarray:
    known = np.isfinite(table)
    count = known.sum(axis=1)
    return np.where(known, table, 0.0).sum(axis=1) / np.where(count > 0, count, np.nan)
