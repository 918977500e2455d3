"""Shrink rates of units towards the rate of all, so that small units do not lead every list."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize, special, stats


@dataclass(frozen=True)
class ShrunkenRates:
    """Hold rates of units, shrunken by a beta distribution fitted to all of them.

    Parameters
    ----------
    rate, low, high : float array of shape (units,)
        Posterior mean and limits, 0 to 1; missing where n is 0 or missing.
    raw : float array of shape (units,)
        count / n.
    weight : float array of shape (units,)
        Share of the unit's own rate in `rate`, 0 (all common) to 1 (all its own): n / (n + a + b).
    overall : float or None
        Mean of the fitted distribution, a / (a + b).
    spread : float or None
        Its standard deviation: how far units truly differ. 0 where no more than chance is seen.
    units : int
        Units with n above 0.
    reason : str
        Empty where computed.
    """

    rate: np.ndarray
    low: np.ndarray
    high: np.ndarray
    raw: np.ndarray
    weight: np.ndarray
    overall: float | None
    spread: float | None
    units: int
    reason: str = ""


def shrink_rates(
    counts: np.ndarray, sizes: np.ndarray, *, level: float = 0.95, minimum: int = 5
) -> ShrunkenRates:
    """Estimate the rate of each unit by empirical Bayes (beta-binomial).

    Parameters
    ----------
    counts, sizes : array of shape (units,)
        Cases and number counted per unit. Units with a missing value or size 0 get no rate.
    minimum : int
        Fewest units from which a common distribution is fitted.

    Raises
    ------
    ValueError
        A count outside 0 to size.

    Notes
    -----
    Maximum likelihood of a beta-binomial in (logit of the mean, log of a + b). With a + b at its
    upper limit of 1e6 the units do not differ more than chance: spread 0, all rates equal. The
    limits ignore the uncertainty of a and b, which matters below some 20 units.
    Source: Efron and Morris (1975), JASA 70, 311-319; Casella (1985), Am. Stat. 39, 83-87.
    """
    counts, sizes = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    known = np.isfinite(counts) & np.isfinite(sizes) & (sizes > 0)
    x, n = counts[known], sizes[known]
    if ((x < 0) | (x > n)).any():
        raise ValueError("counts must be within 0 to size")
    nothing = np.full(counts.shape, np.nan)
    raw = nothing.copy()
    raw[known] = x / n
    if len(x) < minimum:
        why = f"units < {minimum}"
        return ShrunkenRates(nothing, nothing, nothing, raw, nothing, None, None, len(x), why)
    mean, size = _fit_beta_binomial(x, n)
    a, b = mean * size + x, (1 - mean) * size + n - x
    tail = (1 - level) / 2
    parts = (a / (a + b), stats.beta.ppf(tail, a, b), stats.beta.isf(tail, a, b), n / (n + size))
    rate, low, high, weight = (_spread_out(nothing, known, part) for part in parts)
    spread = 0.0 if size >= _MOST else float(np.sqrt(mean * (1 - mean) / (size + 1)))
    return ShrunkenRates(rate, low, high, raw, weight, mean, spread, len(x))


_MOST = 1e6


def _fit_beta_binomial(x: np.ndarray, n: np.ndarray) -> tuple[float, float]:
    """Return mean and size (a + b) of greatest likelihood; the mean stays off 0 and 1."""
    start = float(np.clip(x.sum() / n.sum(), 1e-6, 1 - 1e-6))

    def cost(point: np.ndarray) -> float:
        mean, size = special.expit(point[0]), np.exp(point[1])
        a, b = mean * size, (1 - mean) * size
        return -float((special.betaln(a + x, b + n - x) - special.betaln(a, b)).sum())

    edges = [(-12.0, 12.0), (np.log(0.2), np.log(_MOST))]
    starts = [np.array([special.logit(start), np.log(size)]) for size in (5.0, 50.0, 0.9 * _MOST)]
    found = [optimize.minimize(cost, s, bounds=edges, method="L-BFGS-B") for s in starts]
    best = min(found, key=lambda result: result.fun)
    flat = cost(np.array([special.logit(start), np.log(_MOST)]))
    if flat <= best.fun + 1e-3:  # no more likely with differences than without
        return start, _MOST
    return float(special.expit(best.x[0])), float(np.exp(best.x[1]))


def _spread_out(like: np.ndarray, known: np.ndarray, part: np.ndarray) -> np.ndarray:
    full = like.copy()
    full[known] = part
    return full
