"""Sub-heads under a group head are never taken for a column of another meaning."""

import pytest
import xlsxwriter

NIP = "197001011995031001"


def test_the_budget_is_not_stored_as_the_value_of_the_indicator(bench):
    bench.write(
        "target_realisasi.csv",
        "iku_id;unit_id;periode;target_bawah;Anggaran;\n;;;;Pagu;Realisasi\n"
        "I1;U1;2026;80;1000000;900000\n",
    )
    checked = bench.check()
    assert checked.frame("target_realisasi")["realisasi"].isna().all()
    assert checked.frame("target_realisasi")["realisasi_anggaran"].tolist() == [900000]


def test_the_budget_of_a_workbook_is_not_stored_as_the_value_of_the_indicator(bench):
    with xlsxwriter.Workbook(bench.folder / "target_realisasi.xlsx") as book:
        sheet = book.add_worksheet("target_realisasi")
        for place, name in enumerate(("iku_id", "unit_id", "periode", "target_bawah")):
            sheet.merge_range(0, place, 1, place, name)
        sheet.merge_range(0, 4, 0, 5, "Anggaran")
        sheet.write_row(1, 4, ["Pagu", "Realisasi"])
        sheet.write_row(2, 0, ["I1", "U1", "2026", 80, 1000000, 900000])
    checked = bench.check()
    assert checked.loads["accepted"].tolist() == [1]
    assert checked.frame("target_realisasi")["realisasi"].isna().all()


@pytest.mark.parametrize(("group", "first"), [("Lahir", "Tempat"), ("Surat Keputusan", "Nomor")])
def test_another_date_is_not_stored_as_the_date_of_the_rating(bench, group, first):
    bench.write(
        "hasil_penilaian.csv",
        f"nip;unit_id;periode;predikat;{group};\n;;;;{first};Tanggal\n"
        f"{NIP};U1;2026;Baik;1;15/01/2020\n",
    )
    assert bench.check().frame("hasil_penilaian")["tanggal"].isna().all()


def test_the_term_of_a_former_post_is_not_stored_as_the_term_of_a_penalty(bench):
    bench.write(
        "disiplin.csv",
        "nip;jenis;tingkat;Jabatan Lama;\n;;;Mulai;Selesai\n"
        f"{NIP};Teguran lisan;ringan;2019-01-01;2020-01-01\n",
    )
    checked = bench.check()
    assert not set(checked.frame("disiplin").get("mulai", [])) & {"2019-01-01"}
    assert "Jabatan Lama Mulai" in checked.findings["value"].tolist()
