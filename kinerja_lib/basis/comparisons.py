"""Compare each group with the others of its family: interval, Holm, smallest difference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from kinerja_lib.publish.phrases import CANNOT
from kinerja_lib.stats.multiplicity import adjust_holm

ABOVE, BELOW = "lebih tinggi", "lebih rendah"
ALIKE, OPEN = "tidak berbeda secara berarti", "belum cukup bukti"
_NUMBERS = ("n", "mean", "rest", "difference", "low", "high", "p", "p_holm")


@dataclass(frozen=True)
class Family:
    """Say how the comparisons of one section are judged.

    Parameters
    ----------
    margin : float
        Smallest difference of interest, in the unit of the values; 0 or more.
    minimum : int
        Fewest values of a group that is compared, at least 2.
    level : float
        Chance of any false difference in the family.
    """

    margin: float = 0.0
    minimum: int = 3
    level: float = 0.05


def compare_groups(rows: pd.DataFrame, family: Family) -> pd.DataFrame:
    """Compare each group's mean with the mean of the other groups of the same kind.

    Parameters
    ----------
    rows : DataFrame
        Columns kind, group, value (float); rows without a value are not counted.
    family : Family
        All comparisons of `rows` are one family.

    Returns
    -------
    DataFrame
        One row per kind and group: kind, group, n, mean, rest (mean of the other groups' means),
        difference = mean - rest, low and high (95%), p, p_holm, outcome (`ABOVE`, `BELOW`,
        `ALIKE`, `OPEN` or `CANNOT`). A group with fewer than `minimum` values, or alone in its
        kind, is not compared and does not count in the family; it is still one of the others.

    Notes
    -----
    The groups of a kind share one variance s^2, pooled within all its k groups of N values;
    se^2 = s^2 (1 / n + sum(1 / n_j) / (k - 1)^2), t with N - k degrees of freedom. p is that of
    |difference| above the margin, the larger of both tails: as Outcome, a difference counts only
    where it is beyond the margin after Holm; an interval inside the margin is no difference
    that matters. Checked against `statsmodels` contrasts.
    """
    known = rows.dropna(subset="value")
    parts = [_compare_kind(kind, own, family) for kind, own in known.groupby("kind")]
    columns = ["kind", "group", *_NUMBERS]
    if not parts:
        return pd.DataFrame(columns=[*columns, "outcome"])
    table = pd.concat(parts, ignore_index=True)[columns]
    table = table.assign(p_holm=adjust_holm(table["p"].to_numpy(dtype=float)))
    return table.assign(outcome=[_judge(row, family) for row in table.itertuples()])


def _compare_kind(kind: object, rows: pd.DataFrame, family: Family) -> pd.DataFrame:
    grouped = rows.groupby("group")["value"]
    table = pd.DataFrame({"n": grouped.size(), "mean": grouped.mean()})
    blank = dict.fromkeys(_NUMBERS[2:], np.nan)
    table = table.assign(kind=kind, **blank).reset_index(names="group")
    sizes, means = table["n"].to_numpy(float), table["mean"].to_numpy()
    freedom, others = sizes.sum() - len(sizes), len(sizes) - 1
    used = sizes >= max(family.minimum, 2)
    if others < 1 or freedom < 1:
        return table
    squares = (grouped.var(ddof=1).fillna(0.0).to_numpy() * (sizes - 1)).sum()
    rest = (means.sum() - means) / others
    spread = 1 / sizes + ((1 / sizes).sum() - 1 / sizes) / others**2
    error = np.maximum(np.sqrt(squares / freedom * spread), 1e-12)
    difference = means - rest
    half = stats.t.isf(0.025, freedom) * error
    size = np.abs(difference)
    p = stats.t.sf((size - family.margin) / error, freedom)
    p = p + stats.t.sf((size + family.margin) / error, freedom)
    numbers = (rest, difference, difference - half, difference + half, np.minimum(p, 1.0))
    columns = ["rest", "difference", "low", "high", "p"]
    table.loc[used, columns] = np.column_stack(numbers)[used]
    return table


def _judge(row: object, family: Family) -> str:
    if pd.isna(row.p):
        return CANNOT
    if row.p_holm < family.level:
        return ABOVE if row.difference > 0 else BELOW
    inside = -family.margin <= row.low and row.high <= family.margin
    return ALIKE if inside else OPEN
