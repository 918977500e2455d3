from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.rules.pan8 import (
    CLASSES,
    AdditionalWork,
    IkiParameters,
    compute_capaian,
    compute_final,
    compute_periodic,
    score_additional,
    score_capaian,
)


@pytest.mark.parametrize(
    ("condition", "target", "actual", "expected"),
    [
        ("normal", 95, 93, "97.8947"),
        ("normal", (80, 90), 70, "87.5"),
        ("normal", (80, 90), 92, "102.2222"),  # the annex prints 113
        ("normal", (80, 90), 85, "100"),
        ("khusus", (7, 8), 9, "87.5"),
        ("khusus", (7, 8), Decimal("6.5"), "107.1429"),  # not 8 -> 118.75
        ("khusus", 10, 25, "-50"),
        ("normal", (80, 80), 72, "90"),
    ],
)
def test_capaian_worked_by_hand(condition, target, actual, expected):
    assert round(compute_capaian(condition, target, actual), 4) == Decimal(expected)


def test_a_capaian_without_meaning_is_none():
    for target, actual in ((None, 1), (1, None), (0, 1), (5, -1)):
        assert compute_capaian("normal", target, actual) is None
    assert score_capaian(None) is None
    with pytest.raises(ValueError):
        compute_capaian("biasa", 1, 1)


@pytest.mark.parametrize(
    ("capaian", "name", "value"),
    [
        (111, "Sangat Baik", 120),
        (110, "Sangat Baik", 120),
        (101, "Sangat Baik", 110),
        (100, "Baik", 109),
        (99.6, "Baik", 109),  # rounded to a whole per cent first
        (99.4, "Cukup", 89),
        (98, "Cukup", 88),
        (80, "Cukup", 70),
        (79.5, "Cukup", 70),
        (79, "Kurang", 69),
        (60, "Kurang", 50),
        (59, "Sangat Kurang", 49),
        (0, "Sangat Kurang", 0),
        (-50, "Sangat Kurang", 0),
    ],
)
def test_values_worked_by_hand(capaian, name, value):
    score = score_capaian(capaian)
    assert (score.name, score.value) == (name, value)


def test_values_between_the_ends_of_a_class():
    # 110 + 10 / 9 * (105 - 101) = 114.444...; 30 / 59 * 49 = 24.915...
    assert round(score_capaian(105).value, 3) == Decimal("114.444")
    assert round(score_capaian(30).value, 3) == Decimal("24.915")


def test_a_target_that_cannot_be_exceeded():
    assert score_capaian(100, target_is_highest=True).value == 120
    assert score_capaian(100, target_is_highest=True).name == "Sangat Baik"
    assert score_capaian(99, target_is_highest=True).value == 89


def test_each_value_of_the_scale_has_one_class_and_never_drops():
    scores = [score_capaian(Decimal(thousandths).scaleb(-2)) for thousandths in range(12_001)]
    for before, after in pairwise(scores):
        assert before.value <= after.value
        assert CLASSES.index(before.name) >= CLASSES.index(after.name)
    assert {score.name for score in scores} == set(CLASSES)


@given(st.floats(-300, 300))
def test_the_class_follows_the_whole_per_cent(capaian):
    score = score_capaian(capaian)
    limits = {"Sangat Baik": 101, "Baik": 100, "Cukup": 80, "Kurang": 60, "Sangat Kurang": -300}
    assert score.name == next(name for name, low in limits.items() if score.capaian >= low)
    assert abs(score.capaian - Decimal(str(capaian))) <= Decimal("0.5")


def test_additional_work_counts_ten_at_most():
    # 80 / 100 * 5 * 90 / 100 = 3.6
    assert score_additional("Baik", 5, 90) == Decimal("3.6")
    assert compute_final([59.2, 43.6], []) == Decimal("102.8")
    assert compute_final([59.2, 43.6], [7, 6]) == Decimal("112.8")
    assert compute_final([90], [7, 6], AdditionalWork(cap=Decimal(12))) == 102
    assert compute_final([], [3]) is None
    with pytest.raises(ValueError):
        score_additional("Istimewa", 5, 90)


def test_periodic_value():
    assert compute_periodic(90, 101) == Decimal("95.5")
    assert compute_periodic(None, 101) is None and compute_periodic(90, None) is None


def test_values_are_parameters():
    assert score_capaian(100, parameters=IkiParameters(exact=Decimal(100))).value == 100
