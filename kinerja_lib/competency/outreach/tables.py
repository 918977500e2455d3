"""Tables of outreach."""

from __future__ import annotations

from kinerja_lib.competency.outreach.review import ALIKE, CANNOT, FELL, OPEN, ROSE, OutreachReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Table
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

SOURCE = _("Sumber: sosialisasi, peserta_sosialisasi.")
# How online sessions compare with the others; the codes are those of a change.
_THAN = {ROSE: _("lebih tinggi"), FELL: _("lebih rendah"), ALIKE: _("tidak berbeda secara berarti")}
KINDS = {ROSE: "ok", ALIKE: "na", OPEN: "na", FELL: "bad", CANNOT: "na"}
THAN_KINDS = {_THAN.get(word, word): kind for word, kind in KINDS.items()}
_REACH_COLUMNS = {
    "topik": Column(_("Topik"), "key"),
    "rencana": Column(_("Direncanakan")),
    "terlaksana": Column(_("Terlaksana")),
    "tepat": Column(_("Sesuai tanggal rencana"), short=_("Tepat")),
    "persen": Column(
        _("Kehadiran"), unit="%", decimals=1, missing=NOT_COMPUTABLE
    ),
    "sasaran": Column(_("Pegawai disasar"), "n", short=_("Sasaran")),
    "unit": Column(_("Unit sasaran")),
    "belum": Column(_("Unit belum terjangkau"), short=_("Belum")),
}  # fmt: skip
_CELL = {"decimals": 1, "missing": NOT_COMPUTABLE}
_GAIN_COLUMNS = {
    "topik": Column(_("Topik"), "key"),
    "hasil": Column(_("Perubahan pemahaman"), "verdict", kinds=KINDS, short=_("Perubahan")),
    "n": Column(_("Peserta dengan kedua nilai"), "n", short="n"),
    "sesi": Column(_("Kegiatan")),
    "sebelum": Column(_("Sebelum"), **_CELL),
    "sesudah": Column(_("Sesudah"), **_CELL),
    "ubah": Column(_("Berubah"), unit=_("poin"), **_CELL),
    "low": Column(_("Batas bawah 95%"), short=_("Bawah"), **_CELL),
    "high": Column(_("Batas atas 95%"), short=_("Atas"), **_CELL),
}
_CHANNEL_COLUMNS = {
    "topik": Column(_("Topik"), "key"),
    "daring": Column(_("Kegiatan daring"), short=_("Daring")),
    "lain": Column(_("Kegiatan lain"), short=_("Lain")),
    "ubah_daring": Column(_("Kenaikan daring"), unit=_("poin"), **_CELL),
    "ubah_lain": Column(_("Kenaikan cara lain"), unit=_("poin"), **_CELL),
    "selisih": Column(_("Selisih"), unit=_("poin"), **_CELL),
    "low": Column(_("Batas bawah 95%"), short=_("Bawah"), **_CELL),
    "high": Column(_("Batas atas 95%"), short=_("Atas"), **_CELL),
    "hasil": Column(
        _("Daring dibandingkan cara lain"), "verdict", kinds=THAN_KINDS, short=_("Hasil")
    ),
}
_MISSED_COLUMNS = {
    "topik": Column(_("Topik"), "key"),
    "nama": Column(_("Unit kerja"), "key"),
    "rencana": Column(_("Tanggal rencana"), "date"),
}


def tabulate_reach(review: OutreachReview) -> list[Table]:
    """Show sessions planned and held, attendance and units not reached, by topic."""
    if review.topics.empty:
        return []
    return [
        Table(
            review.topics,
            "sosialisasi-topik",
            _("Sosialisasi menurut topik: rencana, pelaksanaan, kehadiran"),
            _REACH_COLUMNS,
            helpers=("hadir",),
            note=_(
                "Kehadiran: yang hadir dibagi sasaran kegiatan yang terlaksana. Topik berseri "
                "mempunyai beberapa kegiatan bagi unit yang sama."
            ),
            source=SOURCE,
        )
    ]


def tabulate_gains(review: OutreachReview) -> list[Table]:
    """Show the change of understanding by topic."""
    if review.gains.empty:
        return []
    return [
        Table(
            review.gains,
            "sosialisasi-pemahaman",
            _("Pemahaman peserta sebelum dan sesudah sosialisasi"),
            _GAIN_COLUMNS,
            helpers=("hadir", "paham_low", "paham_high"),
            note=_(
                "Hanya peserta dengan kedua nilai. Selang dari penarikan ulang kegiatan, karena "
                "jawaban dalam satu kegiatan mirip. Tidak ada kelompok pembanding."
            ),
            source=SOURCE,
        )
    ]


def tabulate_channels(review: OutreachReview) -> list[Table]:
    """Compare online sessions with the others, one value per session."""
    if review.channels.empty:
        return []
    return [
        Table(
            review.channels.assign(hasil=[_THAN.get(x, x) for x in review.channels["hasil"]]),
            "sosialisasi-cara",
            _("Kenaikan pemahaman menurut cara penyampaian"),
            _CHANNEL_COLUMNS,
            subject="umum",
            fold=True,
            helpers=("p_holm",),
            note=_("Tiap kegiatan dihitung sebagai satu nilai; uji t dengan koreksi Holm."),
            source=SOURCE,
        )
    ]


def tabulate_missed(review: OutreachReview) -> list[Table]:
    """List units that a topic has not reached, by name."""
    if review.missed.empty:
        return []
    return [
        Table(
            review.missed.assign(rencana=review.missed["rencana"].dt.date),
            "sosialisasi-belum",
            _("Unit yang belum terjangkau, menurut abjad"),
            _MISSED_COLUMNS,
            subject="umum",
            helpers=("unit_id",),
            fold=True,
            source=SOURCE,
        )
    ]
