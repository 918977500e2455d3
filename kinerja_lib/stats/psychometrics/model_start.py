"""Where the search for a factor model begins."""

from __future__ import annotations

import numpy as np

from kinerja_lib.stats.psychometrics.latent_layout import Layout
from kinerja_lib.stats.psychometrics.saturated import Unrestricted
from kinerja_lib.stats.psychometrics.structure import Structure


def find_start(layout: Layout, structure: Structure, data: Unrestricted) -> np.ndarray:
    """Make starting values from the first principal axis of the items of each factor.

    Half of the variance that the axis leaves out goes to the residuals; covariances of factors
    start at half those of the axes, so that the implied matrix is positive definite.
    """
    free = np.zeros(layout.free)
    loads = np.asarray(structure.loads, dtype=bool)
    for group in range(layout.groups):
        covariance = data.covariance[group]
        ratio, spread = _axes(loads, covariance, layout)
        top = layout.spread.index.shape[1]
        values = {
            "loading": np.pad(ratio, ((0, 0), (0, top - loads.shape[1]))),
            "path": np.ones((top, top)),
            "spread": _spread(spread, top),
            "residual": np.diag(0.5 * np.diag(covariance)),
            "intercept": data.mean[group],
            "mean": np.zeros(top),
        }
        for name, slots in layout.slots():
            index = slots.index[group]
            free[index[index >= 0]] = values[name][index >= 0]
    return free


def strongest_items(loads: np.ndarray, data: Unrestricted) -> np.ndarray:
    """Find the item of each factor with the largest loading on its principal axis."""
    weight = data.n / data.n.sum()
    pooled = np.tensordot(weight, data.covariance, axes=1)
    sd = np.sqrt(np.diag(pooled))
    axes = np.abs(_load(np.asarray(loads, dtype=bool), pooled / np.outer(sd, sd)))
    return np.argmax(axes, axis=0)


def _load(loads: np.ndarray, covariance: np.ndarray) -> np.ndarray:
    result = np.zeros(loads.shape)
    for factor in range(loads.shape[1]):
        mine = np.flatnonzero(loads[:, factor])
        values, vectors = np.linalg.eigh(covariance[np.ix_(mine, mine)])
        axis = vectors[:, -1] * np.sqrt(values[-1])
        result[mine, factor] = axis if axis.sum() >= 0 else -axis
    return result


def _axes(
    loads: np.ndarray, covariance: np.ndarray, layout: Layout
) -> tuple[np.ndarray, np.ndarray]:
    """Return loadings relative to the marker, and covariances of the factors."""
    axes = _load(loads, covariance)
    m = loads.shape[1]
    marked = layout.loading.fixed[0][:, :m] == 1.0
    marker = axes[np.argmax(marked, axis=0), np.arange(m)]
    least = 0.2 * np.abs(axes).max(axis=0)
    marker = np.where(np.abs(marker) < least, np.where(marker < 0, -least, least), marker)
    ratio = np.clip(axes / marker, -5, 5)
    weight = axes / (axes**2).sum(axis=0)
    between = weight.T @ covariance @ weight
    own = np.sqrt(np.diag(between))
    phi = 0.5 * between / np.outer(own, own)
    np.fill_diagonal(phi, 1.0)
    size = np.abs(marker) * np.sqrt(0.6)
    sign = np.where(marker < 0, -1.0, 1.0)
    return ratio, phi * np.outer(size * sign, size * sign)


def _spread(spread: np.ndarray, top: int) -> np.ndarray:
    """Add a factor of second order with half the variance of the first factor."""
    result = np.zeros((top, top))
    m = len(spread)
    result[:m, :m] = spread
    if top > m:
        result[m, m] = 0.5 * spread[0, 0]
        result[:m, :m] = np.diag(np.diag(spread))
    return result
