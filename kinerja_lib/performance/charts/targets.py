"""Charts of indicators of areas against targets."""

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

STATUS = {
    "tercapai": "ok",
    "lebih baik dari rentang": "ok",
    "belum pasti": "warn",
    "tidak tercapai": "bad",
    "tidak dapat dihitung": "na",
}
CAUSE = {"size": SMALL, "color": "muted", "align": "center", "italic": True, "halo": True}
ARROWS = {"naik": "↑", "turun": "↓", "rentang": "↔"}


def plot_targets(
    rows: pd.DataFrame, *, wide: bool, decimals: int, polarity: str, target: str = "target nasional"
) -> Axes:
    """Draw one strip per area on a common scale: target zone, edges, value and verdict.

    Parameters
    ----------
    rows : DataFrame
        Columns wilayah, kesimpulan, realisasi, target_bawah, target_atas, alasan; one row each.
    wide : bool
        700 pixels with columns beside the strip, or 340 pixels with text above and below it.
    decimals : int
        Digits of the values.
    polarity : str
        `naik`, `turun` or `rentang`: which side of the edges is shaded.
    target : str
        What the targets are called: "target nasional" or "target".
    """
    low, high = span_of(rows[["realisasi", "target_bawah", "target_atas"]])
    if wide:
        return _targets_wide(rows, (low, high), decimals, polarity, target)
    return _targets_narrow(rows, (low, high), decimals, polarity, target)


def _targets_wide(
    rows: pd.DataFrame, span: tuple[float, float], decimals: int, polarity: str, target: str
) -> Axes:
    left, width, step = 150, 300, 32
    axes = canvas(WIDE, 26 + step * len(rows))
    for x, text, align in (
        (0, _("Wilayah"), "left"),
        (left, _("Rendah"), "left"),
        (left + width, _("Tinggi"), "right"),
        (528, _("Realisasi"), "right"),
        (546, _("Terhadap {target}").format(target=_(target)), "left"),
    ):
        write(axes, x, 13, text, size=SMALL, color="muted", align=align)
    line(axes, [0, WIDE], [21, 21], color="line2")
    for i, row in enumerate(rows.itertuples(index=False)):
        top = 26 + i * step
        names = fit_lines(row.wilayah, left - 8)
        for number, name in enumerate(names):
            write(axes, 0, top + 26 - 6 * len(names) + 13 * number, name, bold=True)
        _strip(axes, row, (left, top + 8, width), span, polarity)
        value = "" if pd.isna(row.realisasi) else format_number(row.realisasi, decimals)
        write(axes, 528, top + 20, value, bold=True, align="right")
        kind = STATUS.get(row.kesimpulan, "na")
        mark(axes, 552, top + 16, kind, 9)
        write(axes, 564, top + 20, _(row.kesimpulan), size=SMALL, bold=True, color=kind)
        if i:
            line(axes, [0, WIDE], [top, top], color="grid")
    return axes


def _targets_narrow(
    rows: pd.DataFrame, span: tuple[float, float], decimals: int, polarity: str, target: str
) -> Axes:
    step = 66
    axes = canvas(NARROW, step * max(len(rows), 1))
    for i, row in enumerate(rows.itertuples(index=False)):
        top = i * step
        if i:
            line(axes, [0, NARROW], [top, top], color="grid")
        write(axes, 0, top + 20, fit_lines(row.wilayah, NARROW - 70, 1)[0], bold=True)
        if not pd.isna(row.realisasi):
            value = format_number(row.realisasi, decimals)
            write(axes, NARROW, top + 20, value, bold=True, align="right")
        _strip(axes, row, (0, top + 27, NARROW), span, polarity)
        kind = STATUS.get(row.kesimpulan, "na")
        write(
            axes,
            0,
            top + 58,
            _target_text(row, decimals, polarity, target),
            size=SMALL,
            color="muted",
        )
        verdict = {"size": SMALL, "bold": True, "align": "right", "color": kind}
        write(axes, NARROW, top + 58, _(row.kesimpulan), **verdict)
    return axes


def _target_text(row: object, decimals: int, polarity: str, target: str) -> str:
    low, high = row.target_bawah, row.target_atas
    if pd.isna(low) and pd.isna(high):
        return _("{target} tidak ada").format(target=_(target))
    if pd.isna(low) or pd.isna(high):
        edge = format_number(high if pd.isna(low) else low, decimals)
        return _(target) + " " + {"naik": "≥ ", "turun": "≤ "}.get(polarity, "= ") + edge
    return _(target) + " " + format_range(low, high, decimals)


def _strip(
    axes: Axes,
    row: object,
    place: tuple[float, float, float],
    span: tuple[float, float],
    polarity: str,
) -> None:
    """Draw band, zone, edges and mark of one row; a row without a value gives the cause."""
    left, top, width = place
    scale = Scale(left, width, *span)
    box(axes, left, top, width, 16, "band")
    edges = sorted({v for v in (row.target_bawah, row.target_atas) if not pd.isna(v)})
    if edges:
        start, end = _zone(edges, span, polarity)
        box(axes, scale(start), top, scale(end) - scale(start), 16, "zone")
        box(axes, scale(start), top + 15, scale(end) - scale(start), 2.5, "ok")
        for edge in edges:
            line(axes, [scale(edge)] * 2, [top - 3, top + 19], width=2.5)
    if not pd.isna(row.realisasi):
        mark(axes, scale(row.realisasi), top + 8, STATUS.get(row.kesimpulan, "na"), 12)
    elif row.alasan:
        write(axes, left + width / 2, top + 12.5, _(row.alasan), **CAUSE)


def _zone(edges: list[float], span: tuple[float, float], polarity: str) -> tuple[float, float]:
    """Give the good side: up to the end of the scale for a direction, between edges for a band.

    A band with a direction is good from its worse edge onwards: beyond it is better still.
    """
    if polarity == "naik":
        return edges[0], span[1]
    return (span[0], edges[-1]) if polarity == "turun" else (edges[0], edges[-1])


def plot_paths(rows: pd.DataFrame, *, wide: bool, decimals: int, polarity: str, year: int) -> Axes:
    """Draw a run chart per area with the same axes: yearly values, target zone, series breaks.

    Parameters
    ----------
    rows : DataFrame
        Columns wilayah, tahun, realisasi, target_bawah, target_atas, kesimpulan, segmen and
        alasan_nilai; one row per area and year, every area having every year.
    wide : bool
        Three panels in a row on 700 pixels, or one on 340.
    decimals, polarity
        As in `plot_targets`.
    year : int
        Year whose value is written beside its mark.
    """
    areas = list(dict.fromkeys(rows["wilayah"]))
    across, margin, width, height = (3, 54, 188, 168) if wide else (1, 54, NARROW - 54, 150)
    step = (WIDE - margin) / across if wide else 0
    axes = canvas(WIDE if wide else NARROW, -(-len(areas) // across) * height)
    span = span_of(rows[["realisasi", "target_bawah", "target_atas"]])
    for i, area in enumerate(areas):
        corner = (margin + (i % across) * step, (i // across) * height)
        y = _panel(
            axes,
            rows[rows["wilayah"] == area],
            corner,
            (width, height),
            span,
            decimals,
            polarity,
            year,
        )
        if i % across == 0:
            _label_axis(axes, rows["realisasi"], corner[0], y, decimals)
    return axes


def _label_axis(axes: Axes, values: pd.Series, x: float, y: Scale, decimals: int) -> None:
    """Write the highest and lowest value of all panels beside the first: the common axis."""
    if values.notna().any():
        for value in sorted({values.min(), values.max()}):
            line(axes, [x - 5, x], [y(value)] * 2, color="line2")
            label = format_number(value, decimals)
            write(axes, x - 8, y(value) + 4, label, size=SMALL, color="muted", align="right")


def _panel(
    axes: Axes,
    rows: pd.DataFrame,
    corner: tuple[float, float],
    size: tuple[float, float],
    span: tuple[float, float],
    decimals: int,
    polarity: str,
    year: int,
) -> Scale:
    (left, top), (width, height) = corner, size
    write(axes, left, top + 16, fit_lines(rows["wilayah"].iloc[0], width, 1)[0], bold=True)
    years = rows["tahun"]
    x = Scale(left + 8, width - 30, years.min(), max(years.max(), years.min() + 1))
    upper, lower = top + 30, top + height - 30
    y = Scale(lower, upper - lower, *span)
    _target_steps(axes, rows, x, y, (upper, lower), polarity)
    line(axes, [left, left + width], [lower, lower], color="line2")
    write(axes, left, lower + 16, str(years.min()), size=SMALL, color="muted")
    end = {"size": SMALL, "color": "muted", "align": "center"}
    write(axes, x(years.max()), lower + 16, str(years.max()), **end)
    known = rows.dropna(subset="realisasi")
    if known.empty:
        center = (left + width / 2, (upper + lower) / 2)
        write(axes, *center, _(_cause(rows)), **CAUSE)
        return y
    _values(axes, known, x, y)
    _label_year(axes, known[known["tahun"] == year], x, y, decimals)
    _break(axes, known, x, (upper, lower))
    return y


def _cause(rows: pd.DataFrame) -> str:
    reasons = rows["alasan_nilai"][rows["alasan_nilai"] != ""]
    return reasons.iloc[-1] if len(reasons) else "tidak ada data"


def _target_steps(
    axes: Axes, rows: pd.DataFrame, x: Scale, y: Scale, limits: tuple[float, float], polarity: str
) -> None:
    """Shade the good side of each year's target and draw the edge that a miss crosses."""
    upper, lower = limits
    half = abs(x.factor) / 2
    span = (y.low, y.low + (upper - lower) / y.factor)
    steps = []
    for row in rows.itertuples(index=False):
        edges = sorted({v for v in (row.target_bawah, row.target_atas) if not pd.isna(v)})
        if edges:
            steps.append((x(row.tahun), edges, *_zone(edges, span, polarity)))
    for middle, _edges, start, end in steps:
        box(axes, middle - half, y(end), 2 * half, y(start) - y(end), "zone")
    for middle, edges, _start, _end in steps:
        shown = {"naik": edges[:1], "turun": edges[-1:]}.get(polarity, edges)
        for edge in shown:
            line(axes, [middle - half, middle + half], [y(edge)] * 2, width=1.25)


def _values(axes: Axes, known: pd.DataFrame, x: Scale, y: Scale) -> None:
    """Draw one line per run of years without a gap or a series break, and a mark per year."""
    gap = (known["tahun"].diff() > 1) | (known["segmen"].diff() > 0)
    for _run, part in known.groupby(gap.cumsum()):
        xs, ys = [x(v) for v in part["tahun"]], [y(v) for v in part["realisasi"]]
        line(axes, xs, ys, color="k1", width=2)
    for kind, part in known.groupby(known["kesimpulan"].map(STATUS)):
        for row in part.itertuples(index=False):
            mark(axes, x(row.tahun), y(row.realisasi), kind, 7)


def _label_year(axes: Axes, rows: pd.DataFrame, x: Scale, y: Scale, decimals: int) -> None:
    """Write the value of the judged year above its mark."""
    for row in rows.itertuples(index=False):
        style = {"size": SMALL, "bold": True, "align": "center", "halo": True}
        value = format_number(row.realisasi, decimals)
        write(axes, x(row.tahun), y(row.realisasi) - 9, value, **style)


def _break(axes: Axes, known: pd.DataFrame, x: Scale, limits: tuple[float, float]) -> None:
    """Mark where the series breaks: no line and no trend crosses the dotted rule."""
    years = known.groupby("segmen")["tahun"].agg(["min", "max"])
    for before, after in zip(years["max"].iloc[:-1], years["min"].iloc[1:], strict=True):
        middle = (x(before) + x(after)) / 2
        line(axes, [middle, middle], list(limits), color="muted", width=1.25, dash=(2, 3))
