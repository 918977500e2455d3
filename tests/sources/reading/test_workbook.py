"""Workbooks: sheets, values as text, merged cells, formulas, error values."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO

import pytest
import xlsxwriter

from kinerja_lib.sources.reading.cell_text import write_cell


def make(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    fill(book)
    book.close()
    return buffer.getvalue()


def table(*rows, name: str = "Data") -> bytes:
    def fill(book):
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return make(fill)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (-3, "-3"),
        (9.5, "9.5"),
        (1.234, "1.2340"),
        (0.0001, "0.0001"),
        (1e-7, "0.0000001"),
        (123456789012345.0, "123456789012345"),
        (1.98503302010011e17, "1.98503302010011E+17"),
        (198503302010011001, "1.98503302010011E+17"),
        (True, "ya"),
        (False, "tidak"),
        ("", None),
        ("N/A", "N/A"),
        (dt.date(2026, 1, 2), "2026-01-02"),
        (dt.datetime(2026, 1, 2, 3, 4, 59, 999_999), "2026-01-02 03:05:00"),
        (dt.time(7, 30), "07:30:00"),
        (dt.timedelta(hours=24), "24:00:00"),
        (dt.timedelta(hours=25, minutes=1), "25:01:00"),
        (float("nan"), None),
    ],
)
def test_values_as_text(value, text):
    assert write_cell(value) == text


def test_a_sheet_per_table_hidden_and_empty_ones_included(desk):
    def fill(book):
        book.add_worksheet("Unit").write_row(0, 0, ["unit", "nama"])
        hidden = book.add_worksheet("Pegawai")
        hidden.write_row(0, 0, ["nip", "nama"])
        hidden.write_row(1, 0, ["198", "A"])
        hidden.hide()
        book.add_worksheet("Kosong")
        book.add_worksheet("Petunjuk").write(0, 0, "Isi semua kolom.")
        book.add_chartsheet("Grafik")

    desk.write("a.xlsx", make(fill))
    result = desk.read("a.xlsx")
    assert [(sheet.sheet, sheet.rows) for sheet in result.sheets] == [("Unit", 0), ("Pegawai", 1)]
    assert "lembar tersembunyi" in result.sheets[1].remarks
    assert [(p.sheet, p.fault) for p in result.problems] == [("Petunjuk", "lembar_tanpa_tabel")]


def test_dates_times_numbers_and_errors_come_as_text(desk):
    def fill(book):
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        span = book.add_format({"num_format": "[h]:mm"})
        sheet.write_row(0, 0, ["nip", "nama", "tanggal", "jam", "nilai"])
        sheet.write_row(1, 0, ["198", "A"])
        sheet.write_datetime(1, 2, dt.datetime(2026, 1, 2), day)
        sheet.write(1, 3, 1, span)
        sheet.write_formula(1, 4, "=1/0", None, "#DIV/0!")
        sheet.write_row(2, 0, [199, "#N/A", 45000.5, "", 87.125])

    sheet = desk.read_one("a.xlsx", make(fill))
    assert desk.rows(sheet) == [
        (2, "198", "A", "2026-01-02", "24:00:00", "#DIV/0!"),
        (3, "199", "#N/A", "45000.5", None, "87.1250"),
    ]
    assert desk.column(sheet, "_formula") == ["E", None]


def test_a_table_away_from_the_corner_keeps_its_row_numbers_and_letters(desk):
    def fill(book):
        sheet = book.add_worksheet()
        sheet.merge_range(1, 2, 1, 5, "REKAP PEGAWAI")
        sheet.write_row(4, 2, ["nip", "nama", "nilai"])
        sheet.write_row(5, 2, ["198", "A"])
        sheet.write_formula(5, 4, "=1+1", None, 2)
        sheet.write_row(7, 2, ["199", "B", 3, "", "catatan"])

    sheet = desk.read_one("a.xlsx", make(fill))
    assert desk.rows(sheet) == [(6, "198", "A", "2"), (8, "199", "B", "3")]
    assert desk.column(sheet, "_formula") == ["E", None]
    assert desk.column(sheet, "_surplus") == [None, "catatan"]
    assert sheet.formula_rows == 1 and sheet.surplus_rows == 1


def test_two_header_rows_with_merged_heads(desk):
    def fill(book):
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 1, 0, "NIP")
        sheet.merge_range(0, 1, 0, 2, "Hasil")
        sheet.merge_range(0, 3, 0, 4, "Perilaku")
        sheet.write_row(1, 1, ["Nilai", "Rating", "Skor", "Rating"])
        sheet.write_row(2, 0, ["(1)", "(2)", "(3)", "(4)", "(5)"])
        sheet.write_row(3, 0, ["198", 90, "x", 80, "y"])

    sheet = desk.read_one("a.xlsx", make(fill))
    assert sheet.headers == (
        "NIP",
        "Hasil Nilai",
        "Hasil Rating",
        "Perilaku Skor",
        "Perilaku Rating",
    )
    assert desk.rows(sheet) == [(4, "198", "90", "x", "80", "y")]
    assert "judul kolom dua baris digabung" in sheet.remarks


def test_merged_cells_in_data_fill_their_range(desk):
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["unit", "nama", "nilai"])
        sheet.merge_range(1, 0, 3, 0, "Dinas A")
        for row in (1, 2, 3):
            sheet.write_row(row, 1, [f"P{row}", row])
        sheet.merge_range(4, 0, 4, 1, "Jumlah")

    sheet = desk.read_one("a.xlsx", make(fill))
    assert desk.column(sheet, "c1") == ["Dinas A"] * 3 + ["Jumlah"]
    assert desk.column(sheet, "c2")[-1] == "Jumlah"
    assert sheet.merged_cells == 3
    assert "3 sel gabungan diisi nilainya" in sheet.remarks


def test_blank_rows_are_no_rows_and_footers_are(desk):
    rows = [["nip", "nama"], ["'198", "A"], [], ["Jumlah", 1]]
    sheet = desk.read_one("a.xlsx", table(*rows))
    assert desk.rows(sheet) == [(2, "198", "A"), (4, "Jumlah", "1")]
    assert "1 sel berawalan apostrof dibersihkan" in sheet.remarks


def test_text_that_looks_like_a_formula_is_no_formula_in_a_workbook(desk):
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["nip", "nama"])
        sheet.write_string(1, 0, "198")
        sheet.write_string(1, 1, "@budi")

    assert desk.read_one("a.xlsx", make(fill)).formula_rows == 0


def test_numbers_without_header(desk):
    desk.write("b.xlsx", table([1, 2], [3, 4]))
    (problem,) = desk.read("b.xlsx").problems
    assert (problem.sheet, problem.fault) == ("Data", "tanpa_judul_kolom")
