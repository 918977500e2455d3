"""How a cell reads: one way for JupyterLab, pages and alt texts."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from kinerja_lib.i18n import _, format_number
from kinerja_lib.publish.finding import fill_text
from kinerja_lib.publish.wording import day_text, form_text, items_text
from kinerja_lib.tables.columns import NO_DATA, NOT_APPLICABLE, NOT_COMPUTABLE, PER_UNIT

WITHHELD = "tidak ditampilkan"
FEW = _("kurang dari 10")  # in place of a public difference of one to nine people
NUMERIC = ("value", "count", "n", "year")
SHAPES = {"ok": "●", "warn": "▲", "bad": "■", "na": "◇"}


def cell_text(table: Mapping[str, Any], row: int, column: int, *, mark: bool = False) -> str:
    """Write one cell of a table's JSON in the language in use.

    A missing cell says its word and, where the table knows it, the reason. The text `WITHHELD`
    stands for a protected cell. With `mark`, what stays Indonesian is marked, see
    `kinerja_lib.i18n.mark_foreign`.
    """
    spec, value = table["columns"][column], table["rows"][row][column]
    if value is None:
        reason = helper_value(table, spec["reason_from"], row)
        if reason in (NO_DATA, NOT_APPLICABLE, PER_UNIT):
            return _(reason)
        return _(spec["missing"]) + (f": {_(str(reason))}" if reason else "")
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, int | float):
        return _number_text(table, spec, value, row)
    if value == WITHHELD:
        return _(WITHHELD)
    text = _plain_text(spec, str(value), mark)
    return f"{text}, {_(spec['suffix'])}" if spec["suffix"] else text


def is_verbatim(spec: Mapping[str, Any]) -> bool:
    """Tell whether the cells of a column are codes, the same in every language."""
    return spec["role"] in ("code", "digest") or spec.get("verbatim", False)


def _plain_text(spec: Mapping[str, Any], value: str, mark: bool) -> str:
    if is_verbatim(spec):
        return _(value) if value in spec.get("forms", ()) else value
    if spec["role"] == "date":
        return day_text(value)
    if spec.get("items"):
        return items_text(value, spec["items"], mark=mark)
    return form_text(value, spec.get("forms", ()), mark=mark)


def _number_text(table: Mapping[str, Any], spec: Mapping[str, Any], value: float, row: int) -> str:
    if spec["role"] == "year":
        return str(int(value))
    if spec["total_from"]:
        total = helper_value(table, spec["total_from"], row)
        if not total:
            return _(NOT_COMPUTABLE)
        return _("{part} dari {whole}").format(
            part=format_number(value), whole=format_number(total)
        )
    decimals = helper_value(table, spec["decimals_from"], row)
    return format_number(value, spec["decimals"] if decimals is None else int(decimals))


def cell_status(table: Mapping[str, Any], row: int, column: int) -> tuple[str, str]:
    """Give the shape ("ok", "warn", "bad", "na" or "") of a cell and the verdict it stands for."""
    spec, value = table["columns"][column], table["rows"][row][column]
    verdict = helper_value(table, spec["status_from"], row) if spec["status_from"] else value
    return spec["kinds"].get(verdict, "") if isinstance(verdict, str) else "", str(verdict or "")


def helper_value(table: Mapping[str, Any], name: str, row: int) -> object:
    """Read a helper column, or a shown one, of a row; None without a name."""
    if not name:
        return None
    if name in table["helpers"]:
        return table["helpers"][name][row]
    return table["rows"][row][[c["name"] for c in table["columns"]].index(name)]


def head_text(table: Mapping[str, Any], column: Mapping[str, Any], *, mark: bool = False) -> str:
    """Write a column head with its unit; `mark` is that of `cell_text`."""
    label = fill_text(column["label"], table["values"], mark=mark)
    return f"{label}, {_(column['unit'])}" if column["unit"] else label


def table_html(table: Mapping[str, Any]) -> str:
    """Write a plain accessible HTML table for JupyterLab; every text is escaped."""
    columns = table["columns"]
    heads = "".join(f'<th scope="col">{escape(head_text(table, c))}</th>' for c in columns)
    lines = []
    for row in range(len(table["rows"])):
        cells = []
        for index, column in enumerate(columns):
            shape = SHAPES.get(cell_status(table, row, index)[0], "")
            tag = "th" if column["role"] == "key" else "td"
            align = ' style="text-align:right"' if column["role"] in NUMERIC else ""
            scope = ' scope="row"' if tag == "th" else ""
            text = escape(cell_text(table, row, index))
            cells.append(f"<{tag}{scope}{align}>{shape} {text}</{tag}>")
        lines.append("<tr>" + "".join(cells) + "</tr>")
    caption = escape(fill_text(table["caption"], table["values"]))
    return (
        f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table>"
    )
