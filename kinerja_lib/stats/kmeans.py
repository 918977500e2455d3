"""One k-means fit by scikit-learn, and what is asked of a partition."""

from __future__ import annotations

import numpy as np

from kinerja_lib.stats.profile_test import keep_shape

ROWS_AT_ONCE = 20_000


def fit_kmeans(table: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Return the centres of a k-means fit that begins at given centres, in their order.

    Parameters
    ----------
    table : float array of shape (n_rows, n_columns)
        No missing values, at least k rows.
    start : float array of shape (k, n_columns)
        The best centres of a sample, so that one fit is enough however many rows there are.

    Notes
    -----
    scikit-learn's KMeans (Lloyd). It is loaded here, so that reports without clusters start
    without it.
    """
    from sklearn.cluster import KMeans

    return KMeans(len(start), init=start, n_init=1).fit(table).cluster_centers_


def assign_shapes(table: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Return the nearest centre of each row, by the shape of its known values.

    Parameters
    ----------
    table : float array of shape (n_rows, n_columns)
        Not freed of the row means; missing values are left out of the distance.
    centres : float array of shape (k, n_columns)
        Centres of shapes. Over the columns a row has, the centre is freed of its mean too.

    Returns
    -------
    int array of shape (n_rows,)
        -1 for a row with fewer than two known values, which has no shape.
    """
    out = np.full(len(table), -1)
    for first in range(0, len(table), ROWS_AT_ONCE):
        part = table[first : first + ROWS_AT_ONCE]
        known = ~np.isnan(part)
        number = known.sum(axis=1)
        shape = np.where(known, keep_shape(part), 0.0)
        # |s - (c - mean c)|^2 over the known columns; sum of s is 0, so mean c drops out of s * c.
        squares = known @ (centres**2).T
        mean = (known @ centres.T) / np.maximum(number, 1)[:, None]
        distance = squares - number[:, None] * mean**2 - 2.0 * shape @ centres.T
        out[first : first + ROWS_AT_ONCE] = np.where(number > 1, distance.argmin(axis=1), -1)
    return out


def compare_partitions(first: np.ndarray, second: np.ndarray) -> float:
    """Return the adjusted Rand index of two partitions: 1 the same, 0 as by chance.

    Source: Hubert and Arabie (1985), Journal of Classification 2, 193-218. Two partitions of one
    group each, or of groups of one, are the same.
    """
    _values, rows = np.unique(first, return_inverse=True)
    _values, columns = np.unique(second, return_inverse=True)
    table = np.zeros((rows.max(initial=-1) + 1, columns.max(initial=-1) + 1))
    np.add.at(table, (rows, columns), 1)
    both, left, right = (_pairs(t) for t in (table, table.sum(axis=1), table.sum(axis=0)))
    expected = left * right / max(_pairs(np.array([len(rows)])), 1)
    most = (left + right) / 2
    return 1.0 if most == expected else float((both - expected) / (most - expected))


def _pairs(counts: np.ndarray) -> float:
    return float((counts * (counts - 1) / 2).sum())


def measure_silhouette(table: np.ndarray, labels: np.ndarray) -> float:
    """Return the mean silhouette width, -1 to 1; information only, never the decision."""
    from sklearn.metrics import silhouette_score

    return float(silhouette_score(table, labels))
