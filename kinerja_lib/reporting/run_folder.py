"""The run's own folder: its record, its log, and the space kept back for a full disk."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import traceback
from typing import Any

from kinerja_lib.reporting.facts import describe_request
from kinerja_lib.reporting.kernel_job import EXECUTED
from kinerja_lib.reporting.locks import account_name
from kinerja_lib.reporting.record import Cause, new_id, utc_now, write_record
from kinerja_lib.reporting.recovery import BALLAST, NEW, sweep
from kinerja_lib.reporting.request import RunRequest
from kinerja_lib.reporting.sharing import make_folder
from kinerja_lib.reporting.supervise import LOG, open_private_log

_BALLAST_BYTES = 65536  # given back when the disk is full, so that the record can be written


class RunFolder:
    """One run on disk, `.runs/<id>/`.

    `facts` is what does not change between equal runs, `measured` what the child measured.
    """

    def __init__(self, request: RunRequest) -> None:
        self.started = utc_now()
        self.id = new_id(request.region_slug, request.period, request.report, self.started)
        self.path = request.runs / self.id
        self.measured: dict[str, Any] = {"cells": [], "peak_memory_mb": None}
        self.facts: dict[str, Any] = {}
        self._request = request

    def begin(self) -> None:
        """Put the record on disk, with status running, before anything else happens."""
        self.facts = describe_request(self._request)
        fresh = self.path.with_name(NEW + self.id)
        try:
            make_folder(fresh, 0o700)
            write_record(fresh, self.record("running"), mode=0o600)
            (fresh / BALLAST).write_bytes(os.urandom(_BALLAST_BYTES))
            fresh.rename(self.path)
        except OSError:
            shutil.rmtree(fresh, ignore_errors=True)
            raise

    def record(self, status: str, cause: Cause | None = None) -> dict[str, Any]:
        """Return run.json as it stands."""
        return {
            "schema": self.facts["schema"],
            "id": self.id,
            "status": status,
            "cause": None if cause is None else cause.as_json(),
            **self.facts,
            "measured": self._measure(status),
        }

    def close_failed(self, status: str, cause: Cause) -> None:
        """Record a failure; on a full disk, free what the run wrote first."""
        sweep(self.path)
        if cause.kind == "disk":
            for name in (EXECUTED, LOG):
                (self.path / name).unlink(missing_ok=True)
        try:
            write_record(self.path, self.record(status, cause), mode=0o600)
        except OSError as error:
            self.log(error)  # the record still says running; the next start closes it

    def drop_empty_log(self) -> None:
        """Remove a log in which nothing was written."""
        log = self.path / LOG
        with contextlib.suppress(OSError):
            if not log.stat().st_size:
                log.unlink()

    def log(self, error: Exception) -> None:
        """Add an error in full to the private log; without room for it, the cause must do."""
        text = "".join(traceback.format_exception(error))
        with contextlib.suppress(OSError), open_private_log(self.path) as log:
            log.write(text.encode(errors="backslashreplace"))

    def _measure(self, status: str) -> dict[str, Any]:
        finished: dt.datetime | None = None if status == "running" else utc_now()
        return {
            "started": self.started.isoformat(),
            "finished": None if finished is None else finished.isoformat(),
            "seconds": None if finished is None else (finished - self.started).total_seconds(),
            "account": account_name(),
            **self.measured,
        }
