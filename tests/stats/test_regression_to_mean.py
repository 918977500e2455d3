"""Return to the mean: by hand, and against a world without any true change."""

import numpy as np
import pytest

from kinerja_lib.stats.regression_to_mean import expect_return


def test_worked_by_hand():
    # means 4 and 5, both spreads equal; reliability 0.5: 0 -> 5 + 0.5 * (0 - 4) = 3
    found = expect_return(np.array([0, 4, 8.0]), np.array([1, 5, 9.0]), reliability=0.5)
    assert found.expected == pytest.approx([3, 5, 7])
    assert found.beyond == pytest.approx([-2, 0, 2])


def test_without_true_change_the_return_explains_all_of_it():
    random = np.random.default_rng(4)
    true = random.normal(0, 3, 5000)
    first, second = true + random.normal(0, 3, 5000), true + random.normal(0, 3, 5000)
    weakest = first < np.quantile(first, 0.2)
    assert (second - first)[weakest].mean() > 1.5  # seems to be progress
    found = expect_return(first, second, group=weakest)
    assert found.reliability == pytest.approx(0.5, abs=0.03)
    assert found.share == pytest.approx(1, abs=0.06)
    assert abs(found.beyond[weakest].mean()) < 0.1
    assert 0.94 < ((found.low <= second) & (second <= found.high)).mean() < 0.96


def test_a_true_gain_stays_beyond_the_expected():
    random = np.random.default_rng(8)
    true = random.normal(0, 3, 5000)
    first, second = true + random.normal(0, 1, 5000), true + random.normal(0, 1, 5000)
    chosen = first < -3
    second = second + np.where(chosen, 4.0, 0.0)
    found = expect_return(first, second, reliability=0.9, group=chosen)
    assert 0 < found.share < 0.6 and found.beyond[chosen].mean() > 2


def test_missing_scores_are_not_counted():
    found = expect_return(np.array([1, 2, 3, np.nan, 5]), np.array([2, 2, 4, 4, np.nan]))
    assert found.n == 3 and np.isnan(found.expected[3]) and np.isnan(found.beyond[4])
    assert expect_return(np.array([1.0, 2]), np.array([1.0, 2])).reason == "n < 3"
    flat = expect_return(np.ones(4), np.arange(4.0))
    assert flat.reason == "no spread" and flat.share is None
    with pytest.raises(ValueError, match="reliability"):
        expect_return(np.arange(4.0), np.arange(4.0), reliability=1.2)
