"""One run.json as the catalogue may show it: nothing in it is trusted.

Text is cleaned, dates and times are parsed or left out, and the place of a published report is
taken from the names of its folders, never from what its run.json claims.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Any

from kinerja_lib.i18n import clean_text
from kinerja_lib.reporting.record import SCHEMA
from kinerja_lib.reporting.unit_files import FAILED, MADE

RELEASES = ("draf", "disetujui", "terbit", "ditarik", "dikoreksi")
ZONES = {"WIB": 7, "WITA": 8, "WIT": 9}
LARGEST_RECORD = 8_000_000  # bytes; a longer run.json is reported instead of read
_YEARS = range(1900, 2201)


@dataclass(frozen=True)
class Record:
    """The part of one run.json that the catalogue shows, cleaned."""

    run_id: str
    status: str
    message: str  # cause.message, "" when there is none
    remedy: str
    cell: int | None
    release: str  # one of RELEASES; "draf" when not stated
    region: str
    region_slug: str
    period: str
    report: str
    title: str
    unit: str
    headline: str
    purpose: str  # the question and who asks it, a message; "" when not stated
    language: str  # of headline and page, "id" or "en"
    editions: tuple[str, ...]
    reference_date: dt.date | None
    next_release: dt.date | None
    owner: str
    zone: str  # a key of ZONES
    started: dt.datetime | None  # in the zone of the report
    finished: dt.datetime | None
    unit_pages: int = 0  # pages of units that were made
    unit_failures: int = 0  # pages of units that failed


def show_name(name: str) -> str:
    """Make the name of a folder fit to show."""
    return clean_text(os.fsencode(name).decode("utf-8", "replace"), 120)


def read_raw(path: Path) -> dict[str, Any] | str:
    """Read one run.json, or name the reason why it cannot be used."""
    try:
        facts = path.lstat()
        if not S_ISREG(facts.st_mode) or facts.st_size > LARGEST_RECORD:
            return "not_a_record"
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return "missing"
    except (OSError, ValueError, RecursionError):
        return "broken"
    if not isinstance(raw, dict):
        return "broken"
    return raw if raw.get("schema") == SCHEMA else "other_schema"


def clean_record(raw: dict[str, Any], names: tuple[str, ...]) -> Record:
    """Turn a run.json into a record; folder names, where given, overrule what it claims."""
    cause, measured = _part(raw, "cause"), _part(raw, "measured")
    zone = stated if (stated := _text(raw, "timezone")) in ZONES else "WIB"
    release = _text(raw, "release")
    region_slug, period, report = map(show_name, names[:3]) if names else _claimed_place(raw)
    return Record(
        run_id=_text(raw, "id", 60),
        status=_text(raw, "status", 40),
        message=_text(cause, "message", 600),
        remedy=_text(cause, "remedy", 600),
        cell=_cell(cause),
        release=release if release in RELEASES else "draf",
        region=_text(raw, "region", 120) or region_slug,
        region_slug=region_slug,
        period=period,
        report=report,
        title=_text(raw, "title", 120) or report,
        unit=_text(raw, "unit", 120),
        headline=_text(raw, "headline", 400),
        purpose=_text(raw, "purpose", 600),
        language="en" if raw.get("language") == "en" else "id",
        editions=_editions(raw),
        reference_date=_day(raw.get("reference_date")),
        next_release=_day(raw.get("next_release")),
        owner=_text(raw, "owner", 120),
        zone=zone,
        started=_moment(measured.get("started"), zone),
        finished=_moment(measured.get("finished"), zone),
        unit_pages=_count(_part(raw, "units"), MADE),
        unit_failures=_count(_part(raw, "units"), FAILED),
    )


def _claimed_place(raw: dict[str, Any]) -> tuple[str, str, str]:
    return _text(raw, "region_slug", 120), _text(raw, "period", 40), _text(raw, "report", 120)


def _cell(cause: dict[str, Any]) -> int | None:
    cell = cause.get("cell")
    return cell if isinstance(cell, int) and not isinstance(cell, bool) else None


def _count(part: dict[str, Any], name: str) -> int:
    value = part.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _part(raw: dict[str, Any], name: str) -> dict[str, Any]:
    value = raw.get(name)
    return value if isinstance(value, dict) else {}


def _text(raw: dict[str, Any], name: str, limit: int = 200) -> str:
    """Read a text field; halves of surrogate pairs, which no file can hold, are dropped."""
    value = raw.get(name)
    if not isinstance(value, str):
        return ""
    return clean_text(value.encode("utf-8", "ignore").decode(), limit)


def _editions(raw: dict[str, Any]) -> tuple[str, ...]:
    value = raw.get("editions")
    return tuple(e for e in value if isinstance(e, str)) if isinstance(value, list) else ()


def _day(value: object) -> dt.date | None:
    """Read an ISO date; anything else counts as not stated."""
    try:
        day = dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day and day.year in _YEARS else None


def _moment(value: object, zone: str) -> dt.datetime | None:
    """Read an ISO time with its offset into the zone of the report; else not stated."""
    try:
        moment = dt.datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if moment is None or moment.tzinfo is None or moment.year not in _YEARS:
        return None
    return moment.astimezone(dt.timezone(dt.timedelta(hours=ZONES[zone]), zone))
