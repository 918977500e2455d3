"""Which series are only worked out from the other units, so that they would count twice."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

TELLING, SAME_DIGITS = 3, 1e-9  # periods in which a derived total shows itself
FAR_APART = 20  # half units of the last digit: any nearer, and a rounded mean is met by chance

MOST_UNITS = 200  # pairs of totals are looked for up to here: the work grows with the square


def flag_derived(figures: pd.DataFrame) -> np.ndarray:
    """Tell which series are only worked out from the other units.

    Parameters
    ----------
    figures : DataFrame
        iku_id, unit_id, periode, realisasi, desimal (published digits; missing is 9).

    Returns
    -------
    bool array
        True for each row of a unit whose values equal the sum or the plain mean of all other units
        of the indicator, as far as its digits show, in every period in which at least three others
        report and the values differ, and in at least three such periods. For a mean they must lie
        ten units of the last digit apart. Two totals in one table, such as a sum and a mean, are
        found when each shows itself without the other, up to `MOST_UNITS` units.
    """
    known = figures.drop_duplicates(["iku_id", "unit_id", "periode"])
    found = set()
    for code, rows in known.groupby("iku_id", sort=False):
        if rows["unit_id"].nunique() > 3:
            wide = rows.pivot(index="periode", columns="unit_id", values="realisasi")
            digits = rows["desimal"].fillna(9).iloc[0]
            values, half = wide.to_numpy(dtype=float), 0.5 * 10.0**-digits
            found |= {(code, wide.columns[place]) for place in _find_totals(values, half)}
    keys = zip(figures["iku_id"], figures["unit_id"], strict=True)
    return np.array([key in found for key in keys], dtype=bool)


def _find_totals(values: np.ndarray, half: float) -> set[int]:
    """Find the columns of (periods, units) that are totals, single or in pairs."""
    single = set(np.flatnonzero(_is_total(values, half)).tolist())
    return single or {place for pair in _find_pairs(values, half) for place in pair}


def _find_pairs(values: np.ndarray, half: float) -> Iterator[tuple[int, int]]:
    """Give the pairs of columns that are each a total where the other is left out."""
    places = np.arange(values.shape[1] if values.shape[1] <= MOST_UNITS else 0)
    without = np.zeros((len(places), len(places)), dtype=bool)  # left out, judged
    for place in places:
        kept = places != place
        without[place, kept] = _is_total(values[:, kept], half)
    for first, second in np.argwhere(np.triu(without & without.T)):
        yield int(first), int(second)


def _is_total(values: np.ndarray, half: float) -> np.ndarray:
    """Tell which columns of (periods, units) are the sum or the plain mean of all others."""
    known = np.isfinite(values)
    n = known.sum(axis=1, keepdims=True)
    others = np.nansum(values, axis=1, keepdims=True) - np.where(known, values, 0.0)
    low, high = (np.where(known, values, end) for end in (np.inf, -np.inf))
    spread = (high.max(axis=1) - low.min(axis=1))[:, None]
    whole = bool((values[known] % 1 == 0).all())
    tests = (
        (others, 0.0 if whole else half, spread > 0),
        (others / np.maximum(n - 1, 1), half, spread >= FAR_APART * half),
    )
    derived = np.zeros(values.shape[1], dtype=bool)
    for total, rounding, differ in tests:
        telling = known & (n > 3) & differ
        slack = rounding + SAME_DIGITS * np.abs(total)
        same = np.abs(np.where(known, values, np.inf) - total) <= slack
        derived |= (same | ~telling).all(axis=0) & (telling.sum(axis=0) >= TELLING)
    return derived
