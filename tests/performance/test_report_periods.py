"""Monthly, quarterly, half-yearly and yearly editions: which period each section speaks about."""

import datetime as dt

import pytest

from kinerja_lib.performance.calibration import findings as calibration_words
from kinerja_lib.performance.calibration.review import review_calibration
from kinerja_lib.performance.calibration.tables import tabulate_clauses, tabulate_units
from kinerja_lib.performance.cycle import findings as cycle_words
from kinerja_lib.performance.cycle.review import review_cycle
from kinerja_lib.performance.results import findings as result_words
from kinerja_lib.performance.results.figures import chart_classes
from kinerja_lib.performance.results.review import review_results
from kinerja_lib.performance.results.tables import (
    tabulate_periods,
    tabulate_unsupported,
    tabulate_years,
)
from kinerja_lib.performance.trajectories.review import review_trajectories
from kinerja_lib.tables.dates import last_day
from tests.performance.results_evidence import make_evidence, result

QUARTERS = [f"{year}-TW{n}" for year in (2024, 2025, 2026) for n in range(1, 5)]
PEOPLE = [f"1990010120{n:08d}" for n in range(240)]


def group(period, low, best=0):
    """People in one unit: so many below Baik, so many Sangat Baik, the others Baik."""
    classes = ["Kurang"] * low + ["Sangat Baik"] * best
    classes += ["Baik"] * (len(PEOPLE) - len(classes))
    return [result(nip, period, name) for nip, name in zip(PEOPLE, classes, strict=True)]


# Every quarter has 24 of 240 below Baik, the years 2024 and 2025 have 48 and 12; 72 are Sangat Baik
# in 2025.
ROWS = [row for period in QUARTERS for row in group(period, 24)]
ROWS += group("2024", 48) + group("2025", 12, best=72)
STAGES = [
    {"nip": nip, "periode": period, "tahap": "rencana", "tanggal": last_day(period)}
    for nip in PEOPLE
    for period in QUARTERS[4:]
]
TABLES = {
    "unit": [{"unit_id": "U-1", "nama": "Dinas"}],
    "capaian_unit": [
        {"unit_id": "U-1", "periode": p, "capaian": "Baik"} for p in [*QUARTERS, "2024", "2025"]
    ],
    "pegawai": [
        {"nip": nip, "nama": f"Nama {nip[-2:]}", "unit_id": "U-1", "status_kerja": "aktif",
         "tmt_pegawai": "2015-01-01"}
        for nip in PEOPLE
    ],
}  # fmt: skip


def evidence(period, rows=ROWS, stages=STAGES):
    tables = TABLES | {"hasil_penilaian": rows, "tahap": stages}
    return make_evidence(period, last_day(period), **tables)


@pytest.mark.parametrize(
    ("period", "used", "stages"),
    [
        ("2026-TW3", "2026-TW3", "2026-TW3"),
        ("2026-S1", "2026-TW2", "2026-TW2"),
        ("2026-09", "2026-TW3", "2026-TW3"),
        ("2025", "2025", "2025-TW4"),
        ("2024", "2024", "2024"),  # no stages in 2024: the section keeps to the results
        ("2026", "2026-TW4", "2026-TW4"),
        ("2026-08", "", ""),
    ],
)
def test_every_section_names_the_period_it_uses(period, used, stages):
    own = evidence(period)
    results, calibration, cycle = review_results(own), review_calibration(own), review_cycle(own)
    assert results.latest == used and calibration.period == (used or period)
    assert cycle.focus == (stages or period)
    assert set(results.rows["periode"].map(last_day)) <= {
        last_day(p) for p in [*QUARTERS, "2024", "2025"] if last_day(p) <= last_day(period)
    }
    said = [*result_words.find_basis(results), *calibration_words.find_basis(calibration)]
    assert len(said) == (0 if used == period else 2)
    named = cycle_words.find_cycle(cycle)[1].id == "siklus-periode-dipakai"
    assert named is (stages != period)


@pytest.mark.parametrize("period", ["2026-08", "2023"])
def test_without_results_in_the_period_nothing_older_takes_their_place(period):
    own = evidence(period)
    results, calibration = review_results(own), review_calibration(own)
    head = result_words.find_results(results).sentence()
    assert "tidak dapat dihitung" in head and results.by_unit.empty
    assert "tidak dapat dihitung" in result_words.find_change(results).sentence()
    assert "tidak dapat dibandingkan" in calibration_words.find_heading(calibration).sentence()
    assert calibration.units.empty and calibration.heads["hasil_kerja"].isna().all()
    last = result_words.find_basis(results)[0].sentence()
    assert ("Yang terakhir adalah Triwulan II 2026" in last) is (period == "2026-08")


def test_a_yearly_report_leads_with_the_yearly_predikat():
    own = evidence("2025")
    found = review_results(own)
    # 228 of 240 after 192 of 240
    assert found.share("2025") == 95 and found.share(found.year_before) == 80
    assert "naik dalam setahun menjadi 95,0% pada tahun 2025" in (
        result_words.find_results(found).sentence()
    )
    change = result_words.find_answers(found)[0].sentence()
    assert "predikat tahunan Baik atau lebih" in change and "80,0% menjadi 95,0%" in change
    assert "Semua 240 hasil tahun 2025 sudah final" in result_words.find_unsettled(found).sentence()
    assert found.by_unit["n"].tolist() == [240] and found.by_unit["sb"].tolist() == [72]
    assert tabulate_periods(found).frame["nama"].tolist()[:2] == ["2024", "2025"]
    title = chart_classes(found)[0].title.sentence()
    assert title == "Di bawah Baik: 20,0% pegawai pada tahun 2024, 5,0% pada tahun 2025"


def test_the_periods_of_the_year_support_it_and_what_they_do_not_is_listed():
    found = review_results(evidence("2025"))
    # Sangat Baik for 72 people, of whom none had it in a quarter; twelve are Kurang throughout
    assert found.compared_years == 240
    assert sorted(found.unsupported["nip"]) == sorted(PEOPLE[12:84])
    assert set(found.unsupported["tahun"]) == {"2025"}
    sentence = result_words.find_yearly(found).sentence()
    assert "72 dari 240 predikat tahun 2025 tidak didukung periodenya" in sentence
    assert tabulate_years(found).frame["tahun"].tolist() == ["2025"]
    listed = tabulate_unsupported(found)[0].frame
    assert (listed["seharusnya"] == 4).all() and (listed["banyak"] == 4).all()
    assert review_trajectories(found).periods == QUARTERS[:8]


def test_the_guide_of_a_year_is_that_of_the_yearly_predikat_alone():
    found = review_calibration(evidence("2025"))
    assert found.units["periode"].tolist() == ["2025"] and not found.earlier
    answer = calibration_words.find_answers(found)[0].sentence()
    assert "tahun 2025" in answer and "periode sebelumnya" not in answer
    assert tabulate_units(found)[0].values == {"periode": "tahun 2025"}
    half = review_calibration(evidence("2026-S1"))
    assert set(half.units["periode"]) == {"2026-TW1", "2026-TW2"}
    assert [t.id for t in tabulate_clauses(half)] in ([], ["panduan-unit"])


@pytest.mark.parametrize("period", ["2025", "2026-S1", "2026-TW3", "2026-09", "2026-08"])
def test_later_periods_change_nothing(period):
    later = [row for row in ROWS if last_day(row["periode"]) > last_day(period)]
    rows = [row for row in ROWS if row not in later]
    stages = [row for row in STAGES if row["tanggal"] <= last_day(period)]
    whole, past = evidence(period), evidence(period, rows, stages)
    for words, review in (
        (result_words.find_answers, review_results),
        (calibration_words.find_answers, review_calibration),
        (cycle_words.find_cycle, review_cycle),
    ):
        said = [[f.sentence() for f in words(review(own))] for own in (whole, past)]
        assert said[0] == said[1]
    panels = [review_trajectories(review_results(own)).standing for own in (whole, past)]
    assert panels[0].equals(panels[1])


def test_reports_of_work_are_those_of_the_period_used():
    rows = [
        {"nip": PEOPLE[0], "tanggal": day, "tanggal_lapor": day}
        for day in ("2026-02-03", "2026-05-04", "2026-08-05")
    ]
    tables = TABLES | {"hasil_penilaian": ROWS, "tahap": STAGES, "laporan_kinerja": rows}
    half = make_evidence("2026-S1", dt.date(2026, 6, 30), **tables)
    assert review_cycle(half).reports.rows == 1  # of quarter II
