"""The part of run.json that is the same for two runs of the same inputs, and its public copy."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any

import kinerja_lib
from kinerja_lib.reporting.inputs import describe_inputs, describe_tools
from kinerja_lib.reporting.record import SCHEMA
from kinerja_lib.reporting.request import RunRequest

_GIT_SECONDS = 10
_CODE_PATHS = ("kinerja_lib", "notebooks", "params", "requirements.lock", "pyproject.toml")
_FILE_NAME = re.compile(r"[/\\]|\.[A-Za-z][A-Za-z0-9]{1,7}$")
_INTERNAL_KEYS = ("data_files", "objects", "cause", "inputs", "published")


def describe_request(request: RunRequest) -> dict[str, Any]:
    """List what the report is of and how it was made; nothing here depends on the clock."""
    return {
        "schema": SCHEMA,
        "release": "draf" if request.approval is None else "terbit",
        "approval": None if request.approval is None else dict(request.approval),
        "region": request.region,
        "region_slug": request.region_slug,
        "period": request.period,
        "report": request.report,
        "title": request.title,
        "unit": request.unit,
        "editions": list(request.editions),
        "language": request.language,
        "reference_date": _iso(request.reference_date),
        "next_release": _iso(request.next_release),
        "owner": request.owner,
        "organisation": request.organisation,
        "timezone": request.timezone,
        "parameters": dict(request.parameters),
        "seed": request.parameters.get("seed"),
        "code": describe_code(request.project, request.notebook),
        "lock": digest_lock(request.project),
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "tools": describe_tools(),
        "inputs": describe_inputs(request.project, request.notebook),
    }


def describe_code(project: Path, notebook: Path) -> dict[str, Any]:
    """Name the version of the library and, inside a git folder, the commit and open changes."""
    commit = _git(project, "rev-parse", "HEAD")
    changes = None
    if commit is not None:
        paths = list(_CODE_PATHS)
        if notebook.is_relative_to(project):
            paths.append(str(notebook.relative_to(project)))
        changes = _git(project, "status", "--porcelain", "--", *paths)
    return {
        "version": kinerja_lib.__version__,
        "commit": commit,
        "dirty": None if changes is None else bool(changes),
    }


def digest_lock(project: Path) -> str | None:
    """Give the digest of the project's requirements.lock, None without one."""
    try:
        content = (project / "requirements.lock").read_bytes()
    except OSError:
        return None
    return "sha256:" + hashlib.sha256(content).hexdigest()


def public_copy(record: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what only insiders may see: files, their names, causes, machine details."""
    copy = {key: value for key, value in record.items() if key not in _INTERNAL_KEYS}
    copy["cause"] = None
    copy["parameters"] = {
        name: value
        for name, value in record["parameters"].items()
        if name != "source" and not _names_file(value)
    }
    measured = record.get("measured", {})
    copy["measured"] = {key: measured.get(key) for key in ("started", "finished", "seconds")}
    return copy


def _names_file(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(_names_file(item) for pair in value.items() for item in pair)
    if isinstance(value, list | tuple):
        return any(_names_file(item) for item in value)
    return isinstance(value, PurePath) or (
        isinstance(value, str) and bool(_FILE_NAME.search(value))
    )


def _iso(day: dt.date | str | None) -> str | None:
    return day.isoformat() if isinstance(day, dt.date) else day


def _git(project: Path, *arguments: str) -> str | None:
    """Ask git without running any program that the folder's own settings name."""
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=", *arguments]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            command,
            cwd=project,
            env=environment,
            capture_output=True,
            timeout=_GIT_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else None
