"""How a cell reads: one way for JupyterLab, pages and alt texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from html import escape
from typing import Any

from kinerja_lib.i18n import _, format_date, format_number

WITHHELD = "tidak ditampilkan"
SHAPES = {"ok": "●", "warn": "▲", "bad": "■", "na": "◇"}


def cell_text(column: Mapping[str, Any], value: object, decimals: int | None = None) -> str:
    """Write one cell in the language in use.

    Parameters
    ----------
    column : mapping
        One entry of `columns` in a table's JSON.
    value : object
        The cell: number, text or None. The text `WITHHELD` stands for a protected cell.
    decimals : int or None
        Digits for this row where the column mixes units.
    """
    if value is None:
        return _(column["missing"])
    if column["role"] == "year" and isinstance(value, int | float):
        return str(int(value))
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, int | float):
        digits = column["decimals"] if decimals is None else decimals
        return format_number(value, digits)
    return _date_text(value) or _(str(value))


def _date_text(value: object) -> str:
    text = str(value)
    if len(text) != 10 or text[4:5] != "-":
        return ""
    try:
        return format_date(dt.date.fromisoformat(text), short=True)
    except ValueError:
        return ""


def row_decimals(table: Mapping[str, Any], column: Mapping[str, Any], row: int) -> int | None:
    """Give the decimals of a row where they depend on another column, else None."""
    name = column["decimals_from"]
    if not name:
        return None
    if name in table["helpers"]:
        return int(table["helpers"][name][row])
    names = [c["name"] for c in table["columns"]]
    return int(table["rows"][row][names.index(name)])


def head_text(column: Mapping[str, Any]) -> str:
    """Write a column head with its unit."""
    unit = column["unit"]
    return f"{_(column['label'])}, {_(unit)}" if unit else _(column["label"])


def table_html(table: Mapping[str, Any]) -> str:
    """Write a plain accessible HTML table for JupyterLab; every text is escaped."""
    columns = table["columns"]
    heads = "".join(f'<th scope="col">{escape(head_text(c))}</th>' for c in columns)
    lines = []
    for index, row in enumerate(table["rows"]):
        cells = []
        for column, value in zip(columns, row, strict=True):
            text = escape(cell_text(column, value, row_decimals(table, column, index)))
            shape = SHAPES.get(column["kinds"].get(value, ""), "")
            tag = 'th scope="row"' if column["role"] == "key" else "td"
            align = ' style="text-align:right"' if column["role"] in ("value", "count", "n") else ""
            cells.append(f"<{tag}{align}>{shape} {text}</{tag.split()[0]}>")
        lines.append("<tr>" + "".join(cells) + "</tr>")
    from kinerja_lib.publish.finding import fill_text

    caption = escape(fill_text(table["caption"], table["values"]))
    return (
        f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table>"
    )
