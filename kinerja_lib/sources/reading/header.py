"""Where the header of a table is, and what its columns are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from kinerja_lib.sources.reading.group_heads import join_heads
from kinerja_lib.sources.reading.header_above import find_records_above
from kinerja_lib.sources.reading.header_cells import (
    Row,
    count_filled,
    is_explanation,
    is_numbering,
    is_text,
    is_textual,
    tidy_header,
)
from kinerja_lib.sources.reading.limits import HEADER_SEARCH_ROWS
from kinerja_lib.tables.names import squash

Spans = Mapping[tuple[int, int], int]


@dataclass(frozen=True)
class Header:
    """The header of a table.

    Attributes
    ----------
    names : tuple of str
        Header of each column from the left edge to the last header; "" where there is none.
    data_start : int
        Index of the first row below the header, counted from 0.
    titles : tuple of str
        Title lines above the header, cells joined by blanks.
    header_rows : int
        1 or 2.
    numbered, explained : bool
        Whether rows that number or explain the columns belong to the header.
    records_above : tuple of int
        Indices of rows above the header that look like records; no title lines.
    """

    names: tuple[str, ...]
    data_start: int
    titles: tuple[str, ...]
    header_rows: int
    numbered: bool = False
    explained: bool = False
    records_above: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sample:
    """First rows of a table.

    Attributes
    ----------
    rows : sequence of rows
        Cells as text, "" where empty.
    known : frozenset of str
        Squashed names that a contract or mapping knows.
    spans : mapping of (row, column) to int
        Last column of cells merged to the right; empty where the file has no such thing.
    """

    rows: Sequence[Row]
    known: frozenset[str]
    spans: Spans = field(default_factory=dict)

    def count_known(self, cells: Sequence[str]) -> int:
        """Count the cells that are known headers."""
        return sum(squash(tidy_header(cell)) in self.known for cell in cells if cell)


def find_header(sample: Sample) -> Header | None:
    """Find the header by known names, else by its shape; None where there is none.

    A row with a few known names below a row of headings is data that happen to hold such words.
    """
    rows = sample.rows[:HEADER_SEARCH_ROWS]
    found = _find_known(sample, rows)
    if found is None or _is_doubtful(sample, *found):
        shape = _find_shape(sample, rows)
        found = shape if found is None or (shape and shape[0] < found[0]) else found
    return None if found is None else _complete(sample, *found)


def no_header(width: int) -> Header:
    """Describe a sheet without a header: every row is data, no column has a name."""
    return Header(("",) * width, 0, (), 0)


def _find_known(sample: Sample, rows: Sequence[Row]) -> tuple[int, int] | None:
    """Return the first row of the header with most known names, and how many rows it has."""
    best, place = 0, None
    for index, row in enumerate(rows):
        for height in (2, 1):
            if height == 2 and not _is_group(sample, index):
                continue
            if height == 1 and index and _has_group(sample, index - 1):
                continue
            names = _join(sample, index) if height == 2 else row
            count = sample.count_known(names)
            if count > best:
                best, place = count, (index, height)
    if place is None:
        return None
    widest = max(map(count_filled, sample.rows))
    row = rows[place[0]]
    sure = best >= 2 or widest == 1 or (count_filled(row) >= 2 and is_textual(row))
    return place if sure else None


def _is_doubtful(sample: Sample, index: int, height: int) -> bool:
    """Say whether less than half of the headers are known, or only one that may be a code: U1."""
    cells = _join(sample, index) if height == 2 else sample.rows[index]
    known = [cell for cell in cells if sample.count_known([cell])]
    may_be_code = len(known) == 1 and any(map(str.isdigit, known[0]))
    return may_be_code or len(known) * 2 < count_filled(cells)


def _find_shape(sample: Sample, rows: Sequence[Row]) -> tuple[int, int] | None:
    """Return the first row that is filled to most of the width with different texts."""
    filled = [count_filled(row) for row in sample.rows]
    usual = median([count for count in filled if count] or [0])
    for index, row in enumerate(rows):
        if filled[index] < max(2, 0.6 * usual):
            continue
        texts = [cell.strip() for cell in row if cell.strip()]
        if not is_textual(row) or len(set(texts)) * 10 < len(texts) * 6:
            return None
        if (
            is_explanation(row, len(texts))
            and index + 1 < len(rows)
            and is_textual(rows[index + 1])
        ):
            continue
        return index, 2 if _is_group(sample, index) else 1
    return None


def _is_group(sample: Sample, index: int) -> bool:
    """Say whether a row and the next are group heads over sub-heads."""
    if index + 1 >= len(sample.rows):
        return False
    top, sub = _even(sample.rows[index], sample.rows[index + 1])
    heads = [bool(cell.strip()) for cell in top]
    subs = [bool(cell.strip()) for cell in sub]
    if sum(heads) < 2 or sum(subs) < 2 or not is_textual(sub) or not is_textual(top):
        return False
    if not all(is_text(cell) for cell in sub if cell.strip()):
        return False
    under_blank = any(below and not head for head, below in zip(heads, subs, strict=True))
    return under_blank and _is_group_shape(sample, index, heads, subs)


def _has_group(sample: Sample, index: int) -> bool:
    """Say whether a row holds the group heads of the next one, some names of which are known."""
    return _is_group(sample, index) and sample.count_known(_join(sample, index)) > 0


def _is_group_shape(sample: Sample, index: int, heads: list[bool], subs: list[bool]) -> bool:
    """Judge where heads and sub-heads stand; a line of a title block is no group head.

    Each run of sub-heads begins under its group head. Then one of these must hold: some head has
    nothing below (a column without a group), a sub-head occurs twice, or two heads are merged.
    """
    for place, below in enumerate(subs):
        if below and not heads[place]:
            group = max((left for left in range(place) if heads[left]), default=-1)
            if group < 0 or not all(subs[group : place + 1]):
                return False
    single = any(head and not below for head, below in zip(heads, subs, strict=True))
    cells = [squash(cell) for cell in sample.rows[index + 1] if cell.strip()]
    merged = sum(row == index and last > place for (row, place), last in sample.spans.items())
    return single or len(set(cells)) < len(cells) or merged >= 2


def _join(sample: Sample, index: int) -> list[str]:
    """Name the columns of a header of two rows."""
    top, sub = _even(sample.rows[index], sample.rows[index + 1])
    return join_heads(_fill_right(sample, index, top, sub), sub, sample.known)


def _fill_right(sample: Sample, index: int, top: Sequence[str], sub: Sequence[str]) -> list[str]:
    """Carry each group head over the columns it spans."""
    spans = {place: last for (row, place), last in sample.spans.items() if row == index}
    filled, group, end = [], "", -1
    for place, cell in enumerate(top):
        if cell.strip():
            group = cell
            end = spans.get(place, place if spans else len(top))
        elif not sub[place].strip() or place > end:
            group = ""
        filled.append(group)
    return filled


def _complete(sample: Sample, index: int, height: int) -> Header:
    """Name the columns and skip the rows that number or explain them."""
    names = [tidy_header(cell) for cell in _join(sample, index)] if height == 2 else None
    if names is None:
        names = [tidy_header(cell) for cell in sample.rows[index]]
    while names and not names[-1]:
        names.pop()
    width = sum(bool(name) for name in names)
    start, numbered, explained = index + height, False, False
    for _step in range(2):
        row = sample.rows[start] if start < len(sample.rows) else ()
        after = _pad(sample.rows[start + 1], len(row)) if start + 1 < len(sample.rows) else []
        if not numbered and row and is_numbering(row, after, width):
            numbered, start = True, start + 1
        elif not explained and row and is_explanation(row, width):
            explained, start = True, start + 1
    records = find_records_above(sample.rows, index, width)
    above = [row for n, row in enumerate(sample.rows[:index]) if n not in records]
    titles = tuple(tidy_header(" ".join(row)) for row in above if count_filled(row))
    return Header(tuple(names), start, titles, height, numbered, explained, records)


def _even(first: Row, second: Row) -> tuple[list[str], list[str]]:
    width = max(len(first), len(second))
    return _pad(first, width), _pad(second, width)


def _pad(row: Row, width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]
