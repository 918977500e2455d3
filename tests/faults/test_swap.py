"""What goes wrong while finished folders are put in place, without a kernel."""

import errno
import os
import subprocess
import sys
import threading

import pytest

from kinerja_lib.reporting import record as record_module
from kinerja_lib.reporting import run as run_module
from kinerja_lib.reporting import swap
from kinerja_lib.reporting.record import RUNS, read_record
from kinerja_lib.reporting.recovery import recover

KILLS = [
    "swap:write_journal:1:before",
    "swap:write_journal:1:after",
    "swap:swap_in:1:before",
    "swap:exchange_folders:1:after",
    "swap:swap_in:1:after",
    "swap:exchange_folders:2:after",
    "swap:swap_in:2:after",
    "recovery:write_record:1:before",
    "recovery:write_record:1:after",
    "swap:forget_swap:1:after",
]


@pytest.mark.slow
@pytest.mark.parametrize("place", KILLS)
def test_a_kill_anywhere_in_the_swap_is_put_right_at_the_next_start(site, no_kernel, place):
    known = set(site.runs())
    process = site.start(fake_kernel=True, kill_at=place)
    process.communicate()
    (folder,) = set(site.runs()) - known
    recover(site.out)
    if place == KILLS[0]:
        assert read_record(folder)["status"] == "killed"
        site.check_unharmed(folder.name)
    else:
        site.check_whole(folder.name)
    assert recover(site.out) == []
    site.check_next_run()


@pytest.mark.slow
def test_a_damaged_stage_is_rolled_back(site, no_kernel):
    known = set(site.runs())
    site.start(fake_kernel=True, kill_at="swap:swap_in:1:after").communicate()
    (folder,) = set(site.runs()) - known
    (folder / "public" / "index.html").unlink()
    recover(site.out)
    assert read_record(folder)["status"] == "killed"
    site.check_unharmed(folder.name)
    site.check_next_run()


def test_a_full_disk_at_any_write_keeps_the_old_report(site, no_kernel, monkeypatch):
    for failing in range(1, 30):
        calls = []

        def fsync(handle, calls=calls, failing=failing):
            calls.append(handle)
            if len(calls) == failing:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as patch:
            patch.setattr(record_module.os, "fsync", fsync)
            patch.setattr(record_module, "sync_folder", lambda folder: None)
            patch.setattr(swap, "sync_folder", lambda folder: None)
            result = site.run()
        if result.status == "complete":
            break
        assert (result.status, result.cause.kind, result.exit_code) == ("failed", "disk", 3)
        assert site.files() == site.before
        if result.folder is not None:
            site.check_unharmed(result.id)
    assert failing > 6
    site.check_whole(result.id)


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.EXDEV, errno.ENOSPC])
@pytest.mark.parametrize("failing", [1, 2])
def test_a_refused_swap_is_undone(site, no_kernel, monkeypatch, number, failing):
    original, calls = swap.swap_in, []

    def refuse(staged, target, before):
        calls.append(target)
        if len(calls) == failing:
            raise OSError(number, os.strerror(number))
        original(staged, target, before)

    monkeypatch.setattr(swap, "swap_in", refuse)
    result = site.run()
    assert result.status == "failed"
    assert result.cause.kind == ("disk" if number == errno.ENOSPC else "folder")
    site.check_unharmed(result.id)
    monkeypatch.setattr(swap, "swap_in", original)
    site.check_next_run()


def test_without_exchange_two_renames_do(site, no_kernel, monkeypatch):
    monkeypatch.setattr(swap, "exchange_folders", lambda one, other: False)
    site.check_next_run()


@pytest.mark.skipif(sys.platform == "win32", reason="folders in use cannot be exchanged there")
def test_a_reader_sees_whole_folders_only(site, no_kernel):
    report = site.report("internal")
    done, seen, wrong = threading.Event(), set(), []

    def read():
        while not done.is_set():
            folder = os.open(report, os.O_RDONLY | os.O_DIRECTORY)
            try:
                page = _read_in(folder, "index.html")
                record = _read_in(folder, "run.json")
                if page is not None and record is not None:
                    seen.add(page)
                    if f'"id": "{page.decode()}"'.encode() not in record:
                        wrong.append(page)
            finally:
                os.close(folder)
            (report / "index.html").read_bytes()

    problems = []
    reader = threading.Thread(target=lambda: _note_error(read, problems))
    reader.start()
    for _ in range(20):
        assert site.run().status == "complete"
    done.set()
    reader.join()
    assert not wrong and not problems and len(seen) > 1


def _read_in(folder, name):
    """Read a file of an open folder; None when the folder has been taken away meanwhile."""
    try:
        handle = os.open(name, os.O_RDONLY, dir_fd=folder)
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read()


def _note_error(function, problems):
    try:
        function()
    except OSError as error:
        problems.append(error)


def test_a_folder_of_another_region_is_never_replaced(site, no_kernel):
    result = site.run(region="Kota Jambi")
    assert (result.status, result.cause.kind) == ("failed", "target")
    assert '"Jambi"' in result.cause.message
    site.check_unharmed(result.id)


def test_a_folder_that_is_no_report_is_never_replaced(site, no_kernel):
    target = site.report("internal")
    (target / "run.json").write_text("{")
    site.before = site.files()
    result = site.run()
    assert (result.status, result.cause.kind) == ("failed", "target")
    site.check_unharmed(result.id)


def test_a_unit_report_survives_the_report_around_it(site, no_kernel):
    unit = site.run(unit="Dinas Kesehatan")
    assert unit.status == "complete"
    whole = site.run()
    assert whole.status == "complete"
    for edition in ("internal", "public"):
        report = site.report(edition)
        assert (report / "index.html").read_text() == whole.id
        assert (report / "dinas-kesehatan" / "index.html").read_text() == unit.id
    again = site.run(unit="Dinas Kesehatan")
    assert read_record(again.published["public"])["id"] == again.id


def test_without_approval_only_the_internal_edition_is_published(site, no_kernel):
    result = site.run(approval=None)
    assert list(result.published) == ["internal"]
    internal = read_record(result.published["internal"])
    assert internal["release"] == "draf"
    public = site.report("public")
    assert (public / "index.html").read_bytes() == site.before[
        (public / "index.html").relative_to(site.out)
    ]
    assert (result.folder / "public" / "index.html").is_file(), "kept for a later approval"


def test_the_public_copy_names_no_file_and_no_machine(site, no_kernel):
    public = read_record(site.run().published["public"])
    assert "data_files" not in public and "source" not in public["parameters"]
    assert set(public["measured"]) == {"started", "finished", "seconds"}


def test_modes_let_in_who_may_read(site, no_kernel):
    site.run()
    modes = {name: (site.out / name).stat().st_mode & 0o777 for name in ("internal", "public")}
    assert modes == {"internal": 0o750, "public": 0o755}
    assert (site.out / RUNS).stat().st_mode & 0o777 == 0o700
    page = site.report("public") / "index.html"
    assert page.stat().st_mode & 0o777 == 0o644


def test_a_failing_catalogue_is_a_problem_of_its_own(site, no_kernel, monkeypatch):
    def rebuild(out, now):
        raise ValueError("x")

    monkeypatch.setattr(sys.modules["kinerja_lib.reporting.catalogue"], "rebuild", rebuild)
    result = site.run()
    assert result.status == "complete" and result.exit_code == 3
    assert [problem.kind for problem in result.problems] == ["catalogue"]
    (result.folder / "log.txt").unlink()
    site.check_whole(result.id)


def test_an_error_in_the_pages_is_recorded_not_raised(site, no_kernel, monkeypatch):
    def publish_pages(notebook, facts, folder, candidates, gate):
        (folder / "internal").mkdir()
        raise TypeError("198001012005011001")

    pages = sys.modules["kinerja_lib.reporting.pages"]
    monkeypatch.setattr(pages, "publish_pages", publish_pages)
    result = site.run()
    assert (result.status, result.cause.kind) == ("failed", "internal")
    assert "1980" not in (result.folder / "run.json").read_text()
    assert "198001012005011001" in (result.folder / "log.txt").read_text()
    site.check_unharmed(result.id)


def test_a_full_disk_frees_what_the_run_wrote(small_disk, site, no_kernel, make_pages, monkeypatch):
    with monkeypatch.context() as patch:
        big = make_pages(size=2_000_000)
        patch.setitem(sys.modules, "kinerja_lib.reporting.pages", big)
        result = site.run()
    assert (result.status, result.cause.kind) == ("failed", "disk")
    assert read_record(result.folder)["status"] == "failed"
    site.check_unharmed(result.id)
    site.check_next_run()


@pytest.mark.slow
def test_a_disk_filled_by_the_notebook_is_recorded(small_disk, site):
    site.fault("print('x' * 2_000_000)")
    result = site.run()
    assert (result.status, result.cause.kind) == ("failed", "disk")
    site.check_unharmed(result.id)
    site.check_next_run()


def test_a_root_that_cannot_be_written_is_refused(small_disk, site, no_kernel):
    remount = ["mount", "-o", "remount,{}", str(small_disk)]
    subprocess.run([part.format("ro") for part in remount], check=True)
    result = site.run()
    assert (result.status, result.cause.kind, result.exit_code) == ("failed", "folder", 3)
    assert result.folder is None and site.files() == site.before
    subprocess.run([part.format("rw") for part in remount], check=True)
    site.check_next_run()


def test_a_run_from_a_garbage_record_is_left_alone(site, no_kernel):
    odd = site.out / RUNS / "odd"
    odd.mkdir()
    (odd / "run.json").write_text('{"status": "running"')
    assert recover(site.out) == []
    assert run_module.run_report(site.request()).status == "complete"
    assert odd.is_dir()
