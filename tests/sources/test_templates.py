"""Empty workbooks: what they say, that they read back without a finding, the same bytes."""

import re
import zipfile
from io import BytesIO

import duckdb
import pytest
from python_calamine import load_workbook

from kinerja_lib.errors import ParameterError
from kinerja_lib.sources.assign import assign_sheets, known_headers, load_mappings
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.sources.reading.source import read_source
from kinerja_lib.sources.templates import (
    LISTS_SHEET,
    explain_column,
    make_template,
    write_templates,
)
from kinerja_lib.tables.contract import Field, TableContract
from kinerja_lib.tables.registry import CONTRACTS


def _parts(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


@pytest.mark.parametrize("contract", CONTRACTS.values(), ids=lambda c: c.name)
def test_each_template_has_its_columns_below_an_explanation(contract):
    data = make_template(contract)
    book = load_workbook(BytesIO(data))
    assert book.sheet_names[0] == contract.name
    explanation, names = book.get_sheet_by_index(0).to_python()
    plain = [item.name for item in contract.fields if not item.is_family]
    assert names[: len(plain)] == plain and all(explanation)
    parts = _parts(data)
    assert not any("externalLink" in name for name in parts)
    assert all("<f>" not in text for name, text in parts.items() if "worksheets/" in name)
    assert data == make_template(contract)


def test_lists_dates_codes_and_limits_are_set():
    parts = _parts(make_template(CONTRACTS["pegawai"]))
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert '"PNS,CPNS,PPPK,PPPK Paruh Waktu"' in sheet and 'topLeftCell="A3"' in sheet
    assert re.search(r'type="textLength"[^>]*sqref="A3:A\d+"', sheet)
    assert re.search(r'type="date"[^>]*sqref="D3:D\d+"', sheet)
    assert "yyyy\\-mm\\-dd" in parts["xl/styles.xml"] or "yyyy-mm-dd" in parts["xl/styles.xml"]
    tpp = _parts(make_template(CONTRACTS["tpp"]))["xl/worksheets/sheet1.xml"]
    assert "<formula1>0</formula1><formula2>31</formula2>" in tpp


def test_an_explanation_says_duty_kind_values_and_example():
    said = explain_column(CONTRACTS["penilaian"].field("hubungan"))
    assert said == (
        "Wajib diisi; pilihan. Siapa penilai bagi yang dinilai. "
        "Pilihan: diri, atasan, rekan, bawahan, masyarakat. Contoh: rekan."
    )


def test_a_list_too_long_for_a_drop_down_stands_on_a_hidden_sheet():
    choices = tuple(f"pilihan panjang nomor {n}" for n in range(20))
    contract = TableContract(
        "contoh", "Contoh", "x", (Field("a", "choice", "A", choices=choices),), ("a",)
    )
    parts = _parts(make_template(contract))
    assert f'name="{LISTS_SHEET}"' in parts["xl/workbook.xml"]
    assert 'state="hidden"' in parts["xl/workbook.xml"]
    assert "'_pilihan'!$A$2:$A$21" in parts["xl/worksheets/sheet1.xml"].replace("&#39;", "'")


def test_text_that_looks_like_a_formula_stays_text():
    field = Field("=1+1", "text", "=HYPERLINK(1)", example="=cmd")
    contract = TableContract("contoh", "Contoh", "x", (field,), ("=1+1",))
    parts = _parts(make_template(contract))
    assert "<f>" not in parts["xl/worksheets/sheet1.xml"]


def test_a_filled_template_is_read_back_whole(tmp_path):
    (path,) = write_templates(tmp_path / "baru", ["hari_libur"])
    _fill(path, ["2026-08-17", "Kemerdekaan", "libur nasional"])
    mappings = load_mappings(tmp_path)
    connection = duckdb.connect()
    result = read_source(connection, path, known_headers(mappings))
    assert result.problems == ()
    (found,), problems = assign_sheets(connection, result.sheets, mappings)
    assert problems == [] and found.unknown == () and found.absent == ()
    rows = connection.execute(f'SELECT c2, c3 FROM "{found.relation}"').fetchall()
    assert rows == [("Kemerdekaan", "libur nasional")]


def _fill(path, cells):
    """Put one row below the header by writing the sheet XML, as a spreadsheet would."""
    parts = _parts(path.read_bytes())
    written = "".join(
        f'<c r="{chr(65 + n)}3" t="inlineStr"><is><t>{text}</t></is></c>'
        for n, text in enumerate(cells)
    )
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace("</sheetData>", f'<row r="3">{written}</row></sheetData>')
    parts[name] = parts[name].replace('<dimension ref="A1:C2"/>', '<dimension ref="A1:C3"/>')
    with zipfile.ZipFile(path, "w") as archive:
        for part, text in parts.items():
            archive.writestr(part, text)


def test_templates_are_written_for_all_tables_and_never_over_a_file(tmp_path):
    paths = write_templates(tmp_path / "semua")
    assert [path.stem for path in paths] == list(CONTRACTS)
    with pytest.raises(ParameterError, match="sudah memuat 1 berkas"):
        write_templates(tmp_path / "semua", ["data_utama"])
    with pytest.raises(ParameterError, match=r"Maksud Anda 'pegawai'\?"):
        write_templates(tmp_path, ["pegawe"])
    (tmp_path / "berkas").write_text("x")
    with pytest.raises(ParameterError, match="tidak dapat ditulis"):
        write_templates(tmp_path / "berkas", ["skm"])


def test_the_hidden_sheet_of_a_template_is_no_table():
    sheet = RawSheet("contoh.xlsx", LISTS_SHEET, "r", ("a",), False, 1)
    assert assign_sheets(duckdb.connect(), [sheet], {}) == ([], [])
