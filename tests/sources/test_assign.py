"""Which table a sheet is, and how its columns are read."""

from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja_lib.config.mappings import read_mapping
from kinerja_lib.sources.assign import assign_sheets, known_headers, load_mappings
from kinerja_lib.sources.column_sql import make_period, translate
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.sources.sheet_names import find_period, find_table, table_names
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.registry import CONTRACTS

PROJECT = Path(__file__).parents[2]
MAPPINGS = load_mappings(PROJECT)
DATA_UTAMA = (
    "PNS ID,NIP BARU,NIP LAMA,NAMA,GELAR DEPAN,GELAR BELAKANG,TEMPAT LAHIR ID,TEMPAT LAHIR NAMA,"
    "TANGGAL LAHIR,JENIS KELAMIN,AGAMA ID,JENIS KAWIN ID,NIK,NOMOR HP,EMAIL,EMAIL GOV,ALAMAT,"
    "NPWP NOMOR,BPJS,JENIS PEGAWAI ID,JENIS PEGAWAI NAMA,KEDUDUKAN HUKUM ID,STATUS CPNS PNS,"
    "STATUS ASN,KARTU ASN VIRTUAL,NOMOR SK CPNS,TANGGAL SK CPNS,TMT CPNS,NOMOR SK PNS,"
    "TANGGAL SK PNS,TMT PNS,GOL AWAL ID,GOL AKHIR ID,TMT GOLONGAN,MK TAHUN,MK BULAN,"
    "JENIS JABATAN ID,JABATAN ID,TMT JABATAN,TINGKAT PENDIDIKAN ID,PENDIDIKAN ID,TAHUN LULUS,"
    "NAMA SEKOLAH,KPKN ID,LOKASI KERJA ID,UNOR ID,INSTANSI INDUK ID,INSTANSI KERJA ID,"
    "SATUAN KERJA INDUK ID,SATUAN KERJA KERJA ID,IS VALID NIK,FLAG IKD"
).split(",")
NIP = "198503302010011001"


class Bench:
    """An invented source: sheets as text columns in memory."""

    def __init__(self):
        self.connection = duckdb.connect()
        self.sheets = []

    def add(self, file, headers, *rows, sheet=""):
        name = f"raw_{len(self.sheets)}"
        columns = ", ".join(f"c{i} VARCHAR" for i in range(1, len(headers) + 1))
        self.connection.execute(
            f"CREATE TABLE {name} (_row BIGINT, _surplus VARCHAR, _formula VARCHAR, {columns})"
        )
        for number, row in enumerate(rows, start=2):
            marks = ", ".join("?" for _ in range(len(headers) + 1))
            self.connection.execute(
                f"INSERT INTO {name} VALUES (?, NULL, NULL, {marks.partition(', ')[2]})",
                [number, *row],
            )
        self.sheets.append(RawSheet(file, sheet, name, tuple(headers), False, len(rows)))
        return self

    def assign(self, mappings=MAPPINGS, **options):
        return assign_sheets(self.connection, self.sheets, mappings, **options)

    def one(self, mappings=MAPPINGS, **options):
        assignments, problems = self.assign(mappings, **options)
        assert problems == [] and len(assignments) == 1, (assignments, problems)
        return assignments[0]

    def rows(self, assignment, *columns):
        chosen = ", ".join(assignment.columns[column] for column in columns)
        query = f'SELECT {chosen} FROM "{assignment.relation}" ORDER BY ALL'
        return self.connection.execute(query).fetchall()


def test_a_file_named_after_its_table_with_contract_headers_needs_no_mapping():
    found = Bench().add("hari_libur.csv", ["Tanggal", "KETERANGAN", "jenis", "catatan"]).one()
    assert (found.table, found.mapping, found.absent) == ("hari_libur", "", ())
    assert found.columns == {"tanggal": "c1", "keterangan": "c2", "jenis": "c3"}
    assert found.unknown == ("catatan",) and found.ignored == ()


@pytest.mark.parametrize(
    ("file", "sheet", "table"),
    [
        ("skm_tw3_2026.csv", "", "skm"),
        ("Data Pegawai Kab. Jambi 2026.xlsx", "Sheet1", "pegawai"),
        ("ekspor.xlsx", "Unit Kerja", "unit"),
        ("data.xlsx", "penilaian_360 (2)", "penilaian"),
        ("01 pegawai.csv", "", "pegawai"),
        ("SIASN skp tahunan 2025.xlsx", "Sheet1", "hasil_penilaian"),
    ],
)
def test_names_lead_to_the_table_through_dates_and_places(file, sheet, table):
    headers = [item.name for item in CONTRACTS[table].fields]
    assert Bench().add(file, headers, sheet=sheet).one(region="Jambi").table == table


def test_the_name_of_the_sheet_comes_before_that_of_the_file():
    headers = ["jabatan_id", "nama", "jenis"]
    assert Bench().add("pegawai.xlsx", headers, sheet="jabatan").one().table == "jabatan"


def test_a_sheet_of_a_named_workbook_that_is_something_else_is_not_taken_for_the_table():
    bench = Bench().add("pegawai.xlsx", [i.name for i in CONTRACTS["pegawai"].fields], sheet="isi")
    bench.add("pegawai.xlsx", ["Petunjuk", "Keterangan lain"], sheet="Petunjuk")
    assignments, problems = bench.assign()
    assert [a.table for a in assignments] == ["pegawai"]
    assert [(p.sheet, p.fault) for p in problems] == [("Petunjuk", "tabel_tidak_dikenal")]


def test_data_utama_is_known_by_its_headers_and_every_header_is_accounted_for():
    row = [None] * len(DATA_UTAMA)
    for header, value in {
        "NIP BARU": f"'{NIP}",
        "KEDUDUKAN HUKUM ID": "01",
        "STATUS ASN": "PNS",
        "GOL AKHIR ID": "34",
    }.items():
        row[DATA_UTAMA.index(header)] = value
    bench = Bench().add("ekspor_2026.xlsx", DATA_UTAMA, row, sheet="Worksheet")
    found = bench.one()
    assert (found.table, found.mapping) == ("pegawai", "siasn_data_utama")
    assert found.unknown == () and found.absent == ()
    assert found.columns["nip"] == f"c{DATA_UTAMA.index('NIP BARU') + 1}"
    assert "NIP LAMA" in found.ignored and "STATUS CPNS PNS" in found.ignored
    assert bench.rows(found, "status", "status_kerja", "golongan") == [("PNS", "aktif", "34")]


def test_headers_that_match_a_mapping_are_used_although_the_name_says_the_table():
    found = Bench().add("pegawai.xlsx", DATA_UTAMA, sheet="pegawai").one()
    assert found.mapping == "siasn_data_utama"


def test_yearly_skp_uses_text_and_looks_the_unit_up():
    headers = "id tahun nipBaru hasilKinerja hasilKinerjaNilai perilakuKerja PerilakuKerjaNilai"
    headers = [*headers.split(), "kuadranKinerja", "KuadranKinerjaNilai", "nipNrpPenilai"]
    row = ["x", "2025", NIP, "Sesuai Ekspektasi", "2", "Sesuai Ekspektasi", "2", "Baik", "2", NIP]
    bench = Bench().add("rw-skp22.csv", headers, row)
    found = bench.one()
    assert found.mapping == "siasn_skp_tahunan" and found.absent == ()
    assert found.lookups == {"unit_id": ("pegawai.unit_id", "nip")} and "unit_id" in found.notes[0]
    assert bench.rows(found, "periode", "hasil_kerja", "predikat") == [
        ("2025", "Sesuai Ekspektasi", "Baik")
    ]
    assert "PerilakuKerjaNilai" in found.ignored


def test_number_codes_of_ratings_are_not_read_and_said_so():
    headers = ["nip", "tahun", "bulanMulaiPenilaian", "bulanSelesaiPenilaian"]
    headers += ["kuadranKinerjaNilai", "persentase", "koefisen", "jabatan"]
    bench = Bench().add(
        "unduhan.csv", headers, *([NIP, "2026", "1", "3", str(n)] + [None] * 3 for n in (1, 2))
    )
    assignments, problems = bench.assign()
    assert "predikat" not in assignments[0].columns
    assert [(p.fault, p.column) for p in problems] == [("kode_tanpa_arti", "predikat")]
    assert bench.rows(assignments[0], "periode") == [("2026-TW1",), ("2026-TW1",)]
    assert "kuadranKinerjaNilai" in assignments[0].ignored


def test_words_in_the_same_column_are_read():
    headers = [
        "nip",
        "tahun",
        "bulanMulaiPenilaian",
        "bulanSelesaiPenilaian",
        "kuadranKinerjaNilai",
    ]
    bench = Bench().add("unduhan.csv", headers, [NIP, "2026", "1", "6", "Baik"])
    assert bench.rows(bench.one(), "periode", "predikat") == [("2026-S1", "Baik")]


def test_the_assessment_recap_becomes_a_row_per_competency():
    headers = ["No", "NIP", "Nama", "Tanggal Asesmen", "Integritas", "Kerjasama", "Komunikasi"]
    headers += ["Orientasi pada Hasil", "Pelayanan Publik", "Pengembangan Diri dan Orang Lain"]
    headers += [
        "Mengelola Perubahan",
        "Pengambilan Keputusan",
        "Perekat Bangsa",
        "Total",
        "JPM (%)",
    ]
    one = ["1", NIP, "A", "2026-01-02", "3", "2", None, "3", "3", "3", "3", "3", "3", "23", "90"]
    empty = ["2", NIP, "B", "2026-01-02", *[None] * 11]
    bench = Bench().add("hasil.xlsx", headers, one, empty)
    found = bench.one()
    assert (found.table, found.mapping) == ("kompetensi", "rekap_asesmen")
    assert found.absent == () and found.unknown == ()
    long = bench.connection.execute(
        f"SELECT _row, {found.columns['kompetensi']}, {found.columns['tingkat']}, "
        f'{found.columns["sumber"]} FROM "{found.relation}" ORDER BY ALL'
    ).fetchall()
    # eight filled cells of row 2; row 3 has none, so it stays once to be set aside
    assert len(long) == 9 and long[-1][0] == 3 and long[-1][2] is None
    assert (2, "Kerja sama", "2", "asesmen") in long


def test_skm_elements_are_matched_by_name_where_the_header_has_one():
    names = ["Persyaratan", "Prosedur", "Waktu pelayanan", "Biaya/tarif", "Produk layanan"]
    names += ["Kompetensi pelaksana", "Perilaku pelaksana", "Sarana dan prasarana"]
    headers = ["No Resp", "Kode Unit", "Tanggal", *(f"U{i} {n}" for i, n in enumerate(names, 1))]
    headers += ["U9 Penanganan pengaduan, saran dan masukan"]
    found = Bench().add("skm_puskesmas_tw3.csv", headers).one()
    assert found.mapping == "skm" and found.absent == ()
    assert found.columns["u9"] == "c11" and found.columns["u8"] == "c12"


def test_plain_skm_numbers_follow_the_order_of_the_regulation_and_respondents_stay_apart():
    headers = ["No Resp", *(f"U{i}" for i in range(1, 10)), "unit_id", "tanggal"]
    row = ["1", *"333333333", "U-1", "2026-01-02"]
    bench = Bench().add("skm.xlsx", headers, row, sheet="Januari")
    bench.add("skm.xlsx", headers, row, sheet="Februari")
    (first, second), problems = bench.assign()
    assert problems == [] and first.columns["u8"] == "c9" and first.columns["u9"] == "c10"
    codes = bench.rows(first, "resp_id") + bench.rows(second, "resp_id")
    assert len(set(codes)) == 2 and all(code.endswith("-1") for (code,) in codes)


def test_the_period_of_a_recap_is_read_in_the_name_of_the_file():
    headers = ["NO", "NIP", "NAMA PEGAWAI", "JABATAN", "HADIR", "TERLAMBAT", "POTONGAN (%)"]
    bench = Bench().add(
        "tpp_2026-09.xlsx", [*headers, "CAPAIAN TPP (%)"], ["1", NIP, *"abc", *"123"]
    )
    found = bench.one()
    assert bench.rows(found, "periode", "capaian") == [("2026-09", "3")]
    assert found.notes == ("periode diisi 2026-09 untuk semua baris",)
    bench = Bench().add("tpp.xlsx", [*headers, "CAPAIAN TPP (%)"])
    ((found,), (problem,)) = bench.assign()
    assert found.absent == ("periode",) and problem.fault == "periode_tidak_jelas"
    assert bench.one(given={"tpp": {"periode": "2026-08"}}).columns["periode"] == "'2026-08'"


def test_items_of_the_survey_become_a_family():
    headers = ["resp_id", "gelombang", "Butir 1", "item02", "b3", "P 10", "unit_id"]
    found = Bench().add("survei_asn.csv", headers).one()
    assert {c: e for c, e in found.columns.items() if c.startswith("butir")} == {
        "butir_01": "c3",
        "butir_02": "c4",
        "butir_03": "c5",
        "butir_10": "c6",
    }


def test_a_target_written_as_one_text_is_kept_for_the_split():
    found = Bench().add("target_realisasi.csv", ["iku_id", "unit_id", "periode", "Target"]).one()
    assert found.columns["target"] == "c4"


def test_a_table_is_found_by_its_columns_where_no_name_tells():
    headers = ["unit_id", "tahun", "peserta", "lulus"]
    assert Bench().add("lembar.csv", headers).one().table == "kelulusan"


def test_no_table_is_guessed_where_two_fit_alike_or_none_does():
    bench = Bench().add("x.csv", ["apa", "ini"]).add("y.csv", ["nip", "tanggal"])
    assignments, problems = bench.assign()
    assert assignments == [] and {p.fault for p in problems} == {"tabel_tidak_dikenal"}
    assert "Yang terdekat" in problems[1].message and "--map" in problems[1].what_to_do


def test_a_name_with_other_words_needs_headers_that_agree():
    bench = Bench().add("pegawai diklat.csv", ["nip", "unit_id", "kelas", "angkatan", "hadir"])
    assert bench.assign()[0] == []
    headers = ["nip", "unit_id", "golongan", "hadir"]
    assert Bench().add("pegawai diklat.csv", headers).one().table == "pegawai"


def test_missing_required_columns_and_doubled_headers_are_told():
    bench = Bench().add("kelulusan.csv", ["unit_id", "tahun", "Tahun", "peserta"])
    (found,), (problem,) = bench.assign()
    assert found.absent == ("lulus",) and found.columns["tahun"] == "c2"
    assert (problem.fault, problem.column) == ("kolom_ganda", "tahun")
    assert "kolom ke-2, 3" in problem.message and "Tahun" in found.ignored


def test_several_sheets_may_feed_one_table():
    headers = ["tanggal", "jenis"]
    bench = Bench().add("hari_libur_2025.csv", headers).add("hari_libur_2026.csv", headers)
    assignments, problems = bench.assign()
    assert [a.table for a in assignments] == ["hari_libur"] * 2 and problems == []


def test_hostile_headers_and_names_stay_text(tmp_path):
    path = tmp_path / "jahat.yaml"
    path.write_text(
        'table: hari_libur\nsource: x\ncolumns:\n  tanggal: ["\'; DROP TABLE raw_0; --"]\n'
        "constants:\n  keterangan: \"o'clock'); DROP TABLE raw_0; --\"\n"
        'values:\n  jenis: {"a\'b": libur nasional}\n'
    )
    mapping = {"jahat": read_mapping(path, CONTRACTS, squash)}
    bench = Bench().add(
        "hari_libur'; --.csv", ["'; DROP TABLE raw_0; --", "jenis"], ["2026-01-01", "x"]
    )
    assignments, _problems = bench.assign(mapping)
    assert bench.rows(assignments[0], "tanggal", "keterangan") == [
        ("2026-01-01", "o'clock'); DROP TABLE raw_0; --")
    ]


def test_known_headers_hold_contract_and_mapping_names():
    known = known_headers(MAPPINGS)
    assert {"nip", "unitid", "nipbaru", "capaiantpp", "butir01", "butir7", "target", "no"} <= known
    assert "" not in known


@pytest.mark.parametrize(
    ("parts", "period"),
    [
        (("2026", "1", "3"), "2026-TW1"),
        (("2026.0", "10", "12.0"), "2026-TW4"),
        (("'2026", "Juli", "DESEMBER"), "2026-S2"),
        (("2026", "01", "12"), "2026"),
        (("2026", "5", "5"), "2026-05"),
        (("2026", "2", "4"), "2026 bulan 2-4"),  # refused as a period, with what was written
        (("26", "1", "3"), "26 bulan 1-3"),
        (("2026", None, "3"), None),
    ],
)
def test_a_year_and_two_months_make_a_period(parts, period):
    query = f"SELECT {make_period('y', 'a', 'b')} FROM (VALUES (?, ?, ?)) t(y, a, b)"
    assert duckdb.connect().execute(query, parts).fetchall() == [(period,)]


def test_labels_are_translated_without_letter_case_and_marks():
    query = (
        f"SELECT {translate('x', {'IV/b': 'empat'})} FROM (VALUES (' iv.B '), ('V'), (NULL)) t(x)"
    )
    assert duckdb.connect().execute(query).fetchall() == [("empat",), ("V",), (None,)]


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("tpp_2026-09", "2026-09"),
        ("TPP September 2026", "2026-09"),
        ("Triwulan III 2026", "2026-TW3"),
        ("skp S2 2026", "2026-S2"),
        ("ip asn 2025", "2025"),
        ("rekap 2025 2026", ""),
        ("tpp jan feb 2026", ""),
        ("tanpa tahun", ""),
    ],
)
def test_a_name_tells_one_period_or_none(name, period):
    assert find_period(name) == period


def test_a_name_with_other_words_is_weaker():
    known = table_names(CONTRACTS, {})
    assert find_table("pegawai_2026", known) == ("pegawai", True)
    assert find_table("pegawai diklat", known) == ("pegawai", False)
    assert find_table("Sheet1", known) is None


HEADERS = sorted(h for m in MAPPINGS.values() for h in m.headers) + [
    item.name for contract in CONTRACTS.values() for item in contract.fields
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.one_of(st.sampled_from(HEADERS), st.text(max_size=12)), min_size=1, max_size=12),
    st.one_of(st.sampled_from(sorted(CONTRACTS)), st.text(max_size=20)),
)
def test_any_headers_are_assigned_or_refused_and_each_is_accounted_for(headers, name):
    bench = Bench().add(f"{name}.csv", headers, ["x"] * len(headers), sheet=name)
    assignments, problems = bench.assign()
    assert len(assignments) + sum(p.fault == "tabel_tidak_dikenal" for p in problems) == 1
    for found in assignments:
        columns = ", ".join(found.columns.values()) or "1"
        bench.connection.execute(f'SELECT {columns} FROM "{found.relation}"').fetchall()
        assert all(header in headers for header in (*found.ignored, *found.unknown))
        named = [header for header in headers if squash(header)]
        read = len(named) - len(found.ignored) - len(found.unknown)
        assert read >= 0 and set(found.absent).isdisjoint(found.columns)


def test_a_mapping_that_only_translates_values_is_not_passed_over(tmp_path):
    path = tmp_path / "tingkat.yaml"
    path.write_text(
        "table: kompetensi\nsource: x\ncolumns: {tingkat: [Tingkat]}\n"
        'values: {tingkat: {Level 3: "3"}}\n'
    )
    mapping = {"tingkat": read_mapping(path, CONTRACTS, squash)}
    bench = Bench().add("kompetensi.csv", ["nip", "kompetensi", "tingkat"],
                        ["198503302010011001", "Komunikasi", "Level 3"])  # fmt: skip
    assert bench.rows(bench.one(mapping), "tingkat") == [("3",)]
    assert bench.one({}).mapping == ""
