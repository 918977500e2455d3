"""How each number of the appraisal from several sources was made."""

from __future__ import annotations

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.i18n import _
from kinerja_lib.performance.appraisal.review import AppraisalReview

_RATINGS = "penilaian.dinilai, penilai, hubungan, aspek, nilai, periode, tanggal"
_ABOVE = "penilaian.hubungan; unit.kepala_nip, induk_id; hasil_penilaian.penilai_nip"
# number: what it says, formula, source tables
_LINES = {
    "jawaban-multisumber": (
        _("Pegawai dengan nilai gabungan"),
        _(
            "Rerata aspek tiap penilai; rerata penilai tiap sumber; lalu jumlah bobot × nilai "
            "dibagi jumlah bobot sumber yang dipakai. Sumber kosong tidak dihitung nol."
        ),
        _RATINGS,
    ),
    "sumber-penilaian": (
        _("Pegawai dengan cukup, kurang, atau tanpa penilai"),
        _("Banyaknya penilai tiap pegawai dan sumber dibanding batas paling sedikit"),
        _RATINGS,
    ),
    "kesepakatan-penilai": (
        _("Kesepakatan antarpenilai"),
        _("ICC(1,1) = (MSB − MSW) / (MSB + (n0 − 1) MSW), dari rerata aspek tiap penilai"),
        _RATINGS,
    ),
    "kuadran": (
        _("Pegawai menurut nilai diri dan nilai atasan"),
        _("Kedua nilai dipotong pada median nilai atasan; selisih = diri − atasan"),
        _RATINGS,
    ),
    "diri-atasan": (
        _("Beda rumpun jabatan dari rumpun lain"),
        _("Rerata selisih rumpun − rerata selisih pegawai lain; uji Welch, koreksi Holm"),
        f"{_RATINGS}; jabatan.rumpun",
    ),
    "timbal-balik": (
        _("Pasangan rekan yang saling memberi tinggi"),
        _("Nilai yang diberikan − rerata penilai lain, keduanya di atas batas; koreksi Holm"),
        _RATINGS,
    ),
    "arah": (
        _("Label hubungan yang terbalik"),
        _("Label dibandingkan dengan kepala unit, unit di atasnya, dan pejabat penilai"),
        _ABOVE,
    ),
}


def trace(review: AppraisalReview) -> list[TraceLine]:
    """Give one line per published number or column."""
    people, gaps = len(review.people), len(review.gaps)
    sizes = {
        "kuadran": gaps,
        "diri-atasan": gaps,
        "timbal-balik": 2 * len(review.reciprocal),
        "arah": len(review.labelled),
    }
    return [
        TraceLine(number, what, formula, "", tables, review.ratings, sizes.get(number, people))
        for number, (what, formula, tables) in _LINES.items()
    ]
