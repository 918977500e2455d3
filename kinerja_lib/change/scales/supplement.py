"""Supplement: ordinal alpha and omega of each subscale, hierarchical omega of each instrument."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from kinerja_lib.change.scales.review import ScalesReview
from kinerja_lib.stats.psychometrics.moments import smooth_correlation
from kinerja_lib.stats.psychometrics.omega import interval_omega, measure_omega
from kinerja_lib.stats.psychometrics.polychoric import correlate_ordinal
from kinerja_lib.stats.psychometrics.reliability import alpha_of

DRAWS = 200


def measure_ordinal(review: ScalesReview) -> pd.DataFrame:
    """Measure each subscale from polychoric correlations.

    subskala, nama, n, alfa, omega (NaN where the correlations lack an entry), cadangan (pairs that
    carry Pearson's correlation), pasangan (pairs), diluruskan (correlations had to be smoothed).
    """
    rows = []
    for subscale in review.subscales:
        table = review.answers.of(subscale)
        n = int(np.isfinite(table).any(axis=1).sum())
        found = correlate_ordinal(table)
        whole = not found.reason and bool(np.isfinite(found.correlation).all())
        alpha, omega, smoothed = math.nan, math.nan, False
        if whole and len(found.correlation) > 1:
            correlation, smoothed = smooth_correlation(found.correlation)
            alpha, omega = alpha_of(correlation), measure_omega(correlation).total
        pairs = np.triu_indices(table.shape[1], 1)
        rows.append((subscale.code, subscale.name, n, alpha, omega,
                     int(found.fallback[pairs].sum()), len(pairs[0]), smoothed))  # fmt: skip
    names = ["subskala", "nama", "n", "alfa", "omega", "cadangan", "pasangan", "diluruskan"]
    return pd.DataFrame(rows, columns=names)


def measure_general(review: ScalesReview) -> pd.DataFrame:
    """Measure how much of the sum of an instrument one general factor explains.

    instrumen, nama, n, butir, subskala (number), omega, omega_h with limits (bootstrap), sebab.
    Instruments with fewer than three subscales are left out: a general factor is not determined.
    """
    rows = []
    asked = {subscale.code for subscale in review.subscales}
    for book in review.answers.book.instruments if review.answers is not None else ():
        own = [subscale for subscale in book.subscales if subscale.code in asked]
        if len(own) < 3:
            continue
        table = np.hstack([_towards(review, subscale, own[0].favourable_high) for subscale in own])
        total, general = interval_omega(
            table, seed=review.limits.seed, factors=len(own), draws=DRAWS
        )
        n = int(np.isfinite(table).any(axis=1).sum())
        figures = (total.estimate, general.estimate, general.low, general.high)
        rows.append((book.code, book.name, n, table.shape[1], len(own),
                     *(math.nan if f is None else f for f in figures), general.reason))  # fmt: skip
    names = ["instrumen", "nama", "n", "butir", "subskala", "omega", "omega_h", "low", "high"]
    return pd.DataFrame(rows, columns=[*names, "sebab"])


def _towards(review: ScalesReview, subscale: object, favourable_high: bool) -> np.ndarray:
    """Give the keyed answers of a subscale, in the direction of the first one."""
    table = review.answers.of(subscale)
    book = review.answers.book.instrument_of[subscale.code]
    return table if subscale.favourable_high == favourable_high else book.low + book.high - table
