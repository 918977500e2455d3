"""Adjust p-values of a declared family of comparisons."""

from __future__ import annotations

import numpy as np


def adjust_holm(p_values: np.ndarray) -> np.ndarray:
    """Adjust p-values so that any false finding in the family has at most the chosen chance.

    Parameters
    ----------
    p_values : float array of shape (comparisons,)
        Missing values are comparisons that could not be made: they stay missing and do not count.

    Returns
    -------
    float array of shape (comparisons,)
        Compare each with the level itself, such as 0.05.

    Raises
    ------
    ValueError
        A value outside 0 to 1.

    Notes
    -----
    Running maximum of (m - rank + 1) * p from the smallest on, at most 1.
    Source: Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
    """
    p, known = _read(p_values)
    order = np.argsort(p[known], kind="stable")
    factor = np.arange(len(order), 0, -1)
    adjusted = np.empty(len(order))
    adjusted[order] = np.minimum(np.maximum.accumulate(p[known][order] * factor), 1.0)
    return _write(p, known, adjusted)


def adjust_false_discovery(p_values: np.ndarray) -> np.ndarray:
    """Adjust p-values so that at most the chosen share of the findings is false, on average.

    Missing values stay missing and do not count; see `adjust_holm` for shape and errors.

    Notes
    -----
    Running minimum of m / rank * p from the largest on, at most 1.
    Source: Benjamini and Hochberg (1995), JRSS B 57, 289-300.
    """
    p, known = _read(p_values)
    order = np.argsort(p[known], kind="stable")[::-1]
    m = len(order)
    factor = m / np.arange(m, 0, -1)
    adjusted = np.empty(m)
    adjusted[order] = np.minimum(np.minimum.accumulate(p[known][order] * factor), 1.0)
    return _write(p, known, adjusted)


def _read(p_values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    p = np.asarray(p_values, dtype=float).ravel()
    known = np.isfinite(p)
    if ((p[known] < 0) | (p[known] > 1)).any():
        raise ValueError("p-values must be within 0 to 1")
    return p, known


def _write(p: np.ndarray, known: np.ndarray, adjusted: np.ndarray) -> np.ndarray:
    result = np.full(len(p), np.nan)
    result[known] = adjusted
    return result
