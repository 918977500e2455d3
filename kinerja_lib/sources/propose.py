"""Propose a mapping for headers that nothing knows, for a person to check and save."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja_lib.config.project import find_project
from kinerja_lib.config.wording import quote
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.sources.assign import Assignment, assign_sheets, known_headers, load_mappings
from kinerja_lib.sources.column_content import Content, read_contents, show_example, show_shape
from kinerja_lib.sources.column_match import DIRECTIONS, Match, match_table
from kinerja_lib.sources.connection import close_files, open_engine
from kinerja_lib.sources.header_words import likeness
from kinerja_lib.sources.proposal_file import save_proposal
from kinerja_lib.sources.proposal_text import (
    ProposedColumn,
    describe_instead,
    describe_place,
    describe_unknown,
    list_columns,
    write_yaml,
)
from kinerja_lib.sources.reading.listing import locate_source
from kinerja_lib.sources.reading.sheet import FileProblem, RawSheet
from kinerja_lib.sources.reading.source import read_source
from kinerja_lib.sources.sheet_names import find_table, split_words, table_names
from kinerja_lib.sources.survey_items import is_answer
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
# Words of labels that are shown at their first appearance; others only where they come often.
_LABEL_WORDS = frozenset(
    (
        *("diri", "sendiri", "self", "atasan", "langsung", "tidak", "pimpinan", "superior", "boss"),
        *("supervisor", "manager", "rekan", "kerja", "sejawat", "setingkat", "peer", "peers"),
        *("bawahan", "subordinate", "staf", "masyarakat", "pengguna", "layanan", "warga"),
        *("publik", "pejabat", "penilai", "dinilai", "oleh", "naik", "turun", "rentang", "stabil"),
        *("maksimum", "minimum", "maksimal", "minimal", "maximize", "minimize", "positif"),
        *("negatif", "positive", "negative", "up", "down", "higher", "lower", "is", "better"),
        *("semakin", "makin", "tinggi", "rendah", "baik", "besar", "kecil", "nilai"),
    )
)
_OFTEN = 3  # rows


@dataclass(frozen=True)
class Proposal:
    """A mapping to check: `yaml` for params/mappings, `listing` for the terminal."""

    sheet: RawSheet
    table: str
    columns: tuple[ProposedColumn, ...]
    yaml: str
    listing: tuple[str, ...]


def propose_mapping(
    connection: duckdb.DuckDBPyConnection, sheet: RawSheet, table: str = "", *, sure: bool = True
) -> Proposal:
    """Propose table and columns of a sheet by likeness of words, then by content.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Has the relation of the sheet.
    sheet : RawSheet
    table : str
        Contract name, where the user, or the name of the file, has said which table it is.
    sure : bool
        Whether that name holds; else a table whose columns are there goes before it.

    Raises
    ------
    ParameterError
        The named table does not exist.
    """
    contents, first = read_contents(connection, sheet.relation, len(sheet.headers))
    ranked, instead = _choose_table(sheet, contents, table, sure=sure)
    match = ranked[0]
    if not table and not match.possible:
        return Proposal(sheet, "", (), "", tuple(describe_unknown(sheet, ranked)))
    columns = tuple(_propose_columns(sheet, match, contents, first))
    return Proposal(
        sheet,
        match.contract.name,
        columns,
        write_yaml(sheet, match, columns),
        (*list_columns(sheet, match, columns), *map(describe_instead, filter(None, [instead]))),
    )


def _choose_table(
    sheet: RawSheet, contents: Sequence[Content], table: str, *, sure: bool
) -> tuple[list[Match], Match | None]:
    """Rank tables, the chosen one first; give also the named one that another one goes before."""
    named = find_contract(table) if table else None
    if table and named is None:
        raise ParameterError(_("Tabel {name} tidak dikenal.").format(name=quote(table)))
    match = match_table(sheet, named, contents) if named else None
    if match and (sure or match.possible):
        return [match], None
    ranked = _rank_tables(sheet, contents)
    return (ranked, match) if match is None or _is_better(ranked[0], match) else ([match], None)


def _is_better(match: Match, named: Match) -> bool:
    """Say whether a table fits clearly better than the one that a name says."""
    return match.possible and len(match.columns) > len(named.columns)


def _rank_tables(sheet: RawSheet, contents: Sequence[Content]) -> list[Match]:
    """Rank tables: those that can be meant first, then by likeness; a name counts double."""
    known = table_names(CONTRACTS, {})
    named = {found[0] for name in names_of(sheet) if (found := find_table(name, known))}
    matches = [match_table(sheet, contract, contents) for contract in CONTRACTS.values()]

    def rank(match: Match) -> tuple[bool, float]:
        twice = match.contract.name in named
        return match.possible, match.score * (2 if twice else 1)

    return sorted(matches, key=rank, reverse=True)


def _propose_columns(
    sheet: RawSheet, match: Match, contents: Sequence[Content], first: Sequence[str]
) -> Iterator[ProposedColumn]:
    directed = dict(_directions(match.columns, contents, sheet.headers))
    for place, header in enumerate(sheet.headers):
        if not squash(header):
            continue
        name = match.columns.get(place, "")
        field = _field_of(match.contract, name) if name else None
        sure = _("mirip")
        if not name:
            sure = _("tidak tahu")
        elif place in match.by_content:
            sure = _("dari isi")
            field = None if field and field.kind == "date" else field  # any day, also of birth
        elif likeness(header, name) == 1:
            sure = _("sama persis")
        example = show_example(first[place], header, field, contents[place])
        more = directed.get(place, {})
        if name.startswith("butir_"):
            more = {"labels": tuple(dict.fromkeys(filter(is_answer, contents[place].values)))}
        yield ProposedColumn(header, name, sure, example, **more)


def _field_of(contract: TableContract, name: str) -> Field:
    """Return the field of a column; a band is shown as the numbers it is split into."""
    return Field(name, "number", name) if name in contract.splits else contract.field(name)


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
    yield from map(_say_problem, read.problems)
    known = [sheet for sheet in read.sheets if _is_understood(found.get(sheet.relation))]
    offered: dict[tuple[object, ...], str] = {}
    for sheet in read.sheets:
        assignment = found.get(sheet.relation)
        table = assignment.table if assignment else ""
        shape = (sheet.file, table, tuple(map(squash, sheet.headers)))
        if sheet in known:
            words = _("{place}: dikenal sebagai tabel {table}; tidak perlu pemetaan baru.")
            yield words.format(place=describe_place(sheet), table=table)
        elif shape in offered:
            words = _("{place}: bentuknya sama dengan {first}; lihat di atas.")
            yield words.format(place=describe_place(sheet), first=offered[shape])
        else:
            offered[shape] = describe_place(sheet)
            yield from _offer(_propose_known(connection, sheet, assignment), folder)
    if not read.sheets:
        yield _("Tidak ada berkas atau lembar berisi tabel yang terbaca di {source}.").format(
            source=clean_text(source, 200)
        )
    elif len(known) == len(read.sheets):
        yield _("Semua judul kolom sudah dikenal; tidak ada yang perlu dipetakan.")


def _propose_known(
    connection: duckdb.DuckDBPyConnection, sheet: RawSheet, known: Assignment | None
) -> Proposal:
    """Propose a mapping; a table that only the name of a file says is not sure."""
    if known is None:
        return propose_mapping(connection, sheet)
    return propose_mapping(connection, sheet, known.table, sure=bool(known.mapping))


def _say_problem(problem: FileProblem) -> str:
    file = clean_text(problem.file, 200)
    opening = "" if problem.message.startswith(file) else f"{file}: "
    return f"{opening}{problem.message} {problem.what_to_do}"


def _is_understood(assignment: Assignment | None) -> bool:
    return assignment is not None and not assignment.unknown and not assignment.absent


def _offer(proposal: Proposal, folder: Path | None) -> Iterator[str]:
    yield from proposal.listing
    if proposal.yaml and folder is None:
        yield from ("", *proposal.yaml.splitlines(), "")
    elif proposal.yaml and folder is not None:
        sheet, stem = names_of(proposal.sheet)
        name = "_".join(split_words(f"{stem} {sheet}"))[:_LONGEST_NAME] or "usulan"
        yield "  " + save_proposal(proposal.yaml, folder, name)


def _directions(
    matched: Mapping[int, str], contents: Sequence[Content], headers: Sequence[str]
) -> Iterator[tuple[int, dict[str, object]]]:
    """Give, for each column with a direction, its first row in words, labels and a warning."""
    where = {column: place for place, column in matched.items()}
    for name in DIRECTIONS:
        if name not in where or not contents[where[name]].values:
            continue
        content = contents[where[name]]
        labels = tuple(dict.fromkeys(_show_labels(content)))
        people = {
            who: quote(headers[where[column]]) if column in where else "…"
            for who, column in (("rater", "penilai"), ("ratee", "dinilai"))
        }
        told = {"sentence": _sentence(name).format(label=labels[0], **people)}
        if content.share_in(_clear_labels(name)) < 1:
            told["warning"] = _question(name)
        yield where[name], {**told, "labels": labels[:_MOST_LABELS]}


def _show_labels(content: Content) -> Iterator[str]:
    """Give the different labels; the shape of those that could be names of people."""
    counts = Counter(content.values)
    few = len(counts) <= _MOST_LABELS
    for label, count in counts.items():
        words = set(split_words(label))
        plain = words <= _LABEL_WORDS or (
            few and count >= _OFTEN and not any(map(str.isdigit, label))
        )
        yield clean_text(label, 40) if plain else show_shape(label)


def _sentence(name: str) -> str:
    if name == "arah":
        return _("baris pertama: arah yang lebih baik untuk indikator ini adalah '{label}'")
    return _(
        "baris pertama: orang pada kolom {rater} menilai orang pada kolom {ratee} sebagai '{label}'"
    )


def _question(name: str) -> str:
    if name == "arah":
        return _("pastikan apakah label itu berarti naik, turun, atau rentang")
    return _("pastikan apakah penilai itu atasan, bawahan, atau rekan bagi yang dinilai")


def _clear_labels(name: str) -> frozenset[str]:
    if name == "hubungan":
        return _CLEAR_RELATIONS
    field = CONTRACTS["iku"].field(name)
    return frozenset(map(squash, (*field.choices, *field.variants)))
