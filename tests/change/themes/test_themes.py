"""Sides of the answers: what users of other tools complained of, each once."""

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.change.charts.themes import plot_themes
from kinerja_lib.change.responses.review import ResponseLimits
from kinerja_lib.change.themes import review as results
from kinerja_lib.change.themes.figures import chart_themes
from kinerja_lib.change.themes.findings import CANNOT, find_themes
from kinerja_lib.change.themes.review import ThemesReview, review_themes
from kinerja_lib.change.themes.sides import sort_sides
from kinerja_lib.change.themes.tables import tabulate_items, tabulate_themes
from kinerja_lib.change.themes.trace import trace
from kinerja_lib.chart_style import to_svg
from kinerja_lib.config.instrument import Codebook
from kinerja_lib.privacy.withholding import WITHHELD, withhold_table
from kinerja_lib.publish.figure import draw
from kinerja_lib.publish.svg import inline_svg
from kinerja_lib.stats.psychometrics.careless_flags import CarelessLimits
from tests.change.evidence import draw_answers, make_book, make_evidence, make_responses

NOBODY = ResponseLimits(careless=CarelessLimits(needed=99))


def review_of(answers, book=None, **columns) -> ThemesReview:
    return review_themes(make_responses(answers, book or make_book((4,)), limits=NOBODY, **columns))


def by_hand() -> np.ndarray:
    """40 people on 4 items of 1 to 5: half answer 1 2 3 3, half 5 5 3 4."""
    return np.repeat([[1, 2, 3, 3], [5, 5, 3, 4]], 20, axis=0)


def test_shares_by_hand_and_neutral_counted_once():
    # resistance: below the middle is hoped for: (2/4 + 0) / 2 = 25%; neutral (2/4 + 1/4) / 2
    row = review_of(by_hand()).rows.iloc[0]
    assert row["harap"] == pytest.approx(25.0)
    assert row["netral"] == pytest.approx(37.5)
    assert row["balik"] == pytest.approx(37.5)
    assert row["harap"] + row["netral"] + row["balik"] == pytest.approx(100)


@pytest.mark.parametrize(("high", "middle"), [(4, False), (5, True), (6, False), (7, True)])
def test_only_the_middle_point_is_neutral(high, middle):
    points = np.arange(1, high + 1, dtype=float)
    hoped, neutral, opposite = sort_sides(points, (1, high), hoped_high=True)
    assert neutral.sum() == middle
    assert hoped.sum() == opposite.sum() == high // 2
    assert ((hoped.astype(int) + neutral + opposite) == 1).all()


def test_keying_turns_the_sides_but_not_the_bars():
    book = make_book((4, 4), themes=("resistensi", "kesiapan"))
    answers = np.hstack([by_hand(), 6 - by_hand()])
    rows = review_of(answers, book).rows
    assert rows["harap"].iloc[0] == pytest.approx(rows["harap"].iloc[1])
    axes = plot_themes(rows, wide=True)
    bars = [p for p in axes.patches if p.get_height() == 18 and p.get_width() > 0]
    blue = [p.get_x() for p in bars if p.get_facecolor()[2] > p.get_facecolor()[0]]
    brown = [p.get_x() for p in bars if p.get_facecolor()[0] > 0.5 > p.get_facecolor()[2]]
    assert len(blue) == len(brown) == 2
    assert blue[0] == pytest.approx(blue[1])
    assert max(brown) < min(blue)


def test_grouping_does_not_invert_a_bar_and_order_stays_that_of_the_codebook():
    book = make_book((3, 3, 3))
    rows = review_of(draw_answers(120, book), book).rows
    shuffled = plot_themes(rows.iloc[::-1], wide=True)
    plain = plot_themes(rows, wide=True)
    widths = [sorted(round(p.get_width(), 3) for p in a.patches) for a in (plain, shuffled)]
    assert widths[0] == widths[1]
    assert rows["subskala"].tolist() == [s.name for s in book.subscales]


@pytest.mark.parametrize("answer", [1.0, 5.0, 3.0])
@pytest.mark.parametrize("wide", [True, False])
def test_a_side_that_nobody_chose_is_drawn_as_nothing(answer, wide):
    review = review_of(np.full((40, 4), answer))
    row = review.rows.iloc[0]
    assert row["hasil"] == results.CANNOT
    svg = to_svg(plot_themes(review.rows, wide=wide))
    assert "nan" not in svg
    assert inline_svg(svg, label="x", css_class="fw")
    assert find_themes(review)[0].outcome == CANNOT


def test_people_of_one_unit_are_not_called_a_survey_without_a_wave():
    review = review_themes(make_responses(by_hand(), make_book((4,)), units=1))
    sentence = find_themes(review)[0].sentence()
    assert "berasal dari satu unit" in sentence and "gelombang" not in sentence


def test_missing_answers_do_not_move_the_middle():
    answers = by_hand().astype(float)
    answers[::4, 3] = np.nan  # 10 of 160 answers
    full, holed = review_of(by_hand()).rows.iloc[0], review_of(answers).rows.iloc[0]
    assert holed["kosong"] == pytest.approx(100 * 10 / 160)
    # half of those 10 answered 3, the others 4: of 3 items left 2/3 are hoped for, or 0
    assert holed["harap"] == pytest.approx(100 * (15 * 2 / 4 + 5 * 2 / 3) / 40)
    assert full["harap"] != holed["harap"]
    assert holed["harap"] + holed["netral"] + holed["balik"] == pytest.approx(100)
    assert holed["n"] == 40


def test_a_person_without_a_score_counts_on_no_side():
    answers = by_hand().astype(float)
    answers[0, :3] = np.nan
    book = make_book((4, 4))
    row = review_of(np.hstack([answers, by_hand()]), book).rows.iloc[0]
    assert row["n"] == 39


def test_the_verdict_has_every_outcome():
    rng = np.random.default_rng(2)
    firm = review_of(rng.choice([1.0, 2, 3], (200, 4)), units=20)
    against = review_of(rng.choice([3.0, 4, 5], (200, 4)), units=20)
    assert firm.rows["hasil"].iloc[0] == results.MORE
    assert against.rows["hasil"].iloc[0] == results.LESS
    even = review_of(rng.choice([2.0, 3, 3, 3, 3, 3, 4], (2000, 4)), units=50)
    assert even.rows["hasil"].iloc[0] == results.EVEN
    open_ = review_of(rng.choice([1.0, 2, 3, 4, 5], (30, 4)), units=10)
    assert open_.rows["hasil"].iloc[0] == results.OPEN


def test_one_unit_gives_no_interval_and_says_so():
    review = review_of(draw_answers(60, make_book((4,))), units=1)
    found = find_themes(review)
    assert review.rows["hasil"].iloc[0] == results.CANNOT
    assert np.isnan(review.rows["harap_low"].iloc[0])
    assert "tidak dapat" in found[0].sentence()


def test_without_a_survey_there_is_a_sentence_and_no_table():
    book = make_book((4,))
    empty = make_evidence([])
    from kinerja_lib.change.responses.review import review_responses

    review = review_themes(review_responses(empty, book))
    assert find_themes(review)[0].outcome == CANNOT
    assert tabulate_themes(review) == tabulate_items(review) == chart_themes(review) == []
    assert len(trace(review)) == 4


def test_item_shares_from_few_people_are_hidden_with_a_companion():
    answers = np.tile([2.0, 4.0], (60, 1)).repeat(2, axis=1)
    answers[:4, 0] = 4.0  # four people on the opposite side of one item
    answers[30:, 0] = 3.0
    frame = tabulate_items(review_of(answers))[0].frame
    first = frame.iloc[0]
    assert first["persen_balik"] is None or np.isnan(first["persen_balik"])
    assert pd.isna(first[["persen_harap", "persen_netral", "persen_balik"]]).sum() == 2


def test_an_item_on_which_all_agree_is_hidden():
    answers = np.full((40, 4), 2.0)
    answers[:, 1] = np.tile([1.0, 3.0, 5.0, 4.0], 10)
    frame = tabulate_items(review_of(answers))[0].frame
    assert pd.isna(frame.iloc[0][["persen_harap", "persen_netral", "persen_balik"]]).all()


def test_wording_stands_only_where_the_licence_allows():
    shown = tabulate_items(review_of(by_hand()))[0].frame["butir"]
    silent = make_book((4,), publish_text=False)
    hidden = tabulate_items(review_of(by_hand(), silent))[0].frame["butir"]
    assert "Teks" in shown.iloc[0] and not hidden.str.contains("Teks").any()


def test_few_respondents_are_withheld_and_the_chart_says_so():
    review = review_of(draw_answers(8, make_book((4,))), units=4)
    table = withhold_table(tabulate_themes(review)[0].to_json(), "public")
    assert all(WITHHELD in row for row in table["rows"])
    figure = chart_themes(review)[0].to_json()
    figure["table"] = withhold_table(figure["table"], "public")
    assert WITHHELD in to_svg(draw(figure, wide=True))


def test_ranges_with_and_without_a_middle_share_one_chart():
    five, six = make_book((3,)), make_book((3, 3), high=6)
    from dataclasses import replace

    other = replace(six.instruments[0], code="lain", subscales=six.instruments[0].subscales[1:])
    book = Codebook((five.instruments[0], other))
    answers = np.random.default_rng(1).integers(1, 6, (60, 6)).astype(float)
    rows = review_of(answers, book).rows
    assert np.isnan(rows["netral"].iloc[1]) and rows["netral"].iloc[0] > 0
    assert "tidak berlaku" in to_svg(plot_themes(rows, wide=True))
