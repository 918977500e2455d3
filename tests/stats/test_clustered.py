"""Robust means and differences against statsmodels, and by hand."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from kinerja_lib.stats.clustered import difference_clustered, mean_clustered
from kinerja_lib.stats.group_and_rest import compare_with_rest
from kinerja_lib.stats.lack import Lack


def draw(seed: int = 3, m: int = 14) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    clusters = np.repeat(np.arange(m), rng.integers(4, 12, m))
    values = rng.normal(3, 1, len(clusters)) + 0.5 * rng.normal(size=m)[clusters]
    return values, clusters, rng.uniform(0.5, 2, len(clusters))


def clustered_fit(y: np.ndarray, x: np.ndarray, weight: np.ndarray, clusters: np.ndarray):
    return sm.WLS(y, x, weights=weight).fit(
        cov_type="cluster", cov_kwds={"groups": clusters, "use_correction": False}
    )


@pytest.mark.parametrize("weighted", [False, True])
def test_the_error_of_a_mean_is_that_of_statsmodels(weighted):
    y, clusters, w = draw()
    weight = w if weighted else np.ones(len(y))
    found = mean_clustered(y, clusters, w if weighted else None)
    fit = clustered_fit(y, np.ones((len(y), 1)), weight, clusters)
    m = found.clusters
    assert found.estimate == pytest.approx(fit.params[0])
    assert found.error == pytest.approx(fit.bse[0] * np.sqrt(m / (m - 1)))


def test_the_error_of_a_difference_across_clusters_is_that_of_statsmodels():
    y, clusters, _ = draw()
    first = np.arange(len(y)) % 3 == 0
    found = difference_clustered(y, first, clusters)
    fit = clustered_fit(y, sm.add_constant(first.astype(float)), np.ones(len(y)), clusters)
    m = found.clusters
    assert found.estimate == pytest.approx(fit.params[1])
    assert found.error == pytest.approx(fit.bse[1] * np.sqrt(m / (m - 1)))
    assert found.df == m - 1


def test_a_difference_of_whole_clusters_worked_by_hand():
    # unit means 2, 4 and 1, 3: difference 1; each side: 2 * ((1/2)^2 + (1/2)^2) = 1; df 4 / 2 = 2
    y = np.array([1.0, 3, 3, 5, 0, 2, 2, 4])
    clusters = np.repeat([1, 2, 3, 4], 2)
    found = difference_clustered(y, clusters <= 2, clusters)
    assert (found.estimate, found.error, found.df) == pytest.approx((1.0, np.sqrt(2), 2.0))


def test_like_people_in_clusters_of_one_have_no_design_effect():
    y = np.array([1.0, 2, 4, 5, 7])
    found = mean_clustered(y, np.arange(5))
    assert found.design_effect == pytest.approx(1.0)
    assert found.error == pytest.approx(y.std(ddof=1) / np.sqrt(5))


def test_a_mean_worked_by_hand():
    # mean 3; deviations -2 0 | 1 1 | -1 1; sums -2 2 0; squares 8; m/(m-1) 8 / n^2 = 1.5 * 8 / 36
    found = mean_clustered(np.array([1, 3, 4, 4, 2, 4.0]), np.array(list("aabbcc")))
    assert (found.estimate, found.clusters, found.df) == (3, 3, 2)
    assert found.error == pytest.approx(np.sqrt(1 / 3))
    assert found.high == pytest.approx(3 + 4.302653 * np.sqrt(1 / 3), abs=1e-5)


def test_the_same_clusters_in_two_waves_are_one_sample_as_in_statsmodels():
    rng = np.random.default_rng(3)
    unit = rng.integers(0, 14, 300)
    wave = np.repeat([0, 1], 150)
    value = rng.normal(size=14)[unit] + 0.3 * wave + rng.normal(size=300)
    slope = clustered_fit(value, sm.add_constant(wave), np.ones(300), unit)
    found = difference_clustered(value, wave == 1, unit)
    assert found.estimate == pytest.approx(slope.params[1])
    assert found.error == pytest.approx(slope.bse[1] * np.sqrt(14 / 13))


def test_people_without_a_unit_and_few_units_count_one_by_one():
    value = np.array([1.0, 2, 3, 4, 6])
    alone = mean_clustered(value, np.array([None] * 5, dtype=object))
    few = mean_clustered(value, np.array(["a", "a", "b", "b", "b"]), least=10)
    assert alone.error == few.error == pytest.approx(value.std(ddof=1) / np.sqrt(5))


@pytest.mark.parametrize(
    ("values", "lack"),
    [([], Lack.ALL_MISSING), ([1.0, 2.0], Lack.FEW_PEOPLE), ([2.0] * 4, Lack.NO_SPREAD)],
)
def test_what_cannot_be_computed_says_why(values, lack):
    found = mean_clustered(np.array(values), np.arange(len(values)))
    assert found.reason is lack
    assert np.isnan([found.low, found.p_value]).all()


def test_what_is_missing_is_said():
    nothing = mean_clustered(np.array([np.nan]), np.array(["a"]))
    assert nothing.reason is Lack.ALL_MISSING and nothing.n == 0
    one = mean_clustered(np.array([1.0, 2.0, 3.0]), np.array(["a", "a", "a"]))
    assert one.reason is Lack.FEW_GROUPS and one.estimate == 2.0
    flat = mean_clustered(np.ones(4), np.array(["a", "a", "b", "b"]))
    assert flat.reason is Lack.NO_SPREAD
    sides = difference_clustered(np.arange(4.0), np.array([1, 0, 0, 0]), np.array([1, 2, 2, 3]))
    assert sides.reason is Lack.FEW_GROUPS and np.isnan(sides.low)


def test_two_groups_are_compared_as_welch_does():
    rng = np.random.default_rng(1)
    y = np.concatenate([rng.normal(0, 1, 20), rng.normal(1, 3, 30)])
    group = np.repeat(["a", "b"], [20, 30])
    found = compare_with_rest(y, group)
    test = sm.stats.CompareMeans.from_data(y[:20], y[20:])
    low, high = test.tconfint_diff(usevar="unequal")
    assert (found.low[0], found.high[0]) == pytest.approx((low, high))
    assert found.p_value[0] == pytest.approx(test.ttest_ind(usevar="unequal")[1])


def test_each_group_stands_beside_the_people_of_all_others():
    table = pd.DataFrame({"g": list("aaabbcc"), "y": [1.0, 2, 3, 4, 6, 7, 9]})
    found = compare_with_rest(table["y"].to_numpy(), table["g"].to_numpy())
    assert found.rest[0] == pytest.approx((4 + 6 + 7 + 9) / 4)
    # b: 2 / 2 own; others: (3 * 1 + 2 * 2) / 25
    half = (found.high[1] - found.low[1]) / 2
    error = np.sqrt(1 + 7 / 25)
    assert found.difference[1] == pytest.approx(5 - 22 / 5)
    df = (1 + 7 / 25) ** 2 / (1 / 1 + (7 / 25) ** 2 / 3)
    from scipy import stats

    assert half == pytest.approx(stats.t.isf(0.025, df) * error)


def test_a_group_of_like_answers_takes_the_pooled_variance():
    y = np.array([2.0, 2.0, 2.1, 2.1, 1, 3, 5, 1, 4, 5])
    group = np.repeat(["a", "b", "c"], [4, 3, 3])
    bare, floored = compare_with_rest(y, group), compare_with_rest(y, group, floor=True)
    fit = sm.OLS(y, sm.add_constant(pd.get_dummies(group, dtype=float).drop(columns="a"))).fit()
    own = fit.mse_resid / 4
    away = (3 * np.var([1, 3, 5], ddof=1) + 3 * np.var([1, 4, 5], ddof=1)) / 36
    from scipy import stats

    half = (floored.high[0] - floored.low[0]) / 2
    assert half == pytest.approx(stats.t.isf(0.025, 7) * np.sqrt(own + away))
    assert floored.p_value[0] > bare.p_value[0]
    assert floored.difference == pytest.approx(bare.difference)


def test_one_group_or_one_person_gives_no_figure():
    alone = compare_with_rest(np.arange(5.0), np.array(["a"] * 5))
    assert np.isnan(alone.difference).all()
    single = compare_with_rest(np.array([1.0, 2, 3, 4]), np.array(["a", "b", "b", "b"]))
    assert np.isnan(single.difference[0]) and np.isfinite(single.difference[1])
