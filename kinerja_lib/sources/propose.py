"""Propose a mapping for headers that nothing knows, for a person to check and save."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja_lib.config.os_errors import explain_os_error
from kinerja_lib.config.wording import quote
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.sources.column_content import Content, read_contents, show_example
from kinerja_lib.sources.header_words import likeness
from kinerja_lib.sources.proposal_text import (
    ProposedColumn,
    describe_place,
    list_columns,
    write_yaml,
)
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.sources.sheet_names import find_table, table_names
from kinerja_lib.sources.table_plan import RUNNING_NUMBERS, names_of
from kinerja_lib.tables.contract import Field, TableContract
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.registry import CONTRACTS, find_contract

if TYPE_CHECKING:
    import duckdb

_ALIKE = 0.62  # likeness from which a header is proposed
_MOST_LABELS = 12
# Labels whose direction is clear; all others need a person, whatever the contract accepts.
_CLEAR_RELATIONS = frozenset(
    squash(label)
    for label in (
        *("diri", "diri sendiri", "atasan", "atasan langsung", "rekan", "rekan kerja"),
        *("rekan sejawat", "bawahan", "masyarakat", "pengguna layanan", "warga"),
    )
)
_DIRECTIONS = ("hubungan", "arah")


@dataclass(frozen=True)
class Proposal:
    """A mapping to check: `yaml` for params/mappings, `listing` for the terminal."""

    sheet: RawSheet
    table: str
    columns: tuple[ProposedColumn, ...]
    yaml: str
    listing: tuple[str, ...]


def propose_mapping(
    connection: duckdb.DuckDBPyConnection, sheet: RawSheet, table: str = ""
) -> Proposal:
    """Propose table and columns of a sheet by likeness of words, then by content.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Has the relation of the sheet.
    sheet : RawSheet
    table : str
        Contract name, where the user has said which table it is.

    Raises
    ------
    ParameterError
        The named table does not exist.
    """
    contract = find_contract(table) if table else _likely_table(sheet)
    if contract is None and table:
        raise ParameterError(_("Tabel {name} tidak dikenal.").format(name=quote(table)))
    if contract is None:
        words = _("{place}: tidak ada judul kolom yang mirip dengan kolom tabel mana pun.")
        return Proposal(sheet, "", (), "", (words.format(place=describe_place(sheet)),))
    columns = _propose_columns(connection, sheet, contract)
    listing = tuple(list_columns(sheet, contract, columns))
    return Proposal(sheet, contract.name, columns, write_yaml(sheet, contract, columns), listing)


def _propose_columns(
    connection: duckdb.DuckDBPyConnection, sheet: RawSheet, contract: TableContract
) -> tuple[ProposedColumn, ...]:
    headers = sheet.headers
    contents, first = read_contents(connection, sheet.relation, len(headers))
    matched = _match_words(headers, contract, contents)
    confidence = {
        place: _("sama persis") if likeness(headers[place], name) == 1 else _("mirip")
        for place, name in matched.items()
    }
    for place, name in list(_match_content(headers, contract, contents, matched)):
        matched[place] = name
        confidence[place] = _("dari isi")
    examples = {
        place: show_example(first[place], header, _field(contract, matched.get(place)))
        for place, header in enumerate(headers)
    }
    directed = dict(_directions(matched, contents, examples))
    return tuple(
        ProposedColumn(
            header,
            matched.get(place, ""),
            confidence.get(place, _("tidak tahu")),
            examples[place],
            **directed.get(place, {}),
        )
        for place, header in enumerate(headers)
        if squash(header)
    )


def write_proposal(text: str, path: Path) -> None:
    """Save a proposal as a new mapping file.

    Raises
    ------
    ParameterError
        The file is there already, or cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        if isinstance(error, FileExistsError) and os.path.lexists(path):
            problem = _("{file} sudah ada dan tidak ditimpa. Pilih nama lain untuk pemetaan ini.")
        else:
            problem = _("{file} tidak dapat ditulis ({reason}). Pilih tempat lain.")
        reason = explain_os_error(error)
        raise ParameterError(problem.format(file=quote(path.name, 80), reason=reason)) from None


def _field(contract: TableContract, name: str | None) -> Field | None:
    return contract.field(name) if name else None


def _names(contract: TableContract) -> list[str]:
    return [item.name for item in contract.fields if not item.is_family]


def _likely_table(sheet: RawSheet) -> TableContract | None:
    """Return the table with columns most alike, None where none is; its name counts double."""
    known = table_names(CONTRACTS, {})
    named = {found[0] for name in names_of(sheet) if (found := find_table(name, known))}

    def score(contract: TableContract) -> float:
        pairs = _best_pairs(sheet.headers, contract)
        found = {name for _score, _place, name in pairs}
        required = len(found.intersection(contract.required)) / max(len(contract.required), 1)
        total = sum(alike for alike, _place, _name in pairs) + required
        return total * (2 if contract.name in named else 1) + (contract.name in named)

    best = max(CONTRACTS.values(), key=score)
    return best if score(best) else None


def _first_headers(headers: Sequence[str]) -> list[tuple[int, str]]:
    """Give headers with their places; of equal ones the first, running numbers left out."""
    first: dict[str, int] = {}
    for place, header in enumerate(headers):
        first.setdefault(squash(header), place)
    names = {mark: place for mark, place in first.items() if mark not in RUNNING_NUMBERS}
    return [(place, headers[place]) for mark, place in names.items() if mark]


def _best_pairs(headers: Sequence[str], contract: TableContract) -> list[tuple[float, int, str]]:
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


def _match_words(
    headers: Sequence[str], contract: TableContract, contents: Sequence[Content]
) -> dict[int, str]:
    return {
        place: name
        for alike, place, name in _best_pairs(headers, contract)
        if alike == 1
        or name in _DIRECTIONS
        or not contents[place].contradicts(contract.field(name))
    }


def _match_content(
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


def _directions(
    matched: dict[int, str], contents: Sequence[Content], examples: dict[int, str]
) -> Iterator[tuple[int, dict[str, object]]]:
    """Give, for each column with a direction, its first row in words, labels and a warning."""
    where = {column: place for place, column in matched.items()}
    for name in _DIRECTIONS:
        if name not in where or not contents[where[name]].values:
            continue
        content = contents[where[name]]
        labels = tuple(clean_text(label, 40) for label in dict.fromkeys(content.values))
        people = {
            who: examples[where[column]] if column in where else "…"
            for who, column in (("rater", "penilai"), ("ratee", "dinilai"))
        }
        told = {"sentence": _sentence(name).format(label=labels[0], **people)}
        if content.share_in(_clear_labels(name)) < 1:
            told["warning"] = _question(name)
        yield where[name], {**told, "labels": labels[:_MOST_LABELS]}


def _sentence(name: str) -> str:
    if name == "arah":
        return _("baris pertama: arah yang lebih baik untuk indikator ini adalah '{label}'")
    return _("baris pertama: penilai {rater} menilai {ratee} sebagai '{label}'")


def _question(name: str) -> str:
    if name == "arah":
        return _("pastikan apakah label itu berarti naik, turun, atau rentang")
    return _("pastikan apakah penilai itu atasan, bawahan, atau rekan bagi yang dinilai")


def _clear_labels(name: str) -> set[str]:
    if name == "hubungan":
        return set(_CLEAR_RELATIONS)
    field = CONTRACTS["iku"].field(name)
    return {squash(label) for label in (*field.choices, *field.variants)}
