"""Values in groups: cleaned, counted, and averaged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinerja_lib.stats.lack import Lack


@dataclass(frozen=True)
class Grouped:
    """Hold known values with the number of their group.

    Parameters
    ----------
    values : float array of shape (known,)
    place : int array of shape (known,)
        Number of the group, in the order of `names`.
    names : array of shape (groups,)
        Sorted.
    n : int array, mean, variance : float array of shape (groups,)
        Variance with ddof 1, NaN for one value.
    """

    values: np.ndarray
    place: np.ndarray
    names: np.ndarray
    n: np.ndarray
    mean: np.ndarray
    variance: np.ndarray

    @property
    def lack(self) -> Lack:
        """Say why groups cannot be compared; empty where they can."""
        if not len(self.values):
            return Lack.ALL_MISSING
        if len(self.names) < 2:
            return Lack.FEW_GROUPS
        if (self.n < 2).any():
            return Lack.FEW_PEOPLE
        return Lack.NOTHING


def group_values(values: np.ndarray, group: np.ndarray, *, least: int = 1) -> Grouped:
    """Gather values by group.

    Parameters
    ----------
    values : float array of shape (people,)
        Missing values are dropped before anything is counted.
    group : array of shape (people,)
        None and NaN are dropped as well.
    least : int
        Smaller groups are left out.
    """
    values = np.asarray(values, dtype=float).ravel()
    labels, named = read_labels(group)
    if len(values) != len(labels):
        raise ValueError(f"{len(values)} values but {len(labels)} groups")
    use = np.isfinite(values) & named
    names, place = _number(labels[use])
    count = np.bincount(place, minlength=len(names))
    large = count >= least
    keep = large[place]
    place = (np.cumsum(large) - 1)[place[keep]]
    values = values[use][keep]
    n = count[large]
    mean = np.bincount(place, values, minlength=len(n)) / np.maximum(n, 1)
    square = np.bincount(place, (values - mean[place]) ** 2, minlength=len(n))
    return Grouped(values, place, names[large], n, mean, square / np.where(n > 1, n - 1.0, np.nan))


def read_labels(group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the labels of groups, and which of them are known; whole numbers always are."""
    given = np.asarray(group)
    if given.dtype.kind in "iu":
        labels = given.ravel()
        return labels, np.ones(len(labels), dtype=bool)
    labels = np.asarray(group, dtype=object).ravel()
    return labels, np.array([label is not None and label == label for label in labels], dtype=bool)


def _number(labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    try:
        return np.unique(labels, return_inverse=True)
    except TypeError:  # labels of different kinds have no order: sort them by their text
        return np.unique(labels.astype(str), return_inverse=True)
