"""Any bytes on disk: nothing but `KinerjaError` leaves, and no row is lost."""

import shutil
import tempfile
from io import BytesIO
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_lib.errors import DataError
from kinerja_lib.sources.reading.source import read_source

KNOWN = frozenset({"nip", "nama", "nilai"})
CSV = b'REKAP\nNIP;Nama;Nilai\n1;"Budi; S.Kom";9,5\n2;Cita;8\n3;"A\nB";7\nJumlah;3\n'


def workbook() -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["nip", "nama", "nilai"])
    sheet.merge_range(1, 0, 2, 0, "198")
    sheet.write_formula(1, 1, "=1+1", None, 2)
    sheet.write(2, 2, 9.5)
    book.close()
    return buffer.getvalue()


def parquet() -> bytes:
    buffer = BytesIO()
    pq.write_table(pa.table({"nip": ["1", "2"], "nilai": [1.5, 2.5]}), buffer)
    return buffer.getvalue()


XLSX, PARQUET = workbook(), parquet()
CHANGES = st.lists(
    st.tuples(st.integers(0, 100_000), st.integers(0, 3), st.binary(min_size=1, max_size=6)),
    min_size=1,
    max_size=6,
)


def mutate(content: bytes, changes) -> bytes:
    for place, kind, value in changes:
        at = place % (len(content) + 1)
        if kind == 0:
            content = content[:at] + value + content[at + len(value) :]
        elif kind == 1:
            content = content[:at] + value + content[at:]
        elif kind == 2:
            content = content[:at] + content[at + len(value) :]
        else:
            content = content[:at] if place % 7 == 0 else content + value
    return content


def connect() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    return connection


CONNECTION = connect()


def read(name: str, content: bytes):
    """Read one file; every relation must be readable, and nothing else may be left behind."""
    global CONNECTION
    folder = Path(tempfile.mkdtemp(prefix="kinerja-reading-"))
    try:
        (folder / name).write_bytes(content)
        result = read_source(CONNECTION, folder, KNOWN)
    except DataError as error:
        assert name in str(error)
        CONNECTION = connect()  # the engine gave up over the damaged file
        return None
    finally:
        shutil.rmtree(folder)
    assert result.sheets or result.problems
    for sheet in (*result.sheets, *result.aside):
        rows = CONNECTION.execute(f"SELECT * FROM {sheet.relation}").fetchall()
        assert len(rows) == sheet.rows
        assert len({row[0] for row in rows}) == len(rows)
        assert not rows or len(rows[0]) == 3 + len(sheet.headers)
        CONNECTION.execute(f"DROP TABLE {sheet.relation}")
    assert not CONNECTION.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    return result


@settings(max_examples=60, deadline=None)
@given(changes=CHANGES)
def test_mutated_text(changes):
    read("a.csv", mutate(CSV, changes))


@settings(max_examples=60, deadline=None)
@given(changes=CHANGES)
def test_mutated_workbook(changes):
    read("a.xlsx", mutate(XLSX, changes))


@settings(max_examples=60, deadline=None)
@given(changes=CHANGES)
def test_mutated_parquet(changes):
    read("a.parquet", mutate(PARQUET, changes))


@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=400), name=st.sampled_from(["a.csv", "a.xlsx", "a.duckdb"]))
def test_any_bytes(content, name):
    read(name, content)


CELL = st.text(alphabet="abc 1,.'()=-é", max_size=6)


@settings(max_examples=50, deadline=None)
@given(rows=st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=30))
def test_every_filled_line_is_a_row(rows):
    lines = [";".join(row) for row in rows]
    content = "\n".join(["nip;nama;nilai", "1;A;2", *lines]).encode()
    (sheet,) = read("a.csv", content).sheets
    # Independent count: lines with anything but separators and blanks; rows that number or
    # explain columns cannot follow the first row of data.
    expected = 1 + sum(bool(line.replace(";", "").strip()) for line in lines)
    assert sheet.rows == expected
