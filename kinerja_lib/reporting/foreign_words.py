"""Which words of a page stay Indonesian: names and texts of the data in cells and drawings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from markupsafe import Markup

from kinerja_lib.i18n import _, is_foreign, split_foreign
from kinerja_lib.publish.display import WITHHELD, is_verbatim

_DRAWN_TEXT = re.compile(r"<text( [^>]*)>([^<]+)")
_AROUND = "0123456789….,; "  # what a drawing puts before and after a name, or a line of it


def mark_drawing(drawing: str, table: Mapping[str, Any]) -> Markup:
    """Say of each text of a drawing that is a name of the data, or a line of one, that it is."""
    cells = {value for row in table["rows"] for value in row if isinstance(value, str)}
    names = [escape(value) for value in cells if is_foreign(value)]

    def put(match: re.Match[str]) -> str:
        part = match[2].strip(_AROUND)
        known = len(part) > 2 and any(part in name for name in names)
        return f'<text lang="id"{match[1]}>{match[2]}' if known else match[0]

    return Markup(_DRAWN_TEXT.sub(put, drawing) if names else drawing)


def cell_language(text: str, spec: Mapping[str, Any]) -> tuple[str, str]:
    """Give the text of a cell, and the attribute that says whose words it holds, "" for ours."""
    if is_verbatim(spec) and text != _(WITHHELD):
        return text, "translate=no lang=id" if " " in text and is_foreign(text) else "translate=no"
    parts = split_foreign(text)
    return (parts[1], "lang=id") if len(parts) == 3 and parts[0] == parts[2] == "" else (text, "")
