"""Allowance and deductions against sums worked by hand."""

from decimal import Decimal

import pytest

from kinerja_lib.errors import DataError
from kinerja_lib.rules.pay import (
    EXAMPLE_TABLE,
    DeductionTable,
    add_deductions,
    find_lateness_step,
    pay_allowance,
)


def test_deductions_of_the_published_example():
    # 3 * 1 + 1 * 4 = 7
    assert add_deductions({"TL2": 3, "alpa_hari": 1}, EXAMPLE_TABLE) == 7
    # 0.5 + 1.5 + 2 + 2 = 6
    counts = {"TL1": 1, "psw 3": 1, "TL4": 1, "tanpa presensi": 1}
    assert add_deductions(counts, EXAMPLE_TABLE) == 6
    assert add_deductions({}, EXAMPLE_TABLE) == 0
    assert add_deductions({"alpa_hari": 26}, EXAMPLE_TABLE) == 100
    assert add_deductions({"TL1": None}, EXAMPLE_TABLE) is None
    assert "bukan tabel resmi" in EXAMPLE_TABLE.name


def test_a_code_that_the_table_does_not_have_is_refused():
    with pytest.raises(DataError, match="TL5"):
        add_deductions({"TL5": 1}, EXAMPLE_TABLE)
    with pytest.raises(DataError, match="negatif"):
        add_deductions({"TL1": -1}, EXAMPLE_TABLE)


def test_a_table_of_the_agency_is_checked():
    own = DeductionTable("Perbup contoh", {"TL1": Decimal("0.5"), "alpa": 3}, highest=40)
    assert add_deductions({"alpa": 20}, own) == 40
    for wrong in ({"TL1": 101}, {"TL1": -1}, {"TL1": 1, "tl-1": 2}):
        with pytest.raises(ValueError, match="own code"):
            DeductionTable("x", wrong)
    with pytest.raises(ValueError, match="rising"):
        DeductionTable("x", {}, minutes=(30, 30, 90))


@pytest.mark.parametrize(
    ("minutes", "step"),
    [(0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (400, 4)],
)
def test_steps_of_lateness(minutes, step):
    assert find_lateness_step(minutes, EXAMPLE_TABLE) == step
    with pytest.raises(DataError, match="negatif"):
        find_lateness_step(-1, EXAMPLE_TABLE)


def test_an_allowance_worked_by_hand():
    # 3,000,000 * 60 % * 80 % = 1,440,000; 3,000,000 * 40 % * 90 % = 1,080,000
    paid = pay_allowance(3_000_000, 80, 10)
    assert (paid.productivity, paid.discipline, paid.paid) == (1_440_000, 1_080_000, 2_520_000)
    # 70/30: 1,680,000 + 810,000
    assert pay_allowance(3_000_000, 80, 10, weights=(70, 30)).paid == 2_490_000
    # 1001 * 60 % * 50 % = 300.3; 1001 * 40 % = 400.4
    assert pay_allowance(1001, 50, 0).paid == 700
    assert pay_allowance(0, 100, 0).paid == 0


def test_what_is_missing_is_not_paid_as_zero():
    paid = pay_allowance(1_000_000, None, 10)
    assert paid.productivity is None and paid.paid is None and paid.discipline == 360_000
    assert pay_allowance(1_000_000, 90, None).paid is None


def test_impossible_inputs_are_refused():
    for score, cut in ((101, 0), (-1, 0), (50, 101), (50, -1)):
        with pytest.raises(DataError, match="0–100"):
            pay_allowance(1_000_000, score, cut)
    with pytest.raises(DataError, match="negatif"):
        pay_allowance(-1, 50, 0)
    with pytest.raises(ValueError, match="add up to 100"):
        pay_allowance(1, 50, 0, weights=(60, 50))


def test_pay_never_falls_with_the_score_and_never_rises_with_the_deduction():
    by_score = [pay_allowance(3_333_333, Decimal(n) / 10, 7).paid for n in range(1001)]
    by_cut = [pay_allowance(3_333_333, 80, Decimal(n) / 10).paid for n in range(1001)]
    assert by_score == sorted(by_score) and by_cut == sorted(by_cut, reverse=True)
