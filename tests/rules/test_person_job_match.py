"""Person-job match against sums worked by hand; both class scales at their edges."""

import datetime as dt
from decimal import Decimal

import pytest

from kinerja_lib.errors import DataError
from kinerja_lib.rules.person_job_match import (
    MIX,
    Purpose,
    classify_match,
    find_expiry,
    is_valid,
    match_person,
    weigh_results,
)
from kinerja_lib.tables.choices import COMPETENCIES

STANDARD = dict.fromkeys(COMPETENCIES, 3)
REACHED = dict(zip(COMPETENCIES, (3, 3, 3, 3, 2, 2, 2, 3, 3), strict=True))


def test_one_match_is_two_classes():
    match = match_person(STANDARD, REACHED)
    # 24 / 27 = 88.888...
    assert (match.reached, match.required, match.percent) == (24, 27, Decimal("88.89"))
    assert classify_match(match.exact_percent, "pemetaan") == "Cukup Optimal"
    assert classify_match(match.exact_percent, "pengisian jabatan") == "Memenuhi Syarat"
    assert [gap.competency for gap in match.shortfalls] == list(COMPETENCIES[4:7])
    assert all(gap.gap == -1 for gap in match.shortfalls)


def test_a_surplus_may_hide_a_gap_which_is_still_listed():
    levels = {"Integritas": 5, "Kerja sama": 1}
    standard = {"Integritas": 3, "Kerja sama": 3}
    assert match_person(standard, levels).percent == 100
    # min(5, 3) + min(1, 3) = 4 of 6
    capped = match_person(standard, levels, count_surplus=False)
    assert capped.percent == Decimal("66.67") and len(capped.shortfalls) == 1
    assert match_person({"Integritas": 3}, {"Integritas": 4}).percent == Decimal("133.33")


def test_a_competency_that_was_not_assessed_is_not_zero():
    match = match_person(STANDARD, {**REACHED, "Komunikasi": None})
    assert match.percent is None and match.reached is None and match.not_assessed == ("Komunikasi",)
    assert classify_match(match.exact_percent, Purpose.MAPPING) is None
    assert match_person(STANDARD, {**REACHED, "Komunikasi": 0}).percent == Decimal("77.78")


def test_impossible_levels_are_refused():
    with pytest.raises(DataError, match="di luar 0–5"):
        match_person(STANDARD, {**REACHED, "Komunikasi": 6})
    with pytest.raises(DataError, match="kosong"):
        match_person({}, REACHED)
    with pytest.raises(ValueError, match="over 0"):
        match_person({"Integritas": 0}, REACHED)


@pytest.mark.parametrize(
    ("purpose", "value", "name"),
    [
        *(("pemetaan", 90, "Optimal"), ("pemetaan", 89.999, "Cukup Optimal")),
        *(("pemetaan", 78, "Cukup Optimal"), ("pemetaan", 77.999, "Kurang Optimal")),
        *(("pemetaan", 120, "Optimal"), ("pemetaan", 0, "Kurang Optimal")),
        ("pengisian jabatan", 80, "Memenuhi Syarat"),
        ("pengisian jabatan", 79.99, "Masih Memenuhi Syarat"),
        ("pengisian jabatan", 68, "Masih Memenuhi Syarat"),
        ("pengisian jabatan", 67.99, "Kurang Memenuhi Syarat"),
        *((Purpose.KKP_TOP, 91, "Sangat Baik"), (Purpose.KKP_TOP, 90.4, "Baik")),
        *((Purpose.KKP_TOP, 90.5, "Sangat Baik"), (Purpose.KKP_TOP, 84.4, "Kurang")),
        *((Purpose.KKP_OTHER, 85, "Sangat Baik"), (Purpose.KKP_OTHER, 75, "Baik")),
        *((Purpose.KKP_OTHER, 84, "Baik"), (Purpose.KKP_OTHER, 74, "Kurang")),
    ],
)
def test_edges_of_the_scales(purpose, value, name):
    assert classify_match(value, purpose) == name


@pytest.mark.parametrize("purpose", list(Purpose))
def test_every_match_of_a_fine_grid_has_one_class_and_classes_never_fall(purpose):
    found = [classify_match(Decimal(n) / 1000, purpose) for n in range(0, 130_001)]
    changes = [name for name, before in zip(found[1:], found, strict=False) if name != before]
    assert len(changes) == 2 and len({found[0], *changes}) == 3
    with pytest.raises(DataError, match="di luar skala"):
        classify_match(-1, purpose)


def test_the_mix_of_technical_and_managerial_results():
    # 70 * 60 % + 80 * 40 % = 74; 50/50: 75; 40/60: 76
    mixed = [
        weigh_results(70, 80, MIX[name]) for name in ("ahli pertama", "ahli muda", "ahli madya")
    ]
    assert mixed == [74, 75, 76]
    assert classify_match(mixed[0], Purpose.FILLING) == "Masih Memenuhi Syarat"
    assert weigh_results(None, 80, (60, 40)) is None
    for weights in ((60, 50), (-10, 110)):
        with pytest.raises(ValueError, match="add up to 100"):
            weigh_results(70, 80, weights)


def test_a_result_holds_three_years():
    assessed = dt.date(2024, 2, 29)
    assert find_expiry(assessed) == dt.date(2027, 2, 28)
    assert is_valid(assessed, as_of=dt.date(2027, 2, 28))
    assert not is_valid(assessed, as_of=dt.date(2027, 3, 1))
    assert not is_valid(assessed, as_of=dt.date(2024, 2, 28))
