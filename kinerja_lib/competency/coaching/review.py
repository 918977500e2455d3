"""Coaching and feedback: coverage, intervals, delay, follow-up, and who still waits for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.basis.periods import past_periods, span_of
from kinerja_lib.basis.result_status import find_open
from kinerja_lib.rules.predikat import IMPROVE, POOR, VERY_POOR
from kinerja_lib.tables.dates import last_day

ACTIVE = "aktif"
BELOW_GOOD = (IMPROVE, POOR, VERY_POOR)


@dataclass(frozen=True)
class CoachingLimits:
    """Say which months are looked at and what is soon enough.

    Parameters
    ----------
    months : int
        Last months looked at, up to the end of the period.
    feedback_days : int
        Days after the event within which feedback is soon enough.
    follow_days : int
        Days after the feedback from which an open follow-up is called late.
    """

    months: int = 12
    feedback_days: int = 7
    follow_days: int = 60


@dataclass(frozen=True)
class CoachingReview:
    """Hold what the logs of coaching and feedback say.

    Parameters
    ----------
    evidence : Evidence
    limits : CoachingLimits
    """

    evidence: Evidence
    limits: CoachingLimits = field(default_factory=CoachingLimits)

    @cached_property
    def staff(self) -> pd.DataFrame:
        """Active people by NIP (index): unit_id, nama."""
        staff = self.evidence.staff
        active = staff["status_kerja"].fillna(ACTIVE) == ACTIVE
        begun = ~(staff["tmt_pegawai"] > pd.Timestamp(self.evidence.period_end))
        return staff.loc[active & begun, ["unit_id", "nama"]]

    @cached_property
    def start(self) -> pd.Timestamp:
        """First day of the months looked at."""
        end = pd.Timestamp(self.evidence.period_end)
        return end - pd.DateOffset(months=self.limits.months) + pd.Timedelta(days=1)

    def _recent(self, table: str) -> pd.DataFrame:
        rows = self.evidence.frame(table)
        end = pd.Timestamp(self.evidence.period_end)
        return rows[(rows["tanggal"] <= end) & rows["nip"].isin(self.evidence.staff.index)]

    @cached_property
    def sessions(self) -> pd.DataFrame:
        """Sessions up to the end of the period: nip, tanggal, jenis; one a person and day."""
        rows = self._recent("pembinaan")[["nip", "tanggal", "jenis"]]
        return rows.drop_duplicates(["nip", "tanggal"]).sort_values(["nip", "tanggal"])

    @cached_property
    def feedback(self) -> pd.DataFrame:
        """Feedback of the months looked at.

        nip, unit_id, tanggal, jeda (days from event to feedback, missing without an event), langkah
        (a follow-up was agreed), selesai (closed by the end of the period), lewat (open for longer
        than the limit).
        """
        rows = self._recent("umpan_balik")
        rows = rows[rows["tanggal"] >= self.start]
        end = pd.Timestamp(self.evidence.period_end)
        step = rows["tindak_lanjut"].notna() | rows["tanggal_selesai"].notna()
        closed = step & (rows["tanggal_selesai"] <= end)
        age = (end - rows["tanggal"]).dt.days
        return pd.DataFrame(
            {
                "nip": rows["nip"],
                "unit_id": rows["nip"].map(self.evidence.staff["unit_id"]),
                "tanggal": rows["tanggal"],
                "jeda": (rows["tanggal"] - rows["tanggal_kejadian"]).dt.days.astype(float),
                "langkah": step,
                "selesai": closed,
                "lewat": step & ~closed & (age > self.limits.follow_days),
            }
        )

    @cached_property
    def units(self) -> pd.DataFrame:
        """Count coaching by unit, all units with active people, ordered by code.

        Index unit_id; nama, pegawai, dibina (people with a session in the months looked at),
        persen, umpan_balik, jeda (median days), langkah, selesai, lewat.
        """
        recent = self.sessions[self.sessions["tanggal"] >= self.start]
        coached = self.staff.index.isin(recent["nip"])
        table = self.staff.assign(dibina=coached).groupby("unit_id")["dibina"]
        units = pd.DataFrame({"pegawai": table.size(), "dibina": table.sum()}).astype(int)
        told = self.feedback.groupby("unit_id").agg(
            umpan_balik=("nip", "size"),
            jeda=("jeda", "median"),
            langkah=("langkah", "sum"),
            selesai=("selesai", "sum"),
            lewat=("lewat", "sum"),
        )
        units = units.join(told)
        counts = ["umpan_balik", "langkah", "selesai", "lewat"]
        units[counts] = units[counts].fillna(0).astype(int)
        names = self.evidence.units["nama"].reindex(units.index)
        units = units.assign(persen=100 * units["dibina"] / units["pegawai"])
        return units.assign(nama=names.fillna(pd.Series(units.index, index=units.index)))

    @cached_property
    def intervals(self) -> pd.Series:
        """Days between two sessions in a row of the same person."""
        return self.sessions.groupby("nip")["tanggal"].diff().dt.days.dropna()

    @cached_property
    def delays(self) -> dict[str, float]:
        """Delay of feedback: n, median, p90 (days), soon (share within the limit, per cent)."""
        return _describe_delay(self.feedback["jeda"].dropna(), self.limits.feedback_days)

    @cached_property
    def quarters(self) -> pd.DataFrame:
        """Delay of feedback by quarter of the event's feedback: triwulan, n, median, p90, soon."""
        known = self.feedback.dropna(subset="jeda")
        quarter = known["tanggal"].dt.to_period("Q")
        rows = [
            {"triwulan": f"{name.year}-TW{name.quarter}"}
            | _describe_delay(own["jeda"], self.limits.feedback_days)
            for name, own in known.groupby(quarter)
        ]
        return pd.DataFrame(rows, columns=["triwulan", "n", "median", "p90", "soon"])

    @cached_property
    def rated_period(self) -> str:
        """Last year with results by the end of the period, else the last period; "" for none."""
        rows = self.evidence.frame("hasil_penilaian", ["periode"])["periode"]
        past = rows[past_periods(rows, self.evidence.period_end)].dropna().unique()
        years = sorted(name for name in past if len(name) == 4)
        return years[-1] if years else max(past, key=last_day, default="")

    @cached_property
    def low(self) -> pd.DataFrame:
        """Active people whose last final result is below Baik.

        Columns nip, unit_id, nama, predikat and dibina.

        `dibina`: a session since the first day of the period of that result.
        """
        columns = ["nip", "unit_id", "nama", "predikat", "dibina"]
        if not self.rated_period:
            return pd.DataFrame(columns=columns)
        rows = self.evidence.frame("hasil_penilaian", ["nip", "periode", "predikat", "status"])
        rows = rows[~find_open(rows["status"])]
        rows = rows[(rows["periode"] == self.rated_period) & rows["predikat"].isin(BELOW_GOOD)]
        rows = rows[rows["nip"].isin(self.staff.index)].drop_duplicates("nip")
        since = pd.Timestamp(span_of(self.rated_period)[0])
        coached = self.sessions.loc[self.sessions["tanggal"] >= since, "nip"]
        table = rows.set_index("nip").join(self.staff).reset_index()
        table = table.assign(dibina=table["nip"].isin(coached))
        return table.sort_values(["unit_id", "nama", "nip"])[columns].reset_index(drop=True)

    @property
    def waiting(self) -> pd.DataFrame:
        """Those of `low` without a session, by unit and name."""
        return self.low[~self.low["dibina"].astype(bool)]


def _describe_delay(days: pd.Series, limit: int) -> dict[str, float]:
    if days.empty:
        return {"n": 0, "median": np.nan, "p90": np.nan, "soon": np.nan}
    return {
        "n": len(days),
        "median": float(days.median()),
        "p90": float(days.quantile(0.9)),
        "soon": 100 * float((days <= limit).mean()),
    }


def review_coaching(evidence: Evidence, limits: CoachingLimits | None = None) -> CoachingReview:
    """Prepare coverage, delay and follow-up of coaching and feedback."""
    return CoachingReview(evidence, limits or CoachingLimits())
