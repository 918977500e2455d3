"""A published table as numbers about people: what stands in which cell, and what is withheld.

A sheet is made from the JSON of a table before and after primary withholding, so it holds the true
numbers. It never leaves the office; the ledger of a run keeps it for later runs to compare with.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kinerja_lib.privacy.primary_rules import WITHHELD
from kinerja_lib.privacy.shares import find_shares
from kinerja_lib.privacy.withholding import row_key

COUNT, SIZE, SHARE, VALUE = "count", "n", "share", "value"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
Address = tuple[int, int, str]  # place of the sheet in a list, of the row in it, and a column


@dataclass(frozen=True)
class SheetColumn:
    """One column of numbers.

    Attributes
    ----------
    role : str
        `n` people or cases behind the row, `count` people or cases of a class, `share` in per cent
        or what comes to the same (`find_shares`), `value` any other measured number.
    values : tuple of float or None
        One per row; None where the table has nothing, or where a reader of the public files (an
        attacker) does not know it.
    hidden : tuple of bool
        Withheld in the edition.
    guarded : frozenset of int
        Rows where the withheld number must be protected whatever its size.
    signed : frozenset of int
        Rows where a signed exception shows the number: it is known and asks for no protection.
    made_by : str
        Name of the count or share of those who alone make up the value, see `Column.made_by`.
    """

    role: str
    values: tuple[float | None, ...]
    hidden: tuple[bool, ...]
    guarded: frozenset[int] = frozenset()
    signed: frozenset[int] = frozenset()
    made_by: str = ""


@dataclass(frozen=True)
class Sheet:
    """One table of one edition of one run.

    Attributes
    ----------
    report, table : str
    keys : tuple of str
        Names of the key columns.
    rows : tuple of tuple of str
        Texts of the key cells of each row.
    columns : mapping of str to SheetColumn
    minimum : int
        Smallest group that the edition shows; 0 where the table is not about people.
    """

    report: str
    table: str
    keys: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    columns: Mapping[str, SheetColumn]
    minimum: int

    def cells(self) -> Iterator[tuple[int, str, float, bool]]:
        """Give row, column, value and whether it is withheld, of every cell with a number."""
        for name, column in self.columns.items():
            for row, value in enumerate(column.values):
                if value is not None:
                    yield row, name, value, column.hidden[row]

    def to_json(self) -> dict[str, Any]:
        """Give the sheet as JSON for the ledger."""
        return {
            "report": self.report,
            "table": self.table,
            "keys": list(self.keys),
            "rows": [list(row) for row in self.rows],
            "columns": {
                name: {
                    "role": c.role,
                    "values": list(c.values),
                    "hidden": list(c.hidden),
                    "guarded": sorted(c.guarded),
                    "signed": sorted(c.signed),
                    "made_by": c.made_by,
                }
                for name, c in self.columns.items()
            },
            "minimum": self.minimum,
        }


def sheet_from_json(data: Mapping[str, Any]) -> Sheet:
    """Read what `to_json` wrote."""
    columns = {
        name: SheetColumn(
            c["role"],
            tuple(c["values"]),
            tuple(c["hidden"]),
            frozenset(c["guarded"]),
            frozenset(c.get("signed", ())),  # ledgers of earlier versions have none
            c.get("made_by", ""),
        )
        for name, c in data["columns"].items()
    }
    rows = tuple(tuple(row) for row in data["rows"])
    keys, minimum = tuple(data["keys"]), data["minimum"]
    return Sheet(data["report"], data["table"], keys, rows, _name_shares(columns), minimum)


def make_sheet(report: str, full: Mapping[str, Any], kept: Mapping[str, Any]) -> Sheet:
    """Make a sheet from the JSON of a table before and after primary withholding.

    Columns that the edition does not have are left out, so are texts, verdicts and years.
    """
    places = {column["name"]: i for i, column in enumerate(full["columns"])}
    signed = {(tuple(key), name) for key, name in kept.get("excepted", ())}
    columns = {}
    for place, column in enumerate(kept["columns"]):
        role = _role_of(column)
        if role:
            source = places[column["name"]]
            columns[column["name"]] = SheetColumn(
                role,
                tuple(_number(row[source]) for row in full["rows"]),
                tuple(row[place] == WITHHELD for row in kept["rows"]),
                signed=frozenset(
                    number
                    for number, row in enumerate(kept["rows"])
                    if (row_key(kept, row), column["name"]) in signed
                ),
                made_by=column.get("made_by", ""),
            )
    keys = [(i, c["name"]) for i, c in enumerate(full["columns"]) if c["role"] in ("key", "year")]
    rows = tuple(tuple(_text(row[i]) for i, _name in keys) for row in full["rows"])
    names = tuple(name for _i, name in keys)
    minimum = int(kept.get("minimum", 0))
    return Sheet(report, full["id"], names, rows, _name_shares(columns), minimum)


def _name_shares(columns: Mapping[str, SheetColumn]) -> dict[str, SheetColumn]:
    """Give the role of shares to the columns whose numbers are shares, whatever their unit says."""
    own = list(columns.values())
    found = find_shares([c.role for c in own], [""] * len(own), [c.values for c in own])
    return {
        name: replace(column, role=SHARE) if place in found else column
        for place, (name, column) in enumerate(columns.items())
    }


def _role_of(column: Mapping[str, Any]) -> str:
    role = column["role"]
    if role == VALUE and column.get("unit") == "%":
        return SHARE
    return role if role in (COUNT, SIZE, VALUE) else ""


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def is_hidden(sheets: Sequence[Sheet], address: Address) -> bool:
    """Say whether a cell is withheld."""
    place, row, column = address
    return sheets[place].columns[column].hidden[row]


def hide_cells(sheets: Sequence[Sheet], cells: Collection[Address]) -> list[Sheet]:
    """Mark further cells as withheld."""
    marked: dict[int, dict[str, set[int]]] = {}
    for place, row, column in cells:
        marked.setdefault(place, {}).setdefault(column, set()).add(row)
    found = []
    for place, sheet in enumerate(sheets):
        columns = dict(sheet.columns)
        for name, rows in marked.get(place, {}).items():
            hidden = tuple(h or row in rows for row, h in enumerate(columns[name].hidden))
            columns[name] = replace(columns[name], hidden=hidden)
        found.append(replace(sheet, columns=columns))
    return found


def names_year(key: Sequence[str]) -> bool:
    """Say whether the texts of a row's keys name a year: such a row is about its own time."""
    return any(_YEAR.search(text) for text in key)
