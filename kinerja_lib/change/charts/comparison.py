"""Units beside one another: shrunken means with intervals, by kind and name."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from kinerja_lib.change.charts.dots import Dot, draw_dots, round_values, write_inside, write_values
from kinerja_lib.chart_style import (
    NARROW,
    SMALL,
    WIDE,
    Scale,
    canvas,
    fit_lines,
    line,
    span_of,
    write,
)
from kinerja_lib.i18n import _, format_number
from kinerja_lib.privacy.withholding import WITHHELD

_QUIET = {"size": SMALL, "color": "muted"}
_HEAD, _STEP, _DEEP, _LEFT = 34, 32, 40, 300
_N = 16  # pixels at the right edge that the heading "n" takes
_MARKS, SMALL_UNIT = {"perlu dialog": "bad"}, 30


def plot_units(rows: pd.DataFrame, *, wide: bool, mean: float) -> Axes:
    """Draw a dot with its interval for each unit.

    Parameters
    ----------
    rows : DataFrame
        Columns unit, jenis, rerata, rerata_low, rerata_high (points), hasil, n; missing where
        withheld. In the order given: by kind, then by name. What is withheld is counted in one
        line below.
    wide : bool
        700 or 340 pixels.
    mean : float
        Mean of all units, a line.
    """
    step, width = (_STEP, WIDE) if wide else (_DEEP, NARROW)
    known = rows.dropna(subset=["n", "rerata"])
    bottom = _HEAD + step * max(len(known), 1)
    axes = canvas(width, bottom + 54)
    low, high = span_of(known[["rerata_low", "rerata_high"]].assign(mean=mean))
    left, right = (_LEFT, WIDE - 60) if wide else (8, NARROW - 44)
    x = Scale(left, right - left, low, high)
    line(axes, [x(mean)] * 2, [_HEAD - 8, bottom], color="line2", dash=(4, 3))
    text = _("rerata semua unit: {value}").format(value=format_number(mean, 2))
    write_inside(axes, x(mean), 16, text, (0, width - _N))
    write(axes, width, 16, "n", align="right", **_QUIET)
    records = enumerate(known.to_dict("records"))
    dots = [_draw_unit(axes, row, (_HEAD + step * at, x), wide=wide) for at, row in records]
    draw_dots(axes, dots, 9)
    values = round_values(low, high)
    for value, text in zip(values, write_values(values, 1), strict=True):
        write_inside(axes, x(value), bottom + 20, text, (0, width))
    if len(known) < len(rows):
        text = _("{count} unit: {reason}")
        hidden = text.format(count=format_number(len(rows) - len(known)), reason=_(WITHHELD))
        write(axes, 0, bottom + 46, hidden, **_QUIET)
    return axes


def _draw_unit(
    axes: Axes, row: dict[str, object], place: tuple[float, Scale], *, wide: bool
) -> Dot:
    """Write name and n of a unit; gives its dot."""
    top, x = place
    y = top + (_STEP / 2 if wide else 28)
    names = fit_lines(str(row["unit"]), _LEFT - 16 if wide else NARROW - 70, 2 if wide else 1)
    first = top + (20 if len(names) == 1 else 13) if wide else top + 14
    for number, text in enumerate(names):
        write(axes, 0, first + 14 * number, text, size=SMALL, bold=not wide, halo=not wide)
    write(axes, WIDE if wide else NARROW, y + 4, format_number(row["n"]), align="right", **_QUIET)
    ends = x(row["rerata_low"]), x(row["rerata_high"])
    return Dot(*ends, x(row["rerata"]), y, name_mark(row["hasil"], row["n"]))


def name_mark(result: object, n: float) -> str:
    """Name the mark of a unit: filled square when it asks for dialogue, open when small."""
    return _MARKS.get(str(result), "na" if n < SMALL_UNIT else "ok")
