"""Columns of typed sources (Parquet, DuckDB) as columns of a raw sheet."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from kinerja_lib.i18n import _, format_number
from kinerja_lib.sources.reading.sql import trim
from kinerja_lib.tables.quoting import identifier

# Types whose values the checks cannot compare; they become text.
_NESTED = re.compile(r"^(STRUCT|MAP|UNION|LIST|VARIANT|JSON|ENUM|BLOB|BIT|GEOMETRY)\b|\[\d*\]$")
# Row number first; a typed source has no surplus cells and no formulas.
_FIXED = "NULL::VARCHAR AS _surplus, NULL::VARCHAR AS _formula"


def select_typed(
    columns: Sequence[tuple[str, str]], row: str, relation: str, tidy: Collection[str] = ()
) -> str:
    """Write the query that gives `_row`, `_surplus`, `_formula` and c1 to cn.

    Text is trimmed and empty text is missing, as in all raw sheets; nested values, enumerations
    and bytes become text; everything else keeps its type.

    Parameters
    ----------
    columns : sequence of (name, type)
        As DuckDB describes them.
    row : str
        Expression of the row number.
    relation : str
        What to read from.
    tidy : collection of str
        Names of text columns that are known to need no trimming.
    """
    cells = []
    for number, (name, kind) in enumerate(columns, start=1):
        cell = identifier(name)
        if _NESTED.search(kind.upper()):
            cell = f"{cell}::VARCHAR"
        text = kind.upper() == "VARCHAR" and name not in tidy
        if text or cell.endswith("::VARCHAR"):
            cell = trim(cell)
        cells.append(f"{cell} AS c{number}")
    return f"SELECT {', '.join([f'{row} AS _row', _FIXED, *cells])} FROM {relation}"


def describe_nested(columns: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Say how many columns hold lists or records, which were turned into text."""
    nested = [
        name
        for name, kind in columns
        if _NESTED.search(kind.upper()) and not kind.upper().startswith("ENUM")
    ]
    if not nested:
        return ()
    remark = _("{count} kolom bersusun atau biner dibaca sebagai teks")
    return (remark.format(count=format_number(len(nested))),)
