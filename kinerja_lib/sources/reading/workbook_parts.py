"""Which part of a workbook holds which sheet, and what each sheet's XML says."""

from __future__ import annotations

import posixpath
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from kinerja_lib.sources.reading.archive import Archive, open_archive, stream_part
from kinerja_lib.sources.reading.limits import MAX_INDEX_BYTES, MAX_SHEET_TEXT_BYTES
from kinerja_lib.sources.reading.number_formats import read_percent_styles
from kinerja_lib.sources.reading.problems import UnreadableError
from kinerja_lib.sources.reading.sheet_xml import SheetScan, refuse_entities, scan_sheet

_STRINGS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_SHARED = re.compile(rb"\bt=[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>(\d{1,9})<")


@dataclass(frozen=True)
class WorkbookParts:
    """What was found in a workbook: scans by sheet name, and whether it links to other files."""

    scans: dict[str, SheetScan]
    linked: bool


def inspect_workbook(path: Path) -> WorkbookParts:
    """Check a workbook from the outside, so that it may be opened.

    Every part is unpacked once as a stream: declared sizes hold, no XML declares entities, no
    sheet claims more cells or text than a computer can hold.

    Raises
    ------
    UnreadableError
        The workbook as a whole is refused.
    """
    archive = open_archive(path)
    sheets = _find_sheets(archive)
    lengths = _string_lengths(archive)
    percents = _find_percent_styles(archive)
    scanned: dict[str, SheetScan] = {}
    for name in archive.entries:
        pieces = stream_part(archive, name)
        if name in sheets.values() or name.startswith("xl/worksheets/sheet"):
            scanned[name] = scan_sheet(refuse_entities(pieces), percents)
            _check_text(archive, name, scanned[name], lengths)
        else:
            deque(refuse_entities(pieces) if _is_xml(name) else pieces, maxlen=0)
    linked = any(name.startswith("xl/externalLinks/") for name in archive.entries)
    return WorkbookParts({s: scanned[p] for s, p in sheets.items() if p in scanned}, linked)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _find_sheets(archive: Archive) -> dict[str, str]:
    """Give the part of each sheet by its name; two sheets of one name are refused."""
    targets = {element.get("Id", ""): part for element, part in _list_relations(archive)}
    sheets: dict[str, str] = {}
    for element in _parse_index(archive, "xl/workbook.xml").iter():
        if element.tag.endswith("}sheet"):
            name = element.get("name", "")
            if name in sheets:
                raise UnreadableError("berkas_rusak")
            relation = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
            sheets[name] = targets.get(relation, "")
    return sheets


def _list_relations(archive: Archive) -> Iterator[tuple[ElementTree.Element, str]]:
    """Yield each link of the workbook with the part it leads to, "" where there is none."""
    stored = {name.lower(): name for name in archive.entries}
    for element in _parse_index(archive, _RELATIONS).iter():
        if element.tag.endswith("}Relationship"):
            part = posixpath.normpath(posixpath.join("/xl", element.get("Target", "")))
            yield element, stored.get(part.lstrip("/").lower(), "")


def _find_percent_styles(archive: Archive) -> frozenset[int]:
    """Give the cell styles that show percentages; none in a workbook without styles."""
    linked = (p for e, p in _list_relations(archive) if e.get("Type", "").endswith("/styles"))
    part = next(linked, "") or _STYLES
    if part not in archive.entries:
        return frozenset()
    return read_percent_styles(refuse_entities(stream_part(archive, part)))


def _parse_index(archive: Archive, name: str) -> ElementTree.Element:
    """Parse a small part without entities."""
    pieces, size = [], 0
    for piece in refuse_entities(stream_part(archive, name)):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_INDEX_BYTES:
            raise UnreadableError("bom_zip")
    try:
        return ElementTree.fromstring(b"".join(pieces))
    except (ElementTree.ParseError, ValueError, LookupError):
        raise UnreadableError("berkas_rusak") from None


def _string_lengths(archive: Archive) -> np.ndarray:
    """Measure each shared text in bytes of its XML, an upper bound of its length."""
    if _STRINGS not in archive.entries:
        return np.zeros(0, dtype=np.int64)
    lengths: list[int] = []
    for block in _blocks(stream_part(archive, _STRINGS), b"si>"):
        lengths += [len(text) for text in re.split(rb"</(?:\w+:)?si>", block)[:-1]]
    return np.array(lengths, dtype=np.int64)


def _blocks(pieces: Iterator[bytes], end: bytes) -> Iterator[bytes]:
    """Regroup pieces into blocks that end with a closing tag."""
    rest = b""
    for piece in pieces:
        rest += piece
        cut = rest.rfind(end)
        if cut >= 0:
            yield rest[: cut + len(end)]
            rest = rest[cut + len(end) :]
    yield rest


def _check_text(archive: Archive, name: str, scan: SheetScan, lengths: np.ndarray) -> None:
    """Refuse a sheet whose cells repeat long shared texts until memory is full."""
    if not len(lengths) or scan.cells * int(lengths.max()) <= MAX_SHEET_TEXT_BYTES:
        return
    total = 0
    for block in _blocks(stream_part(archive, name), b"row>"):
        used = np.array([int(place) for place in _SHARED.findall(block)], dtype=np.int64)
        total += int(lengths[used[used < len(lengths)]].sum())
        if total > MAX_SHEET_TEXT_BYTES:
            raise UnreadableError("bom_zip")
