"""Reliability from factors: omega total and omega hierarchical (Schmid and Leiman)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from kinerja_lib.stats.intervals import Interval
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.factoring import Method, Rotation, find_factors
from kinerja_lib.stats.psychometrics.moment_bootstrap import bootstrap_moments
from kinerja_lib.stats.psychometrics.moments import Moments, standardize, sum_spread


@dataclass(frozen=True)
class Omega:
    """Hold omega of a set of items; figures are NaN where `reason` says why.

    Parameters
    ----------
    total : float
        Share of the variance of the sum that all common factors explain.
    hierarchical : float
        Share that the general factor explains; NaN with one factor, where none is separate.
    asymptotic : float
        hierarchical / total: its limit for ever more items.
    common_variance : float
        ECV, the general factor's share of the common variance.
    general, uniqueness : float array of shape (items,)
    group : float array of shape (items, factors)
        Loadings on the group factors that remain.
    group_general, group_total : float array of shape (factors,)
        The same two shares for the sum of the items that load highest on each group factor; NaN
        where no item does.
    reason : Lack
    """

    total: float
    hierarchical: float
    asymptotic: float
    common_variance: float
    general: np.ndarray
    uniqueness: np.ndarray
    group: np.ndarray
    group_general: np.ndarray
    group_total: np.ndarray
    reason: Lack = Lack.NOTHING


def measure_omega(
    covariance: np.ndarray, *, factors: int = 1, raw: bool = False, method: Method = Method.MINRES
) -> Omega:
    """Compute omega from a covariance or correlation matrix.

    Parameters
    ----------
    covariance : float array of shape (items, items)
        Items keyed in one direction. A missing entry, an item without spread or items that cancel
        each other give a reason.
    factors : int
        1: McDonald's omega of one factor. 2 or more: oblimin factors turned into a general and
        group factors; with 2, both load equally on the general factor.
    raw : bool
        False: the sum of standardized items (as R psych); True: the sum of the answers.

    Notes
    -----
    Sources: Schmid and Leiman (1957), Psychometrika 22, 53-61; McDonald (1999), Test Theory;
    Zinbarg, Revelle, Yovel and Li (2005), Psychometrika 70, 123-133.
    """
    covariance = np.asarray(covariance, dtype=float)
    correlation = standardize(covariance)
    found = find_factors(correlation, factors, method=method, rotation=Rotation.OBLIMIN)
    if found.reason:
        return _nothing(len(covariance), factors, found.reason)
    weight = _load_general(found.phi)
    if weight is None:
        return _nothing(len(covariance), factors, Lack.NOT_IDENTIFIED)
    scale = np.sqrt(np.diag(covariance)) if raw else np.ones(len(covariance))
    general = found.pattern @ weight * scale
    group = found.pattern * np.sqrt(1 - weight**2) * scale[:, None]
    unique = found.uniqueness * scale**2
    matrix = correlation * np.outer(scale, scale)
    spread = sum_spread(matrix)
    if math.isnan(spread):
        return _nothing(len(covariance), factors, Lack.NO_SPREAD)
    total = 1.0 - float(unique.sum()) / spread
    hierarchical = float(general.sum() ** 2) / spread if factors > 1 else math.nan
    owner = np.argmax(np.abs(group), axis=1)
    shares = [_share(matrix, general, unique, owner == f) for f in range(factors)]
    return Omega(
        total,
        hierarchical,
        hierarchical / total if factors > 1 else math.nan,
        _common_share(general, group) if factors > 1 else math.nan,
        general,
        unique,
        group,
        *np.array(shares).T,
    )


def interval_omega(
    answers: np.ndarray, *, seed: int, factors: int = 1, raw: bool = False, draws: int = 500
) -> tuple[Interval, Interval]:
    """Compute 95 % bootstrap intervals of omega total and omega hierarchical.

    Parameters
    ----------
    answers : float array of shape (people, items)
        Missing answers are NaN; correlations are pairwise.
    seed : int
        Fixes the draws.
    """

    def compute(moments: Moments) -> np.ndarray:
        if moments.lack:
            return np.full(2, np.nan)
        omega = measure_omega(moments.covariance, factors=factors, raw=raw)
        return np.array([omega.total, omega.hierarchical])

    total, hierarchical = bootstrap_moments(answers, compute, seed=seed, draws=draws)
    return total, hierarchical


def _load_general(phi: np.ndarray) -> np.ndarray | None:
    """Return the loading of each factor on the general one; None where there is none below 1."""
    m = len(phi)
    if m == 1:
        return np.ones(1)
    if m == 2:
        return np.full(2, math.sqrt(phi[0, 1])) if 0 <= phi[0, 1] <= 1 else None
    found = find_factors(phi, 1, rotation=Rotation.NONE)
    weight = found.pattern[:, 0] if not found.reason else np.full(m, np.nan)
    return weight if np.isfinite(weight).all() and (np.abs(weight) <= 1).all() else None


def _common_share(general: np.ndarray, group: np.ndarray) -> float:
    own = float((general**2).sum())
    return own / (own + float((group**2).sum()))


def _share(
    matrix: np.ndarray, general: np.ndarray, unique: np.ndarray, mine: np.ndarray
) -> tuple[float, float]:
    if not mine.any():
        return math.nan, math.nan
    variance = sum_spread(matrix[np.ix_(mine, mine)])
    return float(general[mine].sum() ** 2) / variance, 1.0 - float(unique[mine].sum()) / variance


def _nothing(p: int, factors: int, reason: Lack) -> Omega:
    empty, groups = np.full(p, math.nan), np.full(factors, math.nan)
    return Omega(
        *[math.nan] * 4, empty, empty, np.full((p, factors), math.nan), groups, groups, reason
    )
