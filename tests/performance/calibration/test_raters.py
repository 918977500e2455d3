"""Habits of raters: what was planted is found, honest raters stay unflagged, nothing is changed."""

import re
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.performance.calibration.raters import (
    LENIENT,
    ORDINARY,
    SEVERE,
    UNTESTED,
    RaterRule,
    review_raters,
)
from kinerja_lib.performance.calibration.raters_findings import (
    find_no_correction,
    find_rater_answer,
    find_raters,
)
from kinerja_lib.performance.calibration.review import CalibrationReview, read_results
from kinerja_lib.performance.calibration.tables import tabulate_habits
from kinerja_lib.privacy.withholding import withhold_block
from kinerja_lib.stats.rater_effects import estimate_leniency, flag_leniency
from kinerja_lib.stats.rating_pairs import pair_ratings
from tests.performance.appraisal_evidence import make_evidence, rate, region, set_rules

KINDS = ("longgar", "ketat", "terpusat", "halo", "seragam")
SIZE = 260  # people: few enough for quick tests, with two raters of each kind


@cache
def review_region():
    return review_raters(region("wanggar", SIZE)[0])


def test_planted_raters_are_named_rightly_and_honest_ones_left_alone():
    found, truth = review_region(), region("wanggar", SIZE)[1]
    planted = {f"{p['penilai']}|atasan": p["jenis"] for p in truth["penilaian"]["penilai"]}
    named = found.raters.loc[list(planted), "tanda"]
    right = sum(
        kind in tags.split("; ") for tags, kind in zip(named, planted.values(), strict=True)
    )
    assert right >= 0.9 * len(planted) and set(planted.values()) == set(KINDS)
    honest = found.tested[~found.tested.index.isin(list(planted))]
    assert (honest["tanda"] != ORDINARY).mean() <= 0.05
    moved = found.raters.loc[[k for k, v in planted.items() if v in ("longgar", "ketat")]]
    size = np.where([planted[k] == "longgar" for k in moved.index], 12.0, -12.0)
    assert np.corrcoef(moved["leniency"], size)[0, 1] > 0.9


def test_the_rule_takes_the_larger_of_the_two_limits():
    fit = review_region().fit
    ordinary = fit.variances.rater**0.5
    assert RaterRule(0.5, 2.0).margin(fit) == pytest.approx(2 * ordinary)
    assert RaterRule(20.0, 2.0).margin(fit) == 20.0


@pytest.mark.parametrize(
    ("smallest", "basis"), [(20.0, "selisih terkecil yang berarti"), (0.5, "simpangan baku")]
)
def test_the_page_says_which_limit_binds(smallest, basis):
    found = replace(review_region(), rule=RaterRule(smallest, 2.0))
    assert f"dari penilai lain, menurut {basis}" in find_raters(found).sentence()
    assert max(found.limits) == found.margin


def test_the_threshold_comes_from_the_rules_file():
    evidence = region("wanggar", SIZE)[0]
    strict = review_raters(replace(evidence, rules=set_rules(kalibrasi__ambang_tanda=9)))
    assert strict.rule.deviations == 9 and strict.count(LENIENT) + strict.count(SEVERE) == 0


def test_leniency_equals_that_of_the_model_on_the_same_ratings():
    rng = np.random.default_rng(3)
    rows, table = [], []
    for person in range(24):
        for rater in range(4):
            scores = np.round(75 + person % 5 + 8 * (rater == 0) + rng.normal(0, 2, 3))
            rows += rate(f"P{person}", f"R{rater}", "rekan", scores)
            table += [(f"R{rater}", f"P{person}", f"A{i}", s) for i, s in enumerate(scores)]
    found = review_raters(make_evidence(penilaian=rows))
    pairs = pair_ratings(pd.DataFrame(table, columns=["rater", "ratee", "aspect", "score"]))
    fit = estimate_leniency(pairs)
    assert found.raters["leniency"].to_numpy() == pytest.approx(fit.raters["leniency"].to_numpy())
    expected = flag_leniency(fit, margin=found.margin)["flag"].to_numpy(dtype=float)
    assert ((found.raters["tanda"] == LENIENT).to_numpy() == (expected == 1)).all()
    # the plain difference: 8 points for one of four raters is 6 above the mean of all four
    assert found.raters["mentah"].iloc[0] == pytest.approx(6, abs=0.5)


def test_raters_of_few_people_get_no_verdict():
    rows = [row for p in "ABCD" for row in rate(p, "K", "atasan", [100, 100, 100])]
    rows += [row for p in "ABCDE" for row in rate(p, "L", "rekan", [70, 75, 80])]
    found = review_raters(make_evidence(penilaian=rows))
    assert found.raters.loc["K|atasan", "tanda"] == UNTESTED
    assert "K|atasan" not in found.tested.index


def test_self_ratings_and_later_rounds_do_not_enter():
    rows = [*rate("A", "A", "diri", [100]), *rate("A", "K", "atasan", [80])]
    rows += rate("B", "K", "atasan", [80], period="2027", day="2027-08-01")
    rows += rate("B", "K", "atasan", [70], period="2024", day="2024-08-01")
    found = review_raters(make_evidence(penilaian=rows))
    assert found.ratings == 1 and found.rounds == ("2026",)


@pytest.mark.parametrize("rows", [[], rate("A", "K", "atasan", [80, 80, 80])])
def test_without_enough_ratings_each_sentence_says_so(rows):
    found = review_raters(make_evidence(penilaian=rows))
    for finding in (find_rater_answer(found), find_raters(found), find_no_correction(found)):
        assert "tidak dapat dihitung" in finding.sentence()


def test_the_page_says_that_nothing_is_corrected():
    found = review_region()
    assert "tidak ada nilai yang diubah" in find_rater_answer(found).sentence()
    assert "Nilai mentah tetap berlaku" in find_no_correction(found).sentence()
    assert f"Dari {len(found.tested)} penilai yang diuji" in find_raters(found).sentence()


def test_a_region_of_ordinary_raters_gets_no_flag():
    rng = np.random.default_rng(1)
    rows = []
    for person in range(30):
        level = 75 + rng.normal(0, 5)
        for rater in range(5):
            rows += rate(f"P{person}", f"R{rater}", "rekan", level + rng.normal(0, 4, 5))
    found = review_raters(make_evidence(penilaian=rows))
    assert found.flagged.empty
    assert "Tidak satu pun dari lima penilai" in find_rater_answer(found).sentence()


def test_few_raters_are_not_counted_in_public():
    evidence, raters = region("wanggar", SIZE)[0], replace(review_region())
    table = review_region().raters
    calm = table.index.isin(review_region().flagged.index[2:])
    raters.__dict__["raters"] = table.assign(tanda=table["tanda"].mask(calm, ORDINARY))
    calibration = CalibrationReview(evidence, read_results(evidence), raters)
    assert len(raters.flagged) == 2 and len(raters.tested) > 10
    said = find_raters(raters).sentence()
    assert (
        not re.search(r"longgar (?!kurang|tidak)", said) and said.count("kurang dari sepuluh") == 1
    )
    assert find_rater_answer(raters).sentence().startswith("Kurang dari sepuluh dari ")
    table = withhold_block(tabulate_habits(calibration)[0].to_json(), "public")
    shown = {row[0]: row[1] for row in table["rows"]}
    assert shown["tidak ditandai"] == "tidak ditampilkan"  # those tested less these are the few
    assert all(shown[kind] in (0, "tidak ditampilkan") for kind in KINDS)
