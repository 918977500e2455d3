"""Make one system of cells of the counts of all sheets: what is the same number, what adds up."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kinerja_lib.privacy.cells import (
    Cell,
    Protection,
    Relation,
    System,
    add_up,
    protect_count,
    split_system,
)
from kinerja_lib.privacy.people import People
from kinerja_lib.privacy.quotes import QUOTED
from kinerja_lib.privacy.rests import add_rests
from kinerja_lib.privacy.sheets import SIZE, Address, Sheet, is_hidden
from kinerja_lib.privacy.sums import find_sums
from kinerja_lib.privacy.table_sums import Sum
from kinerja_lib.privacy.vectors import Counts, Vector, list_vectors, read_counts, same_numbers

_SENTENCE = 5.0  # what a number in a sentence is worth beside one in a table


@dataclass(frozen=True)
class Linked:
    """The counts of several sheets as one system.

    Attributes
    ----------
    system : System
    names : mapping of Address to str
        Id of the cell that each number of the sheets is; a number that stands in two tables is one
        cell.
    heads : frozenset of str
        Cells with the people of a unit, which everybody knows.
    rests : mapping of str to Address
        Cells that no table shows: the few people of a row who are not in a count, by the place of
        that count.
    """

    system: System
    names: Mapping[Address, str]
    heads: frozenset[str] = frozenset()
    rests: Mapping[str, Address] = field(default_factory=dict)

    def addresses(self) -> dict[str, list[Address]]:
        """Give the places of each cell."""
        places: dict[str, list[Address]] = {}
        for address, name in self.names.items():
            places.setdefault(name, []).append(address)
        return places

    def place_of(self, name: str) -> Address:
        """Give the first place of a cell; of a rest that of the count that tells it."""
        return self.rests[name] if name in self.rests else min(self.addresses()[name])


def link_sheets(
    sheets: Sequence[Sheet],
    people: People | None = None,
    *,
    fixed: Collection[Address] = (),
    told: Collection[Address] = (),
) -> Linked:
    """Make one system of the counts of all sheets.

    Parameters
    ----------
    sheets : sequence of Sheet
        Those that are not about people are left out.
    people : People or None
        For the kinds of units, and for their head counts, which readers know.
    fixed : collection of Address
        Cells that are published already, as they are.
    told : collection of Address
        Counts that readers have seen before: who is not in them they know.
    """
    counts = read_counts(sheets)
    lines = list_vectors(sheets, counts)
    names = _name_cells(counts, same_numbers(sheets, counts, lines))
    sums = find_sums(sheets, counts, _different(lines, names), people)
    relations = _relations(sums, names)
    known = {address for address in fixed if address in names}
    heads = frozenset(_find_heads(sheets, people, names))
    cells = _Cells(sheets, counts, names, known, heads)
    follows = {
        (names[size], names[count])
        for count, size in counts.sizes.items()
        if names[size] != names[count]
    }
    system = System(cells.make(), relations, tuple(sorted(follows)))
    seen = {*told, *(address for address in known if not is_hidden(sheets, address))}
    system, rests = add_rests(system, names, counts, sheets, seen)
    return Linked(system, names, heads, rests)


def keep_linked(linked: Linked, sheets: Collection[int]) -> Linked:
    """Leave out the parts of a system that have nothing to do with some of the sheets."""
    wanted = {name for address, name in linked.names.items() if address[0] in sheets}
    parts = [p for p in split_system(linked.system) if wanted.intersection(p.places)]
    system = System(
        tuple(cell for part in parts for cell in part.cells),
        tuple(relation for part in parts for relation in part.relations),
        tuple(pair for part in parts for pair in part.follows),
    )
    names = {address: name for address, name in linked.names.items() if name in system.places}
    rests = {name: place for name, place in linked.rests.items() if name in system.places}
    return Linked(system, names, linked.heads.intersection(system.places), rests)


def _find_heads(
    sheets: Sequence[Sheet], people: People | None, names: Mapping[Address, str]
) -> Iterator[str]:
    """Give the cells that hold the people of a unit, in tables by unit."""
    units = people.units if people is not None else {}
    for (place, row, column), name in names.items():
        sheet = sheets[place]
        unit = sheet.rows[row][0] if len(sheet.keys) == 1 else ""
        if unit in units and sheet.columns[column].role == SIZE:
            if sheet.columns[column].values[row] == len(units[unit]):
                yield name


def _name_cells(counts: Counts, pairs: Iterable[tuple[Address, Address]]) -> dict[Address, str]:
    """Name each cell after the first place of its number."""
    first = {address: address for address in counts.values}

    def root(address: Address) -> Address:
        while first[address] != address:
            first[address] = first[first[address]]
            address = first[address]
        return address

    for one, other in pairs:
        a, b = sorted((root(one), root(other)))
        first[b] = a
    return {address: "{}:{}:{}".format(*root(address)) for address in counts.values}


def _different(lines: Sequence[Vector], names: Mapping[Address, str]) -> list[Vector]:
    """Leave out lines that are the same cells as one before."""
    seen: dict[tuple[tuple[str, str], ...], Vector] = {}
    for line in lines:
        seen.setdefault(tuple(sorted((t, names[a]) for t, a in line.cells.items())), line)
    return list(seen.values())


def _relations(sums: Iterable[Sum], names: Mapping[Address, str]) -> tuple[Relation, ...]:
    """Turn sums into relations between cells, each once."""
    found: dict[tuple[str, tuple[str, ...]], Relation] = {}
    for one in sums:
        whole, parts = names[one.whole], sorted(names[part] for part in one.parts)
        if whole not in parts and len(set(parts)) == len(parts):
            found.setdefault((whole, tuple(parts)), add_up(whole, parts))
    return tuple(found.values())


class _Cells:
    """Makes the cells of the numbers of sheets."""

    def __init__(
        self,
        sheets: Sequence[Sheet],
        counts: Counts,
        names: Mapping[Address, str],
        known: Collection[Address],
        heads: Collection[str],
    ) -> None:
        self.sheets, self.counts, self.names, self.known = sheets, counts, names, known
        self.heads = heads
        self.places: dict[str, list[Address]] = {}
        for address, name in names.items():
            self.places.setdefault(name, []).append(address)

    def make(self) -> tuple[Cell, ...]:
        """Give all cells in the order of their first places."""
        return tuple(self._cell(name, places) for name, places in self.places.items())

    def _cell(self, name: str, places: Sequence[Address]) -> Cell:
        value = self.counts.values[places[0]]
        minimum = max(self.sheets[place].minimum for place, _row, _column in places)
        shown = (
            any(a in self.known and not is_hidden(self.sheets, a) for a in places)
            or name in self.heads
            or any(self._is_signed(a) for a in places)
        )
        guarded = 0 < value < minimum or any(self._is_guarded(a) for a in places)
        hidden = any(is_hidden(self.sheets, a) for a in places)
        state = "shown" if shown else "withheld" if hidden else "open"
        return Cell(
            name,
            value,
            self._most(value, places, minimum),
            weight=self._weight(places),
            protection=self._protection(places, minimum) if guarded and not shown else None,
            state=state,
        )

    def _protection(self, places: Sequence[Address], minimum: int) -> Protection:
        """Ask for doubt: of a number that only a comparison gives away, as wide but anywhere."""
        asked = protect_count(minimum)
        large = self.counts.values[places[0]] >= minimum
        moved = all(self._is_marked(a) for a in places if self._is_guarded(a))
        return Protection(asked.width) if large and moved else asked

    def _is_signed(self, address: Address) -> bool:
        place, row, column = address
        return row in self.sheets[place].columns[column].signed

    def _is_marked(self, address: Address) -> bool:
        place, row, column = address
        return row in self.sheets[place].columns[column].guarded

    def _is_guarded(self, address: Address) -> bool:
        """Say whether a withheld number must be protected: small, all of a row, or marked so."""
        place, row, column = address
        if not is_hidden(self.sheets, address):
            return False
        value, sheet = self.counts.values[address], self.sheets[place]
        size = self.counts.sizes.get(address)
        everyone = size is not None and value == self.counts.values[size]
        return value < sheet.minimum or everyone or row in sheet.columns[column].guarded

    def _most(self, value: float, places: Sequence[Address], minimum: int) -> float:
        """Give the most that a reader thinks possible: the people of the row, or of the largest.

        The largest number of a column bounds the others only for who sees it; where it is withheld
        itself, he is taken to think twice as many possible.
        """
        sizes = [self.counts.sizes[a] for a in places if a in self.counts.sizes]
        known = [self.counts.values[a] for a in sizes if not is_hidden(self.sheets, a)]
        known += [most for a in places for most in self._made(a)]
        if known:
            return max(value, min(known))
        place, _row, column = places[0]
        like = [a for a in self.names if a[0] == place and a[2] == column]
        seen = [self.counts.values[a] for a in like if not is_hidden(self.sheets, a)]
        most = max(self.counts.values[a] for a in like)
        return max(value, 2.0 * minimum, most if most in seen else 2.0 * most)

    def _made(self, address: Address) -> Iterator[float]:
        """Give what the people behind a count make up together: each of them adds 1 or more."""
        place, row, name = address
        size = self.counts.sizes.get(address)
        for column in self.sheets[place].columns.values():
            value = column.values[row]
            if column.made_by == name and size is not None and value is not None:
                if not column.hidden[row] and not is_hidden(self.sheets, size):
                    yield float(math.floor(value * self.counts.values[size] + 1e-6))

    def _weight(self, places: Sequence[Address]) -> float:
        """Say what is lost: more for people of a row, tables of few rows, and sentences."""
        weight = 0.0
        for place, _row, column in places:
            sheet = self.sheets[place]
            each = 3.0 if sheet.columns[column].role == SIZE else 1.0
            each *= _SENTENCE if sheet.table == QUOTED else 1.0
            weight += each * (1.0 + 20.0 / len(sheet.rows))
        return weight
