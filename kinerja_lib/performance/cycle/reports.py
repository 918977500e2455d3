"""Work reports of a period: who reported, how late, and with evidence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.basis.periods import span_of


@dataclass(frozen=True)
class Reporting:
    """Sum up the work reports of the period.

    Attributes
    ----------
    reporters : frozenset of str
        NIP of those who logged work done in the period.
    rows : int
        Reports of work done in the period.
    dated : int
        Of them with a day of reporting on or after the day of the work.
    reversed_dates : int
        Of them reported before the day of the work: left out of the delay.
    delay : tuple of float or None
        First quartile, median, third quartile and longest delay, days; None without dated rows.
    evidence : int
        Of them with evidence.
    """

    reporters: frozenset[str]
    rows: int
    dated: int
    reversed_dates: int
    delay: tuple[float, float, float, float] | None
    evidence: int


def sum_reports(evidence: Evidence, period: str) -> Reporting:
    """Sum up reports of work done between the first and the last day of a period."""
    columns = ["nip", "tanggal", "tanggal_lapor", "bukti_id"]
    rows = evidence.frame("laporan_kinerja", columns)
    first, last = (pd.Timestamp(day) for day in span_of(period))
    rows = rows[rows["tanggal"].between(first, last)]
    days = (rows["tanggal_lapor"] - rows["tanggal"]).dt.days
    known = days[days >= 0].to_numpy(float)
    delay = None
    if len(known):
        low, middle, high = np.quantile(known, [0.25, 0.5, 0.75])
        delay = (float(low), float(middle), float(high), float(known.max()))
    return Reporting(
        reporters=frozenset(rows["nip"]),
        rows=len(rows),
        dated=len(known),
        reversed_dates=int((days < 0).sum()),
        delay=delay,
        evidence=int(rows["bukti_id"].notna().sum()),
    )
