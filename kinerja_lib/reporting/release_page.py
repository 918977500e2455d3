"""The release of a report in words, on its page, and on the page that stays after withdrawal."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kinerja_lib.i18n import (
    _,
    clean_text,
    current_language,
    format_date,
    mark_foreign,
    name_period,
    use_language,
)
from kinerja_lib.reporting.catalogue_record import ZONES
from kinerja_lib.reporting.compare.seal import seal_folder
from kinerja_lib.reporting.page_template import page_styles, template_environment
from kinerja_lib.reporting.record import write_atomic, write_record
from kinerja_lib.reporting.swap import set_modes
from kinerja_lib.reporting.unit_files import list_pages

RELEASES = {
    "draf": _("Draf"),
    "disetujui": _("Disetujui"),
    "terbit": _("Terbit"),
    "ditarik": _("Ditarik"),
    "dikoreksi": _("Dikoreksi"),
}
_SHAPES = {"terbit": "ok", "dikoreksi": "ok", "ditarik": "bad"}
_PARTS = {"kotak": "box", "catatan": "note", "asal": "origin"}
_LONGEST = 600  # characters of a reason or note


def describe_release(record: Mapping[str, Any]) -> dict[str, Any]:
    """Say in which state a report is, how it was approved and what happened to it.

    Parameters
    ----------
    record : mapping
        run.json as the edition may show it: `release`, `approval`, `releases`, `timezone`.

    Returns
    -------
    dict
        `name` and `shape` of the state, `notes` (title and text) for readers at the top, `origin`
        (label and value) for the lineage; texts may hold marks of `mark_foreign`.
    """
    acts = list(record.get("releases", []))
    state, zone = record["release"], str(record.get("timezone"))
    last = acts[-1] if acts else {}
    name = _(RELEASES[state])
    if last.get("state") == state and not last.get("automatic"):
        name = _("{name}, {date}").format(name=name, date=_day(last, "at", zone))
    return {
        "name": name,
        "shape": _SHAPES.get(state, "na"),
        "notes": [_note(last, state, zone)] if last.get("state") == state and state in
        ("dikoreksi", "ditarik") else [],
        "origin": _origin(record, acts, zone),
    }  # fmt: skip


def _note(act: Mapping[str, Any], state: str, zone: str) -> tuple[str, str]:
    if state == "ditarik":
        text = _("Ditarik pada {date}. Alasan: {reason}")
        reason = mark_foreign(clean_text(str(act.get("reason") or ""), _LONGEST))
        return _("Laporan ini ditarik."), text.format(date=_day(act, "at", zone), reason=reason)
    note = clean_text(str(act.get("note") or ""), _LONGEST)
    text = mark_foreign(note) or _("Alasan perubahan angka belum dicatat.")
    if act.get("replaced"):
        text += " " + _("Halaman ini menggantikan terbitan {date}.").format(
            date=_day(act, "replaced", zone)
        )
    return _("Catatan revisi."), text


def _origin(record: Mapping[str, Any], acts: list[Any], zone: str) -> list[tuple[str, str]]:
    rows = []
    approval = record.get("approval")
    if approval and record["release"] != "draf":
        rows.append((_("Persetujuan"), _say_approval(approval, zone)))
    elif record["release"] == "draf":
        rows.append((_("Persetujuan"), _("belum disetujui; belum untuk umum")))
    past = [act for act in acts if act.get("state") in RELEASES]
    if len(past) > 1:
        told = [_say_act(act, zone) for act in past]
        rows.append((_("Riwayat rilis"), "; ".join(told)))
    return rows


def _say_approval(approval: Mapping[str, Any], zone: str) -> str:
    reason = mark_foreign(clean_text(str(approval.get("reason") or ""), 300))
    if approval.get("automatic"):
        return _("disetujui otomatis: {reason}").format(reason=reason)
    text = _("disetujui {date}").format(date=_day(approval, "at", zone))
    if approval.get("by"):
        text += " " + _("oleh {name}").format(
            name=mark_foreign(clean_text(str(approval["by"]), 120))
        )
    return f"{text}: {reason}" if reason else text


def _say_act(act: Mapping[str, Any], zone: str) -> str:
    text = _(RELEASES[act["state"]])
    if act.get("automatic"):  # no date: equal runs give equal pages
        return text
    return _("{name}, {date}").format(name=text, date=_day(act, "at", zone))


def _day(act: Mapping[str, Any], name: str, zone: str) -> str:
    there = dt.timezone(dt.timedelta(hours=ZONES.get(zone, 7)))
    return format_date(dt.datetime.fromisoformat(act[name]).astimezone(there).date())


def stamp_folder(folder: Path, edition: str, record: Mapping[str, Any]) -> bool:
    """Write release, run.json and check codes of a folder anew; say whether its page could be told.

    A page of an earlier version has no place for it and stays as it is.

    Parameters
    ----------
    folder : Path
        A complete folder of an edition that no reader sees yet.
    edition : str
        Its edition.
    record : mapping
        run.json as this edition may show it.
    """
    page = (folder / "index.html").read_text(encoding="utf-8")
    stamp_pages(folder, record)
    write_record(folder, record)
    seal_folder(folder)
    set_modes(folder, edition)
    return all(_mark(name).search(page) for name in _PARTS)


def stamp_pages(folder: Path, record: Mapping[str, Any]) -> None:
    """Write the release into every page of a folder, those of units included."""
    for path in list_pages(folder):
        stamped = stamp_page(path.read_text(encoding="utf-8"), record)
        write_atomic(path, stamped.encode())


def stamp_page(page: str, record: Mapping[str, Any]) -> str:
    """Write the parts of a page that tell its release anew; the rest keeps every byte."""
    with use_language(record["language"]):
        macros = template_environment().get_template("release.html.j2").module
        view = describe_release(record)
        for name, macro in _PARTS.items():
            part = str(getattr(macros, macro)(view))
            page = _mark(name).sub(lambda _match, part=part: part, page, count=1)
    return page


def strip_release(page: str) -> str:
    """Take the parts out of a page that tell its release: what is left comes from the run alone."""
    for name in _PARTS:
        page = _mark(name).sub("", page)
    return page


def _mark(name: str) -> re.Pattern[str]:
    return re.compile(f"<!--rilis:{name}-->.*?<!--/rilis:{name}-->", re.DOTALL)


def withdrawn_page(record: Mapping[str, Any]) -> str:
    """Write the page that stays at the public address: that it was withdrawn and why, no number."""
    with use_language(record["language"]):
        period = name_period(record["period"])
        environment = template_environment()
        context = {
            "lang": current_language(),
            "styles": page_styles(),
            "facts": record,
            "period": period,
            "kicker": f"{_(record['title'])} {period}, {record['region']}",
            "r": describe_release(record),
            "depth": "../" * (4 if record.get("unit") else 3),
        }
        return environment.get_template("withdrawn.html.j2").render(context)
