"""Professionalism index: every group, level and edge, against sums worked by hand."""

import datetime as dt
from decimal import Decimal

import pytest

from kinerja_lib.errors import DataError
from kinerja_lib.rules.ip_asn import (
    GROUPS,
    IpAsnParameters,
    Training,
    add_dimensions,
    classify_index,
    read_group,
    score_competence,
    score_discipline,
    score_performance,
    score_qualification,
)
from kinerja_lib.rules.ip_asn_training import (
    average_index,
    count_recent_jp,
    has_seminar,
    has_technical_training,
    is_scored,
    needs_no_course,
)
from kinerja_lib.rules.scales import GapRule
from kinerja_lib.tables.choices import EDUCATION, POSTS

ALL = Training(leadership=True, functional=True, technical=True, seminar=True)
NONE = Training(leadership=False, functional=False, technical=False, seminar=False)


@pytest.mark.parametrize(
    ("education", "points"),
    [
        *(("S3", 25), ("S2", 20), ("S1", 15), ("D-IV", 15), ("D-III", 10), ("D-II", 5)),
        *(("D-I", 5), ("SLTA", 5), ("SLTP", 1), ("SD", 1), ("S1/D-IV", 15), ("d4", 15)),
        *((5, 25), (4, 20), (3, 15), (2, 10), (1, 5), (0, 1), ("SMA", 5), ("Magister", 20)),
        *(("D-II/D-I/SLTA", 5), ("SLTP ke bawah", 1), ("SD/SMP", 1), ("SLTA sederajat", 5)),
    ],
)
def test_points_of_education(education, points):
    assert score_qualification(education) == points


def test_more_education_never_gives_fewer_points():
    points = [score_qualification(name) for name in EDUCATION]
    assert points == sorted(points, reverse=True)
    for wrong in ("S4", "", 6, -1, True, "S2/S1"):
        with pytest.raises(DataError, match="Pendidikan"):
            score_qualification(wrong)


@pytest.mark.parametrize(
    ("group", "training", "points"),
    [
        ("struktural", Training(leadership=True, technical=False, seminar=False), "15"),
        ("struktural", Training(leadership=False, technical=True, seminar=True), "25"),
        ("fungsional", Training(functional=True, technical=True, seminar=False), "30"),
        ("fungsional", Training(functional=False, technical=False, seminar=True), "10"),
        ("pelaksana", Training(technical=False, seminar=True), "17.5"),
        ("Pelaksana", Training(technical=True, seminar=False), "22.5"),
        *((group, ALL, "40") for group in GROUPS),
        *((group, NONE, "0") for group in GROUPS),
    ],
)
def test_points_of_training(group, training, points):
    assert score_competence(group, training) == Decimal(points)


def test_a_training_that_is_not_known_is_not_zero_unless_it_does_not_count():
    assert score_competence("struktural", Training(technical=True, seminar=True)) is None
    assert score_competence("pelaksana", Training(technical=True, seminar=True)) == 40
    with pytest.raises(DataError, match="Kelompok jabatan"):
        score_competence("staf", ALL)


@pytest.mark.parametrize(
    ("value", "points"),
    [
        *((100, 30), (91, 30), (90.5, 30), (90.49, 25), (90, 25), (85, 25), (76, 25), (75.4, 15)),
        *((70, 15), (61, 15), (60, 5), (51, 5), (50, 1), (0, 1), (112, 30)),
        *(("Sangat Baik", 30), ("Baik", 25), ("Butuh Perbaikan", 15), ("Cukup", 15)),
        *(("Kurang", 5), ("Sangat Kurang", 1)),
    ],
)
def test_points_of_performance(value, points):
    assert score_performance(value) == points


def test_points_that_another_form_prints_are_parameters():
    second = IpAsnParameters(
        predikat={
            "Sangat Baik": 30,
            "Baik": 25,
            "Butuh Perbaikan": 15,
            "Kurang": 10,
            "Sangat Kurang": 5,
        },
        discipline={"tidak pernah": 5, "ringan": 3, "sedang": 2, "berat": 0},
        gap=GapRule.LOWER,
    )
    assert score_performance("Kurang", second) == 10 and score_discipline("berat", second) == 0
    assert score_performance(90.9, second) == 25
    with pytest.raises(ValueError, match="points"):
        IpAsnParameters(discipline={"tidak pernah": 6, "ringan": 3, "sedang": 2, "berat": 0})
    with pytest.raises(ValueError, match="every"):
        IpAsnParameters(discipline={"tidak pernah": 5})


@pytest.mark.parametrize(
    ("level", "points"),
    [("tidak pernah", 5), ("ringan", 3), ("sedang", 2), ("berat", 1), ("R", 3), ("S", 2), ("B", 1)],
)
def test_points_of_discipline(level, points):
    assert score_discipline(level) == points
    with pytest.raises(DataError, match="Hukuman"):
        score_discipline("lisan")


def test_totals_worked_by_hand():
    # S1 15 + functional and technical 30 + 85 gives 25 + never 5 = 75
    first = add_dimensions(
        (
            score_qualification("S1"),
            score_competence("fungsional", Training(None, True, True, False)),
            score_performance(85),
            score_discipline("tidak pernah"),
        )
    )
    assert (first.total, first.category) == (75, "Sedang")
    # 10 + 22.5 + 15 + 2 = 49.5
    third = add_dimensions((Decimal(10), Decimal("22.5"), Decimal(15), Decimal(2)))
    assert (third.total, third.category) == (Decimal("49.5"), "Sangat Rendah")
    best = add_dimensions(map(Decimal, (25, 40, 30, 5)))
    assert (best.total, best.category) == (100, "Sangat Tinggi")


def test_a_missing_dimension_leaves_the_total_missing():
    index = add_dimensions((Decimal(15), None, Decimal(25), Decimal(5)))
    assert index.total is None and index.category is None and index.qualification == 15
    for score in (score_qualification, score_performance, score_discipline):
        assert score(None) is None


@pytest.mark.parametrize(
    ("value", "rounded", "lower", "upper"),
    [
        *((91, "Sangat Tinggi", "Sangat Tinggi", "Sangat Tinggi"), (90, *["Tinggi"] * 3)),
        *((90.5, "Sangat Tinggi", "Tinggi", "Sangat Tinggi"), (81, *["Tinggi"] * 3)),
        *((80.49, "Sedang", "Sedang", "Tinggi"), (71, *["Sedang"] * 3), (61, *["Rendah"] * 3)),
        *((60.5, "Rendah", "Sangat Rendah", "Rendah"), (60, *["Sangat Rendah"] * 3)),
    ],
)
def test_values_between_two_classes_follow_the_chosen_rule(value, rounded, lower, upper):
    gaps = (GapRule.ROUND_HALF_UP, GapRule.LOWER, GapRule.UPPER)
    found = [classify_index(value, IpAsnParameters(gap=gap)) for gap in gaps]
    assert found == [rounded, lower, upper]


@pytest.mark.parametrize("gap", list(GapRule))
def test_every_index_of_a_fine_grid_has_one_class_and_classes_never_fall(gap):
    order = ("Sangat Rendah", "Rendah", "Sedang", "Tinggi", "Sangat Tinggi")
    parameters = IpAsnParameters(gap=gap)
    places = [order.index(classify_index(Decimal(n) / 1000, parameters)) for n in range(0, 100_001)]
    assert places == sorted(places) and set(places) == set(range(5))


def test_trainings_count_within_their_windows():
    as_of = dt.date(2026, 12, 31)
    courses = [(dt.date(2026, 3, 1), 12), (dt.date(2026, 1, 1), 8), (dt.date(2025, 12, 31), 40)]
    assert count_recent_jp(courses, as_of=as_of) == 20 and has_technical_training(
        courses, as_of=as_of
    )
    assert not has_technical_training(courses[:1], as_of=as_of)
    assert has_seminar([dt.date(2025, 1, 1)], as_of=as_of)
    assert not has_seminar([dt.date(2024, 12, 31), dt.date(2027, 1, 1)], as_of=as_of)


def test_groups_of_posts_and_who_is_scored():
    groups = [read_group(post) for post in POSTS]
    assert groups == ["struktural"] * 5 + ["fungsional", "pelaksana"]
    assert read_group("Jabatan Pimpinan Tinggi Pratama") == "struktural"
    assert read_group("Jabatan Fungsional") == "fungsional"
    with pytest.raises(DataError, match="Kelompok"):
        read_group("staf")
    assert is_scored("PNS") and is_scored("PPPK") and not is_scored("CPNS")
    assert needs_no_course("Dokter Ahli Muda") and not needs_no_course("Analis Kepegawaian")
    assert needs_no_course("Penyuluh Hukum", exempt=("penyuluh hukum",))


def test_the_index_of_a_unit_counts_people_with_an_index_only():
    unit = average_index([75, None, Decimal("49.5")])
    assert (unit.mean, unit.n, unit.without_index) == (Decimal("62.25"), 2, 1)
    assert average_index([None]).mean is None
