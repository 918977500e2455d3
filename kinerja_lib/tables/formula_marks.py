"""Apostrophes that keep a spreadsheet from running a text of a CSV file, and how to take them away.

A text is run where it begins with a sign, also a full-width one or behind spaces. Programs that are
set to another separator (the semicolon, on computers set to Indonesian) or that know no quotes cut
it at semicolons, tabs and line ends, and run what begins there.
"""

from __future__ import annotations

import re

_SIGN = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
# Also behind apostrophes, so that taking one away is never in doubt.
_START = re.compile(rf"['\"\s]*+{_SIGN}|'*[\t\r\n]")
_CUT = rf"[;\t\r\n](?=['\"\s]*+{_SIGN})"
_WRITTEN = rf"([;\t\r\n])'(?=['\"\s]*+{_SIGN})"
_JSON = re.compile(rf"(?<=;)(['\s]*+)({_SIGN})")


def mark_text(text: str) -> str:
    """Put an apostrophe wherever a spreadsheet would begin to run a text."""
    inside = re.sub(_CUT, lambda cut: cut[0] + "'", text)
    return "'" + inside if _START.match(text) else inside


def restore_text(cell: str) -> str:
    """Take away the apostrophes of `mark_text`: every text comes back as it was."""
    text = cell[1:] if cell.startswith("'") and _START.match(cell) else cell
    return re.sub(_WRITTEN, lambda cut: cut[1], text)


def is_marked(value: object) -> bool:
    """Tell whether a cell is a text that gets an apostrophe."""
    return isinstance(value, str) and mark_text(value) != value


def mark_json(text: str) -> str:
    """Write signs behind semicolons in JSON by their number; reading it gives the same texts."""
    return _JSON.sub(lambda found: f"{found[1]}\\u{ord(found[2]):04x}", text)
