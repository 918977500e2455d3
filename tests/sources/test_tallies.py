"""Counts of one pass: every row once, by sheet, period and outcome."""

from pathlib import Path

import pytest

from kinerja_lib.sources.check import check_source
from kinerja_lib.sources.tallies import tally_rows
from kinerja_lib.tables.registry import CONTRACTS

HEAD = "sektor,periode,indikator,nilai,satuan\n"


def test_a_period_that_dates_a_table_is_its_only_one():
    for contract in CONTRACTS.values():
        periods = [field.name for field in contract.fields if field.kind == "period"]
        if contract.as_of in periods:
            assert periods == [contract.as_of], contract.name


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    (tmp_path / "unit.csv").write_text("unit_id,nama\nU1,A\n")
    (tmp_path / "ip_asn.csv").write_text("nip,tahun\n1,2025\n")
    (tmp_path / "kejadian.csv").write_text(
        "kejadian_id,unit_id,jenis,tahun,jumlah\nK1,U1,banjir,2024,1\nK2,U1,banjir,2025,2\n"
    )
    (tmp_path / "hasil_penilaian.csv").write_text(
        "nip,periode,predikat,tanggal\n"
        "198001012005011001,2025,Baik,2026-01-10\n"
        "198001012005011002,2025,Baik,2026-01-12\n"
        "1980010120050110,2026-TW1,Baik,2027-01-01\n"
    )
    return tmp_path


def test_every_row_is_in_one_tally(exports):
    checked = check_source(exports)
    for name, table in checked.tables.items():
        tallies = tally_rows(checked.connection, table)
        loads = checked.loads[checked.loads["table"] == name]
        assert sum(t.rows for t in tallies) == loads["rows_in"].sum()
        assert sum(t.rows for t in tallies if t.aside) == loads["quarantined"].sum()


def test_periods_and_last_days_come_from_the_same_counts(exports):
    checked = check_source(exports)
    periods = checked.periods[checked.periods["table"] == "hasil_penilaian"]
    assert list(periods["period"]) == ["2025", "2026-TW1"]
    assert list(periods["rows_in"]) == [2, 1] and list(periods["quarantined"]) == [0, 1]
    fresh = checked.freshness.set_index("table").loc["hasil_penilaian"]
    assert (fresh["earliest"], fresh["latest"]) == ("2026-01-10", "2026-01-12")
