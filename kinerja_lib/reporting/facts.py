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
from kinerja_lib.reporting.inputs import describe_inputs, describe_processor, describe_tools
from kinerja_lib.reporting.record import SCHEMA
from kinerja_lib.reporting.request import RunRequest

_GIT_SECONDS = 10
_CODE_PATHS = ("kinerja_lib", "notebooks", "requirements.lock", "pyproject.toml")
_FILE_NAME = re.compile(r"[/\\]|\.[A-Za-z][A-Za-z0-9]{1,7}$")
# All that a public run.json may hold; whatever is added to a record stays inside the office until
# it is named here. `record_of_edition` adds the edition's own numbers and the report it follows.
_PUBLIC_KEYS = (
    *("schema", "id", "status", "release", "releases", "approval", "exceptions"),
    *("region", "region_slug", "period", "report", "title", "unit", "edition", "editions"),
    *("language", "reference_date", "next_release", "owner", "organisation", "timezone"),
    *("seed", "code", "lock", "python", "tools", "processor"),
    *("headline", "purpose", "rules", "unit_pages"),
)
_BY_EDITION = ("numbers", "previous", "units")
_OWN_KEYS = ("draft", "published")  # check codes, in the run's own record only


def describe_request(request: RunRequest) -> dict[str, Any]:
    """List what the report is of and how it was made; nothing here depends on the clock."""
    return {
        "schema": SCHEMA,
        "release": "draf",  # until it is published
        "approval": None if request.approval is None else dict(request.approval),
        "releases": [],
        "release_rules": {
            name: getattr(request, name) for name in ("separate_approver", "show_approver")
        },
        "exceptions": [dict(one) for one in request.exceptions],
        "region": request.region,
        "region_slug": request.region_slug,
        "period": request.period,
        "report": request.report,
        "title": request.title,
        **{name: getattr(request, name) for name in ("unit", "unit_pages")},
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
        **_describe_surroundings(request.project),
        "inputs": describe_inputs(request.project, request.notebook),
    }


def _describe_surroundings(project: Path) -> dict[str, Any]:
    return {
        "lock": digest_lock(project),
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "tools": describe_tools(),
        "processor": describe_processor(),
    }


def describe_code(project: Path, notebook: Path) -> dict[str, Any]:
    """Name the version of the library and, inside a git folder, the commit and open changes."""
    commit = _git(project, "rev-parse", "HEAD")
    changes = None
    if commit is not None:
        paths = list(_CODE_PATHS)
        if notebook.is_relative_to(project):
            paths.append(str(notebook.relative_to(project)))
        # An office adds its own files to params; only a changed one of the kit is a change of code.
        added = _git(project, "status", "--porcelain", "--", *paths)
        edited = _git(project, "status", "--porcelain", "-uno", "--", "params")
        changes = None if added is None or edited is None else added + edited
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
    """Keep what everyone may see: no files or their names, causes, machine or account details.

    Acts of release keep their time; a name only where the office shows it, a reason only where it
    is meant for readers (automatic approval, withdrawal).
    """
    copy = {key: record[key] for key in _PUBLIC_KEYS if key in record}
    copy["cause"] = None
    show = bool(record.get("release_rules", {}).get("show_approver"))
    copy["releases"] = [_public_act(act, show) for act in record.get("releases", [])]
    if record.get("approval"):
        copy["approval"] = _public_act(record["approval"], show)
    if isinstance(record.get("exceptions"), list):  # a public record holds the number already
        copy["exceptions"] = len(record["exceptions"])
    copy["parameters"] = {
        name: value
        for name, value in record["parameters"].items()
        if name != "source" and not _names_file(value)
    }
    measured = record.get("measured", {})
    copy["measured"] = {key: measured.get(key) for key in ("started", "finished", "seconds")}
    return copy


def record_of_edition(record: Mapping[str, Any], edition: str) -> dict[str, Any]:
    """Give run.json of an edition's folder from the run's own record, or from another such copy.

    The run's own record holds numbers and earlier report of every edition, and check codes of all
    files; a folder holds those of its edition, and its codes in SHA256SUMS.
    """
    copy = public_copy(record) if edition == "public" else dict(record)
    for name in _OWN_KEYS:
        copy.pop(name, None)
    own = {name: record.get(name) for name in _BY_EDITION}
    if "edition" not in record:
        own = {name: (found or {}).get(edition) for name, found in own.items()}
    return copy | own | {"edition": edition}


def _public_act(act: Mapping[str, Any], show: bool) -> dict[str, Any]:
    """Give an act of release as everyone may see it."""
    kept = ["state", "at", "automatic", "note", "replaced"] + ["by"] * show
    if act.get("automatic") or act.get("state") == "ditarik":
        kept.append("reason")
    return {key: act[key] for key in kept if key in act}


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
