"""Which conclusion a test result allows: the words of a report hang on these, never on taste."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What may be concluded from a difference and its interval."""

    UP = "naik"
    DOWN = "turun"
    NO_EVIDENCE = "belum cukup bukti"
    UNCHANGED = "tidak berubah secara berarti"
    SAME = "tetap"
    RECORDED_UP = "tercatat naik"
    RECORDED_DOWN = "tercatat turun"
    RECORDED_SAME = "tercatat sama"
    NOT_COMPUTABLE = "tidak dapat dihitung"


@dataclass(frozen=True)
class Change:
    """Hold the difference between two values and what is known of its uncertainty.

    Parameters
    ----------
    before, after : float or None
        The two values in the same unit; None or NaN is missing.
    low, high : float or None
        Interval of the difference `after - before`. None where none can be computed: official
        figures published without their standard error. A complete count has `low == high`.
    margin : float or None
        Smallest change of interest, in the unit.
    n : int or None
        Number counted after rows were dropped.
    test : str
        Name of the test or the method of the interval.
    """

    before: float | None
    after: float | None
    low: float | None = None
    high: float | None = None
    margin: float | None = None
    n: int | None = None
    test: str = ""

    @property
    def difference(self) -> float | None:
        """Give after minus before, None where either is missing."""
        if not _known(self.before) or not _known(self.after):
            return None
        return self.after - self.before

    @property
    def complete(self) -> bool:
        """Tell whether everyone was counted: the interval is the difference itself."""
        return _known(self.low) and self.low == self.high

    @property
    def outcome(self) -> Outcome:
        """Choose the outcome.

        Without an interval only what was recorded may be said. An interval inside plus or minus
        `margin` is no change that matters, also when it excludes zero.
        """
        if self.difference is None:
            return Outcome.NOT_COMPUTABLE
        if not _known(self.low) or not _known(self.high):
            if self.difference == 0:
                return Outcome.RECORDED_SAME
            return Outcome.RECORDED_UP if self.difference > 0 else Outcome.RECORDED_DOWN
        if self.margin is not None and -self.margin <= self.low <= self.high <= self.margin:
            return Outcome.UNCHANGED
        if self.complete and self.low == 0:
            return Outcome.SAME
        if self.low > 0:
            return Outcome.UP
        return Outcome.DOWN if self.high < 0 else Outcome.NO_EVIDENCE


def _known(value: float | None) -> bool:
    return value is not None and math.isfinite(value)
