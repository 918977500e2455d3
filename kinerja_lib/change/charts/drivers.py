"""Charts of relative weights."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from kinerja_lib.change.charts.dots import Dot, draw_dots, round_values
from kinerja_lib.chart_style import NARROW, SMALL, WIDE, Scale, canvas, fit_lines, line, write
from kinerja_lib.i18n import format_number

HEAD = 16


def plot_weights(rows: pd.DataFrame, *, wide: bool, low_names: Sequence[str]) -> Axes:
    """Draw the weight of each subscale with its interval, heaviest first.

    Parameters
    ----------
    rows : DataFrame
        Columns nama, bobot, low, high (per cent); one row per subscale.
    wide : bool
        700 or 340 pixels.
    low_names : sequence of str
        Subscales that are low and important.
    """
    known = rows.dropna(subset=["bobot", "low"])
    width, left, step = (WIDE, 270, 32) if wide else (NARROW, 10, 48)
    bottom = HEAD + step * max(len(known), 1)
    axes = canvas(width, bottom + 28)
    most = max(float(known["high"].max()) if len(known) else 1.0, 1.0)
    x = Scale(left, width - left - 30, 0, most * 1.05)
    for value in round_values(0.0, most * 1.05):
        line(axes, [x(value)] * 2, [HEAD - 6, bottom], color="grid" if value else "line2")
        text = format_number(value, int(value != round(value))) + "%"
        write(axes, x(value), bottom + 17, text, size=SMALL, color="muted", align="center")
    dots = []
    for place, row in enumerate(known.itertuples(index=False)):
        y = HEAD + step * place + (step / 2 if wide else step - 14)
        kind = "warn" if row.nama in low_names else "ok"
        dots.append(Dot(x(row.low), x(row.high), x(row.bobot), y, kind))
        name = fit_lines(row.nama, left - 10 if wide else width - 20, 1)[0]
        write(axes, 0, y + 4 if wide else y - 15, name, bold=row.nama in low_names, halo=True)
    draw_dots(axes, dots, 10)
    return axes
