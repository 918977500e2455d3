from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.errors import DataError
from kinerja_lib.rules.pp30 import CLASSES, Pp30Parameters, classify_value, compute_final_value

GRID = range(0, 120_001)
# first thousandth of each class, without a new idea and with it
STARTS = {False: (0, 50_000, 70_000, 90_000), True: (0, 50_000, 70_000, 90_000, 110_000)}


def test_weights_depend_on_whether_peers_were_asked():
    # 0.7 * 102.8 + 0.3 * 95 = 71.96 + 28.5; 0.6 * 102.8 + 0.4 * 95 = 61.68 + 38
    assert compute_final_value(102.8, 95, peers_asked=False) == Decimal("100.46")
    assert compute_final_value(102.8, 95, peers_asked=True) == Decimal("99.68")
    assert compute_final_value(None, 95, peers_asked=True) is None
    assert compute_final_value(95, None, peers_asked=False) is None


@pytest.mark.parametrize(
    ("value", "idea", "expected"),
    [
        (120, True, "Sangat Baik"),
        (110, True, "Sangat Baik"),
        (109.999, True, "Baik"),
        (115, False, "Baik"),
        (90, False, "Baik"),
        (89.999, False, "Cukup"),
        (70, False, "Cukup"),
        (69.999, True, "Kurang"),
        (50, False, "Kurang"),
        (49.999, False, "Sangat Kurang"),
        (0, False, "Sangat Kurang"),
    ],
)
def test_limits(value, idea, expected):
    assert classify_value(value, new_idea=idea) == expected


def check(grid):
    for idea, starts in STARTS.items():
        for thousandths in grid:
            rank = sum(thousandths >= start for start in starts)
            found = classify_value(Decimal(thousandths).scaleb(-3), new_idea=idea)
            assert found == CLASSES[5 - rank]


def test_each_value_near_a_limit_has_one_class():
    check([s + step for s in STARTS[True] for step in range(-300, 301) if s + step >= 0])


@pytest.mark.slow
def test_each_value_has_one_class():
    check(GRID)


@given(st.floats(0, 120), st.floats(0, 120), st.booleans())
def test_the_class_never_drops_when_the_value_rises(first, second, idea):
    low, high = (classify_value(v, new_idea=idea) for v in sorted((first, second)))
    assert CLASSES.index(high) <= CLASSES.index(low)


def test_an_unrecorded_idea_leaves_the_class_open_only_where_it_matters():
    assert classify_value(110, new_idea=None) is None
    assert classify_value(109.99, new_idea=None) == "Baik"
    assert classify_value(None, new_idea=True) is None


@pytest.mark.parametrize("value", [-0.01, 120.01])
def test_values_outside_the_scale_are_refused(value):
    with pytest.raises(DataError, match="0–120"):
        classify_value(value, new_idea=True)


def test_parameters_are_checked():
    for wrong in ({"plan_share": Decimal("1.1")}, {"good": Decimal(60)}):
        with pytest.raises(ValueError):
            replace(Pp30Parameters(), **wrong)
    equal = Pp30Parameters(plan_share=Decimal("0.5"))
    assert compute_final_value(100, 90, peers_asked=False, parameters=equal) == 95
