"""Write a text file anew as UTF-8, so that the fast reader can take it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja_lib.sources.reading.limits import SCAN_BYTES
from kinerja_lib.sources.reading.records import open_text
from kinerja_lib.sources.reading.text_scan import TextScan, scan_bytes

if TYPE_CHECKING:
    from kinerja_lib.sources.reading.csv_file import TextLayout


@contextmanager
def open_utf8(path: Path, layout: TextLayout) -> Iterator[tuple[Path, TextLayout] | None]:
    """Give the file itself if it is UTF-8, else a private copy that is gone afterwards.

    None where the copy cannot be written, for example on a full disk.
    """
    if layout.scan.encoding == "utf-8" and not layout.scan.strays:
        yield path, layout
        return
    with tempfile.TemporaryDirectory(prefix="kinerja-") as folder:  # mode 0700
        copy = Path(folder) / "copy.csv"
        written = _copy(path, layout.scan, copy)
        yield (copy, replace(layout, scan=scan_bytes(copy, "utf-8", 0))) if written else None


def _copy(path: Path, scan: TextScan, copy: Path) -> bool:
    try:
        copy.touch(mode=0o600)
        with (
            open_text(path, scan) as source,
            copy.open("w", encoding="utf-8", newline="") as target,
        ):
            while text := source.read(SCAN_BYTES):
                target.write(text)
    except OSError:
        return False
    return True
