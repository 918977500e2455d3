"""The chart of the early warning: where each indicator stands, and where it is heading."""

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
from kinerja_lib.i18n import _, format_number, format_range

TRACKS = {"di jalur": "ok", "belum pasti": "warn", "di luar jalur": "bad"}
LEFT, STRIP, STEP, DEEP, HIGH = 190, 250, 44, 97, 16
SIGNS = {"naik": "≥ ", "turun": "≤ "}
_EDGES = ["target_bawah_tahun", "target_atas_tahun"]
_SPAN = ["nilai_terakhir", "rencana", "rendah", "tinggi", *_EDGES]


def plot_projections(rows: pd.DataFrame, *, wide: bool) -> Axes:
    """Draw a strip per series, each on its own scale: target, plan, value now, projected range.

    Parameters
    ----------
    rows : DataFrame
        Columns judul, jalur, arah, desimal, nilai_terakhir, rencana, proyeksi, rendah, tinggi,
        target_bawah_tahun, target_atas_tahun; one row each.
    wide : bool
        700 pixels with columns beside the strip, or 340 pixels with text above and below it.
    """
    count = max(len(rows), 1)
    axes = canvas(WIDE, 26 + STEP * count) if wide else canvas(NARROW, DEEP * count)
    if wide:
        _heads(axes)
    for number, row in enumerate(rows.itertuples(index=False)):
        top = 26 + number * STEP if wide else number * DEEP
        if number:
            line(axes, [0, WIDE if wide else NARROW], [top, top], color="grid")
        span = span_of(pd.DataFrame([[getattr(row, name) for name in _SPAN]], dtype=float))
        place = (LEFT, top + 14, STRIP) if wide else (8, top + 40, NARROW - 16)
        _strip(axes, row, Scale(place[0], place[2], *span), place[1], span)
        (_wide_texts if wide else _narrow_texts)(axes, row, top)
    return axes


def _heads(axes: Axes) -> None:
    for x, text, align in (
        (0, _("Indikator"), "left"),
        (LEFT, _("Rendah"), "left"),
        (LEFT + STRIP, _("Tinggi"), "right"),
        (588, _("Proyeksi akhir tahun"), "right"),
        (602, _("Terhadap target"), "left"),
    ):
        write(axes, x, 13, text, size=SMALL, color="muted", align=align)
    line(axes, [0, WIDE], [21, 21], color="line2")


def _strip(axes: Axes, row: object, scale: Scale, top: float, span: tuple[float, float]) -> None:
    """Draw band, target zone and edges, plan to date, projected range and value now."""
    box(axes, scale(span[0]), top, scale(span[1]) - scale(span[0]), HIGH, "band")
    edges = sorted({v for v in (getattr(row, name) for name in _EDGES) if not pd.isna(v)})
    if edges:
        start = span[0] if row.arah == "turun" else edges[0]
        end = span[1] if row.arah == "naik" else edges[-1]
        box(axes, scale(start), top, scale(end) - scale(start), HIGH, "zone")
        box(axes, scale(start), top + HIGH - 1, scale(end) - scale(start), 2.5, "ok")
        for edge in {"naik": edges[:1], "turun": edges[-1:]}.get(row.arah, edges):
            line(axes, [scale(edge)] * 2, [top - 3, top + HIGH + 3], width=2.5)
    middle = top + HIGH / 2
    if not pd.isna(row.rencana):
        line(axes, [scale(row.rencana)] * 2, [top + 1, top + HIGH - 1], color="muted", width=2)
    if not pd.isna(row.rendah) and row.tinggi > row.rendah:
        line(axes, [scale(row.rendah), scale(row.tinggi)], [middle, middle], width=1.75)
    if not pd.isna(row.nilai_terakhir):
        mark(axes, scale(row.nilai_terakhir), middle, TRACKS.get(row.jalur, "na"), 12)


def _range_text(row: object) -> str:
    if pd.isna(row.rendah) or row.tinggi <= row.rendah:
        return _("sudah diukur")
    return format_range(row.rendah, row.tinggi, int(row.desimal))


def _target_text(row: object) -> str:
    low, high = (getattr(row, name) for name in _EDGES)
    if pd.isna(low) or pd.isna(high):
        return ""
    digits = int(row.desimal)
    if low == high:
        return SIGNS.get(row.arah, "= ") + format_number(low, digits)
    return format_range(low, high, digits)


def _wide_texts(axes: Axes, row: object, top: float) -> None:
    names = fit_lines(row.judul, LEFT - 10)
    for number, name in enumerate(names):
        write(axes, 0, top + 32 - 6 * len(names) + 13 * number, name, bold=True)
    value = format_number(row.proyeksi, int(row.desimal))
    write(axes, 588, top + 20, value, bold=True, align="right")
    write(axes, 588, top + 35, _range_text(row), size=SMALL, color="muted", align="right")
    kind = TRACKS.get(row.jalur, "na")
    mark(axes, 608, top + 16, kind, 9)
    write(axes, 620, top + 20, _(row.jalur), size=SMALL, bold=True, color=kind)
    target = _("target {edge}").format(edge=_target_text(row))
    write(axes, 620, top + 35, target, size=SMALL, color="muted")


def _narrow_texts(axes: Axes, row: object, top: float) -> None:
    kind = TRACKS.get(row.jalur, "na")
    names = fit_lines(row.judul, NARROW - 4)
    for number, name in enumerate(names):
        write(axes, 0, top + 44 - 13 * len(names) + 13 * number, name, bold=True)
    mark(axes, 8, top + 72, kind, 9)
    write(axes, 18, top + 76, _(row.jalur), size=SMALL, bold=True, color=kind)
    value = format_number(row.proyeksi, int(row.desimal))
    write(axes, NARROW, top + 76, f"{value} ({_range_text(row)})", bold=True, align="right")
    text = _("target {edge}").format(edge=_target_text(row))
    write(axes, NARROW, top + 91, text, size=SMALL, color="muted", align="right")
