"""What happens to the process itself: signals, kill -9, two at once."""

import json
import signal
import threading

import pytest

from kinerja_lib.reporting.processes import find_run_processes
from kinerja_lib.reporting.record import RUNS, read_record
from kinerja_lib.reporting.run import run_report

pytestmark = pytest.mark.slow

WAIT = "from pathlib import Path; import time\nPath('reached').touch(); time.sleep(300)"


def start_and_wait(site):
    """Start a run whose cell 3 hangs; the cell has begun, and the run has been told so."""
    site.fault(WAIT)
    process = site.start()
    site.wait_for_note(process, "reached", "cell-3")
    return process


@pytest.mark.parametrize(
    ("number", "status", "exit_code"),
    [
        (signal.SIGINT, "interrupted", 130),
        (signal.SIGTERM, "killed", 3),
        (signal.SIGHUP, "killed", 3),
    ],
)
def test_a_signal_is_recorded_and_leaves_no_process(site, number, status, exit_code):
    process = start_and_wait(site)
    process.send_signal(number)
    output, errors = process.communicate()
    answer = json.loads(output)
    assert (answer["status"], answer["cause"]["cell"]) == (status, 3)
    assert process.returncode == exit_code and errors == b""
    assert read_record(site.out / RUNS / answer["id"])["status"] == status
    site.check_unharmed(answer["id"])
    site.check_next_run()


def test_a_signal_breaks_off_the_making_of_pages(site):
    process = site.start(pause=300)
    site.wait_for_note(process, "pages-0")
    process.send_signal(signal.SIGINT)
    answer = json.loads(process.communicate()[0])
    assert answer["status"] == "interrupted" and process.returncode == 130
    site.check_unharmed(answer["id"])


def test_a_run_killed_outright_is_found_at_the_next_start(site, monkeypatch):
    known = set(site.runs())
    private = site.base / "tmp"
    private.mkdir()
    monkeypatch.setenv("TMPDIR", str(private))
    process = start_and_wait(site)
    assert len(list(private.iterdir())) == 1
    process.kill()
    process.communicate()
    (folder,) = set(site.runs()) - known
    site.wait_for(lambda: not find_run_processes(folder.name))
    assert read_record(folder)["status"] == "running" and not list(private.iterdir())
    site.check_next_run()
    record = read_record(folder)
    assert record["status"] == "killed" and "tanpa catatan" in record["cause"]["message"]
    site.check_tidy(folder.name)


def test_a_second_run_of_the_same_report_is_refused_at_once(site):
    known = set(site.runs())
    process = start_and_wait(site)
    (folder,) = set(site.runs()) - known
    second = site.run()
    assert (second.status, second.cause.kind, second.exit_code) == ("failed", "busy", 3)
    assert folder.name in second.cause.message and second.folder is None
    assert set(site.runs()) - known == {folder}
    assert read_record(folder)["status"] == "running"
    process.send_signal(signal.SIGTERM)
    process.communicate()
    site.check_unharmed(folder.name)
    site.check_next_run()


def test_a_run_outside_the_main_thread_works(site):
    results = []
    thread = threading.Thread(target=lambda: results.append(run_report(site.request())))
    thread.start()
    thread.join()
    assert results[0].status == "complete"
    site.check_whole(results[0].id)


def test_no_warning_reaches_the_user(site):
    process = site.start()
    output, errors = process.communicate()
    assert process.returncode == 0 and errors == b""
    site.check_whole(json.loads(output)["id"])
