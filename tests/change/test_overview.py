"""The first screen and the headings of the survey report, on the invented example."""

import datetime as dt
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.change import headings, overview
from kinerja_lib.change.comments.review import review_comments
from kinerja_lib.change.comparison.review import review_comparison
from kinerja_lib.change.drivers.behaviour import review_behaviour
from kinerja_lib.change.drivers.results import review_results
from kinerja_lib.change.drivers.review import DriverLimits, review_drivers
from kinerja_lib.change.overview import NO_ANSWERS, SurveyParts
from kinerja_lib.change.quality.review import review_quality
from kinerja_lib.change.responses.review import review_responses
from kinerja_lib.change.scales.review import ScaleLimits, review_scales
from kinerja_lib.change.structure.limits import StructureLimits
from kinerja_lib.change.structure.review import review_structure
from kinerja_lib.change.themes.review import review_themes
from kinerja_lib.change.waves.outreach import review_outreach
from kinerja_lib.change.waves.review import review_waves
from kinerja_lib.config.instrument_file import read_codebook
from kinerja_lib.publish.phrases import CANNOT, NONE, SOME
from kinerja_lib.sources.check import check_source
from tests.change.evidence import draw_answers, make_book, make_responses

PROJECT = Path(__file__).resolve().parents[2]
INSTRUMENTS = (
    *("rtc", "reaksi_perubahan", "kesiapan_berubah", "penilaian_kinerja"),
    *("manfaat_sosialisasi", "iklim_kerja"),
)
DEADLINE = dt.date(2026, 10, 30)


@cache
def example(period="2026-TW3", day=dt.date(2026, 9, 30)):
    """All parts of the report on the invented example, as the notebook makes them."""
    checked = check_source(PROJECT / "examples" / "survei_rekaan")
    book = read_codebook(PROJECT, list(INSTRUMENTS), [1, 5])
    return join_parts(review_responses(Evidence(checked, period, day), book))


def join_parts(responses):
    structure = review_structure(responses, StructureLimits(draws=5, most_groups=2))
    waves, drivers = review_waves(responses), review_drivers(responses, DriverLimits(draws=50))
    return SurveyParts(
        review_quality(responses),
        review_scales(responses, ScaleLimits(draws=20)),
        structure,
        review_themes(responses),
        review_comparison(responses, None, structure),
        waves,
        review_outreach(waves),
        drivers,
        review_results(drivers),
        review_behaviour(responses.evidence),
        review_comments(responses),
    )


def one_low_unit():
    """Four units of 50; in one, readiness is far below the others."""
    book = make_book()
    shift = np.zeros((200, 3))
    shift[np.arange(200) % 4 == 3, 1] = -2.5
    return make_responses(draw_answers(200, book, shift=shift), book, staff=220)


def everybody_careless():
    """Two hundred people who took nine seconds to answer 3 twelve times."""
    return make_responses(np.full((200, 12), 3.0), detik=[9.0] * 200)


def say_all(parts):
    return [
        overview.find_headline(parts),
        *overview.find_answers(parts),
        *overview.find_requests(parts, DEADLINE),
        headings.head_quality(parts.quality),
        headings.head_scales(parts.scales),
        headings.head_themes(parts.themes),
        headings.head_dialogue(parts.comparison),
        headings.head_drivers(parts.drivers),
        headings.head_comments(parts.comments),
    ]


def test_the_first_screen_of_the_example_says_what_its_tables_say():
    parts = example()
    glance = overview.tabulate_glance(parts).frame
    counts = glance.set_index(glance.columns[0])
    units = parts.quality.units
    assert counts.loc["Unit: tingkat respons"].max() == (units["diundang"] >= 10).sum()
    assert counts.loc["Subskala: reliabilitas"].max() == 12
    assert counts.loc["Instrumen: struktur"].max() == len(INSTRUMENTS)
    kept = parts.quality.flow["dipakai"]
    assert f"jawaban {kept} responden" in headings.head_quality(parts.quality).sentence()
    answers = overview.find_answers(parts)
    assert [one.section for one in answers] == ["tema", "dialog", "gelombang"]
    assert len({one.id for one in say_all(parts)}) == len(say_all(parts))
    lines = overview.gather_lines(parts)
    assert len(lines) > 20


def test_requests_name_who_what_and_when():
    parts = join_parts(one_low_unit())
    asked = overview.find_requests(parts, DEADLINE)
    assert 1 <= len(asked) <= 3
    for one in asked:
        sentence = one.sentence()
        assert sentence.split(":")[0].startswith(("Kepala", "Pimpinan", "Penanggung jawab"))
        assert sentence.endswith("paling lambat 30 Oktober 2026.")
        assert len(sentence.split()) <= 30


@pytest.mark.parametrize(
    ("made", "headline", "dialogue"),
    [
        (one_low_unit, SOME, SOME),
        (make_responses, NONE, NONE),
        (lambda: make_responses(draw_answers(16, make_book()), units=8), CANNOT, CANNOT),
        (everybody_careless, NO_ANSWERS, CANNOT),
    ],
    ids=["one unit apart", "units alike", "units too small", "everybody careless"],
)
def test_every_outcome_of_the_headline(made, headline, dialogue):
    parts = join_parts(made())
    assert overview.find_headline(parts).outcome == headline
    assert headings.head_dialogue(parts.comparison).outcome == dialogue
    assert all(one.sentence() for one in say_all(parts))
    names = headings.name_dialogue(parts.comparison)
    assert (names == ["Unit 3"]) == (headline == SOME)


def test_one_wave_says_that_change_cannot_be_computed():
    parts = example("2025-TW2", dt.date(2025, 6, 30))
    assert [wave for wave in parts.quality.responses.waves] == ["2025-1"]
    assert overview.find_answers(parts)[-1].outcome == CANNOT
    assert all(one.sentence() for one in say_all(parts))


def test_before_the_first_wave_the_report_says_so_and_asks_for_nothing():
    parts = example("2024", dt.date(2024, 12, 31))
    assert overview.find_headline(parts).outcome == NO_ANSWERS
    assert overview.find_requests(parts, DEADLINE) == []
    for one in say_all(parts):
        assert one.outcome in (CANNOT, NONE, NO_ANSWERS) and one.sentence()


def test_instruments_say_what_is_not_validated():
    book = read_codebook(PROJECT, list(INSTRUMENTS), [1, 5])
    rows = overview.tabulate_instruments(book).frame
    assert len(rows) == len(INSTRUMENTS) and rows["validasi"].str.len().gt(10).all()
    assert set(rows["rentang"]) == {"1–5"}
