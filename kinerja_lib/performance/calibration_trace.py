"""How each number of calibration was made."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.performance.calibration import CalibrationReview
from kinerja_lib.performance.trace import TraceLine

_RESULTS = "hasil_penilaian.nip, periode, unit_id, predikat, status; capaian_unit.capaian"


def trace(review: CalibrationReview) -> list[TraceLine]:
    """Give one line per published number or column."""
    raters, counted = review.raters, len(review.counted)
    tested = len(raters.tested)
    share = _("Pegawai kelas itu / pegawai unit dengan predikat yang disetujui, persis")
    return [
        TraceLine(
            "predikat-unit",
            _("Predikat per unit terhadap panduan"),
            share,
            "predikat.distribusi",
            _RESULTS,
            counted,
            int(review.current["n"].sum()),
        ),
        TraceLine(
            "panduan-unit",
            _("Panduan yang tidak terpenuhi, dalam persen dan orang"),
            share,
            "predikat.distribusi_sebagian_besar",
            _RESULTS,
            counted,
            int(review.units["n"].sum()),
        ),
        TraceLine(
            "kepala-unit",
            _("Rating kepala unit dibanding capaian unit"),
            _("Capaian unit dipadankan dengan rating hasil kerja, lalu dibandingkan"),
            "predikat.kepala_unit_padanan",
            "unit.kepala_nip; capaian_unit.capaian; hasil_penilaian.hasil_kerja",
            len(review.heads),
            len(review.heads),
        ),
        TraceLine(
            "predikat-matriks",
            _("Predikat yang bertentangan dengan kedua rating"),
            _("Baris yang dikarantina oleh pemeriksaan data"),
            "predikat.matriks",
            "hasil_penilaian.hasil_kerja, perilaku, predikat",
            review.contradictions,
        ),
        TraceLine(
            "pola-penilai",
            _("Penilai menurut pola penilaian"),
            _(
                "Nilai = unit + orang + penilai + galat (REML, penyusutan); ditandai bila "
                "|langsung| melebihi batas, uji satu sisi, koreksi Holm. Pola: sebaran "
                "dibanding sebaran biasa."
            ),
            "",
            "penilaian.dinilai, penilai, hubungan, aspek, nilai; riwayat_jabatan.unit_id",
            raters.ratings,
            tested,
        ),
        TraceLine(
            "tanpa-koreksi",
            _("Penilaian yang berbeda bila disesuaikan"),
            _("|nilai disesuaikan − nilai mentah| paling sedikit selisih terkecil yang berarti"),
            "",
            "penilaian.nilai",
            raters.ratings,
            len(raters.fit.ratees),
        ),
    ]
