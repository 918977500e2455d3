"""A report that is being checked: what its folder says of itself, and what the checks found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, name_period
from kinerja_lib.reporting.catalogue_words import name_edition
from kinerja_lib.reporting.compare.contents import CONTENTS
from kinerja_lib.reporting.compare.seal import read_seal
from kinerja_lib.reporting.record import RECORD, RUNS, read_record

SAME, DIFFERENT, UNKNOWN = "same", "different", "unknown"


@dataclass(frozen=True)
class Check:
    """One thing that was checked: `SAME`, `DIFFERENT` or `UNKNOWN`, a sentence, its details."""

    outcome: str
    text: str
    details: tuple[str, ...] = ()


@dataclass
class Verification:
    """Everything that was checked, in order; `out` and `record` come from inside the office.

    `shown` is empty where run.json was published, as SHA256SUMS says, but cannot be used any more.
    """

    folder: Path
    shown: Mapping[str, Any]
    out: Path | None = None
    record: Mapping[str, Any] | None = None
    checks: list[Check] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """Give the outcome of all checks: a difference, else something unknown, else the same."""
        found = {check.outcome for check in self.checks}
        return DIFFERENT if DIFFERENT in found else UNKNOWN if UNKNOWN in found else SAME

    @property
    def edition(self) -> str:
        """Name the edition that the folder holds."""
        return str(self.shown.get("edition"))

    @property
    def withdrawn(self) -> bool:
        """Say whether the folder holds no more than the notice of a withdrawal."""
        gone = not (self.folder / CONTENTS).is_file()
        return gone and self.shown.get("release") == "ditarik"

    @property
    def draft(self) -> bool:
        """Say whether the folder is an edition that waits for approval beside its run."""
        return self.folder.resolve().parent.parent.name == RUNS

    def title(self) -> str:
        """Name the report, or its folder where run.json does not tell."""
        if not self.shown:
            return str(self.folder)
        return _("{title}, {region}, {period}, edisi {edition}").format(
            title=self.shown.get("title"),
            region=self.shown.get("region"),
            period=name_period(str(self.shown.get("period"))),
            edition=name_edition(self.edition),
        )


def open_report(folder: Path) -> Verification:
    """Read what a published folder says of itself, and the run's own record where there is one.

    Raises
    ------
    ParameterError
        The folder does not exist or was not published by this program.
    """
    shown = read_record(folder) if folder.is_dir() else None
    if shown is None or shown.get("edition") not in ("internal", "public"):
        if RECORD in (read_seal(folder) or ()):
            return Verification(folder, {})
        raise ParameterError(
            _(
                "Folder {folder} bukan folder laporan: run.json tidak ada atau tidak terbaca. "
                "Sebutkan folder yang memuat index.html."
            ).format(folder=folder)
        )
    found = Verification(folder, shown)
    for parent in folder.resolve().parents:
        record = read_record(parent / RUNS / str(shown["id"]))
        if record is not None and record.get("id") == shown["id"]:
            found.out, found.record = parent, record
            break
    return found
