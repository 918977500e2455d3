"""How the numbers on subscales and items came about."""

from __future__ import annotations

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.change.themes.review import ThemesReview
from kinerja_lib.i18n import _

SOURCE = "survei_asn.butir_01 dst.; survei_asn.unit_id"
_LINES = (
    (
        "tema-sisi.harap",
        _("Jawaban yang diharapkan"),
        _(
            "per orang yang berskor: jawaban di sisi yang diharapkan / jawaban yang diisi; "
            "rerata antarorang; selang t dengan galat baku tegar, unit sebagai klaster"
        ),
    ),
    ("tema-kosong.kosong", _("Jawaban kosong"), _("jawaban kosong / (responden × butir subskala)")),
    (
        "tema-sisi.hasil",
        _("Sisi yang lebih banyak"),
        _(
            "selisih kedua sisi per orang, rerata, uji t berklaster, dikoreksi Holm atas semua "
            "subskala; di dalam batas seimbang: berimbang"
        ),
    ),
    (
        "tema-skor.rerata",
        _("Rerata skor"),
        _(
            "rerata butir per orang bila cukup butir dijawab; rerata antarorang; galat baku "
            "tegar: m / (m − 1) × jumlah kuadrat simpangan per unit / n²"
        ),
    ),
)


def trace(review: ThemesReview) -> list[TraceLine]:
    """Say how the numbers came about."""
    n = None if review.answers is None else len(review.answers)
    rows = len(review.responses.rows)
    return [
        TraceLine(number, what, formula, "", SOURCE, rows, n) for number, what, formula in _LINES
    ]
