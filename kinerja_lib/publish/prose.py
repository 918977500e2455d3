"""Running text: the Markdown cells of a notebook, or a message shown from code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kinerja_lib.publish.mime import MIME


@dataclass(frozen=True)
class Prose:
    """Publish text that holds no data: numbers and names come from Finding and Table.

    Parameters
    ----------
    text : str
        Markdown, an Indonesian message. A line that starts with `>` becomes a side note.
    """

    text: str

    def to_json(self) -> dict[str, Any]:
        """Give the text as JSON."""
        return {"kind": "prose", "text": self.text}

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {MIME: self.to_json(), "text/markdown": self.text, "text/plain": self.text}
