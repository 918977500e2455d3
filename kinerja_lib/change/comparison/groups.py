"""Scores of kinds of unit, sexes, ages and statuses: means, one test of all, pairs."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from kinerja_lib.change.comparison.limits import ComparisonLimits
from kinerja_lib.change.limits import COVERAGE
from kinerja_lib.change.words import KIND
from kinerja_lib.stats.clustered import mean_clustered
from kinerja_lib.stats.grouped import group_values
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.mean_differences import compare_pairs, test_means
from kinerja_lib.stats.rank_differences import compare_rank_pairs, test_ranks

WELCH, RANKS = "Welch", "Kruskal-Wallis"
UNIT_LEAST = 3  # scores of a unit whose mean stands for it


@dataclass(frozen=True)
class Scores:
    """Hold the scores of one subscale.

    Parameters
    ----------
    score : float array of shape (people,)
    unit : int array of shape (people,)
        Number of the unit, -1 where it is missing.
    ends : (low, high)
        Range of the scale.
    """

    score: np.ndarray
    unit: np.ndarray
    ends: tuple[float, float]

    @property
    def placed(self) -> np.ndarray:
        """Scores of the people whose unit is known, NaN for others; shape (people,)."""
        return np.where(self.unit >= 0, self.score, np.nan)

    @property
    def clusters(self) -> np.ndarray:
        """Number of the unit, NaN where it is missing; shape (people,)."""
        return np.where(self.unit >= 0, self.unit, np.nan)


def describe_groups(data: Scores, label: np.ndarray) -> list[dict[str, object]]:
    """Give n, mean, interval (unit as cluster) and design effect of each group."""
    rows = []
    for name in sorted({g for g in label if g is not None}, key=str):
        own = label == name
        found = mean_clustered(data.score[own], data.clusters[own])
        rows.append(
            {
                "kelompok": name,
                "n": found.n,
                "unit": found.clusters,
                "rerata": found.estimate,
                "rerata_low": found.low,
                "rerata_high": found.high,
                "efek_rancangan": found.design_effect,
            }
        )
    return rows


def choose_values(
    data: Scores, label: np.ndarray, grouping: str, limits: ComparisonLimits
) -> tuple[np.ndarray, np.ndarray, list[object]]:
    """Give the values that are compared, the number of their group, and the groups' names.

    People of groups with at least `minimum` scores; for kinds of unit, whose people come by whole
    units, the means of units, of kinds with at least `min_units`.
    """
    known = np.isfinite(data.score) & pd.notna(label)
    if grouping == KIND:
        known &= data.unit >= 0
    frame = pd.DataFrame({"y": data.score, "g": label, "u": data.unit})[known]
    if grouping == KIND:
        sizes = frame.groupby("g")["y"].size()
        frame = frame[frame["g"].isin(sizes[sizes >= limits.minimum].index)]
        units = frame.groupby(["g", "u"])["y"].agg(["mean", "size"]).reset_index()
        units = units[units["size"] >= UNIT_LEAST]
        frame = units.rename(columns={"mean": "y"})[["y", "g"]]
    least = limits.min_units if grouping == KIND else limits.minimum
    sizes = frame.groupby("g")["y"].size()
    frame = frame[frame["g"].isin(sizes[sizes >= least].index)]
    code, names = pd.factorize(frame["g"], sort=True)
    return frame["y"].to_numpy(dtype=float), code, list(names)


def choose_test(
    values: np.ndarray, group: np.ndarray, ends: tuple[float, float], limits: ComparisonLimits
) -> str:
    """Choose means, or ranks where scores are skewed or heaped at an end of the scale."""
    data = group_values(values, group)
    if len(data.values) < 3 or np.ptp(data.values) == 0:
        return WELCH
    rest = data.values - data.mean[data.place]
    skew = 0.0 if np.ptp(rest) < 1e-12 else float(stats.skew(rest))
    heaped = 100 * max(float((data.values == end).mean()) for end in ends)
    return RANKS if abs(skew) > limits.skew or heaped >= limits.ends else WELCH


def test_grouping(
    data: Scores, label: np.ndarray, grouping: str, limits: ComparisonLimits
) -> dict[str, object]:
    """Test one subscale by one grouping; figures are NaN where `lack` says why."""
    values, group, _names = choose_values(data, label, grouping, limits)
    test = choose_test(values, group, data.ends, limits)
    if test == WELCH:
        found = test_means(values, group, level=COVERAGE)
        figures = {"statistik": found.f, "df1": found.df1, "df2": found.df2}
    else:
        found = test_ranks(values, group, seed=limits.seed)
        figures = {"statistik": found.h, "df1": found.df, "df2": math.nan}
    limits_of = {"efek": found.effect.estimate, "efek_low": found.effect.low}
    return {
        "uji": test,
        **figures,
        "p": found.p_value,
        **limits_of,
        "efek_high": found.effect.high,
        "dihitung": len(values),
        "kelompok": found.groups,
        "lack": found.reason or Lack.NOTHING,
    }


test_grouping.__test__ = False  # not a test of pytest


def list_pairs(
    data: Scores, label: np.ndarray, grouping: str, limits: ComparisonLimits, test: str
) -> list[dict[str, object]]:
    """Compare every pair of groups, Games-Howell or Dunn with Holm."""
    values, group, names = choose_values(data, label, grouping, limits)
    size = np.bincount(group, minlength=len(names))
    if test == WELCH:
        return [
            {
                "pertama": names[pair.first],
                "kedua": names[pair.second],
                "selisih": pair.difference.estimate,
                "selisih_low": pair.difference.low,
                "selisih_high": pair.difference.high,
                "p": pair.p_value,
                "efek": pair.hedges_g.estimate,
                "efek_low": pair.hedges_g.low,
                "efek_high": pair.hedges_g.high,
                "dihitung": int(size[pair.first] + size[pair.second]),
            }
            for pair in compare_pairs(values, group)
        ]
    return [
        {
            "pertama": names[pair.first],
            "kedua": names[pair.second],
            "p": pair.p_holm,
            "unggul": pair.superiority,
            "dihitung": int(size[pair.first] + size[pair.second]),
        }
        for pair in compare_rank_pairs(values, group)
    ]
