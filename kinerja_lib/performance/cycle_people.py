"""Who is counted in a period: active throughout, and those listed beside them."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from kinerja_lib.performance.evidence import Evidence
from kinerja_lib.tables.dates import last_day

ACTIVE, NEW, MOVED, LEFT = "aktif sepanjang periode", "baru diangkat", "pindah unit", "keluar"
AWAY = ("cuti", "tugas belajar", "diperbantukan")
GONE = ("pensiun", "mutasi keluar", "berhenti", "meninggal")
GROUPS = (ACTIVE, NEW, MOVED, *AWAY, LEFT)


def first_day(period: str) -> dt.date:
    """Return the first day of a period.

    >>> first_day("2026-TW3")
    datetime.date(2026, 7, 1)
    """
    year, part = int(period[:4]), period[5:]
    if part.startswith("TW"):
        return dt.date(year, 3 * int(part[2:]) - 2, 1)
    if part.startswith("S"):
        return dt.date(year, 6 * int(part[1:]) - 5, 1)
    return dt.date(year, int(part) if part else 1, 1)


def overlaps(periods: pd.Series, period: str) -> pd.Series:
    """Tell of each period whether it shares a day with another one.

    A yearly plan is in force in each of its quarters; a plan that starts later is not.
    """
    start, end = first_day(period), last_day(period)
    known = {
        name: first_day(name) <= end and last_day(name) >= start
        for name in periods.dropna().unique()
    }
    return periods.map(known).eq(True)


def group_staff(evidence: Evidence, period: str) -> pd.DataFrame:
    """Sort everyone employed in a period into the groups that coverage is stated for.

    Parameters
    ----------
    evidence : Evidence
        Tables pegawai and riwayat_jabatan.
    period : str
        Such as `2026-TW3`.

    Returns
    -------
    DataFrame
        Index nip; columns unit_id, nama, kelompok (one of `GROUPS`), tanpa_status (bool).

    Notes
    -----
    In this order: appointed after the period or left before it: not listed. Left within it:
    `LEFT`. Away since its last day or earlier: one of `AWAY`. Appointed after its first day:
    `NEW`. A definite post in another unit since a later day than its first: `MOVED`. Everyone
    else: `ACTIVE`, also who has no state of employment (`tanpa_status`). A state whose first day
    is missing holds since before the period.
    """
    start, end = pd.Timestamp(first_day(period)), pd.Timestamp(last_day(period))
    staff = evidence.staff
    since = staff["sejak"].fillna(pd.Timestamp.min)
    state = staff["status_kerja"]
    gone, away = state.isin(GONE), state.isin(AWAY) & (since <= end)
    moved = staff.index.isin(_movers(evidence, start, end))
    group = pd.Series(ACTIVE, index=staff.index)
    group = group.mask(moved, MOVED).mask(staff["tmt_pegawai"] > start, NEW)
    group = group.mask(away, state).mask(gone & since.between(start, end), LEFT)
    there = ~(staff["tmt_pegawai"] > end) & ~(gone & (since < start))
    frame = staff[["unit_id", "nama"]].assign(kelompok=group, tanpa_status=state.isna())
    return frame[there]


def _movers(evidence: Evidence, start: pd.Timestamp, end: pd.Timestamp) -> pd.Series:
    """Give the NIP of those whose definite post changed its unit after the first day."""
    posts = evidence.frame("riwayat_jabatan", ["nip", "unit_id", "mulai", "status"])
    posts = posts[posts["status"].isna() | (posts["status"] == "definitif")]
    posts = posts.sort_values(["nip", "mulai"], kind="stable")
    before = posts.groupby("nip")["unit_id"].shift()
    changed = before.notna() & (before != posts["unit_id"])
    return posts.loc[changed & (posts["mulai"] > start) & (posts["mulai"] <= end), "nip"]


def name_units(evidence: Evidence, codes: pd.Series) -> pd.Series:
    """Name units by their code; a code without a unit stays as it is."""
    return codes.map(evidence.units["nama"]).fillna(codes)
