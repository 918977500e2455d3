"""Deadlines of SP4N-LAPOR in working days, and whether a report kept them.

Source: service standard of LAPOR (5, 14 and 60 working days), first response after 3 working days
[S: republika.co.id 2018, sippn.menpan.go.id]; 3, 5 and 10 working days for forwarding, starting and
closing without reply [S: page of the LAPOR application]. PermenPANRB 62/2018 itself was not read.
No deadline was found for an aspirasi. Holidays come from the yearly joint decree: an input.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.rules.dates import SATURDAY_SUNDAY, add_working_days, count_working_days
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.tables.names import squash

RULES: tuple[Rule, ...] = (
    Rule(
        "lapor.sla",
        "2018.1",
        "Batas hari kerja menurut jenis laporan",
        "Standar pelayanan LAPOR pada sippn.menpan.go.id; republika.co.id 2018",
        "S",
    ),
    Rule(
        "lapor.tahap",
        "2018.1",
        "Diteruskan 3, ditindaklanjuti 5, ditutup 10 hari kerja",
        "Halaman aplikasi LAPOR",
        "S",
    ),
    Rule(
        "lapor.hari_pertama",
        "2018.1",
        "Hari masuk adalah hari ke-0",
        "Tidak diatur dalam teks yang dibaca; diturunkan",
        "D",
    ),
)
INFORMATION = "permintaan informasi"
NO_FIELD_CHECK = "pengaduan tanpa pemeriksaan lapangan"
FIELD_CHECK = "pengaduan dengan pemeriksaan lapangan"
ASPIRATION = "aspirasi"


class Kept(StrEnum):
    """Whether a deadline was kept."""

    ON_TIME = "tepat waktu"
    LATE = "terlambat"
    OPEN = "masih dalam batas"
    OVERDUE = "melewati batas"
    NO_LIMIT = "tanpa batas"


@dataclass(frozen=True)
class ComplaintParameters:
    """Deadlines in working days.

    Attributes
    ----------
    limits : mapping
        Kind of report -> working days until it is finished; None where no limit is known.
    first_response, forwarded, started, closed : int
        Working days until the first response, until it is verified and forwarded, until the agency
        starts, and until it is closed where the reporter does not answer.
    """

    limits: Mapping[str, int | None] = field(
        default_factory=lambda: {
            INFORMATION: 5,
            NO_FIELD_CHECK: 14,
            FIELD_CHECK: 60,
            ASPIRATION: None,
        }
    )
    first_response: int = 3
    forwarded: int = 3
    started: int = 5
    closed: int = 10

    def __post_init__(self) -> None:
        given = [*self.limits.values(), self.first_response, self.forwarded]
        if any(days is not None and days < 1 for days in (*given, self.started, self.closed)):
            raise ValueError("a deadline is at least one working day")
        limits = {squash(kind): days for kind, days in self.limits.items()}
        object.__setattr__(self, "limits", MappingProxyType(limits))


_DEFAULT = ComplaintParameters()


@dataclass(frozen=True)
class Deadlines:
    """Working days for one kind of report; `limit` is None where none is known."""

    first_response: int
    limit: int | None


@dataclass(frozen=True)
class WorkCalendar:
    """Days without work: the holidays given, and the weekly rest days (0 is Monday)."""

    holidays: Collection[dt.date] = frozenset()
    rest_days: Collection[int] = SATURDAY_SUNDAY


def find_deadlines(kind: str, parameters: ComplaintParameters | None = None) -> Deadlines:
    """Return the deadlines of a kind of report.

    Raises
    ------
    DataError
        Unknown kind; "pengaduan" alone does not say whether the field must be checked.
    """
    chosen = parameters or _DEFAULT
    if squash(kind) not in chosen.limits:
        problem = _("Jenis laporan {kind} tidak dikenal. Nyatakan {known}.")
        known = f"{INFORMATION}, {NO_FIELD_CHECK}, {FIELD_CHECK}"
        raise DataError(problem.format(kind=f'"{clean_text(kind, 60)}"', known=known))
    return Deadlines(chosen.first_response, chosen.limits[squash(kind)])


def find_due_date(received: dt.date, days: int, calendar: WorkCalendar) -> dt.date:
    """Return the last day of a deadline; the day of receipt is day 0."""
    return add_working_days(received, days, calendar.holidays, calendar.rest_days)


def count_days_used(received: dt.date, until: dt.date | None, calendar: WorkCalendar) -> int | None:
    """Count the working days from receipt to an event; None where it has not happened.

    Raises
    ------
    DataError
        An event before the receipt.
    """
    if until is None:
        return None
    if until < received:
        raise DataError(_("Tanggal tindak lanjut mendahului tanggal laporan masuk. Periksa data."))
    return count_working_days(received, until, calendar.holidays, calendar.rest_days)


def judge_deadline(
    received: dt.date,
    done: dt.date | None,
    days: int | None,
    *,
    as_of: dt.date,
    calendar: WorkCalendar,
) -> Kept:
    """Tell whether a deadline was kept; an event after `as_of` has not happened yet.

    Parameters
    ----------
    received, done : date, date or None
        Receipt, and the event that ends the clock; None while it is open.
    days : int or None
        Working days allowed; None where no limit is known.
    as_of : date
        Day on which open reports are looked at. Pages never read the clock.
    calendar : WorkCalendar
        Days without work.

    Raises
    ------
    DataError
        An event before the receipt.
    """
    if done is not None and done < received:
        raise DataError(_("Tanggal tindak lanjut mendahului tanggal laporan masuk. Periksa data."))
    if days is None:
        return Kept.NO_LIMIT
    due = find_due_date(received, days, calendar)
    if done is not None and done <= as_of:
        return Kept.ON_TIME if done <= due else Kept.LATE
    return Kept.OPEN if as_of <= due else Kept.OVERDUE
