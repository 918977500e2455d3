"""Rows that belong to no table are counted, told and kept in the quarantine file."""

import csv
import json

import pytest

from kinerja_lib.sources.quarantine import write_findings

N = ["197001011995031001", "197102081996032002", "197203151997031003", "197304221998032004"]
PEOPLE = [f"{nip};Rekaan {n};U1" for n, nip in enumerate(N)]


def counts(checked):
    """Give rows in, accepted and set aside of the whole source."""
    return tuple(int(checked.loads[c].sum()) for c in ("rows_in", "accepted", "quarantined"))


def kept_rows(checked, folder):
    """Give the row numbers in the quarantine file, and check that each row has its cells."""
    path = write_findings(checked, folder / "findings.json")
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["baris"]]
    assert all(json.loads(line["isi_baris"]) for line in lines)
    return [int(line["baris"]) for line in lines]


def test_an_unknown_table_above_the_header_is_set_aside(bench, tmp_path):
    table = "kode;uraian;pagu\n" + "".join(f"K{n};Uraian {n};{n}00\n" for n in range(1, 5))
    bench.write("unit.csv", f"{table}\nunit_id;nama;jenis\nU1;Satu;dinas\nU2;Dua;dinas\n")
    checked = bench.check()
    assert counts(checked) == (7, 2, 5)
    assert checked.frame("unit")["unit_id"].tolist() == ["U1", "U2"]
    (finding,) = checked.findings[checked.findings["fault"] == "baris_di_atas_judul"].itertuples()
    assert finding.severity == "quarantine" and "1, 2, 3, 4, 5" in finding.rule
    assert kept_rows(checked, tmp_path) == [1, 2, 3, 4, 5]


def test_records_above_the_header_are_set_aside(bench, tmp_path):
    lines = [*PEOPLE[:3], "nip;nama;unit_id", PEOPLE[3]]
    bench.write("pegawai.csv", "\n".join(lines) + "\n")
    checked = bench.check()
    assert counts(checked)[0] == 4 and "baris_di_atas_judul" in set(checked.findings["fault"])
    assert kept_rows(checked, tmp_path)[-3:] == [1, 2, 3]


def test_records_above_the_header_of_a_sheet_are_set_aside(bench, tmp_path):
    rows = [line.split(";") for line in (*PEOPLE[:2], "nip;nama;unit_id", PEOPLE[3])]
    bench.workbook("data.xlsx", pegawai=[["DAFTAR PEGAWAI"], [None], *rows])
    checked = bench.check()
    assert counts(checked)[0] == 3
    assert kept_rows(checked, tmp_path)[-2:] == [3, 4]


def test_a_file_without_a_header_is_counted_and_kept(bench, tmp_path):
    bench.write("pegawai.csv", "\n".join(PEOPLE[:3]) + "\n")
    checked = bench.check()
    assert counts(checked) == (3, 0, 3)
    assert checked.findings["fault"].tolist() == ["tanpa_judul_kolom"]
    assert kept_rows(checked, tmp_path) == [1, 2, 3]


def test_a_sheet_without_a_header_is_counted_and_kept(bench, tmp_path):
    bench.workbook("data.xlsx", pegawai=[[1, 2.5, 3], [4, 5, 6]])
    checked = bench.check()
    assert counts(checked) == (2, 0, 2)
    assert kept_rows(checked, tmp_path) == [1, 2]


@pytest.mark.parametrize(
    "titles",
    [
        "DAFTAR UNIT;;\nKeadaan 30 September 2026;;\n;;\n",
        "Instansi;Kabupaten Rekaan;\nBulan :;Juli;2026\n",
        "DAFTAR;UNIT;\n",
    ],
)
def test_title_lines_stay_titles(bench, titles):
    bench.write("unit.csv", f"{titles}unit_id;nama;jenis\nU1;Satu;dinas\n")
    checked = bench.check()
    assert counts(checked) == (1, 1, 0) and checked.findings.empty


SECOND = "DAFTAR PEGAWAI;;\nnip;nama;unit_id\n" + "\n".join(PEOPLE[:2]) + "\n"


@pytest.mark.parametrize("blank", ["", ";;\n"])
def test_a_second_table_below_the_first_is_set_aside(bench, tmp_path, blank):
    first = "unit_id;nama;kecamatan\nU1;Satu;K1\nU2;Dua;K1\n"
    bench.write("unit.csv", first + blank + SECOND)
    checked = bench.check()
    assert counts(checked)[0] == 6
    assert checked.frame("unit")["unit_id"].isin(["U1", "U2"]).all()
    (finding,) = checked.findings[checked.findings["fault"] == "tabel_kedua"].itertuples()
    start = 4 + blank.count("\n")
    assert finding.severity == "quarantine" and f"baris {start}" in finding.rule
    assert kept_rows(checked, tmp_path)[-4:] == list(range(start, start + 4))


def test_a_second_table_of_a_sheet_is_set_aside(bench):
    rows = [line.split(";") for line in SECOND.strip().split("\n")]
    rows = [[cell or None for cell in row] for row in rows]
    bench.workbook("data.xlsx", unit=[["unit_id", "nama", "jenis"], ["U1", "Satu", "dinas"], *rows])
    checked = bench.check()
    assert counts(checked) == (5, 1, 4)


def test_a_second_table_of_a_large_file_is_set_aside(bench):
    units = "".join(f"U{n};Unit rekaan nomor {n};dinas\n" for n in range(40_000))
    bench.write("unit.csv", f"unit_id;nama;jenis\n{units}{SECOND}")
    assert counts(bench.check()) == (40_004, 40_000, 4)


def test_a_repeated_header_ends_no_table(bench):
    bench.write("unit.csv", "unit_id;nama;jenis\nU1;Satu;dinas\nunit_id;nama;jenis\nU2;Dua;dinas\n")
    checked = bench.check()
    assert checked.frame("unit")["unit_id"].tolist() == ["U1", "U2"]
    assert checked.findings["fault"].tolist() == ["baris_kaki"]


@pytest.mark.parametrize("row", ["U-2;Bidang Rekaan;U-1;bidang", "NAMA;Status;UNIT;bidang"])
def test_records_that_hold_words_of_headers_are_records(bench, row):
    bench.write(
        "unit.csv", f"unit_id;nama;induk_id;jenis\nU-1;Satu;;dinas\nUNIT;Dua;U-1;bidang\n{row}\n"
    )
    checked = bench.check()
    assert counts(checked) == (3, 3, 0)
