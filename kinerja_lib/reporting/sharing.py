"""What members of a group may do in an output root that the office made for all of them.

A root is shared when it is writable for its group and hands its group on (`chmod g+ws`). All that
is made below it then lets the group carry on: folders 2770 or 2775, files 0660 or 0664. Whoever is
outside the group may do there what they may do in a root of one account. Every folder tells by its
own mode, so nothing needs to know where the root is; elsewhere no mode changes.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

_SHARED = stat.S_ISGID | stat.S_IWGRP


def is_shared(folder: Path) -> bool:
    """Say whether what is made in a folder belongs to the members of its group together."""
    try:
        return folder.stat().st_mode & _SHARED == _SHARED
    except OSError:
        return False


def file_mode(folder: Path, mode: int) -> int:
    """Give the mode of a file made in a folder; `mode` is that in a root of one account."""
    return _for_group(mode) if is_shared(folder) else mode


def folder_mode(parent: Path, mode: int) -> int:
    """Give the mode of a folder made in another one; `mode` is that in a root of one account."""
    return _for_group(mode) | stat.S_ISGID if is_shared(parent) else mode


def set_mode(path: Path, mode: int) -> None:
    """Set a mode where it is another: only the owner may, even where it would change nothing."""
    if stat.S_IMODE(path.stat().st_mode) != mode:
        path.chmod(mode)


def make_folder(folder: Path, mode: int = 0o777, *, exist_ok: bool = False) -> None:
    """Make a folder; in a shared one the umask of the account does not narrow what it is for.

    Folders above it that are missing are made as `Path.mkdir` makes them.

    Raises
    ------
    FileExistsError
        It is there already, and that is not `exist_ok`.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir(mode=mode)
    except FileExistsError:
        if not exist_ok or not folder.is_dir():
            raise
        return
    if is_shared(folder.parent):
        set_mode(folder, folder_mode(folder.parent, mode))


def open_file(path: Path, flags: int, mode: int) -> int:
    """Open a file, which is made where it is missing; give its number for `os.fdopen`."""
    handle = os.open(path, flags | os.O_CREAT, mode)
    if is_shared(path.parent) and os.fstat(handle).st_uid == os.geteuid():
        set_mode(path, file_mode(path.parent, mode))
    return handle


def share_below(folder: Path) -> None:
    """Give the group its rights on all of this account below a shared folder, links left out."""
    if not is_shared(folder):
        return
    for path in folder.rglob("*"):
        found = path.lstat()
        if found.st_uid == os.geteuid() and not stat.S_ISLNK(found.st_mode):
            setgid = stat.S_ISGID if path.is_dir() else 0
            set_mode(path, _for_group(stat.S_IMODE(found.st_mode)) | setgid)


def _for_group(mode: int) -> int:
    """Give the group what the owner has, and never the right to write to everyone."""
    return (mode & ~stat.S_IWOTH) | (mode & stat.S_IRWXU) >> 3
