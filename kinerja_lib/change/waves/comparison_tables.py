"""Tables that compare groups between waves: not back, everyone, kinds of unit, outreach."""

from __future__ import annotations

from kinerja_lib.change.columns import NUMBER
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.outcomes import FELL, ROSE, UNCHANGED
from kinerja_lib.change.waves.attrition import compare_absent
from kinerja_lib.change.waves.outreach import OutreachEffects
from kinerja_lib.change.waves.review import WaveReview
from kinerja_lib.change.waves.tables import (
    KINDS,
    LIMITS,
    MEANS,
    NAME,
    RESULT,
    SOURCE,
    count_judged,
    name_shifted,
)
from kinerja_lib.i18n import _
from kinerja_lib.publish import Table
from kinerja_lib.tables.columns import Column

_ABSENT = {
    ROSE: _("lebih tinggi"),
    FELL: _("lebih rendah"),
    UNCHANGED: _("tidak berbeda secara berarti"),
}


_ABSENT_NOTE = _(
    "Selisih: yang tidak mengisi lagi dikurangi yang mengisi lagi. Koreksi Holm; satu keluarga: "
    "{count} subskala yang dinilai."
)
_OUTREACH_NOTE = _(
    "Tiap unit satu nilai: rerata perubahan responden tertautnya, paling sedikit "
    "{least} orang. Uji t antarunit dengan koreksi Holm; satu keluarga: {count} "
    "selisih yang dinilai. Berkas CSV memuat nilai p dari semua cara memilih unit. "
    "Sejajarnya arah kedua kelompok tidak dapat diuji dengan dua gelombang."
)


def tabulate_absent(review: WaveReview) -> list[Table]:
    """Compare those who did not come back with those who did, on their first scores."""
    if not review.has_two or not len(review.everyone[0]):
        return []
    columns = {
        **NAME,
        "hasil": Column(
            _("Yang tidak mengisi lagi"),
            "verdict",
            kinds={_ABSENT.get(outcome, outcome): kind for outcome, kind in KINDS.items()},
        ),
        "n": Column(_("Tidak mengisi lagi"), "n", short="n"),
        "tidak": Column(_("Rerata yang tidak mengisi lagi"), short=_("Tidak"), **NUMBER),
        "kembali": Column(_("Rerata yang mengisi lagi"), short=_("Kembali"), **NUMBER),
        "ubah": Column(_("Selisih"), unit=_("poin"), **NUMBER),
        **LIMITS,
    }
    rows = compare_absent(review)
    return [
        Table(
            rows.assign(hasil=rows["hasil"].replace(_ABSENT)),
            "gelombang-lepas",
            _("Nilai awal mereka yang mengisi lagi dan yang tidak"),
            columns,
            subject=SUBJECT,
            fold=True,
            helpers=("n_kembali", "p_holm"),
            values={"count": count_judged(rows)},
            note=_ABSENT_NOTE,
            source=SOURCE,
        )
    ]


def tabulate_crosswise(review: WaveReview) -> list[Table]:
    """Show the change of all respondents of both waves, beside the linked people."""
    if not review.has_two or review.crosswise.empty:
        return []
    rows = name_shifted(review.crosswise).assign(tertaut=review.changes["ubah"].to_numpy())
    columns = {
        **NAME,
        **RESULT,
        "n": Column(_("Responden gelombang kedua"), "n", short="n"),
        **MEANS,
        **LIMITS,
        "tertaut": Column(_("Perubahan responden tertaut"), short=_("Tertaut"), **NUMBER),
    }
    del columns["pertama"], columns["kedua"]
    return [
        Table(
            rows,
            "gelombang-silang",
            _("Rerata semua responden kedua gelombang, di samping responden tertaut"),
            columns,
            subject=SUBJECT,
            fold=True,
            helpers=("n_pertama", "pertama", "kedua", "p_holm"),
            values={"count": count_judged(rows)},
            note=_(
                "Semua responden, tertaut atau tidak. Unit, atau orang bila unitnya sedikit, yang "
                "ada pada kedua gelombang dihitung sebagai satu satuan. Koreksi Holm; satu "
                "keluarga: {count} subskala yang dinilai."
            ),
            source=SOURCE,
        )
    ]


def tabulate_kinds(review: WaveReview) -> list[Table]:
    """Show the change by kind of unit; subscales without any change that counts are folded."""
    if not review.has_two or review.kinds.empty:
        return []
    columns = {
        "jenis": Column(_("Jenis unit"), "key"),
        **NAME,
        **RESULT,
        "n": Column(_("Responden tertaut"), "n", short="n"),
        "ubah": MEANS["ubah"],
        **LIMITS,
    }
    note = _(
        "Koreksi Holm; satu keluarga: {count} perubahan yang dinilai. Tidak dinilai: respondennya "
        "terlalu sedikit, atau makna butirnya bergeser antargelombang. Selang menghitung unit "
        "sebagai satuan bila ada paling sedikit sepuluh unit; selain itu orang."
    )
    return [
        Table(
            name_shifted(review.kinds),
            "gelombang-jenis",
            _("Perubahan menurut jenis unit"),
            columns,
            subject=SUBJECT,
            fold=True,
            helpers=("unit", "pertama", "kedua", "p_holm", "subskala"),
            values={"count": count_judged(review.kinds)},
            note=note,
            source=SOURCE,
        )
    ]


def tabulate_outreach(effects: OutreachEffects) -> list[Table]:
    """Show differences in differences by topic and subscale."""
    if not effects.waves.has_two or effects.effects.empty:
        return []
    columns = {
        "topik": Column(_("Topik"), "key"),
        **NAME,
        "hasil": Column(_("Selisih perubahan"), "verdict", kinds=KINDS),
        "ubah": Column(_("Selisih"), unit=_("poin"), **NUMBER),
        **LIMITS,
        "n": Column(_("Responden tertaut"), "n", short="n"),
    }
    return [
        Table(
            name_shifted(effects.effects),
            "gelombang-sosialisasi",
            _("Perubahan unit yang terjangkau sosialisasi, dikurangi perubahan unit lain"),
            columns,
            subject=SUBJECT,
            fold=True,
            helpers=("unit", "unit_lain", "hadir", "ubah_unit", "ubah_lain", "p_acak", "p_holm"),
            values={
                "least": f"{effects.waves.limits.unit_people}",
                "count": count_judged(effects.effects),
            },
            note=_OUTREACH_NOTE,
            source=_("Sumber: survei_asn, sosialisasi, peserta_sosialisasi."),
        )
    ]
