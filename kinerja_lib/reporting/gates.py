"""The gate of a run: what it has to be compared with, for a run, a repetition and an approval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kinerja_lib.errors import DisclosureError, RunError
from kinerja_lib.i18n import _
from kinerja_lib.reporting.disclosure import WITHHOLD, Gate, ask_gate
from kinerja_lib.reporting.ledger import Ledger, Standing, read_against, read_ledger, read_standing
from kinerja_lib.reporting.request import RunRequest
from kinerja_lib.reporting.run_people import Person, group_people, read_key


def make_gate(out: Path, request: RunRequest, people: Iterable[Person] | None) -> Gate:
    """Make the gate of a run from what readers of the output root have now.

    Where no public edition is made, nothing is read.
    """
    if "public" not in request.editions:
        return Gate(request.report)
    known = group_people(people, read_key(out))
    return Gate(request.report, known, read_standing(out, request.place), request.differences)


def repeat_gate(out: Path, record: Mapping[str, Any], people: Iterable[Person] | None) -> Gate:
    """Make the gate of a run once more, as it was; without its ledger it knows nothing else."""
    report, ledger = str(record["report"]), read_ledger(out, str(record["id"]))
    if ledger is None:
        return Gate(report)
    known = group_people(people, read_key(out))
    standing = read_against(out, ledger, str(record["period"]))
    return Gate(report, known, standing, WITHHOLD)


def check_again(out: Path, run: str, place: Sequence[str]) -> None:
    """Refuse to publish a draft that is no longer safe beside what was published since it was made.

    Raises
    ------
    RunError
        The draft was made by a version that kept no ledger.
    DisclosureError
        More would have to be withheld now, or it would be refused.
    """
    ledger = read_ledger(out, run)
    if ledger is None:
        raise RunError(_("Halaman ini dibuat oleh versi lama. Jalankan ulang, lalu setujui."))
    standing = read_standing(out, place)
    if not _is_new(standing, ledger):
        return
    sheets, quotes = ledger.primary_sheets(), ledger.primary_quotes()
    ruling = ask_gate(sheets, ledger.people, standing, quotes)
    tables = [sheet.table for sheet in (*sheets, *quotes)]
    wanted = {(tables[place], row, name) for place, row, name in ruling.withheld}
    if ruling.refused or ruling.others or not wanted <= set(ledger.further):
        raise DisclosureError(
            _(
                "Laporan lain terbit sejak laporan ini dibuat. Bila dibandingkan, sebagian "
                "angka dapat dihitung pembaca. Jalankan ulang, lalu setujui."
            )
        )


def _is_new(standing: Standing, ledger: Ledger) -> bool:
    """Say whether readers have something that the run was not compared with."""
    known = {name: set(runs) for name, runs in ledger.against.items()}
    return any(not set(runs) <= known[name] for name, runs in standing.runs().items())
