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
        Squared Mahalanobis distance over the answered items; NaN where nothing was answered or
        an item has no spread.
    distance_p : float array
        Chance of a larger distance with as many items answered, under the normal distribution.
    even_odd : float array
        Correlation of the halves over the scales, stepped up to full length; near 1 for a
        consistent person. NaN with fewer than three scales of two items, or without spread.
    synonyms : float array
        Correlation within the person over pairs of items that go together; NaN as above.
    """

    answered: np.ndarray
    longstring: np.ndarray
    spread: np.ndarray
    distance: np.ndarray
    distance_p: np.ndarray
    even_odd: np.ndarray
    synonyms: np.ndarray


@dataclass(frozen=True)
class CarelessLimits:
    """Hold where a sign becomes a flag; None leaves a sign out.

    No cut-off is universal. Defaults: a run of half the items; IRV None; distance p below 0.001;
    even-odd below 0.30; synonyms below 0.22; 2 seconds an item (Huang et al. 2012).
    """

    longstring_share: float | None = 0.5
    spread: float | None = None
    distance_p: float | None = 0.001
    even_odd: float | None = 0.30
    synonyms: float | None = 0.22
    seconds: float | None = 2.0
    needed: int = 2


def measure_careless(
    asked: np.ndarray, keyed: np.ndarray, scale: np.ndarray, *, synonym_r: float = 0.60
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
    return CarelessSigns(
        answered,
        _find_longest_run(asked),
        _spread(asked),
        distance,
        chance,
        _compare_halves(keyed, np.asarray(scale)),
        _compare_synonyms(keyed, synonym_r),
    )


def flag_careless(
    signs: CarelessSigns,
    items: int,
    limits: CarelessLimits | None = None,
    *,
    seconds: np.ndarray | None = None,
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Turn signs into flags, and name who has as many flags as are needed to be set apart.

    Parameters
    ----------
    items : int
        Items of the questionnaire, for the share of the longest run.
    seconds : float array of shape (people,) or None
        Time for the whole questionnaire; missing is no flag.

    Returns
    -------
    flags : dict of bool arrays of shape (people,)
        Per sign that has a limit; a sign that is NaN is no flag.
    apart : bool array of shape (people,)
        At least `limits.needed` flags.
    """
    limits = limits or CarelessLimits()
    flags: dict[str, np.ndarray] = {}
    if limits.longstring_share is not None:
        flags["longstring"] = signs.longstring >= max(2.0, limits.longstring_share * items)
    for name in ("spread", "distance_p", "even_odd", "synonyms"):
        limit = getattr(limits, name)
        if limit is not None:
            flags[name] = np.nan_to_num(getattr(signs, name), nan=np.inf) < limit
    if limits.seconds is not None and seconds is not None:
        each = np.asarray(seconds, dtype=float) / np.maximum(signs.answered, 1)
        flags["seconds"] = np.nan_to_num(each, nan=np.inf) < limits.seconds
    count = np.zeros(len(signs.answered), dtype=int)
    for flag in flags.values():
        count += flag
    return flags, count >= limits.needed


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
    n, p = table.shape
    nothing = np.full(n, np.nan)
    moments = compute_moments(table)
    spread = np.diag(moments.covariance)
    if p < 1 or moments.n <= p or not (np.isfinite(moments.correlation).all() and p):
        return nothing, nothing
    correlation, _ = smooth_correlation(moments.correlation)
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
