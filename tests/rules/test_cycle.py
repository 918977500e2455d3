import datetime as dt

import pytest

from kinerja_lib.errors import DataError
from kinerja_lib.rules.cycle import (
    ACTIVITIES,
    OFFICIAL_STEPS,
    STAGE_OF_STEP,
    StepIssue,
    find_out_of_order,
    is_outside_periods,
)
from kinerja_lib.tables.choices import STAGES


def dates(*days):
    """Date the steps of the table `tahap` in January; None is not completed."""
    done = [None if day is None else dt.date(2026, 1, day) for day in days]
    return dict(zip(STAGES, done, strict=True))


def test_every_step_belongs_to_a_stage_and_the_official_ones_follow_the_stages():
    assert set(STAGE_OF_STEP) == set(STAGES)
    assert [STAGE_OF_STEP[step] for step in OFFICIAL_STEPS] == list(ACTIVITIES)


def test_steps_on_the_same_day_are_in_order():
    assert find_out_of_order(dates(1, 1, 5, 5, 6, 9)) == ()


def test_a_date_before_an_earlier_step_is_found():
    (issue,) = find_out_of_order(dates(1, 2, 7, 5, 8, 9))
    assert (issue.issue, issue.before, issue.after, issue.days) == (
        StepIssue.EARLIER_DATE,
        "penilaian diri",
        "penilaian atasan",
        2,
    )


def test_a_step_done_while_an_earlier_one_is_open_is_found():
    issues = find_out_of_order(dates(1, 2, None, 5, None, None))
    assert [(i.issue, i.before, i.after, i.days) for i in issues] == [
        (StepIssue.EARLIER_STEP_OPEN, "penilaian diri", "penilaian atasan", None)
    ]
    assert find_out_of_order(dates(1, 2, 3, None, None, None)) == ()


def test_feedback_during_the_year_is_in_order_by_the_regulation():
    early = dates(1, 4, 5, 6, 3, 9)  # feedback before the appraisal
    assert len(find_out_of_order(early)) == 3
    assert find_out_of_order(early, steps=OFFICIAL_STEPS) == ()


@pytest.mark.parametrize(
    ("yearly", "periodic", "expected"),
    [
        ("Baik", ["Baik", "Cukup", "Sangat Baik"], False),
        ("Sangat Baik", ["Baik", "Baik", "Baik", "Baik"], True),
        ("Kurang", ["Baik", None, "Butuh Perbaikan"], True),
        ("Butuh Perbaikan/Cukup", ["Cukup"], False),
        (None, ["Baik"], None),
        ("Baik", [None, None], None),
    ],
)
def test_a_year_outside_its_periods(yearly, periodic, expected):
    assert is_outside_periods(yearly, periodic) is expected


def test_an_unknown_predikat_is_refused():
    with pytest.raises(DataError):
        is_outside_periods("Baik", ["Bagus"])
