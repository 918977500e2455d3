"""Cells made of several words, read back and written in the language of the page.

A notebook runs once, in Indonesian, and a CSV file holds what it wrote. On a page such a cell is
taken apart by the message it was made from, so that each part follows the language by itself.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from kinerja_lib.i18n import _, current_language, format_date
from kinerja_lib.publish.quantity import word_text

_FIELD = re.compile(r"\{([a-z_0-9]+)\}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def form_text(value: str, forms: Sequence[str], *, mark: bool = False) -> str:
    """Write a cell that was filled from one of `forms` in the language in use.

    Parameters
    ----------
    value : str
        The cell as the notebook wrote it.
    forms : sequence of str
        Messages with `{name}` fields; those without are whole sentences that may stand before.
    mark : bool
        Mark what stays Indonesian, see `kinerja_lib.i18n.mark_foreign`.

    Returns
    -------
    str
        The text with every part translated, days as the language writes them. What fits no form
        is a word or data, as `word_text` has it.
    """
    for form in forms:
        if not _FIELD.search(form):
            if value.startswith(f"{form} "):
                rest = value.removeprefix(f"{form} ")
                return f"{_(form)} {form_text(rest, forms, mark=mark)}"
            continue
        found = read_form(value, form)
        if found is not None:
            parts = {name: part_text(part, mark=mark) for name, part in found.items()}
            return _FIELD.sub(lambda field, parts=parts: parts[field[1]], _(form))
    return word_text(value, mark=mark)


def read_form(value: str, form: str) -> dict[str, str] | None:
    """Read the fields of a filled message from left to right; None where it does not fit."""
    first, *rest = _FIELD.split(form)
    if not value.startswith(first):
        return None
    left, found = value.removeprefix(first), {}
    names, ends = rest[::2], rest[1::2]
    for name, end in zip(names[:-1], ends[:-1], strict=True):
        found[name], met, left = left.partition(end)
        if not met or not end:
            return None
    if not left.endswith(ends[-1]):
        return None
    return {**found, names[-1]: left.removesuffix(ends[-1])}


def items_text(value: str, separator: str, *, mark: bool = False) -> str:
    """Write a list in one cell, such as "hasil: 0.25; unsur: 0.25", in the language in use."""
    return separator.join(
        ": ".join(part_text(part, mark=mark) for part in item.split(": "))
        for item in value.split(separator)
    )


def part_text(part: str, *, mark: bool = False) -> str:
    """Write a number, an ISO day or a word in the language in use; other text is data."""
    if _DAY.fullmatch(part):
        return day_text(part)
    if _NUMBER.fullmatch(part):
        text = part.replace("-", "\N{MINUS SIGN}")
        return text.replace(".", ",") if current_language() == "id" else text
    return word_text(part, mark=mark)


def day_text(value: str) -> str:
    """Write an ISO day as 22 Nov 2026; other text stays as it is."""
    try:
        return format_date(dt.date.fromisoformat(value), short=True)
    except ValueError:
        return value
