"""One run at a time for each report, one swap at a time for each report folder."""

from __future__ import annotations

import contextlib
import getpass
import os
import platform
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from kinerja_lib.errors import RunError
from kinerja_lib.i18n import _
from kinerja_lib.reporting.record import RUNS, read_json, to_json, write_atomic
from kinerja_lib.reporting.sharing import file_mode, is_shared, make_folder

_MOMENT_SECONDS = 1.0  # a lock held for clean-up only is free again within this time
_SWAP_SECONDS = 120.0
_GATE_SECONDS = 3600.0


@dataclass(frozen=True)
class Owner:
    """Who holds a lock: run number, account, machine, process and start time."""

    id: str
    user: str
    host: str
    pid: int
    started: str


class BusyError(Exception):
    """The report is being made by someone else; `owner` is None when that is not known."""

    def __init__(self, owner: Owner | None) -> None:
        super().__init__("busy")
        self.owner = owner


@contextlib.contextmanager
def hold_report(
    out: Path, place: Sequence[str], run_id: str, started: str, wait: float = _MOMENT_SECONDS
) -> Iterator[None]:
    """Hold the lock of one report (and unit) for as long as the block runs.

    Raises
    ------
    BusyError
        Another run holds it.
    """
    path = _lock_path(out, place)
    note = path.with_suffix(".json")
    try:
        lock = _make_lock(path, wait)
        lock.acquire()
    except Timeout:
        raise BusyError(_read_owner(note)) from None
    try:
        owner = {"id": run_id, "user": account_name(), "host": platform.node(), "pid": os.getpid()}
        write_atomic(note, to_json(owner | {"started": started}), mode=0o600)
        yield
    finally:
        with contextlib.suppress(OSError):
            note.unlink()
        lock.release()


@contextlib.contextmanager
def hold_swap(out: Path, place: Sequence[str]) -> Iterator[None]:
    """Hold the lock of a report folder, units included, while folders change places."""
    with _make_lock(_lock_path(out, place[:3], "swap"), _SWAP_SECONDS):
        yield


@contextlib.contextmanager
def hold_gate(
    out: Path, region_slug: str, check: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Hold the gate of a region, from judging a public edition until it is public.

    Reports of a region pass it one after another, so that none is judged without the other.
    `check` is called every second of waiting and may raise.

    Raises
    ------
    BusyError
        Others held it for an hour.
    """
    lock = _make_lock(_lock_path(out, (region_slug,), "gate"), 1.0)
    for _second in range(int(_GATE_SECONDS)):
        check()
        with contextlib.suppress(Timeout):
            lock.acquire()
            break
    else:
        raise BusyError(None)
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def hold_key(out: Path) -> Iterator[None]:
    """Hold the lock of the root's key while it is made or read."""
    with _make_lock(_lock_path(out, ("key",), "people"), _SWAP_SECONDS):
        yield


@contextlib.contextmanager
def hold_catalogue(out: Path) -> Iterator[None]:
    """Hold the lock of the catalogue while it is made anew."""
    with _make_lock(_lock_path(out, ("catalogue",), "index"), _SWAP_SECONDS):
        yield


@contextlib.contextmanager
def hold_log(out: Path) -> Iterator[None]:
    """Hold the lock of the release log while lines are added."""
    with _make_lock(_lock_path(out, ("log",), "release"), _SWAP_SECONDS):
        yield


def _make_lock(path: Path, timeout: float) -> BaseFileLock:
    """Make a lock, which the members of a group hold one after another where they share it."""
    mode = {"mode": file_mode(path.parent, 0o600)} if is_shared(path.parent) else {}
    return FileLock(path, timeout=timeout, poll_interval=0.05, thread_local=False, **mode)


def _lock_path(out: Path, place: Sequence[str], kind: str = "run") -> Path:
    folder = out / RUNS / ".locks"
    try:
        for made in (folder.parent, folder):
            make_folder(made, 0o700, exist_ok=True)
    except PermissionError as err:
        raise RunError(
            _(
                "Akun '{account}' tidak boleh menulis di folder proses {folder}. Jalankan perintah "
                "ini dengan akun yang berhak, atau minta pengelola komputer membagikan folder "
                "laporan kepada kelompok akun ini (README, separate_approver)."
            ).format(account=account_name(), folder=out / RUNS)
        ) from err
    return folder / ("+".join(place) + f".{kind}.lock")


def _read_owner(note: Path) -> Owner | None:
    found = read_json(note) or {}
    try:
        return Owner(**{name: found[name] for name in Owner.__dataclass_fields__})
    except KeyError:
        return None


def account_name() -> str:
    """Name the account of this process, "?" when the system does not tell.

    The system is asked, not the variables LOGNAME and USER: those say what anyone writes there, and
    who approves is held against who ran the report.
    """
    if hasattr(os, "getuid"):
        import pwd  # absent on Windows

        try:
            return pwd.getpwuid(os.getuid()).pw_name
        except KeyError:
            return str(os.getuid())
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "?"
