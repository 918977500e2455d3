"""Who is counted in a period: active throughout, and those listed beside them."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.basis.periods import span_of

ACTIVE, NEW, MOVED, LEFT = "aktif sepanjang periode", "baru diangkat", "pindah unit", "keluar"
AWAY = ("cuti", "tugas belajar", "diperbantukan")
GONE = ("pensiun", "mutasi keluar", "berhenti", "meninggal")
GROUPS = (ACTIVE, NEW, MOVED, *AWAY, LEFT)


def in_force(periods: pd.Series, period: str) -> pd.Series:
    """Tell of each period whether it shares a day with another one.

    A yearly plan is in force in each of its quarters; a plan that starts later is not.
    """
    start, end = span_of(period)
    spans = {name: span_of(name) for name in periods.dropna().unique()}
    known = {name: first <= end and last >= start for name, (first, last) in spans.items()}
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
    start, end = (pd.Timestamp(day) for day in span_of(period))
    staff = evidence.staff
    since, state = staff["sejak"], staff["status_kerja"]
    gone, away = state.isin(GONE), state.isin(AWAY) & ~(since > end)
    moved = staff.index.isin(_movers(evidence, start, end))
    group = pd.Series(ACTIVE, index=staff.index)
    group = group.mask(moved, MOVED).mask(staff["tmt_pegawai"] > start, NEW)
    group = group.mask(away, state).mask(gone & since.between(start, end), LEFT)
    there = ~(staff["tmt_pegawai"] > end) & ~(gone & ~(since >= start))
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
    codes = codes.astype(object)
    named = codes.map(evidence.units["nama"].to_dict()).astype(object)
    return named.where(named.notna(), codes)
