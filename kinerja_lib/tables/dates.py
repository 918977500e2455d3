"""Read dates, moments and periods as exports write them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "januari", "january"),
            ("feb", "februari", "february", "peb", "pebruari"),
            ("mar", "maret", "march", "mrt"),
            ("apr", "april"),
            ("mei", "may"),
            ("jun", "juni", "june"),
            ("jul", "juli", "july"),
            ("agu", "agt", "ags", "agustus", "aug", "august", "agus"),
            ("sep", "sept", "september"),
            ("okt", "oktober", "oct", "october"),
            ("nov", "nop", "november", "nopember"),
            ("des", "desember", "dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_IN_WORDS = re.compile(
    r"(?:[a-z']+,?\s+)?([0-9]{1,2})[\s-]+([a-z]+)\.?,?[\s-]+([0-9]{4})", re.IGNORECASE
)
_SERIAL = re.compile(r"([0-9]{5})(\.[0-9]+)?")
_CLOCK = re.compile(
    r"(.*?\S)[\sT,]+(?:pukul\s+)?([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:\.[0-9]+)?)?"
    r"(?:\s*(?:WIB|WITA|WIT))?",
    re.IGNORECASE | re.DOTALL,
)
EXCEL_EPOCH = dt.date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 7306, 73050  # 1 January 1920 and 31 December 2099 as Excel counts
FIRST_YEAR, LAST_YEAR = 1900, 2100
_LONGEST = 80  # characters of a moment; no longer text is looked at
FOREIGN_CELLS = 3  # different cells with the month first before the others are read so


@dataclass(frozen=True)
class DateText:
    """Hold a day or moment found in text; `doubtful` where day and month could change places."""

    value: dt.datetime | None
    doubtful: bool = False


def read_date(text: str, order: str = "") -> DateText:
    """Read `2026-03-01`, `01-03-2026`, `1 Maret 2026`, `20260301` or the Excel serial `46082`.

    Parameters
    ----------
    text : str
        One cell; a time of day behind the date is left out.
    order : str
        "dmy" or "mdy" where other cells tell; else day first. Where both numbers could be a month
        it is doubtful, unless the cells write the day first.

    Returns
    -------
    DateText
        Without a value where the calendar has no such day: 31 February is never repaired. A year
        of two digits is refused, because the century is a guess.
    """
    moment = read_time(text, order)
    if moment.value is None:
        return moment
    clock = _CLOCK.fullmatch(text.strip())
    if clock is not None and int(clock[2]) == 24:  # the day that was written
        moment = DateText(moment.value - dt.timedelta(days=1), moment.doubtful)
    return DateText(dt.datetime.combine(moment.value.date(), dt.time()), moment.doubtful)


def read_time(text: str, order: str = "") -> DateText:
    """Read a moment; 24:00 is the start of the next day, a date alone the start of its day."""
    text = text.strip()
    if len(text) > _LONGEST:
        return DateText(None)
    serial = _SERIAL.fullmatch(text)
    if serial is not None:
        return _from_serial(serial)
    clock = _CLOCK.fullmatch(text)
    if clock is None:
        return _read_day(text, order)
    day = _read_day(clock[1].strip(), order)
    hours, minutes, seconds = int(clock[2]), int(clock[3]), int(clock[4] or 0)
    within = hours < 24 or (hours == 24 and minutes == seconds == 0)
    if day.value is None or not within or minutes > 59 or seconds > 59:
        return DateText(None)
    moment = day.value + dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return DateText(moment, day.doubtful)


def _from_serial(serial: re.Match[str]) -> DateText:
    days = int(serial[1])
    if not FIRST_SERIAL <= days <= LAST_SERIAL:
        return DateText(None)
    midnight = dt.datetime.combine(EXCEL_EPOCH, dt.time())
    seconds = round(float(serial[2] or 0) * 86_400)
    return DateText(midnight + dt.timedelta(days=days, seconds=seconds))


def _read_day(text: str, order: str) -> DateText:
    first = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    if first is not None:
        return _day(int(first[1]), int(first[2]), int(first[3]))
    last = _YEAR_LAST.fullmatch(text)
    if last is not None:
        return _ordered(int(last[1]), int(last[2]), int(last[3]), order)
    words = _IN_WORDS.fullmatch(text)
    month = _MONTHS.get(words[2].lower()) if words is not None else None
    return _day(int(words[3]), month, int(words[1])) if words and month else DateText(None)


def _ordered(first: int, second: int, year: int, order: str) -> DateText:
    both = first <= 12 and second <= 12
    month_first = first <= 12 < second or (order == "mdy" and both)
    found = _day(year, first, second) if month_first else _day(year, second, first)
    return DateText(found.value, both and first != second and order != "dmy")


def _day(year: int, month: int, day: int) -> DateText:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return DateText(None)
    try:
        return DateText(dt.datetime(year, month, day))
    except ValueError:
        return DateText(None)


def tell_day_order(texts: list[str]) -> str:
    """Tell what the cells write first: "dmy" the day, "mdy" the month, "both"; "" unclear.

    The month first, which is foreign here, is believed from `FOREIGN_CELLS` different cells on, so
    that one mistyped date does not turn the others; a date of each kind leaves it open.
    """
    day_first = month_first = 0
    for text in set(texts):
        found = _YEAR_LAST.match(text.strip())
        if found is not None:
            day_first += int(found[1]) > 12 >= int(found[2])
            month_first += int(found[2]) > 12 >= int(found[1])
    if day_first and month_first:
        return "both"
    return "dmy" if day_first else "mdy" if month_first >= FOREIGN_CELLS else ""


_PERIOD_SHAPES = (
    (re.compile(r"([0-9]{4})"), "{0}"),
    (
        re.compile(r"([0-9]{4})[\s/-]*(?:tw|triwulan|q|kuartal)[\s.-]*([1-4]|iv|i{1,3})"),
        "{0}-TW{1}",
    ),
    (
        re.compile(
            r"(?:tw|triwulan|q|kuartal)[\s.-]*([1-4]|iv|i{1,3})[\s/,-]*(?:tahun\s+)?([0-9]{4})"
        ),
        "{1}-TW{0}",
    ),
    (re.compile(r"([0-9]{4})[\s/-]*(?:s|sem|semester)[\s.-]*([12]|i{1,2})"), "{0}-S{1}"),
    (
        re.compile(r"(?:s|sem|semester)[\s.-]*([12]|i{1,2})[\s/,-]*(?:tahun\s+)?([0-9]{4})"),
        "{1}-S{0}",
    ),
)
_YEAR_MONTH = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_MONTH_WORD = re.compile(r"([a-z]+)\.?[\s-]+([0-9]{4})")


def read_period(text: str) -> str | None:
    """Read a period as `2026`, `2026-TW1`, `2026-S1` or `2026-03`; None for anything else.

    `Triwulan I 2026`, `TW 1/2026`, `Maret 2026` and `03-2026` are met in exports. A full date is
    refused, because it could mean any of these.
    """
    plain = " ".join(text.lower().replace("tahun ", "").split())
    for shape, form in _PERIOD_SHAPES:
        found = shape.fullmatch(plain)
        if found is not None:
            parts = [str(_ROMAN.get(part, part)) for part in found.groups()]
            return _plausible(form.format(*parts))
    found = _YEAR_MONTH.fullmatch(plain)
    year, month = (found[1], int(found[2])) if found else ("", 0)
    found = _MONTH_YEAR.fullmatch(plain)
    year, month = (found[2], int(found[1])) if found else (year, month)
    found = _MONTH_WORD.fullmatch(plain)
    year, month = (found[2], _MONTHS.get(found[1], 0)) if found else (year, month)
    return _plausible(f"{year}-{month:02d}") if 1 <= month <= 12 else None


def _plausible(period: str) -> str | None:
    return period if FIRST_YEAR <= int(period[:4]) <= LAST_YEAR else None


def last_day(period: str) -> dt.date:
    """Return the last day of a period as `read_period` writes it."""
    year, part = int(period[:4]), period[5:]
    if part.startswith("TW"):
        month = 3 * int(part[2:])
    elif part.startswith("S"):
        month = 6 * int(part[1:])
    else:
        month = int(part) if part else 12
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)
