"""Values of spreadsheet cells as text, so that every later reading starts from what was written."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import singledispatch

# A spreadsheet keeps 15 significant digits; longer numbers have lost their last digits for ever.
EXACT_BELOW = 1e15
# A computed share of 0.95 may be stored as 0.9499999999999999.
_PERCENT_DIGITS = 12


@singledispatch
def write_cell(value: object) -> str | None:
    """Write the value of a cell as text; an empty cell is missing.

    Text stays as it is. Numbers are written in full with a point: whole ones without decimals,
    others in the shortest form that gives the same number. A number with exactly three decimals
    gets a closing zero, so that its point cannot be taken for a thousands mark. A number of 16
    digits or more is written in scientific notation, such as 1.98503302010011E+17, because its
    last digits are lost. Dates are ISO; a time span is hours, minutes, seconds; a truth value is
    `ya` or `tidak`.
    """
    return str(value)


@write_cell.register
def _(value: str) -> str | None:
    return value or None


@write_cell.register
def _(value: bool) -> str:
    return "ya" if value else "tidak"


@write_cell.register
def _(value: int) -> str:
    return str(value) if abs(value) < EXACT_BELOW else _scientific(float(value))


@write_cell.register
def _(value: float) -> str | None:
    if value != value or value in (float("inf"), float("-inf")):
        return None
    if abs(value) >= EXACT_BELOW:
        return _scientific(value)
    if value.is_integer():
        return str(int(value))
    text = format(Decimal(repr(value)), "f")
    return text + "0" if len(text.partition(".")[2]) == 3 else text


@write_cell.register
def _(value: dt.datetime) -> str:
    whole = value + dt.timedelta(microseconds=500_000) if value.year < 9999 else value
    return whole.strftime("%Y-%m-%d %H:%M:%S") if whole.year >= 1000 else value.isoformat(" ")


@write_cell.register
def _(value: dt.date) -> str:
    return value.isoformat()


@write_cell.register
def _(value: dt.time) -> str:
    return value.isoformat(timespec="seconds")


@write_cell.register
def _(value: dt.timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def write_percent(value: float) -> str | None:
    """Write a number with a percent format as its reader sees it: 0.05 is `5%`.

    The number times 100 keeps 12 significant digits, also where the format shows fewer.
    """
    text = write_cell(float(f"{value * 100:.{_PERCENT_DIGITS}g}"))
    return None if text is None else f"{text}%"


def _scientific(value: float) -> str:
    digits, _e, power = f"{value:.14E}".partition("E")
    return f"{digits.rstrip('0').rstrip('.')}E{power}"
