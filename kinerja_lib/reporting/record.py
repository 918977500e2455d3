"""run.json: what is known about one run, true at every moment.

The record says `running` before anything starts and is only ever replaced as a whole. Clock and
randomness are read here (run numbers and times) and nowhere in the pages.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinerja_lib.reporting.sharing import file_mode

SCHEMA = 1
STATUSES = (
    "running",
    "complete",
    "failed",
    "timeout",
    "out_of_memory",
    "killed",
    "interrupted",
    "refused_data",
    "refused_disclosure",
    "skipped_unchanged",
)
_EXIT_CODES = {
    "complete": 0,
    "skipped_unchanged": 0,
    "refused_data": 1,
    "refused_disclosure": 1,
    "interrupted": 130,
}
RUNS = ".runs"
RECORD = "run.json"


@dataclass(frozen=True)
class Cause:
    """Why a run did not end well: kind in one word, what happened, what to do, code cell."""

    kind: str
    message: str
    remedy: str
    cell: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the form that run.json holds."""
        return {
            "kind": self.kind,
            "message": self.message,
            "remedy": self.remedy,
            "cell": self.cell,
        }


def exit_code(status: str) -> int:
    """Give the exit code that belongs to a status: 0, 1, 130, otherwise 3."""
    return _EXIT_CODES.get(status, 3)


def utc_now() -> dt.datetime:
    """Read the clock, in UTC, without fractions of a second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def new_id(region_slug: str, period: str, report: str, now: dt.datetime) -> str:
    """Make a run number: what, when (UTC) and four random hexadecimal digits."""
    return f"{region_slug}-{period}-{report}-{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"


def write_atomic(path: Path, content: bytes, mode: int = 0o640) -> None:
    """Put a file in place as a whole: a reader sees the old content or the new, nothing between.

    In a folder that a group shares, its members may read and write it too.
    """
    write_as_is(path, content, file_mode(path.parent, mode))


def write_as_is(path: Path, content: bytes, mode: int) -> None:
    """Put a file in place as a whole with this mode anywhere: for files outside of the root."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames inside a folder last through a power cut, where the system offers that."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def to_json(value: Mapping[str, Any]) -> bytes:
    """Write JSON with a fixed layout, so that equal content means equal bytes."""
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def write_record(folder: Path, record: Mapping[str, Any], mode: int = 0o640) -> None:
    """Write run.json into a folder in one step."""
    if record.get("status") not in STATUSES:
        raise ValueError(f"unknown status {record.get('status')!r}")
    write_atomic(folder / RECORD, to_json(record), mode)


def read_json(path: Path) -> dict[str, Any] | None:
    """Read a JSON object; None when it is missing, cut off or no object."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def read_record(folder: Path) -> dict[str, Any] | None:
    """Read a folder's run.json; None when there is none that can be trusted."""
    found = read_json(folder / RECORD)
    if found is None or found.get("schema") != SCHEMA or found.get("status") not in STATUSES:
        return None
    return found
