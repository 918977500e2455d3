"""Diverging bars of answers: both sides from one line, neutral apart, missing in its own column."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes

from kinerja_lib.chart_style import (
    NARROW,
    SMALL,
    WIDE,
    Scale,
    box,
    canvas,
    fill_part,
    fit_lines,
    line,
    write,
)
from kinerja_lib.i18n import _, format_number, format_range
from kinerja_lib.privacy.withholding import WITHHELD

_QUIET = {"size": SMALL, "color": "muted"}
_HEAD, _STEP, _DEEP, _BAR = 62, 38, 82, 18
_LEFT, _ROOM, _GAP = 170, 285, 14  # both sides and neutral share the room, in one scale
_PLACES = {"share": 502, "missing": 650, "n": 698}
_ORDER = (("v5", _("sebaliknya")), ("v1", _("diharapkan")), ("v3", _("netral")))


def plot_themes(rows: pd.DataFrame, *, wide: bool) -> Axes:
    """Draw one row per subscale.

    Parameters
    ----------
    rows : DataFrame
        Columns subskala, n, harap, harap_low, harap_high, balik, netral, kosong (per cent; missing
        where withheld, netral also where the range has no middle). The hoped-for side always goes
        to the right of the line, whichever way the subscale is keyed, and neutral answers move
        neither side.
    wide : bool
        700 pixels with columns beside the bars, or 340 pixels with text under them.
    """
    step = _STEP if wide else _DEEP
    width = WIDE if wide else NARROW
    axes = canvas(width, _HEAD + step * max(len(rows), 1) + 8)
    x = _scale(rows, wide=wide)
    _legend(axes, x, wide=wide, middle=bool(rows["netral"].notna().any()))
    places = [(row, _HEAD + step * at) for at, row in enumerate(rows.to_dict("records"))]
    for _row, top in places:
        line(axes, [0, width], [top, top], color="grid")
    known = [(row, y) for row, y in places if not (pd.isna(row["n"]) or pd.isna(row["harap"]))]
    _draw_sides(axes, [(row, top + (10 if wide else 32)) for row, top in known], x)
    for row, top in places:
        _write_row(axes, row, (top, x), wide=wide)
    for number in range(len(rows)):
        top = _HEAD + step * number + (0 if wide else 24)
        line(axes, [x(0)] * 2, [top + 4, top + 4 + _BAR + 8], color="ink")
    return axes


class _Sides(Scale):
    """A scale of per cent with its zero between both sides; `end` is where neutral begins."""

    end: float
    neutral: bool


def _scale(rows: pd.DataFrame, *, wide: bool) -> _Sides:
    """Give one scale for all rows, also where a side is empty everywhere."""
    reach = rows[["harap", "harap_high"]].max().max()
    sides = (rows["balik"].max(), min(reach, 100.0), rows["netral"].max() if wide else 0.0)
    left, right, neutral = (0.0 if math.isnan(side) else float(side) for side in sides)
    left, right, neutral = max(left, 15.0), max(right, 15.0), max(neutral, 25.0) * (neutral > 0)
    room = _ROOM if wide else NARROW - 8
    length = room * (left + right) / (left + right + neutral)
    scale = _Sides(_LEFT if wide else 0, length, -left, right)
    scale.end, scale.neutral = scale(right) + _GAP, neutral > 0
    return scale


def _legend(axes: Axes, x: _Sides, *, wide: bool, middle: bool) -> None:
    places = (0, 110, 214) if wide else (0, 106, 212)
    shown = _ORDER if middle else _ORDER[:-1]
    for place, (color, name) in zip(places, shown, strict=False):
        fill_part(axes, (place, 6, 13, 13), color)
        write(axes, place + 18, 17, _(name), size=SMALL)
    if not wide:
        write(axes, 0, 44, _("← sebaliknya"), **_QUIET)
        write(axes, NARROW - 8, 44, _("diharapkan →"), align="right", **_QUIET)
        return
    heads = ((x.end, _("netral") if x.neutral else "", "left"), (_PLACES["n"], "n", "right"))
    for at, text, align in (
        *heads,
        (_PLACES["share"], _("diharapkan, %"), "left"),
        (_PLACES["missing"], _("kosong"), "right"),
    ):
        write(axes, at, 48, text, align=align, **_QUIET)


def _draw_sides(axes: Axes, places: list[tuple[dict[str, object], float]], x: _Sides) -> None:
    """Draw one side of all rows, then the other, then the intervals: fewer, longer paths."""
    for row, y in places:
        opposite = float(row["balik"])
        box(axes, x(-opposite), y, x(0) - x(-opposite), _BAR, "v5")
    for row, y in places:
        box(axes, x(0), y, x(float(row["harap"])) - x(0), _BAR, "v1")
    for row, y in places:
        if x.neutral and not pd.isna(row["netral"]):
            fill_part(axes, (x.end, y, float(row["netral"]) * x.factor, _BAR), "v3")
    for row, y in places:
        if not pd.isna(row["harap_low"]):
            ends = [max(float(row["harap_low"]), 0.0), min(float(row["harap_high"]), 100.0)]
            line(axes, [x(e) for e in ends], [y + _BAR + 4] * 2, color="ink", width=1.75)


def _write_row(
    axes: Axes, row: dict[str, object], place: tuple[float, _Sides], *, wide: bool
) -> None:
    top, x = place
    names = fit_lines(str(row["subskala"]), 164 if wide else NARROW, 2 if wide else 1)
    first = top + (24 if len(names) == 1 else 17) if wide else top + 18
    for number, text in enumerate(names):
        write(axes, 0, first + 15 * number, text, size=SMALL, bold=True)
    if pd.isna(row["n"]) or pd.isna(row["harap"]):
        text = WITHHELD if pd.isna(row["n"]) else "tidak ada data"
        write(axes, x(0) + 6, top + (23 if wide else 45), _(text), **_QUIET)
        return
    if wide:
        _columns(axes, row, top, x)
    else:
        _below(axes, row, top)


def _columns(axes: Axes, row: dict[str, object], top: float, x: _Sides) -> None:
    """Write neutral with a bar of its own, the share with its interval, missing, n."""
    if pd.isna(row["netral"]) and x.neutral:
        write(axes, x.end, top + 24, _("tidak berlaku"), **_QUIET)
    elif x.neutral:
        size = float(row["netral"]) * x.factor
        write(axes, x.end + size + 4, top + 24, format_number(row["netral"]), size=SMALL)
    write(axes, _PLACES["share"], top + 24, _share(row), size=SMALL)
    missing = "" if pd.isna(row["kosong"]) else format_number(row["kosong"], 1) + "%"
    write(axes, _PLACES["missing"], top + 24, missing, align="right", **_QUIET)
    write(axes, _PLACES["n"], top + 24, format_number(row["n"]), size=SMALL, align="right")


def _below(axes: Axes, row: dict[str, object], top: float) -> None:
    neutral = "" if pd.isna(row["netral"]) else format_number(row["netral"]) + "%"
    parts = [_("diharapkan {share}").format(share=_share(row))]
    parts += [_("netral {share}").format(share=neutral)] if neutral else []
    if not pd.isna(row["kosong"]):
        parts += [_("kosong {share}").format(share=format_number(row["kosong"], 1) + "%")]
    write(axes, 0, top + 72, "; ".join(parts), size=SMALL)
    write(axes, NARROW, top + 18, f"n = {format_number(row['n'])}", align="right", **_QUIET)


def _share(row: dict[str, object]) -> str:
    text = format_number(row["harap"]) + "%"
    if pd.isna(row["harap_low"]):
        return text
    low, high = max(float(row["harap_low"]), 0.0), min(float(row["harap_high"]), 100.0)
    return f"{text} ({format_range(low, high, 0)})"
