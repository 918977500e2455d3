"""How the numbers on items and scales came about."""

from __future__ import annotations

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.change.scales.review import ScalesReview
from kinerja_lib.i18n import _

ITEMS = "survei_asn.butir_*"

LINES = (
    (
        "skala-alfa.alfa",
        _("Alfa Cronbach"),
        _(
            "k/(k − 1) × (1 − jumlah varians butir / varians jumlah), kovarians berpasangan; "
            "selang Feldt dengan derajat bebas n − 1 dan (n − 1)(k − 1)"
        ),
    ),
    (
        "skala-omega.omega",
        _("Omega McDonald"),
        _(
            "1 − jumlah keunikan / jumlah korelasi, satu faktor minres; selang persentil dari "
            "penarikan ulang responden"
        ),
    ),
    (
        "skala-butir.r",
        _("Korelasi butir-sisa"),
        _("korelasi butir dengan jumlah butir lain pada subskalanya, sesudah dibalik"),
    ),
    (
        "skala-skor.lantai",
        _("Lantai dan langit-langit"),
        _("responden pada skor terendah atau tertinggi yang mungkin, dibagi responden berskor"),
    ),
    (
        "skala-ordinal.alfa",
        _("Alfa ordinal"),
        _("rumus alfa dan omega pada korelasi polikorik (Olsson 1979, dua langkah)"),
    ),
    (
        "skala-hierarkis.omega_h",
        _("Omega hierarkis"),
        _("faktor oblimin sebanyak subskala, transformasi Schmid-Leiman"),
    ),
)


def trace(review: ScalesReview) -> list[TraceLine]:
    """Say how the numbers on items and scales came about."""
    n = len(review.answers) if review.answers is not None else 0
    rows = len(review.responses.given(review.responses.wave)) if review.responses.wave else 0
    return [TraceLine(id, what, how, "", ITEMS, rows, n or None) for id, what, how in LINES]
