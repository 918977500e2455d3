"""Units beside one another: shrunken means with intervals, by kind and name."""

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
from kinerja_lib.privacy.withholding import WITHHELD

_QUIET = {"size": SMALL, "color": "muted"}
_HEAD, _STEP, _DEEP, _LEFT = 34, 24, 40, 300
_MARKS = {"perlu dialog": "bad"}


def plot_units(rows: pd.DataFrame, *, wide: bool, mean: float) -> Axes:
    """Draw a dot with its interval for each unit.

    Parameters
    ----------
    rows : DataFrame
        Columns unit, jenis, rerata, rerata_low, rerata_high (points), hasil, n; missing where
        withheld. In the order given: by kind, then by name.
    wide : bool
        700 or 340 pixels.
    mean : float
        Mean of all units, a line.
    """
    step, width = (_STEP, WIDE) if wide else (_DEEP, NARROW)
    bottom = _HEAD + step * max(len(rows), 1)
    axes = canvas(width, bottom + 30)
    known = rows.dropna(subset=["n", "rerata"])
    low, high = span_of(known[["rerata_low", "rerata_high"]].assign(mean=mean))
    left, right = (_LEFT, WIDE - 60) if wide else (8, NARROW - 44)
    x = Scale(left, right - left, low, high)
    line(axes, [x(mean)] * 2, [_HEAD - 8, bottom], color="line2", dash=(4, 3))
    text = _("rerata semua unit: {value}").format(value=format_number(mean, 2))
    write(axes, x(mean), 16, text, align="center", **_QUIET)
    write(axes, width, 16, "n", align="right", **_QUIET)
    for number, row in enumerate(rows.to_dict("records")):
        _draw_unit(axes, row, (_HEAD + step * number, x), wide=wide)
    for value in (low, high):
        write(axes, x(value), bottom + 20, format_number(value, 1), align="center", **_QUIET)
    return axes


def _draw_unit(
    axes: Axes, row: dict[str, object], place: tuple[float, Scale], *, wide: bool
) -> None:
    top, x = place
    y = top + (_STEP / 2 if wide else 28)
    name = fit_lines(str(row["unit"]), _LEFT - 16 if wide else NARROW - 70, 1)[0]
    write(axes, 0, top + (16 if wide else 14), name, size=SMALL, bold=not wide)
    if pd.isna(row["n"]) or pd.isna(row["rerata"]):
        write(axes, x.start + 4, y + 4, _(WITHHELD), **_QUIET)
        return
    line(axes, [x(row["rerata_low"]), x(row["rerata_high"])], [y, y], color="line2", width=1.75)
    small = row["n"] < 30
    mark(axes, x(row["rerata"]), y, _MARKS.get(str(row["hasil"]), "na" if small else "ok"), 9)
    write(axes, WIDE if wide else NARROW, y + 4, format_number(row["n"]), align="right", **_QUIET)
