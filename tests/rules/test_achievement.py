from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.rules.achievement import Form, compute_achievement
from kinerja_lib.rules.targets import Polarity, Target, achieve_target

UP, DOWN, WITHIN = Polarity.UP, Polarity.DOWN, Polarity.WITHIN
VALUES = st.one_of(st.none(), st.floats(-1000, 1000))
TARGETS = st.builds(
    lambda edges, polarity: Target(min(edges), max(edges), polarity),
    st.tuples(st.floats(-1000, 1000), st.floats(-1000, 1000)),
    st.sampled_from(Polarity),
)


def single(number, polarity):
    return Target(number, None, polarity)


@pytest.mark.parametrize(
    ("target", "value", "raw"),
    [
        (single(80, UP), 72, 90),  # 72 / 80
        (single(80, UP), 100, 125),
        (single(10, DOWN), 12, 80),  # (10 - (12 - 10)) / 10
        (single(10, DOWN), 8, 120),  # not T / R = 125
        (single(10, DOWN), 25, -50),  # beyond twice the target
        (Target(7, 8, DOWN), 9, Decimal("87.5")),  # above the range its upper bound counts
        (Target(80, 90, UP), 85, 100),
    ],
)
def test_ratios_worked_by_hand(target, value, raw):
    result = compute_achievement(value, target)
    assert (result.form, result.raw, result.capped) == (Form.RATIO, raw, raw)


def test_the_cap_leaves_the_raw_value_beside_it():
    over = compute_achievement(100, single(80, UP), cap=120)
    assert (over.raw, over.capped) == (125, 120)
    negative = compute_achievement(25, single(10, DOWN), cap=100)
    assert (negative.raw, negative.capped) == (-50, 0)
    for cap in (0, -1):
        with pytest.raises(ValueError):
            compute_achievement(1, single(1, UP), cap=cap)


def test_a_negative_value_is_stated_as_a_difference():
    # economic growth of Jambi 2020 against 5.2 to 5.5: -0.44 - 5.2 = -5.64
    result = compute_achievement(-0.44, Target(5.2, 5.5, UP))
    assert (result.form, result.raw, result.capped) == (Form.DIFFERENCE, None, None)
    assert result.difference == Decimal("-5.64")
    assert compute_achievement(3, single(-2, UP)).difference == 5


def test_a_target_of_zero_cannot_be_computed():
    for value in (0, 3):
        result = compute_achievement(value, single(0, DOWN))
        assert (result.form, result.raw, result.capped) == (Form.NOT_COMPUTABLE, None, None)
        assert result.difference == value


@pytest.mark.parametrize(("value", "bound"), [(None, 5), (float("nan"), 5), (5, None)])
def test_missing_is_never_zero(value, bound):
    result = compute_achievement(value, single(bound, UP))
    assert result.form is Form.NOT_COMPUTABLE and result.difference is None and result.raw is None


@given(VALUES, TARGETS)
def test_the_raw_value_is_that_of_achieve_target(value, target):
    result = compute_achievement(value, target, cap=120)
    raw = achieve_target(value, target)
    assert (None if result.raw is None else float(result.raw)) == raw
    assert (result.form is Form.RATIO) == (raw is not None)
    assert result.capped is None or 0 <= result.capped <= 120


@given(st.floats(0.01, 1000), st.floats(0, 1000), st.floats(0, 1000), st.sampled_from([UP, DOWN]))
def test_better_values_never_achieve_less(target, first, second, polarity):
    low, high = sorted((first, second), reverse=polarity is DOWN)
    worse, better = (compute_achievement(v, single(target, polarity), cap=110) for v in (low, high))
    assert worse.raw <= better.raw and worse.capped <= better.capped
