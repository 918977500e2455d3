"""Find what adds up within one published table, as an attentive reader would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from kinerja_lib.privacy.sheets import COUNT, SIZE, Address, Sheet
from kinerja_lib.privacy.vectors import Counts, Vector, row_lines

_MOST_PARTS = 9  # of a sum in one table
_MOST_FOUND = 4  # sums for one whole
_MOST_STEPS = 2_000  # of the search for one whole


@dataclass(frozen=True)
class Sum:
    """Say that the parts add up to the whole."""

    parts: tuple[Address, ...]
    whole: Address


def find_table_sums(sheet: Sheet, place: int, counts: Counts) -> Iterator[Sum]:
    """Give the sums in the rows of a table, and of classes in rows below each other.

    Parameters
    ----------
    sheet : Sheet
    place : int
        Of the sheet in the list that `counts` was read from.
    counts : Counts
    """
    lines = row_lines(sheet, place, counts)
    yield from search_sums(lines, _MOST_PARTS)
    filled = _filled_rows(sheet)
    if len(filled) == 1:
        yield from _single_row(sheet, place, filled[0], counts)
    elif 0 < len(filled) < len(sheet.rows):
        yield from search_sums(_keep_rows(lines, filled), _MOST_PARTS)
    yield from _rows_of_one_n(sheet, place, counts)


def search_sums(lines: Sequence[Vector], most: int) -> Iterator[Sum]:
    """Give the sums that hold in every row of the line that is the whole.

    A part without a number in a row counts as nobody there.
    """
    for whole in lines:
        texts = sorted(whole.values)
        goal = np.array([whole.values[t] for t in texts])
        if len(texts) < (2 if len(set(goal.tolist())) > 1 else 3):
            continue
        parts = []
        for line in lines:
            values = np.array([line.values.get(t, 0.0) for t in texts])
            if line is not whole and values.any() and (values <= goal).all():
                parts.append((line, values))
        parts = [(line, v) for line, v in parts if (v < goal).any() and len({*v.tolist()}) > 1]
        parts.sort(key=lambda pair: -float(pair[1].sum()))
        for chosen in _subsets(goal, [values for _line, values in parts], most):
            for text in texts:
                cells = [parts[i][0].cells.get(text) for i in chosen]
                yield Sum(tuple(c for c in cells if c), whole.cells[text])


def _filled_rows(sheet: Sheet) -> list[int]:
    """Give the rows in which any class has a number; of the others a table only gives the n."""
    classes = [column.values for column in sheet.columns.values() if column.role == COUNT]
    return [row for row in range(len(sheet.rows)) if any(v[row] is not None for v in classes)]


def _keep_rows(lines: Sequence[Vector], rows: Sequence[int]) -> list[Vector]:
    """Leave out all other rows of lines of `row_lines`."""
    names = {str(row) for row in rows}
    return [
        replace(
            line,
            cells={text: a for text, a in line.cells.items() if text in names},
            values={text: v for text, v in line.values.items() if text in names},
        )
        for line in lines
    ]


def _single_row(sheet: Sheet, place: int, row: int, counts: Counts) -> Iterator[Sum]:
    """Give the classes that make up the n of a table of one row, as its labels tell a reader.

    No other row can bear them out, so only whole counts beside an n are tried.
    """
    cells = {
        name: (place, row, name)
        for name, column in sheet.columns.items()
        if column.role in (SIZE, COUNT) and counts.values.get((place, row, name), 0) > 0
    }
    wholes = [a for name, a in cells.items() if sheet.columns[name].role == SIZE]
    parts = [a for name, a in cells.items() if sheet.columns[name].role == COUNT]
    parts.sort(key=lambda a: -counts.values[a])
    for whole in wholes:
        values = [np.array([counts.values[a]]) for a in parts]
        for chosen in _subsets(np.array([counts.values[whole]]), values, _MOST_PARTS):
            yield Sum(tuple(parts[i] for i in chosen), whole)


def _rows_of_one_n(sheet: Sheet, place: int, counts: Counts) -> Iterator[Sum]:
    """Give the classes in rows below each other that make up the n which all these rows state.

    Where the rows have two keys, those of one text of the other key belong together; of these,
    those that state the same n. The classes must make up the n wherever several rows state it.
    """
    sizes = [name for name, column in sheet.columns.items() if column.role == SIZE]
    parts = [name for name, column in sheet.columns.items() if column.role == COUNT]
    for whole, part in product(sizes, parts):
        for key in range(len(sheet.keys)):
            groups = list(_groups_of_one_n(sheet, place, key, (whole, part), counts))
            if all(_make_up(cells, n, counts) for n, cells, _wholes in groups):
                yield from (Sum(cells, one) for _n, cells, wholes in groups for one in wholes)


def _groups_of_one_n(
    sheet: Sheet, place: int, key: int, names: tuple[str, str], counts: Counts
) -> Iterator[tuple[float, tuple[Address, ...], tuple[Address, ...]]]:
    """Give n, classes and places of the n of rows that differ in one key and state the same n."""
    whole, part = names
    groups: dict[tuple[object, ...], list[int]] = {}
    for row, texts in enumerate(sheet.rows):
        n = counts.values.get((place, row, whole))
        if n is not None and (place, row, part) in counts.values:
            groups.setdefault((n, *texts[:key], *texts[key + 1 :]), []).append(row)
    for rows in groups.values():
        if len(rows) > 1:
            cells = tuple((place, row, part) for row in rows)
            wholes = tuple((place, row, whole) for row in rows)
            yield counts.values[wholes[0]], cells, wholes


def _make_up(cells: Sequence[Address], n: float, counts: Counts) -> bool:
    values = [counts.values[cell] for cell in cells]
    return n > 0 and sum(values) == n and max(values) < n


def _subsets(goal: np.ndarray, parts: Sequence[np.ndarray], most: int) -> list[tuple[int, ...]]:
    """Give the sets of parts that add up to the goal, at most a few."""
    found: list[tuple[int, ...]] = []
    rests = np.cumsum(parts[::-1], axis=0)[::-1] if parts else []
    steps = 0
    todo: list[tuple[tuple[int, ...], np.ndarray, int]] = [((), goal, 0)]
    while todo and steps < _MOST_STEPS and len(found) < _MOST_FOUND:
        chosen, rest, start = todo.pop()
        steps += 1
        if not rest.any():
            found.append(chosen)
        elif len(chosen) < most:
            for i in range(start, len(parts)):
                if (rests[i] < rest).any():
                    break  # all that is left does not reach
                if (parts[i] <= rest).all():
                    todo.append(((*chosen, i), rest - parts[i], i + 1))
    return [chosen for chosen in found if len(chosen) > 1]


def find_total_rows(lines: Sequence[Vector]) -> Iterator[Sum]:
    """Give the sums of rows that hold the total of all others.

    Other lines with the same rows have to bear a total out: where more than half do not, one number
    is the sum of the others by chance.
    """
    groups: dict[tuple[int, int, frozenset[str]], list[tuple[Vector, str]]] = {}
    for line in lines:
        if any(line.values.values()):
            key = (line.sheet, line.key, frozenset(line.values))
            groups.setdefault(key, []).append((line, _find_total(line)))
    for group in groups.values():
        votes = Counter(text for _line, text in group)
        for line, text in group:
            if text and 2 * votes[text] >= len(group):
                yield Sum(tuple(a for t, a in line.cells.items() if t != text), line.cells[text])


def _find_total(line: Vector) -> str:
    """Name the row that holds the total of all others, else "".

    Where two rows do, they are alike and all others are empty: neither is a total.
    """
    total = sum(line.values.values())
    wholes = [text for text, value in line.values.items() if value > 0 and 2 * value == total]
    return wholes[0] if len(line.values) > 2 and len(wholes) == 1 else ""
