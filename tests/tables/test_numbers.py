"""Numbers, limits and bands as Indonesian exports write them."""

import pytest

from kinerja_lib.tables.numbers import read_band, read_limit, read_number, tell_decimal_mark


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("87,28", 87.28, ""),
        ("87.28", 87.28, ""),
        ("1.848.000", 1_848_000, ""),
        ("1,848,000", 1_848_000, ""),
        ("1.848.000,50", 1_848_000.5, ""),
        ("1,848,000.50", 1_848_000.5, ""),
        ("0,125", 0.125, ""),
        ("-0,44", -0.44, ""),
        ("−0,44", -0.44, ""),
        ("12 dokumen", 12, "dokumen"),
        ("95%", 95, "%"),
        ("95 %", 95, "%"),
        ("20 JP", 20, "JP"),
        ("12 km2", 12, "km2"),
        ("4 laporan/bulan", 4, "laporan/bulan"),
        ("12 (dua belas)", 12, "(dua belas)"),
        ("5,31*", 5.31, "*"),
        ("Rp1.250.000", 1_250_000, ""),
        ("Rp 1.250.000,00", 1_250_000, ""),
        ("Rp. 1.250.000,-", 1_250_000, ""),
        ("1.250.000,-", 1_250_000, ""),
        ("007", 7, ""),
    ],
)
def test_a_number_is_read_as_it_is_meant(text, value, unit):
    found = read_number(text)
    assert (found.value, found.unit, found.doubtful) == (value, unit, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1e5",
        "1,98503E+17",
        "9,2-9,7",
        "5 - 7 hari",
        "12 dari 20",
        "10:30",
        "2026-01-01",
        "85 (90)",
        "(5)",
        "12?",
        "5.",
        "1.2.3",
        "1,2,3",
        "12.34.567",
        "٣",
        "1" * 16,
    ],
)
def test_anything_but_one_number_is_no_number(text):
    assert read_number(text).value is None


@pytest.mark.parametrize(
    "text",
    ["5 juta", "5 jt", "1,5 miliar", "2 milyar", "12 ribu orang", "Rp5 M", "Rp 5jt", "Rp2 T"],
)
def test_a_word_that_multiplies_is_never_dropped(text):
    # 5 million rupiah read as 5 would be wrong by a million without anybody noticing
    assert read_number(text).value is None


@pytest.mark.parametrize(
    ("text", "decimal", "whole", "value", "doubtful"),
    [
        ("1.234", "", False, 1234, True),
        ("1,234", "", False, 1.234, True),
        ("1.234", ",", False, 1234, False),
        ("1.234", ".", False, 1.234, False),
        ("1,234", ".", False, 1234, False),
        ("1,234", ",", False, 1.234, False),
        ("1.234", "", True, 1234, False),
        ("1,234", "", True, 1234, False),
        ("Rp5.000", "", False, 5000, False),
        ("0.125", "", False, 0.125, False),
    ],
)
def test_three_digits_behind_a_mark_are_doubtful_until_other_cells_tell(
    text, decimal, whole, value, doubtful
):
    found = read_number(text, decimal, whole=whole)
    assert (found.value, found.doubtful) == (value, doubtful)


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        ([], ""),
        (["12", "1.234", "abc"], ""),
        (["87,28", "12"], ","),
        (["1.848.000"], ","),
        (["87.28"], "."),
        (["1,848,000"], "."),
        (["87,28", "87.28"], ""),
        (["9,2-9,7"], ","),
        (["<= 5,5 hari"], ","),
        (["12,5 %"], ","),
    ],
)
def test_the_decimal_mark_is_told_by_cells_that_leave_no_doubt(texts, mark):
    assert tell_decimal_mark(texts) == mark


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("9,2-9,7", 9.2, 9.7),
        ("9,2 – 9,7 %", 9.2, 9.7),
        ("9,2% - 9,7%", 9.2, 9.7),
        ("5 s.d. 7 hari", 5, 7),
        ("5 s/d 7", 5, 7),
        ("5 sampai dengan 7", 5, 7),
        ("-0,5 - 0,5", -0.5, 0.5),
        ("<= 5 hari", None, 5),
        ("≤5", None, 5),
        ("paling lama 5 hari", None, 5),
        ("maks. 5 hari", None, 5),
        (">= 80", 80, None),
        ("minimal 80%", 80, None),
        ("95%", 95, 95),
        ("12 dokumen", 12, 12),
        ("tercapai", None, None),
        ("5 juta - 7 juta", None, None),
        ("1-2-3", None, None),
    ],
)
def test_a_target_is_read_as_its_two_limits(text, low, high):
    assert tuple(limit.value for limit in read_band(text)) == (low, high)


def test_a_limit_to_the_wrong_side_is_no_number():
    assert read_limit("<= 5 hari", "atas").value == 5
    assert read_limit(">= 5 hari", "atas").value is None
    assert read_limit(">= 80", "bawah").value == 80
    assert read_limit("<= 80", "bawah").value is None
    assert read_limit("5 hari", "atas").value == 5
