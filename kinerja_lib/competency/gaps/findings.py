"""Sentences about gaps and about what is missing; each is chosen by the counts it states."""

from __future__ import annotations

import datetime as dt

from kinerja_lib.basis.offices import TRAINING_OFFICE
from kinerja_lib.competency.gaps.ratings import CONFLICT, EXPIRED, LATER, NOT_RATED, UNDATED
from kinerja_lib.competency.gaps.required import TABLE
from kinerja_lib.competency.gaps.review import GapReview
from kinerja_lib.competency.gaps.summaries import count_competencies, count_missing
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    FEW,
    FEWEST,
    NEARLY,
    NONE,
    SOME,
    count_parts,
    count_people,
    date_values,
    make_finding,
    name_few,
    name_people,
    name_share,
)

SECTION = "kesenjangan"
OVER = "banyak yang belum dinilai"
HEADING = {
    OVER: _("{share} tingkat yang disyaratkan belum mempunyai nilai yang berlaku"),
    SOME: _("Kesenjangan paling sering ada pada {names}"),
    FEW: _("Kesenjangan hanya ada pada sedikit pegawai"),
    NONE: _("Tidak ada tingkat yang dinilai di bawah syarat jabatan"),
    CANNOT: _("Kesenjangan kompetensi tidak dapat dihitung"),
}
PEOPLE = {
    ALL: _(
        "**Semua pegawai yang dinilai, {rated} orang, mempunyai paling sedikit satu kesenjangan "
        "kompetensi**, paling sering pada {names}."
    ),
    SOME: _(
        "**{short} dari {rated} pegawai yang dinilai mempunyai paling sedikit satu kesenjangan "
        "kompetensi**, paling sering pada {names}."
    ),
    FEW: _(
        "**Kurang dari sepuluh dari {rated} pegawai yang dinilai mempunyai kesenjangan "
        "kompetensi.**"
    ),
    NEARLY: _(
        "**Hampir semua dari {rated} pegawai yang dinilai mempunyai kesenjangan kompetensi**, "
        "paling sering pada {names}."
    ),
    NONE: _("**Tidak satu pun pegawai yang dinilai, {rated} orang, mempunyai kesenjangan.**"),
    CANNOT: _(
        "**Kesenjangan kompetensi tidak dapat dihitung** karena belum ada nilai yang berlaku untuk "
        "kompetensi yang disyaratkan."
    ),
}


def name_frequent(review: GapReview, most: int = 3) -> list[str]:
    """Name the competencies that are most often below the level, of those with enough people.

    A competency counts where at least `FEWEST` people are rated and `FEWEST` are below.
    """
    table = count_competencies(review)
    table = table[(table["n"] >= FEWEST) & (table["kurang"] >= FEWEST)]
    share = table["kurang"] / table["n"]
    order = share.sort_values(ascending=False, kind="stable").index[:most]
    return [str(name) for name in table.loc[order, "kompetensi"]]


def is_over(review: GapReview) -> bool:
    """Tell whether so much is missing that it is said before anything else."""
    share = review.missing_share
    return share is not None and share > review.limits.missing_share


def find_heading(review: GapReview) -> Finding:
    """Head the section: what is missing where it is much, else where gaps are."""
    names, share = name_frequent(review), review.missing_share
    outcome = SOME if names else FEW if review.people["kurang"].any() else NONE
    outcome = OVER if is_over(review) else outcome if len(review.rated) else CANNOT
    values = {"names": names, "share": _percent(share)}
    n = len(review.people) or None
    return make_finding("kesenjangan-judul", outcome, HEADING, values, place="heading", n=n)


def find_people(review: GapReview, *, place: str = "") -> Finding:
    """Say how many rated people have a gap, and in what; what is missing goes before it."""
    rated = review.rated
    short, names = int((rated["kurang"] > 0).sum()), name_frequent(review)
    outcome = name_people(short, len(rated))
    values = {
        "short": count_people(short),
        "rated": count_people(len(rated)),
        "names": names or [_("kompetensi yang berbeda-beda")],
    }
    place = place or ("text" if is_over(review) else "lead")
    options = {"place": place, "n": len(rated) or None, "rule": "jpm.hitung"}
    if place == "answer":
        options["section"] = SECTION
    id = "jawaban-kesenjangan" if place == "answer" else "kesenjangan-pegawai"
    return make_finding(id, outcome, PEOPLE, values, **options)


MISSING = {
    OVER: _(
        "**{share} tingkat yang disyaratkan belum mempunyai nilai yang berlaku**, lebih dari batas "
        "{limit}. Angka di bawah hanya berbicara tentang yang sudah dinilai; yang belum dinilai "
        "tidak dibaca sebagai memenuhi."
    ),
    SOME: _(
        "{share} tingkat yang disyaratkan belum mempunyai nilai yang berlaku. Yang belum dinilai "
        "tidak dibaca sebagai memenuhi."
    ),
    NONE: _("Semua tingkat yang disyaratkan mempunyai nilai yang berlaku."),
    CANNOT: _("Belum ada tingkat yang disyaratkan, sehingga kelengkapan tidak dapat dihitung."),
}


def find_missing(review: GapReview) -> Finding:
    """Say which share of the required levels has no valid rating."""
    share = review.missing_share
    outcome = CANNOT if share is None else OVER if is_over(review) else SOME if share else NONE
    values = {"share": _percent(share), "limit": _percent(review.limits.missing_share)}
    n = len(review.people) or None
    options = {"place": "lead" if outcome == OVER else "text", "rule": "jpm.masa_berlaku"}
    return make_finding("nilai-hilang", outcome, MISSING, values, n=n, **options)


SET_ASIDE = "ada yang disisihkan"
WHY = {
    SOME: _(
        "Sebabnya, dalam hitungan tingkat: {never} belum pernah dinilai, {expired} kedaluwarsa."
    ),
    SET_ASIDE: _(
        "Sebabnya, dalam hitungan tingkat: {never} belum pernah dinilai, {expired} kedaluwarsa, "
        "{conflict} dengan dua nilai berbeda pada satu tanggal, {other} tanpa tanggal atau "
        "bertanggal sesudah tanggal acuan."
    ),
    NONE: _("Tidak ada nilai yang disisihkan karena umur, tanggal, atau pertentangan."),
}


def find_reasons(review: GapReview) -> Finding:
    """Count the required levels without a valid rating by reason; rare ones only where they are."""
    reasons = review.reasons
    parts = {
        "never": reasons[NOT_RATED],
        "expired": reasons[EXPIRED],
        "conflict": reasons[CONFLICT],
        "other": reasons[UNDATED] + reasons[LATER],
    }
    outcome = SOME if any(parts.values()) else NONE
    outcome = SET_ASIDE if parts["conflict"] or parts["other"] else outcome
    n = len(review.people) or None
    return make_finding("nilai-hilang-sebab", outcome, WHY, count_parts(parts), n=n)


CONFLICTS = {
    SOME: _(
        "**{cells} tingkat mempunyai dua nilai berbeda pada tanggal yang sama.** Tidak satu pun "
        "dipakai sampai {office} menetapkan yang berlaku."
    ),
    NONE: _("Tidak ada dua nilai berbeda pada tanggal yang sama."),
}


def find_conflicts(review: GapReview) -> Finding:
    """Say how many cells have two levels on one day."""
    number = len(review.conflicts)
    values = {"cells": count_people(number), "office": TRAINING_OFFICE}
    n = len(review.people) or None
    return make_finding("dua-nilai", SOME if number else NONE, CONFLICTS, values, n=n)


STANDARDS = {
    SOME: _(
        "**Kesenjangan {people} pegawai aktif tidak dapat dihitung** karena jabatannya kosong atau "
        "belum mempunyai standar kompetensi. Mereka tidak dianggap memenuhi."
    ),
    ALL: _(
        "**Kesenjangan semua pegawai aktif tidak dapat dihitung** karena jabatannya kosong atau "
        "belum mempunyai standar kompetensi."
    ),
    NONE: _("Semua pegawai aktif memangku jabatan dengan standar kompetensi."),
    CANNOT: _("Tidak ada pegawai aktif pada data utama."),
}


def find_standards(review: GapReview) -> Finding:
    """Say how many active people have no post with a standard."""
    number = len(review.without_standard)
    outcome = name_share(number, len(review.staff))
    values = {"people": count_people(number)}
    n = len(review.staff) or None
    return make_finding("tanpa-standar", outcome, STANDARDS, values, n=n)


ORIGIN = {
    ALL: _(
        "Semua tingkat yang disyaratkan diambil dari tabel jenjang pada berkas aturan, karena "
        "standar jabatan belum ada (perlu diverifikasi)."
    ),
    SOME: _(
        "{share} tingkat yang disyaratkan diambil dari tabel jenjang pada berkas aturan, karena "
        "standar jabatannya belum memuatnya (perlu diverifikasi)."
    ),
    NONE: _("Semua tingkat yang disyaratkan berasal dari standar jabatan yang berlaku."),
    CANNOT: _("Belum ada tingkat yang disyaratkan."),
}


def find_origin(review: GapReview) -> Finding:
    """Say which share of the required levels is not from the post's own standard."""
    part, whole = int((review.cells["asal"] == TABLE).sum()), len(review.cells)
    values = {"share": _percent(100.0 * part / whole if whole else None)}
    options = {"n": len(review.people) or None, "rule": "jpm.tingkat_syarat_lain"}
    return make_finding("asal-syarat", name_share(part, whole), ORIGIN, values, **options)


MATCH = {
    ALL: _("JPM dapat dihitung untuk semua {whole} pegawai yang jabatannya mempunyai standar."),
    SOME: _(
        "JPM dapat dihitung untuk {part} dari {whole} pegawai. Yang lain belum dinilai lengkap, "
        "dan JPM dari sebagian kompetensi tidak diberikan."
    ),
    FEW: _("JPM dapat dihitung untuk kurang dari sepuluh dari {whole} pegawai."),
    NEARLY: _("JPM dapat dihitung untuk hampir semua dari {whole} pegawai."),
    NONE: _("JPM belum dapat dihitung: tidak ada pegawai yang dinilai lengkap."),
    CANNOT: _("JPM tidak dapat dihitung karena belum ada jabatan dengan standar kompetensi."),
}


def find_match(review: GapReview) -> Finding:
    """Say for how many people the match can be computed."""
    part, whole = int(review.people["jpm"].notna().sum()), len(review.people)
    values = {"part": count_people(part), "whole": count_people(whole)}
    options = {"n": whole or None, "rule": "jpm.hitung"}
    return make_finding("jpm-dihitung", name_people(part, whole), MATCH, values, **options)


ASK = {
    SOME: _(
        "Minta {office} melengkapi penilaian kompetensi, mulai dari {names}, paling lambat "
        "{tanggal} {bulan} {tahun}."
    ),
    CONFLICT: _(
        "Minta {office} menetapkan tingkat yang berlaku bagi {cells} tingkat dengan dua nilai, "
        "paling lambat {tanggal} {bulan} {tahun}."
    ),
}


def find_requests(review: GapReview, deadline: dt.date) -> list[Finding]:
    """Ask for ratings where much is missing, and for a decision on conflicts."""
    values = date_values(deadline) | {"office": TRAINING_OFFICE}
    n, asks = len(review.people), []
    if is_over(review):
        units = count_missing(review)
        units = units[units["n"] >= FEWEST].sort_values("hilang", ascending=False, kind="stable")
        names = name_few(units["nama"][:3]) or [_("semua unit")]
        asked = values | {"names": names}
        asks.append(make_finding("minta-nilai", SOME, ASK, asked, place="ask", n=n))
    if len(review.conflicts):
        asked = values | {"cells": count_people(len(review.conflicts))}
        asks.append(make_finding("minta-tetapkan", CONFLICT, ASK, asked, place="ask", n=n))
    return asks


def _percent(share: float | None) -> Quantity | str:
    return "" if share is None else Quantity(share, "%", 1)
