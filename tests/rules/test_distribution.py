from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.errors import DataError
from kinerja_lib.rules.distribution import (
    DistributionParameters,
    GuideVerdict,
    compare_distribution,
)
from kinerja_lib.rules.distribution_clauses import CLAUSES, ClauseKind
from kinerja_lib.rules.register import find_rule
from kinerja_lib.tables.choices import CAPAIAN, PREDIKAT

COUNTS = st.fixed_dictionaries({name: st.integers(0, 40) for name in PREDIKAT})


def staff(*heads):
    """Count people from Sangat Baik to Sangat Kurang."""
    return dict(zip(PREDIKAT, heads, strict=True))


def outside(capaian, heads, **chosen):
    check = compare_distribution(capaian, staff(*heads), DistributionParameters(**chosen))
    return [(result.clause.kind, result.clause.classes) for result in check.outside]


@pytest.mark.parametrize(
    ("capaian", "heads", "expected"),
    [
        ("Istimewa", (14, 6, 0, 0, 0), []),  # 14 of 20 is 70%: within "max 70%"
        ("Istimewa", (15, 5, 0, 0, 0), [("MAX", "Sangat Baik")]),
        ("Baik", (5, 14, 1, 0, 0), []),
        ("Baik", (5, 14, 0, 1, 0), []),  # Kurang alone serves "and/or"
        ("Baik", (6, 14, 0, 0, 0), [("EXIST", "Butuh Perbaikan", "Kurang")]),
        ("Baik", (0, 14, 0, 0, 6), [("EXIST", "Butuh Perbaikan", "Kurang")]),
        ("Baik", (4, 15, 1, 0, 0), [("MAX", "Baik")]),
        ("Butuh Perbaikan/Cukup", (2, 6, 12, 0, 0), []),
        ("Cukup", (3, 5, 12, 0, 0), [("MAX", "Sangat Baik")]),
        ("Butuh Perbaikan", (2, 7, 11, 0, 0), [("MIN", "Butuh Perbaikan")]),
        ("Kurang", (2, 4, 2, 12, 0), []),
        ("Kurang", (2, 5, 1, 12, 0), [("MIN", "Butuh Perbaikan")]),
        ("Kurang", (3, 4, 2, 11, 0), [("MAX", "Sangat Baik"), ("MIN", "Kurang")]),
        ("Sangat Kurang", (0, 6, 1, 1, 12), []),
        ("Sangat Kurang", (1, 5, 0, 2, 12), [("NONE", "Sangat Baik")]),
        ("Sangat Kurang", (0, 7, 1, 0, 12), [("MIN", "Butuh Perbaikan", "Kurang")]),
        ("Sangat Kurang", (0, 7, 1, 1, 11), [("MIN", "Sangat Kurang")]),
    ],
)
def test_every_clause_of_the_guide_in_a_unit_of_twenty(capaian, heads, expected):
    wanted = [(ClauseKind[kind], tuple(classes)) for kind, *classes in expected]
    assert outside(capaian, heads) == wanted


def test_most_is_an_interpretation_that_counts_only_when_asked():
    mixed = (10, 10, 0, 0, 0)  # half is not "most"
    assert outside("Istimewa", mixed) == []
    assert outside("Istimewa", mixed, most_counts=True) == [(ClauseKind.MOST, ("Sangat Baik",))]
    remarks = compare_distribution("Istimewa", staff(*mixed)).remarks
    assert [find_rule(result.clause.code).needs_checking for result in remarks] == [True]


def test_the_loose_clause_can_be_left_out():
    assert outside("Sangat Kurang", (0, 8, 0, 0, 12), loose_counts=False) == []
    loose = [c for clauses in CLAUSES.values() for c in clauses if c.loose]
    assert [find_rule(clause.code).mark for clause in loose] == ["D"]


def test_a_small_unit_gets_figures_and_no_verdict():
    check = compare_distribution("Sangat Kurang", staff(3, 0, 0, 0, 0))
    assert check.verdict is GuideVerdict.TOO_SMALL and check.outside == check.remarks == ()
    assert check.heads["Sangat Baik"] == 3 and check.percent["Sangat Baik"] == 100
    tighter = compare_distribution(
        "Sangat Kurang", staff(3, 0, 0, 0, 0), DistributionParameters(minimum_unit=3)
    )
    assert tighter.verdict is GuideVerdict.OUTSIDE


def test_nobody_rated_is_no_data_and_not_zero_percent():
    check = compare_distribution("Baik", {})
    assert check.verdict is GuideVerdict.NO_DATA
    assert check.n == 0 and check.percent == {} and check.clauses == ()


def test_heads_and_percent_stand_side_by_side():
    # 15 people, at most 10%: 1.5 people, so 1 by strict reading; 2 is 13.33% but only by rounding
    check = compare_distribution("Cukup", staff(2, 4, 9, 0, 0))
    (result,) = check.outside
    assert (result.heads, result.limit_heads, result.within_one_head) == (2, 1, True)
    assert result.percent == Decimal(200) / 15
    worse = compare_distribution("Cukup", staff(3, 3, 9, 0, 0)).outside[0]
    assert not worse.within_one_head


def test_spellings_of_one_class_are_added_and_bad_counts_refused():
    check = compare_distribution("Baik", {"Cukup": 1, "Butuh Perbaikan": 2, "Baik": 7})
    assert check.heads["Butuh Perbaikan"] == 3 and check.n == 10
    with pytest.raises(DataError, match="kurang dari nol"):
        compare_distribution("Baik", {"Baik": -1})
    with pytest.raises(DataError, match="Istimewa"):
        compare_distribution("Baik", {"Istimewa": 1})
    with pytest.raises(ValueError, match="whole"):
        compare_distribution("Baik", {"Baik": 1.5})
    with pytest.raises(ValueError, match="smallest unit"):
        DistributionParameters(minimum_unit=0)


def test_counts_of_a_data_frame_are_accepted():
    counts = pd.Series({"Baik": 7, "Cukup": 3})
    assert compare_distribution("Baik", counts) == compare_distribution("Baik", counts.to_dict())


def test_every_organisation_has_clauses():
    assert tuple(CLAUSES) == CAPAIAN and all(CLAUSES.values())


@given(st.sampled_from(CAPAIAN), COUNTS, st.integers(1, 5))
def test_shares_decide_and_not_the_size_of_the_unit(capaian, counts, times):
    always = DistributionParameters(minimum_unit=1, most_counts=True)
    many = {name: times * count for name, count in counts.items()}
    one, more = (compare_distribution(capaian, c, always) for c in (counts, many))
    assert one.verdict is more.verdict
    assert [r.met for r in one.clauses] == [r.met for r in more.clauses]
    if one.n:
        assert abs(sum(one.percent.values()) - 100) < Decimal("1e-20")
