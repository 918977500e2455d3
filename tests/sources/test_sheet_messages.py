"""What is said of a whole file: which one is the copy, which table is near, which header lacks."""

import pytest

UNITS = "unit_id;nama;jenis\nU1;Satu;dinas\n"


@pytest.mark.parametrize("copy", ["unit (1).csv", "Copy of unit.csv", "unit - Salinan.csv"])
def test_the_file_with_the_plain_name_is_the_original(bench, copy):
    bench.write("unit.csv", UNITS)
    bench.write(copy, UNITS)
    checked = bench.check()
    (finding,) = checked.findings[checked.findings["fault"] == "berkas_kembar"].itertuples()
    assert finding.file == copy


def test_the_nearest_table_is_the_one_that_a_mapping_would_propose(bench):
    bench.write(
        "rekapan.csv",
        "Nomor Induk;Nama Lengkap;Kode Unit;Tgl Lahir\n197001011995031001;Rekaan;U1;1970-01-01\n",
    )
    (rule,) = bench.check().findings["rule"]
    assert "Yang terdekat: pegawai" in rule


def test_a_recap_without_some_competencies_names_them(bench):
    headers = ["NIP", "Nama", "Integritas", "Kerjasama", "Komunikasi", "Perekat Bangsa"]
    row = ["197001011995031001", "Rekaan", 3, 3, 3, 3]
    bench.workbook("rekap_asesmen.xlsx", rekap_asesmen=[headers, row])
    checked = bench.check()
    told = checked.findings[checked.findings["fault"] == "judul_pemetaan_kurang"]["rule"]
    assert len(told) == 1 and '"Pengambilan Keputusan"' in told.iloc[0]
    assert "Integritas" not in told.iloc[0]
