"""Who gets which predikat inside a unit, in numbers that the distribution guide allows."""

from __future__ import annotations

import numpy as np

# Predikat by hasil kerja (row) and perilaku (column), both from below to above expectation; places
# in PREDIKAT: 0 Sangat Baik, 1 Baik, 2 Butuh Perbaikan, 3 Kurang, 4 Sangat Kurang.
MATRIX = np.array([[4, 2, 2], [3, 1, 1], [3, 1, 0]])


def read_matrix(work: np.ndarray, conduct: np.ndarray) -> np.ndarray:
    """Return the predikat of pairs of ratings (0 below, 1 meets, 2 above); -1 where unrated.

    The official matrix of PermenPANRB 6/2022: below on both axes gives Sangat Kurang, below in
    conduct only Kurang, below in work only Butuh Perbaikan, above on both Sangat Baik, the rest
    Baik.
    """
    return np.where(work < 0, -1, MATRIX[work, conduct])


def rank_classes(
    unit: np.ndarray, score: np.ndarray, capaian: np.ndarray, head: np.ndarray, lean: np.ndarray
) -> np.ndarray:
    """Give the people of each unit their predikat by the order of their scores.

    Parameters
    ----------
    unit : int array of shape (people,)
        Unit of each person, -1 for people who are not rated.
    score : float array of shape (people,)
    capaian : int array of shape (units,)
        Achievement of each unit, 0 Istimewa to 4 Sangat Kurang.
    head : bool array of shape (people,)
        Heads of units, who count in the size of a unit but are not ranked.
    lean : float array of shape (people,)
        Work score less conduct score.

    Returns
    -------
    int array of shape (people,)
        0 Sangat Baik to 4 Sangat Kurang; -1 for heads and people who are not rated.

    Notes
    -----
    With m people rated in a unit, head included: Istimewa `floor(0.68 m) - 1` Sangat Baik and 3
    percent low; Baik `max(1, round(0.08 m))` low from three people up and
    `max(round(0.25 m), ceil(0.3 m) - low)` Sangat Baik; Butuh Perbaikan and lower
    `floor(0.05 m)` Sangat Baik and `ceil(0.62 m)` low. Low means Butuh Perbaikan, in a unit with
    Kurang or lower Kurang; a low one of a Baik unit whose work leads conduct by 0.9 is Kurang.
    """
    units = len(capaian)
    ranked = (unit >= 0) & ~head
    size = np.bincount(unit[unit >= 0], minlength=units)
    high, low = _quotas(size, capaian)
    people = np.flatnonzero(ranked)
    people = people[np.lexsort((score[people], unit[people]))]
    own = unit[people]
    count = np.bincount(own, minlength=units)
    place = np.arange(len(people)) - (np.cumsum(count) - count)[own]
    poor = place < low[own]
    best = place >= count[own] - np.minimum(high, np.maximum(count - low, 0))[own]
    worst = np.where(capaian[own] >= 3, True, (capaian[own] == 1) & (lean[people] > 0.9))
    classes = np.full(len(unit), -1)
    classes[people] = np.select([poor & worst, poor, best], [3, 2, 0], 1)
    return classes


def _quotas(size: np.ndarray, capaian: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Count the Sangat Baik and the low ones of units, head included in `size`."""
    few = np.where(size >= 3, np.maximum(1, np.rint(0.08 * size)), 0)
    low = np.select([capaian == 0, capaian == 1], [np.rint(0.03 * size), few], np.ceil(0.62 * size))
    high = np.select(
        [capaian == 0, capaian == 1],
        [
            np.maximum(np.floor(0.68 * size) - 1, 0),
            np.maximum(np.rint(0.25 * size), np.ceil(0.3 * size) - few),
        ],
        np.floor(0.05 * size),
    )
    return high.astype(int), low.astype(int)


def ratings_of(
    classes: np.ndarray, lean: np.ndarray, drawn: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Choose ratings on both axes that give a predikat in the matrix.

    Parameters
    ----------
    classes : int array of shape (people,)
        Predikat, -1 where there is none.
    lean : float array
        Work score less conduct score: a Baik leans to the axis that is better by 0.7 or more.
    drawn : float array
        Numbers from 0 to 1: one of 8 Kurang is below on both axes, hence Sangat Kurang.
    """
    work = np.select(
        [classes < 0, classes == 0, classes == 1, classes == 3],
        [-1, 2, np.where(lean > 0.7, 2, 1), np.where(drawn < 0.12, 0, 1)],
        0,
    )
    conduct = np.select(
        [classes < 0, classes == 0, classes == 1, classes == 2],
        [-1, 2, np.where(lean < -0.7, 2, 1), np.where(lean < -2.2, 2, 1)],
        0,
    )
    return work, conduct
