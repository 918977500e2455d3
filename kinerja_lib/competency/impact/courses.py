"""The effect of one course on the scores of its participants."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.competency.impact.grades import (
    FEW,
    MISSING,
    NO_COMPARISON,
    SCALE,
    SPREAD,
    START,
    UNITS,
)
from kinerja_lib.competency.impact.limits import EffectLimits
from kinerja_lib.competency.impact.scores import CANCELLED, TRAINED, UNKNOWN, WAITING, mixes_scales
from kinerja_lib.stats.effects import (
    adjust_for_before,
    compare_starts,
    measure_change,
    standardise_change,
)
from kinerja_lib.stats.regression_to_mean import expect_return
from kinerja_lib.stats.unit_effects import adjust_units

BY_PERSON, BY_UNIT, ALONE = "perorangan", "antarunit", "tanpa pembanding"
EQUAL_START = 0.25  # standard deviations; groups that differ by more for certain are not alike
FEWEST_UNITS = 3  # units of the comparison group where whole units were trained


def count_people(rows: pd.DataFrame) -> dict[str, object]:
    """Count who took part in one course and who lacks what; nobody leaves without being counted."""
    trained, waiting = (rows[rows["kelompok"] == name] for name in (TRAINED, WAITING))
    kept = trained[trained["masalah"] == ""]
    judged = trained["evaluasi"].dropna()
    return {
        "peserta": len(trained),
        "menunggu": int(waiting[["sebelum", "sesudah"]].notna().any(axis=1).sum()),
        "batal": int((rows["kelompok"] == CANCELLED).sum()),
        "tanpa_keadaan": int((rows["kelompok"] == UNKNOWN).sum()),
        "pasangan": len(_pairs(trained)),
        "pasangan_tunggu": len(_pairs(waiting)),
        "tanpa_sebelum": int(kept["sebelum"].isna().sum()),
        "tanpa_sesudah": int((kept["sebelum"].notna() & kept["sesudah"].isna()).sum()),
        "dikeluarkan": int((trained["masalah"] != "").sum()),
        "evaluasi": float(judged.mean()) if len(judged) else np.nan,
        "evaluasi_n": len(judged),
    }


def _pairs(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the people whose two scores can be compared."""
    return rows[(rows["masalah"] == "") & rows[["sebelum", "sesudah"]].notna().all(axis=1)]


def measure_people(rows: pd.DataFrame, limits: EffectLimits) -> dict[str, object]:
    """Measure the change of the trained, and how much of it the waiting list lets expect.

    Returns
    -------
    dict
        sebelum, sesudah (means of the same people), ubah with ubah_low and ubah_high, g (g_av) with
        g_low and g_high, atap (share of scores before at the ceiling, per cent), kembali (change
        expected without the course: return to the mean and whatever else moved those who wait),
        awal (difference of scores before, standard deviations).
    """
    trained = _pairs(rows[rows["kelompok"] == TRAINED])
    waiting = _pairs(rows[rows["kelompok"] == WAITING])
    before, after = (trained[name].to_numpy(dtype=float) for name in ("sebelum", "sesudah"))
    change, size = measure_change(before, after), standardise_change(before, after)
    many = len(before) > 0
    return {
        "sebelum": float(before.mean()) if many else np.nan,
        "sesudah": float(after.mean()) if many else np.nan,
        **_spread("ubah", change),
        **_spread("g", size),
        "atap": 100 * float((before >= limits.ceiling).mean()) if many else np.nan,
        "kembali": _expected_return(trained, waiting, limits),
    }


def _spread(name: str, effect: object) -> dict[str, object]:
    return {name: effect.estimate, f"{name}_low": effect.low, f"{name}_high": effect.high}


def _expected_return(
    trained: pd.DataFrame, waiting: pd.DataFrame, limits: EffectLimits
) -> float | None:
    """Return the mean change that those who wait let expect of the trained, points."""
    if min(len(trained), len(waiting)) < limits.minimum:
        return None
    first = np.concatenate([trained["sebelum"], waiting["sebelum"]])
    second = np.concatenate([np.full(len(trained), np.nan), waiting["sesudah"]])
    found = expect_return(first, second)
    if found.reason:
        return None
    return float((found.expected - first)[: len(trained)].mean())


def compare_with_waiting(rows: pd.DataFrame, limits: EffectLimits) -> dict[str, object]:
    """Compare the trained with those who wait, at equal scores before.

    Returns
    -------
    dict
        rancangan (`BY_PERSON`, `BY_UNIT`, `ALONE`), selisih with low, high, p and `selisih_hilang`
        (the difference if the trained without a second score had no benefit at all), awal,
        halangan (the first obstacle to a claim, "" for none).

    Notes
    -----
    Where no unit has both trained and waiting people, the units are what is compared. Without
    benefit for those missing: difference times share with both scores among the trained who had a
    score before (Carpenter, Roger and Kenward 2013, jump to reference).
    """
    used = _pairs(rows[rows["kelompok"].isin([TRAINED, WAITING])])
    treated = (used["kelompok"] == TRAINED).to_numpy()
    before, after = (used[name].to_numpy(dtype=float) for name in ("sebelum", "sesudah"))
    trained = rows[(rows["kelompok"] == TRAINED) & (rows["masalah"] == "")]
    tested = trained["sebelum"].notna()
    kept = float((tested & trained["sesudah"].notna()).sum() / max(int(tested.sum()), 1))
    design = _name_design(used, treated)
    effect = (
        adjust_units(before, after, treated, used["unit_id"].fillna("").to_numpy())
        if design == BY_UNIT
        else adjust_for_before(before, after, treated)
    )
    difference, certain = compare_starts(before, treated)
    obstacle = _find_obstacle(rows, treated, design, limits)
    if not obstacle and effect.reason:
        obstacle = SPREAD if effect.reason == "no spread" else FEW
    if not obstacle and (certain or 0.0) > EQUAL_START:
        obstacle = START
    return {
        "rancangan": design,
        **_spread("selisih", effect),
        "p": effect.p,
        "selisih_hilang": None if effect.estimate is None else effect.estimate * kept,
        "awal": difference,
        "halangan": obstacle or (MISSING if 100 * (1 - kept) > limits.missing_share else ""),
    }


def _name_design(used: pd.DataFrame, treated: np.ndarray) -> str:
    if treated.all() or not len(used):
        return ALONE
    units = used["unit_id"].fillna("").to_numpy()
    return BY_PERSON if set(units[treated]) & set(units[~treated]) else BY_UNIT


def _find_obstacle(
    rows: pd.DataFrame, treated: np.ndarray, design: str, limits: EffectLimits
) -> str:
    if mixes_scales(rows):
        return SCALE
    if treated.sum() < limits.minimum:
        return FEW
    if design == ALONE:
        return NO_COMPARISON
    if (~treated).sum() < limits.minimum:
        return FEW
    waiting = rows.loc[(rows["kelompok"] == WAITING) & rows["sesudah"].notna(), "unit_id"]
    return UNITS if design == BY_UNIT and waiting.nunique() < FEWEST_UNITS else ""
