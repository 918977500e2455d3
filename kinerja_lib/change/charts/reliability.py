"""Chart of the reliability of subscales."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from kinerja_lib.chart_style import NARROW, SMALL, WIDE, Scale, canvas, fit_lines, line, mark, write
from kinerja_lib.i18n import format_number

ROW, HEAD = 34, 34
STATUS = {
    "cukup untuk membandingkan kelompok": "ok",
    "cukup, juga untuk pemakaian yang lebih ketat": "ok",
    "belum pasti": "na",
    "belum memadai": "warn",
}


def plot_reliability(rows: pd.DataFrame, *, wide: bool, group: float, strict: float) -> Axes:
    """Draw alpha with its interval beside the two limits, and omega as a tick.

    Parameters
    ----------
    rows : DataFrame
        Columns nama, alfa, alfa_low, alfa_high, omega, hasil; one row per subscale.
    wide : bool
        700 or 340 pixels.
    group, strict : float
        Limits for comparing groups and for stricter use.
    """
    known = rows.dropna(subset=["alfa", "alfa_low", "alfa_high"])
    width, left = (WIDE, 250) if wide else (NARROW, 14)
    step = ROW if wide else ROW + 14
    bottom = HEAD + step * max(len(known), 1)
    axes = canvas(width, bottom + 30)
    least = min([group, *known["alfa_low"], *known["omega"].dropna()])
    x = Scale(left, width - left - 24, max(-1.0, 0.1 * int(10 * least - 1)), 1.0)
    _limits(axes, x, (group, strict), bottom)
    for place, row in enumerate(known.itertuples(index=False)):
        y = HEAD + step * place + (step / 2 if wide else step - 14)
        low = max(row.alfa_low, x.low)
        line(axes, [x(low), x(row.alfa_high)], [y, y], color="line2", width=2)
        if row.omega == row.omega:
            line(axes, [x(row.omega)] * 2, [y - 9, y + 9], color="muted", width=2)
        mark(axes, x(row.alfa), y, STATUS.get(row.hasil, "na"))
        names = fit_lines(row.nama, left - 20 if wide else width - 28, 1)
        write(axes, 0 if wide else 14, y + 4 if wide else y - 14, names[0], bold=True, halo=True)
    return axes


def _limits(axes: Axes, x: Scale, limits: tuple[float, float], bottom: float) -> None:
    style = {"size": SMALL, "color": "muted", "align": "center"}
    for value, align, away in zip(limits, ("right", "left"), (4, -4), strict=True):
        line(axes, [x(value)] * 2, [28, bottom], color="muted", dash=(4, 3))
        write(axes, x(value) + away, 20, format_number(value, 2), **style | {"align": align})
    for value in (x.low, 1.0):
        line(axes, [x(value)] * 2, [28, bottom], color="line2", width=1)
        write(axes, x(value), bottom + 17, format_number(value, 1), **style)
