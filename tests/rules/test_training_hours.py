"""Floor and ceiling of training hours."""

from decimal import Decimal

import pytest

from kinerja_lib.errors import DataError
from kinerja_lib.rules.training_hours import (
    HoursParameters,
    HoursVerdict,
    add_hours,
    convert_minutes,
    judge_hours,
)


@pytest.mark.parametrize(
    ("hours", "status", "post", "verdict"),
    [
        *((20, "PNS", None, "terpenuhi"), (19.99, "PNS", None, "belum terpenuhi")),
        *((0, "PNS", "pelaksana", "belum terpenuhi"), (400, "PNS", None, "terpenuhi")),
        *((24, "PPPK", None, "dalam batas"), (24.01, "PPPK", "fungsional", "melebihi batas")),
        *((0, "PPPK", None, "dalam batas"), (25, "PPPK Paruh Waktu", None, "melebihi batas")),
        *((40, "PPPK", "jpt madya", "tidak berlaku"), (40, "PPPK", "JPT Utama", "tidak berlaku")),
        *((40, "PPPK", "jpt pratama", "melebihi batas"), (5, "CPNS", None, "tidak berlaku")),
        *((None, "PNS", None, "tidak ada data"), (None, "PPPK", None, "tidak ada data")),
    ],
)
def test_a_floor_for_pns_and_a_ceiling_for_pppk(hours, status, post, verdict):
    assert judge_hours(hours, status, post=post) is HoursVerdict(verdict)


def test_limits_are_parameters():
    own = HoursParameters(floor=24, ceiling=30)
    assert judge_hours(20, "PNS", parameters=own) is HoursVerdict.BELOW
    assert judge_hours(30, "PPPK", parameters=own) is HoursVerdict.WITHIN
    with pytest.raises(ValueError, match="over 0"):
        HoursParameters(floor=0)


def test_impossible_inputs_are_refused():
    with pytest.raises(DataError, match="Status"):
        judge_hours(10, "Honorer")
    with pytest.raises(DataError, match="negatif"):
        judge_hours(-1, "PNS")


def test_sums_and_conversion():
    assert add_hours([8, Decimal("2.5")]) == Decimal("10.5")
    assert add_hours([]) == 0 and add_hours([8, None]) is None
    assert convert_minutes(900) == 20
