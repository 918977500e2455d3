"""How each number about training need was made."""

from __future__ import annotations

from collections.abc import Mapping

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.competency.needs.review import NeedReview
from kinerja_lib.i18n import _
from kinerja_lib.rules.training_need import TRIGGERS

_COURSES = "pelatihan.kompetensi, tingkat_dari, tingkat_ke, mulai, selesai; kompetensi.tingkat"
_SEATS = "pelatihan.peserta_maks, kelas_maks, biaya_kelas, biaya_peserta"
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
        f"{_COURSES}; {_PEOPLE}; kebijakan; hasil_penilaian; skm; target_realisasi",
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
    "pelatihan-wajib": (
        _("Pelatihan wajib dan daya tampungnya"),
        _("Pegawai aktif bidang itu yang belum hadir; daya tampung = peserta × kelas"),
        "pelatihan.pemicu_kebijakan",
        f"kebijakan.bidang, tanggal, pelatihan_id; {_SEATS}; {_PEOPLE}",
    ),
    "indikator-bidang": (
        _("Indikator di bawah rencana dan topik pelatihannya"),
        _("Unit yang periode terakhirnya semua tidak mencapai rencana / unit yang dinilai"),
        "pelatihan.pemicu_indikator",
        "iku.arah, pemilik_unit_id, bidang, kompetensi; target_realisasi; unit.bidang",
    ),
    "topik-bidang": (
        _("Pegawai menurut topik dari indikator"),
        _("Pegawai aktif bidang itu dengan kekurangan pada kompetensi topik"),
        "pelatihan.pemicu_indikator",
        "iku; jabatan.bidang; kompetensi; standar_kompetensi",
    ),
    "standar-mendatang": (
        _("Kesenjangan mendatang"),
        _("maks(0, syarat baru − tingkat) − maks(0, syarat hari ini − tingkat)"),
        "pelatihan.pemicu_standar_baru",
        "standar_kompetensi.tingkat, berlaku_sejak; kompetensi.tingkat",
    ),
    "sumber-dana": (
        _("Anggaran menurut sumber dana"),
        _("Biaya penuh = kelas × (biaya kelas + peserta × biaya peserta)"),
        "",
        f"pelatihan.anggaran; pelatihan.sumber_dana; {_SEATS}",
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
        "pelatihan-wajib": (int(review.pairs["wajib"].sum()), len(review.staff) or None),
        "indikator-bidang": (int(review.indicators["n"].sum()), None),
        "topik-bidang": (len(review.topics), len(review.staff) or None),
        "standar-mendatang": (len(review.ahead), int(review.ahead["nip"].nunique()) or None),
        "sumber-dana": (courses, None),
        "jp-unit": (attended, len(review.staff) or None),
    }
    return [TraceLine(number, *line, *sizes[number]) for number, line in _LINES.items()]
