"""How the numbers of the cycle were made."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.performance.cycle import CycleReview
from kinerja_lib.performance.trace import TraceLine
from kinerja_lib.rules.cycle import RULES

STAGES_RULE, ORDER_RULE = RULES[0].code, RULES[1].code
_STAGES = "tahap.tanggal; kalender.selesai"
_STAFF = "; pegawai.status_kerja; pegawai.tmt_pegawai; riwayat_jabatan.mulai"


def trace(review: CycleReview) -> list[TraceLine]:
    """Give one line per published number or column of the cycle."""
    people, current = len(review.people), len(review.current)
    lines = (
        (
            "corong-tahap",
            _("Pegawai menurut keadaan tiap tahap"),
            _("terlambat: tanggal > tenggat; lewat tenggat: tanpa tanggal dan tenggat < acuan"),
            STAGES_RULE,
            _STAGES + _STAFF,
            current,
            people,
        ),
        (
            "lama-tahap",
            _("Lama tiap tahap"),
            _("kuantil Kaplan–Meier dari tanggal dikurangi tanggal tahap sebelumnya"),
            ORDER_RULE,
            "tahap.tanggal; kalender.mulai",
            current,
            people,
        ),
        (
            "cakupan-penilaian",
            _("Pegawai yang sudah dinilai"),
            _("predikat terisi dan status bukan draf atau diajukan"),
            "",
            "hasil_penilaian.predikat; hasil_penilaian.status" + _STAFF,
            len(review.results),
            len(review.everyone),
        ),
        (
            "kepatuhan-unit.persen",
            _("Pegawai yang terlambat, per unit"),
            _("terlambat atau lewat tenggat dibagi yang tercatat dan bertenggat × 100"),
            STAGES_RULE,
            _STAGES + "; pegawai.unit_id",
            current,
            people,
        ),
        (
            "tanggal-terbalik",
            _("Tahap yang bertanggal terbalik"),
            _("tanggal tahap sesudah < tanggal tahap sebelum, semua pasangan tahap"),
            ORDER_RULE,
            "tahap.tanggal",
            len(review.records),
            None,
        ),
        (
            "dialog-laporan",
            _("Dialog, usul, pelapor, dan bukti"),
            _("yang memenuhi dibagi semua yang dapat dihitung × 100"),
            "",
            "dialog_kinerja; skp.usul_pegawai; laporan_kinerja",
            review.reports.rows,
            people,
        ),
    )
    return [TraceLine(*line) for line in lines]
