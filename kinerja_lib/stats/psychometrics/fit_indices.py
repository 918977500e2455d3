"""How well a factor model fits: test, CFI, TLI, RMSEA with its interval, SRMR."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import optimize, stats

from kinerja_lib.stats.psychometrics.latent_layout import Implied
from kinerja_lib.stats.psychometrics.saturated import Unrestricted


@dataclass(frozen=True)
class Fit:
    """Hold the fit of a model by maximum likelihood; NaN where a figure has no meaning.

    Parameters
    ----------
    chi2, df, p_value : float
        Likelihood ratio against the model without restrictions, with n (not n - 1).
    chi2_baseline, df_baseline : float
        The same of unrelated items.
    cfi, tli : float
        Comparative fit, 0 to 1, and Tucker-Lewis, which may leave that range.
    rmsea, rmsea_low, rmsea_high : float
        With its 90 % interval; times the root of the number of groups, as lavaan.
    rmsea_close : float
        Chance of a larger chi2 were the population's RMSEA 0.05.
    srmr : float
        Of correlations (Bentler: residuals by the observed standard deviations).
    srmr_means : float
        With the standardized residuals of the means counted in.
    log_likelihood, aic, bic : float
    parameters, n, groups : int
    """

    chi2: float
    df: float
    p_value: float
    chi2_baseline: float
    df_baseline: float
    cfi: float
    tli: float
    rmsea: float
    rmsea_low: float
    rmsea_high: float
    rmsea_close: float
    srmr: float
    srmr_means: float
    log_likelihood: float
    aic: float
    bic: float
    parameters: int
    n: int
    groups: int


def measure_fit(
    deviance: float, implied: list[Implied], data: Unrestricted, parameters: int
) -> Fit:
    """Compute all indices of a fitted model.

    Sources: Bentler (1990), Psychological Bulletin 107, 238-246 (CFI); Tucker and Lewis (1973),
    Psychometrika 38, 1-10; Browne and Cudeck (1992), Sociological Methods and Research 21,
    230-258 (RMSEA); Steiger (1998), Structural Equation Modeling 5, 411-419 (several groups);
    Hu and Bentler (1999), Structural Equation Modeling 6, 1-55 (SRMR).
    """
    groups, p = data.mean.shape
    n = int(data.n.sum())
    df = groups * (p * (p + 3) / 2) - parameters
    df_baseline = groups * p * (p - 1) / 2
    chi2 = max(0.0, deviance - data.deviance)
    baseline = max(0.0, data.deviance_apart - data.deviance)
    excess = max(chi2 - df, 0.0)
    most = max(excess, baseline - df_baseline, 0.0)
    rmsea = interval_rmsea(chi2, df, n, groups=groups)
    return Fit(
        chi2,
        df,
        float(stats.chi2.sf(chi2, df)) if df > 0 else math.nan,
        baseline,
        df_baseline,
        1.0 - excess / most if most > 0 else 1.0,
        _tucker_lewis(chi2, df, baseline, df_baseline),
        *rmsea,
        *_measure_residuals(implied, data),
        -deviance / 2,
        deviance + 2 * parameters,
        deviance + math.log(n) * parameters,
        parameters,
        n,
        groups,
    )


def interval_rmsea(
    chi2: float, df: float, n: int, *, groups: int = 1, level: float = 0.90
) -> tuple[float, float, float, float]:
    """Compute RMSEA, its lower and upper limit, and the chance under an RMSEA of 0.05.

    All are NaN where df is 0. Limits are where the noncentral chi-square distribution puts
    (1 + level) / 2 and (1 - level) / 2 below chi2.
    """
    if df <= 0:
        return math.nan, math.nan, math.nan, math.nan
    scale = n * df / groups
    limits = [find_noncentrality(chi2, df, (1 + sign * level) / 2) for sign in (1, -1)]
    point = max(chi2 - df, 0.0)
    close = float(stats.ncx2.sf(chi2, df, 0.05**2 * scale))
    low, high = (math.sqrt(limit / scale) for limit in limits)
    return math.sqrt(point / scale), low, high, close


def find_noncentrality(chi2: float, df: float, share: float) -> float:
    """Find the noncentrality that puts a share of the distribution below chi2; 0 where none does.

    Above a noncentrality of 10,000 Sankaran's normal approximation replaces the distribution.
    """
    if stats.chi2.cdf(chi2, df) <= share:
        return 0.0
    if chi2 > 10_000:
        z = float(stats.norm.ppf(share))

        def below(extra: float) -> float:
            return (chi2 - df - extra) - z * math.sqrt(2 * (df + 2 * extra))
    else:

        def below(extra: float) -> float:
            return float(stats.ncx2.cdf(chi2, df, extra)) - share

    high = chi2 + 10 * math.sqrt(2 * (df + 2 * chi2)) + 100
    return float(optimize.brentq(below, 1e-9, high, xtol=1e-8))


def _tucker_lewis(chi2: float, df: float, baseline: float, df_baseline: float) -> float:
    if df <= 0 or df_baseline <= 0:
        return math.nan
    ratio = baseline / df_baseline
    return (ratio - chi2 / df) / (ratio - 1) if abs(ratio - 1) > 1e-12 else math.nan


def _measure_residuals(implied: list[Implied], data: Unrestricted) -> tuple[float, float]:
    """Return SRMR without and with the means, groups weighted by people."""
    share = data.n / data.n.sum()
    alone, joint = 0.0, 0.0
    for weight, model, mean, covariance in zip(
        share, implied, data.mean, data.covariance, strict=True
    ):
        sd = np.sqrt(np.diag(covariance))
        rest = np.tril((covariance - model.covariance) / np.outer(sd, sd))
        square, away = float((rest**2).sum()), float((((mean - model.mean) / sd) ** 2).sum())
        size = len(sd) * (len(sd) + 1) / 2
        alone += weight * math.sqrt(square / size)
        joint += weight * math.sqrt((square + away) / (size + len(sd)))
    return float(alone), float(joint)
