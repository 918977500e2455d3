"""Traps of indicators: direction, negative values, derived totals, series breaks, rates over 100%.

Each goes the whole way: a CSV file, its check, the judged figures and the sentences.
"""

import pandas as pd
import pytest

from kinerja_lib.performance.achievement.findings import find_flags
from kinerja_lib.performance.achievement.review import review_achievement
from kinerja_lib.performance.areas.quality import find_flags as find_area_flags
from kinerja_lib.performance.areas.quality import tabulate_quality
from kinerja_lib.performance.areas.review import review_indicators
from kinerja_lib.performance.early_warning.review import review_warning
from kinerja_lib.tables.columns import NOT_COMPUTABLE
from tests.performance.conftest import make_card, make_figures

CARDS = "iku_id;nama;satuan;arah;frekuensi;desimal;putus_seri\n"
FIGURES = "iku_id;unit_id;periode;target_bawah;target_atas;realisasi\n"


@pytest.fixture
def review(make_evidence):
    """Review rows of one indicator; each is unit, period, target (low, high) and value."""

    def make(rows, way="naik", unit="persen", often="tahunan", digits=2, broken="", period="2021"):
        names = sorted({row[0] for row in rows})
        evidence = make_evidence(
            period,
            unit="unit_id;nama\n" + "".join(f"{u};Unit {u}\n" for u in names),
            iku=f"{CARDS}I-1;Indikator satu;{unit};{way};{often};{digits};{broken}\n",
            target_realisasi=FIGURES
            + "".join(f"I-1;{u};{p};{low};{high};{v}\n" for u, p, low, high, v in rows),
        )
        return review_achievement(evidence)

    return make


def said(review):
    return " ".join(finding.sentence() for finding in find_flags(review))


@pytest.mark.parametrize(
    ("value", "low", "high", "way", "verdict"),
    [
        # National figures of 2021 against the government's work plan: BPS, and RKP 2021.
        ("9,71", "9,2", "9,7", "turun", "tidak tercapai"),  # poverty; missed by 0.01
        ("6,49", "7,7", "9,1", "turun", "lebih baik dari rentang"),  # open unemployment
        ("0,381", "0,377", "0,379", "turun", "tidak tercapai"),  # Gini ratio
        ("72,29", "72,78", "72,95", "naik", "tidak tercapai"),  # human development
        # Invented: on an edge, a hundredth beside it, one number for a band, middle is good.
        ("9,70", "9,2", "9,7", "turun", "tercapai"),
        ("9,19", "9,2", "9,7", "turun", "lebih baik dari rentang"),
        ("14,01", "14", "14", "turun", "tidak tercapai"),
        ("72,96", "72,78", "72,95", "naik", "lebih baik dari rentang"),
        ("28", "28", "32", "rentang", "tercapai"),
        ("32,01", "28", "32", "rentang", "tidak tercapai"),
        ("27,99", "28", "32", "rentang", "tidak tercapai"),
    ],
)
def test_the_verdict_follows_direction_and_band_and_not_a_ratio(
    review, value, low, high, way, verdict
):
    latest = review([("U-1", "2021", low, high, value)], way, "indeks", digits=3).latest
    assert latest["kesimpulan"].tolist() == [verdict]
    missed = verdict == "tidak tercapai"
    assert (latest["capaian"].iloc[0] < 100) == missed  # a ratio that contradicts is not printed


def test_poverty_of_2021_would_be_met_by_a_ratio_and_was_missed_by_a_hundredth(review):
    row = review([("U-1", "2021", "9,2", "9,7", "9,71")], "turun").latest.iloc[0]
    assert round(9.71 / 9.7 * 100, 1) == 100.1  # what the ratio says, as if more were better
    assert row["selisih"] == 0.01 and round(row["capaian"], 1) == 99.9


@pytest.mark.parametrize(
    ("value", "target", "way", "verdict", "difference"),
    [
        ("-0,44", "5,2", "naik", "tidak tercapai", -5.64),  # growth of Jambi in 2020 (BPS)
        ("-0,44", "-1", "naik", "tercapai", 0.56),
        ("-3", "-2", "naik", "tidak tercapai", -1),
        ("-3", "-2", "turun", "tercapai", -1),
        ("2", "-2", "turun", "tidak tercapai", 4),
        ("0", "-1", "naik", "tercapai", 1),
    ],
)
def test_a_negative_value_or_target_is_given_as_a_difference(
    review, value, target, way, verdict, difference
):
    row = review([("U-1", "2021", target, target, value)], way).latest.iloc[0]
    assert (row["kesimpulan"], row["selisih"]) == (verdict, difference)
    assert pd.isna(row["capaian"]) and pd.isna(row["kelas"])
    assert row["alasan_capaian"] == "nilai negatif, dinyatakan sebagai selisih"


def test_a_target_of_zero_has_neither_ratio_nor_infinity(review):
    row = review([("U-1", "2021", "0", "0", "3")], "naik").latest.iloc[0]
    assert row["kesimpulan"] == NOT_COMPUTABLE and row["alasan"] == "target nol"
    assert pd.isna(row["capaian"])


def provinces(total):
    """Twelve areas over four years, and a national row; growth of 2021 as published for eleven."""
    names = [f"PROVINSI {n}" for n in range(1, 13)]
    rows = []
    for year in range(2018, 2022):
        values = [
            round(3 + (n * n * 7 + year * 5) % 11 / 2 - 2 * (year == 2020), 2) for n in range(12)
        ]
        rows += [(name, "x", year, v, "", "") for name, v in zip(names, values, strict=True)]
        rows.append(("INDONESIA", "x", year, total(values), "", ""))
    return make_figures(rows)


def test_a_national_row_that_is_the_plain_mean_of_the_areas_is_flagged_and_not_used():
    # The published growth file has such a row: 4.1776 in 2021, with 17 digits in other years.
    figures = provinces(lambda values: sum(values) / len(values))
    found = review_indicators(figures, pd.DataFrame([make_card()]), year=2021, cap=120)
    national = found.judged[found.judged["wilayah"] == "Indonesia"]
    assert set(national["alasan_nilai"]) == {"angka turunan"} and national["realisasi"].isna().all()
    assert "Indonesia" in " ".join(f.sentence() for f in find_area_flags(found))
    assert tabulate_quality(found).frame["turunan"].sum() == 4


def test_a_national_row_of_its_own_is_used():
    figures = provinces(lambda values: round(sum(values) / len(values) + 0.03, 2))
    found = review_indicators(figures, pd.DataFrame([make_card()]), year=2021, cap=120)
    assert not found.judged["turunan"].any()


PARTS = {"U-1": (70.5, 71.0, 72.5), "U-2": (80.0, 75.5, 85.0), "U-3": (90.0, 85.0, 80.5)}
MEAN = (80.17, 77.17, 79.33)  # 240.5 / 3, 231.5 / 3, 238 / 3
SUM = (240.5, 231.5, 238.0)


@pytest.mark.parametrize(
    ("more", "derived"),
    [
        ({"U-4": MEAN}, ["U-4"]),
        ({"U-4": SUM}, ["U-4"]),
        ({"U-4": SUM, "U-5": MEAN}, ["U-4", "U-5"]),  # neither hides the other
        ({"U-4": SUM, "U-5": SUM}, ["U-4", "U-5"]),
        ({"U-4": (80.2, 77.3, 79.3)}, []),  # weighted: a figure of its own
    ],
)
def test_a_total_among_the_units_is_shown_and_not_judged(review, more, derived):
    rows = [
        (unit, str(2019 + n), 60, 60, str(value).replace(".", ","))
        for unit, values in {**PARTS, **more}.items()
        for n, value in enumerate(values)
    ]
    found = review(rows)
    assert found.latest.loc[found.latest["turunan"], "unit_id"].tolist() == derived
    assert found.counts["turunan"] == len(derived)
    assert found.counts["dinilai"] == len(found.latest) - len(derived)
    assert ("dihitung dari unit lain" in said(found)) == bool(derived)


def test_rates_of_units_are_never_averaged_into_one(review):
    rows = [(u, "2021", 80, 80, v) for u, v in (("U-1", 90), ("U-2", 60))]
    assert pd.isna(review(rows).indicators["realisasi"].iloc[0])


def test_no_path_crosses_the_new_method_of_human_development():
    # Human development of Aceh (BPS): 72.51 in 2012 by the old method, 68.30 in 2013 by the new.
    values = {2011: 72.16, 2012: 72.51, 2013: 68.30, 2014: 68.81, 2015: 69.45}
    figures = make_figures([("ACEH", "x", year, v, "", "") for year, v in values.items()])
    cards = pd.DataFrame([make_card(putus_seri=2013.0, desimal=2)])
    found = review_indicators(figures, cards, year=2015, cap=120)
    path = found.paths.iloc[0]
    assert (path["awal"], path["akhir"], path["arah_perubahan"]) == (2013, 2015, "membaik")
    assert path["perubahan"] == 1.15  # 69.45 - 68.30, never 69.45 - 72.16
    assert "2013" in " ".join(f.sentence() for f in find_area_flags(found))


@pytest.mark.parametrize(
    ("broken", "segments", "used"),
    [
        ("", [0] * 9, 8),
        (2026, [0] * 6 + [1] * 3, 3),
        (2025, [0] * 2 + [1] * 7, 7),
        (2030, [0] * 9, 8),
    ],
)
def test_no_projection_crosses_a_new_method(review, broken, segments, used):
    quarters = [f"{n // 4}-TW{n % 4 + 1}" for n in range(2024 * 4 + 2, 2026 * 4 + 3)]
    before = [72.4, 72.5, 72.6, 72.7, 72.8, 72.9, 68.3, 68.5, 68.7]
    rows = [
        ("U-1", q, 70, 70, str(v).replace(".", ",")) for q, v in zip(quarters, before, strict=True)
    ]
    found = review(rows, often="triwulanan", unit="indeks", broken=broken, period="2026-TW3")
    assert found.judged["segmen"].tolist() == segments
    assert ("putus seri" in said(found)) == (max(segments) > 0)
    series = review_warning(found).series.iloc[0]
    assert series["n_nilai"] <= used
    if used < 4:
        assert series["jalur"] == NOT_COMPUTABLE and "putus seri" in series["alasan_jalur"]


@pytest.mark.parametrize(
    ("value", "target", "mark"),
    [
        # Response rate of an organisation, 1.02 (Canada's survey of the public service, 2020).
        ("1,02", "0,9", "di atas 1; tampaknya ditulis sebagai pecahan"),
        ("1,3", "0,8", "di atas 1; tampaknya ditulis sebagai pecahan"),
        ("102", "90", "di atas 100%"),
        ("102%", "90", "di atas 100%"),
        ("130,5", "95", "di atas 100%"),
        ("100", "90", ""),
        ("0,98", "0,9", ""),
    ],
)
def test_a_rate_over_100_per_cent_is_kept_and_named_and_never_cut(review, value, target, mark):
    found = review([("U-1", "2021", target, target, value)])
    row = found.latest.iloc[0]
    written = float(value.rstrip("%").replace(",", "."))
    assert (row["realisasi"], row["tanda"]) == (written, mark)
    assert row["capaian"] == pytest.approx(written / float(target.replace(",", ".")) * 100)
    assert ("dipertahankan" in said(found)) == bool(mark)


@pytest.mark.parametrize(
    ("table", "head", "row", "fault"),
    [
        ("layanan_sektor", "unit_id;layanan;periode;sasaran;dilayani", "imunisasi;2026-09;50;51",
         "dilayani_lebih_sasaran"),
        ("partisipasi", "unit_id;program;periode;sasaran;hadir", "komite;2026-TW3;50;51",
         "hadir_lebih_sasaran"),
    ],
)  # fmt: skip
def test_more_people_served_than_there_are_is_flagged_and_kept(bench, table, head, row, fault):
    bench.write("unit.csv", "unit_id;nama\nU-1;Unit satu\n")
    bench.write(f"{table}.csv", f"{head}\nU-1;{row}\n")
    checked = bench.check()
    assert checked.findings[["fault", "severity"]].to_numpy().tolist() == [[fault, "flag"]]
    assert len(checked.frame(table)) == 1
