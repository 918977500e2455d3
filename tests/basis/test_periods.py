import datetime as dt

import pandas as pd
import pytest

from kinerja_lib.basis.periods import (
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
        ("2026", "tahun", (2026, 1, 1), (2026, 12, 31), "2026"),
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
