"""What the first values of a column look like, and how an example of them may be shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_lib.i18n import clean_text
from kinerja_lib.sources.column_sql import as_text, quote_name
from kinerja_lib.sources.header_words import plain_words
from kinerja_lib.tables.contract import Field
from kinerja_lib.tables.names import squash

if TYPE_CHECKING:
    import duckdb

SAMPLE_ROWS = 1000
_MOST = 0.8  # share of values from which content counts
EXAMPLE_LENGTH = 40
_DATE = r"(\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}|\d{4}-\d{2}-\d{2}.*)"
_PERIOD = r"20\d\d-(TW[1-4]|S[12]|0[1-9]|1[0-2])"
_NUMBER = r"-?[0-9][0-9.,]*( ?[%A-Za-z]+)?"
_PRIVATE = {"nama", "nip", "nik", "email", "alamat", "hp", "telepon", "telp", "wa", "rekening"}
_HIDDEN = "\N{BULLET}" * 3


@dataclass(frozen=True)
class Content:
    """First values of one column that are not empty, as text."""

    values: tuple[str, ...]

    def share(self, pattern: str) -> float:
        """Return the share of values that match a pattern whole, 0 where there are none."""
        if not self.values:
            return 0.0
        return sum(bool(re.fullmatch(pattern, v)) for v in self.values) / len(self.values)

    def fit(self, field: Field) -> float | None:
        """Return the share of values that look like those of a field, None: cannot be told."""
        if not self.values:
            return None
        if field.kind == "choice":
            return self.share_in({squash(c) for c in (*field.choices, *field.variants)})
        if field.kind == "whole" and field.low is not None and field.high is not None:
            return self._within(int(field.low), int(field.high))
        patterns = {
            "nip": r"[0-9 ]{18,24}",
            "date": _DATE,
            "time": _DATE,
            "year": r"[12]\d{3}",
            "period": rf"{_PERIOD}|20\d\d",
            "number": _NUMBER,
            "whole": _NUMBER,
        }
        return self.share(patterns[field.kind]) if field.kind in patterns else None

    def fits(self, field: Field) -> bool:
        """Say whether most values look like those of a field."""
        return (self.fit(field) or 0.0) >= _MOST

    def contradicts(self, field: Field) -> bool:
        """Say whether no value looks like those of a field; labels of a list may be new ones."""
        return field.kind != "choice" and self.fit(field) == 0.0

    def share_in(self, accepted: set[str]) -> float:
        """Return the share of values in a list, letter case and marks aside."""
        return sum(squash(value) in accepted for value in self.values) / max(len(self.values), 1)

    def _within(self, low: int, high: int) -> float:
        whole = [int(v) for v in self.values if re.fullmatch(r"[0-9]{1,6}", v)]
        return sum(low <= value <= high for value in whole) / len(self.values)


def read_contents(
    connection: duckdb.DuckDBPyConnection, relation: str, width: int
) -> tuple[list[Content], tuple[str, ...]]:
    """Read the first rows of a sheet: the values of each column, and the first row.

    Empty cells of the first row are empty texts.
    """
    cells = ", ".join(as_text(f"c{number}") for number in range(1, width + 1))
    rows = connection.execute(
        f"SELECT {cells} FROM {quote_name(relation)} ORDER BY _row LIMIT {SAMPLE_ROWS}"
    ).fetchall()
    contents = [Content(tuple(v for row in rows if (v := row[n]))) for n in range(width)]
    return contents, tuple(value or "" for value in rows[0]) if rows else ("",) * width


def show_example(value: str, header: str, field: Field | None) -> str:
    """Show a value of the first row: cleaned, cut, and hidden where it may tell who someone is.

    NIP, other long numbers and names keep their last two characters.
    """
    text, whole = clean_text(value, EXAMPLE_LENGTH), clean_text(value)
    private = bool(field and field.personal) or _speaks_of_people(plain_words(header), field)
    if private and text:
        return _HIDDEN + (whole[-2:] if len(whole) > 2 else "")
    return re.sub(r"[0-9][0-9 .'-]{12,}[0-9]", lambda m: _HIDDEN + m[0][-2:], text)


def _speaks_of_people(words: Sequence[str], field: Field | None) -> bool:
    return field is None and bool(_PRIVATE.intersection(words))
