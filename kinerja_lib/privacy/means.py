"""What a reader can tell about withheld means of groups whose people add up to a known whole.

The mean of a whole is that of its parts weighted by their people. Whoever knows the whole and all
parts but one knows that one; of several withheld parts he knows the sum. He is taken to know how
many people each part has, and that nobody's value lies outside the range of the means themselves:
he knows less, so the true interval is wider.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kinerja_lib.privacy.cells import MEAN_SHARE
from kinerja_lib.privacy.people import People
from kinerja_lib.privacy.quotes import QUOTED
from kinerja_lib.privacy.sheets import SHARE, SIZE, VALUE, Address, Sheet, is_hidden
from kinerja_lib.privacy.sums import find_sums
from kinerja_lib.privacy.table_sums import Sum
from kinerja_lib.privacy.vectors import list_vectors, read_counts

_CLOSE = 1e-7  # of the size of a sum: what rounding in the tables explains
_SAME = 1e-9


@dataclass(frozen=True)
class MeanGroup:
    """Means of parts that make up the mean of a whole.

    Attributes
    ----------
    parts : tuple of Address
    sizes : tuple of float
        People behind each part.
    whole : Address
    n : float
    scale : pair of float
        Least and largest value that one person is taken to have.
    """

    parts: tuple[Address, ...]
    sizes: tuple[float, ...]
    whole: Address
    n: float
    scale: tuple[float, float]


@dataclass(frozen=True)
class MeanInterval:
    """What a reader can tell about a withheld mean, in its own unit."""

    address: Address
    low: float
    high: float
    scale: tuple[float, float]

    @property
    def share(self) -> float:
        """Give the width as a part of the scale."""
        return (self.high - self.low) / (self.scale[1] - self.scale[0])

    @property
    def fails(self) -> bool:
        """Whether the interval covers less of the scale than the kit asks for."""
        return self.share < MEAN_SHARE - _SAME


def find_mean_groups(sheets: Sequence[Sheet], people: People | None) -> list[MeanGroup]:
    """Find the means that belong together: their people add up, and so do their sums.

    Parameters
    ----------
    sheets : sequence of Sheet
        With the true values.
    people : People or None
        For the kinds of units.
    """
    counts = read_counts(sheets)
    sums = find_sums(sheets, counts, list_vectors(sheets, counts), people)
    found: dict[tuple[Address, tuple[Address, ...]], MeanGroup] = {}
    for one in sums:
        if _of_people(sheets, one):
            for group in _groups(sheets, one):
                found.setdefault((group.whole, group.parts), group)
    return list(found.values())


def _of_people(sheets: Sequence[Sheet], one: Sum) -> bool:
    """Say whether parts and whole are people of rows; the parts rows of one table."""
    places = {place for place, _row, _column in one.parts}
    roles = {sheets[p].columns[c].role for p, _r, c in (*one.parts, one.whole)}
    return len(places) == 1 and len(one.parts) > 1 and roles == {SIZE}


def _groups(sheets: Sequence[Sheet], one: Sum) -> Iterator[MeanGroup]:
    place, (other, row, _size) = one.parts[0][0], one.whole
    sizes = [_number(sheets, part) for part in one.parts]
    for name, column in sheets[place].columns.items():
        means = [column.values[r] for _p, r, _c in one.parts]
        terms = [m * k for m, k in zip(means, sizes, strict=True) if m is not None]
        n, like = _number(sheets, one.whole), _like(sheets[other], name, column.role)
        if column.role not in (VALUE, SHARE) or len(terms) < len(means) or not n:
            continue
        close = _CLOSE * max(1.0, *(abs(term) for term in terms))
        for mean in like:
            whole = sheets[other].columns[mean].values[row]
            if whole is None or abs(math.fsum(terms) - whole * n) > close:
                continue
            scale = _scale(column.role, (*column.values, whole))
            if scale[1] > scale[0]:
                parts = tuple((place, r, name) for _p, r, _c in one.parts)
                yield MeanGroup(parts, tuple(sizes), (other, row, mean), n, scale)


def _like(sheet: Sheet, name: str, role: str) -> list[str]:
    """Name the columns that may hold the mean of the whole: of the same name, or a sentence."""
    if sheet.table == QUOTED:
        return [other for other, c in sheet.columns.items() if c.role == VALUE]
    return [name] if name in sheet.columns and sheet.columns[name].role == role else []


def _scale(role: str, values: Sequence[float | None]) -> tuple[float, float]:
    """Give the range of the values that one person is taken to have."""
    known = [value for value in values if value is not None]
    return (0.0, 100.0) if role == SHARE else (min(known), max(known))


def _number(sheets: Sequence[Sheet], address: Address) -> float:
    place, row, column = address
    return sheets[place].columns[column].values[row] or 0.0


def tell_means(sheets: Sequence[Sheet], groups: Sequence[MeanGroup]) -> list[MeanInterval]:
    """Give the tightest interval of each withheld mean of the groups whose whole is shown."""
    found: dict[Address, MeanInterval] = {}
    for group in groups:
        for one in _tell_group(sheets, group):
            known = found.get(one.address)
            if known is not None:
                low, high = max(known.low, one.low), min(known.high, one.high)
                one = MeanInterval(one.address, low, max(low, high), one.scale)
            found[one.address] = one
    return [found[address] for address in sorted(found)]


def _tell_group(sheets: Sequence[Sheet], group: MeanGroup) -> Iterator[MeanInterval]:
    hidden = [i for i, part in enumerate(group.parts) if is_hidden(sheets, part)]
    if is_hidden(sheets, group.whole) or not hidden:
        return
    pairs = [(_number(sheets, p), k) for p, k in zip(group.parts, group.sizes, strict=True)]
    total = math.fsum(pairs[i][0] * pairs[i][1] for i in hidden)
    people = math.fsum(pairs[i][1] for i in hidden)
    least, most = group.scale
    for i in hidden:
        value, own = pairs[i]
        if own:
            rest = people - own
            low = max(least, (total - rest * most) / own)
            high = min(most, (total - rest * least) / own)
            yield MeanInterval(group.parts[i], min(low, value), max(high, value), group.scale)


def choose_means(sheets: Sequence[Sheet], groups: Sequence[MeanGroup], own: int) -> list[Address]:
    """Give the rows to withhold next so that means given away are not: one for each that fails.

    Parameters
    ----------
    own : int
        Sheets from this place on are published and stay as they are.

    Returns
    -------
    list of Address
        Of means: the shown part with the fewest people in a group of each mean that fails, or the
        whole where none is left; empty when nothing fails or nothing helps.
    """
    failing = {one.address for one in tell_means(sheets, groups) if one.fails}
    chosen = []
    for group in groups:
        if failing.isdisjoint(group.parts) or is_hidden(sheets, group.whole):
            continue
        shown = [
            (size, part)
            for size, part in zip(group.sizes, group.parts, strict=True)
            if not is_hidden(sheets, part) and part[0] < own
        ]
        if shown:
            chosen.append(min(shown)[1])
        elif group.whole[0] < own:
            chosen.append(group.whole)
    return sorted(set(chosen))
