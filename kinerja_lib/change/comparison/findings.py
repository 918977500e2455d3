"""Sentences on differences between groups and on units."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kinerja_lib.change.comparison import units
from kinerja_lib.change.comparison.limits import COMPARED
from kinerja_lib.change.comparison.meaning import (
    BARRED,
    MEANING,
    is_barred,
    name_groupings,
    say_cause,
)
from kinerja_lib.change.comparison.review import ComparisonReview
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.outcomes import OPEN
from kinerja_lib.change.structure.groups import UNTESTED
from kinerja_lib.change.words import GROUPINGS, KIND, say_lack, slug
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import CANNOT, NONE, SOME, count_quantity, make_finding, name_few
from kinerja_lib.stats.lack import Lack

GROUPS = {
    SOME: _(
        "**Menurut {grouping}, {yes} dari {n} subskala berbeda antarkelompok**: {names}. Didukung "
        "data setelah koreksi Holm."
    ),
    NONE: _(
        "**Menurut {grouping}, {n} subskala tidak berbeda secara berarti**: ukuran efek paling "
        "banyak {share} pada setiap subskala."
    ),
    OPEN: _(
        "**Menurut {grouping}, perbedaan skor belum dapat disimpulkan** pada {n} subskala yang "
        "dibandingkan."
    ),
    CANNOT: _("**Menurut {grouping}, skor {names} tidak dapat dibandingkan** karena {reason}."),
}
SMALL_EFFECT = 0.02
EVERY = _("semua subskala")
FEW_LARGE = _("kurang dari dua kelompok yang cukup besar")
TEST = "Welch atau Kruskal-Wallis; Holm"
PROPERTY = {
    SOME: _(
        "**Rerata unit dapat disebut sifat unit pada {yes} dari {n} subskala**: {names}. Unitnya "
        "berbeda, reratanya andal, dan pegawai satu unit sepakat."
    ),
    NONE: _(
        "**Rerata unit belum dapat disebut sifat unit pada satu pun dari {n} subskala.** Unit "
        "berbeda pada {differ} subskala, tetapi reratanya belum andal; bacalah rerata unit "
        "bersama selangnya."
    ),
    OPEN: _(
        "**Rerata unit belum dapat disebut sifat unit pada satu pun dari {n} subskala.** Perbedaan "
        "antarunit belum cukup bukti."
    ),
    units.ALIKE: _(
        "**Unit tidak berbeda secara berarti pada {n} subskala**: bagian ragam antarunit paling "
        "banyak {share}."
    ),
    BARRED: _(
        "**Rerata unit belum dapat dibandingkan** pada {names} karena susunan butirnya tidak "
        "sesuai dengan jawaban, atau butirnya belum terbukti dipahami sama antarunit."
    ),
    CANNOT: _(
        "**Kemiripan pegawai satu unit tidak dapat dihitung** karena skor atau unitnya terlalu "
        "sedikit."
    ),
}
WEIGHTED = {
    SOME: _(
        "**Pembobotan mengubah rerata {yes} dari {n} subskala secara berarti**: {names}. Bacalah "
        "rerata tertimbang untuk seluruh pegawai. Efek rancangan {deff}."
    ),
    NONE: _(
        "**Pembobotan tidak mengubah rerata secara berarti** pada {n} subskala; perubahan terbesar "
        "{size} poin. Efek rancangan {deff}."
    ),
    OPEN: _(
        "**Skor tidak ditimbang** karena {merged} tidak terwakili atau bobotnya tidak ditemukan."
    ),
    CANNOT: _(
        "**Skor tidak ditimbang** karena jenis unit, jenis kelamin, status, dan usia seluruh "
        "pegawai tidak diketahui, atau semua responden berada dalam satu kelompok."
    ),
}


def find_groups(review: ComparisonReview) -> list[Finding]:
    """Say for each grouping in which subscales its groups differ, as far as means mean the same."""
    tests = review.tests
    if review.answers is None or tests.empty:
        return []
    alike: dict[tuple[str, int], list[str]] = {}
    found = []
    for name in COMPARED:
        own = tests[tests["pengelompokan"] == name]
        outcome, known = _judge(review, own), own[own["p"].notna()]
        if outcome == SOME:
            found.append(_compare(review, name, known))
        elif outcome != CANNOT:
            alike.setdefault((outcome, len(known)), []).append(name)
    found += [_say_alike(review, key, names) for key, names in alike.items()]
    every = tuple(s.name for s in review.subscales)
    return [*found, *_say_missing(tests, every), *_say_meaning(tests, every)]


def _judge(review: ComparisonReview, own: pd.DataFrame) -> str:
    known = own[own["p"].notna()]
    if known.empty:
        return CANNOT
    small = (known["efek_high"] <= SMALL_EFFECT).all()
    differ = (known["p_holm"] < review.limits.level).any()
    return SOME if differ else NONE if small else OPEN


def _say_missing(tests: pd.DataFrame, every: Sequence[str]) -> list[Finding]:
    """Say what has no test although its means may be compared, cause by cause."""
    barred = tests["setara"].map(is_barred).astype(bool)
    return _say_causes(tests[tests["p"].isna() & ~barred], "lack", CANNOT, every)


def _say_meaning(tests: pd.DataFrame, every: Sequence[str]) -> list[Finding]:
    """Say what may not be compared, cause by cause, and what was compared without a test of it."""
    barred = tests["setara"].map(is_barred).astype(bool)
    found = _say_causes(tests[barred], "setara", BARRED, every)
    # The sentences on dialogue say it of kinds of unit.
    others = (tests["setara"] == UNTESTED) & (tests["pengelompokan"] != KIND)
    untested = tests[tests["p"].notna() & others]
    if len(untested):
        values = {"groupings": name_groupings(untested["pengelompokan"])}
        found.append(make_finding("kelompok-makna", UNTESTED, MEANING, values, place="note"))
    return found


def _say_causes(
    rows: pd.DataFrame, cause: str, outcome: str, every: Sequence[str]
) -> list[Finding]:
    """Make one sentence for the groupings in which the same subscales fail for the same cause."""
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (code, name), own in rows.groupby([cause, "pengelompokan"], sort=False):
        alike.setdefault((code, tuple(own["subskala"])), []).append(name)
    messages = GROUPS if outcome == CANNOT else MEANING
    say = _say_lack if outcome == CANNOT else say_cause
    found = []
    for place, ((code, names), groupings) in enumerate(alike.items(), 1):
        named = name_groupings(groupings)
        known = [EVERY] if names == every and len(every) > 1 else list(names)
        values = {"grouping": named, "groupings": named, "names": known, "reason": say(code)}
        id = f"kelompok-{'tanpa' if outcome == CANNOT else 'setara'}-{place}"
        found.append(make_finding(id, outcome, messages, values))
    return found


def _say_lack(reason: str) -> str:
    return FEW_LARGE if Lack(reason) == Lack.FEW_GROUPS else say_lack(Lack(reason))


def _say_alike(review: ComparisonReview, key: tuple[str, int], names: list[str]) -> Finding:
    """Say what groupings without a difference have in common, as one sentence."""
    outcome, count = key
    values = {
        "grouping": [GROUPINGS[name] for name in names],
        "n": count_quantity(count),
        "share": Quantity(100 * SMALL_EFFECT, "%"),
    }
    about = {"n": len(review.answers), "subject": SUBJECT, "test": TEST}
    return make_finding(slug("kelompok-sama", names[0]), outcome, GROUPS, values, **about)


def _compare(review: ComparisonReview, name: str, known: pd.DataFrame) -> Finding:
    differ = known[known["p_holm"] < review.limits.level]
    values = {
        "grouping": GROUPINGS[name],
        "n": count_quantity(len(known)),
        "yes": count_quantity(len(differ)),
        "names": name_few(differ["subskala"].tolist()),
    }
    id = slug("kelompok-beda", name)
    about = {"subject": SUBJECT, "test": TEST}
    return make_finding(id, SOME, GROUPS, values, n=len(review.answers), **about)


def find_units(review: ComparisonReview) -> list[Finding]:
    """Say whether unit means may be called properties of units, before any is shown."""
    if review.answers is None:
        return []
    shares = review.shares
    counts = shares["hasil"].value_counts()
    barred = shares[shares["hasil"] == BARRED]
    known = len(shares) - int(counts.get(units.CANNOT, 0)) - len(barred)
    firm = shares[shares["hasil"] == units.PROPERTY]
    values = {
        "n": count_quantity(known),
        "yes": count_quantity(len(firm)),
        "names": name_few((firm if known else barred)["subskala"].tolist()),
        "differ": count_quantity(int(counts.get(units.DIFFER, 0))),
        "share": Quantity(100 * review.limits.least_share, "%"),
    }
    outcome = OPEN
    if not known:
        outcome = BARRED if len(barred) else CANNOT
    elif len(firm):
        outcome = SOME
    elif counts.get(units.DIFFER, 0):
        outcome = NONE
    elif counts.get(units.ALIKE, 0) == known:
        outcome = units.ALIKE
    about = {"n": len(review.answers), "subject": SUBJECT, "test": "ICC(1), ICC(2), rwg(j)"}
    found = [make_finding("kelompok-unit-sifat", outcome, PROPERTY, values, **about)]
    if known and len(barred):
        values = {"names": barred["subskala"].tolist()}
        found.append(make_finding("kelompok-unit-setara", BARRED, PROPERTY, values))
    return found


def find_weights(review: ComparisonReview) -> list[Finding]:
    """Say whether weighting to the staff changes the means."""
    if review.answers is None:
        return []
    weighting, table = review.weighting, review.weighted
    about = {"n": len(review.answers), "subject": SUBJECT}
    if weighting.weights is None or weighting.lack:
        outcome = CANNOT if weighting.weights is None else OPEN
        values = {"merged": _("sebagian kelompok pegawai")}
        return [make_finding("kelompok-bobot-hasil", outcome, WEIGHTED, values, **about)]
    moved = table[table["beda"].abs() >= table["batas"]]
    values = {
        "n": count_quantity(len(table)),
        "yes": count_quantity(len(moved)),
        "names": name_few(moved["subskala"].tolist()),
        "size": Quantity(float(table["beda"].abs().max()), decimals=2),
        "deff": Quantity(weighting.weights.design_effect, decimals=2),
    }
    outcome = SOME if len(moved) else NONE
    return [make_finding("kelompok-bobot-hasil", outcome, WEIGHTED, values, **about)]
