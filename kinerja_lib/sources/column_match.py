"""Match headers of a sheet with columns of a table, by words and by content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kinerja_lib.sources.column_content import Content
from kinerja_lib.sources.header_words import likeness
from kinerja_lib.sources.table_plan import RUNNING_NUMBERS
from kinerja_lib.tables.contract import Field, TableContract
from kinerja_lib.tables.names import squash

_ALIKE = 0.62  # likeness from which a header is proposed
DIRECTIONS = ("hubungan", "arah")  # columns whose labels can be read two ways


def _names(contract: TableContract) -> list[str]:
    return [item.name for item in contract.fields if not item.is_family]


def _first_headers(headers: Sequence[str]) -> list[tuple[int, str]]:
    """Give headers with their places; of equal ones the first, running numbers left out."""
    first: dict[str, int] = {}
    for place, header in enumerate(headers):
        first.setdefault(squash(header), place)
    names = {mark: place for mark, place in first.items() if mark not in RUNNING_NUMBERS}
    return [(place, headers[place]) for mark, place in names.items() if mark]


def best_pairs(headers: Sequence[str], contract: TableContract) -> list[tuple[float, int, str]]:
    """Pair headers and columns that are most alike, each used once; best pairs first."""
    pairs = sorted(
        (-alike, place, name)
        for place, header in _first_headers(headers)
        for name in _names(contract)
        if (alike := likeness(header, name)) >= _ALIKE
    )
    taken, found = set(), []
    for alike, place, name in pairs:
        if place not in taken and name not in taken:
            taken |= {place, name}
            found.append((-alike, place, name))
    return found


def match_words(
    headers: Sequence[str], contract: TableContract, contents: Sequence[Content]
) -> dict[int, str]:
    """Give columns by likeness of words, unless no value looks like the column."""
    return {
        place: name
        for alike, place, name in best_pairs(headers, contract)
        if alike == 1 or name in DIRECTIONS or not contents[place].contradicts(contract.field(name))
    }


def match_content(
    headers: Sequence[str],
    contract: TableContract,
    contents: Sequence[Content],
    matched: dict[int, str],
) -> Iterator[tuple[int, str]]:
    """Give further columns whose values leave one choice: NIP, lists, dates, points 1 to 4."""
    open_names = [name for name in _names(contract) if name not in matched.values()]
    places = [place for place, _header in _first_headers(headers) if place not in matched]
    for kind in ("nip", "choice", "period", "date", "time"):
        names = [name for name in open_names if contract.field(name).kind == kind]
        for name in names:
            fitting = [p for p in places if contents[p].fits(contract.field(name))]
            rivals = [n for n in names if fitting and contents[fitting[0]].fits(contract.field(n))]
            if len(fitting) == 1 and (len(rivals) == 1 or contract.field(name).required):
                places.remove(fitting[0])
                open_names.remove(name)
                yield fitting[0], name
    points = [name for name in open_names if _is_points(contract.field(name))]
    fitting = [p for p in places if points and contents[p].fits(contract.field(points[0]))]
    if len(fitting) == len(points) > 1:
        yield from zip(fitting, points, strict=True)


def _is_points(field: Field) -> bool:
    return field.kind == "whole" and field.low == 1 and field.high in (4, 5)
