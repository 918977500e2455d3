"""Predikat of units beside the guide, and raters beside one another."""

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
    fill_part,
    fit_lines,
    line,
    mark,
    write,
)
from kinerja_lib.i18n import _, format_number
from kinerja_lib.privacy.withholding import WITHHELD
from kinerja_lib.tables.choices import PREDIKAT

_QUIET = {"size": SMALL, "color": "muted"}
_COLORS = ("k1", "zone", "na", "mark-warn", "bad")  # the best class first
_INK = ("bg", "ink", "bg", "bg", "bg")
_KINDS = {"di luar panduan": "bad", "dengan catatan": "warn"}
_LEFT, _STRIP, _STEP, _DEEP, _HEAD = 190, 320, 34, 75, 46


def plot_guide(rows: pd.DataFrame, *, wide: bool) -> Axes:
    """Draw per unit the shares of the five predikat, with the guide's limit as an edge.

    Parameters
    ----------
    rows : DataFrame
        Columns nama, hasil, n, one per predikat (people; missing where withheld), and batas_awal
        and batas: predikat where the limit's part begins, and the limit in per cent (missing where
        the guide has no share).
    wide : bool
        700 pixels with columns beside the bars, or 340 pixels with text above them.
    """
    step, head = (_STEP, _HEAD) if wide else (_DEEP, 2 * _HEAD)
    axes = canvas(WIDE if wide else NARROW, head + step * max(len(rows), 1))
    _legend(axes, wide=wide)
    for number, row in enumerate(rows.to_dict("records")):
        top = head + step * number
        line(axes, [0, WIDE if wide else NARROW], [top, top], color="grid")
        place = (_LEFT, top + 8, _STRIP) if wide else (0, top + 47, NARROW)
        _unit_words(axes, row, top, wide=wide)
        _stack(axes, row, place)
    return axes


def _legend(axes: Axes, *, wide: bool) -> None:
    places = (0, 110, 170, 300, 370) if wide else (0, 110, 180, 0, 110)
    for number, (name, color) in enumerate(zip(PREDIKAT, _COLORS, strict=True)):
        high = 8 if wide or number < 3 else 32
        fill_part(axes, (places[number], high, 13, 13), color)
        write(axes, places[number] + 18, high + 11, name, size=SMALL)


def _unit_words(axes: Axes, row: dict[str, object], top: float, *, wide: bool) -> None:
    name = fit_lines(str(row["nama"]), _LEFT - 8 if wide else NARROW - 70)
    first = top + (27 - 6 * len(name) if wide else 47 - 13 * len(name))
    for number, text in enumerate(name):
        write(axes, 0, first + 13 * number, text, size=SMALL, bold=True)
    n = "" if pd.isna(row["n"]) else f"n = {format_number(row['n'])}"
    kind = _KINDS.get(str(row["hasil"]), "ok")
    if wide:
        write(axes, 522, top + 21, n, size=SMALL)
        mark(axes, 586, top + 17, kind, 9)
        write(axes, 598, top + 21, _short(row["hasil"]), size=SMALL, bold=True, color=kind)
    else:
        mark(axes, NARROW - 6, top + 30, kind, 9)
        write(axes, NARROW - 16, top + 34, n, size=SMALL, align="right")


def _short(verdict: object) -> str:
    words = {"di luar panduan": _("di luar"), "dengan catatan": _("catatan")}
    return words.get(str(verdict), _("sesuai"))


def _stack(axes: Axes, row: dict[str, object], place: tuple[float, float, float]) -> None:
    """Draw the known classes in their order; what is withheld stays an outline at the end."""
    left, top, width = place
    known = {name: float(row[name]) for name in PREDIKAT if not pd.isna(row[name])}
    if pd.isna(row["n"]) or not row["n"] or not known:
        box(axes, left, top, width, 18, "band")
        write(axes, left + width / 2, top + 13, _(WITHHELD), align="center", **_QUIET)
        return
    x = Scale(left, width, 0.0, float(row["n"]))
    start, starts = 0.0, {}
    for name, color, ink in zip(PREDIKAT, _COLORS, _INK, strict=True):
        if len(starts) == len([other for other in starts if other in known]):
            starts[name] = start
        size = known.get(name, 0.0)
        if size:
            fill_part(axes, (x(start), top, max(x(start + size) - x(start) - 1.5, 1.0), 18), color)
            share = format_number(100 * size / float(row["n"]))
            if x(start + size) - x(start) > 26:
                middle = (x(start) + x(start + size)) / 2
                write(axes, middle, top + 13.5, share, size=SMALL, color=ink, align="center")
        start += size
    if start < float(row["n"]):
        box(axes, x(start), top, x(float(row["n"])) - x(start), 18, "band")
    _limit(axes, row, starts, x, top)


def _limit(
    axes: Axes, row: dict[str, object], starts: dict[str, float], x: Scale, top: float
) -> None:
    """Draw the edge of the guide in its part of the bar; none behind a withheld class."""
    first, share = row["batas_awal"], row["batas"]
    if first in starts and not pd.isna(share):
        at = starts[str(first)] + float(share) / 100 * float(row["n"])
        if at <= float(row["n"]):
            line(axes, [x(at), x(at)], [top - 4, top + 22], width=2.5)


_MARKS = {"": "ok", "longgar": "bad", "ketat": "bad"}
_AXIS = 34


def plot_raters(rows: pd.DataFrame, *, wide: bool, margin: float) -> Axes:
    """Draw each rater's leniency with its interval, and the plain difference as a short tick.

    Parameters
    ----------
    rows : DataFrame
        Columns urutan (from 1), mentah, leniency, low, high (points), tanda.
    wide : bool
        700 or 340 pixels.
    margin : float
        Points on both sides of 0 that are of no interest: the shaded part.
    """
    width, step = (WIDE, 7) if wide else (NARROW, 6)
    foot = _AXIS + step * max(len(rows), 1)
    axes = canvas(width, foot + _AXIS)
    reach = max([margin, *rows[["mentah", "low", "high"]].abs().max().dropna()]) * 1.08
    x = Scale(8, width - 16, -reach, reach)
    box(axes, x(-margin), _AXIS - 8, x(margin) - x(-margin), foot - _AXIS + 12, "band")
    line(axes, [x(0), x(0)], [_AXIS - 8, foot + 4], color="line2")
    _rater_axis(axes, x, margin, foot)
    for number, row in enumerate(rows.itertuples(index=False)):
        y = _AXIS + step * number
        line(axes, [x(row.low), x(row.high)], [y, y], color="line2", width=1.75)
        line(axes, [x(row.mentah)] * 2, [y - 3, y + 3], color="muted", width=1.5)
        ordinary = row.tanda == "tidak ditandai"
        kind = "ok" if ordinary else _MARKS.get(row.tanda.split("; ")[0], "warn")
        mark(axes, x(row.leniency), y, kind, 5 if ordinary else 9)
    return axes


def _rater_axis(axes: Axes, x: Scale, margin: float, foot: float) -> None:
    write(axes, x(x.low), 16, _("lebih ketat"), **_QUIET)
    end = x.low + (x(0) - x.start) * 2 / x.factor
    write(axes, x(end), 16, _("lebih longgar"), align="right", **_QUIET)
    for value in (-margin, 0.0, margin):
        label = format_number(value, 1) if value else "0"
        write(axes, x(value), foot + 22, label, align="center", **_QUIET)
