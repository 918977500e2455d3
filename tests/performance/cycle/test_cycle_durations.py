"""Quantiles with running stages against statsmodels and against counting by hand."""

import numpy as np
import pytest
from statsmodels.duration.survfunc import SurvfuncRight

from kinerja_lib.performance.cycle.durations import estimate_quantiles


def test_the_estimate_worked_by_hand():
    # finished on day 1 of 5, then 3 of 4 left: S = 4/5; day 3 of 3: S = 4/5 * 2/3 = 8/15;
    # day 5 of 1: S = 0. One ran on at day 2, one at day 4.
    days, ended = np.array([1.0, 2, 3, 4, 5]), np.array([True, False, True, False, True])
    assert estimate_quantiles(days, ended, (0.2, 0.25, 0.5, 0.75)) == [1.0, 3.0, 5.0, 5.0]


def test_a_median_that_is_not_reached_is_not_given():
    days, ended = np.array([2.0, 9, 9, 9]), np.array([True, False, False, False])
    assert estimate_quantiles(days, ended) == [2.0, None, None]
    assert estimate_quantiles(days[1:], ended[1:]) == [None, None, None]
    assert estimate_quantiles(np.array([]), np.array([], dtype=bool)) == [None, None, None]


@pytest.mark.parametrize("seed", range(6))
def test_agrees_with_statsmodels_where_no_step_ends_at_the_share(seed):
    rng = np.random.default_rng(seed)
    days = rng.integers(0, 40, 83).astype(float)
    ended = rng.random(83) < 0.7
    curve = SurvfuncRight(days, ended.astype(int))
    shares = (0.21, 0.43, 0.57)
    wanted = [curve.quantile(share) for share in shares]
    found = estimate_quantiles(days, ended, shares)
    assert [np.nan if f is None else f for f in found] == pytest.approx(wanted, nan_ok=True)


def test_without_running_stages_it_is_the_empirical_quantile():
    days = np.random.default_rng(3).integers(0, 30, 50).astype(float)
    found = estimate_quantiles(days, np.full(50, True))
    assert found == list(np.quantile(days, [0.25, 0.5, 0.75], method="inverted_cdf"))
