"""Training that reached whole offices, so that their work before and after can be compared."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.competency.impact.limits import OfficeLimits
from kinerja_lib.competency.impact.scores import TRAINED

FEWEST_PEOPLE = 3
LITTLE = 10.0  # per cent of the staff; offices with a larger share are no comparison
NEAR_DAYS = 92  # courses of the same offices that follow within this are one programme
_ACTIVE = "aktif"


def list_programmes(
    evidence: Evidence, scores: pd.DataFrame, limits: OfficeLimits
) -> list[dict[str, object]]:
    """List the programmes: courses that trained at least a set share of an office's staff.

    Returns
    -------
    list of dict
        pelatihan (codes), nama (names), unit (codes of the trained offices), sebagian (offices with
        some trained people, no comparison), mulai, selesai (Timestamps). Oldest first. Courses
        without scores count only where the limits name them: webinars reach most offices and are
        not what a claim is made about. A course that ended after the period or trained no office
        is not listed.
    """
    courses = evidence.frame("pelatihan", ["pelatihan_id", "nama", "mulai", "selesai"])
    past = courses["selesai"] <= pd.Timestamp(evidence.period_end)
    scored = scores.loc[scores[["sebelum", "sesudah"]].notna().any(axis=1), "pelatihan_id"]
    asked = courses["pelatihan_id"].isin({*scored, *limits.courses})
    courses = courses[past & asked & courses["mulai"].notna()].sort_values(
        ["mulai", "pelatihan_id"]
    )
    shares = _share_trained(evidence, scores)
    found: list[dict[str, object]] = []
    for row in courses.itertuples(index=False):
        own = shares[shares["pelatihan_id"] == row.pelatihan_id]
        full = (own["persen"] >= limits.share) & (own["orang"] >= FEWEST_PEOPLE)
        units = frozenset(own.loc[full, "unit_id"])
        if units:
            some = frozenset(own.loc[own["persen"] >= LITTLE, "unit_id"])
            _join(found, row, units, some)
    return found


def _share_trained(evidence: Evidence, scores: pd.DataFrame) -> pd.DataFrame:
    """Return the share of each unit's active staff that each course trained, per cent."""
    staff = evidence.staff
    active = staff.index[staff["status_kerja"].fillna(_ACTIVE) == _ACTIVE]
    size = staff.loc[active, "unit_id"].value_counts()
    trained = scores[(scores["kelompok"] == TRAINED) & scores["nip"].isin(active)]
    counts = trained.groupby(["pelatihan_id", "unit_id"])["nip"].nunique().reset_index(name="orang")
    whole = size.reindex(counts["unit_id"]).to_numpy(dtype=float)
    return counts.assign(persen=100 * counts["orang"] / whole)


def _join(
    found: list[dict[str, object]], row: object, units: frozenset[str], some: frozenset[str]
) -> None:
    """Add a course to the last programme of the same offices, or start a new one."""
    near = pd.Timedelta(days=NEAR_DAYS)
    for programme in found:
        if programme["unit"] == units and row.mulai - programme["selesai"] <= near:
            programme["pelatihan"].append(row.pelatihan_id)
            programme["nama"].append(row.nama)
            programme["selesai"] = max(programme["selesai"], row.selesai)
            programme["sebagian"] |= some
            return
    found.append(
        {
            "pelatihan": [row.pelatihan_id],
            "nama": [row.nama],
            "unit": units,
            "sebagian": some - units,
            "mulai": row.mulai,
            "selesai": row.selesai,
        }
    )
