"""Sentences that say which period a section uses where it is not the report's own."""

from __future__ import annotations

from kinerja_lib.basis.periods import PeriodChoice, name_period
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding
from kinerja_lib.publish.phrases import make_finding

RESULTS, STAGES = _("hasil penilaian"), _("catatan tahap")
INSIDE, AROUND, OLDER, NOTHING = "di dalam", "memuat", "lebih lama", "tidak ada"
BASIS = {
    INSIDE: _(
        "**Bagian ini memakai {used}**, periode terakhir di dalam {report}, karena {what} "
        "untuk {report} sendiri tidak ada."
    ),
    AROUND: _(
        "**Bagian ini memakai {used}**, yang berakhir pada hari yang sama dengan {report}, karena "
        "{what} untuk {report} sendiri tidak ada."
    ),
    OLDER: _(
        "**Tidak ada {what} pada {report}.** Yang terakhir adalah {last}; periode itu tidak "
        "dipakai sebagai gantinya."
    ),
    NOTHING: _("**Tidak ada {what} sampai {report}.**"),
}


def say_choice(choice: PeriodChoice, id: str, what: str) -> list[Finding]:
    """Name the period used and why; nothing where it is the report's own.

    Parameters
    ----------
    choice : PeriodChoice
    id : str
        Of the finding.
    what : str
        The data that were looked for: `RESULTS` or `STAGES`.
    """
    if choice.own:
        return []
    values = {
        "used": name_period(choice.used) if choice.used else "",
        "last": name_period(choice.last) if choice.last else "",
        "report": name_period(choice.report),
        "what": what,
    }
    outcome = INSIDE if choice.inside else AROUND if choice.used else OLDER
    outcome = outcome if choice.last else NOTHING
    return [make_finding(id, outcome, BASIS, values)]
