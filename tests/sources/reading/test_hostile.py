"""Workbooks made to harm: refused with a fault, before calamine opens them."""

import struct
import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from kinerja_lib.sources.reading import archive, sheet_xml, workbook_parts

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sound() -> dict[str, bytes]:
    """Give the parts of a small workbook."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, ["nip", "nama"])
    sheet.write_row(1, 0, ["198", "A"])
    book.close()
    with zipfile.ZipFile(buffer) as file:
        return {name: file.read(name) for name in file.namelist()}


def pack(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def with_sheet(rows: str, before: str = "") -> bytes:
    xml = (
        f'<?xml version="1.0"?><worksheet {MAIN}>{before}<sheetData>{rows}</sheetData></worksheet>'
    )
    return pack(sound() | {"xl/worksheets/sheet1.xml": xml.encode()})


def test_the_sound_workbook_is_read(desk):
    assert desk.read_one("a.xlsx", pack(sound())).rows == 1


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({"xl/vbaProject.bin": b"x"}, "makro"),
        ({"../../etc/passwd": b"x"}, "berkas_rusak"),
        ({"/etc/passwd": b"x"}, "berkas_rusak"),
        ({"..\\x": b"x"}, "berkas_rusak"),
        ({"xl/Workbook.xml": b"<x/>"}, "berkas_rusak"),
        ({"xl/workbook.bin": b"x"}, "format_lama"),
        ({"xl/workbook.xml": b"<x"}, "berkas_rusak"),
        ({"xl/sharedStrings.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}, "entitas_xml"),
        ({"xl/styles.xml": "<!ENTITY".encode("utf-16")}, "entitas_xml"),
        ({"xl/worksheets/sheet1.xml": b"<!DOCTYPE x><worksheet/>"}, "entitas_xml"),
        ({"xl/media/a.bin": b"\0" * 60 * 1024**2}, "bom_zip"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else value,
)
def test_parts_that_are_refused(desk, parts, fault):
    assert desk.fault("a.xlsx", pack(sound() | parts)) == fault


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c><c r="XFE1"><v>1</v></c></row>', "terlalu_banyak_kolom"),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="SS1"><v>1</v></c></row>', "terlalu_banyak_kolom"),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1048577"><v>1</v></c></row>', "terlalu_banyak"),
        ('<row r="1"><c r="A1"/></row><row r="1048576"><c r="Z1048576"/></row>', "terlalu_besar"),
        ("<row>" + "<c><v>1</v></c>" * 600 + "</row>", "terlalu_banyak_kolom"),
        ('<row r="1"><c r="A99999999999"/></row>', "terlalu_banyak_kolom"),
        ('<row r="1"><c\nr = "XFE1"/></row>', "terlalu_banyak_kolom"),
        ('<row r="1"><c x=">" r="XFD1048576"/></row>', "berkas_rusak"),
        ('<row r="1"><c r="&#88;FD1048576"/></row>', "berkas_rusak"),
        ('<row r="1"><c/></row><row r="1048576"><c/><c/><c/><c/></row>', "terlalu_besar"),
    ],
)
def test_references_that_claim_too_much(desk, rows, fault):
    assert desk.fault("a.xlsx", with_sheet(rows)).startswith(fault)


def test_a_sheet_in_utf_16_is_refused(desk):
    xml = (
        f'<worksheet {MAIN}><sheetData><row r="1"><c r="XFD1048576"/></row></sheetData></worksheet>'
    )
    parts = sound() | {"xl/worksheets/sheet1.xml": xml.encode("utf-16")}
    assert desk.fault("a.xlsx", pack(parts)) == "berkas_rusak"


@pytest.mark.parametrize(
    ("target", "read"),
    [("/xl/worksheets/sheet1.xml", 1), ("Worksheets/Sheet1.xml", 1), ("../x/sheet1.xml", 0)],
)
def test_a_sheet_is_read_only_if_its_part_was_checked(desk, target, read):
    parts = sound()
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace(b"worksheets/sheet1.xml", target.encode())
    desk.write("a.xlsx", pack(parts))
    result = desk.read("a.xlsx")
    assert len(result.sheets) == read and len(result.problems) == 1 - read


def test_a_dimension_outside_the_sheet(desk):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    content = with_sheet(rows, '<dimension ref="A1:ZZZZ9"/>')
    assert desk.fault("a.xlsx", content) == "terlalu_banyak_kolom"


def test_many_entries_and_large_claims(desk, monkeypatch):
    monkeypatch.setattr(archive, "MAX_ZIP_ENTRIES", 5)
    assert desk.fault("a.xlsx", pack(sound())) == "bom_zip"
    monkeypatch.setattr(archive, "MAX_ZIP_ENTRIES", 100)
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 1000)
    assert desk.fault("b.xlsx", pack(sound())) == "bom_zip"


def test_a_part_that_unpacks_to_more_than_it_declares(desk):
    content = pack(sound() | {"xl/media/a.bin": b"\0" * 100_000})
    # The declared size stands in the list at the end, 24 bytes after its mark.
    place = content.rindex(b"xl/media/a.bin") - 46
    assert struct.unpack("<I", content[place + 24 : place + 28]) == (100_000,)
    forged = content[: place + 24] + struct.pack("<I", 10) + content[place + 28 :]
    assert desk.fault("a.xlsx", forged) == "bom_zip"


def test_shared_text_repeated_until_memory_is_full(desk, monkeypatch):
    monkeypatch.setattr(workbook_parts, "MAX_SHEET_TEXT_BYTES", 200_000)
    strings = f"<sst {MAIN}><si><t>nip</t></si><si><t>{'x' * 30_000}</t></si></sst>"
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>1</v></c></row>' for n in range(1, 9))
    sheet = f"<worksheet {MAIN}><sheetData>{cells}</sheetData></worksheet>"
    parts = {"xl/sharedStrings.xml": strings.encode(), "xl/worksheets/sheet1.xml": sheet.encode()}
    assert desk.fault("a.xlsx", pack(sound() | parts)) == "bom_zip"
    parts["xl/sharedStrings.xml"] = strings.replace("x" * 29_000, "").encode()
    desk.write("b.xlsx", pack(sound() | parts))
    assert {problem.fault for problem in desk.read("b.xlsx").problems} == {"lembar_tanpa_tabel"}


def test_a_merge_over_the_whole_sheet_is_clipped(desk):
    parts = sound()
    xml = parts["xl/worksheets/sheet1.xml"].decode()
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    parts["xl/worksheets/sheet1.xml"] = xml.replace("</sheetData>", merge).encode()
    sheet = desk.read_one("a.xlsx", pack(parts))
    assert desk.rows(sheet) == [(2, "198", "A")]


def test_links_to_other_files_are_noted_and_not_followed(desk):
    content = pack(sound() | {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    assert any(
        "tautan ke berkas lain" in remark for remark in desk.read_one("a.xlsx", content).remarks
    )


def test_a_password_an_old_file_and_damage(desk):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert desk.fault("a.xlsx", ole + b"x" * 600) == "format_lama"
    assert (
        desk.fault("b.xlsx", ole + b"x" * 600 + "EncryptedPackage".encode("utf-16-le")) == "sandi"
    )
    assert desk.fault("c.xlsx", b"") == "berkas_kosong"
    assert desk.fault("d.xlsx", b"nip;nama\n") == "berkas_rusak"
    assert desk.fault("e.xlsx", pack(sound())[:-200]) == "berkas_rusak"
    assert desk.fault("f.xlsx", pack({"a.txt": b"x"})) == "berkas_rusak"
    locked = bytearray(pack(sound()))
    for mark, shift in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + shift] |= 1
    assert desk.fault("g.xlsx", bytes(locked)) == "sandi"


def test_a_damaged_part_is_found(desk):
    content = bytearray(pack(sound()))
    place = content.index(b"xl/worksheets/sheet1.xml") + 40
    content[place : place + 20] = b"\xff" * 20
    assert desk.fault("a.xlsx", bytes(content)) == "berkas_rusak"


def test_scan_finds_formulas_across_pieces():
    xml = b'<row r="7"><c r="B7" t="e"><f>1/0</f><v>#REF!</v></c><c r="C7"><f>A1</f></c></row>'
    scan = sheet_xml.scan_sheet(iter([xml[n : n + 5] for n in range(0, len(xml), 5)]))
    assert scan.formulas == {7: [2, 3]} and scan.errors == {(7, 2): "#REF!"}
