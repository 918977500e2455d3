"""Files that are byte for byte the same as another one of the source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from kinerja_lib.i18n import _, clean_text
from kinerja_lib.sources.digests import digest_file
from kinerja_lib.sources.reading.sheet import FileProblem, RawSheet

_COPY = re.compile(r"\(\d+\)\s*$|\b(copy|salinan|duplikat)\b", re.IGNORECASE)


def find_copies(source: Path, sheets: Sequence[RawSheet]) -> dict[str, FileProblem]:
    """Find the files that repeat an earlier one, by file name.

    A copy such as `SKM (1).csv` would count every respondent twice where rows have no key of their
    own; the file with the plainest name is read, then the first in the order of names.
    """
    if not source.is_dir():
        return {}
    sizes: dict[int, list[str]] = defaultdict(list)
    for name in sorted({sheet.file for sheet in sheets}, key=_rank_name):
        sizes[(source / name).stat().st_size].append(name)
    copies: dict[str, FileProblem] = {}
    for names in sizes.values():
        first: dict[str, str] = {}
        for name in names if len(names) > 1 else ():
            original = first.setdefault(digest_file(source / name), name)
            if original != name:
                copies[name] = _problem(name, original)
    return copies


def _rank_name(name: str) -> tuple[bool, str]:
    """Put names that say they are a copy behind all others: `(1)`, `- Copy`, `salinan`."""
    return _COPY.search(Path(name).stem) is not None, name


def _problem(name: str, original: str) -> FileProblem:
    message = _("{file} sama persis dengan {original}, sehingga barisnya tidak dihitung lagi.")
    return FileProblem(
        name,
        "",
        "berkas_kembar",
        message.format(file=clean_text(name, 80), original=clean_text(original, 80)),
        _("Hapus salinannya dari folder sumber."),
    )
