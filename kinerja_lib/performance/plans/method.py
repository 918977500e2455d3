"""How the numbers of the quality of plans were made."""

from __future__ import annotations

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.i18n import _
from kinerja_lib.performance.plans.review import PlanReview


def trace(review: PlanReview) -> list[TraceLine]:
    """Give one line per published number or column of the plans."""
    lines = (
        (
            "mutu-rencana.belum",
            _("Rencana yang belum memenuhi pemeriksaan"),
            _("banyaknya rencana yang dapat diperiksa dan tidak memenuhinya"),
            "",
            "skp.bobot; skp.mulai; skp.selesai; skp.target_bawah; skp.satuan; skp.indikator",
            len(review.items),
            len(review.plans),
        ),
        (
            "tanpa-skp",
            _("Pegawai aktif tanpa SKP"),
            _("pegawai aktif sepanjang periode tanpa butir utama yang berlaku"),
            "",
            "skp.nip; pegawai.status_kerja",
            len(review.items),
            len(review.people),
        ),
    )
    return [TraceLine(*line) for line in lines]
