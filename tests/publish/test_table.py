import datetime as dt
import json
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.publish import MIME, Table
from kinerja_lib.publish.table import Total, plain_value
from kinerja_lib.tables.columns import NOT_APPLICABLE, Column


def make(frame, columns=None, **more):
    columns = columns or {"unit": Column("Unit", "key"), "nilai": Column("Nilai")}
    return Table(frame, "t", "Judul", columns, **more)


FRAME = pd.DataFrame({"unit": ["A", "B"], "nilai": [1.5, np.nan]})

CELLS = [
    (np.int64(3), 3),
    (np.uint8(3), 3),
    (7, 7),
    (2**62, 2**62),
    (np.float64(0.1), 0.1),
    (np.float32(0.5), 0.5),
    (Decimal("88.31"), 88.31),
    (Decimal("NaN"), None),
    (float("nan"), None),
    (float("inf"), None),
    (np.nan, None),
    (None, None),
    (pd.NA, None),
    (pd.NaT, None),
    (np.datetime64("NaT", "ns"), None),
    (True, True),
    (np.bool_(False), False),
    (dt.date(2026, 11, 2), "2026-11-02"),
    (dt.datetime(2026, 11, 2, 5, 30), "2026-11-02"),
    (pd.Timestamp("2026-11-02 05:30"), "2026-11-02"),
    (np.datetime64("2026-11-02"), "2026-11-02"),
    ("Jawa\x00 \u202eBarat\n", "Jawa Barat"),
    ("<b>", "<b>"),
    ("", ""),
]


@pytest.mark.parametrize(("cell", "plain"), CELLS)
def test_each_kind_of_cell_becomes_plain_json(cell, plain):
    value = plain_value(cell)
    assert value == plain and type(value) is type(plain)
    frame = pd.DataFrame({"unit": ["A"], "nilai": pd.Series([cell], dtype=object)})
    text = json.dumps(make(frame).to_json(), allow_nan=False)
    assert json.loads(text)["rows"] == [["A", plain]]


@pytest.mark.parametrize("dtype", ["Int64", "Float32", "boolean", "string", "category", "int8"])
def test_columns_of_every_dtype_are_strict_json(dtype):
    frame = pd.DataFrame({"unit": ["A", "B"], "nilai": pd.Series([1, 0]).astype(dtype)})
    rows = json.loads(json.dumps(make(frame).to_json(), allow_nan=False))["rows"]
    assert [str(row[1]) for row in rows] in (["1", "0"], ["1.0", "0.0"], ["True", "False"])


@given(st.floats() | st.integers() | st.text() | st.booleans() | st.dates() | st.none())
def test_any_cell_is_strict_json(cell):
    json.dumps(plain_value(cell), allow_nan=False).encode()


def test_a_missing_number_stays_missing_and_is_never_zero():
    assert make(FRAME).to_json()["rows"] == [["A", 1.5], ["B", None]]


def test_columns_keep_their_order_and_others_are_not_published():
    frame = FRAME.assign(rahasia=["x", "y"])
    columns = {"nilai": Column("Nilai"), "unit": Column("Unit", "key")}
    data = make(frame, columns).to_json()
    assert [c["name"] for c in data["columns"]] == ["nilai", "unit"]
    assert "rahasia" not in json.dumps(data)


def test_helper_columns_go_beside_the_rows():
    frame = FRAME.assign(alasan=["", "kosong"], segmen=[0, np.int64(1)])
    columns = {"unit": Column("Unit", "key"), "nilai": Column("Nilai", reason_from="alasan")}
    data = make(frame, columns, helpers=("segmen",)).to_json()
    assert data["helpers"] == {"alasan": ["", "kosong"], "segmen": [0, 1]}


def test_a_helper_that_is_also_shown_is_not_doubled():
    columns = {"unit": Column("Unit", "key"), "nilai": Column("Nilai", status_from="unit")}
    assert make(FRAME, columns).to_json()["helpers"] == {}


@pytest.mark.parametrize(
    ("columns", "more", "message"),
    [
        ({"unit": Column("U", "key"), "x": Column("X")}, {}, r"not in the frame: \['x'\]"),
        ({"unit": Column("U", "key", reason_from="y")}, {}, r"not in the frame: \['y'\]"),
        ({"unit": Column("U", "key")}, {"helpers": ("z",)}, r"not in the frame: \['z'\]"),
        ({"nilai": Column("N")}, {}, "no key column"),
        (None, {"subject": "gaji"}, "unknown subject 'gaji'"),
    ],
)
def test_a_table_that_cannot_be_published_is_refused(columns, more, message):
    with pytest.raises(ValueError, match=message):
        make(FRAME, columns, **more)


@pytest.mark.parametrize("name", ["", "Tabel", "a/b", "../a", "a b", "1a", "a" * 61, "a\n"])
def test_an_id_that_cannot_name_a_file_is_refused(name):
    with pytest.raises(ValueError, match="use lower case letters"):
        Table(FRAME, name, "Judul", {"unit": Column("Unit", "key")})


def test_an_unknown_role_is_refused():
    with pytest.raises(ValueError, match="unknown column role 'angka'"):
        Column("x", "angka")


def test_everything_that_withholding_and_pages_need_is_in_the_json():
    data = make(
        FRAME,
        totals=[Total("nilai", "A", ("B",))],
        values={"tahun": "2021\u202e"},
        editions=("internal",),
        note="n",
        source="s",
        place="glance",
        fold=True,
    ).to_json()
    assert data["totals"] == [["nilai", "A", ["B"]]]
    assert data["values"] == {"tahun": "2021"}
    assert data["editions"] == ["internal"] and data["fold"] is True
    assert (data["note"], data["source"], data["place"]) == ("n", "s", "glance")


def test_marks_that_hide_or_reorder_leave_the_head_of_a_column():
    columns = {
        "unit": Column("Un\u202eit", "key", short="U\u200b"),
        "nilai": Column("Nilai", unit="%\u2066", decimals=np.int64(2)),
    }
    heads = json.loads(json.dumps(make(FRAME, columns).to_json()))["columns"]
    assert [(c["label"], c["short"], c["unit"]) for c in heads] == [
        ("Unit", "U", ""),
        ("Nilai", "", "%"),
    ]


def test_the_frame_is_not_changed():
    before = FRAME.copy()
    make(FRAME).to_json()
    pd.testing.assert_frame_equal(FRAME, before)


def test_an_empty_table_has_no_rows():
    assert make(FRAME.iloc[:0]).to_json()["rows"] == []


def test_jupyterlab_gets_the_json_and_a_display():
    bundle = make(FRAME)._repr_mimebundle_()
    assert bundle[MIME]["rows"] == [["A", 1.5], ["B", None]]
    assert bundle["text/html"].startswith("<table>") and bundle["text/plain"] == "Judul"


def test_a_number_column_knows_its_helpers():
    column = Column("x", missing=NOT_APPLICABLE, status_from="a", decimals_from="b")
    assert column.helpers == ("a", "b")
