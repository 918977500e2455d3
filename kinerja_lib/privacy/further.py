"""Withhold further cells of a table that already went through the primary rules.

Which cells is decided elsewhere (`gate`); what follows from them in the same row is decided here.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from kinerja_lib.privacy.primary_rules import FOLLOWS, WITHHELD
from kinerja_lib.privacy.shares import find_shares, gives_count

_HIDDEN_ROLES = ("value", "count", "n", "verdict", "text", "code")
Further = tuple[int, str, str]  # row, column, reason


def withhold_further(
    full: Mapping[str, Any], kept: Mapping[str, Any], cells: Iterable[Further]
) -> dict[str, Any]:
    """Hide further cells of a table's JSON, and what gives them back within their row.

    A withheld n takes all figures and words of its row along. A share is withheld where a number
    of its row that is shown turns it into a withheld count, to the nearest person, or
    exactly where it is that of a count which is shown. Helpers of a row with a hidden cell are
    gone.

    Parameters
    ----------
    full, kept : mapping
        The table before and after primary withholding.
    cells : iterable of (row, column, reason)
    """
    columns = kept["columns"]
    places = {column["name"]: i for i, column in enumerate(full["columns"])}
    rows = [[row[places[column["name"]]] for column in columns] for row in full["rows"]]
    why = _read_reasons(kept)
    touched = set()
    for row, name, reason in cells:
        place = next(i for i, column in enumerate(columns) if column["name"] == name)
        why[row][place] = why[row][place] or reason
        touched.add(row)
        if columns[place]["role"] == "n":
            _take_row_along(why[row], columns, reason)
    roles, units = ([c.get(name, "") for c in columns] for name in ("role", "unit"))
    shares = find_shares(roles, units, [[row[i] for row in rows] for i in range(len(columns))])
    for row in touched:
        _mark_shares(rows[row], why[row], roles, shares)
    return _write(kept, rows, why)


def _read_reasons(kept: Mapping[str, Any]) -> list[list[str]]:
    names = [column["name"] for column in kept["columns"]]
    why = [["" for _name in names] for _row in kept["rows"]]
    for row, name, reason in kept.get("reasons", ()):
        why[row][names.index(name)] = reason
    return why


def _take_row_along(why: list[str], columns: Sequence[Mapping[str, Any]], reason: str) -> None:
    for place, column in enumerate(columns):
        if column["role"] in _HIDDEN_ROLES:
            why[place] = why[place] or reason


def _mark_shares(
    row: Sequence[Any], why: list[str], roles: Sequence[str], shares: Collection[int]
) -> None:
    counts = [i for i, role in enumerate(roles) if role == "count" and row[i] is not None]
    hidden = [row[i] for i in counts if why[i]]
    sizes = [row[i] for i, role in enumerate(roles) if role == "n" and row[i] is not None]
    shown = [row[i] for i in counts if not why[i]]
    wholes = [*shown, *sizes, sum(row[i] for i in counts)]
    for place in shares:
        if gives_count(row[place], wholes, hidden, itertools.product(sizes, shown)):
            why[place] = why[place] or FOLLOWS


def _write(
    kept: Mapping[str, Any], rows: Sequence[Sequence[Any]], why: Sequence[Sequence[str]]
) -> dict[str, Any]:
    names = [column["name"] for column in kept["columns"]]
    reasons = [
        [row, names[i], reason]
        for row, own in enumerate(why)
        for i, reason in enumerate(own)
        if reason
    ]
    return {
        **kept,
        "rows": [
            [WITHHELD if reason else value for value, reason in zip(row, own, strict=True)]
            for row, own in zip(rows, why, strict=True)
        ],
        "helpers": {
            name: [None if any(own) else v for v, own in zip(values, why, strict=True)]
            for name, values in kept["helpers"].items()
        },
        "withheld": len(reasons),
        "reasons": reasons,
    }
