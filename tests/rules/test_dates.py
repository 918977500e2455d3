"""Working days and anniversaries, against a calendar read by hand."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.rules.dates import add_working_days, add_years, count_working_days

DAY = dt.date
HOLIDAYS = frozenset((DAY(2026, 12, 25), DAY(2027, 1, 1)))


def test_days_are_counted_after_the_day_of_receipt():
    # Thursday 24 Dec 2026; 25 is a holiday, 26 and 27 a weekend, so day 1 is Monday 28
    assert add_working_days(DAY(2026, 12, 24), 1, HOLIDAYS) == DAY(2026, 12, 28)
    assert add_working_days(DAY(2026, 12, 24), 5, HOLIDAYS) == DAY(2027, 1, 4)
    assert add_working_days(DAY(2026, 12, 24), 0, HOLIDAYS) == DAY(2026, 12, 24)
    assert count_working_days(DAY(2026, 12, 24), DAY(2026, 12, 27), HOLIDAYS) == 0


def test_a_six_day_week_works_on_saturday():
    assert add_working_days(DAY(2026, 11, 20), 1, (), rest_days={6}) == DAY(2026, 11, 21)
    assert add_working_days(DAY(2026, 11, 20), 1, ()) == DAY(2026, 11, 23)


@given(st.dates(DAY(2020, 1, 1), DAY(2030, 1, 1)), st.integers(0, 90))
def test_counting_is_the_inverse_of_adding(start, days):
    end = add_working_days(start, days, HOLIDAYS)
    assert count_working_days(start, end, HOLIDAYS) == days


def test_leap_days_and_impossible_arguments():
    assert add_years(DAY(2024, 2, 29), 1) == DAY(2025, 2, 28)
    assert add_years(DAY(2024, 2, 29), -4) == DAY(2020, 2, 29)
    with pytest.raises(ValueError, match="forward"):
        add_working_days(DAY(2026, 1, 1), -1, ())
    with pytest.raises(ValueError, match="before"):
        count_working_days(DAY(2026, 1, 2), DAY(2026, 1, 1), ())
    with pytest.raises(ValueError, match="working day"):
        add_working_days(DAY(2026, 1, 1), 1, (), rest_days=range(7))
