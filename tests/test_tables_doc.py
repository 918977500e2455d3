"""docs/tables.md says what the contracts say; lines for the terminal hold the same."""

import importlib.util
from pathlib import Path

import pytest

from kinerja_lib.config.mappings import KEYS, read_mapping
from kinerja_lib.tables.describe import GROUPS, describe_contract, describe_range, describe_values
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.registry import CONTRACTS

PROJECT = Path(__file__).parents[1]


def _tool():
    path = PROJECT / "tools" / "write_tables_doc.py"
    spec = importlib.util.spec_from_file_location("write_tables_doc", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_document_is_the_one_that_the_contracts_give():
    tool = _tool()
    written = tool.DOCUMENT.read_text(encoding="utf-8")
    assert written == tool.make_document(), "run: .venv/bin/python tools/write_tables_doc.py"


def test_every_table_stands_in_one_group():
    grouped = [contract.name for contracts in GROUPS.values() for contract in contracts]
    assert sorted(grouped) == sorted(CONTRACTS)


def test_the_document_names_every_column_and_every_rule():
    text = (PROJECT / "docs" / "tables.md").read_text(encoding="utf-8")
    for contract in CONTRACTS.values():
        section = text.partition(f"### `{contract.name}`\n")[2].partition("\n### ")[0]
        assert contract.row in section
        for item in contract.fields:
            assert f"| `{item.name}` |" in section and item.meaning in section
        for rule in (*contract.rules, *contract.set_rules):
            assert f"| `{rule.code}` |" in section


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_terminal_lines_fit_and_name_every_column(name):
    lines = describe_contract(CONTRACTS[name])
    assert lines[0].startswith(f"{name}: ") and max(map(len, lines)) <= 100
    for item in CONTRACTS[name].fields:
        assert any(line.startswith(f"  {item.name} ") for line in lines)


def test_ranges_and_values_in_words():
    tpp, unit = CONTRACTS["tpp"], CONTRACTS["riwayat_jabatan"]
    assert describe_range(tpp.field("potongan")) == "0 sampai 100%"
    assert describe_range(tpp.field("hadir")) == "0 sampai 31 hari"
    assert describe_range(tpp.field("pagu")) == "paling sedikit Rp0"
    assert describe_values(unit.field("status")).endswith(
        "ejaan lain: Plt = pelaksana tugas, Plt. = pelaksana tugas, Plh = pelaksana harian"
    )


def test_the_mapping_shown_as_an_example_can_be_read_and_every_key_is_explained(tmp_path):
    text = (PROJECT / "docs" / "tables.md").read_text(encoding="utf-8")
    path = tmp_path / "contoh.yaml"
    path.write_text(text.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    mapping = read_mapping(path, CONTRACTS, squash)
    assert mapping.table == "tpp" and mapping.signature[1] == ("CAPAIAN TPP (%)", "CAPAIAN TPP")
    keys = text.partition("| Kunci | Arti |")[2].partition("\n\n")[0]
    assert all(f"`{key}`" in keys for key in KEYS)
