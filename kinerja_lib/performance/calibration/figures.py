"""Figures of calibration: predikat of units beside the guide, raters with their intervals."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.performance.calibration.findings import HEADING, REMARKS, judge_guide
from kinerja_lib.performance.calibration.raters_findings import find_rater_title
from kinerja_lib.performance.calibration.review import REMARK, CalibrationReview
from kinerja_lib.performance.calibration.tables import GUIDE, KINDS, POINTS
from kinerja_lib.performance.charts import plot_guide, plot_raters
from kinerja_lib.publish import Figure
from kinerja_lib.publish.phrases import NONE, SOME, make_finding
from kinerja_lib.rules.distribution import GuideVerdict
from kinerja_lib.rules.distribution_clauses import CLAUSES, ClauseKind
from kinerja_lib.tables.choices import PREDIKAT
from kinerja_lib.tables.columns import NOT_APPLICABLE, Column

BARS, DOTS = 10, 60  # most units and raters drawn


TITLE = {
    **HEADING,
    SOME: _("Di luar panduan: {names}; sebaran predikat unit lain sesuai atau dengan catatan"),
    REMARKS: _("Dengan catatan: {names}; tidak ada unit di luar panduan"),
    NONE: _("Tidak satu pun dari {judged} unit di luar batas panduan"),
}
_GUIDE_COLUMNS = {
    "nama": Column(_("Unit"), "key"),
    "hasil": Column(_("Terhadap panduan"), "verdict", kinds=KINDS),
    "capaian": Column(_("Capaian unit"), "text"),
    **{name: Column(name, "count") for name in PREDIKAT},
    "n": Column("n", "n"),
    "bagian": Column(_("Pegawai berpredikat Sangat Baik"), unit="%", decimals=1),
    "batas_awal": Column(_("Panduan untuk"), "text"),
    "batas": Column(_("Batas panduan"), unit="%", missing=NOT_APPLICABLE),
}


_GUIDE_KEYS = (
    ("edge", _("batas panduan")),
    ("bad", _("di luar panduan")),
    ("warn", _("sesuai, dengan catatan")),
    ("ok", _("sesuai panduan")),
)


def chart_guide(review: CalibrationReview) -> list[Figure]:
    """Show units large enough: those outside the guide, with a remark, then the largest."""
    rows = _choose_units(review.judged)
    if rows.empty:
        return []
    outcome, values, n = judge_guide(review)
    title = make_finding("panduan-gambar", outcome, TITLE, values, place="title", n=n)
    return [
        Figure(
            plot_guide,
            rows,
            "panduan-distribusi",
            title,
            _GUIDE_COLUMNS,
            kind=_("Grafik batang 100%"),
            value="bagian",
            keys=_GUIDE_KEYS,
            caption=_("Predikat per unit dan batas panduan"),
            subtitle=_(
                "Satuan: % pegawai unit. Paling banyak sepuluh unit: yang di luar panduan, lalu "
                "yang terbesar; bukan peringkat. Abu-abu muda: tidak ditampilkan."
            ),
            note=GUIDE,
            source=_("Sumber: hasil penilaian yang sudah disetujui, dan capaian unit."),
        )
    ]  # fmt: skip


def _choose_units(judged: pd.DataFrame) -> pd.DataFrame:
    """Choose the units that are drawn, with the class and share of the guide's limit."""
    first = {str(GuideVerdict.OUTSIDE): 0, REMARK: 1}
    rows = judged.assign(urut=judged["hasil"].map(first).fillna(2))
    rows = rows.sort_values(["urut", "n", "nama"], ascending=[True, False, True]).head(BARS)
    limits = [_find_limit(capaian) for capaian in rows["capaian"]]
    starts, shares = [start for start, _share in limits], [share for _start, share in limits]
    best = 100.0 * rows[PREDIKAT[0]] / rows["n"]
    return rows.assign(bagian=best, batas_awal=starts, batas=shares).reset_index(drop=True)


def _find_limit(capaian: str) -> tuple[str | None, float | None]:
    """Give the class and share of the guide's first clause with a share for one class."""
    for clause in CLAUSES[capaian]:
        if clause.kind in (ClauseKind.MAX, ClauseKind.MIN) and len(clause.classes) == 1:
            return clause.classes[0], float(clause.share)
    return None, None


_POINTS = {"unit": POINTS, "decimals": 1}
_RATER_COLUMNS = {
    "urutan": Column(_("Urutan"), "key"),
    "tanda": Column(_("Pola"), "text"),
    "mentah": Column(_("Mentah"), **_POINTS),
    "leniency": Column(_("Disesuaikan"), **_POINTS),
    "low": Column(_("Selang 95%, bawah"), **_POINTS),
    "high": Column(_("Selang 95%, atas"), **_POINTS),
}


_RATER_KEYS = (
    ("ok", _("tidak ditandai")),
    ("bad", _("longgar atau ketat")),
    ("warn", _("pola lain")),
    ("whisker", _("selang 95%")),
)


def chart_raters(review: CalibrationReview) -> list[Figure]:
    """Show the leniency of the raters tested, without names; internal edition only."""
    rows = review.raters.tested.dropna(subset="leniency")
    if rows.empty:
        return []
    rows = thin_out(rows.sort_values("leniency", kind="stable"), DOTS)
    return [
        Figure(
            plot_raters,
            rows.assign(urutan=np.arange(1, len(rows) + 1)),
            "kelonggaran-penilai",
            find_rater_title(review.raters),
            _RATER_COLUMNS,
            kind=_("Grafik selang"),
            value="leniency",
            keys=_RATER_KEYS,
            caption=_("Kelonggaran penilai, mentah dan disesuaikan"),
            subtitle=_(
                "Satuan: poin dari penilai lain. Titik: disesuaikan dengan penyusutan; garis tegak "
                "pendek: mentah. Abu-abu: di dalam batas. Semua yang ditandai, dan penilai lain "
                "berselang teratur, paling banyak {banyak}. Tanpa nama; bukan peringkat."
            ),
            options={"margin": round(review.raters.margin, 6)},
            values={"banyak": str(DOTS)},
            subject="umum",
            editions=("internal",),
            source=_("Sumber: tabel penilaian, tanpa nilai diri dan rekan timbal balik."),
        )
    ]  # fmt: skip


def thin_out(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """Keep all flagged raters and, of the others, evenly chosen ones up to `most` together."""
    flagged = (rows["tanda"] != "tidak ditandai").to_numpy()
    others = np.flatnonzero(~flagged)
    room = max(most - int(flagged.sum()), 0)
    if len(others) > room:
        others = others[np.linspace(0, len(others) - 1, room).round().astype(int)] if room else []
    keep = np.sort(np.concatenate([np.flatnonzero(flagged), np.asarray(others, dtype=int)]))
    return rows.iloc[keep]
