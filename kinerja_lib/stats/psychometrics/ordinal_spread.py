"""How uncertain polychoric correlations are, together, from each person's share in them."""

from __future__ import annotations

import numpy as np
from scipy import special

from kinerja_lib.stats.psychometrics.bivariate_normal import bivariate_cdf, bivariate_density
from kinerja_lib.stats.psychometrics.polychoric import Polychoric

_LEAST = 1e-10


def spread_ordinal(codes: np.ndarray, found: Polychoric) -> np.ndarray:
    """Compute the covariances of sqrt(n) times the polychoric correlations of all pairs.

    Parameters
    ----------
    codes : int array of shape (people, items)
        Category of each answer from 0 without gaps; complete rows.
    found : Polychoric
        Of the same answers, without a pair that fell back to Pearson.

    Returns
    -------
    float array of shape (pairs, pairs)
        Pairs in the order of `numpy.triu_indices(items, 1)`.

    Notes
    -----
    Thresholds come from the margins and each correlation from its pair, so a person's share in a
    correlation depends on the two answers only and is looked up. Source: Muthen (1984),
    Psychometrika 49, 115-132; cross products of observed scores as lavaan.
    """
    n, p = codes.shape
    rows, columns = np.triu_indices(p, 1)
    shares = np.empty((n, len(rows)))
    for place, (i, j) in enumerate(zip(rows, columns, strict=True)):
        cuts = (found.thresholds[i], found.thresholds[j])
        count = np.zeros((len(cuts[0]) + 1, len(cuts[1]) + 1))
        np.add.at(count, (codes[:, i], codes[:, j]), 1)
        share = _share(count / n, cuts, found.correlation[i, j])
        shares[:, place] = share[codes[:, i], codes[:, j]]
    shares -= shares.mean(axis=0)
    return shares.T @ shares / n


def _share(seen: np.ndarray, cuts: tuple[np.ndarray, np.ndarray], rho: float) -> np.ndarray:
    """Compute a person's share in one correlation for each cell of the table of the pair."""
    h, k = (np.concatenate([[-np.inf], cut, [np.inf]]) for cut in cuts)
    corner = bivariate_cdf(h[:, None], k[None, :], rho)
    chance = np.maximum(np.diff(np.diff(corner, axis=0), axis=1), _LEAST)
    density = bivariate_density(h[:, None], k[None, :], rho)
    score = np.diff(np.diff(density, axis=0), axis=1) / chance
    pull = np.zeros_like(score)
    for axis in (0, 1):
        own, other = (h, k) if axis == 0 else (k, h)
        slope = _slope(own[1:-1], other, rho)  # of cells per threshold: (thresholds, other cells)
        turned, weight, inside = (x if axis == 0 else x.T for x in (chance, seen, score))
        moves = weight * inside / turned
        reach = (moves[:-1] * slope).sum(axis=1) - (moves[1:] * slope).sum(axis=1)
        part = reach @ _threshold_share(own[1:-1], weight.sum(axis=1))
        pull += part[:, None] if axis == 0 else part[None, :]
    return (score - pull) / (seen * score**2).sum()


def _slope(cut: np.ndarray, other: np.ndarray, rho: float) -> np.ndarray:
    """Compute how the cells beside a threshold move with it; shape (thresholds, other cells)."""
    reach = (other[None, :] - rho * cut[:, None]) / np.sqrt(1 - rho**2)
    density = np.exp(-(cut**2) / 2) / np.sqrt(2 * np.pi)
    return density[:, None] * np.diff(special.ndtr(reach), axis=1)


def _threshold_share(cut: np.ndarray, margin: np.ndarray) -> np.ndarray:
    """Compute a person's share in each threshold by category; shape (thresholds, categories)."""
    below = np.arange(len(margin))[None, :] <= np.arange(len(cut))[:, None]
    density = np.exp(-(cut**2) / 2) / np.sqrt(2 * np.pi)
    return (below - np.cumsum(margin)[:-1, None]) / density[:, None]
