"""Grades worked by hand: each share and each day is counted in the test."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.errors import ParameterError
from kinerja_lib.quality.deadlines import fill_dates, measure_ages, read_span
from kinerja_lib.quality.faults import name_dimension
from kinerja_lib.quality.grades import grade_days, grade_share, percent, worst_grade
from kinerja_lib.quality.limits import Limits
from kinerja_lib.tables.faults import FAULTS

LIMITS = Limits()  # 99, 95, 90 per cent; 0, 30, 90 days; 30 days of grace
NONE = "tidak dapat dihitung"


@pytest.mark.parametrize(
    ("share", "grade"),
    [
        *((100.0, "A"), (99.0, "A"), (98.99, "B"), (95.0, "B"), (94.99, "C"), (90.0, "C")),
        *((89.99, "D"), (0.0, "D"), (np.nan, NONE)),
    ],
)
def test_a_share_is_graded_by_the_limit_it_reaches(share, grade):
    assert grade_share(share, LIMITS) == grade


@pytest.mark.parametrize(
    ("days", "grade"),
    [(0, "A"), (1, "B"), (30, "B"), (31, "C"), (90, "C"), (91, "D"), (np.nan, NONE)],
)
def test_days_late_are_graded_by_the_limit_they_keep(days, grade):
    assert grade_days(days, LIMITS) == grade


def test_the_limits_are_parameters():
    strict = Limits(shares=(100.0, 99.0, 98.0), late_days=(0, 1, 2))
    assert grade_share(99.5, strict) == "B" and grade_days(3, strict) == "D"


@pytest.mark.parametrize(
    "wrong",
    [
        {"shares": (90.0, 95.0, 99.0)},
        {"shares": (99.0, 95.0)},
        {"shares": (101.0, 95.0, 90.0)},
        {"late_days": (30, 0, 90)},
        {"late_days": (-1, 0, 1)},
        {"late_days": ()},
    ],
)
def test_limits_that_make_no_grade_are_refused(wrong):
    with pytest.raises(ParameterError, match="tiga angka"):
        Limits(**wrong)


def test_the_worst_grade_counts_and_words_do_not():
    assert worst_grade(["A", "C", "tidak berlaku", NONE]) == "C"
    assert worst_grade([NONE, "tidak berlaku"]) == NONE
    assert worst_grade([]) == NONE


def test_a_share_of_nothing_is_missing_and_not_zero():
    assert np.isnan(percent(0, 0)) and percent(0, 5) == 0


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-S1", "2026-01-01", "2026-06-30"),
        ("2026-TW3", "2026-07-01", "2026-09-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-09-30", "2026-09-30", "2026-09-30"),
        ("2026-09-30T08:00", "2026-09-30", "2026-09-30"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text, first, last):
    assert read_span(text) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", [None, np.nan, "", "0000", "2026-13", "2026-S3", "TW1", "30-09-2026"]
)
def test_what_is_no_period_has_no_days(text):
    assert read_span(text) is None


def ages(*rows, today="2026-09-30"):
    frame = pd.DataFrame(rows, columns=["table", "column", "latest"])
    return measure_ages(frame, dt.date.fromisoformat(today), LIMITS).iloc[0]


def test_a_monthly_table_is_late_after_31_days_and_the_grace():
    # SKM is monthly: 31 + 30 = 61 days. 30 June to 30 September is 31 + 31 + 30 = 92 days.
    row = ages(("skm", "tanggal", "2026-06-30"))
    assert (row["umur"], row["tenggat_hari"], row["terlambat"]) == (92, 61, 31)
    assert row["ketepatan_waktu"] == "C"


def test_a_table_inside_its_rhythm_is_up_to_date():
    row = ages(("skm", "tanggal", "2026-07-31"))  # 61 days
    assert (row["umur"], row["terlambat"], row["ketepatan_waktu"]) == (61, 0, "A")


@pytest.mark.parametrize(
    ("row", "grade", "reason"),
    [
        (("skm", "tanggal", None), NONE, "tidak ada tanggal yang terbaca"),
        (("skm", "tanggal", "2027-01-01"), NONE, "tanggal terakhir sesudah tanggal acuan"),
        (("pegawai", None, None), "tidak berlaku", "tanpa kolom tanggal"),
        (("disiplin", "mulai", "2019-01-01"), "tidak berlaku", "tidak berjadwal"),
        (("tabel_lain", "x", "2019-01-01"), "tidak berlaku", "tanpa kolom tanggal"),
        (("abk", "tahun", "2026-12-31"), "A", ""),  # a year that is still running
        (("abk", "tahun", "2027-12-31"), NONE, "tanggal terakhir sesudah tanggal acuan"),
    ],
)
def test_where_lateness_has_no_meaning_the_reason_is_given(row, grade, reason):
    found = ages(row)
    assert (found["ketepatan_waktu"], found["alasan"]) == (grade, reason)


def test_an_empty_column_of_dates_is_replaced_by_the_last_period():
    dates = pd.DataFrame(
        [("target_realisasi", "tanggal_lapor", None), ("skm", "tanggal", "2026-09-01")],
        columns=["table", "column", "latest"],
    )
    rows = [("target_realisasi", "2026-TW2", 9, 0), ("target_realisasi", "2026-TW1", 9, 0)]
    rows += [("target_realisasi", "2026-TW4", 9, 0), ("target_realisasi", "2026-TW3", 9, 9)]
    rows += [("skm", "2026-09", 5, 0)]
    periods = pd.DataFrame(rows, columns=["table", "period", "rows_in", "quarantined"])
    today = dt.date(2026, 9, 30)
    filled = fill_dates(dates, periods, today)
    # the third quarter has no accepted row, the fourth has not begun
    assert filled["latest"].tolist() == ["2026-TW2", "2026-09-01"]
    assert filled["dari_periode"].tolist() == [True, False]
    age = measure_ages(filled, today, LIMITS).iloc[0]
    assert (age["umur"], age["terlambat"], age["dari_periode"]) == (92, 31, True)


@pytest.mark.parametrize(
    ("fault", "dimension"),
    [
        ("kosong_wajib", "kelengkapan"),
        ("kolom_wajib_tidak_ada", "kelengkapan"),
        ("kunci_bentrok", "keunikan"),
        ("duplikat_sama", "keunikan"),
        ("rujukan_tidak_ada", "konsistensi"),
        ("target_terbalik", "konsistensi"),
        ("nip_panjang", "keabsahan"),
        ("baris_kaki", ""),
        ("kesalahan_baru", "keabsahan"),
    ],
)
def test_each_fault_belongs_to_one_check(fault, dimension):
    assert name_dimension(fault) == dimension


def test_every_fault_that_the_check_knows_has_a_place():
    known = {"kelengkapan", "keabsahan", "konsistensi", "keunikan", ""}
    assert {name_dimension(code) for code in FAULTS} <= known
