"""How the numbers of the cycle were made."""

from __future__ import annotations

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.i18n import _
from kinerja_lib.performance.cycle.review import CycleReview
from kinerja_lib.rules.cycle import RULES

_STAGES, _ORDER = RULES[0].code, RULES[1].code
_STAFF = "pegawai.status_kerja; pegawai.tmt_pegawai; riwayat_jabatan.mulai"
# Number, what it says, formula, rule, source columns.
_METHODS = (
    (
        "corong-tahap",
        _("Pegawai menurut keadaan tiap tahap"),
        _("terlambat: tanggal > tenggat; lewat tenggat: tanpa tanggal dan tenggat < acuan"),
        _STAGES,
        f"tahap.tanggal; kalender.selesai; {_STAFF}",
    ),
    (
        "lama-tahap",
        _("Lama tiap tahap"),
        _("kuantil Kaplan–Meier dari tanggal dikurangi tanggal tahap sebelumnya"),
        _ORDER,
        "tahap.tanggal; kalender.mulai",
    ),
    (
        "kepatuhan-unit.persen",
        _("Pegawai yang terlambat, per unit"),
        _("terlambat atau lewat tenggat dibagi yang tercatat dan bertenggat × 100"),
        _STAGES,
        "tahap.tanggal; kalender.selesai; pegawai.unit_id",
    ),
    (
        "tanggal-terbalik",
        _("Tahap yang bertanggal terbalik"),
        _("tanggal tahap sesudah < tanggal tahap sebelum, semua pasangan tahap"),
        _ORDER,
        "tahap.tanggal",
    ),
    (
        "cakupan-penilaian",
        _("Pegawai yang sudah dinilai"),
        _("predikat terisi dan status bukan draf, diajukan, atau kosong"),
        "",
        f"hasil_penilaian.predikat; hasil_penilaian.status; {_STAFF}",
    ),
    (
        "dialog-laporan",
        _("Dialog, usul, pelapor, dan bukti"),
        _("yang memenuhi dibagi semua yang dapat dihitung × 100"),
        "",
        "dialog_kinerja; skp.usul_pegawai; laporan_kinerja",
    ),
)


def trace(review: CycleReview) -> list[TraceLine]:
    """Give one line per published number or column of the cycle."""
    people, current = len(review.people), len(review.current)
    sizes = {  # rows, and the people that the number speaks of
        "corong-tahap": (current, people),
        "lama-tahap": (current, people),
        "kepatuhan-unit.persen": (current, people),
        "tanggal-terbalik": (len(review.records), None),
        "cakupan-penilaian": (len(review.results), len(review.everyone)),
        "dialog-laporan": (review.reports.rows, people),
    }
    return [TraceLine(*method, *sizes[method[0]]) for method in _METHODS]
