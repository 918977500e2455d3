"""How much each indicator carries: plan items of people, and kinds of activity of units."""

from __future__ import annotations

import pandas as pd

FEWEST_USED, FEWEST_NAMED = 3, 10


def count_load(
    cards: pd.DataFrame, items: pd.DataFrame, activities: pd.DataFrame, factor: float
) -> pd.DataFrame:
    """Count what names each indicator, and mark those that carry too much.

    Parameters
    ----------
    cards : DataFrame
        Indicators by code, with nama.
    items : DataFrame
        Main plan items in force with nip and iku_id.
    activities : DataFrame
        Activities with unit_id, jenis and iku_id (missing where none is named).
    factor : float
        See `mark_overload`.

    Returns
    -------
    DataFrame
        By code: nama, butir (items), pegawai (people who have them), program (kinds of activity of
        a unit; repeated sessions of one kind count once), kegiatan (all sessions), lebih_butir,
        lebih_program (bool).
    """
    named = items.dropna(subset="iku_id")
    held = activities.dropna(subset="iku_id")
    kinds = held.drop_duplicates(["unit_id", "jenis", "iku_id"])
    counts = {
        "butir": named["iku_id"].value_counts(),
        "pegawai": named.drop_duplicates(["nip", "iku_id"])["iku_id"].value_counts(),
        "program": kinds["iku_id"].value_counts(),
        "kegiatan": held["iku_id"].value_counts(),
    }
    table = cards[["nama"]].assign(
        **{name: c.reindex(cards.index).fillna(0).astype(int) for name, c in counts.items()}
    )
    return table.assign(
        lebih_butir=mark_overload(table["butir"], factor),
        lebih_program=mark_overload(table["program"], factor),
    )


def mark_overload(counts: pd.Series, factor: float) -> pd.Series:
    """Mark the indicators named more than `factor` times the mean of the others that are named.

    The mean leaves out the indicator itself, which would hide its own load. Where fewer than
    `FEWEST_USED` indicators are named, or one fewer than `FEWEST_NAMED` times, nothing is marked.
    """
    used = int((counts > 0).sum())
    if used < FEWEST_USED:
        return pd.Series(False, index=counts.index)
    others = (counts.sum() - counts) / (used - 1)
    return (counts > factor * others) & (counts >= FEWEST_NAMED)
