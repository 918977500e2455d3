"""Probabilities of two correlated normal variables, for many pairs at once."""

from __future__ import annotations

import numpy as np
from scipy import special

FAR = 12.0  # stands for infinity: the normal tail beyond it is below 1e-32
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(48)


def bivariate_cdf(h: np.ndarray, k: np.ndarray, rho: np.ndarray) -> np.ndarray:
    """Compute P(X < h, Y < k) for standard normal X and Y with correlation rho.

    Parameters
    ----------
    h, k, rho : float arrays that broadcast
        Limits beyond 12 count as infinite; rho strictly between -1 and 1.

    Notes
    -----
    Phi(h) Phi(k) + 1 / (2 pi) * integral over 0 to asin(rho) of
    exp(-(h^2 + k^2 - 2 h k sin t) / (2 cos^2 t)), by 48 Gauss-Legendre nodes: exact to 1e-9 for
    correlations up to 0.95. Source: Drezner and Wesolowsky (1990), Journal of Statistical
    Computation and Simulation 35, 101-107.
    """
    h, k, rho = np.broadcast_arrays(np.clip(h, -FAR, FAR), np.clip(k, -FAR, FAR), rho)
    half = np.arcsin(rho) / 2
    total = np.zeros(h.shape)
    for node, weight in zip(_NODES, _WEIGHTS, strict=True):
        angle = half * (node + 1)
        sine = np.sin(angle)
        power = (h * h + k * k - 2 * h * k * sine) / (2 * (1 - sine * sine))
        total += weight * np.exp(-np.minimum(power, 700.0))
    return special.ndtr(h) * special.ndtr(k) + half * total / (2 * np.pi)


def bivariate_density(h: np.ndarray, k: np.ndarray, rho: np.ndarray) -> np.ndarray:
    """Compute the density at (h, k), which is also the slope of `bivariate_cdf` in rho."""
    h, k = np.clip(h, -FAR, FAR), np.clip(k, -FAR, FAR)
    rest = 1 - rho * rho
    power = (h * h + k * k - 2 * rho * h * k) / (2 * rest)
    return np.exp(-np.minimum(power, 700.0)) / (2 * np.pi * np.sqrt(rest))
