"""The ledger of a run: the true numbers behind its public edition, and who stands behind them.

What readers have seen can be compared with what is to be published only from what was true: a
public page does not tell its withheld cells, and no page tells who moved between units. So each run
leaves a ledger beside its record, not for readers (0600). People stand in it as codes that need
the key of the output root to be made. It is written before the run is published: what is public has
a ledger, except what versions without ledgers published.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kinerja_lib.i18n import clean_text
from kinerja_lib.privacy.people import People, people_from_json
from kinerja_lib.privacy.published import Published
from kinerja_lib.privacy.sheets import Sheet, sheet_from_json
from kinerja_lib.reporting.catalogue_disk import list_report_folders
from kinerja_lib.reporting.record import RUNS, read_record, write_atomic
from kinerja_lib.reporting.release_log import read_log
from kinerja_lib.reporting.sharing import make_folder

LEDGER, KEPT = "ledger.json", ".ledgers"
_PUBLISHED = ("terbit", "dikoreksi")
_LARGE = 1_000_000  # bytes; larger ledgers are compressed


@dataclass(frozen=True)
class Standing:
    """What readers already have beside a report.

    Attributes
    ----------
    others : tuple of Published
        Other reports of the same region and period that are public now.
    earlier : tuple of Published
        Everything that was ever public under the same report and unit, oldest first.
    unknown : tuple of str
        Runs that were public and of which no ledger is kept.
    period : str
        Of the report itself.
    """

    others: tuple[Published, ...] = ()
    earlier: tuple[Published, ...] = ()
    unknown: tuple[str, ...] = ()
    period: str = ""

    def runs(self) -> dict[str, list[str]]:
        """Name the runs, for a ledger to say what it was compared with."""
        return {
            "others": [one.run for one in self.others],
            "earlier": [one.run for one in self.earlier],
            "unknown": list(self.unknown),
        }


@dataclass(frozen=True)
class Ledger:
    """The public edition of one run as the gate left it.

    Attributes
    ----------
    sheets : tuple of Sheet
        True numbers, and what is withheld in the end.
    further : tuple of (str, int, str)
        Table, row and column of each cell that the gate withheld beside the primary ones.
    people : People or None
    against : mapping of str to list of str
        Runs that it was compared with; see `Standing.runs`.
    quotes : tuple of Sheet
        The numbers in its sentences, withheld where none states them in the end; nothing in
        ledgers of older versions.
    """

    sheets: tuple[Sheet, ...]
    further: tuple[tuple[str, int, str], ...]
    people: People | None
    against: Mapping[str, Sequence[str]]
    quotes: tuple[Sheet, ...] = ()

    def primary_sheets(self) -> tuple[Sheet, ...]:
        """Give the sheets as the primary rules left them."""
        return tuple(_without(sheet, self.further) for sheet in self.sheets)

    def primary_quotes(self) -> tuple[Sheet, ...]:
        """Give the numbers of the sentences before the gate withheld any."""
        return tuple(_without(sheet, self.further) for sheet in self.quotes)


def write_ledger(folder: Path, ledger: Ledger, facts: Mapping[str, Any]) -> None:
    """Write the ledger of a run into its folder, not for readers (0600)."""
    names = ("report", "region_slug", "period", "unit")
    content = {
        "schema": 1,
        **{name: clean_text(str(facts.get(name) or "")) for name in names},
        "sheets": [sheet.to_json() for sheet in ledger.sheets],
        "further": [list(cell) for cell in ledger.further],
        "people": None if ledger.people is None else ledger.people.to_json(),
        "against": {name: list(runs) for name, runs in ledger.against.items()},
        "quotes": [sheet.to_json() for sheet in ledger.quotes],
    }
    data = json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
    name = LEDGER
    if len(data) > _LARGE:
        name, data = LEDGER + ".gz", gzip.compress(data, mtime=0)
    write_atomic(folder / name, data, mode=0o600)


def read_ledger(out: Path, run: str) -> Ledger | None:
    """Read the ledger of a run, also of one that was pruned; None where there is none to trust."""
    for path in (out / RUNS / run / LEDGER, out / RUNS / KEPT / f"{run}.json"):
        content = _read_content(path)
        if content is not None:
            return content
    return None


def _read_content(path: Path) -> Ledger | None:
    packed = path.with_name(path.name + ".gz")
    try:
        data = gzip.decompress(packed.read_bytes()) if packed.is_file() else path.read_bytes()
        found = json.loads(data)
        return Ledger(
            tuple(sheet_from_json(sheet) for sheet in found["sheets"]),
            tuple((table, row, column) for table, row, column in found["further"]),
            None if found["people"] is None else people_from_json(found["people"]),
            {name: list(found["against"][name]) for name in ("others", "earlier", "unknown")},
            tuple(sheet_from_json(sheet) for sheet in found.get("quotes", ())),
        )
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        return None


def read_standing(out: Path, place: Sequence[str]) -> Standing:
    """Find what readers have beside the report at `place` (region, period, report, unit).

    Raises
    ------
    RunError
        The release log was changed.
    """
    earlier, lost = _load(out, _published_before(out, place))
    others, lost_too = _load(out, _other_reports(out, place), quotes=True)
    unknown = (*lost, *lost_too)
    return Standing(tuple(others), tuple(_drop_repeated(earlier)), unknown, str(place[1]))


def read_against(out: Path, ledger: Ledger, period: str) -> Standing:
    """Find again what a run of a period was compared with, to make its pages once more."""
    periods = {entry["run"]: entry["place"][1] for entry in read_log(out) if "run" in entry}
    found = {}
    for name in ("others", "earlier"):
        runs = [(run, periods.get(run, "")) for run in ledger.against[name]]
        found[name], _lost = _load(out, runs, quotes=name == "others")
    unknown = tuple(ledger.against["unknown"])
    return Standing(tuple(found["others"]), tuple(found["earlier"]), unknown, period)


def _published_before(out: Path, place: Sequence[str]) -> list[tuple[str, str]]:
    """Give run and period of all that was ever public of the report, oldest first."""
    own = (place[0], *place[2:])
    found = {}
    for entry in read_log(out):
        names = entry["place"]
        if (names[0], *names[2:]) == own and entry["state"] in _PUBLISHED:
            found.setdefault(str(entry["run"]), str(names[1]))
    for names, run in _public_now(out):
        if (names[0], *names[2:]) == own:  # by a version that kept no log
            found.setdefault(run, names[1])
    return list(found.items())


def _other_reports(out: Path, place: Sequence[str]) -> list[tuple[str, str]]:
    return [
        (run, names[1])
        for names, run in _public_now(out)
        if names[:2] == tuple(place[:2]) and names != tuple(place)
    ]


def _public_now(out: Path) -> Iterable[tuple[tuple[str, ...], str]]:
    """Give place and run of every report that readers find now."""
    for names in sorted(list_report_folders(out / "public")):
        record = read_record(out.joinpath("public", *names)) or {}
        if record.get("release") in _PUBLISHED:
            yield tuple(names), str(record["id"])


def _load(
    out: Path, runs: Iterable[tuple[str, str]], *, quotes: bool = False
) -> tuple[list[Published], list[str]]:
    """Read the ledgers of runs, with the numbers of their sentences if so asked."""
    found, lost = [], []
    for run, period in runs:
        ledger = read_ledger(out, run)
        if ledger is None:
            lost.append(run)
        else:
            sheets = (*ledger.sheets, *ledger.quotes) if quotes else ledger.sheets
            found.append(Published(run, period, sheets, ledger.people))
    return found, lost


def _drop_repeated(publications: Iterable[Published]) -> list[Published]:
    """Leave out what says the same as one before it: the same numbers published again."""
    kept: list[Published] = []
    for one in publications:
        if not any(replace(one, run=other.run) == other for other in kept):
            kept.append(one)
    return kept


def _without(sheet: Sheet, further: Sequence[tuple[str, int, str]]) -> Sheet:
    own = {(row, column) for table, row, column in further if table == sheet.table}
    columns = {
        name: replace(
            column,
            guarded=frozenset(),
            hidden=tuple(
                hidden and (row, name) not in own for row, hidden in enumerate(column.hidden)
            ),
        )
        for name, column in sheet.columns.items()
    }
    return replace(sheet, columns=columns)


def keep_ledger(out: Path, run: str) -> None:
    """Put the ledger of a run that was ever public where pruning does not reach it."""
    if not any(e.get("run") == run and e["state"] in _PUBLISHED for e in read_log(out)):
        return
    for name in (LEDGER, LEDGER + ".gz"):
        path = out / RUNS / run / name
        if path.is_file():
            folder = out / RUNS / KEPT
            make_folder(folder, 0o700, exist_ok=True)
            target = folder / name.replace("ledger", run, 1)
            write_atomic(target, path.read_bytes(), mode=0o600)
