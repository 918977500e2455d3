"""Shrunken rates recover the spread that was drawn, and shrink small units most."""

import numpy as np
import pytest

from kinerja_lib.stats.rates import shrink_rates


def test_spread_mean_and_cover_are_recovered():
    rows = []
    for seed in range(30):
        random = np.random.default_rng(seed)
        sizes = random.integers(5, 60, 200)
        truth = random.beta(8, 24, 200)
        found = shrink_rates(random.binomial(sizes, truth), sizes)
        cover = ((found.low <= truth) & (truth <= found.high)).mean()
        gain = ((found.rate - truth) ** 2).mean() / ((found.raw - truth) ** 2).mean()
        rows.append((found.overall, found.spread, cover, gain))
    overall, spread, cover, gain = np.mean(rows, axis=0)
    assert overall == pytest.approx(0.25, abs=0.005)
    assert spread == pytest.approx((0.25 * 0.75 / 33) ** 0.5, abs=0.004)  # sd of beta(8, 24)
    assert 0.93 <= cover <= 0.96 and gain < 0.7


def test_posterior_worked_by_hand_from_the_fitted_beta():
    counts, sizes = np.array([2, 9, 1, 30, 12, 0.0]), np.array([4, 10, 12, 40, 60, 3.0])
    found = shrink_rates(counts, sizes)
    # weight = n / (n + a + b), rate = weight * own + (1 - weight) * common
    expected = found.weight * counts / sizes + (1 - found.weight) * found.overall
    assert found.rate == pytest.approx(expected)
    assert found.weight[5] == found.weight.min()


def test_equal_units_are_not_told_apart():
    found = shrink_rates(np.full(12, 5.0), np.full(12, 20.0))
    assert found.spread == 0 and found.rate == pytest.approx(np.full(12, 0.25), abs=0.005)


def test_missing_and_empty_units_get_no_rate_and_few_units_no_common_one():
    found = shrink_rates(np.array([1, 0, np.nan, 3, 2, 4, 1]), np.array([9, 0, 8, 9, 9, 9, 9.0]))
    assert np.isnan(found.rate[[1, 2]]).all() and found.units == 5
    few = shrink_rates(np.array([1, 2]), np.array([9, 9]))
    assert few.overall is None and few.reason == "units < 5"
    assert few.raw == pytest.approx([1 / 9, 2 / 9])
    with pytest.raises(ValueError, match="within 0 to size"):
        shrink_rates(np.array([5]), np.array([4]))
