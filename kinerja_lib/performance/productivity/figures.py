"""The figure of efficiency against effectiveness."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.performance.charts import plot_axes
from kinerja_lib.performance.productivity.review import ProductivityReview
from kinerja_lib.publish import Figure
from kinerja_lib.publish.phrases import NONE, SOME, count_quantity, make_finding
from kinerja_lib.tables.columns import Column

COSTLY, USUAL = "lebih tinggi", "tidak lebih tinggi"
TITLE = {
    SOME: _("{costly} dari {units} unit berbiaya lebih tinggi; capaiannya dibaca terpisah"),
    NONE: _("Tidak satu pun dari {units} unit berbiaya lebih tinggi daripada unit lain"),
}


_AXES_COLUMNS = {
    "nama": Column(_("Unit kerja"), "key"),
    "biaya": Column(_("Biaya terhadap unit lain (efisiensi)"), unit="%", short=_("Biaya")),
    "capaian": Column(_("Capaian (efektivitas)"), unit="%", decimals=1, short=_("Capaian")),
    "kegiatan": Column(_("Kegiatan"), "n"),
    "indikator": Column(_("Indikator")),
    "kesimpulan": Column(_("Biaya"), "verdict", kinds={COSTLY: "bad", USUAL: "ok"}),
}


def chart_axes(review: ProductivityReview) -> list[Figure]:
    """Set cost against achievement of units; no figure without a unit that has both."""
    rows = review.axes
    if rows.empty:
        return []
    rows = rows.assign(kesimpulan=[COSTLY if costly else USUAL for costly in rows["mahal"]])
    costly = int(rows["mahal"].sum())
    values = {"costly": count_quantity(costly), "units": count_quantity(len(rows))}
    outcome = SOME if costly else NONE
    return [
        Figure(
            plot_axes,
            rows,
            "gambar-efisiensi",
            make_finding("gambar-efisiensi-judul", outcome, TITLE, values, place="title"),
            _AXES_COLUMNS,
            kind=_("Grafik sebaran"),
            value="biaya",
            keys=(
                ("bad", _("biaya lebih tinggi setelah koreksi Holm")),
                ("ok", _("biaya tidak lebih tinggi")),
            ),
            caption=_("Biaya dan capaian unit, dua ukuran yang tidak digabung"),
            subtitle=_(
                "Mendatar: biaya satu keluaran, 100% sama dengan unit lain. Tegak: median capaian "
                "indikator unit terhadap rencana sampai periode ini."
            ),
            subject="umum",
            source=_("Sumber: kegiatan, target_realisasi."),
        )
    ]
