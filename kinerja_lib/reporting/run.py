"""Run one notebook and put its result in place, or say truly why not."""

from __future__ import annotations

import datetime as dt
import importlib
import os
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kinerja_lib.reporting import causes, swap
from kinerja_lib.reporting.facts import describe_request
from kinerja_lib.reporting.kernel_job import EXECUTED
from kinerja_lib.reporting.locks import BusyError, hold_catalogue, hold_report, hold_swap
from kinerja_lib.reporting.record import (
    Cause,
    new_id,
    read_record,
    utc_now,
    write_record,
)
from kinerja_lib.reporting.recovery import BALLAST, NEW, recover, settle, sweep
from kinerja_lib.reporting.request import Progress, RunRequest, RunResult
from kinerja_lib.reporting.staging import complete_edition, read_executed, render_pages
from kinerja_lib.reporting.stop_signals import Stopped, StopSignals, listen_to_signals
from kinerja_lib.reporting.supervise import LOG, Supervisor, open_private_log

_BALLAST_BYTES = 65536  # given back when the disk is full, so that the record can be written
_CATALOGUE = "kinerja_lib.reporting.catalogue"


def run_report(
    request: RunRequest, *, progress: Callable[[Progress], None] | None = None
) -> RunResult:
    """Run the notebook of a request and publish what it shows.

    Every foreseen failure is a status of the result, never an exception: Ctrl-C gives
    `interrupted`, a request to end gives `killed`. What was published before stays as it was
    unless the status is `complete`.

    Parameters
    ----------
    request : RunRequest
        What to run, with checked values.
    progress : callable, optional
        Called in this thread as the run proceeds.
    """
    with listen_to_signals() as stop:
        return _Run(request, stop, progress or (lambda _progress: None)).execute()


class _Broken(Exception):  # noqa: N818  carries an outcome, not an error of the program
    def __init__(self, status: str, cause: Cause) -> None:
        super().__init__(status)
        self.status = status
        self.cause = cause


class _Run:
    def __init__(
        self, request: RunRequest, stop: StopSignals, progress: Callable[[Progress], None]
    ) -> None:
        self.request = request
        self.stop = stop
        self.progress = progress
        self.out = request.runs.parent
        self.started = utc_now()
        place = request.place
        self.id = new_id(place[0], place[1], place[2], self.started)
        self.folder = request.runs / self.id
        self.unsettled = False
        self.measured: dict[str, Any] = {"cells": [], "peak_memory_mb": None}

    def execute(self) -> RunResult:
        """Do everything under the lock of the report; then make the catalogue anew."""
        try:
            self.request.runs.mkdir(mode=0o700, parents=True, exist_ok=True)
            recover(self.out)
            with hold_report(self.out, self.request.place, self.id, _text(self.started)):
                result = self._execute_locked()
        except BusyError as error:
            return RunResult(self.id, "failed", None, {}, causes.busy(error.owner))
        except OSError as error:
            status, cause = causes.explain_exception(error, self.folder)
            return RunResult(self.id, status, None, {}, cause)
        return self._with_catalogue(result)

    def _execute_locked(self) -> RunResult:
        self._begin()
        try:
            self._check_targets()
            self._run_kernel()
            record = self._make_pages()
            self._publish(record)
        except _Broken as broken:
            return self._fail(broken.status, broken.cause)
        except Stopped as stopped:
            return self._fail(*causes.explain_signal(stopped.signum))
        except Exception as error:  # the cause is recorded by name, the rest goes to the log
            self._log(error)
            return self._fail(*causes.explain_exception(error, self.folder))
        published = {e: self.request.target(e) for e in self.request.published_editions}
        return RunResult(
            self.id, "complete", self.folder, published, None, stop_signal=self.stop.signum
        )

    def _begin(self) -> None:
        """Put the record on disk, with status running, before anything else happens."""
        self.facts = describe_request(self.request)
        fresh = self.request.runs / (NEW + self.id)
        fresh.mkdir(mode=0o700)
        write_record(fresh, self._record("running", None), mode=0o600)
        (fresh / BALLAST).write_bytes(os.urandom(_BALLAST_BYTES))
        fresh.rename(self.folder)

    def _check_targets(self) -> None:
        for edition in self.request.published_editions:
            target = self.request.target(edition)
            if not target.exists() or not any(target.iterdir()):
                continue
            record = read_record(target)
            region = None if record is None else record.get("region")
            if region != self.request.region and not _holds_units_only(target):
                raise _Broken("failed", causes.taken(target, region))

    def _run_kernel(self) -> None:
        self.stop.check()
        end = Supervisor(self.request, self.folder, self.stop).run(self.progress)
        self.measured = end.measured
        if end.how != "complete":
            raise _Broken(*causes.explain_kernel_end(end, self.request, self.folder))

    def _make_pages(self) -> dict[str, Any]:
        """Render the pages and complete the staged folders; return the record of success."""
        notebook = read_executed(self.folder)
        self.progress(Progress("pages"))
        facts = {**self.facts, "status": "complete"}
        with self.stop.breaking_off():
            results = render_pages(notebook, facts, self.folder)
        record = self._record("complete", None) | results
        for edition in self.request.editions:
            complete_edition(self.folder / edition, edition, record, notebook)
        return record

    def _publish(self, record: dict[str, Any]) -> None:
        """Swap the finished folders in; a signal that arrives from here on is too late."""
        self.stop.check()
        self.progress(Progress("publish"))
        places = {e: self.request.target(e) for e in self.request.published_editions}
        with hold_swap(self.out, self.request.place):
            self._check_targets()
            swap.write_journal(self.folder, record, places)
            try:
                settle(self.folder, record)
            except OSError:
                self._undo()
                raise
            swap.forget_swap(self.folder)
        log = self.folder / LOG
        if log.exists() and not log.stat().st_size:
            log.unlink()

    def _undo(self) -> None:
        """Put the old folders back; where even that fails, the next start does it."""
        self.unsettled = True
        swap.undo_journal(self.folder)
        self.unsettled = False

    def _fail(self, status: str, cause: Cause) -> RunResult:
        """Record a failure; on a full disk, free what the run wrote first."""
        if self.unsettled:
            return RunResult(self.id, status, self.folder, {}, cause)
        sweep(self.folder)
        if cause.kind == "disk":
            for name in (EXECUTED, LOG):
                (self.folder / name).unlink(missing_ok=True)
        try:
            write_record(self.folder, self._record(status, cause), mode=0o600)
        except OSError as error:
            self._log(error)  # the record still says running; the next start closes it
        return RunResult(self.id, status, self.folder, {}, cause, stop_signal=self.stop.signum)

    def _record(self, status: str, cause: Cause | None) -> dict[str, Any]:
        head = {"schema": self.facts["schema"], "id": self.id, "status": status}
        return {
            **head,
            "cause": None if cause is None else cause.as_json(),
            **self.facts,
            "measured": self._measure(status),
        }

    def _measure(self, status: str) -> dict[str, Any]:
        finished = None if status == "running" else utc_now()
        seconds = None if finished is None else (finished - self.started).total_seconds()
        return {
            "started": _text(self.started),
            "finished": None if finished is None else _text(finished),
            "seconds": seconds,
            **self.measured,
        }

    def _with_catalogue(self, result: RunResult) -> RunResult:
        """Make the catalogue anew; its failure is a problem of its own."""
        try:
            with hold_catalogue(self.out):
                importlib.import_module(_CATALOGUE).rebuild(self.out, utc_now())
        except Exception as error:  # reported in the result, in full in the log
            self._log(error)
            problem = causes.catalogue_failed(error)
            return RunResult(**{**vars(result), "problems": (*result.problems, problem)})
        return result

    def _log(self, error: Exception) -> None:
        try:
            with open_private_log(self.folder) as log:
                log.write("".join(traceback.format_exception(error)).encode())
        except OSError:
            pass  # no room for the log; the result itself names the cause


def _holds_units_only(target: Path) -> bool:
    """Say whether a folder without a report of its own holds reports of units."""
    inside = list(target.iterdir())
    return bool(inside) and all(p.is_dir() and read_record(p) is not None for p in inside)


def _text(moment: dt.datetime) -> str:
    return moment.isoformat()
