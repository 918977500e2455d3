"""Parquet and DuckDB files: native types, views not run, large files left outside."""

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kinerja_lib.sources.reading import source
from kinerja_lib.sources.reading.duckdb_file import read_database
from kinerja_lib.sources.reading.parquet_file import read_parquet


@pytest.fixture
def database(desk):
    path = desk.folder / "a.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "CREATE TABLE pegawai AS SELECT '19' || i AS nip, ' x ' AS nama, DATE '2026-01-02' AS"
            " tanggal, i AS nilai, [i] AS daftar FROM range(3) r(i)"
        )
        connection.execute("CREATE SCHEMA lain")
        connection.execute('CREATE TABLE lain."unit; DROP" ("nama "" x" VARCHAR)')
        connection.execute("CREATE VIEW intip AS SELECT 1 AS x")
    return path


def test_tables_of_a_duckdb_file_keep_their_types(desk, database):
    result = desk.read("a.duckdb")
    assert [(sheet.sheet, sheet.rows) for sheet in result.sheets] == [
        ("lain.unit; DROP", 0),
        ("pegawai", 3),
    ]
    desk.connection.execute("SET enable_external_access = false")
    sheet = result.sheets[1]
    rows = desk.connection.execute(f"SELECT * FROM {sheet.relation} ORDER BY _row").fetchall()
    assert (
        rows[0][:5] == (1, None, None, "190", "x") and rows[2][0] == 3 and rows[2][6:] == (2, "[2]")
    )
    assert sheet.typed and sheet.headers == ("nip", "nama", "tanggal", "nilai", "daftar")
    assert "1 kolom bersusun atau biner dibaca sebagai teks" in sheet.remarks
    assert not result.external


def test_views_are_not_run(desk, database):
    (problem,) = desk.read("a.duckdb").problems
    assert (problem.sheet, problem.fault) == ("intip", "tampilan_basis_data")


def test_a_large_duckdb_file_stays_attached_for_reading_only(desk, database):
    before = database.read_bytes()
    names = iter(["raw_1", "raw_2"])
    parts = read_database(desk.connection, database, lambda: next(names), copy_up_to=10)
    desk.connection.execute("SET enable_external_access = false")
    assert len(desk.rows(parts[-1])) == 3
    with pytest.raises(duckdb.Error):
        desk.connection.execute("DELETE FROM source_raw_1.main.pegawai")
    assert database.read_bytes() == before


def test_a_copied_duckdb_file_is_closed_again(desk, database):
    assert desk.read("a.duckdb").sheets
    with duckdb.connect(str(database)) as other:
        other.execute("DROP TABLE pegawai")


def test_a_damaged_block_is_found(desk):
    path = desk.folder / "b.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE t AS SELECT i AS nip FROM range(5000) r(i)")
    content = bytearray(path.read_bytes())
    # The first block follows three headers of 4096 bytes; its checksum no longer holds.
    content[12_288 + 100] ^= 255
    desk.write("b.duckdb", bytes(content))
    result = desk.read("b.duckdb")
    assert not result.sheets and {p.fault for p in result.problems} == {"berkas_rusak"}


@pytest.mark.parametrize("content", [b"x" * 20_000, b"", b"SQLite format 3\0" + b"\0" * 4096])
def test_files_that_are_no_database(desk, content):
    fault = desk.fault("a.duckdb", content)
    assert fault == ("berkas_rusak" if content else "berkas_kosong")


def write_parquet(desk):
    table = pa.table({"nip": ["198", " "], "nilai": [1.5, None], "isi": [[1], None]})
    pq.write_table(table, desk.folder / "a.parquet")
    return desk.folder / "a.parquet"


def test_parquet_rows_are_numbered_and_typed(desk):
    write_parquet(desk)
    (sheet,) = desk.read("a.parquet").sheets
    assert desk.rows(sheet) == [(1, "198", 1.5, "[1]"), (2, None, None, None)]
    assert sheet.typed and sheet.rows == 2
    desk.connection.execute("SET enable_external_access = false")
    assert len(desk.rows(sheet)) == 2


def test_a_large_parquet_file_is_scanned_where_it_lies(desk, monkeypatch):
    path = write_parquet(desk)

    def read_outside(connection, file, relation):
        return read_parquet(connection, file, relation, copy_up_to=10)

    monkeypatch.setattr(source, "read_parquet", read_outside)
    result = desk.read("a.parquet")
    assert result.external and result.external_paths == (str(path),)
    desk.connection.execute(f"SET allowed_paths = ['{path}']")
    desk.connection.execute("SET enable_external_access = false")
    assert len(desk.rows(result.sheets[0])) == 2


def test_damaged_parquet(desk):
    content = write_parquet(desk).read_bytes()
    assert desk.fault("b.parquet", content[:-20]) == "berkas_rusak"
    assert desk.fault("c.parquet", b"PAR1" + b"\xff" * 300 + b"PAR1") == "berkas_rusak"
    assert desk.fault("d.parquet", b"") == "berkas_kosong"


def test_a_large_parquet_file_is_trimmed_only_where_a_cell_needs_it(desk):
    path = desk.write("a.parquet", "")
    values = "('1', ' A', ''), ('2', 'B', 'x'), (NULL, 'C\u00a0', NULL)"
    desk.connection.execute(
        f"COPY (SELECT * FROM (VALUES {values}) t(nip, nama, unit)) TO '{path}' (FORMAT parquet)"
    )
    sheet, external = read_parquet(desk.connection, path, "raw_1", copy_up_to=10)
    assert external
    assert desk.rows(sheet) == [(1, "1", "A", None), (2, "2", "B", "x"), (3, None, "C", None)]
    (view,) = desk.connection.execute(
        "SELECT sql FROM duckdb_views() WHERE NOT internal"
    ).fetchone()
    assert view.count('"trim"(') == 2
