"""A data grade for each figure: what is missing, late, set aside, and without evidence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja_lib.performance.achievement.breaks import number_month
from kinerja_lib.performance.achievement.latest import STEPS
from kinerja_lib.tables.columns import NOT_COMPUTABLE
from kinerja_lib.tables.dates import last_day

GRADES = ("A", "B", "C", "D")
SHAPES = {"A": "ok", "B": "ok", "C": "warn", "D": "bad", NOT_COMPUTABLE: "na"}
NO_EVIDENCE_GRADE = "C"


@dataclass(frozen=True)
class GradeLimits:
    """Hold the limits of the grades; the same parameters as in the report on data quality.

    Parameters
    ----------
    shares : tuple of float
        Least per cent of good values or rows for A, B and C.
    late_days : tuple of int
        Most days after the deadline for A, B and C.
    grace_days : int
        Days after the end of a period in which its value is due.
    """

    shares: tuple[float, float, float] = (99.0, 95.0, 90.0)
    late_days: tuple[int, int, int] = (0, 30, 90)
    grace_days: int = 30


@dataclass(frozen=True)
class Grounds:
    """Hold what grades rest on beside the figures themselves.

    Parameters
    ----------
    evidence : DataFrame
        Rows of `bukti`: iku_id, tanggal; no rows where the source has no such table.
    accepted : float
        Accepted rows of `target_realisasi`, per cent of rows in; NaN without rows.
    """

    evidence: pd.DataFrame
    accepted: float


def grade_figures(
    latest: pd.DataFrame, figures: pd.DataFrame, grounds: Grounds, limits: GradeLimits
) -> pd.DataFrame:
    """Grade the latest figure of each series by its weakest check.

    Parameters
    ----------
    latest : DataFrame
        One row per series: iku_id, unit_id, frekuensi, periode (due), realisasi, tanggal_lapor.
    figures : DataFrame
        All rows up to the period: iku_id, unit_id, periode, bulan, tahun, realisasi.
    grounds : Grounds
    limits : GradeLimits

    Returns
    -------
    DataFrame
        Index of `latest`: terisi (values known of those due since the start of the year, or of the
        series, per cent), hari_lapor (days from the end of the period), mutu_isi, mutu_waktu,
        mutu_terima, mutu_bukti (A to D, or not computable) and mutu (the worst of them; not
        computable without a value).

    Notes
    -----
    Filled and accepted by `limits.shares`, days after period end and grace by `limits.late_days`. A
    figure without evidence dated from the start of its year on is at most C; without a table of
    evidence at all that check is left out.
    """
    filled = _share_filled(latest, figures)
    ends = pd.to_datetime(pd.Series([last_day(p) for p in latest["periode"]], index=latest.index))
    days = (pd.to_datetime(latest["tanggal_lapor"]) - ends).dt.days.astype(float)
    late = (days - limits.grace_days).clip(lower=0)
    table = pd.DataFrame(
        {
            "terisi": filled,
            "hari_lapor": days,
            "mutu_isi": [grade_share(share, limits) for share in filled],
            "mutu_waktu": [grade_days(day, limits) for day in late],
            "mutu_terima": grade_share(grounds.accepted, limits),
            "mutu_bukti": _grade_evidence(latest, grounds.evidence),
        },
        index=latest.index,
    )
    checks = ["mutu_isi", "mutu_waktu", "mutu_terima", "mutu_bukti"]
    worst = [worst_grade(row) for row in table[checks].to_numpy()]
    known = latest["realisasi"].notna()
    return table.assign(mutu=np.where(known, np.array(worst, dtype=object), NOT_COMPUTABLE))


def grade_share(share: float, limits: GradeLimits) -> str:
    """Grade a share of good values in per cent."""
    if pd.isna(share):
        return NOT_COMPUTABLE
    bounds = zip(GRADES, limits.shares, strict=False)
    return next((grade for grade, limit in bounds if share >= limit), GRADES[-1])


def grade_days(days: float, limits: GradeLimits) -> str:
    """Grade days after the deadline."""
    if pd.isna(days):
        return NOT_COMPUTABLE
    bounds = zip(GRADES, limits.late_days, strict=False)
    return next((grade for grade, limit in bounds if days <= limit), GRADES[-1])


def worst_grade(grades: np.ndarray) -> str:
    """Give the worst of A to D; not computable where there is none."""
    return max((grade for grade in grades if grade in GRADES), default=NOT_COMPUTABLE)


def _share_filled(latest: pd.DataFrame, figures: pd.DataFrame) -> pd.Series:
    """Give values known of values due from the start of the year of each figure, per cent."""
    year, step = latest["periode"].str[:4].astype(int), latest["frekuensi"].map(STEPS).astype(float)
    keys = pd.MultiIndex.from_frame(latest[["iku_id", "unit_id"]])
    begun = figures.groupby(["iku_id", "unit_id"])["bulan"].min().reindex(keys).to_numpy(float)
    start = np.fmax(year * 12 + step, begun)
    due = (latest["periode"].map(number_month).astype(float) - start) // step + 1
    known = figures[figures["realisasi"].notna()]
    count = known.groupby(["iku_id", "unit_id", "tahun"])["periode"].nunique()
    own = pd.MultiIndex.from_arrays([latest["iku_id"], latest["unit_id"], year])
    done = count.reindex(own).fillna(0).to_numpy(dtype=float)
    return pd.Series(100 * done / due.where(due > 0), index=latest.index)


def _grade_evidence(latest: pd.DataFrame, evidence: pd.DataFrame) -> list[str]:
    if evidence.empty:
        return [NOT_COMPUTABLE] * len(latest)
    newest = pd.to_datetime(evidence.groupby("iku_id")["tanggal"].max())
    last = latest["iku_id"].map(newest)
    start = pd.to_datetime(latest["periode"].str[:4] + "-01-01")
    return [GRADES[0] if good else NO_EVIDENCE_GRADE for good in (last >= start)]
