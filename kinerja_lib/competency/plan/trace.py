"""How each number of the plan was made."""

from __future__ import annotations

from collections.abc import Mapping

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.competency.plan.review import PlanReview
from kinerja_lib.i18n import _

_COURSES = "pelatihan.jp, peserta_min, peserta_maks, kelas_maks, biaya_kelas, biaya_peserta"
# number: what it says, formula, rule, source tables
_LINES: Mapping[str, tuple[str, str, str | tuple[str, ...], str]] = {
    "rencana-jawaban.closed": (
        _("Tingkat kesenjangan yang tertutup"),
        _("Per pegawai dan kompetensi: yang lebih kecil dari kekurangan dan jumlah kenaikan"),
        "",
        f"kompetensi.tingkat; standar_kompetensi.tingkat; {_COURSES}",
    ),
    "rencana-batas.gap_all": (
        _("Jarak terjauh rencana dari optimum"),
        _("(batas terbaik - nilai rencana) / batas terbaik; batas menurut dualitas lemah"),
        "",
        _COURSES,
    ),
    "rencana-jp-setahun.met": (
        _("PNS yang mencapai JP setahun"),
        _("JP terlaksana pada tahun rencana + JP rencana ≥ batas bawah"),
        ("jp.pns", "jp.pppk"),
        "peserta_pelatihan.jp, status; pelatihan.jp; pegawai.status",
    ),
    "rencana-kelas.biaya": (
        _("Biaya kelas yang dibuka"),
        _("banyaknya kelas × biaya_kelas + banyaknya peserta × biaya_peserta"),
        "",
        "pelatihan.biaya_kelas, biaya_peserta",
    ),
    "rencana-kelas.tambahan": (
        _("Nilai satu kelas tambahan"),
        _("peserta paling banyak × harga kursi - biaya kelas × harga uang, paling kecil 0"),
        "",
        _COURSES,
    ),
}


def trace(review: PlanReview) -> list[TraceLine]:
    """Say how the numbers came about; rows are pairs of person and course."""
    rows, people = len(review.rows), len(review.staff)
    return [TraceLine(number, *line, rows, people) for number, line in _LINES.items()]
