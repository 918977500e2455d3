"""Propose a mapping for headers that nothing knows, for a person to check and save."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja_lib.config.os_errors import explain_os_error
from kinerja_lib.config.project import find_project
from kinerja_lib.config.wording import quote
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.sources.assign import assign_sheets, known_headers, load_mappings
from kinerja_lib.sources.column_content import Content, read_contents, show_example
from kinerja_lib.sources.column_match import DIRECTIONS, best_pairs, match_content, match_words
from kinerja_lib.sources.connection import close_files, open_engine
from kinerja_lib.sources.header_words import likeness
from kinerja_lib.sources.proposal_text import (
    ProposedColumn,
    describe_place,
    list_columns,
    write_yaml,
)
from kinerja_lib.sources.reading.listing import locate_source
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.sources.reading.source import read_source
from kinerja_lib.sources.sheet_names import find_table, split_words, table_names
from kinerja_lib.sources.table_plan import names_of
from kinerja_lib.tables.contract import Field, TableContract
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.registry import CONTRACTS, find_contract

if TYPE_CHECKING:
    import duckdb

_MOST_LABELS = 12
_LONGEST_NAME = 60  # characters of a file name
# Labels whose direction is clear; all others need a person, whatever the contract accepts.
_CLEAR_RELATIONS = frozenset(
    squash(label)
    for label in (
        *("diri", "diri sendiri", "atasan", "atasan langsung", "rekan", "rekan kerja"),
        *("rekan sejawat", "bawahan", "masyarakat", "pengguna layanan", "warga"),
    )
)


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
    matched = match_words(headers, contract, contents)
    confidence = {
        place: _("sama persis") if likeness(headers[place], name) == 1 else _("mirip")
        for place, name in matched.items()
    }
    for place, name in list(match_content(headers, contract, contents, matched)):
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


def propose_source(source: str, folder: Path | None = None) -> Iterator[str]:
    """Propose a mapping for every sheet that is not understood whole; give lines to print.

    Parameters
    ----------
    source : str
        Relative to the project folder, or absolute.
    folder : Path, optional
        Where proposals are saved, a file per sheet; left out: the YAML is printed.

    Raises
    ------
    ParameterError
        A source that does not exist, a mapping file that is wrong, or a proposal that is there.
    """
    project = find_project(Path.cwd())
    mappings = load_mappings(project)
    path = locate_source(source, project)
    connection = open_engine()
    read = read_source(connection, path, known_headers(mappings))
    close_files(connection, read.external_paths)
    assignments, _problems = assign_sheets(connection, read.sheets, mappings)
    found = {assignment.sheet.relation: assignment for assignment in assignments}
    for problem in read.problems:
        yield f"{clean_text(problem.file, 200)}: {problem.message} {problem.what_to_do}"
    for sheet in read.sheets:
        assignment = found.get(sheet.relation)
        if assignment and not assignment.unknown and not assignment.absent:
            yield _("{place}: dikenal sebagai tabel {table}; tidak perlu pemetaan baru.").format(
                place=describe_place(sheet), table=assignment.table
            )
            continue
        table = assignment.table if assignment else ""
        yield from _offer(propose_mapping(connection, sheet, table), folder)


def _offer(proposal: Proposal, folder: Path | None) -> Iterator[str]:
    yield from proposal.listing
    if proposal.yaml and folder is None:
        yield from ("", *proposal.yaml.splitlines(), "")
    elif proposal.yaml and folder is not None:
        sheet, stem = names_of(proposal.sheet)
        name = "_".join(split_words(f"{stem} {sheet}"))[:_LONGEST_NAME] or "usulan"
        path = folder / f"{name}.yaml"
        write_proposal(proposal.yaml, path)
        yield "  " + _("Usulan disimpan di {path}. Periksa sebelum dipakai.").format(path=path)


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


def _likely_table(sheet: RawSheet) -> TableContract | None:
    """Return the table with columns most alike, None where none is; its name counts double."""
    known = table_names(CONTRACTS, {})
    named = {found[0] for name in names_of(sheet) if (found := find_table(name, known))}

    def score(contract: TableContract) -> float:
        pairs = best_pairs(sheet.headers, contract)
        found = {name for _score, _place, name in pairs}
        required = len(found.intersection(contract.required)) / max(len(contract.required), 1)
        total = sum(alike for alike, _place, _name in pairs) + required
        return total * (2 if contract.name in named else 1) + (contract.name in named)

    best = max(CONTRACTS.values(), key=score)
    return best if score(best) else None


def _directions(
    matched: dict[int, str], contents: Sequence[Content], examples: dict[int, str]
) -> Iterator[tuple[int, dict[str, object]]]:
    """Give, for each column with a direction, its first row in words, labels and a warning."""
    where = {column: place for place, column in matched.items()}
    for name in DIRECTIONS:
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
