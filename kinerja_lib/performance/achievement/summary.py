"""Counts of verdicts, and one line for each indicator of a region."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.performance.achievement.grades import worst_grade
from kinerja_lib.performance.achievement.series import AchievementRules, judge_value, make_target
from kinerja_lib.performance.areas.indicators import MET
from kinerja_lib.rules.targets import Polarity, Verdict, subtract
from kinerja_lib.tables.columns import PER_UNIT

MANY_UNITS = PER_UNIT  # rates of units are not averaged
PART_MISSING = _("nilai sebagian unit tidak ada")
VALUES = ("realisasi", "acuan_bawah", "acuan_atas", "capaian", "capaian_terbatas", "kelas")


def count_verdicts(rows: pd.DataFrame) -> dict[str, int]:
    """Count figures: all, judged, met, missed, not computable, derived (never judged)."""
    met = int(rows["kesimpulan"].isin(MET).sum())
    missed = int((rows["kesimpulan"] == Verdict.MISSED.value).sum())
    return {
        "jumlah": len(rows),
        "dinilai": met + missed,
        "tercapai": met,
        "tidak_tercapai": missed,
        "tidak_dapat": len(rows) - met - missed,
        "turunan": int(rows["turunan"].sum()),
    }


def summarise_series(
    latest: pd.DataFrame, cards: pd.DataFrame, additive: set[str], rules: AchievementRules
) -> pd.DataFrame:
    """Summarise each indicator over its units; rates of units are never averaged.

    Parameters
    ----------
    latest : DataFrame
        From `list_latest` with grades and names.
    cards : DataFrame
        Rows of `iku`, for the order.
    additive : set of str
        Indicators whose values add up over units.
    rules : AchievementRules

    Returns
    -------
    DataFrame
        One row per indicator: iku_id, nama, satuan, desimal, arah, jenis, pemilik, periode, counts
        of `count_verdicts`, mutu (worst of its figures), and realisasi, acuan_bawah, acuan_atas,
        capaian, capaian_terbatas (per cent), kelas: of its one unit, or, where values add up, the
        sums of all its units; else missing, and alasan says why.
    """
    rows = []
    for code in cards["iku_id"]:
        own = latest[latest["iku_id"] == code]
        if own.empty:
            continue
        first = own.iloc[0]
        head = first[["iku_id", "nama", "satuan", "desimal", "arah", "jenis", "pemilik", "periode"]]
        counts, grade = count_verdicts(own), worst_grade(own["mutu"].to_numpy())
        rows.append(
            {
                **head,
                **counts,
                "mutu": grade,
                **_join_units(own, rules if code in additive else None),
            }
        )
    names = ["iku_id", "nama", "satuan", "desimal", "arah", "jenis", "pemilik", "periode"]
    numbers = [*count_verdicts(latest.iloc[:0]), "mutu", *VALUES, "alasan"]
    return pd.DataFrame(rows, columns=[*names, *numbers])


def _join_units(rows: pd.DataFrame, rules: AchievementRules | None) -> dict[str, object]:
    """Give the values of the one unit, the sums of several by `rules`, or why there are none."""
    nothing = dict.fromkeys(VALUES)
    own = rows[~rows["turunan"]]
    if len(own) == 1:
        one = own.iloc[0]
        return {**{name: one[name] for name in VALUES}, "alasan": one["alasan_capaian"]}
    if own.empty:
        return {**nothing, "alasan": rows["alasan"].iloc[0]}
    if rules is None:
        return {**nothing, "alasan": MANY_UNITS}
    sums = own[["realisasi", "acuan_bawah", "acuan_atas"]].sum(skipna=False)
    if sums.isna().any():
        return {**nothing, "alasan": PART_MISSING}
    way = Polarity(own["arah"].iloc[0])
    target = make_target(sums["acuan_bawah"], sums["acuan_atas"], way)
    found = judge_value(sums["realisasi"], target, rules)
    joined = {**sums.to_dict(), **{name: found[name] for name in VALUES if name in found}}
    return {**joined, "alasan": found["alasan_capaian"]}


def list_gaps(rows: pd.DataFrame) -> pd.DataFrame:
    """Take the figures that missed their plan, with how far they are off it.

    Returns
    -------
    DataFrame
        Rows of `latest` in their order, with kurang: distance to the edge as a positive number in
        the indicator's unit.
    """
    missed = rows[rows["kesimpulan"] == Verdict.MISSED.value]
    edge = np.where(missed["selisih"] < 0, missed["acuan_bawah"], missed["acuan_atas"])
    pairs = zip(missed["realisasi"], edge, strict=True)
    return missed.assign(kurang=[abs(subtract(value, bound)) for value, bound in pairs])
