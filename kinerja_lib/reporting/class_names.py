"""Name the language of official classes, which stay Indonesian in sentences of another language."""

from __future__ import annotations

import re

from kinerja_lib.i18n import current_language

# Capitalised like this they are classes of the rules, whatever the language around them.
CLASS_NAMES = (
    *("Sangat Baik", "Baik", "Butuh Perbaikan", "Sangat Kurang", "Kurang", "Istimewa"),
    *("Di Atas Ekspektasi", "Sesuai Ekspektasi", "Di Bawah Ekspektasi"),
)
_CLASS = re.compile(rf"(?<!\w)(?:{'|'.join(CLASS_NAMES)})(?!\w)")
_TAG = re.compile(r"(<[^>]*>)")
_OPAQUE = ("style", "title", "svg", "pre", "code")  # no language inside, or one of their own


def mark_classes(page: str) -> str:
    """Give official class names in the text of a finished page their language.

    Parameters
    ----------
    page : str
        HTML with escaped text, so that a `<` always opens a tag.
    """
    if current_language() == "id":
        return page
    parts, inside = _TAG.split(page), ""
    for index, part in enumerate(parts):
        if index % 2:
            inside = _follow(part, inside)
        elif not inside:
            parts[index] = _CLASS.sub(r'<span lang="id">\g<0></span>', part)
    return "".join(parts)


def _follow(tag: str, inside: str) -> str:
    """Say in which opaque element the text after a tag stands, "" for none."""
    if inside:
        return "" if tag.startswith(f"</{inside}") else inside
    return next((name for name in _OPAQUE if re.match(rf"<{name}[\s>]", tag)), "")
