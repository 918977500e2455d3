"""The folders that an approval or a withdrawal puts in place, made beside the run."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kinerja_lib.reporting import swap
from kinerja_lib.reporting.compare.seal import digest_files, seal_folder
from kinerja_lib.reporting.facts import record_of_edition
from kinerja_lib.reporting.record import RECORD, write_record
from kinerja_lib.reporting.release_page import stamp_folder, withdrawn_page
from kinerja_lib.reporting.release_place import ReportPlace
from kinerja_lib.reporting.sharing import make_folder

_WITHDRAWN_KEYS = (
    *("schema", "id", "status", "cause", "region", "region_slug", "period", "report", "title"),
    *("unit", "edition", "editions", "language", "reference_date", "owner", "organisation"),
    *("timezone", "release", "releases"),
)


def stage_internal(
    report: ReportPlace, record: Mapping[str, Any], staging: Path
) -> dict[str, Path]:
    """Copy the internal folder, units inside it apart, and write the release into it.

    Gives the place it belongs to; nothing where the report has no internal edition.
    """
    target = report.target("internal")
    if "internal" not in record["editions"] or not target.is_dir():
        return {}
    units = [p.name for p in target.iterdir() if (p / RECORD).is_file()]
    shutil.copytree(target, staging / "internal", ignore=lambda _dir, _names: units)
    stamp_folder(staging / "internal", "internal", record_of_edition(record, "internal"))
    return {"internal": target}


def stage_withdrawn(folder: Path, shown: Mapping[str, Any]) -> None:
    """Make the public folder that stays after a withdrawal: the notice, run.json, check codes."""
    make_folder(folder)
    record = {name: shown[name] for name in _WITHDRAWN_KEYS if name in shown}
    record |= {"edition": "public", "next_release": None, "approval": None, "parameters": {}}
    (folder / "index.html").write_text(withdrawn_page(record), encoding="utf-8", newline="\n")
    write_record(folder, record)
    seal_folder(folder)
    swap.set_modes(folder, "public")


def renew_codes(
    record: Mapping[str, Any], staging: Path, places: Mapping[str, Path]
) -> dict[str, Any]:
    """Give the run's record with the check codes of the folders that are to be swapped in."""
    codes = {edition: digest_files(staging / edition) for edition in places}
    return {**record, "published": {**record.get("published", {}), **codes}}
