from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.rules.achievement_classes import AKIP, build_akip_scale, recap_classes
from kinerja_lib.rules.scales import classify


def test_shares_as_printed_by_bantul_2015():
    # 12, 2 and 1 of 15: 80, 13.333..., 6.666...
    recap = recap_classes({"Sangat Baik": 12, "Tinggi": 2, "Sedang": 1})
    assert recap.total == 15
    assert list(recap.round_percent().values()) == [
        Decimal("80.00"),
        Decimal("13.33"),
        Decimal("6.67"),
    ]


def test_one_rounding_rule_for_all_shares():
    # menpan.go.id 2020 prints 89, 77 and 12 of 215 reports as 41%, 35%, 6%: one of them was cut
    shares = recap_classes({"a": 89, "b": 77, "c": 12, "d": 37}).round_percent(1)
    assert [str(shares[name]) for name in "abc"] == ["41.4", "35.8", "5.6"]


def test_nothing_has_no_shares():
    recap = recap_classes({"Tinggi": 0})
    assert recap.total == 0 and recap.percent == {} and recap.round_percent() == {}
    with pytest.raises(ValueError):
        recap_classes({"Tinggi": -1})


@given(
    st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 500), min_size=1, max_size=7)
)
def test_shares_add_up_but_for_rounding(counts):
    recap = recap_classes(counts)
    if recap.total:
        assert abs(sum(recap.round_percent().values()) - 100) <= Decimal("0.005") * len(counts)


def test_the_side_of_a_limit_of_akip_is_a_choice():
    assert (classify(70, AKIP), classify(70.01, AKIP)) == ("B", "BB")
    assert classify(70, build_akip_scale(limit_in_upper=True)) == "BB"
