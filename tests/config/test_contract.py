import json
import typing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja_lib.config import types
from kinerja_lib.config.contract import read_contract
from kinerja_lib.config.secret_names import looks_secret
from kinerja_lib.errors import ParameterError

EXAMPLE = """\
# Nilai bawaan memakai data contoh.
region: str = "Lima Provinsi"  # nama yang tampil pada judul
period: Period = "2021"  # 2021, 2021-S1, 2021-TW3 atau 2021-09
reference_date: Date = "2022-12-31"  # tanggal acuan data
areas: list[str] = []  # kosong: semua
achievement_cap: Annotated[float, Between(100, 200)] = 120  # batas atas capaian, persen
mode: Literal["a", "b"] = "a"
limit: int | None = None
unit: Annotated[Code, Matches("[0-9]{3}")] = "007"
weights: dict[str, float] = {
    "a": 0.5,  # bukan keterangan
    "b": -1,
}  # bobot per unsur
"""


def refusal(path):
    with pytest.raises(ParameterError) as caught:
        read_contract(path)
    message = str(caught.value)
    assert message.endswith("Tidak ada proses yang dijalankan.")
    assert path.name in message
    return message


def test_declarations_are_read_with_default_meaning_and_limits(notebook):
    contract = read_contract(notebook(EXAMPLE, name="performance_review"))
    found = contract.parameters
    assert (contract.name, contract.title, contract.n_code_cells) == (
        "performance_review",
        "Judul laporan",
        1,
    )
    assert list(found) == [
        "region", "period", "reference_date", "areas", "achievement_cap", "mode", "limit", "unit",
        "weights",
    ]  # fmt: skip
    assert [p.kind for p in found.values()] == [
        "str", "period", "date", "list", "float", "choice", "int", "code", "dict",
    ]  # fmt: skip
    assert found["region"].meaning == "nama yang tampil pada judul"
    assert found["weights"].meaning == "bobot per unsur"
    assert found["weights"].default == {"a": 0.5, "b": -1.0}
    assert found["mode"].meaning == ""
    assert (found["achievement_cap"].low, found["achievement_cap"].high) == (100, 200)
    assert isinstance(found["achievement_cap"].default, float)
    assert found["mode"].choices == ("a", "b")
    assert found["limit"].optional and found["limit"].default is None
    assert found["unit"].pattern == "[0-9]{3}"
    assert found["areas"].item.kind == "str"


def test_the_same_cell_runs_as_plain_python():
    names = {
        name: getattr(types, name) for name in ("Date", "Period", "Code", "Between", "Matches")
    }
    names |= {"Annotated": typing.Annotated, "Literal": typing.Literal}
    exec(EXAMPLE, names)  # what "Run all" in JupyterLab does
    assert names["period"] == "2021" and names["weights"]["b"] == -1


def test_reading_does_not_run_the_cell(notebook, tmp_path):
    marker = tmp_path / "ran"
    message = refusal(notebook(f"n: int = open({str(marker)!r}, 'w').write('x')"))
    assert "dihitung" in message and not marker.exists()


def test_source_as_a_list_of_lines_and_a_byte_order_mark(notebook):
    cell = {
        "cell_type": "code",
        "source": ["n: int = 1  # satu\n", "m: int = 2"],
        "metadata": {"tags": ["parameters"]},
    }
    path = notebook(cells=[cell])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    contract = read_contract(path)
    assert list(contract.parameters) == ["n", "m"] and contract.title == "laporan"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("n = 1", 'Parameter "n" tanpa jenis', id="no annotation"),
        pytest.param("n: int", 'Parameter "n" tanpa nilai bawaan', id="no default"),
        pytest.param("n: complex = 1", "jenis yang tidak dikenal", id="unknown annotation"),
        pytest.param("n: 'int' = 1", "jenis yang tidak dikenal", id="annotation as text"),
        pytest.param("n: int | str = 1", "jenis yang tidak dikenal", id="two types"),
        pytest.param("n: None | None = None", "jenis yang tidak dikenal", id="only None"),
        pytest.param("n: dict[int, str] = {}", "dict[str, ...]", id="dict keys not text"),
        pytest.param("n: Literal[1, 'a'] = 1", "Literal", id="mixed Literal"),
        pytest.param("n: Literal[True] = True", "Literal", id="bool Literal"),
        pytest.param("n: Annotated[int] = 1", "Annotated tanpa batas", id="bare Annotated"),
        pytest.param("n: Annotated[str, Between(1, 2)] = ''", "tidak cocok", id="range of text"),
        pytest.param("n: Annotated[int, Matches('a')] = 1", "tidak cocok", id="pattern of number"),
        pytest.param("n: Annotated[int, Between(2, 1)] = 1", "terbalik", id="reversed range"),
        pytest.param("n: Annotated[int, Between(1)] = 1", "low, high", id="half a range"),
        pytest.param("n: Annotated[int, Between(x, 1)] = 1", "low, high", id="computed range"),
        pytest.param("n: Annotated[int, Between('a', 1)] = 1", "bukan angka", id="range as text"),
        pytest.param("n: Annotated[str, Matches('(')] = ''", "pola Matches", id="broken pattern"),
        pytest.param("n: Annotated[str, Matches('\\d')] = ''", "Python yang sah", id="bad escape"),
        pytest.param("n: int = 1 + 1", "dihitung", id="computed default"),
        pytest.param("n: str = f'{1}'", "dihitung", id="f-string default"),
        pytest.param("n: int = 'a'", 'bernilai "a"', id="default of another type"),
        pytest.param("n: int = True", "bernilai True", id="bool default for int"),
        pytest.param("n: str = {1}", "berisi set", id="set default"),
        pytest.param("n: str = None", "tidak diisi", id="None without | None"),
        pytest.param("n: Annotated[int, Between(1, 9)] = 10", "bernilai 10", id="default range"),
        pytest.param("n: Literal['a'] = 'b'", 'bernilai "b"', id="default not a choice"),
        pytest.param("n: Date = '2026-02-31'", "kalender", id="default not a date"),
        pytest.param("n: Period = '2026-TW5'", "2026-TW4", id="default not a period"),
        pytest.param("n: int = 1\nn: int = 2", "dua kali", id="declared twice"),
        pytest.param("import os", "hanya boleh", id="import"),
        pytest.param("print(1)", "hanya boleh", id="call"),
        pytest.param("a.b: int = 1", "hanya boleh", id="attribute"),
        pytest.param("a = b = 1", "hanya boleh", id="double assignment"),
        pytest.param("if True:\n    n: int = 1", "hanya boleh", id="condition"),
        pytest.param("n: int = ", "baris 1 bukan Python", id="syntax error"),
        pytest.param("n: int = 1\0", "bukan Python", id="null byte"),
        pytest.param("n: int = " + "(" * 300 + ")" * 300, "bukan Python", id="deep brackets"),
        pytest.param("n: int = " + "-" * 20000 + "1", "", id="deep minus signs"),
        pytest.param("n: int = 1" + "#" * 50_001, "50.000", id="huge cell"),
        pytest.param("ñ: int = 1", "nama yang tidak didukung", id="name not ASCII"),
        pytest.param("__class__: int = 1", "nama yang tidak didukung", id="dunder"),
        pytest.param("db_password: str = 'x'", "keyring", id="secret"),
    ],
)
def test_refused_cells(notebook, source, expected):
    assert expected.lower() in refusal(notebook(source)).lower()


def test_the_message_names_the_line(notebook):
    assert "baris 3" in refusal(notebook("# satu\nn: int = 1\nm: int = 'a'"))


def tagged(cell_type="code"):
    return {"cell_type": cell_type, "source": "n: int = 1", "metadata": {"tags": ["parameters"]}}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param([], "Ada 0 sel", id="no parameters tag"),
        pytest.param([tagged(), tagged()], "Ada 2 sel", id="two parameters cells"),
        pytest.param([tagged("markdown")], "bukan sel kode", id="markdown cell tagged"),
        pytest.param([{"metadata": None}], "Ada 0 sel", id="metadata missing"),
        pytest.param(["text"], "versi 4", id="cell is not an object"),
        pytest.param({}, "versi 4", id="cells is not a list"),
    ],
)
def test_refused_notebooks(notebook, cells, expected):
    assert expected in refusal(notebook(cells=cells))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"{", "JSON", id="broken json"),
        pytest.param(b"\xff\xfe\x00", "JSON", id="not utf-8"),
        pytest.param(b"[" * 100_000, "JSON", id="deep json"),
        pytest.param(b"[]", "versi 4", id="a list"),
        pytest.param(b'"' + b"x" * 5_000_000 + b'"', "5 MB", id="too large"),
    ],
)
def test_files_that_are_no_notebooks(tmp_path, content, expected):
    path = tmp_path / "x.ipynb"
    path.write_bytes(content)
    assert expected in refusal(path)


def test_a_missing_notebook_and_a_folder(tmp_path):
    assert "tidak dapat dibaca" in refusal(tmp_path / "tidak_ada.ipynb")
    assert "tidak dapat dibaca" in refusal(tmp_path)


@pytest.mark.parametrize(
    "name",
    "password db_password dbPassword passwd secret client_secret token access_token kata_sandi "
    "sandi api_key apiKey apikey kunci kunci_api rahasia PASSWORD2".split(),
)
def test_secrets_are_recognised(name):
    assert looks_secret(name)


@pytest.mark.parametrize("name", "unit persandian sekretariat secretariat key_areas tokoh".split())
def test_ordinary_names_are_not_secrets(name):
    assert not looks_secret(name)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(source=st.text(max_size=80) | st.text("n:int=|[](),.'\"#\n 1x-", max_size=40))
def test_any_cell_is_read_or_refused(tmp_path_factory, source):
    path = Path(tmp_path_factory.getbasetemp()) / "any.ipynb"
    path.write_text(
        json.dumps(
            {
                "cells": [
                    {"cell_type": "code", "source": source, "metadata": {"tags": ["parameters"]}}
                ]
            }
        )
    )
    try:
        read_contract(path)
    except ParameterError:
        pass
