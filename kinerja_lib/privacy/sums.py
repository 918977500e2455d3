"""Find what adds up among the counts of published tables, as an attentive reader would.

Nothing has to be declared: a sum that holds in every row of a table is one that a reader finds, or
knows from what the columns mean. Sums are looked for among the true numbers, so none is missed
because cells are withheld. One that holds by chance makes the reader stronger than he is, never
weaker.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from kinerja_lib.privacy.people import People
from kinerja_lib.privacy.sheets import COUNT, SIZE, Address, Sheet
from kinerja_lib.privacy.vectors import Counts, Vector, alike, row_lines

_MOST_PARTS = 9  # of a sum in one table
_PARTS_BETWEEN = 3  # of a sum whose parts stand in several tables
_MOST_FOUND = 4  # sums for one whole
_MOST_STEPS = 2_000  # of the search for one whole
_LARGE = 100.0  # a total from here on is recognised by its number alone, in the same report
_VERY_LARGE = 500.0  # in another report too
_FEW_PARTS = 2  # parts of such a total


@dataclass(frozen=True)
class Sum:
    """Say that the parts add up to the whole.

    `certain` is False where a single number is all that speaks for it.
    """

    parts: tuple[Address, ...]
    whole: Address
    certain: bool = True


def find_sums(
    sheets: Sequence[Sheet], counts: Counts, lines: Sequence[Vector], people: People | None
) -> Iterator[Sum]:
    """Give all sums: in the rows of a table, between tables with the same rows, and down.

    Parameters
    ----------
    sheets : sequence of Sheet
    counts : Counts
    lines : sequence of Vector
        Of `list_vectors`, one of each group of lines with the same numbers where that is known.
    people : People or None
        For the kind of each unit.
    """
    for place, sheet in enumerate(sheets):
        yield from _search(row_lines(sheet, place, counts), _MOST_PARTS)
        yield from _single_row(sheet, place, counts)
        yield from _rows_of_one_n(sheet, place, counts)
    groups: dict[frozenset[str], list[Vector]] = {}
    for line in lines:
        if len(line.values) > 2:
            groups.setdefault(frozenset(line.values), []).append(line)
    for group in groups.values():
        if len({line.sheet for line in group}) > 1:
            yield from _search(group, _PARTS_BETWEEN)
    yield from _total_rows(lines)
    yield from _rows_of_totals(sheets, counts, lines)
    yield from _totals_elsewhere(sheets, counts, lines)
    yield from _margins(lines, people)


def _search(lines: Sequence[Vector], most: int) -> Iterator[Sum]:
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


def _single_row(sheet: Sheet, place: int, counts: Counts) -> Iterator[Sum]:
    """Give the classes that make up the n of a table of one row, as its labels tell a reader.

    No other row can bear them out, so only whole counts beside an n are tried.
    """
    if len(sheet.rows) != 1:
        return
    cells = {
        name: (place, 0, name)
        for name, column in sheet.columns.items()
        if column.role in (SIZE, COUNT) and counts.values.get((place, 0, name), 0) > 0
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

    Where the rows have two keys, those of one text of the other key belong together, and the
    classes must make up the n of every such group.
    """
    sizes = [name for name, column in sheet.columns.items() if column.role == SIZE]
    parts = [name for name, column in sheet.columns.items() if column.role == COUNT]
    for whole, part in product(sizes, parts):
        for key in range(len(sheet.keys)):
            found = [
                _one_n(rows, place, whole, part, counts) for rows in _groups(sheet, key) if rows
            ]
            if found and all(found):
                yield from (one for sums in found for one in sums)


def _groups(sheet: Sheet, key: int) -> list[list[int]]:
    """Give the rows that differ in one key alone."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for row, texts in enumerate(sheet.rows):
        groups.setdefault(texts[:key] + texts[key + 1 :], []).append(row)
    return list(groups.values())


def _one_n(
    rows: Sequence[int], place: int, whole: str, part: str, counts: Counts
) -> tuple[Sum, ...]:
    """Give the sum of some rows for each place of their n; nothing where it is not their sum."""
    cells = tuple((place, row, part) for row in rows if (place, row, part) in counts.values)
    wholes = [(place, row, whole) for row in rows if (place, row, whole) in counts.values]
    total = sum(counts.values[cell] for cell in cells)
    if len(cells) < 2 or not wholes or {counts.values[one] for one in wholes} != {total}:
        return ()
    return tuple(Sum(cells, one) for one in wholes)


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


def _total_rows(lines: Sequence[Vector]) -> Iterator[Sum]:
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


def _rows_of_totals(
    sheets: Sequence[Sheet], counts: Counts, lines: Sequence[Vector]
) -> Iterator[Sum]:
    """Give the sums of a table that stand under the same names in one row of another."""
    columns: dict[int, dict[str, Vector]] = {}
    for line in lines:
        if len(sheets[line.sheet].keys) == 1:
            columns.setdefault(line.sheet, {})[line.column] = line
    for place, own in columns.items():
        totals = {name: sum(line.values.values()) for name, line in own.items()}
        for other, sheet in enumerate(sheets):
            for row in range(len(sheet.rows)) if other != place else ():
                met = [
                    n for n, v in totals.items() if v and counts.values.get((other, row, n)) == v
                ]
                if len({totals[name] for name in met}) > 1:
                    for name in met:
                        yield Sum(tuple(own[name].cells.values()), (other, row, name))


def _totals_elsewhere(
    sheets: Sequence[Sheet], counts: Counts, lines: Sequence[Vector]
) -> Iterator[Sum]:
    """Give sums of all rows of a table that stand as people of a row in another, by the number."""
    numbers: dict[float, list[Address]] = {}
    for (place, row, column), value in counts.values.items():
        if value >= _LARGE and sheets[place].columns[column].role == SIZE:
            numbers.setdefault(value, []).append((place, row, column))
    for line in lines:
        total, own = sum(line.values.values()), sheets[line.sheet].report
        parts = sum(value > 0 for value in line.values.values())
        if counts.implied.intersection(line.cells.values()) or parts < _FEW_PARTS:
            continue
        for address in numbers.get(total, ()):
            other = sheets[address[0]]
            same = (other.report, other.table) == (own, sheets[line.sheet].table)  # or a version
            if not same and (other.report == own or total >= _VERY_LARGE):
                yield Sum(tuple(line.cells.values()), address, certain=False)
                break


def _margins(lines: Sequence[Vector], people: People | None) -> Iterator[Sum]:
    """Give sums over one key of a table that stand as a line of another, or of the same."""
    index: dict[tuple[str, float], list[Vector]] = {}
    for line in lines:
        for pair in line.values.items():
            index.setdefault(pair, []).append(line)
    for cells, values in _marginal_lines(lines, people):
        near = min((index.get(pair, []) for pair in values.items()), key=len)
        for line in near:
            if alike(values, line.values, named=_same_column(line, cells)):
                for text in values.keys() & line.values.keys():
                    if line.cells[text] not in cells[text]:
                        yield Sum(cells[text], line.cells[text])


def _same_column(line: Vector, cells: Mapping[str, tuple[Address, ...]]) -> bool:
    return line.column == next(iter(cells.values()))[0][2]


def _marginal_lines(
    lines: Sequence[Vector], people: People | None
) -> Iterator[tuple[dict[str, tuple[Address, ...]], dict[str, float]]]:
    """Give the sums of each line by kind of unit, and of the lines of a column by their key."""
    groups: dict[tuple[int, str, int], list[Vector]] = {}
    for line in lines:
        groups.setdefault((line.sheet, line.column, line.key), []).append(line)
        kinds = people.kinds if people else {}
        if line.values.keys() & kinds.keys():
            yield _gather([(kinds[t], t, line) for t in line.values if t in kinds])
    for (_sheet, _column, _key), members in groups.items():
        named = [(line.rest, text, line) for line in members for text in line.values]
        if len(members) > 1 and all(rest for rest, _text, _line in named):
            yield _gather(named)


def _gather(
    named: Sequence[tuple[str, str, Vector]],
) -> tuple[dict[str, tuple[Address, ...]], dict[str, float]]:
    cells: dict[str, tuple[Address, ...]] = {}
    values: dict[str, float] = {}
    for name, text, line in named:
        cells[name] = (*cells.get(name, ()), line.cells[text])
        values[name] = values.get(name, 0.0) + line.values[text]
    return cells, values
