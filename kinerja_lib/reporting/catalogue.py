"""The catalogue: what there is, how fresh it is, what failed and what to do about it.

Made anew from the disk each time, as two pages: `internal/index.html` with causes and remedies,
`public/index.html` with nothing but what the public folders hold.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kinerja_lib.i18n import LANGUAGES, _, count_words, format_date, mark_foreign, use_language
from kinerja_lib.reporting import catalogue_words as words
from kinerja_lib.reporting.catalogue_az import list_by_letter
from kinerja_lib.reporting.catalogue_disk import (
    CHANGED,
    SHEET,
    Disk,
    Published,
    Unreadable,
    read_disk,
)
from kinerja_lib.reporting.catalogue_state import KINDS, ReportState, assess_reports
from kinerja_lib.reporting.prose_html import foreign_html
from kinerja_lib.reporting.record import write_atomic
from kinerja_lib.reporting.request import ROOT_MODES
from kinerja_lib.reporting.sharing import make_folder
from kinerja_lib.reporting.unit_files import LIST_PAGE

_TEMPLATES = Path(__file__).parent / "templates"
_FILE_MODES = {"internal": 0o640, "public": 0o644}
_FEW = 3  # up to this many reports are shown large
_RECENT_FROM = 6  # from this many reports on, the newest are listed apart
_RECENT = 4


@dataclass(frozen=True)
class Region:
    """The reports of one region, with the anchors of its part of the page."""

    anchor: str
    name: str
    owner: str  # "" when the reports have several owners
    reports: list[ReportState]


@dataclass(frozen=True)
class MatrixRow:
    """One report across all regions; a cell holds its units, or nothing."""

    title: str
    cells: list[list[ReportState]]


def rebuild(out: Path, now: dt.datetime, *, language: str = "id") -> dict[str, Path]:
    """Write the internal and the public catalogue from what is on disk below `out`.

    Each page is put in place as a whole, in both languages: index.html in `language`, and the other
    beside it as index.en.html or index.id.html. The same disk and the same `now` give the same
    bytes. A run.json that cannot be used is listed on the internal page and stops nothing.

    Parameters
    ----------
    out : Path
        Root of the reports, with `internal/`, `public/` and `.runs/`; made when it is missing.
    now : datetime
        The moment to judge freshness by, with its zone.
    language : str
        "id" or "en".

    Returns
    -------
    dict of str to Path
        The two main pages by edition name.

    Raises
    ------
    ValueError
        `now` has no zone, or the language is unknown.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a time zone")
    disk = read_disk(out)
    names = name_pages(language)
    pages = {}
    for edition, mode in _FILE_MODES.items():
        folder = out / edition
        make_folder(folder, ROOT_MODES[edition], exist_ok=True)
        for written, name in names.items():
            with use_language(written):
                page = render_catalogue(
                    disk, now, language=written, public=edition == "public", names=names
                )
            write_atomic(folder / name, page.encode(), mode)
        (folder / f"index.{language}.html").unlink(missing_ok=True)  # of an earlier choice
        pages[edition] = folder / names[language]
    return pages


def name_pages(language: str) -> dict[str, str]:
    """Name the file of each language; the main one is index.html.

    Raises
    ------
    ValueError
        The language is unknown.
    """
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}")
    others = {other: f"index.{other}.html" for other in LANGUAGES if other != language}
    return {language: "index.html"} | others


def render_catalogue(
    disk: Disk, now: dt.datetime, *, language: str, public: bool, names: Mapping[str, str]
) -> str:
    """Write one catalogue as HTML, in the language in use; `names` are the files of all."""
    reports = assess_reports(disk, now, public=public)
    unreadable: tuple[Unreadable, ...] = () if public else disk.unreadable
    regions = _regions(reports)
    zones = {report.newest.zone for report in reports}
    return (
        _environment(public)
        .get_template("catalogue.html.j2")
        .render(
            language=language,
            others=[(words.LANGUAGE_NAMES[k], k, v) for k, v in names.items() if k != language],
            public=public,
            reports=reports,
            alphabet=list_by_letter(reports),
            regions=regions,
            states=words.order_states(report.state for report in reports),
            actions=_actions(reports),
            unreadable=unreadable,
            late=sorted(
                (r for r in reports if r.state in ("late", "delayed")), key=lambda r: -r.days_late
            ),
            recent=_recent(reports),
            matrix=_matrix(reports, regions) if len(regions) > 1 else [],
            few=len(reports) <= _FEW,
            stamp=words.stamp(now, zones.pop() if len(zones) == 1 else "WIB"),
            kinds=KINDS,
        )
    )


def _environment(public: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_=_, words=words, count_words=count_words)
    environment.filters.update(
        day=lambda day: format_date(day, short=True),
        css_text=_css_text,
        link=lambda item: _link(item, public),
        label=_label,
        mark=mark_foreign,
        told=foreign_html,
        verdicts=lambda item: item.link_to(SHEET),
        changes=lambda item: _beside(item, CHANGED, public),
        units=lambda item: _beside(item, LIST_PAGE, public),
    )
    return environment


def _link(item: Published, public: bool) -> str:
    """Give the address of a page as seen from the catalogue; made of folder names only."""
    return _seen_from(item, item.href, public)


def _beside(item: Published, name: str, public: bool) -> str:
    """Give the address of a file beside a page in the same way, "" without such a file."""
    found = item.link_to(name)
    return _seen_from(item, found, public) if found else ""


def _seen_from(item: Published, address: str, public: bool) -> str:
    return address if public or item.edition == "internal" else f"../{item.edition}/{address}"


def _label(report: ReportState) -> str:
    """Name a report with its unit, where it has one."""
    names = report.newest
    title = _(names.title)
    return f"{title}, {names.unit or report.key[2]}" if report.key[2] else title


def _css_text(text: str) -> Markup:
    """Quote text for a style sheet; whatever is not a letter, digit or plain mark is escaped."""
    safe = (c if c.isalnum() or c in " .,-" else f"\\{ord(c):06x}" for c in text)
    return Markup('"' + "".join(safe) + '"')


def _regions(reports: list[ReportState]) -> list[Region]:
    """Group reports, which stand in order, by the folder of their region."""
    groups: dict[str, list[ReportState]] = defaultdict(list)
    for report in reports:
        groups[report.key[0]].append(report)
    regions = []
    for number, group in enumerate(groups.values(), start=1):
        owners = {report.newest.owner for report in group}
        owner = owners.pop() if len(owners) == 1 else ""
        regions.append(Region(f"w{number}", group[0].newest.region, owner, group))
    return regions


def _actions(reports: list[ReportState]) -> dict[str, ReportState]:
    """List what someone has to look after, the newest first, by anchor."""
    earliest = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
    asked = [r for r in reports if r.attempt and r.state in ("failed", "check")]
    asked.sort(key=lambda r: (r.attempt and _moment(r)) or earliest, reverse=True)
    return {f"t{number}": report for number, report in enumerate(asked, start=1)}


def _moment(report: ReportState) -> dt.datetime | None:
    return (report.attempt.finished or report.attempt.started) if report.attempt else None


def _recent(reports: list[ReportState]) -> list[Published]:
    """List the newest good editions, where there are enough reports to lose sight of them."""
    if len(reports) < _RECENT_FROM:
        return []
    dated = [r.good.main for r in reports if r.good and r.good.main.record.finished]
    dated.sort(key=lambda item: item.record.finished or dt.datetime.min, reverse=True)
    return dated[:_RECENT]


def _matrix(reports: list[ReportState], regions: list[Region]) -> list[MatrixRow]:
    """Set reports against regions, in the order of their names."""
    titles = {report.key[1]: _(report.newest.title) for report in reports}
    rows = []
    for name, title in sorted(titles.items(), key=lambda pair: (pair[1].casefold(), pair[0])):
        cells = [[r for r in region.reports if r.key[1] == name] for region in regions]
        rows.append(MatrixRow(title, cells))
    return rows
