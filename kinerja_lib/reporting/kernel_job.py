"""The child process that runs one notebook: `python -m kinerja_lib.reporting.kernel_job`.

It reads its task as one line of JSON from standard input and answers with lines of JSON on standard
output: `kernel`, `cell` and at last `end`. Standard input stays open as a lifeline: when it ends,
the parent is gone or wants no more, and the kernel is killed. Everything else goes to the log.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import IO, Any

from kinerja_lib.reporting.cell_error import describe_error
from kinerja_lib.reporting.processes import peak_memory_mb
from kinerja_lib.reporting.record import to_json, write_atomic

EXECUTED = "executed.ipynb"
_START_SECONDS = 120
_IOPUB_SECONDS = 300
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Job:
    """One task, the pipe to the parent, and what is known so far."""

    def __init__(self, task: dict[str, Any], pipe: IO[str]) -> None:
        self.task = task
        self.manager: Any = None
        self._pipe = pipe
        self._kernel: int | None = None
        self._lock = threading.Lock()
        self._saved = False

    def tell(self, **event: object) -> None:
        """Send one line to the parent; a parent that is gone is noticed elsewhere."""
        if event["event"] == "kernel":
            self._kernel = int(str(event["pid"]))
        try:
            self._pipe.write(json.dumps(event) + "\n")
            self._pipe.flush()
        except OSError:
            pass

    def watch_lifeline(self) -> None:
        """Wait until standard input ends, then stop everything at once."""
        sys.stdin.buffer.read()
        self._kill_kernel()
        with self._lock:
            if self.manager is not None and not self._saved:
                try:
                    self.manager.fail_current()
                    self.save("stopped")
                except (OSError, RuntimeError, KeyError):
                    traceback.print_exc()
            shutil.rmtree(self.task["sockets"], ignore_errors=True)
            sys.stderr.flush()
            os._exit(0)

    def save(self, status: str) -> None:
        """Write the notebook as it is, with its status, in one step."""
        notebook = self.manager.nb
        notebook.metadata["kinerja"] = {"status": status}
        path = Path(self.task["folder"]) / EXECUTED
        write_atomic(path, to_json(notebook), mode=0o600)

    def execute(self) -> dict[str, Any]:
        """Run the notebook; return what the `end` line says."""
        notebook = load_notebook(self.task)
        from kinerja_lib.reporting.engine import TruthfulClient, TruthfulManager

        self.manager = TruthfulManager(notebook, self.tell)
        self.manager.notebook_start()
        client = TruthfulClient(self.manager, **self._options())
        client.on_cell_error = client.ask_for_error
        try:
            client.execute()
            end: dict[str, Any] = {"how": "complete"}
        except Exception as error:  # every failure of a notebook is told by name
            self.manager.fail_current()
            end = explain(error, client)
        with self._lock:
            self._saved = True
            self.save("complete" if end["how"] == "complete" else "failed")
        return end

    def _options(self) -> dict[str, Any]:
        from kinerja_lib.reporting.engine import OwnKernelManager

        deadline = time.monotonic() + self.task["run_timeout"]

        def limit(_cell: object) -> float:
            return max(0.01, min(self.task["cell_timeout"], deadline - time.monotonic()))

        return {
            "kernel_name": "python3",
            "kernel_manager_class": OwnKernelManager,
            "timeout_func": limit,
            "startup_timeout": _START_SECONDS,
            "iopub_timeout": _IOPUB_SECONDS,
            "shutdown_kernel": "immediate",
            "record_timing": False,
            "force_raise_errors": True,
        }

    def _kill_kernel(self) -> None:
        if self._kernel is None:
            return
        try:
            if hasattr(os, "killpg"):
                os.killpg(self._kernel, signal.SIGKILL)
            else:
                os.kill(self._kernel, signal.SIGTERM)
        except OSError:
            pass


def load_notebook(task: dict[str, Any]) -> Any:  # noqa: ANN401  a NotebookNode
    """Read the notebook, give each cell a lasting id, and put the parameters in."""
    # A grammar for internationalised addresses that no notebook needs takes a second to build.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    from nbformat import v4
    from papermill.iorw import load_notebook_node
    from papermill.log import logger
    from papermill.parameterize import parameterize_notebook

    logger.setLevel("ERROR")
    raw = json.loads(Path(task["notebook"]).read_text(encoding="utf-8"))
    had_ids = [bool(cell.get("id")) for cell in raw["cells"]]
    notebook = load_notebook_node(task["notebook"])
    for number, cell in enumerate(notebook.cells, start=1):
        if not had_ids[number - 1]:
            cell["id"] = f"cell-{number}"
    if task["parameters"]:
        notebook = parameterize_notebook(
            notebook, task["parameters"], kernel_name="python3", language="python"
        )
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"
    return v4.upgrade(notebook)


def explain(error: Exception, client: Any) -> dict[str, Any]:  # noqa: ANN401
    """Sort what stopped the notebook; the full text goes to the log only."""
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    print(_COLOURS.sub("", str(error) or repr(error)), file=sys.stderr)  # noqa: T201  the log
    cell = client.nb_man.current
    if isinstance(error, CellTimeoutError):
        return {"how": "timeout", "cell": cell}
    if isinstance(error, DeadKernelError):
        return {"how": "dead", "cell": cell, "exit": client.exit_status}
    if isinstance(error, CellExecutionError):
        described = client.described or {"kind": "other", "type": error.ename}
        return {"how": "error", "cell": cell, **described}
    return {"how": "error", "cell": cell, **describe_error(error)}


def take_pipe() -> IO[str]:
    """Keep standard output for the parent alone: the kernel inherits the log in its place."""
    pipe = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return pipe


def main() -> None:
    """Run one task from standard input."""
    pipe = take_pipe()
    job = Job(json.loads(sys.stdin.buffer.readline()), pipe)
    threading.Thread(target=job.watch_lifeline, daemon=True).start()
    try:
        end = job.execute()
    except Exception as error:  # told to the parent by name, in full in the log
        traceback.print_exc()
        end = {"how": "error", "cell": None, **describe_error(error)}
    spent = job.manager.seconds if job.manager else {}
    seconds = [{"cell": cell, "seconds": value} for cell, value in spent.items()]
    job.tell(event="end", seconds=seconds, peak_memory_mb=peak_memory_mb(), **end)
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
