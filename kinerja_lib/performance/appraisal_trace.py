"""How each number of the appraisal from several sources was made."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.performance.appraisal import AppraisalReview
from kinerja_lib.performance.trace import TraceLine

_COLUMNS = "penilaian.dinilai, penilai, hubungan, aspek, nilai, periode, tanggal"


def trace(review: AppraisalReview) -> list[TraceLine]:
    """Give one line per published number or column."""
    rows, people, gaps = review.ratings, len(review.people), len(review.gaps)
    direction = "penilaian.hubungan; unit.kepala_nip, induk_id; hasil_penilaian.penilai_nip"
    return [
        TraceLine(
            "jawaban-multisumber",
            _("Pegawai dengan nilai gabungan"),
            _(
                "Rerata aspek tiap penilai; rerata penilai tiap sumber; lalu jumlah bobot × nilai "
                "dibagi jumlah bobot sumber yang dipakai. Sumber kosong tidak dihitung nol."
            ),
            "",
            _COLUMNS,
            rows,
            people,
        ),
        TraceLine(
            "sumber-penilaian",
            _("Pegawai dengan cukup, kurang, atau tanpa penilai"),
            _("Banyaknya penilai tiap pegawai dan sumber dibanding batas paling sedikit"),
            "",
            _COLUMNS,
            rows,
            people,
        ),
        TraceLine(
            "kesepakatan-penilai",
            _("Kesepakatan antarpenilai"),
            _("ICC(1,1) = (MSB − MSW) / (MSB + (n0 − 1) MSW), dari rerata aspek tiap penilai"),
            "",
            _COLUMNS,
            rows,
            people,
        ),
        TraceLine(
            "kuadran",
            _("Pegawai menurut nilai diri dan nilai atasan"),
            _("Kedua nilai dipotong pada median nilai atasan; selisih = diri − atasan"),
            "",
            _COLUMNS,
            rows,
            gaps,
        ),
        TraceLine(
            "diri-atasan",
            _("Beda rumpun jabatan dari rumpun lain"),
            _("Rerata selisih rumpun − rerata selisih pegawai lain; uji Welch, koreksi Holm"),
            "",
            f"{_COLUMNS}; jabatan.rumpun",
            rows,
            gaps,
        ),
        TraceLine(
            "timbal-balik",
            _("Pasangan rekan yang saling memberi tinggi"),
            _("Nilai yang diberikan − rerata penilai lain, keduanya di atas batas; koreksi Holm"),
            "",
            _COLUMNS,
            rows,
            2 * len(review.reciprocal),
        ),
        TraceLine(
            "arah",
            _("Label hubungan yang terbalik"),
            _("Label dibandingkan dengan kepala unit, unit di atasnya, dan pejabat penilai"),
            "",
            direction,
            rows,
            len(review.labelled),
        ),
    ]
