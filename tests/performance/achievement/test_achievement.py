"""Figures of a region against plan and target, and the traps met in real tables."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.config.rule_settings import use_default_settings
from kinerja_lib.i18n import use_language
from kinerja_lib.performance.achievement.findings import find_answers, find_flags, find_lead
from kinerja_lib.performance.achievement.grades import GradeLimits
from kinerja_lib.performance.achievement.latest import find_due
from kinerja_lib.performance.achievement.review import review_achievement
from kinerja_lib.performance.achievement.series import (
    AchievementRules,
    flag_derived,
    judge_figures,
    set_zone,
)
from kinerja_lib.performance.achievement.summary import list_gaps
from kinerja_lib.performance.achievement.tables import (
    tabulate_figures,
    tabulate_gaps,
    tabulate_grades,
    tabulate_indicators,
    tabulate_units,
    trace,
)
from kinerja_lib.publish.display import cell_text
from kinerja_lib.rules.scales import GapRule
from tests.performance.register_evidence import GOALS, UNITS, make_card, make_evidence, make_row
from tools.provincial_verdicts import write_verdicts

NAN = np.nan
EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "iku_provinsi.csv"
FREE = AchievementRules()


def judge(value, low, high, way="naik", *, plan=NAN, rules=FREE, unit="persen"):
    row = make_row("2026-TW3", value, plan, target_bawah=low, target_atas=high)
    cards = pd.DataFrame([make_card(arah=way, satuan=unit)])
    numbers = dict.fromkeys(["realisasi", "rencana", "target_bawah", "target_atas"], float)
    return judge_figures(pd.DataFrame([row]).astype(numbers), cards, rules).iloc[0]


def review(rows, *cards, aside=0, **tables):
    evidence = make_evidence(
        **{"iku": list(cards) or [make_card()], "unit": UNITS, "tujuan": GOALS, **tables},
        target_realisasi=list(rows),
        aside=aside,
    )
    return review_achievement(evidence)


# Real figures of 2021 against the national targets of the year (RKP).
@pytest.mark.parametrize(
    ("value", "low", "high", "way", "verdict"),
    [
        (9.71, 9.2, 9.7, "turun", "tidak tercapai"),  # poverty: missed by 0.01
        (6.49, 7.7, 9.1, "turun", "lebih baik dari rentang"),  # unemployment
        (0.381, 0.377, 0.379, "turun", "tidak tercapai"),  # Gini
        (72.29, 72.78, 72.95, "naik", "tidak tercapai"),  # human development
    ],
)
def test_verdicts_follow_the_declared_direction(value, low, high, way, verdict):
    assert judge(value, low, high, way)["kesimpulan"] == verdict


def test_the_naive_ratio_of_poverty_would_have_been_met():
    assert 9.71 / 9.7 * 100 > 100  # what a ratio without direction says
    found = judge(9.71, 9.2, 9.7, "turun")
    assert found["capaian"] == pytest.approx((2 - 9.71 / 9.7) * 100) and found["capaian"] < 100
    assert found["selisih"] == 0.01


@pytest.mark.parametrize(
    ("value", "low", "high", "plan", "verdict", "percent", "reason"),
    [
        (-0.44, 2.0, 2.0, NAN, "tidak tercapai", NAN, "nilai negatif, dinyatakan sebagai selisih"),
        (3.0, -1.0, -1.0, NAN, "tercapai", NAN, "nilai negatif, dinyatakan sebagai selisih"),
        (3.0, 0.0, 0.0, NAN, "tidak dapat dihitung", NAN, "target nol"),
        (0.0, 0.0, NAN, NAN, "tidak dapat dihitung", NAN, "target nol"),
        (82.5, 0.0, 0.0, 0.0, "tidak dapat dihitung", NAN, "target nol"),
        (NAN, 80.0, 80.0, 70.0, "tidak dapat dihitung", NAN, "realisasi tidak ada"),
        (0.0, 80.0, 80.0, 70.0, "tidak tercapai", 0.0, ""),
        (70.0, NAN, NAN, NAN, "tidak dapat dihitung", NAN, "target tidak ada"),
        (70.0, 90.0, 80.0, NAN, "tidak dapat dihitung", NAN, "batas target terbalik"),
        (77.0, 80.0, 80.0, 70.0, "tercapai", 110.0, ""),
        (77.0, NAN, NAN, 70.0, "tercapai", 110.0, ""),
    ],
)
def test_what_has_no_ratio_says_why(value, low, high, plan, verdict, percent, reason):
    found = judge(value, low, high, plan=plan)
    assert found["kesimpulan"] == verdict and found["alasan_capaian"] == reason
    assert found["capaian"] == pytest.approx(percent, nan_ok=True)


def test_a_target_of_zero_is_met_only_where_less_is_better():
    assert judge(82.5, 0.0, 0.0, "naik", plan=0.0)["alasan"] == "target nol"
    assert judge(82.5, 0.0, 0.0, "naik", plan=0.0)["selisih"] == 82.5
    verdicts = [judge(value, 0.0, 0.0, "turun")["kesimpulan"] for value in (0.0, 1.0)]
    assert verdicts == ["tercapai", "tidak tercapai"]
    assert judge(0.0, 0.0, 0.0, "turun")["alasan"] == ""


def test_an_undeclared_direction_is_never_guessed():
    found = judge(90.0, 80.0, 80.0, None)
    assert (found["kesimpulan"], found["alasan"]) == (
        "tidak dapat dihitung",
        "arah tidak dinyatakan",
    )


def test_a_share_over_100_is_kept_and_marked():
    found = judge(102.0, 95.0, 95.0)
    assert found["realisasi"] == 102 and found["tanda"] == "di atas 100%"
    assert found["capaian"] == pytest.approx(102 / 95 * 100)
    assert judge(102.0, 95.0, 95.0, unit="dokumen")["tanda"] == ""


@pytest.mark.parametrize(("value", "marked"), [(121.0, True), (120.0, False), (NAN, False)])
def test_a_value_far_above_its_plan_is_to_be_confirmed(value, marked):
    found = judge(value, 80.0, 80.0, unit="dokumen")  # 1.5 * 80 = 120
    assert (found["tanda"] == "jauh di atas rencana; perlu dipastikan") == marked
    assert judge(3.0, 0.0, 0.0, "turun", unit="temuan")["tanda"] == ""
    rows = [make_row("2026-TW3", value, NAN, target_bawah=80.0, target_atas=80.0)]
    said = [finding.sentence() for finding in find_flags(review(rows, make_card(satuan="poin")))]
    assert any("satu setengah kali rencananya" in text for text in said) == marked


def test_cap_and_gap_rule_come_from_the_settings():
    settings = use_default_settings()
    assert AchievementRules.of(settings) == AchievementRules(None, GapRule.LOWER)
    capped = AchievementRules(Decimal(110))
    found = judge(160.0, 80.0, 80.0, rules=capped)
    assert (found["capaian"], found["capaian_terbatas"]) == (200.0, 110.0)
    classes = {gap: judge(90.5, 100.0, 100.0, rules=replace(FREE, gap=gap)) for gap in GapRule}
    assert classes[GapRule.LOWER]["kelas"] == "Tinggi"  # 76 to 90, before 91
    assert classes[GapRule.UPPER]["kelas"] == "Sangat Tinggi"
    assert classes[GapRule.ROUND_HALF_UP]["kelas"] == "Sangat Tinggi"


@pytest.mark.parametrize(
    ("low", "high", "plan", "zone"),
    [
        (82.0, 82.0, 60.0, (60.0, 60.0, "rencana")),
        (28.0, 32.0, 30.0, (28.0, 32.0, "target")),
        (28.0, 32.0, 20.0, (18.0, 22.0, "rencana")),  # moved with its plan, as wide as before
        (28.0, 32.0, None, (28.0, 32.0, "target")),
        (None, 82.0, None, (82.0, 82.0, "target")),
        (None, None, None, (None, None, "")),
    ],
)
def test_what_is_due_by_now(low, high, plan, zone):
    assert set_zone(low, high, plan) == zone


def make_wide(values, code="IKU-01", digits=9):
    """Rows of units over years; each unit a list of values."""
    rows = [
        {"iku_id": code, "unit_id": unit, "periode": str(2020 + i), "realisasi": v}
        for unit, series in values.items()
        for i, v in enumerate(series)
    ]
    return pd.DataFrame(rows).assign(desimal=digits)


PARTS = {"A": [1.0, 2.0, 5.0], "B": [2.0, 4.0, 1.0], "C": [6.0, 1.0, 3.0]}


@pytest.mark.parametrize(
    ("total", "digits", "flagged"),
    [
        ([9.0, 7.0, 9.0], 9, {"T"}),  # sums
        ([3.0, 7 / 3, 3.0], 9, {"T"}),  # plain means
        ([3.0, 2.3, 3.0], 1, {"T"}),  # plain means as published
        ([3.0, 2.4, 3.0], 1, set()),
        ([9.0, 7.0, NAN], 9, set()),  # two periods prove nothing
    ],
)
def test_totals_and_plain_means_of_the_others_are_found(total, digits, flagged):
    rows = make_wide({**PARTS, "T": total}, digits=digits)
    assert set(rows.loc[flag_derived(rows), "unit_id"]) == flagged


def test_units_that_are_all_alike_are_no_totals_of_each_other():
    rows = make_wide({unit: [95.0, 95.0, 95.0] for unit in "ABCD"})
    assert not flag_derived(rows).any()


@pytest.mark.skipif(not EXAMPLE.is_file(), reason="needs the example figures")
def test_the_national_row_of_growth_is_not_a_total_of_five_provinces_only():
    # It is the mean of all provinces, five of which are here: only its card can say so.
    figures = pd.read_csv(EXAMPLE).query("indikator == 'pertumbuhan_pdrb'")
    rows = pd.DataFrame(
        {
            **{"iku_id": figures["indikator"], "unit_id": figures["provinsi"]},
            **{"periode": figures["tahun"].astype(str), "realisasi": figures["realisasi"]},
            "desimal": 9,
        }
    )
    assert not flag_derived(rows).any()
    others = rows[rows["unit_id"] != "INDONESIA"]
    mean = others.groupby("periode", as_index=False)["realisasi"].mean()
    made = pd.concat([others, mean.assign(iku_id="pertumbuhan_pdrb", unit_id="X", desimal=9)])
    assert set(made.loc[flag_derived(made), "unit_id"]) == {"X"}


def test_a_derived_unit_is_shown_and_not_judged():
    units = {"U-1": (70, 71, 72), "U-2": (80, 75, 85), "U-3": (90, 85, 80)}
    units["U-4"] = tuple(sum(v) / 3 for v in zip(*units.values(), strict=True))
    rows = [
        make_row(f"2026-TW{q + 1}", v, plan=60, unit=unit)
        for unit, values in units.items()
        for q, v in enumerate(values)
    ]
    found = review(rows)
    assert found.counts["turunan"] == 1 and found.counts["dinilai"] == 3
    row = found.latest[found.latest["unit_id"] == "U-4"].iloc[0]
    assert row["alasan"] == "angka turunan" and row["realisasi"] == 79
    assert "dihitung dari unit lain" in find_flags(found)[0].sentence()


@pytest.mark.parametrize(
    ("often", "day", "due"),
    [
        ("bulanan", dt.date(2026, 9, 30), "2026-09"),
        ("bulanan", dt.date(2026, 9, 29), "2026-08"),
        ("triwulanan", dt.date(2026, 9, 30), "2026-TW3"),
        ("triwulanan", dt.date(2026, 8, 31), "2026-TW2"),
        ("semesteran", dt.date(2026, 9, 30), "2026-S1"),
        ("tahunan", dt.date(2026, 9, 30), "2025"),
        ("tahunan", dt.date(2026, 12, 31), "2026"),
        ("triwulanan", dt.date(2026, 1, 31), "2025-TW4"),
        ("semesteran", dt.date(2026, 12, 31), "2026-S2"),
    ],
)
def test_the_figure_due_is_that_of_the_last_period_that_ended(often, day, due):
    assert find_due(often, day) == due


def test_rows_after_the_period_do_not_count():
    rows = [make_row("2026-TW3", 70.0), make_row("2026-TW4", 99.0)]
    found = review(rows)
    assert list(found.latest["realisasi"]) == [70.0] and len(found.judged) == 1


def test_what_is_not_due_on_the_day_of_the_data_is_not_asked_for():
    evidence = make_evidence(
        "2026", iku=[make_card()], unit=UNITS, target_realisasi=[make_row("2026-TW3", 90.0)]
    )
    assert list(review_achievement(evidence).latest["periode"]) == ["2026-TW3"]


def test_a_missing_row_and_an_indicator_without_rows_stay_visible():
    found = review([make_row("2026-TW2", 70.0)], make_card(), make_card("IKU-02"))
    assert list(found.latest["alasan"]) == [
        "baris periode ini tidak ada",
        "tidak ada satu baris pun",
    ]
    assert list(found.latest["terakhir"].fillna("")) == ["2026-TW2", ""]
    assert found.counts["tidak_dapat"] == 2 and found.counts["tercapai"] == 0


def test_rates_of_units_are_not_averaged_and_counts_are_added():
    rows = [make_row("2026-TW3", v, unit=u) for u, v in (("U-1", 90.0), ("U-2", 60.0))]
    rates = review(rows).indicators.iloc[0]
    assert pd.isna(rates["realisasi"]) and rates["alasan"] == "per unit, lihat tabel"
    assert (rates["tercapai"], rates["dinilai"]) == (1, 2)
    counts = review(rows, make_card(satuan="dokumen", rumus="terbit")).indicators.iloc[0]
    assert counts["realisasi"] == 150 and counts["acuan_bawah"] == 160  # 90 + 60; 80 + 80
    assert counts["capaian"] == pytest.approx(93.75)
    assert list(list_gaps(review(rows).latest)["kurang"]) == [20.0]  # 80 - 60


def test_the_grade_is_that_of_the_weakest_check():
    rows = [
        make_row("2026-TW1", 80.0, tanggal_lapor="2026-04-05"),
        make_row("2026-TW2", 80.0, tanggal_lapor="2026-07-05"),
        make_row("2026-TW3", 80.0, tanggal_lapor="2026-10-05"),
    ]
    proof = [{"iku_id": "IKU-01", "tanggal": "2026-06-30"}]
    assert list(review(rows, bukti=proof).latest["mutu"]) == ["A"]
    late = [*rows[:2], rows[2] | {"tanggal_lapor": "2026-11-15"}]  # 46 days, 16 after the grace
    assert list(review(late, bukti=proof).latest["mutu_waktu"]) == ["B"]
    old = [{"iku_id": "IKU-01", "tanggal": "2025-12-31"}]
    assert list(review(rows, bukti=old).latest["mutu"]) == ["C"]
    gap = [rows[0] | {"realisasi": None}, *rows[1:]]  # two of three values: 67 %
    assert list(review(gap, bukti=proof).latest["mutu"]) == ["D"]
    assert list(review(rows[1:], bukti=proof).latest["terisi"]) == [100.0]  # began in quarter 2
    assert list(review(rows, aside=1).latest["mutu_terima"]) == ["D"]  # 3 of 4 rows: 75 %
    assert list(review(rows).latest["mutu_bukti"]) == ["tidak dapat dihitung"]
    strict = review_achievement(
        make_evidence(iku=[make_card()], unit=UNITS, target_realisasi=late),
        GradeLimits(late_days=(0, 5, 10)),
    )
    assert list(strict.latest["mutu"]) == ["D"]


@pytest.mark.parametrize(
    ("values", "answer", "lead"),
    [
        ((90.0, 90.0), "Semua dua angka indikator sesuai rencana", "Semua dua angka"),
        ((90.0, 60.0), "Satu dari dua angka indikator sesuai rencana", "Semua dua angka"),
        ((60.0, 60.0), "Tidak satu pun dari dua angka", "Semua dua angka"),
        ((90.0, None), "Semua satu angka indikator sesuai rencana", "Satu dari dua angka"),
        ((None, None), "Capaian indikator tidak dapat dihitung", "Tidak satu pun dari dua"),
    ],
)
def test_sentences_follow_the_verdicts(values, answer, lead):
    units = ("U-1", "U-2")
    rows = [make_row("2026-TW3", v, unit=u) for u, v in zip(units, values, strict=True)]
    found = review(rows)
    assert find_answers(found)[0].sentence().startswith(answer)
    assert find_lead(found).sentence().startswith(lead)


def test_tables_hold_every_figure_and_say_what_is_unchecked():
    found = review([make_row("2026-TW3", 60.0)], make_card(), make_card("IKU-02"))
    weak, whole = tabulate_indicators(found)
    assert len(weak.frame) == len(whole.frame) == len(tabulate_figures(found).frame) == 2
    assert weak.values["verifikasi"] == "Sebutan kelasnya perlu diverifikasi."
    assert "capaian_terbatas" not in weak.columns
    assert list(tabulate_gaps(found)[0].frame["kurang"]) == [20.0]  # 80 - 60
    assert list(tabulate_units(found).frame["tidak_tercapai"]) == [1]
    capped = replace(found, rules=AchievementRules(Decimal(100)))
    assert "capaian_terbatas" in tabulate_indicators(capped)[0].columns
    assert len(tabulate_grades(found).frame) == 1 and len(trace(found)) == 5


@pytest.mark.parametrize(
    "tables", [{}, {"iku": [make_card()]}, {"target_realisasi": [make_row("2026-TW3", 1.0)]}]
)
def test_missing_tables_leave_nothing_invented(tables):
    found = review_achievement(make_evidence(**tables))
    assert found.counts["dinilai"] == 0 and found.units.empty
    assert "tidak dapat dihitung" in find_answers(found)[0].sentence()
    assert find_lead(found).sentence() and find_flags(found) == []
    assert all(table.to_json() for table in tabulate_indicators(found))


@pytest.mark.skipif(not EXAMPLE.is_file(), reason="needs the example figures")
def test_verdicts_of_five_provinces_are_written_year_by_year(monkeypatch):
    monkeypatch.chdir(EXAMPLE.parents[1])
    text = write_verdicts()
    lines = {tuple(line.split(" | ")[:2]): line for line in text.splitlines()}
    poverty = lines["| Jambi", "Miskin"].strip("| ").split(" | ")[2:]
    assert len(poverty) == 12 and poverty[-1] == "better"  # 8.09 against 9.2 to 9.7
    assert "| PDRB | · | 4.5 to 5.5 | · | angka turunan |" in text
    assert "| Miskin | 9.71 | 9.2 to 9.7 | missed |" in text


@pytest.mark.parametrize(
    ("more", "flagged"),
    [
        ({"S": [9.0, 7.0, 9.0], "M": [3.0, 7 / 3, 3.0]}, {"S", "M"}),  # sums beside plain means
        ({"S": [9.0, 7.0, 9.0], "T": [9.0, 7.0, 9.0]}, {"S", "T"}),  # the same total twice
        ({"M": [3.0, 7 / 3, 3.0], "N": [3.0, 7 / 3, 3.0]}, {"M", "N"}),
        ({"X": [9.0, 7.0, 9.0], "Y": [3.0, 2.0, 3.0]}, set()),  # neither shows itself
    ],
)
def test_two_totals_in_one_table_do_not_hide_each_other(more, flagged):
    rows = make_wide({**PARTS, **more})
    assert set(rows.loc[flag_derived(rows), "unit_id"]) == flagged


def test_small_whole_numbers_are_not_taken_for_a_rounded_mean():
    # 2, 1 and 1 round the means 1.5, 1.25 and 1.25 of the others; so do many other small counts
    rows = make_wide(
        {"A": [1, 2, 0], "B": [2, 1, 2], "C": [2, 0, 1], "D": [1, 2, 2], "E": [2, 1, 1]}, digits=0
    )
    assert not flag_derived(rows.astype({"realisasi": float})).any()


@pytest.mark.parametrize(
    ("value", "target", "way", "mark"),
    [
        (1.02, 0.9, "naik", "di atas 1; tampaknya ditulis sebagai pecahan"),
        (1.3, 0.95, "naik", "di atas 1; tampaknya ditulis sebagai pecahan"),
        (0.97, 0.9, "naik", ""),
        (1.02, 0.9, "turun", ""),  # a small share that should fall may well be near 1 %
        (1.02, 90.0, "naik", ""),
        (0.3, 0.25, "naik", ""),
    ],
)
def test_a_fraction_over_1_is_kept_and_marked(value, target, way, mark):
    found = judge(value, target, target, way)
    assert found["realisasi"] == value and found["tanda"] == mark
    rows = [make_row("2026-TW3", value, NAN, target_bawah=target, target_atas=target)]
    said = [item.sentence() for item in find_flags(review(rows, make_card(arah=way)))]
    assert any("tampaknya ditulis sebagai pecahan" in text for text in said) == bool(mark)


def test_an_indicator_of_several_units_points_to_its_figures_by_unit():
    rows = [make_row("2026-TW3", 60.0, unit=unit) for unit in ("U-1", "U-2")]
    table = tabulate_indicators(review(rows, make_card(satuan="persen")))[-1].to_json()
    heads = [column["name"] for column in table["columns"]]
    cells = {name: cell_text(table, 0, heads.index(name)) for name in ("realisasi", "kelas")}
    assert set(cells.values()) == {"per unit, lihat tabel"}


def test_classes_are_told_in_the_language_of_the_page():
    found = review([make_row("2026-TW3", 80.0, target_bawah=80.0)], make_card())
    table = tabulate_indicators(found)[-1].to_json()
    place = [column["name"] for column in table["columns"]].index("kelas")
    assert cell_text(table, 0, place) == "Sangat Tinggi"
    with use_language("en"):
        assert cell_text(table, 0, place) == "Very high"
