import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.publish import Finding, Quantity, Table
from kinerja_lib.reporting.csv_files import (
    FINDING_COLUMNS,
    safe_text,
    write_csv,
    write_findings,
    write_table,
)
from kinerja_lib.tables.columns import Column
from tests.csv_rows import read_rows


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK(1)", "-", "=", "'=1", "''-2", " =1",
     "\u00a0' -1", "＝1", "＋1", "－1", "＠x"],
)  # fmt: skip
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert safe_text(text) == "'" + text


@pytest.mark.parametrize("text", ["Jambi", "a=b", "'a", "−0,5", "", "; 1", "1-2", "'"])
def test_other_text_passes(text):
    assert safe_text(text) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Dinas;=cmd|' /C calc'!A0", "Dinas;'=cmd|' /C calc'!A0"),
        ("a; \"'+1;b;＝2", "a;' \"'+1;b;'＝2"),
        ("a\t@x\n-1", "a\t'@x\n'-1"),
        ("-1;-2", "'-1;'-2"),
    ],
)
def test_a_text_is_safe_too_where_another_separator_would_cut_it(text, safe):
    assert safe_text(text) == safe


@pytest.mark.parametrize("number", [-0.44, -3, 0, 1e6, 2021, True])
def test_numbers_pass_untouched(number):
    assert safe_text(number) is number


def test_missing_is_an_empty_cell():
    assert safe_text(None) == ""


TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(["a\r=1", "\r\n", "\t"])


@given(rows=st.lists(st.tuples(TEXT, TEXT)))
def test_no_cell_breaks_out_of_its_place(tmp_path_factory, rows):
    path = tmp_path_factory.getbasetemp() / "cells.csv"
    write_csv(path, ("a", "b"), rows)
    header, *back = read_rows(path)
    assert header == ["a", "b"]
    one_kind = [[c.replace("\r\n", "\n").replace("\r", "\n") for c in row] for row in rows]
    assert back == [[safe_text(cell) for cell in row] for row in one_kind]


def test_a_table_is_iso_with_its_helpers_behind(tmp_path):
    frame = pd.DataFrame(
        {
            "unit": ["=A", "B, C"],
            "nilai": [-1234.5, None],
            "tanggal": [pd.Timestamp("2026-11-02"), pd.NaT],
            "alasan": ["", "kosong"],
        }
    )
    columns = {
        "unit": Column("Unit", "key"),
        "nilai": Column("Nilai", reason_from="alasan", decimals=0),
        "tanggal": Column("Tanggal", "text"),
    }
    write_table(tmp_path / "t.csv", Table(frame, "t", "Judul", columns).to_json())
    content = (tmp_path / "t.csv").read_bytes()
    assert content == (b'unit,nilai,tanggal,alasan\n\'=A,-1234.5,2026-11-02,\n"B, C",,,kosong\n')


def test_each_value_of_a_sentence_is_a_row(tmp_path):
    values = {
        "share": Quantity(0.625, "%", 1, low=0.5, high=0.75),
        "range": Quantity(float("nan"), "hari", low=2, high=4),
        "name": "Jambi",
    }
    finding = Finding(
        "k-1",
        "naik",
        {"naik": "**{name}** {share} {range}."},
        values,
        n=40,
        test="bootstrap",
        rule="capaian-2021.1",
    )
    plain = Finding("k-2", "x", {"x": "-{name}"}, {"name": "Papua"}, n=None)
    write_findings(tmp_path / "f.csv", [finding.to_json(), plain.to_json()])
    header, *rows = read_rows(tmp_path / "f.csv")
    assert tuple(header) == FINDING_COLUMNS
    assert header == [
        "id",
        "name",
        "value",
        "unit",
        "n",
        "low",
        "high",
        "test",
        "rule",
        "outcome",
        "sentence",
    ]
    tail = ["bootstrap", "capaian-2021.1", "naik", "Jambi 0,6% 2–4 hari."]
    assert rows == [
        ["k-1", "share", "0.625", "%", "40", "0.5", "0.75", *tail],
        ["k-1", "range", "", "hari", "40", "2.0", "4.0", *tail],
        ["k-2", "", "", "", "", "", "", "", "", "x", "'-Papua"],
    ]


def test_line_ends_are_the_same_on_every_system(tmp_path):
    write_csv(tmp_path / "a.csv", ("a", "b"), [("é", "x\ny")])
    assert (tmp_path / "a.csv").read_bytes() == 'a,b\né,"x\ny"\n'.encode()
