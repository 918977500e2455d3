"""Each group beside all other people: differences with unequal variances."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from kinerja_lib.stats.grouped import group_values


@dataclass(frozen=True)
class GroupsAndRest:
    """Hold each group's mean minus that of the people of all other groups.

    Arrays have the shape (groups,), in the order of `names`; NaN where a group has fewer than two
    people, or nobody is in another.

    Parameters
    ----------
    names : array
    n : int array
    mean, rest, difference, low, high, p_value : float array
        In the unit of the values; limits and p of each group alone.
    """

    names: np.ndarray
    n: np.ndarray
    mean: np.ndarray
    rest: np.ndarray
    difference: np.ndarray
    low: np.ndarray
    high: np.ndarray
    p_value: np.ndarray


def compare_with_rest(
    values: np.ndarray, group: np.ndarray, *, floor: bool = False, level: float = 0.95
) -> GroupsAndRest:
    """Compare each group with the people of all others, the groups taken as they are.

    Parameters
    ----------
    values : float array of shape (people,)
        Missing values are dropped first.
    group : array of shape (people,)
    floor : bool
        A group's variance counts as at least the one pooled within all groups (then with all
        their degrees of freedom), so that a few like answers do not pass for precision.

    Notes
    -----
    Variance s_g^2 / n_g + sum over the others of n_j s_j^2 / (N - n_g)^2, Welch and Satterthwaite's
    degrees of freedom with n_g - 1 and N - n_g - (groups - 1). A group of one person takes the
    pooled variance. It speaks of these groups, not of groups that might have been drawn. With two
    groups it is Welch's t test.
    """
    data = group_values(values, group)
    n, k, total = data.n.astype(float), len(data.names), float(len(data.values))
    nothing = np.full(k, np.nan)
    if k < 2 or total - k < 1:
        return GroupsAndRest(data.names, data.n, data.mean, *[nothing] * 5)
    square = np.where(n > 1, np.nan_to_num(data.variance) * (n - 1), 0.0)
    pooled = square.sum() / (total - k)
    spread = np.where(n > 1, np.nan_to_num(data.variance), pooled)
    others = total - n
    rest = (data.values.sum() - n * data.mean) / others
    lifted = floor & (spread < pooled)
    own = np.where(n > 1, np.where(lifted, pooled, spread) / n, np.nan)
    away = ((n * spread).sum() - n * spread) / others**2
    freedom = np.maximum(others - (k - 1), 1.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.sqrt(own + away)
        df = (own + away) ** 2 / (own**2 / (n - 1) + away**2 / freedom)
        df = np.where(lifted, total - k, df)
        gap = data.mean - rest
        error = np.where(error > 1e-9, error, np.nan)
        half = stats.t.isf((1 - level) / 2, df) * error
        p_value = 2 * stats.t.sf(np.abs(gap) / error, df)
    known = np.isfinite(error)
    gap = np.where(known, gap, np.nan)
    return GroupsAndRest(data.names, data.n, data.mean, rest, gap, gap - half, gap + half, p_value)
