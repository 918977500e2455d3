"""A list of people as XLSX: what is text stays text."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from kinerja_lib.publish import Table
from kinerja_lib.reporting.workbooks import write_workbook
from kinerja_lib.tables.columns import Column

HOSTILE = ["=1+1", "+62", "-3", "@SUM(A1)", "198503302010011001", "http://contoh.id", ""]


@pytest.fixture
def written(tmp_path):
    frame = pd.DataFrame({"nama": HOSTILE, "jp": [20.0, None, 1, 2, 3, 4, 5]})
    columns = {"nama": Column("Nama", "key"), "jp": Column("JP")}
    table = Table(frame, "daftar-peserta", "Daftar", columns, workbook=True)
    path = tmp_path / "daftar.xlsx"
    write_workbook(path, table.to_json())
    return path


def test_hostile_text_comes_back_as_it_was_and_nothing_is_a_formula(written):
    book = CalamineWorkbook.from_path(str(written))
    rows = book.get_sheet_by_name("daftar_peserta").to_python()
    assert rows[0] == ["nama", "jp"]
    assert [row[0] for row in rows[1:]] == HOSTILE
    assert rows[1][1] == 20 and rows[2][1] == ""


def test_the_file_is_the_same_at_every_writing_and_holds_no_formula_or_link(written, tmp_path):
    import zipfile

    with zipfile.ZipFile(written) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "hyperlink" not in sheet


CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=40
)


@given(texts=st.lists(CELLS | st.sampled_from([*HOSTILE, "_x000D_", "_x0041_", "]]>", " a "])))
def test_any_text_comes_back_as_it_was(tmp_path_factory, texts):
    columns = {"nama": Column("Nama", "key"), "jp": Column("JP")}
    frame = pd.DataFrame({"nama": texts, "jp": [-1.5] * len(texts)})
    table = Table(frame, "daftar", "Daftar", columns, workbook=True).to_json()
    path = tmp_path_factory.getbasetemp() / "teks.xlsx"
    write_workbook(path, table)
    _head, *rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert rows == [[row[0], -1.5] for row in table["rows"]]


def test_only_a_table_that_asks_for_it_says_so_in_its_json():
    frame = pd.DataFrame({"nama": ["A"]})
    plain = Table(frame, "daftar", "Daftar", {"nama": Column("Nama", "key")})
    assert "workbook" not in plain.to_json()
