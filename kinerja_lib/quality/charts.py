"""Charts of data quality; each draws a finished table and computes no result."""

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
from kinerja_lib.quality.chart_rows import (
    LEFT,
    QUIET,
    STRIP,
    begin_rows,
    dash_strip,
    is_number,
    place_row,
    rule_row,
    share_text,
    write_heads,
    write_name,
)
from kinerja_lib.quality.grades import SHAPES
from kinerja_lib.quality.quarter_axis import draw_axis, label_quarters, number_quarters


def plot_rows(rows: pd.DataFrame, *, wide: bool) -> Axes:
    """Draw per table how its rows split into accepted, flagged and quarantined, 100 % each.

    Parameters
    ----------
    rows : DataFrame
        Columns judul, mutu, bersih, ditandai, dikarantina (per cent, adding up to 100; missing
        where withheld).
    wide : bool
        700 pixels with columns beside the bars, or 340 pixels with text above and below them.
    """
    axes = begin_rows(len(rows), wide=wide)
    if wide:
        write_heads(
            axes,
            [
                (0, _("Tabel"), "left"),
                (LEFT, _("0% baris masuk"), "left"),
                (LEFT + STRIP, "100%", "right"),
                (544, _("Dikarantina"), "right"),
                (640, _("Dengan tanda"), "right"),
                (WIDE, _("Mutu"), "right"),
            ],
        )
    for number, row in enumerate(rows.itertuples(index=False)):
        top, left, high, width = place_row(number, wide=wide)
        rule_row(axes, number, top, wide=wide)
        write_name(axes, top, _(row.judul), wide=wide)
        if is_number(row.dikarantina):
            _bar(axes, row, (left, high, width))
        else:
            dash_strip(axes, left, high, width)
            write(axes, left + 8, high + 12.5, _(WITHHELD), italic=True, halo=True, **QUIET)
        _row_texts(axes, row, top, wide=wide)
    return axes


def _bar(axes: Axes, row: object, place: tuple[float, float, float]) -> None:
    """Draw the segments from the left; one that is not zero is at least 4 pixels wide."""
    left, high, width = place
    parts = [(row.bersih, "zone"), (row.ditandai, "mark-warn"), (row.dikarantina, "bad")]
    sizes = [max(width * share / 100, 4.0) if share > 0 else 0.0 for share, _color in parts]
    sizes[0] = max(width - sum(sizes[1:]), 0.0)
    x = left
    for size, (_share, color) in zip(sizes, parts, strict=True):
        if size > 0:
            gap = 1.5 if x > left else 0.0
            fill_part(axes, (x + gap, high, max(size - gap, 1.0), 16), color)
        x += size


def _row_texts(axes: Axes, row: object, top: float, *, wide: bool) -> None:
    kind = SHAPES.get(row.mutu, "na")
    grade = row.mutu if len(row.mutu) == 1 else "–"
    shares = [
        share_text(value) if is_number(value) else "" for value in (row.dikarantina, row.ditandai)
    ]
    if wide:
        write(axes, 544, top + 21, shares[0], align="right", bold=True)
        write(axes, 640, top + 21, shares[1], align="right")
        mark(axes, WIDE - 24, top + 17, kind, 9)
        write(axes, WIDE, top + 21, grade, align="right", bold=True, color=kind)
        return
    mark(axes, NARROW - 22, top + 14, kind, 9)
    write(axes, NARROW, top + 18, grade, align="right", bold=True, color=kind)
    if shares[0]:
        text = _("dikarantina {aside}, dengan tanda {flagged}").format(
            aside=shares[0], flagged=shares[1]
        )
        write(axes, 0, top + 55, text, **QUIET)


def plot_ages(rows: pd.DataFrame, *, wide: bool) -> Axes:
    """Draw how old each table is against the age at which a newer one is due.

    Parameters
    ----------
    rows : DataFrame
        Columns judul, ketepatan_waktu, umur, tenggat_hari (days, NaN where not known), terlambat,
        alasan.
    wide : bool
        As in `plot_rows`.
    """
    axes = begin_rows(len(rows), wide=wide)
    if wide:
        write_heads(
            axes,
            [
                (0, _("Tabel"), "left"),
                (LEFT, _("Hari ini"), "left"),
                (LEFT + STRIP, _("Makin lama"), "right"),
                (548, _("Umur, hari"), "right"),
                (566, _("Terhadap jadwal"), "left"),
            ],
        )
    limits = rows["tenggat_hari"].dropna()
    # A forgotten table may be years old; the scale ends at three times the longest schedule.
    end = min(max([*limits, *rows["umur"].dropna(), 1.0]) * 1.05, max([*limits, 1.0]) * 3.0)
    for number, row in enumerate(rows.itertuples(index=False)):
        top, left, high, width = place_row(number, wide=wide)
        rule_row(axes, number, top, wide=wide)
        write_name(axes, top, _(row.judul), wide=wide)
        _age_strip(axes, row, Scale(left, width, 0.0, end), (high, end))
        _age_texts(axes, row, top, wide=wide)
    return axes


def _age_strip(axes: Axes, row: object, scale: Scale, place: tuple[float, float]) -> None:
    high, end = place
    box(axes, scale(0), high, scale(end) - scale(0), 16, "band")
    if is_number(row.tenggat_hari):
        due = min(row.tenggat_hari, end)
        box(axes, scale(0), high, scale(due) - scale(0), 16, "zone")
        line(axes, [scale(due)] * 2, [high - 3, high + 19], width=2.5)
    if is_number(row.umur):
        kind = SHAPES.get(row.ketepatan_waktu, "na")
        mark(axes, scale(min(row.umur, end)), high + 8, kind, 12)
    else:
        write(
            axes, scale(end / 2), high + 12.5, _(row.alasan), align="center", italic=True, **QUIET
        )


def _age_texts(axes: Axes, row: object, top: float, *, wide: bool) -> None:
    age = format_number(row.umur) if is_number(row.umur) else ""
    kind = SHAPES.get(row.ketepatan_waktu, "na")
    text = _(row.alasan)
    if is_number(row.terlambat):
        late = format_number(row.terlambat)
        text = _("terlambat {days} hari").format(days=late) if row.terlambat else _("mutakhir")
    if wide:
        write(axes, 548, top + 21, age, align="right", bold=True)
        for number, part in enumerate(fit_lines(text, 150)):
            write(axes, 566, top + 21 + 13 * number, part, size=SMALL, bold=True, color=kind)
        return
    days = _("{days} hari").format(days=age) if age else ""
    write(axes, NARROW, top + 18, days, align="right", bold=True)
    write(axes, 0, top + 55, text, size=SMALL, bold=True, color=kind)


def plot_matches(rows: pd.DataFrame, *, wide: bool, low: float, limit: float) -> Axes:
    """Draw the matched share of each reference between tables as a dot.

    Parameters
    ----------
    rows : DataFrame
        Columns judul and column (which refers), mutu, persen (per cent) and unmatched (rows);
        both missing where withheld.
    wide : bool
        As in `plot_rows`.
    low : float
        Start of the axis, per cent; it ends at 100.
    limit : float
        Share from which the grade is A: the shaded side.
    """
    axes = begin_rows(len(rows), wide=wide)
    if wide:
        start = format_number(low) + "%"
        write_heads(
            axes,
            [
                (0, _("Rujukan"), "left"),
                (LEFT, start, "left"),
                (LEFT + STRIP, "100%", "right"),
                (548, _("Cocok"), "right"),
                (WIDE, _("Baris tidak cocok"), "right"),
            ],
        )
    for number, row in enumerate(rows.itertuples(index=False)):
        top, left, high, width = place_row(number, wide=wide)
        rule_row(axes, number, top, wide=wide)
        name = f"{_(row.judul)}: {row.column}" if wide else _(row.judul)
        write_name(axes, top, name, wide=wide)
        _match_strip(axes, row, Scale(left, width, low, 100.0), high, limit)
        _match_texts(axes, row, top, wide=wide)
    return axes


def _match_texts(axes: Axes, row: object, top: float, *, wide: bool) -> None:
    known = is_number(row.persen)
    share = format_number(row.persen, 1) + "%" if known else ""
    lost = format_number(row.unmatched) if is_number(row.unmatched) else _(WITHHELD)
    if wide:
        write(axes, 548, top + 21, share, align="right", bold=True)
        write(axes, WIDE, top + 21, lost, align="right")
        return
    write(axes, NARROW, top + 18, share, align="right", bold=True)
    text = _("{rows} baris tidak cocok").format(rows=lost) if known else lost
    write(axes, 1, top + 55, f"{row.column}: {text}", **QUIET)  # a j reaches to the left


def _match_strip(axes: Axes, row: object, scale: Scale, high: float, limit: float) -> None:
    edge = max(limit, scale.low)
    box(axes, scale(scale.low), high, scale(100.0) - scale(scale.low), 16, "band")
    box(axes, scale(edge), high, scale(100.0) - scale(edge), 16, "zone")
    line(axes, [scale(edge)] * 2, [high - 3, high + 19], width=2.5)
    if is_number(row.persen):
        mark(axes, scale(max(row.persen, scale.low)), high + 8, SHAPES.get(row.mutu, "na"), 12)


def plot_quarters(rows: pd.DataFrame, *, wide: bool, limit: float) -> Axes:
    """Draw the quarantined share of all rows per quarter; the line breaks where there are no rows.

    Parameters
    ----------
    rows : DataFrame
        Columns triwulan (such as 2026-TW3, rising) and persen (NaN without rows).
    wide : bool
        As in `plot_rows`.
    limit : float
        Share up to which the grade is A, per cent: the shaded side.
    """
    width, height = (WIDE, 230) if wide else (NARROW, 210)
    axes = canvas(width, height)
    left, right, upper, lower = 54, width - 44, 26, height - 44
    rows = rows.assign(
        persen=pd.to_numeric(rows["persen"]), urutan=number_quarters(rows["triwulan"])
    )
    if rows["persen"].notna().sum() == 0:
        style = {**QUIET, "align": "center", "italic": True}
        write(axes, width / 2, height / 2, _("tidak dapat dihitung: tidak ada baris"), **style)
        return axes
    top = max([*rows["persen"].dropna(), limit]) * 1.15 or 1.0
    y = Scale(lower, upper - lower, 0.0, top)
    first, last = rows["urutan"].min(), rows["urutan"].max()
    x = Scale(left + 14, right - left - 28, first, max(last, first + 1))
    draw_axis(axes, (left, right), y, limit, top)
    known = rows.dropna(subset="persen")
    for _run, part in known.groupby((known["urutan"].diff() > 1).cumsum()):
        line(
            axes,
            [x(v) for v in part["urutan"]],
            [y(v) for v in part["persen"]],
            color="k1",
            width=2,
        )
    for row in known.itertuples(index=False):
        mark(axes, x(row.urutan), y(row.persen), "ok" if row.persen <= limit else "bad", 9)
    label_quarters(axes, rows, x, y, lower)
    return axes
