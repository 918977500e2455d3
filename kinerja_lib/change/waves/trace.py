"""How the numbers on change between waves came about."""

from __future__ import annotations

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.change.waves.outreach import OutreachEffects
from kinerja_lib.change.waves.review import WaveReview
from kinerja_lib.i18n import _

COLUMNS = "survei_asn.resp_id; survei_asn.gelombang; survei_asn.butir_*"
_LINES = (
    (
        "gelombang-perubahan.ubah",
        _("Perubahan responden tertaut"),
        _(
            "rerata (skor gelombang kedua − skor gelombang pertama) orang yang sama; galat "
            "baku dari jumlah simpangan tiap unit: √(m/(m−1) × Σ jumlah²)/n, selang t dengan m "
            "− 1; kurang dari sepuluh unit: selang t antarorang"
        ),
    ),
    (
        "gelombang-perubahan.hasil",
        _("Kesimpulan perubahan"),
        _(
            "selang di dalam batas perubahan terkecil: tidak berubah secara berarti; p setelah "
            "koreksi Holm di bawah batas: naik atau turun; selain itu belum cukup bukti; tidak "
            "dinilai bila makna butirnya berubah"
        ),
    ),
    (
        "gelombang-ukuran-efek.dav",
        _("Ukuran efek d_av"),
        _("rerata perubahan dibagi akar rerata kedua varians; selang menurut Bonett (2008)"),
    ),
    (
        "gelombang-galat.naik_persen",
        _("Perubahan melebihi galat"),
        _(
            "perubahan / (s1 × √2 × √(1 − alfa gelombang pertama)) lebih dari batas; Jacobson "
            "dan Truax (1991) dengan koreksi Christensen dan Mendoza (1986)"
        ),
    ),
    (
        "gelombang-invariansi.makna",
        _("Invariansi antargelombang"),
        _("model satu faktor pada dua gelombang; langkah metrik dan skalar, Chen (2007)"),
    ),
)


def trace(review: WaveReview) -> list[TraceLine]:
    """Say how the numbers on change came about; nothing without two waves."""
    if not review.has_two:
        return []
    rows = sum(len(answers) for answers in review.everyone)
    n = len(review.linked)
    return [TraceLine(*line, "", COLUMNS, rows, n if n >= 10 else None) for line in _LINES]


def trace_outreach(effects: OutreachEffects) -> list[TraceLine]:
    """Say how the differences in differences came about."""
    if not effects.waves.has_two or effects.effects.empty:
        return []
    return [
        TraceLine(
            "gelombang-sosialisasi.ubah",
            _("Selisih perubahan unit yang terjangkau"),
            _(
                "rerata perubahan unit dengan kegiatan topik itu di antara kedua gelombang "
                "dikurangi rerata perubahan unit lain; satu nilai tiap unit, selang t antarunit "
                "dengan varians gabungan, koreksi Holm"
            ),
            "",
            f"{COLUMNS}; sosialisasi.tanggal; sosialisasi.unit_id; sosialisasi.topik",
            len(effects.sessions),
            None,
        )
    ]
