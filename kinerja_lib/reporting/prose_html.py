"""Markdown and messages as safe HTML: escaped first, then cleaned to a few plain elements."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import Any

import mistune
import nh3
from markupsafe import Markup, escape
from mistune.plugins.math import math

from kinerja_lib.i18n import _, split_foreign
from kinerja_lib.publish.finding import fill_message
from kinerja_lib.reporting.mathml import formula_mathml

# Keeps the place of a formula while the rest is cleaned; the source may not hold these marks.
_PLACE = re.compile("\ue000([bi])([0-9a-f]*)\ue001")
_TAGS = {"p", "ul", "ol", "li", "b", "strong", "em", "code", "h3", "br", "a", "sup", "sub"}


@lru_cache(maxsize=1)
def _markdown() -> mistune.Markdown:
    return mistune.create_markdown(escape=True, plugins=[_formulas])


def _formulas(markdown: mistune.Markdown) -> None:
    """Leave a mark in place of each formula: `$...$` in a line, `$$...$$` by itself."""
    math(markdown)
    for name, kind in (("inline_math", "i"), ("block_math", "b")):
        markdown.renderer.register(name, partial(_keep_place, kind))


def _keep_place(kind: str, _renderer: object, text: str) -> str:
    return f"\ue000{kind}{text.encode().hex()}\ue001"


def _put_formula(place: re.Match[str]) -> str:
    return formula_mathml(bytes.fromhex(place[2]).decode(), block=place[1] == "b")


def markdown_html(text: str) -> Markup:
    """Write translated Markdown as HTML with formulas as MathML; links stay inside the page.

    Raises
    ------
    RunError
        A formula that cannot be written, see `formula_mathml`.
    """
    translated = "\n\n".join(_(block) for block in split_blocks(text))
    translated = translated.replace("\ue000", "").replace("\ue001", "")
    html = nh3.clean(
        _markdown()(translated),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes=set(),
        link_rel=None,
        attribute_filter=_inner_link,
    )
    return Markup(_PLACE.sub(_put_formula, html))


def split_blocks(text: str) -> list[str]:
    """Cut Markdown into its paragraphs and lists: each is one message for translation."""
    return [block.strip() for block in re.split(r"\n\s*\n", text)]


def _inner_link(_tag: str, _name: str, value: str) -> str | None:
    return value if re.fullmatch(r"#[a-z][a-z0-9-]*", value) else None


def split_notes(text: str) -> tuple[list[str], str]:
    """Take the block quotes out of Markdown: they are side notes; return notes and the rest."""
    notes, rest = [], []
    for block in re.split(r"\n\s*\n", text):
        if block.startswith("> "):
            notes.append(re.sub(r"(?m)^> ?", "", block).replace("\n", " "))
        else:
            rest.append(block)
    return notes, "\n\n".join(rest)


def finding_html(finding: dict[str, Any]) -> Markup:
    """Write a finding's sentence with its opening words in bold; values are escaped."""
    parts = fill_message(finding, mark=True).split("**")
    return Markup("").join(
        Markup("<b>{}</b>").format(foreign_html(part)) if i % 2 else foreign_html(part)
        for i, part in enumerate(parts)
    )


def foreign_html(text: str) -> Markup:
    """Write text as HTML; values that stay Indonesian on a page in another language say so."""
    parts = split_foreign(text)
    return Markup("").join(
        Markup('<span lang="id">{}</span>').format(part) if i % 2 else escape(part)
        for i, part in enumerate(parts)
    )
