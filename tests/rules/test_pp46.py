from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.rules.pp46 import (
    Pp46Parameters,
    classify_value,
    compute_final_value,
    score_quantity,
    score_saving,
    score_task,
)
from kinerja_lib.rules.register import find_rule
from kinerja_lib.rules.scales import GapRule


@pytest.mark.parametrize(
    ("target", "actual", "saving", "value", "marked"),
    [
        (5, 4, 20, 96, False),  # (8.8 - 4) / 5
        (170_395_000, 170_395_000, 0, 76, False),  # on target is 76, not 100
        (100, 76, 24, 100, False),
        (100, 120, -20, 56, False),  # overrun
        (10, 5, 50, 50, True),  # 76 - (126 - 100), from memory
        (100, 75, 25, 75, True),  # 76 - (101 - 100)
    ],
)
def test_time_and_cost_worked_by_hand(target, actual, saving, value, marked):
    score = score_saving(target, actual)
    assert (score.saving, score.value) == (saving, value)
    assert find_rule(score.code).needs_checking is marked


def test_what_was_not_carried_out_scores_zero():
    assert score_saving(5, 0, carried_out=False).value == 0


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_using_less_scores_more_up_to_a_saving_of_24_per_cent(target, first, second):
    low, high = (score_saving(target, actual) for actual in sorted((first, second)))
    if low.saving <= 24:
        assert low.value >= high.value and low.value <= 100


def test_a_task_is_the_mean_of_the_aspects_it_has():
    assert score_task([100, 80, 96, None]) == 92  # cost was not planned
    assert score_task([None]) is None and score_task([]) is None
    assert score_quantity(4, 5) == 125


def test_missing_values_and_targets_of_zero_give_nothing():
    for target, actual in ((None, 1), (1, None), (0, 1)):
        assert score_saving(target, actual) is None and score_quantity(target, actual) is None
    assert compute_final_value(None, 80) is None and compute_final_value(80, None) is None


def test_final_value_and_class():
    assert compute_final_value(90, 80) == 86  # 54 + 32
    found = [classify_value(v) for v in (91, 90, 76, 75, 61, 60, 51, 50, 0)]
    assert found == [
        *("Sangat Baik", "Baik", "Baik", "Cukup", "Cukup"),
        *("Kurang", "Kurang", "Buruk", "Buruk"),
    ]
    assert classify_value(90.5) == "Baik" and classify_value(None) is None
    rounding = Pp46Parameters(gap=GapRule.ROUND_HALF_UP)
    assert classify_value(Decimal("90.5"), rounding) == "Sangat Baik"
