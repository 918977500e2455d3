"""Intervals against statsmodels, published tables and their own promise."""

import numpy as np
import pytest

from kinerja_lib.stats.intervals import (
    interval_clustered_mean,
    interval_count,
    interval_mean,
    interval_share,
    interval_share_difference,
)


def test_share_matches_statsmodels():
    # statsmodels 0.15 proportion_confint(3, 17, method="wilson")
    found = interval_share(3, 17)
    assert (found.low, found.high) == pytest.approx((0.0619112663762, 0.410294584628), abs=1e-8)
    assert interval_share(0, 10).low == 0 and interval_share(10, 10).high == 1


def test_share_difference_matches_newcombes_own_example():
    # Newcombe (1998), table II a, method 10: 56/70 - 48/80 gives 0.0524 to 0.3339
    found = interval_share_difference((48, 80), (56, 70))
    assert found.estimate == pytest.approx(0.2)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_counts_match_garwoods_table():
    # Garwood (1936): 0 gives 0 to 3.689; 3 gives 0.619 to 8.767
    assert interval_count(0).low == 0 and interval_count(0).high == pytest.approx(3.689, abs=5e-4)
    three = interval_count(3, exposure=2)
    assert (three.low, three.high) == pytest.approx((0.619 / 2, 8.767 / 2), abs=5e-4)


def test_mean_worked_by_hand_with_a_missing_value():
    # 2, 4, 6: mean 4, error 2 / sqrt(3), t(0.975, 2) = 4.30265
    found = interval_mean(np.array([2, 4, np.nan, 6]))
    assert found.n == 3
    assert found.high - found.estimate == pytest.approx(4.30265 * 2 / 3**0.5, rel=1e-5)


def test_clustered_interval_covers_the_truth_and_the_plain_one_does_not():
    random = np.random.default_rng(5)
    clusters = np.repeat(np.arange(12), 20)
    covered = plain = 0
    for seed in range(300):
        values = random.normal(size=12)[clusters] + random.normal(size=240)
        found = interval_clustered_mean(values, clusters, seed=seed, draws=400)
        covered += found.low <= 0 <= found.high
        plain += (lambda i: i.low <= 0 <= i.high)(interval_mean(values))
    assert 0.91 <= covered / 300 <= 0.985
    assert plain / 300 < 0.6


def test_the_seed_fixes_the_draws():
    values = np.random.default_rng(9).normal(size=40)
    clusters = np.repeat(np.arange(10), 4)
    first = interval_clustered_mean(values, clusters, seed=3)
    assert first == interval_clustered_mean(values, clusters, seed=3)
    assert first != interval_clustered_mean(values, clusters, seed=4)


def test_what_cannot_be_computed_says_why():
    assert interval_share(0, 0).reason == "n = 0"
    assert interval_share_difference((0, 0), (1, 2)).reason == "n = 0"
    assert interval_mean(np.array([3.0, np.nan])).reason == "n < 2"
    one = interval_clustered_mean(np.arange(4.0), np.zeros(4), seed=1)
    assert one.estimate is None and one.reason == "clusters < 2"


@pytest.mark.parametrize("wrong", [(-1, 5), (6, 5)])
def test_impossible_counts_are_refused(wrong):
    with pytest.raises(ValueError, match="within 0 to n"):
        interval_share(*wrong)
    with pytest.raises(ValueError, match="exposure"):
        interval_count(1, exposure=0)
