"""Where a rule comes from: code, version, source, and how far the source was verified."""

from __future__ import annotations

import re
from dataclasses import dataclass

# P read in the regulation; S secondary source; D derived from a rule that was read; M from memory.
MARKS = ("P", "S", "D", "M")
_CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")


@dataclass(frozen=True)
class Rule:
    """One official rule, or one clause of it, as the kit computes it.

    Attributes
    ----------
    code : str
        Unique name, `block.subject` in small letters, such as "pp30.predikat".
    version : str
        Version of the text and of its reading here, such as "2019.1"; raised when either changes.
    title : str
        What the rule decides, in Indonesian; an official name, so not translated.
    source : str
        Regulation and article, or the page it was read on.
    mark : str
        "P" read in the regulation's own text, "S" secondary source, "D" derived from a rule that
        was read, "M" from memory only.

    Raises
    ------
    ValueError
        Malformed code, unknown mark, or an empty version, title or source.
    """

    code: str
    version: str
    title: str
    source: str
    mark: str

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise ValueError(f"a rule's code looks like 'block.subject', not {self.code!r}")
        if self.mark not in MARKS:
            raise ValueError(f"mark of rule {self.code} is one of {MARKS}, not {self.mark!r}")
        if not (self.version and self.title and self.source):
            raise ValueError(f"rule {self.code} needs a version, a title and a source")

    @property
    def needs_checking(self) -> bool:
        """Tell whether reports must show the rule as "perlu diverifikasi": from memory only."""
        return self.mark == "M"
