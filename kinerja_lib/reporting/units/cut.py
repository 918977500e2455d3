"""What a report says about one unit: the rows and sentences of an edition that are about it.

Only what the edition shows is read, so a page of a unit tells nothing that the report does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from kinerja_lib.publish.display import WITHHELD
from kinerja_lib.publish.unit_list import UNIT_LIST
from kinerja_lib.reporting.collect import Section
from kinerja_lib.reporting.edition import Edition

FEWEST = 5  # units with a number, for a median to compare with
_NAMING = ("key", "text", "code")
_SHARE = 0.5  # of the different texts of a column that names units


@dataclass(frozen=True)
class UnitTable:
    """One table of an edition that has rows about units.

    `column` is the place of the units' names, `rows` the row numbers of each unit, `medians` the
    median over units by place of a column, where a unit has one row each.
    """

    table: Mapping[str, Any]
    column: int
    rows: Mapping[str, Sequence[int]]
    medians: Mapping[int, float] = field(default_factory=dict)

    def counts_people(self, name: str) -> bool:
        """Say whether a row of a unit shows how many people it is about."""
        if self.table["subject"] == "umum":
            return False
        places = [i for i, c in enumerate(self.table["columns"]) if c["role"] in ("n", "count")]
        rows = [self.table["rows"][row] for row in self.rows.get(name, ())]
        return any(isinstance(row[place], int | float) for row in rows for place in places)


@dataclass(frozen=True)
class UnitSection:
    """The tables about units of one section of the report."""

    id: str
    name: str
    tables: Sequence[UnitTable]


@dataclass(frozen=True)
class EditionCut:
    """All that an edition says about units, found once for all of them.

    `sentences` has the findings that name a unit, by its name.
    """

    sections: Sequence[UnitSection]
    sentences: Mapping[str, Sequence[Mapping[str, Any]]]

    def names_unit(self, name: str) -> bool:
        """Say whether anything in the edition is about a unit."""
        tables = (one for section in self.sections for one in section.tables)
        return name in self.sentences or any(name in one.rows for one in tables)

    def counts_people(self, name: str) -> bool:
        """Say whether the edition shows how many people stand behind any figure of a unit."""
        tables = (one for section in self.sections for one in section.tables)
        return any(one.counts_people(name) for one in tables)


def cut_edition(edition: Edition, names: AbstractSet[str]) -> EditionCut:
    """Find the tables and sentences of an edition that are about units of these names."""
    sections = [
        UnitSection(section.id, section.name, tables)
        for section in edition.sections
        if (tables := list(_tables_about_units(section, names)))
    ]
    sentences: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for finding in edition.findings:
        if finding["outcome"] != "alt" and finding["place"] != "title":
            for name in _named_units(finding, names):
                sentences[name].append(finding)
    return EditionCut(sections, sentences)


def keep_rows(found: UnitTable, name: str) -> dict[str, Any]:
    """Give a table's JSON with the rows of one unit only, without the column of its name.

    The column stays where it is the only one that names a row.
    """
    table, rows = found.table, found.rows[name]
    keys = [i for i, column in enumerate(table["columns"]) if column["role"] in ("key", "year")]
    drop = {found.column} if keys != [found.column] else set()
    kept = [i for i in range(len(table["columns"])) if i not in drop]
    across = "" if found.column in drop and _is_spread_by(table, found.column) else table["across"]
    return {
        **table,
        "across": across,
        "columns": [table["columns"][i] for i in kept],
        "rows": [[table["rows"][row][i] for i in kept] for row in rows],
        "helpers": {n: [values[row] for row in rows] for n, values in table["helpers"].items()},
    }


def _is_spread_by(table: Mapping[str, Any], place: int) -> bool:
    return table["across"] == table["columns"][place]["name"]


def _tables_about_units(section: Section, names: AbstractSet[str]) -> Iterator[UnitTable]:
    for block in section.blocks:
        if block["kind"] in ("table", "figure"):
            table = block["table"] if block["kind"] == "figure" else block
            if table["id"] == UNIT_LIST or table["place"] in ("glance", "lineage"):
                continue
            column = _find_column(table, names)
            if column is not None:
                yield _by_unit(table, column, names)


def _find_column(table: Mapping[str, Any], names: AbstractSet[str]) -> int | None:
    """Give the place of the column that names units: most of its texts are names of units."""
    best: tuple[float, int] | None = None
    for place, column in enumerate(table["columns"]):
        if column["role"] not in _NAMING:
            continue
        texts = {row[place] for row in table["rows"]} - {None, WITHHELD}
        share = len(texts & names) / len(texts) if texts else 0.0
        if share >= _SHARE and (best is None or share > best[0]):
            best = (share, place)
    return None if best is None else best[1]


def _by_unit(table: Mapping[str, Any], column: int, names: AbstractSet[str]) -> UnitTable:
    rows: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(table["rows"]):
        if row[column] in names:
            rows[row[column]].append(number)
    medians = {}
    if all(len(own) == 1 for own in rows.values()):
        medians = dict(_medians(table, [own[0] for own in rows.values()]))
    return UnitTable(table, column, rows, medians)


def _medians(table: Mapping[str, Any], rows: Sequence[int]) -> Iterator[tuple[int, float]]:
    """Give the median of each column of values over the rows that show a number."""
    for place, column in enumerate(table["columns"]):
        if column["role"] == "value" and not column["decimals_from"] and not column["total_from"]:
            shown = [table["rows"][row][place] for row in rows]
            numbers = [v for v in shown if isinstance(v, int | float) and not isinstance(v, bool)]
            if len(numbers) >= FEWEST:
                yield place, float(median(numbers))


def _named_units(finding: Mapping[str, Any], names: AbstractSet[str]) -> list[str]:
    """Name the units that stand among the values of a sentence."""
    texts: set[str] = set()
    for value in finding["values"].values():
        if isinstance(value, str):
            texts.add(value)
        elif isinstance(value, list):
            texts.update(item for item in value if isinstance(item, str))
    return sorted(texts & names)
