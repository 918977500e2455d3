"""Independent work on one engine: order, language, errors, what cursors see of each other."""

import duckdb
import pytest

from kinerja_lib.i18n import current_language, use_language
from kinerja_lib.sources.connection import open_engine
from kinerja_lib.sources.parallel import run_all


def test_results_come_in_the_order_of_the_items():
    with open_engine() as connection:
        answers = run_all(
            connection,
            lambda cursor, n: cursor.execute("SELECT ? * ?", [n, n]).fetchall()[0][0],
            list(range(50)),
        )
    assert answers == [n * n for n in range(50)]


def test_tables_made_by_one_are_seen_by_all_and_temporary_ones_by_none():
    def make(cursor, name):
        cursor.execute(f"CREATE TABLE kept_{name} AS SELECT 1 AS one")
        cursor.execute("CREATE TEMP TABLE scratch AS SELECT 2 AS two")

    with open_engine() as connection:
        run_all(connection, make, ["a", "b", "c"])
        kept = connection.execute("SELECT one FROM kept_a JOIN kept_b USING (one)").fetchall()
        assert kept == [(1,)]
        with pytest.raises(duckdb.CatalogException):
            connection.execute("SELECT * FROM scratch")


def test_messages_keep_the_language_of_the_caller():
    with open_engine() as connection, use_language("en"):
        assert set(run_all(connection, lambda *_: current_language(), [1, 2, 3])) == {"en"}


def test_the_first_error_in_order_is_told_and_the_others_are_finished():
    done = []

    def work(cursor, n):
        if n in (1, 3):
            raise ValueError(n)
        done.append(n)

    with open_engine() as connection, pytest.raises(ValueError, match="1"):
        run_all(connection, work, [0, 1, 2, 3, 4])
    assert sorted(done) == [0, 2, 4]


def test_no_items_no_work():
    with open_engine() as connection:
        assert run_all(connection, lambda *_: 1, []) == []
