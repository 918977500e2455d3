"""The counts of sheets as lines of numbers, and which of them are the same numbers.

Counts are the columns `n` and `count`, and shares that are whole people of the row's n: they give a
count back, so they are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kinerja_lib.privacy.sheets import COUNT, SHARE, SIZE, Address, Sheet

_CLOSE = 1e-6
_FEW = 3  # different numbers from which a likeness is more than chance
_LARGE = 50.0  # people of a row that is recognised by its numbers alone


@dataclass(frozen=True)
class Vector:
    """Counts of one column by the text of one key, for one value of the other keys.

    Attributes
    ----------
    sheet : int
        Place of the sheet.
    column : str
    key : int
        Place of the key that runs; -1 where the rows run, whatever their keys.
    rest : str
        The text of the other key, where there is just one; else empty.
    cells : mapping of str to Address
    values : mapping of str to float
    """

    sheet: int
    column: str
    key: int
    rest: str
    cells: Mapping[str, Address]
    values: Mapping[str, float]


@dataclass(frozen=True)
class Counts:
    """The counts of all sheets.

    Attributes
    ----------
    values : mapping of Address to float
    sizes : mapping of Address to Address
        For each count the n of its row, where there is one.
    implied : frozenset of Address
        Shares that give a count back.
    """

    values: Mapping[Address, float]
    sizes: Mapping[Address, Address]
    implied: frozenset[Address]


def read_counts(sheets: Sequence[Sheet]) -> Counts:
    """Give every count of the sheets that are about people."""
    values: dict[Address, float] = {}
    sizes: dict[Address, Address] = {}
    implied: set[Address] = set()
    for place, sheet in enumerate(sheets):
        size = next((name for name, c in sheet.columns.items() if c.role == SIZE), "")
        for name, column in sheet.columns.items() if sheet.minimum else ():
            found = _column_counts(sheet, name, size)
            values.update({(place, row, name): value for row, value in found.items()})
            if column.role == SHARE:
                implied.update((place, row, name) for row in found)
            for row in found if size and name != size else ():
                if sheet.columns[size].values[row] is not None:
                    sizes[place, row, name] = (place, row, size)
    return Counts(values, sizes, frozenset(implied))


def _column_counts(sheet: Sheet, name: str, size: str) -> dict[int, float]:
    """Give the counts of a column by row; none where it holds no counts."""
    column = sheet.columns[name]
    if column.role in (SIZE, COUNT):
        found = {r: v for r, v in enumerate(column.values) if v is not None}
    elif column.role == SHARE and size:
        pairs = enumerate(zip(column.values, sheet.columns[size].values, strict=True))
        found = {r: s * n / 100 for r, (s, n) in pairs if s is not None and n is not None}
        if len({round(v) for v in found.values()}) < 2:
            return {}
    else:
        return {}
    whole = all(v > -_CLOSE and abs(v - round(v)) < _CLOSE * max(1.0, v) for v in found.values())
    return {r: float(round(v)) for r, v in found.items()} if whole else {}


def list_vectors(sheets: Sequence[Sheet], counts: Counts) -> list[Vector]:
    """Give all lines of counts of at least two cells that run over one key."""
    names: dict[int, dict[str, None]] = {}
    for place, _row, column in counts.values:
        names.setdefault(place, {})[column] = None
    return [
        line
        for place, columns in names.items()
        for column in columns
        for key in range(len(sheets[place].keys))
        for line in _slices(sheets[place], place, column, key, counts)
    ]


def _slices(sheet: Sheet, place: int, column: str, key: int, counts: Counts) -> Iterator[Vector]:
    groups: dict[tuple[str, ...], dict[str, Address]] = {}
    for row, texts in enumerate(sheet.rows):
        address = (place, row, column)
        if address in counts.values:
            rest = texts[:key] + texts[key + 1 :]
            groups.setdefault(rest, {})[texts[key]] = address
    for rest, cells in groups.items():
        if len(cells) > 1:
            values = {text: counts.values[a] for text, a in cells.items()}
            yield Vector(place, column, key, rest[0] if len(rest) == 1 else "", cells, values)


def row_lines(sheet: Sheet, place: int, counts: Counts) -> list[Vector]:
    """Give the counts of a sheet column by column, over its rows."""
    found = []
    for name in sheet.columns:
        cells = {
            str(row): (place, row, name)
            for row in range(len(sheet.rows))
            if (place, row, name) in counts.values
        }
        values = {text: counts.values[a] for text, a in cells.items()}
        if any(values.values()):
            found.append(Vector(place, name, -1, "", cells, values))
    return found


def alike(one: Mapping[str, float], other: Mapping[str, float], *, named: bool = False) -> bool:
    """Say whether two lines hold the same numbers wherever both have one, by more than chance.

    `named` tells that their columns have the same name, for which less is asked.
    """
    common = one.keys() & other.keys()
    if any(abs(one[text] - other[text]) > _CLOSE for text in common):
        return False
    return len({one[text] for text in common}) >= (2 if named else _FEW)


def same_numbers(
    sheets: Sequence[Sheet], counts: Counts, lines: Sequence[Vector]
) -> Iterator[tuple[Address, Address]]:
    """Give pairs of cells that hold the same number, in two tables or columns."""
    index: dict[tuple[str, float], list[int]] = {}
    for place, line in enumerate(lines):
        for pair in line.values.items():
            index.setdefault(pair, []).append(place)
    for place, line in enumerate(lines):
        rarest = min((index[pair] for pair in line.values.items()), key=len)
        for other in (lines[p] for p in rarest if p != place):
            named = other.column == line.column and other.sheet != line.sheet
            if alike(line.values, other.values, named=named):
                for text in line.values.keys() & other.values.keys():
                    yield line.cells[text], other.cells[text]
    yield from _rows_like_lines(sheets, counts, lines)
    yield from _rows_of_same_people(sheets, counts, lines)


def _rows_of_same_people(
    sheets: Sequence[Sheet], counts: Counts, lines: Sequence[Vector]
) -> Iterator[tuple[Address, Address]]:
    """Pair the row of a wide table with the rows of a long one about the same people.

    They have the same name and the same n; which of the classes are the same the numbers tell.
    """
    long: dict[tuple[str, float], list[Vector]] = {}
    for line in lines:
        n = size_of_line(line, counts)
        if line.rest and n >= _LARGE:
            long.setdefault((line.rest, n), []).append(line)
    for place, sheet in enumerate(sheets):
        size = next((name for name, c in sheet.columns.items() if c.role == SIZE), "")
        names = [name for name, c in sheet.columns.items() if c.role == COUNT]
        for row, texts in enumerate(sheet.rows if size and len(sheet.keys) == 1 else ()):
            n = counts.values.get((place, row, size), 0.0)
            cells = [(place, row, name) for name in names if counts.values.get((place, row, name))]
            for line in long.get((texts[0], n), ()):
                if line.sheet != place:
                    yield from _pair_by_value(cells, line, counts)
                    for cell in line.cells.values():
                        yield (place, row, size), counts.sizes[cell]


def size_of_line(line: Vector, counts: Counts) -> float:
    """Give the n that all rows of a line of counts have; 0 where they have none, or several."""
    sizes = {counts.values[counts.sizes[a]] for a in line.cells.values() if a in counts.sizes}
    every = all(a in counts.sizes for a in line.cells.values())
    return sizes.pop() if every and len(sizes) == 1 else 0.0


def _rows_like_lines(
    sheets: Sequence[Sheet], counts: Counts, lines: Sequence[Vector]
) -> Iterator[tuple[Address, Address]]:
    """Pair the row of a wide table with the rows of a long one that hold the same numbers."""
    long: dict[tuple[float, ...], list[Vector]] = {}
    for line in lines:
        long.setdefault(tuple(sorted(line.values.values())), []).append(line)
    for place, sheet in enumerate(sheets):
        names = [n for n, c in sheet.columns.items() if c.role == COUNT]
        for row in range(len(sheet.rows)):
            cells = [(place, row, n) for n in names if (place, row, n) in counts.values]
            values = tuple(sorted(counts.values[c] for c in cells))
            if len(set(values)) >= _FEW and sum(values) >= _LARGE:
                for line in long.get(values, ()):
                    if line.sheet != place:
                        yield from _pair_by_value(cells, line, counts)


def _pair_by_value(
    cells: Sequence[Address], line: Vector, counts: Counts
) -> Iterator[tuple[Address, Address]]:
    """Pair the cells whose number stands once in either."""
    for cell in cells:
        value = counts.values[cell]
        like = [a for a in line.cells.values() if counts.values[a] == value]
        if len(like) == 1 and sum(counts.values[c] == value for c in cells) == 1:
            yield cell, like[0]
