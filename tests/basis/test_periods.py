import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.basis.period_words import RESULTS, say_choice
from kinerja_lib.basis.periods import (
    PeriodChoice,
    choose_period,
    kind_of,
    name_period,
    order_periods,
    overlaps,
    past_periods,
    span_of,
)


@pytest.mark.parametrize(
    ("period", "kind", "first", "last", "name"),
    [
        ("2026", "tahun", (2026, 1, 1), (2026, 12, 31), "tahun 2026"),
        ("2026-S2", "semester", (2026, 7, 1), (2026, 12, 31), "Semester II 2026"),
        ("2026-TW4", "triwulan", (2026, 10, 1), (2026, 12, 31), "Triwulan IV 2026"),
        ("2024-02", "bulan", (2024, 2, 1), (2024, 2, 29), "Februari 2024"),
    ],
)
def test_a_period_has_a_kind_days_and_a_name(period, kind, first, last, name):
    assert kind_of(period) == kind
    assert span_of(period) == (dt.date(*first), dt.date(*last))
    assert name_period(period) == name


def test_short_names_are_those_of_tables():
    names = [name_period(p, short=True) for p in ("2026-TW3", "2026-S1", "2026")]
    assert names == ["TW III 2026", "Sem I 2026", "2026"]


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ("2026-TW1", "2026-03", True),
        ("2026-TW1", "2026-04", False),
        ("2026-S1", "2026-TW2", True),
        ("2026-S1", "2026-TW3", False),
        ("2026", "2026-TW1", False),
        ("2026-TW1", "2026-TW1", False),
        ("2025-TW1", "2026-TW1", False),
    ],
)
def test_periods_overlap_by_days_and_a_year_stands_alone(first, second, shared):
    assert overlaps(first, second) is overlaps(second, first) is shared


def test_order_is_by_the_last_day_and_later_periods_are_left_out():
    periods = ["2026-TW2", "2026", "2026-06", "2026-S1", "2025-TW4", "2026-TW2"]
    assert order_periods(periods) == ["2025-TW4", "2026-06", "2026-TW2", "2026-S1", "2026"]
    past = past_periods(pd.Series([*periods, None]), dt.date(2026, 6, 30))
    assert past.tolist() == [True, False, True, True, True, True, False]


QUARTERS = ["2025-TW3", "2025-TW4", "2026-TW1", "2026-TW2", "2026-TW3"]


@pytest.mark.parametrize(
    ("report", "known", "used"),
    [
        ("2026-TW3", [*QUARTERS, "2026-TW4", "2025"], "2026-TW3"),
        ("2025", [*QUARTERS, "2025"], "2025"),
        ("2026", [*QUARTERS, "2025"], "2026-TW3"),  # not rated yet: the last one inside
        ("2026-S1", QUARTERS, "2026-TW2"),
        ("2026-S1", [*QUARTERS, "2026-06"], "2026-TW2"),  # of those that end together the longest
        ("2026-09", [*QUARTERS, "2026-S2", "2026"], "2026-TW3"),  # ends on the same day
        ("2025-12", ["2025-TW4", "2025-S2", "2025"], "2025-TW4"),  # the shortest around it
        ("2026-08", QUARTERS, ""),  # quarter III ends later, quarter II ended before
        ("2026-TW4", QUARTERS, ""),
        ("2024", QUARTERS, ""),
        ("2026-TW3", [], ""),
    ],
)
def test_a_section_uses_the_reports_own_period_or_one_inside_or_one_ending_with_it(
    report, known, used
):
    choice = choose_period(report, known)
    assert choice.used == used and choice.own is (used == report)


def test_the_choice_names_the_last_period_with_data_but_never_uses_it():
    assert choose_period("2026-08", QUARTERS) == PeriodChoice("2026-08", "", "2026-TW2")
    assert choose_period("2024", QUARTERS).last == ""
    assert choose_period("2026-S1", QUARTERS).inside
    assert not choose_period("2026-09", QUARTERS).inside


ALL = [
    f"{y}{p}" for y in (2025, 2026) for p in ("", "-S1", "-S2", *(f"-TW{n}" for n in range(1, 5)))
]
ALL += [f"{y}-{m:02d}" for y in (2025, 2026) for m in range(1, 13)]


@given(st.sampled_from(ALL), st.sets(st.sampled_from(ALL)))
def test_nothing_after_and_nothing_wholly_before_the_report_is_ever_used(report, known):
    choice = choose_period(report, known)
    start, end = span_of(report)
    assert (choice.used or choice.last) in {*known, ""}
    if choice.used:
        assert start <= span_of(choice.used)[1] <= end
    if report in known:
        assert choice.own
    if choice.last:
        assert span_of(choice.last)[1] <= end


@pytest.mark.parametrize(
    ("report", "known", "words"),
    [
        ("2026-TW3", QUARTERS, None),
        ("2026-S1", QUARTERS, "Bagian ini memakai Triwulan II 2026, periode terakhir di dalam "
         "Semester I 2026, karena hasil penilaian untuk Semester I 2026 sendiri tidak ada."),
        ("2026-09", QUARTERS, "Bagian ini memakai Triwulan III 2026, yang berakhir pada hari yang "
         "sama dengan September 2026"),
        ("2026-08", QUARTERS, "Tidak ada hasil penilaian pada Agustus 2026. Yang terakhir adalah "
         "Triwulan II 2026; periode itu tidak dipakai"),
        ("2024", QUARTERS, "Tidak ada hasil penilaian sampai tahun 2024."),
    ],
)  # fmt: skip
def test_a_sentence_says_which_period_is_used_where_it_is_not_the_reports(report, known, words):
    found = say_choice(choose_period(report, known), "periode", RESULTS)
    assert (words is None and not found) or found[0].sentence().startswith(words)
