"""A published edition as its files hold it: tables and sentences, read back from a folder.

Everything that compares editions reads the finished, withheld files, so it cannot know more than
their reader does.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kinerja_lib.errors import RunError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.privacy.withholding import WITHHELD
from kinerja_lib.reporting.compare.contents import CONTENTS
from kinerja_lib.reporting.compare.contents import SCHEMA as CONTENTS_SCHEMA
from kinerja_lib.reporting.record import read_json, read_record
from kinerja_lib.tables.formula_marks import restore_text

CHANGES = "yang-berubah"  # id of the table of changes; what belongs to it is never compared
_NAMING = ("key", "year", "date", "person")
_LARGEST_CELL = 10_000_000

RowKey = tuple[tuple[str, ...], int]


@dataclass(frozen=True)
class TableCopy:
    """One published table.

    `columns` are those of contents.json with helpers behind them (role `helper`); `rows` hold the
    text of each cell as the CSV has it, in the order of `columns`.
    """

    id: str
    caption: str
    place: str
    fold: bool
    columns: tuple[Mapping[str, Any], ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def names_people(self) -> bool:
        """Say whether the rows are about persons who are named."""
        return any(column["role"] == "person" for column in self.columns)

    def keyed(self) -> dict[RowKey, tuple[str, ...]]:
        """Give the rows by what names them; equal names are told apart by their order."""
        naming = [i for i, column in enumerate(self.columns) if column["role"] in _NAMING]
        seen: Counter[tuple[str, ...]] = Counter()
        found = {}
        for row in self.rows:
            names = tuple(row[i] for i in naming)
            found[names, seen[names]] = row
            seen[names] += 1
        return found


@dataclass(frozen=True)
class SentenceCopy:
    """One published sentence: outcome, text, place, and the numbers in it by name.

    A number is (value, unit, low, high) as the CSV has them.
    """

    id: str
    outcome: str
    text: str
    place: str
    numbers: Mapping[str, tuple[str, str, str, str]]
    n: str = ""

    @property
    def withheld(self) -> bool:
        """Say whether a reason stands in place of the sentence."""
        return self.outcome == WITHHELD


@dataclass(frozen=True)
class Snapshot:
    """Tables and sentences of one edition by id, in the order of the page, and its run.json."""

    tables: Mapping[str, TableCopy]
    sentences: Mapping[str, SentenceCopy]
    record: Mapping[str, Any] = field(default_factory=dict)


def read_snapshot(folder: Path) -> Snapshot:
    """Read a published folder, or the copy of one that a run keeps.

    Raises
    ------
    RunError
        contents.json, a table or findings.csv is missing or not of its form.
    """
    contents = read_json(folder / CONTENTS)
    try:
        if contents is None or contents.get("schema") != CONTENTS_SCHEMA:
            raise ValueError(CONTENTS)
        tables = [_read_table(folder, spec) for spec in contents["tables"]]
        places = {spec["id"]: str(spec["place"]) for spec in contents["sentences"]}
        sentences = _read_sentences(folder / "findings.csv", places)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, csv.Error) as error:
        problem = _(
            "Isi folder {folder} tidak dapat dibaca: {what}. Folder ini belum lengkap, diubah, "
            "atau diterbitkan dengan versi yang lebih lama. Terbitkan ulang laporannya."
        )
        what = clean_text(f"{type(error).__name__} {error}", 120)
        raise RunError(problem.format(folder=folder, what=what)) from None
    return Snapshot(
        {t.id: t for t in tables if not t.id.startswith(CHANGES)},
        {name: s for name, s in sentences.items() if not name.startswith(CHANGES)},
        read_record(folder) or {},
    )


def is_number(text: str) -> bool:
    """Say whether a cell holds a finite number."""
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _read_table(folder: Path, spec: Mapping[str, Any]) -> TableCopy:
    name = str(spec["id"])
    if "/" in name or name.startswith("."):
        raise ValueError(name)
    header, *rows = _read_rows(folder / "tables" / f"{name}.csv")
    columns = [dict(column) for column in spec["columns"]]
    columns += [{"name": helper, "role": "helper"} for helper in spec["helpers"]]
    if header != [column["name"] for column in columns] or any(
        len(row) != len(header) for row in rows
    ):
        raise ValueError(name)
    return TableCopy(
        name,
        str(spec["caption"]),
        str(spec["place"]),
        bool(spec["fold"]),
        tuple(columns),
        tuple(map(tuple, rows)),
    )


def _read_sentences(path: Path, places: Mapping[str, str]) -> dict[str, SentenceCopy]:
    header, *rows = _read_rows(path)
    found: dict[str, SentenceCopy] = {}
    numbers: dict[str, dict[str, tuple[str, str, str, str]]] = {}
    for row in rows:
        cell = dict(zip(header, row, strict=True))
        name = cell["id"]
        if cell["name"]:
            own = numbers.setdefault(name, {})
            own[cell["name"]] = (cell["value"], cell["unit"], cell["low"], cell["high"])
        place = places.get(name, "note")
        found[name] = SentenceCopy(
            name, cell["outcome"], cell["sentence"], place, numbers.get(name, {}), cell["n"]
        )
    return found


def _read_rows(path: Path) -> list[list[str]]:
    csv.field_size_limit(_LARGEST_CELL)
    with path.open(encoding="utf-8", newline="") as file:
        return [list(map(restore_text, row)) for row in csv.reader(file)]
