"""What a group of people lacks: its means, its name, its nearest group."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

NAMED = 3  # most competencies in a name
CLEAR = 0.5  # mean deficit, levels, from which a competency is in the name
COLUMNS = ["kelompok", "kompetensi", "gap", "kekurangan", "pangsa", "n"]


def describe_profiles(matrix: pd.DataFrame, kelompok: pd.Series) -> pd.DataFrame:
    """Return means of each group and competency, in the order of the columns.

    Columns kelompok, kompetensi, gap, kekurangan (levels, over known ratings), pangsa (share with
    a deficit of one level or more, 0 to 1) and n; NaN where nobody is rated.
    """
    parts = []
    for number in sorted(kelompok.dropna().unique()):
        own = matrix[(kelompok == number).fillna(False).to_numpy()]
        short = (-own).clip(lower=0).where(own.notna())
        n = own.notna().sum()
        part = {
            "kelompok": int(number),
            "kompetensi": [str(name) for name in own.columns],
            "gap": own.mean().to_numpy(),
            "kekurangan": short.mean().to_numpy(),
            "pangsa": ((short >= 1).sum() / n.where(n > 0)).to_numpy(),
            "n": n.to_numpy(),
        }
        parts.append(pd.DataFrame(part))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)


def describe_groups(profiles: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Return one row per group: kelompok, nama, n, pangsa, total, keyakinan, terdekat."""
    placed = members.dropna(subset="kelompok")
    table = placed.groupby("kelompok").agg(
        n=("total", "size"), total=("total", "mean"), keyakinan=("keyakinan", "mean")
    )
    table = table.reset_index().astype({"kelompok": int})
    names = [name_group(profiles[profiles["kelompok"] == k]) for k in table["kelompok"]]
    return table.assign(
        nama=names, pangsa=table["n"] / max(len(placed), 1), terdekat=_find_nearest(profiles)
    )


def name_group(profile: pd.DataFrame) -> tuple[str, ...]:
    """Name a group by the competencies it lacks most: at most three, and at least one.

    Only those with a mean deficit of `CLEAR` levels, and none after the largest drop in the row.
    """
    ordered = profile.dropna(subset="kekurangan").sort_values(
        ["kekurangan", "kompetensi"], ascending=[False, True]
    )
    short = ordered["kekurangan"].to_numpy()[: NAMED + 1]
    if not len(short):
        return ()
    clear = max(1, int((short[:NAMED] >= CLEAR).sum()))
    drops = [before - after for before, after in pairwise(short[: clear + 1])]
    return tuple(ordered["kompetensi"].iloc[: int(np.argmax(drops)) + 1 if drops else 1])


def _find_nearest(profiles: pd.DataFrame) -> list[int]:
    """Return for each group the one whose mean gaps are closest; 0 for a single group."""
    wide = profiles.pivot_table(index="kelompok", columns="kompetensi", values="gap", sort=True)
    centre = wide.fillna(0.0).to_numpy(dtype=float)
    if len(centre) < 2:
        return [0] * len(centre)
    distance = ((centre[:, None] - centre[None]) ** 2).sum(axis=2)
    np.fill_diagonal(distance, np.inf)
    return [int(wide.index[place]) for place in distance.argmin(axis=1)]
