import math

import numpy as np
import pytest
import statsmodels.api as sm

from kinerja_lib.stats.clustered_change import measure_difference, measure_mean
from kinerja_lib.stats.lack import Lack


def test_a_mean_worked_by_hand():
    # mean 3; deviations -2 0 | 1 1 | -1 1; sums -2 2 0; squares 8; m/(m-1) 8 / n^2 = 1.5 * 8 / 36
    found = measure_mean(np.array([1, 3, 4, 4, 2, 4.0]), np.array(list("aabbcc")))
    assert found.interval.estimate == 3
    assert found.error == pytest.approx(math.sqrt(1 / 3))
    assert found.clusters == 3
    assert found.interval.high == pytest.approx(3 + 4.302653 * math.sqrt(1 / 3), abs=1e-5)


def test_mean_and_difference_agree_with_clustered_ols_of_statsmodels():
    rng = np.random.default_rng(3)
    unit = rng.integers(0, 14, 300)
    wave = np.repeat([0, 1], 150)
    value = rng.normal(size=14)[unit] + 0.3 * wave + rng.normal(size=300)
    keep = {"cov_type": "cluster", "cov_kwds": {"groups": unit, "use_correction": False}}
    mean = sm.OLS(value, np.ones(300)).fit(**keep)
    scale = math.sqrt(14 / 13)
    assert measure_mean(value, unit).error == pytest.approx(mean.bse[0] * scale)
    slope = sm.OLS(value, sm.add_constant(wave)).fit(**keep)
    sides = [(value[wave == w], unit[wave == w]) for w in (0, 1)]
    found = measure_difference(*sides)
    assert found.interval.estimate == pytest.approx(slope.params[1])
    assert found.error == pytest.approx(slope.bse[1] * scale)


def test_people_without_a_unit_and_few_units_count_one_by_one():
    value = np.array([1.0, 2, 3, 4, 6])
    alone = measure_mean(value, np.array([None] * 5, dtype=object))
    few = measure_mean(value, np.array(["a", "a", "b", "b", "b"]), least=10)
    assert alone.error == few.error == pytest.approx(value.std(ddof=1) / math.sqrt(5))


@pytest.mark.parametrize(
    ("values", "lack"),
    [([], Lack.ALL_MISSING), ([1.0, 2.0], Lack.FEW_PEOPLE), ([2.0] * 4, Lack.NO_SPREAD)],
)
def test_what_cannot_be_computed_says_why(values, lack):
    found = measure_mean(np.array(values), np.arange(len(values)))
    assert found.reason == lack
    assert found.interval.low is None
    assert math.isnan(found.p_value)
