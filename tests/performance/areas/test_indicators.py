import numpy as np
import pandas as pd
import pytest

from kinerja_lib.performance.areas.indicators import (
    flag_derived,
    follow_path,
    inspect_quality,
    judge_indicators,
    name_area,
    summarise_areas,
    summarise_indicators,
)

ROWS = [
    # area, indicator, year, value, lower, upper
    ("JAMBI", "ipm", 2012, 72.0, "", ""),  # old method
    ("JAMBI", "ipm", 2013, 68.0, 68.5, 69.0),  # new method
    ("JAMBI", "ipm", 2014, 69.5, 68.5, 69.0),
    ("PAPUA", "ipm", 2012, 60.0, "", ""),
    ("PAPUA", "ipm", 2013, "", 68.5, 69.0),
    ("PAPUA", "ipm", 2014, 55.0, 68.5, 69.0),
    ("JAMBI", "miskin", 2014, 9.0, 9.2, 9.7),
    ("PAPUA", "miskin", 2014, 27.38, "", 9.7),
    ("NASIONAL", "miskin", 2014, 18.19, 9.2, 9.7),
]


@pytest.fixture
def cards(card):
    return pd.DataFrame(
        [
            card("ipm", desimal=2, putus_seri=2013.0, catatan="Metode baru."),
            card("miskin", arah="turun", desimal=2, total_turunan="NASIONAL"),
        ]
    )


@pytest.fixture
def judged(figures, cards):
    return judge_indicators(figures(ROWS), cards, cap=120)


def row(judged, area, indicator, year):
    own = judged[(judged["wilayah"] == area) & (judged["indikator"] == indicator)]
    return own[own["tahun"] == year].iloc[0]


EXPECTED = [
    # area, indicator, year: verdict, reason, achievement, capped, distance, segment
    ("Jambi", "ipm", 2012, "tidak dapat dihitung", "target tidak ada", None, None, None, 0),
    # 68 / 68.5 * 100 = 99.2701
    ("Jambi", "ipm", 2013, "tidak tercapai", "", 99.2701, 99.2701, -0.5, 1),
    # 69.5 / 69 * 100 = 100.7246
    ("Jambi", "ipm", 2014, "lebih baik dari rentang", "", 100.7246, 100.7246, 0.5, 1),
    ("Papua", "ipm", 2013, "tidak dapat dihitung", "realisasi tidak ada", None, None, None, 1),
    # 200 - 9 / 9.2 * 100 = 102.1739
    ("Jambi", "miskin", 2014, "lebih baik dari rentang", "", 102.1739, 102.1739, -0.2, 1),
    # 200 - 27.38 / 9.7 * 100 = -82.2680, capped at 0
    ("Papua", "miskin", 2014, "tidak tercapai", "", -82.2680, 0.0, 17.68, 1),
    # derived total: kept as a row, its value not used
    ("NASIONAL", "miskin", 2014, "tidak dapat dihitung", "angka turunan", None, None, None, 1),
]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda e: f"{e[0]}-{e[1]}-{e[2]}")
def test_each_figure_is_judged_as_worked_by_hand(judged, expected):
    area, indicator, year, verdict, reason, raw, capped, distance, segment = expected
    found = row(judged, area, indicator, year)
    assert (found["kesimpulan"], found["alasan"], found["segmen"]) == (verdict, reason, segment)
    for name, value in (("capaian", raw), ("capaian_terbatas", capped), ("selisih", distance)):
        assert found[name] == pytest.approx(np.nan if value is None else value, nan_ok=True)


def test_a_derived_value_is_taken_out_so_nothing_can_use_it(judged):
    national = row(judged, "NASIONAL", "miskin", 2014)
    assert pd.isna(national["realisasi"]) and national["alasan_nilai"] == "angka turunan"
    assert judged["turunan"].sum() == 1


def test_rows_keep_the_order_of_cards_areas_and_years(judged):
    found = list(judged[["indikator", "wilayah", "tahun"]].itertuples(index=False, name=None))
    assert found[:3] == [("ipm", "Jambi", 2012), ("ipm", "Jambi", 2013), ("ipm", "Jambi", 2014)]
    assert found[-1] == ("miskin", "NASIONAL", 2014)


def test_the_tables_given_are_not_changed(figures, cards):
    table = figures(ROWS)
    before, cards_before = table.copy(), cards.copy()
    judge_indicators(table, cards, cap=120)
    pd.testing.assert_frame_equal(table, before)
    pd.testing.assert_frame_equal(cards, cards_before)


def test_an_achievement_without_a_ratio_says_why(figures, card):
    judged = judge_indicators(
        figures([("A", "x", 2020, -0.44, 5.2, 5.5)]), pd.DataFrame([card()]), cap=120
    )
    found = judged.iloc[0]
    assert found["kesimpulan"] == "tidak tercapai" and found["selisih"] == -5.64
    assert pd.isna(found["capaian"])
    assert found["alasan_capaian"] == "nilai atau target tidak positif"


def test_an_indicator_without_any_value_is_kept(figures, card):
    rows = [("A", "x", 2021, 5, 4, 6), ("A", "y", 2021, "", 4, 6)]
    judged = judge_indicators(figures(rows), pd.DataFrame([card("x"), card("y")]), cap=120)
    assert list(judged["kesimpulan"]) == ["tercapai", "tidak dapat dihitung"]


def shares(n_areas, n_years, total="INDONESIA", spread=1.0):
    """n areas with values that differ, and a row that is their plain mean in n years."""
    rows = []
    for year in range(2022 - n_years, 2022):
        values = [10 + spread * (i * i % 7) + (year % 3) * spread / 8 for i in range(n_areas)]
        rows += [(f"P{i}", "x", year, v, "", "") for i, v in enumerate(values)]
        rows.append((total, "x", year, sum(values) / n_areas, "", ""))
    return rows


@pytest.mark.parametrize(
    ("n_areas", "n_years", "flagged"), [(10, 3, True), (9, 3, False), (10, 2, False)]
)
def test_a_plain_mean_of_ten_areas_in_three_years_is_found_by_itself(
    figures, card, n_areas, n_years, flagged
):
    flags = flag_derived(figures(shares(n_areas, n_years)), pd.DataFrame([card()]))
    assert flags["x", "INDONESIA"] == flagged
    assert flags.sum() == flagged  # and no other


def test_a_weighted_mean_is_a_figure_of_its_own(figures, card):
    rows = [
        (area, *rest, value + (0.001 if area == "INDONESIA" else 0), low, high)
        for area, *rest, value, low, high in shares(12, 4)
    ]
    assert not flag_derived(figures(rows), pd.DataFrame([card()])).any()


def test_areas_that_all_have_the_same_value_are_not_taken_for_a_mean(figures, card):
    flags = flag_derived(figures(shares(12, 5, spread=0.0)), pd.DataFrame([card()]))
    assert not flags.any()


def test_a_declared_total_is_flagged_without_proof(figures, card):
    cards = pd.DataFrame([card(total_turunan="B"), card("y")])
    rows = [("A", "x", 2021, 1, "", ""), ("B", "x", 2021, 2, "", ""), ("B", "y", 2021, 2, "", "")]
    flags = flag_derived(figures(rows), cards)
    assert flags.to_dict() == {("x", "A"): False, ("x", "B"): True, ("y", "B"): False}


def test_areas_are_counted_with_their_verdicts(judged):
    areas = summarise_areas(judged, 2014).set_index("wilayah")
    counts = areas[["indikator", "tercapai", "tidak_tercapai", "tidak_dapat"]]
    assert counts.loc["Jambi"].tolist() == [2, 2, 0, 0]
    assert counts.loc["Papua"].tolist() == [2, 0, 2, 0]
    assert counts.loc["NASIONAL"].tolist() == [2, 0, 0, 2]  # derived, and no row for ipm
    assert areas.loc["NASIONAL", "alasan_0"] == "realisasi tidak ada"
    assert areas.loc["NASIONAL", "alasan_1"] == "angka turunan"
    assert areas.loc["Papua", "nilai_1"] == 27.38


def test_indicators_are_counted_with_highest_and_lowest(judged):
    table = summarise_indicators(judged, 2014).set_index("indikator")
    columns = ["wilayah", "tercapai", "tidak_tercapai", "tidak_dapat", "berangka"]
    assert table.loc["ipm", columns].tolist() == [2, 1, 1, 0, 2]
    assert table.loc["miskin", columns].tolist() == [3, 1, 1, 1, 2]
    extremes = ["wilayah_tertinggi", "tertinggi", "wilayah_terendah", "terendah"]
    assert table.loc["miskin", extremes].tolist() == ["Papua", 27.38, "Jambi", 9.0]


def test_an_indicator_without_a_row_in_the_year_keeps_its_place(judged):
    table = summarise_indicators(judged, 2012)
    assert list(table["indikator"]) == ["ipm", "miskin"]
    empty = table.iloc[1]
    assert (empty["wilayah"], empty["berangka"], empty["wilayah_tertinggi"]) == (0, 0, "")


def test_a_path_never_crosses_the_series_break(judged):
    paths = follow_path(judged, 2014).set_index(["indikator", "wilayah"])
    jambi = paths.loc[("ipm", "Jambi")]
    # 68.0 (2013) to 69.5 (2014); from 72.0 (2012) it would be a fall
    assert (jambi["awal"], jambi["akhir"], jambi["perubahan"]) == (2013, 2014, 1.5)
    assert jambi["arah_perubahan"] == "membaik"
    # Papua has one value after the break
    assert paths.loc[("ipm", "Papua"), "arah_perubahan"] == "tidak dapat dihitung"


def test_a_path_ends_at_the_year_asked_for(judged):
    paths = follow_path(judged, 2012)
    assert set(paths["arah_perubahan"]) == {"tidak dapat dihitung"}


@pytest.mark.parametrize(
    ("polarity", "values", "direction"),
    [
        ("naik", (1, 2), "membaik"),
        ("naik", (2, 1), "memburuk"),
        ("turun", (1, 2), "memburuk"),
        ("turun", (2, 1), "membaik"),
        ("rentang", (1, 2), "naik"),
        ("rentang", (2, 1), "turun"),
        ("naik", (2, 2), "tetap"),
        ("turun", (2, 2), "tetap"),
    ],
)
def test_a_change_is_named_by_the_polarity(figures, card, polarity, values, direction):
    rows = [("A", "x", 2020 + i, v, "", "") for i, v in enumerate(values)]
    judged = judge_indicators(figures(rows), pd.DataFrame([card(arah=polarity)]), cap=120)
    assert follow_path(judged, 2021)["arah_perubahan"].tolist() == [direction]


def test_quality_counts_what_is_there(judged, cards):
    quality = inspect_quality(judged, cards).set_index("nama")
    counts = ["diharapkan", "terisi", "turunan", "bertarget"]
    # 3 areas x 3 years = 9 expected
    assert quality.loc["Indikator ipm", counts].tolist() == [
        9,
        5,
        0,
        3,
    ]  # one target stands beside a missing value
    assert quality.loc["Indikator miskin", counts].tolist() == [
        9,
        2,
        1,
        2,
    ]  # and one beside the derived value
    assert quality["putus_seri"].tolist()[0] == 2013
    assert quality.loc["Indikator ipm", "catatan"] == "Metode baru."


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("JAWA BARAT", "Jawa Barat"),
        ("DKI JAKARTA", "DKI Jakarta"),
        ("DI YOGYAKARTA", "DI Yogyakarta"),
        ("Kota Jambi", "Kota Jambi"),
        ("BKPSDM ANDIR", "BKPSDM ANDIR"),
        ("@SUM(1)", "@SUM(1)"),
        ("", ""),
    ],
)
def test_areas_are_written_as_names(given_name, shown):
    assert name_area(given_name) == shown


def test_zeros_of_several_indicators_at_once_are_missing_and_not_good(figures, card):
    rows = [
        ("BARU", "x", 2020, 0, 4, 6),
        ("BARU", "y", 2020, 0, 4, 6),
        ("LAMA", "x", 2020, 0, 4, 6),
    ]
    cards = pd.DataFrame([card("x", arah="turun"), card("y", arah="turun")])
    judged = judge_indicators(figures(rows), cards, cap=120)
    # two zeros of BARU in one year stand for missing data; the single zero of LAMA is a value
    assert judged["nol"].tolist() == [True, False, True]
    assert judged["kesimpulan"].tolist() == [
        "tidak dapat dihitung",
        "lebih baik dari rentang",
        "tidak dapat dihitung",
    ]
    assert judged["alasan"].tolist()[0] == "nol serentak, belum tentu angka"
