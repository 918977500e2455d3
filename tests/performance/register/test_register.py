"""Cards of the indicator register: formulas, what is missing, kinds per owner."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.basis.arithmetic import add_days
from kinerja_lib.performance.register.findings import find_mix, find_register, find_requests
from kinerja_lib.performance.register.formula import read_formula
from kinerja_lib.performance.register.lint import (
    EMPTY,
    NO_DENOMINATOR,
    NO_FORMULA,
    NO_GOAL,
    NO_UNIT,
    OLD_BASELINE,
    SINGLE_BAND,
    WISH,
    WRONG_RHYTHM,
    WRONG_WAY,
)
from kinerja_lib.performance.register.review import review_register
from kinerja_lib.performance.register.tables import tabulate_cards, tabulate_mix, trace
from kinerja_lib.synthetic.indicators import CARDS
from tests.performance.register_evidence import GOALS, UNITS, make_card, make_evidence, make_row


def review(*cards, rows=()):
    evidence = make_evidence(iku=cards, unit=UNITS, tujuan=GOALS, target_realisasi=list(rows))
    return review_register(evidence)


@pytest.mark.parametrize(
    ("text", "values", "result", "below"),
    [
        ("selesai / semua * 100", {"selesai": 3, "semua": 4}, 75.0, ("semua",)),
        ("(kini - lalu) / lalu × 100", {"kini": 90, "lalu": 100}, -10.0, ("lalu",)),
        ("kematian / kelahiran * 1000", {"kematian": 4, "kelahiran": 2000}, 2.0, ("kelahiran",)),
        ("jumlah * 0,5", {"jumlah": 4}, 2.0, ()),
        ("-a + 2 * (b - a)", {"a": 1, "b": 3}, 3.0, ()),
    ],
)
def test_formulas_are_worked_out(text, values, result, below):
    formula = read_formula(text)
    assert formula.compute(values) == pytest.approx(result) and formula.denominators == below


def test_a_missing_quantity_or_a_zero_denominator_is_never_zero():
    formula = read_formula("a / b * 100")
    for values in ({"a": 1}, {"a": 1, "b": 0}, {"a": float("nan"), "b": 2}):
        assert formula.compute(values) is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "   ", None, 3.5, "100", "a b", "a /", "a ** 9", "a // b", "a % b", "f(a)", "a.b"),
        *("a if b else c", "not a", "[a]", "__import__('os')", "a; b", "a = b", "lambda: a"),
        *("2a / b", "a" * 301, "(" * 250 + "a" + ")" * 250, "a\x00", "None * True", "a == b"),
    ],
)
def test_what_is_no_such_calculation_is_refused(text):
    assert read_formula(text) is None


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    formula = read_formula(text)
    assert formula is None or formula.names


def test_every_formula_of_the_invented_cards_can_be_worked_out():
    for card in CARDS.values():
        formula = read_formula(card.formula)
        assert (formula is None) == (card.formula == ""), card.name


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        *(({name: None}, name, EMPTY) for name in ("definisi", "satuan", "arah", "frekuensi")),
        *(({name: "  "}, name, EMPTY) for name in ("rumus", "sumber")),
        *(({name: None}, name, EMPTY) for name in ("jenis", "nilai_awal", "tahun_awal")),
        ({"pemilik_unit_id": None}, "pemilik", EMPTY),
        ({"tujuan_id": None}, "tujuan", EMPTY),
        ({"rumus": "selesai dibagi semua"}, "rumus", NO_FORMULA),
        ({"rumus": "selesai * 100"}, "rumus", NO_DENOMINATOR),
        ({"rumus": "selesai / 100"}, "rumus", NO_DENOMINATOR),
        ({"pemilik_unit_id": "U-99"}, "pemilik", NO_UNIT),
        ({"tujuan_id": "T-9"}, "tujuan", NO_GOAL),
        ({"nama": "Meningkatnya koordinasi"}, "nama", WISH),
        ({"putus_seri": 2025}, "nilai awal", OLD_BASELINE),
        ({"arah": "turun"}, "arah", WRONG_WAY),
        ({"arah": "rentang"}, "arah", SINGLE_BAND),
        ({"frekuensi": "bulanan"}, "frekuensi", WRONG_RHYTHM),
    ],
)
def test_each_fault_of_a_card_is_found_alone(change, field, problem):
    rows = [
        make_row(f"{year}-TW1", 80, target_bawah=80.0 + year % 10, target_atas=80.0 + year % 10)
        for year in (2024, 2025, 2026)
    ]
    assert review(make_card(), rows=rows).findings.empty
    found = review(make_card(**change), rows=rows).findings
    names = {"nilai_awal": "nilai awal", "tahun_awal": "tahun awal"}
    expected = (names.get(field, field), problem)
    assert list(zip(found["isian"], found["temuan"], strict=True)) == [expected]
    assert found["tindakan"].str.len().gt(10).all()


def test_codes_are_not_compared_with_a_table_that_is_not_there():
    evidence = make_evidence(iku=[make_card()])
    assert review_register(evidence).findings.empty


def test_kinds_are_counted_per_owner_and_the_ownerless_last():
    cards = [
        make_card("A", jenis="output"),
        make_card("B", jenis="input"),
        make_card("C", pemilik_unit_id=None),
        make_card("D", pemilik_unit_id="U-2", jenis=None),
    ]
    found = review(*cards)
    assert list(found.mix["pemilik"].fillna("")) == ["Dinas 1", "Dinas 2", ""]
    assert list(found.mix["outcome"]) == [0, 0, 1] and list(found.mix["tanpa_jenis"]) == [0, 1, 0]
    assert list(found.no_outcome["pemilik"]) == ["Dinas 1", "Dinas 2"]


@pytest.mark.parametrize(
    ("cards", "register", "mix", "asks"),
    [
        ([make_card()], "Semua satu kartu indikator lengkap", "Semua satu unit pemilik", 0),
        (
            [make_card(), make_card("B", sumber=None)],
            "Satu dari dua kartu indikator lengkap; rumus pada dua kartu",
            "Semua satu unit pemilik",
            1,
        ),
        (
            [make_card(rumus=None, jenis="output")],
            "Tidak ada kartu indikator yang lengkap (banyaknya satu); rumus yang dapat",
            "Tidak satu pun dari satu unit pemilik",
            1,
        ),
        ([], "Kartu indikator tidak dapat diperiksa", "Jenis indikator tiap unit tidak dapat", 0),
    ],
)
def test_sentences_and_tables_follow_the_cards(cards, register, mix, asks):
    found = review(*cards)
    assert find_register(found).sentence().startswith(register)
    assert find_mix(found).sentence().startswith(mix)
    requests = find_requests(found, deadline=add_days(make_evidence().reference_date, 14))
    assert len(requests) == asks and len(tabulate_cards(found)) == 2 * asks
    if asks:
        assert "14 Oktober 2026" in requests[0].sentence()
    assert len(tabulate_mix(found).frame) == len(found.mix)
    assert [line.rows for line in trace(found)] == [len(cards)] * 2


def test_a_source_without_most_columns_is_read_as_empty_fields():
    found = review_register(make_evidence(iku=pd.DataFrame({"iku_id": ["A"], "nama": ["X"]})))
    assert len(found.findings) == 11 and set(found.findings["temuan"]) == {EMPTY}
