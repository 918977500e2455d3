"""The mixed model against statsmodels' MixedLM and the full equations solved by brute force."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.regression.mixed_linear_model import MixedLM

from kinerja_lib.stats import rater_model
from kinerja_lib.stats.rater_model import Design, Variances, list_components, solve_raters
from kinerja_lib.stats.rater_variances import estimate_variances


def _draw(seed, *, units=1, unit_sd=None):
    """40 people in units, 12 raters, one to four ratings each; truth 25, 9 and 4."""
    random = np.random.default_rng(seed)
    person, leniency = random.normal(0, 5, 40), random.normal(0, 3, 12)
    rows = [
        (i, j, person[i] + leniency[j] + random.normal(0, 2))
        for i in range(40)
        for j in random.choice(12, random.integers(1, 5), replace=False)
    ]
    ratee, rater, score = (np.array(column) for column in zip(*rows, strict=True))
    rater = np.unique(rater, return_inverse=True)[1]
    return Design(score - score.mean(), rater, ratee, ratee % units, unit_sd)


def _solve_in_full(design, variances):
    """Henderson's equations with every unknown, inverted as they stand."""
    raters, ratees, units = design.sizes
    parts = [
        np.eye(n)[code]
        for n, code in zip(design.sizes, (design.rater, design.ratee, design.unit), strict=True)
    ]
    penalty = [np.full(raters, variances.error / variances.rater)]
    penalty += [np.full(ratees, variances.error / variances.ratee)]
    if design.unit_sd is None:
        penalty += [np.zeros(units)]
    else:
        penalty += [np.full(units, variances.error / design.unit_sd**2), np.zeros(1)]
        parts.append(np.ones((len(design.score), 1)))
    z = np.hstack(parts)
    inverse = np.linalg.inv(z.T @ z + np.diag(np.concatenate(penalty)))
    effect = inverse @ z.T @ design.score
    return effect[:raters], variances.error * np.diag(inverse)[:raters]


@pytest.mark.parametrize("unit_sd", [None, 2.0])
def test_effects_and_errors_equal_the_full_equations(unit_sd):
    design, variances = _draw(1, units=5, unit_sd=unit_sd), Variances(24.0, 7.0, 4.0, "given")
    effect, error = solve_raters(design, variances, seed=1)
    expected, spread = _solve_in_full(design, variances)
    assert effect == pytest.approx(expected, abs=1e-8)
    assert error == pytest.approx(spread, rel=1e-8)


def test_iteration_gives_the_same_effects_and_nearly_the_same_errors(monkeypatch):
    random = np.random.default_rng(4)
    ratee, rater = np.divmod(np.unique(random.integers(0, 3000 * 400, 9000)), 400)
    ratee = np.unique(ratee, return_inverse=True)[1]
    score = random.normal(0, 3, 400)[rater] + random.normal(0, 5, 3000)[ratee]
    score = score + random.normal(0, 2, len(score))
    design, variances = Design(score, rater, ratee, ratee % 20), Variances(25, 9, 4, "given")
    exact = solve_raters(design, variances, seed=1)
    monkeypatch.setattr(rater_model, "EXACT", 10)
    effect, error = solve_raters(design, variances, seed=1)
    assert effect == pytest.approx(exact[0], abs=1e-6)
    assert error == pytest.approx(exact[1], rel=0.2) and abs((error / exact[1]).mean() - 1) < 0.01


# statsmodels 0.15.0, MixedLM.from_formula("score ~ 1" or "score ~ C(unit)", groups=1,
# vc_formula={"ratee": "0 + C(ratee)", "rater": "0 + C(rater)"}).fit(reml=True)
@pytest.mark.parametrize(
    ("seed", "units", "expected"),
    [
        (3, 1, (34.753, 6.107, 3.672)),
        (3, 5, (35.962, 6.038, 3.661)),
        (8, 1, (35.102, 7.833, 5.303)),
    ],
)
def test_variances_equal_those_of_statsmodels(seed, units, expected):
    found = estimate_variances(_draw(seed, units=units))
    assert (found.ratee, found.rater, found.error) == pytest.approx(expected, rel=2e-3)
    assert found.method == "REML"


def test_variances_and_leniency_equal_a_live_fit_of_statsmodels():
    design = _draw(21)
    found = estimate_variances(design)
    effect, _ = solve_raters(design, found, seed=1)
    table = pd.DataFrame({"score": design.score, "rater": design.rater, "ratee": design.ratee})
    parts = {"ratee": "0 + C(ratee)", "rater": "0 + C(rater)"}
    fit = MixedLM.from_formula(
        "score ~ 1", groups=np.ones(len(table)), vc_formula=parts, data=table
    ).fit(reml=True)
    truth = dict(zip(fit.model.exog_vc.names, fit.vcomp, strict=True))
    assert found.ratee == pytest.approx(truth["ratee"], rel=5e-3)
    assert found.rater == pytest.approx(truth["rater"], rel=5e-3)
    named = fit.random_effects[1.0]
    expected = [named[f"rater[C(rater)[{j}]]"] for j in range(len(effect))]
    assert effect == pytest.approx(expected, abs=5e-3)


def test_moments_of_a_large_panel_are_near_the_truth(monkeypatch):
    monkeypatch.setattr(rater_model, "EXACT", 0)
    random = np.random.default_rng(9)
    ratee = np.repeat(np.arange(4000), 3)
    rater = (ratee * 7 + np.tile([0, 5, 11], 4000) + 3 * (ratee // 100)) % 600
    score = random.normal(0, 3, 600)[rater] + random.normal(0, 5, 4000)[ratee]
    design = Design(score + random.normal(0, 2, 12000), rater, ratee, ratee // 10)
    found = estimate_variances(design)
    assert found.method == "moments"
    assert (found.ratee, found.rater, found.error) == pytest.approx((25, 9, 4), rel=0.12)


def test_raters_who_share_nobody_are_parts_of_their_own():
    count, part = list_components(np.array([0, 1, 1, 2]), np.array([0, 0, 1, 2]))
    assert count == 2 and part[0] == part[1] != part[2]


def test_one_rater_a_person_leaves_people_and_error_together():
    random = np.random.default_rng(2)
    rater = np.repeat(np.arange(30), 8)
    score = random.normal(0, 3, 30)[rater] + random.normal(0, 5, 240)
    none = np.zeros(240, dtype=int)
    found = estimate_variances(Design(score - score.mean(), rater, np.arange(240), none))
    assert found.ratee == 0 and found.error == pytest.approx(25, rel=0.3)
