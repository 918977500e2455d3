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
from kinerja_lib.change.overview import NO_ANSWERS, TOO_FEW, SurveyParts
from kinerja_lib.change.quality.review import review_quality
from kinerja_lib.change.responses.narrowed import leave_out
from kinerja_lib.change.responses.review import review_responses
from kinerja_lib.change.scales.findings import find_keying, find_left_out
from kinerja_lib.change.scales.review import ScaleLimits, review_scales
from kinerja_lib.change.structure.limits import StructureLimits
from kinerja_lib.change.structure.review import review_structure
from kinerja_lib.change.themes.findings import find_themes
from kinerja_lib.change.themes.review import review_themes
from kinerja_lib.change.waves.outreach import review_outreach
from kinerja_lib.change.waves.review import review_waves
from kinerja_lib.config.instrument_file import read_codebook
from kinerja_lib.privacy.withholding import WITHHELD
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
    scales = review_scales(responses, ScaleLimits(draws=20))
    scored = leave_out(responses, scales.unusable)
    structure = review_structure(responses, StructureLimits(draws=5, most_groups=2))
    waves, drivers = review_waves(scored), review_drivers(scored, DriverLimits(draws=50))
    return SurveyParts(
        review_quality(responses),
        scales,
        structure,
        review_themes(scored),
        review_comparison(scored, None, structure),
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
        (lambda: make_responses(draw_answers(3, make_book())), TOO_FEW, CANNOT),
    ],
    ids=["one unit apart", "units alike", "units too small", "everybody careless", "three people"],
)
def test_every_outcome_of_the_headline(made, headline, dialogue):
    parts = join_parts(made())
    assert overview.find_headline(parts).outcome == headline
    assert headings.head_dialogue(parts.comparison).outcome == dialogue
    assert all(one.sentence() for one in say_all(parts))
    names = headings.name_dialogue(parts.comparison)
    assert (names == ["Unit 3"]) == (headline == SOME)


def key_wrong(codes, sizes=(4, 4, 4)):
    """Invented answers to items as they should be keyed, read with some items keyed wrong."""
    answers = draw_answers(300, make_book(sizes), shift=None)
    return make_responses(answers, make_book(sizes, reverse=codes), staff=320)


def test_a_subscale_with_an_item_against_the_others_is_in_no_result_and_asked_about():
    whole = key_wrong(("butir_06",))
    scales = review_scales(whole, ScaleLimits(draws=20))
    assert scales.unusable == ("skala_2",)
    scored = leave_out(whole, scales.unusable)
    assert [s.code for s in scored.book.subscales] == ["skala_1", "skala_3"]
    assert np.array_equal(scored.kept().people["resp_id"], whole.kept().people["resp_id"])
    assert scored.kept().scores["skala_3"].equals(whole.kept().scores["skala_3"])
    parts = join_parts(whole)
    later = (parts.themes, parts.comparison, parts.waves, parts.drivers)
    assert all("skala_2" not in [s.code for s in r.responses.book.subscales] for r in later)
    assert parts.comparison.rates.equals(parts.quality.units.set_index("unit_id")["persen"])
    assert parts.comparison.responses.turnout is parts.quality.responses.turnout
    asked = overview.find_requests(parts, DEADLINE)[0]
    assert asked.id == "minta-arah" and "06" in asked.sentence()
    said = [f.sentence() for f in [*say_all(parts), *find_themes(parts.themes)]]
    assert not [s for s in said if "Skala 2" in s]
    assert "Skala 2" in find_left_out(parts.scales)[0].sentence()
    assert "06" in find_keying(parts.scales).sentence()


def test_where_no_subscale_is_left_nothing_is_read():
    parts = join_parts(key_wrong(("butir_02",), (4,)))
    assert overview.find_headline(parts).outcome == NO_ANSWERS
    assert all(one.sentence() for one in say_all(parts))
    assert overview.gather_lines(parts)
    assert len(parts.comparison.rates) > 1


def test_one_wave_does_not_tell_how_few_questionnaires_are_not_used():
    answers = draw_answers(200, make_book())
    answers[:3, 2:] = np.nan
    parts = join_parts(make_responses(answers, make_book(), staff=240))
    assert parts.quality.hides_rows and parts.quality.flow["menjawab"] == 200
    counts = {line.rows for line in overview.gather_lines(parts)}
    checked = parts.quality.responses.evidence.checked
    checked.loads = checked.loads.assign(file=checked.loads["table"], digest="sha256:0")
    basis = overview.tabulate_basis(parts).frame.set_index("tabel")
    files = overview.tabulate_files(parts).frame.set_index("table")
    for name in ("rows_in", "accepted", "quarantined"):
        assert basis.loc["Survei pegawai", name] == WITHHELD
        assert files.loc["survei_asn", name] == WITHHELD
        assert files.loc["unit", name] != WITHHELD
    assert 200 not in counts


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
