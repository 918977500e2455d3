"""What SQL reads by itself, and what Python reads, is the same: value, fault and flag."""

import math
import os

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kinerja_lib.sources.sheet_cells import SheetCell
from kinerja_lib.sources.spelling import list_spellings
from kinerja_lib.tables.cells import Habits, read_cell
from kinerja_lib.tables.codes import find_nip_fault
from kinerja_lib.tables.compile import MISSING, compile_text, compile_typed, nip_pattern
from kinerja_lib.tables.contract import Field
from kinerja_lib.tables.quoting import identifier, literal

FIELDS = (
    Field("teks", "text", ""),
    Field("nama", "text", "", variants={"Kerjasama": "Kerja sama", "Kerja sama": "Kerja sama"}),
    Field("kode", "code", ""),
    Field("penilai", "code", "", personal=True),
    Field("persen", "number", "", unit="%", low=0, high=100),
    Field("nip", "nip", "", required=True),
    Field("bulat", "whole", "", low=1, high=5),
    Field("angka", "number", "", unit="Rp", low=-100, high=1e9),
    Field("batas", "number", "", unit="hari kerja", limit="atas"),
    Field("hari", "date", ""),
    Field("saat", "time", ""),
    Field("tahun", "year", ""),
    Field("periode", "period", ""),
    Field("pilihan", "choice", "", choices=("IV/b", "III/c"), variants={"42": "IV/b"}),
    Field("ya", "flag", ""),
)
DIGITS = st.text("0123456789", min_size=1, max_size=19)
MARKS = st.text("0123456789.,-+/: %<>=eE'", min_size=1, max_size=20)
WORDS = st.sampled_from(
    [
        *MISSING,
        *("1.234", "1,234", "12,5", "1.848.000", "Rp1.250.000,-", "<= 5 hari", "95%", "5 juta"),
        *("01-02-2026", "25-02-2026", "2026-02-30", "2026-02-28", "46082", "46082.5", "20260301"),
        *("2026-03-01 24:00", "2026-03-01 23:59:60", "2026-03-01T08:30", "1 Maret 2026", "1900"),
        *("2026-TW1", "2026-TW5", "TW I 2026", "2026-13", "2099-12", "1899", "2100", "2026.0"),
        *("IV.b", "iv/B", "42", "Ya", "ya", "TIDAK", "tidak", "1", "0", "Kerjasama", "#REF!"),
        *("198503302010011001", "198502312010011001", "1.98503302010011E+17", "'19850330"),
        *("1,23E+18", "2.5e10", "1E5", "Total U1", "jumlah", "Jumlah:", "TOTALAN", "Rata-rata x"),
        *("19850330201001100", "197501012000031000", "1985 03302010011001", "'198503302010011001"),
        *("0.95", "0,95", "95", "0,95%", "2026-03-01T08:30:00+07:00", "2026-03-01 08:30Z"),
        *("+5", "-0", "00000000000001", "99999999999999", "100000000000000", "1e308", "0.1234"),
    ]
)
DATES = st.builds(
    "{:04d}{}{:02d}{}{:02d}{}".format,
    st.integers(1890, 2110),
    st.sampled_from("-/."),
    st.integers(0, 13),
    st.sampled_from("-/."),
    st.integers(0, 32),
    st.sampled_from(["", " 08:30", " 24:00", "T23:59:59", " 25:00", " 08:30:00.5"]),
)
NUMBERS = st.builds(
    "{}{}".format, st.floats(-1e12, 1e12, allow_nan=False), st.sampled_from(["", " hari", "%"])
)
TEXTS = st.one_of(st.text(min_size=1, max_size=30), DIGITS, MARKS, WORDS, DATES, NUMBERS)


def store(connection: duckdb.DuckDBPyConnection, texts: list[str]) -> str:
    """Put texts into a table as the readers do: trimmed, empty ones missing."""
    connection.execute("CREATE OR REPLACE TEMP TABLE cells (place INTEGER, cell VARCHAR)")
    rows = [(place, text.strip() or None) for place, text in enumerate(texts)]
    connection.executemany("INSERT INTO cells VALUES (?, ?)", rows)
    return "cells"


def read_by_sql(field: Field, texts: list[str]) -> tuple[list[tuple], Habits]:
    """Read texts on the way a check takes: plain ones in SQL, the others from their spellings."""
    with duckdb.connect() as connection:
        relation = store(connection, texts)
        name = identifier("n_" + field.name)
        sql = compile_text(field, name)
        inner = f"SELECT place, cell AS {name} FROM {relation}"
        cells = {field.name: SheetCell(field, "cell", sql)}
        spellings, habits = list_spellings(connection, inner, cells, [field.name], "s")
        joined = f"({inner}) n"
        value, bad, flag = sql.value, f"coalesce({sql.bad}, false)", "false"
        if field.name in spellings:
            s = identifier(spellings[field.name].relation)
            joined += f" LEFT JOIN {s} ON {s}.raw = {name}"
            value = f"CASE WHEN {sql.plain} THEN {sql.value} ELSE {s}.value END"
            bad = f"CASE WHEN {sql.plain} THEN {bad} ELSE {s}.bad END"
            flag = f"coalesce({s}.flag, false)"
            parts = spellings[field.name].parts
            if parts:
                plain = f"CASE WHEN {sql.plain} THEN {sql.value} END"
                flag += f" OR coalesce({plain} > 0 AND {plain} < {parts}, false)"
        query = f"SELECT CAST({value} AS VARCHAR), {bad}, {flag} FROM {joined} ORDER BY place"
        return connection.execute(query).fetchall(), habits[field.name]


def read_by_python(field: Field, text: str, habits: Habits) -> tuple:
    """Read one text with the cell reader; None, fault, flag where it means no value."""
    if text in MISSING:
        return None, field.required, False
    cell = read_cell(field, text, habits)
    return cell.value, bool(cell.fault), bool(cell.flag)


def same(field: Field, written: str | None, value: object) -> bool:
    if written is None or value is None:
        return written is None and value is None
    if field.kind in ("whole", "number", "year"):
        return math.isclose(float(written), float(value), rel_tol=1e-15)
    if field.kind == "flag":
        return written == str(value).lower()
    return written == value


@settings(
    max_examples=int(os.environ.get("KINERJA_EXAMPLES", "15")),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(TEXTS, min_size=1, max_size=60))
@example(["2026-02-28 24:00", "2026-03-01 08:30", "2026-03-01"])
@example(["198503302010011001", "200002292017121001", "194003302010011001"])
@example(["1.5", "1.234", "12.12", "3.1234", "0.12345678901234567"])
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_sql_and_python_read_every_text_alike(field, texts):
    rows, habits = read_by_sql(field, texts)
    for text, (value, bad, flag) in zip(texts, rows, strict=True):
        text = text.strip()
        if not text:
            assert value is None
            continue
        expected, fault, doubt = read_by_python(field, text, habits)
        if fault:
            assert bad, (text, value)
        else:
            assert not bad and flag == doubt, (text, value, expected)
            assert same(field, value, expected), (text, value, expected)


def test_the_pattern_of_employee_numbers_takes_valid_ones_only():
    numbers = []
    for year in (*range(1935, 2012), 2050):
        for day in ("0101", "0228", "0229", "0230", "0431", "1231", "0001", "1301"):
            for age in (16, 17, 20, 30, 45, 64, 70, 71):
                for code in ("00", "01", "12", "13", "20", "21", "24", "99"):
                    numbers.append(f"{year}{day}{year + age}{code}1001")
    numbers += [f"198503302010011{serial:03d}" for serial in (0, 1, 9, 10, 100, 101, 999)]
    numbers += [f"19850330201001{sex}001" for sex in range(10)]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE n AS SELECT unnest(?::VARCHAR[]) AS nip", [numbers])
        matched = f"regexp_full_match(nip, {literal(nip_pattern())})"
        taken = {n for (n,) in connection.execute(f"SELECT nip FROM n WHERE {matched}").fetchall()}
    valid = {n for n in numbers if not find_nip_fault(n)}
    assert taken <= valid
    usual = {
        n for n in valid if 1940 <= int(n[:4]) < 2010 and 21 <= int(n[8:12]) - int(n[:4]) <= 65
    }
    assert usual <= taken


TYPED = [
    (Field("x", "number", "", low=0, high=10), "DOUBLE", "5.5", 5.5, False),
    (Field("x", "number", "", low=0, high=10), "DOUBLE", "11", None, True),
    (Field("x", "number", ""), "DOUBLE", "'inf'::DOUBLE", None, True),
    (Field("x", "number", ""), "DECIMAL(10,2)", "5.25", 5.25, False),
    (Field("x", "whole", ""), "DOUBLE", "5.0", 5.0, False),
    (Field("x", "whole", ""), "DOUBLE", "5.5", None, True),
    (Field("x", "whole", ""), "BIGINT", "5", 5.0, False),
    (Field("x", "year", ""), "SMALLINT", "2026", 2026.0, False),
    (Field("x", "year", ""), "SMALLINT", "26", None, True),
    (Field("x", "flag", ""), "BOOLEAN", "true", True, False),
]


@pytest.mark.parametrize(("field", "kind", "written", "value", "bad"), TYPED)
def test_a_typed_column_is_judged_by_the_same_limits(field, kind, written, value, bad):
    sql = compile_typed(field, "c", kind)
    query = (
        f"SELECT {sql.value}, coalesce({sql.bad}, false) FROM (SELECT CAST({written} AS {kind}) c)"
    )
    found, wrong = duckdb.sql(query).fetchall()[0]
    assert wrong == bad and (bad or found == value)


def test_types_that_say_less_than_text_are_read_as_text():
    assert compile_typed(Field("x", "nip", ""), "c", "BIGINT") is None
    assert compile_typed(Field("x", "code", ""), "c", "INTEGER") is None
    assert compile_typed(Field("x", "date", ""), "c", "BIGINT") is None
    for kind in ("date", "time"):  # the day would depend on the machine
        assert compile_typed(Field("x", kind, ""), "c", "TIMESTAMP WITH TIME ZONE") is None


def test_names_and_texts_cannot_leave_their_quotes():
    hostile = "x'); DROP TABLE t; --\"y"
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE {identifier(hostile)} (a INTEGER)")
    assert connection.execute(f"SELECT {literal(hostile)}").fetchall() == [(hostile,)]
    assert connection.execute("SELECT count(*) FROM duckdb_tables()").fetchall() == [(1,)]
