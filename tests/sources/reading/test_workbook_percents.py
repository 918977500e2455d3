"""Percent cells of workbooks: read as their reader sees them, not as the share that is stored."""

import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from kinerja_lib.sources.reading.cell_text import write_percent
from kinerja_lib.sources.reading.number_formats import is_percent_code, read_percent_styles
from kinerja_lib.sources.reading.sheet_xml import scan_sheet

STYLES = (
    '<x:styleSheet xmlns:x="m"><x:numFmts><x:numFmt numFmtId="170" formatCode="0.0%"/></x:numFmts>'
    '<x:cellStyleXfs><x:xf numFmtId="9"/></x:cellStyleXfs>'
    '<x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="170"><x:alignment/></x:xf><x:xf/>'
    '<x:xf numFmtId="10"/></x:cellXfs>'
    '<x:dxfs><x:dxf><x:numFmt numFmtId="0" formatCode="0%"/></x:dxf></x:dxfs></x:styleSheet>'
)


def book_of(cells: dict[tuple[int, int], object], code: str = "0%") -> bytes:
    """Write a table of nip and nilai; `cells` below have the number format `code`."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        percent = book.add_format({"num_format": code})
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["nip", "nilai"], percent)
        for (row, column), value in cells.items():
            sheet.write(row, 0, str(197 + row))
            sheet.write(row, column, value, percent)
    return buffer.getvalue()


def replace_part(content: bytes, name: str, part: bytes | None) -> bytes:
    """Write a workbook anew with another content of one part, or without it."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        if part is not None:
            new.writestr(name, part)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.05, "5%"),
        (0.95, "95%"),
        (0.07, "7%"),  # 0.07 * 100 is 7.000000000000001
        (0.9499999999999999, "95%"),
        (1, "100%"),
        (1.025, "102.5%"),
        (0.0005, "0.05%"),
        (-0.125, "-12.5%"),
        (0, "0%"),
        (0.01234, "1.2340%"),  # three decimals would pass for thousands
        (float("nan"), None),
    ],
)
def test_a_share_is_written_as_it_is_seen(value, text):
    assert write_percent(value) == text


@pytest.mark.parametrize(
    ("code", "percent"),
    [
        ("0%", True),
        ("#,##0.00 %;[Red]-0.00 %", True),
        ("General", False),
        (r"0\%", False),
        ('0"%"', False),
        ('0 "persen (%)', False),
        ('"capaian" 0%', True),
        ("0_%", False),
        ("[$%-421]0", False),
    ],
)
def test_codes_of_percentages(code, percent):
    assert is_percent_code(code) is percent


def test_only_cell_styles_count():
    assert read_percent_styles(iter([STYLES[:70].encode(), STYLES[70:].encode()])) == {1, 3}
    assert read_percent_styles(iter([STYLES[:-9].encode()])) == frozenset()
    assert read_percent_styles(iter([])) == frozenset()


@pytest.mark.parametrize("code", ["0%", "0.00%", "0.0%", "0.0 %;[Red]-0.0 %"])
def test_numbers_with_a_percent_format(desk, code):
    values = [0.95, 1, 0.0005, 1.025, -0.05, "95%", 0]
    content = book_of({(row, 1): value for row, value in enumerate(values, start=1)}, code)
    sheet = desk.read_one("a.xlsx", content)
    assert sheet.headers == ("nip", "nilai")
    assert desk.column(sheet, "c2") == ["95%", "100%", "0.05%", "102.5%", "-5%", "95%", "0%"]
    assert "6 sel berformat persen dibaca sebagai persen" in sheet.remarks


@pytest.mark.parametrize("code", ["0.00", r"0\%", '0"%"', "dd-mm-yyyy", "@"])
def test_numbers_with_another_format_stay(desk, code):
    sheet = desk.read_one("a.xlsx", book_of({(1, 1): 45000}, code))
    assert "%" not in desk.column(sheet, "c2")[0]
    assert not any("persen" in remark for remark in sheet.remarks)


def test_rows_beyond_gaps_and_a_table_away_from_the_corner(desk):
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        percent, bold = book.add_format({"num_format": 9}), book.add_format({"bold": True})
        sheet = book.add_worksheet()
        sheet.write_row(3, 2, ["nip", "nama", "nilai"], bold)
        sheet.set_column(4, 5, None, percent)
        for row, value in ((4, 0.5), (9, 0.25), (120, 0.125)):
            sheet.write_row(row, 2, [str(row), "A"])
            sheet.write(row, 4, value, percent)
        sheet.write_blank(9, 5, None, percent)
        sheet.write_row(130, 2, ["130", "B"])
        sheet.write(130, 4, 0.5, bold)
    raw = desk.read_one("a.xlsx", buffer.getvalue())
    assert [(row[0], row[3]) for row in desk.rows(raw)] == [
        (5, "50%"),
        (10, "25%"),
        (121, "12.5%"),
        (131, "0.5"),
    ]


def test_formulas_errors_and_truth_values_stay(desk):
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        percent = book.add_format({"num_format": 10})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["nip", "nilai"])
        sheet.write_column(1, 0, ["1", "2", "3"])
        sheet.write_formula(1, 1, "=1/2", percent, 0.5)
        sheet.write_formula(2, 1, "=1/0", percent, "#DIV/0!")
        sheet.write_boolean(3, 1, True, percent)
    raw = desk.read_one("a.xlsx", buffer.getvalue())
    assert desk.column(raw, "c2") == ["0.5", "#DIV/0!", "ya"]


@pytest.mark.parametrize("styles", [None, b"<styleSheet", b"", b"\xff\xfe<"])
def test_without_sound_styles_nothing_is_a_percentage(desk, styles):
    content = replace_part(book_of({(1, 1): 0.05}), "xl/styles.xml", styles)
    desk.write("a.xlsx", content)
    result = desk.read("a.xlsx")
    # calamine refuses some damaged styles itself; what it reads stays a share.
    assert all(desk.column(sheet, "c2") == ["0.05"] for sheet in result.sheets)
    assert len(result.sheets) + len(result.problems) == 1


def test_styles_with_a_document_type_are_refused(desk):
    plain = b"<!DOCTYPE x><styleSheet/>"
    content = replace_part(book_of({(1, 1): 0.05}), "xl/styles.xml", plain)
    assert desk.fault("a.xlsx", content) == "entitas_xml"


def test_styles_without_end_are_refused(desk, monkeypatch):
    monkeypatch.setattr("kinerja_lib.sources.reading.number_formats._MAX_BYTES", 500)
    assert desk.fault("a.xlsx", book_of({(1, 1): 0.05})) == "bom_zip"


def test_attributes_in_any_order_and_shape():
    xml = (
        b'<x:row r="2"><x:c t="n" s="3" r="B2">\n<x:v>1</x:v></x:c><x:c r=\'C2\' s = \'3\'>'
        b"<x:v>1</x:v></x:c><x:c r='D2' s='33'><x:v>1</x:v></x:c><x:c s='3' r='E2'/>"
        b"<x:c r='F2' xs='3'><x:v>1</x:v></x:c><x:c r='G2' s='3' t='s'><x:v>1</x:v></x:c></x:row>"
        b"<row><c r='B9' s='3'><v>1</v></c><c r='B9' s='3'><v>1</v></c></row>"
    )
    scan = scan_sheet(iter([xml]), frozenset({3}))
    assert list(scan.percents.places()) == [(2, 2), (2, 3), (9, 2)]


def test_a_recap_of_allowances_gives_its_percentages(bench):
    with xlsxwriter.Workbook(bench.folder / "rekap TPP 2026-09.xlsx") as book:
        percent = book.add_format({"num_format": "0.0%"})
        sheet = book.add_worksheet("Rekap")
        heads = ["NIP", "NAMA PEGAWAI", "HADIR", "TERLAMBAT", "POTONGAN (%)", "CAPAIAN TPP (%)"]
        sheet.write_row(0, 0, heads)
        sheet.write_row(1, 0, ["198503302010011001", "Pegawai Contoh", 20, 1])
        sheet.write_row(1, 4, [0.05, 0.95], percent)
    checked = bench.check()
    accepted = checked.frame("tpp", ["periode", "potongan", "capaian"])
    assert accepted.to_dict("records") == [{"periode": "2026-09", "potongan": 5.0, "capaian": 95.0}]
    assert "2 sel berformat persen dibaca sebagai persen" in " ".join(checked.loads["remarks"])
