"""What a table contract says: what a row means, its columns, keys, references and rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = (
    "text",  # any one-line text
    "code",  # an identifier: text without inner meaning, compared exactly
    "nip",  # employee number of 18 digits
    "whole",  # whole number
    "number",  # number with decimals
    "date",  # day
    "time",  # moment, in the region's own time zone
    "year",  # four digits
    "period",  # 2026, 2026-TW1, 2026-S1 or 2026-03
    "choice",  # one of a list, matched without letter case, spaces and marks
    "flag",  # yes or no
)
NUMERIC = ("whole", "number", "year")


@dataclass(frozen=True)
class Field:
    """Describe one column of a table.

    Parameters
    ----------
    name : str
        Column name as HR writes it, lower case with underscores. A name that ends in `*` stands
        for every column that begins so, such as the items of a questionnaire.
    kind : str
        One of `KINDS`.
    meaning : str
        What the column holds, in Indonesian, for templates and docs.
    required : bool
        Whether an empty cell sets the row aside.
    may_be_absent : bool
        Whether a file may lack a required column as a whole, as a survey of one office does; the
        rows are then accepted without it, and a note says so.
    unit : str
        Unit of a number, such as `hari kerja` or `%`; a number followed by it is accepted.
    low, high : float or None
        Inclusive limits of a number; None: open.
    choices : tuple of str
        Accepted values of a `choice`.
    variants : mapping
        Other spelling met in exports -> accepted value.
    references : str
        `table.column` in which the value must stand.
    or_in : tuple of str
        Further `table.column` in which it may stand instead, such as units of before a reform.
    personal : bool
        Whether the column tells who a person is or what was said of one.
    limit : str
        `atas` or `bawah` where the number is a limit, so that `<= 5 hari` or `>= 80` is accepted.
    monthly : bool
        Whether a period is always one month.
    example : str
        A value for templates and for `kinerja check --map`.
    """

    name: str
    kind: str
    meaning: str
    required: bool = False
    may_be_absent: bool = False
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    variants: Mapping[str, str] = field(default_factory=dict)
    references: str = ""
    or_in: tuple[str, ...] = ()
    personal: bool = False
    limit: str = ""
    monthly: bool = False
    example: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.name}: unknown kind {self.kind!r}")
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError(f"{self.name}: choices go with kind choice, and only with it")
        if self.monthly and self.kind != "period":
            raise ValueError(f"{self.name}: only a period can be monthly")
        if self.or_in and not self.references:
            raise ValueError(f"{self.name}: or_in adds to references")

    @property
    def parents(self) -> tuple[str, ...]:
        """Name each `table.column` in which the value may stand."""
        return (self.references, *self.or_in) if self.references else ()

    @property
    def is_family(self) -> bool:
        """Tell whether the field stands for several columns."""
        return self.name.endswith("*")


@dataclass(frozen=True)
class RowRule:
    """Say which rows contradict themselves.

    Parameters
    ----------
    code : str
        Name of the fault, unique in the project.
    columns : tuple of str
        Columns the rule reads; the first is the one named in the finding.
    broken_when : str
        SQL condition over the checked columns; unknown (null) counts as not broken.
    rule, remedy : str
        What must hold, and what to do, as messages.
    quarantine : bool
        Set the row aside, or accept it with a flag.
    """

    code: str
    columns: tuple[str, ...]
    broken_when: str
    rule: str
    remedy: str
    quarantine: bool = True


@dataclass(frozen=True)
class SetRule:
    """Say which rows contradict other rows of the same table, or what another table declares.

    Parameters
    ----------
    broken_query : str
        SQL that gives the `_id` of broken rows; `{t}` stands for the rows accepted so far.
    reads : mapping
        Other table -> its columns that the query reads as `{name}`, all rows of it. Where the
        source lacks one of the tables, the rule is not applied.
    code, columns, rule, remedy, quarantine
        As for `RowRule`.
    """

    code: str
    columns: tuple[str, ...]
    broken_query: str
    rule: str
    remedy: str
    quarantine: bool = False
    reads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class TableContract:
    """Describe one table.

    Parameters
    ----------
    name : str
        Table name, also of its file or sheet.
    title : str
        Name for readers, a message.
    row : str
        What one row is, in Indonesian.
    fields : tuple of Field
    key : tuple of str
        Columns that name a row; two rows with one key contradict each other.
    rules, set_rules : tuple
        Rules over columns of a row, and over rows of the table.
    any_of : tuple of str
        Columns of which a file must have at least one, such as the elements of a survey.
    splits : mapping
        Column that exports write as one text, such as `5 sampai 7` -> the two limits it becomes.
    as_of : str
        Column whose latest value tells how fresh the table is.
    used_by : tuple of str
        Rows of the capability list that need the table.
    aliases : tuple of str
        Other file names under which the table is known.
    """

    name: str
    title: str
    row: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    rules: tuple[RowRule, ...] = ()
    set_rules: tuple[SetRule, ...] = ()
    any_of: tuple[str, ...] = ()
    splits: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    as_of: str = ""
    used_by: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        known = {item.name for item in self.fields}
        named = {*self.key, *(limit for pair in self.splits.values() for limit in pair)}
        named |= {column for rule in (*self.rules, *self.set_rules) for column in rule.columns}
        named |= {self.as_of} - {""}
        if named - known or len(known) != len(self.fields):
            raise ValueError(f"{self.name}: unknown or doubled columns {sorted(named - known)}")

    def field(self, name: str) -> Field:
        """Return the field of a column, also of one that belongs to a family."""
        for item in self.fields:
            if item.name == name or (item.is_family and name.startswith(item.name[:-1])):
                return item
        raise KeyError(name)

    @property
    def required(self) -> tuple[str, ...]:
        """Name the columns that a file must have."""
        return tuple(f.name for f in self.fields if f.required and not f.may_be_absent)
