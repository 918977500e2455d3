"""Plan which column of a sheet fills which column of a table, from headers and names alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from kinerja_lib.config.mappings import WAVE, ColumnMapping
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.sources.sheet_names import combine_period, find_period, find_wave
from kinerja_lib.tables.contract import Field, TableContract
from kinerja_lib.tables.names import squash

RUNNING_NUMBERS = frozenset(("no", "nomor", "nourut", "nomorurut"))
_MONTH_HEADERS = frozenset(("bulan", "bln", "month", "namabulan", "kodebulan", "bulanke"))
_YEAR_HEADERS = frozenset(("tahun", "thn", "th", "year", "tahunanggaran"))
_ITEM_WORDS = ("item", "b", "p", "q", "pertanyaan", "pernyataan")
_MOST_ITEMS = 999


@dataclass(frozen=True)
class Plan:
    """How one sheet would fill one table.

    Parameters
    ----------
    places : mapping
        Contract column -> places of its headers (0 is c1), best first.
    periods : mapping
        Contract column -> places of year, first month and last month.
    wide : tuple of (str, int)
        Text for the label and place of each wide column.
    texts : mapping
        Contract column -> text for every row: constants, a period from a name, given values.
    coded : tuple of str
        Contract columns that get a code made from the row.
    doubled : mapping
        Contract column -> places of equal headers.
    passed : frozenset of int
        Places of headers that are known and not used.
    headers : int
        Headers of the sheet that are not empty.
    """

    contract: TableContract
    mapping: ColumnMapping | None
    places: Mapping[str, tuple[int, ...]]
    periods: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    wide: tuple[tuple[str, int], ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    coded: tuple[str, ...] = ()
    doubled: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    passed: frozenset[int] = frozenset()
    headers: int = 0

    @property
    def filled(self) -> frozenset[str]:
        """Contract columns that the sheet or the mapping fills."""
        names = {*self.places, *self.periods, *self.texts, *self.coded, *self.lookups}
        if self.wide and self.mapping and self.mapping.unpivot:
            names |= {self.mapping.unpivot.label, self.mapping.unpivot.value}
        for column, limits in self.contract.splits.items():
            names |= set(limits) if column in names else set()
        return frozenset(names)

    @property
    def lookups(self) -> Mapping[str, tuple[str, str]]:
        """Contract column -> parent table.column and the column it is found by."""
        if not self.mapping:
            return {}
        met = {*self.places, *self.texts}
        return {c: way for c, way in self.mapping.lookups.items() if c not in met}

    @property
    def used(self) -> frozenset[int]:
        """Places of all headers that are read."""
        groups = [*self.places.values(), *self.periods.values(), [at for _text, at in self.wide]]
        return frozenset(place for group in groups for place in group)

    @property
    def absent(self) -> tuple[str, ...]:
        """Required columns that nothing fills."""
        return tuple(name for name in self.contract.required if name not in self.filled)

    @property
    def share(self) -> float:
        """Share of the required columns that headers of the sheet fill, 0 to 1."""
        required = self.contract.required or self.contract.key
        read = self.filled - set(self.lookups) - set(self.texts) - set(self.coded)
        return len(read.intersection(required)) / len(required)

    @property
    def understood(self) -> float:
        """Share of the headers that are read or known, 0 to 1."""
        return len(self.used | self.passed) / max(self.headers, 1)

    @property
    def score(self) -> tuple[int, int]:
        """Rank plans for one table: required columns filled, then headers understood."""
        return len(self.contract.required) - len(self.absent), len(self.used | self.passed)


def make_plan(
    sheet: RawSheet,
    contract: TableContract,
    mapping: ColumnMapping | None = None,
    given: Mapping[str, str] | None = None,
) -> Plan:
    """Plan how a sheet fills a table, by contract names and by a mapping where one is given.

    Parameters
    ----------
    given : mapping, optional
        Contract column -> text for columns that the sheet does not have.
    """
    marks = [squash(header) for header in sheet.headers]
    own = _by_contract_names(marks, contract)
    mapped = _by_headers(marks, mapping.columns) if mapping else {}
    taken = {place for places in mapped.values() for place in places}
    wide = _wide(marks, mapping)
    taken |= {place for _text, place in wide}
    long = {mapping.unpivot.label, mapping.unpivot.value} if mapping and wide else set()
    places = {c: p for c, p in own.items() if not taken.intersection(p) and c not in long} | mapped
    periods = {
        column: parts
        for column, parts in _periods(marks, contract, mapping).items()
        if column not in places or places[column][0] in parts
    }
    places = {column: found for column, found in places.items() if column not in periods}
    filled = {*places, *periods}
    texts = _texts(sheet, contract, mapping, given or {})
    texts = {column: text for column, text in texts.items() if column not in filled}
    return Plan(
        contract,
        mapping,
        places,
        periods,
        wide,
        texts,
        tuple(c for c in (mapping.number if mapping else ()) if c not in filled | texts.keys()),
        _doubled(marks, places),
        _passed(marks, mapping),
        sum(map(bool, marks)),
    )


def by_signature(sheet: RawSheet, mapping: ColumnMapping) -> bool:
    """Tell whether the headers that identify the export are all there."""
    marks = {squash(header) for header in sheet.headers}
    return bool(mapping.signature) and all(
        any(squash(header) in marks for header in group) for group in mapping.signature
    )


def names_of(sheet: RawSheet) -> tuple[str, str]:
    """Return the name of the sheet and the name of its file without folder and ending."""
    return sheet.sheet, PurePath(sheet.file.replace("\\", "/")).stem


def _by_contract_names(marks: Sequence[str], contract: TableContract) -> dict[str, tuple[int, ...]]:
    names = [item.name for item in contract.fields if not item.is_family] + [*contract.splits]
    found = _by_headers(marks, {name: (name,) for name in names})
    taken = {place for places in found.values() for place in places}
    for item in contract.fields:
        if item.is_family:
            rest = [(p, mark) for p, mark in enumerate(marks) if mark and p not in taken]
            found |= _family(rest, item.name[:-1])
    return found


def _family(marks: Iterable[tuple[int, str]], opening: str) -> dict[str, tuple[int, ...]]:
    """Return columns such as butir_01 for headers such as Butir 1, item01 or p1."""
    words = "|".join((squash(opening), *_ITEM_WORDS))
    found: dict[str, tuple[int, ...]] = {}
    for place, mark in marks:
        match = re.fullmatch(f"(?:{words})0*([1-9][0-9]*)", mark)
        if match and int(match[1]) <= _MOST_ITEMS:
            name = f"{opening}{int(match[1]):02d}"
            found[name] = (*found.get(name, ()), place)
    return found


def _by_headers(
    marks: Sequence[str], columns: Mapping[str, Iterable[str]]
) -> dict[str, tuple[int, ...]]:
    found = {}
    for column, headers in columns.items():
        wanted = [squash(header) for header in headers]
        places = [p for want in wanted for p, mark in enumerate(marks) if mark and mark == want]
        if places:
            found[column] = tuple(places)
    return found


def _wide(marks: Sequence[str], mapping: ColumnMapping | None) -> tuple[tuple[str, int], ...]:
    if not mapping or not mapping.unpivot:
        return ()
    return tuple((t, p[0]) for t, p in _by_headers(marks, mapping.unpivot.columns).items())


def _periods(
    marks: Sequence[str], contract: TableContract, mapping: ColumnMapping | None
) -> dict[str, tuple[int, int, int]]:
    """Return the places of year, first and last month of each period that is put together."""
    found = _month_and_year(marks, contract)
    for column, parts in mapping.combine.items() if mapping else ():
        headers = {"year": parts.year, "first": parts.first_month, "last": parts.last_month}
        places = _by_headers(marks, headers)
        if len(places) == len(headers):
            found[column] = tuple(places[part][0] for part in headers)
    return found


def _month_and_year(
    marks: Sequence[str], contract: TableContract
) -> dict[str, tuple[int, int, int]]:
    """Put a column of months and a column of years together, where the table has neither."""
    periods = [item.name for item in contract.fields if item.kind == "period"]
    own = {squash(item.name) for item in contract.fields}
    months = [place for place, mark in enumerate(marks) if mark in _MONTH_HEADERS - own]
    years = [place for place, mark in enumerate(marks) if mark in _YEAR_HEADERS - own]
    if len(periods) != 1 or len(months) != 1 or len(years) != 1:
        return {}
    return {periods[0]: (years[0], months[0], months[0])}


def _texts(
    sheet: RawSheet,
    contract: TableContract,
    mapping: ColumnMapping | None,
    given: Mapping[str, str],
) -> dict[str, str]:
    texts = dict(given)
    for column in mapping.from_name if mapping else ():
        period = texts.get(column) or _read_name(sheet, contract.field(column))
        texts |= {column: period} if period else {}
    return (dict(mapping.constants) if mapping else {}) | texts


def _read_name(sheet: RawSheet, field: Field) -> str:
    """Read a period, year or wave in the names of sheet and file, a period in the titles too."""
    own, file = names_of(sheet)
    if field.name == WAVE:
        return find_wave(own) or find_wave(file)
    if field.kind == "year":
        return find_period(own, year_only=True) or find_period(file, year_only=True)
    return combine_period(own, file, sheet.titles, monthly=field.monthly)


def _doubled(
    marks: Sequence[str], places: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    twice = {
        column: tuple(p for p in found if marks[p] == marks[found[0]])
        for column, found in places.items()
    }
    return {column: equal for column, equal in twice.items() if len(equal) > 1}


def _passed(marks: Sequence[str], mapping: ColumnMapping | None) -> frozenset[int]:
    known = set(RUNNING_NUMBERS)
    known |= {squash(header) for header in (mapping.ignore if mapping else ())}
    return frozenset(place for place, mark in enumerate(marks) if mark in known)
