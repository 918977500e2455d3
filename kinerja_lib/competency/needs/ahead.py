"""Standards and policies that come into force later: what they will ask, apart from today.

Rule `pelatihan.pemicu_standar_baru`: a standard or policy that comes into force after the reference
date is never part of today's gap. It counts as need of the planned year where it comes into force
by the last day of that year, and later ones are only shown.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.competency.gaps.ratings import SOURCES, Validity, choose_ratings
from kinerja_lib.competency.gaps.required import find_required
from kinerja_lib.competency.gaps.review import GapReview

COLUMNS = (
    "nip",
    "kompetensi",
    "berlaku",
    "syarat_kini",
    "syarat",
    "tingkat",
    "tambahan",
    *("dihitung", "sumber", "tanggal"),
)


def find_ahead(gaps: GapReview, year: int) -> pd.DataFrame:
    """Find what posts will require more than before, from each later day on.

    Parameters
    ----------
    gaps : GapReview
    year : int
        Planned year.

    Returns
    -------
    DataFrame
        `COLUMNS`, one row per active person, competency and day on which the post asks more than
        ever before: berlaku (that day), syarat_kini (the most asked until then, NaN where it was
        not required), syarat, tingkat (rated, NaN missing), tambahan (levels short beyond those
        short before, NaN where not rated), dihitung (whether the day lies in or before the planned
        year), sumber and tanggal of the rating.
    """
    evidence = gaps.evidence
    days = _list_days(evidence)
    staff = gaps.staff[gaps.staff["jabatan_id"].notna()]
    parts, before = [], gaps.required.levels
    for day in days:
        after = find_required(evidence, day).levels
        names = before.columns.union(after.columns, sort=False)
        index = before.index.union(after.index)
        old, new = (table.reindex(index=index, columns=names) for table in (before, after))
        raised = _list_raised(old, new)
        parts.append(raised.assign(berlaku=pd.Timestamp(day), dihitung=day.year <= year))
        before = old.where(old >= new, new).fillna(old)  # a lower standard closes no gap
    posts = pd.concat(parts, ignore_index=True) if parts else _list_raised(before, before)
    rows = staff[["jabatan_id"]].reset_index(names="nip").merge(posts, on="jabatan_id")
    rows = rows.merge(_rate(gaps, rows), how="left", on=["nip", "kompetensi"])
    short = (rows["syarat"] - rows["tingkat"]).clip(lower=0.0)
    until = (rows["syarat_kini"].fillna(0.0) - rows["tingkat"]).clip(lower=0.0)
    rows = rows.assign(tambahan=short - until)
    return rows.reindex(columns=list(COLUMNS)).sort_values(
        ["nip", "kompetensi", "berlaku"], ignore_index=True
    )


def _list_days(evidence: Evidence) -> list[dt.date]:
    since = evidence.frame("standar_kompetensi", ["berlaku_sejak"])["berlaku_sejak"]
    later = since[since > pd.Timestamp(evidence.reference_date)]
    return [day.date() for day in sorted(later.unique())]


def _list_raised(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """List posts and competencies that ask more than before: syarat_kini, syarat."""
    more = (new > old) | (new.notna() & old.isna())
    row, column = np.nonzero(more.to_numpy(dtype=bool))
    return pd.DataFrame(
        {
            "jabatan_id": new.index.to_numpy(dtype=object)[row],
            "kompetensi": new.columns.to_numpy(dtype=object)[column],
            "syarat_kini": old.to_numpy(dtype=float)[row, column],
            "syarat": new.to_numpy(dtype=float)[row, column],
        }
    )


def _rate(gaps: GapReview, rows: pd.DataFrame) -> pd.DataFrame:
    """Give the level that holds of each person and competency, its source and date; else NaN."""
    evidence = gaps.evidence
    people, names = pd.Index(rows["nip"].unique()), list(rows["kompetensi"].unique())
    if not len(people):
        empty = pd.DataFrame(columns=["nip", "kompetensi", "tingkat", "sumber", "tanggal"])
        return empty.astype({"tingkat": float, "tanggal": "datetime64[s]"})
    validity = Validity(evidence.reference_date, int(evidence.rules["jpm.berlaku_tahun"]))
    columns = ["nip", "kompetensi", "tingkat", "tanggal", "sumber"]
    found = choose_ratings(evidence.frame("kompetensi", columns), people, names, validity)
    return pd.DataFrame(
        {
            "nip": np.repeat(people, len(names)),
            "kompetensi": np.tile(np.array(names, dtype=object), len(people)),
            "tingkat": found.level.ravel(),
            "sumber": np.array([*SOURCES, ""], dtype=object)[found.source.ravel()],
            "tanggal": found.day.ravel().astype("datetime64[s]"),
        }
    )


def count_ahead(ahead: pd.DataFrame) -> pd.DataFrame:
    """Count by day and competency who will be asked more.

    Columns berlaku, kompetensi, dihitung, n (people whose post asks more), dinilai (of them rated),
    kurang (of them short beyond today), tambahan (levels short beyond today, of those rated).
    """
    rows = ahead.assign(ada=ahead["tingkat"].notna(), lebih=ahead["tambahan"] > 0)
    grouped = rows.groupby(["berlaku", "kompetensi", "dihitung"])
    table = pd.DataFrame(
        {
            "n": grouped.size(),
            "dinilai": grouped["ada"].sum(),
            "kurang": grouped["lebih"].sum(),
            "tambahan": grouped["tambahan"].sum(),
        }
    )
    return table.reset_index()


def plan_cells(gaps: GapReview, ahead: pd.DataFrame) -> pd.DataFrame:
    """Give the cells of `GapReview.cells` as the planned year asks them.

    Columns of those cells, and syarat_kini (level asked today, NaN where it is not required).
    syarat, gap and kekurangan are those of the planned year, at least those of today: a standard
    that falls later does not take away a gap of today. kompetensi is text.
    """
    cells = gaps.cells.assign(kompetensi=gaps.cells["kompetensi"].astype(str))
    cells = cells.assign(syarat_kini=cells["syarat"])
    counted = ahead[ahead["dihitung"].astype(bool)]
    last = counted.drop_duplicates(["nip", "kompetensi"], keep="last")
    if not len(last):
        return cells
    keys = ["nip", "kompetensi"]
    coming = last[[*keys, "syarat", "tingkat", "sumber", "tanggal"]]
    rows = cells.merge(coming, how="outer", on=keys, suffixes=("", "_nanti"))
    level = rows["tingkat"].fillna(rows["tingkat_nanti"])
    asked = rows["syarat_nanti"].fillna(rows["syarat"])
    asked = asked.where(~(asked < rows["syarat"]), rows["syarat"])
    gap = level - asked
    return rows.assign(
        **{"syarat": asked, "tingkat": level, "gap": gap},
        kekurangan=(-gap).clip(lower=0.0) + 0.0,
        sumber=rows["sumber"].astype(object).fillna(rows["sumber_nanti"]),
        tanggal=rows["tanggal"].fillna(rows["tanggal_nanti"]),
    ).drop(columns=[f"{name}_nanti" for name in ("syarat", "tingkat", "sumber", "tanggal")])
