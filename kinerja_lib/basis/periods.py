"""Months, quarters, semesters and years: their days and names, and which one a section uses.

The report's `period` may be of any kind; data come in the kinds that the agency evaluates. One
rule, `choose_period`, says for every section which period it speaks about:

======================  ========================================================================
Section                 Period used
======================  ========================================================================
results, calibration    chosen among the periods of `hasil_penilaian` (`Evidence.result_period`)
cycle compliance        chosen among the periods of `tahap`; without any, that of the results
trajectories            all periods of the periodic kind up to the end of the report's period
plans, alignment        plans in force on a day of the report's own period
indicators, output      months or figures up to the last day of the report's own period
objections              results of periods that end by the last day of the report's own period
======================  ========================================================================

Nothing that ends after the report's period is used by any of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from kinerja_lib.i18n import PERIOD_NAMES, SHORT_PERIOD_NAMES
from kinerja_lib.publish.phrases import MONTHS
from kinerja_lib.tables.dates import last_day

MONTH, QUARTER, SEMESTER, YEAR = "bulan", "triwulan", "semester", "tahun"
_MONTHS_OF = {MONTH: 1, QUARTER: 3, SEMESTER: 6, YEAR: 12}
_ROMAN = ("I", "II", "III", "IV")


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

    The name is Indonesian, as every value of a message; `i18n.translate_value` says it in another
    language when a page is written.

    >>> name_period("2026-TW3"), name_period("2026-03"), name_period("2026-S1", short=True)
    ('Triwulan III 2026', 'Maret 2026', 'Sem I 2026')
    >>> name_period("2026"), name_period("2026", short=True)
    ('tahun 2026', '2026')
    """
    kind, year = kind_of(period), period[:4]
    if kind == MONTH:
        return f"{MONTHS[int(period[5:]) - 1]} {year}"
    if kind == YEAR and short:
        return year
    number = "" if kind == YEAR else _ROMAN[int(period[-1]) - 1]
    names = SHORT_PERIOD_NAMES if short else PERIOD_NAMES
    return names[kind].format(number=number, year=year)


@dataclass(frozen=True)
class PeriodChoice:
    """Hold which period a section speaks about; see `choose_period`.

    Parameters
    ----------
    report : str
        The report's own period.
    used : str
        The period used, "" where there is none.
    last : str
        The last period with data that ends by the end of the report's; "" without any.
    """

    report: str
    used: str
    last: str

    @property
    def own(self) -> bool:
        """Tell whether the report's own period is used."""
        return self.used == self.report

    @property
    def inside(self) -> bool:
        """Tell whether a shorter period inside the report's own is used."""
        return bool(self.used) and span_of(self.used)[0] > span_of(self.report)[0]


def choose_period(report: str, known: Iterable[str]) -> PeriodChoice:
    """Choose the period of a section, given the report's own and the periods with data.

    Parameters
    ----------
    report : str
        Such as `2026-TW3`.
    known : iterable of str
        Periods of any kind that have data.

    Returns
    -------
    PeriodChoice
        In this order: the report's own period where it has data; else the last period inside it,
        the longest of those that end on the same day (quarter III for a year that is not rated
        yet); else the shortest one around it that ends on its last day (quarter III for
        September). Otherwise none: a period that ended before is never used in its place, and one
        that ends later is never used at all.

    >>> choose_period("2026", ["2026-TW2", "2026-TW3", "2025"]).used
    '2026-TW3'
    >>> choose_period("2026-08", ["2026-TW2", "2026-TW3"])
    PeriodChoice(report='2026-08', used='', last='2026-TW2')
    """
    start, end = span_of(report)
    past = [name for name in order_periods(known) if last_day(name) <= end]
    inside = [name for name in past if span_of(name)[0] >= start]
    around = [name for name in past if last_day(name) == end and span_of(name)[0] < start]
    used = report if report in past else (inside[-1:] or around[:1] or [""])[0]
    return PeriodChoice(report, used, past[-1] if past else "")


def past_periods(periods: pd.Series, last: dt.date) -> pd.Series:
    """Tell which rows belong to a period that ends on `last` or before; missing ones do not."""
    ends = {period: last_day(period) <= last for period in periods.dropna().unique()}
    return periods.map(ends).fillna(False).astype(bool)
