"""How people see themselves beside how their superior sees them, by job family."""

from __future__ import annotations

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
_LEFT, _STRIP, _STEP, _DEEP = 160, 340, 30, 50


def plot_views(rows: pd.DataFrame, *, wide: bool) -> Axes:
    """Draw per job family the mean of self-ratings (triangle) and of superiors' (circle).

    Parameters
    ----------
    rows : DataFrame
        Columns rumpun, n, diri, atasan, selisih; figures are missing where withheld.
    wide : bool
        700 pixels with columns beside the strip, or 340 pixels with text above it.
    """
    span = span_of(rows[["diri", "atasan"]])
    height = 28 + _STEP * max(len(rows), 1) if wide else _DEEP * max(len(rows), 1)
    axes = canvas(WIDE if wide else NARROW, height)
    if wide:
        _heads(axes, span)
    for number, row in enumerate(rows.itertuples(index=False)):
        top = 26 + _STEP * number if wide else _DEEP * number
        if number:
            line(axes, [0, WIDE if wide else NARROW], [top, top], color="grid")
        place = (_LEFT, top + 7, _STRIP) if wide else (0, top + 27, NARROW)
        _words(axes, row, top, wide=wide)
        _strip(axes, row, place, span)
    return axes


def _heads(axes: Axes, span: tuple[float, float]) -> None:
    end = _LEFT + _STRIP
    for x, text, align in (
        (0, _("Rumpun jabatan"), "left"),
        (_LEFT, format_number(span[0]), "left"),
        (end, format_number(span[1]), "right"),
        (580, "n", "right"),
        (WIDE, _("Diri − atasan"), "right"),
    ):
        write(axes, x, 13, text, align=align, **_QUIET)
    line(axes, [0, WIDE], [21, 21], color="line2")


def _words(axes: Axes, row: object, top: float, *, wide: bool) -> None:
    name = fit_lines(row.rumpun, _LEFT - 8 if wide else NARROW - 120, 1)[0]
    write(axes, 0, top + 20, name, bold=True)
    known = not pd.isna(row.selisih)
    gap = format_number(row.selisih, 1) if known else ""
    n = format_number(row.n) if not pd.isna(row.n) else ""
    if wide:
        write(axes, 580, top + 20, n, align="right")
        write(axes, WIDE, top + 20, gap, bold=True, align="right")
    elif known:
        write(axes, NARROW, top + 20, f"{gap} (n = {n})", size=SMALL, align="right")


def _strip(
    axes: Axes, row: object, place: tuple[float, float, float], span: tuple[float, float]
) -> None:
    """Draw both marks on the strip, or say why there are none."""
    left, top, width = place
    box(axes, left, top, width, 16, "band")
    if pd.isna(row.diri) or pd.isna(row.atasan):
        write(axes, left + width / 2, top + 12, _(WITHHELD), align="center", **_QUIET)
        return
    x = Scale(left, width, *span)
    line(axes, [x(row.atasan), x(row.diri)], [top + 8, top + 8], color="line2", width=2.5)
    mark(axes, x(row.atasan), top + 8, "ok", 10)
    mark(axes, x(row.diri), top + 8, "warn", 11)
