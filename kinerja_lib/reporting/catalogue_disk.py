"""What lies on disk for the catalogue: published folders, attempts, and what cannot be used."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from kinerja_lib.reporting.catalogue_record import Record, clean_record, read_raw, show_name
from kinerja_lib.reporting.record import RECORD, RUNS, STATUSES
from kinerja_lib.reporting.unit_files import LIST_PAGE

SHEET = "putusan.csv"
CHANGED = "tables/yang-berubah.csv"
_EXTRAS = (SHEET, CHANGED, LIST_PAGE)
GOOD = frozenset({"complete", "skipped_unchanged"})
BAD = frozenset(STATUSES) - GOOD - {"running"}

Key = tuple[str, str, str]  # region_slug, report, unit as `unit_key` ("" for none)


@dataclass(frozen=True)
class Published:
    """One published folder: its edition, its folder names below the edition, and its record."""

    edition: str
    names: tuple[str, ...]  # region_slug, period, report, perhaps unit
    record: Record
    extras: frozenset[str] = frozenset()  # which files of `_EXTRAS` the folder holds

    @property
    def key(self) -> Key:
        """Tell which report this is a period of."""
        unit = show_name(self.names[3]) if len(self.names) > 3 else ""
        return self.names[0], self.names[2], unit_key(unit)

    @property
    def href(self) -> str:
        """Give the address of the page below the folder of its edition, percent-encoded."""
        return self.file("index.html")

    def file(self, name: str) -> str:
        """Give the address of one file of the folder in the same way."""
        parts = (*self.names, *name.split("/"))
        return "/".join(quote(os.fsencode(part), safe="") for part in parts)

    def link_to(self, name: str) -> str:
        """Give the address of a further file, "" where the folder does not hold it."""
        return self.file(name) if name in self.extras else ""


@dataclass(frozen=True)
class Unreadable:
    """A folder whose record cannot be used, and why: a word of `catalogue_words.REASONS`."""

    place: str
    reason: str


@dataclass(frozen=True)
class Disk:
    """Everything found, in the order of the folder names."""

    published: tuple[Published, ...]
    attempts: tuple[Record, ...]
    unreadable: tuple[Unreadable, ...]


def read_disk(out: Path) -> Disk:
    """Read every published folder and every attempt below `out`.

    Individual sheets are never read: their root is for one person each.
    """
    found: list[Published | Record | Unreadable] = []
    for edition in ("internal", "public"):
        found += [
            _read_published(edition, names, out) for names in list_report_folders(out / edition)
        ]
    for folder in list_subfolders(out / RUNS):
        if os.path.lexists(folder / RECORD):
            found.append(_read_attempt(folder))
    return Disk(
        published=tuple(item for item in found if isinstance(item, Published)),
        attempts=tuple(item for item in found if isinstance(item, Record)),
        unreadable=tuple(item for item in found if isinstance(item, Unreadable)),
    )


def unit_key(text: str) -> str:
    """Reduce a unit, or its folder name, to lower-case words joined by hyphens, to match them."""
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")


def list_subfolders(folder: Path) -> list[Path]:
    """List visible folders by name; links are left out, since they may lead elsewhere."""
    try:
        inside = sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):  # not made yet, or swapped away meanwhile
        return []
    return [p for p in inside if not p.name.startswith(".") and p.is_dir() and not p.is_symlink()]


def list_report_folders(root: Path) -> Iterator[tuple[str, ...]]:
    """Walk region / period / report [/ unit] and give the names of each folder with a page."""
    for region in list_subfolders(root):
        for period in list_subfolders(region):
            for report in list_subfolders(period):
                for folder in (report, *list_subfolders(report)):
                    if any(os.path.lexists(folder / name) for name in (RECORD, "index.html")):
                        yield folder.relative_to(root).parts


def _read_published(edition: str, names: tuple[str, ...], out: Path) -> Published | Unreadable:
    folder = out.joinpath(edition, *names)
    place = "/".join(map(show_name, (edition, *names)))
    raw = read_raw(folder / RECORD)
    if isinstance(raw, str):
        return Unreadable(place, raw)
    record = clean_record(raw, names)
    if record.status not in GOOD:
        return Unreadable(place, "not_complete")
    if not (folder / "index.html").is_file():
        return Unreadable(place, "no_page")
    if edition == "public" and record.release == "draf":
        return Unreadable(place, "draft_in_public")
    extras = frozenset(name for name in _EXTRAS if (folder / name).is_file())
    return Published(edition, names, record, extras)


def _read_attempt(folder: Path) -> Record | Unreadable:
    place = f"{RUNS}/{show_name(folder.name)}"
    raw = read_raw(folder / RECORD)
    if isinstance(raw, str):
        return Unreadable(place, raw)
    record = clean_record(raw, ())
    if not (record.region_slug and record.report and record.period):
        return Unreadable(place, "incomplete")
    if record.status not in STATUSES:
        return Unreadable(place, "unknown_status")
    return record
