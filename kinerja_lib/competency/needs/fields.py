"""Fields of work: low results with their interval, and courses that policies ask for."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kinerja_lib.basis.evidence import Evidence, periods_to_date
from kinerja_lib.basis.result_status import find_open
from kinerja_lib.competency.needs.attendance import Attendance
from kinerja_lib.competency.needs.catalogue import Catalogue
from kinerja_lib.i18n import _
from kinerja_lib.rules.training_need import judge_interval
from kinerja_lib.stats.intervals import interval_share

IT_FIELD = "teknologi informasi"
SYSTEM = _("sistem informasi terbaru")


def read_results(evidence: Evidence) -> pd.Series:
    """Return the latest final predikat of this year by NIP, of the report's kind of period."""
    columns = ["nip", "periode", "predikat", "status"]
    rows = evidence.frame("hasil_penilaian", columns)
    rows = rows[~find_open(rows["status"]) & rows["predikat"].notna()]
    order = {period: place for place, period in enumerate(periods_to_date(evidence.period))}
    rows = rows[rows["periode"].isin(order)]
    rows = rows.assign(urut=rows["periode"].map(order)).sort_values("urut", kind="stable")
    return rows.drop_duplicates("nip", keep="last").set_index("nip")["predikat"]


def judge_fields(staff: pd.DataFrame, results: pd.Series, evidence: Evidence) -> pd.DataFrame:
    """Judge the share of low results of each field.

    Returns
    -------
    DataFrame
        bidang, n (people with a result), rendah (people), bagian, bawah, atas (per cent, 95%
        Wilson), hasil (`Verdict`). Each person counts once, with the latest result.
    """
    low = set(evidence.rules["pelatihan.predikat_rendah"])
    threshold = float(evidence.rules["pelatihan.ambang_rendah"])
    rows = staff[["bidang"]].join(results.rename("predikat"), how="inner").dropna()
    grouped = rows.assign(rendah=rows["predikat"].isin(low)).groupby("bidang")["rendah"]
    table = pd.DataFrame({"n": grouped.size(), "rendah": grouped.sum().astype(int)}).reset_index()
    parts = [interval_share(int(r.rendah), int(r.n)) for r in table.itertuples()]
    table = table.assign(
        bagian=[100 * part.estimate for part in parts],
        bawah=[100 * part.low for part in parts],
        atas=[100 * part.high for part in parts],
    )
    verdicts = [str(judge_interval(r.bawah, r.atas, threshold)) for r in table.itertuples()]
    return table.assign(hasil=verdicts)


def read_coming(evidence: Evidence, catalogue: Catalogue, year: int) -> pd.DataFrame:
    """List the policies that come into force later, by the end of a year; see `read_policies`."""
    rows = evidence.frame("kebijakan")
    later = rows["tanggal"] > pd.Timestamp(evidence.reference_date)
    rows = rows[later & (rows["tanggal"].dt.year <= year)]
    named = rows["pelatihan_id"].isin(catalogue.courses.index)
    return rows.assign(tersedia=named).sort_values("kebijakan_id", ignore_index=True, kind="stable")


def read_policies(evidence: Evidence, catalogue: Catalogue, system: str = "") -> pd.DataFrame:
    """List what policies in force ask of a field, and the course on the current system.

    Returns
    -------
    DataFrame
        kebijakan_id, nama, bidang, tanggal, tenggat, pelatihan_id (missing where the policy names
        no course), tersedia (the course runs in the planned year).
    """
    rows = evidence.frame("kebijakan")
    rows = rows[rows["tanggal"] <= pd.Timestamp(evidence.reference_date)]
    past = catalogue.past
    found = past.index[(past.index == system) | (past["nama"] == system)]
    if system and len(found):
        extra = {"kebijakan_id": SYSTEM, "nama": str(past.loc[found[0], "nama"])}
        extra |= {"bidang": IT_FIELD, "pelatihan_id": found[0]}
        rows = pd.concat([rows, pd.DataFrame([extra])], ignore_index=True)
        rows = rows.astype({"tanggal": "datetime64[us]", "tenggat": "datetime64[us]"})
    named = rows["pelatihan_id"].isin(catalogue.courses.index)
    return rows.assign(tersedia=named).sort_values("kebijakan_id", ignore_index=True, kind="stable")


def count_policies(
    policies: pd.DataFrame, staff: pd.DataFrame, attendance: Attendance
) -> pd.DataFrame:
    """Count who was trained for each policy among active people of its field.

    Returns
    -------
    DataFrame
        The columns of `policies`, n (people concerned), tepat (trained by the deadline, all of
        those trained where there is none), terlambat, belum. Missing where the policy names no
        course.
    """
    rows = [_count_policy(row, staff, attendance) for row in policies.to_dict("records")]
    counts = pd.DataFrame(rows, columns=["n", "tepat", "terlambat", "belum"], index=policies.index)
    return policies.join(counts.astype("Int64"))


def _count_policy(
    policy: dict[str, object], staff: pd.DataFrame, attendance: Attendance
) -> tuple[int | None, ...]:
    concerned = staff.index[staff["bidang"] == policy["bidang"]]
    if pd.isna(policy["pelatihan_id"]):
        return (len(concerned), None, None, None)
    done = attendance.rows[attendance.rows["pelatihan_id"] == policy["pelatihan_id"]]
    done = done[done["nip"].isin(concerned)].drop_duplicates("nip")
    late = int((done["selesai"] > policy["tenggat"]).sum())
    return (len(concerned), len(done) - late, late, len(concerned) - len(done))


def find_untrained(
    policies: pd.DataFrame, staff: pd.DataFrame, attendance: Attendance
) -> dict[str, pd.Index]:
    """Return by policy the people of its field who did not attend its course.

    A policy without a course concerns everyone of its field.
    """
    found = {}
    for row in policies.to_dict("records"):
        concerned = staff.index[staff["bidang"] == row["bidang"]]
        done = attendance.rows["nip"][attendance.rows["pelatihan_id"] == row["pelatihan_id"]]
        found[str(row["kebijakan_id"])] = concerned.difference(pd.Index(done), sort=False)
    return found


def find_trained_field(attendance: Attendance, since: pd.Timestamp) -> pd.MultiIndex:
    """Return NIP and field of the courses that people attended since a day."""
    rows = attendance.rows[attendance.rows["selesai"] >= since].dropna(subset="bidang")
    return pd.MultiIndex.from_frame(rows[["nip", "bidang"]].drop_duplicates())


def list_fields(table: pd.DataFrame, verdict: str) -> Sequence[str]:
    """List the fields with a verdict, by name."""
    return table.loc[table["hasil"] == verdict, "bidang"].tolist()
