"""Tell, from inside a kernel, what the last error of a cell was.

A class name alone would not do: pandas and SQLAlchemy have a `DataError` too, and the text of a
foreign error may quote data. Only the message of this library's own errors is handed on.
"""

from __future__ import annotations

import errno
import json
import sys

from kinerja_lib.errors import KinerjaError

EXPRESSION = (
    "__import__('kinerja_lib.reporting.cell_error', fromlist=['describe']).describe_last_error()"
)
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)


def describe_last_error() -> str:
    """Return the last uncaught error as JSON: type, kind, status, message."""
    error = getattr(sys, "last_value", None)
    return json.dumps(describe_error(error))


def describe_error(error: BaseException | None) -> dict[str, str | None]:
    """Sort an error: `foreseen` with its message and status, `memory`, `disk`, or `other`."""
    found = {"type": type(error).__name__, "kind": "other", "status": None, "message": None}
    if isinstance(error, KinerjaError):
        return found | {"kind": "foreseen", "status": error.status, "message": str(error)}
    if isinstance(error, MemoryError):
        return found | {"kind": "memory"}
    if isinstance(error, OSError) and error.errno in _DISK_FULL:
        return found | {"kind": "disk"}
    return found
