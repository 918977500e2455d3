"""Need groups: their profiles, where they lie, how stable they are."""

from __future__ import annotations

import textwrap

import pandas as pd
from matplotlib.axes import Axes

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
from kinerja_lib.i18n import _, format_number
from kinerja_lib.privacy.withholding import WITHHELD

_QUIET = {"size": SMALL, "color": "muted"}
# Mean gap below zero, levels, from which a cell has this colour and this colour of text.
_SHADES = ((1.5, "ink", "bg"), (1.0, "ok", "bg"), (0.5, "zone", "ink"), (0.0, "band", "ink"))
_ROW, _HEAD, _CENTRE = 30, 52, 13


def plot_profiles(rows: pd.DataFrame, *, wide: bool) -> Axes:
    """Draw the mean gap of each group (columns) in each competency (rows), n at the head.

    Parameters
    ----------
    rows : DataFrame
        Columns kelompok (number), kompetensi, gap (levels; below 0 short of what is required,
        missing where withheld) and n_kelompok.
    wide : bool
        700 or 340 pixels.
    """
    numbers, names = rows["kelompok"].unique(), rows["kompetensi"].unique()
    width, left = (WIDE, 236) if wide else (NARROW, 128)
    axes = canvas(width, _HEAD + _ROW * max(len(names), 1) + 4)
    column = (width - left) / max(len(numbers), 1)
    _heads(axes, rows, numbers, (left, column))
    for place, name in enumerate(names):
        top = _HEAD + _ROW * place
        parts = fit_lines(str(name), left - 8)
        for number, text in enumerate(parts):
            write(axes, 0, top + 19 - 6 * (len(parts) - 1) + 13 * number, text, size=SMALL)
        own = rows[rows["kompetensi"] == name].set_index("kelompok")["gap"]
        for number, group in enumerate(numbers):
            _cell(axes, own.get(group), (left + column * number, top, column), wide=wide)
    return axes


def _heads(
    axes: Axes, rows: pd.DataFrame, numbers: list[object], place: tuple[float, float]
) -> None:
    left, column = place
    sizes = rows.drop_duplicates("kelompok").set_index("kelompok")["n_kelompok"]
    for number, group in enumerate(numbers):
        middle = left + column * (number + 0.5)
        write(axes, middle, 18, str(group), align="center", bold=True)
        n = sizes.get(group)
        text = "–" if pd.isna(n) else format_number(float(n))
        write(axes, middle, 38, text if number else f"n = {text}", align="center", **_QUIET)


def _cell(axes: Axes, value: object, place: tuple[float, float, float], *, wide: bool) -> None:
    x, y, width = place
    if value is None or pd.isna(value):
        write(axes, x + width / 2, y + 19, _(WITHHELD) if wide else "–", align="center", **_QUIET)
        return
    gap = round(float(value), 1)
    color, ink = next((c, i) for least, c, i in _SHADES if max(0.0, -gap) >= least)
    box(axes, x + 1, y + 1, width - 2, _ROW - 2, color)
    text = f"+{format_number(gap, 1)}" if gap > 0 else format_number(gap + 0.0, 1)
    write(axes, x + width / 2, y + 19, text, size=SMALL, color=ink, align="center")


def plot_space(rows: pd.DataFrame, *, wide: bool, explained: float) -> Axes:
    """Draw the groups on the two directions in which their profiles differ most.

    Parameters
    ----------
    rows : DataFrame
        Columns kelompok, x, y (levels), n, pangsa (per cent of people with a gap).
    wide : bool
        700 or 340 pixels.
    explained : float
        Share of the differences between groups that the two directions hold, per cent.
    """
    width, height = (WIDE, 320) if wide else (NARROW, 300)
    text = _("dua arah ini memuat {share}% perbedaan antarkelompok")
    words = textwrap.wrap(text.format(share=format_number(explained)), int(width / 6.4))
    axes = canvas(width, height + 15 * (len(words) - 1))
    known = rows.dropna(subset=["x", "y", "n"])
    x = Scale(30, width - 60, *span_of(known[["x"]]))
    y = Scale(height - 40, 70 - height, *span_of(known[["y"]]))
    line(axes, [0, width], [height - 24, height - 24], color="grid")
    line(axes, [0, width], [12, 12], color="grid")
    for number, words_of_line in enumerate(words):
        write(axes, 0, height - 6 + 15 * number, words_of_line, **_QUIET)
    for row in known.itertuples(index=False):
        mark(axes, x(row.x), y(row.y), "ok", 8 + min(float(row.pangsa), 50.0) / 2)
        away = -1 if x(row.x) > width - 80 else 1
        label = f"{row.kelompok} ({format_number(float(row.pangsa))}%)"
        side = "right" if away < 0 else "left"
        write(axes, x(row.x) + away * 22, y(row.y) + 4, label, size=SMALL, align=side, halo=True)
    return axes


def plot_stability(rows: pd.DataFrame, *, wide: bool, limit: float) -> Axes:
    """Draw how often each group came back, with the interval of that mean, and the limit.

    Parameters
    ----------
    rows : DataFrame
        Columns kelompok, nama, jaccard, low, high (0 to 1; missing where withheld).
    wide : bool
        700 or 340 pixels.
    limit : float
        Smallest value that was accepted.
    """
    step, left = (34, 300) if wide else (62, 0)
    width = WIDE if wide else NARROW
    foot = 26 + step * max(len(rows), 1)
    axes = canvas(width, foot + 30)
    x = Scale(left + 16, width - left - 36, 0.0, 1.0)
    for value in (0.0, 0.5, limit, 1.0):
        write(axes, x(value), foot + 18, format_number(value, 2), align="center", **_QUIET)
    for place, row in enumerate(rows.itertuples(index=False)):
        top = 18 + step * place
        y = top + (10 if wide else 36)
        parts = fit_lines(str(row.nama), (left or width) - 10)
        first = top + (14 if wide else 10) - 6 * (len(parts) - 1)
        for number, text in enumerate(parts):
            write(axes, 0, first + 13 * number, text, size=SMALL)
        line(axes, [x(0), x(1)], [y, y], color="grid")
        line(axes, [x(limit), x(limit)], [y - 9, y + 9], width=2.5)
        if not pd.isna(row.jaccard):
            line(axes, [x(row.low), x(row.high)], [y, y], color="line2", width=2.5)
            mark(axes, x(row.jaccard), y, "ok", 10)
    return axes
