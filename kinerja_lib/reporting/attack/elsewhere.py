"""Numbers that one page withholds and another one shows.

A reader takes two columns of one period for the same numbers when they agree wherever both are
shown, and a row about a past period for the same row when all of it that he sees agrees. A decimal
number is the same when it stands in a row of the same name. That a number is what it was a month
ago is a guess, and not taken for knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kinerja_lib.privacy.sheets import COUNT, SIZE, Address, Sheet

_FEW = 3  # rows in which two columns agree
_PAST = re.compile(r"(?:19|20)\d{2}")
_CLOSE = 1e-9
_FINE = 1e-6
Cells = Mapping[tuple[str, ...], float]


def find_elsewhere(sheets: Sequence[Sheet], others: Sequence[Sheet]) -> set[Address]:
    """Give the withheld cells of `sheets` that the same table shows in `others`.

    Parameters
    ----------
    sheets : sequence of Sheet
        Of one period, all reports and versions.
    others : sequence of Sheet
        Of all periods.
    """
    found: set[Address] = set()
    together = {id(sheet) for sheet in sheets}
    for place, sheet in enumerate(sheets):
        for other in others:
            if (other.report, other.table) == (sheet.report, sheet.table) and other is not sheet:
                shown = _shown_by(sheet, other, past=id(other) not in together)
                found.update((place, row, name) for row, name in shown)
    return found


def _shown_by(sheet: Sheet, other: Sheet, *, past: bool) -> Iterator[tuple[int, str]]:
    own = {name: _shown(sheet, name) for name in sheet.columns}
    theirs = {name: _shown(other, name) for name in sheet.columns if name in other.columns}
    same = {n for n, cells in theirs.items() if not past and _agree(own[n], cells)}
    for row, name, value, hidden in sheet.cells():
        key = sheet.rows[row]
        shown = theirs.get(name, {}).get(key)
        if hidden and shown is not None and abs(shown - value) <= _CLOSE:
            if name in same or _past_row_agrees(key, own, theirs):
                yield row, name


def _shown(sheet: Sheet, name: str) -> Cells:
    column = sheet.columns[name]
    rows = zip(sheet.rows, column.values, column.hidden, strict=True)
    return {key: value for key, value, hidden in rows if value is not None and not hidden}


def _agree(own: Cells, theirs: Cells) -> bool:
    common = [(own[key], theirs[key]) for key in own if key in theirs]
    alike = all(abs(a - b) <= _CLOSE for a, b in common)
    return alike and len(common) >= _FEW and len({a for a, _b in common}) > 1


def _past_row_agrees(
    key: tuple[str, ...], own: Mapping[str, Cells], theirs: Mapping[str, Cells]
) -> bool:
    if not any(_PAST.search(text) for text in key):
        return False
    both = [(own[n][key], theirs[n][key]) for n in theirs if key in own[n] and key in theirs[n]]
    return len(both) > 1 and all(abs(a - b) <= _CLOSE for a, b in both)


def find_decimals(sheets: Sequence[Sheet]) -> set[Address]:
    """Give the withheld decimal numbers that another table shows in a row of the same name.

    A number of few decimals is only taken for the same where the columns have the same name too.
    """
    shown: dict[float, list[tuple[int, str, frozenset[str]]]] = {}
    for place, row, column, value in _decimals(sheets, hidden=False):
        key = frozenset(sheets[place].rows[row])
        shown.setdefault(round(value, 9), []).append((place, column, key))
    return {
        (place, row, column)
        for place, row, column, value in _decimals(sheets, hidden=True)
        if any(
            other != place and key >= set(sheets[place].rows[row])
            for other, name, key in shown.get(round(value, 9), ())
            if name == column or abs(100 * value - round(100 * value)) > _FINE
        )
    }


def _decimals(sheets: Sequence[Sheet], *, hidden: bool) -> Iterator[tuple[int, int, str, float]]:
    for place, sheet in enumerate(sheets):
        for row, column, value, withheld in sheet.cells():
            counted = sheet.columns[column].role in (COUNT, SIZE)
            if withheld is hidden and not counted and value != round(value):
                yield place, row, column, value
