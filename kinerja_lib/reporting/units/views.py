"""What the templates of unit pages need: cards for one row, tables for several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinerja_lib.i18n import format_number
from kinerja_lib.reporting.page import table_view
from kinerja_lib.reporting.units.cut import EditionCut, UnitTable, keep_rows

_ROWS = 200  # rows of one table on a page; the CSV file of the report has all


def view_sections(cut: EditionCut, name: str) -> list[dict[str, Any]]:
    """Give the sections of the report that have rows about a unit, with those rows."""
    views = []
    for section in cut.sections:
        blocks = [_view_table(one, name) for one in section.tables if name in one.rows]
        if blocks:
            views.append({"id": section.id, "name": section.name, "blocks": blocks})
    return views


def view_sentences(cut: EditionCut, name: str) -> tuple[list[Any], list[Any]]:
    """Give the sentences that name a unit: what is asked, and the others, each once."""
    found = {finding["id"]: finding for finding in cut.sentences.get(name, ())}.values()
    asks = [finding for finding in found if finding["place"] == "ask"]
    return asks, [finding for finding in found if finding["place"] != "ask"]


def _view_table(found: UnitTable, name: str) -> dict[str, Any]:
    kept = keep_rows(found, name)
    view = table_view({**kept, "fold": False, "page_rows": min(len(kept["rows"]), _ROWS)})
    about_people = any(column["role"] == "person" for column in kept["columns"])
    one_row = len(kept["rows"]) == 1 and not kept["across"] and len(view["columns"]) > 1
    is_card = one_row and not about_people
    return {**view, "card": _view_card(found, view, kept) if is_card else None}


def _view_card(
    found: UnitTable, view: Mapping[str, Any], kept: Mapping[str, Any]
) -> dict[str, Any]:
    """Turn one row on its side: label, cell, and the median of the units that show a number."""
    names = [column["name"] for column in found.table["columns"]]
    lines = []
    for column, head, cell in zip(kept["columns"], view["columns"], view["rows"][0], strict=True):
        if column["name"] == names[found.column]:
            continue  # the page is about this unit
        middle = found.medians.get(names.index(column["name"]))
        text = "" if middle is None else format_number(middle, column["decimals"])
        lines.append({"label": head["label"], "number": head["number"], "cell": cell, "mid": text})
    return {"lines": lines, "compared": any(line["mid"] for line in lines)}
