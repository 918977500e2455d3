"""What a result allows to be claimed: one pure function for every training effect."""

from __future__ import annotations

import math
from dataclasses import dataclass

SUPPORTED, OPEN, NOT_SUPPORTED = "didukung", "belum cukup", "tidak didukung"
GRADES = (SUPPORTED, OPEN, NOT_SUPPORTED)
# Reasons that stand in the way of a claim, in the order in which they are named.
NO_COMPARISON, FEW, SCALE, MISSING = "tanpa pembanding", "sedikit", "skala", "hilang"
START, TREND, UNITS, SPREAD = "awal", "tren", "unit", "keragaman"
# Reasons that the numbers themselves give.
HARM, SMALL, BELOW, WIDE, CLEAR = "turun", "kecil", "di bawah batas", "lebar", "jelas"


@dataclass(frozen=True)
class Claim:
    """Hold what the claim "the training helped" is judged by.

    Parameters
    ----------
    estimate, low, high : float or None
        Difference from the comparison group with its 95% interval; positive is better.
    p : float or None
        After the correction for the family.
    smallest : float
        Smallest difference of interest, 0 or more, in the same unit.
    obstacle : str
        Why the comparison cannot carry a claim; "" where nothing stands in the way.
    """

    estimate: float | None
    low: float | None
    high: float | None
    p: float | None
    smallest: float
    obstacle: str = ""


def grade_claim(claim: Claim, *, level: float = 0.05) -> tuple[str, str]:
    """Grade one claim and give the reason.

    Returns
    -------
    grade, reason : str
        In this order. An obstacle, or a missing number: `OPEN`, whatever the numbers are, so a
        course without comparison group is never supported. Whole interval below 0 and p below the
        level: `NOT_SUPPORTED`, `HARM`. Whole interval above 0, p below the level and an estimate of
        at least the smallest difference: `SUPPORTED`. Whole interval below the smallest
        difference: `NOT_SUPPORTED`, `SMALL`. Else `OPEN`: `BELOW` where the estimate itself is
        smaller than what is of interest, `WIDE` where the interval holds too much.
    """
    if claim.obstacle:
        return OPEN, claim.obstacle
    numbers = (claim.estimate, claim.low, claim.high, claim.p)
    if any(number is None or not math.isfinite(number) for number in numbers):
        return OPEN, FEW
    estimate, low, high, p = numbers
    if high < 0 and p < level:
        return NOT_SUPPORTED, HARM
    if low > 0 and p < level and estimate >= claim.smallest:
        return SUPPORTED, CLEAR
    if high < claim.smallest:
        return NOT_SUPPORTED, SMALL
    return OPEN, BELOW if estimate < claim.smallest else WIDE
