"""Match headers of a sheet with columns of a table, by words and by content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kinerja_lib.config.mappings import WAVE
from kinerja_lib.i18n import _
from kinerja_lib.sources.column_content import Content
from kinerja_lib.sources.header_words import PRIVATE_WORDS, likeness, plain_words
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.sources.sheet_names import find_period, find_wave
from kinerja_lib.sources.survey_items import find_items
from kinerja_lib.sources.table_plan import RUNNING_NUMBERS, names_of
from kinerja_lib.tables.contract import Field, TableContract
from kinerja_lib.tables.names import squash

_ALIKE = 0.62  # likeness from which a header is proposed
_CERTAIN = 0.9
_OPPOSITES = frozenset(("mulai", "selesai", "sebelum", "sesudah"))
_ENOUGH = 5  # columns that make a table likely, or more than half of the headers
SURVEY = "survei_asn"
_QUESTIONNAIRE = 10  # items from which a sheet is a survey of staff, not one of the nine elements
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


def _match_words(
    headers: Sequence[str], contract: TableContract, contents: Sequence[Content]
) -> Iterator[tuple[int, str]]:
    """Pair headers and columns that are most alike, each used once; best pairs first.

    A pair is dropped where no value looks like the column. Of headers that are alike enough for a
    column with a list, the one whose values fit the list best wins.
    """
    pairs = sorted(
        (-alike - (contents[place].fit(field) or 0.0) * (field.kind == "choice"), place, name)
        for place, header in _first_headers(headers)
        for field in (*contract.fields, *(band_field(name) for name in contract.splits))
        if not field.is_family
        and (alike := likeness(header, name := field.name, contract.name)) >= _ALIKE
        and (alike == 1 or name in DIRECTIONS or not contents[place].contradicts(field))
    )
    taken: set[int | str] = set()
    for _rank, place, name in pairs:
        if place not in taken and name not in taken:
            taken |= {place, name, *_rivals(contract, name)}
            yield place, name


def band_field(name: str) -> Field:
    """Return a field for a column that the contract splits into two limits, such as target."""
    return Field(name, "text", name)


def _rivals(contract: TableContract, name: str) -> Iterator[str]:
    """Give the limits of a band, or the band of a limit: a table is filled by one of both."""
    for band, limits in contract.splits.items():
        if name == band:
            yield from limits
        elif name in limits:
            yield band


def _match_content(
    headers: Sequence[str],
    contract: TableContract,
    contents: Sequence[Content],
    matched: dict[int, str],
) -> Iterator[tuple[int, str]]:
    """Give further columns whose values leave one choice: NIP, lists, dates, points 1 to 4."""
    filled = {n for name in matched.values() for n in (name, *contract.splits.get(name, ()))}
    open_names = [name for name in _names(contract) if name not in filled]
    places = [place for place, _header in _first_headers(headers) if place not in matched]
    for kind in ("nip", "choice", "period", "date", "time"):
        names = [name for name in open_names if contract.field(name).kind == kind]
        for name in names:
            fitting = [
                p
                for p in places
                if contents[p].fits(contract.field(name)) and _may_be(headers[p], name, kind)
            ]
            rivals = [n for n in names if fitting and contents[fitting[0]].fits(contract.field(n))]
            if len(fitting) == 1 and (len(rivals) == 1 or contract.field(name).required):
                places.remove(fitting[0])
                open_names.remove(name)
                yield fitting[0], name
    points = [name for name in open_names if _is_points(contract.field(name))]
    fitting = [p for p in places if points and contents[p].fits(contract.field(points[0]))]
    if len(points) > 1:
        fitting = _numbered([(p, headers[p]) for p in fitting], len(points)) or fitting
    if len(fitting) == len(points) > 1:
        yield from zip(fitting, points, strict=True)


def _may_be(header: str, name: str, kind: str) -> bool:
    """Say whether a header lets its content be a column: a day of birth is no other day."""
    other = set(plain_words(header)) - set(plain_words(name.replace("_", " ")))
    return kind == "nip" or not other & (_OPPOSITES | PRIVATE_WORDS - {"nip"})


def _numbered(places: Sequence[tuple[int, str]], count: int) -> list[int]:
    """Give the places of headers that are one word and 1 to `count`, in order of the numbers."""
    groups: dict[str, dict[int, int]] = {}
    for place, header in places:
        match = re.fullmatch(r"(.*?)0*([1-9][0-9]?)", squash(header))
        if match:
            groups.setdefault(match[1], {})[int(match[2])] = place
    whole = [g for g in groups.values() if sorted(g) == list(range(1, count + 1))]
    return [whole[0][number] for number in sorted(whole[0])] if len(whole) == 1 else []


def _is_points(field: Field) -> bool:
    return field.kind == "whole" and field.low == 1 and field.high in (4, 5)


@dataclass(frozen=True)
class Match:
    """How the headers of a sheet fill one table.

    Parameters
    ----------
    by_words, by_content : mapping
        Place of a header (0 is c1) -> contract column.
    from_name, number : tuple of str
        Required columns read in the name of the file, and made from row numbers.
    missing : tuple of str
        Required columns that nothing fills.
    fault : str
        Why the table cannot be meant; empty: nothing speaks against it.
    score : float
        Likeness of all columns; the table with the most is proposed.
    """

    contract: TableContract
    by_words: Mapping[int, str]
    by_content: Mapping[int, str]
    from_name: tuple[str, ...]
    number: tuple[str, ...]
    missing: tuple[str, ...]
    fault: str
    score: float

    @property
    def columns(self) -> dict[int, str]:
        """Contract columns by place, however found."""
        return {**self.by_words, **self.by_content}

    @property
    def possible(self) -> bool:
        """Say whether the table can be meant; a questionnaire can be without naming its wave."""
        items = [name for name in self.by_content.values() if name.startswith("butir_")]
        nameless = self.missing == (WAVE,) and len(items) >= _QUESTIONNAIRE
        return bool(self.columns) and not self.fault and (not self.missing or nameless)

    @property
    def ordered(self) -> bool:
        """Say whether points were taken in the order of the headers alone."""
        return any(_is_points(self.contract.field(name)) for name in self.by_content.values())


def match_table(sheet: RawSheet, contract: TableContract, contents: Sequence[Content]) -> Match:
    """Match all headers of a sheet with a table, and say what is missing."""
    words = dict(_match_words(sheet.headers, contract, contents))
    content = dict(_match_content(sheet.headers, contract, contents, words))
    if contract.name == SURVEY:
        content |= find_items(sheet.headers, contents, {**words, **content})
    found = {*words.values(), *content.values()}
    found |= {limit for name, pair in contract.splits.items() if name in found for limit in pair}
    open_names = [name for name in contract.required if name not in found]
    named = tuple(name for name in open_names if _is_named(sheet, contract.field(name)))
    points = [name for name in content.values() if _is_points(contract.field(name))]
    number = tuple(n for n in open_names if points and (n,) == contract.key)
    alike = sum(likeness(sheet.headers[p], name, contract.name) for p, name in words.items())
    covered = 1 - len(open_names) / max(len(contract.required), 1)
    return Match(
        contract,
        words,
        content,
        named,
        number,
        tuple(name for name in open_names if name not in (*named, *number)),
        _find_fault(sheet, contract, contents, words | content),
        alike + len(content) * _ALIKE + (covered if words or content else 0),
    )


def _is_named(sheet: RawSheet, field: Field) -> bool:
    """Say whether a period, year or wave stands in the name of the sheet or file."""
    if field.name == WAVE:
        return any(map(find_wave, names_of(sheet)))
    year_only = field.kind == "year"
    return field.kind in ("period", "year") and any(
        find_period(name, year_only=year_only) for name in names_of(sheet)
    )


def _find_fault(
    sheet: RawSheet,
    contract: TableContract,
    contents: Sequence[Content],
    matched: Mapping[int, str],
) -> str:
    """Say what in the content speaks against a table, empty where nothing does."""
    central = {*contract.key, *contract.required}
    people = [place for place, content in enumerate(contents) if content.is_nip]
    if people and not any(_is_person(matched.get(p), central, sheet.headers[p]) for p in people):
        return _("berkas memuat NIP, sedangkan tabel ini bukan tentang pegawai")
    for place, name in matched.items():
        if (name,) == contract.key and contents[place].repeats:
            return _("{column} berulang, padahal satu baris untuk tiap {column}").format(
                column=name
            )
    headers = len(_first_headers(sheet.headers))
    if len(matched) < min(_ENOUGH, headers // 2 + 1):
        return _("hanya {count} dari {all} kolom yang cocok").format(
            count=len(matched), all=headers
        )
    return ""


def _is_person(name: str | None, central: set[str], header: str) -> bool:
    """Say whether a table has a place for a column of employee numbers.

    A table about something else may name an owner: its header must then say so.
    """
    if name is None:
        return False
    return name in central or ("nip" in name and likeness(header, name) >= _CERTAIN)
