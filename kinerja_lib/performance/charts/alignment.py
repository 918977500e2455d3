"""The cascade from missions to plan items."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from kinerja_lib.chart_style import (
    NARROW,
    SMALL,
    WIDE,
    box,
    canvas,
    fill_part,
    fit_lines,
    line,
    write,
)
from kinerja_lib.i18n import _, format_number

_QUIET = {"size": SMALL, "color": "muted"}
_MISSION, _GOAL = "misi", "tujuan"
_BROKEN = ("tanpa IKU", "tanpa tujuan")
_SQUARE, _PITCH, _MOST = 10, 14, 6
_CARDS, _ITEMS = 330, 446  # where the columns of the wide drawing begin
_LETTER = 1.1  # plain letters are narrower than the bold ones that `fit_lines` counts with


def plot_cascade(rows: pd.DataFrame, *, wide: bool) -> Axes:
    """Draw missions with their goals, indicators as squares, plan items as bars.

    Parameters
    ----------
    rows : DataFrame
        Columns nama, jenis (`misi`, `tujuan` or a loose end), keadaan, iku and butir (counts;
        missing where there are none to count).
    wide : bool
        700 pixels with levels from left to right, or 340 pixels with goals above their bars.
    """
    names = [_lines(row, wide=wide) for row in rows.itertuples(index=False)]
    highs = [
        _height(row, len(text), wide=wide)
        for row, text in zip(rows.itertuples(index=False), names, strict=True)
    ]
    top, trunk = 28.0 if wide else 22.0, None
    axes = canvas(WIDE if wide else NARROW, top + sum(highs) + 6)
    _heads(axes, wide=wide)
    most = float(max([*rows.loc[rows["jenis"] != _MISSION, "butir"].dropna(), 1.0]))
    for row, text, high in zip(rows.itertuples(index=False), names, highs, strict=True):
        if row.jenis == _MISSION:
            _mission(axes, row, text, top, wide=wide)
            trunk = top + high - 4
        else:
            trunk = _branch(axes, row, text, (top, trunk), wide=wide)
            _ends(axes, row, (top, 14.0 * len(text)), most, wide=wide)
        top += high
    return axes


def _lines(row: object, *, wide: bool) -> list[str]:
    """Break the name of a row into at most two lines, of a mission three."""
    if row.jenis == _MISSION:
        return fit_lines(_(row.nama), 316 if wide else NARROW - 12, 3)
    left = 26 if row.jenis == _GOAL else 0
    return fit_lines(_(row.nama), (316 - left if wide else NARROW - left) * _LETTER, 2)


def _height(row: object, lines: int, *, wide: bool) -> float:
    if row.jenis == _MISSION:
        return 14.0 * lines + (20 if wide else 34)
    return max(36.0, 14.0 * lines + 8) if wide else 14.0 * lines + 34


def _heads(axes: Axes, *, wide: bool) -> None:
    if not wide:
        write(axes, 0, 13, _("Misi, tujuan; di bawahnya IKU dan butir SKP"), **_QUIET)
        return
    for x, text in ((0, _("Misi dan tujuan")), (_CARDS, _("IKU")), (_ITEMS, _("Butir SKP utama"))):
        write(axes, x, 13, text, **_QUIET)
    line(axes, [0, WIDE], [21, 21], color="line2")


def _mission(axes: Axes, row: object, text: list[str], top: float, *, wide: bool) -> None:
    """Write a mission on a band with the counts of all below it."""
    deep = 14 * len(text)
    box(axes, 0, top + 4, WIDE if wide else NARROW, deep + (12 if wide else 26), "band")
    for number, part in enumerate(text):
        write(axes, 8, top + 20 + 14 * number, part, bold=True)
    counts = _("{cards} IKU").format(cards=_count(row.iku))
    if wide:
        write(axes, _CARDS, top + 20, counts, bold=True)
        write(axes, _ITEMS, top + 20, _items(row), bold=True)
        return
    write(axes, 8, top + 20 + deep, f"{counts}, {_items(row)}", **_QUIET)


def _branch(
    axes: Axes, row: object, text: list[str], place: tuple[float, float | None], *, wide: bool
) -> float | None:
    """Write a goal under its mission; give the height down to which the trunk is drawn."""
    top, trunk = place
    left = 26 if row.jenis == _GOAL else 0
    first = top + (26 - 7 * len(text) if wide else 18)
    for number, part in enumerate(text):
        color = "bad" if row.keadaan in _BROKEN else "ink"
        write(axes, left, first + 14 * number, part, color=color)
    if row.jenis != _GOAL:
        return None
    middle = top + (18 if wide else 14)
    if trunk is not None:
        line(axes, [10, 10], [trunk, middle], color="line2")
    line(axes, [10, 20], [middle, middle], color="line2")
    return middle


def _ends(axes: Axes, row: object, place: tuple[float, float], most: float, *, wide: bool) -> None:
    """Draw the indicators of a row as squares and its plan items as a bar."""
    top, deep = place
    broken = row.keadaan in _BROKEN
    left, start, length = (_CARDS, _ITEMS, 180) if wide else (26, 150, 130)
    middle = top + 18 if wide else top + deep + 18
    cards = 0 if pd.isna(row.iku) else int(row.iku)
    if row.jenis == _GOAL and cards == 0:
        text = _("belum ada IKU") if broken else _("lewat sasaran di bawahnya")
        _dead_end(axes, (left, middle - 8, WIDE - 70 if wide else NARROW), text, broken=broken)
        return
    for number in range(min(cards, _MOST)):
        color = "bad" if broken else "k1"
        box(axes, left + number * _PITCH, middle - 5, _SQUARE, _SQUARE, color)
    if cards > _MOST:
        text = _("+{more}").format(more=cards - _MOST)
        write(axes, left + _MOST * _PITCH, middle + 5, text, **_QUIET)
    _bar(axes, row, (start, middle - 8, length), most)


def _bar(axes: Axes, row: object, place: tuple[float, float, float], most: float) -> None:
    start, top, length = place
    if pd.isna(row.butir):
        write(axes, start, top + 13, _("tidak ada data"), italic=True, **_QUIET)
        return
    width = max(length * float(row.butir) / most, 2.0 if row.butir else 0.0)
    if row.keadaan in _BROKEN:
        _hatch(axes, (start, top, width, 16))
    else:
        fill_part(axes, (start, top, width, 16), "zone" if row.keadaan == "terkait" else "line2")
    write(axes, start + width + 6, top + 13, _count(row.butir), bold=True)


def _dead_end(axes: Axes, place: tuple[float, float, float], text: str, *, broken: bool) -> None:
    """Draw a hatched stump where the cascade ends, and say why; a goal above others only says."""
    left, top, right = place
    if not broken:
        write(axes, left, top + 12.5, text, italic=True, **_QUIET)
        return
    _hatch(axes, (left, top, 40, 16))
    write(axes, left + 48, top + 12.5, text, color="bad", bold=True, size=SMALL)
    start = left + 56 + 7.2 * len(text)
    line(axes, [start, max(right, start + 10)], [top + 8, top + 8], color="bad", dash=(3, 3))


def _hatch(axes: Axes, place: tuple[float, float, float, float]) -> None:
    """Fill a rectangle with slanting lines inside an outline."""
    left, top, width, height = place
    right, bottom = left + width, top + height
    line(axes, [left, right, right, left, left], [top, top, bottom, bottom, top], color="bad")
    for x in range(int(-height), int(width), 6):
        first, last = max(x, 0), min(x + height, width)
        if last > first:
            ys = [bottom - (first - x), bottom - (last - x)]
            line(axes, [left + first, left + last], ys, color="bad")


def _items(row: object) -> str:
    if pd.isna(row.butir):
        return _("butir SKP: tidak ada data")
    return _("{items} butir SKP").format(items=_count(row.butir))


def _count(number: object) -> str:
    return _("tidak ada data") if pd.isna(number) else format_number(int(number))
