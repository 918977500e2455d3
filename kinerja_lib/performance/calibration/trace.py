"""How each number of calibration was made."""

from __future__ import annotations

from collections.abc import Mapping

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.i18n import _
from kinerja_lib.performance.calibration.review import CalibrationReview
from kinerja_lib.rules.distribution import RULES as GUIDE_RULES

_RESULTS = "hasil_penilaian.nip, periode, unit_id, predikat, status; capaian_unit.capaian"
_RATINGS = "penilaian.dinilai, penilai, hubungan, aspek, nilai; riwayat_jabatan.unit_id"
_SHARE = _("Pegawai kelas itu / pegawai unit dengan predikat yang disetujui, persis")
_GUIDE = tuple(rule.code for rule in GUIDE_RULES)
# number: what it says, formula, rule, source tables
_LINES: Mapping[str, tuple[str, str, str | tuple[str, ...], str]] = {
    "predikat-unit": (_("Predikat per unit terhadap panduan"), _SHARE, _GUIDE, _RESULTS),
    "panduan-unit": (
        _("Panduan yang tidak terpenuhi, dalam persen dan orang"),
        _SHARE,
        _GUIDE,
        _RESULTS,
    ),
    "kepala-unit-kalimat": (
        _("Rating kepala unit dibanding capaian unit"),
        _("Capaian unit dipadankan dengan rating hasil kerja, lalu dibandingkan"),
        ("predikat.kepala_unit", "predikat.kepala_unit_padanan"),
        "unit.kepala_nip; capaian_unit.capaian; hasil_penilaian.hasil_kerja",
    ),
    "predikat-matriks": (
        _("Predikat yang bertentangan dengan kedua rating"),
        _("Baris yang dikarantina oleh pemeriksaan data"),
        "predikat.matriks",
        "hasil_penilaian.hasil_kerja, perilaku, predikat",
    ),
    "pola-penilai": (
        _("Penilai menurut pola penilaian"),
        _(
            "Nilai = unit + orang + penilai + galat (REML, penyusutan); ditandai bila |langsung| "
            "melebihi batas, uji satu sisi, koreksi Holm. Pola: sebaran dibanding sebaran biasa."
        ),
        "",
        _RATINGS,
    ),
    "tanpa-koreksi": (
        _("Penilaian yang berbeda bila disesuaikan"),
        _("|nilai disesuaikan − nilai mentah| paling sedikit selisih terkecil yang berarti"),
        "",
        _RATINGS,
    ),
}


def trace(review: CalibrationReview) -> list[TraceLine]:
    """Give one line per published number or column."""
    raters, counted, heads = review.raters, len(review.counted), len(review.heads)
    sizes = {
        "predikat-unit": (counted, int(review.current["n"].sum())),
        "panduan-unit": (counted, int(review.units["n"].sum())),
        "kepala-unit-kalimat": (heads, heads),
        "predikat-matriks": (review.contradictions, None),
        "pola-penilai": (raters.ratings, len(raters.tested)),
        "tanpa-koreksi": (raters.ratings, len(raters.fit.ratees)),
    }
    return [TraceLine(number, *line, *sizes[number]) for number, line in _LINES.items()]
