import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.i18n import (
    LANGUAGES,
    MINUS,
    clean_text,
    count_words,
    current_language,
    drop_marks,
    format_date,
    format_number,
    format_range,
    mark_foreign,
    split_foreign,
    translate_value,
    use_language,
)


@pytest.mark.parametrize(
    ("value", "decimals", "indonesian", "english"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (-0.44, 2, "−0,44", "−0.44"),
        (0.5, 0, "1", "1"),
        (1.5, 0, "2", "2"),
        (2.5, 0, "3", "3"),
        (2.675, 2, "2,68", "2.68"),
        (-2.5, 0, "−3", "−3"),
        (Decimal("9.005"), 2, "9,01", "9.01"),
        (0, 1, "0,0", "0.0"),
    ],
)
def test_numbers_follow_the_language_and_round_half_up(value, decimals, indonesian, english):
    assert format_number(value, decimals) == indonesian
    with use_language("en"):
        assert format_number(value, decimals) == english


def test_a_number_that_rounds_to_zero_has_no_minus():
    assert format_number(-0.004, 2) == "0,00"
    assert format_number(-0.0, 1) == "0,0"
    assert format_number(-0.005, 2) == "−0,01"


@given(st.integers(-(10**15), 10**15), st.integers(0, 4))
def test_a_written_number_reads_back_as_itself(thousandths, decimals):
    value = Decimal(thousandths).scaleb(-decimals)
    text = format_number(value, decimals)
    assert Decimal(text.replace(".", "").replace(",", ".").replace(MINUS, "-")) == value


def test_a_range_says_sampai_beside_a_minus():
    assert format_range(5.9, 6.5, 1) == "5,9–6,5"
    assert format_range(-0.3, 0.2, 1) == "−0,3 sampai 0,2"
    assert format_range(-0.3, -0.2, 1) == "−0,3 sampai −0,2"


def test_counts_are_words_up_to_eleven():
    written = [count_words(n) for n in (0, 1, 5, 11, 12, 1500)]
    assert written == ["tidak satu pun", "satu", "lima", "sebelas", "12", "1.500"]
    with use_language("en"):
        assert [count_words(n) for n in (0, 11, 12)] == ["zero", "eleven", "12"]


def test_dates_are_written_out_or_short():
    day = dt.date(2026, 8, 1)
    assert format_date(day) == "1 Agustus 2026"
    assert format_date(day, short=True) == "1 Agu 2026"
    with use_language("en"):
        assert format_date(day) == "1 August 2026"


def test_a_language_ends_with_its_block_also_after_an_error():
    with pytest.raises(ZeroDivisionError), use_language("en"):
        assert current_language() == "en"
        raise ZeroDivisionError
    assert current_language() == "id"


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="unknown language 'jv'"), use_language("jv"):
        pass
    assert LANGUAGES == ("id", "en")


@pytest.mark.parametrize(
    ("given_text", "clean"),
    [
        ("  Jawa\tBarat \n", "Jawa Barat"),
        ("a\u2028b\x85c", "a b c"),
        ("nama\u202etxt.exe", "namatxt.exe"),
        ("\x00\x1b[31mmerah", "[31mmerah"),
        ("1980\u200b0101\ufeff", "19800101"),
        ("a \x00 b", "a b"),
        ("e\u0301", "é"),
        ("\ud800x\uffff", "x"),
        ("a\u180eb\u3164c\u115fd\uffa0e\ufff9f\ufe0f", "abcdef"),
        ("Dinas\U000e0001\U000e0041\U000e007f", "Dinas"),
        ("e\u034f\u0301", "é"),
        ("<b>**{x}**</b>", "<b>**{x}**</b>"),
        ("", ""),
    ],
)
def test_text_from_data_loses_what_the_eye_cannot_see(given_text, clean):
    assert clean_text(given_text) == clean


def test_long_text_ends_in_an_ellipsis_within_the_limit():
    assert clean_text("a" * 10, 10) == "a" * 10
    assert clean_text("a" * 11, 10) == "a" * 9 + "…"


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_clean_text_is_one_line_that_utf_8_can_hold_and_stays_the_same(text):
    clean = clean_text(text)
    clean.encode()
    assert clean_text(clean) == clean
    assert clean == clean.strip() and len(clean.splitlines()) <= 1
    assert len(clean) <= 2000


def test_drop_marks_keeps_spaces_so_that_messages_still_translate():
    assert drop_marks("dari\xa0{indikator}\u202e") == "dari\xa0{indikator}"


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("Triwulan III 2026", "Q3 2026"),
        ("TW I 2025", "Q1 2025"),
        ("Semester II 2026", "H2 2026"),
        ("Sem I 2026", "H1 2026"),
        ("Agustus 2026", "August 2026"),
        ("tahun 2025", "2025"),
        ("tahun III 2025", "tahun III 2025"),  # not the name of a period
        ("Triwulan 2026", "Triwulan 2026"),
        ("Posyandu 2026", "Posyandu 2026"),
        ("Agustus", "August"),
    ],
)
def test_names_of_periods_in_fields_and_cells_are_translated(name, english):
    assert translate_value(name) == name
    with use_language("en"):
        assert translate_value(name) == english


def test_marks_of_foreign_words_are_never_data():
    assert clean_text("a\ue010b\ue011c") == "abc"
    with use_language("en"):
        assert split_foreign(mark_foreign("Dinas A")) == ["", "Dinas A", ""]
        assert [mark_foreign(text) for text in ("belum pasti", "72,5", "TW I 2026")] == [
            "belum pasti", "72,5", "TW I 2026",
        ]  # fmt: skip
    assert mark_foreign("Dinas A") == "Dinas A"
