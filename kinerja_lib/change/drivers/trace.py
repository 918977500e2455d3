"""How the numbers on drivers, results and behaviour came about."""

from __future__ import annotations

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.change.drivers.behaviour import BehaviourReview
from kinerja_lib.change.drivers.results import ResultAssociations
from kinerja_lib.change.drivers.review import DriverReview
from kinerja_lib.i18n import _

ITEMS = "survei_asn.butir_*; survei_asn.unit_id"
_BEHAVIOUR = (
    (
        "pendorong-perilaku-jenis.tepat_tahap",
        _("Tahap penilaian tepat waktu"),
        _("tahap dengan tanggal sampai tenggat dibagi tahap yang tenggatnya sudah lewat"),
        "",
        "tahap.tanggal; kalender.selesai; pegawai.unit_id; unit.jenis",
    ),
    (
        "pendorong-perilaku-jenis.tepat_lapor",
        _("Laporan harian tepat waktu"),
        _("laporan yang diisi dalam batas hari dibagi laporan yang bertanggal lapor"),
        "",
        "laporan_kinerja.tanggal; laporan_kinerja.tanggal_lapor",
    ),
    (
        "pendorong-perilaku-jenis.keberatan",
        _("Hasil yang diajukan keberatan"),
        _("hasil dengan keberatan dibagi hasil berpredikat tahun laporan"),
        "",
        "keberatan.nip; keberatan.periode; hasil_penilaian.predikat",
    ),
    (
        "pendorong-perilaku-adaptif.ubah",
        _("Perubahan aspek Adaptif"),
        _("rerata (nilai atasan periode terakhir − sebelumnya) pegawai yang sama; t antarunit"),
        "",
        "penilaian.nilai; penilaian.aspek; penilaian.hubungan",
    ),
)


def trace(review: DriverReview) -> list[TraceLine]:
    """Say how weights came about."""
    if review.answers is None or review.drivers.empty:
        return []
    return [
        TraceLine(
            "pendorong-bobot.bobot",
            _("Bobot relatif"),
            _(
                "Λ²β² dengan Λ akar simetris korelasi subskala dan β koefisien terhadap peubah "
                "ortogonal terdekat; Johnson (2000); selang persentil dari penarikan ulang unit"
            ),
            "",
            ITEMS,
            len(review.answers),
        )
    ]


def trace_results(associations: ResultAssociations) -> list[TraceLine]:
    """Say how correlations of units came about."""
    if associations.table.empty:
        return []
    return [
        TraceLine(
            "pendorong-hasil.r",
            _("Hubungan skor dan hasil unit"),
            _(
                "r Pearson rerata unit, selang Fisher, koreksi Holm; tanpa galat: r/√(ICC(2) skor "
                "× ICC(2) hasil), Spearman (1904)"
            ),
            "",
            f"{ITEMS}; hasil_penilaian.nilai; hasil_penilaian.unit_id",
            len(associations.results),
        )
    ]


def trace_behaviour(review: BehaviourReview) -> list[TraceLine]:
    """Say how behaviour was counted."""
    if review.kinds.empty:
        return []
    counted = (review.stages, review.reports, review.objections, review.adaptive)
    lines = zip(_BEHAVIOUR, counted, strict=True)
    return [TraceLine(*line, len(rows)) for line, rows in lines]
