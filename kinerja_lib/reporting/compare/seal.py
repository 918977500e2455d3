"""The list of check codes that lies in every published folder, and what it shows.

`SHA256SUMS` has the form of the tool of that name, so whoever has only the folder can check it
without this program: `sha256sum -c SHA256SUMS`. The same codes stand in the run's own record inside
the office; a list that was changed together with a file does not agree with that record.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kinerja_lib.reporting.record import RECORD, write_atomic

SEAL = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9_][A-Za-z0-9_./-]*)")
_LARGEST = 1_000_000  # bytes; a longer list is not one of ours


@dataclass(frozen=True)
class Damage:
    """One file that is not as it was published: `changed`, `missing` or `added`."""

    path: str
    kind: str


def list_own_files(folder: Path) -> Iterator[str]:
    """Name the files of a report folder, those of unit reports inside it left out."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.is_symlink():
            yield path.name
        elif path.is_dir() and not (path / RECORD).is_file():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not p.is_symlink())
            yield from (p.relative_to(folder).as_posix() for p in inside)


def digest_files(folder: Path, *, seal: bool = True) -> dict[str, str]:
    """Give the SHA-256 of every own file of a report folder, by its path in it."""
    names = [name for name in list_own_files(folder) if seal or name != SEAL]
    return {name: _digest(folder / name) for name in names}


def seal_folder(folder: Path) -> None:
    """Write `SHA256SUMS` for a report folder; whoever changes a file afterwards seals again."""
    lines = [f"{code}  {name}\n" for name, code in digest_files(folder, seal=False).items()]
    write_atomic(folder / SEAL, "".join(lines).encode())


def read_seal(folder: Path) -> dict[str, str] | None:
    """Read `SHA256SUMS`; None when it is missing or not of its form, to the last line feed."""
    path = folder / SEAL
    try:
        if path.stat().st_size > _LARGEST:
            return None
        *lines, end = path.read_bytes().decode("ascii").split("\n")
    except (OSError, ValueError):
        return None
    found = [_LINE.fullmatch(line) for line in lines]
    codes = {match[2]: match[1] for match in found if match}
    return codes if codes and not end and len(codes) == len(lines) else None


def find_damage(folder: Path, sealed: Mapping[str, str]) -> list[Damage]:
    """Compare the files of a folder with check codes; the seal itself counts only if listed.

    A link counts as added wherever it lies: none is ever published.
    """
    present = digest_files(folder, seal=SEAL in sealed)
    damage = [
        Damage(name, "changed" if name in present else "missing")
        for name in sorted(sealed)
        if present.get(name) != sealed[name]
    ]
    links = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_symlink()}
    return damage + [Damage(name, "added") for name in sorted((set(present) | links) - set(sealed))]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
