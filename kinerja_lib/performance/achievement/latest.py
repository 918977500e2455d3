"""Which figure of each series is due by the end of the report's period."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.rules.targets import Verdict

ROW_MISSING = _("baris periode ini tidak ada")
NO_ROWS = _("tidak ada satu baris pun")
STEPS = {"bulanan": 1, "triwulanan": 3, "semesteran": 6, "tahunan": 12}


def find_due(frequency: str, period_end: dt.date) -> str:
    """Name the last period of a frequency that has ended.

    >>> find_due("semesteran", dt.date(2026, 9, 30))
    '2026-S1'
    """
    step = STEPS[frequency]
    months = period_end.year * 12 + period_end.month
    if (period_end + dt.timedelta(days=1)).day != 1:
        months -= 1
    year, number = divmod(months // step * step - 1, 12)
    place = (number + 1) // step
    forms = {1: f"{year}-{place:02d}", 3: f"{year}-TW{place}", 6: f"{year}-S{place}"}
    return forms.get(step, f"{year}")


def list_latest(
    judged: pd.DataFrame, cards: pd.DataFrame, period_end: dt.date, *, ended: set[str]
) -> pd.DataFrame:
    """Take of each series the figure that is due by the end of the period.

    Parameters
    ----------
    judged : DataFrame
        From `judge_figures`, rows up to the period.
    cards : DataFrame
        One row per indicator.
    period_end : date
    ended : set of str
        Units that no longer exist.

    Returns
    -------
    DataFrame
        One row per indicator and unit in the order of the cards, columns of `judged` and jenis,
        pemilik_unit_id, frekuensi, terakhir and nilai_terakhir (last known). A row that is missing
        is there, not computable; so is, with unit_id "", an indicator that no unit reports.
    """
    cards = cards.assign(urutan=range(len(cards)))
    own = judged[~judged["unit_id"].isin(ended)]
    series = own[["iku_id", "unit_id"]].drop_duplicates()
    rhythm = own.groupby("iku_id")["periode"].agg(_tell_frequency)
    extra = ["iku_id", "urutan", "jenis", "pemilik_unit_id", "frekuensi"]
    rows = cards[extra].merge(series, on="iku_id", how="left").fillna({"unit_id": ""})
    often = rows["frekuensi"].where(rows["frekuensi"].isin(list(STEPS)))
    often = often.fillna(rows["iku_id"].map(rhythm)).fillna("tahunan")
    rows = rows.assign(frekuensi=often, periode=_list_due(often, period_end))
    fresh = judged.drop(columns=["nama", "arah", "satuan", "desimal"])
    found = rows.merge(fresh, on=["iku_id", "unit_id", "periode"], how="left")
    detail = cards[["iku_id", "nama", "arah", "satuan", "desimal"]]
    return _fill_absent(found.merge(detail, on="iku_id"), own).sort_values(
        ["urutan", "unit_id"], kind="stable", ignore_index=True
    )


def _list_due(often: pd.Series, period_end: dt.date) -> pd.Series:
    return often.map({name: find_due(name, period_end) for name in STEPS}).astype("str")


def _tell_frequency(periods: pd.Series) -> str:
    kinds = {"TW": "triwulanan", "S": "semesteran", "": "bulanan"}
    last = periods.iloc[-1]
    return kinds[last[5:].rstrip("0123456789")] if len(last) > 4 else "tahunan"


def _fill_absent(rows: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    absent = rows["kesimpulan"].isna()
    known = own[own["realisasi"].notna()].sort_values("bulan", kind="stable")
    last = known.groupby(["iku_id", "unit_id"])[["periode", "realisasi"]].last()
    keys = pd.MultiIndex.from_frame(rows[["iku_id", "unit_id"]])
    last = last.reindex(keys)
    texts = {"kesimpulan": Verdict.NOT_COMPUTABLE.value, "acuan": "", "tanda": ""}
    texts |= {"sebab_putus": ""}
    filled = rows.assign(**{name: rows[name].mask(absent, text) for name, text in texts.items()})
    why = pd.Series(ROW_MISSING, index=rows.index).mask(rows["unit_id"] == "", NO_ROWS)
    return filled.assign(
        alasan=filled["alasan"].mask(absent, why),
        alasan_capaian=filled["alasan_capaian"].mask(absent, why),
        turunan=filled["turunan"].mask(absent, False).astype(bool),
        segmen=filled["segmen"].fillna(0).astype(int),
        terakhir=last["periode"].to_numpy(),
        nilai_terakhir=last["realisasi"].to_numpy(),
    )
