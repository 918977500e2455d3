"""The figure of predikat over periods."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.basis.periods import name_period
from kinerja_lib.i18n import _
from kinerja_lib.performance.charts import plot_classes
from kinerja_lib.performance.results.counts import name_extreme
from kinerja_lib.performance.results.review import ResultsReview
from kinerja_lib.performance.results.tables import PERIODIC, SOURCE, YEARLY
from kinerja_lib.publish import Figure, Finding, Quantity
from kinerja_lib.publish.phrases import CANNOT, FEW, FEWEST, NEARLY, count_quantity, make_finding
from kinerja_lib.tables.columns import Column

GROUPS = {"sb": _("Sangat Baik"), "b": _("Baik"), "bawah": _("Di bawah Baik")}
ONE = "satu"
TITLE = {
    "ada": _("Di bawah Baik: {first} pegawai pada {start}, {last} pada {end}"),
    ONE: _("Di bawah Baik: {last} pegawai pada {end}"),
    FEW: _("Di bawah Baik: kurang dari {few} pegawai pada {end}"),
    NEARLY: _("Di bawah Baik: semua atau hampir semua pegawai pada {end}"),
    CANNOT: _("Bagian pegawai menurut predikat tidak dapat dihitung"),
}
COLUMNS = {
    "kelompok": Column(_("Predikat"), "key"),
    "nama": Column(_("Periode"), "key"),
    "evaluasi": Column(_("Evaluasi"), "text"),
    "persen": Column(_("Bagian pegawai"), unit="%", decimals=1),
    "jumlah": Column(_("Pegawai"), "count"),
    "n": Column(_("Dari"), "n"),
    "urutan": Column(_("Urutan"), "text"),
}


def list_shares(review: ResultsReview) -> pd.DataFrame:
    """Lay out the shares of three groups of predikat, one row per group and period.

    A yearly result stands at the place of the last period of its year; without any periodic
    result years follow each other.
    """
    places = dict(zip(review.by_period["periode"], review.by_period["urutan"], strict=True))
    ends = {period[:4]: place for period, place in places.items()}
    periods = review.by_period.assign(evaluasi=PERIODIC)
    years = review.by_year.assign(evaluasi=YEARLY)
    if ends:
        years = years.assign(urutan=years["periode"].map(ends))
    rows = pd.concat([f for f in (periods, years) if len(f)] or [periods], ignore_index=True)
    rows = rows[rows["n"] > 0].dropna(subset="urutan")
    rows = rows.assign(bawah=rows["bp"] + rows["k"] + rows["sk"])
    parts = [
        rows.assign(kelompok=label, jumlah=rows[key], persen=rows[key] / rows["n"] * 100)
        for key, label in GROUPS.items()
    ]
    frame = pd.concat(parts, ignore_index=True)[list(COLUMNS)]
    return frame.astype({"urutan": int, "persen": float, "jumlah": int, "n": int})


def chart_classes(review: ResultsReview) -> list[Figure]:
    """Follow the shares of predikat over the periods; no figure without any result."""
    rows = list_shares(review)
    if rows.empty:
        return []
    return [
        Figure(
            plot_classes,
            rows,
            "gambar-hasil",
            _title(review, rows),
            COLUMNS,
            kind=_("Grafik deret waktu"),
            value="persen",
            classes="kelompok",
            options={"lead": _lead(review)},
            keys=(("ok", _("evaluasi periodik")), ("na", _("evaluasi tahunan, tersendiri"))),
            caption=_("Bagian pegawai menurut predikat tiap periode"),
            subtitle=_("Satuan: % dari pegawai dengan hasil final. Skala sama, 0–100%."),
            source=SOURCE,
        )
    ]


def _lead(review: ResultsReview) -> str:
    """Name the evaluation that leads: the yearly one in a yearly report."""
    return YEARLY if review.yearly_report else PERIODIC


def _title(review: ResultsReview, rows: pd.DataFrame) -> Finding:
    low = rows[(rows["kelompok"] == GROUPS["bawah"]) & (rows["evaluasi"] == _lead(review))]
    if low.empty:
        return make_finding("gambar-hasil-judul", CANNOT, TITLE, {}, place="title")
    first, last = low.iloc[0], low.iloc[-1]
    values = {
        "first": Quantity(first["persen"], "%", 1),
        "last": Quantity(last["persen"], "%", 1),
        "start": name_period(review.periods[0]),
        "end": name_period(review.periods[-1]),
        "few": count_quantity(FEWEST),
    }
    outcome, n = ONE if len(low) == 1 else "ada", int(min(first["n"], last["n"]))
    extremes = [name_extreme(row["jumlah"], row["n"]) for row in (first, last)]
    if any(extremes):
        outcome = extremes[-1] or ONE
    return make_finding("gambar-hasil-judul", outcome, TITLE, values, place="title", n=n)
