"""The invented exports in examples/: every planted fault is found by row, and none is invented."""

import pytest

from kinerja_lib.quality.inspect import inspect_quality
from kinerja_lib.sources.check import check_source

PLANTED = {
    ("pegawai.csv", 6, "nip_notasi_ilmiah"),
    ("pegawai.csv", 13, "rujukan_tidak_ada"),
    ("pegawai.csv", 42, "duplikat_sama"),
    ("target_realisasi.csv", 5, "bukan_angka"),
    ("target_realisasi.csv", 42, "bukan_periode"),
    ("hasil_penilaian.csv", 7, "bukan_pilihan"),
    ("skm.csv", 12, "di_luar_rentang"),
    ("skm.csv", 24, "bukan_tanggal"),
}


@pytest.fixture(scope="module")
def review():
    checked = check_source("examples/mutu_rekaan")
    return inspect_quality(checked, reference_date="2026-09-30", period="2026-TW3")


def test_the_planted_faults_and_no_others(review):
    found = review.findings.dropna(subset="row")
    assert {(r.file, int(r.row), r.fault) for r in found.itertuples()} == PLANTED


def test_the_scores_worked_by_hand(review):
    rows = review.tables.set_index("table")
    # 41 rows in, one a copy: 38 accepted, 38 of 40 for the grade; 40 of 41 rows unique and known
    assert rows.loc["pegawai", "diterima_persen"] == pytest.approx(100 * 38 / 41)
    assert rows.loc["pegawai", "mutu"] == "B" and rows.loc["pegawai", "dimaafkan"] == 1
    assert rows.loc["pegawai", "keunikan_persen"] == pytest.approx(100 * 40 / 41)
    assert rows.loc["skm", "keabsahan_persen"] == pytest.approx(100 * 78 / 80)
    # results of January 2026 were due again after 92 + 30 days; 30 September is day 253
    late = review.ages.set_index("table").loc["hasil_penilaian"]
    assert (late["umur"], late["terlambat"], late["ketepatan_waktu"]) == (253, 131, "D")


def test_figures_that_cannot_be_computed(review):
    rows = review.indicators.set_index("iku_id")
    # I1, first unit: row 5 quarantined, row 11 without value; 2 units times 15 quarters
    counts = ["angka", "dapat", "tanpa_baris", "tanpa_realisasi", "tanpa_target"]
    assert list(rows.loc["I1", counts]) == [30, 28, 1, 1, 0]
    assert list(rows.loc["I2", counts]) == [30, 28, 1, 0, 1]
    assert rows.loc["I3", "kelayakan"] == "tidak dapat dihitung"
