"""Find what adds up among the counts of published tables, as an attentive reader would.

Nothing has to be declared: a sum that holds in every row of a table is one that a reader finds, or
knows from what the columns mean. Sums are looked for among the true numbers, so none is missed
because cells are withheld. One that holds by chance makes the reader stronger than he is, never
weaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kinerja_lib.privacy.people import People
from kinerja_lib.privacy.quotes import QUOTED
from kinerja_lib.privacy.sheets import SIZE, Address, Sheet
from kinerja_lib.privacy.table_sums import Sum, find_table_sums, find_total_rows, search_sums
from kinerja_lib.privacy.vectors import Counts, Vector, alike

_PARTS_BETWEEN = 3  # of a sum whose parts stand in several tables
_LARGE = 100.0  # a total from here on is recognised by its number alone, in the same report
_VERY_LARGE = 500.0  # in another report too
_FEW_PARTS = 2  # parts of such a total


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
        yield from find_table_sums(sheet, place, counts)
    groups: dict[frozenset[str], list[Vector]] = {}
    for line in lines:
        if len(line.values) > 2:
            groups.setdefault(frozenset(line.values), []).append(line)
    for group in groups.values():
        if len({line.sheet for line in group}) > 1:
            yield from search_sums(group, _PARTS_BETWEEN)
    yield from find_total_rows(lines)
    yield from _rows_of_totals(sheets, counts, lines)
    yield from _totals_in_sentences(sheets, counts, lines)
    yield from _totals_elsewhere(sheets, counts, lines)
    yield from _margins(lines, people)


def _rows_of_totals(
    sheets: Sequence[Sheet], counts: Counts, lines: Sequence[Vector]
) -> Iterator[Sum]:
    """Give the sums of a table that stand under the same names in one row of another."""
    for place, own in _columns_of_rows(sheets, lines).items():
        totals = {name: sum(line.values.values()) for name, line in own.items()}
        for other, sheet in enumerate(sheets):
            for row in range(len(sheet.rows)) if other != place else ():
                met = [
                    n for n, v in totals.items() if v and counts.values.get((other, row, n)) == v
                ]
                if len({totals[name] for name in met}) > 1:
                    for name in met:
                        yield Sum(tuple(own[name].cells.values()), (other, row, name))


def _columns_of_rows(
    sheets: Sequence[Sheet], lines: Sequence[Vector]
) -> dict[int, dict[str, Vector]]:
    """Give the lines of the tables with one key, by table and column."""
    columns: dict[int, dict[str, Vector]] = {}
    for line in lines:
        if len(sheets[line.sheet].keys) == 1:
            columns.setdefault(line.sheet, {})[line.column] = line
    return columns


def _totals_in_sentences(
    sheets: Sequence[Sheet], counts: Counts, lines: Sequence[Vector]
) -> Iterator[Sum]:
    """Give the sums of a table of the report that sentences about one n state: n, and a count."""
    columns = _columns_of_rows(sheets, lines)
    for other, sheet in enumerate(sheets):
        for row in range(len(sheet.rows)) if sheet.table == QUOTED else ():
            stated = {
                counts.values[other, row, name]: (other, row, name)
                for name in sheet.columns
                if (other, row, name) in counts.values
            }
            for place, own in columns.items():
                if sheets[place].report == sheet.report and place != other:
                    met = [(line, stated.get(sum(line.values.values()))) for line in own.values()]
                    told = {address[2] for _line, address in met if address is not None}
                    if "n" in told and len(told) > 1:
                        yield from (Sum(tuple(v.cells.values()), a) for v, a in met if a)


def _totals_elsewhere(
    sheets: Sequence[Sheet], counts: Counts, lines: Sequence[Vector]
) -> Iterator[Sum]:
    """Give sums of all rows of a table that stand as people of a row in another, by the number."""
    numbers: dict[float, list[Address]] = {}
    for (place, row, column), value in counts.values.items():
        if value >= _LARGE and sheets[place].columns[column].role == SIZE:
            numbers.setdefault(value, []).append((place, row, column))
    for line in lines:
        total = sum(line.values.values())
        parts = sum(value > 0 for value in line.values.values())
        if counts.implied.intersection(line.cells.values()) or parts < _FEW_PARTS:
            continue
        met = [
            address
            for address in numbers.get(total, ())
            if _may_hold(sheets[address[0]], sheets[line.sheet], total)
        ]
        told = [address for address in met if sheets[address[0]].table == QUOTED]
        if _is_everyone(line, counts):
            met, told = [a for a in met if a not in told], []
        for address in dict.fromkeys((*met[:1], *told)):
            yield Sum(tuple(line.cells.values()), address)


def _may_hold(other: Sheet, own: Sheet, total: float) -> bool:
    """Say whether a table may hold a total of another; versions of one table do not."""
    same = other.report == own.report
    return not (same and other.table == own.table) and (same or total >= _VERY_LARGE)


def _is_everyone(line: Vector, counts: Counts) -> bool:
    """Say whether all people of every row are in the class, so that a total may be theirs."""
    return all(
        a in counts.sizes and counts.values[counts.sizes[a]] == line.values[text]
        for text, a in line.cells.items()
    )


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
