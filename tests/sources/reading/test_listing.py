"""Which files of a folder are read, which are named as problems, which are passed over."""

import os
from pathlib import Path

import duckdb
import pytest

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import use_language
from kinerja_lib.sources.reading.problems import describe_faults
from kinerja_lib.sources.reading.source import read_source

TABLE = "nip;nama\n1;A\n"


def test_a_folder_in_the_order_of_names(desk):
    for name in ("b.csv", "a.TXT", "c.tsv", ".d.csv", "truth.json", "README.md", "karantina.csv"):
        desk.write(name, TABLE)
    result = desk.read()
    assert [sheet.file for sheet in result.sheets] == ["a.TXT", "b.csv", "c.tsv"]
    assert [sheet.relation for sheet in result.sheets] == ["raw_1", "raw_2", "raw_3"]
    assert not result.problems and not result.external
    desk.connection.execute("SET enable_external_access = false")
    assert all(desk.rows(sheet) == [(2, "1", "A")] for sheet in result.sheets)


def test_what_is_not_read_is_named(desk):
    desk.write("ok.csv", TABLE)
    for name in ("a.docx", "b.xls", "c.xlsm", "d.json", "e.xlsb"):
        desk.write(name, b"x")
    (desk.folder / "sub").mkdir()
    (desk.folder / "link.csv").symlink_to(desk.folder / "ok.csv")
    (desk.folder / "dirlink").symlink_to("/tmp")
    os.mkfifo(desk.folder / "pipe.csv")
    result = desk.read()
    assert [sheet.file for sheet in result.sheets] == ["ok.csv"]
    assert {problem.file: problem.fault for problem in result.problems} == {
        "a.docx": "berkas_tidak_dikenal",
        "b.xls": "format_lama",
        "c.xlsm": "makro",
        "d.json": "berkas_tidak_dikenal",
        "dirlink": "tautan_simbolik",
        "e.xlsb": "format_lama",
        "link.csv": "tautan_simbolik",
        "pipe.csv": "tautan_simbolik",
        "sub": "subfolder",
    }


def test_one_bad_file_does_not_stop_the_others(desk):
    desk.write("a.csv", b"")
    desk.write("b.csv", TABLE)
    desk.write("c.xlsx", b"x")
    result = desk.read()
    assert [sheet.file for sheet in result.sheets] == ["b.csv"]
    assert [problem.fault for problem in result.problems] == ["berkas_kosong", "berkas_rusak"]


@pytest.mark.parametrize(
    "source", ["https://contoh.go.id/a.csv", "s3://x/y.parquet", "/dev/null", "tidak/ada", "a\0b"]
)
def test_sources_that_are_refused(source):
    with duckdb.connect() as connection, pytest.raises(DataError):
        read_source(connection, Path(source), frozenset())


def test_a_link_as_source_is_refused(desk):
    desk.write("a.csv", TABLE)
    (desk.folder / "b").symlink_to(desk.folder / "a.csv")
    with pytest.raises(DataError, match="tautan"):
        desk.read("b")


def test_two_sources_in_one_connection(desk):
    first, second = desk.read_one("a.csv", TABLE), desk.read_one("b.csv", TABLE)
    assert first.relation != second.relation and desk.rows(first) == desk.rows(second)


def test_every_fault_has_words():
    for fault in describe_faults().values():
        assert "{name}" in fault.message and fault.what_to_do.endswith(".")
    with use_language("en"):
        assert describe_faults().keys()
