"""The fast path gives what the exact reader gives, or steps aside."""

import csv
import io
import stat

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja_lib.sources.reading.csv_fast import stage_fast, stage_records
from kinerja_lib.sources.reading.csv_file import lay_out_text, read_csv
from kinerja_lib.sources.reading.csv_lines import stage_lines
from kinerja_lib.sources.reading.problems import UnreadableError
from kinerja_lib.sources.reading.records import Records
from kinerja_lib.sources.reading.staging import drop_relation
from kinerja_lib.sources.reading.transcode import open_utf8

KNOWN = frozenset({"nip", "nama", "nilai"})
CONNECTION = duckdb.connect()
CONNECTION.execute("SET threads = 2")
HEAD = "NIP;Nama;Nilai\n"


def read(path, fast_from):
    try:
        sheet = read_csv(CONNECTION, path, KNOWN, "raw_1", fast_from=fast_from)
        rows = CONNECTION.execute("SELECT * FROM raw_1 ORDER BY _row").fetchall()
    except UnreadableError as error:
        return error.fault, None
    finally:
        drop_relation(CONNECTION, "raw_1")
    return sheet, rows


def compare(path):
    assert read(path, 0) == read(path, 10**15)


def stages(stage, path):
    with duckdb.connect() as connection:
        done = stage(connection, path, lay_out_text(path, KNOWN), "x") is not None
        (tables,) = connection.execute("SELECT count(*) FROM duckdb_tables()").fetchone()
        assert tables == done
        return done


def is_fast(path):
    return stages(stage_fast, path)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "1;A;9,5\n2;B;8\n",
        (HEAD + "1;A;9,5\n2;B;8\n").replace("\n", "\r\n"),
        HEAD + "1;A;9,5\n2;B;8",
        "\ufeff" + HEAD + "1;A;9,5\n",
        "JUDUL\n" + HEAD + "(1);(2);(3)\n1;A;9\n",
        HEAD + '1;"A; ""B""";9\n2;"";\n',
        HEAD + '1;"A\nB";9\n2;C;8\n',
        HEAD + "1;A\n2;B;8\nJumlah\n",
        HEAD + " 1 ;'A;9\n;;\n2;=1+1;8\n",
        HEAD + "\u00a01;A\t;  \n2;B;-1+X(1)\n",
        "NIP;Nama;Nilai;\n1;A;9;\n2;B;8;x\n",
        'NIP;"Nama\npegawai";Nilai\n1;A;9\n',
        "NIP;;Nama\n1;;A\n2;;B\n",
        "JUDUL\n\n" + HEAD + '1;"A;B";9\n2;B;8\n',
        "\n\nJUDUL\n\n\n" + HEAD + "1;A;9\n2;B;8\n",
    ],
)
def test_clean_files_take_the_fast_path_with_the_same_result(tmp_path, text):
    path = tmp_path / "a[1]*.csv"
    path.write_bytes(text.encode())
    assert is_fast(path)
    compare(path)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "1;A;9\n2;B;8\n3;C;7;4;5\n",
        HEAD + "1;A;9;;x; y ;\n2\n0;B;8\n3;C;7;4;5",
        (HEAD + "1;A;9\n\n2;B;8;;\u00a0z\n;;;;\n\n").replace("\n", "\r\n"),
        "\n" + HEAD + "1;A;9\n\n\n2;B;8\n",
        "\ufeffJUDUL\n\n" + HEAD + "0;B;8\n 1;'A;=1+2;@x\n",
        HEAD + ";;;\n1;A;9\n2;B;8\n;;; \n",
    ],
)
def test_uneven_lines_without_quotes_are_cut_with_the_same_result(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())
    assert not stages(stage_records, path) and stages(stage_lines, path)
    compare(path)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("more", ["", "2;B;8;x\n", '3;"B\nC";8\n'])
def test_other_encodings_are_fast_too_and_still_named(tmp_path, encoding, more):
    path = tmp_path / "a.csv"
    path.write_bytes((HEAD + "1;\u00c9;9\n" + more).encode(encoding))
    assert is_fast(path)
    compare(path)
    sheet, rows = read(path, 0)
    name = {"utf-16": "UTF-16-LE"}.get(encoding, encoding.upper())
    assert name in sheet.remarks[0] and rows[0][4] == "\u00c9"


def test_a_copy_in_utf8_is_private_and_gone_afterwards(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    path = tmp_path / "a.csv"
    path.write_bytes((HEAD + "1;\u00c9;9\n").encode("utf-16"))
    with open_utf8(path, lay_out_text(path, KNOWN)) as (copy, layout):
        assert copy.read_text(encoding="utf-8") == HEAD + "1;\u00c9;9\n"
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600 and layout.scan.encoding == "utf-8"
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert not list((tmp_path / "temp").iterdir())


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "1;A;9\r\n2;B;8\n",
        HEAD + '1;"A;9\n2;B;8\n',
        HEAD + '1;"A"x;9\n',
        HEAD + '1;A"B;9\n',
        HEAD + "1;A\x00;9\n",
        HEAD + "1;A\x01;9;8\n2;B;7\n",
        HEAD + '1;"A\nB"\n',
        HEAD + '1;"A\n\nB";9\n',
        HEAD + '1;"A";9\n\n2;B;8\n',
        '"NIP\n\n";"Nama";Nilai\n1;A;9\n',
        (HEAD + "1;\u00c9\x00;9\n").encode("utf-16"),
    ],
)
def test_other_files_are_read_exactly(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert not is_fast(path)
    compare(path)


CELLS = st.text(alphabet="ab1,;\"\n\r\t '=@-+(é\u00a0\x00.", max_size=5)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(st.lists(CELLS, min_size=0, max_size=4), max_size=6), quoted=st.booleans())
def test_both_paths_agree_on_any_text(tmp_path_factory, rows, quoted):
    path = tmp_path_factory.mktemp("fast") / "a.csv"
    text = io.StringIO()
    if quoted:
        csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    else:
        text.write("\n".join(";".join(row) for row in rows))
    path.write_text(HEAD + text.getvalue(), encoding="utf-8", newline="")
    compare(path)


@settings(max_examples=80, deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_well_formed_records_are_those_of_the_csv_module(rows):
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    lines = io.StringIO(text.getvalue(), newline="")
    expected = list(csv.reader(io.StringIO(text.getvalue(), newline=""), delimiter=";"))
    assert list(Records(iter(lines), ";")) == expected


def test_many_row_groups_keep_their_order(tmp_path):
    path = tmp_path / "a.csv"
    count = 300_000
    path.write_text(HEAD + "".join(f"{n};A{n};{n % 100}\n" for n in range(count)))
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = false")
    sheet = read_csv(connection, path, KNOWN, "raw_1", fast_from=0)
    wrong = connection.execute(
        "SELECT count_if(_row != c1::INT + 2), count(*) FROM raw_1"
    ).fetchall()
    assert wrong == [(0, count)] and sheet.rows == count
    setting = connection.execute("SELECT current_setting('preserve_insertion_order')").fetchall()
    assert setting == [(False,)]
