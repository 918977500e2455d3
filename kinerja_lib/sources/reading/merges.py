"""Merged cells: which columns a head spans, and the value of a block in each of its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kinerja_lib.sources.reading.limits import MAX_MERGED_CELLS
from kinerja_lib.sources.reading.problems import UnreadableError

Cells = list[str | None]


@dataclass(frozen=True)
class Block:
    """Merged cells; rows and columns count from 0, columns from the left edge of the table."""

    top: int
    left: int
    bottom: int
    right: int


def clip_blocks(
    ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]], shift: int, size: tuple[int, int]
) -> list[Block]:
    """Keep the part of each merge that lies in a table of `size` (rows, columns), in order.

    Raises
    ------
    UnreadableError
        The merges cover more cells than a real table has.
    """
    rows, columns = size
    blocks = []
    for (top, left), (bottom, right) in ranges:
        block = Block(top, left - shift, min(bottom, rows - 1), min(right - shift, columns - 1))
        if block.left >= 0 and block.top <= block.bottom and block.left <= block.right:
            blocks.append(block)
    if sum((b.bottom - b.top + 1) * (b.right - b.left + 1) for b in blocks) > MAX_MERGED_CELLS:
        raise UnreadableError("terlalu_besar")
    return sorted(blocks, key=lambda block: (block.top, block.left, block.bottom, block.right))


class MergeFiller:
    """Writes the value of each merged block into all of its cells, row by row.

    `filled` counts the cells that were empty and got a value. Blocks that begin above the data
    belong to the header and are left alone.
    """

    def __init__(self, blocks: list[Block], data_start: int) -> None:
        self.filled = 0
        self._waiting = iter([block for block in blocks if block.top >= data_start])
        self._next = next(self._waiting, None)
        self._active: list[tuple[Block, str]] = []

    def fill(self, rows: Iterable[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
        """Yield the rows (index from 0, cells) with merged blocks filled."""
        for index, cells in rows:
            while self._next is not None and self._next.top <= index:
                value = cells[self._next.left] if self._next.top == index else None
                if value is not None:
                    self._active.append((self._next, value))
                self._next = next(self._waiting, None)
            if self._active:
                self._fill_row(index, cells)
            yield index, cells

    def _fill_row(self, index: int, cells: Cells) -> None:
        for block, value in self._active:
            for place in range(block.left, block.right + 1):
                if cells[place] is None:
                    cells[place] = value
                    self.filled += 1
        self._active = [item for item in self._active if item[0].bottom > index]
