"""Name the language of what stays Indonesian on a page in another language, for its reader's voice.

Official classes are not translated, and cells, reasons and names come from an Indonesian office.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from kinerja_lib.i18n import current_language, is_message

# Capitalised like this they are classes of the rules, whatever the language around them.
CLASS_NAMES = (
    *("Sangat Baik", "Baik", "Butuh Perbaikan", "Sangat Kurang", "Kurang", "Istimewa"),
    *("Di Atas Ekspektasi", "Sesuai Ekspektasi", "Di Bawah Ekspektasi"),
)
_CLASS = re.compile(rf"(?<!\w)(?:{'|'.join(CLASS_NAMES)})(?!\w)")
_WORD = re.compile(r"[^\W\d_]{2}[a-z]")
_TAG = re.compile(r"(<[^>]*>)")
_OPAQUE = ("style", "title", "svg", "pre", "code")  # no language inside, or one of their own


def text_language(text: str, shown: str) -> str:
    """Give "id" for a text of the data that the page could not translate, "" otherwise.

    Parameters
    ----------
    text : str
        As the data have it.
    shown : str
        As the page shows it.
    """
    same = current_language() != "id" and text == shown and not is_message(text)
    return "id" if same and _WORD.search(text) else ""


def office_text(text: str) -> Markup:
    """Write what an office wrote, such as a reason or its own name; escaped, with its language."""
    if current_language() == "id":
        return Markup("{}").format(text)
    return Markup('<span lang="id">{}</span>').format(text)


def quote_office(text: str, words: str) -> Markup:
    """Write a sentence of the kit in which an office is quoted; escaped, with both languages."""
    if not words or words not in text:
        return Markup("{}").format(text)
    before, found, after = text.partition(words)
    return Markup("{}{}{}").format(before, office_text(found), after)


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
