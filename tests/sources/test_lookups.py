"""Columns that a mapping looks up in another table, also where the source lacks that table."""

import pytest

from kinerja_lib.config.mappings import read_mapping
from kinerja_lib.errors import ParameterError
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.registry import CONTRACTS

NIP = "197001011995031001"
PERIODIC = (
    f"nipBaru;tahun;bulanMulaiPenilaian;bulanSelesaiPenilaian;kuadranKinerja\n{NIP};2026;1;3;BAIK\n"
)


def test_rows_are_accepted_without_the_unit_where_the_staff_table_is_missing(bench):
    bench.write("kinerja.csv", PERIODIC)
    checked = bench.check()
    (load,) = checked.loads.to_dict("records")
    assert (load["accepted"], load["quarantined"]) == (1, 0)
    assert "tabel pegawai tidak ada di sumber" in load["remarks"]
    assert "diambil dari" not in load["remarks"]
    frame = checked.frame("hasil_penilaian", ["nip", "periode", "unit_id", "predikat"])
    assert frame["unit_id"].isna().all() and frame.loc[0, "periode"] == "2026-TW1"


def test_the_yearly_export_is_accepted_without_the_staff_table_too(bench):
    bench.write(
        "rw-skp22.csv",
        "tahun;nipBaru;hasilKinerja;perilakuKerja;kuadranKinerja\n"
        f"2025;{NIP};Sesuai Ekspektasi;Sesuai Ekspektasi;Baik\n",
    )
    assert bench.check().loads["accepted"].tolist() == [1]


def test_the_unit_is_looked_up_where_the_staff_table_is_there(bench):
    bench.write("kinerja.csv", PERIODIC)
    bench.write("pegawai.csv", f"nip;nama;unit_id;status\n{NIP};Rekaan;U1;PNS\n")
    bench.write("unit.csv", "unit_id;nama;jenis\nU1;Satu;dinas\n")
    checked = bench.check()
    assert checked.frame("hasil_penilaian")["unit_id"].tolist() == ["U1"]


def test_a_key_that_does_not_point_to_the_table_is_refused(tmp_path):
    path = tmp_path / "salah.yaml"
    path.write_text(
        "table: hasil_penilaian\nsource: x\ncolumns:\n  nip: [A]\n  periode: [B]\n"
        "lookups:\n  unit_id: pegawai.unit_id by periode\n"
    )
    with pytest.raises(ParameterError, match=r"baris 7.*tidak merujuk tabel"):
        read_mapping(path, CONTRACTS, squash)
