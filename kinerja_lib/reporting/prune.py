"""Retention: which runs and drafts may go, and their removal; the last good and the signed stay.

Public folders are never removed here: `withdraw` takes a report back and says so.
"""

from __future__ import annotations

import contextlib
import secrets
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinerja_lib.reporting.catalogue_disk import GOOD, list_report_folders, list_subfolders
from kinerja_lib.reporting.catalogue_state import period_end
from kinerja_lib.reporting.ledger import keep_ledger
from kinerja_lib.reporting.locks import BusyError, hold_report, hold_swap
from kinerja_lib.reporting.record import RECORD, RUNS, read_record, utc_now
from kinerja_lib.reporting.recovery import NEW
from kinerja_lib.reporting.request import place_of
from kinerja_lib.reporting.unit_files import FOLDER

KEEP = 12
_SIGNED = ("disetujui", "terbit", "dikoreksi", "ditarik")


@dataclass(frozen=True)
class Removal:
    """One folder that may go: where, which report, what it is, bytes and pages of units in it."""

    folder: Path
    place: tuple[str, ...]
    status: str
    started: str  # ISO, "" when not known
    size: int
    units: int = 0


def plan_prune(out: Path, keep: int = KEEP) -> list[Removal]:
    """List what retention would remove; nothing is touched.

    Runs: the newest `keep` of each report (and unit) stay, and whatever their age those that are
    shown now and those that these follow, the last good one, those a person signed, and those still
    going. Internal drafts: those of the newest `keep` periods of each report stay; approved,
    published and withdrawn ones always.

    Parameters
    ----------
    out : Path
        Root of the reports.
    keep : int
        How many runs, and how many periods with a draft, stay for each report; at least 1.

    Raises
    ------
    ValueError
        `keep` is below 1.
    """
    if keep < 1:
        raise ValueError("keep at least one")
    return [*_old_runs(out, keep), *_old_drafts(out, keep)]


def _old_runs(out: Path, keep: int) -> Iterator[Removal]:
    groups: dict[tuple[Any, ...], list[tuple[Path, dict[str, Any]]]] = defaultdict(list)
    for folder in list_subfolders(out / RUNS):
        record = read_record(folder)
        place = _place(record)
        if record is not None and place is not None and record.get("id") == folder.name:
            groups[place[0], *place[2:]].append((folder, record))
    shown = _shown_ids(out)
    for runs in groups.values():
        runs.sort(key=lambda run: _age(run, shown), reverse=True)
        last_good = next((run[0] for run in runs if run[1]["status"] in GOOD), None)
        for folder, record in runs[keep:]:
            if folder != last_good and folder.name not in shown and not _is_kept(record):
                yield _removal(folder, record)


def _old_drafts(out: Path, keep: int) -> Iterator[Removal]:
    groups: dict[tuple[str, ...], list[tuple[Path, dict[str, Any]]]] = defaultdict(list)
    for names in list_report_folders(out / "internal"):
        folder = out.joinpath("internal", *names)
        record = read_record(folder)
        if record is not None and _place(record) == names:
            groups[names[0], *names[2:]].append((folder, record))
    for periods in groups.values():
        periods.sort(key=lambda pair: (period_end(pair[1]["period"]), pair[0].name), reverse=True)
        for folder, record in periods[keep:]:
            units = any((inside / RECORD).is_file() for inside in list_subfolders(folder))
            if record["release"] not in _SIGNED and not units:
                yield _removal(folder, record)


def _is_kept(record: Mapping[str, Any]) -> bool:
    """Say whether a run is still going, or was signed by a person."""
    approval = record.get("approval") or {}
    signed = bool(approval) and not approval.get("automatic") and record["release"] in _SIGNED
    return record["status"] == "running" or signed or record["release"] == "ditarik"


def _shown_ids(out: Path) -> set[str]:
    """Give the numbers of the runs that readers see now, and of those that these follow."""
    found = set()
    for edition in ("internal", "public"):
        for names in list_report_folders(out / edition):
            record = read_record(out.joinpath(edition, *names)) or {}
            found.add(str(record.get("id")))
            found.add(str((record.get("previous") or {}).get("id")))
    return found


def _place(record: Mapping[str, Any] | None) -> tuple[str, ...] | None:
    if record is None:
        return None
    try:
        parts = [record[name] for name in ("region_slug", "period", "report")]
        return place_of(*parts, record.get("unit"))
    except (KeyError, TypeError, ValueError):
        return None


def _age(run: tuple[Path, Mapping[str, Any]], shown: set[str]) -> tuple[str, bool, str]:
    """Order runs from old to new; of one second, what readers see now is the newest."""
    return _started(run[1]), run[0].name in shown, run[0].name


def _started(record: Mapping[str, Any]) -> str:
    return str((record.get("measured") or {}).get("started") or "")


def _removal(folder: Path, record: Mapping[str, Any]) -> Removal:
    size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink())
    place = _place(record) or ()
    units = sum(1 for _page in folder.rglob(f"{FOLDER}/*.html"))
    return Removal(folder, place, str(record["status"]), _started(record), size, units)


def remove(out: Path, planned: Sequence[Removal], keep: int = KEEP) -> list[Removal]:
    """Remove what is still removable now, each folder as a whole; give what was removed.

    A report that is being made at this moment is left for the next time.
    """
    removed = []
    for item in planned:
        with contextlib.suppress(BusyError):
            now = utc_now().isoformat()
            with hold_report(out, item.place, "prune", now), hold_swap(out, item.place):
                if any(item.folder == again.folder for again in plan_prune(out, keep)):
                    keep_ledger(out, item.folder.name)
                    gone = out / RUNS / f"{NEW}prune-{secrets.token_hex(8)}"
                    item.folder.rename(gone)
                    shutil.rmtree(gone, ignore_errors=True)
                    _remove_empty_parents(out, item.folder)
                    removed.append(item)
    return removed


def _remove_empty_parents(out: Path, folder: Path) -> None:
    for parent in folder.parents:
        if parent.parent in (out, out.parent):
            return
        with contextlib.suppress(OSError):
            parent.rmdir()
