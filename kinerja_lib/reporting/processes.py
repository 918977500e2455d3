"""End what a run started, and read how much memory it took and whether that was too much.

Every process of a run carries the run's number in its environment, so leftovers are found and
ended even when they moved to another session, and no other process is touched.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from pathlib import Path

RUN_VARIABLE = "KINERJA_RUN_ID"
_PROC = Path("/proc")


def end_run_processes(run_id: str, groups: tuple[int, ...] = ()) -> int:
    """Kill the given process groups and every process of the run; return how many were found.

    `groups` must still belong to the run: the caller has not yet waited for their leaders.
    """
    for group in groups:
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(group, signal.SIGKILL)
            else:
                os.kill(group, signal.SIGTERM)
    ended = 0
    for process in find_run_processes(run_id):
        with contextlib.suppress(OSError):
            os.kill(process, signal.SIGKILL)
            ended += 1
    return ended


def find_run_processes(run_id: str) -> list[int]:
    """List living processes whose environment names the run; empty where /proc does not exist."""
    mark = f"{RUN_VARIABLE}={run_id}".encode()
    found = []
    try:
        entries = [entry for entry in _PROC.iterdir() if entry.name.isdigit()]
    except OSError:
        return []
    for entry in entries:
        with contextlib.suppress(OSError):
            environment = (entry / "environ").read_bytes()
            if mark in environment.split(b"\0") and int(entry.name) != os.getpid():
                found.append(int(entry.name))
    return found


def count_memory_kills() -> int:
    """Count kills for memory in this control group and on this machine; 0 where unknown."""
    total = _read_counter(_PROC / "vmstat", "oom_kill")
    for path in _memory_group_files():
        total += _read_counter(path, "oom_kill")
    return total


def peak_memory_mb() -> float | None:
    """Give the largest memory of the processes this one waited for, in MB; None if unknown."""
    try:
        import resource
    except ImportError:
        return None
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return round(kilobytes / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)


def _memory_group_files() -> list[Path]:
    root = Path("/sys/fs/cgroup")
    files = []
    try:
        lines = (_PROC / "self" / "cgroup").read_text().splitlines()
    except OSError:
        return []
    for line in lines:
        _number, controllers, path = line.split(":", 2)
        if not controllers:
            files.append(root / path.lstrip("/") / "memory.events")
        elif "memory" in controllers.split(","):
            files.append(root / "memory" / path.lstrip("/") / "memory.oom_control")
    return files


def _read_counter(path: Path, name: str) -> int:
    try:
        lines = path.read_text().splitlines()
    except OSError:
        return 0
    for line in lines:
        words = line.split()
        if len(words) == 2 and words[0] == name and words[1].isdigit():
            return int(words[1])
    return 0
