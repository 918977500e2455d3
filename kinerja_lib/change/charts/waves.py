"""Charts of change between waves: paired dots, and differences between units."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from kinerja_lib.change.charts.dots import Dot, draw_dots
from kinerja_lib.chart_style import (
    NARROW,
    SMALL,
    WIDE,
    Scale,
    box,
    canvas,
    fit_lines,
    line,
    mark,
    span_of,
    write,
)
from kinerja_lib.i18n import _, format_number, format_range

ROW, HEAD = 34, 40
COUNTED = ("naik", "turun")


def plot_changes(rows: pd.DataFrame, *, wide: bool, waves: Sequence[str]) -> Axes:
    """Draw the mean of both waves of each subscale, joined, with the change beside it.

    Parameters
    ----------
    rows : DataFrame
        Columns nama, pertama, kedua, ubah, low, high, hasil; one row per subscale.
    wide : bool
        700 or 340 pixels.
    waves : sequence of str
        Names of the waves.
    """
    width, step = (WIDE, ROW) if wide else (NARROW, ROW + 26)
    left, right = (240, 190) if wide else (14, 165)
    axes = canvas(width, HEAD + step * max(len(rows), 1) + 28)
    low, high = _span(rows)
    x = Scale(left, width - left - right, low, high)
    bottom = HEAD + step * max(len(rows), 1)
    for half in range(round(2 * low), round(2 * high) + 1):
        value = half / 2
        line(axes, [x(value)] * 2, [HEAD - 8, bottom], color="grid")
        place = {"size": SMALL, "color": "muted", "align": "center"}
        write(axes, x(value), bottom + 17, format_number(value, 1), **place)
    text = _("perubahan {first}–{second}").format(first=waves[0], second=waves[1])
    if wide:
        write(axes, width, 18, text, size=SMALL, color="muted", align="right")
    heights = [HEAD + step * (place + 0.5) if wide else HEAD + step * (place + 1) - 18
               for place in range(len(rows))]  # fmt: skip
    records = list(rows.itertuples(index=False))
    _draw_pairs(axes, [(row, y) for row, y in zip(records, heights, strict=True)], x)
    for row, y in zip(records, heights, strict=True):
        _name(axes, row.nama, y, left if wide else 0)
        _say_change(axes, row, width, y)
    return axes


def _span(rows: pd.DataFrame) -> tuple[float, float]:
    """Give the axis in steps of half a point around all means."""
    low, high = span_of(rows[["pertama", "kedua"]])
    return math.floor(2 * low) / 2, math.ceil(2 * high) / 2


def _draw_pairs(axes: Axes, places: Sequence[tuple[object, float]], x: Scale) -> None:
    """Join both means of each row, quiet changes first, then mark the first and the second."""
    known = [(r, y) for r, y in places if not (pd.isna(r.pertama) or pd.isna(r.kedua))]
    for row, y in sorted(known, key=lambda place: place[0].hasil in COUNTED):
        style = ("ok", 2.5) if row.hasil in COUNTED else ("line2", 1.5)
        line(axes, [x(row.pertama), x(row.kedua)], [y, y], color=style[0], width=style[1])
    for row, y in known:
        mark(axes, x(row.pertama), y, "na", 10)
    for row, y in known:
        mark(axes, x(row.kedua), y, "ok", 11)


def _name(axes: Axes, name: str, y: float, left: float) -> None:
    if not left:
        write(axes, 0, y - 16, fit_lines(name, NARROW - 10, 1)[0], bold=True, halo=True)
        return
    names = fit_lines(name, left - 20, 2)
    for number, text in enumerate(names):
        write(axes, 0, y + 4 - 7 * (len(names) - 1) + 15 * number, text, bold=True, halo=True)


def _say_change(axes: Axes, row: object, width: float, y: float) -> None:
    if pd.isna(row.ubah) or pd.isna(row.low):
        text = _("tidak dapat dihitung")
    else:
        sign = "+" if round(row.ubah, 2) > 0 else ""
        span = format_range(row.low, row.high, 2)
        text = f"{sign}{format_number(row.ubah, 2)} ({span})"
    bold = row.hasil in COUNTED
    write(axes, width, y + 4, text, size=SMALL, align="right", bold=bold, halo=True)


def plot_units(rows: pd.DataFrame, *, wide: bool, smallest: float) -> Axes:
    """Draw differences of change between units reached and others, with intervals.

    Parameters
    ----------
    rows : DataFrame
        Columns topik, nama, ubah, low, high (points), hasil; one row per topic and subscale.
    wide : bool
        700 or 340 pixels.
    smallest : float
        Smallest difference of interest, points.
    """
    known = rows.dropna(subset=["ubah", "low"])
    width, left, step = (WIDE, 290, 46) if wide else (NARROW, 14, 64)
    bottom = HEAD + step * max(len(known), 1)
    axes = canvas(width, bottom + 28)
    span = span_of(
        pd.concat([known["low"], known["high"], pd.Series([-smallest, smallest])]).to_frame()
    )
    x = Scale(left, width - left - 20, *span)
    box(axes, x(-smallest), HEAD - 8, x(smallest) - x(-smallest), bottom - HEAD + 8, "band")
    line(axes, [x(0)] * 2, [HEAD - 8, bottom], color="line2")
    for value in (-smallest, 0.0, smallest):
        text = format_number(value, 2) if value else "0"
        write(axes, x(value), bottom + 17, text, size=SMALL, color="muted", align="center")
    dots = []
    for place, row in enumerate(known.itertuples(index=False)):
        y = HEAD + step * place + (step / 2 if wide else step - 14)
        kind = "ok" if row.hasil in COUNTED else "na"
        dots.append(Dot(x(row.low), x(row.high), x(row.ubah), y, kind))
        _name_effect(axes, row, y, left if wide else 0)
    draw_dots(axes, dots, 11)
    return axes


def _name_effect(axes: Axes, row: object, y: float, left: float) -> None:
    room, upper = (left - 20, y - 4) if left else (NARROW - 10, y - 32)
    write(axes, 0, upper, fit_lines(row.nama, room, 1)[0], bold=True, halo=True)
    topic = fit_lines(row.topik, room + 40, 1)[0]
    write(axes, 0, upper + 16, topic, size=SMALL, color="muted", halo=True)
