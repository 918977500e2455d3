"""Exports as offices really keep them: copies, signatures, missing columns, codes, subfolders."""

import pytest

from tests.sources.conftest import list_faults, told

NIPS = [f"19850517201001100{n}" for n in range(1, 6)]
SKM = "No Resp;" + ";".join(f"U{n}" for n in range(1, 10))


def test_a_copy_of_a_file_is_not_counted_again(bench):
    text = f"{SKM}\n1;{';'.join('333333333')}\n"
    bench.write("SKM TW3.csv", text)
    bench.write("SKM TW3 (1).csv", text)
    checked = bench.check()
    loads = checked.loads.set_index("file")
    assert loads["accepted"].to_dict() == {"SKM TW3 (1).csv": 0, "SKM TW3.csv": 1}
    assert loads["quarantined"].to_dict() == {"SKM TW3 (1).csv": 1, "SKM TW3.csv": 0}
    assert "berkas_kembar" in set(told(checked)["fault"])


def test_copied_rows_of_an_export_without_ids_are_kept_once(bench):
    header = "NIP;Periode;Rencana Hasil Kerja;Aspek;Indikator Kinerja Individu;Target;Realisasi"
    row = f"{NIPS[0]};2026;Menyusun laporan;Kuantitas;Jumlah laporan;12 dokumen;12"
    bench.write("skp.csv", "\n".join([header, row, row, row.replace("Menyusun", "Memeriksa")]))
    checked = bench.check()
    assert list_faults(checked) == [(3, "skp_id", "duplikat_sama", "quarantine")]
    plans = checked.frame("skp", ["target_bawah", "satuan"])
    assert plans.to_numpy().tolist() == [[12.0, "dokumen"], [12.0, "dokumen"]]


def test_lines_under_the_sum_are_the_foot_and_not_records(bench):
    rows = [f"{nip};U-1;A;" for nip in NIPS]
    foot = [
        "JUMLAH;;5;",
        ";;Jambi, 1 Oktober 2026;",
        ";;Kepala;",
        ";;Siti Rekaan;",
        f";;NIP. {NIPS[0]};",
    ]
    bench.write("pegawai.csv", "\n".join(["nip;unit_id;nama;golongan", *rows, *foot]))
    checked = bench.check()
    assert checked.loads.iloc[0]["accepted"] == 5
    assert set(told(checked)["fault"]) == {"baris_kaki"}
    assert told(checked)["row"].tolist() == [7, 8, 9, 10, 11]


def test_a_faulty_record_before_other_records_is_no_foot(bench):
    rows = [f"{NIPS[0]};U-1;A", "JUMLAH;;1", ";U-2;B", f"{NIPS[1]};U-2;C"]
    bench.write("pegawai.csv", "\n".join(["nip;unit_id;nama", *rows]))
    assert list_faults(bench.check()) == [
        (3, "", "baris_kaki", "quarantine"),
        (4, "nip", "kosong_wajib", "quarantine"),
    ]


def test_a_survey_without_one_element_is_told_as_a_whole(bench):
    bench.write("skm.csv", "resp_id;tanggal;unit_id\n1;2026-09-01;U-1\n2;2026-09-01;U-1\n")
    checked = bench.check()
    assert list_faults(checked) == [(None, "u1", "kolom_wajib_tidak_ada", "quarantine")]
    assert checked.loads.iloc[0]["quarantined"] == 2


def test_codes_that_nobody_explains_do_not_cost_a_person(bench):
    header = "NIP BARU;NAMA;UNOR ID;STATUS CPNS PNS;KEDUDUKAN HUKUM ID"
    rows = [
        f"{nip};A;U-1;P;{code}"
        for nip, code in zip(NIPS, ("01", "02", "71", "101", "01"), strict=True)
    ]
    bench.write("data utama siasn.csv", "\n".join([header, *rows]))
    checked = bench.check()
    assert checked.loads.iloc[0]["accepted"] == 5
    states = checked.frame("pegawai", ["status_kerja"])["status_kerja"]
    assert states.fillna("").tolist() == ["aktif", "", "aktif", "", "aktif"]


def test_an_appraiser_need_not_be_an_employee(bench):
    bench.write("pegawai.csv", f"nip;unit_id\n{NIPS[0]};U-1\n")
    header = "nip;periode;hasil_kerja;perilaku;predikat;penilai_nip"
    rating = "sesuai ekspektasi;sesuai ekspektasi;Baik"
    bench.write("hasil_penilaian.csv", f"{header}\n{NIPS[0]};2025;{rating};11050012340585\n")
    assert bench.faults() == []


def test_a_subfolder_is_told_and_counts_as_unread(bench):
    bench.write("pegawai.csv", f"nip;unit_id\n{NIPS[0]};U-1\n")
    (bench.folder / "lama").mkdir()
    assert list_faults(bench.check())[0] == (None, "", "subfolder", "quarantine")


def test_an_unread_file_may_hold_the_parent_table(bench):
    bench.write("pegawai.csv", f"nip;unit_id\n{NIPS[0]};U-1\n")
    bench.write("unit.xlsx", b"PK broken")
    faults = set(bench.check().findings["fault"])
    assert faults == {"berkas_rusak", "rujukan_tidak_diperiksa"}


def test_an_achievement_over_100_is_kept_with_a_flag(bench):
    bench.write("tpp 2026-09.csv", f"NIP;HADIR;CAPAIAN TPP (%)\n{NIPS[0]};20;102,5\n")
    checked = bench.check()
    assert ("capaian", "capaian_lebih_seratus", "flag") in [f[1:] for f in list_faults(checked)]
    assert checked.frame("tpp", ["capaian"])["capaian"].tolist() == [102.5]


def test_yes_and_no_survive_a_spreadsheet(bench):
    header = "nip;tahun;kualifikasi;diklat_pim;diklat_fungsional;hukuman"
    bench.write("ip_asn.csv", f"{header}\n{NIPS[0]};2025;4.0;1.0;0.0;Tidak Ada\n")
    checked = bench.check()
    row = checked.frame("ip_asn", ["diklat_pim", "diklat_fungsional", "hukuman"]).iloc[0]
    assert told(checked).empty and row.tolist() == [True, False, "tidak pernah"]


@pytest.mark.parametrize(
    ("times", "fault"),
    [
        ("2026-09-10;2026-09-09;;;proses", "diteruskan_sebelum_masuk"),
        ("2026-09-10;2026-09-15;2026-09-14;;proses", "urutan_pengaduan"),
        ("2026-09-10;;;2026-09-12;proses", "tertutup_belum_selesai"),
    ],
)
def test_a_complaint_goes_its_way_in_order(bench, times, fault):
    header = "pengaduan_id;masuk;diteruskan;respons;selesai;status"
    bench.write("pengaduan.csv", f"{header}\n1;{times}\n")
    assert fault in {finding[2] for finding in list_faults(bench.check())}
