"""Fonts, colours and sizes of every chart, and the canvas charts are drawn on.

A chart is drawn twice, 700 and 340 pixels wide, in pixel coordinates with y downwards. Colours are
those of the light page; the page replaces each by its variable, so dark mode and paper follow.
"""

from __future__ import annotations

import io
import textwrap
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure as MplFigure
from matplotlib.patches import Rectangle

from kinerja_lib.i18n import translate_value

WIDE = 700
NARROW = 340
TEXT = 13.0
SMALL = 12.0

# Light value -> name of the page's variable. Two names never share a value.
TOKENS = {
    "bg": "#ffffff",
    "ink": "#1a1d21",
    "muted": "#55595f",
    "line": "#d8d4cb",
    "line2": "#8a8f96",
    "grid": "#e4e1d9",
    "band": "#efede7",
    "zone": "#c6dbef",
    "ok": "#1b5e9e",
    "warn": "#9a5200",
    "mark-warn": "#b36200",
    "bad": "#7d1425",
    "na": "#5b6067",
    "k1": "#142f5c",
    "k2": "#a8430f",
    "k3": "#2fa08f",
    "k4": "#b05fc0",
    "v1": "#1d5a99",
    "v3": "#dcd8cf",
    "v5": "#94460a",
}
MARKS = {"ok": ("o", "ok"), "warn": ("^", "mark-warn"), "bad": ("s", "bad"), "na": ("D", "na")}
_PALE = ("zone", "band", "v3")
_FAMILIES = ("Liberation Sans", "Arial", "Helvetica", "DejaVu Sans")


class Scale:
    """Map values of an axis to pixels: `low` to `start`, `high` to `start + length`."""

    def __init__(self, start: float, length: float, low: float, high: float) -> None:
        self.start, self.low, self.factor = start, low, length / (high - low)

    def __call__(self, value: float) -> float:
        """Give the pixel of a value."""
        return self.start + (value - self.low) * self.factor


def span_of(values: pd.DataFrame) -> tuple[float, float]:
    """Give an axis range around all values with a tenth of slack on both sides."""
    low, high = values.min().min(), values.max().max()
    if pd.isna(low):
        return 0.0, 1.0
    slack = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
    return float(low - slack), float(high + slack)


@lru_cache(maxsize=1)
def font_family() -> str:
    """Name the first installed family of the page's sans-serif stack."""
    known = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in _FAMILIES if name in known), "DejaVu Sans")


def canvas(width: int, height: float) -> Axes:
    """Give empty Axes in pixels: x to the right, y downwards, no frame and no ticks."""
    figure = MplFigure(figsize=(width / 72, height / 72), dpi=72, facecolor=TOKENS["bg"])
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return axes


def write(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    *,
    size: float = TEXT,
    color: str = "ink",
    align: str = "left",
    bold: bool = False,
    italic: bool = False,
    halo: bool = False,
) -> None:
    """Write text with its baseline at (x, y); `halo` keeps it readable over other shapes.

    A word of the kit that stands in the data is translated; other text is written as it is.
    """
    axes.text(
        x,
        y,
        translate_value(str(text)),
        fontsize=size,
        color=TOKENS[color],
        ha=align,
        va="baseline",
        fontweight="bold" if bold else "normal",
        fontstyle="italic" if italic else "normal",
        fontfamily=font_family(),
        parse_math=False,
        gid="halo" if halo else None,
    )


def line(
    axes: Axes,
    xs: list[float],
    ys: list[float],
    *,
    color: str = "ink",
    width: float = 1.0,
    dash: tuple[float, float] | None = None,
) -> None:
    """Draw a line through the points; `dash` is on and off in pixels."""
    style = (0, (dash[0] / width, dash[1] / width)) if dash else "solid"
    axes.plot(
        xs,
        ys,
        color=TOKENS[color],
        lw=width,
        ls=style,
        clip_on=False,
        solid_capstyle="butt",
        solid_joinstyle="round",
    )


def fit_lines(text: str, width: float, lines: int = 2) -> list[str]:
    """Break a bold name into lines that fit `width` pixels; the last keeps the end of the name.

    Names of offices often differ in their last word only, so what is cut is cut before the end, and
    between words where a whole one fits. A word of the kit is translated first.
    """
    letters = max(int(width / 7.4), 8)
    parts = textwrap.wrap(translate_value(text), letters) or [""]
    if len(parts) <= lines:
        return parts
    kept, tail = parts[: lines - 1], " ".join(parts[lines - 1 :])
    end = tail[-(letters - 1) :]
    if tail[-letters] != " " and " " in end:
        return [*kept, "… " + end.partition(" ")[2]]
    return [*kept, "…" + end.lstrip()]


def box(axes: Axes, x: float, y: float, width: float, height: float, color: str) -> None:
    """Fill a rectangle whose upper left corner is (x, y)."""
    patch = Rectangle((x, y), width, height, facecolor=TOKENS[color], edgecolor="none")
    patch.set_clip_on(False)
    axes.add_patch(patch)


def fill_part(axes: Axes, place: tuple[float, float, float, float], color: str) -> None:
    """Fill a part of a bar, or its sample in a key; a pale colour gets an edge that is seen.

    `place` is left, top, width and height. Without the edge a pale part would not stand out from
    the page (WCAG 2.2, 1.4.11 asks for 3:1).
    """
    x, y, width, height = place
    if color not in _PALE or width < 3:
        box(axes, x, y, width, height, color)
        return
    edge = TOKENS["line2"]
    patch = Rectangle((x, y), width, height, facecolor=TOKENS[color], edgecolor=edge, linewidth=1)
    patch.set_clip_on(False)
    axes.add_patch(patch)


def mark(axes: Axes, x: float, y: float, kind: str, size: float = 11.0) -> None:
    """Draw the status shape of `kind` ("ok", "warn", "bad", "na") centred at (x, y)."""
    shape, color = MARKS[kind]
    open_shape = kind == "na"
    axes.plot(
        [x],
        [y],
        ls="none",
        marker=shape,
        markersize=size * (0.8 if open_shape else 1.0),
        clip_on=False,
        markerfacecolor=TOKENS["bg"] if open_shape else TOKENS[color],
        markeredgecolor=TOKENS[color] if open_shape else TOKENS["bg"],
        markeredgewidth=2.0 if open_shape else 1.5,
    )


@contextmanager
def _any_script() -> Iterator[None]:
    """Let names hold letters that the font lacks: the reader's browser has its own fonts."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph .* missing from font", UserWarning)
        yield


def to_svg(axes: Axes) -> str:
    """Write the drawing as matplotlib's SVG with text as text, the same bytes every time."""
    buffer = io.StringIO()
    options = {"svg.fonttype": "none", "svg.hashsalt": "kinerja", "path.simplify": False}
    with mpl.rc_context(options), _any_script():
        axes.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


def to_png(axes: Axes) -> bytes:
    """Write the drawing as a PNG picture at twice the size, for JupyterLab."""
    buffer = io.BytesIO()
    with _any_script():
        axes.figure.savefig(buffer, format="png", dpi=144, metadata={"Software": None})
    return buffer.getvalue()
