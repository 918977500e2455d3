"""Lay out series on a common grid of periods, and project them with their plan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja_lib.stats.projection import Pace, Projection, find_totals, project_level, project_total

ADDS_UP = "kumulatif"  # on the card: values since the start of the year
_PARTS = ("value", "low", "high", "slope", "n", "reason")


@dataclass(frozen=True)
class SeriesGrid:
    """Hold series of one frequency.

    Parameters
    ----------
    actual, plan, target : float array of shape (series, periods)
        Values since the last break, planned values, and middle of the target; NaN is missing.
    month : int array of shape (periods,)
        Last month of each period, year * 12 + month, rising.
    """

    actual: np.ndarray
    plan: np.ndarray
    target: np.ndarray
    month: np.ndarray

    @property
    def year(self) -> np.ndarray:
        """Year of each period."""
        return (self.month - 1) // 12


def gather_series(judged: pd.DataFrame, keys: pd.MultiIndex) -> SeriesGrid:
    """Lay out the rows of some series, blank before the last break of each.

    Parameters
    ----------
    judged : DataFrame
        iku_id, unit_id, bulan, segmen, realisasi, rencana, target_bawah, target_atas.
    keys : MultiIndex
        iku_id and unit_id of the series, in the order wanted.
    """
    rows = judged.set_index(["iku_id", "unit_id"])
    rows = rows[rows.index.isin(keys)]
    last = rows.groupby(level=[0, 1])["segmen"].max().reindex(rows.index)
    rows = rows[rows["segmen"].to_numpy() == last.to_numpy()]
    rows = rows.assign(target=rows[["target_bawah", "target_atas"]].mean(axis=1))
    month = np.sort(rows["bulan"].unique())
    rows = rows.reset_index().drop_duplicates(["iku_id", "unit_id", "bulan"], keep="last")
    wide = rows.set_index(["iku_id", "unit_id", "bulan"])
    parts = {}
    for name in ("realisasi", "rencana", "target"):
        table = wide[name].unstack("bulan").reindex(index=keys, columns=month)
        parts[name] = table.to_numpy(dtype=float)
    return SeriesGrid(parts["realisasi"], parts["rencana"], parts["target"], month)


def find_adding(grid: SeriesGrid, declared: pd.Series) -> np.ndarray:
    """Tell which series add up within the year: as their card says, else as their plan looks.

    Parameters
    ----------
    grid : SeriesGrid
    declared : Series of shape (series,)
        `iku.akumulasi`, missing where the card says nothing. An amount then is what starts anew
        each January (`find_totals`), seen from the plan, or from the values where there is none.

    Returns
    -------
    bool array of shape (series,)
    """
    seen = np.where(_unplanned(grid)[:, None], grid.actual, grid.plan)
    guess = find_totals(seen, grid.year) if len(grid.month) else np.zeros(len(declared), dtype=bool)
    return np.where(declared.isna(), guess, declared.eq(ADDS_UP).to_numpy(dtype=bool))


def _unplanned(grid: SeriesGrid) -> np.ndarray:
    return ~np.isfinite(grid.plan).any(axis=1)


def project_series(
    grid: SeriesGrid, adds_up: np.ndarray, end: np.ndarray, year: int, pace: Pace
) -> Projection:
    """Project each series to December of a year, as an amount or as a level.

    Parameters
    ----------
    grid : SeriesGrid
    adds_up : bool array of shape (series,)
        Of `find_adding`.
    end : float array of shape (series,)
        What is planned for the end of the year.
    year : int
    pace : Pace

    Notes
    -----
    Without a plan, a twelfth of the target of an amount is planned each month, and a level is
    planned to be at its target.
    """
    if not len(grid.month):
        return _nothing(len(end), pace)
    part = (grid.month - grid.year * 12) / 12
    assumed = np.where(adds_up[:, None], grid.target * part, grid.target)
    plan = np.where(_unplanned(grid)[:, None], assumed, grid.plan)
    found = _nothing(len(end), pace)
    for chosen in (adds_up, ~adds_up):
        if chosen.any():
            own = SeriesGrid(grid.actual[chosen], plan[chosen], grid.target[chosen], grid.month)
            found = _put(found, chosen, _project(own, end[chosen], year, pace, adds_up[chosen][0]))
    return found


def find_limits(series: pd.DataFrame, cards: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Find between which values each series can end.

    Parameters
    ----------
    series : DataFrame
        iku_id and satuan.
    cards : DataFrame
        iku_id, rumus, nilai_min and nilai_maks.
    rows : DataFrame
        iku_id, realisasi, rencana, target_bawah and target_atas of all periods.

    Returns
    -------
    DataFrame
        Index of `series`; terkecil and terbesar, infinite where open. Where the card declares one
        of both, the card holds, and the other is open. Else a share in per cent lies within 0 to
        100; open are then: every other unit, a change (its formula subtracts), the upper side where
        plan or target goes beyond 100, the lower side where something is negative.
    """
    aims = rows[["rencana", "target_bawah", "target_atas"]].astype(float)
    least = aims.min(axis=1).combine(rows["realisasi"].astype(float), np.fmin)
    least = least.groupby(rows["iku_id"]).min()
    most = aims.max(axis=1).groupby(rows["iku_id"]).max()
    cards = cards.drop_duplicates("iku_id").set_index("iku_id")
    formula = cards["rumus"].fillna("").astype(str)
    code = series["iku_id"]
    changes = (
        code.map(formula.str.contains(r"\s[-\u2212]\s", regex=True)).fillna(False).astype(bool)
    )
    share = series["satuan"].isin(["persen", "%"]) & ~changes
    floor = np.where(share & ~(code.map(least) < 0), 0.0, -np.inf)
    ceiling = np.where(share & ~(code.map(most) > 100), 100.0, np.inf)
    least, most = (code.map(cards[name].astype(float)) for name in ("nilai_min", "nilai_maks"))
    open_card = least.isna() & most.isna()
    return pd.DataFrame(
        {
            "terkecil": least.fillna(-np.inf).where(~open_card, floor),
            "terbesar": most.fillna(np.inf).where(~open_card, ceiling),
        }
    )


def _project(grid: SeriesGrid, end: np.ndarray, year: int, pace: Pace, adds_up: bool) -> Projection:
    time = grid.month.astype(float)
    if adds_up:
        return project_total(grid.actual, grid.plan, (time, grid.year), end, pace)
    return project_level(grid.actual, grid.plan, time, (year * 12.0 + 12.0, end), pace)


def _nothing(count: int, pace: Pace) -> Projection:
    blank = np.full(count, np.nan)
    few = np.full(count, f"n < {pace.minimum}", dtype=object)
    return Projection(blank, blank, blank, blank, np.zeros(count, dtype=int), few)


def _put(found: Projection, chosen: np.ndarray, part: Projection) -> Projection:
    """Write the projections of some series over those found so far."""
    merged = []
    for name in _PARTS:
        values = getattr(found, name).copy()
        values[chosen] = getattr(part, name)
        merged.append(values)
    return Projection(*merged)
