"""Sentences on the register of indicators."""

from __future__ import annotations

import datetime as dt

from kinerja_lib.i18n import _
from kinerja_lib.performance.achievement.words import make_finding
from kinerja_lib.performance.register.review import RegisterReview
from kinerja_lib.publish import Finding
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    NONE,
    SOME,
    count_quantity,
    name_day,
    name_few,
    name_share,
)

NAMED = 3
REGISTER = {
    ALL: _("**Semua {cards} kartu indikator lengkap** dan rumusnya dapat dihitung."),
    SOME: _(
        "**{complete} dari {cards} kartu indikator lengkap;** rumus pada {executable} kartu dapat "
        "dihitung. Yang perlu dilengkapi: {names}."
    ),
    NONE: _(
        "**Tidak ada kartu indikator yang lengkap** (banyaknya {cards}); rumus yang dapat "
        "dihitung: {executable}."
    ),
    CANNOT: _("**Kartu indikator tidak dapat diperiksa** karena tabel IKU tidak berisi baris."),
}
MIX = {
    ALL: _("Semua {owners} unit pemilik mempunyai paling sedikit satu indikator outcome."),
    SOME: _(
        "{without} dari {owners} unit pemilik belum mempunyai indikator outcome: {names}. Dari "
        "{cards} indikator, {outcome} mengukur outcome."
    ),
    NONE: _("Tidak satu pun dari {owners} unit pemilik mempunyai indikator outcome."),
    CANNOT: _("Jenis indikator tiap unit tidak dapat dihitung karena kartu tanpa pemilik."),
}
ASK = {
    "pemilik": _(
        "Minta pemilik kartu melengkapi {cards} kartu indikator paling lambat {day} {month} "
        "{year}, mulai dari {names}."
    ),
    "satu": _(
        "Minta {office} melengkapi kartu indikator {names} paling lambat {day} {month} {year}."
    ),
}


def find_register(review: RegisterReview) -> Finding:
    """Say how many cards are complete."""
    values = {
        "cards": count_quantity(len(review.cards)),
        "complete": count_quantity(review.complete),
        "executable": count_quantity(review.executable),
        "names": name_few(list(review.faulty["nama"])),
    }
    outcome = name_share(review.complete, len(review.cards))
    return make_finding("kartu-lengkap", outcome, REGISTER, values)


def find_mix(review: RegisterReview) -> Finding:
    """Say which owners measure no outcome."""
    owners = review.mix[review.mix["pemilik"].notna()]
    without = review.no_outcome
    values = {
        "owners": count_quantity(len(owners)),
        "without": count_quantity(len(without)),
        "names": name_few(list(without["pemilik"])),
        "cards": count_quantity(len(review.cards)),
        "outcome": count_quantity(int(review.mix["outcome"].sum())),
    }
    outcome = name_share(len(owners) - len(without), len(owners))
    return make_finding("jenis-pemilik", outcome, MIX, values)


def find_requests(review: RegisterReview, *, deadline: dt.date) -> list[Finding]:
    """Ask for the cards to be completed, the emptiest first; nothing where all are."""
    faulty = review.faulty
    if faulty.empty:
        return []
    order = faulty.sort_values("temuan", ascending=False, kind="stable")
    values = {
        "cards": count_quantity(len(faulty)),
        "names": list(order["nama"].head(NAMED)),
        "office": faulty["pemilik"].iloc[0],
        **name_day(deadline),
    }
    one = len(faulty) == 1 and faulty["pemilik"].notna().all()
    return [make_finding("minta-kartu", "satu" if one else "pemilik", ASK, values, place="ask")]
