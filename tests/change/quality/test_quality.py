"""Flow, rate, non-response, missing and careless answers of a wave, counted by hand."""

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.change.quality import findings as found
from kinerja_lib.change.quality import flow_findings as flow_words
from kinerja_lib.change.quality import tables
from kinerja_lib.change.quality.gaps import (
    compare_careless,
    compare_rules,
    count_items,
    count_people,
    count_signs,
)
from kinerja_lib.change.quality.review import (
    ALIKE,
    CANNOT,
    JOINED,
    OPEN,
    OVER,
    UNDER,
    QualityLimits,
    review_quality,
)
from kinerja_lib.change.quality.trace import trace
from kinerja_lib.change.responses.frame import order_bands, read_band
from kinerja_lib.change.responses.review import ResponseLimits, review_responses
from kinerja_lib.privacy.withholding import WITHHELD, withhold_table
from kinerja_lib.stats.psychometrics.careless_flags import CarelessLimits
from tests.change.evidence import draw_answers, make_book, make_evidence, make_responses, make_rows

ALL_KEPT = ResponseLimits(careless=CarelessLimits(needed=9))
BOOK = make_book((4, 4, 4, 5), reverse=("butir_04", "butir_08"))


def spoil(answers):
    """Straight answers 0-11, drawn by lot 20-34, outside 50-51, too short 60."""
    answers[:12] = 4
    answers[20:35] = np.random.default_rng(1).integers(1, 6, (15, answers.shape[1]))
    answers[50:52, 0] = 9
    answers[60, 4:] = np.nan
    return answers


@pytest.fixture(scope="module")
def review():
    answers = spoil(draw_answers(400, BOOK))
    answers[100:180, 5] = np.nan
    return review_quality(make_responses(answers, BOOK, staff=500))


def test_the_flow_counts_every_step(review):
    flow = review.flow
    assert (flow["diundang"], flow["menjawab"], flow["dalam"], flow["layak"]) == (
        500,
        400,
        398,
        397,
    )
    apart = review.people["layak"] & ~review.people["dipakai"]
    assert apart[:12].all() and apart[20:35].sum() >= 10 and apart.sum() <= 29
    assert flow["dipakai"] == 397 - apart.sum()
    assert review.rate == pytest.approx(100 * 397 / 500)  # RR2: usable over invited
    assert review.units[["diundang", "menjawab"]].to_numpy().tolist() == [[125, 100]] * 4
    assert review.units["persen"].iloc[3] == pytest.approx(100 * 99 / 125)  # 51 is outside


def test_units_that_hardly_answer_are_named_only_from_ten_people():
    rows = make_rows(draw_answers(100, BOOK), BOOK, units=2)
    staff = [{"nip": f"{n}", "unit_id": f"U{n % 2}", "status_kerja": "aktif"} for n in range(120)]
    staff += [{"nip": f"a{n}", "unit_id": "U2", "status_kerja": "aktif"} for n in range(9)]
    staff += [{"nip": f"b{n}", "unit_id": "U3", "status_kerja": "aktif"} for n in range(10)]
    staff += [{"nip": f"c{n}", "unit_id": "U3", "status_kerja": "pensiun"} for n in range(5)]
    evidence = make_evidence(rows)
    evidence.checked.tables["pegawai"] = make_staff_frame(staff)
    review = review_quality(review_responses(evidence, BOOK))
    assert review.flow["diundang"] == 139 and review.silent == ["Unit 3"]
    sentence = flow_words.find_silent(review)[0].sentence()
    assert "Unit 3" in sentence and "Unit 2" not in sentence
    assert "71,9%" in flow_words.find_rate(review).sentence()
    bands = tables.tabulate_units(review)[0].frame.set_index("unit")["hasil"]
    assert bands["Unit 3"] == tables.SILENT and bands["Unit 0"] == tables.NEARLY


def make_staff_frame(rows):
    from tests.performance.results_evidence import shape

    return shape("pegawai", rows)


def test_without_a_frame_the_rate_cannot_be_computed():
    review = review_quality(make_responses(draw_answers(60, BOOK), BOOK))
    assert np.isnan(review.rate) and review.variables["hasil"].eq(CANNOT).all()
    assert flow_words.find_rate(review).outcome == found.CANNOT
    more = review_quality(make_responses(draw_answers(60, BOOK), BOOK, staff=40))
    assert np.isnan(more.rate) and more.units["persen"].isna().all()


def test_a_wave_that_is_none_gives_sentences_and_no_table():
    review = review_quality(review_responses(make_evidence([]), BOOK))
    sentences = [
        flow_words.find_rate(review),
        flow_words.find_flow(review),
        *found.find_frame(review),
    ]
    sentences += [found.find_missing(review), found.find_rules(review)]
    sentences += [found.find_careless(review)]
    assert all(sentence.sentence() for sentence in sentences)
    assert not [*tables.tabulate_flow(review), *tables.tabulate_units(review)]
    assert not [*tables.tabulate_careless(review), *tables.tabulate_missing(review)]
    assert len(trace(review)) == 5


def compare(answered_women, answered_men):
    """Give the judgement on sex of 200 women and 200 men invited."""
    count = answered_women + answered_men
    sex = ["P"] * answered_women + ["L"] * answered_men
    responses = make_responses(draw_answers(count, BOOK), BOOK, staff=400, jenis_kelamin=sex)
    rows = review_quality(responses).variables.set_index("peubah")
    return rows.loc["jenis_kelamin"]


@pytest.mark.parametrize(
    ("women", "men", "outcome"), [(180, 60, {OVER, UNDER}), (150, 148, {ALIKE}), (24, 16, {OPEN})]
)
def test_respondents_are_compared_with_the_frame(women, men, outcome):
    row = compare(women, men)
    assert row["hasil"] in outcome
    table = np.array([[women, men], [200 - women, 200 - men]])
    expected = table.sum(1, keepdims=True) * table.sum(0) / table.sum()
    from scipy import stats

    chance = stats.chi2.sf(((table - expected) ** 2 / expected).sum(), 1)
    assert row["p"] == pytest.approx(chance)
    assert abs(row["selisih"]) == pytest.approx(abs(100 * women / (women + men) - 50))


def test_small_classes_are_joined():
    status = ["PNS"] * 80 + ["PPPK"] * 8 + ["CPNS"] * 12
    evidence = make_evidence(make_rows(draw_answers(100, BOOK), BOOK, status=status))
    staff = [
        {"nip": f"{n}", "unit_id": "U0", "status_kerja": "aktif", "status": status[n % 100]}
        for n in range(200)
    ]
    evidence.checked.tables["pegawai"] = make_staff_frame(staff)
    review = review_quality(review_responses(evidence, BOOK), QualityLimits(least=10))
    rows = review.classes[review.classes["peubah"] == "status"]
    assert rows["kelas"].tolist() == ["PNS", JOINED]
    assert rows["responden"].tolist() == [80, 20]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("30-39", (30, 39)),
        ("30–39 tahun", (30, 39)),
        ("40 sampai 49", (40, 49)),
        ("di bawah 30", (0, 29)),
        ("< 30", (0, 29)),
        ("50 ke atas", (50, 200)),
        ("50+", (50, 200)),
        ("di atas 50", (51, 200)),
        ("muda", None),
        ("", None),
    ],
)
def test_age_bands_are_read(text, ends):
    assert read_band(text) == ends


def test_bands_that_overlap_are_not_used():
    assert order_bands(["50 ke atas", "di bawah 30", "30-49"]) == {
        "di bawah 30": (0, 29), "30-49": (30, 49), "50 ke atas": (50, 200),
    }  # fmt: skip
    assert order_bands(["30-40", "40-50"]) is None and order_bands(["30-40", "tua"]) is None
    assert order_bands([]) is None


def test_missing_answers_are_counted_by_item_and_person(review):
    items = count_items(review).set_index("butir")["kosong"]
    assert items["butir_06"] == pytest.approx(100 * 80 / 397) and items["butir_01"] == 0
    assert found.find_missing(review).values["item"] == "06"
    people = count_people(review).set_index("kelas")["n"]
    assert people.tolist() == [397 - 80, 80, 0, 0]


def test_the_person_mean_rule_stands_beside_complete_rows():
    book = make_book((4,))
    answers = np.tile([[2.0, 3, 4, 5], [1, 2, 3, 4]], (20, 1))
    answers[0, 3], answers[1, :2] = np.nan, np.nan
    row = compare_rules(review_quality(make_responses(answers, book, limits=ALL_KEPT))).iloc[0]
    scores = [3.0, *[3.5, 2.5] * 19]  # (2 + 3 + 4) / 3; the second has too few answers
    assert row["rerata"] == pytest.approx(np.mean(scores))
    assert (row["n"], row["n_lengkap"], row["ditolak"]) == (39, 38, 1)
    assert row["rerata_lengkap"] == pytest.approx(3)


@pytest.mark.parametrize(("lift", "outcome"), [(0, ALIKE), (2, found.HIGHER), (-2, found.LOWER)])
def test_the_sentence_on_both_rules_follows_their_difference(lift, outcome):
    book = make_book((4,))
    answers = np.clip(np.tile([[2.0, 3, 4, 3], [3, 4, 2, 3]], (40, 1)), 1, 5)
    answers[:40] = np.clip(answers[:40] + lift, 1, 5)
    answers[:40, 3] = np.nan
    review = review_quality(make_responses(answers, book, limits=ALL_KEPT))
    assert found.find_rules(review).outcome == outcome


def test_careless_answers_are_counted_by_sign_and_their_effect_is_shown(review):
    signs = count_signs(review).set_index("tanda")
    assert signs.loc["longstring", "kena"] == signs.loc["flatness", "kena"] == 12
    assert "seconds" in signs.index and signs.loc["seconds", "n"] == 0
    assert not signs.loc["even_odd", "dipakai"]
    rows = compare_careless(review)
    kept, every = review.responses.kept(), review.responses.usable("2026-1")
    assert rows["rerata"].iloc[0] == pytest.approx(kept.scores["skala_1"].mean())
    assert rows["rerata_semua"].iloc[0] == pytest.approx(every.scores["skala_1"].mean())
    own = pd.DataFrame(kept.of(BOOK.subscales[0]))  # alpha by its formula
    by_hand = 4 / 3 * (1 - own.var().sum() / own.sum(axis=1).var())
    assert rows["alfa"].iloc[0] == pytest.approx(by_hand)
    assert found.find_careless(review).outcome in (found.HIGHER, found.LOWER)


def test_careless_sentences_for_nobody_and_everybody():
    honest = review_quality(make_responses(draw_answers(100, BOOK, seed=4), BOOK))
    assert found.find_careless(honest).outcome == found.NONE
    everyone = review_quality(make_responses(np.full((60, 17), 4.0), BOOK, detik=[9.0] * 60))
    assert everyone.flow["dipakai"] == 0
    assert found.find_careless(everyone).outcome == found.ALL
    assert flow_words.find_flow(everyone).outcome == found.NONE
    for table in (*tables.tabulate_careless(everyone), *tables.tabulate_rules(everyone)):
        table.to_json()


def test_no_count_below_ten_stands_in_a_sentence(review):
    sentence = flow_words.find_flow(review).sentence()
    assert "kurang dari sepuluh karena berisi jawaban di luar rentang" in sentence
    for finding in (
        flow_words.find_rate(review),
        flow_words.find_flow(review),
        found.find_careless(review),
    ):
        assert finding.subject == "sikap" and finding.n >= 10


def test_tables_of_the_response_can_be_published(review):
    shown = [*tables.tabulate_flow(review), *tables.tabulate_units(review)]
    shown += [*tables.tabulate_frame(review), *tables.tabulate_missing(review)]
    shown += [*tables.tabulate_rules(review), *tables.tabulate_careless(review)]
    said = [flow_words.find_rate(review), flow_words.find_flow(review), *found.find_frame(review)]
    said += [found.find_missing(review), found.find_rules(review), found.find_careless(review)]
    assert len({thing.id for thing in [*shown, *said]}) == len(shown) + len(said) > 15
    for table in shown:
        withhold_table(table.to_json(), "public")
    flow = withhold_table(shown[0].to_json(), "public")["rows"]
    # Two of 400 outside and one too short: 400 and 398 would give both away.
    assert [count for _step, count in flow] == [500, *[WITHHELD] * 3, 397, 25, 372]


def test_rows_that_the_check_set_aside_are_said_with_the_rule():
    review = review_quality(make_responses(draw_answers(60, BOOK), BOOK))
    assert flow_words.find_refused(review) == []
    checked = review.responses.evidence.checked
    own = checked.loads["table"] == "survei_asn"
    checked.loads = checked.loads.assign(rows_in=74, quarantined=np.where(own, 14, 0))
    fault = {"table": "survei_asn", "severity": "quarantine", "rule": "satu kunci satu isi"}
    checked.findings = pd.DataFrame([fault] * 14)
    sentence = flow_words.find_refused(review)[0].sentence()
    assert "14 baris survei tidak dipakai" in sentence and "satu kunci satu isi" in sentence


def test_the_second_figures_are_hidden_where_they_give_those_of_a_few_people():
    answers = draw_answers(200, BOOK)
    answers[:4] = 4
    answers[10:13, 0] = np.nan  # three rows of the first subscale are incomplete
    responses = make_responses(answers, BOOK, detik=[5.0] * 4 + [300.0] * 196)
    review = review_quality(responses)
    assert 0 < len(responses.usable("2026-1")) - len(responses.kept()) < 10
    rows = tables.tabulate_careless(review)[1].frame
    assert rows["rerata_semua"].eq("tidak ditampilkan").all()
    assert rows["selisih"].eq("tidak ditampilkan").all() and rows["rerata"].notna().all()
    rules = tables.tabulate_rules(review)[0].frame
    assert rules["rerata_lengkap"].eq("tidak ditampilkan").tolist() == [True] + [False] * 3
    for table in (*tables.tabulate_careless(review), *tables.tabulate_rules(review)):
        assert withhold_table(table.to_json(), "public")["rows"]
