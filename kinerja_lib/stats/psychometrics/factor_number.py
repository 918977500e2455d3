"""How many factors a correlation matrix supports: parallel analysis and Velicer's MAP."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.factoring import find_uniqueness


@dataclass(frozen=True)
class ParallelAnalysis:
    """Hold eigenvalues beside those of unrelated items; arrays have the shape (items,).

    Parameters
    ----------
    components, factors : float array
        Eigenvalues of the correlations, and of those with the communalities of one factor in the
        diagonal, largest first.
    chance_components, chance_factors : float array
        The chosen quantile of the same eigenvalues of unrelated normal items.
    n_components, n_factors : int
        How many eigenvalues from the first on lie above chance.
    reason : Lack
    """

    components: np.ndarray
    factors: np.ndarray
    chance_components: np.ndarray
    chance_factors: np.ndarray
    n_components: int
    n_factors: int
    reason: Lack = Lack.NOTHING


def compare_eigenvalues(
    correlation: np.ndarray, n: int, *, seed: int, draws: int = 100, quantile: float = 0.95
) -> ParallelAnalysis:
    """Compare eigenvalues with those of samples of n people on unrelated items.

    Parameters
    ----------
    correlation : float array of shape (items, items)
        A missing entry gives a reason.
    n : int
        People; more than items.
    seed : int
        Fixes the draws. A draw is a Wishart matrix (Bartlett's decomposition), which has the
        distribution of the covariances of n normal answers without making them.

    Notes
    -----
    Sources: Horn (1965), Psychometrika 30, 179-185; quantile after Glorfeld (1995), Educational
    and Psychological Measurement 55, 377-393; communalities of one minres factor as R psych's
    fa.parallel.
    """
    r = np.asarray(correlation, dtype=float)
    p = len(r)
    reason = _check(r, n)
    if reason:
        empty = np.full(p, np.nan)
        return ParallelAnalysis(empty, empty, empty, empty, 0, 0, reason)
    chance = _draw_correlations(p, n, draws, np.random.default_rng(seed))
    whole = np.quantile(np.linalg.eigvalsh(chance)[:, ::-1], quantile, axis=0)
    reduced = np.quantile(
        np.linalg.eigvalsh(np.stack([_reduce(draw) for draw in chance]))[:, ::-1], quantile, axis=0
    )
    components, factors = np.linalg.eigvalsh(r)[::-1], np.linalg.eigvalsh(_reduce(r))[::-1]
    return ParallelAnalysis(
        components, factors, whole, reduced, _lead(components > whole), _lead(factors > reduced)
    )


@dataclass(frozen=True)
class PartialAverage:
    """Hold Velicer's minimum average partial correlation.

    Parameters
    ----------
    averages : float array of shape (at most + 1,)
        Mean squared partial correlation after removing 0, 1, 2, ... components; NaN from the
        number on that leaves an item nothing.
    n_factors : int
        Number with the smallest average.
    reason : Lack
    """

    averages: np.ndarray
    n_factors: int
    reason: Lack = Lack.NOTHING


def average_partials(correlation: np.ndarray, *, most: int | None = None) -> PartialAverage:
    """Compute the mean squared partial correlation left by each number of components.

    Parameters
    ----------
    correlation : float array of shape (items, items)
    most : int or None
        Largest number tried, at most items - 1.

    Notes
    -----
    Source: Velicer (1976), Psychometrika 41, 321-327.
    """
    r = np.asarray(correlation, dtype=float)
    p = len(r)
    reason = _check(r, p + 1)
    if reason:
        return PartialAverage(np.full(1, np.nan), 0, reason)
    values, vectors = np.linalg.eigh(r)
    order = np.argsort(values, kind="stable")[::-1]
    loadings = vectors[:, order] * np.sqrt(np.maximum(values[order], 0.0))
    averages = []
    for m in range(min(most or p - 1, p - 1) + 1):
        left = r - loadings[:, :m] @ loadings[:, :m].T
        scale = np.diag(left)
        if (scale < 1e-8).any():
            averages.append(np.nan)
            continue
        partial = left / np.sqrt(np.outer(scale, scale))
        averages.append((float((partial**2).sum()) - p) / (p * (p - 1)))
    return PartialAverage(np.array(averages), int(np.nanargmin(averages)))


def _check(r: np.ndarray, n: int) -> Lack:
    if len(r) < 2:
        return Lack.FEW_ITEMS
    if not np.isfinite(r).all():
        return Lack.NO_SPREAD
    return Lack.FEW_PEOPLE if n <= len(r) else Lack.NOTHING


def _draw_correlations(p: int, n: int, draws: int, random: np.random.Generator) -> np.ndarray:
    """Draw correlation matrices of n people on p unrelated normal items."""
    lower = np.tril(random.standard_normal((draws, p, p)), -1)
    freedom = n - 1 - np.arange(p)
    lower[:, np.arange(p), np.arange(p)] = np.sqrt(random.chisquare(freedom, size=(draws, p)))
    wishart = lower @ lower.transpose(0, 2, 1)
    scale = np.sqrt(np.einsum("dii->di", wishart))
    return wishart / (scale[:, :, None] * scale[:, None, :])


def _reduce(r: np.ndarray) -> np.ndarray:
    """Put the communalities of one factor into the diagonal."""
    return r - np.diag(find_uniqueness(r, 1))


def _lead(above: np.ndarray) -> int:
    """Count how many are true from the first on."""
    return int(np.argmin(above)) if not above.all() else len(above)
