"""Put finished report folders in the place of the old ones, whole or not at all.

A journal, `.runs/<id>/publish.json`, is written once every folder is complete. From then on the
swap can be finished (or undone) from the journal and the run.json in the folders alone, also by a
later process. Lines for the release log stand in the journal too and are added with the swap.
Readers always find a whole folder: on Linux new and old are exchanged in one step; elsewhere there
are two renames, and only between those the report is briefly missing.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kinerja_lib.reporting.exchange import exchange_folders
from kinerja_lib.reporting.record import RECORD, read_json, sync_folder, to_json, write_atomic
from kinerja_lib.reporting.request import ROOT_MODES
from kinerja_lib.reporting.sharing import file_mode, folder_mode, make_folder, set_mode

JOURNAL = "publish.json"
_BEFORE = "before"


def write_journal(
    folder: Path,
    record: Mapping[str, Any],
    places: Mapping[str, Path],
    entries: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Note what is to be published where; from here on recovery finishes the work.

    Parameters
    ----------
    folder : Path
        The run's folder, which holds a complete folder for each edition.
    record : mapping
        The run.json that belongs into the run's folder once all is in place.
    places : mapping of str to Path
        For each edition the folder that readers use.
    entries : sequence of mapping
        Lines for the release log, added once all is in place.
    """
    out = folder.parent.parent
    for edition in places:
        sync_files(folder / edition)
    steps = [
        {
            "edition": edition,
            "target": target.relative_to(out).as_posix(),
            "files": list_files(folder / edition),
        }
        for edition, target in places.items()
    ]
    journal = {"record": record, "steps": steps, "entries": list(entries)}
    write_atomic(folder / JOURNAL, to_json(journal), mode=0o600)


def list_files(folder: Path) -> dict[str, str]:
    """Give the digest of every file in a folder, by its path in it."""
    found = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        found[path.relative_to(folder).as_posix()] = digest
    return found


def sync_files(folder: Path) -> None:
    """Bring every file of a folder safely to the disk, where the system offers that."""
    if os.name != "posix":
        return
    for path in (p for p in folder.rglob("*") if p.is_file()):
        with path.open("rb") as file:
            os.fsync(file.fileno())


def publish_journal(folder: Path) -> None:
    """Carry out the journal: swap every edition in; what is in already stays.

    The old folders remain beside the run until `forget_swap`.
    """
    for edition, target, files in read_steps(folder):
        if not is_in_place(target, files):
            make_parents(target, edition)
            adopt_units(target, folder / edition)
            swap_in(folder / edition, target, _before(folder, edition))


def undo_journal(folder: Path) -> None:
    """Put the old folders back; a target that was not there before is taken away again."""
    for edition, target, files in read_steps(folder):
        staged, before = folder / edition, _before(folder, edition)
        if is_in_place(target, files):
            old = before if before.is_dir() else staged
            if old.is_dir():
                swap_in(old, target, folder / f"{edition}-undone")
            else:
                target.rename(staged)
        elif before.is_dir() and not target.exists():
            before.rename(target)


def forget_swap(folder: Path) -> None:
    """Remove the journal and the old folders."""
    steps = read_steps(folder)
    (folder / JOURNAL).unlink(missing_ok=True)
    for edition, target, files in steps:
        shutil.rmtree(_before(folder, edition), ignore_errors=True)
        if is_in_place(target, files):
            shutil.rmtree(folder / edition, ignore_errors=True)


def read_steps(folder: Path) -> list[tuple[str, Path, dict[str, str]]]:
    """Read edition, target and files of each step; nothing when there is no valid journal."""
    journal = read_json(folder / JOURNAL) or {}
    out = folder.parent.parent
    return [(s["edition"], out / s["target"], s["files"]) for s in journal.get("steps", [])]


def read_entries(folder: Path) -> list[dict[str, Any]]:
    """Read the lines for the release log that the journal holds."""
    return list((read_json(folder / JOURNAL) or {}).get("entries", []))


def is_complete(folder: Path) -> bool:
    """Say whether every edition of the journal is whole, staged or already in place."""
    steps = read_steps(folder)
    return bool(steps) and all(
        is_in_place(target, files) or files.items() <= list_files(folder / edition).items()
        for edition, target, files in steps
    )


def is_in_place(target: Path, files: Mapping[str, str]) -> bool:
    """Say whether a target holds the folder of a step, told by its run.json."""
    try:
        content = (target / RECORD).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(content).hexdigest() == files.get(RECORD)


def swap_in(staged: Path, target: Path, before: Path) -> None:
    """Let a staged folder take the place of the target; the old one goes to `before`."""
    if not target.exists():
        staged.rename(target)
    elif exchange_folders(staged, target):
        staged.rename(before)
    else:
        target.rename(before)
        staged.rename(target)
    sync_folder(target.parent)


def make_parents(target: Path, edition: str) -> None:
    """Make the folders above a target, readable for those who may read the edition."""
    missing = []
    parent = target.parent
    while not parent.exists():
        missing.append(parent)
        parent = parent.parent
    for folder in reversed(missing):
        make_folder(folder, ROOT_MODES[edition], exist_ok=True)
        set_mode(folder, folder_mode(folder.parent, ROOT_MODES[edition]))


def adopt_units(target: Path, staged: Path) -> None:
    """Take the unit reports inside an old folder along into the new one, as links to the files."""
    if not target.is_dir():
        return
    for unit in target.iterdir():
        if unit.is_dir() and (unit / RECORD).is_file():
            shutil.rmtree(staged / unit.name, ignore_errors=True)
            shutil.copytree(unit, staged / unit.name, copy_function=_link_or_copy)


def set_modes(folder: Path, edition: str) -> None:
    """Give a staged folder the modes of its edition: 0750, 0755 or 0700, files without x."""
    mode = ROOT_MODES[edition]
    folders, files = folder_mode(folder.parent, mode), file_mode(folder.parent, mode & 0o666)
    for path in (folder, *folder.rglob("*")):
        set_mode(path, folders if path.is_dir() else files)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        shutil.copy2(source, target)


def _before(folder: Path, edition: str) -> Path:
    return folder / f"{edition}-{_BEFORE}"
