"""The alphabetical list of the catalogue: reports with their purpose, regions and units.

The pages hold no script, so searching is the browser's own; this list gives each name once, in the
open, where the browser finds it, with links to everything under that name.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from kinerja_lib.i18n import _
from kinerja_lib.reporting.catalogue_state import ReportState

FROM = 4  # with fewer reports the list itself is short enough


@dataclass(frozen=True)
class Entry:
    """One name with its purpose (a message, "" for regions and units) and links: text, report."""

    name: str
    purpose: str
    links: list[tuple[str, ReportState]]


def list_by_letter(reports: list[ReportState]) -> list[tuple[str, list[Entry]]]:
    """Group reports, regions and units by their first letter; nothing for a few reports."""
    if len(reports) < FROM:
        return []
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in _entries(reports):
        groups[_letter(entry.name)].append(entry)
    listed = sorted(groups.items(), key=lambda pair: (not pair[0].isalpha(), pair[0]))
    return [(letter, sorted(e, key=lambda entry: _sort(entry.name))) for letter, e in listed]


def _entries(reports: list[ReportState]) -> list[Entry]:
    """Give an entry for each report title, each region and each unit."""
    found: dict[tuple[str, str], list[tuple[str, ReportState]]] = defaultdict(list)
    purposes: dict[str, str] = {}
    for report in reports:
        names = report.newest
        title, unit = _(names.title), names.unit or report.key[2]
        place = f"{names.region}, {unit}" if report.key[2] else names.region
        found["report", title].append((place, report))
        purposes[title] = purposes.get(title) or _purpose(report)
        found["region", names.region].append(
            (f"{title}, {unit}" if report.key[2] else title, report)
        )
        if report.key[2]:
            found["unit", unit].append((f"{title}, {names.region}", report))
    return [
        Entry(
            name,
            purposes.get(name, "") if kind == "report" else "",
            sorted(links, key=lambda link: _sort(link[0])),
        )
        for (kind, name), links in found.items()
    ]


def _purpose(report: ReportState) -> str:
    shown = [issue.main.record.purpose for issue in report.issues]
    return next((text for text in shown if text), report.newest.purpose)


def _letter(name: str) -> str:
    first = _sort(name)[:1].upper()
    return first if first.isalpha() else "0–9"


def _sort(name: str) -> str:
    """Give a name for sorting: without marks on letters and without case."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
