"""Data without groups: the columns and correlations of a table, and nothing else of it."""

from __future__ import annotations

import math

import numpy as np
from scipy import special

TERMS = 24  # of the Hermite series
MOST = 0.995  # largest latent correlation looked for
LEAST_EIGENVALUE = 1e-6


def find_latent_correlation(table: np.ndarray) -> np.ndarray:
    """Find the correlations of normal variables that give those of the table once cut to its steps.

    Parameters
    ----------
    table : float array of shape (n_rows, n_columns)
        No missing values; any number of steps, ties welcome. A column of one value has no
        correlation, and 0 is returned.

    Returns
    -------
    float array of shape (n_columns, n_columns)
        Ones on the diagonal, no negative eigenvalue.

    Notes
    -----
    A normal variable cut at t_1 < ... < t_m into steps of heights d_1 ... d_m has the coefficients
    c_h = sum_j d_j phi(t_j) He_{h-1}(t_j) / sqrt(h!), and two such variables with latent
    correlation r have covariance sum_h c_h c'_h r^h (Mehler). r is found by bisection. This is the
    polychoric correlation by moments. What is not positive semidefinite loses its negative
    eigenvalues.
    """
    coefficients = np.stack([_expand(column) for column in table.T])
    spread = table.std(axis=0)
    flat = spread < 1e-12
    scaled = coefficients / np.where(flat, 1.0, spread)[:, None]
    product = scaled[:, None, :] * scaled[None, :, :]
    target = np.where(flat[:, None] | flat[None, :], 0.0, _correlate(table))
    latent = _bisect(product, target)
    latent[flat, :] = latent[:, flat] = 0.0
    np.fill_diagonal(latent, 1.0)
    return _make_proper(latent)


def _correlate(table: np.ndarray) -> np.ndarray:
    centred = table - table.mean(axis=0)
    length = np.sqrt((centred**2).sum(axis=0))
    length[length < 1e-12] = 1.0
    return (centred.T @ centred) / np.outer(length, length)


def _expand(column: np.ndarray) -> np.ndarray:
    """Return the Hermite coefficients 1 to TERMS of a column as steps of a normal variable."""
    values, counts = np.unique(column, return_counts=True)
    if len(values) < 2:
        return np.zeros(TERMS)
    cuts = special.ndtri(np.cumsum(counts)[:-1] / len(column))
    weight = np.diff(values) * np.exp(-(cuts**2) / 2) / math.sqrt(2 * math.pi)
    before, polynomial = np.zeros_like(cuts), np.ones_like(cuts)
    out = []
    for h in range(1, TERMS + 1):
        # `polynomial` is He_{h-1} / sqrt((h-1)!), kept so to stay within range.
        out.append((weight * polynomial).sum() / math.sqrt(h))
        after = (cuts * polynomial - math.sqrt(h - 1) * before) / math.sqrt(h)
        before, polynomial = polynomial, after
    return np.array(out)


def _bisect(product: np.ndarray, target: np.ndarray) -> np.ndarray:
    low, high = np.full(target.shape, -MOST), np.full(target.shape, MOST)
    for _step in range(30):
        middle = (low + high) / 2
        value = np.zeros_like(middle)
        for h in range(TERMS - 1, -1, -1):
            value = (value + product[:, :, h]) * middle
        below = value < target
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2


def _make_proper(matrix: np.ndarray) -> np.ndarray:
    """Raise negative eigenvalues to just above zero and put ones back on the diagonal."""
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    if values.min() >= LEAST_EIGENVALUE:
        return matrix
    raised = (vectors * values.clip(min=LEAST_EIGENVALUE)) @ vectors.T
    scale = np.sqrt(np.diag(raised))
    return raised / np.outer(scale, scale)


def draw_tables(
    table: np.ndarray, draws: int, rng: np.random.Generator, *, latent: np.ndarray | None = None
) -> np.ndarray:
    """Draw tables with the same values in each column and given correlations.

    Parameters
    ----------
    table : float array of shape (n_rows, n_columns)
    draws : int
    rng : Generator
    latent : float array of shape (n_columns, n_columns) or None
        From `find_latent_correlation`; None leaves the columns independent.

    Returns
    -------
    float array of shape (draws, n_rows, n_columns)
        Each column is a rearrangement of the column given: by the ranks of normal variables.
    """
    ordered = np.sort(table, axis=0)
    normal = rng.standard_normal((draws, *table.shape))
    if latent is not None:
        values, vectors = np.linalg.eigh(latent)
        # The symmetric root: signs and turns of the vectors differ between processors, it does not.
        normal = normal @ ((vectors * np.sqrt(values.clip(min=0.0))) @ vectors.T)
    places = normal.argsort(axis=1, kind="stable")
    out = np.empty_like(normal)
    np.put_along_axis(out, places, np.broadcast_to(ordered, normal.shape), axis=1)
    return out
