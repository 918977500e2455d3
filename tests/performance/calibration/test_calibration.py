"""Predikat of units beside the guide, and heads beside their units, by hand."""

from functools import cache

import pytest

from kinerja_lib.performance.calibration import figures as calibration_figures
from kinerja_lib.performance.calibration import findings as calibration_findings
from kinerja_lib.performance.calibration import tables as calibration_tables
from kinerja_lib.performance.calibration.raters import review_raters
from kinerja_lib.performance.calibration.review import (
    LOWER,
    NO_CLASS,
    NO_PREDIKAT,
    NO_UNIT,
    NOT_FINAL,
    REMARK,
    SAME,
    UNKNOWN,
    CalibrationReview,
    read_results,
    review_calibration,
)
from kinerja_lib.privacy.withholding import withhold_block
from tests.performance.appraisal_evidence import make_evidence, region, set_aside, set_rules

PERIOD = "2026-TW3"
NO_RATERS = review_raters(make_evidence())


@cache
def review_region():
    return review_calibration(region("wanggar", 260)[0])


def results(unit, period=PERIOD, status="final", start=0, **heads):
    """People of a unit by predikat (`_` for the space)."""
    names = [name.replace("_", " ") for name, count in heads.items() for _ in range(count)]
    keys = {"periode": period, "unit_id": unit, "status": status}
    return [{"nip": f"{unit}-{start + i}", "predikat": p, **keys} for i, p in enumerate(names)]


def reached(**classes):
    return [{"unit_id": u, "periode": PERIOD, "capaian": c} for u, c in classes.items()]


def units(*codes, **heads):
    return [{"unit_id": u, "nama": f"Unit {u}", "kepala_nip": heads.get(u)} for u in codes]


def review(rows, capaian=(), rules=None, **tables):
    tables = {"unit": units("A", "B")} | tables
    return review_calibration(
        make_evidence(rules=rules, hasil_penilaian=rows, capaian_unit=list(capaian), **tables)
    )


@pytest.mark.parametrize(
    ("capaian", "heads", "verdict"),
    [
        ("Istimewa", {"Sangat_Baik": 14, "Baik": 6}, "sesuai panduan"),  # exactly 70%
        ("Istimewa", {"Sangat_Baik": 15, "Baik": 5}, "di luar panduan"),
        ("Istimewa", {"Sangat_Baik": 9, "Baik": 11}, REMARK),  # not most
        ("Baik", {"Sangat_Baik": 5, "Baik": 14, "Kurang": 1}, "sesuai panduan"),
        ("Baik", {"Sangat_Baik": 6, "Baik": 14}, "di luar panduan"),  # nobody below Baik
        ("Baik", {"Sangat_Baik": 17, "Baik": 1, "Butuh_Perbaikan": 2}, REMARK),
        ("Baik", {"Baik": 9}, "unit terlalu kecil"),
        (None, {"Baik": 20}, NO_CLASS),
    ],
)
def test_each_unit_is_compared_by_its_own_capaian(capaian, heads, verdict):
    rows = results("A", **heads)
    found = review(rows, reached(A=capaian) if capaian else [])
    assert found.current["hasil"].tolist() == [verdict]
    assert found.current["n"].tolist() == [sum(heads.values())]


def test_what_the_circular_leaves_open_comes_from_the_rules_file():
    rows, capaian = results("A", Sangat_Baik=4, Baik=3, Butuh_Perbaikan=1), reached(A="Baik")
    rules = set_rules(distribusi__unit_terkecil=8, distribusi__sebagian_besar_dihitung=True)
    assert review(rows, capaian).current["hasil"].tolist() == ["unit terlalu kecil"]
    assert review(rows, capaian, rules).current["hasil"].tolist() == ["di luar panduan"]


def test_results_that_are_not_final_are_left_out_and_counted():
    rows = [
        *results("A", Sangat_Baik=14, Baik=6),
        *results("A", status="diajukan", start=50, Sangat_Baik=30),
        *results("A", status="draf", start=90, Sangat_Baik=1),
        {"nip": "X", "periode": PERIOD, "unit_id": "A", "status": "final"},
        {"nip": "Y", "periode": PERIOD, "predikat": "Baik", "status": "final"},
        *results("A", period="2026-TW4", start=99, Sangat_Baik=9),
    ]
    found = review(rows, reached(A="Istimewa"))
    assert found.current[["n", "hasil"]].to_numpy().tolist() == [[20, "sesuai panduan"]]
    assert [found.count_left_out(why) for why in (NOT_FINAL, NO_PREDIKAT, NO_UNIT)] == [31, 1, 1]
    assert "33 hasil yang belum disetujui" in calibration_findings.find_left_out(found).sentence()


def test_a_missing_status_counts():
    rows = [{**row, "status": None} for row in results("A", Baik=12)]
    assert review(rows).current["n"].tolist() == [12]


@pytest.mark.parametrize(
    ("capaian", "rating", "expected"),
    [
        ("Istimewa", "di atas ekspektasi", SAME),
        ("Istimewa", "sesuai ekspektasi", LOWER),
        ("Kurang", "di bawah ekspektasi", SAME),
        ("Baik", None, UNKNOWN),
        (None, "sesuai ekspektasi", UNKNOWN),
    ],
)
def test_heads_are_compared_with_their_units(capaian, rating, expected):
    rows = [{"nip": "H", "periode": PERIOD, "unit_id": "A", "hasil_kerja": rating}]
    found = review(rows, reached(A=capaian) if capaian else [], unit=units("A", A="H"))
    assert found.heads["banding"].tolist() == [expected]


def test_a_unit_without_capaian_beside_one_with_it_is_not_compared():
    rows = [
        {"nip": h, "periode": PERIOD, "unit_id": u, "hasil_kerja": "sesuai ekspektasi"}
        for h, u in (("H", "A"), ("I", "B"))
    ]
    found = review(rows, reached(A="Baik"), unit=units("A", "B", A="H", B="I"))
    assert found.heads["banding"].tolist() == [SAME, UNKNOWN]


@pytest.mark.parametrize(
    ("status", "expected"), [("draf", UNKNOWN), ("diajukan", UNKNOWN), (None, SAME)]
)
def test_a_rating_of_a_head_that_is_not_approved_is_not_compared(status, expected):
    row = {"nip": "H", "periode": PERIOD, "unit_id": "A", "hasil_kerja": "sesuai ekspektasi"}
    rows = [row | {"predikat": "Baik", "status": status}]
    found = review(rows, reached(A="Baik"), unit=units("A", A="H"))
    assert found.heads["banding"].tolist() == [expected]


def test_the_clauses_are_given_in_per_cent_and_heads():
    found = review(results("A", Sangat_Baik=17, Baik=3), reached(A="Istimewa"))
    table = calibration_tables.tabulate_clauses(found)[0]
    assert table.editions == ("internal",), "17 of 20 leave 3 in the other classes"
    row = table.frame.iloc[0]
    assert row["kelas"] == "Sangat Baik" and row["syarat"] == "paling banyak"
    assert (row["batas_persen"], row["batas"]) == (70.0, 14)
    assert (row["orang"], row["persen"], row["n"]) == (17, 85.0, 20)


def test_contradictions_are_counted_from_the_check():
    found = [set_aside("hasil_penilaian", 3, "predikat", "predikat_beda_rating")] * 2
    again = review(results("A", Baik=12), found=found)  # one row, reported twice
    assert again.contradictions == 1
    assert "Kurang dari sepuluh baris" in calibration_findings.find_contradictions(again).sentence()


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([], "tidak dapat dibandingkan"),
        (results("A", Sangat_Baik=15, Baik=5), "Satu dari satu unit di luar panduan"),
        (results("A", Sangat_Baik=9, Baik=11), "catatan ada pada Unit A"),
        (results("A", Sangat_Baik=14, Baik=6), "sesuai panduan distribusi pada Triwulan III 2026."),
        (
            results("A", Sangat_Baik=14, Baik=6)
            + results("A", "2026-TW2", start=30, Sangat_Baik=14, Baik=6),
            "dan periode sebelumnya tahun ini",
        ),
    ],
)
def test_the_answer_is_chosen_by_the_result(rows, word):
    answer = calibration_findings.find_answers(review(rows, reached(A="Istimewa")))[0]
    assert word in answer.sentence()


def test_the_unit_planted_outside_the_guide_shows_in_its_periods():
    for slug in ("wanggar", "kotabumi", "jambi"):
        evidence, truth = region(slug)
        found = CalibrationReview(evidence, read_results(evidence), NO_RATERS)
        planted = truth["hasil"]["unit_di_luar_panduan"]
        own = found.units[found.units["unit_id"] == planted["unit_id"]].set_index("periode")
        assert own.loc[planted["periode"], "hasil"].isin(["di luar panduan", REMARK]).all()
        assert len(found.before) <= 0.1 * len(found.units)


def test_figures_and_tables_of_an_empty_source_are_left_out():
    found = review([], unit=[])
    for make in (calibration_figures.chart_guide, calibration_figures.chart_raters):
        assert make(found) == []
    for name in ("clauses", "units", "heads", "habits", "flagged"):
        assert getattr(calibration_tables, f"tabulate_{name}")(found) == []


def test_names_of_raters_and_heads_never_reach_the_public_edition():
    found = review_region()
    flagged = calibration_tables.tabulate_flagged(found)[0]
    assert flagged.frame["nama"].tolist() == sorted(flagged.frame["nama"])
    assert withhold_block(flagged.to_json(), "public") is None
    figure = calibration_figures.chart_raters(found)[0]
    assert not {"nama", "nip", "unit"} & set(figure.columns)
    assert withhold_block(figure.to_json(), "public") is None


def test_many_raters_are_thinned_but_every_flag_is_drawn():
    raters = review_region().raters.tested
    kept = calibration_figures.thin_out(raters, 15)
    flagged = raters["tanda"] != "tidak ditandai"
    assert len(kept) == 15 and set(raters.index[flagged]) <= set(kept.index)
