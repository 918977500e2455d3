"""A papermill engine whose records are true after every kind of failure.

Papermill marks cells as completed that never ran when the kernel dies or a cell runs out of time.
Here a cell is `completed`, `failed` or `pending`, and nothing else. Runs in the child only.
"""

from __future__ import annotations

import ast
import asyncio
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from jupyter_core.paths import jupyter_runtime_dir
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NotebookExecutionManager

from kinerja_lib.reporting.cell_error import EXPRESSION

_ATTEMPTS = 100
_ABORT_SECONDS = 0.05  # after an error the kernel aborts requests for a moment
_LONGEST_SOCKET = 90  # characters; macOS allows 103 with the number that is added


class OwnKernelManager(AsyncKernelManager):
    """Starts kernels with this very interpreter, whatever kernel specs the user has installed.

    Talks to them through sockets in a private folder where the system has those, not over TCP.
    """

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        sockets = str(Path(jupyter_runtime_dir()) / "k")
        self.connection_file = sockets + ".json"
        if os.name == "posix" and len(sockets) < _LONGEST_SOCKET:
            self.transport = "ipc"
            self.ip = sockets

    @property
    def kernel_spec(self) -> KernelSpec:
        """Name the interpreter that runs this process."""
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="Python 3", language="python")


class TruthfulManager(NotebookExecutionManager):
    """Keeps each cell's state in its metadata and tells a listener about it; saves nothing."""

    def __init__(self, nb: NotebookNode, tell: Callable[..., None]) -> None:
        super().__init__(nb, progress_bar=False, autosave_cell_every=0)
        self.tell = tell
        self.numbers = number_cells(nb)
        self.current: int | None = None
        self.seconds: dict[int, float] = {}
        self._began = 0.0

    def save(self, **kwargs: object) -> None:
        """Write nothing: the job writes the notebook once, at the end."""

    def cell_start(
        self, cell: NotebookNode, cell_index: int | None = None, **kwargs: object
    ) -> None:
        """Note that a cell begins."""
        super().cell_start(cell, cell_index, **kwargs)
        self.current = self.numbers.get(-1 if cell_index is None else cell_index)
        self._began = time.monotonic()
        if self.current is not None:
            self.tell(event="cell", cell=self.current, cells=max(self.numbers.values()))

    def cell_complete(
        self, cell: NotebookNode, cell_index: int | None = None, **kw: object
    ) -> None:
        """Note that a cell came to its end."""
        super().cell_complete(cell, cell_index, **kw)
        if self.current is not None:
            spent = time.monotonic() - self._began
            before = self.seconds.get(self.current, 0.0)
            self.seconds[self.current] = round(before + spent, 3)

    def fail_current(self) -> None:
        """Mark the cell that is running as failed, for good."""
        for cell in self.nb.cells:
            if cell.metadata.papermill["status"] == self.RUNNING:
                self.cell_exception(cell)

    def notebook_complete(self, **kwargs: object) -> None:
        """Leave cells that never ran as pending."""


class TruthfulClient(PapermillNotebookClient):
    """Runs the cells; the first failure of any kind ends the run."""

    def __init__(self, nb_man: TruthfulManager, **options: object) -> None:
        super().__init__(nb_man, **options)
        self.described: dict[str, Any] | None = None
        self.exit_status: int | None = None
        self.kernel_process: Any = None

    def papermill_execute_cells(self) -> None:
        """Run all cells in order."""
        for index, cell in enumerate(self.nb.cells):
            self.nb_man.cell_start(cell, index)
            try:
                self.execute_cell(cell, index)
            except BaseException as error:
                self.nb_man.fail_current()
                if isinstance(error, DeadKernelError):
                    self.exit_status = self.kernel_process.poll()
                raise
            self.nb_man.cell_complete(self.nb.cells[index], index)

    def start_new_kernel(self, **kwargs: object) -> None:
        """Start the kernel and say which process it is."""
        super().start_new_kernel(**kwargs)
        self.kernel_process = self.km.provisioner.process
        self.nb_man.tell(event="kernel", pid=self.kernel_process.pid)

    async def ask_for_error(self, cell: object, cell_index: int, execute_reply: Mapping) -> None:
        """Ask the kernel what kind of error the cell raised."""
        for _attempt in range(_ATTEMPTS):
            number = self.kc.execute(
                "", silent=True, store_history=False, user_expressions={"error": EXPRESSION}
            )
            reply = await self.async_wait_for_reply(number)
            content = reply["content"] if reply else {}
            if content.get("status") == "ok":
                break
            await asyncio.sleep(_ABORT_SECONDS)
        answer = content.get("user_expressions", {}).get("error", {})
        if answer.get("status") == "ok":
            found = json.loads(ast.literal_eval(answer["data"]["text/plain"]))
            if found["type"] == execute_reply["content"].get("ename"):
                self.described = found


def number_cells(nb: NotebookNode) -> dict[int, int]:
    """Count the code cells as JupyterLab does after 'Run all', injected parameters left out."""
    numbers: dict[int, int] = {}
    for index, cell in enumerate(nb.cells):
        if cell.cell_type == "code":
            injected = "injected-parameters" in cell.metadata.get("tags", [])
            numbers[index] = max(numbers.values(), default=0) + (0 if injected else 1)
    return numbers
