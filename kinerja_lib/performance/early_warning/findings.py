"""Sentences on the early warning: which indicators are projected to end outside their target."""

from __future__ import annotations

import datetime as dt

from kinerja_lib.i18n import _
from kinerja_lib.performance.achievement.review import AchievementReview
from kinerja_lib.performance.achievement.words import make_finding
from kinerja_lib.performance.early_warning.review import ON, UNSURE, EarlyWarning
from kinerja_lib.publish import Finding, Quantity
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

NO_CARDS = "tanpa kartu"
HEADING = {
    ALL: _("Semua {judged} angka sesuai rencana; {off} deret di luar jalur ke target akhir tahun"),
    SOME: _(
        "{met} dari {judged} angka sesuai rencana; {off} deret di luar jalur ke target akhir tahun"
    ),
    NONE: _(
        "Tidak satu pun dari {judged} angka sesuai rencana; {off} deret di luar jalur ke "
        "target akhir tahun"
    ),
    CANNOT: _("Capaian indikator tidak dapat dihitung: realisasi atau target belum ada"),
    NO_CARDS: _("Capaian indikator tidak dapat dihitung: tabel iku belum ada atau tidak berisi"),
}
ANSWER = {
    ALL: _(
        "**Semua {projected} deret indikator diproyeksikan di luar target akhir tahun** bila "
        "polanya berlanjut."
    ),
    SOME: _(
        "**{off} dari {projected} deret indikator diproyeksikan di luar target akhir tahun** bila "
        "polanya berlanjut: {names}."
    ),
    NONE: _(
        "**Tidak satu pun dari {projected} deret indikator diproyeksikan di luar target akhir "
        "tahun** bila polanya berlanjut; {unsure} belum pasti."
    ),
    CANNOT: _(
        "**Proyeksi akhir tahun tidak dapat dihitung** karena nilai atau target tiap deret belum "
        "cukup."
    ),
    NO_CARDS: _(
        "**Proyeksi akhir tahun tidak dapat dihitung** karena tabel iku belum ada atau tidak "
        "berisi."
    ),
}
MEASURED = {
    ALL: _("**Semua {projected} deret indikator berakhir di luar target tahun ini.**"),
    SOME: _(
        "**{off} dari {projected} deret indikator berakhir di luar target tahun ini:** {names}."
    ),
    NONE: _("**Tidak satu pun dari {projected} deret indikator berakhir di luar target.**"),
    CANNOT: ANSWER[CANNOT],
    NO_CARDS: ANSWER[NO_CARDS],
}
LEAD = {
    "semua terukur": _(
        "Semua {projected} deret dapat dibandingkan dengan target akhir tahun, {measured} di "
        "antaranya dari nilai yang sudah diukur: {on} di jalur, {unsure} belum pasti, {off} di "
        "luar jalur."
    ),
    "terukur": _(
        "{projected} dari {series} deret dapat dibandingkan dengan target akhir tahun, {measured} "
        "di antaranya dari nilai yang sudah diukur: {on} di jalur, {unsure} belum pasti, {off} di "
        "luar jalur."
    ),
    "ada": _(
        "{projected} dari {series} deret dapat diproyeksikan: {on} di jalur, {unsure} belum pasti, "
        "{off} di luar jalur. Bila semua tepat di batas target, paling banyak sekitar {chance} "
        "tampak di luar jalur karena kebetulan."
    ),
    CANNOT: _("Tidak satu pun dari {series} deret dapat diproyeksikan ke akhir tahun."),
    NO_CARDS: _("Tidak ada deret indikator, sehingga tidak ada yang diproyeksikan."),
}
ONE = {
    "kisaran": _(
        "Bila pola ini berlanjut, nilai {name} ({unit}) pada Desember {year} diproyeksikan "
        "{value} (kisaran {level}: {range}), sedangkan batas targetnya {edge}."
    ),
    "kisaran, unit": _(
        "Bila pola ini berlanjut, nilai {name} di {place} ({unit}) pada Desember {year} "
        "diproyeksikan {value} (kisaran {level}: {range}), sedangkan batas targetnya {edge}."
    ),
    "terukur, unit": _(
        "Nilai {name} di {place} ({unit}) pada akhir {year} {value}, di luar target {edge}."
    ),
    "terukur": _("Nilai {name} ({unit}) pada akhir {year} {value}, di luar target {edge}."),
}
ASK = {
    "ada": _(
        "Minta {owners} membahas sebab dan menetapkan tindak lanjut untuk {names} paling lambat "
        "{day} {month} {year}."
    ),
    "tanpa pemilik": _("Tetapkan unit penanggung jawab untuk {names}, yang di luar jalur."),
}


def _names(warning: EarlyWarning) -> list[str]:
    return name_few(list(dict.fromkeys(warning.off["nama"])))


def find_heading(achievement: AchievementReview, warning: EarlyWarning) -> Finding:
    """Head the section: figures as planned, series off track."""
    counts = achievement.counts
    values = {
        "met": count_quantity(counts["tercapai"]),
        "judged": count_quantity(counts["dinilai"]),
        "off": count_quantity(len(warning.off)),
    }
    outcome = name_share(counts["tercapai"], counts["dinilai"])
    outcome = NO_CARDS if achievement.cards.empty else outcome
    return make_finding("indikator-heading", outcome, HEADING, values, place="heading")


def find_answers(warning: EarlyWarning) -> list[Finding]:
    """Answer which indicators will miss their target if they go on like this."""
    values = {
        "projected": count_quantity(warning.projected),
        "off": count_quantity(len(warning.off)),
        "unsure": count_quantity(warning.counts[UNSURE]),
        "names": _names(warning),
    }
    outcome = name_share(len(warning.off), warning.projected) if len(warning.series) else NO_CARDS
    place = {"place": "answer", "section": "indikator"}
    messages = MEASURED if warning.measured == warning.projected else ANSWER
    return [make_finding("jawaban-peringatan", outcome, messages, values, **place)]


def find_requests(warning: EarlyWarning, *, deadline: dt.date) -> list[Finding]:
    """Ask the owners to act on series off track, by a day; nothing where none is."""
    if warning.off.empty:
        return []
    values = {"owners": name_few(warning.owners), "names": _names(warning), **name_day(deadline)}
    outcome = "ada" if warning.owners else "tanpa pemilik"
    return [make_finding("minta-jalur", outcome, ASK, values, place="ask")]


def find_lead(warning: EarlyWarning) -> Finding:
    """Say how many series were projected, how they came out, and what chance may do."""
    counts = warning.counts
    values = {
        "series": count_quantity(len(warning.series)),
        "projected": count_quantity(warning.projected),
        "on": count_quantity(counts[ON]),
        "unsure": count_quantity(counts[UNSURE]),
        "off": count_quantity(len(warning.off)),
        "measured": count_quantity(warning.measured),
        "chance": Quantity(warning.chance, decimals=1),
    }
    outcome = "terukur" if warning.measured else "ada" if warning.projected else CANNOT
    if outcome == "terukur" and warning.projected == len(warning.series):
        outcome = "semua terukur"
    outcome = outcome if len(warning.series) else NO_CARDS
    return make_finding("proyeksi-ringkas", outcome, LEAD, values)


def find_off_track(warning: EarlyWarning) -> list[Finding]:
    """State projection, range and edge of each of at most three series off track."""
    return [_describe(row, warning, i) for i, row in enumerate(warning.off.head(3).itertuples())]


def _describe(row: object, warning: EarlyWarning, place: int) -> Finding:
    digits = int(row.desimal)
    edge = row.zona_bawah if row.proyeksi < row.zona_bawah else row.zona_atas
    values = {
        "name": row.nama,
        "place": row.unit,
        "unit": row.satuan if isinstance(row.satuan, str) else _("tanpa satuan"),
        "year": str(warning.year),
        "value": Quantity(row.proyeksi, decimals=digits),
        "level": Quantity(100 * warning.pace.level, "%"),
        "range": Quantity(float("nan"), decimals=digits, low=row.rendah, high=row.tinggi),
        "edge": Quantity(edge, decimals=digits),
    }
    outcome = "terukur" if row.terukur else "kisaran"
    outcome += "" if row.unit == row.pemilik else ", unit"
    return make_finding(f"di-luar-jalur-{place + 1}", outcome, ONE, values)
