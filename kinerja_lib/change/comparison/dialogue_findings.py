"""Sentences on groups that need dialogue: units and kinds of unit, never persons."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.change.comparison.dialogue import FEW, NEEDED, QUIET
from kinerja_lib.change.comparison.meaning import BARRED, MEANING, name_groupings, say_cause
from kinerja_lib.change.comparison.review import ComparisonReview
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.structure.groups import UNTESTED
from kinerja_lib.change.words import KIND, UNIT, write_range
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import CANNOT, NONE, SOME, count_quantity, make_finding, name_few

NAMED = 6  # comparisons described one by one
SUMMARY = {
    SOME: _(
        "**{n} kelompok perlu didahulukan untuk dialog**: {names}. Skornya lebih jauh dari yang "
        "diharapkan daripada pegawai lain, setelah koreksi Holm."
    ),
    NONE: _(
        "**Data tidak menunjukkan unit atau jenis unit yang perlu didahulukan untuk dialog** pada "
        "{tests} perbandingan: selisihnya tidak berarti, searah harapan, atau belum cukup bukti."
    ),
    BARRED: _(
        "**Kelompok belum dapat dibandingkan** karena susunan butir survei tidak sesuai dengan "
        "jawaban, atau butirnya belum terbukti dipahami sama antarkelompok."
    ),
    CANNOT: _(
        "**Kelompok yang memerlukan dialog belum dapat disimpulkan** karena kurang dari dua "
        "kelompok mempunyai {least} skor atau lebih."
    ),
}
LOWER, HIGHER = _("lebih rendah"), _("lebih tinggi")
CLAIM = {
    KIND: _(
        "**Jenis unit {name}: {subscale} {size} poin {direction} daripada pegawai lain** (selang "
        "95%: {range}; n = {n}). Didukung data."
    ),
    UNIT: _(
        "**{name}: {subscale} {size} poin {direction} daripada pegawai lain** (selang 95%: "
        "{range}; n = {n}). Didukung data."
    ),
}
UNKNOWN = {
    SOME: _(
        "**Hasil {units} unit belum dapat disimpulkan** karena yang menjawab terlalu sedikit atau "
        "tidak ada unit pembandingnya; itu tidak berarti skornya rendah dan tidak berarti tinggi."
    ),
    NONE: _("Setiap unit mempunyai cukup jawaban untuk dibandingkan."),
}
RULE = _(
    "Aturan: skor paling sedikit {smallest} dari lebar skala lebih jauh dari yang diharapkan, n "
    "paling sedikit {least}, dan bukan nol setelah koreksi Holm. Dibandingkan: {unit_tests} "
    "perbandingan unit dan {kind_tests} perbandingan jenis unit, masing-masing satu keluarga."
)


def find_dialogue(review: ComparisonReview) -> list[Finding]:
    """Name the groups to begin dialogue with, state each difference, say of whom nothing is known.

    Groups come by kind and name, never by the size of the difference.
    """
    table = review.dialogue
    if review.answers is None or table.empty:
        return []
    named = list_named(table)
    shown = [_claim(row, place) for place, row in enumerate(named.head(NAMED).itertuples(), 1)]
    return [_summarise(review), *shown, *_unknown(review), *_notes(review)]


def list_named(table: pd.DataFrame) -> pd.DataFrame:
    """Give the comparisons that need dialogue: kinds first, then units by name."""
    own = table[(table["hasil"] == NEEDED) & table["tampil"].astype(bool)]
    return own.sort_values(["pengelompokan", "nama", "kode"], kind="stable")


def find_answer(review: ComparisonReview, section: str = "dialog") -> list[Finding]:
    """Answer in one sentence for the first screen which groups need dialogue."""
    if review.answers is None or review.dialogue.empty:
        return []
    return [_summarise(review, "jawab-kelompok-dialog", place="answer", section=section)]


def _summarise(
    review: ComparisonReview,
    id: str = "kelompok-dialog-ringkas",
    *,
    place: str = "lead",
    section: str = "",
) -> Finding:
    table = review.dialogue
    names = list(dict.fromkeys(list_named(table)["nama"]))
    tests = int(table["p_holm"].notna().sum())
    values = {
        "n": count_quantity(len(names)),
        "names": name_few(names),
        "tests": Quantity(tests),
        "least": Quantity(review.limits.minimum),
    }
    refused = (table["hasil"] == BARRED).any()
    outcome = SOME if names else NONE if tests else BARRED if refused else CANNOT
    about = {"n": len(review.answers), "subject": SUBJECT, "place": place, "section": section}
    return make_finding(id, outcome, SUMMARY, values, test="Welch, model campuran; Holm", **about)


def _claim(row: object, place: int) -> Finding:
    values = {
        "name": row.nama,
        "subscale": row.subskala,
        "size": Quantity(abs(row.selisih), decimals=2),
        "direction": LOWER if row.selisih < 0 else HIGHER,
        "range": write_range(row.selisih_low, row.selisih_high),
        "n": Quantity(row.n),
    }
    about = {"n": int(row.n), "subject": SUBJECT, "test": "Holm", "place": "claim"}
    return make_finding(f"kelompok-dialog-{place}", row.pengelompokan, CLAIM, values, **about)


def list_unknown(review: ComparisonReview) -> list[object]:
    """List the units of the staff of which nothing can be concluded, silent ones included."""
    table = review.dialogue[review.dialogue["pengelompokan"] == UNIT]
    lost = table["hasil"].isin([FEW, QUIET]) | ~table["tampil"].astype(bool)
    every = lost.groupby(table["kelompok"]).all()
    silent = set(review.rates.index) - set(table["kelompok"])
    return sorted([*every[every].index, *silent], key=str)


def _unknown(review: ComparisonReview) -> list[Finding]:
    unknown = len(list_unknown(review))
    outcome = SOME if unknown else NONE
    return [
        make_finding("kelompok-dialog-belum", outcome, UNKNOWN, {"units": count_quantity(unknown)})
    ]


def _notes(review: ComparisonReview) -> list[Finding]:
    table, limits = review.dialogue, review.limits
    made = table[table["p_holm"].notna()]["pengelompokan"].value_counts()
    values = {
        "smallest": Quantity(limits.smallest, "%", 1),
        "least": Quantity(limits.minimum),
        "unit_tests": Quantity(int(made.get(UNIT, 0))),
        "kind_tests": Quantity(int(made.get(KIND, 0))),
    }
    about = {"place": "note", "n": len(review.answers), "subject": SUBJECT}
    found = [make_finding("kelompok-dialog-aturan", SOME, {SOME: RULE}, values, **about)]
    return [*found, *_note_meaning(table)]


def _note_meaning(table: pd.DataFrame) -> list[Finding]:
    """Say what could not be compared and why, then what was compared without a test of meaning."""
    barred = table[table["hasil"] == BARRED]
    found = []
    for place, (level, own) in enumerate(barred.groupby("setara", sort=True), 1):
        values = {
            "groupings": name_groupings(own["pengelompokan"]),
            "names": list(dict.fromkeys(own["subskala"])),
            "reason": say_cause(level),
        }
        id = f"kelompok-dialog-setara-{place}"
        found.append(make_finding(id, BARRED, MEANING, values))
    untested = table[table["p_holm"].notna() & (table["setara"] == UNTESTED)]
    if len(untested):
        values = {"groupings": name_groupings(untested["pengelompokan"])}
        id = "kelompok-dialog-makna"
        found.append(make_finding(id, UNTESTED, MEANING, values, place="note"))
    return found
