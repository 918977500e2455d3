"""Charts of training effects."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from kinerja_lib.chart_style import (
    NARROW,
    SMALL,
    WIDE,
    Scale,
    canvas,
    fit_lines,
    line,
    mark,
    span_of,
    write,
)
from kinerja_lib.i18n import _, format_number

ROW = 46
STATUS = {"didukung": "ok", "belum cukup": "na", "tidak didukung": "bad"}


def plot_effects(rows: pd.DataFrame, *, wide: bool, smallest: float) -> Axes:
    """Draw each course's difference with its interval beside 0 and the smallest of interest.

    Parameters
    ----------
    rows : DataFrame
        Columns nama, selisih, selisih_low, selisih_high (points), hasil; one row per course.
    wide : bool
        700 or 340 pixels.
    smallest : float
        Smallest difference of interest, points.
    """
    known = rows.dropna(subset=["selisih", "selisih_low"])
    width, left = (WIDE, 250) if wide else (NARROW, 14)
    step = ROW if wide else ROW + 14
    axes = canvas(width, 34 + step * max(len(known), 1) + 30)
    ends = pd.concat([known["selisih_low"], known["selisih_high"], pd.Series([0.0, smallest])])
    span = span_of(ends.to_frame())
    x = Scale(left, width - left - 20, *span)
    bottom = 34 + step * max(len(known), 1)
    _limits(axes, x, smallest, bottom)
    for place, row in enumerate(known.itertuples(index=False)):
        y = 34 + step * place + (step / 2 if wide else step - 16)
        line(axes, [x(row.selisih_low), x(row.selisih_high)], [y, y], color="line2", width=2)
        mark(axes, x(row.selisih), y, STATUS.get(row.hasil, "na"))
        names = fit_lines(row.nama, left - 20 if wide else width - 28, 2 if wide else 1)
        for number, text in enumerate(names):
            write(
                axes,
                0 if wide else 14,
                y - (2 if wide else 16) + 15 * number,
                text,
                bold=True,
                halo=True,
            )
    return axes


def _limits(axes: Axes, x: Scale, smallest: float, bottom: float) -> None:
    style = {"size": SMALL, "color": "muted", "align": "center"}
    line(axes, [x(0)] * 2, [28, bottom], color="line2")
    line(axes, [x(smallest)] * 2, [28, bottom], color="muted", dash=(4, 3))
    write(axes, x(0), bottom + 17, "0", **style)
    write(
        axes, x(smallest), 20, _("berarti: {value}").format(value=format_number(smallest)), **style
    )


def plot_course(rows: pd.DataFrame, *, wide: bool, digits: int) -> Axes:
    """Draw trained and comparison units in blocks of three months around a programme.

    Parameters
    ----------
    rows : DataFrame
        Columns blok (-4 to 4 without 0), kelompok, nilai; one row per block and group.
    wide : bool
        700 or 340 pixels.
    digits : int
        Decimals of the axis.
    """
    width, height = (WIDE, 300) if wide else (NARROW, 260)
    left, upper, lower = 56, 16, height - 44
    axes = canvas(width, height)
    known = rows.dropna(subset="nilai")
    low, high = span_of(pd.concat([known["nilai"], pd.Series([0.0])]).to_frame())
    y = Scale(lower, upper - lower, low, high)
    last = int(known["blok"].abs().max()) if len(known) else 1
    x = Scale(left + 14, width - left - 34, -last, last)
    line(axes, [left, width - 10], [y(0)] * 2, color="line2")
    line(axes, [x(0)] * 2, [upper, lower], color="muted", dash=(4, 3))
    for value in (low * 0.9, 0.0, high * 0.9):
        text = format_number(value, digits if value else 0)
        write(axes, left - 6, y(value) + 4, text, size=SMALL, color="muted", align="right")
    _draw_groups(axes, known, x, y)
    style = {"size": SMALL, "color": "muted"}
    write(axes, left, lower + 26, "← " + _("sebelum"), **style)
    write(axes, width - 10, lower + 26, _("sesudah") + " →", align="right", **style)
    return axes


def _draw_groups(axes: Axes, known: pd.DataFrame, x: Scale, y: Scale) -> None:
    """Draw both groups; the line breaks at the programme."""
    for group, own in known.groupby("kelompok", sort=True):
        trained = group == "unit yang dilatih"
        for side in (own[own["blok"] < 0], own[own["blok"] > 0]):
            part = side.sort_values("blok", kind="stable")
            points = [x(v) for v in part["blok"]], [y(v) for v in part["nilai"]]
            line(axes, *points, color="k1" if trained else "na", width=2.5 if trained else 1.5)
            for px, py in zip(*points, strict=True):
                mark(axes, px, py, "ok" if trained else "na", 9)
