"""What a check promises: no row lost, duplicates and references judged, clean data left alone."""

import datetime as dt

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja_lib.errors import DataError, ParameterError
from kinerja_lib.sources.check import check_source
from tests.sources.conftest import Bench, list_faults, told

NIP = "198503302010011001"
OTHER = "199012312015022002"
THIRD = "197801012005011003"
STAFF = "nip;unit_id;nama\n"


def load_of(checked, file):
    (row,) = checked.loads[checked.loads["file"] == file].to_dict("records")
    return row


TEXTS = st.sampled_from(
    [
        *(
            "",
            "-",
            NIP,
            OTHER,
            "1.9E+17",
            "U-1",
            "U-9",
            "Jumlah",
            "=1+1",
            "III/c",
            "xx",
            "31-02-2026",
        ),
        *("30-03-1985", "1.234", "87,28", '"', "'", "a;b", "\u0000", "\u202e", "Σ", "#REF!", "😀"),
    ]
)


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.lists(TEXTS, min_size=1, max_size=6), max_size=12))
def test_no_row_is_lost_whatever_stands_in_it(tmp_path_factory, rows):
    bench = Bench(tmp_path_factory.mktemp("acak"))
    lines = [";".join(row) for row in rows]
    bench.write("pegawai.csv", "nip;unit_id;nama;golongan;tanggal_lahir\n" + "\n".join(lines))
    bench.write("unit.csv", "unit_id;nama\nU-1;Dinas\n")
    checked = bench.check()  # asserts rows in = accepted + set aside
    assert len(checked.frame("pegawai")) == load_of(checked, "pegawai.csv")["accepted"]
    named = checked.findings[checked.findings["severity"] == "quarantine"]
    named = named[named["file"] == "pegawai.csv"].dropna(subset="row")
    assert named["row"].nunique() == load_of(checked, "pegawai.csv")["quarantined"]


def test_identical_rows_keep_one(bench):
    bench.write("pegawai.csv", STAFF + f"{NIP};U-1;A\n{OTHER};U-1;B\n'{NIP};U-1;A\n{NIP};U-1;A\n")
    checked = bench.check()
    assert list_faults(checked) == [
        (4, "nip", "duplikat_sama", "quarantine"),
        (5, "nip", "duplikat_sama", "quarantine"),
    ]
    assert checked.frame("pegawai", ["nip"])["nip"].tolist() == [NIP, OTHER]


def test_conflicting_rows_are_all_set_aside(bench):
    bench.write("pegawai.csv", STAFF + f"{NIP};U-1;A\n{OTHER};U-1;B\n{NIP};U-2;A\n{NIP};U-1;A\n")
    checked = bench.check()
    assert [(row, fault) for row, _, fault, _ in list_faults(checked)] == [
        *((2, "kunci_bentrok"), (4, "kunci_bentrok"), (5, "kunci_bentrok"))
    ]
    assert checked.frame("pegawai", ["nip"])["nip"].tolist() == [OTHER]


def test_rows_conflict_where_a_comma_only_moves_between_cells(bench):
    bench.write("unit.csv", "unit_id;nama;kecamatan\nU;a, b;c\nU;a;b, c\n")
    assert [fault for _, _, fault, _ in bench.faults()] == ["kunci_bentrok"] * 2


def test_two_files_of_one_table_are_judged_together(bench):
    bench.write("pegawai_2025.csv", STAFF + f"{NIP};U-1;A\n{OTHER};U-1;B\n")
    bench.write(
        "pegawai_2026.csv", f"nama,nip,unit_id\nA,{NIP},U-1\nC,{OTHER},U-1\nD,{THIRD},U-1\n"
    )
    checked = bench.check()
    found = told(checked)[["file", "row", "fault"]].itertuples(index=False, name=None)
    assert sorted(found) == [
        ("pegawai_2025.csv", 3, "kunci_bentrok"),
        ("pegawai_2026.csv", 2, "duplikat_sama"),
        ("pegawai_2026.csv", 3, "kunci_bentrok"),
    ]
    assert checked.frame("pegawai", ["nip"])["nip"].tolist() == [NIP, THIRD]
    assert set(checked.loads["table"]) == {"pegawai"}


def test_a_row_without_its_parent_is_set_aside(bench):
    bench.write("unit.csv", "unit_id;nama\nU-1;Dinas\n")
    bench.write("pegawai.csv", STAFF + f"{NIP};U-1;A\n{OTHER};U-9;B\n")
    checked = bench.check()
    assert list_faults(checked) == [(3, "unit_id", "rujukan_tidak_ada", "quarantine")]
    reference = checked.references.set_index(["table", "column"]).loc[("pegawai", "unit_id")]
    assert reference[["present", "filled", "matched", "unmatched"]].tolist() == [True, 2, 1, 1]


def test_references_to_a_table_that_is_not_there_are_not_judged(bench):
    bench.write("pegawai.csv", STAFF + f"{NIP};U-1;A\n")
    checked = bench.check()
    assert told(checked).empty
    assert not checked.references.set_index("column").loc["unit_id", "present"]


def test_a_parent_set_aside_leaves_a_note_and_no_orphan(bench):
    bench.write("unit.csv", "unit_id;nama;jenis\nU-1;Dinas;dinas\nU-2;Badan;tidak ada jenis ini\n")
    bench.write("pegawai.csv", STAFF + f"{NIP};U-1;A\n{OTHER};U-2;B\n{THIRD};U-2;C\n")
    checked = bench.check()
    findings = checked.findings.set_index("fault")
    assert set(findings.index) == {"bukan_pilihan", "induk_dikarantina"}
    note = findings.loc["induk_dikarantina"]
    assert (note["table"], note["column"], note["severity"]) == ("pegawai", "unit_id", "note")
    assert note["value"] == "2 baris merujuk 1 baris unit"
    assert len(checked.frame("pegawai")) == 3


def test_a_parent_without_its_key_column_makes_no_orphans(bench):
    bench.write("unit.csv", "kode;nama;induk_id;jenis\nU-1;Dinas;;dinas\n")
    bench.write("pegawai.csv", STAFF + f"{NIP};U-1;A\n")
    checked = bench.check()
    assert load_of(checked, "pegawai.csv")["accepted"] == 1
    assert "rujukan_tidak_ada" not in set(told(checked)["fault"])
    assert "kolom_wajib_tidak_ada" in set(told(checked)["fault"])


def test_a_missing_required_column_costs_every_row_and_one_finding(bench):
    bench.write("pegawai.csv", "nip;nama\n" + f"{NIP};A\n{OTHER};B\n")
    checked = bench.check()
    assert list_faults(checked) == [(None, "unit_id", "kolom_wajib_tidak_ada", "quarantine")]
    assert load_of(checked, "pegawai.csv")["quarantined"] == 2


def test_an_unknown_column_is_a_note(bench):
    bench.write("pegawai.csv", f"nip;unit_id;Zodiak\n{NIP};U-1;Leo\n")
    checked = bench.check()
    assert list_faults(checked) == [(None, "", "kolom_tidak_dikenal", "note")]
    assert told(checked).iloc[0]["value"] == "Zodiak"
    assert load_of(checked, "pegawai.csv")["accepted"] == 1


def test_rows_of_a_sheet_of_no_known_table_count_as_set_aside(bench):
    bench.write("arisan.csv", "bulan ke;pemenang;hadiah\n1;A;panci\n2;B;wajan\n")
    checked = bench.check()
    load = load_of(checked, "arisan.csv")
    assert (load["table"], load["rows_in"], load["accepted"], load["quarantined"]) == ("", 2, 0, 2)
    assert list_faults(checked) == [(None, "", "tabel_tidak_dikenal", "quarantine")]


def test_a_file_with_headers_only_has_no_rows_and_no_findings(bench):
    bench.write("pegawai.csv", STAFF)
    checked = bench.check()
    assert told(checked).empty and load_of(checked, "pegawai.csv")["rows_in"] == 0
    assert checked.frame("pegawai").empty


def test_rules_over_several_rows(bench):
    rows = "A;B;2026-01-01;0,5\nA;C;2026-01-01;0,4\nD;E;2026-01-01;1\n"
    bench.write("unit_riwayat.csv", "unit_lama;unit_baru;tanggal;bagian\n" + rows)
    checked = bench.check()
    assert {(row, fault, how) for row, _, fault, how in list_faults(checked)} == {
        (2, "bagian_tidak_satu", "flag"),
        (3, "bagian_tidak_satu", "flag"),
    }
    assert load_of(checked, "unit_riwayat.csv")["flagged"] == 2
    assert len(checked.frame("unit_riwayat")) == 3


def test_a_rater_on_another_scale_is_set_aside(bench):
    rows = [f"{NIP};{OTHER};atasan;A{n};{80 + n};2026" for n in range(6)]
    rows += [f"{OTHER};{THIRD};rekan;A{n};{n + 1};2026" for n in range(3)]
    bench.write("penilaian.csv", "dinilai;penilai;hubungan;aspek;nilai;periode\n" + "\n".join(rows))
    checked = bench.check()
    assert {fault for _, _, fault, _ in list_faults(checked)} == {"skala_berbeda"}
    assert checked.frame("penilaian")["penilai"].unique().tolist() == [OTHER]


def test_a_unit_is_looked_up_where_the_export_has_none(bench):
    bench.write("pegawai.csv", STAFF + f"{NIP};U-1;A\n")
    headers = "nip;tahun;hasilKinerja;perilakuKerja;kuadranKinerja"
    sound = "DIATAS EKSPEKTASI;SESUAI EKSPEKTASI;BAIK"
    bench.write("rw_skp22.csv", f"{headers}\n{NIP};2025;{sound}\n")
    checked = bench.check()
    assert told(checked).empty, checked.findings
    read = checked.frame("hasil_penilaian", ["nip", "periode", "unit_id", "predikat"])
    assert read.to_numpy().tolist() == [[NIP, "2025", "U-1", "Baik"]]


def test_an_assessment_recap_becomes_one_row_per_competency(bench):
    headers = (
        "NIP;Nama;Integritas;Kerjasama;Komunikasi;Pengambilan Keputusan;Perekat Bangsa;JPM (%)"
    )
    rows = f"{NIP};A;3;4;;2;5;87,5\n{OTHER};B;9;3;3;3;3;80\n"
    bench.write("rekap_asesmen.csv", f"{headers}\n{rows}")
    checked = bench.check()
    assert list_faults(checked) == [(3, "tingkat", "di_luar_rentang", "quarantine")]
    read = checked.frame("kompetensi", ["nip", "kompetensi", "tingkat"])
    mine = read[read["nip"] == NIP].set_index("kompetensi")["tingkat"]
    assert mine.to_dict() == {
        "Integritas": 3,
        "Kerja sama": 4,
        "Pengambilan keputusan": 2,
        "Perekat bangsa": 5,
    }
    assert checked.loads[["rows_in", "accepted"]].to_numpy().tolist() == [[9, 8]]


def test_a_column_can_be_given_for_a_whole_file(bench):
    bench.write("skm.csv", "resp_id;u1\nR1;4\nR2;3\n")
    checked = bench.check(given={"skm": {"unit_id": "U-7"}})
    assert told(checked).empty
    assert checked.frame("skm", ["unit_id"])["unit_id"].tolist() == ["U-7", "U-7"]
    assert "U-7" in load_of(checked, "skm.csv")["remarks"]


def test_numbers_that_are_not_there_stay_missing_in_typed_files(bench):
    times = [dt.datetime(2026, 3, 2, 8)] * 3
    table = pa.table(
        {
            "permohonan_id": ["a", "b", "c"],
            "unit_id": ["U"] * 3,
            "layanan": ["KTP"] * 3,
            "mulai": times,
            "standar": [5.0, float("nan"), float("inf")],
        }
    )
    pq.write_table(table, bench.folder / "layanan_log.parquet")
    checked = bench.check()
    assert list_faults(checked) == [(3, "standar", "bukan_angka", "quarantine")]
    standard = checked.frame("layanan_log")["standar"]
    assert standard[0] == 5 and pd.isna(standard[1]) and len(standard) == 2


def test_moments_in_another_zone_are_refused_and_not_shifted(bench):
    zoned = pa.array([dt.datetime(2026, 3, 1, 20, tzinfo=dt.UTC)], pa.timestamp("us", "UTC"))
    table = pa.table({"permohonan_id": ["a"], "unit_id": ["U"], "layanan": ["K"], "mulai": zoned})
    pq.write_table(table, bench.folder / "layanan_log.parquet")
    assert bench.faults() == [(1, "mulai", "waktu_berzona", "quarantine")]


def test_each_column_has_the_type_of_its_kind(bench):
    headers = "pengaduan_id;masuk;selesai;rahasia;isi"
    bench.write("pengaduan.csv", f"{headers}\nK1;2026-03-02 08:00;;ya;Teks\nK2;2026-03-02;;;\n")
    bench.write("target_realisasi.csv", "iku_id;unit_id;periode;target\nI;U;2026;5\n")
    checked = bench.check()
    frame = checked.frame("pengaduan", ["masuk", "selesai", "rahasia", "isi"])
    assert all(frame[name].dtype.kind == "M" for name in ("masuk", "selesai"))
    assert frame["rahasia"].tolist()[0] is True and pd.isna(frame["rahasia"][1])
    numbers = checked.frame("target_realisasi", ["target_bawah", "realisasi"])
    assert [str(kind) for kind in numbers.dtypes] == ["float64"] * 2


def test_a_table_that_is_not_there_gives_no_rows_of_the_same_types(bench):
    bench.write("unit.csv", "unit_id;nama\nU-1;Dinas\n")
    checked = bench.check()
    frame = checked.frame("pengaduan", ["masuk", "isi"])
    assert frame.empty and str(frame["masuk"].dtype).startswith("datetime64")
    assert not any(name.endswith("*") for name in checked.frame("survei_asn").columns)


def test_a_column_that_no_contract_knows_is_a_mistake_of_the_caller(bench):
    bench.write("unit.csv", "unit_id;nama\nU-1;Dinas\n")
    with pytest.raises(ValueError, match="zodiak"):
        bench.check().frame("unit", ["zodiak"])


def test_columns_freshness_and_periods_speak_of_accepted_rows(bench):
    headers = "nip;periode;predikat;tanggal"
    rows = f"{NIP};2025;Baik;2026-01-15\n{OTHER};2025;;2026-02-01\n{THIRD};2025;xx;2027-01-01\n"
    bench.write("hasil_penilaian.csv", f"{headers}\n{rows}")
    checked = bench.check()
    columns = checked.columns.set_index("column")
    assert columns.loc["predikat", ["rows", "filled", "faulty"]].tolist() == [2, 1, 1]
    freshness = checked.freshness.iloc[0]
    assert (freshness["earliest"], freshness["latest"]) == ("2026-01-15", "2026-02-01")
    assert checked.periods.to_numpy().tolist() == [["hasil_penilaian", "2025", 3, 1]]


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("https://example.go.id/data.csv", ParameterError),
        ("s3://ember/data", ParameterError),
        ("tidak/ada", ParameterError),
        ("a\0b", ParameterError),
    ],
)
def test_a_source_that_is_no_file_or_folder_here_is_refused(bench, source, error):
    with pytest.raises(error):
        check_source(source)


def test_a_source_that_is_a_link_is_refused(bench, tmp_path):
    bench.write("unit.csv", "unit_id;nama\nU-1;Dinas\n")
    for name, target in (("folder", bench.folder), ("berkas.csv", bench.folder / "unit.csv")):
        (tmp_path / name).symlink_to(target)
        with pytest.raises(DataError, match="tautan"):
            check_source(tmp_path / name)


def test_an_empty_folder_gives_nothing(bench):
    checked = bench.check()
    assert checked.loads.empty and told(checked).empty and checked.periods.empty


def test_a_file_that_cannot_be_read_does_not_stop_the_others(bench):
    bench.write("unit.csv", "unit_id;nama\nU-1;Dinas\n")
    bench.write("rusak.xlsx", b"PK\x03\x04 bukan lembar kerja")
    bench.write("lama.xls", b"\xd0\xcf\x11\xe0")
    bench.write("kosong.csv", b"")
    (bench.folder / "tautan.csv").symlink_to(bench.folder / "unit.csv")
    checked = bench.check()
    assert set(zip(told(checked)["file"], told(checked)["fault"], strict=True)) == {
        ("rusak.xlsx", "berkas_rusak"),
        ("lama.xls", "format_lama"),
        ("kosong.csv", "berkas_kosong"),
        ("tautan.csv", "tautan_simbolik"),
    }
    assert len(checked.frame("unit")) == 1


TPP = "NO;NIP;NAMA PEGAWAI;JABATAN;HADIR;TERLAMBAT;POTONGAN (%);CAPAIAN TPP (%)"


def test_a_recap_with_title_sums_and_signature(bench):
    lines = (
        "REKAPITULASI TPP;;;;;;;",
        "Bulan September 2026;;;;;;;",
        TPP,
        f"1;'{NIP};A, S.E.;Analis;20;2;5,5%;94,5%",
        f"2;'{OTHER};B;Analis;20 hari;0;0,00;100,00",
        f"3;'{THIRD};C;Analis;-;-;-;-",
        "JUMLAH;;;;40;2;;",
        ";;;;;;Kota Rekaan, 1 Oktober 2026;",
        ";;;;;;Kepala BKPSDM,;",
        ";;;;;;FULAN, M.Si.;",
        ";;;;;;NIP. 197001011995031001;",
    )
    bench.write("TPP September 2026.csv", "\n".join(lines) + "\n")
    checked = bench.check()
    assert [(row, fault) for row, _, fault, _ in list_faults(checked)] == [
        (row, "baris_kaki") for row in range(7, 12)
    ]
    frame = checked.frame("tpp", ["nip", "periode", "hadir", "potongan", "capaian"])
    assert frame["nip"].tolist() == [NIP, OTHER, THIRD]
    assert set(frame["periode"]) == {"2026-09"}
    assert frame[["hadir", "potongan", "capaian"]].to_numpy().tolist()[:2] == [
        *([20, 5.5, 94.5], [20, 0, 100])
    ]
    assert frame.loc[2, ["hadir", "potongan", "capaian"]].isna().all()  # never 0


def test_a_record_that_lost_its_key_is_no_foot(bench):
    row = ";;Pegawai Rekaan;III/c;U-1"
    bench.write("pegawai.csv", f"nip;status;nama;golongan;unit_id\n{row}\n")
    assert bench.faults() == [(2, "nip", "kosong_wajib", "quarantine")]


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        (["0,95", "1", "0,5"], [(None, "capaian", "persen_pecahan", "note")]),
        (["95", "1", "0,5"], [(4, "capaian", "persen_campur", "flag")]),
        (["1", "0", "1"], []),
    ],
)
def test_percent_kept_as_a_share_is_noted(bench, shares, expected):
    nips = (NIP, OTHER, THIRD)
    rows = "".join(f"{n};2026-09;{share}\n" for n, share in zip(nips, shares, strict=True))
    bench.write("tpp.csv", "nip;periode;capaian\n" + rows)
    assert bench.faults() == expected


def test_headers_that_say_their_scale_are_known(bench):
    headers = "NIP,kualifikasi 0-5,diklat pim 0/1,diklat fungsional 0/1,diklat 20JP 0/1,seminar 0/1"
    rows = f'{NIP},5,1,0,1,0,"87,5",\n{OTHER},3,0,0,1,1,90,R\n'
    bench.write("ip_asn_2025.csv", f"{headers},nilai kinerja,hukuman R/S/B\n{rows}")
    checked = bench.check()
    assert told(checked).empty
    read = checked.frame("ip_asn", ["tahun", "kualifikasi", "diklat_pim", "nilai_kinerja"])
    assert read.to_numpy().tolist() == [[2025, 5, True, 87.5], [2025, 3, False, 90]]


def test_a_survey_without_its_unit_is_accepted_and_noted(bench):
    bench.write("skm.csv", "resp_id;u1\nR1;4\nR2;3\n")
    checked = bench.check()
    assert list_faults(checked) == [(None, "unit_id", "kolom_tidak_ada", "note")]
    assert load_of(checked, "skm.csv")["accepted"] == 2


def test_headers_repeated_at_a_page_break_are_no_records(bench):
    bench.write("unit.csv", "unit_id;nama;jenis\nU-1;A;dinas\nunit_id;nama;jenis\nU-2;B;\n")
    bench.write("jabatan.csv", "jabatan_id;nama\nJ;A\njabatan_id;nama\n")
    checked = bench.check()
    found = told(checked)[["file", "row", "fault"]].itertuples(index=False, name=None)
    assert sorted(found) == [("jabatan.csv", 3, "baris_kaki"), ("unit.csv", 3, "baris_kaki")]
    assert checked.frame("unit", ["unit_id"])["unit_id"].tolist() == ["U-1", "U-2"]


def test_a_sheet_of_instructions_is_a_note(bench):
    tables = {"Petunjuk": [["Isi sesuai contoh"]], "unit": [["unit_id", "nama"], ["U-1", "Dinas"]]}
    bench.workbook("isian.xlsx", **tables)
    assert bench.faults() == [(None, "", "lembar_tanpa_tabel", "note")]


def test_days_far_off_in_a_database_are_set_aside(bench):
    with duckdb.connect(str(bench.folder / "semua.duckdb")) as connection:
        days = "('0044-03-15 (BC)'), ('infinity'), ('9999-12-31'), ('1985-03-30'), (NULL)"
        connection.execute(
            "CREATE TABLE pegawai AS SELECT 'U-1' AS unit_id, day::DATE AS tanggal_lahir, "
            "concat('1985033020100110', 11 + row_number() OVER ()) AS nip "
            f"FROM (VALUES {days}) AS days(day)"
        )
    checked = bench.check()
    assert set(told(checked)["fault"]) == {"bukan_tanggal"}
    assert len(told(checked)) == 3 and len(checked.frame("pegawai")) == 2


UNITS = "unit_id;nama\nU-1;Dinas\n"
RESULTS = "nip;periode;unit_id;predikat\n"


@pytest.mark.parametrize(
    ("tables", "faults"),
    [
        ({"unit": UNITS}, [(3, "unit_id"), (4, "unit_id")]),
        (
            {
                "unit": UNITS,
                "unit_riwayat": "unit_lama;unit_baru;tanggal;bagian\nU-0;U-1;2025-01-01;1\n",
            },
            [(4, "unit_id")],
        ),
        ({}, []),
    ],
)
def test_a_result_may_name_a_unit_of_today_or_of_the_past(bench, tables, faults):
    for name, content in tables.items():
        bench.write(f"{name}.csv", content)
    rows = "".join(f"{NIP};{year};{unit};Baik\n" for year, unit in UNITS_OF_YEARS)
    bench.write("hasil_penilaian.csv", RESULTS + rows)
    checked = bench.check()
    expected = [(row, column, "rujukan_tidak_ada", "quarantine") for row, column in faults]
    assert list_faults(checked) == expected
    assert len(checked.frame("hasil_penilaian")) == 3 - len(faults)
    notes = checked.findings[checked.findings["fault"] == "rujukan_tidak_diperiksa"]
    assert ("unit_id" in set(notes["column"])) is not bool(tables)


FIGURES = "iku_id;unit_id;periode;target;realisasi\nK-1;U-1;2026-TW1;60;61\n"


@pytest.mark.parametrize("cards", [None, "iku_id;nama;satuan;arah\nK-1;Arsip;persen;naik\n"])
def test_figures_without_the_cards_of_their_indicators_say_that_nothing_can_be_judged(bench, cards):
    bench.write("target_realisasi.csv", FIGURES)
    if cards:
        bench.write("iku.csv", cards)
    found = bench.check().findings
    found = found[found["fault"] == "kartu_iku_tidak_ada"]
    assert found["severity"].tolist() == ([] if cards else ["flag"])
    assert found.empty or "Tidak satu pun target dapat dinilai" in found["what_to_do"].iloc[0]


UNITS_OF_YEARS = ((2025, "U-1"), (2024, "U-0"), (2023, "U-9"))
