"""Figure of the appraisal from several sources: self beside superior by job family."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.performance.appraisal.review import AppraisalReview
from kinerja_lib.performance.appraisal.tables import POINTS
from kinerja_lib.performance.charts import plot_views
from kinerja_lib.publish import Figure, Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    NONE,
    SOME,
    count_quantity,
    make_finding,
    name_few,
)
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

TITLE = {
    SOME: _(
        "Selisih diri dan atasan pada rumpun {names} berbeda {limit} atau lebih dari rumpun lain"
    ),
    NONE: _(
        "Tidak satu pun dari {compared} rumpun jabatan berbeda {limit} atau lebih dari rumpun lain"
    ),
    CANNOT: _("Rumpun jabatan tidak dapat dibandingkan: pegawainya terlalu sedikit"),
}
REMARK = {
    ALL: _(
        "Dibandingkan {compared} rumpun dengan pegawai lainnya (uji Welch, koreksi Holm). "
        "Penilaian diri yang tinggi bukan kesalahan; data ini tidak menunjukkan pandangan mana "
        "yang tepat."
    )
}


_POINTS = {"unit": POINTS, "decimals": 1, "missing": NOT_COMPUTABLE}
_COLUMNS = {
    "rumpun": Column(_("Rumpun jabatan"), "key"),
    "n": Column(_("n pegawai"), "n"),
    "diri": Column(_("Diri"), **_POINTS),
    "atasan": Column(_("Atasan"), **_POINTS),
    "selisih": Column(_("Diri dikurangi atasan"), **_POINTS),
    "lebih": Column(_("Beda dari rumpun lain"), **_POINTS),
    "bawah": Column(_("Selang 95%, bawah"), **_POINTS),
    "atas": Column(_("Selang 95%, atas"), **_POINTS),
}


def chart_views(review: AppraisalReview) -> list[Figure]:
    """Show per job family how people and their superiors rate them; nothing without families."""
    rows = review.families
    if rows.empty:
        return []
    return [
        Figure(
            plot_views,
            rows.astype({"n": int}),
            "diri-atasan",
            _name_families(review),
            _COLUMNS,
            kind=_("Grafik titik berpasangan"),
            value="selisih",
            keys=(("ok", _("nilai atasan")), ("warn", _("nilai diri"))),
            caption=_("Rerata nilai diri dan nilai atasan per rumpun jabatan"),
            subtitle=_("Satuan: poin 0–100, putaran {putaran}. Sumbu tidak mulai dari nol."),
            values={"putaran": review.round},
            source=_("Sumber: tabel penilaian; pegawai dengan kedua nilai."),
            remark=make_finding("diri-atasan-catatan", ALL, REMARK, _count(review)),
        )
    ]


def _count(review: AppraisalReview) -> dict[str, object]:
    return {"compared": count_quantity(int(review.families["p_holm"].notna().sum()))}


def _name_families(review: AppraisalReview) -> Finding:
    rows = review.families
    different = rows[rows["beda"]]
    outcome = CANNOT if rows["p_holm"].isna().all() else SOME if len(different) else NONE
    values = _count(review) | {
        "names": name_few(different["rumpun"]),
        "limit": Quantity(review.smallest, POINTS, 1),
    }
    test = "Welch, koreksi Holm"
    n = len(review.gaps)
    return make_finding("diri-atasan-gambar", outcome, TITLE, values, place="title", n=n, test=test)
