"""Read one cell by the field it belongs to: its value, or why it has none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kinerja_lib.tables.codes import (
    clean_nip,
    find_nip_fault,
    read_choice,
    read_code,
    read_flag,
    spellings,
)
from kinerja_lib.tables.contract import Field
from kinerja_lib.tables.dates import DateText, read_date, read_period, read_time
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.numbers import (
    NumberText,
    is_rupiah_scale,
    read_band,
    read_limit,
    read_number,
)

# What a spreadsheet makes of a month typed as 2026-03 or Mar-26.
_FIRST_OF_MONTH = re.compile(r"((?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2]))-01(?: 00:00:00)?")
_ZONED = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)? ?"
    r"(Z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?)",
    re.IGNORECASE,
)
ERRORS = frozenset(
    ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
)


@dataclass(frozen=True)
class Habits:
    """Say how a sheet writes numbers (`decimal`: "," or ".") and dates (`order`); "" unknown.

    Values between 0 and `parts` of a percent column may be fractions among percents; 0: none.
    """

    decimal: str = ""
    order: str = ""
    parts: float = 0.0


@dataclass(frozen=True)
class Cell:
    """Hold the value of a cell: text, number or ISO text; a fault, or a flag beside the value."""

    value: str | float | bool | None
    fault: str = ""
    flag: str = ""


def read_cell(field: Field, text: str, habits: Habits) -> Cell:
    """Read a cell that is not empty.

    Returns
    -------
    Cell
        Whole numbers and numbers as float, dates and moments as ISO text, the rest as text. A value
        that cannot be read for certain has a fault and no value; one that is read by a rule that
        could be wrong has a flag.
    """
    if text in ERRORS:
        return Cell(None, "nilai_galat")
    if field.kind in ("whole", "number"):
        return _read_number(field, text, habits)
    if field.kind in ("date", "time"):
        return _read_moment(field, text, habits)
    if field.kind == "nip":
        nip = clean_nip(text)
        fault = find_nip_fault(nip)
        return Cell(None, fault) if fault else Cell(nip)
    if field.kind == "code":
        code, fault = read_code(text, personal=field.personal)
        return Cell(None, fault) if fault else Cell(code)
    if field.kind == "text":
        return Cell(spellings(field).get(squash(text), text) if field.variants else text)
    return _read_word(field, text)


def _read_word(field: Field, text: str) -> Cell:
    if field.kind == "choice":
        chosen = read_choice(field, text)
        return Cell(chosen) if chosen is not None else Cell(None, "bukan_pilihan")
    if field.kind == "flag":
        answer = read_flag(text)
        return Cell(answer) if answer is not None else Cell(None, "bukan_ya_tidak")
    if field.kind == "period":
        month = _FIRST_OF_MONTH.fullmatch(text)
        if month is not None:
            return Cell(month[1], flag="periode_tanggal")
        period = read_period(text)
        return Cell(period) if period is not None else Cell(None, "bukan_periode")
    if field.kind == "year":
        number = text[:-2] if text.endswith(".0") else text
        good = len(number) == 4 and number.isascii() and number.isdigit()
        plausible = good and 1900 <= int(number) <= 2100
        return Cell(float(number)) if plausible else Cell(None, "bukan_tahun")
    return Cell(text)


def _read_number(field: Field, text: str, habits: Habits) -> Cell:
    if field.limit:
        found = read_limit(text, field.limit, habits.decimal)
    else:
        found = read_number(text, habits.decimal, whole=field.kind == "whole")
    if found.value is None or (field.unit == "Rp" and is_rupiah_scale(found.unit)):
        return Cell(None, "bukan_angka")
    if field.kind == "whole" and found.value != int(found.value):
        return Cell(None, "bukan_bulat")
    if not within(field, found.value):
        return Cell(None, "di_luar_rentang")
    return Cell(found.value, flag=_number_flag(field, found, habits))


def read_band_cell(field: Field, text: str, habits: Habits, half: int) -> Cell:
    """Read one limit of a band that is written as one text; `half` is 0 for the lower limit."""
    band = read_band(text, habits.decimal)
    limit, other = band[half], band[1 - half]
    if limit.value is None:
        return Cell(None, "" if other.value is not None else "bukan_angka")
    if not within(field, limit.value):
        return Cell(None, "di_luar_rentang")
    return Cell(limit.value, flag="angka_rancu" if limit.doubtful else "")


def may_be_part(field: Field) -> bool:
    """Tell whether a spreadsheet may have kept values of the field as fractions: 0,95 for 95%.

    A score from 0 to 100 without a unit is none: 0.1 there is a low score.
    """
    return field.kind == "number" and field.unit == "%"


def limit_parts(highest: float | None) -> float:
    """Return below what a value may be a fraction, where the column reaches `highest` percent.

    A cut of 0.5 beside cuts of 1 to 5 percent is no fraction: it would be ten times the highest.
    """
    return 0.0 if highest is None or highest <= 1 else min(1.0, 2 * highest / 100)


def _number_flag(field: Field, found: NumberText, habits: Habits) -> str:
    if found.doubtful:
        return "angka_rancu"
    if found.value is not None and 0 < found.value < habits.parts and not found.unit:
        return "persen_campur"
    unit, expected = squash(found.unit), squash(field.unit)
    percent = "%" in found.unit and "%" not in field.unit and bool(field.unit)
    other = bool(unit and expected) and not (unit.startswith(expected) or expected.startswith(unit))
    return "satuan_lain" if other or percent else ""


def within(field: Field, value: float) -> bool:
    """Tell whether a number keeps the limits of its field."""
    return (field.low is None or value >= field.low) and (field.high is None or value <= field.high)


def _read_moment(field: Field, text: str, habits: Habits) -> Cell:
    read = read_date if field.kind == "date" else read_time
    found: DateText = read(text, habits.order)
    if found.value is None:
        if _ZONED.fullmatch(text):
            return Cell(None, "waktu_berzona")
        return Cell(None, "bukan_tanggal" if field.kind == "date" else "bukan_waktu")
    flag = "tanggal_rancu" if found.doubtful else ""
    if field.kind == "date":
        return Cell(found.value.date().isoformat(), flag=flag)
    return Cell(found.value.isoformat(sep=" "), flag=flag)
