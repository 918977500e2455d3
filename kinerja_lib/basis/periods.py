"""Months, quarters, semesters and years: their days, order and names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.tables.dates import last_day

MONTH, QUARTER, SEMESTER, YEAR = "bulan", "triwulan", "semester", "tahun"
_MONTHS_OF = {MONTH: 1, QUARTER: 3, SEMESTER: 6, YEAR: 12}
_ROMAN = ("I", "II", "III", "IV")
_LONG = {QUARTER: _("Triwulan {number} {year}"), SEMESTER: _("Semester {number} {year}")}
_SHORT = {QUARTER: _("TW {number} {year}"), SEMESTER: _("Sem {number} {year}")}
MONTH_NAMES = (
    *(_("Januari"), _("Februari"), _("Maret"), _("April"), _("Mei"), _("Juni")),
    *(_("Juli"), _("Agustus"), _("September"), _("Oktober"), _("November"), _("Desember")),
)


def kind_of(period: str) -> str:
    """Tell the kind of a period as the contract writes it: `2026-TW3` is a `triwulan`."""
    part = period[5:]
    if not part:
        return YEAR
    return QUARTER if part.startswith("TW") else SEMESTER if part.startswith("S") else MONTH


def span_of(period: str) -> tuple[dt.date, dt.date]:
    """Return first and last day of a period."""
    end = last_day(period)
    return dt.date(end.year, end.month - _MONTHS_OF[kind_of(period)] + 1, 1), end


def overlaps(first: str, second: str) -> bool:
    """Tell whether two different periods share a day; a year is never compared.

    A year is an evaluation of its own, so it overlaps nothing.
    """
    if first == second or YEAR in (kind_of(first), kind_of(second)):
        return False
    a, b = span_of(first), span_of(second)
    return a[0] <= b[1] and b[0] <= a[1]


def order_periods(periods: Iterable[str]) -> list[str]:
    """Sort different periods by their last day, a longer one after the shorter ones in it."""
    return sorted(set(periods), key=lambda p: (last_day(p), _MONTHS_OF[kind_of(p)]))


def name_period(period: str, *, short: bool = False) -> str:
    """Name a period for readers: Triwulan III 2026, short TW III 2026.

    >>> name_period("2026-TW3"), name_period("2026-03"), name_period("2026-S1", short=True)
    ('Triwulan III 2026', 'Maret 2026', 'Sem I 2026')
    """
    kind, year = kind_of(period), period[:4]
    if kind == YEAR:
        return year
    if kind == MONTH:
        return f"{_(MONTH_NAMES[int(period[5:]) - 1])} {year}"
    names = _SHORT if short else _LONG
    return _(names[kind]).format(number=_ROMAN[int(period[-1]) - 1], year=year)


def past_periods(periods: pd.Series, last: dt.date) -> pd.Series:
    """Tell which rows belong to a period that ends on `last` or before; missing ones do not."""
    ends = {period: last_day(period) <= last for period in periods.dropna().unique()}
    return periods.map(ends).fillna(False).astype(bool)
