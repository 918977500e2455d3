"""The funnel of appraisal stages."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from kinerja_lib.chart_style import NARROW, SMALL, WIDE, canvas, fill_part, line, write
from kinerja_lib.i18n import _, format_number
from kinerja_lib.privacy.withholding import WITHHELD

_QUIET = {"size": SMALL, "color": "muted"}
_LEFT, _STRIP, _STEP, _DEEP = 150, 330, 36, 62
_PARTS = (("tepat", "zone"), ("terlambat", "mark-warn"), ("lewat", "bad"), ("lain", "band"))
_LEGEND, _LEGEND_DEEP = 26, 46  # room above the drawing, wide and narrow


def plot_funnel(rows: pd.DataFrame, *, wide: bool) -> Axes:
    """Draw per stage how the people split, and how many completed everything up to it.

    Parameters
    ----------
    rows : DataFrame
        Columns tahap, pegawai, tepat, terlambat, lewat, lain, tuntas (counts; missing where
        withheld).
    wide : bool
        700 pixels with columns beside the bars, or 340 pixels with text above and below them.
    """
    head, step = (_LEGEND + 28, _STEP) if wide else (_LEGEND_DEEP, _DEEP)
    axes = canvas(WIDE if wide else NARROW, head + 4 * wide + step * max(len(rows), 1))
    _legend(axes, wide=wide)
    if wide:
        _heads(axes)
    for number, row in enumerate(rows.itertuples(index=False)):
        top = head + step * number
        if number:
            line(axes, [0, WIDE if wide else NARROW], [top, top], color="grid")
        place = (_LEFT, top + 10, _STRIP) if wide else (0, top + 26, NARROW)
        _bar(axes, row, place)
        _words(axes, row, top, wide=wide)
    return axes


def _legend(axes: Axes, *, wide: bool) -> None:
    names = (_("tepat waktu"), _("selesai terlambat"), _("lewat tenggat"), _("belum jatuh tempo"))
    places = (0, 120, 270, 400) if wide else (0, 165, 0, 165)
    for number, (name, (_part, color)) in enumerate(zip(names, _PARTS, strict=True)):
        high = 1 if wide or number < 2 else 22
        fill_part(axes, (places[number], high, 13, 13), color)
        write(axes, places[number] + 18, high + 11, name, size=SMALL)


def _heads(axes: Axes) -> None:
    end = _LEFT + _STRIP
    for x, text, align in (
        (0, _("Tahap"), "left"),
        (_LEFT, _("0% pegawai"), "left"),
        (end, "100%", "right"),
        (590, _("Terlambat, lewat"), "right"),
        (WIDE, _("Tuntas sampai sini"), "right"),
    ):
        write(axes, x, _LEGEND + 13, text, align=align, **_QUIET)
    line(axes, [0, WIDE], [_LEGEND + 21, _LEGEND + 21], color="line2")


def _bar(axes: Axes, row: object, place: tuple[float, float, float]) -> None:
    """Draw the parts from the left; what is withheld stays an outline of dashes."""
    left, top, width = place
    if pd.isna([row.pegawai, *(getattr(row, name) for name, _color in _PARTS)]).any():
        for y in (top, top + 16):
            line(axes, [left, left + width], [y, y], color="na", dash=(3, 3))
    if pd.isna(row.pegawai) or not row.pegawai:
        write(axes, left + 8, top + 12.5, _(WITHHELD), italic=True, halo=True, **_QUIET)
        return
    x = left
    for name, color in _PARTS:
        count = getattr(row, name)
        size = 0.0 if pd.isna(count) else width * float(count) / float(row.pegawai)
        if size > 0:
            fill_part(axes, (x, top, max(size - 1.5, 1.5), 16), color)
        x += size


def _words(axes: Axes, row: object, top: float, *, wide: bool) -> None:
    late = _sum(row.terlambat, row.lewat)
    through = _(WITHHELD) if pd.isna(row.tuntas) else format_number(int(row.tuntas))
    if wide:
        write(axes, 0, top + 23, _name(row.tahap), bold=True)
        write(axes, 590, top + 23, late, align="right", bold=True)
        write(axes, WIDE, top + 23, through, align="right")
        return
    write(axes, 0, top + 18, _name(row.tahap), bold=True)
    text = _("tuntas {count}").format(count=through)
    write(axes, NARROW, top + 18, text, align="right", **_QUIET)
    text = _("terlambat atau lewat tenggat: {count}").format(count=late)
    write(axes, 0, top + 56, text, **_QUIET)


def _sum(*counts: float) -> str:
    if any(pd.isna(count) for count in counts):
        return _(WITHHELD)
    return format_number(int(sum(counts)))


def _name(stage: object) -> str:
    text = _(str(stage))
    return text[:1].upper() + text[1:]
