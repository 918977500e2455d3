"""Indicators below their plan, the field they speak of, and what it asks to train.

Rule `pelatihan.pemicu_indikator`: an indicator of one unit is below where each of its last reported
periods (as many as the agency sets) missed the plan to date; it triggers training in its field
where the share of units below reaches the limit. Every unit is counted, so there is no interval.
"""

from __future__ import annotations

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.rules.targets import Polarity, Verdict, judge_target, make_target, set_zone
from kinerja_lib.rules.training_need import Verdict as Trigger
from kinerja_lib.rules.training_need import judge_indicator
from kinerja_lib.tables.dates import last_day

OLDEST = pd.DateOffset(years=2)  # before the end of the report's period
COLUMNS = ("iku_id", "nama", "bidang", "kompetensi", "n", "bawah", "hasil")


def judge_indicators(evidence: Evidence) -> pd.DataFrame:
    """Judge the indicators whose field is known.

    Returns
    -------
    DataFrame
        `COLUMNS`, in the order of the cards: bidang (of the card, else of the unit that owns it),
        kompetensi (of the card, missing where it names none), n (units judged), bawah (units below
        their plan in all of the last periods), hasil (`Verdict` of `rules.training_need`).
        Indicators without a field are left out.
    """
    cards = evidence.frame("iku", ["iku_id", "nama", "arah", "pemilik_unit_id", "bidang",
                                   "kompetensi"]).drop_duplicates("iku_id")  # fmt: skip
    units = evidence.frame("unit", ["unit_id", "bidang"]).drop_duplicates("unit_id")
    own = cards["pemilik_unit_id"].map(units.set_index("unit_id")["bidang"])
    cards = cards.assign(bidang=cards["bidang"].fillna(own))
    cards = cards[cards["bidang"].notna()]
    series = _judge_series(evidence, cards)
    grouped = series.groupby("iku_id")["bawah"]
    counts = pd.DataFrame({"n": grouped.size(), "bawah": grouped.sum()}).reindex(cards["iku_id"])
    counts = counts.fillna(0).astype(int)
    table = cards.assign(n=counts["n"].to_numpy(), bawah=counts["bawah"].to_numpy())
    limit = float(evidence.rules["pelatihan.bagian_indikator"])
    verdicts = [str(judge_indicator(r.bawah, r.n, limit)) for r in table.itertuples()]
    return table.assign(hasil=verdicts).reindex(columns=list(COLUMNS)).reset_index(drop=True)


def _judge_series(evidence: Evidence, cards: pd.DataFrame) -> pd.DataFrame:
    """Say of each indicator and unit with enough periods whether all of the last ones missed."""
    rows = evidence.frame(
        "target_realisasi",
        ["iku_id", "unit_id", "periode", "target_bawah", "target_atas", "rencana", "realisasi"],
    )
    rows = rows[rows["realisasi"].notna() & rows["periode"].notna()]
    rows = rows.merge(cards[["iku_id", "arah"]], on="iku_id")
    ends = {period: pd.Timestamp(last_day(period)) for period in rows["periode"].unique()}
    rows = rows.assign(akhir=rows["periode"].map(ends))
    now = pd.Timestamp(evidence.period_end)
    rows = rows[(rows["akhir"] <= now) & (rows["akhir"] > now - OLDEST)]
    last = int(evidence.rules["pelatihan.periode_indikator"])
    rows = rows.sort_values("akhir", kind="stable").groupby(["iku_id", "unit_id"]).tail(last)
    verdicts = pd.Series([_judge(row) for row in rows.itertuples()], index=rows.index, dtype=object)
    judged = rows.assign(
        dinilai=verdicts != str(Verdict.NOT_COMPUTABLE), luput=verdicts == str(Verdict.MISSED)
    )
    grouped = judged.groupby(["iku_id", "unit_id"])[["dinilai", "luput"]].sum()
    whole = grouped[grouped["dinilai"] == last]
    return whole.assign(bawah=whole["luput"] == last).reset_index()


def _judge(row: object) -> str:
    """Judge one value against its plan to date; see `rules.targets.set_zone`."""
    low, high, _basis = set_zone(row.target_bawah, row.target_atas, row.rencana)
    known = low is not None and low <= high and row.arah in set(Polarity)
    if not known:
        return str(Verdict.NOT_COMPUTABLE)
    return str(judge_target(row.realisasi, make_target(low, high, Polarity(row.arah))))


def map_topics(indicators: pd.DataFrame, courses: pd.DataFrame) -> pd.DataFrame:
    """Map the indicators that trigger to what is trained: iku_id, nama, bidang, kompetensi.

    The competency of the card; without one, each that a course of the field teaches. An indicator
    for which there is neither has one row with kompetensi missing.
    """
    rows = indicators.loc[
        indicators["hasil"] == str(Trigger.TRIGGERS), ["iku_id", "nama", "bidang", "kompetensi"]
    ]
    taught = courses[["bidang", "kompetensi"]].dropna().drop_duplicates()
    found = rows.merge(taught, how="left", on="bidang", suffixes=("", "_katalog"))
    named = found["kompetensi"].fillna(found["kompetensi_katalog"]).astype(object)
    found = found.assign(kompetensi=named.where(named.notna(), None))
    keys = ["iku_id", "nama", "bidang", "kompetensi"]
    return found[keys].drop_duplicates().sort_values(keys, ignore_index=True, kind="stable")
