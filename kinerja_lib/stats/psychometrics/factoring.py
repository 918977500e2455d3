"""Exploratory factors: minimum residual or maximum likelihood, with fit and rotation."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import optimize, stats

from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.moments import smooth_correlation, square_multiple_correlations
from kinerja_lib.stats.psychometrics.rotation import (
    Rotated,
    order_factors,
    rotate_oblimin,
    rotate_promax,
    rotate_varimax,
)

_LEAST = 0.005  # smallest share of an item's variance that factors may not explain


class Method(StrEnum):
    """How the loadings are found."""

    MINRES = "minres"
    ML = "ml"


class Rotation(StrEnum):
    """How the loadings are turned."""

    NONE = "none"
    VARIMAX = "varimax"
    OBLIMIN = "oblimin"
    PROMAX = "promax"


_TURNS: Mapping[Rotation, Callable[[np.ndarray], Rotated]] = {
    Rotation.NONE: lambda loadings: Rotated(loadings, np.eye(loadings.shape[1])),
    Rotation.VARIMAX: rotate_varimax,
    Rotation.OBLIMIN: rotate_oblimin,
    Rotation.PROMAX: rotate_promax,
}


@dataclass(frozen=True)
class Factors:
    """Hold an exploratory solution, or the reason why there is none (arrays are then NaN).

    Parameters
    ----------
    pattern : float array of shape (items, factors)
        Rotated; factors ordered by explained variance, signs so that loadings sum above 0.
    phi : float array of shape (factors, factors)
        Correlations of the factors.
    uniqueness : float array of shape (items,)
        1 - communality.
    explained : float array of shape (factors,)
        Sums of squared loadings; for correlated factors the diagonal of phi L'L.
    chi2, df, p_value : float
        Bartlett's corrected likelihood ratio; NaN without n.
    chi2_null, df_null : float
        The same for no factor at all.
    rmsea, tli, rmsr : float
        rmsr: root mean square of the residual correlations.
    smoothed, heywood, settled : bool
        The matrix was not positive definite; an item is explained to 99.5 % or more; the
        search and the rotation ended at a minimum.
    reason : Lack
    """

    pattern: np.ndarray
    phi: np.ndarray
    uniqueness: np.ndarray
    explained: np.ndarray
    chi2: float = math.nan
    df: float = math.nan
    p_value: float = math.nan
    chi2_null: float = math.nan
    df_null: float = math.nan
    rmsea: float = math.nan
    tli: float = math.nan
    rmsr: float = math.nan
    smoothed: bool = False
    heywood: bool = False
    settled: bool = True
    reason: Lack = Lack.NOTHING


def find_factors(
    correlation: np.ndarray,
    factors: int,
    *,
    n: int | None = None,
    method: Method = Method.MINRES,
    rotation: Rotation = Rotation.OBLIMIN,
) -> Factors:
    """Find a given number of factors in a correlation matrix.

    Parameters
    ----------
    correlation : float array of shape (items, items)
        Pearson or polychoric; a missing entry gives a reason. Smoothed where not positive definite.
    factors : int
        1 or more; as many as leave the model identified, else a reason.
    n : int or None
        People, for the test of fit.

    Notes
    -----
    Both criteria are minimised over the uniquenesses: minres half the sum of the squared
    discarded eigenvalues of R - U, ML the sum of (e - ln e - 1) over the discarded eigenvalues of
    U^-1/2 R U^-1/2. Sources: Harman and Jones (1966), Psychometrika 31, 351-368; Joreskog (1967),
    Psychometrika 32, 443-482; test: Bartlett (1951), Biometrika 38, 337-344.
    """
    r = np.asarray(correlation, dtype=float)
    p = len(r)
    reason = _check(r, factors)
    if reason:
        nothing = np.full((p, factors), np.nan)
        return Factors(nothing, nothing[:0], nothing[:, 0], nothing[0, :], reason=reason)
    sound, smoothed = smooth_correlation(r)
    unique, settled = _search(sound, factors, method)
    loadings = _load(sound, unique, factors, method)
    turned = order_factors(_TURNS[rotation](loadings))
    unique = 1.0 - (loadings**2).sum(axis=1)
    return Factors(
        turned.pattern,
        turned.phi,
        unique,
        np.diag(turned.phi @ turned.pattern.T @ turned.pattern).copy(),
        **_fit(sound, loadings, unique, n),
        smoothed=smoothed,
        heywood=bool((unique <= _LEAST + 1e-6).any()),
        settled=settled and turned.converged,
    )


def find_uniqueness(
    correlation: np.ndarray, factors: int, *, method: Method = Method.MINRES
) -> np.ndarray:
    """Find what a number of factors leaves of each item's variance, between 0.005 and 1.

    `correlation` is finite with a unit diagonal; it is smoothed where not positive definite.
    """
    return _search(smooth_correlation(correlation)[0], factors, method)[0]


def _check(r: np.ndarray, factors: int) -> Lack:
    p = len(r)
    if factors < 1:
        raise ValueError(f"factors must be 1 or more, got {factors}")
    if p < 3:
        return Lack.FEW_ITEMS
    if not np.isfinite(r).all():
        return Lack.NO_SPREAD
    return Lack.NOT_IDENTIFIED if (p - factors) ** 2 < p + factors else Lack.NOTHING


def _search(r: np.ndarray, factors: int, method: Method) -> tuple[np.ndarray, bool]:
    start = np.clip(1.0 - square_multiple_correlations(r), 0.05, 0.95)
    found = optimize.minimize(
        _minres if method is Method.MINRES else _likelihood,
        start,
        args=(r, factors),
        jac=True,
        method="L-BFGS-B",
        bounds=[(_LEAST, 1.0)] * len(r),
        options={"maxiter": 2000, "ftol": 1e-14, "gtol": 1e-7},
    )
    return found.x, bool(found.success)


def _minres(unique: np.ndarray, r: np.ndarray, factors: int) -> tuple[float, np.ndarray]:
    values, vectors = np.linalg.eigh(r - np.diag(unique))
    drop = len(r) - factors
    kept = np.maximum(values[drop:], 0.0)
    rest = np.concatenate([values[:drop], values[drop:] - kept])
    return float((rest**2).sum() / 2), -(vectors**2) @ rest


def _likelihood(unique: np.ndarray, r: np.ndarray, factors: int) -> tuple[float, np.ndarray]:
    scale = 1.0 / np.sqrt(unique)
    values, vectors = np.linalg.eigh(r * np.outer(scale, scale))
    drop = len(r) - factors
    small = np.maximum(values[:drop], 1e-12)
    slope = ((vectors[:, :drop] ** 2) @ (1.0 - small)) / unique
    return float((small - np.log(small) - 1.0).sum()), slope


def _load(r: np.ndarray, unique: np.ndarray, factors: int, method: Method) -> np.ndarray:
    scale = np.sqrt(unique) if method is Method.ML else np.ones(len(r))
    base = r / np.outer(scale, scale) if method is Method.ML else r - np.diag(unique)
    values, vectors = np.linalg.eigh(base)
    kept = values[::-1][:factors] - (1.0 if method is Method.ML else 0.0)
    return scale[:, None] * vectors[:, ::-1][:, :factors] * np.sqrt(np.maximum(kept, 0.0))


def _fit(r: np.ndarray, loadings: np.ndarray, unique: np.ndarray, n: int | None) -> dict:
    p, m = loadings.shape
    residual = r - loadings @ loadings.T
    off = residual[np.triu_indices(p, 1)]
    figures = {"rmsr": float(np.sqrt((off**2).mean()))}
    if n is None or n <= p:
        return figures
    model = loadings @ loadings.T + np.diag(np.maximum(unique, _LEAST))
    base = float(np.linalg.slogdet(r)[1])
    objective = float(np.linalg.slogdet(model)[1]) - base
    objective += float(np.trace(np.linalg.solve(model, r))) - p
    weight = n - 1 - (2 * p + 5) / 6
    df, df_null = ((p - m) ** 2 - p - m) / 2, p * (p - 1) / 2
    chi2, null = max(0.0, objective * (weight - 2 * m / 3)), -base * weight
    figures |= {"chi2": chi2, "df": df, "chi2_null": null, "df_null": df_null}
    if df > 0:
        figures["p_value"] = float(stats.chi2.sf(chi2, df))
        figures["rmsea"] = math.sqrt(max(0.0, objective / df - 1 / (n - 1)))
        figures["tli"] = (null / df_null - chi2 / df) / (null / df_null - 1)
    return figures
