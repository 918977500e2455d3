"""What the plan closes of each competency, and why the rest remains."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from kinerja_lib.allocation import explain
from kinerja_lib.competency.plan.review import PlanReview
from kinerja_lib.i18n import _
from kinerja_lib.publish.phrases import FEWEST
from kinerja_lib.tables.choices import COMPETENCIES

CLOSED, COURSE, SEAT, MONEY, LIMIT = "tertutup", "pelatihan", "tempat", "uang", "batas"
PARTS = (CLOSED, COURSE, SEAT, MONEY, LIMIT)
OTHERS = _("Kompetensi lain, gabungan")
_PART_OF: Mapping[str, str] = {
    explain.SEAT: SEAT,
    explain.FEW: SEAT,
    explain.CLOSED: SEAT,
    explain.MONEY: MONEY,
    explain.CLASH: LIMIT,
    explain.HOURS: LIMIT,
    explain.LOAD: LIMIT,
    explain.CHOICE: LIMIT,
}
_KEYS = ["nip", "kompetensi"]


def close_needs(review: PlanReview) -> pd.DataFrame:
    """Share the need of each competency into what is closed and what remains, by cause.

    Returns
    -------
    DataFrame
        kompetensi, n (people with a gap), kebutuhan (levels of all gaps), and the `PARTS` of it,
        which add up to kebutuhan: tertutup (each gap once), pelatihan (no course that the plan can
        use is for these levels), and what courses could close but the plan does not, by what
        stands in the way first: tempat (classes full or not opened), uang, batas (hours, number of
        courses and calendar of the person, or another need that came first). The usual order of
        competencies, technical ones behind by name, last `OTHERS`: those with fewer people than
        may be shown, joined, so that no row can be worked out from the total. People who were not
        rated do not count.
    """
    gaps = review.needs.needs[[*_KEYS, "kekurangan"]]
    cells = gaps.merge(_sum_pairs(review), how="left", on=_KEYS)
    numbers = cells[["naik", "dapat"]].fillna(0.0)
    most = cells["kekurangan"]
    closed = np.minimum(numbers["naik"], most)
    reach = np.maximum(np.minimum(numbers["dapat"], most) - closed, 0.0)
    cause = cells["sebab"].map(_PART_OF).fillna(LIMIT)
    parts = {CLOSED: closed, COURSE: most - closed - reach}
    parts |= {name: reach.where(cause == name, 0.0) for name in (SEAT, MONEY, LIMIT)}
    cells = cells.assign(kebutuhan=most, kompetensi=_join_small(cells), **parts)
    grouped = cells.groupby("kompetensi")
    table = grouped[["kebutuhan", *PARTS]].sum()
    table.insert(0, "n", grouped["nip"].nunique())
    order = sorted(table.index, key=_place)
    return table.loc[order].rename_axis("kompetensi").reset_index()


def _join_small(cells: pd.DataFrame) -> pd.Series:
    """Name small competencies `OTHERS`, and the next ones until they have enough people."""
    names = cells["kompetensi"]
    sizes = cells.groupby("kompetensi")["nip"].nunique().sort_values(kind="stable")
    number = int((sizes < FEWEST).sum())
    while 0 < number < len(sizes):
        inside = names.isin(sizes.index[:number])
        if cells.loc[inside, "nip"].nunique() >= FEWEST:
            break
        number += 1
    return names.mask(names.isin(sizes.index[:number]), OTHERS)


def _place(name: str) -> tuple[int, str]:
    known = list(COMPETENCIES)
    place = known.index(name) if name in known else len(known) + (name == OTHERS)
    return (place, name)


def _sum_pairs(review: PlanReview) -> pd.DataFrame:
    """Give per person and competency the levels chosen and possible, and why the rest was not.

    Columns naik, dapat (levels that all courses could raise), sebab (code of the course that would
    raise most; among equals the first by its code).
    """
    rows = review.rows.assign(chosen=review.plan.chosen, sebab=review.causes)
    rows = rows[rows["naik"] > 0]
    rows = rows.assign(
        kompetensi=rows["kompetensi"].astype(str), diberi=rows["naik"].where(rows["chosen"], 0.0)
    )
    sums = rows.groupby(_KEYS)[["diberi", "naik"]].sum()
    sums = sums.rename(columns={"diberi": "naik", "naik": "dapat"})
    left = rows[~rows["chosen"]].sort_values("naik", ascending=False, kind="stable")
    first = left.drop_duplicates(_KEYS).set_index(_KEYS)["sebab"]
    return sums.assign(sebab=first.reindex(sums.index)).reset_index()
