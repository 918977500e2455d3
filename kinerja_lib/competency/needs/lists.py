"""Who a trigger concerns, person by person, in the order of unit and name."""

from __future__ import annotations

import hashlib

import pandas as pd

from kinerja_lib.competency.needs.review import NeedReview
from kinerja_lib.rules.training_need import CHANCE


def list_chances(review: NeedReview) -> pd.DataFrame:
    """List people with a high result and courses of their field that they may take.

    Columns nip, nama, unit, bidang, pelatihan_id, pelatihan (name), undian: the place in the lot of
    this course, 1 to the number of its candidates. Where seats are short the lot decides, and not
    any judgement of the people; it follows from seed, course and NIP alone.
    """
    pairs = review.pairs
    rows = pairs.loc[[CHANCE in codes for codes in pairs["alasan"]], ["nip", "pelatihan_id"]]
    staff = review.staff[["unit_id", "bidang"]].reindex(rows["nip"])
    rows = rows.assign(**{name: staff[name].to_numpy() for name in staff})
    rows = rows.assign(pelatihan=rows["pelatihan_id"].map(review.courses["nama"]))
    named = zip(rows["pelatihan_id"], rows["nip"], strict=True)
    keys = [_draw(review.limits.seed, course, nip) for course, nip in named]
    rows = rows.assign(kunci=keys)
    rows = rows.assign(undian=rows.groupby("pelatihan_id")["kunci"].rank().astype(int))
    return name_people(rows.drop(columns="kunci"), review, ["pelatihan"])


def _draw(seed: int, course: str, nip: str) -> str:
    return hashlib.sha256(f"{seed}|{course}|{nip}".encode()).hexdigest()


def list_untrained(review: NeedReview) -> pd.DataFrame:
    """List who has not attended the course that a policy of the own field asks for.

    Columns nip, nama, unit, kebijakan, tenggat; policies without a course are left out.
    """
    parts = [
        pd.DataFrame({"nip": review.untrained[str(row["kebijakan_id"])], "kebijakan": row["nama"],
                      "tenggat": row["tenggat"]})
        for row in review.held.to_dict("records")
        if not pd.isna(row["pelatihan_id"])
    ]  # fmt: skip
    parts = [part for part in parts if len(part)]
    empty = pd.DataFrame({"nip": [], "kebijakan": [], "tenggat": []})
    rows = pd.concat(parts, ignore_index=True) if parts else empty
    units = review.staff["unit_id"].reindex(rows["nip"]).to_numpy()
    return name_people(rows.assign(unit_id=units), review, ["kebijakan"])


def list_topics(review: NeedReview) -> pd.DataFrame:
    """List who has a gap today in a topic that an indicator of the own field asks for.

    Columns nip, nama, unit, bidang, kompetensi, indikator.
    """
    topics = review.topics.dropna(subset="kompetensi")
    named = topics.groupby(["bidang", "kompetensi"])["nama"].agg("; ".join).rename("indikator")
    rows = review.needs[["nip", "kompetensi"]]
    staff = review.staff[["unit_id", "bidang"]].reindex(rows["nip"])
    rows = rows.assign(**{name: staff[name].to_numpy() for name in staff})
    rows = rows.merge(named.reset_index(), on=["bidang", "kompetensi"])
    return name_people(rows, review, ["kompetensi"])


def list_front(review: NeedReview) -> pd.DataFrame:
    """List frontline people with a gap in a competency of service: nip, nama, unit, kompetensi."""
    wanted = review.evidence.rules["pelatihan.kompetensi_garis_depan"]
    front = review.staff.index[review.staff["garis_depan"]]
    rows = review.needs
    rows = rows[rows["nip"].isin(front) & rows["kompetensi"].isin(wanted)]
    joined = rows.groupby("nip", sort=False)["kompetensi"].agg("; ".join).reset_index()
    units = review.staff["unit_id"].reindex(joined["nip"]).to_numpy()
    return name_people(joined.assign(unit_id=units), review, [])


def name_people(rows: pd.DataFrame, review: NeedReview, then: list[str]) -> pd.DataFrame:
    """Add nama and unit to rows with nip and unit_id, and sort by unit, name and `then`."""
    names = review.evidence.staff["nama"].reindex(rows["nip"]).to_numpy()
    unit = review.evidence.name_units(rows["unit_id"])
    table = rows.assign(nama=names, unit=unit)
    return table.sort_values(["unit", "nama", "nip", *then], ignore_index=True)


def count_front(review: NeedReview) -> pd.DataFrame:
    """Count frontline people by unit: nama, n, dinilai (rated in the competencies), kurang."""
    wanted = list(review.evidence.rules["pelatihan.kompetensi_garis_depan"])
    front = review.staff.index[review.staff["garis_depan"]]
    cells = review.gaps.cells
    cells = cells[cells["nip"].isin(front) & cells["kompetensi"].isin(wanted)]
    grouped = cells.assign(ada=cells["tingkat"].notna()).groupby("nip")
    person = pd.DataFrame({"ada": grouped["ada"].any(), "total": grouped["kekurangan"].sum()})
    unit = review.staff["unit_id"].reindex(front)
    rows = person.reindex(front).assign(unit_id=unit)
    by_unit = rows.assign(
        ada=rows["ada"].eq(True), kurang=(rows["total"] > 0)
    ).groupby("unit_id")  # fmt: skip
    table = pd.DataFrame(
        {"n": by_unit.size(), "dinilai": by_unit["ada"].sum(), "kurang": by_unit["kurang"].sum()}
    ).reset_index()
    names = review.evidence.name_units(table["unit_id"])
    return table.assign(nama=names).sort_values("nama", ignore_index=True, kind="stable")
