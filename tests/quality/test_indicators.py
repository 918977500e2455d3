"""Indicators: figures that can be computed, feasibility, trend."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.quality.feasibility import judge_feasibility
from kinerja_lib.quality.indicators import find_source, grade_indicators
from kinerja_lib.quality.limits import Limits
from kinerja_lib.quality.trend import follow_quarters, follow_years

NAN = np.nan
LAST = dt.date(2026, 9, 30)
NONE = "tidak dapat dihitung"


def cards(**more):
    card = {"iku_id": "I1", "nama": "IKM", "satuan": "indeks", "rumus": "a/b", "sumber": "SKM"}
    return pd.DataFrame(
        [card | {"arah": "naik", "frekuensi": "triwulanan", "putus_seri": NAN} | more]
    )


def figures(*rows):
    names = ["iku_id", "unit_id", "periode", "realisasi", "target_bawah", "target_atas"]
    return pd.DataFrame(rows, columns=names)


def years(values, target=None, unit="U1", part="-TW3"):
    """One unit, one value a year up to 2026; the target stands in the last year."""
    first = 2026 - len(values) + 1
    return [
        ("I1", unit, f"{first + i}{part}", value, target if first + i == 2026 else NAN, NAN)
        for i, value in enumerate(values)
    ]


def judge(rows, card=None, **limits):
    table = figures(*rows)
    return judge_feasibility(cards(**(card or {})), table, LAST, limits=Limits(**limits)).iloc[0]


def test_noise_and_step_worked_by_hand():
    row = judge(years([80.0, 82.0, 81.0, 83.0], target=85.0))
    # changes 2, -1, 2: mean 1, squares 1 + 4 + 1 = 6, 6 / 2 = 3, root 1.732
    assert row["naik_turun"] == pytest.approx(3**0.5)
    # the target of 2026 is 85, the value of 2025 was 81: step 4
    assert row["langkah"] == pytest.approx(4)
    assert row["nisbah"] == pytest.approx(4 / 3**0.5)
    assert (row["tahun_dasar"], row["kelayakan"]) == (3, "layak")


@pytest.mark.parametrize(
    ("rows", "card", "verdict"),
    [
        (years([80.0, 82.0, 81.0, 83.0], 85.0), {"rumus": None}, NONE),
        (years([80.0, 82.0, 81.0, 83.0], 85.0), {"sumber": "  "}, NONE),
        (years([NAN, NAN, NAN, NAN], 85.0), {}, NONE),
        ([], {}, NONE),
        (years([80.0, 82.0, 81.0, 83.0]), {}, "target tidak ada"),
        (years([82.0, 81.0, 83.0], 85.0), {}, "data awal kurang"),
        (years([80.0, 82.0, 81.0, 83.0], 82.0), {}, "langkah target terlalu kecil"),
        (years([80.0, 81.0, 82.0, 83.0], 84.0), {}, "layak"),  # no noise at all
        (years([80.0, 82.0, 81.0, 83.0], 81.5), {"arah": "rentang"}, "layak"),
        # a new method in 2025 leaves one earlier year
        (years([80.0, 82.0, 81.0, 83.0], 85.0), {"putus_seri": 2025.0}, "data awal kurang"),
    ],
)
def test_each_reason_not_to_judge_an_indicator(rows, card, verdict):
    assert judge(rows, card)["kelayakan"] == verdict


def test_a_step_that_cannot_be_compared_is_not_called_fit():
    row = judge(years([81.0, 83.0], 85.0), baseline_years=1)  # one change has no deviation
    assert row["kelayakan"] == "langkah belum dapat dinilai" and np.isnan(row["nisbah"])


def test_only_the_same_part_of_the_year_is_compared():
    other = [("I1", "U1", f"{y}-TW1", 10.0, NAN, NAN) for y in range(2023, 2027)]
    assert judge([*years([80.0, 82.0, 81.0, 83.0], 85.0), *other])["langkah"] == pytest.approx(4)


def grade(rows, card=None, mutu="A", today=LAST):
    tables = pd.DataFrame({"table": ["target_realisasi", "skm"], "mutu": ["A", mutu]})
    return grade_indicators(
        cards(**(card or {})),
        figures(*rows),
        tables,
        last_day=LAST,
        reference_date=today,
        limits=Limits(),
    ).iloc[0]


def test_figures_expected_and_why_some_cannot_be_computed():
    rows = [
        ("I1", "U1", "2026-TW1", 80.0, 79.0, NAN),
        ("I1", "U1", "2026-TW2", NAN, 79.0, NAN),  # no value
        ("I1", "U2", "2026-TW1", 81.0, NAN, NAN),  # no target; and U2 has no row for TW2
        ("I1", "U2", "2026-TW4", 81.0, 79.0, NAN),  # after the report's period
    ]
    row = grade(rows)
    # two units times two periods: one computable, one without row, value, target each
    counts = ["angka", "dapat", "tanpa_baris", "tanpa_realisasi", "tanpa_target"]
    assert list(row[counts]) == [4, 1, 1, 1, 1]
    assert row["mutu"] == "D"  # 25 %


def test_the_grade_of_a_figure_is_the_worst_of_what_it_rests_on():
    rows = [("I1", "U1", "2026-TW3", 80.0, 79.0, NAN)]
    assert grade(rows)["mutu"] == "A"
    assert grade(rows, mutu="C")["mutu"] == "C"  # the card names SKM as its source
    assert grade(rows, {"sumber": "rapat"}, mutu="C")["mutu"] == "A"
    # quarterly: 92 + 30 days after 30 September; 31 March 2027 is 182 days, 60 late
    assert grade(rows, today=dt.date(2027, 3, 31))["mutu"] == "C"


def test_an_indicator_without_a_computable_figure_has_no_grade():
    assert grade([])["mutu"] == NONE
    assert grade([("I1", "U1", "2026-TW3", NAN, 79.0, NAN)])["mutu"] == NONE


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("Survei kepuasan masyarakat (SKM)", "skm"),
        ("layanan log", "layanan_log"),
        ("Hasil penilaian e-Kinerja", "hasil_penilaian"),
        ("BPS", ""),
        ("", ""),
        ("nan", ""),
    ],
)
def test_the_source_on_a_card_names_a_table(text, table):
    assert find_source(text) == table


def periods(*rows):
    return pd.DataFrame(rows, columns=["table", "period", "rows_in", "quarantined"])


def test_months_and_quarters_are_added_up_and_gaps_stay():
    rows = periods(
        ("skm", "2026-01", 50, 1),
        ("skm", "2026-02", 50, 2),
        ("tpp", "2026-TW1", 100, 3),
        ("skm", "2026-09", 10, 1),
        ("skm", "2026-10", 99, 99),  # after the period of the report
        ("skm", "2025", 40, 4),  # a whole year says nothing of its quarters
        ("skm", "tidak ada", 1, 1),
    )
    table = follow_quarters(rows, LAST)
    together = table[table["table"] == ""]
    assert together["triwulan"].tolist() == ["2026-TW1", "2026-TW2", "2026-TW3"]
    assert together["rows_in"].tolist() == [200, 0, 10]
    assert together["persen"].tolist()[::2] == pytest.approx([3.0, 10.0])
    assert np.isnan(together["persen"].tolist()[1])


def test_years_take_periods_of_every_length():
    rows = periods(("skm", "2025", 40, 4), ("skm", "2026-02", 50, 1), ("tpp", "2026-TW1", 50, 0))
    table = follow_years(rows, LAST).set_index(["table", "tahun"])["persen"]
    assert table["", 2025] == pytest.approx(10) and table["", 2026] == pytest.approx(1)
    assert table["tpp", 2026] == 0


def test_nothing_gives_no_trend():
    assert follow_quarters(periods(), LAST).empty and follow_years(periods(), LAST).empty
