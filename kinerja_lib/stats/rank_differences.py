"""Compare groups by ranks: Kruskal-Wallis, Dunn's pairs with Holm, Kendall's W."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import stats

from kinerja_lib.stats.grouped import Grouped, group_values
from kinerja_lib.stats.intervals import Interval
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.multiplicity import adjust_holm


@dataclass(frozen=True)
class RankTest:
    """Hold the test that no group tends to larger values; NaN where `reason` says why.

    Parameters
    ----------
    h, df, p_value : float
        Kruskal and Wallis, corrected for ties.
    epsilon2 : float
        Rank epsilon squared as observed, 0 to 1; above 0 even where no group differs.
    effect : Interval
        The same without what chance alone adds, (H - groups + 1) / (n - groups), with a
        bootstrap interval; limits not below 0.
    n, groups : int
    reason : Lack
    """

    h: float
    df: float
    p_value: float
    epsilon2: float
    effect: Interval
    n: int
    groups: int
    reason: Lack = Lack.NOTHING


@dataclass(frozen=True)
class RankPair:
    """Hold Dunn's comparison of two groups: second minus first.

    Parameters
    ----------
    first, second : object
    difference : float
        Of the mean ranks.
    z, p_value, p_holm : float
    superiority : float
        Chance that a random member of the second group has a larger value than one of the
        first, ties halved (0.5: no difference).
    """

    first: object
    second: object
    difference: float
    z: float
    p_value: float
    p_holm: float
    superiority: float


@dataclass(frozen=True)
class Concordance:
    """Hold agreement of raters on an order: Kendall's W (0 to 1) with Friedman's test."""

    w: float
    chi2: float
    df: float
    p_value: float
    raters: int
    objects: int
    reason: Lack = Lack.NOTHING


def test_ranks(
    values: np.ndarray, group: np.ndarray, *, seed: int, draws: int = 500, level: float = 0.95
) -> RankTest:
    """Test whether some group tends to larger values than another.

    Parameters
    ----------
    values : float array of shape (people,)
        Missing values are dropped first.
    group : array of shape (people,)
    seed : int
        Fixes the draws of the interval.

    Notes
    -----
    Sources: Kruskal and Wallis (1952), JASA 47, 583-621; epsilon squared H / (n - 1) and the
    adjusted share: Tomczak and Tomczak (2014), Trends in Sport Sciences 21, 19-25. Each group is
    drawn again; the limits are moved down by what drawing adds, (groups - 1) / (n - groups) of
    the share not explained.
    """
    data = group_values(values, group)
    n, k = len(data.values), len(data.names)
    reason = data.lack if data.lack is not Lack.FEW_PEOPLE else Lack.NOTHING
    if not reason and (n < 3 or np.ptp(data.values) == 0):
        reason = Lack.FEW_PEOPLE if n < 3 else Lack.NO_SPREAD
    if reason:
        nothing = Interval(None, None, None, n, "bootstrap", reason)
        return RankTest(*[math.nan] * 4, nothing, n, k, reason)
    level_of = np.unique(data.values, return_inverse=True)[1]
    cells, count = np.unique(data.place * (level_of.max() + 1) + level_of, return_counts=True)
    place, step = np.divmod(cells, level_of.max() + 1)
    h = _kruskal(count, place, step)
    effect = _interval(count, place, step, np.random.default_rng(seed), (draws, level))
    p_value = float(stats.chi2.sf(h, k - 1))
    return RankTest(h, float(k - 1), p_value, h / (n - 1), effect, n, k)


test_ranks.__test__ = False  # not a test of pytest


def compare_rank_pairs(values: np.ndarray, group: np.ndarray) -> list[RankPair]:
    """Compare every pair of groups by Dunn's test, p-values adjusted by Holm.

    Empty where there are fewer than two groups or all values are the same.

    Source: Dunn (1964), Technometrics 6, 241-252.
    """
    data = group_values(values, group)
    if len(data.names) < 2 or np.ptp(data.values) == 0:
        return []
    n = len(data.values)
    rank = stats.rankdata(data.values)
    ties = np.unique(data.values, return_counts=True)[1].astype(float)
    mean = np.bincount(data.place, rank) / data.n
    first, second = np.triu_indices(len(data.names), 1)
    common = n * (n + 1) / 12 - (ties**3 - ties).sum() / (12 * (n - 1))
    z = (mean[second] - mean[first]) / np.sqrt(common * (1 / data.n[first] + 1 / data.n[second]))
    p_value = 2 * stats.norm.sf(np.abs(z))
    holm = adjust_holm(p_value)
    return [
        RankPair(
            data.names[a],
            data.names[b],
            float(mean[b] - mean[a]),
            float(z[i]),
            float(p_value[i]),
            float(holm[i]),
            _superiority(data, a, b),
        )
        for i, (a, b) in enumerate(zip(first, second, strict=True))
    ]


def measure_concordance(scores: np.ndarray) -> Concordance:
    """Compute Kendall's W of raters (rows) who score the same objects (columns).

    Parameters
    ----------
    scores : float array of shape (raters, objects)
        Ranked within each rater, ties averaged and corrected for; raters with a missing score
        are dropped.

    Notes
    -----
    Source: Kendall and Babington Smith (1939), Annals of Mathematical Statistics 10, 275-287.
    """
    table = np.atleast_2d(np.asarray(scores, dtype=float))
    table = table[np.isfinite(table).all(axis=1)]
    m, k = table.shape
    if m < 2 or k < 2:
        reason = Lack.FEW_PEOPLE if m < 2 else Lack.FEW_ITEMS
        return Concordance(*[math.nan] * 4, m, k, reason)
    rank = stats.rankdata(table, axis=1)
    ties = sum(
        float((t**3 - t).sum())
        for t in (np.unique(row, return_counts=True)[1].astype(float) for row in table)
    )
    below = m * m * (k**3 - k) - m * ties
    if below <= 0:
        return Concordance(*[math.nan] * 4, m, k, Lack.NO_SPREAD)
    w = 12 * float(((rank.sum(axis=0) - m * (k + 1) / 2) ** 2).sum()) / below
    chi2 = m * (k - 1) * w
    return Concordance(w, chi2, float(k - 1), float(stats.chi2.sf(chi2, k - 1)), m, k)


def _kruskal(count: np.ndarray, place: np.ndarray, step: np.ndarray) -> float:
    """Compute H from how many members of a group have which value."""
    tied = np.bincount(step, count)
    n = float(tied.sum())
    rank = np.cumsum(tied) - (tied - 1) / 2
    size = np.bincount(place, count)
    total = np.bincount(place, count * rank[step])
    use = size > 0
    h = 12 / (n * (n + 1)) * float((total[use] ** 2 / size[use]).sum()) - 3 * (n + 1)
    correction = 1 - float((tied**3 - tied).sum()) / (n**3 - n)
    return max(0.0, h / correction) if correction > 0 else 0.0


def _interval(
    count: np.ndarray,
    place: np.ndarray,
    step: np.ndarray,
    random: np.random.Generator,
    plan: tuple[int, float],
) -> Interval:
    """Draw each group again and again; `place` is sorted, `plan` is (draws, level)."""
    n, k = int(count.sum()), int(place[-1]) + 1
    ends = np.searchsorted(place, np.arange(k + 1))
    parts = [count[start:end] for start, end in pairwise(ends)]
    drawn = np.empty(plan[0])
    for i in range(plan[0]):
        again = [random.multinomial(int(part.sum()), part / part.sum()) for part in parts]
        drawn[i] = _kruskal(np.concatenate(again), place, step)
    if n <= k:
        return Interval(None, None, None, n, "bootstrap", Lack.FEW_PEOPLE)
    share = (_kruskal(count, place, step) - k + 1) / (n - k)
    shift = (k - 1) / (n - k) * (1 - share)
    limits = np.quantile((drawn - k + 1) / (n - k), [(1 - plan[1]) / 2, (1 + plan[1]) / 2])
    low, high = np.maximum(limits - shift, 0.0)
    return Interval(share, float(low), float(high), n, "bootstrap")


def _superiority(data: Grouped, a: int, b: int) -> float:
    x, y = data.values[data.place == a], data.values[data.place == b]
    x = np.sort(x)
    below = np.searchsorted(x, y, side="left") + np.searchsorted(x, y, side="right")
    return float(below.sum() / (2 * len(x) * len(y)))
