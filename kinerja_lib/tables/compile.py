"""Compile a field of a contract to DuckDB SQL.

Text that is written the plain way is read by the SQL alone, at the speed of the engine. Any other
spelling is looked up in a table of spellings, which `cells.read_cell` fills once for each distinct
text. So one contract reads a hundred rows and fifty million alike.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

from kinerja_lib.tables.cells import ERRORS
from kinerja_lib.tables.codes import (
    FIRST_CONTRACT_CODE,
    NIP_LIKE,
    OLDEST,
    SCIENTIFIC_CODE,
    SUM_CODE,
    YOUNGEST,
)
from kinerja_lib.tables.contract import Field
from kinerja_lib.tables.quoting import literal

# What exports write into a cell that has no value. Zero is not among them.
MISSING = (
    *("-", "--", "–", "—", "NULL", "null", "Null", "N/A", "n/a", "#N/A", "NA", "NaN", "nan"),
    *("None", "none", "tidak ada data", "Tidak ada data", "?"),
)
SQL_TYPES = {
    "text": "VARCHAR",
    "code": "VARCHAR",
    "nip": "VARCHAR",
    "whole": "DOUBLE",
    "number": "DOUBLE",
    "date": "DATE",
    "time": "TIMESTAMP",
    "year": "DOUBLE",
    "period": "VARCHAR",
    "choice": "VARCHAR",
    "flag": "BOOLEAN",
}
_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT")
_NUMBERS = (*_INTEGERS, "UINTEGER", "UBIGINT", "FLOAT", "DOUBLE", "DECIMAL")
_PERIOD = "(19|20)[0-9]{2}(-(TW[1-4]|S[12]|0[1-9]|1[0-2]))?"


@dataclass(frozen=True)
class CellSql:
    """Hold the SQL of one column.

    Parameters
    ----------
    plain : str
        Condition: the text is read by SQL alone. "" where the source is typed.
    value : str
        The value of plain text, of the type `SQL_TYPES`.
    bad : str
        Condition: plain, but it breaks the field's limits.
    """

    plain: str
    value: str
    bad: str


def compile_text(field: Field, cell: str) -> CellSql:
    """Compile a column whose cells are text; `cell` is SQL for one cell, NULL when empty."""
    kind = field.kind
    if kind in ("whole", "number"):
        decimals = "" if kind == "whole" else r"(\.[0-9]{1,2}|\.[0-9]{4,15})?"
        plain = f"regexp_full_match({cell}, '[+-]?[0-9]{{1,14}}{decimals}')"
        value = f"CAST({cell} AS DOUBLE)"
        return CellSql(plain, value, _out_of_range(field, value))
    if kind == "nip":
        return CellSql(_plain_nip(cell), cell, "false")
    if kind == "date":
        plain = f"regexp_full_match({cell}, '(19|20)[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}}')"
        plain = f"({plain} AND TRY_CAST({cell} AS DATE) IS NOT NULL)"
        return CellSql(plain, f"CAST({cell} AS DATE)", "false")
    if kind == "time":
        shape = "(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?"
        plain = f"regexp_full_match({cell}, '{shape}')"
        plain = f"({plain} AND TRY_CAST({cell} AS TIMESTAMP) IS NOT NULL)"
        return CellSql(plain, f"CAST({cell} AS TIMESTAMP)", "false")
    return _compile_word(field, cell)


def _compile_word(field: Field, cell: str) -> CellSql:
    if field.kind == "year":
        plain = f"regexp_full_match({cell}, '(19|20)[0-9]{{2}}')"
        return CellSql(plain, f"CAST({cell} AS DOUBLE)", "false")
    if field.kind == "period":
        return CellSql(f"regexp_full_match({cell}, '{_PERIOD}')", cell, "false")
    if field.kind == "flag":
        plain = f"{cell} IN ('ya', 'tidak', 'Ya', 'Tidak')"
        return CellSql(plain, f"(lower({cell}) = 'ya')", "false")
    if field.kind == "choice":
        return CellSql(f"{cell} IN ({_list(field.choices)})", cell, "false")
    if field.variants:
        accepted = sorted(set(field.variants.values()))
        return CellSql(f"{cell} IN ({_list(accepted)})", cell, "false")
    if field.kind == "code":
        return CellSql(_plain_code(cell, personal=field.personal), cell, "false")
    return CellSql(f"{cell} NOT IN ({_list([*sorted(ERRORS), *MISSING])})", cell, "false")


def _plain_code(cell: str, *, personal: bool) -> str:
    """Write the condition that a code is read as it stands; one pattern, for speed."""
    words = "|".join(re.escape(word) for word in (*sorted(ERRORS), *MISSING))
    odd = f"(?i:{SCIENTIFIC_CODE}|{SUM_CODE})|{words}"
    if not personal:
        return f"NOT regexp_full_match({cell}, {literal(odd)})"
    other = f"NOT regexp_full_match({cell}, {literal(f'{odd}|{NIP_LIKE}')})"
    return f"(CASE WHEN {_plain_nip(cell)} THEN true ELSE {other} END)"


def _list(values: tuple[str, ...] | list[str]) -> str:
    return ", ".join(literal(value) for value in values)


def _plain_nip(cell: str) -> str:
    return f"regexp_full_match({cell}, '{nip_pattern()}')"


@lru_cache(maxsize=1)
def nip_pattern() -> str:
    """Write the pattern of employee numbers that are valid without a closer look.

    One pattern is several times faster than arithmetic on the digits. Per five years of birth it
    leaves out the youngest and oldest appointments; those numbers are read one by one.
    """
    day = (
        "(?:(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)(?:0[1-9]|[12][0-9]|30)"
        "|02(?:0[1-9]|1[0-9]|2[0-8]))"
    )
    parts = []
    for first in range(1940, 2010, 5):
        joined = range(first + 4 + YOUNGEST, min(first + OLDEST, 2100) + 1)
        born = f"{first // 10}[{first % 10}-{first % 10 + 4}]{day}"
        leap = "".join(f"|{y}0229" for y in range(first, first + 5) if calendar.isleap(y))
        parts.append(f"(?:{born}{leap})(?:{'|'.join(str(year) for year in joined)})")
    codes = "|".join(f"{code:02d}" for code in [*range(1, 13), *range(FIRST_CONTRACT_CODE, 100)])
    serial = "(?:[0-9]{2}[1-9]|[0-9][1-9]0|[1-9]00)"
    return f"(?:{'|'.join(parts)})(?:{codes})[12]{serial}"


def _out_of_range(field: Field, value: str) -> str:
    parts = []
    if field.low is not None:
        parts.append(f"{value} < {field.low!r}")
    if field.high is not None:
        parts.append(f"{value} > {field.high!r}")
    return f"({' OR '.join(parts)})" if parts else "false"


def _out_of_calendar(value: str) -> str:
    """Write the condition that a typed day is far off; the year of infinity is missing."""
    return f"(NOT isfinite({value}) OR NOT (year({value}) BETWEEN 1900 AND 2100))"


def compile_typed(field: Field, cell: str, sql_type: str) -> CellSql | None:
    """Compile a column of a typed source; None where its type says less than its text would."""
    base = sql_type.split("(")[0]
    if field.kind in ("whole", "number") and base in _NUMBERS:
        value = f"CAST({cell} AS DOUBLE)"
        wrong = "false" if base in _INTEGERS else f"NOT isfinite({value})"
        if field.kind == "whole" and base not in _INTEGERS:
            wrong = f"({wrong} OR {value} <> floor({value}))"
        return CellSql("", value, f"({wrong} OR {_out_of_range(field, value)})")
    if field.kind == "year" and base in _INTEGERS:
        value = f"CAST({cell} AS DOUBLE)"
        return CellSql("", value, f"NOT ({value} BETWEEN 1900 AND 2100)")
    # The day of a moment with a zone would depend on the machine.
    zoned = base.endswith("TIME ZONE")
    if field.kind == "date" and (base == "DATE" or (base.startswith("TIMESTAMP") and not zoned)):
        value = f"CAST({cell} AS DATE)"
        return CellSql("", value, _out_of_calendar(value))
    if field.kind == "time" and base in ("DATE", "TIMESTAMP"):
        value = f"CAST({cell} AS TIMESTAMP)"
        return CellSql("", value, _out_of_calendar(value))
    if field.kind == "flag" and base == "BOOLEAN":
        return CellSql("", cell, "false")
    return None
