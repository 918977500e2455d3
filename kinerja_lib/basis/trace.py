"""How each published number was made: formula, rule, source rows, n."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields

import pandas as pd


@dataclass(frozen=True)
class TraceLine:
    """Say how one number, or one column of a table, came about.

    Attributes
    ----------
    number : str
        Id of the table, figure or finding, and its column: `capaian-iku.capaian`.
    what : str
        What the number says, translated.
    formula : str
        In words and signs that a reader can repeat, translated.
    rule : str or tuple of str
        Codes of the rules in `rules.register`, one or several; "" where it is a plain count or a
        statistic.
    tables : str
        Source tables and columns: `target_realisasi.realisasi; iku.arah`.
    rows : int or None
        Accepted rows it was made of; None where few people would follow from it.
    n : int or None
        People, units or indicators it speaks of; None where that is no number, and where a group
        that a table withholds would follow from it.
    """

    number: str
    what: str
    formula: str
    rule: str | tuple[str, ...]
    tables: str
    rows: int | None
    n: int | None = None

    @property
    def rules(self) -> tuple[str, ...]:
        """Codes of all rules, in the order in which they are applied."""
        return self.rule if isinstance(self.rule, tuple) else (self.rule,) if self.rule else ()


def gather_trace(lines: Iterable[TraceLine]) -> pd.DataFrame:
    """Lay out lines, one row each, in the order given; several rules are joined by "; "."""
    names = [item.name for item in fields(TraceLine)]
    lines = list(lines)
    frame = pd.DataFrame([astuple(line) for line in lines], columns=names)
    frame["rule"] = ["; ".join(line.rules) for line in lines]
    return frame.astype({"rows": "Int64", "n": "Int64"})
