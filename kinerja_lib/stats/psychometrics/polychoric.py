"""Correlations of the normal variables behind ordered answers, safe on sparse tables."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.bivariate_normal import bivariate_cdf, bivariate_density
from kinerja_lib.stats.psychometrics.moments import compute_moments, read_answers

MOST_CATEGORIES = 10
_EDGE = 0.995


@dataclass(frozen=True)
class Polychoric:
    """Hold polychoric correlations.

    Parameters
    ----------
    correlation : float array of shape (items, items)
        NaN for items with fewer than two used categories; not smoothed.
    thresholds : tuple of float arrays
        Per item, one fewer than its used categories.
    fallback : bool array of shape (items, items)
        Pairs that carry Pearson's correlation, because the table has too few rows, more than
        ten categories, or an estimate at the edge.
    reason : Lack
    """

    correlation: np.ndarray
    thresholds: tuple[np.ndarray, ...]
    fallback: np.ndarray
    reason: Lack = Lack.NOTHING


def correlate_ordinal(
    answers: np.ndarray, *, least_rows: int = 30, correct: float = 0.5
) -> Polychoric:
    """Compute polychoric (for two categories tetrachoric) correlations of all pairs of items.

    Parameters
    ----------
    answers : float array of shape (people, items)
        Ordered categories as numbers; those that nobody used are left out. Missing answers are
        NaN: thresholds use all answers of an item, tables the common rows of a pair.
    least_rows : int
        Pairs with fewer common rows keep Pearson's correlation.
    correct : float
        Put into the empty cells of 2 x 2 tables, where the estimate would else be at the edge.

    Notes
    -----
    Two steps: thresholds from the margins, then maximum likelihood of each correlation by
    scoring. Source: Olsson (1979), Psychometrika 44, 443-460.
    """
    table = read_answers(answers)
    moments = compute_moments(table)
    p = table.shape[1]
    codes = [_code(table[:, j]) for j in range(p)]
    thresholds = tuple(_cut(code, count) for code, count in codes)
    counts = np.array([count for _, count in codes], dtype=int)
    reason = Lack.FEW_ITEMS if p < 2 else Lack.ALL_MISSING if moments.n == 0 else Lack.NOTHING
    if not reason and (counts < 2).all():
        reason = Lack.FEW_CATEGORIES
    rows, columns = np.triu_indices(p, 1)
    usable = (np.maximum(counts[rows], counts[columns]) <= MOST_CATEGORIES) & (
        np.minimum(counts[rows], counts[columns]) >= 2
    )
    usable &= moments.pairs[rows, columns] >= least_rows
    found = moments.correlation[rows, columns].copy()
    if usable.any():
        tables = _count_tables(codes, rows[usable], columns[usable])
        pairs = (rows[usable], columns[usable])
        rho = _estimate(tables, thresholds, pairs, correct, found[usable])
        good = np.abs(rho) < _EDGE
        place = np.flatnonzero(usable)
        found[place[good]] = rho[good]
        usable[place[~good]] = False
    correlation, fallback = np.eye(p), np.zeros((p, p), dtype=bool)
    correlation[rows, columns] = correlation[columns, rows] = found
    fallback[rows, columns] = fallback[columns, rows] = ~usable & np.isfinite(found)
    correlation[counts < 2, counts < 2] = np.nan
    return Polychoric(correlation, thresholds, fallback, reason)


def _code(column: np.ndarray) -> tuple[np.ndarray, int]:
    """Give each used category a number from 0, and missing answers -1."""
    known = np.isfinite(column)
    values, place = np.unique(column[known], return_inverse=True)
    code = np.full(len(column), -1)
    code[known] = place
    return code, len(values)


def _cut(code: np.ndarray, count: int) -> np.ndarray:
    if count < 2:
        return np.zeros(0)
    share = np.cumsum(np.bincount(code[code >= 0], minlength=count))[:-1] / (code >= 0).sum()
    return special.ndtri(share)


def _count_tables(
    codes: list[tuple[np.ndarray, int]], rows: np.ndarray, columns: np.ndarray
) -> np.ndarray:
    """Count the table of each pair, padded to the most categories of any item in use."""
    most = min(max(count for _, count in codes), MOST_CATEGORIES)
    n = len(codes[0][0])
    total = np.zeros((len(codes) * most, len(codes) * most))
    for start in range(0, n, 20_000):
        part = np.stack([code[start : start + 20_000] for code, _ in codes], axis=1)
        marks = (part[:, :, None] == np.arange(most)).reshape(len(part), -1).astype(np.float32)
        total += marks.T @ marks
    split = total.reshape(len(codes), most, len(codes), most).swapaxes(1, 2)
    return split[rows, columns]


def _estimate(
    tables: np.ndarray,
    thresholds: tuple[np.ndarray, ...],
    pairs: tuple[np.ndarray, np.ndarray],
    correct: float,
    start: np.ndarray,
) -> np.ndarray:
    """Maximise the likelihood of every pair at once by scoring, and return the correlations."""
    size = tables.shape[1]
    limits = np.full((len(thresholds), size + 1), np.inf)
    limits[:, 0] = -np.inf
    for item, cuts in enumerate(thresholds):
        limits[item, 1 : 1 + min(len(cuts), size)] = cuts[:size]
    h, k = limits[pairs[0]][:, :, None], limits[pairs[1]][:, None, :]
    two = np.array(
        [len(thresholds[i]) == 1 == len(thresholds[j]) for i, j in zip(*pairs, strict=True)]
    )
    real = (h[:, 1:] > h[:, :-1]) & (k[:, :, 1:] > k[:, :, :-1])
    tables = np.where((tables == 0) & real & two[:, None, None], correct, tables)
    n = tables.sum(axis=(1, 2))
    rho = np.clip(np.where(np.isfinite(start), start, 0.0), -0.9, 0.9)
    for _ in range(60):
        at = rho[:, None, None]
        chance = np.maximum(_cells(bivariate_cdf(h, k, at)), 1e-12)
        slope = _cells(bivariate_density(h, k, at))
        score = (tables / chance * slope).sum(axis=(1, 2))
        weight = np.maximum((slope**2 / chance).sum(axis=(1, 2)) * n, 1e-12)
        room = 0.5 * (1 - np.abs(rho))
        step = np.clip(score / weight, -room, room)
        rho = np.clip(rho + step, -0.999, 0.999)
        if np.abs(step).max() < 1e-9:
            break
    return rho


def _cells(corner: np.ndarray) -> np.ndarray:
    return np.diff(np.diff(corner, axis=1), axis=2)
