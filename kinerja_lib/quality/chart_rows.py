"""Rows of a strip chart: where a row stands, its name, the heads of its columns."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.chart_style import NARROW, SMALL, WIDE, Axes, canvas, fit_lines, line, write
from kinerja_lib.i18n import format_number

LEFT, STRIP, STEP, DEEP, EDGE = 178, 290, 34, 62, 8
QUIET = {"size": SMALL, "color": "muted"}


def is_number(value: object) -> bool:
    """Tell whether a cell holds a number that can be drawn."""
    return isinstance(value, int | float) and not pd.isna(value)


def share_text(share: float) -> str:
    """Write a share; what is more than nothing never reads 0,0%."""
    if 0 < share < 0.05:
        return "< " + format_number(0.1, 1) + "%"
    return format_number(share, 1) + "%"


def write_heads(axes: Axes, texts: list[tuple[float, str, str]]) -> None:
    """Write the heads of the columns, (x, text, align) each, with a rule below."""
    for x, text, align in texts:
        write(axes, x, 13, text, align=align, **QUIET)
    line(axes, [0, WIDE], [21, 21], color="line2")


def write_name(axes: Axes, top: float, text: str, *, wide: bool) -> None:
    """Write the name of a row beside the strip, or above it on the narrow drawing."""
    if not wide:
        write(axes, 0, top + 18, fit_lines(text, NARROW - 76, 1)[0], bold=True)
        return
    names = fit_lines(text, LEFT - 8)
    for number, name in enumerate(names):
        write(axes, 0, top + 28 - 7 * len(names) + 15 * number, name, bold=True)


def begin_rows(rows: int, *, wide: bool) -> Axes:
    """Give a canvas that is high enough for the rows."""
    if wide:
        return canvas(WIDE, 28 + STEP * max(rows, 1))
    return canvas(NARROW, DEEP * max(rows, 1))


def place_row(number: int, *, wide: bool) -> tuple[float, float, float, float]:
    """Give top of a row, left edge, top and width of its strip."""
    if wide:
        top = 26 + number * STEP
        return top, LEFT, top + 9, STRIP
    top = number * DEEP
    return top, EDGE, top + 25, NARROW - 2 * EDGE


def rule_row(axes: Axes, number: int, top: float, *, wide: bool) -> None:
    """Draw the thin line above every row but the first."""
    if number:
        line(axes, [0, WIDE if wide else NARROW], [top, top], color="grid")


def dash_strip(axes: Axes, left: float, high: float, width: float) -> None:
    """Draw the dashed outline that stands for a withheld bar."""
    for y in (high, high + 16):
        line(axes, [left, left + width], [y, y], color="na", dash=(3, 3))
