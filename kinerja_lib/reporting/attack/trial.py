"""The test attack on all publications of a region: period by period, then between publications.

The reader sees all public pages at once, with earlier versions, and knows the rules, the head
counts, himself and one colleague. Nothing is taken as known because another page shows it: only
what the public files withhold everywhere is withheld.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kinerja_lib.privacy.attack import FREE, KNOWN, NARROW, PROTECTED, RECOVERED, Exposure, attack
from kinerja_lib.privacy.cells import Cell
from kinerja_lib.privacy.linking import Linked, link_sheets
from kinerja_lib.privacy.means import MeanInterval, find_mean_groups, tell_means
from kinerja_lib.privacy.movers import find_differences
from kinerja_lib.privacy.published import Published
from kinerja_lib.privacy.sheets import Address, Sheet, is_hidden
from kinerja_lib.reporting.attack.elsewhere import find_decimals, find_elsewhere
from kinerja_lib.reporting.attack.publications import Publication
from kinerja_lib.reporting.attack.shown import Mismatch, quote_snapshot, read_shown
from kinerja_lib.reporting.attack.unaided import MOST, attack_unaided

COMPARED = "compared"  # what changed between two publications tells about few people
FAILS = (RECOVERED, NARROW, COMPARED)

_SAME_MEAN = 1e-9


@dataclass(frozen=True)
class Outcome:
    """What the reader can tell about one withheld number.

    Attributes
    ----------
    period, report, table, row, column : str
        Where it stands; of a number in several tables the first one.
    outcome : str
        As in `Exposure`, or `compared`.
    low, high : float or None
        Interval in people, or for a mean in the unit of the scale; None where none is computed.
    width : float or None
        In people, or for a mean in per cent of the scale.
    mean : bool
    also : tuple of str
        Where else the number stands: report/table, row and column.
    """

    period: str
    report: str
    table: str
    row: str
    column: str
    outcome: str
    low: float | None = None
    high: float | None = None
    width: float | None = None
    mean: bool = False
    also: tuple[str, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether the number is given away."""
        return self.outcome in FAILS


@dataclass(frozen=True)
class Trial:
    """What the attack found out about one region.

    Attributes
    ----------
    region : str
    publications, replaced : int
        All that came out, and those that no longer stand at their address.
    unaided : int
        Publications without a ledger, attacked from their public files alone.
    outcomes : tuple of Outcome
    mismatches : tuple of Mismatch
        Published cells that are not what the ledger says.
    """

    region: str
    publications: int
    replaced: int
    unaided: int
    outcomes: tuple[Outcome, ...]
    mismatches: tuple[Mismatch, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether anything is given away, or published otherwise than the office believes."""
        return bool(self.mismatches) or any(outcome.fails for outcome in self.outcomes)


@dataclass(frozen=True)
class _Read:
    """A publication with a ledger; its sheets and sentences as the public files show them."""

    publication: Publication
    sheets: tuple[Sheet, ...]
    mismatches: tuple[Mismatch, ...] = field(default=())
    quotes: tuple[Sheet, ...] = field(default=())


def attack_region(region: str, publications: Sequence[Publication]) -> Trial:
    """Attack all publications of one region, given in the order in which they came out."""
    read = [_read(one) for one in publications if one.ledger is not None]
    alone = [one for one in publications if one.ledger is None]
    outcomes: list[Outcome] = []
    for period in sorted({one.publication.place[1] for one in read}):
        outcomes += _attack_period(period, read)
    for number, one in enumerate(read):
        outcomes += _compare(one, read[:number])
    for one in alone:
        outcomes += _attack_alone(one)
    return Trial(
        region,
        len(publications),
        sum(not one.current for one in publications),
        len(alone),
        tuple(sorted(set(outcomes), key=_order)),
        tuple(wrong for one in read for wrong in one.mismatches),
    )


def _order(outcome: Outcome) -> tuple[str, ...]:
    return outcome.period, outcome.report, outcome.table, outcome.row, outcome.column


def _read(publication: Publication) -> _Read:
    sheets, wrong = read_shown(publication)
    unit = "/".join(publication.place[3:])
    named = tuple(replace(s, report=f"{s.report}/{unit}") if unit else s for s in sheets)
    report = f"{publication.place[2]}/{unit}" if unit else publication.place[2]
    snapshot = publication.snapshot
    quotes = quote_snapshot(report, snapshot) if snapshot is not None else ()
    return _Read(publication, named, tuple(wrong), quotes)


def _attack_period(period: str, read: Sequence[_Read]) -> list[Outcome]:
    own = [one for one in read if one.publication.place[1] == period]
    sheets = [sheet for one in own for sheet in (*one.sheets, *one.quotes)]
    every = [sheet for one in read for sheet in one.sheets]
    ledgers = [one.publication.ledger for one in own]
    known = [ledger.people for ledger in ledgers if ledger is not None and ledger.people]
    linked = link_sheets(sheets, people=known[-1] if known else None)
    seen = find_elsewhere(sheets, every)
    groups = find_mean_groups(sheets, known[-1] if known else None)
    means = {one.address: one for one in tell_means(sheets, groups)}
    return [
        *_attack_linked(period, sheets, linked, seen),
        *_decimals(period, sheets, linked, seen, means),
    ]


def _attack_linked(
    period: str, sheets: Sequence[Sheet], linked: Linked, seen: set[Address]
) -> list[Outcome]:
    """Attack one system with the cells withheld that no public file shows."""
    hidden = {address for address in linked.names if is_hidden(sheets, address)}
    shown = {linked.names[a] for a in linked.names if a not in hidden or a in seen}
    heads = linked.heads
    withheld = {linked.names[a] for a in hidden} - heads
    given = [_known(cell, shown, heads) for cell in linked.system.cells]
    system = replace(linked.system, cells=tuple(given))
    places: dict[str, list[Address]] = {}
    for address in sorted(hidden):
        places.setdefault(linked.names[address], []).append(address)
    direct = [
        Exposure(name, linked.system[name].value, linked.system[name].value, RECOVERED)
        for name in sorted(withheld & shown)
        if linked.system[name].protection is not None
    ]
    found = [*direct, *attack(system, withheld - shown)]
    places.update({name: [count] for name, count in linked.rests.items()})
    return [_tell(period, sheets, linked, places.get(e.id, []), e) for e in found]


def _known(cell: Cell, shown: set[str], heads: frozenset[str]) -> Cell:
    """Make a head count known beforehand; what a page shows may be shown and is not excused."""
    if cell.id in heads:
        return replace(cell, protection=None, state="shown")
    if cell.id not in shown:
        return cell
    state = "open" if cell.state == "withheld" else cell.state
    return replace(cell, protection=None, state=state)


def _tell(
    period: str, sheets: Sequence[Sheet], linked: Linked, places: Sequence[Address], found: Exposure
) -> Outcome:
    cell = linked.system[found.id]
    low, high, width = found.low, found.high, found.high - found.low
    if cell.scale is not None and cell.n:
        low, high = low / cell.n, high / cell.n
        width = 100.0 * (high - low) / (cell.scale[1] - cell.scale[0])
    where = _where(period, sheets, places[0]) if places else (period, "", "", cell.id, "")
    if found.id in linked.rests:
        where = (*where[:-1], f"n - {where[-1]}")
    others = dict.fromkeys(_where(period, sheets, place)[1:] for place in places[1:])
    also = tuple(f"{name}/{table} / {row} / {column}" for name, table, row, column in others)
    mean = cell.scale is not None
    return Outcome(*where, found.outcome, low, high, width, mean=mean, also=also)


def _where(period: str, sheets: Sequence[Sheet], place: Address) -> tuple[str, str, str, str, str]:
    sheet = sheets[place[0]]
    return period, sheet.report, sheet.table, " | ".join(sheet.rows[place[1]]), place[2]


def _decimals(
    period: str,
    sheets: Sequence[Sheet],
    linked: Linked,
    seen: set[Address],
    means: Mapping[Address, MeanInterval],
) -> list[Outcome]:
    """Judge withheld numbers that are no counts: means of groups, and what stands elsewhere."""
    given = find_decimals(sheets) | seen
    found = []
    for place, sheet in enumerate(sheets):
        for row, column, value, hidden in sheet.cells():
            address = (place, row, column)
            if hidden and address not in linked.names:
                where = _where(period, sheets, address)
                if address in given:
                    found.append(Outcome(*where, RECOVERED, value, value, 0.0, mean=True))
                elif address in means:
                    found.append(_tell_mean(where, means[address]))
                else:
                    found.append(Outcome(*where, PROTECTED, mean=True))
    return found


def _tell_mean(where: tuple[str, str, str, str, str], found: MeanInterval) -> Outcome:
    """Say how closely the mean of a group follows from those of the whole and the other groups."""
    closed = found.high - found.low <= _SAME_MEAN * max(1.0, abs(found.high))
    outcome = RECOVERED if closed else NARROW if found.fails else PROTECTED
    return Outcome(*where, outcome, found.low, found.high, 100.0 * found.share, mean=True)


def _compare(one: _Read, before: Sequence[_Read]) -> list[Outcome]:
    """List the cells that tell, beside an earlier publication of the report, about few movers."""
    earlier = [_as_published(b) for b in before if b.publication.report == one.publication.report]
    if not earlier:
        return []
    ledger = one.publication.ledger
    people = ledger.people if ledger is not None else None
    addresses = sorted(set(find_differences(one.sheets, people, earlier)))
    period = one.publication.place[1]
    return [
        Outcome(*_where(period, one.sheets, address), COMPARED)
        for address in addresses
        if not is_hidden(one.sheets, address)
    ]


def _as_published(one: _Read) -> Published:
    ledger, place = one.publication.ledger, one.publication.place
    people = ledger.people if ledger is not None else None
    return Published(one.publication.run, place[1], one.sheets, people)


def _attack_alone(publication: Publication) -> list[Outcome]:
    if publication.snapshot is None:
        return []
    report = "/".join(publication.place[2:])
    found = []
    for table, row, column, exposure in attack_unaided(publication.snapshot):
        where = (publication.place[1], report, table, row, column)
        low, high = exposure.low, exposure.high
        bounded = high < MOST
        ends = (low, high, high - low) if bounded else (None, None, None)
        found.append(Outcome(*where, exposure.outcome, *ends))
    return found


def count_outcomes(outcomes: Sequence[Outcome]) -> Mapping[str, int]:
    """Count the outcomes of each kind, all kinds named."""
    kinds = (RECOVERED, NARROW, COMPARED, KNOWN, PROTECTED, FREE)
    return {kind: sum(outcome.outcome == kind for outcome in outcomes) for kind in kinds}
