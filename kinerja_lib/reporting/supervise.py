"""Start the child that runs a notebook, watch over it, and say truly how it ended."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from typing import IO, Any

from kinerja_lib.reporting.processes import RUN_VARIABLE, count_memory_kills, end_run_processes
from kinerja_lib.reporting.request import Progress, RunRequest
from kinerja_lib.reporting.sharing import open_file
from kinerja_lib.reporting.stop_signals import StopSignals

LOG = "log.txt"
_GRACE_SECONDS = 15.0  # the child keeps the limits itself; after this much more it is killed
_FAREWELL_SECONDS = 5.0
_SLICE_SECONDS = 1.0


@dataclass(frozen=True)
class KernelEnd:
    """How the child ended.

    `how` is `complete`, `error`, `timeout`, `dead`, `stopped` or `lost` (the child itself died);
    `details` has what the child said about it, `memory_kill` whether the system killed for memory.
    """

    how: str
    cell: int | None
    details: dict[str, Any]
    memory_kill: bool
    measured: dict[str, Any] = field(default_factory=dict)


class Supervisor:
    """One child and its kernel, from start to end."""

    def __init__(self, request: RunRequest, folder: Path, stop: StopSignals) -> None:
        self._request = request
        self._folder = folder
        self._stop = stop
        self._cell: int | None = None
        self._kernel: int | None = None
        self._reader = threading.Thread()
        self._sockets = tempfile.mkdtemp(prefix="kinerja-")
        self._kills_before = count_memory_kills()

    def run(self, progress: Callable[[Progress], None]) -> KernelEnd:
        """Run the notebook to whatever end it comes; no process is left."""
        child: subprocess.Popen[bytes] | None = None
        try:
            with open_private_log(self._folder) as log:
                child = self._start(log)
            assert child.stdin is not None and child.stdout is not None
            self._reader = threading.Thread(target=self._read, args=(child.stdout,), daemon=True)
            self._reader.start()
            self._send_task(child.stdin)
            return self._watch(progress)
        finally:
            if child is not None:
                self._end(child)
            shutil.rmtree(self._sockets, ignore_errors=True)

    def _start(self, log: IO[bytes]) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-m", "kinerja_lib.reporting.kernel_job"]
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=self._request.project,
            env=self._environment(),
            start_new_session=True,
        )

    def _environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if k != "PYTHONWARNINGS"}
        # Small matrices: threads cost more than they give, and sums would follow the machine.
        kept |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"), "1")
        return kept | {
            "PYTHONHASHSEED": "0",
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "KINERJA_PROJECT": str(self._request.project),
            "KINERJA_RUN": "1",
            RUN_VARIABLE: self._folder.name,
            "JUPYTER_RUNTIME_DIR": self._sockets,
            "IPYTHONDIR": self._sockets,
        }

    def _send_task(self, pipe: IO[bytes]) -> None:
        task = {
            "notebook": os.path.abspath(self._request.notebook),  # noqa: PTH100
            "folder": str(self._folder),
            "sockets": self._sockets,
            "parameters": dict(self._request.parameters),
            "cell_timeout": self._request.cell_timeout,
            "run_timeout": self._request.run_timeout,
        }
        with contextlib.suppress(BrokenPipeError):
            pipe.write(json.dumps(task).encode() + b"\n")
            pipe.flush()

    def _read(self, pipe: IO[bytes]) -> None:
        for line in pipe:
            with contextlib.suppress(ValueError):
                self._stop.events.put(json.loads(line))
        self._stop.events.put({"event": "lost"})

    def _watch(self, progress: Callable[[Progress], None]) -> KernelEnd:
        deadline = time.monotonic() + self._request.run_timeout + _GRACE_SECONDS
        while True:
            try:
                event = self._stop.events.get(timeout=_SLICE_SECONDS)
            except Empty:
                if time.monotonic() > deadline:
                    return self._conclude("timeout", {})
                continue
            kind = event.pop("event")
            if kind == "signal":
                return self._conclude("stopped", event)
            if kind == "lost":
                return self._conclude("lost", {})
            if kind == "end":
                self._kernel = None  # the child has already ended it and waited for it
                return self._conclude(event.pop("how"), event)
            self._note(kind, event, progress)

    def _note(self, kind: str, event: dict[str, Any], progress: Callable[..., None]) -> None:
        if kind == "kernel":
            self._kernel = event["pid"]
            progress(Progress("kernel"))
        elif kind == "cell":
            self._cell = event["cell"]
            progress(Progress("cell", event["cell"], event["cells"]))

    def _conclude(self, how: str, details: dict[str, Any]) -> KernelEnd:
        measured = {
            "cells": details.pop("seconds", []),
            "peak_memory_mb": details.pop("peak_memory_mb", None),
        }
        cell = details.pop("cell", self._cell)
        memory = count_memory_kills() > self._kills_before
        return KernelEnd(how, cell, details, memory, measured)

    def _end(self, child: subprocess.Popen[bytes]) -> None:
        """Let the child write down what it knows, then leave no process."""
        with contextlib.suppress(OSError):
            child.stdin.close()  # type: ignore[union-attr]
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=_FAREWELL_SECONDS)
        groups = tuple(g for g in (self._kernel,) if g is not None)
        if child.returncode is None:
            groups = (child.pid, *groups)
        end_run_processes(self._folder.name, groups)
        child.wait()
        if self._reader.is_alive():
            self._reader.join()
        if child.stdout is not None:
            child.stdout.close()


def open_private_log(folder: Path) -> IO[bytes]:
    """Open the run's log for adding; nobody else may read it, since it may quote data."""
    handle = open_file(folder / LOG, os.O_WRONLY | os.O_APPEND, 0o600)
    return os.fdopen(handle, "ab")


def signal_name(number: int) -> str:
    """Name a signal, such as SIGKILL."""
    try:
        return signal.Signals(abs(number)).name
    except ValueError:
        return str(number)
