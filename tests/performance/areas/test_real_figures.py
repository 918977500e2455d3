"""The figures of all provinces: what the example holds of them, and that all go through."""

from pathlib import Path

import pandas as pd
import pytest

from kinerja_lib.chart_style import to_svg
from kinerja_lib.performance.areas.figures import chart_paths, chart_targets
from kinerja_lib.performance.areas.findings import (
    find_achievement,
    find_answers,
    find_headline,
    find_path,
    find_requests,
)
from kinerja_lib.performance.areas.indicators import flag_derived
from kinerja_lib.performance.areas.quality import find_flags, find_quality, tabulate_quality
from kinerja_lib.performance.areas.review import review_indicators
from kinerja_lib.performance.areas.tables import tabulate_areas
from kinerja_lib.publish.alt import alt_text, describe_figure
from kinerja_lib.publish.figure import draw
from kinerja_lib.publish.svg import inline_svg
from kinerja_lib.sources.indicators import read_indicators

PROJECT = Path(__file__).resolve().parents[3]
EXAMPLE = ["JAWA BARAT", "SULAWESI BARAT", "JAMBI", "LAMPUNG", "PAPUA", "INDONESIA"]
CARDS = "examples/kartu_iku.csv"


@pytest.fixture(scope="module")
def everything(real_file):
    return read_indicators(str(real_file), str(PROJECT / CARDS))


def test_the_example_holds_exactly_the_rows_of_its_areas(real_file):
    every = pd.read_csv(real_file, dtype=str)
    own = every[every["provinsi"].isin(EXAMPLE)].reset_index(drop=True)
    example = pd.read_csv(PROJECT / "examples/iku_provinsi.csv", dtype=str)
    keys = list(example.columns[:3])
    pd.testing.assert_frame_equal(
        example.sort_values(keys, ignore_index=True), own.sort_values(keys, ignore_index=True)
    )
    assert set(own["provinsi"]) == set(EXAMPLE)


def test_the_growth_of_indonesia_is_found_to_be_a_plain_mean(everything):
    undeclared = everything.cards.assign(total_turunan="")
    flags = flag_derived(everything.figures, undeclared)
    assert flags[flags].index.tolist() == [("pertumbuhan_pdrb", "INDONESIA")]


@pytest.fixture(scope="module")
def review(everything):
    return review_indicators(
        everything.figures, everything.cards, year=2021, cap=120, reference_area="INDONESIA"
    )


def test_all_areas_go_through_review_and_sentences(review):
    assert len(review.areas) == 35 and review.areas["wilayah"].iloc[-1] == "Indonesia"
    sentences = [find_headline(review), find_achievement(review), find_path(review)]
    sentences += find_answers(review) + find_requests(review)
    sentences += find_quality(review) + find_flags(review)
    assert all(len(finding.sentence()) > 10 for finding in sentences)


def test_all_areas_go_through_tables(review):
    assert len(tabulate_areas(review).to_json()["rows"]) == 35
    assert len(tabulate_quality(review).to_json()["rows"]) == 5


# Drawn are the indicator with a derived total, and the one with a series break.
@pytest.mark.parametrize(
    ("chart", "drawn", "wide"), [(chart_targets, 4, False), (chart_paths, 0, True)]
)
def test_all_areas_go_through_drawings_and_alt_texts(review, chart, drawn, wide):
    for position in range(len(review.indicators)):
        figure = chart(review, position)
        data = figure.to_json()
        text = alt_text(describe_figure(data, figure.title.sentence()))
        assert len(text.split()) <= 75, text
        if position == drawn:
            svg = inline_svg(to_svg(draw(data, wide=wide)), label=text, css_class="fw")
            assert svg.count("<text") > 35


def test_published_verdicts_of_2021(review):
    judged = review.judged[review.judged["tahun"] == 2021]
    verdict = judged.set_index(["wilayah", "indikator"])["kesimpulan"]
    assert verdict["Indonesia", "kemiskinan"] == "tidak tercapai"
    assert verdict["Jambi", "kemiskinan"] == "lebih baik dari rentang"
    assert verdict["Indonesia", "pengangguran_terbuka"] == "lebih baik dari rentang"
    assert verdict["Indonesia", "rasio_gini"] == "tidak tercapai"
    assert verdict["Indonesia", "IPM"] == "tidak tercapai"
    assert verdict["Indonesia", "pertumbuhan_pdrb"] == "tidak dapat dihitung"
