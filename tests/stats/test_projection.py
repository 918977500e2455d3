"""Projections against statsmodels and by hand; verdicts of ranges; how often they are wrong."""

import numpy as np
import pytest

from kinerja_lib.stats.projection import (
    Pace,
    Track,
    find_totals,
    judge_track,
    limit_projection,
    project_level,
    project_total,
)

TIME = np.array([3.0, 6, 9, 12, 15])
NONE = np.array([np.inf])


def test_level_matches_statsmodels():
    plan = np.array([[10.0, 11, 12, 13, 14]])
    actual = plan + np.array([[0.2, -0.1, -0.4, -0.3, -0.9]])
    found = project_level(actual, plan, TIME, (18.0, np.array([15.0])), Pace(span=99, level=0.9))
    # statsmodels 0.15: OLS(gap, add_constant(time)).get_prediction([1, 18])
    #   .summary_frame(alpha=0.1): mean, obs_ci_lower, obs_ci_upper
    assert found.value[0] - 15 == pytest.approx(-1.02, abs=1e-6)
    assert found.low[0] - 15 == pytest.approx(-1.5906603, abs=1e-6)
    assert found.high[0] - 15 == pytest.approx(-0.4493397, abs=1e-6)
    assert found.n[0] == 5


def test_total_worked_by_hand():
    # target 120 in 12 months; after 2, 4, 6 and 8 months: steps 20, 10, 10, 20 of 20 planned each
    plan = np.array([[20.0, 40, 60, 80]])
    actual = np.array([[20.0, 30, 40, 60]])
    time, year = np.array([2.0, 4, 6, 8]), np.full(4, 2026)
    found = project_total(actual, plan, (time, year), np.array([120.0]), Pace(level=0.8))
    # ratio 60 / 80 = 0.75, value 60 + 0.75 * 40 = 90; residuals 5, -5, -5, 5
    # s^2 = 4 * 25 / 20 / 3 = 5/3; t(0.9, 3) = 1.63774; half = t * sqrt(5/3 * (40 + 1600 / 80))
    assert found.value[0] == pytest.approx(90) and found.slope[0] == pytest.approx(0.75)
    assert found.high[0] - 90 == pytest.approx(1.63774 * (5 / 3 * 60) ** 0.5, rel=1e-5)


def test_a_new_year_starts_from_nothing_and_a_gap_makes_one_longer_step():
    plan = np.array([[60.0, 120, 30, 60, 90]])
    actual = np.array([[60.0, 120, 15, np.nan, 45]])
    year = np.array([2025, 2025, 2026, 2026, 2026])
    time = np.array([18.0, 24, 27, 30, 33])
    found = project_total(actual, plan, (time, year), np.array([120.0]))
    # steps 60/60, 60/60, 15/30 and 30/60 (two periods in one): ratio 165 / 210
    assert found.slope[0] == pytest.approx(165 / 210)
    assert found.value[0] == pytest.approx(45 + 165 / 210 * 30)
    nothing_yet = project_total(actual[:, :2], plan[:, :2], (time[:2], year[:2]), np.array([120.0]))
    assert nothing_yet.reason[0] == "n < 4"


def test_old_values_stay_out_and_fewer_values_give_a_wider_range():
    random = np.random.default_rng(3)
    time = np.arange(1.0, 25)
    plan = np.full((1, 24), 50.0)
    actual = plan + random.normal(0, 1, 24)
    old = actual.copy()
    old[0, :10] = 900.0
    end = (27.0, np.array([50.0]))
    pace = Pace(span=12)
    one, two = (project_level(a, plan, time, end, pace) for a in (actual, old))
    assert one.value == two.value and one.n[0] == 12
    widths = []
    for last in (4, 12):
        draws = random.normal(0, 1, (400, last))
        found = project_level(
            draws, np.zeros((400, last)), time[:last], (last + 3.0, np.zeros(400))
        )
        widths.append(np.median(found.high - found.low))
    assert widths[0] > 2 * widths[1]


def test_range_covers_the_end_as_often_as_it_says():
    random = np.random.default_rng(12)
    time = np.arange(1.0, 13)
    whole = 0.4 * np.append(time, 15.0) + random.normal(0, 1, (4000, 13))
    found = project_level(whole[:, :12], np.zeros((4000, 12)), time, (15.0, np.zeros(4000)))
    covered = (found.low <= whole[:, 12]) & (whole[:, 12] <= found.high)
    assert covered.mean() == pytest.approx(0.8, abs=0.02)


def test_recall_and_false_alarms_of_the_rule():
    random = np.random.default_rng(8)
    time = np.arange(1.0, 34)
    plan, end = np.full((2000, 33), 80.0), (36.0, np.full(2000, 80.0))
    honest = plan + 0.5 + random.normal(0, 1, plan.shape)
    drift = honest - np.maximum(time - 27, 0)  # one standard deviation a month, for six months
    alarms = [
        (judge_track(project_level(a, plan, time, end), end[1], np.full(2000, np.inf)) == Track.OFF)
        for a in (honest, drift)
    ]
    assert alarms[0].mean() <= 0.1 and alarms[1].mean() >= 0.9


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ((5.0, np.inf), Track.OFF),  # higher is better, target 5
        ((-np.inf, 5.0), Track.ON),
        ((2.5, np.inf), Track.UNSURE),
        ((1.0, 4.0), Track.ON),  # band
        ((3.6, 4.0), Track.OFF),
        ((0.0, 1.9), Track.OFF),
        ((np.nan, np.inf), Track.NONE),
    ],
)
def test_the_zone_says_which_side_is_good(zone, expected):
    # 2.6, 2.4, 2.6, ...: the range lies within 2 to 3 and contains 2.5
    actual = 2.5 + np.array([[0.1, -0.1] * 6])
    found = project_level(actual, np.zeros((1, 12)), np.arange(12.0), (14.0, np.zeros(1)))
    assert 2 < found.low[0] < 2.5 < found.high[0] < 3
    assert judge_track(found, *(np.array([edge]) for edge in zone))[0] == expected


def test_missing_values_are_never_zero_and_too_few_say_so():
    plan = np.full((3, 6), 10.0)
    actual = np.array([[10, np.nan, 10, np.nan, 10, 10], [np.nan] * 6, [1, 2, 3, *[np.nan] * 3]])
    found = project_level(actual, plan, np.arange(6.0), (9.0, np.array([10.0, 10, 10])))
    assert found.value[0] == pytest.approx(10) and found.n.tolist() == [4, 0, 3]
    assert found.reason.tolist() == ["", "n < 4", "n < 4"]
    assert judge_track(found, np.full(3, 5.0), np.full(3, np.inf)).tolist() == [
        Track.ON, Track.NONE, Track.NONE,
    ]  # fmt: skip
    lost = project_level(plan, plan, np.arange(6.0), (9.0, np.full(3, np.nan)))
    assert set(lost.reason) == {"no plan for the end"}
    empty = project_level(np.empty((0, 6)), np.empty((0, 6)), np.arange(6.0), (9.0, np.empty(0)))
    assert len(empty.value) == 0


def test_a_series_on_its_target_is_on_track_also_without_any_noise():
    plan = np.full((1, 8), 0.1 + 0.2)
    found = project_level(plan, plan, np.arange(8.0), (12.0, plan[:, 0]))
    assert judge_track(found, np.array([0.3]), NONE)[0] == Track.ON


def test_plans_that_start_anew_each_year_are_told_from_levels():
    year = np.repeat([2024, 2025], 4)
    plans = np.array([
        [25, 50, 75, 100, 27, 55, 82, 110],  # total
        [80, 80.5, 81, 81.5, 82, 82.5, 83, 84],  # level that rises
        [4, 3.9, 3.8, 3.7, 3.6, 3.5, 3.4, 3.3],  # level that falls
        [np.nan] * 8,
    ])  # fmt: skip
    assert find_totals(plans, year).tolist() == [True, False, False, False]


def test_impossible_rules_are_refused():
    with pytest.raises(ValueError, match="minimum"):
        Pace(minimum=2)


def test_values_and_ranges_stay_within_what_can_be():
    # A line of 10 a step from 60: 110 at time 18, without error; limited to 100.
    actual = np.array([[60.0, 70, 80, 90, 100], [60, 70, 80, 90, np.nan], [np.nan] * 5])
    found = project_level(actual, 0 * actual, TIME, (18.0, np.zeros(3)), Pace(span=99, minimum=5))
    kept = limit_projection(found, np.zeros(3), np.array([100.0, np.inf, 100]))
    assert found.value[0] == pytest.approx(110)
    assert (kept.value[0], kept.low[0], kept.high[0]) == (100, 100, 100)
    assert np.isnan(kept.value[1:]).all() and list(kept.n) == list(found.n)
    open_sides = limit_projection(found, -NONE.repeat(3), NONE.repeat(3))
    np.testing.assert_array_equal(open_sides.value, found.value)
