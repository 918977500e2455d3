"""Which groups need dialogue first: units and kinds of unit, never persons."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from scipy import stats

from kinerja_lib.change.comparison.groups import Scores
from kinerja_lib.change.comparison.limits import ComparisonLimits
from kinerja_lib.change.comparison.meaning import BARRED, is_barred
from kinerja_lib.change.limits import COVERAGE
from kinerja_lib.change.outcomes import ALIKE, OPEN
from kinerja_lib.change.words import KIND, UNIT
from kinerja_lib.i18n import _
from kinerja_lib.stats.group_and_rest import compare_with_rest
from kinerja_lib.stats.multiplicity import adjust_holm
from kinerja_lib.stats.random_intercept import fit_random_intercept

NEEDED, BETTER = _("perlu dialog"), _("lebih sesuai harapan")
FEW = _("belum dapat disimpulkan")
QUIET = _("belum dapat disimpulkan: yang menjawab terlalu sedikit")
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
    found = compare_with_rest(data.placed, data.unit, floor=True, level=COVERAGE)
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
    """Compare each kind of unit with all other people.

    Notes
    -----
    Random-intercept model with the kind as predictor: people of a kind come by whole units, whose
    levels differ anyway. The units of all kinds share one variance; t with units - 2 degrees of
    freedom. `rerata` and `lain` are plain means, `selisih` is the model's.
    """
    known = np.isfinite(data.score) & (data.unit >= 0)
    known &= pd.notna(kind)
    score, unit, label = data.score[known], data.unit[known], kind[known]
    rows = []
    for name in sorted(set(label), key=str):
        own = label == name
        units = len(np.unique(unit[own]))
        row = {"pengelompokan": KIND, "kelompok": name, "n": int(own.sum()), "unit": units}
        row |= dict.fromkeys(_FIGURES, math.nan)
        if own.sum() >= limits.minimum and units >= limits.min_units and not own.all():
            row |= _contrast(score, own, unit)
        rows.append(row)
    return pd.DataFrame(rows)


def _contrast(score: np.ndarray, own: np.ndarray, unit: np.ndarray) -> dict[str, float]:
    """Estimate the difference of one kind from the rest; nothing where the model has no answer."""
    model = fit_random_intercept(score, unit, own.astype(float))
    if model.reason or model.units < 3:
        return {}
    gap, error, df = float(model.effects[1]), float(model.errors[1]), model.units - 2
    half = float(stats.t.isf((1 - COVERAGE) / 2, df)) * error
    return {
        "rerata": float(score[own].mean()),
        "lain": float(score[~own].mean()),
        "selisih": gap,
        "selisih_low": gap - half,
        "selisih_high": gap + half,
        "p": float(2 * stats.t.sf(abs(gap) / error, df)),
    }


def judge_dialogue(table: pd.DataFrame, limits: ComparisonLimits) -> pd.DataFrame:
    """Judge every comparison; units are one family, kinds of unit another.

    Parameters
    ----------
    table : DataFrame
        Rows of `compare_units` and `compare_kinds` with kode, tanda (1 where a high score is hoped
        for, else -1), batas (smallest difference of interest, points), jarang (bool: hardly anyone
        of the group answered) and setara (how far answers mean the same in the group; "skalar" and
        "tidak diuji" let means be compared, the latter with a note).

    Returns
    -------
    DataFrame
        With p_holm and hasil. Needed: at least `batas` away from the hoped-for side, and not 0
        after Holm over all rows of the family that could be compared.
    """
    quiet, few = table["jarang"].astype(bool), table["p"].isna()
    other = table["setara"].map(is_barred).astype(bool)
    p = table["p"].mask(quiet | other)
    holm = np.full(len(table), np.nan)
    for name in (UNIT, KIND):
        own = (table["pengelompokan"] == name).to_numpy()
        holm[own] = adjust_holm(p[own].to_numpy(dtype=float))
    away = table["selisih"] * table["tanda"]
    inside = (table["selisih_low"] >= -table["batas"]) & (table["selisih_high"] <= table["batas"])
    sure = holm < limits.level
    chosen = [quiet, few, other, sure & (away <= -table["batas"]),
              sure & (away >= table["batas"]), inside]  # fmt: skip
    result = np.select(chosen, [QUIET, FEW, BARRED, NEEDED, BETTER, ALIKE], OPEN)
    return table.assign(p_holm=holm, hasil=result)
