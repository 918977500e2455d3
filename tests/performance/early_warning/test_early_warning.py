"""Early warning: what is planted is found, honest indicators are left alone."""

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.performance.achievement.review import review_achievement
from kinerja_lib.performance.early_warning.figures import (
    chart_warning,
    tabulate_unprojected,
    tabulate_warning,
    trace,
)
from kinerja_lib.performance.early_warning.findings import (
    find_answers,
    find_heading,
    find_lead,
    find_off_track,
    find_requests,
)
from kinerja_lib.performance.early_warning.review import NONE, OFF, ON, UNSURE, review_warning
from kinerja_lib.publish.figure import draw
from kinerja_lib.publish.finding import fill_text
from kinerja_lib.synthetic import aims, targets
from kinerja_lib.synthetic.plan import REGIONS
from kinerja_lib.synthetic.population import build_population
from kinerja_lib.tables.dates import last_day
from tests.performance.register_evidence import GOALS, UNITS, make_card, make_evidence, make_row

DAY = last_day("2026-TW3")
QUARTERS = [f"{y}-TW{q}" for y in (2025, 2026) for q in (1, 2, 3, 4)][:7]


def warn(rows, *cards, **options):
    tables = {"iku": list(cards) or [make_card()], "unit": UNITS, "tujuan": GOALS}
    evidence = make_evidence(target_realisasi=rows, **tables, **options)
    return review_warning(review_achievement(evidence))


def series(values, periods=QUARTERS, **more):
    return [make_row(p, v, **more) for p, v in zip(periods, values, strict=True)]


def keys_of(part):
    return {(item["iku_id"], item["unit_id"]) for item in part}


def test_planted_indicators_are_found_and_honest_ones_left_alone():
    planted = found = honest = false = 0
    for slug in ("jambi", "kotabumi"):
        for seed in (1, 2):
            people = build_population(REGIONS[slug], seed, 150)
            tables = {name: people.tables[name] for name in ("unit", "unit_riwayat")}
            evidence = make_evidence(
                iku=aims.list_cards(people), target_realisasi=targets.draw_targets(people), **tables
            )
            warning = review_warning(review_achievement(evidence))
            off = set(zip(warning.off["iku_id"], warning.off["unit_id"], strict=True))
            truth = targets.describe_targets(people)
            drifting, calm = (keys_of(truth[name]) for name in ("keluar_jalur", "di_jalur"))
            planted, found = planted + len(drifting), found + len(off & drifting)
            honest, false = honest + len(calm), false + len(off & calm)
    assert planted == 12 and found / planted >= 0.9
    assert honest > 40 and false / honest <= 0.1


@pytest.mark.parametrize(
    ("values", "way", "track"),
    [
        ([80, 80, 80, 80, 78, 75, 72], "naik", OFF),
        ([80, 80, 80, 80, 78, 75, 72], "turun", ON),
        ([86, 87, 86, 87, 86, 87, 86], "naik", ON),
        ([80, 84, 79, 85, 80, 84, 79], "naik", UNSURE),
        ([None, None, None, None, 78, 75, 72], "naik", NONE),
        ([None] * 7, "naik", NONE),
    ],
)
def test_track_of_one_series(values, way, track):
    warning = warn(series(values), make_card(arah=way))
    assert list(warning.series["jalur"]) == [track]
    assert (warning.series["alasan_jalur"].iloc[0] != "") == (track == NONE)


def test_the_projection_is_the_line_drawn_by_hand():
    # Gap to the plan of 80 falls by 1 a quarter from 0: at month 12 of 2026 it is -4, so 82 - 4.
    values = [85, 85, 85, 80, 79, 78, 77]
    warning = warn(series(values), make_card())
    row = warning.series.iloc[0]
    assert row["n_nilai"] == 4
    assert row["proyeksi"] == pytest.approx(82 - 4) and row["tinggi"] == pytest.approx(78)
    assert row["jalur"] == OFF


def test_amounts_that_start_anew_each_year_go_on_at_their_pace():
    # Plan 10 a quarter, achieved 5 a quarter: 15 by September, 20 of 40 at the end of the year.
    plans, values = [10, 20, 30, 40, 10, 20, 30], [5, 10, 15, 20, 5, 10, 15]
    rows = [
        make_row(p, v, plan=plan, target_bawah=40, target_atas=40)
        for p, v, plan in zip(QUARTERS, values, plans, strict=True)
    ]
    row = warn(rows, make_card(satuan="dokumen", rumus="dokumen")).series.iloc[0]
    assert row["proyeksi"] == pytest.approx(20) and row["jalur"] == OFF
    unplanned = [item | {"rencana": np.nan} for item in rows]
    row = warn(unplanned, make_card(satuan="dokumen", rumus="dokumen")).series.iloc[0]
    assert row["proyeksi"] == pytest.approx(20)


@pytest.mark.parametrize(
    ("says", "end", "note"),
    [
        # Plan 10, 20, 30 to September; done 5, 10, 15 of them: half of the 10 that remain is 5.
        ("kumulatif", 15 + 5, "dinyatakan pada kartu."),
        (None, 15 + 5, "Untuk 1 deret"),
        # Gaps -20, -5, -10, -15 at months 0, 3, 6, 9: mean -12.5, slope 15 / 45; -10 at month 12.
        ("posisi akhir", pytest.approx(40 - 10), "dinyatakan pada kartu."),
    ],
)
def test_the_card_says_whether_values_add_up_and_else_the_plan_is_asked(says, end, note):
    plans, values = [10, 20, 30, 40, 10, 20, 30], [5, 10, 15, 20, 5, 10, 15]
    rows = [
        make_row(p, v, plan=plan, target_bawah=40, target_atas=40)
        for p, v, plan in zip(QUARTERS, values, plans, strict=True)
    ]
    warning = warn(rows, make_card(satuan="dokumen", rumus="dokumen", akumulasi=says))
    assert warning.series["proyeksi"].iloc[0] == end
    table = tabulate_warning(warning)
    assert note in fill_text(table.note, table.to_json()["values"])
    assert ("perkiraan" in table.frame["cara"].iloc[0]) == (says is None)


def test_a_year_that_is_seen_for_the_first_time_adds_up_where_the_card_says_so():
    # One year only: no January to see. Plan 10 a quarter, done 5: half of the rest of 40.
    rows = [
        make_row(f"2026-{m:02d}", 5 * m, plan=10 * m, target_bawah=120, target_atas=120)
        for m in range(1, 10)
    ]
    card = make_card(satuan="dokumen", rumus="dokumen", frekuensi="bulanan")
    row = warn(rows, card | {"akumulasi": "kumulatif"}).series.iloc[0]
    assert row["proyeksi"] == pytest.approx(45 + 15)


def test_no_projection_across_a_series_break():
    values = [60, 60, 60, 60, 90, 91, 90]
    warning = warn(series(values), make_card(putus_seri=2026))
    row = warning.series.iloc[0]
    assert row["jalur"] == NONE and row["n_nilai"] == 3 and pd.isna(row["proyeksi"])


LIMITED = "dibatasi pada nilai yang mungkin; perlu dipastikan"
STEEP = [50, 60, 70, 80, 85, 95, 99]


@pytest.mark.parametrize(
    ("values", "card", "end", "mark"),
    [
        (STEEP, {}, (100, 100), LIMITED),
        ([50, 40, 30, 20, 15, 8, 2], {}, (0, 0), LIMITED),
        (STEEP, {"satuan": "%"}, (100, 100), LIMITED),
        (STEEP, {"satuan": "poin"}, (105, 120), ""),
        (STEEP, {"satuan": "poin", "nilai_min": 0, "nilai_maks": 100}, (100, 100), LIMITED),
        (STEEP, {"nilai_min": 0}, (105, 120), ""),
        (STEEP, {"rumus": "(kini - lalu) / lalu * 100"}, (105, 120), ""),
        ([100, 115, 130, 145, 160, 175, 190], {"satuan": "poin"}, (190, 220), "jauh di atas"),
        ([80, 80, 80, 80, 78, 75, 72], {}, (65, 75), ""),
    ],
)
def test_a_share_cannot_end_beyond_0_to_100(values, card, end, mark):
    row = warn(series(values), make_card(**card)).series.iloc[0]
    assert end[0] <= row["proyeksi"] <= end[1]
    assert row["tanda_proyeksi"].startswith(mark) and bool(mark) == bool(row["tanda_proyeksi"])
    if end in ((100, 100), (0, 0)):
        assert 0 <= row["rendah"] <= row["proyeksi"] <= row["tinggi"] <= 100


def test_a_plan_beyond_100_opens_the_upper_side():
    rows = series(STEEP, plan=110.0, target_bawah=110.0, target_atas=110.0)
    assert warn(rows).series["tinggi"].iloc[0] > 100
    falling = warn(series([20, 10, 5, 1, -2, -8, -12])).series.iloc[0]
    assert falling["proyeksi"] < 0 and falling["tanda_proyeksi"] == ""


def test_a_year_target_of_zero_is_missed_or_met_only_where_less_is_better():
    rows = series([3, 2, 4, 3, 2, 4, 3], plan=0.0, target_bawah=0.0, target_atas=0.0)
    row = warn(rows, make_card(satuan="kejadian")).series.iloc[0]
    assert (row["jalur"], row["alasan_jalur"]) == (NONE, "target nol")
    assert warn(rows, make_card(arah="turun", satuan="kejadian")).series["jalur"].iloc[0] == OFF


def test_a_limited_range_is_not_called_measured():
    warning = warn(series([50, 60, 70, 80, 90, 99, 100]), make_card(arah="turun"))
    assert "diproyeksikan" in find_off_track(warning)[0].sentence()
    table = tabulate_warning(warning)
    assert table.frame["tanda_proyeksi"].notna().all() and "tanda_proyeksi" in table.columns


def test_a_band_has_two_bad_sides():
    rows = series([30.0, 30.2, 29.9, 30.1, 31.5, 33.0, 34.5], plan=30.0)
    rows = [row | {"target_bawah": 28.0, "target_atas": 32.0} for row in rows]
    assert warn(rows, make_card(arah="rentang")).series["jalur"].iloc[0] == OFF


def test_the_end_of_the_year_is_measured_and_not_projected():
    periods = [f"2025-TW{q}" for q in (1, 2, 3, 4)]
    warning = warn(series([70, 75, 80, 83], periods), period="2025-TW4")
    row = warning.series.iloc[0]
    assert (row["proyeksi"], row["rendah"], row["tinggi"], row["jalur"]) == (83, 83, 83, ON)
    assert (warning.measured, warning.chance) == (1, 0)
    assert find_answers(warning)[0].sentence().startswith("Tidak satu pun dari satu deret")


@pytest.mark.parametrize(
    ("values", "answer", "asks"),
    [
        ([80, 80, 80, 80, 78, 75, 72], "Semua satu deret indikator diproyeksikan", 1),
        ([86, 87, 86, 87, 86, 87, 86], "Tidak satu pun dari satu deret", 0),
        ([None] * 7, "Proyeksi akhir tahun tidak dapat dihitung", 0),
    ],
)
def test_sentences_follow_the_result(values, answer, asks):
    warning = warn(series(values))
    assert find_answers(warning)[0].sentence().startswith(answer)
    requests = find_requests(warning, deadline=DAY)
    assert len(requests) == asks
    if asks:
        assert "Dinas 1" in requests[0].sentence()
        assert "30 September 2026" in requests[0].sentence()
        assert "diproyeksikan" in find_off_track(warning)[0].sentence()


def test_some_of_several_series_are_named_with_what_chance_may_do():
    rows = series([80, 80, 80, 80, 78, 75, 72]) + series([86, 87] * 3 + [86], code="IKU-02")
    warning = warn(rows, make_card(), make_card("IKU-02", nama="Lain"))
    assert find_answers(warning)[0].sentence() == (
        "Satu dari dua deret indikator diproyeksikan di luar target akhir tahun bila polanya "
        "berlanjut: Bagian IKU-01."
    )
    assert "paling banyak sekitar 0,2" in find_lead(warning).sentence()  # 2 * (1 - 0.8) / 2
    assert trace(warning)[0].rows == 8  # four values of each


@pytest.mark.parametrize("wide", [True, False])
def test_the_figure_draws_values_with_and_without_a_range(wide):
    rows = series([80, 80, 80, 80, 78, 75, 72]) + series([None] * 7, code="IKU-02")
    warning = warn(rows, make_card(), make_card("IKU-02"))
    figure = chart_warning(warning)[0]
    assert len(figure.frame) == 1 and len(draw(figure.to_json(), wide=wide).texts) >= 4
    assert len(tabulate_warning(warning).frame) == 1
    assert tabulate_unprojected(warning).frame["deret"].sum() == 1


def test_nothing_at_all_says_so():
    evidence = make_evidence()
    achievement = review_achievement(evidence)
    warning = review_warning(achievement)
    assert chart_warning(warning) == [] and find_requests(warning, deadline=DAY) == []
    assert "tidak dapat dihitung" in find_answers(warning)[0].sentence()
    assert "tidak dapat dihitung" in find_heading(achievement, warning).sentence()
    assert tabulate_unprojected(warning).frame.empty and tabulate_warning(warning).frame.empty


def test_figures_without_their_cards_say_what_is_missing():
    evidence = make_evidence(target_realisasi=series([70.0] * 7), unit=UNITS)
    achievement = review_achievement(evidence)
    warning = review_warning(achievement)
    sentences = [find_heading(achievement, warning), *find_answers(warning), find_lead(warning)]
    said = [finding.sentence() for finding in sentences]
    assert "tabel iku belum ada" in said[0] and "tabel iku belum ada" in said[1]
    assert said[2] == "Tidak ada deret indikator, sehingga tidak ada yang diproyeksikan."
