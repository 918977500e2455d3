"""Decimal numbers that stand in several tables: withheld in one, they may not stand in another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kinerja_lib.privacy.sheets import SHARE, VALUE, Address, Sheet

_DIGITS = 9  # decimals to which two numbers are one


def find_repeats(sheets: Sequence[Sheet], cells: Collection[Address]) -> Iterator[Address]:
    """Give the figures of each row that shows the decimal number of one of the cells again.

    Such a row has the names of the cell's row among its own. All its figures go along: the middle
    of an interval is its mean.
    """
    wanted: dict[float, list[frozenset[str]]] = {}
    for place, row, name in cells:
        column = sheets[place].columns[name]
        value = column.values[row]
        if column.role in (VALUE, SHARE) and value is not None and value != round(value):
            key = frozenset(sheets[place].rows[row])
            wanted.setdefault(round(value, _DIGITS), []).append(key)
    for place, sheet in enumerate(sheets) if wanted else ():
        for row, _name, value, hidden in sheet.cells():
            like = wanted.get(round(value, _DIGITS), ())
            texts = set(sheet.rows[row])
            if not hidden and any(key <= texts for key in like):
                yield from _figures(sheet, place, row)


def _figures(sheet: Sheet, place: int, row: int) -> Iterator[Address]:
    for name, column in sheet.columns.items():
        if column.role in (VALUE, SHARE) and column.values[row] is not None:
            yield place, row, name
