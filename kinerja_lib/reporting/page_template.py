"""What all report pages share: the Jinja environment and the style sheet."""

from __future__ import annotations

import re
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kinerja_lib.i18n import _, drop_foreign, mark_foreign
from kinerja_lib.privacy.sentences import is_withheld
from kinerja_lib.reporting.prose_html import finding_html, foreign_html, markdown_html


@lru_cache(maxsize=1)
def template_environment() -> Environment:
    """Give the one Jinja environment of all pages: autoescape on, missing names are errors."""
    environment = Environment(
        loader=PackageLoader("kinerja_lib.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["_"] = _
    environment.tests["withheld"] = is_withheld
    environment.filters["finding"] = finding_html
    environment.filters["told"] = foreign_html  # a text that may hold marks of foreign values
    environment.filters["plain"] = drop_foreign  # the same, for an attribute
    environment.filters["data"] = lambda text: foreign_html(mark_foreign(text))
    environment.filters["markdown"] = markdown_html
    environment.filters["css_text"] = css_text
    return environment


def page_styles() -> Markup:
    """Give the style sheet of report pages, without comments and indentation."""
    environment = template_environment()
    loader = environment.loader
    sheets = [loader.get_source(environment, name)[0] for name in ("base.css", "report.css")]
    return Markup(_shorten_css("".join(sheets)))


def css_text(text: str) -> Markup:
    """Write text as a CSS string; every character that could end it is written as its number."""
    return Markup('"' + re.sub(r"[^\w .,:;()/–-]", lambda m: f"\\{ord(m[0]):x} ", text) + '"')


def _shorten_css(text: str) -> str:
    """Take comments and indentation out of a style sheet."""
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).strip()
