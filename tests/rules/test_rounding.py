from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.rules.rounding import round_half_up, to_count, to_decimal


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (88.305, 2, "88.31"),  # as a binary number it is 88.30499999999999
        (2.675, 2, "2.68"),
        (0.5, 0, "1"),
        (-0.5, 0, "-1"),
        (Decimal("97.8947"), 0, "98"),
        (4.6875, 2, "4.69"),
    ],
)
def test_halves_go_away_from_zero(value, decimals, expected):
    assert round_half_up(value, decimals) == Decimal(expected)


@given(st.integers(-(10**9), 10**9))
def test_a_printed_number_stays_as_it_is(thousandths):
    printed = Decimal(thousandths).scaleb(-3)
    assert to_decimal(float(printed)) == printed == to_decimal(np.float64(printed))
    assert round_half_up(float(printed), 3) == printed


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), True, np.True_, "x"])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ValueError):
        to_decimal(value)


def test_counts_of_any_type_are_whole():
    assert [to_count(n) for n in (3, 3.0, np.int64(3), Decimal("3.00"))] == [3, 3, 3, 3]
    with pytest.raises(ValueError, match="whole"):
        to_count(2.5)
