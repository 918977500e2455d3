"""Files that are byte for byte the same as another one of the source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from kinerja_lib.i18n import _, clean_text
from kinerja_lib.sources.digests import digest_file
from kinerja_lib.sources.reading.sheet import FileProblem, RawSheet


def find_copies(source: Path, sheets: Sequence[RawSheet]) -> dict[str, FileProblem]:
    """Find the files that repeat an earlier one, by file name.

    A copy such as `SKM (1).csv` would count every respondent twice where rows have no key of their
    own; the first file in the order of names is read.
    """
    if not source.is_dir():
        return {}
    sizes: dict[int, list[str]] = defaultdict(list)
    for name in sorted({sheet.file for sheet in sheets}):
        sizes[(source / name).stat().st_size].append(name)
    copies: dict[str, FileProblem] = {}
    for names in sizes.values():
        first: dict[str, str] = {}
        for name in names if len(names) > 1 else ():
            original = first.setdefault(digest_file(source / name), name)
            if original != name:
                copies[name] = _problem(name, original)
    return copies


def _problem(name: str, original: str) -> FileProblem:
    message = _("{file} sama persis dengan {original}, sehingga barisnya tidak dihitung lagi.")
    return FileProblem(
        name,
        "",
        "berkas_kembar",
        message.format(file=clean_text(name, 80), original=clean_text(original, 80)),
        _("Hapus salinannya dari folder sumber."),
    )
