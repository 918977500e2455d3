import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.i18n import use_language
from kinerja_lib.publish import Table
from kinerja_lib.publish.display import cell_status, cell_text, head_text, table_html
from kinerja_lib.tables.columns import NO_DATA, NOT_APPLICABLE, NOT_COMPUTABLE, Column
from tests.safe_page import Page

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=1>',
    "javascript:alert(1)",
    "{{7*7}}",
    "{nilai}",
    "</td></table><h1>",
    "&lt;b&gt;",
]


def data(cell, column, **helpers):
    frame = pd.DataFrame({"unit": ["A"], "nilai": pd.Series([cell], dtype=object)} | helpers)
    columns = {"unit": Column("Unit", "key"), "nilai": column}
    return Table(frame, "t", "Judul", columns, helpers=tuple(helpers)).to_json()


def shown(cell, column, **helpers):
    return cell_text(data(cell, column, **helpers), 0, 1)


@pytest.mark.parametrize(
    ("cell", "column", "text"),
    [
        (1234.56, Column("N", decimals=1), "1.234,6"),
        (12345, Column("N", "count"), "12.345"),
        (2021, Column("N", "year"), "2021"),
        (-0.44, Column("N", decimals=2), "−0,44"),
        (True, Column("N", "text"), "ya"),
        (False, Column("N", "text"), "tidak"),
        ("2026-11-02", Column("N", "date"), "2 Nov 2026"),
        ("2026-13-45", Column("N", "date"), "2026-13-45"),
        ("2026-11-02", Column("N", "key"), "2026-11-02"),
        ("tercapai", Column("N", "verdict", suffix="target nasional"), "tercapai, target nasional"),
        ("tidak ditampilkan", Column("N", "verdict", suffix="target"), "tidak ditampilkan"),
        (None, Column("N"), "tidak ada data"),
        (None, Column("N", missing=NOT_COMPUTABLE), "tidak dapat dihitung"),
    ],
)
def test_a_cell_reads_as_its_column_says(cell, column, text):
    assert shown(cell, column) == text


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("target tidak ada", "tidak dapat dihitung: target tidak ada"),
        ("", "tidak dapat dihitung"),
        (NO_DATA, "tidak ada data"),
        (NOT_APPLICABLE, "tidak berlaku"),
    ],
)
def test_an_empty_cell_gives_its_reason(reason, text):
    column = Column("N", missing=NOT_COMPUTABLE, reason_from="alasan")
    assert shown(None, column, alasan=[reason]) == text


def test_decimals_may_differ_by_row():
    column = Column("N", decimals=0, decimals_from="d")
    assert shown(1.25, column, d=[2]) == "1,25"
    assert shown(1.25, column, d=[None]) == "1"


def test_numbers_follow_the_language():
    with use_language("en"):
        assert shown(1234.5, Column("N", decimals=1)) == "1,234.5"


def test_a_status_comes_from_the_cell_or_from_its_helper():
    kinds = {"tercapai": "ok"}
    own = data("tercapai", Column("N", "verdict", kinds=kinds))
    assert cell_status(own, 0, 1) == ("ok", "tercapai")
    helped = data(9.5, Column("N", kinds=kinds, status_from="h"), h=["tercapai"])
    assert cell_status(helped, 0, 1) == ("ok", "tercapai")
    unknown = data("lain", Column("N", "verdict", kinds=kinds))
    assert cell_status(unknown, 0, 1) == ("", "lain")


def test_a_head_has_its_unit_and_takes_names_as_values():
    frame = pd.DataFrame({"unit": ["A"], "nilai": [1]})
    columns = {"unit": Column("Unit", "key"), "nilai": Column("{nama}", unit="%")}
    table = Table(frame, "t", "J", columns, values={"nama": "{nama} **x**"}).to_json()
    assert head_text(table, table["columns"][1]) == "{nama} x, %"


TAGS = {"table", "caption", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize("text", HOSTILE)
def test_jupyterlab_shows_hostile_text_as_text(text):
    frame = pd.DataFrame({"unit": [text], "nilai": [text]})
    columns = {"unit": Column("{u}", "key"), "nilai": Column("N", "text", unit=text)}
    table = Table(frame, "t", "Judul {u}", columns, values={"u": text}).to_json()
    page = Page(table_html(table))
    assert set(page.tags) == TAGS
    assert {name for _tag, name, _value in page.attributes} <= {"scope", "style"}
    assert "".join(page.texts).count(text) == 5  # caption, head, unit, key, cell


@given(st.text())
def test_no_text_makes_an_element(text):
    frame = pd.DataFrame({"unit": [text], "nilai": [1]})
    table = Table(frame, "t", "Judul", {"unit": Column("U", "key")}).to_json()
    assert set(Page(table_html(table)).tags) <= TAGS


def test_a_verdict_has_its_shape_beside_the_word():
    html = table_html(data("tercapai", Column("N", "verdict", kinds={"tercapai": "ok"})))
    assert "<td>● tercapai</td>" in html


def test_a_code_is_not_a_word_of_the_language():
    with use_language("en"):
        assert shown("tidak berlaku", Column("N", "text")) == "not applicable"
        assert shown("tidak berlaku", Column("N", "code")) == "tidak berlaku"
