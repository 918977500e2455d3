"""Whether items share enough for factors: KMO and Bartlett's test of sphericity."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats

from kinerja_lib.stats.lack import Lack


@dataclass(frozen=True)
class Factorability:
    """Hold sampling adequacy and the test that all correlations are zero.

    Parameters
    ----------
    kmo : float
        0 to 1; NaN where the matrix has no inverse.
    kmo_items : float array of shape (items,)
    chi2, df, p_value : float
        Bartlett's test.
    reason : Lack
    """

    kmo: float
    kmo_items: np.ndarray
    chi2: float
    df: float
    p_value: float
    reason: Lack = Lack.NOTHING


def measure_factorability(correlation: np.ndarray, n: int) -> Factorability:
    """Compute KMO and Bartlett's test of a correlation matrix.

    Parameters
    ----------
    correlation : float array of shape (items, items)
        A missing entry gives a reason.
    n : int
        People behind it; with pairwise correlations the smallest number of common rows.

    Notes
    -----
    KMO: sum of squared correlations over that sum plus squared partial correlations, off the
    diagonal. Sources: Kaiser (1974), Psychometrika 39, 31-36; Bartlett (1950), British Journal
    of Psychology 3, 77-85: -((n - 1) - (2 p + 5) / 6) ln det R with p (p - 1) / 2 df.
    """
    r = np.asarray(correlation, dtype=float)
    p = len(r)
    reason = check_correlation(r, n)
    if reason:
        return Factorability(math.nan, np.full(p, math.nan), *[math.nan] * 3, reason)
    inverse = np.linalg.inv(r)
    scale = np.sqrt(np.diag(inverse))
    partial = inverse / np.outer(scale, scale)
    np.fill_diagonal(partial, 0.0)
    own = (r - np.eye(p)) ** 2
    rest = partial**2
    each = own.sum(axis=0) + rest.sum(axis=0)
    chi2 = -((n - 1) - (2 * p + 5) / 6) * float(np.linalg.slogdet(r)[1])
    df = p * (p - 1) / 2
    return Factorability(
        float(own.sum() / each.sum()) if each.sum() > 0 else math.nan,
        own.sum(axis=0) / np.where(each > 0, each, np.nan),
        chi2,
        df,
        float(stats.chi2.sf(chi2, df)),
    )


def check_correlation(correlation: np.ndarray, n: int) -> Lack:
    """Say why a correlation matrix cannot be analysed; empty where it can.

    It needs two items, more people than items, no missing entry and eigenvalues above 1e-8.
    """
    if len(correlation) < 2:
        return Lack.FEW_ITEMS
    if n <= len(correlation):
        return Lack.FEW_PEOPLE
    if not np.isfinite(correlation).all():
        return Lack.NO_SPREAD
    return Lack.SINGULAR if np.linalg.eigvalsh(correlation)[0] < 1e-8 else Lack.NOTHING
