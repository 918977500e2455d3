"""Everything that was ever public below an output root, read from the public files.

That is each public folder, and the kept numbers of the runs that were public once: replaced,
corrected and withdrawn ones too, since readers have seen them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kinerja_lib.config.project import slug
from kinerja_lib.errors import ParameterError, RunError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.reporting.catalogue_disk import list_report_folders, list_subfolders
from kinerja_lib.reporting.compare.earlier import KEPT, digest_numbers
from kinerja_lib.reporting.compare.snapshot import Snapshot, read_snapshot
from kinerja_lib.reporting.ledger import Ledger, read_ledger
from kinerja_lib.reporting.record import RUNS, read_record
from kinerja_lib.reporting.release_log import read_log
from kinerja_lib.reporting.release_state import PUBLISHED

_WITHDRAWN = "ditarik"


@dataclass(frozen=True)
class Publication:
    """One public edition of one run.

    Attributes
    ----------
    place : tuple of str
        Region, period, report and, if any, unit.
    run : str
    order : tuple of str
        Sorts publications by when they came out.
    current : bool
        It stands at the public address.
    snapshot : Snapshot or None
        Its tables and sentences as the files hold them; None of a run that was pruned.
    ledger : Ledger or None
        None where the run kept none, or none that can be read.
    """

    place: tuple[str, ...]
    run: str
    order: tuple[str, str]
    current: bool
    snapshot: Snapshot | None
    ledger: Ledger | None

    @property
    def report(self) -> tuple[str, ...]:
        """Name the report, and the unit if any, without the period."""
        return (self.place[0], *self.place[2:])


@dataclass(frozen=True)
class Found:
    """All publications in the order in which they came out, and folders that cannot be read."""

    publications: tuple[Publication, ...]
    unreadable: tuple[str, ...]


def find_publications(out: Path, region: str = "") -> Found:
    """Find what was ever public below `out`, of one region or of all.

    Editions with the same numbers at the same place are one. A run that kept its numbers was public
    when the release log says so; where there is no log, each of them counts.

    Raises
    ------
    ParameterError
        `out` is no output root, or the region has published nothing.
    """
    if not (out / "public").is_dir():
        problem = _("{path} bukan folder hasil laporan: tidak ada folder public di dalamnya.")
        raise ParameterError(problem.format(path=out))
    wanted = slug(region) if region else ""
    acts = _list_acts(out)
    found: dict[tuple[tuple[str, ...], str], Publication] = {}
    unreadable = []
    for folder, place in (*_current(out), *_kept(out, acts)):
        if wanted and place[0] != wanted:
            continue
        try:
            one, code = _read(out, folder, place, acts)
        except (RunError, OSError) as error:
            where = "/".join(clean_text(part, 60) for part in folder.relative_to(out).parts)
            unreadable.append(f"{where}: {clean_text(str(error), 200)}")
            continue
        found.setdefault((place, code), one)
    known = {one.run for one in found.values()}
    gone = [p for p in _pruned(out, acts, known) if wanted in ("", p.place[0])]
    if wanted and not found and not gone and not unreadable:
        problem = _("Daerah '{name}' tidak mempunyai terbitan publik di {path}. Yang ada: {names}.")
        names = ", ".join(clean_text(p.name, 60) for p in list_subfolders(out / "public"))
        raise ParameterError(problem.format(name=clean_text(region, 60), path=out, names=names))
    every = sorted((*found.values(), *gone), key=lambda p: p.order)
    return Found(tuple(every), tuple(unreadable))


def _list_acts(out: Path) -> dict[str, str] | None:
    """Give the time of each publication by run; None without a log that can be trusted."""
    try:
        entries = read_log(out)
    except (RunError, OSError):
        return None
    if not entries:
        return None
    acts: dict[str, str] = {}
    for number, entry in enumerate(entries):
        if entry.get("state") in PUBLISHED:
            acts.setdefault(str(entry.get("run")), f"{entry.get('at')} {number:09d}")
    return acts


def _current(out: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for place in list_report_folders(out / "public"):
        folder = out.joinpath("public", *place)
        record = read_record(folder) or {}
        if record.get("release") != _WITHDRAWN:
            yield folder, place


def _kept(out: Path, acts: Mapping[str, str] | None) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for own in list_subfolders(out / RUNS):
        folder = own / KEPT / "public"
        if not folder.is_dir() or (acts is not None and own.name not in acts):
            continue
        record = read_record(folder) or read_record(own) or {}
        names = [record.get(name) for name in ("region_slug", "period", "report")]
        if not all(isinstance(name, str) for name in names):
            names = [own.name, "", ""]
        unit = record.get("unit")
        yield folder, (*map(str, names), *([str(unit)] if unit else []))


def _read(
    out: Path, folder: Path, place: tuple[str, ...], acts: Mapping[str, str] | None
) -> tuple[Publication, str]:
    snapshot = read_snapshot(folder)
    if not snapshot.record:
        raise RunError(_("run.json tidak ada atau tidak dapat dibaca."))
    run = str(snapshot.record.get("id"))
    started = str((snapshot.record.get("measured") or {}).get("started") or "")
    order = ((acts or {}).get(run) or started, run)
    unit = str(snapshot.record.get("unit") or "")
    place = (*place[:3], unit) if unit else place[:3]
    current = out / "public" in folder.parents
    ledger = _ledger(out, run)
    return Publication(place, run, order, current, snapshot, ledger), digest_numbers(folder)


def _pruned(
    out: Path, acts: Mapping[str, str] | None, known: Collection[str]
) -> Iterator[Publication]:
    """Give what was public and is pruned: of it only the ledger is left."""
    places = {str(e.get("run")): e["place"] for e in read_log(out)} if acts else {}
    for run, at in (acts or {}).items():
        ledger = None if run in known else _ledger(out, run)
        if ledger is not None:
            place = tuple(map(str, places[run]))
            yield Publication(place, run, (at, run), False, None, ledger)


def _ledger(out: Path, run: str) -> Ledger | None:
    safe = run and "/" not in run and not run.startswith(".")
    return read_ledger(out, run) if safe else None
