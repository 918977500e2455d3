"""Figures of change between waves."""

from __future__ import annotations

from kinerja_lib.change.charts.dots import keep_keys
from kinerja_lib.change.charts.waves import plot_changes, plot_units
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.outcomes import CANNOT, FELL, ROSE
from kinerja_lib.change.waves.findings import find_summary
from kinerja_lib.change.waves.outreach import OutreachEffects
from kinerja_lib.change.waves.review import SHIFTED, WaveReview
from kinerja_lib.change.waves.tables import KINDS, LIMITS, MEANS, NAME, RESULT, SOURCE
from kinerja_lib.i18n import _
from kinerja_lib.publish import Figure
from kinerja_lib.publish.phrases import NONE, SOME, count_quantity, make_finding
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

TITLE = {
    SOME: _("Dari {n} subskala, {up} naik dan {down} turun"),
    NONE: _("Dari {n} subskala, tidak satu pun naik atau turun secara berarti"),
    CANNOT: _("Perubahan antargelombang tidak dapat dihitung"),
}
UNITS = {
    SOME: _("{yes} dari {n} selisih perubahan didukung data"),
    NONE: _("Tidak satu pun dari {n} selisih perubahan didukung data"),
}
KEYS = (("ok", _("didukung data")), ("na", _("belum, atau tidak berarti")))
_LINKED = {"n": Column(_("Responden tertaut"), "n", short="n")}
_EFFECTS = {
    "topik": Column(_("Topik"), "key"),
    **NAME,
    "hasil": Column(_("Selisih perubahan"), "verdict", kinds=KINDS),
    "ubah": Column(_("Selisih"), unit=_("poin"), decimals=2, missing=NOT_COMPUTABLE),
    **LIMITS,
    **_LINKED,
}


def chart_changes(review: WaveReview) -> list[Figure]:
    """Draw both means of each subscale that kept its meaning, and the difference."""
    if not review.has_two or not len(review.linked):
        return []
    summary, rows = find_summary(review), review.changes
    rows = rows[~rows["makna"].isin(SHIFTED)]
    if rows.empty:
        return []
    values = dict(summary.values)
    title = make_finding("gambar-gelombang-judul", summary.outcome, TITLE, values, place="title")
    columns = {**NAME, **RESULT, **_LINKED, **MEANS, **LIMITS}
    return [
        Figure(
            plot_changes,
            rows[list(columns)],
            "gambar-gelombang",
            title,
            columns,
            kind=_("Grafik titik berpasangan"),
            value="ubah",
            subject=SUBJECT,
            options={"waves": [review.responses.earlier, review.responses.wave]},
            keys=(("na", _("gelombang pertama")), ("ok", _("gelombang kedua"))),
            caption=_("Rerata responden tertaut pada kedua gelombang"),
            subtitle=_(
                "Poin pada rentang jawaban, responden tertaut; angka: perubahan dengan selang 95% "
                "sebelum koreksi. Sumbu tidak mulai dari nilai terendah. Urutan menurut kuesioner, "
                "bukan peringkat."
            ),
            source=SOURCE,
        )
    ]


def chart_outreach(effects: OutreachEffects) -> list[Figure]:
    """Draw the difference in differences of each topic and subscale that could be compared."""
    if not effects.waves.has_two or effects.effects.empty:
        return []
    rows = effects.effects[effects.effects["hasil"] != CANNOT]
    if rows.empty:
        return []
    yes = int(rows["hasil"].isin([ROSE, FELL]).sum())
    values = {"yes": count_quantity(yes), "n": count_quantity(len(rows))}
    id, outcome = "gambar-gelombang-sosialisasi", SOME if yes else NONE
    return [
        Figure(
            plot_units,
            rows[list(_EFFECTS)],
            id,
            make_finding(f"{id}-judul", outcome, UNITS, values, place="title"),
            _EFFECTS,
            kind=_("Grafik selang"),
            value="ubah",
            subject=SUBJECT,
            options={"smallest": max(effects.waves.margin(s.code) for s in effects.subscales)},
            keys=keep_keys(KEYS, ["ok"] * bool(yes) + ["na"] * (yes < len(rows))),
            caption=_("Selisih perubahan unit yang terjangkau dari unit lain"),
            subtitle=_(
                "Perubahan unit yang terjangkau dikurangi perubahan unit lain, poin, dengan "
                "selang 95% sebelum koreksi; tiap unit satu nilai. Daerah berarsir: selisih yang "
                "tidak berarti."
            ),
            source=_("Sumber: survei_asn, sosialisasi."),
        )
    ]
