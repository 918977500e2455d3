"""The words of the catalogue: states, causes, periods, counts, in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from kinerja_lib.i18n import _, count_words, current_language, format_date
from kinerja_lib.i18n import name_period as name_period  # a word of the catalogue's template
from kinerja_lib.publish.quantity import word_text
from kinerja_lib.reporting.catalogue_record import ZONES
from kinerja_lib.reporting.catalogue_state import KINDS, ReportState

LANGUAGE_NAMES = {"id": "Bahasa Indonesia", "en": "English"}


def name_state(state: str) -> str:
    """Name the state of a report in one or two words."""
    return {
        "current": _("mutakhir"),
        "late": _("terlambat"),
        "delayed": _("tertunda"),
        "failed": _("gagal"),
        "check": _("perlu diperiksa"),
        "running": _("sedang berjalan"),
        "unpublished": _("belum terbit"),
        "withdrawn": _("ditarik"),
    }[state]


def name_release(release: str) -> str:
    """Name the release state of an edition."""
    return {
        "draf": _("draf"),
        "disetujui": _("disetujui"),
        "terbit": _("terbit"),
        "ditarik": _("ditarik"),
        "dikoreksi": _("dikoreksi"),
    }[release]


def name_edition(edition: str) -> str:
    """Name an edition."""
    return _("internal") if edition == "internal" else _("publik")


def name_cause(status: str) -> str:
    """Say in a word or two why a run gave no report."""
    return {
        "refused_data": _("Ditolak karena data"),
        "refused_disclosure": _("Ditolak karena kerahasiaan"),
        "timeout": _("Melewati batas waktu"),
        "out_of_memory": _("Kehabisan memori"),
        "killed": _("Dihentikan"),
        "interrupted": _("Terputus"),
        "running": _("Perlu diperiksa"),
    }.get(status, _("Gagal"))


def explain_unreadable(reason: str) -> tuple[str, str]:
    """Say why a folder is left out, and what to do about it."""
    again = _("Jalankan ulang laporan ini; catatan yang rusak tidak memuat hasil yang berlaku.")
    return {
        "missing": (_("Folder ini tidak memuat run.json."), again),
        "broken": (_("Isi run.json tidak dapat dibaca."), again),
        "not_a_record": (_("run.json bukan berkas biasa, atau terlalu besar."), again),
        "other_schema": (
            _("run.json ditulis dalam bentuk yang tidak dikenal."),
            _("Perbarui kinerja_lib, atau jalankan ulang laporan ini."),
        ),
        "incomplete": (_("run.json tidak menyebut daerah, periode, atau laporan."), again),
        "unknown_status": (_("Status pada run.json tidak dikenal."), again),
        "not_complete": (_("run.json tidak menyatakan bahwa laporan ini selesai."), again),
        "no_page": (_("Folder ini tidak memuat index.html."), again),
        "draft_in_public": (
            _("Draf ada di folder publik. Draf itu tidak dicantumkan pada daftar publik."),
            _("Setujui laporan ini, atau keluarkan dari folder publik."),
        ),
    }[reason]


def count_days(days: int) -> str:
    """Write a number of days."""
    return _("1 hari") if days == 1 else _("{days} hari").format(days=days)


def stamp(now: dt.datetime, zone: str) -> str:
    """Write a moment as date and time in a zone: 22 November 2026 pukul 06.10 WIB."""
    there = now.astimezone(dt.timezone(dt.timedelta(hours=ZONES[zone])))
    return _("{date} pukul {hour}.{minute} {zone}").format(
        date=format_date(there.date()), hour=f"{there:%H}", minute=f"{there:%M}", zone=zone
    )


def start_sentence(text: str) -> str:
    """Write the first letter large."""
    return text[:1].upper() + text[1:]


def count_current(states: Iterable[str]) -> str:
    """Say how many reports are current: the first sentence of the page."""
    counts = Counter(states)
    current, total = counts["current"], sum(counts.values())
    if total == 1:
        return (
            _("Satu laporan tersedia dan mutakhir.")
            if current
            else _("Satu laporan, belum mutakhir.")
        )
    if current == total:
        return _("Semuanya mutakhir: {total} laporan.").format(total=count_words(total))
    if not current:
        return _("Belum satu pun dari {total} laporan mutakhir.").format(total=count_words(total))
    shown = count_words(current)
    figures = shown[0].isdigit()  # a sentence does not begin with a figure
    message = (
        _("Sebanyak {n} dari {total} laporan mutakhir.")
        if figures
        else _("{n} dari {total} laporan mutakhir.")
    )
    return start_sentence(message.format(n=shown, total=count_words(total)))


def count_others(states: Iterable[str]) -> str:
    """Say how many reports are in each other state; empty when all are current."""
    counts = Counter(states)
    phrase = {
        "failed": _("{n} gagal dan perlu tindakan"),
        "check": _("{n} perlu diperiksa"),
        "late": _("{n} terlambat"),
        "delayed": _("{n} menunggu edisi baru"),
        "running": _("{n} sedang berjalan"),
        "unpublished": _("{n} belum pernah terbit"),
        "withdrawn": _("{n} ditarik"),
    }
    parts = [phrase[s].format(n=count_words(counts[s])) for s in phrase if counts[s]]
    if not parts:
        return ""
    *before, last = parts
    listed = _("{first}, dan {last}") if len(parts) > 2 else _("{first} dan {last}")
    joined = listed.format(first=", ".join(before), last=last) if before else last
    return start_sentence(joined) + "."


def order_states(states: Iterable[str]) -> list[tuple[str, int]]:
    """List the states that occur with their counts, in the order of filters."""
    counts = Counter(states)
    return [(state, counts[state]) for state in KINDS if counts[state]]


def explain_silence(status: str) -> str:
    """Say what is known about a run that left no cause."""
    if status == "running":
        return _("Proses ini tercatat berjalan lebih dari sehari, tanpa hasil.")
    return _("Proses berhenti tanpa keterangan. Tidak ada laporan yang tertimpa.")


def repeat_cause(text: str, status: str, language: str) -> str:
    """Repeat what a run left as its cause, marked where it stays Indonesian.

    The terminal speaks Indonesian, and so do causes; only what stopped a page in English is told
    in English. A remedy without fields is a message and is translated.
    """
    if status == "refused_disclosure" and language == current_language() != "id":
        return _(text)
    return word_text(text, mark=True)


def say_when(state: str, moment: dt.datetime) -> str:
    """Say when a run failed, or since when it has been running."""
    message = _("gagal {date}") if state == "failed" else _("berjalan sejak {date}")
    return message.format(date=format_date(moment.date(), short=True))


def say_made(release: str, moment: dt.datetime) -> str:
    """Say when an edition was published, or, while it waits for approval, when it was made."""
    waits = release in ("draf", "disetujui")
    message = _("dibuat {date}") if waits else _("terbit {date}")
    return message.format(date=format_date(moment.date(), short=True))


def count_unreadable(count: int) -> str:
    """Say how many folders are left out of the catalogue."""
    return start_sentence(_("{n} catatan proses tidak terpakai.").format(n=count_words(count)))


def split_tally(total: int) -> tuple[str, str]:
    """Give the text before and after the number of reports that the filters leave."""
    message = _("Menampilkan {shown} dari {total} laporan.").replace("{total}", str(total))
    before, _mark, after = message.partition("{shown}")
    return before, after


def worst(units: Sequence[ReportState]) -> ReportState:
    """Pick the unit that most needs a look, for a cell that stands for several."""
    order = ("failed", "check", "late", "delayed", "withdrawn", "unpublished", "running", "current")
    return min(units, key=lambda report: order.index(report.state))
