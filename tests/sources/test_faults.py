"""Every fault and every form of an export: what it looks like, and what becomes of the row.

The first table reads as documentation of faults, the second of forms that are read without one.
"""

from dataclasses import dataclass
from io import BytesIO

import pytest
import xlsxwriter

from kinerja_lib.sources.findings import FINDING_COLUMNS
from kinerja_lib.tables.faults import FAULTS
from kinerja_lib.tables.registry import CONTRACTS
from tests.sources.conftest import list_faults, told

NIP = "198503302010011001"
OTHER = "199012312015022002"


@dataclass(frozen=True)
class Case:
    """One cell, in a row that is sound otherwise: the row is set aside or flagged for it."""

    table: str
    headers: str
    row: str
    fault: str
    column: str
    severity: str = "quarantine"


STAFF = "nip;unit_id;nama;golongan;tanggal_lahir"
TARGET = "iku_id;unit_id;periode;target;realisasi;anggaran"
LOG = "permohonan_id;unit_id;layanan;mulai;selesai;standar"
RESULT = "nip;periode;hasil_kerja;perilaku;predikat"
CASES = {
    "nip empty": Case("pegawai", STAFF, ";U-1;A;;", "kosong_wajib", "nip"),
    "nip a dash": Case("pegawai", STAFF, "-;U-1;A;;", "kosong_wajib", "nip"),
    "nip in scientific notation": Case(
        "pegawai", STAFF, "1.98503302010011E+17;U-1;A;;", "nip_notasi_ilmiah", "nip"
    ),
    "nip in scientific notation with comma": Case(
        "pegawai", STAFF, "1,98503E+17;U-1;A;;", "nip_notasi_ilmiah", "nip"
    ),
    "nip of 17 digits": Case("pegawai", STAFF, f"{NIP[:-1]};U-1;A;;", "nip_panjang", "nip"),
    "nip of the old kind": Case("pegawai", STAFF, "630004567;U-1;A;;", "nip_panjang", "nip"),
    "nip with the last digits lost": Case(
        "pegawai", STAFF, "198503302010011000;U-1;A;;", "nip_urut", "nip"
    ),
    "nip born on 31 February": Case(
        "pegawai", STAFF, "198502312010011001;U-1;A;;", "nip_tanggal", "nip"
    ),
    "nip with month 13": Case("pegawai", STAFF, "198503302010131001;U-1;A;;", "nip_bulan", "nip"),
    "nip with sex 3": Case("pegawai", STAFF, "198503302010013001;U-1;A;;", "nip_kelamin", "nip"),
    "nip appointed as a child": Case(
        "pegawai", STAFF, "200503302010011001;U-1;A;;", "nip_usia", "nip"
    ),
    "a code in scientific notation with comma": Case(
        "pegawai", STAFF, f"{NIP};1,23E+18;A;;", "kode_notasi_ilmiah", "unit_id"
    ),
    "a code in scientific notation": Case(
        "pengaduan",
        "pengaduan_id;masuk",
        "2.5E+10;2026-03-02",
        "kode_notasi_ilmiah",
        "pengaduan_id",
    ),
    "a code that a program wrote so": Case(
        "unit", "unit_id;nama", "1.23456789012346e19;A", "kode_notasi_ilmiah", "unit_id"
    ),
    "an appraiser in scientific notation": Case(
        *("hasil_penilaian", "nip;periode;penilai_nip", f"{NIP};2026;1,97E+17"),
        *("kode_notasi_ilmiah", "penilai_nip"),
    ),
    "an appraiser of 17 digits": Case(
        *("hasil_penilaian", "nip;periode;penilai_nip", f"{NIP};2026;19750101200003100"),
        *("nip_panjang", "penilai_nip"),
    ),
    "an appraiser whose number lost its end": Case(
        *("hasil_penilaian", "nip;periode;penilai_nip", f"{NIP};2026;197501012000031000"),
        *("nip_urut", "penilai_nip"),
    ),
    "nip with a mark that nobody sees": Case(
        "pegawai", STAFF, f"{NIP[:8]}\u200b{NIP[8:]};U-1;A;;", "nip_tanda_tak_terlihat", "nip"
    ),
    "time with a zone": Case(
        "layanan_log", LOG, "P;U;L;2026-03-01T08:30:00+07:00;;", "waktu_berzona", "mulai"
    ),
    "time of the zero meridian": Case(
        "pengaduan", "pengaduan_id;masuk", "K;2026-03-01 08:30:00Z", "waktu_berzona", "masuk"
    ),
    "a sum in the second column": Case(
        "abk", "unit_id;jabatan_id;tahun;kebutuhan", "U1;Jumlah;2026;8", "baris_kaki", ""
    ),
    "a sum that names its unit": Case(
        "abk", "unit_id;jabatan_id;tahun;kebutuhan", "Total U1;J;2026;8", "baris_kaki", ""
    ),
    "point or comma of a target in doubt": Case(
        "target_realisasi", TARGET, "I;U;2026;1.234;;", "angka_rancu", "target", "flag"
    ),
    "thousands of a target in doubt": Case(
        "target_realisasi", TARGET, "I;U;2026;12.500;;", "angka_rancu", "target", "flag"
    ),
    "golongan unknown": Case("pegawai", STAFF, f"{NIP};U-1;A;V/a;", "bukan_pilihan", "golongan"),
    "day not in the calendar": Case(
        "pegawai", STAFF, f"{NIP};U-1;A;;31-02-1985", "bukan_tanggal", "tanggal_lahir"
    ),
    "year of two digits": Case(
        "pegawai", STAFF, f"{NIP};U-1;A;;30-03-85", "bukan_tanggal", "tanggal_lahir"
    ),
    "day and month in doubt": Case(
        "layanan_log", LOG, "P;U;L;03-04-2026;;", "tanggal_rancu", "mulai", "flag"
    ),
    "time beyond 24:00": Case(
        "layanan_log", LOG, "P;U;L;2026-03-01 24:30;;", "bukan_waktu", "mulai"
    ),
    "month that a spreadsheet made a date": Case(
        "hasil_penilaian", RESULT, f"{NIP};2026-03-01;;;", "periode_tanggal", "periode", "flag"
    ),
    "time without a day": Case("layanan_log", LOG, "P;U;L;08:30;;", "bukan_waktu", "mulai"),
    "end before the beginning": Case(
        "layanan_log",
        LOG,
        "P;U;L;2026-03-02;2026-03-01;",
        "layanan_selesai_sebelum_mulai",
        "selesai",
    ),
    "limit to the wrong side": Case(
        "layanan_log", LOG, "P;U;L;2026-03-02;;>= 5", "bukan_angka", "standar"
    ),
    "another unit": Case(
        "layanan_log", LOG, "P;U;L;2026-03-02;;5 jam", "satuan_lain", "standar", "flag"
    ),
    "number in words": Case(
        "target_realisasi", TARGET, "I;U;2026;5;lima;", "bukan_angka", "realisasi"
    ),
    "two numbers in one cell": Case(
        "target_realisasi", TARGET, "I;U;2026;5;12 dari 20;", "bukan_angka", "realisasi"
    ),
    "band where one number is due": Case(
        "target_realisasi", TARGET, "I;U;2026;5;9,2-9,7;", "bukan_angka", "realisasi"
    ),
    "word that multiplies": Case(
        "target_realisasi", TARGET, "I;U;2026;5;5;5 juta", "bukan_angka", "anggaran"
    ),
    "scientific notation": Case(
        "target_realisasi", TARGET, "I;U;2026;5;1,5E+12;", "bukan_angka", "realisasi"
    ),
    "target in words": Case(
        "target_realisasi", TARGET, "I;U;2026;tercapai;5;", "bukan_angka", "target"
    ),
    "target upside down": Case(
        "target_realisasi", TARGET, "I;U;2026;9,7-9,2;5;", "target_terbalik", "target_bawah"
    ),
    "point or comma in doubt": Case(
        "target_realisasi", TARGET, "I;U;2026;5;1.234;", "angka_rancu", "realisasi", "flag"
    ),
    "negative money": Case(
        "target_realisasi", TARGET, "I;U;2026;5;5;-1", "di_luar_rentang", "anggaran"
    ),
    "no such quarter": Case(
        "target_realisasi", TARGET, "I;U;2026-TW5;5;5;", "bukan_periode", "periode"
    ),
    "a date as period": Case(
        "target_realisasi", TARGET, "I;U;01-03-2026;5;5;", "bukan_periode", "periode"
    ),
    "error of a spreadsheet": Case(
        "target_realisasi", TARGET, "I;U;2026;5;#DIV/0!;", "nilai_galat", "realisasi"
    ),
    "formula in a text file": Case(
        "target_realisasi", TARGET, "I;U;2026;5;=1+1;", "rumus", "realisasi"
    ),
    "more cells than headers": Case(
        "target_realisasi", TARGET, "I;U;2026;5;5;;7", "kolom_lebih", ""
    ),
    "line of sums": Case("target_realisasi", TARGET, "Jumlah;;;5;5;10", "baris_kaki", ""),
    "note below the table": Case(
        "target_realisasi", TARGET, "Keterangan: angka sementara;;;;;", "baris_kaki", ""
    ),
    "predikat against the matrix": Case(
        "hasil_penilaian",
        RESULT,
        f"{NIP};2026;diatas ekspektasi;diatas ekspektasi;Baik",
        "predikat_beda_rating",
        "predikat",
    ),
    "predikat as a code": Case(
        "hasil_penilaian", RESULT, f"{NIP};2026;;;2", "bukan_pilihan", "predikat"
    ),
    "year of two digits for a post": Case(
        "abk", "unit_id;jabatan_id;tahun;kebutuhan", "U;J;26;5", "bukan_tahun", "tahun"
    ),
    "part of a person": Case(
        "abk", "unit_id;jabatan_id;tahun;kebutuhan", "U;J;2026;2,5", "bukan_bulat", "kebutuhan"
    ),
    "score off the scale": Case("skm", "resp_id;unit_id;u1;u2", "R;U;5;1", "di_luar_rentang", "u1"),
    "neither yes nor no": Case(
        "pengaduan",
        "pengaduan_id;masuk;rahasia",
        "K;2026-03-02;mungkin",
        "bukan_ya_tidak",
        "rahasia",
    ),
    "superior, which may mean subordinates": Case(
        "penilaian",
        "dinilai;penilai;hubungan;aspek;nilai;periode",
        f"{NIP};{OTHER};SUPERIOR;Kerja sama;80;2026",
        "bukan_pilihan",
        "hubungan",
    ),
    "rating oneself as somebody else": Case(
        "penilaian",
        "dinilai;penilai;hubungan;aspek;nilai;periode",
        f"{NIP};{NIP};atasan;Kerja sama;80;2026",
        "menilai_diri_sebagai_lain",
        "hubungan",
    ),
    "a plan for nothing": Case(
        "skp",
        "skp_id;nip;periode;rencana_hasil_kerja;target;realisasi",
        f"S;{NIP};2026;Laporan tersusun;0;0",
        *("target_nol", "target_bawah", "flag"),
    ),
    "a result on a scale of five": Case(
        *("hasil_penilaian", "nip;periode;nilai", f"{NIP};2026;4,2"),
        *("skala_nilai_hasil", "nilai", "flag"),
    ),
    "a result beyond the scale": Case(
        *("hasil_penilaian", "nip;periode;nilai", f"{NIP};2026;121"), *("di_luar_rentang", "nilai")
    ),
    "feedback to oneself as a peer": Case(
        *("umpan_balik", "umpan_balik_id;nip;pemberi;hubungan;tanggal"),
        f"F;{NIP};{NIP};rekan;2026-03-02",
        *("umpan_balik_diri_sebagai_lain", "hubungan", "flag"),
    ),
    "a card whose limits are swapped": Case(
        *("iku", "iku_id;nama;nilai_min;nilai_maks", "I;Cakupan;100;0"),
        *("rentang_kartu_terbalik", "nilai_min", "flag"),
    ),
    "unit above itself": Case(
        "unit", "unit_id;nama;induk_id", "U-1;Dinas;U-1", "unit_induk_diri", "induk_id"
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_row_the_column_and_the_fault_are_named(bench, name):
    case = CASES[name]
    bench.write(f"{case.table}.csv", f"{case.headers}\n{case.row}\n")
    checked = bench.check()
    findings = checked.findings
    assert list(findings.columns) == list(FINDING_COLUMNS)
    found = findings[findings["fault"] == case.fault]
    assert len(found) == 1, findings
    finding = found.iloc[0]
    assert (finding["table"], finding["file"], finding["sheet"], finding["row"]) == (
        *(case.table, f"{case.table}.csv", "", 2),
    )
    assert (finding["column"], finding["severity"]) == (case.column, case.severity)
    load = checked.loads.iloc[0]
    aside = int(case.severity == "quarantine")
    assert (load["quarantined"], load["flagged"]) == (aside, 1 - aside)
    assert len(checked.frame(case.table)) == 1 - aside


def test_every_fault_of_a_cell_or_row_has_a_case():
    shown = {case.fault for case in CASES.values()}
    elsewhere = {  # tests/sources/test_check.py
        *("duplikat_sama", "kunci_bentrok", "rujukan_tidak_ada", "kolom_wajib_tidak_ada"),
        *("kolom_tidak_dikenal", "kolom_tidak_ada", "baris_lain", "induk_dikarantina"),
        *("persen_pecahan", "rujukan_tidak_diperiksa", "kartu_iku_tidak_ada"),
        *("persen_campur", "satuan_beda"),  # tests/sources/test_mixed_numbers.py
        "kunci_pada_karantina",  # tests/sources/test_performance_inputs.py
    }
    assert set(FAULTS) <= shown | elsewhere


def csv_of(*rows: str, separator: str = ";", end: str = "\n") -> str:
    return end.join(row.replace(";", separator) for row in rows) + end


STAFF_ROWS = ("nip;unit_id;nama", f"{NIP};U-1;Sitié", f"{OTHER};U-2;B")
FORMS = {
    "UTF-8": csv_of(*STAFF_ROWS).encode(),
    "UTF-8 with a mark": csv_of(*STAFF_ROWS).encode("utf-8-sig"),
    "UTF-16": csv_of(*STAFF_ROWS).encode("utf-16"),
    "Windows code page": csv_of(*STAFF_ROWS).encode("cp1252"),
    "commas": csv_of(*STAFF_ROWS, separator=",").encode(),
    "tabs": csv_of(*STAFF_ROWS, separator="\t").encode(),
    "line ends of Windows": csv_of(*STAFF_ROWS, end="\r\n").encode(),
    "apostrophes": csv_of(STAFF_ROWS[0], f"'{NIP};'U-1;Sitié", f"'{OTHER};U-2;B").encode(),
    "spaces in the number": csv_of(
        STAFF_ROWS[0], f"{NIP[:8]} {NIP[8:14]} {NIP[14]} {NIP[15:]};U-1;Sitié", STAFF_ROWS[2]
    ).encode(),
    "a title block": csv_of("DAFTAR PEGAWAI;;", "Per 1 Maret 2026;;", ";;", *STAFF_ROWS).encode(),
    "a row that numbers the columns": csv_of(STAFF_ROWS[0], "1;2;3", *STAFF_ROWS[1:]).encode(),
    "headers in capitals and with marks": csv_of("NIP;Unit ID;NAMA", *STAFF_ROWS[1:]).encode(),
    "blank rows between": csv_of(*STAFF_ROWS[:2], ";;", *[";;"] * 500, STAFF_ROWS[2]).encode(),
    "quotes and a line end in a cell": (
        f'nip;unit_id;nama\n"{NIP}";"U-1";"Sitié"\n{OTHER};U-2;"B"\n'.encode()
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_text_file_is_read_without_a_finding(bench, name):
    bench.write("pegawai.csv", FORMS[name])
    checked = bench.check()
    assert told(checked).empty, checked.findings
    frame = checked.frame("pegawai", ["nip", "unit_id", "nama"])
    assert frame.to_numpy().tolist() == [[NIP, "U-1", "Sitié"], [OTHER, "U-2", "B"]]


CELLS = {
    "thousands point": ("target_realisasi", "anggaran", "1.848.000", 1_848_000),
    "decimal comma": ("target_realisasi", "realisasi", "87,28", 87.28),
    "number with its unit": ("target_realisasi", "realisasi", "12 dokumen", 12),
    "percent": ("target_realisasi", "realisasi", "95%", 95),
    "negative": ("target_realisasi", "realisasi", "-0,44", -0.44),
    "rupiah": ("target_realisasi", "anggaran", "Rp 1.250.000,-", 1_250_000),
    "no answer": ("target_realisasi", "realisasi", "n/a", None),
    "limit": ("layanan_log", "standar", "<= 5 hari", 5),
    "hours of training": ("pelatihan", "jp", "20 JP", 20),
    "day first": ("pegawai", "tanggal_lahir", "30-03-1985", "1985-03-30"),
    "day in words": ("pegawai", "tanggal_lahir", "30 Maret 1985", "1985-03-30"),
    "serial of a spreadsheet": ("pegawai", "tanggal_lahir", "31136", "1985-03-30"),
    "midnight": ("layanan_log", "mulai", "31-12-2025 24:00", "2026-01-01"),
    "golongan with a point": ("pegawai", "golongan", "III.c", "III/c"),
    "golongan as an id": ("pegawai", "golongan", "33", "III/c"),
    "golongan of PPPK": ("pegawai", "golongan", "ix", "IX"),
    "predikat in capitals": ("hasil_penilaian", "predikat", "SANGAT BAIK", "Sangat Baik"),
    "predikat of the older rule": ("hasil_penilaian", "predikat", "Cukup", "Butuh Perbaikan"),
    "rating in one word": (
        *("hasil_penilaian", "hasil_kerja", "Diatas Ekspektasi", "di atas ekspektasi"),
    ),
    "quarter in words": ("target_realisasi", "periode", "Triwulan I 2026", "2026-TW1"),
    "leading zeros of a code": ("pegawai", "unit_id", "007", "007"),
}
SOUND = {"nip": NIP, "date": "2026-03-02", "time": "2026-03-02 08:00", "period": "2026"}


@pytest.mark.parametrize("name", CELLS)
def test_a_form_of_cell_is_read_without_a_finding(bench, name):
    table, column, written, value = CELLS[name]
    contract = CONTRACTS[table]
    filled = dict.fromkeys((*contract.required, "unit_id"))
    known = {field.name: field.kind for field in contract.fields}
    row = {field: SOUND.get(known[field], "A") for field in filled if field in known}
    row[column] = written
    bench.write(f"{table}.csv", csv_of(";".join(row), ";".join(row.values())))
    checked = bench.check()
    assert list_faults(checked) == []
    (read,) = checked.frame(table)[column]
    if value is None:
        assert read != read
    else:
        assert str(read)[:10] == value if contract.field(column).kind in SOUND else read == value


def test_a_band_becomes_two_limits(bench):
    targets = ("9,2-9,7", "<= 5 hari", ">= 80", "95%", "5 s.d. 7", "12 dokumen")
    rows = [f"I{n};U;2026;{text}" for n, text in enumerate(targets)]
    bench.write("target_realisasi.csv", csv_of("iku_id;unit_id;periode;target", *rows))
    checked = bench.check()
    assert told(checked).empty
    limits = checked.frame("target_realisasi", ["target_bawah", "target_atas"]).astype(object)
    limits = limits.where(limits.notna(), None).to_numpy().tolist()
    assert limits == [[9.2, 9.7], [None, 5], [80, None], [95, 95], [5, 7], [12, 12]]


@pytest.mark.parametrize(
    ("texts", "days", "faults"),
    [
        (["03-04-2026", "25-04-2026"], ["2026-04-03", "2026-04-25"], 0),
        (["03/04/2026", "04/25/2026"], ["2026-04-03", "2026-04-25"], 1),
        (["03-04-2026", "25-04-2026", "04-25-2026"], ["2026-04-03", "2026-04-25", "2026-04-25"], 1),
        (["03-04-2026", "2026-04-25"], ["2026-04-03", "2026-04-25"], 1),
    ],
)
def test_other_rows_of_the_column_settle_day_and_month(bench, texts, days, faults):
    rows = [f"P{n};U;L;{text}" for n, text in enumerate(texts)]
    bench.write("layanan_log.csv", csv_of("permohonan_id;unit_id;layanan;mulai", *rows))
    checked = bench.check()
    assert told(checked)["fault"].tolist() == ["tanggal_rancu"] * faults
    read = checked.frame("layanan_log", ["mulai"])["mulai"].dt.strftime("%Y-%m-%d").tolist()
    assert read[: len(days)] == days


SKM_NAMES = (
    "Persyaratan;Prosedur;Waktu pelayanan;Biaya/tarif;Produk layanan;Kompetensi petugas;"
    "Perilaku petugas;Sarana dan prasarana;Penanganan pengaduan"
)


def test_elements_of_the_survey_are_matched_by_name_where_applications_swap_them(bench):
    rows = (f"No Resp;unit_id;{SKM_NAMES}", "1;U-1;4;4;4;4;4;4;4;1;2")
    bench.write("skm_tw3_2026.csv", csv_of(*rows))
    checked = bench.check()
    assert told(checked).empty
    assert checked.frame("skm", ["u7", "u8", "u9"]).to_numpy().tolist() == [[4, 2, 1]]


@pytest.mark.parametrize(
    "foot",
    [
        "S Nilai/Unsur;3;3;3;3;3;3;3;3;3",
        "Σ Nilai /Unsur;3;3;3;3;3;3;3;3;3",
        "NRR/Unsur;3,5;3;3;3;3;3;3;3;3",
        "NRR / Unsur;3;3;3;3;3;3;3;3;3",
        "NRR tertimbang/Unsur;0,38;0,3;0,3;0,3;0,3;0,3;0,3;0,3;0,3",
        "NRR tertbg/ unsur;1;1;1;1;1;1;1;1;1",
        "IKM;3;;;;;;;;",
        "IKM Unit Pelayanan;87,5;;;;;;;;",
        "Jumlah;4;4;4;4;4;4;4;4;4",
        "JUMLAH :;4;4;4;4;4;4;4;4;4",
        "Rata - rata;4;4;4;4;4;4;4;4;4",
        ";TOTAL;4;4;4;4;4;4;4;4",
        "Mutu Pelayanan;;;;;;;;;",
        "Catatan: responden mengisi sendiri;;;;;;;;;",
    ],
)
def test_feet_inside_the_data_area_are_no_respondents(bench, foot):
    body = (f"No Resp;{SKM_NAMES}", "1;4;4;4;4;4;4;4;1;2", "2;3;3;3;3;3;3;3;1;2", foot)
    bench.write("skm_tw3_2026.csv", csv_of(*body))
    checked = bench.check(given={"skm": {"unit_id": "U-1"}})
    assert list_faults(checked) == [(4, "", "baris_kaki", "quarantine")]
    assert len(checked.frame("skm")) == 2


def test_a_record_whose_name_begins_like_a_foot_keeps_its_own_fault(bench):
    rows = ("Kepala Batas;U-1;dinass", "Sumber;U-2;dinas", "Total Persada;U-3;xx", "Nilai;U-4;")
    bench.write("unit.csv", csv_of("nama;unit_id;jenis", *rows))
    assert bench.faults() == [
        (2, "jenis", "bukan_pilihan", "quarantine"),
        (4, "jenis", "bukan_pilihan", "quarantine"),
    ]


def workbook(write: object) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        write(book, book.add_worksheet("pegawai"))
    return buffer.getvalue()


def test_a_workbook_as_offices_make_it(bench):
    def write(book, sheet):
        bold = book.add_format({"bold": True})
        sheet.merge_range("B1:F1", "DAFTAR PEGAWAI\nKabupaten Rekaan", bold)
        sheet.merge_range("B3:B4", "No", bold)
        sheet.merge_range("C3:C4", "NIP", bold)
        sheet.merge_range("D3:D4", "Unit\nID", bold)
        sheet.merge_range("E3:F3", "Tanggal", bold)
        sheet.write_row("E4", ["Lahir", "Sejak"])
        sheet.write_row("B5", [1, 2, 3, 4, 5])
        for index, nip in enumerate((NIP, OTHER)):
            sheet.write_formula(5 + index, 1, "=ROW()-5", None, index + 1)
            sheet.write_string(5 + index, 2, nip)
            sheet.write_number(5 + index, 4, 31136)
        sheet.merge_range("D6:D7", "U-1")
        sheet.write_blank(300_000, 5, None, bold)

    bench.write("pegawai.xlsx", workbook(write))
    checked = bench.check()
    assert checked.loads[["rows_in", "accepted"]].to_numpy().tolist() == [[2, 2]]
    assert checked.frame("pegawai", ["nip", "unit_id", "tanggal_lahir"]).astype(
        str
    ).to_numpy().tolist() == [[NIP, "U-1", "1985-03-30"], [OTHER, "U-1", "1985-03-30"]]
    # the birthday of the second row is not the one in the number: a flag, not a loss
    assert list_faults(checked) == [(7, "tanggal_lahir", "lahir_beda_nip", "flag")]


def test_a_number_that_was_a_nip_is_lost_and_said_to_be(bench):
    def write(book, sheet):
        sheet.write_row(0, 0, ["nip", "unit_id"])
        sheet.write_row(1, 0, [int(NIP), "U-1"])
        sheet.write_row(2, 0, [OTHER, "U-1"])

    bench.write("pegawai.xlsx", workbook(write))
    assert bench.faults() == [(2, "nip", "nip_notasi_ilmiah", "quarantine")]


def test_a_formula_counts_where_it_is_read_and_is_named_by_its_column(bench):
    def write(book, sheet):
        sheet.write_row("C3", ["No", "nip", "unit_id"])
        for row, nip in ((3, NIP), (4, OTHER)):
            sheet.write_formula(row, 2, "=ROW()-3", None, 1)
            sheet.write_string(row, 3, nip)
            sheet.write_string(row, 4, "U-1")
        sheet.write_formula(4, 4, '="U-"&1', None, "U-1")

    bench.write("pegawai.xlsx", workbook(write))
    checked = bench.check()
    assert list_faults(checked) == [(5, "unit_id", "rumus", "quarantine")]
    assert told(checked).iloc[0]["value"] == "U-1"
