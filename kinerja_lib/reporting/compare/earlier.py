"""The edition that a report follows: which one it is, and where its files are kept.

A run follows the report that it replaces, unless that says the same: then it follows what that one
followed, so that running again changes nothing. A report that replaces none follows the latest of
an earlier period of the same kind. Reports that were withdrawn are never followed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinerja_lib.errors import RunError
from kinerja_lib.reporting.catalogue_disk import list_report_folders
from kinerja_lib.reporting.compare.contents import CONTENTS
from kinerja_lib.reporting.compare.seal import digest_files
from kinerja_lib.reporting.compare.snapshot import Snapshot, read_snapshot
from kinerja_lib.reporting.record import RECORD, RUNS, read_record
from kinerja_lib.reporting.release_log import read_log
from kinerja_lib.reporting.sharing import make_folder, share_below
from kinerja_lib.tables.dates import last_day

KEPT = "published"  # in the run's own folder: its numbers as they were published, by edition
_WITHDRAWN = "ditarik"
_PERIOD = re.compile(r"(?:19|20|21)\d{2}(?:-(?:TW[1-4]|S[12]|0[1-9]|1[0-2]))?")
ABOUT = ("tables/asal-usul.csv", "tables/kamus-data.csv")  # tell the code of the numbers, or of it


@dataclass(frozen=True)
class Earlier:
    """An edition published before: its files, its run.json and the code of its numbers."""

    folder: Path
    record: Mapping[str, Any]
    numbers: str

    def read(self) -> Snapshot | None:
        """Read its numbers; None when they cannot be read any more."""
        try:
            return read_snapshot(self.folder)
        except RunError:
            return None

    def entry(self) -> dict[str, Any]:
        """Give what run.json records of it."""
        names = ("id", "period", "reference_date")
        return {**{name: self.record[name] for name in names}, "numbers": self.numbers}


@dataclass(frozen=True)
class Candidates:
    """What a run may follow: the report it replaces, and what comes before that."""

    replaced: Earlier | None = None
    before: Earlier | None = None


def digest_numbers(folder: Path) -> str:
    """Compute the code of all published numbers and sentences of a folder.

    It is the SHA-256 of the lines that `sha256sum` prints for contents.json, findings.csv and the
    tables, in the order of their names; tables/asal-usul.csv, which quotes the code, and
    tables/kamus-data.csv, which describes that file too, are left out.
    """
    lines = [
        f"{code}  {name}\n"
        for name, code in digest_files(folder, seal=False).items()
        if name in (CONTENTS, "findings.csv")
        or (name.startswith("tables/") and name.endswith(".csv") and name not in ABOUT)
    ]
    return "sha256:" + hashlib.sha256("".join(sorted(lines, key=_name_in)).encode()).hexdigest()


def find_candidates(out: Path, edition: str, place: tuple[str, ...]) -> Candidates:
    """Find what a run may follow among the published folders of an output root.

    Parameters
    ----------
    out : Path
        Output root.
    edition : str
        Only editions of this kind are followed.
    place : tuple of str
        Folder names below the edition: region, period, report and, if any, unit.
    """
    replaced = _published(out.joinpath(edition, *place))
    if replaced is None:
        return Candidates(None, _latest_before(out, edition, place))
    if "previous" not in replaced.record:
        return Candidates(replaced, _latest_before(out, edition, place))
    return Candidates(replaced, find_kept(out, edition, replaced.record["previous"]))


def find_kept(
    out: Path, edition: str, entry: Mapping[str, Any] | None, *, withdrawn_too: bool = False
) -> Earlier | None:
    """Find the kept numbers of the run that run.json names; None when gone, changed, withdrawn.

    `withdrawn_too` is for checking a page that was published before the withdrawal.
    """
    run_id = str((entry or {}).get("id", ""))
    if entry is None or not run_id or "/" in run_id or run_id.startswith("."):
        return None
    folder = out / RUNS / run_id / KEPT / edition
    record = read_record(folder)
    if record is None or (not withdrawn_too and _withdrawn_since(out, edition, record)):
        return None
    found = Earlier(folder, record, digest_numbers(folder))
    return found if found.numbers == entry.get("numbers") else None


def is_withdrawn(out: Path, entry: Mapping[str, Any] | None) -> bool:
    """Say whether the run that run.json names as the earlier report was withdrawn since."""
    if entry is None:
        return False
    acts = read_log(out)
    return any(a["state"] == _WITHDRAWN and a.get("run") == entry.get("id") for a in acts)


def find_followers(out: Path, run_id: str) -> list[Path]:
    """Find the published folders whose pages tell what changed since a run."""
    folders = [
        out.joinpath(edition, *names)
        for edition in ("internal", "public")
        for names in list_report_folders(out / edition)
    ]
    return [f for f in folders if _followed_by(f) == run_id]


def keep_numbers(staged: Path, run_folder: Path, edition: str) -> None:
    """Keep a copy of what an edition publishes as numbers, for later reports to follow."""
    target = run_folder / KEPT / edition
    shutil.rmtree(target, ignore_errors=True)  # of an approval that was broken off
    make_folder(target.parent, exist_ok=True)
    make_folder(target)
    make_folder(target / "tables")
    for name in (CONTENTS, "findings.csv", RECORD):
        shutil.copyfile(staged / name, target / name)
    for path in sorted((staged / "tables").glob("*.csv")):
        shutil.copyfile(path, target / "tables" / path.name)
    share_below(target)


def _followed_by(folder: Path) -> str:
    return str(((read_record(folder) or {}).get("previous") or {}).get("id"))


def _name_in(line: str) -> str:
    return line.partition("  ")[2]


def _published(folder: Path) -> Earlier | None:
    record = read_record(folder)
    if record is None or record.get("release") == _WITHDRAWN:
        return None
    if record["status"] != "complete" or not (folder / CONTENTS).is_file():
        return None
    if not all(isinstance(record.get(n), str) for n in ("id", "period", "reference_date")):
        return None
    return Earlier(folder, record, digest_numbers(folder))


def _latest_before(out: Path, edition: str, place: tuple[str, ...]) -> Earlier | None:
    """Find the latest report of an earlier period of the same kind."""
    own = _end_of(place[1])
    if own is None:
        return None
    dated = [(_end_of(e.record["period"]), e) for e in _other_periods(out, edition, place)]
    found = [(end, e) for end, e in dated if end and end[0] == own[0] and end[1] < own[1]]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _end_of(period: str) -> tuple[str, dt.date] | None:
    """Give kind and last day of a period; None for what is no period."""
    if not _PERIOD.fullmatch(period):
        return None
    return period[4:].rstrip("0123456789"), last_day(period)


def _other_periods(out: Path, edition: str, place: tuple[str, ...]) -> Iterator[Earlier]:
    region, own, *rest = place
    try:
        periods = sorted((out / edition / region).iterdir())
    except OSError:
        return
    for folder in periods:
        if folder.name != own and folder.is_dir() and not folder.is_symlink():
            found = _published(folder.joinpath(*rest))
            if found is not None and found.record["period"] == folder.name:
                yield found


def _withdrawn_since(out: Path, edition: str, record: Mapping[str, Any]) -> bool:
    """Say whether the run's own record, or the report now in its place, says withdrawn."""
    own = read_record(out / RUNS / str(record.get("id"))) or {}
    now = read_record(_place_of(out, edition, record)) or {}
    return _WITHDRAWN in (own.get("release"), now.get("release"))


def _place_of(out: Path, edition: str, record: Mapping[str, Any]) -> Path:
    from kinerja_lib.reporting.request import place_of

    names = (record["region_slug"], record["period"], record["report"], record.get("unit"))
    return out.joinpath(edition, *place_of(*names))
