"""A run in a process of its own, with invented pages: `python driver.py TASK.json`.

Used by the fault tests, which kill this process or have it kill itself at a chosen point.
"""

import datetime as dt
import importlib
import json
import os
import signal
import sys
import time
import types
from pathlib import Path

from kinerja_lib.reporting import supervise
from kinerja_lib.reporting.request import RunRequest
from kinerja_lib.reporting.run import run_report

REPORT = ("jambi", "2026-TW1", "contoh")


def make_request(base, **changes):
    base = Path(base)
    values = {
        "notebook": base / "contoh.ipynb",
        "parameters": {"n": 3, "source": "data/jambi"},
        "region": "Jambi",
        "region_slug": REPORT[0],
        "period": REPORT[1],
        "report": REPORT[2],
        "title": "Contoh",
        "unit": None,
        "editions": ("internal", "public"),
        "language": "id",
        "reference_date": dt.date(2026, 4, 1),
        "timezone": "WIB",
        "owner": "BKPSDM",
        "next_release": None,
        "approval": {"automatic": True, "reason": "contoh"},
        "organisation": None,
        "out": base / "reports",
        "project": base,
        "cell_timeout": 600.0,  # no signal of a test competes with a limit
        "run_timeout": 900.0,
    }
    return RunRequest(**{**values, **changes})


def fake_pages(size=0, pause=0.0):
    """Stand in for the page writer: each page names the run it belongs to."""

    def publish_pages(notebook, facts, folder, candidates, gate):
        time.sleep(pause)
        for edition in facts["editions"]:
            tables = folder / edition / "tables"
            tables.mkdir(parents=True)
            (folder / edition / "index.html").write_text(folder.name)
            (folder / edition / "findings.csv").write_text(json.dumps(notebook)[:200])
            (folder / edition / "contents.json").write_text("{}")
            (tables / "a.csv").write_bytes(b"a" * size)
        return types.SimpleNamespace(
            headline="Contoh", data_files=[{"file": "x.csv"}], rules=[], objects_digest="sha256:0",
            numbers={}, previous={},
        )  # fmt: skip

    module = types.ModuleType("kinerja_lib.reporting.pages")
    module.publish_pages = publish_pages
    return module


def fake_catalogue():
    module = types.ModuleType("kinerja_lib.reporting.catalogue")
    module.rebuild = lambda out, now: {}
    return module


def fake_kernel_run(self, progress):
    """Stand in for the child: an executed notebook without cells."""
    notebook = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (self._folder / "executed.ipynb").write_text(json.dumps(notebook))
    (self._folder / "log.txt").touch()
    Path(self._sockets).rmdir()
    return supervise.KernelEnd("complete", None, {}, False, {"cells": [], "peak_memory_mb": 1.0})


def kill_at(place):
    """Kill this process before or after the nth call of a function: `module:name:n:when`."""
    module_name, name, count, when = place.split(":")
    module = importlib.import_module(f"kinerja_lib.reporting.{module_name}")
    original = getattr(module, name)
    calls = []

    def wrapped(*args, **kwargs):
        calls.append(1)
        if len(calls) == int(count) and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = original(*args, **kwargs)
        if len(calls) == int(count) and when == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(module, name, wrapped)


def main():
    task = json.loads(Path(sys.argv[1]).read_text())
    base = task["base"]
    sys.modules["kinerja_lib.reporting.pages"] = fake_pages(pause=task.get("pause", 0))
    sys.modules["kinerja_lib.reporting.catalogue"] = fake_catalogue()
    if task.get("fake_kernel"):
        supervise.Supervisor.run = fake_kernel_run
    if "kill_at" in task:
        kill_at(task["kill_at"])

    def progress(step):
        """Note what this process knows of its run, so that a test need not guess the time."""
        (Path(base) / f"{step.stage}-{step.cell}").touch()

    before = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    result = run_report(make_request(base), progress=progress)
    assert before == {n: signal.getsignal(n) for n in before}, "signal handlers not restored"
    cause = None if result.cause is None else result.cause.as_json()
    print(json.dumps({"id": result.id, "status": result.status, "cause": cause}))  # noqa: T201
    raise SystemExit(result.exit_code)


if __name__ == "__main__":
    main()
