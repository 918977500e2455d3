"""Which report a folder holds, as named on the command line."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _
from kinerja_lib.reporting.record import RUNS, read_record
from kinerja_lib.reporting.request import place_of

_EDITIONS = ("internal", "public")


@dataclass(frozen=True)
class ReportPlace:
    """One report (and unit) of a root; `run` is the run named, None for that of the folder."""

    out: Path
    place: tuple[str, ...]
    run: str | None = None

    def target(self, edition: str) -> Path:
        """Where readers of an edition find it."""
        return self.out.joinpath(edition, *self.place)

    def newest_record(self) -> dict[str, Any]:
        """Read run.json of the run that the internal folder shows, or of the run named.

        Raises
        ------
        ParameterError
            There is none, it did not end well, or a newer run stands in the internal folder.
        """
        inside = read_record(self.target("internal"))
        own = self.out / RUNS / (self.run or str((inside or {}).get("id")))
        record = read_record(own) if own.is_dir() else inside
        if record is None or record["status"] != "complete":
            raise ParameterError(
                _("Tidak ada proses yang selesai untuk laporan ini. Jalankan 'kinerja run'.")
            )
        if inside is not None and "internal" in record["editions"] and inside["id"] != record["id"]:
            raise ParameterError(
                _("Proses itu sudah digantikan oleh yang lebih baru. Sebut folder laporannya.")
            )
        return record


def find_report(folder: Path) -> ReportPlace:
    """Find root and report from a folder of a report, its page, or a folder below `.runs`.

    Raises
    ------
    ParameterError
        The folder is none of these.
    """
    path = Path(os.path.abspath(folder))  # noqa: PTH100  resolve() would follow links
    if path.name == "index.html":
        path = path.parent
    if path.parent.name == RUNS:
        return _of_run(path)
    for depth in (3, 4):
        if len(path.parents) > depth and path.parents[depth - 1].name in _EDITIONS:
            out = path.parents[depth]
            if (out / RUNS).is_dir():
                return ReportPlace(out, _checked(path.relative_to(path.parents[depth - 1]).parts))
    raise _unknown(folder)


def _of_run(path: Path) -> ReportPlace:
    record = read_record(path)
    if record is None:
        raise _unknown(path)
    names = (record["region_slug"], record["period"], record["report"])
    return ReportPlace(path.parents[1], place_of(*names, record.get("unit")), path.name)


def _checked(parts: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return place_of(*parts[:3], parts[3] if len(parts) > 3 else None)
    except ValueError:
        raise _unknown(Path(*parts)) from None


def _unknown(folder: Path) -> ParameterError:
    return ParameterError(
        _(
            "{folder} bukan folder laporan. Sebut folder seperti "
            "reports/internal/jambi/2026-TW3/performance_review."
        ).format(folder=str(folder)[-200:])
    )
