"""Notebooks run, print the same tables as their executed copies, and agree three ways."""

import json
import os
import subprocess
import sys

import nbformat
import papermill
import pytest
import yaml
from nbclient import NotebookClient

from kinerja_lib.reporting.collect import collect_document
from tests.conftest import PROJECT
from tests.notebooks.near import Near

pytestmark = pytest.mark.slow


def nbval(project, *arguments):
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "-p",
            "tests.notebooks.near",
            "-W",
            "ignore",
            "--nbval-current-env",
            *arguments,
        ],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


REPORTS = sorted(path.stem for path in (PROJECT / "notebooks").glob("*.ipynb"))


def _read_cells(path, left_out=()):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    tags = [cell["metadata"].get("tags", []) for cell in cells]
    return [
        (cell["cell_type"], "".join(cell["source"]))
        for cell, own in zip(cells, tags, strict=True)
        if not set(left_out) & set(own)
    ]


@pytest.mark.parametrize("report", REPORTS)
def test_executed_copies_hold_the_cells_of_the_notebook(project, report):
    """So that the runs of the copies below are runs of every cell of the notebooks."""
    copy = project / "tests" / "notebooks" / f"{report}.ipynb"
    wanted = _read_cells(project / "notebooks" / f"{report}.ipynb")
    assert _read_cells(copy, ["injected-parameters"]) == wanted


@pytest.mark.long
@pytest.mark.parametrize("report", REPORTS)
def test_executed_copies_print_the_same_tables(project, report):
    done = nbval(project, "--nbval", f"tests/notebooks/{report}.ipynb")
    assert done.returncode == 0, done.stdout[-3000:]


def test_a_notebook_runs_with_its_own_parameters(project):
    """The one whose copy has others; area_indicators does so below, the rest run with these."""
    done = nbval(project, "--nbval-lax", "notebooks/competency_training.ipynb")
    assert done.returncode == 0, done.stdout[-3000:]


def test_a_changed_table_is_noticed(project, tmp_path):
    copy = json.loads((project / "tests/notebooks/area_indicators.ipynb").read_text("utf-8"))
    text = json.dumps(copy, ensure_ascii=False).replace("74,9", "75,1")
    folder = project / "tests" / "notebooks"
    changed = tmp_path / "changed.ipynb"
    assert text.count("75,1")
    changed.write_text(text, encoding="utf-8")
    done = nbval(folder, "--nbval", str(changed), "--rootdir", str(folder))
    assert done.returncode == 1


def test_numbers_of_objects_may_differ_by_rounding_and_by_no_more():
    """Last digits follow the processor: 0.52...208 on one computer, 0.52...217 on another."""
    shown = {"rows": [["Sikap", 166, 0.5200168865263208, None]], "fold": False}
    other = {"fold": False, "rows": [["Sikap", 166, 0.5200168865263217, None]]}
    assert Near(shown) == other
    for value in (0.52001689, 166, None, "0.5200168865263208"):
        assert Near(shown) != {**shown, "rows": [["Sikap", 166, value, None]]}
    assert Near(shown) != {**shown, "rows": [["Sikap", 167, 0.5200168865263208, None]]}
    assert Near(shown) != {**shown, "rows": [["Sikap", 166, 0.5200168865263208, False]]}


def objects_of(notebook):
    return collect_document(json.loads(json.dumps(notebook))).objects()


def test_three_ways_of_running_give_the_same_objects(project, tmp_path, report_folders):
    """`kinerja run`, plain papermill with -f, and running all cells as JupyterLab does."""
    published = json.loads((report_folders["internal"] / "notebook.ipynb").read_text("utf-8"))
    record = json.loads((report_folders["internal"] / "run.json").read_text("utf-8"))
    file = tmp_path / "parameters.yaml"
    file.write_text(yaml.safe_dump(record["parameters"]), encoding="utf-8")
    source = project / "notebooks" / "area_indicators.ipynb"
    target = tmp_path / "papermill.ipynb"
    command = [
        sys.executable,
        "-m",
        "papermill",
        str(source),
        str(target),
        "-f",
        str(file),
        "--no-progress-bar",
    ]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    by_papermill = nbformat.read(target, as_version=4)
    run_all = nbformat.read(source, as_version=4)
    folder = {"metadata": {"path": str(project / "notebooks")}}
    NotebookClient(run_all, kernel_name="python3", timeout=120, resources=folder).execute()
    assert objects_of(by_papermill) == objects_of(published)
    assert objects_of(run_all) == objects_of(published)


def test_params_file_itself_works_with_plain_papermill(project, tmp_path, report_folders):
    """Keys that the notebook does not declare are ignored by papermill with a warning."""
    published = json.loads((report_folders["internal"] / "notebook.ipynb").read_text("utf-8"))
    parameters = yaml.safe_load((project / "params" / "provinsi.yaml").read_text("utf-8"))
    executed = papermill.execute_notebook(
        str(project / "notebooks" / "area_indicators.ipynb"),
        None,
        parameters=parameters,
        cwd=str(project),
        progress_bar=False,
    )
    assert objects_of(executed) == objects_of(published)
