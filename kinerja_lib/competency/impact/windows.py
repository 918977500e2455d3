"""Months before and after a programme, and what units did in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

BLOCK = 3  # months of one point of a chart


@dataclass(frozen=True)
class Windows:
    """Name the months on both sides; those in which the programme ran belong to neither.

    Parameters
    ----------
    start, end : Timestamp
        First and last day of the programme.
    months : int
        Months on each side.
    settle : int
        Months after the end that belong to no side either.
    """

    start: pd.Timestamp
    end: pd.Timestamp
    months: int
    settle: int = 0

    @property
    def before(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """First and last month before the month of the start."""
        month = self.start.to_period("M")
        return (month - self.months).to_timestamp(), (month - 1).to_timestamp()

    @property
    def after(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """First and last month after the month of the end and those of settling."""
        month = self.end.to_period("M") + self.settle
        return (month + 1).to_timestamp(), (month + self.months).to_timestamp()

    @property
    def halves(self) -> tuple[tuple[pd.Timestamp, pd.Timestamp], ...]:
        """Give the first and second half of the months before, for the check of trends."""
        month, half = self.start.to_period("M"), self.months // 2
        middle = (month - half).to_timestamp()
        return (self.before[0], (month - half - 1).to_timestamp()), (middle, self.before[1])


def change_of_units(
    rows: pd.DataFrame,
    before: tuple[pd.Timestamp, pd.Timestamp],
    after: tuple[pd.Timestamp, pd.Timestamp],
    least: tuple[int, float],
) -> pd.DataFrame:
    """Measure each unit's change between two windows.

    Parameters
    ----------
    rows : DataFrame
        unit_id, lapis, bulan, total, bobot, dilatih: the work of one measure.
    before, after : (Timestamp, Timestamp)
        First and last month of each window.
    least : (int, float)
        Fewest months and smallest sum of bobot of a layer on each side.

    Returns
    -------
    DataFrame
        unit_id, dilatih, sebelum, sesudah, ubah: means over the layers that a unit has on both
        sides; missing for a unit without such a layer. Layers count alike, so a change in their
        mix is no change.
    """
    first, second = (_mean_of(rows, window, least) for window in (before, after))
    both = first.to_frame("sebelum").join(second.to_frame("sesudah"), how="inner")
    units = both.groupby("unit_id").mean()
    units = units.assign(ubah=units["sesudah"] - units["sebelum"])
    names = rows[["unit_id", "dilatih"]].drop_duplicates().set_index("unit_id")
    return names.join(units).sort_index().reset_index()


def _mean_of(
    rows: pd.DataFrame, window: tuple[pd.Timestamp, pd.Timestamp], least: tuple[int, float]
) -> pd.Series:
    own = rows[rows["bulan"].between(*window)]
    sums = own.groupby(["unit_id", "lapis"]).agg(
        total=("total", "sum"), bobot=("bobot", "sum"), bulan=("bulan", "nunique")
    )
    sums = sums[(sums["bulan"] >= least[0]) & (sums["bobot"] >= least[1])]
    return sums["total"] / sums["bobot"]


def measure_blocks(rows: pd.DataFrame, windows: Windows) -> pd.DataFrame:
    """Measure the course of trained and other units around a programme, in blocks of three months.

    Returns
    -------
    DataFrame
        blok (-4 to 4 without 0: the first three months before are -1, after are 1), dilatih, nilai
        (mean of the units' distance from their own mean before), unit (units behind it).
    """
    month = rows["bulan"].dt.to_period("M").astype("int64")
    since = month - windows.end.to_period("M").ordinal - windows.settle
    until = windows.start.to_period("M").ordinal - month
    block = np.where(since > 0, (since + BLOCK - 1) // BLOCK, -((until + BLOCK - 1) // BLOCK))
    near = ((since > 0) & (since <= windows.months)) | ((until > 0) & (until <= windows.months))
    own = rows.assign(blok=block)[near]
    sums = own.groupby(["unit_id", "lapis", "blok", "dilatih"], as_index=False)[
        ["total", "bobot"]
    ].sum()
    base = own[own["blok"] < 0].groupby(["unit_id", "lapis"])[["total", "bobot"]].sum()
    level = (base["total"] / base["bobot"]).rename("dasar").reset_index()
    sums = sums.merge(level, on=["unit_id", "lapis"])
    sums = sums.assign(nilai=sums["total"] / sums["bobot"] - sums["dasar"])
    each = sums.groupby(["blok", "dilatih", "unit_id"], as_index=False)["nilai"].mean()
    table = each.groupby(["blok", "dilatih"]).agg(nilai=("nilai", "mean"), unit=("nilai", "size"))
    return table.reset_index()
