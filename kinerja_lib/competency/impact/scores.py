"""Scores of participants before and after each course, and of those who wait."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence

TRAINED, WAITING, CANCELLED, UNKNOWN = "dilatih", "menunggu", "batal", "tidak diketahui"
PASSED, FAILED = "lulus", "tidak lulus"
_GROUPS = {
    "hadir": TRAINED, PASSED: TRAINED, FAILED: TRAINED,
    "terdaftar": WAITING, "batal": CANCELLED,
}  # fmt: skip
TWICE, TOO_EARLY = "ganda", "tanggal"
_READ = [
    *("pelatihan_id", "nip", "status", "nilai_sebelum", "nilai_sesudah", "tanggal_selesai"),
    "evaluasi",
]
TEN, HUNDRED = 10.0, 30.0  # a score of at most 10 is odd where the median is at least 30
MIXED_SHARE = 0.05


def read_scores(evidence: Evidence) -> pd.DataFrame:
    """Lay out the participants of courses that began by the end of the period.

    Returns
    -------
    DataFrame
        One row per person and course: pelatihan_id, nip, unit_id, status, kelompok (`TRAINED`,
        `WAITING`, `CANCELLED`, `UNKNOWN`), sebelum, sesudah, evaluasi, masalah ("", `TWICE` or
        `TOO_EARLY`).

    Notes
    -----
    A row that repeats another one in every column is counted once. A person with different rows in
    one course is `TWICE`; a completion before the first day of the course is `TOO_EARLY`. Both are
    shown and not compared.
    """
    rows = evidence.frame("peserta_pelatihan", _READ).drop_duplicates()
    start = evidence.frame("pelatihan", ["pelatihan_id", "mulai"]).set_index("pelatihan_id")
    start = start[~start.index.duplicated()]["mulai"]
    rows = rows.assign(mulai=start.reindex(rows["pelatihan_id"]).to_numpy())
    rows = rows[rows["mulai"] <= pd.Timestamp(evidence.period_end)]
    twice = rows.duplicated(["pelatihan_id", "nip"], keep=False)
    early = rows["tanggal_selesai"] < rows["mulai"]
    rows = rows.assign(
        kelompok=rows["status"].map(_GROUPS).fillna(UNKNOWN),
        unit_id=rows["nip"].map(evidence.staff["unit_id"]),
        masalah=np.select([twice, early], [TWICE, TOO_EARLY], ""),
        sebelum=rows["nilai_sebelum"],
        sesudah=rows["nilai_sesudah"],
    )
    first = rows.drop_duplicates(["pelatihan_id", "nip"])
    columns = ["pelatihan_id", "nip", "unit_id", "status", "kelompok", "sebelum", "sesudah"]
    return first[[*columns, "evaluasi", "masalah"]].reset_index(drop=True)


def list_measured(evidence: Evidence, scores: pd.DataFrame) -> pd.DataFrame:
    """List the courses with any score, oldest first: pelatihan_id (index), nama, mulai, selesai."""
    courses = evidence.frame("pelatihan", ["pelatihan_id", "nama", "mulai", "selesai"])
    scored = scores[scores[["sebelum", "sesudah"]].notna().any(axis=1)]
    courses = courses[courses["pelatihan_id"].isin(scored["pelatihan_id"])]
    order = ["mulai", "nama", "pelatihan_id"]
    return (
        courses.drop_duplicates("pelatihan_id")
        .sort_values(order, kind="stable")
        .set_index("pelatihan_id")
    )


def mixes_scales(rows: pd.DataFrame) -> bool:
    """Tell whether scores of 0 to 10 stand among scores of 0 to 100.

    True where one test has a median of at most 10 and the other of at least 30, or where at least
    one in twenty scores of a test, and two or more, are at most 10 while its median is at least 30.
    """
    known = [rows[name].dropna() for name in ("sebelum", "sesudah")]
    if any(values.empty for values in known):
        return False
    medians = [float(values.median()) for values in known]
    if min(medians) <= TEN and max(medians) >= HUNDRED:
        return True
    low = [int((values <= TEN).sum()) for values in known]
    return any(
        count >= max(2, MIXED_SHARE * len(values)) and median >= HUNDRED
        for count, values, median in zip(low, known, medians, strict=True)
    )
