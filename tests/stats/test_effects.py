"""Change of the same people and its difference from others: hand, R and statsmodels."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from scipy import stats

from kinerja_lib.stats.effects import (
    adjust_for_before,
    compare_starts,
    measure_change,
    standardise_change,
)


def make_pairs(mean, sd, correlation, n):
    """Scores whose means, standard deviations and correlation are exactly those asked for."""
    draws = np.random.default_rng(1).normal(size=(n, 2))
    draws -= draws.mean(axis=0)
    draws = np.linalg.solve(np.linalg.cholesky(np.cov(draws.T)), draws.T).T
    wanted = np.linalg.cholesky(np.array([[1, correlation], [correlation, 1]]))
    return np.array(mean) + (draws @ wanted.T) * np.array(sd)


def make_course(n=40, effect=5.0, seed=3):
    rng = np.random.default_rng(seed)
    ability = rng.normal(60, 7, n)
    treated = np.arange(n) < n // 2
    before = ability + rng.normal(0, 5, n)
    after = ability + effect * treated + rng.normal(0, 5 + 3 * treated, n)
    return before, after, treated


def test_effect_size_of_the_example_of_statpsych():
    # R statpsych, ci.stdmean.ps(.05, 110.4, 102.1, 15.3, 14.6, .75, 25), unweighted standardizer:
    # estimate 0.5550319, interval 0.2394905 to 0.8705732; g_av = (1 - 3 / 95) * 0.5550319.
    pairs = make_pairs((102.1, 110.4), (14.6, 15.3), 0.75, 25)
    found = standardise_change(pairs[:, 0], pairs[:, 1])
    assert (found.low, found.high) == pytest.approx((0.2394905, 0.8705732), abs=1e-6)
    assert found.estimate == pytest.approx((1 - 3 / 95) * 0.5550319, abs=1e-6)


def test_change_agrees_with_the_paired_test_of_scipy():
    before, after, _treated = make_course()
    test = stats.ttest_rel(after, before)
    low, high = test.confidence_interval(0.95)
    found = measure_change(before, after)
    assert (found.low, found.high, found.p) == pytest.approx((low, high, test.pvalue))


def test_adjusted_difference_agrees_with_statsmodels_hc3():
    before, after, treated = make_course()
    before[3] = after[7] = np.nan
    data = pd.DataFrame({"x": before, "y": after, "g": treated.astype(int)}).dropna()
    fit = smf.ols("y ~ x + g", data).fit(cov_type="HC3", use_t=True)
    found = adjust_for_before(before, after, treated)
    assert found.n == len(data) == 38
    assert (found.estimate, found.p) == pytest.approx((fit.params["g"], fit.pvalues["g"]))
    assert (found.low, found.high) == pytest.approx(tuple(fit.conf_int().loc["g"]))


def test_equal_scores_before_leave_the_plain_difference():
    before = np.full(6, 50.0)
    after = np.array([60.0, 62, 64, 50, 52, 54])
    found = adjust_for_before(before, after, np.arange(6) < 3)
    assert found.estimate == pytest.approx(10.0)


def test_return_to_the_mean_alone_is_no_effect():
    rng = np.random.default_rng(5)
    ability = rng.normal(60, 7, 20_000)
    before, after = ability + rng.normal(0, 5, (2, 20_000))
    low = before < 55
    treated = rng.random(20_000) < 0.5
    change = measure_change(before[low], after[low])
    found = adjust_for_before(before[low], after[low], treated[low])
    assert change.low > 3
    assert found.low < 0 < found.high


@pytest.mark.parametrize("n", [0, 1])
def test_one_person_has_no_effect(n):
    values, nobody = np.full(n, 50.0), np.zeros(n, dtype=bool)
    assert measure_change(values, values).reason == "few"
    assert standardise_change(values, values).reason == "few"
    assert adjust_for_before(values, values, nobody).reason == "few"
    assert compare_starts(values, nobody) == (None, None)


def test_everybody_equal_has_no_spread():
    values = np.full(8, 50.0)
    assert adjust_for_before(values, values, np.arange(8) < 4).reason == "no spread"
    assert standardise_change(values, values).reason == "no spread"
    assert compare_starts(values, np.arange(8) < 4) == (None, None)


def test_starts_worked_by_hand():
    # means 4 and 2, pooled variance (2 + 2) / 4 = 1: d = 2, error sqrt(1/3 + 1/3 + 4/12) = 1
    size, certain = compare_starts(np.array([3.0, 4, 5, 1, 2, 3]), np.arange(6) < 3)
    assert size == pytest.approx(2.0)
    assert certain == pytest.approx(2.0 - 1.96)


def test_scores_that_nobody_changed_have_no_spread_of_change():
    # The rounding of these made the variance of the change negative.
    before = np.array([63.1, 58.4, 71.9, 66.6, 49.3, 60.2])
    found = standardise_change(before, before.copy())
    assert (found.estimate, found.low, found.high) == (0.0, 0.0, 0.0)
    for seed in range(200):
        values = np.round(np.random.default_rng(seed).normal(60, 9, 40), 1)
        assert standardise_change(values, values.copy()).estimate == 0.0
