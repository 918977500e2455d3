"""Employee numbers, choices, yes or no, and the faults of single cells."""

import pytest

from kinerja_lib.tables.cells import ERRORS, Cell, Habits, read_cell
from kinerja_lib.tables.codes import clean_nip, find_nip_fault, read_flag, spellings
from kinerja_lib.tables.contract import Field
from kinerja_lib.tables.faults import FAULTS
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.registry import CONTRACTS

PLAIN = Habits()


def field_of(table: str, column: str) -> Field:
    return CONTRACTS[table].field(column)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("198503302010011001", ""),  # PNS
        ("198503302021212003", ""),  # PPPK, contract code 21
        ("198503302024242150", ""),  # PPPK paruh waktu, code 24
        ("200002292020121001", ""),  # 29 February of a leap year
        ("1.98503302010011E+17", "nip_notasi_ilmiah"),
        ("1,98503E+17", "nip_notasi_ilmiah"),
        ("2E+17", "nip_notasi_ilmiah"),
        ("19850330201001100", "nip_panjang"),
        ("1985033020100110011", "nip_panjang"),
        ("630004567", "nip_panjang"),
        ("198503302010011001.0", "nip_panjang"),
        ("19850330201001100X", "nip_panjang"),
        ("١٩٨٥٠٣٣٠٢٠١٠٠١١٠٠١", "nip_panjang"),
        ("198502312010011001", "nip_tanggal"),  # 31 February
        ("198513302010011001", "nip_tanggal"),
        ("190002292010011001", "nip_tanggal"),  # 1900 was no leap year
        ("198503302010131001", "nip_bulan"),  # month 13
        ("198503302010001001", "nip_bulan"),
        ("198503302010201001", "nip_bulan"),
        ("198503302001011001", "nip_usia"),  # appointed at 16
        ("198503302056011001", "nip_usia"),  # appointed at 71
        ("198503302010013001", "nip_kelamin"),
        ("198503302010010001", "nip_kelamin"),
        ("198503302010011000", "nip_urut"),  # what 15 digits leave of a number
    ],
)
def test_an_employee_number_is_valid_or_says_what_is_wrong(text, fault):
    assert find_nip_fault(text) == fault


def test_a_wrong_employee_number_is_never_repaired():
    for text in ("19850330201001100", "198503302010013001", "1.98503302010011E+17"):
        cell = read_cell(field_of("pegawai", "nip"), text, PLAIN)
        assert cell.value is None and cell.fault


@pytest.mark.parametrize(
    "text",
    [
        "19850330 201001 1 001",
        "'198503302010011001",
        "‘198503302010011001",
        "19850330\u00a0201001\u00a01\u00a0001",
    ],
)
def test_spaces_and_text_marks_do_not_make_a_number_wrong(text):
    assert clean_nip(text) == "198503302010011001"


@pytest.mark.parametrize(
    ("table", "column", "text", "value"),
    [
        ("pegawai", "golongan", "IV/b", "IV/b"),
        ("pegawai", "golongan", "IV.b", "IV/b"),
        ("pegawai", "golongan", "IVb", "IV/b"),
        ("pegawai", "golongan", "iv / B", "IV/b"),
        ("pegawai", "golongan", "42", "IV/b"),
        ("pegawai", "golongan", "IX", "IX"),
        ("pegawai", "golongan", "Golongan IX", "IX"),
        ("pegawai", "golongan", "Penata Muda Tk. I (III/b)", "III/b"),
        ("pegawai", "golongan", "III/c Penata", "III/c"),
        ("pegawai", "golongan", "Penata Muda (IV/a)", None),
        ("pegawai", "golongan", "IV/f", None),
        ("pegawai", "status", "P3K", "PPPK"),
        ("pegawai", "jenis_kelamin", "LAKI-LAKI", "L"),
        ("hasil_penilaian", "predikat", "SANGAT BAIK", "Sangat Baik"),
        ("hasil_penilaian", "predikat", "Cukup / Butuh Perbaikan", "Butuh Perbaikan"),
        ("hasil_penilaian", "predikat", "Kurang (misconduct)", "Kurang"),
        ("hasil_penilaian", "predikat", "B", None),
        ("hasil_penilaian", "hasil_kerja", "Diatas Ekspektasi", "di atas ekspektasi"),
        ("hasil_penilaian", "hasil_kerja", "DIBAWAH EKSPEKTASI", "di bawah ekspektasi"),
        ("hasil_penilaian", "hasil_kerja", "1", None),
        ("penilaian", "hubungan", "Rekan Kerja", "rekan"),
        # In one application this label held ratings by subordinates.
        ("penilaian", "hubungan", "SUPERIOR", None),
    ],
)
def test_a_choice_is_matched_without_case_spaces_and_marks(table, column, text, value):
    cell = read_cell(field_of(table, column), text, PLAIN)
    assert cell == (Cell(value) if value else Cell(None, "bukan_pilihan"))


def test_no_two_accepted_values_read_alike():
    for contract in CONTRACTS.values():
        for item in contract.fields:
            marks = [squash(value) for value in item.choices]
            assert len(set(marks)) == len(marks), (contract.name, item.name)
            assert set(spellings(item).values()) <= {*item.choices, *item.variants.values()}


def test_yes_and_no_are_read_and_nothing_else_is():
    assert [read_flag(text) for text in ("Ya", "TIDAK", "1", "0", "v", "Sudah")] == [
        *(True, False, True, False, True, True)
    ]
    assert [read_flag(text) for text in ("mungkin", "2", "x", "")] == [None] * 4


@pytest.mark.parametrize(
    ("item", "text", "cell"),
    [
        (Field("n", "whole", ""), "12", Cell(12.0)),
        (Field("n", "whole", ""), "1.234", Cell(1234.0)),
        (Field("n", "whole", ""), "12,5", Cell(None, "bukan_bulat")),
        (Field("n", "whole", ""), "dua", Cell(None, "bukan_angka")),
        (Field("n", "whole", "", low=1, high=4), "5", Cell(None, "di_luar_rentang")),
        (Field("n", "number", "", low=0, high=100), "100,01", Cell(None, "di_luar_rentang")),
        (Field("n", "number", ""), "1.234", Cell(1234.0, flag="angka_rancu")),
        (Field("n", "number", "", unit="hari"), "5 hari kerja", Cell(5.0)),
        (Field("n", "number", "", unit="hari kerja"), "5 hari", Cell(5.0)),
        (Field("n", "number", "", unit="hari kerja"), "5 jam", Cell(5.0, flag="satuan_lain")),
        (Field("n", "number", "", unit="orang"), "95%", Cell(95.0, flag="satuan_lain")),
        (Field("n", "number", "", unit="%"), "95%", Cell(95.0)),
        (Field("n", "number", "", unit="Rp"), "Rp1.250.000,-", Cell(1_250_000.0)),
        (Field("n", "number", "", unit="Rp"), "5 juta", Cell(None, "bukan_angka")),
        (Field("n", "number", "", unit="Rp"), "5 M", Cell(None, "bukan_angka")),
        (Field("n", "number", "", limit="atas"), "<= 5 hari", Cell(5.0)),
        (Field("n", "number", "", limit="atas"), ">= 5 hari", Cell(None, "bukan_angka")),
        (Field("d", "date", ""), "31-12-2026", Cell("2026-12-31")),
        (Field("d", "date", ""), "03-04-2026", Cell("2026-04-03", flag="tanggal_rancu")),
        (Field("d", "date", ""), "31-02-2026", Cell(None, "bukan_tanggal")),
        (Field("d", "time", ""), "31-12-2026 24:00", Cell("2027-01-01 00:00:00")),
        (Field("d", "time", ""), "08:30", Cell(None, "bukan_waktu")),
        (Field("y", "year", ""), "2026", Cell(2026.0)),
        (Field("y", "year", ""), "2026.0", Cell(2026.0)),
        (Field("y", "year", ""), "26", Cell(None, "bukan_tahun")),
        (Field("y", "year", ""), "1026", Cell(None, "bukan_tahun")),
        (Field("p", "period", ""), "TW I 2026", Cell("2026-TW1")),
        (Field("p", "period", ""), "2026-03-01", Cell("2026-03", flag="periode_tanggal")),
        (Field("p", "period", ""), "2026-03-31", Cell(None, "bukan_periode")),
        (Field("f", "flag", ""), "Belum", Cell(False)),
        (Field("f", "flag", ""), "mungkin", Cell(None, "bukan_ya_tidak")),
        (Field("t", "text", ""), "0012", Cell("0012")),
        (Field("c", "code", ""), "0012", Cell("0012")),
        (Field("t", "text", "", variants={"Kerjasama": "Kerja sama"}), "KERJASAMA", None),
    ],
)
def test_each_kind_of_cell(item, text, cell):
    assert read_cell(item, text, PLAIN) == (cell or Cell("Kerja sama"))


def test_an_error_of_a_spreadsheet_is_a_fault_in_every_kind():
    for text in ERRORS:
        for kind in ("text", "code", "nip", "whole", "number", "date", "period", "flag"):
            assert read_cell(Field("x", kind, ""), text, PLAIN) == Cell(None, "nilai_galat")


def test_every_fault_says_its_rule_and_what_to_do():
    for code, fault in FAULTS.items():
        assert fault.code == code and fault.rule and fault.what_to_do
        assert fault.severity in ("quarantine", "flag", "note")
