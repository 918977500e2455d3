"""Confirmatory factor analysis of ordered answers by diagonally weighted least squares."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats

from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.moments import read_answers
from kinerja_lib.stats.psychometrics.ordinal_spread import spread_ordinal
from kinerja_lib.stats.psychometrics.polychoric import correlate_ordinal


@dataclass(frozen=True)
class OrdinalFit:
    """Hold a model of polychoric correlations; figures are NaN and arrays empty with a reason.

    Parameters
    ----------
    chi2 : float
        Least-squares statistic, not chi-square distributed.
    chi2_robust, df, p_value : float
        Scaled and shifted to the mean and variance of chi-square, as WLSMV.
    scale, shift : float
        chi2_robust = chi2 / scale + shift.
    cfi, tli, rmsea : float
        Of the robust statistics of the model and of unrelated items.
    srmr : float
    loadings : float array of shape (items, factors)
        Standardized.
    phi : float array of shape (factors, factors)
    n : int
        Complete rows.
    reason : Lack
    """

    chi2: float = math.nan
    chi2_robust: float = math.nan
    df: float = math.nan
    p_value: float = math.nan
    scale: float = math.nan
    shift: float = math.nan
    cfi: float = math.nan
    tli: float = math.nan
    rmsea: float = math.nan
    srmr: float = math.nan
    loadings: np.ndarray | None = None
    phi: np.ndarray | None = None
    n: int = 0
    reason: Lack = Lack.NOTHING

    @property
    def improper(self) -> bool:
        """A loading or a correlation beyond 1: the structure does not suit the data."""
        if self.loadings is None or self.phi is None:
            return False
        return bool((np.abs(self.loadings) > 1).any() or (np.abs(self.phi) > 1 + 1e-8).any())


def confirm_ordinal(answers: np.ndarray, loads: np.ndarray) -> OrdinalFit:
    """Fit correlated factors to ordered answers.

    Parameters
    ----------
    answers : float array of shape (people, items)
        Complete rows are used.
    loads : bool array of shape (items, factors)
        Each item on one factor; an only item is its factor.

    Notes
    -----
    Thresholds are free, so only the correlations are fitted, each weighted by the inverse of its
    variance; the statistic uses n - 1, as lavaan does. Sources: Muthen, du Toit and Spisic
    (1997), Robust inference using weighted least squares; Asparouhov and Muthen (2010), Simple
    second order chi-square correction.
    """
    table = read_answers(answers)
    table = table[np.isfinite(table).all(axis=1)]
    loads = np.asarray(loads, dtype=bool)
    n, p = table.shape
    model = _Model(loads)
    df = p * (p - 1) / 2 - model.free
    reason = _check(table, df)
    if reason:
        return OrdinalFit(n=n, df=df, reason=reason)
    found = correlate_ordinal(table)
    if found.fallback.any() or not np.isfinite(found.correlation).all():
        return OrdinalFit(n=n, df=df, reason=Lack.FEW_CATEGORIES)
    codes = np.column_stack([np.unique(column, return_inverse=True)[1] for column in table.T])
    spread = spread_ordinal(codes, found)
    weight = 1.0 / np.diag(spread)
    seen = found.correlation[np.triu_indices(p, 1)]
    free, settled = model.search(seen, weight)
    if not settled:
        return OrdinalFit(n=n, df=df, reason=Lack.NOT_CONVERGED)
    slope = model.slope(free)
    if np.linalg.matrix_rank(slope) < model.free:
        return OrdinalFit(n=n, df=df, reason=Lack.NOT_IDENTIFIED)
    own = _correct(n, seen - model.imply(free), weight, (spread, slope))
    none = _correct(n, seen, weight, (spread, np.zeros((len(seen), 0))))
    return _describe(model, free, (own, none), seen, n)


def _check(table: np.ndarray, df: float) -> Lack:
    if not len(table):
        return Lack.ALL_MISSING
    if df <= 0:
        return Lack.FEW_ITEMS
    if (table.max(axis=0) == table.min(axis=0)).any():
        return Lack.NO_SPREAD
    return Lack.FEW_PEOPLE if len(table) < 100 else Lack.NOTHING


@dataclass(frozen=True)
class _Robust:
    chi2: float
    value: float
    df: float
    scale: float
    shift: float


def _correct(
    n: int, rest: np.ndarray, weight: np.ndarray, parts: tuple[np.ndarray, np.ndarray]
) -> _Robust:
    """Scale and shift the statistic; `parts` is (spread of correlations, slope of the model)."""
    spread, slope = parts
    chi2 = (n - 1) * float((weight * rest**2).sum())
    inner = np.diag(weight)
    if slope.shape[1]:
        pulled = weight[:, None] * slope
        inner = inner - pulled @ np.linalg.solve(slope.T @ pulled, pulled.T)
    product = inner @ spread
    first, second = float(np.trace(product)), float((product * product.T).sum())
    df = len(rest) - slope.shape[1]
    size = math.sqrt(df / second)
    shift = df - math.sqrt(df * first**2 / second)
    return _Robust(chi2, size * chi2 + shift, df, 1 / size, shift)


def _describe(
    model: _Model, free: np.ndarray, pair: tuple[_Robust, _Robust], seen: np.ndarray, n: int
) -> OrdinalFit:
    own, none = pair
    excess, whole = max(own.value - own.df, 0.0), max(none.value - none.df, 0.0)
    ratio = none.value / none.df
    loadings, phi = model.split(free)
    p = len(loadings)
    rest = seen - model.imply(free)
    return OrdinalFit(
        own.chi2,
        own.value,
        own.df,
        float(stats.chi2.sf(own.value, own.df)),
        own.scale,
        own.shift,
        1 - excess / max(whole, excess) if max(whole, excess) > 0 else 1.0,
        (ratio - own.value / own.df) / (ratio - 1),
        math.sqrt(excess / (n * own.df)),
        math.sqrt(float((rest**2).sum()) / (p * (p + 1) / 2)),
        loadings,
        phi,
        n,
    )


class _Model:
    """Correlations that standardized loadings and factor correlations imply."""

    def __init__(self, loads: np.ndarray) -> None:
        self.loads = loads
        self.pairs = np.triu_indices(len(loads), 1)
        self.between = np.triu_indices(loads.shape[1], 1)
        self.owner = np.argmax(loads, axis=1)
        # The loading of an only item is 1: it and the correlations of its factor are one figure.
        self.held = loads.sum(axis=0)[self.owner] == 1
        self.moves = np.append(~self.held, np.full(len(self.between[0]), True))
        self.free = int(self.moves.sum())

    def split(self, free: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give loadings (items, factors) and correlations of factors."""
        p = len(self.loads)
        phi = np.eye(self.loads.shape[1])
        phi[self.between] = phi.T[self.between] = free[p:]
        return np.where(self.loads, free[:p, None], 0.0), phi

    def imply(self, free: np.ndarray) -> np.ndarray:
        """Give the implied correlations of the pairs."""
        loadings, phi = self.split(free)
        return (loadings @ phi @ loadings.T)[self.pairs]

    def slope(self, free: np.ndarray) -> np.ndarray:
        """Give their slopes; shape (pairs, free figures that move)."""
        p, (i, j) = len(self.loads), self.pairs
        phi = self.split(free)[1][self.owner[i], self.owner[j]]
        slope, place = np.zeros((len(i), len(free))), np.arange(len(i))
        slope[place, i], slope[place, j] = free[j] * phi, free[i] * phi
        for number, (f, g) in enumerate(zip(*self.between, strict=True)):
            both = (self.owner[i] == f) & (self.owner[j] == g)
            both |= (self.owner[i] == g) & (self.owner[j] == f)
            slope[both, p + number] = (free[i] * free[j])[both]
        return slope[:, self.moves]

    def search(self, seen: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, bool]:
        """Minimise the weighted squares by damped Gauss-Newton steps."""
        first = np.where(self.held, 1.0, 0.6)
        free = np.concatenate([first, np.full(len(self.between[0]), 0.3)])
        value, damp = np.inf, 1e-3
        for _ in range(500):
            rest, slope = seen - self.imply(free), self.slope(free)
            value = float((weight * rest**2).sum())
            matrix = slope.T @ (weight[:, None] * slope)
            pull = slope.T @ (weight * rest)
            step = np.zeros(len(free))
            step[self.moves] = np.linalg.solve(
                matrix + damp * np.diag(np.diag(matrix) + 1e-9), pull
            )
            trial = float((weight * (seen - self.imply(free + step)) ** 2).sum())
            if trial > value:
                damp *= 10
                if damp > 1e10:
                    break
                continue
            free, damp = free + step, max(damp / 10, 1e-12)
            if np.abs(step).max() < 1e-9:
                return free, True
        return free, bool(np.abs(pull).max() < 1e-6 * max(1.0, float(weight.sum())))
