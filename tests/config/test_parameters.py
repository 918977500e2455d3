"""Names and values: each row of methods/reporting.md 2.3 and trap of section 5 has its own id."""

import datetime as dt
import math

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.config.contract import read_contract
from kinerja_lib.config.parameters import check_parameters
from kinerja_lib.config.yaml_text import YamlText, parse_yaml
from kinerja_lib.errors import ParameterError

CELL = """\
region: str = "Jambi"
count: int = 1
share: float = 0.5
cap: Annotated[float, Between(100, 200)] = 120.0
month: Annotated[int, Between(1, 12)] = 1
shown: bool = True
day: Date = "2026-12-31"
period: Period = "2026"
unit: Code = "007"
short: Annotated[str, Matches("[a-z]+")] = "a"
person: Nip | None = None
source: Path = "data"
areas: list[str] = []
pair: list[float] = []
weights: dict[str, int] = {}
mode: Literal["mean", "median"] = "mean"
level: Literal[1, 2] = 1
limit: int | None = None
"""
LONG_NIP = "198501012010011001"


@pytest.fixture
def contract(notebook):
    return read_contract(notebook(CELL))


def accept(contract, name, value):
    return check_parameters(contract, {name: value}, where="p.yaml")[name]


def refuse(contract, given):
    with pytest.raises(ParameterError) as caught:
        check_parameters(contract, given, where="p.yaml")
    message = str(caught.value)
    assert message.splitlines()[-1] == "Tidak ada proses yang dijalankan."
    assert caught.value.exit_code == 2
    return message


def test_left_out_names_take_the_default_in_the_order_of_the_cell(contract):
    values = check_parameters(contract, {"count": 3}, where="p.yaml")
    assert list(values) == list(contract.parameters)
    assert values["count"] == 3 and values["region"] == "Jambi"


def test_a_default_list_is_not_shared_between_runs(contract):
    check_parameters(contract, {}, where="p")["areas"].append("x")
    assert check_parameters(contract, {}, where="p")["areas"] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("coumt", "Maksud Anda 'count'?", id="unknown name nn for n"),
        pytest.param("zzzzzzzz", "Yang dikenal: areas, ", id="unknown name without neighbour"),
        pytest.param("x=1;import os;print(1);y", "bukan nama", id="name holding code"),
        pytest.param("a b", "bukan nama", id="name not an identifier"),
        pytest.param("class", "kata milik bahasa Python", id="Python keyword"),
        pytest.param("__class__", "bukan nama", id="dunder"),
        pytest.param("", "bukan nama", id="empty name"),
        pytest.param("count\n", "bukan nama", id="name with newline"),
        pytest.param("cоunt", "bukan nama", id="Cyrillic letter"),
        pytest.param("ｃount", "bukan nama", id="full-width letter"),
        pytest.param("x" * 100_000, "tidak dikenal", id="huge name"),
        pytest.param(5, "(int) bukan nama", id="number as name"),
        pytest.param("db_password", "keyring", id="password parameter"),
    ],
)
def test_refused_names(contract, name, expected):
    message = refuse(contract, {name: 1})
    assert expected in message and len(message) < 600


YAML_ACCEPTED = [
    pytest.param("unit", "007", "007", id="CLI 007 for a code"),
    pytest.param("unit", "1E5", "1E5", id="CLI 1E5 for a code"),
    pytest.param("unit", "08", "08", id="CLI 08 for a code"),
    pytest.param("unit", LONG_NIP, LONG_NIP, id="CLI NIP for a code"),
    pytest.param("person", LONG_NIP, LONG_NIP, id="CLI NIP"),
    pytest.param("person", "19850101 201001 1 001", LONG_NIP, id="NIP with spaces"),
    pytest.param("region", "007", "007", id="007 as text"),
    pytest.param("region", "yes", "yes", id="CLI yes as text"),
    pytest.param("region", "2024-01-01", "2024-01-01", id="date as text"),
    pytest.param("region", "None", "None", id="CLI None as text"),
    pytest.param("region", "nan", "nan", id="CLI nan as text"),
    pytest.param("areas", "[08, yes, 1E5]", ["08", "yes", "1E5"], id="texts in a list"),
    pytest.param("period", "2021", "2021", id="year without quotes"),
    pytest.param("period", "2021-09", "2021-09", id="month"),
    pytest.param("period", '"2021-TW3"', "2021-TW3", id="quarter in quotes"),
    pytest.param("day", "2024-02-29", "2024-02-29", id="leap day"),
    pytest.param("count", "-12", -12, id="negative whole number"),
    pytest.param("share", "1E5", 100000.0, id="1E5 for a float"),
    pytest.param("share", "3", 3.0, id="whole number for a float"),
    pytest.param("share", ".5", 0.5, id="float without zero"),
    pytest.param("share", "-.inf", -math.inf, id="infinity without a range"),
    pytest.param("shown", "false", False, id="false"),
    pytest.param("limit", "null", None, id="null for optional"),
    pytest.param("limit", "", None, id="nothing for optional"),
    pytest.param("mode", "median", "median", id="choice"),
    pytest.param("level", "2", 2, id="whole number as choice"),
    pytest.param("weights", "{a: 1, 08: 2}", {"a": 1, "08": 2}, id="dict keeps its keys"),
    pytest.param("source", "data/../jambi", "data/../jambi", id="path"),
    pytest.param("region", '""', "", id="empty text"),
]


@pytest.mark.parametrize(("name", "written", "expected"), YAML_ACCEPTED)
def test_accepted_from_yaml(contract, name, written, expected):
    given = parse_yaml(f"{name}: {written}", where="p.yaml")
    value = check_parameters(contract, given, where="p.yaml")[name]
    assert value == expected and type(value) is type(expected)


@pytest.mark.parametrize(
    ("name", "written", "expected"),
    [
        pytest.param("count", "abc", 'bernilai "abc". Tulis bilangan bulat.', id="wrong type"),
        pytest.param("count", '"5"', "dalam tanda kutip", id="number in quotes"),
        pytest.param("count", "007", 'bernilai "007"', id="007 for a number"),
        pytest.param("count", "08", 'bernilai "08"', id="08 for a number"),
        pytest.param("count", "1E5", 'bernilai "1E5"', id="1E5 for a whole number"),
        pytest.param("count", "1_000", 'bernilai "1_000"', id="underscore in a number"),
        pytest.param("count", "1.0", 'bernilai "1.0"', id="float for a whole number"),
        pytest.param("count", "true", 'bernilai "true"', id="bool for a whole number"),
        pytest.param("count", "١٢", "bilangan bulat", id="Arabic digits"),
        pytest.param("count", LONG_NIP, "notebook harus menyatakan Code", id="NIP for a number"),
        pytest.param("count", "9" * 5000, "terlalu besar", id="5000 digits"),
        pytest.param("count", "", "tidak diisi", id="nothing for a number"),
        pytest.param("region", "~", "tidak diisi", id="null for a text"),
        pytest.param("share", '"0.5"', "dalam tanda kutip", id="float in quotes"),
        pytest.param("share", "0,5", "titik desimal", id="decimal comma"),
        pytest.param("share", "1e999", "terlalu besar", id="float too large"),
        pytest.param("share", ".", "titik desimal", id="only a point"),
        pytest.param("cap", "99.9", "bernilai 99.9. Tulis angka dengan", id="below the range"),
        pytest.param("cap", ".nan", "dari 100 sampai 200", id="nan in a range"),
        pytest.param("cap", ".inf", "dari 100 sampai 200", id="inf in a range"),
        pytest.param("month", "13", "dari 1 sampai 12", id="above the range"),
        pytest.param("shown", "yes", "true atau false", id="CLI yes for a bool"),
        pytest.param("shown", "1", "true atau false", id="1 for a bool"),
        pytest.param("day", "2026-02-31", "kalender", id="day not in the calendar"),
        pytest.param("day", "31-12-2026", "kalender", id="day first"),
        pytest.param("day", "20261231", "kalender", id="date without hyphens"),
        pytest.param("day", "0202-01-01", "kalender", id="year before 1900"),
        pytest.param("period", "2026-TW5", "Tulis 2026-TW1 sampai 2026-TW4.", id="fifth quarter"),
        pytest.param("period", "2026-13", "2026-TW3", id="month 13"),
        pytest.param("period", "TW1-2026", "2026-TW3", id="period in another order"),
        pytest.param("mode", "meen", "Maksud Anda 'mean'?", id="not a choice"),
        pytest.param("level", "3", "salah satu dari: 1, 2", id="not a number of the choice"),
        pytest.param("short", "A1", "pola [a-z]+", id="pattern not matched"),
        pytest.param("areas", "x", "daftar berisi teks", id="text for a list"),
        pytest.param("areas", "[a, [b]]", "pada isi 2 berisi daftar", id="list in a list"),
        pytest.param("weights", "{a: x}", 'pada isi "a" bernilai "x"', id="wrong value in a dict"),
        pytest.param("region", "[a]", "berisi daftar", id="list for a text"),
        pytest.param("region", "{a: 1}", "berisi pasangan nama", id="mapping for a text"),
        pytest.param("unit", '"a\\nb"', "kode 1–64", id="newline in a code"),
        pytest.param("unit", '""', "kode 1–64", id="empty code"),
        pytest.param("source", '"a\\0b"', "jalur", id="null byte in a path"),
    ],
)
def test_refused_from_yaml(contract, name, written, expected):
    message = refuse(contract, parse_yaml(f"# baris 1\n{name}: {written}", where="p.yaml"))
    assert message.startswith(f'p.yaml, baris 2: Parameter "{name}" ') and expected in message
    assert len(message) < 400


HOSTILE = {
    "quotes": "'\"'''\"\"\"",
    "newline": "a\nb\r\n",
    "backslash": "\\n\\\\",
    "braces": "{{ x }} {x} {% y %}",
    "script": "</script><script>alert(1)</script>",
    "U+2028": "a\u2028b\u2029",
    "right-to-left": "\u202eabc\u200f",
    "emoji": "😀",
    "formula": "=cmd|' /C calc'!A0",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_passes_unchanged(contract, text):
    assert accept(contract, "region", text) == text
    assert accept(contract, "areas", [YamlText(text, quoted=True)]) == [text]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_clean_in_a_message(contract, text):
    message = refuse(contract, {"count": text, text: 1})
    assert not set(message) & set("\r\x00\u2028\u2029\u202e")
    assert len(message.splitlines()) == 3


class Text(str):
    """A subclass, as numpy.str_ is one."""


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        pytest.param("count", np.int64(7), 7, id="numpy int64"),
        pytest.param("share", np.float64(0.25), 0.25, id="numpy float64"),
        pytest.param("share", np.float32(0.25), 0.25, id="numpy float32"),
        pytest.param("share", 3, 3.0, id="int for a float"),
        pytest.param("share", math.inf, math.inf, id="inf without a range"),
        pytest.param("pair", (1, 2), [1.0, 2.0], id="tuple for a list"),
        pytest.param("day", dt.date(2024, 2, 29), "2024-02-29", id="date"),
        pytest.param("limit", None, None, id="None for optional"),
        pytest.param("region", np.str_("x"), "x", id="numpy text"),
        pytest.param("region", Text("x"), "x", id="subclass of str"),
        pytest.param("region", "x" * 100_000, "x" * 100_000, id="100 kB of text"),
        pytest.param("weights", {"a": np.int64(1)}, {"a": 1}, id="nested numpy"),
    ],
)
def test_accepted_from_python(contract, name, value, expected):
    accepted = accept(contract, name, value)
    assert accepted == expected and type(accepted) is type(expected)


def test_nan_passes_where_float_has_no_range(contract):
    assert math.isnan(accept(contract, "share", math.nan))
    assert math.isnan(accept(contract, "share", YamlText("nan")))


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        pytest.param("day", dt.datetime(2024, 1, 1, 5), "berisi datetime", id="datetime"),
        pytest.param("day", pd.Timestamp("2024-01-01"), "berisi Timestamp", id="Timestamp"),
        pytest.param("day", pd.NaT, "berisi NaTType", id="NaT"),
        pytest.param("region", dt.date(2024, 1, 1), "berisi date", id="date for a text"),
        pytest.param("areas", {"a"}, "berisi set", id="set"),
        pytest.param("areas", pd.DataFrame({"a": [1]}), "berisi DataFrame", id="DataFrame"),
        pytest.param("areas", np.array(["a"]), "berisi ndarray", id="ndarray"),
        pytest.param("areas", "abc", "daftar berisi teks", id="text for a list"),
        pytest.param("region", (1, 2), "berisi tuple", id="tuple for a text"),
        pytest.param("region", b"x", "berisi bytes", id="bytes"),
        pytest.param("region", object(), "berisi object", id="object"),
        pytest.param("region", 7, "bernilai 7. Tulis teks.", id="number for a text"),
        pytest.param("region", None, "tidak diisi", id="None for a text"),
        pytest.param("region", "x" * 10_000_000, "100 kB", id="10 MB text"),
        pytest.param("region", "é" * 60_000, "100 kB", id="120 kB in UTF-8"),
        pytest.param("region", "\ud800", "Unicode sah", id="lone surrogate"),
        pytest.param("count", True, "bernilai True", id="bool for a whole number"),
        pytest.param("count", 1.0, "bernilai 1.0", id="float for a whole number"),
        pytest.param("count", "5", "dalam tanda kutip", id="text for a number"),
        pytest.param("count", 2**53, "terlalu besar", id="beyond 2^53"),
        pytest.param("count", pd.NA, "berisi NAType", id="missing value of pandas"),
        pytest.param("share", True, "bernilai True", id="bool for a float"),
        pytest.param("share", 10**400, "terlalu besar", id="too large for a float"),
        pytest.param("share", 1j, "berisi complex", id="complex number"),
        pytest.param("cap", math.nan, "bernilai nan", id="nan in a range"),
        pytest.param("shown", 1, "bernilai 1", id="1 for a bool"),
        pytest.param("unit", 7, "nol di depan", id="number for a code"),
        pytest.param("person", int(LONG_NIP), "nol di depan", id="int for a NIP"),
        pytest.param("person", float(LONG_NIP), "nol di depan", id="float for a NIP"),
        pytest.param("weights", {1: 1}, "nama yang bukan teks", id="number as key"),
        pytest.param("period", 2026, "bernilai 2026", id="number for a period"),
    ],
)
def test_refused_from_python(contract, name, value, expected):
    message = refuse(contract, {name: value})
    assert message.startswith(f'p.yaml: Parameter "{name}" ') and expected in message
    assert len(message) < 400


def test_a_nip_is_never_repeated_in_a_message(contract):
    given = {"person": "19850101201001100", "count": LONG_NIP, "mode": LONG_NIP, "month": 10**17}
    message = refuse(contract, given)
    assert "19850101" not in message and "17 angka dari 17 karakter" in message


def test_all_problems_are_told_at_once_with_a_limit(contract):
    given = {"count": "a", "share": "b", "coumt": 1, "day": "c"}
    assert len(refuse(contract, given).splitlines()) == 5
    many = refuse(contract, {f"x{n}": 1 for n in range(30)})
    assert len(many.splitlines()) == 22 and "10 masalah lain" in many


def test_the_given_values_are_left_as_they_were(contract):
    given = {"areas": ["a"]}
    check_parameters(contract, given, where="p")["areas"].append("b")
    assert given == {"areas": ["a"]}
