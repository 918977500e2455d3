"""Items and reliability of subscales, beside pandas, pingouin and published figures."""

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.change.responses.review import ResponseLimits, review_responses
from kinerja_lib.change.scales import findings as found
from kinerja_lib.change.scales import review as own
from kinerja_lib.change.scales import tables
from kinerja_lib.change.scales.figures import chart_reliability
from kinerja_lib.change.scales.review import ScaleLimits, review_scales
from kinerja_lib.change.scales.supplement import measure_general, measure_ordinal
from kinerja_lib.change.scales.trace import trace
from kinerja_lib.privacy.withholding import WITHHELD, withhold_block, withhold_table
from kinerja_lib.publish.figure import draw
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.careless_flags import CarelessLimits
from tests.change.evidence import draw_answers, make_book, make_evidence, make_responses

ALL_KEPT = ResponseLimits(careless=CarelessLimits(needed=9))
QUICK = ScaleLimits(draws=40)
BOOK = make_book((4, 4, 5, 1, 2), reverse=("butir_04",))


def review_of(answers, book=BOOK, limits=QUICK, **more):
    return review_scales(make_responses(answers, book, limits=ALL_KEPT, **more), limits)


@pytest.fixture(scope="module")
def review():
    """Of 300 people: item 08 keyed the wrong way, item 10 without spread."""
    answers = draw_answers(300, BOOK)
    answers[:, 7] = 6 - answers[:, 7]
    answers[:, 9] = 3
    return review_of(answers)


def test_alpha_and_its_interval_agree_with_pingouin():
    import pingouin

    answers = draw_answers(250, BOOK, seed=3)
    answers[5, 1] = np.nan
    row = review_of(answers).reliability.iloc[0]
    frame = pd.DataFrame(answers[:, :4])
    frame[3] = 6 - frame[3]
    alpha, (low, high) = pingouin.cronbach_alpha(frame)
    assert row["alfa"] == pytest.approx(alpha)
    assert (row["alfa_low"], row["alfa_high"]) == pytest.approx((low, high), abs=1e-3)
    assert row["omega_low"] < row["omega"] < row["omega_high"]


def test_the_rest_correlation_and_alpha_without_an_item_are_those_of_pandas(review):
    frame = pd.DataFrame(review.answers.of(BOOK.subscales[0]))
    rows = review.items[review.items["subskala"] == "skala_1"].reset_index(drop=True)
    for place in range(4):
        others = frame.drop(columns=place)
        assert rows["r"][place] == pytest.approx(frame[place].corr(others.sum(axis=1)))
        alpha = 3 / 2 * (1 - others.var().sum() / others.sum(axis=1).var())
        assert rows["alfa_tanpa"][place] == pytest.approx(alpha)
        assert rows["lantai"][place] == pytest.approx(100 * (frame[place] == 1).mean())


def test_an_item_keyed_the_wrong_way_is_named_and_never_turned(review):
    assert review.against["butir"].tolist() == ["butir_08"]
    finding = found.find_keying(review)
    assert finding.outcome == found.SURE and "Butir 08" in finding.sentence()
    assert "tidak dibalik" in finding.sentence()
    kept = review.responses.kept()
    assert np.array_equal(kept.keyed[:, 7], kept.asked[:, 7])
    low = review.reliability.iloc[1]
    assert low["hasil"] == own.LOW and found.find_reliability(review).outcome == found.LOW


def test_a_weak_negative_correlation_is_not_called_sure():
    rng = np.random.default_rng(0)
    book = make_book((3,))
    for _try in range(50):
        answers = rng.integers(1, 6, (30, 3)).astype(float)
        answers[:, 1] = answers[:, 0]
        review = review_of(answers, book)
        rows = review.against
        if len(rows) and (rows["r_high"] > 0).all():
            assert found.find_keying(review).outcome == found.OPEN
            return
    raise AssertionError("no draw with a weak negative correlation")


def test_what_cannot_be_computed_says_why(review):
    rows = review.reliability.set_index("subskala")
    assert rows.loc["skala_3", "sebab"] == Lack.NO_SPREAD
    assert rows.loc["skala_4", "sebab"] == Lack.FEW_ITEMS
    assert (rows.loc[["skala_3", "skala_4"], "hasil"] == own.CANNOT).all()
    assert rows.loc["skala_5", "sebab_omega"] == Lack.NOT_IDENTIFIED  # two items, one factor
    notes = review.items.set_index("butir")["catatan"]
    assert notes["butir_10"] == own.FLAT and notes["butir_14"] == own.CANNOT


@pytest.mark.parametrize(
    ("loading", "count", "outcome"),
    [(0.85, 300, found.ALL), (0.62, 40, found.UNSURE), (0.3, 300, found.LOW)],
)
def test_the_sentence_follows_the_interval_of_alpha(loading, count, outcome):
    book = make_book((4, 4))
    review = review_of(draw_answers(count, book, seed=5, loading=loading), book)
    finding = found.find_reliability(review)
    assert finding.outcome == outcome and "0,70" in finding.sentence()
    assert "valid" not in finding.sentence().lower()


def test_verdicts_turn_at_the_limits():
    review = review_of(draw_answers(50, BOOK))
    judge = review._judge
    assert judge(0.80, 0.9) == own.HIGH and judge(0.79, 0.9) == own.ENOUGH
    assert judge(0.70, 0.72) == own.ENOUGH and judge(0.69, 0.72) == own.UNSURE
    assert judge(0.5, 0.69) == own.LOW and judge(np.nan, np.nan) == own.CANNOT


@pytest.mark.parametrize("count", [0, 1, 3])
def test_hardly_anybody_gives_sentences_and_withheld_tables(count):
    review = review_of(draw_answers(max(count, 1), BOOK)[:count], BOOK) if count else None
    if review is None:
        review = review_scales(review_responses(make_evidence([]), BOOK), QUICK)
    for finding in (
        found.find_reliability(review), found.find_keying(review), found.find_ends(review)
    ):  # fmt: skip
        assert finding.sentence()
    for table in (*tables.tabulate_reliability(review), *tables.tabulate_items(review)):
        for row in withhold_table(table.to_json(), "internal")["rows"]:
            assert WITHHELD in row


def test_everybody_careless_leaves_nothing_to_compute():
    review = review_scales(make_responses(np.full((60, 16), 4.0), BOOK, detik=[9.0] * 60), QUICK)
    assert len(review.answers) == 0
    assert found.find_reliability(review).outcome == found.CANNOT
    assert found.find_keying(review).outcome == found.CANNOT
    assert found.find_ends(review).outcome == found.CANNOT
    assert not chart_reliability(review) and review.reliability["hasil"].eq(own.CANNOT).all()
    for table in (*tables.tabulate_spread(review), *tables.tabulate_supplement(review)):
        table.to_json()
    assert tables.tabulate_supplement(review, supplement=True)


@pytest.mark.parametrize(
    ("low", "high", "outcome"),
    [(20, 0, found.FLOOR), (0, 20, found.CEILING), (20, 20, found.BOTH), (14, 14, found.NONE)],
)
def test_floor_and_ceiling_are_counted_at_the_ends_of_the_range(low, high, outcome):
    book = make_book((3,))
    answers = np.tile([[2.0, 3, 4], [3, 4, 2], [4, 2, 3], [3, 3, 2]], (25, 1))
    answers[:low], answers[100 - high :] = 1, 5
    review = review_of(answers, book)
    row = review.spread.iloc[0]
    assert (row["lantai"], row["langit"]) == pytest.approx((low, high))
    assert found.find_ends(review).outcome == outcome


def test_texts_stand_on_the_page_only_where_the_licence_allows(review):
    assert any("teks" in table.columns for table in tables.tabulate_items(review))
    secret = make_book((4, 4), publish_text=False)
    hidden = review_of(draw_answers(60, secret), secret)
    assert (hidden.items["teks"] == "").all()
    assert not any("teks" in table.columns for table in tables.tabulate_items(hidden))


def test_a_subscale_that_the_wave_did_not_ask_is_left_out():
    answers = draw_answers(100, BOOK)
    answers[:, 8:13] = np.nan
    review = review_of(answers)
    assert review.reliability["subskala"].tolist() == ["skala_1", "skala_2", "skala_4", "skala_5"]


def test_the_supplement_is_off_until_asked_for(review):
    assert tables.tabulate_supplement(review) == []
    book = make_book((4, 4, 4), themes=("iklim",))
    whole = review_of(draw_answers(200, book), book)
    ordinal, general = measure_ordinal(whole), measure_general(whole)
    # five points cut off correlation, so the ordinal figure is the larger one
    assert (ordinal["alfa"] > whole.reliability["alfa"]).all()
    row = general.iloc[0]
    assert 0 < row["low"] < row["omega_h"] < row["high"] < row["omega"] < 1
    assert found.find_general(whole, general)[0].outcome == found.SOME
    assert len(tables.tabulate_supplement(whole, supplement=True)) == 2
    assert found.find_general(review, measure_general(review))[0].outcome == found.CANNOT


def test_omega_hierarchical_of_planted_factors():
    """Three factors that correlate .35, loadings .75: the general factor loads sqrt(.35)."""
    book = make_book((5, 5, 5), high=7, themes=("kesiapan",))
    row = measure_general(review_of(draw_answers(3000, book, seed=2), book)).iloc[0]
    share = 0.75**2 * 15 * 0.35 * 15
    own_share = 0.75**2 * 25 * 0.65 * 3
    expected = share / (share + own_share + 15 * (1 - 0.75**2))
    assert row["omega_h"] == pytest.approx(expected, abs=0.03)


@pytest.mark.parametrize("wide", [True, False])
def test_the_figure_draws_every_subscale_with_an_interval(review, wide):
    figure = chart_reliability(review)[0].to_json()
    axes = draw(figure, wide=wide)
    texts = {text.get_text() for text in axes.texts}
    assert {"Skala 1", "Skala 2", "Skala 5", "0,70", "0,80"} <= texts and "Skala 3" not in texts


def test_tables_have_different_ids_and_the_trace_names_them(review):
    shown = [*tables.tabulate_reliability(review), *tables.tabulate_items(review)]
    shown += [*tables.tabulate_spread(review)]
    said = [found.find_reliability(review), found.find_keying(review), found.find_ends(review)]
    ids = {thing.id for thing in [*shown, *said, *chart_reliability(review)]}
    assert len(ids) == len(shown) + 4 == 9
    assert {line.number.split(".")[0] for line in trace(review)} >= {"skala-omega", "skala-butir"}
    for table in shown:
        withhold_table(table.to_json(), "public")


def test_no_end_of_an_item_follows_from_what_the_public_edition_shows(review):
    """By hand, of 416: 167, 166 and 83 by side, 39 lowest, all 1133: 340 = 4 * 83 + 8 highest."""
    public = [withhold_block(table.to_json(), "public") for table in tables.tabulate_items(review)]
    assert [table["id"] for table in public if table is not None] == ["skala-butir"]
