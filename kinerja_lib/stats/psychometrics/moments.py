"""Means, covariances and correlations of items whose answers may be missing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinerja_lib.stats.lack import Lack


@dataclass(frozen=True)
class Moments:
    """Hold what item and factor analysis need of the answers.

    Parameters
    ----------
    n : int
        Rows with at least one answer (pairwise) or with all of them (listwise).
    mean : float array of shape (items,)
        NaN where nobody answered.
    covariance, correlation : float array of shape (items, items)
        NaN where a pair of items has fewer than two common rows, or an item has no spread.
    pairs : int array of shape (items, items)
        Common rows of each pair; the diagonal is the answers of an item.
    """

    n: int
    mean: np.ndarray
    covariance: np.ndarray
    correlation: np.ndarray
    pairs: np.ndarray

    @property
    def lack(self) -> Lack:
        """Say why no analysis of all items is possible; empty where it is."""
        if self.n == 0:
            return Lack.ALL_MISSING
        if self.n < 3:
            return Lack.FEW_PEOPLE
        if len(self.mean) < 2:
            return Lack.FEW_ITEMS
        spread = np.diag(self.covariance)
        if not (np.isfinite(spread).all() and (spread > 0).all()):
            return Lack.NO_SPREAD
        return Lack.NOTHING if np.isfinite(self.covariance).all() else Lack.FEW_PEOPLE


def read_answers(answers: np.ndarray) -> np.ndarray:
    """Check that answers are a table of finite or missing numbers and return it as floats.

    Raises
    ------
    ValueError
        Not two-dimensional, or an infinite value.
    """
    table = np.asarray(answers, dtype=float)
    if table.ndim != 2:
        raise ValueError(f"answers must be a table (people, items), got {table.ndim} dimensions")
    if np.isinf(table).any():
        raise ValueError("answers hold infinite values")
    return table


@dataclass(frozen=True)
class Sums:
    """Hold sums over common rows, from which moments follow; sums of parts can be added.

    Parameters
    ----------
    rows : float array of shape (...)
        Rows with at least one answer.
    pairs, first, product, square : float array of shape (..., items, items)
        For items i and j over their common rows: rows, sum of i, sum of i * j, sum of i squared.
    centre : float array of shape (items,)
        Taken off the answers before anything was summed.
    """

    rows: np.ndarray
    pairs: np.ndarray
    first: np.ndarray
    product: np.ndarray
    square: np.ndarray
    centre: np.ndarray


def sum_answers(table: np.ndarray, centre: np.ndarray) -> Sums:
    """Sum answers of shape (..., people, items) over the people; missing ones count nowhere."""
    known = np.isfinite(table)
    held = known.astype(float)
    x = np.where(known, table - centre, 0.0)
    turned = np.swapaxes(x, -1, -2)
    return Sums(
        known.any(axis=-1).sum(axis=-1),
        np.swapaxes(held, -1, -2) @ held,
        turned @ held,
        turned @ x,
        np.swapaxes(x**2, -1, -2) @ held,
        centre,
    )


def compute_moments(answers: np.ndarray, *, pairwise: bool = True) -> Moments:
    """Compute means, covariances and correlations from available or from complete rows.

    Parameters
    ----------
    answers : float array of shape (people, items)
        Missing answers are NaN.
    pairwise : bool
        True: each pair of items uses the rows where both are answered, as R's
        `use = "pairwise"`. False: rows with any missing answer are dropped first.

    Raises
    ------
    ValueError
        See `read_answers`.

    Notes
    -----
    Denominators are rows - 1. A pairwise correlation divides by the standard deviations of the
    same common rows, so a pairwise correlation is not always covariance / sqrt(v_i * v_j).
    """
    table = read_answers(answers)
    if not pairwise:
        table = table[np.isfinite(table).all(axis=1)]
    return moments_from(sum_answers(table, _average(table)))


def moments_from(sums: Sums) -> Moments:
    """Compute the moments of one set of sums."""
    common = np.where(sums.pairs > 1, sums.pairs - 1, np.nan)
    size = np.where(sums.pairs > 0, sums.pairs, np.nan)
    covariance = (sums.product - sums.first * sums.first.T / size) / common
    own = (sums.square - sums.first**2 / size) / common
    own = np.where(own > 1e-12 * np.maximum(1.0, sums.square / size), own, np.nan)
    correlation = np.clip(covariance / np.sqrt(own * own.T), -1.0, 1.0)
    mean = sums.centre + np.diag(sums.first) / np.diag(size)
    return Moments(int(sums.rows), mean, covariance, correlation, sums.pairs.astype(int))


def standardize(covariance: np.ndarray) -> np.ndarray:
    """Turn a covariance matrix into correlations; an item without spread gives NaN."""
    covariance = np.asarray(covariance, dtype=float)
    spread = np.diag(covariance)
    scale = np.sqrt(np.where(spread > 0, spread, np.nan))
    return covariance / np.outer(scale, scale)


def sum_spread(covariance: np.ndarray) -> float:
    """Compute the variance of the sum of all items; NaN where it is no more than rounding.

    Items that cancel each other, as the answers of three people may do by chance, leave a sum
    without spread. What rounding leaves of it, or of a matrix of pairs that is not positive,
    differs from one processor to the next; nothing may be divided by it.
    """
    total = float(np.sum(covariance))
    return total if total > 1e-12 * float(np.abs(covariance).sum()) else float("nan")


def smooth_correlation(correlation: np.ndarray, *, least: float = 1e-8) -> tuple[np.ndarray, bool]:
    """Make a correlation matrix positive definite where it is not, and say whether it was changed.

    Parameters
    ----------
    correlation : float array of shape (items, items)
        Finite, unit diagonal.
    least : float
        Eigenvalues below this are raised to 100 times it.

    Notes
    -----
    Eigenvalues are raised, rescaled to sum to the number of items, and the diagonal set to 1
    again. Source: Wothke (1993), in Bollen and Long, Testing Structural Equation Models.
    """
    values, vectors = np.linalg.eigh(np.asarray(correlation, dtype=float))
    if values[0] >= least:
        return np.asarray(correlation, dtype=float), False
    raised = np.where(values < least, 100 * least, values)
    raised *= len(values) / raised.sum()
    return standardize((vectors * raised) @ vectors.T), True


def square_multiple_correlations(correlation: np.ndarray) -> np.ndarray:
    """Compute how much of each item's variance the other items explain, 0 to 1.

    A matrix that is not positive definite is smoothed first.

    Notes
    -----
    1 - 1 / diagonal of the inverse. Source: Guttman (1953), Psychometrika 18, 277-296.
    """
    sound, _ = smooth_correlation(correlation)
    return 1.0 - 1.0 / np.diag(np.linalg.inv(sound))


def _average(table: np.ndarray) -> np.ndarray:
    """Average the known answers of each item; 0 where nobody answered."""
    known = np.isfinite(table)
    return np.where(known, table, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
