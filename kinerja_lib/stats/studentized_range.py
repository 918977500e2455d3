"""Distribution of the range of several means over a common error, for many values at once."""

from __future__ import annotations

import numpy as np
from scipy import special, stats

_LARGE = 25_000.0  # from here on the error counts as known
_OUTER = np.polynomial.legendre.leggauss(48)
_INNER = np.polynomial.legendre.leggauss(80)
_PART = 400
_NODES = 24


def range_chance(q: np.ndarray, groups: int, df: np.ndarray) -> np.ndarray:
    """Compute the chance of a studentized range above q.

    Parameters
    ----------
    q, df : float arrays of shape (values,)
        q 0 or more; degrees of freedom above 0 (1 or more for seven decimals).
    groups : int
        2 or more.

    Notes
    -----
    The distribution of the range given the error, averaged over the error, both by Gauss-Legendre
    quadrature. Source: Copenhaver and Holland (1988), Journal of Statistical Computation and
    Simulation 30, 1-15.
    """
    q, df = np.broadcast_arrays(np.asarray(q, dtype=float), np.asarray(df, dtype=float))
    if groups < 2:
        raise ValueError(f"groups must be 2 or more, got {groups}")
    result = np.empty(q.shape)
    for start in range(0, len(q), _PART):
        part = slice(start, start + _PART)
        result[part] = _average(q[part], groups, df[part])
    return np.clip(result, 0.0, 1.0)


def range_quantile(share: float, groups: int, df: np.ndarray) -> np.ndarray:
    """Find the studentized range with a given share of the distribution above it.

    Parameters
    ----------
    share : float
        Between 0 and 1.
    df : float array of shape (values,)

    Notes
    -----
    Bisection. Of more than 24 different df, 24 are searched and the logarithm of the others is
    interpolated over 1 / df (Chebyshev nodes), to seven digits.
    """
    df = np.asarray(df, dtype=float)
    if len(np.unique(df)) <= _NODES:
        known, owner = np.unique(df, return_inverse=True)
        return _bisect(share, groups, known)[owner]
    low, high = 1 / df.max(), 1 / df.min()
    angle = np.cos(np.pi * (np.arange(_NODES) + 0.5) / _NODES)
    at = (low + high) / 2 + (high - low) / 2 * angle
    curve = np.polynomial.Chebyshev.fit(
        at, np.log(_bisect(share, groups, 1 / at)), _NODES - 1, domain=[low, high]
    )
    return np.exp(curve(1 / df))


def _bisect(share: float, groups: int, df: np.ndarray) -> np.ndarray:
    low, high = np.zeros(len(df)), np.full(len(df), 4.0)
    for _ in range(60):
        short = range_chance(high, groups, df) > share
        if not short.any():
            break
        low, high = np.where(short, high, low), np.where(short, high * 2, high)
    for _ in range(36):
        middle = (low + high) / 2
        above = range_chance(middle, groups, df) > share
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return (low + high) / 2


def _average(q: np.ndarray, groups: int, df: np.ndarray) -> np.ndarray:
    result = np.empty(len(q))
    known = df > _LARGE
    result[known] = 1.0 - _below(q[known], groups)
    rest = np.flatnonzero(~known)
    if len(rest):
        v = df[rest][:, None]
        low, high = (np.sqrt(stats.chi2.ppf(edge, v) / v) for edge in (1e-14, 1 - 1e-14))
        s = (low + high) / 2 + (high - low) / 2 * _OUTER[0]
        weight = (high - low) / 2 * _OUTER[1]
        density = stats.chi2.pdf(v * s * s, v) * 2 * v * s
        inside = 1.0 - _below((q[rest][:, None] * s).ravel(), groups).reshape(s.shape)
        result[rest] = (weight * density * inside).sum(axis=1)
    return result


def _below(width: np.ndarray, groups: int) -> np.ndarray:
    """Compute the chance that the range of normal values is below a width."""
    z = 8.5 * _INNER[0]
    density = groups * 8.5 * _INNER[1] * np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    inside = special.ndtr(z) - special.ndtr(z - width[:, None])
    return np.clip(inside, 0.0, 1.0) ** (groups - 1) @ density
