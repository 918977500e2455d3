"""Tables of coaching and feedback."""

from __future__ import annotations

from kinerja_lib.basis.periods import name_period
from kinerja_lib.competency.coaching.review import CoachingReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Table
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

SOURCE = _("Sumber: pembinaan, umpan_balik, hasil_penilaian, pegawai.")
_UNIT_COLUMNS = {
    "nama": Column(_("Unit kerja"), "key"),
    "pegawai": Column(_("Pegawai aktif"), "n", short=_("Pegawai")),
    "dibina": Column(_("Mendapat bimbingan"), "count", short=_("Dibimbing")),
    "persen": Column(_("Bagian pegawai"), unit="%", short=_("Bagian")),
    "jeda": Column(
        _("Jeda umpan balik, median"), unit=_("hari"), decimals=1, short=_("Jeda"),
        missing=NOT_COMPUTABLE, quantile=0.5,
    ),
    "langkah": Column(_("Tindak lanjut disepakati"), "count", short=_("Tindak lanjut")),
    "lewat": Column(_("Masih terbuka lewat batas"), "count", short=_("Lewat")),
}  # fmt: skip
_QUARTER_COLUMNS = {
    "nama": Column(_("Triwulan"), "key"),
    "n": Column(_("Umpan balik"), "n"),
    "median": Column(
        _("Jeda, median"), unit=_("hari"), decimals=1, short=_("Median"), quantile=0.5
    ),
    "p90": Column(
        _("Jeda, persentil ke-90"), unit=_("hari"), decimals=1, short=_("P90"), quantile=0.9
    ),
    "soon": Column(_("Dalam batas hari"), unit="%", decimals=1, short=_("Dalam batas")),
}
_LOW_COLUMNS = {
    "unit": Column(_("Unit kerja"), "key"),
    "nama": Column(_("Nama"), "person"),
    "nip": Column(_("NIP"), "person"),
    "predikat": Column(_("Predikat"), "text"),
}


def tabulate_units(review: CoachingReview) -> list[Table]:
    """Show coverage, delay and follow-up by unit, in the order of the unit codes."""
    if review.units.empty:
        return []
    limits = review.limits
    return [
        Table(
            review.units.reset_index(),
            "bimbingan-unit",
            _("Bimbingan dan umpan balik menurut unit"),
            _UNIT_COLUMNS,
            fold=True,
            helpers=("unit_id", "umpan_balik", "selesai"),
            values={"bulan": str(limits.months), "hari": str(limits.follow_days)},
            note=_(
                "{bulan} bulan terakhir; urutan menurut kode unit. Batas tindak lanjut {hari} hari "
                "sesudah umpan balik. Pertemuan yang tidak dicatat tidak terlihat di sini."
            ),
            source=SOURCE,
        )
    ]


def tabulate_quarters(review: CoachingReview) -> list[Table]:
    """Show the delay of feedback by quarter."""
    if review.quarters.empty:
        return []
    names = [name_period(name) for name in review.quarters["triwulan"]]
    return [
        Table(
            review.quarters.assign(nama=names),
            "umpan-balik-triwulan",
            _("Jeda dari kejadian sampai umpan balik"),
            _QUARTER_COLUMNS,
            values={"hari": str(review.limits.feedback_days)},
            note=_(
                "Batas: {hari} hari. Umpan balik untuk kejadian terakhir masih dapat menyusul, "
                "sehingga triwulan terakhir dapat tampak lebih cepat."
            ),
            source=SOURCE,
        )
    ]


def list_waiting(review: CoachingReview) -> list[Table]:
    """List people below Baik without coaching, by unit and name; internal only."""
    rows = review.waiting
    if rows.empty:
        return []
    names = rows["unit_id"].map(review.evidence.units["nama"]).fillna(rows["unit_id"])
    rows = rows.assign(unit=names).sort_values(["unit", "nama", "nip"])
    return [
        Table(
            rows,
            "bimbingan-daftar",
            _("Pegawai dengan predikat di bawah Baik yang belum mendapat bimbingan, menurut abjad"),
            _LOW_COLUMNS,
            subject="umum",
            editions=("internal",),
            fold=True,
            values={"periode": name_period(review.rated_period)},
            note=_(
                "Predikat {periode}. Daftar ini untuk menjadwalkan bimbingan, bukan untuk menilai "
                "orangnya; bimbingan yang tidak dicatat tidak terlihat."
            ),
            source=SOURCE,
        )
    ]
