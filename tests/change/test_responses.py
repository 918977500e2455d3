"""The answers of the survey: waves, range, who is set aside, what a score needs."""

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.change.responses.ages import band_ages
from kinerja_lib.change.responses.columns import refuse_lost
from kinerja_lib.change.responses.frame import order_bands
from kinerja_lib.change.responses.review import ResponseLimits, review_responses
from kinerja_lib.errors import DataError
from tests.change.evidence import draw_answers, make_book, make_evidence, make_responses, make_rows

BOOK = make_book()


def test_reversed_items_are_turned_by_the_declared_range():
    book = make_book((3,), high=6, reverse=("butir_02",))
    found = make_responses([[1, 2, 3], [4, 5, 5]], book).answered("2026-1")
    assert found.keyed.tolist() == [[1, 5, 3], [4, 2, 5]]
    assert found.asked.tolist() == [[1, 2, 3], [4, 5, 5]]
    assert found.scores["skala_1"].tolist() == pytest.approx([3, 11 / 3])


def test_a_few_answers_outside_the_range_set_their_people_aside():
    answers = draw_answers(200, BOOK)
    answers[3, 1], answers[7, 0], answers[7, 2] = 6, 0, 9
    responses = make_responses(answers)
    assert responses.is_outside("2026-1").nonzero()[0].tolist() == [3, 7]
    assert len(responses.given("2026-1")) == 200 and len(responses.answered("2026-1")) == 198


def test_many_answers_outside_the_range_refuse_the_codebook():
    answers = draw_answers(100, BOOK)
    answers[:3, 1] = 6
    with pytest.raises(DataError, match=r"butir_02 \(3 kali: 6; rentang 1–5\)"):
        make_responses(answers)
    kept = make_responses(answers, limits=ResponseLimits(most_outside=3.0))
    assert len(kept.answered("2026-1")) == 97


def test_half_points_are_outside_the_range():
    answers = draw_answers(100, BOOK)
    answers[0, 0] = 2.5
    assert make_responses(answers).is_outside("2026-1").sum() == 1


def test_a_codebook_with_items_that_were_not_asked_is_refused():
    rows = make_rows(draw_answers(20, BOOK), BOOK)
    with pytest.raises(DataError, match=r"Instrumen uji menyebut 2 butir .* butir_13, butir_14"):
        review_responses(make_evidence(rows), make_book((5, 5, 4)))


def test_codes_for_no_answer_are_missing_not_outside():
    book = make_book(missing_codes=(0, 9))
    answers = draw_answers(60, book)
    answers[:30, 0], answers[30:, 1] = 9, 0
    found = make_responses(answers, book)
    assert not found.is_outside("2026-1").any()
    assert np.isnan(found.answered("2026-1").asked).sum() == 60


def test_waves_follow_their_first_day_and_later_ones_are_left_out():
    rows = make_rows(draw_answers(20, BOOK), BOOK, "2026-1")
    rows += make_rows(draw_answers(30, BOOK), BOOK, "2025-1")
    rows += make_rows(draw_answers(10, BOOK), BOOK, "2027-1", tanggal=["2027-05-06"] * 10)
    found = review_responses(make_evidence(rows), BOOK)
    assert found.waves == ("2025-1", "2026-1")
    assert (found.wave, found.earlier) == ("2026-1", "2025-1")
    assert len(found.given("2025-1")) == 30
    first = review_responses(make_evidence(rows), BOOK, wave="2025-1")
    assert (first.wave, first.earlier) == ("2025-1", "")
    with pytest.raises(DataError, match=r"Gelombang 2027-1 tidak ada .* 2025-1, 2026-1"):
        review_responses(make_evidence(rows), BOOK, wave="2027-1")


def test_no_survey_gives_no_wave():
    found = review_responses(make_evidence([]), BOOK)
    assert found.waves == () and found.wave == "" and found.earlier == ""


def test_who_answered_too_little_is_not_usable():
    answers = draw_answers(100, BOOK)
    answers[0, 6:], answers[1, 5:], answers[2] = np.nan, np.nan, np.nan
    found = make_responses(answers)
    assert len(found.answered("2026-1")) == 100
    assert (~found.is_usable("2026-1")).nonzero()[0].tolist() == [1, 2]


def test_items_not_asked_in_a_wave_do_not_count_as_missing():
    answers = draw_answers(100, BOOK)
    answers[:, 4:] = np.nan
    found = make_responses(answers)
    assert found.is_usable("2026-1").all() and found.usable("2026-1").scores["skala_2"].isna().all()


def test_results_rest_on_people_that_are_not_set_apart():
    answers = draw_answers(300, BOOK)
    answers[:6] = 1
    found = make_responses(answers, detik=[5.0] * 6 + [200.0] * 294)
    apart = found.flags("2026-1")[1]
    assert apart[:6].all()
    assert len(found.usable("2026-1")) == 300
    assert len(found.kept()) == 300 - apart.sum()


def test_everybody_careless_leaves_nobody_and_no_error():
    found = make_responses(np.full((40, 12), 3.0), detik=[2.0] * 40)
    assert len(found.kept()) == 0
    assert found.kept().scores.shape == (0, 3)


def test_a_survey_that_was_set_aside_whole_is_refused_and_one_that_is_not_there_is_not():
    loads = pd.DataFrame({"table": ["survei_asn", "pegawai"], "rows_in": [12, 3], "accepted": 0})
    with pytest.raises(DataError, match="Semua 12 baris survei dikarantina"):
        refuse_lost(loads, "survei_asn")
    refuse_lost(loads.assign(accepted=1), "survei_asn")
    refuse_lost(loads[loads["table"] == "pegawai"], "survei_asn")


@pytest.mark.parametrize(
    ("told", "bands"),
    [
        (["29", "30", None, "49", "50"], ["di bawah 30", "30-39", None, "40-49", "50 ke atas"]),
        (["41 tahun", "39.0"], ["40-49", "30-39"]),
        (["di bawah 30", "50 ke atas", "44"], ["di bawah 30", "50 ke atas", "44"]),
        ([None, None], [None, None]),
    ],
)
def test_ages_become_bands_and_bands_stay(told, bands):
    found = band_ages(pd.Series(told, dtype="str"))
    assert [None if pd.isna(band) else band for band in found] == bands
    assert order_bands(found.dropna()) is not None or "44" in told or not found.notna().any()


def test_a_survey_of_ages_is_compared_by_bands():
    ages = ["27", "35", "44", "58"] * 10
    rows = make_rows(draw_answers(40, BOOK), BOOK, kelompok_usia=ages)
    people = review_responses(make_evidence(rows), BOOK).answered("2026-1").people
    assert people["kelompok_usia"].value_counts().to_dict() == {
        band: 10 for band in ("di bawah 30", "30-39", "40-49", "50 ke atas")
    }
