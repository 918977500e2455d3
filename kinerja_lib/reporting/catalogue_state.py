"""In which state each report is: current, late, failed, running, or not yet published.

A run that failed never replaces the last good edition; it only changes the state beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass

from kinerja_lib.reporting.catalogue_disk import BAD, GOOD, Disk, Key, Published, unit_key
from kinerja_lib.reporting.catalogue_record import ZONES, Record, show_name

# The shape each state is drawn with; the order is that of filters and counts.
KINDS = {
    "current": "ok",
    "late": "warn",
    "delayed": "warn",  # public page only: a newer edition did not come
    "failed": "bad",
    "check": "warn",  # running for more than a day
    "running": "na",
    "unpublished": "na",
    "withdrawn": "na",
}
LONGEST_RUN = dt.timedelta(days=1)


@dataclass(frozen=True)
class Issue:
    """One published period of a report, with its editions."""

    period: str
    editions: dict[str, Published]  # by edition name

    @property
    def main(self) -> Published:
        """Give the edition to link first: internal where there is one."""
        return self.editions.get("internal") or self.editions["public"]


@dataclass(frozen=True)
class ReportState:
    """One report of one region (and unit) with its state and its published periods."""

    key: Key
    state: str  # a key of KINDS
    good: Issue | None  # the last good edition
    attempt: Record | None  # the run that failed or is still going
    days_late: int  # 0 when not late
    issues: tuple[Issue, ...]  # newest period first, withdrawn ones included
    newest: Record  # gives the names to show

    @property
    def kind(self) -> str:
        """Name the shape of the state."""
        return KINDS[self.state]


def assess_reports(disk: Disk, now: dt.datetime, *, public: bool) -> list[ReportState]:
    """Tell the state of every report, ordered by region, report and unit.

    Parameters
    ----------
    disk : Disk
        What was found.
    now : datetime
        The moment of the catalogue, with its zone.
    public : bool
        Look at public folders and at attempts at a public edition only, leave out what has no
        public folder, and call a failure "delayed", without its cause.
    """
    folders: dict[Key, list[Published]] = defaultdict(list)
    runs: dict[Key, list[Record]] = defaultdict(list)
    for item in disk.published:
        if not public or item.edition == "public":
            folders[item.key].append(item)
    for record in disk.attempts:
        if "public" in record.editions if public else _concerns_reports(record):
            runs[record.region_slug, record.report, _unit_of(record)].append(record)
    keys = folders if public else folders.keys() | runs.keys()
    states = [_assess(key, folders.get(key, []), runs.get(key, []), now) for key in keys]
    if public:
        states = [_redact(report) for report in states]
    return sorted(states, key=_reading_order)


def period_end(period: str) -> dt.date:
    """Give the last day of a year, semester, quarter or month; the earliest date if unknown."""
    match = re.fullmatch(r"(\d{4})(?:-(?:TW([1-4])|S([12])|(0[1-9]|1[0-2])))?", period)
    if not match or match[1] == "0000":
        return dt.date.min
    year, quarter, half, month = (int(part) if part else 0 for part in match.groups())
    last = quarter * 3 or half * 6 or month or 12
    return dt.date(year, last, monthrange(year, last)[1])


def _concerns_reports(record: Record) -> bool:
    """Leave out finished individual sheets: only their failures matter here."""
    return set(record.editions) != {"individual"} or record.status not in GOOD


def _unit_of(record: Record) -> str:
    """Name the unit to match on; never the person of an individual sheet."""
    return "" if set(record.editions) == {"individual"} else unit_key(record.unit)


def _reading_order(report: ReportState) -> tuple[str, ...]:
    names = report.newest
    return (names.region.casefold(), report.key[0], names.title.casefold(), *report.key[1:])


def _time_order(record: Record) -> tuple[dt.datetime, str]:
    earliest = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
    return record.started or record.finished or earliest, record.run_id


def _assess(
    key: Key, folders: list[Published], runs: list[Record], now: dt.datetime
) -> ReportState:
    issues = _issues(folders)
    good = next((i for i in issues if i.main.record.release != "ditarik"), None)
    records = [*runs, *(item.record for item in folders)]
    attempt = _open_attempt(records, good.period if good else None, now)
    days = _days_late(good, runs, now)
    if attempt:
        state = _attempt_state(attempt, now)
    elif good:
        state = "late" if days else "current"
    else:
        state = "withdrawn" if issues else "unpublished"
    newest = max(records, key=_time_order)
    return ReportState(key, state, good, attempt, days, issues, newest)


def _issues(folders: list[Published]) -> tuple[Issue, ...]:
    """Bring the editions of a period together, newest period first."""
    periods: dict[str, dict[str, Published]] = defaultdict(dict)
    for item in folders:
        periods[item.names[1]][item.edition] = item
    issues = [Issue(show_name(period), editions) for period, editions in periods.items()]
    return tuple(sorted(issues, key=_newest_last, reverse=True))


def _newest_last(issue: Issue) -> tuple[dt.date, tuple[dt.datetime, str]]:
    return period_end(issue.period), _time_order(issue.main.record)


def _attempt_state(record: Record, now: dt.datetime) -> str:
    if record.status in BAD:
        return "failed"
    fresh = record.started is not None and now - record.started <= LONGEST_RUN
    return "running" if fresh else "check"


def _open_attempt(records: list[Record], period: str | None, now: dt.datetime) -> Record | None:
    """Find the run that failed or still goes and that no later run of its period has settled.

    Periods before the last good one count only when theirs is the newest run of all.
    """
    latest: dict[str, Record] = {}
    for record in sorted(records, key=_time_order):
        latest[record.period] = record
    newest = max(records, key=_time_order)
    since = period_end(period) if period else dt.date.min
    unsettled = [
        r
        for r in latest.values()
        if r.status not in GOOD and (r is newest or period_end(r.period) >= since)
    ]
    weight = {"failed": 2, "check": 1, "running": 0}
    return max(
        unsettled, key=lambda r: (weight[_attempt_state(r, now)], _time_order(r)), default=None
    )


def _days_late(good: Issue | None, runs: list[Record], now: dt.datetime) -> int:
    """Count the days since the next edition was due; a run that found no change also counts."""
    if good is None:
        return 0
    checked = [
        r.next_release for r in runs if r.status == "skipped_unchanged" and r.period == good.period
    ]
    due = max(filter(None, [good.main.record.next_release, *checked]), default=None)
    zone = dt.timezone(dt.timedelta(hours=ZONES[good.main.record.zone]))
    return max((now.astimezone(zone).date() - due).days, 0) if due else 0


def _redact(report: ReportState) -> ReportState:
    """Leave of a failure only that a newer edition is delayed; of other runs nothing."""
    names = report.issues[0].main.record
    state = report.state
    if report.attempt:
        newer = report.good and period_end(report.attempt.period) >= period_end(report.good.period)
        state = "late" if report.days_late else "current"
        if report.attempt.status in BAD and newer:
            state = "delayed"
        if report.good is None:
            state = "withdrawn"
    return ReportState(report.key, state, report.good, None, report.days_late, report.issues, names)
