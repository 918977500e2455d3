"""A regression with a level of its own for each unit, by restricted maximum likelihood."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import optimize, stats

from kinerja_lib.stats.grouped import Grouped, group_values, read_labels
from kinerja_lib.stats.lack import Lack

_FLAT = 1e-7  # ratio of variances below which units count as not differing


@dataclass(frozen=True)
class RandomIntercept:
    """Hold a fitted model, or the reason why there is none (figures are then NaN).

    Parameters
    ----------
    effects, errors : float array of shape (1 + predictors,)
        Intercept first, in the unit of the outcome.
    between, within : float
        Variances between units and of people within.
    share : float
        ICC(1): between / (between + within).
    log_likelihood : float
        Restricted.
    p_between : float
        Test that units do not differ, half a chi-square with 1 df.
    names : array, shrunken : float array of shape (units,)
        Level of each unit apart from the effects, drawn towards 0 by its size.
    boundary : bool
        The variance between units is estimated as 0; `shrunken` is then 0 everywhere.
    n, units : int
    reason : Lack
    """

    effects: np.ndarray
    errors: np.ndarray
    between: float
    within: float
    share: float
    log_likelihood: float
    p_between: float
    names: np.ndarray
    shrunken: np.ndarray
    boundary: bool
    n: int
    units: int
    reason: Lack = Lack.NOTHING


def fit_random_intercept(
    values: np.ndarray, unit: np.ndarray, predictors: np.ndarray | None = None
) -> RandomIntercept:
    """Fit outcome = effects + level of the unit + rest.

    Parameters
    ----------
    values : float array of shape (people,)
    unit : array of shape (people,)
    predictors : float array of shape (people, predictors) or None
        People with anything missing are dropped first. A predictor that others determine gives
        the reason `singular`.

    Notes
    -----
    The likelihood is maximised over the ratio of the two variances alone, the rest follows in
    closed form, so nothing is left to warn of: a ratio of 0 is the state `boundary`. Sources:
    Laird and Ware (1982), Biometrics 38, 963-974; test: Self and Liang (1987), JASA 82, 605-610.
    """
    data, x = _read(values, unit, predictors)
    sums = _Sums.gather(data.values, x, data.place, len(data.names))
    n, units = len(data.values), len(data.names)
    reason = _check(sums, n)
    if reason:
        nothing, levels = np.full(x.shape[1], math.nan), np.full(units, math.nan)
        figures = (nothing, nothing, *[math.nan] * 5)
        return RandomIntercept(*figures, data.names, levels, False, n, units, reason)
    ratio, gain = _search(sums)
    effects, within, inverse, deviance = sums.solve(ratio)
    weight = ratio * sums.size / (1 + ratio * sums.size)
    return RandomIntercept(
        effects,
        np.sqrt(within * np.diag(inverse)),
        ratio * within,
        within,
        ratio / (1 + ratio),
        -deviance / 2,
        float(stats.chi2.sf(gain, 1)) / 2 if ratio > 0 else 1.0,
        data.names,
        weight * (sums.y - sums.x @ effects) / sums.size,
        ratio == 0,
        n,
        units,
    )


def _read(
    values: np.ndarray, unit: np.ndarray, predictors: np.ndarray | None
) -> tuple[Grouped, np.ndarray]:
    """Return the people with everything known, and their predictors after a column of 1."""
    values = np.asarray(values, dtype=float).ravel()
    extra = np.zeros((len(values), 0)) if predictors is None else np.asarray(predictors, float)
    extra = extra[:, None] if extra.ndim == 1 else extra
    labels, named = read_labels(unit)
    known = np.isfinite(values) & np.isfinite(extra).all(axis=1) & named
    data = group_values(values[known], labels[known])
    return data, np.column_stack([np.ones(int(known.sum())), extra[known]])


@dataclass(frozen=True)
class _Sums:
    """Sums over people: per unit (size, y, x) and over all (xx, xy, yy)."""

    size: np.ndarray
    y: np.ndarray
    x: np.ndarray
    xx: np.ndarray
    xy: np.ndarray
    yy: float

    @staticmethod
    def gather(y: np.ndarray, x: np.ndarray, place: np.ndarray, units: int) -> _Sums:
        per_unit = [np.bincount(place, column, minlength=units) for column in x.T]
        size = np.bincount(place, minlength=units).astype(float)
        by_unit = np.bincount(place, y, minlength=units)
        return _Sums(size, by_unit, np.column_stack(per_unit), x.T @ x, x.T @ y, float(y @ y))

    def solve(self, ratio: float) -> tuple[np.ndarray, float, np.ndarray, float]:
        """Return effects, variance within, their inverse information and -2 log likelihood."""
        shrink = ratio / (1 + ratio * self.size)
        xx = self.xx - (self.x * shrink[:, None]).T @ self.x
        xy = self.xy - self.x.T @ (shrink * self.y)
        yy = self.yy - float(shrink @ self.y**2)
        inverse = np.linalg.inv(xx)
        effects = inverse @ xy
        freedom = self.size.sum() - len(xx)
        within = max(float(yy - effects @ xy), 1e-300) / freedom
        deviance = (
            freedom * (math.log(2 * math.pi * within) + 1)
            + float(np.log1p(ratio * self.size).sum())
            + float(np.linalg.slogdet(xx)[1])
        )
        return effects, within, inverse, deviance

    def slope(self, point: float) -> float:
        """Return the derivative of the deviance by the logarithm of the ratio."""
        ratio = math.exp(point)
        effects, within, inverse, _deviance = self.solve(ratio)
        weight = 1 / (1 + ratio * self.size)
        rest = (self.y - self.x @ effects) * weight
        known = np.einsum("ij,jk,ik->i", self.x, inverse, self.x) * weight**2
        change = float((self.size * weight - known).sum()) - float(rest @ rest) / within
        return ratio * change


def _check(sums: _Sums, n: int) -> Lack:
    if n == 0:
        return Lack.ALL_MISSING
    if len(sums.size) < 2:
        return Lack.FEW_GROUPS
    if n <= len(sums.xx) + 1 or (sums.size < 2).all():
        return Lack.FEW_PEOPLE
    scale = np.sqrt(np.maximum(np.diag(sums.xx), 1e-300))
    if np.linalg.eigvalsh(sums.xx / np.outer(scale, scale))[0] < 1e-10:
        return Lack.SINGULAR
    rest = sums.yy - float(sums.xy @ np.linalg.solve(sums.xx, sums.xy))
    return Lack.NO_SPREAD if rest <= 1e-12 * max(sums.yy, 1e-12) else Lack.NOTHING


def _search(sums: _Sums) -> tuple[float, float]:
    """Find the ratio of variances, and how far it lowers the deviance below that of 0."""
    grid = np.linspace(-14, 14, 57)
    deviance = [sums.solve(math.exp(point))[3] for point in grid]
    best = int(np.argmin(deviance))
    low, high = grid[max(0, best - 1)], grid[min(len(grid) - 1, best + 1)]
    point = float(grid[best])
    if sums.slope(low) < 0 < sums.slope(high):  # the lowest deviance itself is known to six digits
        point = float(optimize.brentq(sums.slope, low, high, xtol=1e-13))
    ratio = math.exp(point)
    gain = sums.solve(0.0)[3] - sums.solve(ratio)[3]
    return (ratio, gain) if gain > 1e-9 and ratio > _FLAT else (0.0, 0.0)
