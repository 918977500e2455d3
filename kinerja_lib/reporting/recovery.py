"""Put right what runs left behind that ended without a word: power cut, kill -9."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kinerja_lib.errors import ParameterError
from kinerja_lib.reporting import causes, swap
from kinerja_lib.reporting.kernel_job import EXECUTED
from kinerja_lib.reporting.locks import BusyError, hold_report, hold_swap
from kinerja_lib.reporting.processes import end_run_processes
from kinerja_lib.reporting.record import RUNS, read_json, read_record, utc_now, write_record
from kinerja_lib.reporting.release_log import append_entries
from kinerja_lib.reporting.request import place_of

NEW = ".new-"
RELEASE = "rilis-"  # folders of acts of release: approval, withdrawal
BALLAST = ".ballast"
_DAY_SECONDS = 86400.0


def recover(out: Path) -> list[str]:
    """Finish or undo half-done swaps and close records of dead runs; return their numbers.

    A run whose lock is held is alive and left alone.
    """
    recovered = []
    for folder in _run_folders(out):
        record = read_record(folder)
        journal = (folder / swap.JOURNAL).exists()
        if not journal and (record is None or record["status"] != "running"):
            continue
        place = _place(record or read_json(folder / swap.JOURNAL))
        if place is None:
            continue
        with contextlib.suppress(BusyError):
            with hold_report(out, place, folder.name, utc_now().isoformat(), wait=0):
                _recover_run(out, folder, place)
            recovered.append(folder.name)
    return recovered


def settle(folder: Path, record: Mapping[str, Any]) -> bool:
    """Finish the swap of a journal when all is complete, else undo it; say whether it is done.

    The old folders stay beside the run until `swap.forget_swap`. The caller holds the locks.
    """
    if not swap.is_complete(folder):
        swap.undo_journal(folder)
        return False
    swap.publish_journal(folder)
    append_entries(folder.parent.parent, swap.read_entries(folder))
    for name in (BALLAST, EXECUTED):
        (folder / name).unlink(missing_ok=True)
    own = folder.with_name(str(record["id"]))  # an act of release has another folder
    if own.is_dir():
        write_record(own, record, mode=0o600)
    return True


def finish(folder: Path) -> None:
    """Forget the swap that is done; the folder of an act of release goes with it."""
    swap.forget_swap(folder)
    if folder.name.startswith(RELEASE):
        shutil.rmtree(folder, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what a run that published nothing wrote, except its record, log and notebook."""
    (folder / swap.JOURNAL).unlink(missing_ok=True)
    (folder / BALLAST).unlink(missing_ok=True)
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.endswith(".tmp"):
            path.unlink(missing_ok=True)


def _recover_run(out: Path, folder: Path, place: tuple[str, ...]) -> None:
    record = read_record(folder)  # again, now under the lock: the run may have ended meanwhile
    journal = read_json(folder / swap.JOURNAL)
    end_run_processes(folder.name)
    if journal is not None:
        with hold_swap(out, place):
            if settle(folder, journal["record"]):
                finish(folder)
                return
    if folder.name.startswith(RELEASE):
        shutil.rmtree(folder, ignore_errors=True)
        return
    if record is not None and record["status"] == "running":
        cause = causes.left_behind().as_json()
        write_record(folder, {**record, "status": "killed", "cause": cause}, mode=0o600)
    if record is None or record["status"] != "complete":
        sweep(folder)


def _run_folders(out: Path) -> Iterator[Path]:
    try:
        entries = sorted((out / RUNS).iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(NEW):
            with contextlib.suppress(OSError):
                if time.time() - entry.stat().st_mtime > _DAY_SECONDS:
                    shutil.rmtree(entry, ignore_errors=True)
        elif not entry.name.startswith(".") and entry.is_dir() and not entry.is_symlink():
            yield entry


def _place(found: Mapping[str, Any] | None) -> tuple[str, ...] | None:
    record = (found or {}).get("record", found) or {}
    try:
        names = (record["region_slug"], record["period"], record["report"])
        return place_of(*names, record.get("unit"))
    except (KeyError, TypeError, ValueError, AttributeError, ParameterError):
        return None
