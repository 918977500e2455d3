"""Sentences of the indicator review; each is chosen by the counts it states."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.performance.review import IndicatorReview
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.rules.targets import VERSION

ALL, SOME, NONE, CANNOT = "semua", "sebagian", "tidak satu pun", "tidak dapat dihitung"
GAP, REACHED, BOTH, NEITHER = "ada sela", "ada capaian", "keduanya", "tidak ada"

HEADLINE = {
    ALL: _("Semua target nasional tercapai atau lebih baik di {areas} wilayah"),
    SOME: _("{met} dari {judged} target nasional tercapai atau lebih baik"),
    GAP: _(
        "{met} dari {judged} target nasional tercapai atau lebih baik; "
        "{indicators} tidak tercapai di semua wilayah"
    ),
    NONE: _("Tidak satu pun dari {judged} target nasional tercapai"),
    CANNOT: _("Capaian tidak dapat dihitung: target atau realisasi {year} belum ada"),
}
OVERALL = {
    ALL: _("**Semua {judged} target nasional tercapai atau lebih baik** pada {year}."),
    SOME: _(
        "**{met} dari {judged} target nasional tercapai atau lebih baik** pada "
        "{year}; {missed} tidak tercapai."
    ),
    NONE: _("**Tidak satu pun dari {judged} target nasional tercapai** pada {year}."),
    CANNOT: _("**Tidak ada target nasional yang dapat dinilai** pada {year}."),
}
REACH = {
    BOTH: _(
        "**{gaps} tidak tercapai di semua wilayah;** {reached} tercapai atau lebih baik di "
        "semua wilayah (target nasional)."
    ),
    GAP: _("**{gaps} tidak tercapai di semua wilayah** (target nasional)."),
    REACHED: _("**{reached} tercapai atau lebih baik di semua wilayah** (target nasional)."),
    NEITHER: _(
        "**Hasil tiap indikator berbeda antarwilayah:** tidak ada indikator yang tercapai, "
        "atau tidak tercapai, di semua wilayah (target nasional)."
    ),
    CANNOT: _("**Indikator tidak dapat dibandingkan** karena target atau realisasi belum ada."),
}
PATH = {
    ALL: _(
        "**Semua {known} deret tercatat membaik** sejak awal seri yang tidak terputus; tanpa "
        "galat baku, perubahan ini belum diuji."
    ),
    SOME: _(
        "**{better} dari {known} deret tercatat membaik** dan {worse} memburuk sejak "
        "awal seri yang tidak terputus; tanpa galat baku, perubahan ini belum diuji."
    ),
    NONE: _(
        "**Tidak satu pun dari {known} deret tercatat membaik** sejak awal seri yang tidak "
        "terputus; tanpa galat baku, perubahan ini belum diuji."
    ),
    CANNOT: _(
        "**Perubahan antartahun tidak dapat dihitung** karena tiap deret hanya memuat satu angka."
    ),
}


def _outcome(part: int, whole: int, unknown: int = 0) -> str:
    """Name a share: all, some, none, or cannot be computed; never "all" while some are unknown."""
    if whole == 0:
        return CANNOT
    if part == whole:
        return SOME if unknown else ALL
    return NONE if part == 0 else SOME


def _count(number: int, unit: str = "") -> Quantity:
    return Quantity(int(number), unit, words=True)


def _counts(review: IndicatorReview) -> dict[str, int]:
    table = review.indicators
    met, missed = int(table["tercapai"].sum()), int(table["tidak_tercapai"].sum())
    cells = len(table) * review.own["wilayah"].nunique()
    judged = met + missed
    return {"met": met, "missed": missed, "judged": judged, "unknown": cells - judged}


def _gaps(review: IndicatorReview) -> tuple[list[str], list[str]]:
    """Name the indicators missed in every area, and those reached in every one.

    An indicator that cannot be judged in some area is neither: the sentences speak of all areas.
    """
    table = review.indicators
    areas = review.own["wilayah"].nunique()
    gaps = table[table["tidak_tercapai"] == areas]["nama_pendek"]
    reached = table[table["tercapai"] == areas]["nama_pendek"]
    return list(gaps), list(reached)


def find_headline(review: IndicatorReview) -> Finding:
    """State the one thing a reader takes away."""
    counts = _counts(review)
    outcome = _outcome(counts["met"], counts["judged"], counts["unknown"])
    gaps, _reached = _gaps(review)
    if outcome == SOME and gaps:
        outcome = GAP
    values = {
        **{name: _count(number) for name, number in counts.items()},
        "areas": _count(review.own["wilayah"].nunique()),
        "indicators": gaps,
        "year": str(review.year),
    }
    return _finding("judul", outcome, HEADLINE, values, place="headline")


def _finding(
    id: str, outcome: str, messages: Mapping[str, str], values: Mapping[str, object], **place: str
) -> Finding:
    """Keep only the values that the chosen message uses."""
    used = {k: v for k, v in values.items() if "{" + k + "}" in messages[outcome]}
    return Finding(id, outcome, messages, used, subject="umum", rule=VERSION, **place)


def find_answers(review: IndicatorReview) -> list[Finding]:
    """Answer the question of the report in three sentences."""
    counts = {name: _count(number) for name, number in _counts(review).items()}
    year = {"year": str(review.year)}
    overall = _outcome(int(counts["met"].value), int(counts["judged"].value))
    gaps, reached = _gaps(review)
    reach = {(True, True): BOTH, (True, False): GAP, (False, True): REACHED}.get(
        (bool(gaps), bool(reached)), NEITHER
    )
    known = review.paths[review.paths["arah_perubahan"] != CANNOT]
    better = int((known["arah_perubahan"] == "membaik").sum())
    worse = int((known["arah_perubahan"] == "memburuk").sum())
    path = {"known": _count(len(known)), "better": _count(better), "worse": _count(worse)}
    capaian = {"place": "answer", "section": "capaian"}
    perjalanan = {"place": "answer", "section": "perjalanan"}
    reach = CANNOT if overall == CANNOT else reach
    names = {"gaps": gaps, "reached": reached}
    return [
        _finding("jawaban-capaian", overall, OVERALL, counts | year, **capaian),
        _finding("jawaban-indikator", reach, REACH, names, **capaian),
        _finding("jawaban-perjalanan", _outcome(better, len(known)), PATH, path, **perjalanan),
    ]


ASK_TARGETS = {
    "ada": _(
        "Ganti target nasional dengan target RPJMD tiap wilayah, agar kesimpulan menjadi "
        "milik wilayah itu sendiri."
    )
}
ASK_GAPS = {GAP: _("Bahas penyebab {gaps} tidak tercapai di semua wilayah.")}
ASK_DERIVED = {
    "ada": _("Mintakan angka resmi pengganti {series}: angka yang ada adalah rerata wilayah lain.")
}


def find_requests(review: IndicatorReview) -> list[Finding]:
    """Ask the leader for at most three decisions that the results call for."""
    gaps, _reached = _gaps(review)
    derived = review.judged[review.judged["turunan"]]
    asks = []
    if gaps:
        asks.append(_finding("minta-sela", GAP, ASK_GAPS, {"gaps": gaps}, place="ask"))
    asks.append(_finding("minta-target", "ada", ASK_TARGETS, {}, place="ask"))
    if len(derived):
        series = [
            f"{r.nama_pendek} {r.wilayah}"
            for r in derived.drop_duplicates(["indikator", "wilayah"]).itertuples()
        ]
        asks.append(
            _finding("minta-resmi", "ada", ASK_DERIVED, {"series": series[:5]}, place="ask")
        )
    return asks[:3]


QUALITY_HEADING = {
    ALL: _("Semua angka {year} tersedia dan dapat dinilai"),
    SOME: _("Data {year} dapat dinilai, kecuali {cannot} dari {cells} angka"),
    NONE: _("Tidak satu pun angka {year} dapat dinilai"),
    CANNOT: _("Tidak ada data untuk {year}"),
}
QUALITY_LEAD = {
    "dengan target": _(
        "{rows} baris dibaca dan semuanya diterima. Dari {figures} angka "
        "realisasi, {targets} mempunyai target nasional; yang lain ditulis "
        "“tidak dapat dihitung”, bukan nol."
    ),
    "tanpa target": _(
        "{rows} baris dibaca dan semuanya diterima. Tidak satu pun dari "
        "{figures} angka realisasi mempunyai target nasional."
    ),
}


def find_quality(review: IndicatorReview) -> list[Finding]:
    """State what the data allow, before any result."""
    now = review.judged[review.judged["tahun"] == review.year]
    cells = review.judged["wilayah"].nunique() * review.judged["indikator"].nunique()
    cannot = cells - int((now["kesimpulan"] != CANNOT).sum())
    heading = {ALL: NONE, NONE: ALL}.get(share := _outcome(cannot, cells), share)
    figures = review.judged[review.judged["realisasi"].notna()]
    targets = int((figures["target_bawah"].notna() | figures["target_atas"].notna()).sum())
    values = {"year": str(review.year), "cannot": _count(cannot), "cells": _count(cells)}
    lead = {
        "rows": Quantity(review.rows_read),
        "figures": Quantity(len(figures)),
        "targets": Quantity(targets),
    }
    return [
        _finding("mutu-judul", heading, QUALITY_HEADING, values, place="heading"),
        _finding(
            "mutu-ringkas",
            "dengan target" if targets else "tanpa target",
            QUALITY_LEAD,
            lead,
            place="lead",
        ),
    ]


FLAG = {
    "turunan": _(
        "**{series} tidak dipakai.** Angka ini adalah rerata sederhana wilayah lain, "
        "bukan angka wilayah itu sendiri."
    ),
    "putus seri": _(
        "**Seri {indicator} terputus sebelum {year}.** Metodenya berubah; tidak ada "
        "kecenderungan yang dihitung melintasinya."
    ),
    "catatan": _("**{indicator}.** {note}."),
}


def find_flags(review: IndicatorReview) -> list[Finding]:
    """Name each figure or series that readers must not misread."""
    flags = []
    derived = review.judged[review.judged["turunan"]].drop_duplicates(["indikator", "wilayah"])
    for i, row in enumerate(derived.itertuples(), start=1):
        series = f"{row.nama} {row.wilayah}"
        flags.append(_finding(f"tanda-turunan-{i}", "turunan", FLAG, {"series": series}))
    used = review.cards["indikator"].isin(review.judged["indikator"])
    for i, row in enumerate(review.cards[used].itertuples(), start=1):
        if not pd.isna(row.putus_seri):
            values = {"indicator": row.nama_pendek, "year": str(int(row.putus_seri))}
            flags.append(_finding(f"tanda-putus-{i}", "putus seri", FLAG, values))
        if row.catatan:
            values = {"indicator": row.nama_pendek, "note": row.catatan.rstrip(".")}
            flags.append(_finding(f"tanda-catatan-{i}", "catatan", FLAG, values))
    return flags


ACHIEVEMENT_HEADING = {
    ALL: _("Semua indikator mencapai target nasional di semua wilayah"),
    SOME: _("{met} indikator mencapai target nasional di lebih dari separuh wilayah"),
    NONE: _("Tidak satu pun indikator mencapai target nasional di lebih dari separuh wilayah"),
    CANNOT: _("Capaian {year} tidak dapat dihitung"),
}
PATH_HEADING = {
    ALL: _("Semua indikator tercatat membaik di lebih dari separuh wilayah"),
    SOME: _("{better} dari {indicators} indikator tercatat membaik di lebih dari separuh wilayah"),
    NONE: _("Tidak satu pun indikator tercatat membaik di lebih dari separuh wilayah"),
    CANNOT: _("Perubahan antartahun tidak dapat dihitung"),
}


def find_achievement(review: IndicatorReview) -> Finding:
    """Head the section on achievement."""
    table = review.indicators
    judged = table["tercapai"] + table["tidak_tercapai"]
    majority = int((table["tercapai"] * 2 > judged).sum())
    not_met = int((table["tercapai"] < review.own["wilayah"].nunique()).sum())
    outcome = _outcome(majority, int((judged > 0).sum()), not_met)
    values = {"met": _count(majority), "year": str(review.year)}
    return _finding("capaian-judul", outcome, ACHIEVEMENT_HEADING, values, place="heading")


def find_path(review: IndicatorReview) -> Finding:
    """Head the section on the path over the years."""
    known = review.paths[review.paths["arah_perubahan"] != CANNOT]
    share = (known["arah_perubahan"] == "membaik").groupby(known["indikator"]).mean()
    better = int((share > 0.5).sum())
    values = {"better": _count(better), "indicators": _count(len(share))}
    outcome = _outcome(better, len(share), len(review.indicators) - len(share))
    return _finding("perjalanan-judul", outcome, PATH_HEADING, values, place="heading")
