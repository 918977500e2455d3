import json
import subprocess
import sys

import jsonschema
import pytest

from kinerja_lib.config.contract import read_contract
from kinerja_lib.config.schema import params_schema, write_schema

CELL = """\
region: str = "Contoh"
cap: Annotated[float, Between(100, 200)] = 120.0  # batas atas capaian, persen
mode: Literal["a", "b"] = "a"
limit: int | None = None
units: list[Code] = []
weights: dict[str, float] = {}
person: Nip | None = None
short: Annotated[str, Matches("[a-z]+")] = "a"
ceiling: float = 1e999
"""


@pytest.fixture
def contract(notebook):
    return read_contract(notebook(CELL, name="performance_review"))


def test_a_report_shows_types_ranges_choices_and_meanings(contract):
    report = params_schema([contract])["properties"]["reports"]["properties"]["performance_review"]
    found = report["properties"]
    assert found["cap"] == {
        "type": "number",
        "minimum": 100,
        "maximum": 200,
        "default": 120.0,
        "description": "batas atas capaian, persen",
    }
    assert found["mode"] == {"enum": ["a", "b"], "default": "a"}
    assert found["limit"] == {"anyOf": [{"type": "integer"}, {"type": "null"}], "default": None}
    assert found["units"]["items"]["type"] == "string"
    assert found["weights"]["additionalProperties"] == {"type": "number"}
    assert found["short"]["pattern"] == "^(?:[a-z]+)$"
    assert "region" not in found and "default" not in found["ceiling"]
    assert report["additionalProperties"] is False and report["description"] == "Judul laporan"


def test_the_schema_is_valid_and_accepts_what_the_kit_accepts(contract):
    schema = params_schema([contract])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    params = {
        "region": "Jambi",
        "source": "data/jambi",
        "period": "2026-TW1",
        "reference_date": "2026-03-31",
        "timezone": "WIB",
        "owner": "BKD",
        "automatic_approval": "data uji saja",
        "reports": {"performance_review": {"cap": 150, "person": None, "units": ["007"]}},
    }
    assert validator.is_valid(params)
    for wrong in (
        {"regoin": "x"},
        {"period": "2026-TW5"},
        {"timezone": "GMT"},
        {"editions": []},
        {"automatic_approval": "ya"},
        {"reports": {}},
        {"reports": {"performance_review": {"cap": 99}}},
        {"reports": {"performance_review": {"region": "x"}}},
        {"reports": {"performance_revew": {}}},
    ):
        assert not validator.is_valid(params | wrong), wrong


def test_the_file_is_the_same_each_time(contract, notebook, tmp_path):
    other = read_contract(notebook("n: int = 1", name="data_quality"))
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    write_schema(first, [contract, other])
    write_schema(second, [other, contract])
    assert first.read_bytes() == second.read_bytes()
    assert json.loads(first.read_text("utf-8"))["properties"]["region"]["type"] == "string"


def test_config_imports_nothing_heavy():
    script = (
        "import sys, kinerja_lib.config.schema, kinerja_lib.config.types\n"
        "heavy = 'pandas numpy nbformat papermill jsonschema pydantic nbclient jinja2 matplotlib "
        "babel hypothesis'\n"
        "print(sorted(set(heavy.split()) & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
