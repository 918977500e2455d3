"""Heat map of gaps: units by competencies, each cell with its number."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from kinerja_lib.chart_style import NARROW, SMALL, WIDE, box, canvas, fit_lines, line, write
from kinerja_lib.i18n import _, format_number

# Shade from a mean shortfall on, with the colour of its number; stronger is more, on both pages.
SHADES = ((1.0, "ink", "bg"), (0.75, "ok", "bg"), (0.5, "zone", "ink"), (0.25, "band", "ink"))
_QUIET = {"size": SMALL, "color": "muted"}
_LEFT, _ROW, _HEAD, _KEY = 196, 36, 30, 40
_NAMES, _CELL = (
    18,
    34,
)  # height of a line of the competencies' names, and of a cell below 340 pixels


def shade_of(value: float) -> tuple[str, str]:
    """Give fill and ink of a cell."""
    for start, fill, ink in SHADES:
        if round(value, 2) >= start:
            return fill, ink
    return "bg", "ink"


def plot_gap_heat(rows: pd.DataFrame, *, wide: bool) -> Axes:
    """Draw units as rows and competencies as columns, numbered below.

    Parameters
    ----------
    rows : DataFrame
        Columns nama, kompetensi, kekurangan (levels; missing where withheld or not rated), n.
    wide : bool
        700 pixels with names beside the cells, or 340 with names above them.
    """
    units = list(dict.fromkeys(rows["nama"]))
    names = list(dict.fromkeys(rows["kompetensi"]))
    step = _ROW if wide else _ROW + 22
    foot = _HEAD + step * len(units)
    lines = -(-len(names) // 2) if wide else len(names)
    axes = canvas(WIDE if wide else NARROW, foot + _KEY + _NAMES * lines)
    left = _LEFT if wide else 0
    width = ((WIDE if wide else NARROW) - left) / max(len(names), 1)
    for number in range(len(names)):
        write(axes, left + width * (number + 0.5), 18, str(number + 1), align="center", **_QUIET)
    for number, unit in enumerate(units):
        top = _HEAD + step * number
        own = rows[rows["nama"] == unit].set_index("kompetensi")["kekurangan"]
        _draw_row(axes, unit, own.reindex(names), (left, top, width), wide=wide)
    _write_key(axes, names, foot, wide=wide)
    return axes


def _draw_row(
    axes: Axes, unit: str, values: pd.Series, place: tuple[float, float, float], *, wide: bool
) -> None:
    left, top, width = place
    line(axes, [0, left + width * len(values)], [top, top], color="grid")
    text = fit_lines(unit, _LEFT - 12 if wide else NARROW - 8, 2 if wide else 1)
    first = top + (22 if len(text) == 1 else 15) if wide else top + 15
    for number, part in enumerate(text):
        write(axes, 0, first + 14 * number, part, size=SMALL, bold=True)
    high = top + 2 if wide else top + 20
    for number, value in enumerate(values):
        x = left + width * number
        if pd.isna(value):
            write(axes, x + width / 2, high + 21, "–", align="center", **_QUIET)
            continue
        fill, ink = shade_of(float(value))
        box(axes, x + 1, high, width - 2, _CELL - 2, fill)
        label = format_number(float(value), 1 if not wide else 2)
        write(axes, x + width / 2, high + 21, label, size=SMALL, color=ink, align="center")


def _write_key(axes: Axes, names: list[str], foot: float, *, wide: bool) -> None:
    """Write which number is which competency, and what the shades mean."""
    labels = [(_("kurang dari {batas}"), 0.25, "bg"), *((_("mulai {batas}"), s, f)
              for s, f, _ink in reversed(SHADES))]  # fmt: skip
    x = 0.0
    for text, start, fill in labels if wide else labels[1:]:
        box(axes, x, foot + 10, 14, 14, fill)
        if fill == "bg":
            edge = [x, x + 14, x + 14, x, x], [foot + n for n in (10, 10, 24, 24, 10)]
            line(axes, *edge, color="line2")
        word = text.format(batas=format_number(start, 2))
        write(axes, x + 19, foot + 21, word, **_QUIET)
        x += 120 if wide else 85
    half = -(-len(names) // 2) if wide else len(names)
    for number, name in enumerate(names):
        column, place = divmod(number, half)
        y = foot + _KEY + _NAMES * place + 12
        write(axes, column * (WIDE / 2), y, f"{number + 1}  {name}", size=SMALL)
