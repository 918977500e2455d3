"""The release log: who approved, published, corrected or withdrew what, when and why.

One line of JSON for each act, in the internal root, only ever added to. Each line holds its own
digest and that of the line before it, so that a line changed or taken out in between is noticed.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kinerja_lib.errors import RunError
from kinerja_lib.i18n import _
from kinerja_lib.reporting.locks import hold_log
from kinerja_lib.reporting.record import sync_folder
from kinerja_lib.reporting.sharing import make_folder, open_file

LOG_NAME = "rilis.jsonl"
_MODE = 0o640


def new_entry(place: Sequence[str], **facts: object) -> dict[str, Any]:
    """Make an entry with a number of its own; `facts` are plain JSON values."""
    return {"entry": secrets.token_hex(8), "place": list(place), **facts}


def read_log(out: Path) -> list[dict[str, Any]]:
    """Read all entries below `out`, oldest first; nothing when there is no log yet.

    Raises
    ------
    RunError
        A line was changed, taken out or cannot be read. What an interrupted write left at the very
        end is no line.
    """
    return [_read_line(line, before) for line, before in _lines(_read_bytes(out))]


def entries_of(entries: Iterable[Mapping[str, Any]], place: Sequence[str]) -> list[dict[str, Any]]:
    """Give the entries of one report (and unit), oldest first."""
    return [dict(entry) for entry in entries if entry["place"] == list(place)]


def append_entries(out: Path, entries: Sequence[Mapping[str, Any]]) -> None:
    """Add entries to the log and bring them to the disk; those that are in it already stay once."""
    if not entries:
        return
    with hold_log(out):
        known = {entry["entry"] for entry in read_log(out)}
        content = _read_bytes(out)
        whole = content[: content.rfind(b"\n") + 1]
        before = whole.splitlines()[-1] if whole else b""
        added = b""
        for entry in entries:
            if entry["entry"] not in known:
                before = _write_line(entry, before)
                added += before + b"\n"
        _write_end(out / "internal" / LOG_NAME, len(whole), added)


def _read_bytes(out: Path) -> bytes:
    try:
        return (out / "internal" / LOG_NAME).read_bytes()
    except FileNotFoundError:
        return b""


def _lines(content: bytes) -> Iterable[tuple[bytes, bytes]]:
    """Give each whole line with the one before it; b"" before the first."""
    lines = content[: content.rfind(b"\n") + 1].splitlines()
    return zip(lines, [b"", *lines], strict=False)


def _read_line(line: bytes, before: bytes) -> dict[str, Any]:
    try:
        entry = json.loads(line)
        sound = _write_line(entry, before) == line and isinstance(entry["place"], list)
    except (ValueError, KeyError, TypeError):
        sound = False
    if not sound:
        raise RunError(
            _(
                "Catatan rilis internal/{name} berubah atau rusak. Pulihkan berkas itu dari "
                "cadangan; tidak ada edisi publik yang diterbitkan atau ditarik."
            ).format(name=LOG_NAME)
        )
    return entry


def _write_line(entry: Mapping[str, Any], before: bytes) -> bytes:
    linked = {**entry, "previous": _digest(before)}
    linked.pop("digest", None)
    digest = _digest(json.dumps(linked, allow_nan=False).encode())
    return json.dumps({**linked, "digest": digest}).encode()


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest() if line else ""


def _write_end(path: Path, whole: int, added: bytes) -> None:
    """Add bytes after the last whole line; what an interrupted write left there goes first."""
    make_folder(path.parent, 0o750, exist_ok=True)
    handle = open_file(path, os.O_WRONLY, _MODE)
    with os.fdopen(handle, "wb") as file:
        file.seek(whole)
        file.truncate()
        file.write(added)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)
