"""Agreement of two coders beyond chance: Cohen's kappa."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats

from kinerja_lib.stats.intervals import Interval
from kinerja_lib.stats.lack import Lack


@dataclass(frozen=True)
class Kappa:
    """Hold kappa of two coders.

    Parameters
    ----------
    kappa : Interval
        At most 1; 0 is chance.
    agreed : float
        Share of the same codes, 0 to 1; NaN without any.
    table : int array of shape (codes, codes)
        Rows the first coder, columns the second, codes as in `codes`.
    codes : tuple
    """

    kappa: Interval
    agreed: float
    table: np.ndarray
    codes: tuple[object, ...]


def measure_kappa(first: np.ndarray, second: np.ndarray, *, level: float = 0.95) -> Kappa:
    """Compute Cohen's kappa of the codes that two coders gave the same answers.

    Parameters
    ----------
    first, second : array of shape (answers,)
        Codes; None and NaN are dropped in pairs.

    Notes
    -----
    Standard error for large samples. Sources: Cohen (1960), Educational and Psychological
    Measurement 20, 37-46; Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72, 323-327.
    """
    pairs = [
        (a, b)
        for a, b in zip(np.asarray(first, object), np.asarray(second, object), strict=True)
        if a is not None and b is not None and a == a and b == b
    ]
    codes = tuple(dict.fromkeys(code for pair in pairs for code in pair))
    codes = tuple(sorted(codes, key=str))
    number = {code: i for i, code in enumerate(codes)}
    table = np.zeros((len(codes), len(codes)), dtype=int)
    for a, b in pairs:
        table[number[a], number[b]] += 1
    return Kappa(*_measure(table, level), table, codes)


def _measure(table: np.ndarray, level: float) -> tuple[Interval, float]:
    n = int(table.sum())
    if n == 0:
        return Interval(None, None, None, 0, "Fleiss", Lack.ALL_MISSING), math.nan
    p = table / n
    row, column = p.sum(axis=1), p.sum(axis=0)
    agreed, chance = float(np.trace(p)), float(row @ column)
    if chance > 1 - 1e-12:
        return Interval(None, None, None, n, "Fleiss", Lack.NO_SPREAD), agreed
    kappa = (agreed - chance) / (1 - chance)
    mixed = (column[:, None] + row[None, :]) * (1 - kappa)
    own = float((np.diag(p) * (1 - np.diag(mixed)) ** 2).sum())
    off = p * mixed**2
    rest = float(off.sum() - np.trace(off))
    variance = (own + rest - (kappa - chance * (1 - kappa)) ** 2) / (n * (1 - chance) ** 2)
    half = float(stats.norm.isf((1 - level) / 2)) * math.sqrt(max(0.0, variance))
    return Interval(kappa, kappa - half, min(1.0, kappa + half), n, "Fleiss"), agreed
