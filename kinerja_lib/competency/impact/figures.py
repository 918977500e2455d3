"""The figure of the effects of courses."""

from __future__ import annotations

from kinerja_lib.competency.charts.impact import plot_effects
from kinerja_lib.competency.impact.grades import SUPPORTED
from kinerja_lib.competency.impact.review import ImpactReview
from kinerja_lib.competency.impact.tables import KINDS, SOURCE
from kinerja_lib.i18n import _
from kinerja_lib.publish import Figure
from kinerja_lib.publish.phrases import ALL, NONE, SOME, count_quantity, make_finding, name_share
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

TITLE = {
    ALL: _("Dampak {n} pelatihan yang dibandingkan didukung data"),
    SOME: _("Dampak {yes} dari {n} pelatihan yang dibandingkan didukung data"),
    NONE: _("Belum ada dampak yang didukung data pada {n} pelatihan yang dibandingkan"),
}
_CELL = {"decimals": 1, "missing": NOT_COMPUTABLE}
_COLUMNS = {
    "nama": Column(_("Pelatihan"), "key"),
    "selisih": Column(_("Selisih dari pembanding"), unit=_("poin"), short=_("Selisih"), **_CELL),
    "selisih_low": Column(_("Batas bawah 95%"), short=_("Bawah"), **_CELL),
    "selisih_high": Column(_("Batas atas 95%"), short=_("Atas"), **_CELL),
    "n": Column(_("Orang dengan kedua nilai"), "n", short="n"),
    "hasil": Column(_("Kesimpulan"), "verdict", kinds=KINDS),
}


def chart_effects(review: ImpactReview) -> list[Figure]:
    """Draw the difference of each course that could be compared; no figure without one."""
    rows = review.courses[review.courses["p_keluarga"].notna()].reset_index()
    if rows.empty:
        return []
    rows = rows.assign(n=rows["pasangan"] + rows["pasangan_tunggu"])
    yes = int((rows["hasil"] == SUPPORTED).sum())
    values = {"yes": count_quantity(yes), "n": count_quantity(len(rows))}
    outcome = name_share(yes, len(rows))
    return [
        Figure(
            plot_effects,
            rows[list(_COLUMNS)],
            "gambar-dampak",
            make_finding("gambar-dampak-judul", outcome, TITLE, values, place="title"),
            _COLUMNS,
            kind=_("Grafik selang"),
            value="selisih",
            options={"smallest": review.limits.smallest},
            keys=(("ok", _("didukung")), ("na", _("belum cukup")), ("bad", _("tidak didukung"))),
            caption=_("Selisih nilai peserta dari kelompok pembanding"),
            subtitle=_(
                "Poin, skala 0–100, dengan selang 95% sebelum koreksi; dari yang paling lama. "
                "Garis putus-putus: perubahan terkecil yang berarti."
            ),
            source=SOURCE,
        )
    ]
