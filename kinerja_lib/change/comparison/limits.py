"""What decides the comparisons of groups."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja_lib.change.limits import LEVEL, LOW_RATE, PEOPLE, SMALLEST
from kinerja_lib.change.words import AGE, KIND, SEX, STATUS

COMPARED = (KIND, SEX, AGE, STATUS)  # groupings whose groups are compared with one another
DIALOGUE = ("reaksi", "kesiapan", "penerimaan", "tekanan", "iklim", "lain")


@dataclass(frozen=True)
class ComparisonLimits:
    """Say when a difference counts, and what is enough to judge it.

    Parameters
    ----------
    smallest : float
        Smallest difference of interest, per cent of the width of the scale: 5 is 0.2 points of 1
        to 5.
    level : float
        Chance of any false difference in a family.
    minimum : int
        Fewest people of a group; at least the limit of withholding.
    min_units : int
        Fewest units of a kind of unit that is compared.
    low_rate : float
        Response of a unit, per cent of its active staff, below which nothing is concluded of it.
    skew, ends : float
        Ranks are compared instead of means where scores around their group are skewed more than
        this, or where a larger share (per cent) lies at an end of the scale.
    agreement, reliability : float
        Least median rwg(j) and least ICC(2) of a unit mean that is called a property of the unit.
    least_share : float
        ICC(1) up to which units do not differ in a way that matters.
    largest_weight : float
        Largest weight, as a multiple of the mean.
    themes : tuple of str
        Themes that dialogue is about; `resistensi`, a lasting trait of persons, is not one of them
        unless it is named.
    seed : int
        Fixes the draws of intervals.
    """

    smallest: float = SMALLEST
    level: float = LEVEL
    minimum: int = PEOPLE
    min_units: int = 3
    low_rate: float = LOW_RATE
    skew: float = 1.0
    ends: float = 15.0
    agreement: float = 0.70
    reliability: float = 0.70
    least_share: float = 0.05
    largest_weight: float = 5.0
    themes: tuple[str, ...] = DIALOGUE
    seed: int = 7

    def points(self, low: float, high: float) -> float:
        """Give the smallest difference of interest in points of a scale."""
        return self.smallest / 100 * (high - low)
