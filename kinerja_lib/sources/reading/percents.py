"""Cells that show a percentage: where they are in a sheet, and their numbers as they are seen."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import repeat

import numpy as np

from kinerja_lib.sources.reading.cell_text import write_percent

_TAG = rb"<(?:\w+:)?"
# A cell with a style and a value; no formula comes before the value.
_CELL = re.compile(
    _TAG + rb"c(?>(\s[^<>]*?(?<=\s)s\s*=\s*[\"'](\d{1,6})[\"'][^<>]*+))>\s*" + _TAG + rb"v[\s>]"
)
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_NO_NUMBER = re.compile(rb"\st\s*=\s*[\"'](?!n[\"'])")
_END = (0, 0)


class PercentCells:
    """Places of the numbers with a percent format in one sheet, four bytes each.

    Parameters
    ----------
    styles : frozenset of int
        Numbers of the cell styles with a percent format.
    """

    def __init__(self, styles: frozenset[int] = frozenset()) -> None:
        self._styles = frozenset(b"%d" % style for style in styles)
        self._rows: dict[int, array[int]] = {}

    def find(self, block: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Yield letters and digits of the references of percent numbers in a block of XML."""
        for attributes, style in _CELL.findall(block) if self._styles else ():
            place = _REFERENCE.search(attributes) if style in self._styles else None
            if place is not None and not _NO_NUMBER.search(attributes):
                yield place[1], place[2]

    def add(self, row: int, column: int) -> None:
        """Keep a place; rows and columns count from 1."""
        self._rows.setdefault(column, array("I")).append(row)

    def places(self) -> Iterator[tuple[int, int]]:
        """Yield row and column of each place once, row by row."""
        return merge(
            *(
                zip(map(int, np.unique(np.frombuffer(rows, np.uintc))), repeat(column))
                for column, rows in sorted(self._rows.items())
            )
        )


class PercentWriter:
    """Writes the percent numbers of a sheet as they are seen, row by row.

    `count` is the number of cells written. Values that are no numbers, such as texts, stay.

    Parameters
    ----------
    cells : PercentCells
        Places in the sheet.
    shift : int
        Columns left of the table.
    """

    def __init__(self, cells: PercentCells, shift: int) -> None:
        self.count = 0
        self._places = cells.places()
        self._next = next(self._places, _END)
        self._shift = shift

    def write(self, row: int, values: Sequence[object], texts: list[str | None]) -> None:
        """Replace in `texts` what `values` of the row say; rows count from 1 and come in order."""
        while self._next != _END and self._next[0] <= row:
            found, place = self._next[0], self._next[1] - 1 - self._shift
            if found == row and 0 <= place < len(values) and type(values[place]) in (int, float):
                texts[place] = write_percent(values[place]) or texts[place]
                self.count += 1
            self._next = next(self._places, _END)
