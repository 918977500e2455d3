"""Check the parts of a mapping file, all problems at once, each with its line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kinerja_lib.config.parameters import suggest
from kinerja_lib.config.wording import quote
from kinerja_lib.config.yaml_text import YamlTable, YamlText
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, drop_marks

MAX_HEADER = 300  # characters


def refuse_mappings(problems: list[str]) -> ParameterError:
    """Join the problems, a line each."""
    return ParameterError("\n".join(problems))


@dataclass(frozen=True)
class Names:
    """Tables and columns that exist; `table` is the one of the mapping."""

    contracts: Mapping
    table: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the table, columns that exports write as one text included."""
        contract = self.contracts[self.table]
        return (*(item.name for item in contract.fields), *contract.splits)

    def kind(self, column: str) -> str:
        """Return the kind of a column; a split column is text."""
        contract = self.contracts[self.table]
        return "text" if column in contract.splits else contract.field(column).kind

    def may_share(self, first: str, second: str) -> bool:
        """Tell whether one header may fill both columns: the code of a row and its name.

        An office without codes has only names, and its name is then the code.
        """
        contract = self.contracts[self.table]
        return {first, second} == {*contract.key, "nama"} and len(contract.key) == 1

    def knows(self, column: str) -> bool:
        """Tell whether the table has the column, also one of a family such as butir_01."""
        if column in self.contracts[self.table].splits:
            return True
        try:
            self.contracts[self.table].field(column)
        except KeyError:
            return False
        return True


@dataclass
class Reader:
    """Read values of one file and collect what is wrong with them."""

    where: str
    same: Callable[[str], str]
    found: list[tuple[int, str]] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        """What is wrong, in the order of the file."""
        return [problem for _line, problem in sorted(self.found, key=lambda item: item[0])]

    def add(self, line: int | None, problem: str) -> None:
        """Note a problem."""
        place = _("{where}, baris {line}").format(where=self.where, line=line or 1)
        self.found.append((line or 1, f"{place}: {problem}"))

    def unknown(self, line: int, what: str, name: str, known: Collection[str]) -> None:
        """Note a name that does not exist, with the nearest one that does."""
        problem = _("{what} {name} tidak dikenal. {suggestion}")
        self.add(line, problem.format(what=what, name=quote(name), suggestion=suggest(name, known)))

    def known_keys(self, content: YamlTable, known: Collection[str]) -> None:
        """Refuse keys that mean nothing."""
        for key in content:
            if key not in known:
                self.unknown(content.lines[key], _("Kunci"), key, known)

    def text(self, content: YamlTable, key: str, *, line: int | None = None) -> str:
        """Return a text that must be there."""
        value = content.get(key)
        if isinstance(value, YamlText) and 0 < len(value.text.strip()) <= MAX_HEADER:
            text = value.text.strip()
            if drop_marks(text) == text and len(text.splitlines()) == 1:
                return text
        problem = _("'{key}' harus berisi teks satu baris.").format(key=key)
        self.add(content.lines.get(key, line), problem)
        return ""

    def section(self, content: YamlTable, key: str) -> YamlTable:
        """Return a part that holds names and values; empty where it is left out."""
        value = content.get(key, YamlTable())
        if isinstance(value, YamlTable):
            return value
        self.add(content.lines[key], _("'{key}' harus berupa 'nama: nilai'.").format(key=key))
        return YamlTable()

    def _items(self, value: object, key: str, line: int | None) -> list[YamlText]:
        items = value if isinstance(value, list) else [value]
        good = [i for i in items if isinstance(i, YamlText) and self.same(i.text)]
        short = [i for i in good if len(i.text) <= MAX_HEADER]
        if len(short) != len(items) or not items:
            problem = _("{key} harus berisi satu teks atau daftar teks yang tidak kosong.")
            self.add(line, problem.format(key=quote(key)))
        return short

    def headers(self, content: YamlTable, key: str) -> tuple[str, ...]:
        """Return one header or a list of them; two that count as equal are one."""
        if key not in content:
            return ()
        items = self._items(content[key], key, content.lines.get(key))
        return tuple({self.same(item.text): item.text for item in reversed(items)}.values())[::-1]

    def header_groups(self, content: YamlTable, key: str) -> tuple[tuple[str, ...], ...]:
        """Return a list in which each item is one header or a list of alternatives."""
        if key not in content:
            return ()
        value = content[key] if isinstance(content[key], list) else [content[key]]
        line = content.lines[key]
        return tuple(tuple(i.text for i in self._items(item, key, line)) for item in value)

    def column(self, name: str, line: int | None, names: Names) -> bool:
        """Refuse a column that the table does not have."""
        if names.knows(name) and not name.endswith("*"):
            return True
        self.unknown(line or 1, _("Kolom"), name, names.columns)
        return False

    def columns_to_headers(
        self, content: YamlTable, key: str, names: Names
    ) -> dict[str, tuple[str, ...]]:
        """Return contract columns with their headers; only a code and its name share one."""
        section = self.section(content, key)
        groups = {
            name: self.headers(section, name)
            for name in section
            if self.column(name, section.lines[name], names)
        }
        self.no_doubles(groups, section, names.may_share)
        return groups

    def no_doubles(
        self,
        groups: Mapping[str, Iterable[str]],
        section: YamlTable,
        may_share: Callable[[str, str], bool] = lambda _first, _second: False,
    ) -> None:
        """Refuse a header that leads to two columns, unless these may share it."""
        first: dict[str, str] = {}
        for name, headers in groups.items():
            for header in headers:
                other = first.setdefault(self.same(header), name)
                if other != name and not may_share(other, name):
                    problem = _("Judul {header} sudah dipakai untuk {other}. Hapus salah satu.")
                    self.add(
                        section.lines[name],
                        problem.format(header=quote(header), other=quote(other)),
                    )

    def column_texts(self, content: YamlTable, key: str, names: Names) -> dict[str, str]:
        """Return contract columns, each with one text."""
        section = self.section(content, key)
        return {
            name: self.text(section, name)
            for name in section
            if self.column(name, section.lines[name], names)
        }

    def column_list(
        self, content: YamlTable, key: str, names: Names, *, kinds: Collection[str], also: str = ""
    ) -> tuple[str, ...]:
        """Return a list of contract columns of the named kinds, or of the name `also`."""
        found = []
        for name in self.headers(content, key):
            if not self.column(name, content.lines[key], names):
                continue
            if names.kind(name) not in kinds and name != also:
                problem = _("Kolom {name} tidak dapat dipakai pada '{key}'.")
                self.add(content.lines[key], problem.format(name=quote(name), key=key))
            found.append(name)
        return tuple(found)

    def period_parts(
        self, content: YamlTable, names: Names
    ) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Return period columns with the headers of year, first and last month."""
        section, found = self.section(content, "combine"), {}
        for name in section:
            line = section.lines[name]
            if not self.column(name, line, names):
                continue
            if names.kind(name) != "period":
                problem = _("'combine' hanya membentuk periode; {name} bukan kolom periode.")
                self.add(line, problem.format(name=quote(name)))
            parts = self.section(section, name)
            self.known_keys(parts, ("year", "month", "first_month", "last_month"))
            month = self.headers(parts, "month")
            first, last = self.headers(parts, "first_month"), self.headers(parts, "last_month")
            if (
                "year" not in parts
                or bool(month) == bool(first or last)
                or bool(first) != bool(last)
            ):
                problem = _("Tulis 'year' dan 'month', atau 'year', 'first_month', 'last_month'.")
                self.add(line, problem)
            found[name] = (self.headers(parts, "year"), first or month, last or month)
        return found

    def lookups(self, content: YamlTable, names: Names) -> dict[str, tuple[str, str]]:
        """Return columns taken from another table: `unit_id: pegawai.unit_id by nip`."""
        section, found = self.section(content, "lookups"), {}
        for name in section:
            line = section.lines[name]
            origin, _by, key = self.text(section, name).partition(" by ")
            table, _dot, column = origin.strip().partition(".")
            if not self.column(name, line, names) or not self.column(key.strip(), line, names):
                continue
            if table not in names.contracts:
                self.unknown(line, _("Tabel"), table, names.contracts)
                continue
            known = self.column(column, line, Names(names.contracts, table))
            if known and self._refers(key.strip(), table, line, names):
                found[name] = (f"{table}.{column}", key.strip())
        return found

    def _refers(self, key: str, table: str, line: int, names: Names) -> bool:
        """Refuse a key that does not point to rows of another table."""
        contract = names.contracts[names.table]
        references = "" if key in contract.splits else contract.field(key).references
        if references.split(".")[0] == table != names.table:
            return True
        problem = _("Kolom {key} tidak merujuk tabel {table}, sehingga isinya tidak dapat dicari.")
        self.add(line, problem.format(key=quote(key), table=quote(table)))
        return False

    def values(self, content: YamlTable, names: Names) -> dict[str, dict[str, str]]:
        """Return columns, or families such as `butir_*`, with label -> accepted value."""
        section, found = self.section(content, "values"), {}
        for name in section:
            family = name.endswith("*") and name in names.columns
            if not family and not self.column(name, section.lines[name], names):
                continue
            labels = self.section(section, name)
            found[name] = {label: self.text(labels, label) for label in labels}
            if names.kind(name) == "choice":
                choices = names.contracts[names.table].field(name).choices
                for label, value in found[name].items():
                    if value not in choices:
                        self.unknown(labels.lines[label], _("Nilai"), value, choices)
        return found

    def check_targets(self, targets: Iterable[str], content: YamlTable, names: Names) -> None:
        """Refuse a column that is filled in two ways, a lookup or parts behind headers apart."""
        ways: dict[str, str] = {}
        known = set(targets)
        long = self.section(content, "unpivot")
        for key in ("columns", "combine", "constants", "number", "unpivot"):
            filled = self._filled(content, key, long)
            for name in filled & known:
                other = ways.setdefault(name, key)
                # One column of periods, or else one of months and one of years.
                if {other, key} not in ({key}, {"columns", "combine"}):
                    problem = _("Kolom {name} diisi oleh '{other}' dan '{key}'. Hapus salah satu.")
                    self.add(
                        content.lines[key], problem.format(name=quote(name), other=other, key=key)
                    )
        for key in ("qualify", "words"):
            for name in self._filled(content, key, long) - set(self.section(content, "columns")):
                problem = _("Kolom {name} pada '{key}' belum ada di 'columns'.")
                self.add(content.lines[key], problem.format(name=quote(name), key=key))

    def _filled(self, content: YamlTable, key: str, long: YamlTable) -> set[str]:
        value = content.get(key)
        if key == "unpivot":
            parts = (long.get("label"), long.get("value"))
            return {part.text for part in parts if isinstance(part, YamlText)}
        if isinstance(value, YamlTable):
            return set(value)
        items = value if isinstance(value, list) else [value]
        return {item.text for item in items if isinstance(item, YamlText)}
