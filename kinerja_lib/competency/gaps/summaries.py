"""Gaps counted by competency, unit, job family and source of the rating."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.competency.gaps.ratings import CONFLICT, EXPIRED, SOURCES
from kinerja_lib.competency.gaps.review import GapReview
from kinerja_lib.i18n import _
from kinerja_lib.rules.dates import add_years
from kinerja_lib.rules.person_job_match import SCALES, Purpose

FAMILY_UNKNOWN = _("rumpun tidak diketahui")
SOURCE_UNKNOWN = _("sumber tidak diketahui")
OFFICIAL = (Purpose.MAPPING, Purpose.FILLING)


def count_competencies(review: GapReview) -> pd.DataFrame:
    """Return one row per required competency, in the order of `review.names`.

    Columns kompetensi, syarat (people who need it), n (of them rated), kurang (below the level),
    hilang (per cent not rated), kekurangan (mean shortfall of the rated, levels), gap (mean).
    """
    return _count(review.cells, ["kompetensi"])


def count_units(review: GapReview) -> pd.DataFrame:
    """Return one row per unit and competency: unit_id, nama, and as `count_competencies`."""
    units = review.people["unit_id"]
    cells = review.cells.assign(unit_id=units.reindex(review.cells["nip"]).to_numpy())
    table = _count(cells, ["unit_id", "kompetensi"])
    return _add_names(table, review).sort_values(["nama", "unit_id"], kind="stable")


def count_families(review: GapReview) -> pd.DataFrame:
    """Return one row per job family: rumpun, pegawai, n (rated), kurang (people), kekurangan.

    kekurangan is the mean of the persons' total shortfalls, over rated people.
    """
    people = review.people.assign(rumpun=review.people["rumpun"].fillna(FAMILY_UNKNOWN))
    people = people.assign(ada=people["dinilai"] > 0, orang_kurang=people["kurang"] > 0)
    grouped = people.groupby("rumpun", sort=True)
    return pd.DataFrame(
        {
            "pegawai": grouped.size(),
            "n": grouped["ada"].sum(),
            "kurang": grouped["orang_kurang"].sum(),
            "kekurangan": grouped["total"].mean(),
        }
    ).reset_index()


def count_missing(review: GapReview) -> pd.DataFrame:
    """Return one row per unit with people whose gaps can be computed, by name.

    Columns unit_id, nama, n (people), dinilai (people with all required competencies rated),
    tanpa (people with none), hilang (per cent of required levels), kedaluwarsa and ganda (required
    levels with that reason).
    """
    people, cells = review.people, review.cells
    flags = people.assign(
        lengkap=people["dinilai"] == people["syarat"], kosong=people["dinilai"] == 0
    )
    grouped = flags.groupby("unit_id", sort=True)
    needed, known = grouped["syarat"].sum(), grouped["dinilai"].sum()
    reason = cells["alasan"].astype(str).to_numpy()
    unit = people["unit_id"].reindex(cells["nip"]).to_numpy()
    table = pd.DataFrame(
        {
            "n": grouped.size(),
            "dinilai": grouped["lengkap"].sum(),
            "tanpa": grouped["kosong"].sum(),
            "hilang": 100.0 * (needed - known) / needed.where(needed > 0),
            "kedaluwarsa": pd.Series(unit[reason == EXPIRED]).value_counts(),
            "ganda": pd.Series(unit[reason == CONFLICT]).value_counts(),
        }
    ).reindex(grouped.size().index)
    counts = ["kedaluwarsa", "ganda"]
    table = table.assign(**{name: table[name].fillna(0).astype(int) for name in counts})
    return _add_names(table.reset_index(names="unit_id"), review).sort_values("nama", kind="stable")


def count_sources(review: GapReview) -> pd.DataFrame:
    """Return valid ratings by source: sumber, n (people), nilai (ratings), umur (median months).

    `segera` counts the ratings whose validity ends within `limits.soon_months`.
    """
    cells = review.cells[review.cells["tingkat"].notna()]
    as_of = pd.Timestamp(review.evidence.reference_date)
    years = int(review.evidence.rules["jpm.berlaku_tahun"])
    days = {day: add_years(day.date(), years) for day in cells["tanggal"].unique()}
    soon = as_of + pd.DateOffset(months=review.limits.soon_months)
    ends = pd.to_datetime(cells["tanggal"].map(days))
    age = (as_of - cells["tanggal"]).dt.days / 30.4375
    rows = cells.assign(umur=age, segera=ends <= soon, sumber=cells["sumber"].astype(object))
    rows = rows.assign(sumber=rows["sumber"].fillna(SOURCE_UNKNOWN))
    grouped = rows.groupby("sumber", sort=False)
    table = pd.DataFrame(
        {
            "n": grouped["nip"].nunique(),
            "nilai": grouped.size(),
            "umur": grouped["umur"].median(),
            "segera": grouped["segera"].sum(),
        }
    )
    order = [name for name in (*SOURCES, SOURCE_UNKNOWN) if name in table.index]
    return table.reindex(order).reset_index(names="sumber")


def _count(cells: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Count cells by keys; groups without a required level are left out."""
    rows = cells.assign(ada=cells["tingkat"].notna(), bawah=cells["kekurangan"] > 0)
    grouped = rows.groupby(keys, observed=True, sort=True)
    size, known = grouped.size(), grouped["ada"].sum()
    table = pd.DataFrame(
        {
            "syarat": size,
            "n": known,
            "kurang": grouped["bawah"].sum(),
            "hilang": 100.0 * (size - known) / size,
            "kekurangan": grouped["kekurangan"].mean(),
            "gap": grouped["gap"].mean(),
        }
    )
    return table.reset_index()


def _add_names(table: pd.DataFrame, review: GapReview) -> pd.DataFrame:
    return table.assign(nama=review.evidence.name_units(table["unit_id"]))


def list_unrated(review: GapReview) -> pd.DataFrame:
    """List the people with a required level that has no valid rating, by unit and name.

    Columns nip, nama, unit, alasan, kompetensi (how many lack for that reason); one row per person
    and reason. The order says nothing about the people.
    """
    cells = review.cells[review.cells["tingkat"].isna()]
    rows = cells[["nip", "alasan"]].astype("str")
    table = rows.groupby(["nip", "alasan"]).size().reset_index(name="kompetensi")
    staff = review.evidence.staff["nama"].reindex(table["nip"])
    unit = review.people["unit_id"].reindex(table["nip"])
    names = review.evidence.name_units(unit)
    table = table.assign(nama=staff.to_numpy(), unit=names.to_numpy())
    return table.sort_values(["unit", "nama", "nip", "alasan"], ignore_index=True)


def count_classes(review: GapReview) -> pd.DataFrame:
    """Count people by class of JPM on both official scales: tujuan, kelas, pegawai, n.

    n is the people with a match.
    """
    rows = []
    for purpose in OFFICIAL:
        counts = review.classes(purpose).value_counts()
        rows += [
            (str(purpose), band.name, int(counts.get(band.name, 0)), int(counts.sum()))
            for band in SCALES[purpose].bands
        ]
    return pd.DataFrame(rows, columns=["tujuan", "kelas", "pegawai", "n"])
