"""Compare every published cell and sentence of two folders, for checking a report by a new run.

Unlike the telling of changes nothing is left out here: both folders are the same edition, and what
is protected in one must be protected in the other.
"""

from __future__ import annotations

import csv
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kinerja_lib.i18n import clean_text
from kinerja_lib.reporting.compare.contents import CONTENTS
from kinerja_lib.reporting.compare.snapshot import is_number
from kinerja_lib.reporting.record import read_json

TOLERANCE = 1e-9  # relative; packages of other versions give numbers that differ by less
_CELL = 60  # characters of a cell in a message
_MISSING = "∅"


@dataclass(frozen=True)
class Place:
    """One place where two files differ: file, line (1 is the head), column, both texts.

    `protected` says that the row is about a named person; its texts are then not repeated.
    """

    file: str
    line: int
    column: str
    old: str
    new: str
    protected: bool = False


@dataclass(frozen=True)
class Comparison:
    """How many cells were compared, and where they differ."""

    cells: int
    places: tuple[Place, ...]


def compare_csv(old: Path, new: Path, *, tolerance: float = 0.0) -> Comparison:
    """Compare the CSV files of two report folders cell by cell.

    Parameters
    ----------
    old, new : Path
        Report folders.
    tolerance : float
        Relative difference up to which two numbers count as the same; 0 asks for the same text.
    """
    names = sorted({*_csv_files(old), *_csv_files(new)})
    people = _files_with_people(old) | _files_with_people(new)
    cells, places = 0, []
    for name in names:
        count, found = _compare_file(old, new, name, tolerance)
        cells += count
        places += [_protect(place) if name in people else place for place in found]
    places.sort(key=lambda place: place.file == "findings.csv")  # tables first, then sentences
    return Comparison(cells, tuple(places))


def compare_lines(old: Path, new: Path) -> Iterator[Place]:
    """Compare two text files line by line; the page has an element or more on each."""
    if not (old.is_file() and new.is_file()):
        yield Place(old.name, 0, "", _state(old), _state(new))
        return
    texts = [path.read_text(encoding="utf-8", errors="replace").splitlines() for path in (old, new)]
    pairs = itertools.zip_longest(*texts, fillvalue="")
    for number, (before, after) in enumerate(pairs, start=1):
        if before != after:
            yield Place(old.name, number, "", *_around(before, after))


def same_number(old: str, new: str, tolerance: float) -> bool:
    """Say whether two cells hold numbers that differ by no more than the relative tolerance."""
    if not (is_number(old) and is_number(new)):
        return False
    return math.isclose(float(old), float(new), rel_tol=tolerance, abs_tol=tolerance)


def _compare_file(old: Path, new: Path, name: str, tolerance: float) -> tuple[int, list[Place]]:
    if not ((old / name).is_file() and (new / name).is_file()):
        return 0, [Place(name, 0, "", _state(old / name), _state(new / name))]
    before, after = _rows(old / name), _rows(new / name)
    head = before[0] if before else []
    places, cells = [], 0
    for number, (row, other) in enumerate(itertools.zip_longest(before, after), start=1):
        if row is None or other is None:
            places.append(Place(name, number, "", _whole(row), _whole(other)))
            continue
        for index, (cell, now) in enumerate(itertools.zip_longest(row, other, fillvalue=_MISSING)):
            cells += 1
            if cell != now and not (tolerance and same_number(cell, now, tolerance)):
                column = head[index] if index < len(head) else str(index + 1)
                places.append(Place(name, number, clean_text(column, _CELL), *_texts(cell, now)))
    return cells, places


def _csv_files(folder: Path) -> set[str]:
    tables = {f"tables/{path.name}" for path in (folder / "tables").glob("*.csv")}
    return tables | {"findings.csv"} if (folder / "findings.csv").is_file() else tables


def _files_with_people(folder: Path) -> set[str]:
    """Name the tables that have a column of persons."""
    tables = (read_json(folder / CONTENTS) or {}).get("tables", [])
    return {
        f"tables/{table.get('id')}.csv"
        for table in tables
        if any(column.get("role") == "person" for column in table.get("columns", []))
    }


def _protect(place: Place) -> Place:
    return Place(place.file, place.line, place.column, "", "", protected=True)


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return list(csv.reader(file))


def _texts(old: str, new: str) -> tuple[str, str]:
    if max(len(old), len(new)) > _CELL:
        return _around(old, new)
    return clean_text(old, _CELL), clean_text(new, _CELL)


def _whole(row: list[str] | None) -> str:
    return "" if row is None else clean_text(", ".join(row), _CELL)


def _state(path: Path) -> str:
    return path.name if path.is_file() else ""


def _around(before: str, after: str) -> tuple[str, str]:
    """Give both lines around the first character that differs."""
    start = next(
        (i for i, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]),
        min(len(before), len(after)),
    )
    low = max(0, start - 20)
    cut = slice(low, low + _CELL)
    return clean_text(before[cut], _CELL), clean_text(after[cut], _CELL)
