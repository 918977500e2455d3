"""What the first values of a column look like, and how an example of them may be shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from kinerja_lib.i18n import clean_text
from kinerja_lib.sources.column_sql import as_text
from kinerja_lib.sources.header_words import PRIVATE_WORDS, plain_words
from kinerja_lib.tables.cells import Habits, read_cell
from kinerja_lib.tables.codes import NO, YES
from kinerja_lib.tables.contract import Field
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.quoting import identifier

if TYPE_CHECKING:
    import duckdb

SAMPLE_ROWS = 1000
_MOST = 0.8  # share of values from which content counts
EXAMPLE_LENGTH = 40
_DATE = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}( .*)?|\d{4}-\d{2}-\d{2}.*")
_NUMBER = re.compile(r"-?[0-9][0-9.,]*( ?[%A-Za-z]+)?")
_CODE = re.compile(r"(?=.*[0-9])[A-Za-z0-9]+([-./_][A-Za-z0-9]+)*")
_FIGURE = re.compile(r"[-0-9.,%<>= ]+")
_MOST_DIGITS = 9  # more could be a telephone, identity or account number
_READ = ("nip", "date", "time", "year", "period")  # kinds that have one form in all tables
_PLAIN_KINDS = ("choice", "number", "whole", "date", "year", "period", "flag", "code")
_MARKS = frozenset(" .,;:/-_()@%&+'#*")


@dataclass(frozen=True, eq=False)
class Content:
    """First values of one column that are not empty, as text."""

    values: tuple[str, ...]

    def share(self, pattern: re.Pattern[str]) -> float:
        """Return the share of values that match a pattern whole, 0 where there are none."""
        return sum(bool(pattern.fullmatch(v)) for v in self.values) / max(len(self.values), 1)

    def fit(self, field: Field) -> float | None:
        """Return the share of values that look like those of a field, None: cannot be told."""
        if not self.values:
            return None
        if field.kind == "choice":
            return self.share_in(_accepted(field.choices, tuple(field.variants)))
        if field.kind == "flag":
            return self.share_in(YES | NO)
        if field.kind == "whole" and field.low is not None and field.high is not None:
            return self._within(int(field.low), int(field.high))
        if field.kind in ("number", "whole"):
            return _share_of_numbers(self)
        return _share_of_kind(self, field.kind) if field.kind in _READ else None

    def fits(self, field: Field) -> bool:
        """Say whether most values look like those of a field."""
        return (self.fit(field) or 0.0) >= _MOST

    def contradicts(self, field: Field) -> bool:
        """Say whether no value looks like those of a field; labels of a list may be new ones.

        Numbers of employees are digits, but no number and no label.
        """
        if self.is_nip and field.kind not in ("nip", "code", "text"):
            return True
        return field.kind not in ("choice", "flag") and self.fit(field) == 0.0

    def share_in(self, accepted: frozenset[str]) -> float:
        """Return the share of values in a list, letter case and marks aside."""
        return sum(mark in accepted for mark in self._marks) / max(len(self.values), 1)

    @property
    def is_nip(self) -> bool:
        """Say whether most values are valid employee numbers."""
        return _share_of_kind(self, "nip") >= _MOST

    @property
    def repeats(self) -> bool:
        """Say whether values stand in several rows, so that they cannot name a row."""
        return len(set(self.values)) < _MOST * len(self.values)

    @cached_property
    def _marks(self) -> tuple[str, ...]:
        return tuple(map(squash, self.values))

    def _within(self, low: int, high: int) -> float:
        whole = [int(v) for v in self.values if re.fullmatch(r"[0-9]{1,6}", v)]
        return sum(low <= value <= high for value in whole) / len(self.values)


@lru_cache(maxsize=512)
def _accepted(choices: tuple[str, ...], variants: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(squash, (*choices, *variants)))


@lru_cache(maxsize=2048)
def _share_of_numbers(content: Content) -> float:
    return content.share(_NUMBER)


@lru_cache(maxsize=2048)
def _share_of_kind(content: Content, kind: str) -> float:
    field, habits = Field("", kind, ""), Habits()
    dates = _DATE if kind in ("date", "time") else None
    good = sum(
        bool(dates and dates.fullmatch(value)) or not read_cell(field, value, habits).fault
        for value in content.values
    )
    return good / max(len(content.values), 1)


def read_contents(
    connection: duckdb.DuckDBPyConnection, relation: str, width: int
) -> tuple[list[Content], tuple[str, ...]]:
    """Read the first rows of a sheet: the values of each column, and the first row.

    Empty cells of the first row are empty texts.
    """
    cells = ", ".join(as_text(f"c{number}") for number in range(1, width + 1))
    rows = connection.execute(
        f"SELECT {cells} FROM {identifier(relation)} ORDER BY _row LIMIT {SAMPLE_ROWS}"
    ).fetchall()
    contents = [Content(tuple(v for row in rows if (v := row[n]))) for n in range(width)]
    return contents, tuple(value or "" for value in rows[0]) if rows else ("",) * width


def show_example(value: str, header: str, field: Field | None, content: Content) -> str:
    """Show a value of the first row where it tells nothing about a person, else its shape.

    Shown are values of lists, numbers, days, years, periods and codes, in a column whose content
    fits and whose header does not speak of people; sex is shown, though it is personal.
    """
    text = clean_text(value, EXAMPLE_LENGTH)
    if field is None or PRIVATE_WORDS.intersection(plain_words(header)):
        return show_shape(text)
    personal = field.personal and field.name != "jenis_kelamin"
    plain = field.kind in _PLAIN_KINDS and not personal and _tells_nobody(text, field)
    return text if plain and (field.kind == "code" or content.fits(field)) else show_shape(text)


def show_shape(text: str) -> str:
    """Show only what kinds of marks a text has: letters as a or A, digits as 9."""
    return "".join(map(_shape, clean_text(text, EXAMPLE_LENGTH)))


def _shape(mark: str) -> str:
    if mark.isalpha():
        return "A" if mark.isupper() else "a"
    if mark.isdigit():
        return "9"
    return mark if mark in _MARKS or mark == "…" else "?"


def _tells_nobody(text: str, field: Field) -> bool:
    if field.kind != "choice" and sum(map(str.isdigit, text)) > _MOST_DIGITS:
        return field.kind == "date" and bool(_DATE.fullmatch(text))
    if field.kind == "code":
        return bool(_CODE.fullmatch(text))
    if field.kind in ("number", "whole") and not _FIGURE.fullmatch(text):
        return False
    return not read_cell(field, text, Habits()).fault
