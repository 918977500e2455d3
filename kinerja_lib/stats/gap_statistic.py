"""How many clusters a table holds, one allowed: the gap statistic of Tibshirani and others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kinerja_lib.stats.latent_normal import draw_tables
from kinerja_lib.stats.lloyd import fit_many

Reference = Callable[[np.ndarray, int, np.random.Generator], np.ndarray]


@dataclass(frozen=True)
class Gap:
    """Hold the gap statistic for k = 1, 2, ...

    Attributes
    ----------
    gap : float array of shape (k_most,)
        Mean log within-cluster sum of squares of the reference minus that of the data.
    error : float array of shape (k_most,)
        Standard deviation over the reference, times sqrt(1 + 1/draws).
    best : int
        Number of clusters chosen; 1 says that there is no structure.
    """

    gap: np.ndarray
    error: np.ndarray
    best: int


def permute_columns(table: np.ndarray, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Draw tables in which each column keeps its values and no column knows the others."""
    return draw_tables(table, draws, rng)


def fill_box(table: np.ndarray, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Draw tables uniform in the box along the principal axes (the original reference)."""
    centre = table.mean(axis=0)
    _left, _size, axes = np.linalg.svd(table - centre, full_matrices=False)
    turned = (table - centre) @ axes.T
    low, high = turned.min(axis=0), turned.max(axis=0)
    return rng.uniform(low, high, (draws, *turned.shape)) @ axes + centre


def find_gap(
    table: np.ndarray,
    most: int,
    rng: np.random.Generator,
    *,
    draws: int = 20,
    reference: Reference = permute_columns,
    errors: float = 1.0,
) -> Gap:
    """Choose the number of clusters, from 1 to `most`.

    Parameters
    ----------
    table : float array of shape (n_rows, n_columns)
        No missing values.
    most : int
        Largest number tried.
    rng : Generator
    draws : int
        Reference tables.
    reference : callable
        `permute_columns` or `fill_box`.
    errors : float
        How many errors a further cluster must gain; 1 is the published rule.

    Notes
    -----
    Best: the smallest k with gap(k) >= gap(k+1) - errors * error(k+1); where there is none, `most`.
    Where a table is constant the answer is 1. Source: Tibshirani, Walther and Hastie (2001), JRSS B
    63, 411-423 (the rule that R's cluster::clusGap calls Tibs2001SEmax).
    """
    if not np.ptp(table, axis=0).any():
        return Gap(np.zeros(most), np.zeros(most), 1)
    own = measure_within(table[None], range(1, most + 1), rng, restarts=8)[0]
    others = measure_within(reference(table, draws, rng), range(1, most + 1), rng, restarts=4)
    gap = others.mean(axis=0) - own
    error = others.std(axis=0) * np.sqrt(1 + 1 / draws)
    enough = gap[:-1] >= gap[1:] - errors * error[1:]
    return Gap(gap, error, int(enough.argmax()) + 1 if enough.any() else most)


def measure_within(
    sets: np.ndarray, numbers: range, rng: np.random.Generator, *, restarts: int
) -> np.ndarray:
    """Return the log of the within-cluster sum of squares, shape (n_sets, len(numbers))."""
    within = [fit_many(sets, k, rng, restarts=restarts).within for k in numbers]
    floor = np.finfo(float).tiny
    return np.log(np.maximum(np.stack(within, axis=1), floor))
