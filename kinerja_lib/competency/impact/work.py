"""The work of offices by month: time, faults, service time, satisfaction."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.i18n import _
from kinerja_lib.tables.contracts.service import UNSUR as UNSUR_NAMES

TIME, FAULTS, SERVICE = "waktu", "galat", "layanan"
UNSUR = tuple(f"u{i}" for i in range(1, 10))
MEASURES = (TIME, FAULTS, SERVICE, *UNSUR)
# Families of comparisons: one per source table.
FAMILY = {TIME: "proses_admin", FAULTS: "proses_admin", SERVICE: "layanan_log"} | dict.fromkeys(
    UNSUR, "skm"
)
SOURCES = {
    TIME: "proses_admin.waktu", FAULTS: "proses_admin.galat; proses_admin.dokumen",
    SERVICE: "layanan_log.mulai; layanan_log.selesai",
}  # fmt: skip
LOWER_IS_BETTER = (TIME, FAULTS, SERVICE)
RELATIVE = (TIME, SERVICE)  # compared on the logarithm, told in per cent
SETTLED_DAYS = 60  # requests younger than this may still be open, so they are left out
LEAST_HOURS = 1.0
COLUMNS = ["ukuran", "unit_id", "lapis", "bulan", "total", "bobot"]


def read_work(evidence: Evidence) -> pd.DataFrame:
    """Lay out the work of offices, one row per measure, unit, layer and month.

    Returns
    -------
    DataFrame
        ukuran (one of `MEASURES`), unit_id, lapis (process or service, "" for others), bulan (first
        day), total and bobot; total / bobot is the mean of the month: logarithm of minutes, faults
        per 100 documents, logarithm of hours, points of 1 to 4.
    """
    parts = [_read_processes(evidence), _read_service(evidence), _read_survey(evidence)]
    parts = [part for part in parts if len(part)]
    if not parts:
        return pd.DataFrame(columns=COLUMNS)
    table = pd.concat(parts, ignore_index=True)
    table = table[table["bulan"] <= pd.Timestamp(evidence.period_end)]
    keys = COLUMNS[:4]
    return table.groupby(keys, as_index=False)[["total", "bobot"]].sum()


def name_measure(measure: str) -> str:
    """Name a measure as a message."""
    names = {
        TIME: _("waktu pengerjaan"),
        FAULTS: _("dokumen yang salah"),
        SERVICE: _("waktu penyelesaian layanan"),
    }
    return names.get(measure) or _(UNSUR_NAMES[UNSUR.index(measure)])


def _read_processes(evidence: Evidence) -> pd.DataFrame:
    rows = evidence.frame("proses_admin")
    month = pd.to_datetime(rows["periode"].where(rows["periode"].str.len() == 7), format="%Y-%m")
    rows = rows.assign(bulan=month)[month.notna()]
    timed = rows[rows["waktu"] > 0]
    counted = rows[(rows["dokumen"] > 0) & rows["galat"].notna()]
    return pd.concat(
        [
            _lay_out(timed, TIME, timed["proses"], np.log(timed["waktu"]), 1.0),
            _lay_out(
                counted, FAULTS, counted["proses"], 100 * counted["galat"], counted["dokumen"]
            ),
        ]
    )


def _read_service(evidence: Evidence) -> pd.DataFrame:
    columns = ["unit_id", "layanan", "mulai", "selesai"]
    rows = evidence.frame("layanan_log", columns)
    last = pd.Timestamp(evidence.period_end) - pd.Timedelta(days=SETTLED_DAYS)
    rows = rows[rows["selesai"].notna() & (rows["mulai"] <= last)]
    hours = ((rows["selesai"] - rows["mulai"]).dt.total_seconds() / 3600).clip(lower=LEAST_HOURS)
    rows = rows.assign(bulan=_month_of(rows["mulai"]))
    return _lay_out(rows, SERVICE, rows["layanan"], np.log(hours), 1.0)


def _read_survey(evidence: Evidence) -> pd.DataFrame:
    rows = evidence.frame("skm", ["unit_id", "tanggal", *UNSUR])
    rows = rows[rows["tanggal"].notna()]
    rows = rows.assign(bulan=_month_of(rows["tanggal"]))
    parts = []
    for name in UNSUR:
        own = rows[rows[name].notna()]
        parts.append(_lay_out(own, name, "", own[name], 1.0))
    return pd.concat(parts)


def _lay_out(
    rows: pd.DataFrame, measure: str, layer: object, total: pd.Series, weight: object
) -> pd.DataFrame:
    columns = {"ukuran": measure, "lapis": layer, "total": total.astype(float), "bobot": weight}
    return rows[["unit_id", "bulan"]].assign(**columns)[COLUMNS]


def _month_of(days: pd.Series) -> pd.Series:
    return days.dt.to_period("M").dt.to_timestamp()
