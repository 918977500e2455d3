import pandas as pd
import pytest

from kinerja_lib.publish import Table
from kinerja_lib.publish.display import cell_status, cell_text, head_text
from kinerja_lib.publish.spread import spread_table
from kinerja_lib.tables.columns import Column

FRAME = pd.DataFrame(
    {
        "wilayah": ["Jambi", "Jambi", "Papua"],
        "tahun": [2020, 2021, 2020],
        "nilai": [7.6, None, 26.5],
        "target": [9.0, 9.5, 9.0],
        "kesimpulan": ["tercapai", "tidak dapat dihitung", "tidak tercapai"],
        "alasan": ["", "belum terbit", ""],
        "sebab": ["x", "y", "x"],
    }
)
COLUMNS = {
    "wilayah": Column("Wilayah", "key"),
    "tahun": Column("Tahun", "year"),
    "nilai": Column(
        "Nilai",
        unit="%",
        decimals=1,
        reason_from="alasan",
        status_from="kesimpulan",
        kinds={"tercapai": "ok", "tidak tercapai": "bad"},
    ),
    "target": Column("Target", unit="%", decimals=1, reason_from="sebab"),
    "kesimpulan": Column("Kesimpulan", "verdict"),
}


def long(frame=FRAME, columns=COLUMNS, **more):
    options = {"across": "wilayah", "cell": "nilai"} | more
    return Table(frame, "t", "Judul", columns, **options).to_json()


def texts(table):
    heads = [head_text(table, column) for column in table["columns"]]
    cells = [
        [cell_text(table, row, i) for i in range(len(heads))] for row in range(len(table["rows"]))
    ]
    return [heads, *cells]


def test_one_column_per_area_and_one_line_per_year():
    assert texts(spread_table(long())) == [
        ["Tahun", "Target, %", "Jambi", "Papua"],
        ["2020", "9,0", "7,6", "26,5"],
        ["2021", "9,5", "tidak ada data: belum terbit", "tidak ada data"],
    ]


def test_each_cell_keeps_its_own_status():
    table = spread_table(long())
    assert [cell_status(table, 0, i)[0] for i in (2, 3)] == ["ok", "bad"]
    assert cell_status(table, 1, 3) == ("", "")  # Papua has no row for 2021


def test_the_year_heads_the_line_and_stays_a_year():
    head = spread_table(long())["columns"][0]
    assert head["row_head"] and head["role"] == "year"


def test_a_column_that_differs_between_areas_is_left_to_the_csv():
    names = [column["name"] for column in spread_table(long())["columns"]]
    assert names == ["tahun", "target", "nilai_0", "nilai_1"]


def test_lines_may_be_headed_by_text():
    frame = FRAME.assign(bulan=["Jan", "Feb", "Jan"])
    columns = {"wilayah": Column("W", "key"), "bulan": Column("Bulan", "key"), "nilai": Column("N")}
    assert texts(spread_table(long(frame, columns)))[1:] == [
        ["Jan", "8", "27"],
        ["Feb", "tidak ada data", "tidak ada data"],
    ]


def test_a_name_that_looks_like_a_field_stays_a_name():
    frame = FRAME.assign(wilayah=["{tahun}", "{tahun}", "{x} **y**"])
    table = spread_table(long(frame, values={"tahun": "2021"}))
    assert texts(table)[0][2:] == ["{tahun}", "{x} y"]


def test_the_long_table_is_not_changed_and_comes_back_without_across():
    before, table = long(), long()
    spread_table(table)
    assert table == before
    plain = long(across="", cell="")
    assert spread_table(plain) is plain


@pytest.mark.parametrize("rows", [0, 1])
def test_short_tables_spread_too(rows):
    table = spread_table(long(FRAME.iloc[:rows]))
    assert len(table["rows"]) == rows
    assert len(table["columns"]) >= 1 + rows
