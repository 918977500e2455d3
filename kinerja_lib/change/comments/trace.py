"""How the numbers on open answers came about."""

from __future__ import annotations

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.change.comments.review import CommentReview
from kinerja_lib.i18n import _

CODES = "koding_komentar.pengode; koding_komentar.kode; survei_asn.komentar"


def trace(review: CommentReview) -> list[TraceLine]:
    """Say how agreement, themes and quotations came about; nothing without codes."""
    if not review.coders:
        return []
    rows = int(review.codes.notna().to_numpy().sum())
    return [
        TraceLine(
            "komentar-kappa.kappa",
            _("Kesepakatan dua pengode"),
            _(
                "(bagian tema sama − bagian yang diharapkan karena kebetulan) / (1 − bagian yang "
                "diharapkan); Cohen (1960)"
            ),
            "",
            CODES,
            rows,
        ),
        TraceLine(
            "komentar-tema.persen",
            _("Bagian komentar tiap tema"),
            _(
                "komentar yang semua pengodenya menyebut tema itu dibagi komentar yang disepakati; "
                "selang Wilson"
            ),
            "",
            CODES,
            rows,
        ),
        TraceLine(
            "komentar-kutipan.teks",
            _("Kutipan"),
            _(
                "nama semua pegawai, angka enam digit atau lebih, alamat surel dan situs, serta "
                "jabatan diganti; komentar dengan bagian nama, sapaan, atau huruf besar yang tidak "
                "dikenal di tengah kalimat tidak dikutip"
            ),
            "",
            "survei_asn.komentar; pegawai.nama; koding_komentar.kutip",
            rows,
        ),
    ]
