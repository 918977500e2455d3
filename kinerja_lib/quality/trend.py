"""How the quarantined share moves over quarters and years."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.quality.deadlines import read_span
from kinerja_lib.quality.grades import percent
from kinerja_lib.quality.scorecard import title_of

QUARTERS_SHOWN = 12
YEARS_SHOWN = 4


def follow_quarters(periods: pd.DataFrame, last_day: dt.date) -> pd.DataFrame:
    """Add rows in and quarantined rows up per quarter, for all tables and for each.

    Parameters
    ----------
    periods : DataFrame
        Columns table, period, rows_in, quarantined. Periods of a whole year are left out.
    last_day : date
        Last day of the report's period; what begins later is left out.

    Returns
    -------
    DataFrame
        Columns table ("" for all tables together), judul, triwulan (such as 2026-TW3), urutan
        (quarters since year 0), rows_in, quarantined, persen (NaN without rows). A period belongs
        to the quarter it ends in; one that is still running to the report's last quarter. At most
        the last `QUARTERS_SHOWN` quarters; a quarter without rows is kept for all tables together.
    """
    columns = ["table", "judul", "triwulan", "urutan", "rows_in", "quarantined", "persen"]
    numbers = [_quarter(period, last_day) for period in periods["period"]]
    kept = periods.assign(urutan=numbers).dropna(subset="urutan")
    if kept.empty:
        return pd.DataFrame(columns=columns)
    kept = kept.astype({"urutan": int})
    last = int(kept["urutan"].max())
    kept = kept[kept["urutan"] > last - QUARTERS_SHOWN]
    sums = kept.groupby(["table", "urutan"])[["rows_in", "quarantined"]].sum().reset_index()
    span = range(int(kept["urutan"].min()), last + 1)
    together = kept.groupby("urutan")[["rows_in", "quarantined"]].sum().reindex(span, fill_value=0)
    frame = pd.concat([together.reset_index().assign(table=""), sums], ignore_index=True)
    return frame.assign(
        judul=[title_of(name) if name else _("Semua tabel") for name in frame["table"]],
        triwulan=[f"{(n - 1) // 4}-TW{(n - 1) % 4 + 1}" for n in frame["urutan"]],
        persen=[percent(q, n) for q, n in zip(frame["quarantined"], frame["rows_in"], strict=True)],
    )[columns]


def _quarter(period: object, last_day: dt.date) -> int | None:
    """Give the number of the quarter a period ends in, since year 0; None when it is not used."""
    span = read_span(period)
    if span is None or span[0] > last_day:
        return None
    if (span[1] - span[0]).days > 200:  # a whole year says nothing of its quarters
        return None
    day = min(span[1], last_day)
    return day.year * 4 + (day.month + 2) // 3


def follow_years(periods: pd.DataFrame, last_day: dt.date) -> pd.DataFrame:
    """Add rows in and quarantined rows up per year, for all tables and for each.

    Parameters
    ----------
    periods, last_day
        As in `follow_quarters`; periods of every length are used.

    Returns
    -------
    DataFrame
        Columns table ("" for all tables together, first), judul, tahun, rows_in, quarantined,
        persen (NaN without rows); at most the last `YEARS_SHOWN` years.
    """
    spans = [read_span(period) for period in periods["period"]]
    used = [span is not None and span[0] <= last_day for span in spans]
    dated = periods.assign(tahun=[span[1].year if span else 0 for span in spans])
    kept = dated[np.array(used, dtype=bool)]
    kept = kept[kept["tahun"] > kept["tahun"].max() - YEARS_SHOWN]
    counts = ["rows_in", "quarantined"]
    together = kept.groupby("tahun")[counts].sum().reset_index().assign(table="")
    sums = kept.groupby(["table", "tahun"], sort=False)[counts].sum().reset_index()
    frame = pd.concat([together, sums], ignore_index=True)
    return frame.assign(
        judul=[title_of(name) if name else _("Semua tabel") for name in frame["table"]],
        persen=[percent(q, n) for q, n in zip(frame["quarantined"], frame["rows_in"], strict=True)],
    )[["table", "judul", "tahun", "rows_in", "quarantined", "persen"]]
