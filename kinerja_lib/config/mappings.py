"""Read mapping files: which header of an export is which column of a table contract.

One YAML file per kind of export lies in params/mappings; docs/tables.md describes the form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kinerja_lib.config.mapping_checks import Names, Reader, refuse_mappings
from kinerja_lib.config.yaml_text import YamlTable, read_yaml
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, clean_text

KEYS = (
    "table",
    "source",
    "columns",
    "combine",
    "unpivot",
    "constants",
    "lookups",
    "from_name",
    "number",
    "qualify",
    "words",
    "values",
    "ignore",
    "signature",
)
MAX_FILES = 200
WAVE = "gelombang"  # the one code that the name of a file may state


class Contract(Protocol):
    """What a mapping needs to know of a table contract."""

    fields: Iterable
    splits: Mapping[str, tuple[str, str]]
    field: Callable[[str], object]


@dataclass(frozen=True)
class PeriodParts:
    """Name the headers that together make a period; one month may stand alone."""

    year: tuple[str, ...]
    first_month: tuple[str, ...]
    last_month: tuple[str, ...]


@dataclass(frozen=True)
class Unpivot:
    """Turn one wide row into a row per named column.

    Parameters
    ----------
    label, value : str
        Contract columns that take the name and the cell.
    columns : mapping
        Text for the label -> headers of its wide column.
    """

    label: str
    value: str
    columns: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class ColumnMapping:
    """One mapping file, checked; every tuple of headers is in the order of preference."""

    name: str  # file name without ending
    table: str
    source: str
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    combine: Mapping[str, PeriodParts] = field(default_factory=dict)
    unpivot: Unpivot | None = None
    constants: Mapping[str, str] = field(default_factory=dict)
    lookups: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # table.column, by column
    from_name: tuple[str, ...] = ()  # period, year or wave read in the name of file or sheet
    number: tuple[str, ...] = ()  # codes made from file, sheet and row
    qualify: tuple[str, ...] = ()  # codes that are unique within one sheet only
    words: tuple[str, ...] = ()  # columns in which bare number codes have no known meaning
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    signature: tuple[tuple[str, ...], ...] = ()  # each: one of these headers is there

    @property
    def headers(self) -> tuple[str, ...]:
        """All headers the mapping knows, as written, doubles included."""
        groups = [*self.columns.values(), *self.signature, self.ignore]
        for parts in self.combine.values():
            groups += [parts.year, parts.first_month, parts.last_month]
        if self.unpivot:
            groups += self.unpivot.columns.values()
        return tuple(header for group in groups for header in group)

    @property
    def targets(self) -> tuple[str, ...]:
        """Contract columns that the mapping can fill."""
        long = (self.unpivot.label, self.unpivot.value) if self.unpivot else ()
        sources = (self.columns, self.combine, self.constants, self.lookups, self.from_name)
        return tuple(dict.fromkeys([*(c for s in sources for c in s), *self.number, *long]))


def read_mappings(
    folder: Path, contracts: Mapping[str, Contract], same: Callable[[str], str]
) -> dict[str, ColumnMapping]:
    """Read all mapping files of a folder, by name; a missing folder has none.

    Parameters
    ----------
    folder : Path
        params/mappings; files end in .yaml or .yml, others are left alone.
    contracts : mapping
        Table name -> contract.
    same : callable
        Makes two spellings of a header equal (`tables.names.squash`).

    Raises
    ------
    ParameterError
        Any file that cannot be read or is wrong: every problem, with file and line.
    """
    if not folder.is_dir():
        return {}
    paths = sorted(p for p in folder.iterdir() if p.suffix.lower() in (".yaml", ".yml"))
    if len(paths) > MAX_FILES:
        problem = _("Folder {folder} berisi lebih dari {most} berkas pemetaan. Pindahkan sebagian.")
        raise ParameterError(problem.format(folder=clean_text(folder.name, 80), most=MAX_FILES))
    mappings: dict[str, ColumnMapping] = {}
    problems: list[str] = []
    for path in paths:
        try:
            mapping = read_mapping(path, contracts, same)
        except ParameterError as error:
            problems.append(str(error))
            continue
        if mapping.name in mappings:
            problem = _("{file}: nama pemetaan ini dipakai dua kali. Ganti nama salah satu berkas.")
            problems.append(problem.format(file=clean_text(path.name, 80)))
        mappings[mapping.name] = mapping
    problems += _list_rivals(list(mappings.values()), same)
    if problems:
        raise ParameterError("\n".join(problems))
    return mappings


def _list_rivals(mappings: Sequence[ColumnMapping], same: Callable[[str], str]) -> Iterator[str]:
    """Name mappings of the same headers that write different constants: neither could be chosen."""
    first: dict[object, ColumnMapping] = {}
    for mapping in mappings:
        marks = frozenset(frozenset(map(same, group)) for group in mapping.signature)
        other = first.setdefault((mapping.table, marks), mapping)
        apart = sorted(
            name
            for name in mapping.constants.keys() & other.constants.keys()
            if mapping.constants[name] != other.constants[name]
        )
        if mapping.signature and apart:
            problem = _(
                "{file}: 'signature' sama dengan {other}, tetapi isi tetap {names} berbeda, "
                "sehingga berkasnya tidak dapat dibedakan. Beri tiap ekspor kolom {names}, atau "
                "baca dari nama berkasnya dengan 'from_name' pada satu pemetaan."
            )
            yield problem.format(
                file=clean_text(mapping.name, 80),
                other=clean_text(other.name, 80),
                names=", ".join(apart),
            )


def _spread_families(
    values: Mapping[str, Mapping[str, str]], columns: Iterable[str]
) -> dict[str, Mapping[str, str]]:
    """Give labels stated for a family, such as `butir_*`, to each of its mapped columns."""
    found = {
        name: labels
        for family, labels in values.items()
        if family.endswith("*")
        for name in columns
        if name.startswith(family[:-1])
    }
    own = {name: labels for name, labels in values.items() if not name.endswith("*")}
    return found | {name: {**found.get(name, {}), **labels} for name, labels in own.items()}


def read_mapping(
    path: Path, contracts: Mapping[str, Contract], same: Callable[[str], str]
) -> ColumnMapping:
    """Read and check one mapping file; as `read_mappings`."""
    where = clean_text(path.name, 80)
    content = read_yaml(path, where=where)
    reader = Reader(where, same)
    reader.known_keys(content, KEYS)
    table = reader.text(content, "table")
    if table and table not in contracts:
        reader.unknown(content.lines["table"], _("Tabel"), table, contracts)
    if table not in contracts:
        raise refuse_mappings(reader.problems)
    names = Names(contracts, table)
    mapping = _build(path.stem, content, reader, names)
    reader.check_targets(mapping.targets, content, names)
    if not (mapping.columns or mapping.unpivot):
        reader.add(1, _("Belum ada kolom yang dipetakan. Isi 'columns'."))
    if reader.problems:
        raise refuse_mappings(reader.problems)
    return mapping


def _build(name: str, content: YamlTable, reader: Reader, names: Names) -> ColumnMapping:
    columns = reader.columns_to_headers(content, "columns", names)
    return ColumnMapping(
        name=name,
        table=names.table,
        source=reader.text(content, "source"),
        columns=columns,
        combine={
            column: PeriodParts(*parts)
            for column, parts in reader.period_parts(content, names).items()
        },
        unpivot=_unpivot(content, reader, names),
        constants=reader.column_texts(content, "constants", names),
        lookups=reader.lookups(content, names),
        from_name=reader.column_list(
            content, "from_name", names, kinds=("period", "year"), also=WAVE
        ),
        number=reader.column_list(content, "number", names, kinds=("code",)),
        qualify=reader.column_list(content, "qualify", names, kinds=("code",)),
        words=reader.column_list(content, "words", names, kinds=("choice", "text")),
        values=_spread_families(reader.values(content, names), columns),
        ignore=reader.headers(content, "ignore"),
        signature=reader.header_groups(content, "signature"),
    )


def _unpivot(content: YamlTable, reader: Reader, names: Names) -> Unpivot | None:
    if "unpivot" not in content:
        return None
    section = reader.section(content, "unpivot")
    reader.known_keys(section, ("label", "value", "columns"))
    label = reader.text(section, "label", line=content.lines["unpivot"])
    value = reader.text(section, "value", line=content.lines["unpivot"])
    for column in (label, value):
        if column:
            reader.column(column, content.lines["unpivot"], names)
    wide = reader.section(section, "columns")
    groups = {text: reader.headers(wide, text) for text in wide}
    reader.no_doubles(groups, wide)
    return Unpivot(label, value, groups)
