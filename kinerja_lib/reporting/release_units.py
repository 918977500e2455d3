"""Reports of units that were run by themselves and lie below the report of the whole region."""

from __future__ import annotations

from pathlib import Path

from kinerja_lib.reporting.catalogue_disk import list_subfolders
from kinerja_lib.reporting.record import read_record
from kinerja_lib.reporting.release_state import PUBLISHED


def list_public_units(report: Path) -> list[Path]:
    """Give the folders of public unit reports below a report's public folder, by name."""
    found = []
    for folder in list_subfolders(report):
        record = read_record(folder)
        if record is not None and record.get("unit") and record["release"] in PUBLISHED:
            found.append(folder)
    return found
