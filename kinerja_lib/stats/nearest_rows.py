"""Fill missing values from the rows that are most alike, for fits that need complete rows."""

from __future__ import annotations

import numpy as np

NEIGHBOURS = 10
MOST_DONORS = 500
ROWS_AT_ONCE = 4_000


def fill_from_nearest(
    table: np.ndarray, rng: np.random.Generator, *, neighbours: int = NEIGHBOURS
) -> np.ndarray:
    """Fill each missing value with the mean of the nearest rows that have it.

    Parameters
    ----------
    table : float array of shape (n_rows, n_columns)
        Missing values NaN. A column without any value becomes 0.
    rng : Generator
        Chooses at most `MOST_DONORS` rows that give values.
    neighbours : int
        Rows whose known values are averaged; where none has the value, the mean of the column. Rows
        that share the last place are all taken, each for its part of what is left of it.

    Notes
    -----
    Distance: mean squared difference over the columns that both rows have. Filled values serve the
    fit of clusters only; nobody is said to have them.
    """
    gaps = np.flatnonzero(np.isnan(table).any(axis=1))
    if not len(gaps):
        return table
    donors = table
    if len(table) > MOST_DONORS:
        donors = table[np.sort(rng.choice(len(table), MOST_DONORS, replace=False))]
    number = (~np.isnan(table)).sum(axis=0)
    usual = np.where(np.isnan(table), 0.0, table).sum(axis=0) / np.maximum(number, 1)
    out = table.copy()
    for first in range(0, len(gaps), ROWS_AT_ONCE):
        rows = gaps[first : first + ROWS_AT_ONCE]
        out[rows] = _fill(table[rows], donors, usual, neighbours)
    return out


def _fill(rows: np.ndarray, donors: np.ndarray, usual: np.ndarray, neighbours: int) -> np.ndarray:
    known, given = ~np.isnan(rows), ~np.isnan(donors)
    x, y = np.where(known, rows, 0.0), np.where(given, donors, 0.0)
    shared = known.astype(float) @ given.T
    distance = (x**2) @ given.T - 2.0 * x @ y.T + known @ (y**2).T
    distance = np.where(shared > 0, distance / np.maximum(shared, 1.0), np.inf)
    out = np.where(known, rows, usual)
    for column in np.flatnonzero(~known.all(axis=0)):
        wanting, giving = np.flatnonzero(~known[:, column]), np.flatnonzero(given[:, column])
        if len(giving):
            part = distance[np.ix_(wanting, giving)]
            out[wanting, column] = _average(part, donors[giving, column], neighbours)
    return out


def _average(distance: np.ndarray, values: np.ndarray, neighbours: int) -> np.ndarray:
    count = min(neighbours, len(values))
    last = np.partition(distance, count - 1, axis=1)[:, count - 1 : count]
    nearer, equal = distance < last, (distance == last) & np.isfinite(last)
    taken = nearer.sum(axis=1)
    number = np.where(equal.any(axis=1), count, taken)
    part = (number - taken) / np.maximum(equal.sum(axis=1), 1)
    total = nearer @ values + part * (equal @ values)
    return np.where(number > 0, total / np.maximum(number, 1), values.mean())
