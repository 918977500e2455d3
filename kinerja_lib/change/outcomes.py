"""What a test may conclude, and the one rule that chooses it."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from kinerja_lib.change.limits import LEVEL
from kinerja_lib.stats.multiplicity import adjust_holm

ROSE, FELL = "naik", "turun"
UNCHANGED, ALIKE = "tidak berubah secara berarti", "tidak berbeda secara berarti"
OPEN, CANNOT = "belum cukup bukti", "tidak dapat dihitung"
CHANGES = (ROSE, FELL, UNCHANGED, OPEN, CANNOT)


def judge(low: float, high: float, p_holm: float, margin: float, level: float = LEVEL) -> str:
    """Choose the outcome of a difference: one of `CHANGES`.

    An interval inside plus or minus `margin` is no change that matters, also where it excludes 0;
    a change counts where p after Holm is below `level`.
    """
    if not math.isfinite(p_holm):
        return CANNOT
    if -margin <= low and high <= margin:
        return UNCHANGED
    if p_holm >= level:
        return OPEN
    return ROSE if low + high > 0 else FELL


def add_outcomes(
    rows: pd.DataFrame,
    level: float = LEVEL,
    *,
    allowed: str = "",
    names: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Add p_holm and hasil; all rows are one family.

    Parameters
    ----------
    rows : DataFrame
        Columns low, high, p, batas (the margin of the row).
    allowed : str
        Bool column; where it is False the row is not judged and does not count in the family.
    names : mapping or None
        What outcomes of `judge` are called here, such as "searah" for `ROSE`; others stay.
    """
    p = rows["p"].to_numpy(dtype=float)
    p = np.where(rows[allowed].to_numpy(dtype=bool), p, np.nan) if allowed else p
    table = rows.assign(p_holm=adjust_holm(p))
    cells = table[["low", "high", "p_holm", "batas"]].astype(float).itertuples(index=False)
    found = [judge(*row, level) for row in cells]
    return table.assign(hasil=[(names or {}).get(outcome, outcome) for outcome in found])
