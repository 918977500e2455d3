"""Sentences on open answers."""

from __future__ import annotations

import math

from kinerja_lib.change.comments.names import remove_names
from kinerja_lib.change.comments.review import CANNOT, GOOD, GROUP, POOR, UNSURE, CommentReview
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.words import write_range
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    FEWEST,
    NONE,
    SOME,
    count_people,
    count_quantity,
    make_finding,
    percent_quantity,
)

COUNT = {
    SOME: _("**{n} responden menulis komentar**, {share} dari responden gelombang {wave}."),
    NONE: _("**Tidak ada komentar** pada gelombang {wave}."),
    CANNOT: _("**Komentar tidak dapat dibaca** karena tidak ada survei sampai akhir periode."),
}
CODED = {
    NONE: _(
        "**Komentar belum dikode, sehingga temanya tidak dapat dihitung.** Susun buku kode, minta "
        "dua pengode membaca terpisah, lalu isi tabel koding_komentar; berkas kosongnya ditulis "
        "oleh “kinerja check --templates”."
    ),
    SOME: _(
        "Dua pengode atau lebih membaca {both} dari {n} komentar; sisanya dibaca satu pengode atau "
        "belum dikode."
    ),
    ALL: _("Semua {n} komentar dibaca dua pengode atau lebih."),
}
AGREEMENT = {
    GOOD: _(
        "**Pengode {first} dan {second} cukup sepakat**: kappa {kappa} (selang 95%: {range}; n = "
        "{n}), tidak kurang dari batas {least}."
    ),
    POOR: _(
        "**Pengode {first} dan {second} belum sepakat**: kappa {kappa} (selang 95%: {range}; n = "
        "{n}), kurang dari batas {least}. Perjelas buku kode, lalu kode ulang."
    ),
    UNSURE: _(
        "**Kesepakatan pengode {first} dan {second} belum pasti**: kappa {kappa} (selang 95%: "
        "{range}; n = {n}) melintasi batas {least}."
    ),
    CANNOT: _(
        "**Kesepakatan pengode {first} dan {second} tidak dapat dihitung** karena komentar yang "
        "dibaca keduanya kurang dari {fewest} atau semuanya satu tema."
    ),
    "satu pengode": _(
        "**Kesepakatan pengode tidak dapat dihitung** karena komentar baru dibaca satu pengode."
    ),
}
TOP = {
    SOME: _(
        "**Tema yang paling sering: {theme}**, {n} komentar atau {share} dari yang temanya tidak "
        "berbeda menurut para pengodenya. Komentar ditulis oleh yang mau menulis, sehingga tidak "
        "mewakili semua responden."
    ),
    NONE: _("Tidak ada tema dengan paling sedikit sepuluh komentar yang disepakati."),
}
DIFFER = {
    SOME: _(
        "Tema menurut para pengode berbeda pada {n} komentar, yang tidak dihitung pada tema mana "
        "pun. Paling sering tertukar: “{a}” dengan “{b}”."
    ),
    NONE: _("Tidak ada komentar yang temanya berbeda menurut para pengode."),
}
QUOTED = {
    SOME: _(
        "Kutipan hanya ada pada edisi internal, dari tema dengan paling sedikit {group} komentar, "
        "setelah nama, nomor, alamat, dan jabatan dihapus. Baca lagi sebelum dibagikan."
    ),
    NONE: _(
        "Tidak ada kutipan: belum ada tema dengan paling sedikit {group} komentar yang layak "
        "dikutip."
    ),
}


def find_count(review: CommentReview) -> Finding:
    """Say how many wrote a comment."""
    n, whole = len(review.comments), review.respondents
    values = {
        "n": count_people(n),
        "share": percent_quantity(n, whole) if whole else "",
        "wave": review.responses.wave,
    }
    outcome = CANNOT if not whole else SOME if n else NONE
    options = {"n": n or whole, "subject": SUBJECT, "place": "lead"}
    return make_finding("komentar-jumlah", outcome, COUNT, values, **options)


def find_coding(review: CommentReview) -> list[Finding]:
    """Say how far the comments are coded, or what to do where they are not."""
    if not len(review.comments):
        return []
    n, coders = len(review.comments), len(review.coders)
    if not coders:
        return [make_finding("komentar-koding", NONE, CODED, {})]
    both = int((review.codes.notna().sum(axis=1) > 1).sum())
    values = {"n": count_people(n), "both": count_people(both)}
    return [make_finding("komentar-koding", ALL if both == n else SOME, CODED, values)]


def find_agreement(review: CommentReview) -> list[Finding]:
    """State kappa of each pair of coders."""
    if len(review.coders) == 1:
        return [make_finding("komentar-kappa-tanpa", "satu pengode", AGREEMENT, {})]
    found = []
    for place, (pair, kappa) in enumerate(review.kappas.items(), 1):
        outcome, own = review.judge(kappa), kappa.kappa
        values = {
            "first": pair[0],
            "second": pair[1],
            "kappa": Quantity(math.nan if own.estimate is None else own.estimate, decimals=2),
            "range": write_range(own.low, own.high),
            "n": count_people(own.n),
            "least": Quantity(review.limits.least_kappa, decimals=2),
            "fewest": count_quantity(review.limits.fewest),
        }
        options = {"n": own.n, "subject": SUBJECT, "test": "kappa Cohen"}
        if outcome == CANNOT:
            options = {}
        found.append(make_finding(f"komentar-kappa-{place}", outcome, AGREEMENT, values, **options))
    return found


def find_themes(review: CommentReview) -> list[Finding]:
    """Name the theme with most comments, and say where coders differ."""
    if not review.coders:
        return []
    first = review.themes.iloc[0]
    large = int(first["n"]) >= FEWEST
    values = {
        "theme": first["tema_tampil"],
        "n": count_people(int(first["n"])),
        "share": Quantity(float(first["persen"]), "%", decimals=0),
    }
    options = {"n": int(first["n"]), "subject": SUBJECT} if large else {}
    outcome = SOME if large else NONE
    return [
        make_finding("komentar-tema-sepakat", outcome, TOP, values, **options),
        *_find_differ(review),
    ]


def _find_differ(review: CommentReview) -> list[Finding]:
    if len(review.coders) < 2:
        return []
    n, pair = int((review.codes.nunique(axis=1) > 1).sum()), review.confused
    if not n or pair is None:
        return [make_finding("komentar-beda", NONE, DIFFER, {})]
    a, b = (remove_names(name, review.known) for name in pair[:2])
    return [make_finding("komentar-beda", SOME, DIFFER, {"n": count_people(n), "a": a, "b": b})]


def find_quotes(review: CommentReview) -> list[Finding]:
    """Say under which rule comments are quoted."""
    if not review.coders:
        return []
    outcome = SOME if len(review.quotes) else NONE
    values = {"group": count_quantity(max(review.limits.group, GROUP))}
    return [make_finding("komentar-kutipan-aturan", outcome, QUOTED, values, place="note")]
