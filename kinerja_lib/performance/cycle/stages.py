"""Stages of appraisal: what was completed when, against the calendar, and in what order."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.performance.cycle.durations import estimate_quantiles
from kinerja_lib.rules.cycle import StepIssue, find_out_of_order
from kinerja_lib.tables.choices import STAGES

ON_TIME, LATE, OVERDUE = "selesai tepat waktu", "selesai terlambat", "lewat tenggat"
WAITING, UNRECORDED = "belum jatuh tempo", "tanpa catatan"
NO_DEADLINE, OPEN = "selesai, tenggat tidak ada", "belum selesai, tenggat tidak ada"
STATES = (ON_TIME, LATE, OVERDUE, WAITING, UNRECORDED, NO_DEADLINE, OPEN)
DONE = (ON_TIME, LATE, NO_DEADLINE)


def read_stages(evidence: Evidence, periods: list[str]) -> pd.DataFrame:
    """Give the accepted stage records of some periods with their dates in the calendar.

    Returns
    -------
    DataFrame
        nip, periode, tahap, tanggal (missing: not completed; a day after the reference date is
        not completed either, `di_depan` marks it), mulai, selesai (of the calendar).
    """
    rows = evidence.frame("tahap", ["nip", "periode", "tahap", "tanggal"])
    rows = rows[rows["periode"].isin(periods)]
    plan = evidence.frame("kalender", ["periode", "tahap", "mulai", "selesai"])
    rows = rows.merge(plan, on=["periode", "tahap"], how="left")
    ahead = rows["tanggal"] > pd.Timestamp(evidence.reference_date)
    return rows.assign(di_depan=ahead, tanggal=rows["tanggal"].mask(ahead))


def sort_states(
    people: pd.DataFrame, records: pd.DataFrame, calendar: pd.DataFrame, today: pd.Timestamp
) -> pd.DataFrame:
    """Say of each person and stage of one period what state it is in.

    Parameters
    ----------
    people : DataFrame
        Index nip, with unit_id.
    records : DataFrame
        From `read_stages`, one period.
    calendar : DataFrame
        Index stage, with selesai (deadline).
    today : Timestamp
        Reference date; a stage that is due today is not overdue.

    Returns
    -------
    DataFrame
        One row per person and stage: nip, unit_id, tahap, tanggal, keadaan (one of `STATES`).
        No record at all is `UNRECORDED`, which is not the same as not completed.
    """
    every = pd.MultiIndex.from_product([people.index, STAGES], names=["nip", "tahap"])
    own = records.set_index(["nip", "tahap"])["tanggal"]
    frame = own.reindex(every).rename("tanggal").reset_index()
    recorded = every.isin(own.index)
    due, date = pd.to_datetime(frame["tahap"].map(calendar["selesai"].to_dict())), frame["tanggal"]
    state = pd.Series(ON_TIME, index=frame.index)
    state = state.mask(date > due, LATE).mask(date.notna() & due.isna(), NO_DEADLINE)
    state = state.mask(date.isna() & (due >= today), WAITING)
    state = state.mask(date.isna() & (due < today), OVERDUE)
    state = state.mask(date.isna() & due.isna(), OPEN).mask(~recorded, UNRECORDED)
    return frame.assign(keadaan=state, unit_id=frame["nip"].map(people["unit_id"]))


def count_funnel(states: pd.DataFrame) -> pd.DataFrame:
    """Count the states of each stage, and the people who completed it and all stages before it.

    Returns
    -------
    DataFrame
        Columns tahap, pegawai, one per state of `STATES`, selesai (completed, in time or not),
        tuntas (this and every earlier stage). No rows without people.
    """
    if states.empty:
        return pd.DataFrame(columns=["tahap", "pegawai", *STATES, "selesai", "tuntas"])
    table = pd.crosstab(states["tahap"], states["keadaan"])
    table = table.reindex(index=list(STAGES), columns=list(STATES), fill_value=0)
    done = states.assign(jadi=states["keadaan"].isin(DONE))
    wide = done.pivot(index="nip", columns="tahap", values="jadi")[list(STAGES)]
    through = wide.astype(int).cumprod(axis=1).sum()
    table = table.assign(selesai=table[list(DONE)].sum(axis=1), tuntas=through)
    return table.assign(pegawai=len(wide)).rename_axis("tahap").reset_index()


def measure_durations(
    records: pd.DataFrame, calendar: pd.DataFrame, today: pd.Timestamp
) -> pd.DataFrame:
    """Estimate the days people spend in each stage, from the end of the stage before it.

    Parameters
    ----------
    records, calendar, today
        As in `sort_states`; the first stage counts from its start in the calendar.

    Returns
    -------
    DataFrame
        Columns tahap, n (people who entered it), berjalan (of them not finished), terbalik (left
        out: dated before the stage before it), q1, median, q3 (days; None where too many are
        still running), rencana (days in the calendar).
    """
    wide = records.pivot(index="nip", columns="tahap", values="tanggal").reindex(columns=STAGES)
    wide = wide.astype("datetime64[us]")
    rows = []
    for place, stage in enumerate(STAGES):
        begin = wide[STAGES[place - 1]] if place else _start(calendar)
        end = wide[stage]
        days = (end.fillna(today) - begin).dt.days
        entered = days.notna() & wide.index.isin(records.loc[records["tahap"] == stage, "nip"])
        back = entered & (days < 0)
        used = entered & ~back
        parts = estimate_quantiles(days[used].to_numpy(float), end[used].notna().to_numpy())
        running = int((used & end.isna()).sum())
        rows.append((stage, int(used.sum()), running, int(back.sum()), *parts))
    table = pd.DataFrame(rows, columns=["tahap", "n", "berjalan", "terbalik", "q1", "median", "q3"])
    return table.assign(rencana=_planned_days(calendar).to_numpy())


def _start(calendar: pd.DataFrame) -> pd.Timestamp:
    """Give the day on which the first stage begins; missing where the calendar lacks it."""
    return pd.to_datetime(calendar["mulai"]).get(STAGES[0], pd.NaT)


def _planned_days(calendar: pd.DataFrame) -> pd.Series:
    """Give the days between the deadlines of neighbouring stages; of the first its own length."""
    due = calendar["selesai"].astype("datetime64[us]").reindex(list(STAGES))
    before = due.shift()
    before.iloc[0] = _start(calendar)
    return (due - before).dt.days


def list_disorder(records: pd.DataFrame) -> pd.DataFrame:
    """List stages dated before an earlier stage, or completed while an earlier one is open.

    Returns
    -------
    DataFrame
        Columns nip, periode, masalah (text of `StepIssue`), sebelum, sesudah, hari (missing where
        the earlier stage has no date). One row per pair of stages of one person and period.
    """
    dates = records.dropna(subset="tanggal")
    groups: dict[tuple[str, str], dict[str, object]] = {}
    for row in dates.itertuples(index=False):
        groups.setdefault((row.nip, row.periode), {})[row.tahap] = row.tanggal.date()
    found = [
        (nip, period, str(issue.issue), issue.before, issue.after, issue.days)
        for (nip, period), steps in groups.items()
        for issue in find_out_of_order(steps)
    ]
    names = ["nip", "periode", "masalah", "sebelum", "sesudah", "hari"]
    return pd.DataFrame(found, columns=names).astype({"hari": "Int64"})


def earlier_dates(disorder: pd.DataFrame) -> pd.DataFrame:
    """Keep the pairs of stages whose dates contradict their order."""
    return disorder[disorder["masalah"] == str(StepIssue.EARLIER_DATE)]
