"""Days, moments and periods as exports write them."""

import datetime as dt

import pytest

from kinerja_lib.tables.dates import last_day, read_date, read_period, read_time, tell_day_order

FIRST_OF_MARCH = dt.datetime(2026, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01",
        "2026/3/1",
        "01.03.2026 00:00",
        "20260301",
        "46082",
        "46082.75",
        "1 Maret 2026",
        "1 Mar 2026",
        "01-Mrt-2026",
        "Minggu, 1 Maret 2026",
        "2026-03-01 08:30:00",
        "2026-03-01T08:30",
        "2026-03-01 24:00",
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert read_date(text, "dmy").value == FIRST_OF_MARCH


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31-02-2026",
        "2026-02-30",
        "29-02-2025",
        "00-00-0000",
        "1-Mar-26",
        "01/03/26",
        "1 Marett 2026",
        "2026",
        "03-2026",
        "99999",
        "1",
        "13-13-2026",
        "2026-03-01 25:00",
        "1 Maret '26",
    ],
)
def test_a_day_that_is_not_there_is_never_repaired(text):
    assert read_date(text).value is None


def test_day_and_month_that_could_change_places_are_doubtful():
    assert read_date("03-04-2026") == read_date("03/04/2026")
    found = read_date("03-04-2026")
    assert found.value == dt.datetime(2026, 4, 3) and found.doubtful
    assert not read_date("04-04-2026").doubtful
    assert not read_date("25-04-2026").doubtful
    assert read_date("04-25-2026").value == dt.datetime(2026, 4, 25)


def test_other_cells_of_the_column_settle_the_order():
    assert tell_day_order(["25-04-2026", "03-04-2026"]) == "dmy"
    foreign = ["04/25/2026 08:00", "04/26/2026", "04/27/2026", "03/04/2026 09:00"]
    assert tell_day_order(foreign) == "mdy"
    assert tell_day_order(foreign[1:]) == ""  # two cells may be mistyped
    assert tell_day_order(["25-04-2026", "04-25-2026"]) == "both"
    assert read_date("03-04-2026", "both").doubtful
    assert tell_day_order(["03-04-2026", "2026-04-25"]) == ""
    found = read_date("03/04/2026", "mdy")
    assert found.value == dt.datetime(2026, 3, 4) and found.doubtful


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01 08:30", (2026, 3, 1, 8, 30)),
        ("01-03-2026 08.30", (2026, 3, 1, 8, 30)),
        ("1 Maret 2026 pukul 08.30 WIB", (2026, 3, 1, 8, 30)),
        ("2026-03-01 24:00", (2026, 3, 2, 0, 0)),
        ("2026-12-31 24:00:00", (2027, 1, 1, 0, 0)),
        ("46082.5", (2026, 3, 1, 12, 0)),
        ("2026-03-01", (2026, 3, 1, 0, 0)),
    ],
)
def test_a_moment_is_read(text, moment):
    assert read_time(text, "dmy").value == dt.datetime(*moment)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01 24:30",
        "2026-03-01 08:60",
        "08:30",
        "2026-03-01 8:30 AM",
        "2026-03-01T08:30:00Z",
        "2026-03-01 08:30:00+07:00",
        "31-02-2026 08:30",
    ],
)
def test_a_moment_that_is_not_there_or_in_another_zone_is_refused(text):
    assert read_time(text).value is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026", "2026"),
        ("Tahun 2026", "2026"),
        ("2026-TW1", "2026-TW1"),
        ("TW I 2026", "2026-TW1"),
        ("Triwulan IV Tahun 2026", "2026-TW4"),
        ("TW 3/2026", "2026-TW3"),
        ("Q2 2026", "2026-TW2"),
        ("2026-S2", "2026-S2"),
        ("Semester II 2026", "2026-S2"),
        ("2026-03", "2026-03"),
        ("03-2026", "2026-03"),
        ("Maret 2026", "2026-03"),
        ("mar-2026", "2026-03"),
    ],
)
def test_a_period_is_read(text, period):
    assert read_period(text) == period


@pytest.mark.parametrize(
    "text", ["", "2026-13", "13-2026", "TW 5 2026", "TW1", "2026-03-01", "Mar-26", "1026", "abc"]
)
def test_no_period_is_guessed(text):
    assert read_period(text) is None


def test_a_period_ends_on_its_last_day():
    ends = {"2026": "2026-12-31", "2026-TW1": "2026-03-31", "2026-S1": "2026-06-30"}
    ends |= {"2024-02": "2024-02-29", "2026-TW4": "2026-12-31", "2026-12": "2026-12-31"}
    assert {period: last_day(period).isoformat() for period in ends} == ends
