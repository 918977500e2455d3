"""Whether rows fall into groups by the shape of their values, beyond what correlation explains."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinerja_lib.stats.gap_statistic import measure_within
from kinerja_lib.stats.latent_normal import draw_tables, find_latent_correlation
from kinerja_lib.stats.nearest_rows import fill_from_nearest


@dataclass(frozen=True)
class ProfileTest:
    """Hold the test against data without groups.

    Attributes
    ----------
    z : float array, one for each k from 2
        How much tighter the clusters of the data are than those of the draws, in standard
        deviations of the draws.
    largest : float
        Largest z over k; NaN where the table has no spread.
    p : float
        Share of draws whose own largest z reaches it, (1 + number) / (1 + draws).
    """

    z: np.ndarray
    largest: float
    p: float


def keep_shape(table: np.ndarray) -> np.ndarray:
    """Take each row's own mean from its values, so that only its shape remains.

    `table` has shape (..., n_rows, n_columns); missing values stay missing and do not count.
    """
    known = ~np.isnan(table)
    number = known.sum(axis=-1, keepdims=True)
    mean = np.where(known, table, 0.0).sum(axis=-1, keepdims=True) / np.maximum(number, 1)
    return table - mean


def compare_profiles(
    table: np.ndarray,
    most: int,
    rng: np.random.Generator,
    *,
    draws: int = 99,
    absent: np.ndarray | None = None,
) -> ProfileTest:
    """Compare the clusters of the shapes with those of tables that have no groups.

    Parameters
    ----------
    table : float array of shape (n_rows, n_columns)
        No missing values; not yet freed of the row means.
    most : int
        Largest number of clusters tried, from 2.
    rng : Generator
    draws : int
    absent : bool array of the table's shape or None
        Where values of the table were filled; each draw then loses and regains the same ones.

    Notes
    -----
    A draw has the columns of the table and the correlations of a cut normal distribution that
    reproduce its own, so one factor (severity, a rater's halo) or several, ceilings and ties are
    all in it; groups are not. Statistic: log of the within-cluster sum of squares over the total,
    of rows freed of their means, standardised for each k by mean and spread of the draws, largest
    over k. Source of the idea: Hennig and Lin (2015), Statistics and Computing 25, 821-833.
    """
    shapes = keep_shape(table)
    if not np.ptp(shapes, axis=0).any():
        return ProfileTest(np.full(most - 1, np.nan), float("nan"), 1.0)
    tables = draw_tables(table, draws, rng, latent=find_latent_correlation(table))
    if absent is not None and absent.any():
        lost = np.where(absent, np.nan, tables)
        tables = np.stack([fill_from_nearest(one, rng) for one in lost])
    numbers = range(2, most + 1)
    own = _share_within(shapes[None], numbers, rng, restarts=4)[0]
    others = _share_within(keep_shape(tables), numbers, rng, restarts=2)
    mean, spread = others.mean(axis=0), others.std(axis=0)
    spread = np.where(spread > 0, spread, np.inf)
    z, reached = (mean - own) / spread, ((mean - others) / spread).max(axis=1)
    p = (1 + int((reached >= z.max()).sum())) / (1 + draws)
    return ProfileTest(z, float(z.max()), p)


def _share_within(
    sets: np.ndarray, numbers: range, rng: np.random.Generator, *, restarts: int
) -> np.ndarray:
    centred = sets - sets.mean(axis=1, keepdims=True)
    total = np.maximum((centred**2).sum(axis=(1, 2)), np.finfo(float).tiny)
    return measure_within(sets, numbers, rng, restarts=restarts) - np.log(total)[:, None]
