"""Intraclass correlations against published numbers and pingouin."""

import numpy as np
import pytest

from kinerja_lib.stats.agreement import agree_one_way, agree_two_way

# Shrout and Fleiss (1979), table 2: 6 people, 4 judges; table 4 prints the coefficients.
JUDGES = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float
)
PEOPLE = np.repeat(np.arange(6), 4)


@pytest.mark.parametrize(
    ("mean", "expected", "limits"), [(False, 0.17, (-0.13, 0.72)), (True, 0.44, (-0.88, 0.91))]
)
def test_one_way_matches_shrout_and_fleiss_and_pingouin(mean, expected, limits):
    found = agree_one_way(JUDGES.ravel(), PEOPLE, mean=mean)
    assert found.estimate == pytest.approx(expected, abs=0.005)
    # limits: pingouin 0.7.0 intraclass_corr, which rounds to two decimals
    assert (found.low, found.high) == pytest.approx(limits, abs=0.00501)
    assert (found.n, found.k, found.dropped) == (6, 4.0, 0)


@pytest.mark.parametrize(
    ("consistency", "mean", "expected", "limits"),
    [
        (False, False, 0.29, (0.02, 0.76)),
        (True, False, 0.71, (0.34, 0.95)),
        (False, True, 0.62, (0.07, 0.93)),
        (True, True, 0.91, (0.68, 0.99)),
    ],
)
def test_two_way_matches_shrout_and_fleiss_and_pingouin(consistency, mean, expected, limits):
    found = agree_two_way(JUDGES, consistency=consistency, mean=mean)
    assert found.estimate == pytest.approx(expected, abs=0.005)
    # limits: pingouin 0.7.0, two decimals
    assert (found.low, found.high) == pytest.approx(limits, abs=0.00501)


def test_unequal_groups_worked_by_hand():
    # A: 1, 3 (mean 2); B: 6, 8, 7 (mean 7); all five: mean 5
    # MSB = 2 * 9 + 3 * 4 = 30 with 1 df; MSW = (1 + 1 + 1 + 1 + 0) / 3 = 4/3
    # n0 = (5 - (4 + 9) / 5) / 1 = 2.4; ICC = (30 - 4/3) / (30 + 1.4 * 4/3) = 0.89958
    found = agree_one_way(np.array([1, 3, 6, 8, 7.0]), np.array(list("AABBB")))
    assert found.estimate == pytest.approx((30 - 4 / 3) / (30 + 1.4 * 4 / 3))
    assert found.k == pytest.approx(2.4)


def test_missing_scores_are_left_out_and_never_zero():
    scores, people = np.array([1, 3, 6, 8, 7, np.nan, 2.0]), np.array(list("AABBBBC"))
    found = agree_one_way(scores, people)
    assert found.estimate == pytest.approx(agree_one_way(scores[:5], people[:5]).estimate)
    assert (found.n, found.dropped) == (2, 1)  # C has one rating
    holed = np.vstack([JUDGES, [5, np.nan, 5, 5]])
    assert agree_two_way(holed).estimate == agree_two_way(JUDGES).estimate
    assert agree_two_way(holed).dropped == 1


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (agree_one_way(np.array([1.0, 2.0]), np.array(["A", "B"])), "people < 2"),
        (agree_one_way(np.array([]), np.array([])), "people < 2"),
        (agree_one_way(np.full(4, 3.0), np.array(list("AABB"))), "no spread"),
        (agree_two_way(np.full((4, 3), 80.0)), "no spread"),
        (agree_two_way(np.array([[1.0], [2.0]])), "raters < 2"),
        (agree_two_way(np.full((4, 3), np.nan)), "people < 2"),
    ],
)
def test_what_cannot_be_computed_says_why(found, reason):
    assert found.estimate is None and found.reason == reason


def test_full_agreement_is_one_and_a_stricter_judge_lowers_only_absolute_agreement():
    same = np.repeat(np.arange(5.0)[:, None], 3, axis=1)
    assert agree_one_way(same.ravel(), np.repeat(np.arange(5), 3)).estimate == 1
    assert agree_two_way(same).estimate == pytest.approx(1)
    stricter = JUDGES - np.array([0, 0, 0, 5])
    assert agree_two_way(stricter, consistency=True).estimate == pytest.approx(
        agree_two_way(JUDGES, consistency=True).estimate
    )
    assert agree_two_way(stricter).estimate < agree_two_way(JUDGES).estimate


def test_the_one_way_interval_covers_the_truth_as_often_as_it_says():
    random = np.random.default_rng(11)
    people = np.repeat(np.arange(40), 4)
    covered = 0
    for _ in range(400):
        scores = random.normal(size=40)[people] + random.normal(size=160)  # true ICC 0.5
        found = agree_one_way(scores, people)
        covered += found.low <= 0.5 <= found.high
    assert 0.925 <= covered / 400 <= 0.975


def test_the_absolute_agreement_interval_covers_the_truth_as_often_as_it_says():
    random = np.random.default_rng(13)
    covered = 0
    for _ in range(400):  # people, raters and error with variance 2, 0.5 and 1: ICC 2 / 3.5
        people, raters = random.normal(0, 2**0.5, (30, 1)), random.normal(0, 0.5**0.5, (1, 8))
        found = agree_two_way(people + raters + random.normal(size=(30, 8)))
        covered += found.low <= 2 / 3.5 <= found.high
    assert 0.925 <= covered / 400 <= 0.985
