"""How people see themselves beside how their superior sees them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from kinerja_lib.stats.multiplicity import adjust_holm

HIGH, LOW, OVER, UNDER = (
    *("keduanya tinggi", "keduanya rendah"),
    *("diri lebih tinggi", "diri lebih rendah"),
)
QUADRANTS = (HIGH, OVER, UNDER, LOW)
FEWEST = 10  # people of a family before it is compared


def name_quadrants(own: pd.Series, superior: pd.Series) -> pd.Series:
    """Name the quadrant of each person.

    Both views are cut at one point of the scale, the median of the superiors' ratings; the point
    itself counts as high.
    """
    limit = superior.median()
    conditions = [(own >= limit) & (superior >= limit), own >= limit, superior >= limit]
    names = np.select(conditions, [HIGH, OVER, UNDER], LOW)
    return pd.Series(names, index=own.index, dtype="str")


def compare_families(gaps: pd.DataFrame, *, smallest: float, level: float = 0.05) -> pd.DataFrame:
    """Compare each job family with all others on self minus superior.

    Parameters
    ----------
    gaps : DataFrame
        One row per person: diri, atasan, selisih (points), rumpun; people without a family count
        among the others only.
    smallest : float
        Smallest difference of interest, in points.

    Returns
    -------
    DataFrame
        One row per family in the order of the alphabet: rumpun, n, diri, atasan, selisih (means),
        lebih (mean gap minus that of all others), bawah, atas (95% limits of `lebih`), p_holm, and
        `beda` (p below the level and `lebih` beyond `smallest`). Missing under `FEWEST` people, or
        with fewer than two others.

    Notes
    -----
    Welch's test. Source: Welch (1947), Biometrika 34, 28-35.
    """
    rows = []
    for family, own in gaps.dropna(subset="rumpun").groupby("rumpun", sort=True):
        rest = gaps.loc[gaps["rumpun"].isna() | (gaps["rumpun"] != family), "selisih"]
        means = own[["diri", "atasan", "selisih"]].mean()
        rows.append((family, len(own), *means, *_compare(own["selisih"], rest)))
    names = ["rumpun", "n", "diri", "atasan", "selisih", "lebih", "bawah", "atas", "p"]
    table = pd.DataFrame(rows, columns=names).astype({"rumpun": "str"})
    table = table.astype({name: float for name in names[2:]})
    adjusted = adjust_holm(table["p"].to_numpy())
    different = (adjusted < level) & (table["lebih"].abs() >= smallest)
    return table.drop(columns="p").assign(p_holm=adjusted, beda=different)


def _compare(own: pd.Series, rest: pd.Series) -> tuple[float, float, float, float]:
    """Return the difference of means, its limits and p; missing where too few or no spread."""
    few = len(own) < FEWEST or len(rest) < 2
    if few or own.std() + rest.std() == 0:
        return (np.nan, np.nan, np.nan, np.nan)
    result = stats.ttest_ind(own, rest, equal_var=False)
    limits = result.confidence_interval(0.95)
    return (float(own.mean() - rest.mean()), limits.low, limits.high, float(result.pvalue))
