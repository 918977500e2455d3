"""Compare names and labels without letter case, spaces and marks."""

from __future__ import annotations

import unicodedata


def squash(text: str) -> str:
    """Return the letters and digits of a text in lower case, so that `IV/b` equals `IV.B`."""
    return "".join(mark for mark in unicodedata.normalize("NFKC", text).lower() if mark.isalnum())
