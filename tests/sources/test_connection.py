"""The engine says nothing by itself, whatever it is started from."""

import subprocess
import sys

import duckdb
import pytest

from kinerja_lib.sources.connection import close_files, open_engine

_ASK = """
from kinerja_lib.sources.connection import open_engine
print(open_engine().execute("SELECT current_setting('enable_progress_bar')").fetchall())
"""


def test_no_progress_is_drawn_where_no_script_is_run(project):
    done = subprocess.run(
        [sys.executable, "-c", _ASK], cwd=project, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[(False,)]"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('{path}')",
        "SELECT * FROM read_text('{path}')",
        "COPY (SELECT 1) TO '{path}'",
        "ATTACH '{path}' AS other",
        "INSTALL httpfs",
        "SELECT * FROM read_csv('https://contoh.invalid/a.csv')",
    ],
)
def test_an_engine_that_was_shut_reads_and_writes_nothing_outside(tmp_path, query):
    path = tmp_path / "a.csv"
    path.write_text("a\n1\n")
    engine = open_engine()
    assert engine.execute(f"SELECT a FROM read_csv('{path}')").fetchall() == [(1,)]
    close_files(engine)
    with pytest.raises(duckdb.PermissionException):
        engine.execute(query.format(path=path))
    assert path.read_text() == "a\n1\n"


def test_the_shut_engine_cannot_be_opened_again():
    engine = open_engine()
    close_files(engine)
    with pytest.raises(duckdb.InvalidInputException, match="locked"):
        engine.execute("SET enable_external_access = true")
