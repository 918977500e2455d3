import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.rules.targets import (
    Polarity,
    Target,
    Verdict,
    achieve_target,
    cap_achievement,
    distance_to_target,
    judge_target,
)

UP, DOWN, WITHIN = Polarity.UP, Polarity.DOWN, Polarity.WITHIN
MET, MISSED, BETTER = Verdict.MET, Verdict.MISSED, Verdict.BETTER
NOT_COMPUTABLE = Verdict.NOT_COMPUTABLE

# Published figures of 2021 (growth: 2020) and the national target of that year.
REAL = [
    # area, indicator, value, target, verdict, achievement in per cent, distance in the unit
    # 200 - 9.71 / 9.7 * 100 = 99.8969; value / target would say 100.1
    ("INDONESIA", "kemiskinan", 9.71, Target(9.2, 9.7, DOWN), MISSED, 99.897, 0.01),
    # 200 - 7.67 / 9.2 * 100 = 116.6304
    ("JAMBI", "kemiskinan", 7.67, Target(9.2, 9.7, DOWN), BETTER, 116.630, -1.53),
    # 200 - 6.49 / 7.7 * 100 = 115.7143
    ("INDONESIA", "pengangguran", 6.49, Target(7.7, 9.1, DOWN), BETTER, 115.714, -1.21),
    # 200 - 0.381 / 0.379 * 100 = 99.4723
    ("INDONESIA", "rasio_gini", 0.381, Target(0.377, 0.379, DOWN), MISSED, 99.472, 0.002),
    # 72.29 / 72.78 * 100 = 99.3267
    ("INDONESIA", "IPM", 72.29, Target(72.78, 72.95, UP), MISSED, 99.327, -0.49),
    # 200 - 27.38 / 9.7 * 100 = -82.2680
    ("PAPUA", "kemiskinan", 27.38, Target(9.2, 9.7, DOWN), MISSED, -82.268, 17.68),
    # a ratio of a negative growth means nothing: -0.44 - 5.2 = -5.64
    ("JAMBI", "pertumbuhan", -0.44, Target(5.2, 5.5, UP), MISSED, None, -5.64),
]


@pytest.mark.parametrize(
    ("area", "indicator", "value", "target", "verdict", "achievement", "distance"), REAL
)
def test_real_figures_worked_by_hand(
    area, indicator, value, target, verdict, achievement, distance
):
    assert judge_target(value, target) is verdict
    expected = None if achievement is None else pytest.approx(achievement, abs=5e-4)
    assert achieve_target(value, target) == expected
    assert distance_to_target(value, target) == distance  # decimal arithmetic: exact


def test_the_range_rule_takes_the_nearest_bound():
    # "khusus", 7 to 8 months, done in 6.5: (1 + (1 - 6.5 / 7)) * 100 = 107.142857
    assert achieve_target(6.5, Target(7, 8, DOWN)) == pytest.approx(107.142857)
    # 8.5 months: (1 + (1 - 8.5 / 8)) * 100 = 93.75
    assert achieve_target(8.5, Target(7, 8, DOWN)) == 93.75
    # "normal", 80 to 90: 92 / 90 * 100 = 102.2222; 76 / 80 * 100 = 95
    assert achieve_target(92, Target(80, 90, UP)) == pytest.approx(102.2222, abs=1e-4)
    assert achieve_target(76, Target(80, 90, UP)) == 95.0
    assert achieve_target(85, Target(80, 90, UP)) == 100.0


@pytest.mark.parametrize("target", [Target(10, None, UP), Target(None, 10, UP)])
def test_a_single_target_is_the_same_whichever_bound_holds_it(target):
    assert not target.is_band and target.edges == (10.0, 10.0)
    verdicts = [judge_target(value, target) for value in (9.99, 10, 10.01)]
    assert verdicts == [MISSED, MET, MET]
    assert achieve_target(12, target) == 120.0
    assert distance_to_target(8, target) == -2.0


def test_a_single_lower_is_better_target():
    target = Target(None, 10, DOWN)
    assert [judge_target(v, target) for v in (9, 10, 11)] == [MET, MET, MISSED]
    assert achieve_target(25, target) == -50.0  # (2 - 2.5) * 100
    assert achieve_target(0, target) == 200.0


def test_the_edges_belong_to_the_band():
    band = Target(9.2, 9.7, DOWN)
    assert [judge_target(v, band) for v in (9.19, 9.2, 9.7, 9.71)] == [BETTER, MET, MET, MISSED]


def test_outside_a_range_both_sides_are_bad():
    target = Target(20, 25, WITHIN)
    assert [judge_target(v, target) for v in (19, 20, 25, 26)] == [MISSED, MET, MET, MISSED]
    assert achieve_target(19, target) == 95.0  # 19 / 20
    assert achieve_target(26, target) == 96.0  # 2 - 26 / 25
    assert judge_target(10, Target(10, None, WITHIN)) is MET
    assert judge_target(11, Target(10, None, WITHIN)) is MISSED


@pytest.mark.parametrize("value", [None, math.nan, math.inf])
def test_a_missing_value_is_not_computable(value):
    target = Target(1, 2, UP)
    assert judge_target(value, target) is NOT_COMPUTABLE
    assert achieve_target(value, target) is None
    assert distance_to_target(value, target) is None


@pytest.mark.parametrize("bounds", [(None, None), (math.nan, math.nan), (math.nan, None)])
def test_a_missing_target_is_not_computable(bounds):
    target = Target(*bounds, UP)
    assert target.is_missing
    assert judge_target(5, target) is NOT_COMPUTABLE
    assert achieve_target(5, target) is None
    assert distance_to_target(5, target) is None


def test_a_bound_that_is_not_a_number_is_a_missing_bound():
    assert Target(math.nan, 10, DOWN) == Target(None, 10, DOWN)
    assert judge_target(11, Target(math.nan, 10, DOWN)) is MISSED


@pytest.mark.parametrize("value", [0, 3, 82.5, -1])
@pytest.mark.parametrize("target", [Target(0, None, UP), Target(None, 0, UP), Target(0, 0, UP)])
def test_a_target_of_zero_where_more_is_better_is_undefined(value, target):
    assert judge_target(value, target) is NOT_COMPUTABLE
    assert achieve_target(value, target) is None
    assert distance_to_target(value, target) == value


def test_no_case_of_none_planned_is_met():
    target = Target(None, 0, DOWN)
    assert [judge_target(v, target) for v in (0, 1)] == [MET, MISSED]
    assert judge_target(0, Target(0, 5, UP)) is MET


@pytest.mark.parametrize(("bound", "polarity"), [(0, DOWN), (-2, UP)])
def test_a_target_of_zero_or_less_has_a_verdict_and_no_ratio(bound, polarity):
    target = Target(bound, None, polarity)
    assert judge_target(3, target) is (MET if polarity is UP else MISSED)
    assert achieve_target(3, target) is None
    assert distance_to_target(3, target) == 3 - bound


def test_a_negative_value_has_no_ratio_even_at_its_target():
    assert achieve_target(-1, Target(-2, -1, UP)) is None
    assert judge_target(-1, Target(-2, -1, UP)) is MET


def test_a_band_upside_down_is_refused():
    with pytest.raises(ValueError, match=r"upside down: 9\.7 to 9\.2"):
        Target(9.7, 9.2, DOWN)


@pytest.mark.parametrize("polarity", list(Polarity))
def test_every_value_of_a_fine_grid_gets_the_one_verdict_of_its_side(polarity):
    band = Target(9.2, 9.7, polarity)
    below = {UP: MISSED, DOWN: BETTER, WITHIN: MISSED}[polarity]
    above = {UP: BETTER, DOWN: MISSED, WITHIN: MISSED}[polarity]
    for thousandths in range(9000, 9901):
        expected = below if thousandths < 9200 else above if thousandths > 9700 else MET
        assert judge_target(thousandths / 1000, band) is expected, thousandths


BOUND = st.integers(1, 10_000).map(lambda n: n / 100)
VALUE = st.integers(0, 30_000).map(lambda n: n / 100)


@given(st.lists(BOUND, min_size=2, max_size=2).map(sorted), VALUE, VALUE)
def test_achievement_never_falls_when_the_value_gets_better(bounds, first, second):
    low, high = sorted((first, second))
    rising, falling = Target(*bounds, UP), Target(*bounds, DOWN)
    assert achieve_target(low, rising) <= achieve_target(high, rising)
    assert achieve_target(low, falling) >= achieve_target(high, falling)


@given(st.lists(BOUND, min_size=2, max_size=2).map(sorted), VALUE, st.sampled_from(Polarity))
def test_verdict_achievement_and_distance_agree(bounds, value, polarity):
    target = Target(*bounds, polarity)
    verdict = judge_target(value, target)
    achievement = achieve_target(value, target)
    if verdict is MISSED:
        assert achievement < 100
    elif verdict is BETTER:
        assert achievement > 100
    elif target.is_band:
        assert achievement == 100
    assert (distance_to_target(value, target) == 0) == (verdict is MET)


@given(st.floats(-1e6, 1e6), st.floats(100, 200))
def test_a_capped_achievement_lies_between_zero_and_the_cap(raw, cap):
    assert cap_achievement(raw, cap) == (0 if raw < 0 else cap if raw > cap else raw)


def test_a_missing_achievement_stays_missing_under_a_cap():
    assert cap_achievement(None, 120) is None
    assert cap_achievement(math.nan, 120) is None
