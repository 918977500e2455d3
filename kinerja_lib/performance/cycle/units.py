"""Compliance with the cycle by unit: late stages, appraisal, dialogue and reports."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.basis.arithmetic import percent
from kinerja_lib.performance.cycle.stages import LATE, ON_TIME, OVERDUE
from kinerja_lib.tables.choices import STAGES

ABOVE, WITHIN = "di atas batas", "dalam batas"
SMALL, UNKNOWN = "unit kecil", "tidak dapat dihitung"
CLASSES = (ABOVE, WITHIN, SMALL, UNKNOWN)
_JUDGED = (ON_TIME, LATE, OVERDUE)


def find_late_stage(states: pd.DataFrame, limit: float, smallest: int) -> pd.DataFrame:
    """Find of each unit the first stage that more than `limit` per cent completed late.

    Parameters
    ----------
    states : DataFrame
        From `sort_states`.
    limit : float
        Per cent.
    smallest : int
        People with a record that a stage of a unit needs to be judged.

    Returns
    -------
    DataFrame
        By unit: tahap_awal (first stage above the limit; missing where none is), tercatat (people
        with a record and a passed deadline at that stage, or at the stage with the largest late
        share), terlambat (of them late or overdue), persen.

    Notes
    -----
    Lateness is carried on from one stage to the next, so the first one above the limit tells where
    to look. A stage that is not due or without a deadline is not judged.
    """
    judged = states[states["keadaan"].isin(_JUDGED)]
    late = judged["keadaan"] != ON_TIME
    groups = late.groupby([judged["unit_id"], judged["tahap"]])
    table = groups.agg(["size", "sum"]).set_axis(["tercatat", "terlambat"], axis=1).reset_index()
    table = table.assign(
        persen=percent(table["terlambat"], table["tercatat"]),
        urutan=table["tahap"].map({name: i for i, name in enumerate(STAGES)}),
    )
    table = table[table["tercatat"] >= smallest]
    above = table["persen"] > limit
    first = table[above].sort_values("urutan", kind="stable").drop_duplicates("unit_id")
    rest = table[~table["unit_id"].isin(first["unit_id"])]
    rest = rest.sort_values("persen", ascending=False, kind="stable").drop_duplicates("unit_id")
    named = pd.concat([first.assign(tahap_awal=first["tahap"]), rest.assign(tahap_awal=None)])
    columns = ["tahap_awal", "tercatat", "terlambat", "persen"]
    return named.set_index("unit_id")[columns]


def class_units(table: pd.DataFrame, limit: float, smallest: int) -> pd.Series:
    """Compare each unit's late share with the limit; units with few people are not compared."""
    kind = pd.Series(WITHIN, index=table.index)
    kind = kind.mask(table["persen"] > limit, ABOVE).mask(table["persen"].isna(), UNKNOWN)
    return kind.mask(table["pegawai"] < smallest, SMALL)


def share_by_unit(people: pd.DataFrame, who: frozenset[str] | None) -> pd.Series:
    """Give the share of a unit's people who are among `who`; missing where that is not known."""
    if who is None:
        return pd.Series(np.nan, index=people["unit_id"].unique())
    return (
        100.0 * pd.Series(people.index.isin(who), index=people["unit_id"]).groupby(level=0).mean()
    )
