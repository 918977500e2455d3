import itertools

import duckdb
import pytest

from kinerja_lib.errors import DataError
from kinerja_lib.rules.predikat import (
    MATRIX,
    HeadOfUnit,
    contradicts_matrix,
    decide_predikat,
    rate_head_of_unit,
    read_capaian,
    read_expectation,
    read_predikat,
)
from kinerja_lib.tables.choices import EXPECTATION, PREDIKAT
from kinerja_lib.tables.contracts import appraisal

LOW, MID, HIGH = EXPECTATION


def test_the_matrix_is_complete_and_uses_every_predikat():
    assert set(MATRIX) == set(itertools.product(EXPECTATION, repeat=2))
    assert set(MATRIX.values()) == set(PREDIKAT)


@pytest.mark.parametrize(
    ("hasil", "perilaku", "predikat"),
    [
        (HIGH, LOW, "Kurang"),
        (MID, LOW, "Kurang"),
        (LOW, LOW, "Sangat Kurang"),
        (HIGH, MID, "Baik"),
        (MID, MID, "Baik"),
        (LOW, MID, "Butuh Perbaikan"),
        (HIGH, HIGH, "Sangat Baik"),
        (MID, HIGH, "Baik"),  # left blank by one live application
        (LOW, HIGH, "Butuh Perbaikan"),
    ],
)
def test_the_matrix_as_printed(hasil, perilaku, predikat):
    assert decide_predikat(hasil, perilaku) == predikat


def test_a_better_rating_never_gives_a_worse_predikat():
    def rank(hasil, perilaku):
        return -PREDIKAT.index(decide_predikat(EXPECTATION[hasil], EXPECTATION[perilaku]))

    for first, second in itertools.product(range(3), range(2)):
        assert rank(first, second + 1) >= rank(first, second)
        # with conduct below expectation, better results lift Sangat Kurang to Kurang
        assert rank(second + 1, first) >= rank(second, first)


def test_the_matrix_is_no_sum_of_two_scores():
    assert decide_predikat(HIGH, LOW) != decide_predikat(LOW, HIGH)


def test_the_check_of_tables_uses_the_same_matrix():
    for (hasil, perilaku), predikat in MATRIX.items():
        query = f"SELECT {appraisal._PREDIKAT_OF_RATINGS} FROM (SELECT ? hasil_kerja, ? perilaku)"
        assert duckdb.execute(query, [hasil, perilaku]).fetchall() == [(predikat,)]


@pytest.mark.parametrize(
    "label", ["Diatas Ekspektasi", "DI ATAS EKSPEKTASI", " di  atas ekspektasi ", "diatas"]
)
def test_spellings_of_a_rating(label):
    assert read_expectation(label) == HIGH


@pytest.mark.parametrize(
    ("label", "predikat"),
    [
        ("Kurang/misconduct", "Kurang"),
        ("KURANG", "Kurang"),
        ("Cukup", "Butuh Perbaikan"),
        ("Butuh Perbaikan/Cukup", "Butuh Perbaikan"),
        ("butuh  perbaikan / cukup", "Butuh Perbaikan"),
        ("sangat baik", "Sangat Baik"),
    ],
)
def test_spellings_of_a_predikat(label, predikat):
    assert read_predikat(label) == predikat


def test_an_organisation_can_be_istimewa_and_a_person_cannot():
    assert read_capaian("ISTIMEWA") == "Istimewa" and read_capaian("Cukup") == "Butuh Perbaikan"
    for read, label in ((read_predikat, "Istimewa"), (read_capaian, "Sangat Baik")):
        with pytest.raises(DataError, match=label):
            read(label)


@pytest.mark.parametrize("label", ["", "cukup baik", "ekspektasi", "3"])
def test_an_unknown_label_is_never_replaced(label):
    for read in (read_expectation, read_predikat, read_capaian):
        with pytest.raises(DataError, match="tidak dikenal"):
            read(label)


def test_a_missing_rating_gives_no_predikat():
    assert decide_predikat(None, HIGH) is None and decide_predikat(LOW, None) is None
    assert not contradicts_matrix("Baik", None, HIGH)
    assert not contradicts_matrix(None, HIGH, HIGH)


def test_a_predikat_that_contradicts_its_ratings_is_found():
    assert contradicts_matrix("Sangat Baik", HIGH, MID)
    assert not contradicts_matrix("Kurang/misconduct", HIGH, LOW)
    assert not contradicts_matrix("Cukup", "dibawah ekspektasi", "sesuai")


def test_the_head_takes_the_capaian_of_the_unit():
    ratings = [rate_head_of_unit(name) for name in ("Istimewa", "Baik", "Cukup", "Sangat Kurang")]
    assert ratings == [HIGH, MID, LOW, LOW]
    assert rate_head_of_unit(None) is None


def test_the_step_from_five_classes_to_three_is_a_parameter():
    milder = HeadOfUnit(dict(HeadOfUnit().ratings) | {"Butuh Perbaikan": MID})
    assert rate_head_of_unit("Cukup", milder) == MID
    for wrong in ({"Baik": MID}, dict(HeadOfUnit().ratings) | {"Kurang": "rendah"}):
        with pytest.raises(ValueError):
            HeadOfUnit(wrong)
