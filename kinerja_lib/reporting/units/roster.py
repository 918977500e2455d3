"""Which units a report is about, and the file of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kinerja_lib.config.project import slug
from kinerja_lib.errors import ParameterError
from kinerja_lib.publish.unit_list import KIND, NAME, PEOPLE, UNIT_LIST
from kinerja_lib.reporting.collect import Document
from kinerja_lib.reporting.unit_files import FOLDER


@dataclass(frozen=True)
class Unit:
    """One unit: name in the tables, kind ("" unknown), active employees, file of its page.

    `people` is 0 or more; `file` is below the report's folder.
    """

    name: str
    kind: str
    people: int
    file: str


def read_roster(document: Document) -> list[Unit]:
    """Read the units from the table that a notebook shows for this, in the order of names.

    A report without that table has none. Two names that give one file name get numbers.
    """
    table = next((b for b in document.objects() if b["id"] == UNIT_LIST), None)
    if table is None or table["kind"] != "table":
        return []
    places = {column["name"]: i for i, column in enumerate(table["columns"])}
    rows = {str(row[places[NAME]]): row for row in table["rows"] if row[places[NAME]] is not None}
    used: set[str] = set()
    return [
        _unit(name, rows[name], places, used)
        for name in sorted(rows, key=lambda name: (name.casefold(), name))
    ]


def _unit(name: str, row: list[Any], places: Mapping[str, int], used: set[str]) -> Unit:
    kind, people = row[places[KIND]], row[places[PEOPLE]]
    file = f"{FOLDER}/{_file_name(name, used)}.html"
    return Unit(name, "" if kind is None else str(kind), int(people or 0), file)


def _file_name(name: str, used: set[str]) -> str:
    try:
        base = slug(name)
    except ParameterError:  # a name without a Latin letter or digit
        base = FOLDER
    free, number = base, 1
    while free in used:
        number += 1
        free = f"{base}-{number}"
    used.add(free)
    return free
