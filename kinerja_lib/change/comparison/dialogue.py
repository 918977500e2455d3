"""Which groups need dialogue first: units and kinds of unit, never persons."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from kinerja_lib.change.comparison.groups import Scores
from kinerja_lib.change.comparison.limits import KIND, NOT_TESTED, SCALAR, UNIT, ComparisonLimits
from kinerja_lib.stats.clustered import difference_clustered
from kinerja_lib.stats.group_and_rest import compare_with_rest
from kinerja_lib.stats.multiplicity import adjust_holm

NEEDED, BETTER = "perlu dialog", "lebih sesuai harapan"
ALIKE, OPEN = "tidak berbeda secara berarti", "belum cukup bukti"
FEW, QUIET = "belum dapat disimpulkan", "belum dapat disimpulkan: yang menjawab terlalu sedikit"
OTHER = "tidak dapat dibandingkan"
_FIGURES = ("rerata", "lain", "selisih", "selisih_low", "selisih_high", "p")


def compare_units(data: Scores, names: list[object], limits: ComparisonLimits) -> pd.DataFrame:
    """Compare each unit with enough people with the people of all other units.

    Parameters
    ----------
    names : list
        Unit by number.

    Returns
    -------
    DataFrame
        Columns pengelompokan, kelompok, n, rerata, lain, selisih (unit minus others), limits, p.
    """
    unit = np.where(data.unit >= 0, data.unit, np.nan)
    found = compare_with_rest(data.score, unit.astype(object), level=1 - limits.level)
    table = pd.DataFrame(
        {
            "pengelompokan": UNIT,
            "kelompok": [names[int(code)] for code in found.names],
            "n": found.n,
            "rerata": found.mean,
            "lain": found.rest,
            "selisih": found.difference,
            "selisih_low": found.low,
            "selisih_high": found.high,
            "p": found.p_value,
        }
    )
    few = table["n"] < limits.minimum
    return table.assign(**{name: table[name].mask(few) for name in _FIGURES})


def compare_kinds(data: Scores, kind: np.ndarray, limits: ComparisonLimits) -> pd.DataFrame:
    """Compare each kind of unit with all other people, units as clusters."""
    known = np.isfinite(data.score) & (data.unit >= 0)
    known &= np.array([k is not None for k in kind], dtype=bool)
    score, unit, label = data.score[known], data.unit[known], kind[known]
    rows = []
    for name in sorted(set(label), key=str):
        own = label == name
        units = len(np.unique(unit[own]))
        row = {"pengelompokan": KIND, "kelompok": name, "n": int(own.sum()), "unit": units}
        row |= dict.fromkeys(_FIGURES, math.nan)
        if own.sum() >= limits.minimum and units >= limits.min_units and not own.all():
            found = difference_clustered(score, own, unit, level=1 - limits.level)
            ends = {"selisih_low": found.low, "selisih_high": found.high, "p": found.p_value}
            means = {"rerata": float(score[own].mean()), "lain": float(score[~own].mean())}
            row |= {"selisih": found.estimate, **ends, **means}
        rows.append(row)
    return pd.DataFrame(rows)


def judge_dialogue(
    table: pd.DataFrame, limits: ComparisonLimits, comparable: Mapping[str, str]
) -> pd.DataFrame:
    """Judge every comparison of one family.

    Parameters
    ----------
    table : DataFrame
        Rows of `compare_units` and `compare_kinds` with kode, tanda (1 where a high score is hoped
        for, else -1), batas (smallest difference of interest, points) and jarang (bool: hardly
        anyone of the group answered).
    comparable : mapping
        Grouping -> how far answers mean the same in its groups; `skalar` and `tidak diuji` let
        means be compared, the latter with a note.

    Returns
    -------
    DataFrame
        With p_holm and hasil. Needed: at least `batas` away from the hoped-for side, and not 0
        after Holm over all rows that could be compared.
    """
    quiet, few = table["jarang"].astype(bool), table["p"].isna()
    level = table["pengelompokan"].map(lambda name: comparable.get(name, NOT_TESTED))
    other = ~level.isin([NOT_TESTED, SCALAR])
    p = table["p"].mask(quiet | other)
    holm = adjust_holm(p.to_numpy(dtype=float))
    away = table["selisih"] * table["tanda"]
    inside = (table["selisih_low"] >= -table["batas"]) & (table["selisih_high"] <= table["batas"])
    sure = holm < limits.level
    chosen = [quiet, few, other, sure & (away <= -table["batas"]),
              sure & (away >= table["batas"]), inside]  # fmt: skip
    result = np.select(chosen, [QUIET, FEW, OTHER, NEEDED, BETTER, ALIKE], OPEN)
    return table.assign(p_holm=holm, hasil=result)
