"""Ctrl-C and requests to end, turned into something that a run can record.

While a notebook runs the signal arrives in a queue; while pages are made it breaks off the work;
while folders are swapped it waits.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from queue import SimpleQueue
from types import FrameType
from typing import Any


class Stopped(BaseException):
    """The process was asked to stop."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.signum = signum


class StopSignals:
    """The signals that arrived, and how they are handed on at the moment."""

    def __init__(self) -> None:
        self.events: SimpleQueue[dict[str, Any]] = SimpleQueue()
        self.signum: int | None = None
        self._breaking = False

    def handle(self, signum: int, _frame: FrameType | None) -> None:
        """Note a signal."""
        self.signum = self.signum or signum
        self.events.put({"event": "signal", "signum": signum})
        if self._breaking:
            self._breaking = False
            raise Stopped(signum)

    def check(self) -> None:
        """Raise `Stopped` when a signal has arrived."""
        if self.signum is not None:
            raise Stopped(self.signum)

    @contextlib.contextmanager
    def breaking_off(self) -> Iterator[None]:
        """Break off the block as soon as a signal arrives."""
        self._breaking = True
        try:
            self.check()
            yield
        finally:
            self._breaking = False


@contextlib.contextmanager
def listen_to_signals() -> Iterator[StopSignals]:
    """Take over Ctrl-C and the requests to end; the old handlers come back afterwards.

    Outside the main thread nothing is taken over: Python delivers signals to the main thread only.
    """
    stop = StopSignals()
    before: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, stop.handle)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
