"""Sentences about measurement invariance: where means of groups may be compared."""

from __future__ import annotations

from collections.abc import Sequence

from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.structure.groups import (
    CONFIGURAL,
    GROUPINGS,
    METRIC,
    NO_LEVEL,
    PEOPLE_GROUPINGS,
    SCALAR,
    UNTESTED,
    GroupTest,
)
from kinerja_lib.change.structure.review import StructureReview
from kinerja_lib.change.words import say_lack, slug
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import ALL, CANNOT, NONE, SOME, count_quantity, make_finding

TEST = "CFA banyak kelompok; batas perubahan CFI, RMSEA, dan SRMR menurut Chen (2007)"
ACROSS = {
    ALL: _(
        "**Menurut {groupings}, rerata kelompok yang diuji dapat dibandingkan** pada semua "
        "instrumen: muatan dan intersep butir setara (invariansi skalar)."
    ),
    SOME: _(
        "**Menurut {groupings}, rerata kelompok yang diuji dapat dibandingkan** pada {names}. Pada "
        "{others}, selisih rerata dapat berasal dari cara memahami butir."
    ),
    NONE: _(
        "**Menurut {groupings}, belum ada instrumen yang reratanya dapat dibandingkan**: selisih "
        "rerata dapat berasal dari cara memahami butir."
    ),
    CANNOT: _(
        "Menurut {groupings}, invariansi pengukuran tidak dapat diuji: kurang dari dua kelompok "
        "mempunyai {fewest} jawaban lengkap, atau modelnya tidak dapat dihitung. Selisih rerata "
        "dapat berasal dari cara memahami butir."
    ),
}
LEFT_OUT = {
    SOME: _(
        "Menurut {groupings}, sebagian kelompok tidak ikut diuji: jawaban lengkapnya kurang dari "
        "{fewest}, atau bukan di antara {most} kelompok terbesar. Selisih reratanya dapat berasal "
        "dari cara memahami butir."
    )
}
MEANS = {
    SCALAR: _(
        "Rerata {name} dapat dibandingkan menurut {grouping} antara {tested} kelompok yang diuji: "
        "butirnya setara sampai intersep (invariansi skalar)."
    ),
    METRIC: _(
        "Selisih rerata {name} menurut {grouping} dapat berasal dari cara memahami butir: "
        "muatannya setara, kesetaraan intersepnya belum didukung data."
    ),
    CONFIGURAL: _(
        "Selisih rerata {name} menurut {grouping} dapat berasal dari cara memahami butir: susunan "
        "faktornya sama, kesetaraan muatannya belum didukung data."
    ),
    NO_LEVEL: _(
        "Selisih rerata {name} menurut {grouping} dapat berasal dari cara memahami butir: susunan "
        "faktornya tidak sesuai pada kelompok-kelompok itu."
    ),
    UNTESTED: _(
        "Selisih rerata {name} menurut {grouping} dapat berasal dari cara memahami butir: "
        "kesetaraannya tidak diuji karena {cause}."
    ),
}


def find_comparable(review: StructureReview, code: str, grouping: str) -> Finding:
    """Say whether means on an instrument or subscale may be compared over a grouping."""
    test = review.test(code, grouping)
    values = {
        "name": test.instrument.name,
        "grouping": GROUPINGS[grouping],
        "cause": say_lack(test.reason),
        "tested": count_quantity(len(test.tested)),
    }
    id = slug("struktur-setara", test.instrument.code, grouping)
    options = {"n": test.n or None, "subject": SUBJECT, "test": TEST}
    return make_finding(id, test.level, MEANS, values, **options)


def find_invariance(
    review: StructureReview, groupings: Sequence[str] = PEOPLE_GROUPINGS
) -> list[Finding]:
    """Say by grouping where means may be compared; groupings with the same answer share one."""
    if not len(review.responses.kept()):
        return []
    alike: dict[tuple[str, ...], list[str]] = {}
    for grouping in groupings:
        alike.setdefault(_name(review.tests(grouping)), []).append(grouping)
    found = [_say(review, outcome[0], same) for outcome, same in alike.items()]
    return [*found, *_find_left_out(review, groupings)]


def _find_left_out(review: StructureReview, groupings: Sequence[str]) -> list[Finding]:
    """Say that the level does not speak of the small groups."""
    tests = {name: [t for t in review.tests(name) if t.tested] for name in groupings}
    some = [name for name in groupings if any(test.untested for test in tests[name])]
    if not some:
        return []
    values = {
        "groupings": [GROUPINGS[name] for name in some],
        "fewest": Quantity(review.limits.steps.people),
        "most": Quantity(review.limits.most_groups),
    }
    n = len(review.responses.kept()) or None
    return [make_finding("struktur-setara-sisa", SOME, LEFT_OUT, values, n=n, subject=SUBJECT)]


def _name(tests: Sequence[GroupTest]) -> tuple[str, ...]:
    """Name the outcome, and the instruments whose means may be compared."""
    held = [test.instrument.name for test in tests if test.level == SCALAR]
    if all(test.level == UNTESTED for test in tests):
        return (CANNOT,)
    return (ALL if len(held) == len(tests) else SOME if held else NONE, *held)


def _say(review: StructureReview, outcome: str, groupings: Sequence[str]) -> Finding:
    tests = review.tests(groupings[0])
    values = {
        "groupings": [GROUPINGS[grouping] for grouping in groupings],
        "names": [test.instrument.name for test in tests if test.level == SCALAR],
        "others": [test.instrument.name for test in tests if test.level != SCALAR],
        "fewest": Quantity(review.limits.steps.people),
    }
    id = slug("struktur-setara", groupings[0])
    n = len(review.responses.kept()) or None
    return make_finding(id, outcome, ACROSS, values, n=n, subject=SUBJECT, test=TEST)
