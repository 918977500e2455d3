"""What the terminal says of a check: never a value or header that may tell who someone is."""

import pytest

from kinerja_lib.sources.check_text import describe_check
from kinerja_lib.sources.header_words import may_be_record
from kinerja_lib.sources.propose import propose_source

NIP = "198503302010011001"
PEOPLE = ("Siti", "Aminah", "Melati", "Budi", "Ani", "0812", "1234567890", "siti@", "3201010101")
HEADLESS = "Siti Rekaan;Puskesmas Melati;Baik\nBudi Rekaan;Dinas;Kurang\nAni Rekaan;Dinas;Kurang\n"
SHIFTED = {
    "skm.csv": (
        "resp_id;unit_id;u1;u2;layanan\nR1;Siti Rekaan;081234567890;3;x\n"
        "R2;3201010101700001;siti@contoh.go.id;3;y\n"
    ),
    "target_realisasi.csv": (
        "iku_id;unit_id;periode;realisasi\nI1;197001011995031001;2026;Siti Rekaan\n"
        "I2;U1;3201010101700001;0812-3456-7890\nI3;Siti Rekaan;Siti Rekaan;5\n"
    ),
    "pengaduan.csv": (
        "pengaduan_id;masuk;status;isi\nP1;Siti Rekaan 0812;Siti Aminah;isi\n"
        "P2;siti@contoh.go.id;Siti Aminah;isi\n"
    ),
    "unit.csv": "unit_id;nama;induk_id\nU1;Dinas;Siti Rekaan\n",
    # of the same kind: a service log shifted by one column
    "layanan_log.csv": (
        "permohonan_id;unit_id;layanan;mulai;selesai;standar\n"
        "P1;U1;L;Siti Rekaan;0812 3456 7890;Budi Rekaan\n"
    ),
}


@pytest.mark.parametrize("name", SHIFTED)
def test_a_value_of_the_wrong_kind_is_shown_by_its_shape(bench, name):
    bench.write(name, SHIFTED[name])
    text = "\n".join(describe_check(bench.check()))
    assert "bentuk isinya" in text
    assert not [word for word in PEOPLE if word in text], text


@pytest.mark.parametrize("name", ["hasil_penilaian.csv", "daftar.csv", "unit.csv"])
def test_headers_that_may_be_the_first_record_are_shown_by_their_shape(bench, name):
    bench.write(name, HEADLESS)
    lines = [*describe_check(bench.check()), *propose_source(bench.folder)]
    assert not [word for word in PEOPLE if word in "\n".join(lines)], lines


def test_unknown_headers_of_a_real_header_row_are_named(bench):
    bench.write("unit.csv", "unit_id;nama;Warna Cat\nU1;Dinas;biru\n")
    assert "'Warna Cat'" in "\n".join(describe_check(bench.check()))


def test_values_that_tell_nobody_are_shown(bench):
    rows = ("I1;U1;2026-TW5;5", "I2;U1;2026;9,2-9,7", "I3;U1;2026;5;7;8")
    bench.write("target_realisasi.csv", "\n".join(("iku_id;unit_id;periode;realisasi", *rows)))
    text = "\n".join(describe_check(bench.check()))
    assert "(misalnya '2026-TW5')" in text and "(misalnya '9,2-9,7')" in text


@pytest.mark.parametrize(
    ("headers", "known", "record"),
    [
        (["Siti Rekaan", "Puskesmas Melati", "Baik"], 0, True),
        (["Siti Rekaan", "081234567890"], 2, True),
        (["nama", "siti@contoh.go.id"], 2, True),
        (["Kode Unor", "Nama Unor", "Warna"], 0, False),
        (["aaa", "bbb", "ccc", "ddd", "eee"], 2, False),
    ],
)
def test_a_record_is_told_from_a_header_row(headers, known, record):
    assert may_be_record(headers, known) is record


def test_rows_that_contradict_each_other_are_named_with_the_columns_that_differ(bench):
    rows = ("K1;Dinas A;1", "K2;Dinas B;2", "K1;Dinas C;1")
    bench.write("unit.csv", "\n".join(("unit_id;nama;kecamatan", *rows)))
    checked = bench.check()
    found = checked.findings[checked.findings["fault"] == "kunci_bentrok"]
    assert found["value"].unique().tolist() == ["berbeda pada nama; baris 2, 4"]
    assert "(berbeda pada nama; baris 2, 4)" in "\n".join(describe_check(checked))


def test_rivals_in_two_files_are_named_with_their_files(bench):
    nip = "198503302010011001"
    bench.write("pegawai_2025.csv", f"nip;unit_id;nama;golongan\n{nip};U;Siti;III/a\n")
    bench.write("pegawai_2026.csv", f"nip;unit_id;nama;golongan\n{nip};U;Siti;\n")
    text = "\n".join(describe_check(bench.check()))
    told = "berbeda pada golongan; pegawai_2025.csv baris 2; pegawai_2026.csv baris 2"
    assert told in text and nip not in text and "Siti" not in text


def test_a_misspelt_choice_is_shown_and_a_name_is_not(bench):
    bench.write("unit.csv", "unit_id;nama;jenis\nU-1;A;dinass\nU-2;B;Siti Rekaan\n")
    text = "\n".join(describe_check(bench.check()))
    assert "(misalnya 'dinass')" in text and "Siti" not in text


def test_references_to_a_table_that_is_not_there_are_told(bench):
    bench.write("abk.csv", "unit_id;jabatan_id;tahun;kebutuhan\nU1;J;2026;8\n")
    found = bench.check().findings
    assert found["fault"].tolist() == ["rujukan_tidak_diperiksa"] * 2
    assert found["column"].tolist() == ["unit_id", "jabatan_id"]
    assert set(found["severity"]) == {"note"}
    bench.write("unit.csv", "unit_id;nama\nU1;A\n")
    assert bench.check().findings["column"].tolist() == ["jabatan_id"]


def test_a_missing_period_says_that_it_may_stand_in_a_name(bench):
    rows = [["NIP", "HADIR", "CAPAIAN TPP (%)"], ["198503302010011001", 20, 95]]
    bench.workbook("tpp.xlsx", Pertama=rows, Kedua=rows)
    findings = bench.check().findings
    absent = findings[findings["fault"] == "kolom_wajib_tidak_ada"]
    assert set(absent["column"]) == {"periode"}
    assert absent["what_to_do"].str.contains("nama lembar atau berkas").all()


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("7", "rentang kolom, 1–5."),
        ("Level 3", "pada 'values' kolom tingkat di params/mappings."),
        ("3..", "bukan_angka"),
    ],
)
def test_a_level_that_is_refused_names_the_range_or_the_mapping(bench, level, said):
    bench.write("kompetensi.csv", f"nip;kompetensi;tingkat\n{NIP};Komunikasi;{level}\n")
    text = "\n".join(describe_check(bench.check()))
    assert said in text and ("'values' kolom" in text) == level.startswith("Level")


@pytest.mark.parametrize(
    ("name", "row", "said"),
    [
        (
            "pelatihan",
            "pelatihan_id;nama;peserta_maks\nP1;Kursus;-1\n",
            "rentang kolom, paling sedikit 0.",
        ),
        ("pelatihan", "pelatihan_id;nama;jp\nP1;Kursus;3000\n", "rentang kolom, 0–2.000."),
    ],
)
def test_a_range_with_one_side_says_so(bench, name, row, said):
    bench.write(f"{name}.csv", row)
    assert said in "\n".join(describe_check(bench.check()))
