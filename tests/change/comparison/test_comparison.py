"""Groups and units compared on small invented surveys."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from scipy import stats

from kinerja_lib.change.comparison import dialogue, units
from kinerja_lib.change.comparison import dialogue_findings as words
from kinerja_lib.change.comparison.figures import chart_units
from kinerja_lib.change.comparison.findings import find_groups, find_units, find_weights
from kinerja_lib.change.comparison.groups import RANKS, WELCH, choose_test
from kinerja_lib.change.comparison.limits import ComparisonLimits
from kinerja_lib.change.comparison.meaning import BARRED, say_cause
from kinerja_lib.change.comparison.review import ComparisonReview, review_comparison
from kinerja_lib.change.comparison.tables import (
    tabulate_groups,
    tabulate_pairs,
    tabulate_tests,
    tabulate_weighted,
)
from kinerja_lib.change.comparison.trace import trace
from kinerja_lib.change.comparison.unit_tables import (
    tabulate_dialogue,
    tabulate_effects,
    tabulate_shares,
    tabulate_units,
    tabulate_unknown,
)
from kinerja_lib.change.comparison.units import fit_effects, shrink_units
from kinerja_lib.change.headings import has_tests, head_dialogue
from kinerja_lib.change.responses.review import ResponseLimits, review_responses
from kinerja_lib.change.structure.groups import CONFIGURAL, METRIC, NO_LEVEL, SCALAR, UNTESTED
from kinerja_lib.change.structure.review import review_structure
from kinerja_lib.change.themes.review import review_themes
from kinerja_lib.change.words import SEX, STATUS, UNIT
from kinerja_lib.chart_style import to_svg
from kinerja_lib.privacy.withholding import WITHHELD, withhold_table
from kinerja_lib.publish.figure import draw
from kinerja_lib.publish.phrases import CANNOT, NONE, SOME
from kinerja_lib.publish.svg import inline_svg
from kinerja_lib.stats.psychometrics.careless_flags import CarelessLimits
from tests.change.evidence import draw_answers, make_book, make_evidence, make_responses

NOBODY = ResponseLimits(careless=CarelessLimits(needed=99))
BOOK = make_book()


def give_structure(level):
    """A review of structure whose groups all reach one level."""
    return SimpleNamespace(level_of=lambda code, grouping, group: level)


def compare(
    count=200, shift=None, *, limits=None, structure=None, answers=None, **columns
) -> ComparisonReview:
    given = draw_answers(count, BOOK, shift=shift) if answers is None else answers
    responses = make_responses(given, BOOK, limits=NOBODY, **columns)
    return review_comparison(responses, limits, structure)


def one_low_unit(count=200, size=-1.5, n_units=8) -> np.ndarray:
    """Shift readiness, the second scale, in the people of the first unit."""
    shift = np.zeros((count, 3))
    shift[::n_units, 1] = size
    return shift


def named(review: ComparisonReview) -> set:
    found = review.dialogue[review.dialogue["hasil"] == dialogue.NEEDED]
    return set(zip(found["kelompok"], found["kode"], strict=True))


def test_a_planted_unit_is_named_and_no_other():
    review = compare(shift=one_low_unit(), units=8)
    assert named(review) == {("U0", "skala_2")}
    found = words.find_dialogue(review)
    assert found[0].outcome == SOME and "Unit 0" in found[0].sentence()
    assert "lebih rendah" in found[1].sentence() and "n = 25" in found[1].sentence()


def test_the_other_direction_is_not_a_reason_for_dialogue():
    review = compare(shift=one_low_unit(size=1.5), units=8)
    assert named(review) == set()
    assert (review.dialogue["hasil"] == dialogue.BETTER).sum() == 1
    assert words.find_dialogue(review)[0].outcome == NONE


def test_a_scale_where_low_is_hoped_for_is_named_for_a_high_score():
    shift = np.zeros((200, 3))
    shift[::8, 0] = 1.5
    review = compare(shift=shift, units=8, limits=ComparisonLimits(themes=("resistensi",)))
    assert named(review) == {("U0", "skala_1")}
    assert "lebih tinggi" in words.find_dialogue(review)[1].sentence()


def test_a_sure_difference_below_the_smallest_of_interest_is_not_named():
    review = compare(2000, one_low_unit(2000, -0.35), units=8, limits=ComparisonLimits(smallest=20))
    assert named(review) == set()
    alike = review.dialogue.set_index(["kelompok", "kode"])["hasil"]
    assert alike["U1", "skala_2"] == dialogue.ALIKE


@pytest.mark.parametrize(
    ("level", "expected"),
    [("tidak diuji", True), ("skalar", True), ("metrik", False), ("konfigural", False)],
)
def test_means_are_compared_only_where_answers_mean_the_same(level, expected):
    review = compare(shift=one_low_unit(), units=8, structure=give_structure(level))
    assert bool(named(review)) == expected
    if not expected:
        assert words.find_dialogue(review)[0].outcome == BARRED
        assert review.dialogue["p_holm"].notna().sum() == 0
    notes = [f.id for f in words.find_dialogue(review)]
    assert ("kelompok-dialog-makna" in notes) == (level == "tidak diuji")


def women_higher(structure=None, count=300):
    sex = np.array(["L", "P"])[np.arange(count) // 10 % 2]
    shift = np.zeros((count, 3))
    shift[sex == "P", 2] = 0.9
    return compare(count, shift, units=10, jenis_kelamin=list(sex), structure=structure)


@pytest.mark.parametrize("level", [NO_LEVEL, CONFIGURAL, METRIC])
def test_means_of_groups_are_no_finding_where_answers_do_not_mean_the_same(level):
    review = women_higher(give_structure(level))
    rows = tabulate_tests(review)[0].frame
    assert set(rows["hasil"]) == {BARRED} and rows["p_holm"].isna().all()
    assert set(rows["sebab"]) == {say_cause(level)} and say_cause(level)
    assert tabulate_pairs(review) == [] and tabulate_effects(review) == []
    assert tabulate_units(review) == [] and chart_units(review) == []
    assert {*tabulate_groups(review)[0].frame["guna"]} == {BARRED}
    said = {f.outcome for f in [*find_groups(review), *find_units(review)]}
    assert said == {BARRED}
    assert has_tests(review) is False and head_dialogue(review).outcome == CANNOT
    assert all("belum dapat dibandingkan" in f.sentence() for f in find_groups(review))


def test_one_grouping_that_is_not_alike_leaves_the_others():
    level = {"jenis_kelamin": METRIC}
    structure = SimpleNamespace(level_of=lambda code, grouping, group: level.get(grouping, SCALAR))
    review = women_higher(structure)
    rows = tabulate_tests(review)[0].frame
    assert {*rows.loc[rows["pengelompokan"] == SEX, "hasil"]} == {BARRED}
    assert BARRED not in {*rows.loc[rows["pengelompokan"] == "jenis", "hasil"]}
    assert SEX not in set(review.effects["pengelompokan"])
    about_sex = [f for f in find_groups(review) if "jenis kelamin" in f.sentence()]
    assert [f.outcome for f in about_sex] == [BARRED]


def test_what_could_not_be_tested_is_compared_with_a_caution():
    found = {f.id: f for f in find_groups(women_higher(give_structure(UNTESTED)))}
    assert found["kelompok-beda-jenis-kelamin"].outcome == SOME
    assert "jenis kelamin" in found["kelompok-makna"].sentence()
    sure = find_groups(women_higher(give_structure(SCALAR)))
    assert "kelompok-makna" not in {f.id for f in sure}


def test_levels_come_from_the_test_of_structure_and_groups_it_left_out_are_untested():
    plain = compare(600, unit_id=[f"U{n % 2 if n < 580 else 2}" for n in range(600)], units=3)
    assert set(plain.dialogue["setara"]) == {UNTESTED}
    structure = review_structure(plain.responses)
    review = review_comparison(plain.responses, None, structure)
    assert structure.comparable("skala_2", "unit_id") == SCALAR
    levels = review.dialogue.set_index(["pengelompokan", "kelompok", "kode"])["setara"]
    assert (levels[UNIT, "U0", "skala_2"], levels[UNIT, "U2", "skala_2"]) == (SCALAR, UNTESTED)
    assert "kelompok-dialog-makna" in [f.id for f in words.find_dialogue(review)]


def test_units_that_hardly_answer_are_left_open_and_not_called_low():
    answers = draw_answers(200, BOOK, shift=one_low_unit())
    unit_id = [f"U{n % 8}" if n % 8 else ("U0" if n < 96 else "U1") for n in range(200)]
    review = compare(answers=answers, units=8, unit_id=unit_id, staff=800)
    quiet = review.dialogue.set_index(["kelompok", "kode"])["hasil"]
    assert quiet["U0", "skala_2"] == dialogue.QUIET
    assert named(review) == set()
    assert "Unit 0" in set(tabulate_unknown(review)[0].frame["nama"])


def test_a_unit_with_nine_people_is_neither_compared_nor_shown():
    unit_id = ["U0"] * 9 + [f"U{1 + n % 5}" for n in range(151)]
    review = compare(160, units=6, unit_id=unit_id)
    assert (UNIT, "U0") in review.hidden
    assert not review.dialogue.set_index("kelompok").loc["U0", "p"].notna().any()
    for table in [*tabulate_units(review), *tabulate_groups(review)]:
        shown = withhold_table(table.to_json(), "internal")
        for row in shown["rows"]:
            assert "Unit 0" not in row or WITHHELD in row
    frame = tabulate_units(review)[0].frame
    assert frame.loc[frame["unit_id"] == "U0", "n"].isna().all()


def test_a_hidden_group_takes_a_companion_in_its_table():
    status = ["CPNS"] * 4 + ["PPPK"] * 20 + ["PNS"] * 176
    review = compare(units=8, status=status)
    assert {(STATUS, "CPNS"), (STATUS, "PPPK")} <= review.hidden
    table = next(t for t in tabulate_groups(review) if t.id == "kelompok-status")
    rows = withhold_table(table.to_json(), "internal")["rows"]
    assert all((WITHHELD in row) == (row[1] in ("CPNS", "PPPK")) for row in rows)
    assert CANNOT in [f.outcome for f in find_groups(review)]


def test_groups_that_differ_are_found_with_their_pairs():
    sex = np.array(["L", "P"])[np.arange(300) // 10 % 2]
    shift = np.zeros((300, 3))
    shift[sex == "P", 2] = 0.9
    review = compare(300, shift, units=10, jenis_kelamin=list(sex))
    tests = review.tests.set_index(["pengelompokan", "kode"])
    assert tests.loc[(SEX, "skala_3"), "p_holm"] < 0.001
    pairs = tabulate_pairs(review)[0].frame
    assert pairs["pasangan"].tolist() == ["L – P"] and pairs["n"].iloc[0] == 300
    assert pairs["selisih"].iloc[0] > 0
    by_id = {f.id: f for f in find_groups(review)}
    assert by_id["kelompok-beda-jenis-kelamin"].outcome == SOME
    assert "Skala 3" in by_id["kelompok-beda-jenis-kelamin"].sentence()


def test_skewed_or_heaped_scores_are_compared_by_ranks():
    rng, limits = np.random.default_rng(1), ComparisonLimits()
    group = np.repeat(["a", "b"], 100)
    assert choose_test(rng.normal(3, 0.7, 200), group, (1, 5), limits) == WELCH
    assert choose_test(rng.exponential(1, 200) + 1.01, group, (1, 5), limits) == RANKS
    heaped = rng.uniform(1.1, 4.9, 200)
    heaped[:31] = 5.0
    assert choose_test(heaped, group, (1, 5), limits) == RANKS


def test_unit_means_are_a_property_only_where_units_differ_and_agree():
    rng = np.random.default_rng(4)
    level = rng.choice([2.0, 4.0], 20)
    answers = level[np.arange(600) % 20][:, None] + rng.choice([-1.0, 0, 0, 1], (600, 12))
    review = compare(answers=np.clip(answers, 1, 5), units=20)
    assert (review.shares["hasil"] == units.PROPERTY).all()
    assert find_units(review)[0].outcome == SOME
    chance = compare(600, units=20)
    assert not (chance.shares["hasil"] == units.PROPERTY).any()
    assert find_units(chance)[0].outcome != SOME


def test_a_shrunken_mean_is_the_weighted_mean_of_the_mixed_model():
    rng = np.random.default_rng(3)
    unit = np.repeat(np.arange(12), rng.integers(3, 20, 12))
    y = 3 + 0.6 * rng.normal(size=12)[unit] + rng.normal(size=len(unit))
    fit = smf.mixedlm("y ~ 1", pd.DataFrame({"y": y, "u": unit}), groups="u").fit(reml=True)
    found = shrink_units(y, unit.astype(object))
    between, within = float(fit.cov_re.iloc[0, 0]), fit.scale
    for row in found.itertuples():
        own = y[unit == row.unit_id]
        weight = len(own) * between / (len(own) * between + within)
        mean = fit.params["Intercept"]
        assert row.rerata == pytest.approx(mean + weight * (own.mean() - mean), abs=1e-3)
        assert row.rerata_low < row.rerata < row.rerata_high
        spread = (1 - weight) * between + ((1 - weight) * fit.bse["Intercept"]) ** 2
        half = (row.rerata_high - row.rerata_low) / 2
        assert half == pytest.approx(1.96 * np.sqrt(spread), abs=2e-3)


def test_the_mixed_model_is_that_of_statsmodels():
    rng = np.random.default_rng(5)
    unit, sex = np.repeat(np.arange(15), 12), np.array(["L", "P", "P"])[np.arange(180) % 3]
    y = 3 + 0.4 * (sex == "L") + 0.5 * rng.normal(size=15)[unit] + rng.normal(size=180)
    frame = pd.DataFrame({"y": y, "u": unit, "first": (sex == "L").astype(float)})
    fit = smf.mixedlm("y ~ first", frame, groups="u").fit(reml=True)
    effect = fit_effects(y, unit.astype(object), {"sex": sex.astype(object)})[1][0]
    assert (effect["kelompok"], effect["acuan"], effect["n"]) == ("L", "P", 60)
    assert effect["selisih"] == pytest.approx(fit.params["first"], abs=1e-3)
    half = (effect["selisih_high"] - effect["selisih_low"]) / 2
    assert half == pytest.approx(1.96 * fit.bse["first"], abs=2e-3)


def test_weights_bring_the_answers_to_the_staff():
    sex = ["P" if n // 8 % 4 == 0 else "L" for n in range(256)]  # a quarter; half of the staff
    shift = np.zeros((256, 3))
    shift[np.array(sex) == "P", 1] = 1.0
    own = {"jenis_kelamin": sex, "kelompok_usia": ["30-39"] * 256}
    review = compare(256, shift, units=8, staff=400, **own)
    weights = review.weighting.weights
    share = weights.weight[np.array(sex) == "P"].sum() / weights.weight.sum()
    assert share == pytest.approx(0.5)
    # 64 people with weight 2, 192 with 2/3: (64 * 4 + 192 * 4/9) / 256 = 4/3
    assert weights.design_effect == pytest.approx(4 / 3)
    row = review.weighted.set_index("kode").loc["skala_2"]
    score = review.answers.scores["skala_2"]
    by_sex = score.groupby(np.array(sex)).mean()
    assert row["tertimbang"] == pytest.approx(by_sex.mean())
    assert tabulate_weighted(review) and find_weights(review)[0].outcome == NONE


def test_nothing_is_weighted_without_a_frame():
    review = compare(units=8)
    assert review.weighting.weights is None
    assert find_weights(review)[0].outcome == CANNOT and tabulate_weighted(review) == []
    assert review.weighted["rerata"].notna().all()


def test_people_of_no_known_group_do_not_follow_from_the_total():
    status = [None] * 4 + ["PPPK"] * 20 + ["PNS"] * 176
    review = compare(units=8, status=status)
    assert review.sizes[STATUS][None] == 4
    assert {(STATUS, None), (STATUS, "PPPK")} <= review.hidden
    assert (STATUS, "PNS") not in review.hidden
    table = next(t for t in tabulate_groups(review) if t.id == "kelompok-status")
    rows = withhold_table(table.to_json(), "internal")["rows"]
    assert all((WITHHELD in row) == (row[1] == "PPPK") for row in rows)


def publish_all(review: ComparisonReview) -> tuple[list, list, list]:
    parts = (
        tabulate_tests, tabulate_groups, tabulate_pairs, tabulate_weighted, tabulate_shares,
        tabulate_units, tabulate_dialogue, tabulate_unknown, tabulate_effects,
    )  # fmt: skip
    tables = [t for part in parts for t in part(review)]
    found = [f for part in (find_groups, find_units, find_weights) for f in part(review)]
    return (
        tables,
        [*found, *words.find_dialogue(review), *words.find_answer(review)],
        list(chart_units(review)),
    )


@pytest.mark.parametrize("count", [0, 3, 12, 60])
def test_few_respondents_give_words_and_never_a_warning(count):
    if count:
        review = compare(count, units=min(count, 4))
    else:
        review = review_comparison(review_responses(make_evidence([]), BOOK))
    tables, found, figures = publish_all(review)
    for one in tables:
        withhold_table(one.to_json(), "public")
    assert all(f.sentence() for f in found)
    assert not named(review) and len(trace(review)) == 6
    assert all("nan" not in to_svg(draw(f.to_json(), wide=True)) for f in figures)


def test_everyone_alike_or_in_one_unit_is_said():
    flat = compare(answers=np.full((60, 12), 3.0), units=5)
    assert publish_all(flat) and not named(flat)
    assert find_units(flat)[0].outcome == CANNOT
    nowhere = compare(60, unit_id=[None] * 60)
    assert publish_all(nowhere) and nowhere.dialogue.empty and not has_tests(nowhere)
    alone = compare(60, units=1)
    assert not named(alone)
    assert words.find_dialogue(alone)[0].outcome == CANNOT


@pytest.mark.parametrize("wide", [True, False])
def test_units_are_drawn_by_kind_and_name_and_hidden_ones_stay(wide):
    unit_id = ["U0"] * 9 + [f"U{1 + n % 5}" for n in range(151)]
    review = compare(160, units=6, unit_id=unit_id)
    figure = chart_units(review)[0].to_json()
    figure["table"] = withhold_table(figure["table"], "internal")
    svg = to_svg(draw(figure, wide=wide))
    assert WITHHELD in svg and "nan" not in svg
    assert inline_svg(svg, label="x", css_class="fw" if wide else "fn")
    names = [row[0] for row in figure["table"]["rows"]]
    kinds = [row[2] for row in figure["table"]["rows"]]
    assert (len(names) == 6 and kinds == sorted(kinds, key=str)) or WITHHELD in kinds


def test_no_respondent_is_named_anywhere():
    tables, found, _figures = publish_all(compare(shift=one_low_unit(), units=8, staff=300))
    text = str([t.to_json() for t in tables]) + str([f.to_json() for f in found])
    assert "R1" not in text and "Orang" not in text


def test_people_without_a_unit_stand_alone():
    """The interval is that of independent people: mean +- t(n - 1) sd / sqrt(n), by hand."""
    review = compare(60, unit_id=[None] * 60, jenis_kelamin=["L", "P"] * 30)
    score = review.answers.scores["skala_1"].to_numpy()[::2]
    row = review.groups.set_index(["kode", "kelompok"]).loc[("skala_1", "L")]
    half = stats.t.isf(0.025, 29) * score.std(ddof=1) / np.sqrt(30)
    assert (row.rerata_low, row.rerata_high) == pytest.approx(
        (score.mean() - half, score.mean() + half)
    )
    assert (row.n, row.unit) == (30, 0)
    assert review.dialogue.empty or not review.dialogue["tampil"].any()
    assert review.shares["rwg"].isna().all()
    themes = review_themes(review.responses).rows.set_index("kode").loc["skala_1"]
    assert (themes.n, themes.unit) == (60, 0) and np.isfinite(themes.rerata_low)
