"""Verdicts of a fitted model as functions of its numbers."""

from __future__ import annotations

import math

import numpy as np

from kinerja_lib.change.structure.limits import Guide
from kinerja_lib.i18n import _
from kinerja_lib.stats.psychometrics.confirm import Confirmed

FITS, PARTLY, MISFITS = _("sesuai jawaban"), _("kurang sesuai"), _("tidak sesuai")
UNTESTABLE = _("tidak dapat diuji")
BETTER, ALIKE, WORSE, SAME = "lebih sesuai", "hampir sama", "lebih lemah", "sama"


def judge_fit(found: Confirmed, guide: Guide) -> str:
    """Name the verdict of one model.

    Returns
    -------
    str
        "sesuai jawaban" where CFI, RMSEA and SRMR all keep the guide values; "tidak sesuai" where
        one lies beyond the outer value, or a variance is negative or a correlation above 1; "tidak
        dapat diuji" without a fit or without degrees of freedom; else "kurang sesuai".
    """
    fit = found.fit
    if fit is None or fit.df <= 0 or not math.isfinite(fit.cfi):
        return UNTESTABLE
    rmsea = fit.rmsea if fit.df >= guide.least_df else 0.0
    beyond = fit.cfi < guide.low_cfi or rmsea > guide.high_rmsea or fit.srmr > guide.high_srmr
    if found.improper or beyond:
        return MISFITS
    good = fit.cfi >= guide.cfi and rmsea <= guide.rmsea and fit.srmr <= guide.srmr
    return FITS if good else PARTLY


def find_opposed(found: Confirmed) -> np.ndarray:
    """Mark items that load the other way than their factor as a whole, in any group.

    An item that is keyed the wrong way leaves every measure of fit as it is.

    Returns
    -------
    bool array of shape (items,)
        A standardized loading more than two standard errors of a correlation beyond zero counts.
    """
    if found.standardized is None or not len(found.standardized):
        return np.zeros(0, dtype=bool)
    loadings = np.asarray(found.standardized, dtype=float)
    whole = np.sign(loadings.sum(axis=1, keepdims=True))
    sizes = np.asarray(found.n, dtype=float).reshape(-1, 1, 1)
    return (loadings * whole < -2 / np.sqrt(sizes)).any(axis=(0, 2))


def compare_fit(declared: Confirmed, other: Confirmed, guide: Guide) -> str:
    """Name how a declared structure fits beside another one on the same answers.

    Returns
    -------
    str
        "lebih sesuai" or "lebih lemah" where CFI and BIC agree and CFI differs by the guide
        value or more; "sama" where both imply the same; "hampir sama" in between; "tidak dapat
        diuji" without both fits.
    """
    own, rival = declared.fit, other.fit
    if own is None or rival is None or own.n != rival.n:
        return UNTESTABLE
    if own.df == rival.df and abs(own.chi2 - rival.chi2) < 1e-3 * max(1.0, own.chi2):
        return SAME
    gain, smaller = own.cfi - rival.cfi, own.bic < rival.bic
    if smaller and gain >= guide.cfi_apart:
        return BETTER
    return WORSE if not smaller and -gain >= guide.cfi_apart else ALIKE
