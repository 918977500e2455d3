"""Find cells that, beside an earlier publication, tell about the few people who came or left.

A row of a table stands in an earlier publication and in this one. Whoever holds both, and knows
who moved, knows `joined - left + drift`: what the numbers of those who joined and of those who left
come to, and what changed in those who stayed. `difference` has the reasoning; here it is applied to
sheets, with an estimate of how much may have changed in those who stayed:

- **counts, and shares that give a count**: a reader takes the drift to be the least that explains
  what he sees, give or take the people who changed class (`difference.changed_classes`, with the
  share of people that the rows of the same column show). What he saw is safe when no number of the
  movers that was possible before is excluded by it. Where one side is a group that may be shown, it
  hides the other.
- **means and other values**: safe when twice the spread of the sum of those who stayed covers 20 %
  of what the movers' sum can be. The range of one person's value is not known from means; six
  standard deviations of the rows, times the root of the middle n, is taken for it.

The change in those who stayed is read from what movers cannot explain: in a row without movers all
of it. Head counts (n) are known in an office and are not judged. Rows whose key names a year are
about their own time: people of today do not matter to them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median, pstdev
from typing import TYPE_CHECKING

from kinerja_lib.privacy.cells import MEAN_SHARE
from kinerja_lib.privacy.difference import changed_classes, fewest_movers
from kinerja_lib.privacy.people import People
from kinerja_lib.privacy.sheets import COUNT, SHARE, SIZE, Address, Sheet, SheetColumn, names_year

if TYPE_CHECKING:
    from kinerja_lib.privacy.published import Published

_WHOLE = 0.01  # how near n times a share must come to a whole number to be a count
_PERSON_RANGE = 6.0  # standard deviations that one person's values span
# Nobody can be sure that nothing changed among hundreds who stayed: at least this share of them may
# have another class, and this part of the range is the least spread of one person's change.
_LEAST_CHANGE = 0.01


@dataclass(frozen=True)
class _Row:
    """One row in both publications: its places, and who moved between them."""

    now: int
    then: int
    left: int
    joined: int
    stayed: int

    @property
    def movers(self) -> int:
        return self.left + self.joined


@dataclass(frozen=True)
class _Change:
    """One number of a row in both publications; `n` are the people behind it now."""

    row: _Row
    then: float
    now: float
    n: float

    @property
    def delta(self) -> float:
        return self.now - self.then

    @property
    def unexplained(self) -> float:
        """Give what movers cannot explain of the change of a count, with its sign."""
        over = max(0.0, self.delta - self.row.joined)
        return over or min(0.0, self.delta + self.row.left)


def find_differences(
    sheets: Sequence[Sheet], people: People | None, earlier: Sequence[Published]
) -> list[Address]:
    """Find the cells that would give away movers beside an earlier publication of the same report.

    Parameters
    ----------
    sheets : sequence of Sheet
        Tables of this run after primary withholding.
    people : People or None
        Who stands behind the units now; None where it is not known. Then head counts are read so
        that as many as possible stayed.
    earlier : sequence of Published
        Everything that readers have seen under the same report, any period.

    Returns
    -------
    list of Address
        Cells to withhold, sorted. Only cells shown then and not withheld now can be among them.
    """
    found: set[Address] = set()
    for publication in earlier:
        known = {(sheet.report, sheet.table): sheet for sheet in publication.sheets}
        for place, sheet in enumerate(sheets):
            then = known.get((sheet.report, sheet.table))
            if then is None or then.keys != sheet.keys or not sheet.minimum:
                continue
            rows = list(_pair_rows(sheet, then, people, publication.people))
            if any(row.movers for row in rows):
                found.update((place, row, name) for row, name in _judge_sheet(sheet, then, rows))
    return sorted(found)


def _pair_rows(
    sheet: Sheet, then: Sheet, people: People | None, people_then: People | None
) -> Iterator[_Row]:
    """Match rows by their keys; the same key again is matched in order."""
    places: dict[tuple[str, ...], list[int]] = {}
    for place, key in enumerate(then.rows):
        places.setdefault(key, []).append(place)
    for now, key in enumerate(sheet.rows):
        if places.get(key):
            before = places[key].pop(0)
            sizes = (_sizes(then, before), _sizes(sheet, now))
            left, joined, stayed = _count_movers(key, people_then, people, sizes)
            yield _Row(now, before, left, joined, stayed)


def _sizes(sheet: Sheet, row: int) -> list[float | None]:
    """Give the head counts of a row; without any, the sum of its counts."""
    columns = sheet.columns.values()
    sizes = [column.values[row] for column in columns if column.role == SIZE]
    counts = [column.values[row] or 0.0 for column in columns if column.role == COUNT]
    return sizes or ([math.fsum(counts)] if counts else [])


def _count_movers(
    key: tuple[str, ...],
    people_then: People | None,
    people: People | None,
    sizes: tuple[list[float | None], list[float | None]],
) -> tuple[int, int, int]:
    """Count who left, joined and stayed; a head count that people do not explain adds movers."""
    left = joined = stayed = 0
    if people is not None and people_then is not None and not names_year(key):
        before, now = people_then.behind(key), people.behind(key)
        left, joined, stayed = len(before - now), len(now - before), len(before & now)
    gone, come = 0, 0
    for was, size in zip(*sizes, strict=False):
        if was is not None and size is not None:
            fewer, more = fewest_movers(round(was) - left, round(size) - joined)
            gone, come = max(gone, fewer), max(come, more)
            stayed = round(min(was, size))
    return left + gone, joined + come, stayed


def _judge_sheet(sheet: Sheet, then: Sheet, rows: Sequence[_Row]) -> Iterator[tuple[int, str]]:
    """Give row and column of the cells that give movers away."""
    for name, column in sheet.columns.items():
        before = then.columns.get(name)
        if column.role == SIZE or before is None or before.role != column.role:
            continue
        changes = list(_list_changes(sheet, column, before, rows))
        counts = _as_counts(changes, column.role)
        unsafe = _unsafe_counts(counts, sheet.minimum) if counts else None
        if unsafe is None:
            unsafe = _unsafe_values(changes, column.role, sheet.minimum)
        for row in unsafe:
            if not column.hidden[row.now] and not before.hidden[row.then]:
                yield row.now, name


def _list_changes(
    sheet: Sheet, column: SheetColumn, before: SheetColumn, rows: Sequence[_Row]
) -> Iterator[_Change]:
    for row in rows:
        now, then = column.values[row.now], before.values[row.then]
        if now is not None and then is not None:
            sizes = [size for size in _sizes(sheet, row.now) if size is not None]
            yield _Change(row, then, now, min(sizes, default=float(row.stayed)))


def _as_counts(changes: Sequence[_Change], role: str) -> list[_Change]:
    """Give the changes in people; nothing where the numbers are no counts."""
    if role == COUNT:
        return list(changes)
    if role != SHARE:
        return []
    found = []
    for change in changes:
        n_then = change.n - change.row.joined + change.row.left
        then, now = change.then * n_then / 100.0, change.now * change.n / 100.0
        if abs(now - round(now)) > _WHOLE or abs(then - round(then)) > _WHOLE:
            return []
        found.append(_Change(change.row, round(then), round(now), change.n))
    return found


def _unsafe_counts(changes: Sequence[_Change], k: int) -> Iterator[_Row]:
    """Give the rows in which a change of a count narrows what the movers can be."""
    people = math.fsum(change.n for change in changes)
    changed = math.fsum(abs(change.unexplained) for change in changes)
    share = min(1.0, changed / people) if people else 0.0
    for change in changes:
        own = min(1.0, abs(change.unexplained) / change.n) if change.n else 0.0
        width = changed_classes(change.row.stayed, max(share, own, _LEAST_CHANGE)).high
        if not _is_open(change, width, k):
            yield change.row


def _is_open(change: _Change, width: float, k: int) -> bool:
    """Say whether every number of the movers that was possible stays possible.

    With the drift between `middle - width` and `middle + width`, joined less left lies between
    `low` and `high`. A side of k people or more may be anything between none and all.
    """
    left, joined = change.row.left, change.row.joined
    middle = change.unexplained
    low, high = change.delta - middle - width, change.delta - middle + width
    if left >= k and joined >= k:
        return True
    if left >= k:
        return joined == 0 or (low <= 0 and high + left >= joined)
    if joined >= k:
        return left == 0 or (low - joined <= -left and high >= 0)
    return (left == 0 and joined == 0) or (low <= -left and high >= joined)


def _unsafe_values(changes: Sequence[_Change], role: str, k: int) -> Iterator[_Row]:
    """Give the rows in which a change of a mean tells the sum of the movers too closely."""
    scale = 100.0 if role == SHARE else _guess_range(changes)
    spread = max(_measure_spread(changes, scale), _LEAST_CHANGE * scale)
    for change in changes:
        small = [people for people in (change.row.left, change.row.joined) if 0 < people < k]
        needed = MEAN_SHARE * sum(small) * scale
        if small and 2 * spread * math.sqrt(change.row.stayed) < needed:
            yield change.row


def _guess_range(changes: Sequence[_Change]) -> float:
    """Guess the range of one person's values from means: rows of n people vary root n times less.

    With fewer than three rows the size of the values themselves is taken.
    """
    if len(changes) < 3:
        return max((max(abs(c.now), abs(c.then)) for c in changes), default=0.0)
    middle = median(change.n for change in changes)
    return _PERSON_RANGE * pstdev([change.now for change in changes]) * math.sqrt(middle)


def _measure_spread(changes: Sequence[_Change], scale: float) -> float:
    """Measure the standard deviation of one person's change, from what movers cannot explain."""
    still = [change for change in changes if not change.row.movers]
    basis = still if len(still) > 1 else changes
    people = math.fsum(change.n for change in basis)
    average = math.fsum(c.n * c.delta for c in basis) / people if people and len(basis) > 2 else 0.0
    squares = []
    for change in changes:
        reach = change.row.movers * scale / max(change.n, 1.0)
        rest = max(0.0, abs(change.delta - average) - reach)
        squares.append(change.n * rest * rest)
    return math.sqrt(math.fsum(squares) / len(squares)) if squares else 0.0
