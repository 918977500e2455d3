"""How each number about training need was made."""

from __future__ import annotations

from collections.abc import Mapping

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.competency.needs.review import NeedReview
from kinerja_lib.i18n import _
from kinerja_lib.rules.training_need import TRIGGERS

_COURSES = "pelatihan.kompetensi, tingkat_dari, tingkat_ke, mulai, selesai; kompetensi.tingkat"
_PEOPLE = "peserta_pelatihan.nip, pelatihan_id, status, tanggal_selesai; jabatan.bidang"
# number: what it says, formula, rule, source tables
_LINES: Mapping[str, tuple[str, str, str | tuple[str, ...], str]] = {
    "kebutuhan-kompetensi": (
        _("Pegawai dengan kesenjangan, dan tanpa pelatihan yang sesuai"),
        _("Sesuai: tingkat awal ≤ tingkat pegawai < tingkat sesudah lulus, kompetensi sama"),
        ("pelatihan.pemicu_kesenjangan", "pelatihan.jenjang_tingkat"),
        _COURSES,
    ),
    "katalog-kompetensi": (
        _("Pelatihan tahun rencana menurut kompetensi"),
        _("Pelatihan yang berlangsung pada tahun rencana; daya tampung = peserta × kelas"),
        "",
        "pelatihan.kompetensi, cara, jp, peserta_maks, kelas_maks, mulai, selesai",
    ),
    "pemicu": (
        _("Pegawai menurut pemicu"),
        _("Bobot = bobot kompetensi × (1 + jumlah tambahan bobot pemicu yang berlaku)"),
        TRIGGERS,
        f"{_COURSES}; {_PEOPLE}; kebijakan; hasil_penilaian; skm",
    ),
    "hasil-bidang": (
        _("Bagian hasil rendah menurut bidang"),
        _("Pegawai dengan predikat rendah / pegawai dengan predikat; selang Wilson 95%"),
        "pelatihan.pemicu_hasil",
        "hasil_penilaian.nip, periode, predikat, status; jabatan.bidang",
    ),
    "kebijakan-pelatihan": (
        _("Pelatihan yang disyaratkan kebijakan"),
        _("Pegawai aktif bidang itu yang hadir, menurut tenggat"),
        "pelatihan.pemicu_kebijakan",
        f"kebijakan.bidang, tenggat, pelatihan_id; {_PEOPLE}",
    ),
    "unsur-terendah": (
        _("Unsur kepuasan terendah"),
        _("Rerata responden: unsur itu − rerata unsur lain; bootstrap kelompok loket dan hari"),
        ("pelatihan.pemicu_unsur", "skm.unsur"),
        "skm.unit_id, loket, tanggal, u1–u9",
    ),
    "garis-depan-unit": (
        _("Pegawai garis depan dengan kesenjangan"),
        _("Jabatan garis depan dengan kekurangan pada kompetensi layanan"),
        "pelatihan.pemicu_garis_depan",
        "jabatan.garis_depan; kompetensi; standar_kompetensi",
    ),
    "jp-unit": (
        _("JP tahun ini"),
        _("Jumlah JP pelatihan yang dihadiri sampai tanggal acuan"),
        ("jp.pns", "jp.pppk"),
        "peserta_pelatihan.jp, status, tanggal_selesai; pelatihan.jp",
    ),
}


def trace(review: NeedReview) -> list[TraceLine]:
    """Give one line per published number or column."""
    attended, courses = len(review.attendance.rows), len(review.courses)
    results = len(review.results)
    sizes: dict[str, tuple[int, int | None]] = {
        "kebutuhan-kompetensi": (len(review.needs), review.with_need or None),
        "katalog-kompetensi": (courses, None),
        "pemicu": (len(review.pairs), len(review.staff) or None),
        "hasil-bidang": (results, int(review.fields["n"].sum()) or None),
        "kebijakan-pelatihan": (attended, None),
        "unsur-terendah": (int(review.elements["n"].sum()), None),
        "garis-depan-unit": (
            len(review.gaps.cells),
            int(review.staff["garis_depan"].sum()) or None,
        ),
        "jp-unit": (attended, len(review.staff) or None),
    }
    return [TraceLine(number, *line, *sizes[number]) for number, line in _LINES.items()]
