"""Dates that rules count from: anniversaries and working days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

SATURDAY_SUNDAY = frozenset((5, 6))  # `date.weekday()`


def add_years(day: dt.date, years: int) -> dt.date:
    """Return the same day `years` later (or earlier); 29 February becomes 28 where it must."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def is_working_day(
    day: dt.date, holidays: Collection[dt.date], rest_days: Collection[int] = SATURDAY_SUNDAY
) -> bool:
    """Tell whether offices work on a day: no weekly rest day (0 is Monday) and no holiday."""
    return day.weekday() not in rest_days and day not in holidays


def add_working_days(
    start: dt.date,
    days: int,
    holidays: Collection[dt.date],
    rest_days: Collection[int] = SATURDAY_SUNDAY,
) -> dt.date:
    """Return the working day that is `days` working days after `start`; `start` is day 0.

    Raises
    ------
    ValueError
        A negative number of days, or a week without working days.
    """
    _check_week(rest_days)
    if days < 0:
        raise ValueError("working days are counted forward")
    day = start
    for _number in range(days):
        day += dt.timedelta(days=1)
        while not is_working_day(day, holidays, rest_days):
            day += dt.timedelta(days=1)
    return day


def count_working_days(
    start: dt.date,
    end: dt.date,
    holidays: Collection[dt.date],
    rest_days: Collection[int] = SATURDAY_SUNDAY,
) -> int:
    """Count the working days after `start` up to and including `end`; 0 on the same day.

    Raises
    ------
    ValueError
        `end` before `start`, or a week without working days.
    """
    _check_week(rest_days)
    if end < start:
        raise ValueError("the end lies before the start")
    days = (start + dt.timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, holidays, rest_days) for day in days)


def _check_week(rest_days: Collection[int]) -> None:
    if not set(range(7)) - set(rest_days):
        raise ValueError("a week needs a working day")
