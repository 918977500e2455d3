"""One pure function gives every grade."""

import math

import pytest

from kinerja_lib.competency.impact.grades import (
    BELOW,
    CLEAR,
    FEW,
    HARM,
    NO_COMPARISON,
    NOT_SUPPORTED,
    OPEN,
    SMALL,
    SUPPORTED,
    WIDE,
    Claim,
    grade_claim,
)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((6.0, 3.0, 9.0, 0.001), (SUPPORTED, CLEAR)),
        ((6.0, 0.5, 11.5, 0.2), (OPEN, WIDE)),  # the correction takes it back
        ((6.0, -1.0, 13.0, 0.01), (OPEN, WIDE)),
        ((2.5, 0.5, 4.5, 0.01), (OPEN, BELOW)),  # real, but perhaps too small to matter
        ((1.5, 0.5, 2.5, 0.01), (NOT_SUPPORTED, SMALL)),
        ((-1.0, -4.0, 2.0, 0.6), (NOT_SUPPORTED, SMALL)),
        ((-6.0, -9.0, -3.0, 0.001), (NOT_SUPPORTED, HARM)),
        ((-6.0, -11.0, -1.0, 0.2), (NOT_SUPPORTED, SMALL)),
        ((1.0, -2.0, 4.0, 0.5), (OPEN, BELOW)),
        ((None, None, None, None), (OPEN, FEW)),
        ((6.0, 3.0, 9.0, math.nan), (OPEN, FEW)),
    ],
)
def test_grades(numbers, expected):
    assert grade_claim(Claim(*numbers, smallest=3.0)) == expected


@pytest.mark.parametrize("numbers", [(60.0, 50.0, 70.0, 1e-9), (-60.0, -70.0, -50.0, 1e-9)])
def test_without_comparison_nothing_is_claimed(numbers):
    claim = Claim(*numbers, smallest=3.0, obstacle=NO_COMPARISON)
    assert grade_claim(claim) == (OPEN, NO_COMPARISON)
