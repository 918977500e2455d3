"""In which release state a report is after a run, and what was published of it before.

States: `draf` (made, waits for approval), `disetujui` (approved, not public), `terbit` (public),
`dikoreksi` (public, with other numbers than published before), `ditarik` (taken back).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kinerja_lib.reporting.compare.earlier import ABOUT
from kinerja_lib.reporting.compare.snapshot import CHANGES
from kinerja_lib.reporting.record import read_record, utc_now
from kinerja_lib.reporting.release_log import new_entry
from kinerja_lib.reporting.request import RunRequest
from kinerja_lib.reporting.swap import list_files

PUBLISHED = ("terbit", "dikoreksi")
_CHANGES = f"tables/{CHANGES}"


@dataclass(frozen=True)
class Before:
    """What is known of the earlier releases of one report.

    `entries` are its lines in the log, `state` is that of the public address (None: nothing was
    ever published), `at` the time it was last published with other numbers, None when unknown.
    """

    entries: tuple[Mapping[str, Any], ...]
    state: str | None
    at: str | None


@dataclass(frozen=True)
class Decision:
    """What becomes of a finished run: state, editions to publish, history, lines for the log."""

    state: str
    editions: tuple[str, ...]
    releases: list[dict[str, Any]]
    entries: list[dict[str, Any]] = field(default_factory=list)


def look_back(entries: Sequence[Mapping[str, Any]], public: Path) -> Before:
    """Tell what was published before, from the log and the public folder itself."""
    acts = [e for e in entries if e["state"] in (*PUBLISHED, "ditarik")]
    record = read_record(public) or {}
    there = record.get("release")
    if "ditarik" in (there, acts[-1]["state"] if acts else None):
        state = "ditarik"
    elif there in PUBLISHED:
        state = there
    else:
        state = acts[-1]["state"] if acts else None
    changed = [e for e in acts if not e.get("unchanged")]
    return Before(tuple(entries), state, changed[-1]["at"] if changed else None)


def same_numbers(staged: Path, public: Path) -> bool:
    """Say whether two folders publish the same tables and sentences."""
    return _numbers(staged) == _numbers(public)


def _numbers(folder: Path) -> dict[str, object]:
    """Give tables and sentences; what they say of an earlier report is no number of this one."""
    found = list_files(folder)
    kept: dict[str, object] = {
        name: code
        for name, code in found.items()
        if name.startswith("tables/") and name not in ABOUT and not name.startswith(_CHANGES)
    }
    if "findings.csv" in found:
        text = (folder / "findings.csv").read_text(encoding="utf-8")
        rows = csv.reader(io.StringIO(text, newline=""))
        kept["findings.csv"] = [row for row in rows if not row or not row[0].startswith(CHANGES)]
    return kept


def history(entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Give the acts that a reader may want to know of, oldest first."""
    names = ("state", "at", "automatic", "by", "reason", "note", "replaced")
    return [
        {name: entry[name] for name in names if entry.get(name) is not None}
        for entry in entries
        if entry["state"] != "draf" and not entry.get("unchanged")
    ]


def decide(request: RunRequest, run: str, before: Before, staged: Path, account: str) -> Decision:
    """Decide what a finished run may publish.

    A report that was withdrawn is never published again without a person: approval by the params
    file does not count for it.

    Parameters
    ----------
    request : RunRequest
        What was asked for.
    run : str
        Number of the run.
    before : Before
        What was published earlier.
    staged : Path
        The run's folder with a folder for each edition.
    account : str
        Who ran it.
    """
    wants_public = "public" in request.published_editions
    inside = tuple(e for e in request.editions if e != "public")
    facts = {"at": utc_now().isoformat(), "run": run, "account": account}
    reason = (request.approval or {}).get("reason")
    facts |= {"automatic": request.approval is not None, "reason": reason}
    if request.approval is None or (wants_public and before.state == "ditarik"):
        entry = new_entry(request.place, **{**facts, "state": "draf", "automatic": False})
        return Decision("draf", inside, history(before.entries), [entry])
    if not wants_public:
        entry = new_entry(request.place, **facts, state="disetujui")
        return Decision("disetujui", inside, history((entry,)), [entry])
    published = request.target("public")
    if before.state in PUBLISHED and same_numbers(staged / "public", published):
        known = bool(history(before.entries))
        entry = new_entry(request.place, **facts, state=before.state, unchanged=known)
        past = history((*before.entries, entry))
        return Decision(str(before.state), request.published_editions, past, [entry])
    entry = publication(request.place, facts, before, request.revision_note)
    past = [*history(before.entries), *history((entry,))]
    return Decision(entry["state"], request.published_editions, past, [entry])


def publication(
    place: Sequence[str], facts: Mapping[str, Any], before: Before, note: str | None
) -> dict[str, Any]:
    """Make the entry of a publication: the first, or a correction with its note."""
    if before.state is None:
        return new_entry(place, **facts, state="terbit")
    return new_entry(place, **facts, state="dikoreksi", note=note, replaced=before.at)
