"""Names that a notebook imports so that its parameters cell is plain Python.

They carry the meaning of a value for the reader and for `kinerja_lib.config.contract`, which reads
the cell without running it. At run time every value is an ordinary str, int, float, bool, list or
dict.
"""

from __future__ import annotations

from dataclasses import dataclass

Date = str
"""A calendar day as text, 2026-12-31."""

Period = str
"""A reporting period as text: 2026, 2026-S1, 2026-TW3 or 2026-09."""

Code = str
"""A code that keeps its leading zeros, such as 007."""

Nip = str
"""A civil servant's number: 18 digits as text."""


@dataclass(frozen=True)
class Between:
    """Limits of a number, both included; None leaves a side open."""

    low: float | None
    high: float | None


@dataclass(frozen=True)
class Matches:
    """A regular expression that the whole text has to match."""

    pattern: str
