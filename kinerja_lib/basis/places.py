"""Which unit counts a person who was in more than one during a period."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.basis.periods import span_of

AT_END, MOST_DAYS = "akhir", "hari"
MOVER_RULES = (AT_END, MOST_DAYS)
FROM_HISTORY, FROM_RESULT, FROM_STAFF, NOWHERE = (
    "riwayat jabatan",
    "hasil penilaian",
    "data pegawai",
    "tanpa unit",
)
_COLUMNS = ["nip", "unit_id", "hari", "akhir"]


@dataclass(frozen=True)
class Places:
    """Hold where each person counts in one period.

    Parameters
    ----------
    people : DataFrame
        One row per NIP: nip, unit_id (missing where nothing tells it), dasar (`FROM_HISTORY`,
        `FROM_RESULT`, `FROM_STAFF`, `NOWHERE`), unit_lain (units in the period, 1 or more),
        tercatat (unit that the results name), beda (results name another unit).
    rule : str
        `AT_END` or `MOST_DAYS`.
    """

    people: pd.DataFrame
    rule: str

    @property
    def movers(self) -> int:
        """People who were in more than one unit during the period."""
        return int((self.people["unit_lain"] > 1).sum())

    @property
    def differing(self) -> int:
        """People whose results name another unit than the rule gives."""
        return int(self.people["beda"].sum())

    def per_unit(self) -> pd.Series:
        """Count people per unit; people without a unit under "". The sum is everyone."""
        return self.people["unit_id"].fillna("").value_counts().sort_index()


def list_stays(evidence: Evidence, period: str) -> pd.DataFrame:
    """List the days each person was in each unit during a period.

    Returns
    -------
    DataFrame
        nip, unit_id, hari (days in the period, whole), akhir (there on its last day). Acting posts
        (`pelaksana tugas`) do not move a person. Without `riwayat_jabatan` there are no rows.
    """
    history = evidence.frame("riwayat_jabatan")
    if history.empty:
        return pd.DataFrame(columns=_COLUMNS)
    first, last = (pd.Timestamp(day) for day in span_of(period))
    own = history[history["status"].fillna("definitif") == "definitif"]
    own = own.dropna(subset=["nip", "unit_id", "mulai"])
    start = pd.to_datetime(own["mulai"]).clip(lower=first)
    ended = pd.to_datetime(own["selesai"]).fillna(last)
    days = (ended.clip(upper=last) - start).dt.days + 1
    own = own.assign(hari=days, akhir=ended >= last, urut=own["mulai"])[days > 0]
    stays = own.groupby(["nip", "unit_id"], as_index=False).agg(
        hari=("hari", "sum"), akhir=("akhir", "max"), urut=("urut", "max")
    )
    return stays.sort_values(["nip", "urut"], kind="stable")[_COLUMNS].reset_index(drop=True)


def place_people(evidence: Evidence, results: pd.DataFrame, period: str, rule: str) -> Places:
    """Give each person of one period one unit, so that units add up to everyone.

    Parameters
    ----------
    results : DataFrame
        Rows of `hasil_penilaian` of the period, one per NIP: nip, unit_id.
    rule : str
        `AT_END`, the unit on the last day, or `MOST_DAYS`, the one with most days; where two have
        as many, the later one. A person whose history does not tell it counts in the unit that the
        result names, else in that of the staff list.

    Raises
    ------
    ValueError
        Unknown rule.
    """
    if rule not in MOVER_RULES:
        raise ValueError(f"unknown rule {rule!r}; known: {MOVER_RULES}")
    stays = list_stays(evidence, period)
    if rule == AT_END:
        chosen = stays[stays["akhir"].astype(bool)].groupby("nip")["unit_id"].last()
    else:
        most = stays["hari"] == stays.groupby("nip")["hari"].transform("max")
        chosen = stays[most].groupby("nip")["unit_id"].last()
    units = stays.groupby("nip")["unit_id"].nunique()
    people = results[["nip", "unit_id"]].rename(columns={"unit_id": "tercatat"})
    staff = evidence.staff["unit_id"] if len(evidence.staff) else pd.Series(dtype=object)
    told = [people["nip"].map(chosen), people["tercatat"], people["nip"].map(staff)]
    unit = told[0].where(told[0].notna(), told[1].where(told[1].notna(), told[2]))
    basis = pd.Series(NOWHERE, index=people.index)
    names = (FROM_STAFF, FROM_RESULT, FROM_HISTORY)
    for source, name in zip(reversed(told), names, strict=True):
        basis = basis.mask(source.notna(), name)
    people = people.assign(
        unit_id=unit,
        dasar=basis,
        unit_lain=people["nip"].map(units).fillna(1).astype(int),
        beda=people["tercatat"].notna() & unit.notna() & (people["tercatat"] != unit),
    )
    return Places(people.reset_index(drop=True), rule)
