"""Axis and labels of the chart of quarters."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.chart_style import Axes, Scale, box, line, write
from kinerja_lib.i18n import _, format_number
from kinerja_lib.quality.chart_rows import QUIET, share_text


def number_quarters(names: pd.Series) -> pd.Series:
    """Give numbers to quarters such as 2026-TW3 so that neighbours differ by one."""
    parts = names.astype(str).str.split("-TW", expand=True)
    if parts.empty:
        return names
    return parts[0].astype(int) * 4 + parts[1].astype(int)


def draw_axis(axes: Axes, ends: tuple[float, float], y: Scale, limit: float, top: float) -> None:
    """Draw the good zone with its edge, the base line and the labels of the axis."""
    left, right = ends
    lower = y(0.0)
    box(axes, left, y(limit), right - left, lower - y(limit), "zone")
    line(axes, [left, right], [y(limit)] * 2, width=2.5)
    line(axes, [left, right], [lower, lower], color="line2")
    for value in dict.fromkeys((0.0, limit, top / 1.15)):
        if value in (0.0, limit) or y(limit) - y(value) > 16:
            label = format_number(value, 1) + "%"
            write(axes, left - 8, y(value) + 4, label, align="right", **QUIET)


def label_quarters(axes: Axes, rows: pd.DataFrame, x: Scale, y: Scale, lower: float) -> None:
    """Write quarters and years under the axis and the last value above its mark."""
    write(axes, x.start - 22, lower + 20, _("TW"), align="right", **QUIET)
    for row in rows.itertuples(index=False):
        year, quarter = row.triwulan.split("-")
        write(axes, x(row.urutan), lower + 20, quarter.removeprefix("TW"), align="center", **QUIET)
        first = row.urutan == rows["urutan"].min() and quarter in ("TW1", "TW2")
        if quarter == "TW1" or first:
            write(axes, x(row.urutan), lower + 35, year, align="center", **QUIET)
        if pd.isna(row.persen):
            write(axes, x(row.urutan), lower - 6, "×", align="center", **QUIET)
    known = rows.dropna(subset="persen")
    if len(known):
        end = known.iloc[-1]
        text = share_text(end["persen"])
        place = (x(end["urutan"]), y(end["persen"]) - 10)
        write(axes, *place, text, align="center", bold=True, halo=True)
