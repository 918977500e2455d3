"""What one run is asked to do, and what came of it."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kinerja_lib.reporting.record import RUNS, Cause, exit_code

ROOT_MODES = {"internal": 0o750, "public": 0o755, "individual": 0o700}
_SAFE_PART = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_])?")
_RESERVED = ("tables", "unit")


@dataclass(frozen=True)
class RunRequest:
    """One notebook, its parameters and where the result goes; all values already checked.

    `out` is the output root, `project` the working folder of the kernel, the time limits are in
    seconds. The public edition is published only with an approval. `separate_approver` asks that
    another account approves than ran the report, `show_approver` names the approver in public,
    `revision_note` says why numbers differ from those published before. `exceptions` are the signed
    exceptions that hold for this report and period, as JSON. `unit_pages` asks for a page of each
    unit beside the report.
    exceptions that hold for this report and period, as JSON. `differences` says whether cells that
    an earlier publication gives away are withheld (`withhold`) or stop publishing (`refuse`).
    """

    notebook: Path
    parameters: Mapping[str, Any]
    region: str
    region_slug: str
    period: str
    report: str
    title: str
    unit: str | None
    editions: tuple[str, ...]
    language: str
    reference_date: dt.date | str
    timezone: str
    owner: str | None
    next_release: dt.date | str | None
    approval: Mapping[str, Any] | None
    organisation: str | None
    out: Path = Path("reports")
    project: Path = field(default_factory=Path.cwd)
    cell_timeout: float = 600.0
    run_timeout: float = 1800.0
    separate_approver: bool = False
    show_approver: bool = False
    revision_note: str | None = None
    exceptions: tuple[Mapping[str, Any], ...] = ()
    unit_pages: bool = False
    differences: str = "withhold"

    def __post_init__(self) -> None:
        unknown = set(self.editions) - set(ROOT_MODES)
        if unknown or not self.editions:
            raise ValueError(f"unknown editions {sorted(unknown)}; known: {sorted(ROOT_MODES)}")
        self.place  # noqa: B018  refuses unsafe parts

    @cached_property
    def place(self) -> tuple[str, ...]:
        """Folder names below an edition's root: region, period, report and, if any, unit."""
        return place_of(self.region_slug, self.period, self.report, self.unit)

    @property
    def published_editions(self) -> tuple[str, ...]:
        """The editions that this run may publish, unless the report was withdrawn."""
        return tuple(e for e in self.editions if e != "public" or self.approval is not None)

    @property
    def runs(self) -> Path:
        """The folder of all runs."""
        return Path(os.path.abspath(self.out)) / RUNS  # noqa: PTH100  resolve() would follow links

    def target(self, edition: str) -> Path:
        """Where readers find this report."""
        return self.runs.parent.joinpath(edition, *self.place)


def place_of(region_slug: str, period: str, report: str, unit: str | None) -> tuple[str, ...]:
    """Name the folders of a report below an edition's root.

    Raises
    ------
    ValueError
        A part that could lead out of the root or hide inside it.
    """
    parts: tuple[str, ...] = (region_slug, period, report)
    if unit is not None:
        from kinerja_lib.config.project import slug

        parts = (*parts, slug(unit))
    for part in parts:
        if not isinstance(part, str) or not _SAFE_PART.fullmatch(part) or part in _RESERVED:
            raise ValueError(f"not a safe folder name: {part!r}")
    return parts


@dataclass(frozen=True)
class Progress:
    """How far a run is: stage (`kernel`, `cell`, `pages`, `publish`), code cell, number of them."""

    stage: str
    cell: int = 0
    cells: int = 0


@dataclass(frozen=True)
class RunResult:
    """What came of a run.

    `folder` is the run's own folder, None when nothing could be recorded. `published` has the
    folder of each edition that is now in place. `problems` are troubles that did not change the
    status (a catalogue that could not be rebuilt, pages of units that failed). `stop_signal` is set
    when the process was asked to stop after the report was already in place: the caller should
    start nothing more.
    """

    id: str
    status: str
    folder: Path | None
    published: Mapping[str, Path]
    cause: Cause | None
    problems: tuple[Cause, ...] = ()
    stop_signal: int | None = None

    @property
    def exit_code(self) -> int:
        """The exit code of the status; 3 when only the catalogue or pages of units failed."""
        return exit_code(self.status) or (3 if self.problems else 0)
