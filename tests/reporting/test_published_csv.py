import datetime as dt
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kinerja_lib
from kinerja_lib.errors import DataError
from kinerja_lib.publish import Table
from kinerja_lib.publish.display import WITHHELD
from kinerja_lib.reporting.csv_files import safe_text, write_findings, write_table
from kinerja_lib.reporting.data_dictionary import DICTIONARY, find_kind, write_dictionary
from kinerja_lib.tables.columns import Column
from kinerja_lib.tables.formula_marks import restore_text
from tests.csv_rows import read_rows

MARKS = st.sampled_from(["=1", "+1", "-", "@x", "'=1", "''-2", "'", "''", "\t=", "'\n", "1-2", "="])
PIECES = st.text(st.sampled_from("=+-@＝;'\" \t\na\u00a0"))
TEXTS = MARKS | PIECES | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))


@given(TEXTS)
def test_every_text_comes_back_and_none_begins_as_a_formula(text):
    written = safe_text(text)
    assert restore_text(written) == text
    assert not written.startswith(("\t", "\r", "\n"))
    for cell in re.split("[;\t\n]", written):
        assert not cell.strip(' "\u00a0').startswith(("=", "+", "-", "@", "＝"))


def publish(folder, table, findings=(), lineage=(("Kode", "=1"),)):
    folder.mkdir(exist_ok=True)
    write_table(folder / f"{table['id']}.csv", table)
    write_findings(folder.parent / "findings.csv", findings)
    write_dictionary(folder, [table], findings, lineage)


COLUMNS = {
    "nama": Column("Nama {x}", "key"),
    "jumlah": Column("Jumlah", "count", unit="orang"),
    "nilai": Column("Nilai", decimals=1),
    "hari": Column("Hari", "date"),
    "benar": Column("Benar", "verdict"),
}


def make(rows, **more):
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    return Table(frame, "t", "Judul", COLUMNS, values={"x": "=y"}, **more).to_json()


CELLS = st.tuples(
    TEXTS,
    st.none() | st.integers(-(10**18), 10**18),
    st.none() | st.floats(allow_nan=False, allow_infinity=False),
    st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    st.none() | st.booleans(),
)


@given(rows=st.lists(CELLS, max_size=8))
def test_every_cell_comes_back_with_its_type(tmp_path_factory, rows):
    folder = tmp_path_factory.getbasetemp() / "kembali"
    table = make(rows)
    publish(folder, table)
    frame = kinerja_lib.read_published(folder / "t.csv").frame
    back = [[None if pd.isna(cell) else cell for cell in row] for row in frame.to_numpy()]
    expected = [
        [row[0] or None, *row[1:3], row[3] and dt.date.fromisoformat(row[3]), row[4]]
        for row in table["rows"]
    ]
    assert back == expected


def test_missing_and_withheld_are_told_apart(tmp_path):
    table = make([("A", None, WITHHELD, None, None), ("B", 3, -0.5, "2026-09-30", True)])
    publish(tmp_path / "tables", table)
    read = kinerja_lib.read_published(tmp_path / "tables" / "t.csv")
    assert read.frame["nilai"].tolist()[1] == -0.5 and read.frame["nilai"].dtype == "float64"
    assert read.frame["jumlah"].isna().tolist() == [True, False]
    assert read.withheld["nilai"].tolist() == [True, False]
    assert not read.withheld["jumlah"].any()
    assert read.frame["hari"][1] == dt.date(2026, 9, 30) and bool(read.frame["benar"][1])


def test_the_dictionary_says_what_a_column_is_and_where_apostrophes_are(tmp_path):
    table = make([("=A", 1, 2, None, None), ("'=B", 2, -3, None, None), ("C", 3, 4.5, None, None)])
    publish(tmp_path / "tables", table)
    read = kinerja_lib.read_published(tmp_path / "tables" / "t.csv")
    assert read.frame["nama"].tolist() == ["=A", "'=B", "C"]
    lines = read.dictionary
    assert lines.loc["nama"].tolist() == ["Nama =y", "key", "", "teks", "2"]
    assert lines.loc["jumlah"].tolist() == ["Jumlah", "count", "orang", "bilangan bulat", "0"]
    assert lines["jenis"].tolist() == ["teks", "bilangan bulat", "bilangan", "teks", "teks"]
    assert [row[2] for row in read_rows(tmp_path / "tables" / "t.csv")][1:] == ["2", "-3", "4.5"]


def test_the_dictionary_itself_is_read_too(tmp_path):
    publish(tmp_path / "tables", make([("=A", 1, 2, None, None)]))
    read = kinerja_lib.read_published(tmp_path / "tables" / DICTIONARY)
    assert read.frame["arti"].tolist()[0] == "Nama =y"
    assert set(read.frame["berkas"]) >= {"t.csv"}
    assert (read.dictionary["jenis"] == "teks").all()


def test_sentences_and_lineage_are_read_too(tmp_path, finding):
    said = finding("k", "{x} -1").to_json()
    publish(tmp_path / "tables", make([]), [said], [("Kode", "=1"), ("Python", "3.11")])
    (tmp_path / "tables" / "asal-usul.csv").write_text("keterangan,nilai\nKode,'=1\n")
    read = kinerja_lib.read_published(tmp_path / "findings.csv").frame
    assert read["value"].tolist() == [3.5] and read["n"].tolist() == [30]
    lineage = kinerja_lib.read_published(str(tmp_path / "tables" / "asal-usul.csv"))
    assert lineage.frame["nilai"].tolist() == ["=1"]
    assert lineage.dictionary.loc["nilai", "apostrof"] == "1"


def test_a_changed_file_is_refused(tmp_path):
    folder = tmp_path / "tables"
    publish(folder, make([("A", 1, 2.5, "2026-09-30", True)]))
    for old, new, message in (
        ("2.5", "dua", "nilai memuat isi yang bukan bilangan"),
        ("2026-09-30", "30-09-2026", "hari memuat isi yang bukan tanggal"),
        ("True", "ya", "benar memuat isi yang bukan benar atau salah"),
        ("nilai", "lain", "kolom lain tidak ada pada kamus-data.csv"),
        ("A,", "A,,", "jumlah kolom tidak sama"),
    ):
        text = (folder / "t.csv").read_text()
        (folder / "t.csv").write_text(text.replace(old, new))
        with pytest.raises(DataError, match=message):
            kinerja_lib.read_published(folder / "t.csv")
        (folder / "t.csv").write_text(text)
    (folder / DICTIONARY).write_text("a,b\n")
    with pytest.raises(DataError, match="bukan kamus data"):
        kinerja_lib.read_published(folder / "t.csv")
    with pytest.raises(DataError, match="tidak dapat dibaca"):
        kinerja_lib.read_published(folder / "x.csv")


@pytest.mark.parametrize(
    ("values", "role", "kind"),
    [
        ([], "count", "bilangan"),
        ([None, WITHHELD], "text", "teks"),
        ([1, True], "value", "teks"),
        ([1, 2.0], "value", "bilangan"),
        (["2026-09-30", "nanti"], "date", "teks"),
        (["2026-09-30"], "text", "teks"),
    ],
)
def test_the_kind_of_a_column_follows_its_cells(values, role, kind):
    assert find_kind(values, role) == kind
