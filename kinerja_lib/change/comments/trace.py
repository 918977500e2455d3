"""How the numbers on open answers came about."""

from __future__ import annotations

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.change.comments.review import CommentReview
from kinerja_lib.i18n import _

CODES = "koding_komentar.pengode; koding_komentar.tema; survei_asn.komentar"
_LINES = (
    (
        "komentar-kappa.kappa",
        _("Kesepakatan dua pengode"),
        _(
            "(bagian tema sama − bagian yang diharapkan karena kebetulan) / (1 − bagian yang "
            "diharapkan); Cohen (1960)"
        ),
        "",
        CODES,
    ),
    (
        "komentar-tema.persen",
        _("Bagian komentar tiap tema"),
        _(
            "komentar yang semua pengodenya menyebut tema itu dibagi komentar yang temanya tidak "
            "berbeda menurut pengodenya; "
            "selang Wilson"
        ),
        "",
        CODES,
    ),
    (
        "komentar-kutipan.teks",
        _("Kutipan"),
        _(
            "nama semua pegawai, angka enam digit atau lebih, alamat surel dan situs, serta "
            "jabatan diganti; komentar dengan bagian nama, sapaan, atau huruf besar yang tidak "
            "dikenal di tengah kalimat tidak dikutip"
        ),
        "",
        "survei_asn.komentar; pegawai.nama; koding_komentar.kutip",
    ),
)


def trace(review: CommentReview) -> list[TraceLine]:
    """Say how agreement, themes and quotations came about; nothing without codes."""
    if not review.coders:
        return []
    rows = int(review.codes.notna().to_numpy().sum())
    return [TraceLine(*line, rows) for line in _LINES]
