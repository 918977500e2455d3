"""Charts of predikat over periods."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from kinerja_lib.chart_style import NARROW, SMALL, WIDE, Scale, canvas, line, mark, write
from kinerja_lib.i18n import _, format_number, translate_value
from kinerja_lib.privacy.withholding import WITHHELD

STEP, HEIGHT = 25, 170


def plot_classes(rows: pd.DataFrame, *, lead: str = "periodik", wide: bool) -> Axes:
    """Draw a run chart of the share of people per group of predikat, 0 to 100 %.

    Parameters
    ----------
    rows : DataFrame
        Columns kelompok, nama (period), evaluasi, persen, urutan; one row each. Yearly results
        are marked apart and joined by no line. Withheld rows leave a gap, and a panel of nothing
        else says so.
    lead : str
        The `evaluasi` whose last share is written: `periodik` or `tahunan`.
    wide : bool
        Three panels in a row on 700 pixels, or one below the other on 340.
    """
    groups = list(dict.fromkeys(rows["kelompok"]))
    rows = rows.assign(urutan=pd.to_numeric(rows["urutan"], errors="coerce"))
    across, width = (3, 205) if wide else (1, NARROW - 36)
    height = HEIGHT * -(-len(groups) // across)
    axes = canvas(WIDE if wide else NARROW, height)
    for i, group in enumerate(groups):
        corner = (36 + (i % across) * (width + 18), (i // across) * HEIGHT)
        own = rows[rows["kelompok"] == group].assign(utama=rows["evaluasi"] == lead)
        _panel(axes, own, corner, width, labels=i % across == 0)
    return axes


def _panel(
    axes: Axes, rows: pd.DataFrame, corner: tuple[float, float], width: float, *, labels: bool
) -> None:
    left, top = corner
    upper, lower = top + 30, top + HEIGHT - 28
    write(axes, left, top + 16, _(rows["kelompok"].iloc[0]), bold=True)
    y = Scale(lower, upper - lower, 0, 100)
    for level in range(0, 101, STEP):
        line(axes, [left, left + width], [y(level)] * 2, color="grid" if level else "line2")
        if labels and level % (2 * STEP) == 0:
            text = f"{level}%"
            write(axes, left - 6, y(level) + 4, text, size=SMALL, color="muted", align="right")
    known = rows.dropna(subset=["persen", "urutan"])
    if known.empty:
        style = {"size": SMALL, "color": "muted", "align": "center", "italic": True}
        write(axes, left + width / 2, y(50) + 4, _(WITHHELD), halo=True, **style)
        return
    own = known[known["evaluasi"] == "periodik"].sort_values("urutan", kind="stable")
    years = known[known["evaluasi"] != "periodik"].sort_values("urutan", kind="stable")
    last = max(int(rows["urutan"].max()), 1)
    x = Scale(left + 8, width - 34, 0, last)
    _line_of(axes, own, x, y)
    for row in years.itertuples(index=False):
        mark(axes, x(row.urutan), y(row.persen), "na", 9)
    _write_last(axes, known[known["utama"]].sort_values("urutan", kind="stable"), x, y)
    _name_ends(axes, own if len(own) else years, x, lower)


def _line_of(axes: Axes, own: pd.DataFrame, x: Scale, y: Scale) -> None:
    """Draw the periods; a period without results breaks the line."""
    for _run, part in own.groupby((own["urutan"].diff() > 1).cumsum()):
        points = [x(v) for v in part["urutan"]], [y(v) for v in part["persen"]]
        line(axes, *points, color="k1", width=2)
    for row in own.itertuples(index=False):
        mark(axes, x(row.urutan), y(row.persen), "ok", 6)


def _write_last(axes: Axes, rows: pd.DataFrame, x: Scale, y: Scale) -> None:
    """Write the last share of the evaluation that leads."""
    for row in rows.tail(1).itertuples(index=False):
        text = format_number(row.persen, 1) + "%"
        style = {"size": SMALL, "bold": True, "align": "center", "halo": True}
        write(axes, x(row.urutan), y(row.persen) - 9, text, **style)


def _name_ends(axes: Axes, own: pd.DataFrame, x: Scale, lower: float) -> None:
    """Name the first and last period under the axis."""
    style = {"size": SMALL, "color": "muted"}
    if len(own):
        name = translate_value(own["nama"].iloc[0])
        write(axes, x(own["urutan"].iloc[0]) - 8, lower + 16, name, **style)
    if len(own) > 1:
        end = own.iloc[-1]
        name = translate_value(end["nama"])
        write(axes, x(end["urutan"]) + 26, lower + 16, name, align="right", **style)
