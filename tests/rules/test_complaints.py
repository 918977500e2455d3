"""Deadlines in working days, against a calendar read by hand."""

import datetime as dt

import pytest

from kinerja_lib.errors import DataError
from kinerja_lib.rules.complaints import (
    ComplaintParameters,
    Kept,
    WorkCalendar,
    count_days_used,
    find_deadlines,
    find_due_date,
    judge_deadline,
)

DAY = dt.date
CALENDAR = WorkCalendar(holidays=frozenset((DAY(2026, 12, 24), DAY(2026, 12, 25))))


@pytest.mark.parametrize(
    ("kind", "limit"),
    [
        ("permintaan informasi", 5),
        ("pengaduan tanpa pemeriksaan lapangan", 14),
        ("Pengaduan dengan pemeriksaan lapangan", 60),
        ("aspirasi", None),
    ],
)
def test_limits_by_kind(kind, limit):
    deadlines = find_deadlines(kind)
    assert (deadlines.first_response, deadlines.limit) == (3, limit)


def test_a_complaint_alone_does_not_say_which_limit_holds():
    with pytest.raises(DataError, match="pemeriksaan lapangan"):
        find_deadlines("pengaduan")
    own = ComplaintParameters(limits={"pengaduan": 14}, first_response=2)
    assert find_deadlines("Pengaduan", own).limit == 14
    with pytest.raises(ValueError, match="at least one"):
        ComplaintParameters(started=0)


def test_weekends_and_holidays_do_not_count():
    # Mon 21 Dec 2026: day 1 Tue 22, day 2 Wed 23, (24, 25 holidays, 26, 27 weekend) day 3 Mon 28
    assert find_due_date(DAY(2026, 12, 21), 3, CALENDAR) == DAY(2026, 12, 28)
    assert count_days_used(DAY(2026, 12, 21), DAY(2026, 12, 28), CALENDAR) == 3
    assert count_days_used(DAY(2026, 12, 21), None, CALENDAR) is None


@pytest.mark.parametrize(
    ("done", "days", "as_of", "kept"),
    [
        (DAY(2026, 12, 28), 3, DAY(2027, 1, 31), Kept.ON_TIME),
        (DAY(2026, 12, 29), 3, DAY(2027, 1, 31), Kept.LATE),
        (None, 3, DAY(2026, 12, 28), Kept.OPEN),
        (None, 3, DAY(2026, 12, 29), Kept.OVERDUE),
        (DAY(2027, 1, 5), 3, DAY(2026, 12, 28), Kept.OPEN),
        (None, None, DAY(2027, 12, 29), Kept.NO_LIMIT),
    ],
)
def test_open_reports_are_judged_on_the_day_of_the_report(done, days, as_of, kept):
    found = judge_deadline(DAY(2026, 12, 21), done, days, as_of=as_of, calendar=CALENDAR)
    assert found is kept


def test_an_event_before_the_receipt_is_refused():
    with pytest.raises(DataError, match="mendahului"):
        judge_deadline(
            DAY(2026, 12, 21), DAY(2026, 12, 20), 3, as_of=DAY(2027, 1, 1), calendar=CALENDAR
        )
    with pytest.raises(DataError, match="mendahului"):
        count_days_used(DAY(2026, 12, 21), DAY(2026, 12, 20), CALENDAR)
