"""The disclosure gate: which further cells of a run are withheld, and whether to refuse it.

Primary rules look at one row at a time. The gate looks at everything a reader has: all tables of
the run, the other reports of the period, and what was published before. A row that stands unchanged
in an earlier publication is shown as it was shown there, since its pattern is known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kinerja_lib.privacy.complement import plan_withholding
from kinerja_lib.privacy.judging import Judge
from kinerja_lib.privacy.linking import Linked, keep_linked, link_sheets
from kinerja_lib.privacy.matrix import build_matrix
from kinerja_lib.privacy.means import choose_means, find_mean_groups
from kinerja_lib.privacy.people import People
from kinerja_lib.privacy.primary_rules import COMPLEMENTARY, DIFFERENCE, FOLLOWS, SMALL
from kinerja_lib.privacy.published import Published, find_unchanged
from kinerja_lib.privacy.quotes import QUOTED
from kinerja_lib.privacy.repeats import find_repeats
from kinerja_lib.privacy.shares import gives_count
from kinerja_lib.privacy.sheets import (
    COUNT,
    SHARE,
    SIZE,
    VALUE,
    Address,
    Sheet,
    hide_cells,
    is_hidden,
)


@dataclass(frozen=True)
class Ruling:
    """What the gate decides about the tables of a run.

    Attributes
    ----------
    withheld : mapping of Address to str
        Cells of this run to withhold beside the primary ones, each with a word of
        `primary_rules.REASONS`; the first part of an address is the place in the given sheets.
    refused : tuple of Address
        Cells of this run that would be given away whatever is withheld: the edition may not be
        published.
    others : int
        Withheld cells of other reports that this run would give away: it may not be published.
    """

    withheld: Mapping[Address, str] = field(default_factory=dict)
    refused: tuple[Address, ...] = ()
    others: int = 0


def rule_on(
    sheets: Sequence[Sheet],
    people: People | None,
    others: Sequence[Published] = (),
    earlier: Sequence[Published] = (),
    differences: Collection[Address] = (),
    period: str = "",
) -> Ruling:
    """Decide what else of a run's public tables is withheld.

    Parameters
    ----------
    sheets : sequence of Sheet
        Tables of this run after primary withholding, and the numbers of its sentences
        (`make_quotes`), which can be withheld too.
    people : People or None
    others : sequence of Published
        Other reports of the same region and period as they are published now.
    earlier : sequence of Published
        What was published before under the same report of the region, oldest first.
    differences : collection of Address
        Cells of this run that a reader could take apart with an earlier publication.
    period : str
        Of this run, in the form of `Published.period`.
    """
    why: dict[Address, str] = dict.fromkeys(differences, DIFFERENCE)
    kept, seen = find_unchanged(sheets, earlier, period)
    why.update({a: COMPLEMENTARY for a in kept if a not in why})
    own = _guard(hide_cells(sheets, why), differences)
    for address in find_repeats(own, differences):
        why.setdefault(address, FOLLOWS)
    own = _hide_followers(hide_cells(own, why), why)
    published = [sheet for one in others for sheet in one.sheets]
    before = -1
    while before < len(why):
        own = _withhold_counts(own, published, people, why, seen)
        before = len(why)
        own = _protect_means(own, published, people, why)
    return _check(own, published, people, why, seen)


def _withhold_counts(
    own: list[Sheet],
    published: Sequence[Sheet],
    people: People | None,
    why: dict[Address, str],
    seen: Collection[Address],
) -> list[Sheet]:
    """Withhold further counts, and again while what follows them needs protection of its own."""
    protected: set[str] | None = None
    while True:
        joint = [*own, *published]
        linked = link_sheets(joint, people, fixed=[*seen, *_addresses(joint, len(own))])
        linked = keep_linked(linked, range(len(own)))
        small = {cell.id for cell in linked.system.cells if cell.protection is not None}
        if protected is not None and small <= protected:
            return own
        places = linked.addresses()
        for name in sorted(plan_withholding(linked.system).withheld.intersection(places)):
            for address in places[name]:
                if address[0] < len(own) and not is_hidden(own, address):
                    why.setdefault(address, SMALL if name in small else COMPLEMENTARY)
        own = _hide_followers(hide_cells(own, why), why)
        protected = small


def find_open(
    sheets: Sequence[Sheet],
    people: People | None,
    own: Collection[int] = (),
    told: Collection[Address] = (),
) -> tuple[Linked, list[str]]:
    """Give the cells of sheets, and which of the withheld ones are given away; nothing is excused.

    `own` limits the look to what hangs together with these sheets; `told` are counts that readers
    have seen before, see `link_sheets`.

    Returns
    -------
    linked : Linked
    given : list of str
        Ids of cells known too well from what the sheets show.
    """
    linked = link_sheets(sheets, people, told=told)
    linked = keep_linked(linked, own) if own else linked
    matrix = build_matrix(linked.system)
    lacks = Judge(matrix).find_lacks(matrix.hidden)
    given = {matrix.ids[lack.column] for lack in lacks} | set(_shown_elsewhere(linked, sheets))
    return linked, sorted(given)


def _shown_elsewhere(linked: Linked, sheets: Sequence[Sheet]) -> Iterator[str]:
    """Give the protected cells that stand in another place for everybody to read."""
    for name, places in linked.addresses().items():
        if linked.system[name].protection is not None:
            hidden = {is_hidden(sheets, address) for address in places}
            if hidden != {True}:
                yield name


def _check(
    own: Sequence[Sheet],
    others: Sequence[Sheet],
    people: People | None,
    why: dict[Address, str],
    told: Collection[Address],
) -> Ruling:
    """Look whether all this holds; what was open before without this run is not its fault."""
    every = [*own, *others]
    shown = [a for a in _addresses(every, len(own)) if not is_hidden(every, a)]
    linked, given = find_open(every, people, range(len(own)), [*told, *shown])
    found = [linked.place_of(name) for name in given]
    refused = [address for address in found if address[0] < len(own)]
    foreign = len(found) - len(refused)
    if foreign:
        foreign = max(0, foreign - len(find_open(others, people)[1]))
    return Ruling(why, tuple(refused), foreign)


def _addresses(sheets: Sequence[Sheet], first: int) -> Iterator[Address]:
    """Give the cells of all sheets from one on."""
    for place in range(first, len(sheets)):
        for row, name, _value, _hidden in sheets[place].cells():
            yield place, row, name


def _protect_means(
    own: list[Sheet], published: Sequence[Sheet], people: People | None, why: dict[Address, str]
) -> list[Sheet]:
    """Withhold further rows until no withheld mean follows from those of a whole and its parts."""
    groups = find_mean_groups([*own, *published], people)
    while chosen := choose_means([*own, *published], groups, len(own)):
        for address in chosen:
            place, row, mean = address
            sentence = own[place].table == QUOTED
            for name, column in own[place].columns.items():
                figure = name == mean if sentence else column.role in (VALUE, SHARE)
                if figure and not column.hidden[row]:
                    reason = COMPLEMENTARY if name == mean else FOLLOWS
                    why.setdefault((place, row, name), reason)
            for like in find_repeats(own, [address]):
                why.setdefault(like, FOLLOWS)
        own = hide_cells(own, why)
    return own


def _guard(sheets: Sequence[Sheet], cells: Collection[Address]) -> list[Sheet]:
    """Mark cells that must be protected whatever their size."""
    found = list(sheets)
    for place, row, name in cells:
        column = found[place].columns[name]
        guarded = replace(column, guarded=column.guarded | {row})
        found[place] = replace(found[place], columns={**found[place].columns, name: guarded})
    return found


def _hide_followers(sheets: Sequence[Sheet], why: dict[Address, str]) -> list[Sheet]:
    """Withhold all numbers of a row without its n, and shares that give a withheld count back."""
    for place, sheet in enumerate(sheets):
        for row in range(len(sheet.rows)) if sheet.minimum else ():
            for name in _followers(sheet, row):
                if not sheet.columns[name].hidden[row]:
                    why.setdefault((place, row, name), FOLLOWS)
    return hide_cells(sheets, why)


def _followers(sheet: Sheet, row: int) -> Iterator[str]:
    columns = sheet.columns.items()
    sizes = [c for _name, c in columns if c.role == SIZE and c.values[row] is not None]
    if any(c.hidden[row] for c in sizes):
        yield from (name for name, c in columns if c.role != SIZE and c.values[row] is not None)
        return
    counts = [c.values[row] for _name, c in columns if c.role == COUNT and c.hidden[row]]
    counts, wholes = [v for v in counts if v is not None], [c.values[row] for c in sizes]
    hidden = {name for name, column in columns if column.hidden[row]}
    for name, column in columns:
        if column.role == SHARE and gives_count(column.values[row], wholes, counts):
            hidden.add(name)
            yield name
    for name, column in columns:
        if column.made_by in hidden and column.values[row] is not None:
            yield name
