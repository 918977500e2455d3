"""Nine boxes, thresholds and weights, each against the printed table or a hand calculation."""

from decimal import Decimal

import pytest

from kinerja_lib.errors import DataError
from kinerja_lib.rules.talent_box import (
    BOXES,
    POTENTIALS,
    TALENT_POOL,
    TalentParameters,
    Thresholds,
    find_box,
    list_recommendations,
    rate_performance,
    rate_potential,
    score_integrity,
    score_predikat,
    weigh_scores,
)
from kinerja_lib.tables.choices import EXPECTATION, PREDIKAT


def test_the_boxes_of_the_printed_table():
    rows = [[find_box(row, column) for column in POTENTIALS] for row in reversed(EXPECTATION)]
    assert rows == [[4, 7, 9], [2, 5, 8], [1, 3, 6]]
    assert sorted(BOXES.values()) == list(range(1, 10)) and TALENT_POOL == {7, 8, 9}


@pytest.mark.parametrize(
    ("performance", "potential", "box"),
    [
        *(("Di Bawah Ekspektasi", "Tinggi", 6), ("diatas", "RENDAH", 4), ("sesuai", "sedang", 5)),
        *((None, "tinggi", None), ("sesuai", None, None)),
    ],
)
def test_spellings_and_missing_ratings(performance, potential, box):
    assert find_box(performance, potential) == box


def test_unknown_ratings_are_refused():
    for pair in (("baik", "tinggi"), ("sesuai", "lumayan")):
        with pytest.raises(DataError, match="tidak dikenal"):
            find_box(*pair)
    with pytest.raises(DataError, match="tidak dikenal"):
        score_integrity("lisan")


@pytest.mark.parametrize(
    ("score", "middle", "high", "rating"),
    [
        *((80, 60, 80, 2), (79.999, 60, 80, 1), (60, 60, 80, 1), (59.999, 60, 80, 0)),
        *((80, 61, 81, 1), (81, 61, 81, 2), (90, 78, 90, 2), (77.99, 78, 90, 0)),
    ],
)
def test_a_threshold_belongs_to_the_rating_above_it(score, middle, high, rating):
    limits = Thresholds(middle, high)
    parameters = TalentParameters(performance=limits, potential=limits)
    assert rate_performance(score, parameters) == EXPECTATION[rating]
    assert rate_potential(score, parameters) == POTENTIALS[rating]
    with pytest.raises(ValueError, match="above"):
        Thresholds(80, 80)


def test_with_the_common_thresholds_everyone_with_baik_is_above_expectation():
    ratings = [rate_performance(score_predikat(name)) for name in PREDIKAT]
    above, meets, below = reversed(EXPECTATION)
    assert ratings == [above, above, meets, below, below]
    assert rate_performance(score_predikat(None)) is None


def test_every_score_has_one_rating_and_ratings_never_fall():
    places = [POTENTIALS.index(rate_potential(Decimal(n) / 1000)) for n in range(100_001)]
    assert places == sorted(places) and set(places) == {0, 1, 2}


def test_weighing_the_potential_axis_by_hand():
    weights = {"kompetensi": 40, "potensi": 25, "kualifikasi": 20, "integritas": 15}
    scores = {"kompetensi": 85, "potensi": 70, "kualifikasi": 60, "integritas": 100}
    # 34 + 17.5 + 12 + 15 = 78.5
    assert weigh_scores(scores, weights) == Decimal("78.5")
    assert weigh_scores({**scores, "potensi": None}, weights) is None
    assert weigh_scores({"kinerja": 80, "potensial": 90}, {"kinerja": 50, "potensial": 50}) == 85
    assert weigh_scores({"a": 70}, {"a": 100, "b": 0}) == 70
    for wrong in ({"a": 90}, {"a": 120, "b": -20}):
        with pytest.raises(ValueError, match="add up"):
            weigh_scores(scores, wrong)


def test_scores_of_integrity():
    levels = ("tidak pernah", "ringan", "sedang", "berat", "sedang menjalani")
    assert [score_integrity(level) for level in levels] == [100, 75, 50, 25, 0]
    assert score_integrity(None) is None
    with pytest.raises(ValueError, match="integrity"):
        TalentParameters(integrity={"tidak pernah": 100})


def test_every_box_has_recommendations():
    assert all(list_recommendations(box) for box in range(1, 10))
    assert "tugas belajar" in list_recommendations(7)
    for box in (0, 10):
        with pytest.raises(ValueError, match="1 to 9"):
            list_recommendations(box)
