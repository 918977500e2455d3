"""Sentences that head the sections of the quality report; each is chosen by what it counts."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    NONE,
    SOME,
    count_quantity,
    name_few,
    name_share,
)
from kinerja_lib.quality.faults import DIMENSION_WORDS, DIMENSIONS
from kinerja_lib.quality.headline import count_good, count_lost
from kinerja_lib.quality.inspect import QualityReview
from kinerja_lib.quality.words import make_finding

RESULT_HEADING = {
    ALL: _("Tabel untuk semua {figures} hasil tersedia"),
    SOME: _("{lost} dari {figures} hasil tidak dapat dihitung dari tabel yang ada"),
    NONE: _("Tidak satu pun dari {figures} hasil dapat dihitung dari tabel yang ada"),
    CANNOT: _("Akibat bagi hasil tidak dapat dihitung"),
}
ROWS_LEAD = {
    "karantina": _(
        "{rows} baris masuk dari {files} berkas atau lembar: {accepted} diterima, {flagged} di "
        "antaranya dengan tanda, dan {aside} dikarantina."
    ),
    "tanda": _(
        "{rows} baris masuk dari {files} berkas atau lembar dan semuanya diterima, {flagged} di "
        "antaranya dengan tanda."
    ),
    "bersih": _("{rows} baris masuk dari {files} berkas atau lembar dan semuanya diterima."),
    CANNOT: _("Tidak ada baris yang dibaca dari {files} berkas atau lembar."),
}


def find_results(review: QualityReview) -> list[Finding]:
    """Head the first section: results that the data allow, and rows in and accepted."""
    aside = review.total("quarantined")
    lost, whole = count_lost(review)
    values = {"figures": count_quantity(whole), "lost": count_quantity(lost)}
    counts = {
        "rows": Quantity(review.total("rows_in")),
        "files": count_quantity(len(review.loads)),
        "accepted": Quantity(review.total("accepted")),
        "flagged": count_quantity(review.total("flagged")),
        "aside": Quantity(aside),
    }
    lead = "karantina" if aside else "tanda" if review.total("flagged") else "bersih"
    lead = lead if review.total("rows_in") else CANNOT
    outcome = name_share(whole - lost, whole)
    return [
        make_finding("hasil-judul", outcome, RESULT_HEADING, values, place="heading"),
        make_finding("hasil-ringkas", lead, ROWS_LEAD, counts, place="lead"),
    ]


TABLE_HEADING = {
    ALL: _("Semua {graded} tabel bermutu A atau B"),
    SOME: _("{weak} dari {graded} tabel bermutu C atau D: {weakest}"),
    NONE: _("Semua {graded} tabel bermutu C atau D: {weakest}"),
    CANNOT: _("Mutu tabel tidak dapat dihitung"),
}
WEAKEST = {
    "satu": _("Pemeriksaan yang paling sering memberi C atau D: {names}, {count} tabel."),
    "seri": _(
        "Pemeriksaan yang paling sering memberi C atau D: {names}, masing-masing {count} tabel."
    ),
    NONE: _("Tidak satu pun dari kelima pemeriksaan memberi C atau D."),
    CANNOT: _("Tidak ada tabel yang dapat diperiksa."),
}


def find_tables(review: QualityReview) -> list[Finding]:
    """Head the section on tables, and name the check that fails most often."""
    graded, good = count_good(review)
    values: dict[str, object] = {
        "graded": count_quantity(graded),
        "weak": count_quantity(graded - good),
        "weakest": _name_weakest(review),
    }
    bad = {name: int(review.tables[name].isin(["C", "D"]).sum()) for name in DIMENSIONS}
    most = max(bad.values(), default=0)
    names = [DIMENSION_WORDS[name] for name, count in bad.items() if count == most]
    outcome = "satu" if len(names) == 1 else "seri"
    outcome = CANNOT if graded == 0 else outcome if most else NONE
    weakest = {"names": names, "count": count_quantity(most)}
    return [
        make_finding(
            "tabel-judul", name_share(good, graded), TABLE_HEADING, values, place="heading"
        ),
        make_finding("tabel-terlemah", outcome, WEAKEST, weakest, place="lead"),
    ]


def _name_weakest(review: QualityReview) -> list[str]:
    """Name the tables of grade C or D, D first; from the fourth on they are "yang lain"."""
    weak = review.tables[review.tables["mutu"].isin(["C", "D"])]
    return name_few(list(weak.sort_values("mutu", ascending=False, kind="stable")["judul"]))


REPAIR_HEADING = {
    "utama": _("{first} dari {all} jenis perbaikan mengubah hasil; mulai dari {table}"),
    "tanda": _("Tidak ada baris yang dikarantina; {all} jenis tanda perlu dipastikan"),
    "ringan": _("{all} jenis temuan, tidak satu pun mengubah hasil"),
    NONE: _("Tidak ada baris yang perlu diperbaiki"),
    CANNOT: _("Perbaikan tidak dapat ditentukan karena tidak ada baris yang dibaca"),
}


def find_repairs(review: QualityReview) -> list[Finding]:
    """Head the section on repairs, and name the office that holds most of them."""
    repairs = review.repairs
    losing = repairs[(repairs["severity"] == "quarantine") & (repairs["pengaruh"] > 0)]
    named = review.named_repairs
    outcome = "utama" if len(losing) and len(named) else "ringan" if len(repairs) else NONE
    if len(repairs) and (repairs["severity"] == "flag").all():
        outcome = "tanda"
    if review.total("rows_in") == 0 and repairs.empty:
        outcome = CANNOT
    values = {"first": count_quantity(len(losing)), "all": count_quantity(len(repairs))}
    if len(named):
        values["table"] = named["judul"].iloc[0]
    heading = make_finding("perbaikan-judul", outcome, REPAIR_HEADING, values, place="heading")
    return [heading] if repairs.empty else [heading, _name_offices(repairs)]


ONE, SEVERAL = "satu", "beberapa"
WHO = {
    ONE: _("**{office} memegang semua perbaikan:** {count} jenis."),
    SEVERAL: _(
        "**{office} memegang perbaikan terbanyak:** {count} dari {all} jenis; sisanya ada pada "
        "{others} pengelola lain."
    ),
}


def _name_offices(repairs: pd.DataFrame) -> Finding:
    offices = repairs["penanggung_jawab"].value_counts(sort=True)
    values = {
        "office": str(offices.index[0]),
        "count": count_quantity(int(offices.iloc[0])),
        "all": count_quantity(int(offices.sum())),
        "others": count_quantity(len(offices) - 1),
    }
    outcome = ONE if len(offices) == 1 else SEVERAL
    return make_finding("perbaikan-siapa", outcome, WHO, values, place="lead")


MATCH_HEADING = {
    ALL: _("Semua kode pada {pairs} rujukan antartabel cocok"),
    SOME: _("Kode tidak cocok pada {broken} dari {pairs} rujukan antartabel"),
    NONE: _("Kode tidak cocok pada semua {pairs} rujukan antartabel"),
    CANNOT: _("Rekonsiliasi tidak dapat dihitung karena tidak ada tabel yang saling merujuk"),
}


def find_references(review: QualityReview) -> Finding:
    """Head the section on reconciliation."""
    pairs, broken = len(review.references), int((review.references["unmatched"] > 0).sum())
    values = {"pairs": count_quantity(pairs), "broken": count_quantity(broken)}
    outcome = name_share(pairs - broken, pairs)
    return make_finding("rujukan-judul", outcome, MATCH_HEADING, values, place="heading")


FIGURE_HEADING = {
    ALL: _("Semua {figures} angka indikator dapat dihitung"),
    SOME: _("{lost} dari {figures} angka indikator tidak dapat dihitung"),
    NONE: _("Tidak satu pun dari {figures} angka indikator dapat dihitung"),
    CANNOT: _("Angka indikator tidak dapat dihitung karena kartu atau realisasinya tidak ada"),
}
FEASIBLE_LEAD = {
    ALL: _("Semua {cards} indikator layak dinilai terhadap targetnya."),
    SOME: _("{fit} dari {cards} indikator layak dinilai terhadap targetnya; tunda yang lain."),
    NONE: _("Tidak satu pun dari {cards} indikator layak dinilai terhadap targetnya."),
    CANNOT: _("Kelayakan indikator tidak dapat dihitung karena tidak ada kartu indikator."),
}


def find_indicators(review: QualityReview) -> list[Finding]:
    """Head the section on indicators: figures that can be computed, indicators that are fit."""
    rows = review.indicators
    whole, able = int(rows["angka"].sum()), int(rows["dapat"].sum())
    fit = int((rows["kelayakan"] == "layak").sum())
    figures = {"figures": count_quantity(whole), "lost": count_quantity(whole - able)}
    cards = {"cards": count_quantity(len(rows)), "fit": count_quantity(fit)}
    return [
        make_finding(
            "indikator-judul", name_share(able, whole), FIGURE_HEADING, figures, place="heading"
        ),
        make_finding(
            "indikator-layak", name_share(fit, len(rows)), FEASIBLE_LEAD, cards, place="lead"
        ),
    ]
