"""Can an indicator be measured at all: values of earlier years, noise against the target's step."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.quality.deadlines import read_span
from kinerja_lib.quality.limits import Limits
from kinerja_lib.tables.columns import NOT_COMPUTABLE

FIT, FEW_YEARS, SMALL_STEP, NO_TARGET, NO_NOISE = (
    _("layak"),
    _("data awal kurang"),
    _("langkah target terlalu kecil"),
    _("target tidak ada"),
    _("langkah belum dapat dinilai"),
)
FEASIBLE_SHAPES = {
    FIT: "ok",
    FEW_YEARS: "warn",
    SMALL_STEP: "warn",
    NO_TARGET: "warn",
    NO_NOISE: "warn",
    NOT_COMPUTABLE: "bad",
}
# What a card needs before its indicator can be measured by anyone.
CARD_NEEDS = ("satuan", "rumus", "sumber", "arah")
NO_VALUES = _("tidak ada realisasi")
NO_CARD = _("kartu indikator tidak lengkap")


def judge_feasibility(
    cards: pd.DataFrame, figures: pd.DataFrame, last_day: dt.date, *, limits: Limits
) -> pd.DataFrame:
    """Judge of each indicator whether its figures can carry a verdict.

    Parameters
    ----------
    cards : DataFrame
        Accepted rows of `iku`: iku_id, nama, arah, and where present satuan, rumus, sumber,
        putus_seri.
    figures : DataFrame
        Accepted rows of `target_realisasi`: iku_id, unit_id, periode, realisasi, target_bawah,
        target_atas.
    last_day : date
        Last day of the report's period.
    limits : Limits
        `baseline_years`, `step_factor`.

    Returns
    -------
    DataFrame
        One row per indicator: iku_id, kelayakan, alasan, kosong (card fields left empty, joined),
        tahun_dasar (earlier years with a value in the same part of the year, median of the
        units), naik_turun (standard deviation of the yearly changes up to this year, ddof=1,
        median of the units), langkah (distance of this year's target from last year's value,
        median of the units), nisbah (langkah / naik_turun). NaN where it cannot be computed.

    Notes
    -----
    Only years from `putus_seri` on count. Only the same part of each year is compared, so that
    cumulative and seasonal figures do not look noisy; a gap of years counts as one change. A band
    has no step and needs none.
    """
    dated = _date_figures(figures, last_day)
    rows = [_judge(card, dated[dated["iku_id"] == card["iku_id"]], limits) for card in _rows(cards)]
    names = ["kelayakan", "alasan", "kosong", "tahun_dasar", "naik_turun", "langkah", "nisbah"]
    return pd.DataFrame(rows, columns=["iku_id", *names])


def _rows(cards: pd.DataFrame) -> list[dict[str, object]]:
    return cards.to_dict("records")


def _date_figures(figures: pd.DataFrame, last_day: dt.date) -> pd.DataFrame:
    """Add year and part of the year of each period, and drop what ends after the last day."""
    spans = [read_span(period) for period in figures["periode"]]
    dated = figures.assign(
        tahun=[s[0].year if s else math.nan for s in spans],
        bagian=[str(p)[4:] for p in figures["periode"]],
        selesai=[s[1] if s else None for s in spans],
    )
    return dated[np.array([bool(s) and s[1] <= last_day for s in spans], dtype=bool)]


def _judge(card: dict[str, object], rows: pd.DataFrame, limits: Limits) -> dict[str, object]:
    empty = [name for name in CARD_NEEDS if name not in card or pd.isna(card[name])]
    empty = [*empty, *(n for n in CARD_NEEDS if n not in empty and not str(card[n]).strip())]
    result = {"iku_id": card["iku_id"], "alasan": "", "kosong": ", ".join(empty) or None}
    known = rows[rows["realisasi"].notna()]
    years, noise, step = _measure(card, rows, known)
    ratio = math.inf if noise == 0 and step > 0 else step / noise if noise else math.nan
    result |= {"tahun_dasar": years, "naik_turun": noise, "langkah": step, "nisbah": ratio}
    if empty or known.empty:
        reason = NO_CARD if empty else NO_VALUES
        return result | {"kelayakan": NOT_COMPUTABLE, "alasan": reason}
    band = str(card.get("arah")) == "rentang"
    return result | {"kelayakan": _verdict(rows, years, math.inf if band else ratio, limits)}


def _verdict(rows: pd.DataFrame, years: float, ratio: float, limits: Limits) -> str:
    if rows[["target_bawah", "target_atas"]].isna().all().all():
        return NO_TARGET
    if years < limits.baseline_years:
        return FEW_YEARS
    if math.isnan(ratio):
        return NO_NOISE
    return SMALL_STEP if ratio < limits.step_factor else FIT


def _measure(
    card: dict[str, object], rows: pd.DataFrame, known: pd.DataFrame
) -> tuple[float, float, float]:
    """Give earlier years, noise and step, each as the median of the units."""
    if known.empty:
        return 0.0, math.nan, math.nan
    latest = known.loc[known["selesai"] == known["selesai"].max()].iloc[0]
    since = card.get("putus_seri")
    start = -math.inf if since is None or pd.isna(since) else float(since)
    part = rows[(rows["bagian"] == latest["bagian"]) & (rows["tahun"] >= start)]
    units = [
        _measure_unit(unit, int(latest["tahun"]), str(card.get("arah")))
        for _unit, unit in part.groupby("unit_id")
    ]
    medians = []
    for values in zip(*units, strict=True):
        numbers = [value for value in values if not math.isnan(value)]
        medians.append(float(np.median(numbers)) if numbers else math.nan)
    return tuple(medians) if medians else (0.0, math.nan, math.nan)


def _measure_unit(rows: pd.DataFrame, year: int, polarity: str) -> tuple[float, float, float]:
    values = rows.drop_duplicates("tahun").set_index("tahun").sort_index()
    actual = values["realisasi"].dropna().astype(float)
    before = actual[actual.index < year]
    changes = np.diff(actual[actual.index <= year].to_numpy())
    noise = float(np.std(changes, ddof=1)) if len(changes) > 1 else math.nan
    edges = {"naik": ["target_bawah", "target_atas"], "turun": ["target_atas", "target_bawah"]}
    step = math.nan
    if polarity in edges and year in values.index and year - 1 in before.index:
        first, second = (values.loc[year, name] for name in edges[polarity])
        target = second if pd.isna(first) else first
        step = abs(float(target) - float(before.loc[year - 1]))
    return float(len(before)), noise, step
