"""Describe the numbers of all tables as one linked system: cells, and what they add up to.

A published number is a `Cell`, a sum between numbers a `Relation`. Two tables that show the same
number share the cell; a total that stands in two tables links them. What is not printed but could
be worked out (the people of a class in a unit that no table shows) is a cell with state
`withheld`.

**Counts** are whole numbers. A reader knows that a withheld count is not empty, because the kit
shows zeros unless they must protect something else.

**Shares** of a known n are cells of their own, tied to the count by `100 count - n share = 0`.
When shown they give the count up to rounding: `shown`.

**Means**: the cell is the sum, n times the mean, since sums add up and means do not. When n is
known, the cell lies between n times the two ends of the scale. When n can be withheld, it is a
cell too (`head`): the ends then depend on it, and the mean is withheld with it (`follows`). Such a
mean is judged as if the reader knew n. He can never tell more without n than with it, so this is
safe; it may withhold a little more than needed.

The kit protects (its own choice, not law): the interval of a withheld count covers at least k whole
numbers, one of them below k; that of a withheld mean at least 20 % of its scale.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

STATES = ("open", "shown", "withheld")
MEAN_SHARE = 0.2  # part of the scale that the interval of a withheld mean must cover
_CLOSE = 1e-6


@dataclass(frozen=True)
class Protection:
    """Say what a reader must be left in doubt about.

    Attributes
    ----------
    width : float
        Smallest width of the interval, in the unit of the cell.
    reach : float or None
        The interval begins here or below.
    """

    width: float
    reach: float | None = None


def protect_count(k: int) -> Protection:
    """Ask for k whole numbers, one of them below k."""
    if k < 2:
        raise ValueError(f"k must be at least 2, got {k}")
    return Protection(k - 1.0, k - 1.0)


def protect_sum(n: float, scale: tuple[float, float]) -> Protection:
    """Ask for 20 % of the scale, for the mean of n people whose sum is the cell."""
    return Protection(MEAN_SHARE * n * (scale[1] - scale[0]))


@dataclass(frozen=True)
class Cell:
    """Hold one number and what a reader knows about it before he sees it.

    Attributes
    ----------
    id : str
        Unique in the system.
    value : float
        The true value.
    high : float
        Most that the reader thinks possible, finite: the head count of the unit, n times the end
        of the scale.
    low : float
        Least that he thinks possible.
    whole : bool
        A whole number. A sum of decimal scores is not.
    weight : float
        What is lost when it is withheld, above 0; cells of derived groups that no page shows: 0.
    protection : Protection or None
        None unless the cell itself must be withheld and protected (primary).
    state : str
        `open`: may be shown or withheld. `shown`: published already, or known from elsewhere.
        `withheld`: not on any page, whatever else is shown.
    shown : pair of float or None
        What the printed number says about the cell, ends of its rounding (`ends_of_rounding`);
        None where it says the very value.
    scale : pair of float or None
        Ends of the scale of one person's score where the cell is a sum of scores; None for counts.
    n : float
        People behind a sum; 0 for a count.
    head : str
        Cell that holds n, where n may be withheld; else empty.
    inside : int
        Most people behind the cell whose values one reader may know: himself and a colleague.
    """

    id: str
    value: float
    high: float
    low: float = 0.0
    whole: bool = True
    weight: float = 1.0
    protection: Protection | None = None
    state: str = "open"
    shown: tuple[float, float] | None = None
    scale: tuple[float, float] | None = None
    n: float = 0.0
    head: str = ""
    inside: int = 2

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise ValueError(f"cell {self.id!r}: unknown state {self.state!r}")
        if self.protection is not None and self.state == "shown":
            raise ValueError(f"cell {self.id!r} is to be protected but shown")
        numbers = (self.value, self.low, self.high, self.weight)
        if not all(math.isfinite(number) for number in numbers):
            raise ValueError(f"cell {self.id!r}: value, bounds and weight must be finite")
        if not self.low - _CLOSE <= self.value <= self.high + _CLOSE:
            raise ValueError(f"cell {self.id!r}: the value lies outside its own bounds")
        low, high = self.shown or (self.value, self.value)
        if not low - _CLOSE <= self.value <= high + _CLOSE:
            raise ValueError(f"cell {self.id!r}: the value lies outside what is printed of it")
        if self.weight < 0:
            raise ValueError(f"cell {self.id!r}: the weight must not be negative")
        if self.whole and abs(self.value - round(self.value)) > _CLOSE:
            raise ValueError(f"cell {self.id!r} is said to be whole and is not")

    @property
    def hidden(self) -> bool:
        """Whether the cell is withheld whatever the plan."""
        return self.protection is not None or self.state == "withheld"


def ends_of_rounding(value: float, decimals: int) -> tuple[float, float]:
    """Give the numbers that are printed alike: half a last digit around the printed value."""
    step = 10.0**-decimals
    printed = math.floor(value / step + 0.5) * step
    return min(printed - step / 2, value), max(printed + step / 2, value)


def mean_cell(
    id: str,
    mean: tuple[float, float],
    scale: tuple[float, float],
    *,
    decimals: int | None = None,
    **details: object,
) -> Cell:
    """Make the cell of a mean, which is the sum behind it.

    Parameters
    ----------
    mean : pair of float
        People, and their mean.
    scale : pair of float
        Ends of the scale of one person.
    decimals : int or None
        Decimals of the mean when it is shown; None for the very value.
    details
        Further attributes of `Cell`.
    """
    n, value = mean
    ends = None if decimals is None else ends_of_rounding(value, decimals)
    given: dict[str, Any] = {"whole": False, **details}
    if ends is not None:
        given["shown"] = (n * ends[0], n * ends[1])
    low, high = n * scale[0], n * scale[1]
    return Cell(id, n * value, high, low, scale=scale, n=n, **given)


@dataclass(frozen=True)
class Relation:
    """Say that a weighted sum of cells lies between two numbers; both 0 for an exact sum.

    Attributes
    ----------
    coefficients : mapping of str to float
        By id of cell. A total: its parts 1, itself -1.
    low, high : float
        Apart only where the tables themselves add up with rounding.
    """

    coefficients: Mapping[str, float]
    low: float = 0.0
    high: float = 0.0


def add_up(whole: str, parts: Iterable[str]) -> Relation:
    """Say that the parts add up to the whole."""
    return Relation({**dict.fromkeys(parts, 1.0), whole: -1.0})


def tie_share(count: str, share: str, n: float) -> Relation:
    """Say that a share in percent is that of the count among a known n."""
    return Relation({count: 100.0, share: -float(n)})


@dataclass(frozen=True)
class System:
    """Hold all cells of all linked tables with their sums.

    Attributes
    ----------
    cells : tuple of Cell
    relations : tuple of Relation
    follows : tuple of (str, str)
        Where the first is withheld the second must be too. A mean follows its `head` by itself.

    Raises
    ------
    ValueError
        An id twice or unknown, or a relation that the true values do not satisfy.
    """

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...] = ()
    follows: tuple[tuple[str, str], ...] = ()
    places: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = {cell.id: place for place, cell in enumerate(self.cells)}
        if len(places) < len(self.cells):
            raise ValueError("two cells have the same id")
        object.__setattr__(self, "places", places)
        named = {name for pair in self.all_follows() for name in pair}
        named.update(name for relation in self.relations for name in relation.coefficients)
        if named - set(places):
            raise ValueError(f"unknown cells: {sorted(named - set(places))[:5]}")
        for relation in self.relations:
            self._check(relation)

    def _check(self, relation: Relation) -> None:
        terms = [c * self[name].value for name, c in relation.coefficients.items()]
        close = _CLOSE * max(1.0, *(abs(term) for term in terms))
        if not relation.low - close <= math.fsum(terms) <= relation.high + close:
            names = sorted(relation.coefficients)[:5]
            raise ValueError(f"the true values do not satisfy the relation of {names}")

    def __getitem__(self, name: str) -> Cell:
        return self.cells[self.places[name]]

    def all_follows(self) -> tuple[tuple[str, str], ...]:
        """Give the pairs of `follows` and those of means with their n."""
        return (*self.follows, *((cell.head, cell.id) for cell in self.cells if cell.head))

    def hidden(self) -> frozenset[str]:
        """Give the cells that are withheld whatever the plan, with all that follow them."""
        return self.close({cell.id for cell in self.cells if cell.hidden})

    def close(self, withheld: Iterable[str]) -> frozenset[str]:
        """Add the cells that must be withheld with the given ones; what is out already stays so."""
        done = set(withheld)
        pairs = [pair for pair in self.all_follows() if self[pair[1]].state != "shown"]
        while more := {after for before, after in pairs if before in done} - done:
            done |= more
        return frozenset(done)


def split_system(system: System) -> list[System]:
    """Cut a system into parts that share no relation, each to be solved by itself.

    Cells in no relation are parts of their own. Order is that of the first cell of each part.
    """
    groups = [tuple(relation.coefficients) for relation in system.relations]
    label = _label_parts(system, [*groups, *system.all_follows()])
    cells: dict[int, list[Cell]] = {}
    for place, cell in enumerate(system.cells):
        cells.setdefault(label[place], []).append(cell)
    sums: dict[int, list[Relation]] = {}
    for names, relation in zip(groups, system.relations, strict=True):
        sums.setdefault(label[system.places[names[0]]], []).append(relation)
    pairs: dict[int, list[tuple[str, str]]] = {}
    for pair in system.follows:
        pairs.setdefault(label[system.places[pair[0]]], []).append(pair)
    return [
        System(tuple(members), tuple(sums.get(key, ())), tuple(pairs.get(key, ())))
        for key, members in cells.items()
    ]


def _label_parts(system: System, groups: Iterable[tuple[str, ...]]) -> list[int]:
    """Give each cell the first cell that it hangs together with."""
    label = list(range(len(system.cells)))

    def first(place: int) -> int:
        while label[place] != place:
            label[place] = label[label[place]]
            place = label[place]
        return place

    for names in groups:
        for name in names:
            one, other = sorted((first(system.places[names[0]]), first(system.places[name])))
            label[other] = one
    return [first(place) for place in range(len(label))]
