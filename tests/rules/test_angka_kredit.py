from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.errors import DataError
from kinerja_lib.rules.angka_kredit import (
    GRADE_POINTS_OF_SKILL,
    LEVEL_TABLE,
    CreditParameters,
    accumulate_points,
    add_degree,
    convert_percent,
    convert_predikat,
    convert_transfer,
    find_level,
)
from kinerja_lib.tables.choices import LEVELS, PREDIKAT


@pytest.mark.parametrize(
    ("predikat", "coefficient", "months", "expected"),
    [
        ("Sangat Baik", 12.5, 12, "18.75"),
        ("Baik", 37.5, 12, "37.50"),
        ("Butuh Perbaikan", 25, 12, "18.75"),
        ("Cukup", 25, 3, "4.69"),  # 4.6875
        ("Kurang", 25, 12, "12.50"),
        ("Sangat Kurang", 25, 12, "6.25"),
        ("Baik", 12.5, 2, "2.08"),  # 2.0833
    ],
)
def test_points_worked_by_hand(predikat, coefficient, months, expected):
    assert convert_predikat(predikat, coefficient, months=months) == Decimal(expected)


def test_a_missing_predikat_gives_no_points():
    assert convert_predikat(None, 25) is None
    assert accumulate_points([]) is None


def test_transfer_and_accumulation():
    assert convert_transfer(100, 25, years=3) == 75
    assert accumulate_points([12.5, 4.69, 37.5]) == Decimal("54.69")
    assert add_degree(50) == Decimal("12.50")
    with pytest.raises(ValueError):
        convert_transfer(100, 25, years=-1)


def test_the_table_holds_every_jenjang_and_adds_up():
    assert set(LEVEL_TABLE) == set(LEVELS)
    # a full year with Baik is a quarter of the points of the next pangkat
    quarter = {name: level.grade_points / 4 for name, level in LEVEL_TABLE.items()}
    assert quarter == {name: level.coefficient for name, level in LEVEL_TABLE.items()}
    # the jenjang is the sum over its pangkat: II/b to II/d and III/a to III/b
    skill = GRADE_POINTS_OF_SKILL
    assert find_level("Terampil").level_points == skill["II/b"] + skill["II/c"] + skill["II/d"]
    assert find_level("MAHIR").level_points == skill["III/a"] + skill["III/b"]
    assert [name for name, level in LEVEL_TABLE.items() if level.mark == "M"] == ["pemula"]


def test_unknown_names_and_months_are_refused():
    with pytest.raises(DataError, match="Ahli Tua"):
        find_level("Ahli Tua")
    for months in (0, 13):
        with pytest.raises(ValueError):
            convert_predikat("Baik", 25, months=months)
    with pytest.raises(ValueError):
        CreditParameters(percent={"Baik": Decimal(100)})


@given(st.sampled_from(LEVELS), st.integers(1, 11))
def test_points_never_fall_with_predikat_or_months(level, months):
    coefficient = find_level(level).coefficient
    points = [convert_predikat(name, coefficient, months=months) for name in PREDIKAT]
    assert points == sorted(points, reverse=True)
    assert convert_percent(100, coefficient, months=months + 1) >= points[1]
