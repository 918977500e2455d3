"""Differences between few units: hand, statsmodels and scipy's permutation test."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from kinerja_lib.stats.unit_effects import adjust_units, compare_units

VALUES = np.array([3.0, 4.5, 2.5, 0.5, -1.0, 0.2, 1.1, -0.4])
TREATED = np.arange(8) < 3


def test_interval_agrees_with_statsmodels():
    fit = sm.OLS(VALUES, sm.add_constant(TREATED.astype(float))).fit()
    found = compare_units(VALUES, TREATED)
    assert (found.estimate, found.p) == pytest.approx((fit.params[1], fit.pvalues[1]))
    assert (found.low, found.high) == pytest.approx(tuple(fit.conf_int()[1]))


def test_permutation_agrees_with_scipy():
    found = compare_units(VALUES, TREATED)
    centred = VALUES - VALUES.mean()

    def distance(first, _second):
        return abs(first.sum())

    test = stats.permutation_test(
        (centred[TREATED], centred[~TREATED]), distance, alternative="greater", n_resamples=np.inf
    )
    assert found.p_permutation == pytest.approx(test.pvalue)


def test_one_treated_unit_of_five_cannot_reach_a_small_p():
    found = compare_units(np.array([9.0, 0, 1, 2, 1]), np.arange(5) < 1)
    assert found.estimate == pytest.approx(8.0)
    assert found.p_permutation == found.least == pytest.approx(1 / 5)


def test_two_of_four_have_a_twin_that_is_as_far_from_zero():
    assert compare_units(np.array([5.0, 6, 1, 2]), np.arange(4) < 2).least == pytest.approx(2 / 6)


def test_drawn_assignments_are_near_the_t_test_and_never_zero():
    rng = np.random.default_rng(2)
    values, treated = rng.normal(0, 1, 40), np.arange(40) < 18
    found = compare_units(values + 0.4 * treated, treated, seed=1)
    assert found.p_permutation == pytest.approx(found.p, abs=0.02)
    assert compare_units(values + 50 * treated, treated, seed=1).p_permutation > 0


@pytest.mark.parametrize(
    ("values", "treated", "reason"),
    [
        ([], [], "few"),
        ([1.0, 2.0], [True, False], "few"),
        ([1.0, 1, 1], [True, False, False], "no spread"),
    ],
)
def test_too_little_says_so(values, treated, reason):
    assert compare_units(np.array(values), np.array(treated, dtype=bool)).reason == reason


def test_units_are_compared_at_equal_scores_before_by_hand():
    # slope within units 1: unit means of after - before are 10 (treated), 2, 4 and 0
    before = np.array([1.0, 3, 1, 3, 2, 4, 0, 2])
    after = before + np.repeat([10.0, 2, 4, 0], 2)
    found = adjust_units(before, after, np.arange(8) < 2, np.repeat(list("abcd"), 2))
    assert found.estimate == pytest.approx(10 - 2)
    assert (found.treated, found.others) == (1, 3)
    # residual variance 4 with 2 degrees of freedom: error 2 * sqrt(1 + 1/3)
    half = stats.t.ppf(0.975, 2) * 2 * np.sqrt(4 / 3)
    assert found.high - found.estimate == pytest.approx(half)
