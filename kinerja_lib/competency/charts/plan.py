"""What the plan closes: per competency the levels of need, closed and left, by cause."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from kinerja_lib.chart_style import NARROW, SMALL, WIDE, Scale, canvas, fill_part, fit_lines, write
from kinerja_lib.i18n import _, format_number
from kinerja_lib.privacy.withholding import WITHHELD

# Part -> its word in the key, fill, colour of its number.
PARTS: Mapping[str, tuple[str, str, str]] = {
    "tertutup": (_("tertutup"), "ok", "bg"),
    "pelatihan": (_("tanpa pelatihan yang sesuai"), "bad", "bg"),
    "tempat": (_("kelas penuh atau tidak dibuka"), "mark-warn", "bg"),
    "uang": (_("anggaran"), "na", "bg"),
    "batas": (_("batas pegawai atau pilihan rencana"), "zone", "ink"),
}
_QUIET = {"size": SMALL, "color": "muted"}
_LEFT, _BEHIND, _KEY = 232, 116, 20
_HIGH, _WIDEST = 18, 22  # height of a bar; narrowest part that holds its number


def plot_closing(rows: pd.DataFrame, *, wide: bool) -> Axes:
    """Draw per competency the levels of need as a bar of its parts.

    Parameters
    ----------
    rows : DataFrame
        Columns kompetensi, n (people; missing where withheld), kebutuhan and the `PARTS` (levels;
        missing where withheld).
    wide : bool
        700 pixels with names beside the bars, or 340 with names above them.
    """
    used = [name for name in PARTS if rows[name].sum() > 0]
    step = 36 if wide else 52
    head = _KEY * (-(-len(used) // 2) if wide else len(used)) + 12
    axes = canvas(WIDE if wide else NARROW, head + step * max(len(rows), 1) + 4)
    _write_key(axes, used, wide=wide)
    left = _LEFT if wide else 0
    width = (WIDE if wide else NARROW) - left - _BEHIND
    x = Scale(left, width, 0.0, max(1.0, float(rows["kebutuhan"].max(skipna=True) or 1.0)))
    for number, row in enumerate(rows.to_dict("records")):
        top = head + step * number
        _write_name(axes, row, top, wide=wide)
        _draw_bar(axes, row, x, top + (7 if wide else 24))
    return axes


def _write_key(axes: Axes, used: list[str], *, wide: bool) -> None:
    columns = 2 if wide else 1
    for number, name in enumerate(used):
        row, column = divmod(number, columns)
        word, fill, _ink = PARTS[name]
        fill_part(axes, (column * (WIDE / 2), _KEY * row + 3, 14, 14), fill)
        write(axes, column * (WIDE / 2) + 19, _KEY * row + 14, _(word), **_QUIET)


def _write_name(axes: Axes, row: Mapping[str, object], top: float, *, wide: bool) -> None:
    n = "" if pd.isna(row["n"]) else f"n = {format_number(float(row['n']))}"
    name = fit_lines(str(row["kompetensi"]), _LEFT - 62 if wide else NARROW - 62, 2 if wide else 1)
    first = top + (20 if len(name) == 1 and wide else 14)
    for number, part in enumerate(name):
        write(axes, 0, first + 14 * number, part, size=SMALL, bold=True)
    end = _LEFT - 10 if wide else NARROW
    write(axes, end, top + (20 if wide else 14), n, align="right", **_QUIET)


def _draw_bar(axes: Axes, row: Mapping[str, object], x: Scale, top: float) -> None:
    if pd.isna(row["n"]) or pd.isna(row["kebutuhan"]):
        write(axes, x(0) + 2, top + 13, _(WITHHELD), **_QUIET)
        return
    start = 0.0
    for name, (_word, fill, ink) in PARTS.items():
        size = float(row[name])
        if size <= 0:
            continue
        at, wide = x(start), x(start + size) - x(start)
        fill_part(axes, (at, top, max(wide - 1.5, 1.0), _HIGH), fill)
        if wide > _WIDEST:
            number = format_number(size)
            write(axes, at + wide / 2, top + 13.5, number, size=SMALL, color=ink, align="center")
        start += size
    text = _("{tutup} dari {semua}").format(
        tutup=format_number(float(row["tertutup"])), semua=format_number(float(row["kebutuhan"]))
    )
    write(axes, x(start) + 8, top + 13.5, text, size=SMALL, bold=True)
