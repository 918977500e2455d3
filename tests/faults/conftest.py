"""A published report to damage, and the checks that nothing was damaged."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from kinerja_lib.reporting import supervise
from kinerja_lib.reporting.processes import find_run_processes
from kinerja_lib.reporting.record import RUNS, read_record
from kinerja_lib.reporting.run import run_report

_HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("faults_driver", _HERE / "driver.py")
driver = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = driver
_spec.loader.exec_module(driver)


def write_notebook(path):
    """The last cell but one runs fault.py of the project, so that one notebook fails at will."""
    new = nbformat.v4
    cells = [
        new.new_markdown_cell("# Contoh"),
        new.new_code_cell("n: int = 1\nsource: str = ''", metadata={"tags": ["parameters"]}),
        new.new_code_cell("print(n)"),
        new.new_code_cell("from pathlib import Path\nexec(Path('fault.py').read_text())"),
        new.new_code_cell("print('end')"),
    ]
    nbformat.write(new.new_notebook(cells=cells), path)


def read_files(out):
    """Every published file by path, the catalogue left out."""
    found = {}
    for edition in ("internal", "public"):
        report = out.joinpath(edition, *driver.REPORT)
        found |= {p.relative_to(out): p.read_bytes() for p in report.rglob("*") if p.is_file()}
    return found


class Site:
    """A project folder with one report already published."""

    def __init__(self, base):
        self.base = Path(base)
        self.out = self.base / "reports"
        self.before = read_files(self.out)
        self.started = []

    def fault(self, code):
        (self.base / "fault.py").write_text(code)

    def files(self):
        """Every published file by path, the catalogue left out."""
        return read_files(self.out)

    def report(self, edition):
        """The folder that readers of an edition use."""
        return self.out.joinpath(edition, *driver.REPORT)

    def request(self, **changes):
        return driver.make_request(self.base, **changes)

    def run(self, **changes):
        return run_report(self.request(**changes))

    def start(self, **task):
        """Start a run in a process of its own."""
        path = self.base / "task.json"
        path.write_text(json.dumps({"base": str(self.base), **task}))
        process = subprocess.Popen(
            [sys.executable, str(_HERE / "driver.py"), str(path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def wait_for(self, condition, seconds=240):
        """Wait until a condition holds; fail after a time that no sound run needs."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                pytest.fail("what the test waited for did not happen")
            time.sleep(0.05)

    def wait_for_note(self, process, *names):
        """Wait until files stand in the project; fail at once when the run ended before."""
        self.wait_for(
            lambda: all((self.base / n).exists() for n in names) or process.poll() is not None
        )
        assert process.poll() is None, process.communicate()

    def end(self):
        """Leave no run behind when a test failed."""
        for process in self.started:
            if process.poll() is None:
                process.kill()
                process.communicate()

    def runs(self):
        return sorted(p for p in (self.out / RUNS).iterdir() if not p.name.startswith("."))

    def check_unharmed(self, run_id):
        """Old files as they were, nothing half done, no process left."""
        assert self.before and read_files(self.out) == self.before
        self.check_tidy(run_id)

    def check_tidy(self, run_id):
        # What was killed takes a moment to vanish; what was forgotten sleeps longer than this.
        self.wait_for(lambda: not find_run_processes(run_id), seconds=20)
        folder = self.out / RUNS / run_id
        left = {p.name for p in folder.iterdir()}
        assert left <= {"run.json", "log.txt", "executed.ipynb", "published"}, left
        assert not list(self.out.rglob("*.tmp"))
        for edition in ("internal", "public"):
            siblings = list((self.out / edition / "jambi" / "2026-TW1").iterdir())
            assert [p.name for p in siblings] == ["contoh"]

    def check_next_run(self):
        self.fault("")
        result = self.run()
        assert result.status == "complete" and not result.problems
        self.check_whole(result.id)

    def check_whole(self, run_id):
        """Both editions hold the whole report of one run."""
        for edition in ("internal", "public"):
            report = self.out.joinpath(edition, *driver.REPORT)
            assert (report / "index.html").read_text() == run_id
            assert read_record(report)["id"] == run_id
            assert (report / "tables" / "a.csv").is_file()
        assert read_record(self.out / RUNS / run_id)["status"] == "complete"
        self.check_tidy(run_id)


@pytest.fixture(autouse=True)
def invented_pages(monkeypatch):
    monkeypatch.setitem(sys.modules, "kinerja_lib.reporting.pages", driver.fake_pages())
    monkeypatch.setitem(sys.modules, "kinerja_lib.reporting.catalogue", driver.fake_catalogue())


@pytest.fixture
def make_pages():
    """The maker of page writers: `make_pages(size=...)`."""
    return driver.fake_pages


@pytest.fixture
def no_kernel(monkeypatch):
    monkeypatch.setattr(supervise.Supervisor, "run", driver.fake_kernel_run)


@pytest.fixture
def site(tmp_path, monkeypatch):
    write_notebook(tmp_path / "contoh.ipynb")
    (tmp_path / "fault.py").write_text("")
    with monkeypatch.context() as patch:
        patch.setattr(supervise.Supervisor, "run", driver.fake_kernel_run)
        assert run_report(driver.make_request(tmp_path)).status == "complete"
    place = Site(tmp_path)
    yield place
    place.end()


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 1 MB, where mounting is allowed."""
    place = tmp_path / "reports"
    place.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("needs the right to mount")
    done = subprocess.run([mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], check=False)
    if done.returncode:
        pytest.skip("needs the right to mount")
    yield place
    subprocess.run(["umount", str(place)], check=True)
