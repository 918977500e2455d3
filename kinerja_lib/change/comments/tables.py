"""Tables of open answers."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.change.columns import NUMBER, SHARE, give_limits
from kinerja_lib.change.comments.review import CANNOT, GOOD, POOR, UNSURE, CommentReview
from kinerja_lib.change.comments.terms import count_words
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.i18n import _
from kinerja_lib.publish import Table
from kinerja_lib.publish.phrases import FEWEST
from kinerja_lib.stats.intervals import interval_share
from kinerja_lib.tables.columns import Column

SOURCE = _("Sumber: survei_asn.komentar, koding_komentar.")
KINDS = {GOOD: "ok", UNSURE: "na", POOR: "warn", CANNOT: "na"}
_THEME = {"tema_tampil": Column(_("Tema"), "key")}
_THEMES = {
    **_THEME,
    "persen": Column(_("Bagian komentar"), short=_("Bagian"), **SHARE),
    **give_limits(SHARE),
    "n": Column(_("Komentar dengan satu tema"), "n", short="n"),
}
_AGREEMENT = {
    "pasangan": Column(_("Pengode"), "key"),
    "hasil": Column(_("Kesepakatan"), "verdict", kinds=KINDS),
    "kappa": Column(_("Kappa Cohen"), **NUMBER),
    **give_limits(NUMBER),
    "sama": Column(_("Tema sama"), **SHARE),
    "n": Column(_("Komentar yang dibaca keduanya"), "n", short="n"),
}


def tabulate_themes(review: CommentReview) -> list[Table]:
    """Show comments by theme, agreed and not, with the interval of the share."""
    rows = review.themes
    if rows.empty:
        return []
    whole = int(rows["n"].sum())
    shares = [interval_share(int(n), whole) if whole else None for n in rows["n"]]
    rows = rows.assign(
        low=[None if s is None or s.low is None else 100 * s.low for s in shares],
        high=[None if s is None or s.high is None else 100 * s.high for s in shares],
    )
    return [
        Table(
            rows,
            "komentar-tema",
            _("Tema komentar menurut para pengode"),
            _THEMES,
            subject=SUBJECT,
            fold=bool((rows["n"] < FEWEST).all()),
            note=_(
                "Tema utama tiap komentar menurut buku kode. Komentar yang temanya berbeda menurut "
                "para pengode tidak dihitung pada tema mana pun; yang dibaca satu pengode dihitung "
                "menurut pengode itu. Urutan menurut jumlah, bukan peringkat kepentingan."
            ),
            source=SOURCE,
        )
    ]


def tabulate_agreement(review: CommentReview) -> list[Table]:
    """Show kappa of each pair of coders."""
    if not review.kappas:
        return []
    rows = [
        {
            "pasangan": f"{a} – {b}",
            "hasil": review.judge(kappa),
            "kappa": kappa.kappa.estimate,
            "low": kappa.kappa.low,
            "high": kappa.kappa.high,
            "sama": 100 * kappa.agreed if kappa.kappa.n else None,
            "n": kappa.kappa.n,
        }
        for (a, b), kappa in review.kappas.items()
    ]
    return [
        Table(
            pd.DataFrame(rows),
            "komentar-kappa",
            _("Kesepakatan para pengode"),
            _AGREEMENT,
            subject=SUBJECT,
            fold=True,
            note=_(
                "Kappa: kesepakatan di luar yang diharapkan karena kebetulan. Selang menurut "
                "Fleiss, Cohen, dan Everitt (1969)."
            ),
            source=SOURCE,
        )
    ]


def tabulate_words(review: CommentReview) -> list[Table]:
    """Show words that comments of a theme often use, internal edition only."""
    rows = count_words(review) if review.coders else pd.DataFrame()
    if rows.empty:
        return []
    columns = {
        **_THEME,
        "kata": Column(_("Kata"), "key"),
        "n": Column(_("Responden yang memakainya"), "n", short="n"),
    }
    return [
        Table(
            rows,
            "komentar-kata",
            _("Kata yang sering dipakai menurut tema"),
            columns,
            subject=SUBJECT,
            editions=("internal",),
            fold=True,
            note=_(
                "Alat bantu membaca, bukan ukuran. Kata umum dan komentar yang mungkin menyebut "
                "nama tidak dihitung."
            ),
            source=SOURCE,
        )
    ]


def list_quotes(review: CommentReview) -> list[Table]:
    """Quote comments of large themes, without names, internal edition only."""
    if review.quotes.empty:
        return []
    rows = review.quotes.assign(nomor=review.quotes.groupby("tema_tampil").cumcount() + 1)
    columns = {
        **_THEME,
        "nomor": Column(_("Kutipan ke-"), "key"),
        "teks": Column(_("Kutipan"), "text"),
        "n": Column(_("Komentar pada tema"), "n", short="n"),
    }
    return [
        Table(
            rows,
            "komentar-kutipan",
            _("Kutipan komentar tanpa nama"),
            columns,
            subject="komentar",
            editions=("internal",),
            note=_(
                "Nama, nomor, alamat, dan jabatan diganti. Komentar yang masih mungkin menyebut "
                "seseorang, atau ditandai tidak layak oleh pengode, tidak dikutip. Urutan menurut "
                "abjad."
            ),
            source=SOURCE,
        )
    ]
