"""What goes wrong inside a cell: the status says so, and the old report stays as it was."""

import json

import pytest

from kinerja_lib.reporting import supervise
from kinerja_lib.reporting.record import RUNS, read_record

pytestmark = pytest.mark.slow

FAULTS = {
    "error": ("1/0", "failed", "error", 3),
    "syntax": ("def f(:", "failed", "error", 3),
    "data": (
        "from kinerja_lib.errors import DataError\nraise DataError('3 baris salah')",
        "refused_data",
        "refused_data",
        1,
    ),
    "disclosure": (
        "from kinerja_lib.errors import DisclosureError\nraise DisclosureError('satu kelompok')",
        "refused_disclosure",
        "refused_disclosure",
        1,
    ),
    "memory": ("raise MemoryError", "out_of_memory", "out_of_memory", 3),
    "disk": ("raise OSError(28, 'No space left on device')", "failed", "disk", 3),
    "exit": ("import sys; sys.exit(0)", "failed", "error", 3),
    "kernel killed": (
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "killed",
        "killed",
        3,
    ),
    "child killed": (
        "import os, signal, time; os.kill(os.getppid(), signal.SIGKILL); time.sleep(60)",
        "killed",
        "killed",
        3,
    ),
    "detached child": (
        "import subprocess; subprocess.Popen(['sleep', '300'], start_new_session=True)\n1/0",
        "failed",
        "error",
        3,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failing_cell_leaves_the_published_report_alone(site, fault):
    code, status, kind, exit_code = FAULTS[fault]
    site.fault(code)
    result = site.run()
    assert (result.status, result.cause.kind, result.exit_code) == (status, kind, exit_code)
    assert result.cause.cell == 3 and not result.published
    record = read_record(result.folder)
    assert record["status"] == status and record["cause"] == result.cause.as_json()
    site.check_unharmed(result.id)
    site.check_next_run()


@pytest.mark.parametrize("limit", ["cell_timeout", "run_timeout"])
def test_a_time_limit_ends_the_run(site, limit):
    site.fault("import time; time.sleep(300)")
    result = site.run(**{limit: 2.5})
    assert (result.status, result.cause.kind, result.exit_code) == ("timeout", "timeout", 3)
    assert "2,5 detik" in result.cause.message
    if limit == "cell_timeout":  # on a slow machine the whole run may reach its limit earlier
        assert result.cause.cell == 3
    site.check_unharmed(result.id)
    site.check_next_run()


def test_what_is_left_says_of_each_cell_how_it_ended(site):
    site.fault("import time; time.sleep(300)")
    result = site.run(cell_timeout=2.5)
    left = json.loads((result.folder / "executed.ipynb").read_text())
    states = [cell["metadata"]["papermill"]["status"] for cell in left["cells"]]
    assert states == ["completed"] * 4 + ["failed", "pending"]
    assert left["metadata"]["kinerja"]["status"] == "failed"


def test_the_text_of_a_foreign_error_stays_in_the_private_log(site):
    site.fault("import pandas.errors\nraise pandas.errors.DataError('NIP 198001012005011001')")
    result = site.run()
    assert result.status == "failed" and "DataError" in result.cause.message
    assert "1980" not in (result.folder / "run.json").read_text()
    log = result.folder / "log.txt"
    assert "198001012005011001" in log.read_text() and log.stat().st_mode & 0o777 == 0o600
    site.check_unharmed(result.id)


def test_a_kernel_killed_for_memory_is_called_by_its_name(site, monkeypatch):
    counts = iter([4, 5])
    monkeypatch.setattr(supervise, "count_memory_kills", lambda: next(counts))
    site.fault("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    result = site.run()
    assert result.status == "out_of_memory"
    site.check_unharmed(result.id)


def test_a_cell_may_change_the_working_folder_and_print_much(site):
    site.fault("import os; os.chdir('/')\nprint('x' * 5_000_000)")
    result = site.run()
    assert result.status == "complete"
    site.check_whole(result.id)


def test_two_runs_of_the_same_inputs_publish_the_same_notebook(site):
    site.fault("import warnings; warnings.warn('hai'); print(object())")
    first = site.run()
    notebook = first.published["internal"] / "notebook.ipynb"
    content = notebook.read_bytes()
    second = site.run()
    assert second.id != first.id and notebook.read_bytes() == content
    assert b"hai" in content and b'"completed"' in content and b"start_time" not in content
    records = [read_record(site.out / RUNS / r.id) for r in (first, second)]
    for record in records:
        del record["id"], record["measured"], record["published"]
    assert records[0] == records[1]
