"""The command line: refusals name the fault at once, and nothing heavy is imported for them."""

import json
import subprocess
import sys

import pytest

from tests.conftest import run_kinerja

HEAVY = ("papermill", "nbformat", "pandas", "numpy", "matplotlib", "jinja2", "nbclient", "IPython")
PROBE = """
import sys
from kinerja_lib.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    print("code", end.code, file=sys.stderr)
print("heavy", sorted(m for m in {heavy!r} if m in sys.modules), file=sys.stderr)
"""


def probe(project, *arguments):
    """Run the command in a fresh interpreter and report which heavy modules it imported."""
    script = PROBE.replace("{heavy!r}", repr(HEAVY))
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


REFUSED = {
    "unknown parameter": (["-p", "achievement_cp", "100"], "Maksud Anda 'achievement_cap'?"),
    "wrong type": (["-p", "achievement_cap", "tinggi"], "achievement_cap"),
    "out of range": (["-p", "achievement_cap", "900"], "achievement_cap"),
    "not an identifier": (["-p", "a b", "1"], "a b"),
    "code as a name": (["-p", "x=1;import os", "1"], "x=1;import os"),
    "bad period": (["--period", "2026-TW5"], "Tulis 2026-TW1 sampai 2026-TW4"),
    "period not begun": (["--period", "2024"], "periode 2024 baru mulai 1 Januari 2024, sesudah"),
    "unknown report": (["--report", "area_indicator"], "Maksud Anda 'area_indicators'?"),
    "unknown edition": (["--edition", "rahasia"], "internal"),
    "unknown language": (["--lang", "xx"], "id"),
    "unit not declared": (["--unit", "007"], "--units all"),
    "neither all nor none": (["--units", "semua"], "--units"),
    "output among the notebooks": (["--out", "notebooks/hasil"], "notebooks"),
    "shared parameter": (["-p", "period", "2019"], "--period"),
    "missing data file": (["-p", "cards", "examples/tidak-ada.csv"], "tidak-ada.csv"),
    "unknown option": (["--perod", "2021"], "--perod"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusal_names_the_fault_imports_nothing_heavy_and_leaves_nothing(project, name):
    arguments, expected = REFUSED[name]
    before = {p.name for p in project.iterdir()}
    done = probe(project, "run", "params/provinsi.yaml", *arguments)
    assert "code 2" in done.stderr
    assert expected in done.stderr
    assert "heavy []" in done.stderr
    assert "Traceback" not in done.stderr
    assert {p.name for p in project.iterdir()} == before


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["--version"], ["rum"], []])
def test_help_imports_nothing_heavy(project, arguments):
    done = probe(project, *arguments)
    assert "heavy []" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_is_in_indonesian(project):
    text = probe(project, "run", "--help").stdout
    assert "Pemakaian: kinerja run" in text
    assert "Pilihan:" in text
    for english in ("Usage", "Options", "Show this message"):
        assert english not in text


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["rum"], "Maksud Anda 'run'?"),
        (["run"], "PARAMS"),
        (["run", "tidak-ada.yaml"], "tidak-ada.yaml"),
        (["run", "params/provnsi.yaml"], 'Maksud Anda "params/provinsi.yaml"?'),
        (["schedule", "params/provnsi.yaml"], 'Maksud Anda "params/provinsi.yaml"?'),
        (["run", "params/provinsi.yaml", "--cell-timeout", "lama"], "--cell-timeout"),
        (["index", "--out", "tidak-ada"], "kinerja run"),
    ],
)
def test_usage_errors_are_one_indonesian_line(project, arguments, expected):
    done = run_kinerja(*arguments, cwd=project)
    assert done.returncode == 2
    assert expected in done.stderr
    for english in ("Missing", "Invalid", "No such", "Error", "not a valid"):
        assert english not in done.stderr


def test_schema_in_params_is_up_to_date(project, tmp_path):
    target = tmp_path / "schema.json"
    assert run_kinerja("schema", "--out", target, cwd=project).returncode == 0
    written = json.loads((project / "params" / "schema.json").read_text(encoding="utf-8"))
    assert json.loads(target.read_text(encoding="utf-8")) == written


def _refusal_of(tmp_path, project, arguments=(), **changes):
    """Run a report of an empty project, and give code and message."""
    for name in ("params/mappings", "notebooks", "data"):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
    text = (project / "params/jambi.yaml").read_text(encoding="utf-8")
    for old, new in {"data/jambi": "data", **changes}.items():
        text = text.replace(old, new)
    (tmp_path / "params/jambi.yaml").write_text(text, encoding="utf-8")
    done = run_kinerja("run", "params/jambi.yaml", *arguments, cwd=tmp_path, project=tmp_path)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("period", "day", "begun"),
    [
        ("2026-TW4", "2026-09-30", False),
        ("2026-TW4", "2026-10-01", True),
        ("2026-S2", "2026-06-30", False),
        ("2026-S2", "2026-07-01", True),
        ("2026-09", "2026-08-31", False),
        ("2026", "2026-01-01", True),
        ("2027", "2026-12-31", False),
    ],
)
def test_a_period_must_have_begun_on_the_reference_date(project, tmp_path, period, day, begun):
    changes = {'reference_date: "2026-09-30"': f'reference_date: "{day}"'}
    code, message = _refusal_of(tmp_path, project, ["--period", period], **changes)
    assert code == 2 and ("baru mulai" in message) is not begun, message


def test_a_broken_mapping_is_found_before_anything_runs(project, tmp_path):
    _refusal_of(tmp_path, project)
    (tmp_path / "params/mappings/salah.yaml").write_text("table: unitt\nsource: x\n")
    code, message = _refusal_of(tmp_path, project)
    assert code == 2 and "salah.yaml, baris 1" in message and "Maksud Anda 'unit'?" in message
    assert not (tmp_path / "reports").exists()


@pytest.mark.slow
def test_data_fault_is_exit_1_and_keeps_the_last_good_report(own_copy):
    page = own_copy / "internal/lima-provinsi/2021/area_indicators/index.html"
    before = page.read_bytes()
    done = run_kinerja(
        "run", "params/provinsi.yaml", "--out", own_copy, "-p", "reference_area", "ATLANTIS"
    )
    assert done.returncode == 1, done.stderr
    assert "ATLANTIS" in done.stderr
    assert page.read_bytes() == before
    catalogue = (own_copy / "internal" / "index.html").read_text(encoding="utf-8")
    assert "ATLANTIS" in catalogue and "Edisi terakhir yang berlaku" in catalogue
    public = (own_copy / "public" / "index.html").read_text(encoding="utf-8")
    assert "ATLANTIS" not in public


def test_a_link_below_the_output_root_is_refused(project, tmp_path):
    (tmp_path / "hasil" / "public").mkdir(parents=True)
    (tmp_path / "hasil" / "internal").symlink_to("public")
    done = run_kinerja("run", "params/provinsi.yaml", "--out", tmp_path / "hasil", cwd=project)
    assert done.returncode == 2 and "tautan" in done.stderr
    assert list((tmp_path / "hasil" / "public").iterdir()) == []
