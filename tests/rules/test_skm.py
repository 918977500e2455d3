"""Satisfaction index against published results and sums worked by hand."""

from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.errors import DataError
from kinerja_lib.rules import skm
from kinerja_lib.rules.skm import (
    average_answers,
    average_counts,
    classify_ikm,
    classify_nrr,
    compare_weights,
    compute_ikm,
)
from kinerja_lib.tables.contracts.service import UNSUR

# Kab. Bantul, Dinas Pertanahan dan Tata Ruang 2023 (skm.bantulkab.go.id), which prints 87.28.
BANTUL = dict(zip(UNSUR, (3.31, 3.35, 3.49, 3.93, 3.45, 3.39, 3.39, 3.76, 3.35), strict=True))
# GASPUL: totals of 29 respondents; the document prints 91.48 and, with weight 0.11, 90.56.
GASPUL = {
    name: skm.Nrr(Fraction(total), 29)
    for name, total in zip(UNSUR, (105, 101, 100, 116, 102, 105, 106, 105, 115), strict=True)
}


@pytest.mark.parametrize(
    ("weight", "value", "mutu"),
    [("1/9", "87.28", "B"), ("0,111", "87.19", "B"), (0.11, "86.41", "B"), ("1/n", "87.28", "B")],
)
def test_the_published_index_of_bantul(weight, value, mutu):
    # sum of means 31.42; times 25 / 9 = 87.2778, * 0.111 * 25 = 87.1905, * 0.11 * 25 = 86.405
    ikm = compute_ikm(BANTUL, weight=weight)
    assert (ikm.value, ikm.mutu.mutu) == (Decimal(value), mutu)


def test_the_published_index_of_gaspul_with_both_weights():
    assert compute_ikm(GASPUL).value == Decimal("91.48")
    assert compute_ikm(GASPUL, weight=0.11).value == Decimal("90.56")
    assert GASPUL[UNSUR[0]].mean == Decimal("3.6207")
    assert GASPUL[UNSUR[8]].mean == Decimal("3.9655")


def test_unanswered_elements_are_missing_and_not_zero():
    answered = average_answers([4, None, 2, float("nan"), pd.NA])
    assert (answered.total, answered.n, answered.mean) == (6, 2, 3)
    empty = average_answers([None])
    assert empty.mean is None and empty.percent_of_best is None
    ikm = compute_ikm({**BANTUL, UNSUR[3]: empty})
    assert ikm.value is None and ikm.mutu is None and ikm.unanswered == (UNSUR[3],)


def test_counts_of_answers_give_the_same_mean():
    # 6 * 4 + 3 * 3 + 1 * 1 = 34 of 10 answers
    counted = average_counts({"4": 6, "3": 3, "2": 0, "1": 1})
    assert (counted.total, counted.n, counted.mean) == (34, 10, Decimal("3.4"))
    assert counted.percent_of_best == 85
    assert counted == average_answers([4] * 6 + [3] * 3 + [1])
    assert counted == average_answers(pd.Series([4] * 6 + [3] * 3 + [1]))
    for wrong in (-1, 1.5):
        with pytest.raises(ValueError, match="whole"):
            average_counts({4: wrong})


@pytest.mark.parametrize("answer", [0, 5, 0.5, 6, -1, 100])
def test_answers_on_another_scale_are_refused(answer):
    with pytest.raises(DataError, match="di luar 1–4"):
        average_answers([3, answer])
    with pytest.raises(DataError, match="di luar 1–4"):
        compute_ikm({**BANTUL, UNSUR[0]: answer})


def test_an_index_of_eight_elements_is_not_made_with_a_ninth_each():
    eight = dict(list(BANTUL.items())[:8])
    for weight in ("1/9", "0.111", "0.11"):
        with pytest.raises(DataError, match="8 unsur"):
            compute_ikm(eight, weight=weight)
    # 28.07 / 8 * 25 = 87.71875
    assert compute_ikm(eight, weight="1/n").value == Decimal("87.72")
    fourteen = {str(n): 3 for n in range(14)}
    assert compute_ikm(fourteen, weight="1/14").value == 75
    assert compute_ikm(fourteen, weight="0.071").value == Decimal("74.55")
    with pytest.raises(DataError, match="tidak ada unsur"):
        compute_ikm({})


@pytest.mark.parametrize(
    ("value", "mutu"),
    [
        *((100, "A"), ("88.31", "A"), ("88.305", "A"), ("88.3049", "B"), ("88.30", "B")),
        *(("76.61", "B"), ("76.605", "B"), ("76.6049", "C"), ("76.60", "C"), ("65", "C")),
        *(("64.995", "C"), ("64.9949", "D"), ("64.99", "D"), ("25", "D"), ("75.56", "C")),
    ],
)
def test_class_edges_after_rounding_half_up(value, mutu):
    assert classify_ikm(Decimal(value)).mutu == mutu


def test_a_float_at_the_edge_counts_as_it_is_written():
    assert classify_ikm(88.305) == skm.Mutu("A", "Sangat Baik")


@pytest.mark.parametrize(
    ("value", "mutu"),
    [
        ("81.26", "A"),
        ("81.25", "B"),
        ("62.51", "B"),
        ("62.50", "C"),
        ("43.76", "C"),
        ("43.75", "D"),
    ],
)
def test_the_limits_of_2004_are_a_choice(value, mutu):
    assert classify_ikm(Decimal(value), limits="kep25").mutu == mutu
    with pytest.raises(ValueError, match="limits"):
        classify_ikm(50, limits="2010")


@pytest.mark.parametrize(
    ("mean", "mutu"),
    [
        *(("4", "A"), ("3.5324", "A"), ("3.532", "B"), ("3.0644", "B"), ("3.064", "C")),
        *(("2.6", "C"), ("2.5996", "D"), ("1", "D")),
    ],
)
def test_the_printed_limits_of_the_mean_give_the_same_classes(mean, mutu):
    assert classify_nrr(Decimal(mean)).mutu == mutu


@pytest.mark.parametrize("value", [24.99, 100.01, 0, -3])
def test_an_index_outside_its_scale_is_refused(value):
    with pytest.raises(DataError, match="25–100"):
        classify_ikm(value)


@pytest.mark.parametrize("limits", ["2017", "kep25"])
def test_every_value_of_a_fine_grid_has_one_class_and_classes_never_fall(limits):
    grid = (Decimal(n) / 1000 for n in range(25_000, 100_001))
    order = [classify_ikm(value, limits=limits).mutu for value in grid]
    assert order == sorted(order, reverse=True) and set(order) == set("ABCD")


@given(st.lists(st.integers(1, 4), min_size=9, max_size=9), st.integers(0, 8))
def test_a_better_answer_never_lowers_the_index(answers, place):
    better = [min(4, a + 1) if i == place else a for i, a in enumerate(answers)]
    for weight in ("1/9", "0.111", "0.11"):
        first = compute_ikm(dict(zip(UNSUR, answers, strict=True)), weight=weight)
        second = compute_ikm(dict(zip(UNSUR, better, strict=True)), weight=weight)
        assert second.value >= first.value and first.mutu is not None


def test_a_weight_that_changes_the_class_is_named():
    # 9 * 3.534 * 25 / 9 = 88.35 A; * 0.111 = 88.26 B; * 0.11 = 87.47 B
    edge = dict.fromkeys(UNSUR, Decimal("3.534"))
    assert compute_ikm(edge).mutu.mutu == "A"
    assert [(o.weight, o.value, o.mutu.mutu) for o in compare_weights(edge)] == [
        ("0.111", Decimal("88.26"), "B"),
        ("0.11", Decimal("87.47"), "B"),
    ]
    assert compare_weights(BANTUL) == ()
    assert compare_weights({**BANTUL, UNSUR[0]: None}) == ()
    assert compute_ikm(dict.fromkeys(UNSUR, 1), weight="0.11").value == Decimal("24.75")
