"""Trained offices beside others: worked by hand, few offices, no data."""

import pytest

from kinerja_lib.competency.impact import office_findings, office_tables
from kinerja_lib.competency.impact.grades import OPEN, SUPPORTED, UNITS
from kinerja_lib.competency.impact.limits import OfficeLimits
from kinerja_lib.competency.impact.offices import review_offices
from kinerja_lib.competency.impact.windows import Windows
from tests.competency.evidence import COURSE, make_evidence, make_staff

MONTHS = [f"{year}-{month:02d}" for year in (2025, 2026) for month in range(1, 13)]


def make_work(factor, trained, offices=8):
    """Minutes of 100 plus a small wobble of the office; from April 2026 times `factor`."""
    wobble = [0.99, 1.01, 1.0, 1.02, 0.98, 1.0, 1.01, 0.99]
    return [
        {
            "unit_id": f"U{i}",
            "proses": "Surat",
            "periode": month,
            "waktu": 100 * (wobble[i] if month >= "2026-03" else 1)
            * (factor if i < trained and month >= "2026-04" else 1),
            "dokumen": 100,
            "galat": 5,
        }
        for i in range(offices)
        for month in MONTHS
    ]  # fmt: skip


def review(trained=4, factor=0.8, work=None):
    staff = make_staff(80, units=8)
    rows = [
        {"pelatihan_id": "P1", "nip": p["nip"], "status": "lulus", "nilai_sebelum": 50.0 + i % 7,
         "nilai_sesudah": 60.0 + i % 5}
        for i, p in enumerate(staff)
        if int(p["unit_id"][1:]) < trained
    ]  # fmt: skip
    work = make_work(factor, trained) if work is None else work
    unit = [{"unit_id": f"U{i}", "nama": f"Unit {i}", "jenis": "dinas"} for i in range(8)]
    evidence = make_evidence(
        pelatihan=[COURSE], peserta_pelatihan=rows, pegawai=staff, unit=unit, proses_admin=work
    )
    return review_offices(evidence, OfficeLimits())


def show_everything(found):
    shown = [*office_findings.find_programmes(found), *office_findings.find_claims(found)]
    shown += [office_findings.find_answer(found), *office_tables.tabulate_offices(found)]
    for item in [*shown, *office_tables.chart_offices(found)]:
        assert item._repr_mimebundle_()


def test_a_fall_of_a_fifth_in_half_of_the_offices_is_supported():
    found = review()
    time = found.effects.set_index("ukuran").loc["waktu"]
    # wobbles of trained .99 1.01 1 1.02 and of others .98 1 1.01 .99: 0.8 * ratio of their means
    trained, others = 0.99 * 1.01 * 1.0 * 1.02, 0.98 * 1.0 * 1.01 * 0.99
    expected = 100 * (0.8 * (trained / others) ** 0.25 - 1)
    assert time["selisih"] == pytest.approx(expected)
    # 2 of the 70 ways to choose 4 of 8 are as far: the one observed and its twin
    assert time["p"] == pytest.approx(2 / 70)
    assert time["hasil"] == SUPPORTED
    show_everything(found)
    row = office_tables.tabulate_offices(found)[0].frame.set_index("hasil").loc[SUPPORTED]
    assert row["selisih"] < 0 and "perbaikan" in row["sebab"] and "di atas 0" not in row["sebab"]
    assert "waktu" in office_findings.find_heading(found).sentence().lower()


def test_equal_shares_of_faults_have_nothing_to_compare():
    faults = review().effects.set_index("ukuran").loc["galat"]
    assert faults["hasil"] == OPEN


def test_one_trained_office_is_never_enough():
    found = review(trained=1)
    time = found.effects.set_index("ukuran").loc["waktu"]
    assert (time["hasil"], time["alasan"]) == (OPEN, UNITS)
    assert time["terkecil_p"] == pytest.approx(1 / 8)
    show_everything(found)


def test_offices_without_data_or_training_are_said():
    for found in (review(work=[]), review(trained=0)):
        assert found.effects.empty and found.compared.empty
        show_everything(found)
        assert "tidak dapat dibandingkan" in office_findings.find_heading(found).sentence()
    assert "Tidak ada pelatihan" in office_findings.find_answer(review(trained=0)).sentence()


def test_months_of_the_programme_and_of_settling_belong_to_no_side():
    import pandas as pd

    windows = Windows(pd.Timestamp("2025-10-20"), pd.Timestamp("2025-11-28"), 12, settle=1)
    assert [str(day.date()) for day in windows.before] == ["2024-10-01", "2025-09-01"]
    assert [str(day.date()) for day in windows.after] == ["2026-01-01", "2026-12-01"]
