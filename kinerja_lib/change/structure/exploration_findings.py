"""Sentences about exploration: number of factors, items that load elsewhere or nowhere."""

from __future__ import annotations

from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.structure.exploration import ELSEWHERE, NOWHERE, TWICE
from kinerja_lib.change.structure.findings import name_parts
from kinerja_lib.change.structure.review import InstrumentStructure, StructureReview
from kinerja_lib.change.words import CAUSES, slug
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding
from kinerja_lib.publish.phrases import ALL, CANNOT, make_finding

AS_DECLARED, FEWER, MORE = "sebanyak subskala", "lebih sedikit", "lebih banyak"
MERGED = "menyatu"
NUMBER = {
    AS_DECLARED: _(
        "Analisis paralel menunjukkan faktor sebanyak subskala yang dinyatakan pada {names}."
    ),
    FEWER: _(
        "Analisis paralel menunjukkan faktor lebih sedikit daripada subskala yang dinyatakan pada "
        "{names}: subskalanya belum tentu terpisah."
    ),
    MORE: _(
        "Analisis paralel menunjukkan faktor lebih banyak daripada subskala yang dinyatakan pada "
        "{names}: sebagian butir berbagi hal lain."
    ),
    CANNOT: _("Jumlah faktor tidak dapat dihitung pada {names} karena {cause}."),
}
PLACES = {
    ALL: _("Pada eksplorasi {name}, semua butir bermuatan pada faktor subskalanya sendiri."),
    ELSEWHERE: _("Pada eksplorasi {name}, {items} bermuatan terbesar pada faktor subskala lain."),
    NOWHERE: _("Pada eksplorasi {name}, {items} tidak bermuatan pada faktor mana pun."),
    TWICE: _("Pada eksplorasi {name}, {items} juga bermuatan pada faktor lain."),
    MERGED: _("Pada eksplorasi {name}, subskala {items} berada pada satu faktor."),
}


def _options(part: InstrumentStructure) -> dict[str, object]:
    return {"n": part.exploration.n or None, "subject": SUBJECT}


def find_number(review: StructureReview) -> list[Finding]:
    """Say how many factors the answers support beside those declared."""
    found, n = [], len(review.responses.kept()) or None
    options = {"n": n, "subject": SUBJECT, "test": "analisis paralel"}
    for place, outcome in enumerate((AS_DECLARED, FEWER, MORE)):
        names = name_parts(review, [p for p in review.parts if _compare_number(p) == outcome])
        if names:
            id, values = f"struktur-jumlah-{place + 1}", {"names": names}
            found.append(make_finding(id, outcome, NUMBER, values, **options))
    for place, (reason, cause) in enumerate(CAUSES.items()):
        names = name_parts(review, [p for p in review.parts if _lacking(p) == reason])
        if names:
            id, values = f"struktur-jumlah-tanpa-{place + 1}", {"names": names, "cause": cause}
            found.append(make_finding(id, CANNOT, NUMBER, values, **options))
    return found


def _lacking(part: InstrumentStructure) -> str:
    parallel = part.exploration.parallel
    return part.exploration.reason if parallel is None else parallel.reason


def _compare_number(part: InstrumentStructure) -> str:
    if _lacking(part):
        return CANNOT
    gap = part.exploration.suggested - len(part.items.subscales)
    return AS_DECLARED if gap == 0 else FEWER if gap < 0 else MORE


def find_places(review: StructureReview) -> list[Finding]:
    """Name items that load elsewhere, nowhere or twice, and subscales that share a factor."""
    parts = [part for part in review.parts if not part.confirmation.opposed]
    clean = [part for part in parts if part.exploration.homes and not _list(part)]
    found = [finding for part in review.parts for finding in _place(part)]
    if not clean:
        return found
    names = name_parts(review, clean)
    options = {"n": min(part.exploration.n for part in clean), "subject": SUBJECT}
    return [make_finding("struktur-muatan-sesuai", ALL, PLACES, {"name": names}, **options), *found]


def _list(part: InstrumentStructure) -> dict[str, list[str]]:
    """List items by where they load, other than on their own factor, and subscales that merge."""
    places, codes = part.exploration.places, part.items.codes
    listed = {
        kind: [code for code, own in zip(codes, places, strict=True) if own == kind]
        for kind in (ELSEWHERE, NOWHERE, TWICE)
        if places
    }
    names = {s.code: s.name for s in part.items.subscales}
    shared = dict.fromkeys(code for pair in part.exploration.merged for code in pair)
    listed[MERGED] = [names[code] for code in shared]
    return {kind: items for kind, items in listed.items() if items}


def _place(part: InstrumentStructure) -> list[Finding]:
    start = slug("struktur-muatan", part.instrument.code)
    name = part.instrument.name
    return [
        make_finding(
            f"{start}-{place + 1}", kind, PLACES, {"name": name, "items": items}, **_options(part)
        )
        for place, (kind, items) in enumerate(_list(part).items())
    ]
