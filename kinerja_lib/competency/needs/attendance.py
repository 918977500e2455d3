"""Who attended which course, and the hours of a year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.rules.training_hours import HoursParameters, HoursVerdict, judge_hours

PRESENT = ("hadir", "lulus", "tidak lulus")
PNS_KEY, PPPK_KEY = "PNS paling sedikit", "PPPK paling banyak"


@dataclass(frozen=True)
class Attendance:
    """Hold attended courses up to the reference date.

    Attributes
    ----------
    rows : DataFrame
        pelatihan_id, nip, jp (NaN unknown), selesai, kompetensi, bidang.
    known : bool
        Whether the source has participants at all; without, nobody is said to have no hours.
    """

    rows: pd.DataFrame
    known: bool

    def count_hours(self, year: int) -> pd.Series:
        """Add the hours of a year by NIP; NaN where one attended course has no hours.

        People without a row are left out: their hours are 0 where `known`.
        """
        own = self.rows[self.rows["selesai"].dt.year == year]
        grouped = own.groupby("nip")["jp"]
        return grouped.sum().where(grouped.count() == grouped.size())

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """NIP and course of everyone who attended."""
        return frozenset(zip(self.rows["nip"], self.rows["pelatihan_id"], strict=True))


def read_attendance(evidence: Evidence) -> Attendance:
    """Read who attended; a course without a status counts where hours are credited.

    The day is that of the participant, else the last day of the course; later ones are left out.
    Credited hours that are missing take those of the course.
    """
    columns = ["pelatihan_id", "nip", "status", "jp", "tanggal_selesai"]
    rows = evidence.frame("peserta_pelatihan", columns)
    courses = evidence.frame(
        "pelatihan", ["pelatihan_id", "jp", "selesai", "mulai", "kompetensi", "bidang"]
    ).drop_duplicates("pelatihan_id")
    rows = rows.merge(courses, on="pelatihan_id", how="left", suffixes=("", "_kursus"))
    last = rows["tanggal_selesai"].fillna(rows["selesai"]).fillna(rows["mulai"])
    present = rows["status"].isin(PRESENT) | (rows["status"].isna() & (rows["jp"] > 0))
    rows = rows.assign(selesai=last, jp=rows["jp"].fillna(rows["jp_kursus"]))
    rows = rows[present & ~(last > pd.Timestamp(evidence.reference_date))]
    names = ["pelatihan_id", "nip", "jp", "selesai", "kompetensi", "bidang"]
    return Attendance(rows[names].reset_index(drop=True), evidence.has("peserta_pelatihan"))


def judge_people(
    attendance: Attendance, staff: pd.DataFrame, evidence: Evidence, year: int
) -> pd.DataFrame:
    """Judge the hours of a year by status: index nip, jp (NaN unknown), hasil (`HoursVerdict`)."""
    limits = evidence.rules["jp.setahun"]
    parameters = HoursParameters(floor=limits[PNS_KEY], ceiling=limits[PPPK_KEY])
    hours = attendance.count_hours(year)
    known = hours.reindex(staff.index)
    none = ~staff.index.isin(hours.index) & attendance.known
    jp = known.mask(none, 0.0).astype(float)
    table = pd.DataFrame({"jp": jp, "status": staff["status"], "jenjang": staff["jenjang"]})
    unique = table.drop_duplicates()
    judged = [
        NO_STATUS
        if pd.isna(row.status)
        else str(
            judge_hours(
                None if pd.isna(row.jp) else row.jp,
                row.status,
                post=None if pd.isna(row.jenjang) else row.jenjang,
                parameters=parameters,
            )
        )
        for row in unique.itertuples()
    ]
    found = unique.assign(hasil=judged)
    merged = table.merge(found, how="left", on=["jp", "status", "jenjang"])
    return pd.DataFrame({"jp": jp, "hasil": merged["hasil"].to_numpy()}, index=staff.index)


NO_STATUS = str(HoursVerdict.NO_DATA)


def years_before(day: dt.date, years: int) -> pd.Timestamp:
    """Return the day so many years before another."""
    return pd.Timestamp(day) - pd.DateOffset(years=years)
