import json
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.run_vectors import check_case, main
from tests.vectors.compare import compare_values, read_breach, read_reason
from tests.vectors.table import ADAPTERS, load_adapter

PROJECT = Path(__file__).resolve().parents[2]
GOOD = {
    "id": "good",
    "rule": "pp30.nilai_akhir",
    "input": {"nilai_skp": 102.8, "nilai_perilaku": 95.0, "skema": "70/30"},
    "expected": {"nilai": 100.46},
}
WRONG = GOOD | {"id": "wrong", "expected": {"nilai": 100.47}}


def case(rule, given, expected, **more):
    """Make a case as it comes out of a file."""
    text = json.dumps({"rule": rule, "input": given, "expected": expected} | more)
    return json.loads(text, parse_float=Decimal)


def write(path, cases):
    path.write_text(json.dumps(cases), encoding="utf-8")
    return str(path)


def test_the_command_names_failing_cases_and_counts(tmp_path, capsys):
    first = write(tmp_path / "a.json", [GOOD, WRONG])
    second = write(tmp_path / "b.json", {"cases": [GOOD, GOOD | {"rule": "no.such"}]})
    assert main([first, second]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("FAILED a.json wrong: nilai: expected 100.47, got 100.46")
    assert lines[1] == "FAILED b.json good: unknown rule 'no.such'"
    assert lines[2:] == ["2 passed, 2 failed"]
    assert main([str(tmp_path / "a.json")]) == 1
    assert main([write(tmp_path / "c.json", [GOOD])]) == 0


def test_the_script_runs_from_anywhere(tmp_path):
    path = write(tmp_path / "a.json", [GOOD])
    command = [sys.executable, str(PROJECT / "tests" / "run_vectors.py"), path]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "1 passed, 0 failed\n"), done.stderr


def test_a_file_that_cannot_be_read_is_a_failure(tmp_path, capsys):
    (tmp_path / "broken.json").write_text("[{", encoding="utf-8")
    assert main([str(tmp_path / "broken.json"), str(tmp_path / "absent.json")]) == 1
    assert capsys.readouterr().out.endswith("0 passed, 2 failed\n")
    assert main([]) == 2


@pytest.mark.parametrize("rule", ADAPTERS)
def test_every_rule_of_the_table_has_its_function(rule):
    assert callable(load_adapter(rule))


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        (Decimal("87.28"), Decimal("87.2777"), True),
        (Decimal("87.28"), Decimal("87.2849"), True),
        (Decimal("87.28"), Decimal("87.285"), False),
        (Decimal("3.6207"), Fraction(105, 29), True),
        (Decimal("100.0"), 100, True),
        (7, Decimal("7.0"), True),
        (7, "7", False),
        (1, True, False),
        (True, 1, False),
        (None, Decimal(0), False),
        (Decimal("0.0"), None, False),
        (Decimal("1.0"), Decimal("NaN"), False),
        ("Baik", "baik", False),
        ([1, 2], (1, 2), True),
        ([1, 2], [1], False),
        ({"a": {"b": Decimal("0.5")}}, {"a": {"b": Decimal("0.45")}, "c": 1}, True),
        ({"a": 1, "unknown": 2}, {"a": 1}, False),
        ({}, None, False),
    ],
)
def test_numbers_are_compared_to_the_printed_decimals_and_the_rest_exactly(expected, found, same):
    assert (compare_values(expected, found) == []) is same


def test_tolerances_replace_the_printed_decimals():
    assert compare_values({"a": Decimal("1.00")}, {"a": 1.004}, tolerance={"default": 0.01}) == []
    assert compare_values({"a": Decimal("1.00")}, {"a": 1.02}, tolerance={"a": 0.01}) != []


def test_what_a_source_prints_against_its_own_rule_must_not_come_out():
    given = {"kondisi": "normal", "target": [80, 90], "realisasi": 92}
    conflict = {"kind": "published_conflict"}
    right = case("pan8.capaian_iki", given, {"capaian_persen": 102.22, "tercetak": 113}, **conflict)
    assert check_case(right) == []
    repeated = {"capaian_persen": 102.22, "tercetak": 102.22}
    assert check_case(case("pan8.capaian_iki", given, repeated, **conflict)) != []


def test_a_refusal_can_be_expected_and_is_else_a_failure():
    bad = {"responses": [[5] * 9]}
    assert check_case(case("skm.ikm", bad, {"galat": True})) == []
    assert "DataError" in check_case(case("skm.ikm", bad, {"ikm": 100.0}))[0]
    assert check_case(case("skm.ikm", {"responses": [[4] * 9]}, {"galat": True})) != []
    assert "KeyError" in check_case(case("pp30.predikat", {}, {"galat": True}))[0]


TOTALS = [105, 101, 100, 116, 102, 105, 106, 105, 115]


@pytest.mark.parametrize(
    ("given", "ikm"),
    [
        ({"n_responden": 29, "total_nilai_per_unsur": TOTALS}, 91.48),
        ({"n_responden": 29, "total_nilai_per_unsur": TOTALS, "weight": "0.11"}, 90.56),
        ({"n_responden": 29, "total_nilai_per_unsur": TOTALS, "weight": "0,111"}, 91.38),
        ({"nrr_per_unsur": [total / 29 for total in TOTALS], "weight": 0.11}, 90.56),
        ({"responses": [[4, None, 3, 4, 4, 4, 4, 4, 4], [4] * 9]}, 98.61),
        ({"counts_per_unsur": [{"4": 1, "3": 1}] + [{"4": 2}] * 8}, 98.61),
    ],
)
def test_every_form_of_the_satisfaction_input_is_read(given, ikm):
    # 955 / 29 / 9 * 25 = 91.4751, * 0.11 * 25 = 90.5603, * 0.111 * 25 = 91.3836
    # one unsur of nine at 3.5: (8 * 4 + 3.5) / 9 * 25 = 98.6111; an empty answer counts nowhere
    assert check_case(case("skm.ikm", given, {"ikm": ikm})) == []


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Sangat Baik > 10%", ("max", "SB", "10")),
        ("Sangat Baik lebih dari 10 %", ("max", "SB", "10")),
        ("tidak boleh ada Sangat Baik", ("none", "SB", "")),
        ("harus ada Butuh Perbaikan dan/atau Kurang", ("exist", "BP+K", "")),
        ("tidak ada BP/K", ("exist", "BP+K", "")),
        ("Butuh Perbaikan kurang dari 60%", ("min", "BP", "60")),
        ("Kurang < 60%", ("min", "K", "60")),
        ("Sangat Kurang < 60%", ("min", "SK", "60")),
        ("Butuh Perbaikan + Kurang < 10%", ("min", "BP+K", "10")),
        ("Baik bukan sebagian besar", ("most", "B", "")),
    ],
)
def test_clauses_are_compared_by_meaning(text, meaning):
    assert read_breach(text) == meaning


def test_another_breach_is_a_difference():
    given = {"predikat_organisasi": "Cukup", "jumlah": {"Sangat Baik": 3, "Cukup": 17}}
    for breaches, passes in ((["Sangat Baik > 10%"], True), (["Baik > 10%"], False), ([], False)):
        expected = {"sesuai_pedoman": False, "pelanggaran": breaches}
        assert (check_case(case("predikat.distribusi", given, expected)) == []) is passes


def test_reasons_are_compared_by_the_part_that_is_wrong():
    assert read_reason("bulan TMT 13") == read_reason("Bulan 13 tidak ada") == ("month", "13")
    assert read_reason("bulan TMT 13") != read_reason("bulan TMT 14")
    assert read_reason("something else") != read_reason("nomor urut 000")
