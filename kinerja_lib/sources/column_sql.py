"""SQL text for columns that a mapping puts together; every literal is escaped here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from kinerja_lib.sources.sheet_names import MONTHS
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.quoting import identifier, literal

_PARTS = {103: "-TW1", 406: "-TW2", 709: "-TW3", 1012: "-TW4", 106: "-S1", 712: "-S2", 112: ""} | {
    month * 101: f"-{month:02d}" for month in range(1, 13)
}


def squash_sql(expression: str) -> str:
    """Do in SQL what `tables.names.squash` does, wide forms of letters apart."""
    return rf"regexp_replace(lower({as_text(expression)}), '[^\p{{L}}\p{{N}}]', '', 'g')"


def as_text(expression: str) -> str:
    """Read a cell as text without spaces and apostrophes around it."""
    return f"trim(CAST({expression} AS VARCHAR), ' ''’`')"


def translate(expression: str, labels: Mapping[str, str]) -> str:
    """Replace labels by accepted values; other texts stay as they are."""
    cases = " ".join(
        f"WHEN {literal(squash(label))} THEN {literal(value)}" for label, value in labels.items()
    )
    return f"CASE {squash_sql(expression)} {cases} ELSE CAST({expression} AS VARCHAR) END"


def make_period(year: str, first: str, last: str) -> str:
    """Make 2026-TW1, 2026-S1, 2026-03 or 2026 of a year and two months, null where none fits.

    Months may be numbers or Indonesian or English names.
    """
    whole = f"regexp_extract({as_text(year)}, '^([12][0-9]{{3}})([.,]0+)?$', 1)"
    cases = " ".join(f"WHEN {key} THEN {literal(part)}" for key, part in _PARTS.items())
    months = _month(first) if first == last else f"{_month(first)} * 100 + {_month(last)}"
    if first == last:
        months = f"{months} * 101"
    period = f"nullif({whole}, '') || CASE {months} {cases} END"
    parts = f"{as_text(year)} || ' bulan ' || {as_text(first)} || '-' || {as_text(last)}"
    return f"coalesce({period}, {parts})"


def _month(expression: str) -> str:
    cases = " ".join(
        f"WHEN {literal(name)} THEN {number}"
        for number, names in enumerate(MONTHS, start=1)
        for name in names
    )
    digits = f"regexp_extract({as_text(expression)}, '^0?([0-9]{{1,2}})([.,]0+)?$', 1)"
    return f"coalesce(TRY_CAST({digits} AS INTEGER), CASE lower({as_text(expression)}) {cases} END)"


def make_content_code(width: int) -> str:
    """Make a code from all cells of a row, so that a copy of a row gets the same code."""
    cells = ", ".join(f"coalesce(CAST(c{n} AS VARCHAR), chr(30))" for n in range(1, width + 1))
    return f"substr(md5(concat_ws(chr(31), {cells})), 1, 16)"


def make_code(file: str, sheet: str, expression: str = "_row") -> str:
    """Make a code that is unique among files and sheets, the same at every reading."""
    digest = hashlib.sha256(f"{file}\x1f{sheet}".encode()).hexdigest()[:10]
    return f"{literal(digest + '-')} || CAST({expression} AS VARCHAR)"


def unpivot_sql(relation: str, wide: Sequence[tuple[str, str]], width: int) -> str:
    """Select a row per named cell that is not empty; a row with none of them stays once.

    Parameters
    ----------
    relation : str
        Table or view with _row and c1..c{width}; all its columns are kept.
    wide : sequence of (str, str)
        Text for the label and name of the wide column.
    width : int
        Number of columns; the label becomes c{width+1}, the cell c{width+2}.
    """
    source, label, value = identifier(relation), f"c{width + 1}", f"c{width + 2}"
    empty = " AND ".join(f"{column} IS NULL" for _text, column in wide)
    parts = []
    for place, (text, column) in enumerate(wide):
        kept = f"{column} IS NOT NULL" + (f" OR ({empty})" if place == 0 else "")
        parts.append(
            f"SELECT *, {literal(text)} AS {label}, CAST({column} AS VARCHAR) AS {value} "
            f"FROM {source} WHERE {kept}"
        )
    return " UNION ALL ".join(parts)
