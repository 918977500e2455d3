"""Charts of efficiency and effectiveness."""

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

EVEN = 100.0


def plot_axes(rows: pd.DataFrame, *, wide: bool) -> Axes:
    """Draw a mark per unit: cost of one output across, achievement upwards, each in per cent.

    Parameters
    ----------
    rows : DataFrame
        Columns nama, biaya, capaian, kesimpulan; one row per unit. Units with a higher cost are
        named.
    wide : bool
        700 or 340 pixels.
    """
    width, height = (WIDE, 360) if wide else (NARROW, 330)
    left, upper, lower = 52, 34, height - 46
    axes = canvas(width, height)
    known = rows.dropna(subset=["biaya", "capaian"])
    across, upwards = (_span(known[name]) for name in ("biaya", "capaian"))
    x = Scale(left, width - left - 14, *across)
    y = Scale(lower, upper - lower, *upwards)
    _frame(axes, (x, across), (y, upwards), (left, upper, width - 14, lower))
    for costly in (False, True):
        for row in known[(known["kesimpulan"] == "lebih tinggi") == costly].itertuples(index=False):
            mark(axes, x(row.biaya), y(row.capaian), "bad" if costly else "ok", 9)
            if costly:
                _name(axes, row.nama, x(row.biaya), y(row.capaian), width)
    return axes


def _span(values: pd.Series) -> tuple[float, float]:
    """Give an axis range around the values and 100 %."""
    return span_of(pd.concat([values, pd.Series([EVEN])]).to_frame())


def _frame(
    axes: Axes,
    across: tuple[Scale, tuple[float, float]],
    upwards: tuple[Scale, tuple[float, float]],
    edges: tuple[float, float, float, float],
) -> None:
    """Draw both axes, the even lines at 100 % and the words of each direction."""
    (x, width), (y, height), (left, upper, right, lower) = across, upwards, edges
    line(axes, [left, right], [lower, lower], color="line2")
    line(axes, [left, left], [upper, lower], color="line2")
    line(axes, [x(EVEN), x(EVEN)], [upper, lower], color="muted", dash=(4, 3))
    line(axes, [left, right], [y(EVEN), y(EVEN)], color="muted", dash=(4, 3))
    small = {"size": SMALL, "color": "muted"}
    write(axes, 0, 14, "↑ " + _("capaian"), **small)
    write(axes, right, lower + 34, _("biaya per keluaran") + " →", align="right", **small)
    for value in _ticks(x, width):
        write(axes, x(value), lower + 17, format_number(value) + "%", align="center", **small)
    for value in _ticks(y, height):
        write(axes, left - 6, y(value) + 4, format_number(value) + "%", align="right", **small)


def _ticks(scale: Scale, span: tuple[float, float]) -> list[float]:
    """Give round values of an axis that lie apart enough to be read; 100 is one of them."""
    step = next(s for s in (5, 10, 20, 25, 50, 100, 200, 500, 1e9) if abs(s * scale.factor) >= 48)
    first, last = (int((edge - EVEN) / step) for edge in span)
    return [EVEN + step * place for place in range(first, last + 1)]


def _name(axes: Axes, name: str, x: float, y: float, width: float) -> None:
    """Write a unit's name beside its mark, on the side with more room."""
    to_left = x > width / 2
    room = (x if to_left else width - x) - 14
    for place, text in enumerate(fit_lines(name, room)):
        where = (x - 9 if to_left else x + 9, y - 8 + 13 * place)
        write(axes, *where, text, size=SMALL, align="right" if to_left else "left", halo=True)
