"""Noncentrality of a t or F statistic, from which intervals of effect sizes follow."""

from __future__ import annotations

import math

import numpy as np
from scipy import optimize, special, stats

_LARGE_F = 1e6
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(100)


def limit_noncentral_t(t: float, df: float, *, level: float = 0.95) -> tuple[float, float]:
    """Find the noncentralities that put (1 + level) / 2 and (1 - level) / 2 below t.

    The distribution is the normal one averaged over the error by Gauss-Legendre quadrature. Above
    5,000 df a normal approximation with standard error sqrt(1 + t^2 / (2 df)) replaces it.

    Source: Steiger and Fouladi (1997), in Harlow, Mulaik and Steiger, What If There Were No
    Significance Tests?
    """
    tail = (1 - level) / 2
    if df > 5000:
        half = float(stats.norm.isf(tail)) * math.sqrt(1 + t * t / (2 * df))
        return t - half, t + half
    low, high = (math.sqrt(float(edge) / df) for edge in stats.chi2.ppf([1e-15, 1 - 1e-15], df))
    s = (low + high) / 2 + (high - low) / 2 * _NODES
    weight = (high - low) / 2 * _WEIGHTS * stats.chi2.pdf(df * s * s, df) * 2 * df * s
    width = 10 + 10 * abs(t) * max(1.0, high)

    def find(share: float) -> float:
        return float(
            optimize.brentq(
                lambda shift: float(weight @ special.ndtr(t * s - shift)) - share, -width, width
            )
        )

    return find(1 - tail), find(tail)


def limit_noncentral_f(
    f: float, df1: float, df2: float, *, level: float = 0.95
) -> tuple[float, float]:
    """Find the noncentralities that put (1 + level) / 2 and (1 - level) / 2 below f; 0 where none.

    They grow in proportion to f where it is large; above 1e6, where the distribution cannot be
    computed for many df, they are those of 1e6 in that proportion.

    Source: Steiger (2004), Psychological Methods 9, 164-182.
    """
    tail = (1 - level) / 2
    times = max(1.0, f / _LARGE_F)
    low, high = (_find_f(f / times, (df1, df2), share) for share in (1 - tail, tail))
    return times * low, times * high


def _find_f(f: float, df: tuple[float, float], share: float) -> float:
    if stats.f.cdf(f, *df) <= share:
        return 0.0
    high = 10.0 + 2 * f * df[0]
    while stats.ncf.cdf(f, *df, high) > share:
        high *= 2
    return float(
        optimize.brentq(lambda extra: float(stats.ncf.cdf(f, *df, extra)) - share, 1e-9, high)
    )
