"""Need beside seats: people with a gap in a competency, and the places of its courses."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from kinerja_lib.chart_style import NARROW, SMALL, WIDE, Scale, box, canvas, fit_lines, line, write
from kinerja_lib.i18n import _, format_number
from kinerja_lib.privacy.withholding import WITHHELD

_QUIET = {"size": SMALL, "color": "muted"}
_LEFT, _ROOM = 232, 150  # names beside the bars, and numbers behind them


def plot_need(rows: pd.DataFrame, *, wide: bool) -> Axes:
    """Draw per competency the people with a gap as a bar, and the seats as an edge.

    Parameters
    ----------
    rows : DataFrame
        Columns kompetensi, n (people; missing where withheld), kursi (missing without a course).
    wide : bool
        700 pixels with names beside the bars, or 340 with names above them.
    """
    step = 30 if wide else 46
    axes = canvas(WIDE if wide else NARROW, step * max(len(rows), 1) + 8)
    left = _LEFT if wide else 0
    width = (WIDE if wide else NARROW) - left - _ROOM
    high = max([1.0, *rows["n"].dropna(), *rows["kursi"].dropna()])
    x = Scale(left, width, 0.0, float(high))
    for number, row in enumerate(rows.itertuples(index=False)):
        top = step * number
        name = fit_lines(row.kompetensi, _LEFT - 10 if wide else NARROW - 8, 2 if wide else 1)
        first = top + (19 if wide and len(name) == 1 else 13)
        for place, part in enumerate(name):
            write(axes, 0, first + 13 * place, part, size=SMALL, bold=True)
        _draw_bar(axes, row, x, top + 6 if wide else top + 22)
    return axes


def _draw_bar(axes: Axes, row: object, x: Scale, top: float) -> None:
    if pd.isna(row.n):
        write(axes, x(0) + 2, top + 13, _(WITHHELD), **_QUIET)
        return
    box(axes, x(0), top, x(float(row.n)) - x(0), 17, "ok")
    count, end = format_number(float(row.n)), x(float(row.n))
    if pd.isna(row.kursi):
        text = _("{orang} orang, tanpa pelatihan").format(orang=count)
        inside = end > x.start + 190
        color, align = ("bg", "right") if inside else ("bad", "left")
        place = end - 8 if inside else end + 8
        write(axes, place, top + 13, text, size=SMALL, color=color, align=align, bold=True)
        return
    at = x(float(row.kursi))
    line(axes, [at, at], [top - 3, top + 20], width=2.5)
    text = _("{orang} orang, {kursi} tempat")
    text = text.format(orang=count, kursi=format_number(float(row.kursi)))
    write(axes, max(at, end) + 8, top + 13, text, size=SMALL)
