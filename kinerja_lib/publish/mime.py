"""The one interface between a notebook and a page: objects as JSON next to their display."""

from __future__ import annotations

import re
from typing import Any, Protocol

MIME = "application/vnd.kinerja.v1+json"
SUBJECTS = ("umum", "kinerja", "sikap", "komentar")
_ID = re.compile(r"[a-z][a-z0-9_-]{0,59}")


class Publishable(Protocol):
    """Anything that can be shown and published."""

    def to_json(self) -> dict[str, Any]:
        """Give the object as plain JSON, complete for withholding, translation and drawing."""

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """Give the object's display for JupyterLab together with its JSON."""


def check_id(identifier: str) -> str:
    """Return `identifier` when it can name a file and an anchor; refuse it otherwise."""
    if not _ID.fullmatch(identifier):
        raise ValueError(f"id {identifier!r}: use lower case letters, digits, '-' or '_'")
    return identifier


def check_subject(subject: str) -> str:
    """Return `subject` when it is a class of the withholding table; refuse it otherwise."""
    if subject not in SUBJECTS:
        raise ValueError(f"unknown subject {subject!r}; known: {SUBJECTS}")
    return subject


def show(*objects: Publishable) -> None:
    """Display publish objects in order; the page shows them where the notebook does.

    Raises
    ------
    TypeError
        Something other than a Table, Figure, Finding or Prose was given: it would stop publishing.
    """
    from IPython.display import display

    for item in objects:
        bundle = getattr(item, "_repr_mimebundle_", dict)()
        if MIME not in bundle:
            name = type(item).__name__
            raise TypeError(f"show() takes Table, Figure, Finding or Prose, not {name}")
        # Displaying the finished bundle lets an error stop the cell; IPython would only print it.
        display(bundle, raw=True)
