"""Limits of the claims on training effects."""

from __future__ import annotations

from dataclasses import dataclass

HOLM, FALSE_DISCOVERY = "holm", "fdr"


@dataclass(frozen=True)
class EffectLimits:
    """Say when an effect counts, and what is enough to judge it.

    Parameters
    ----------
    smallest : float
        Smallest difference of scores of interest, points of 0 to 100.
    minimum : int
        Fewest people with both scores in each group.
    level : float
        Chance (`holm`) or share (`fdr`) of false claims in a family.
    correction : str
        `holm` or `fdr`, for the courses as one family.
    missing_share : float
        Most trained people without a score afterwards, per cent.
    ceiling : float
        Score before from which there is hardly room to rise, points.
    """

    smallest: float = 3.0
    minimum: int = 8
    level: float = 0.05
    correction: str = HOLM
    missing_share: float = 20.0
    ceiling: float = 90.0


@dataclass(frozen=True)
class OfficeLimits:
    """Say which offices count as trained and what is compared.

    Parameters
    ----------
    share : float
        Least share of an office's staff that was trained, per cent.
    months : int
        Months looked at before and after.
    minimum_months : int
        Fewest months on each side.
    settle_months : int
        Months after a programme in which no effect is expected yet; they are not compared.
    courses : tuple of str
        Codes of further courses without scores whose offices are looked at.
    answers : int
        Fewest questionnaires of an office on each side.
    time, faults, satisfaction : float
        Smallest changes of interest: per cent of time, percentage points of documents with faults,
        points of 1 to 4.
    level : float
        Chance of any false claim in a family.
    """

    share: float = 50.0
    months: int = 12
    minimum_months: int = 3
    settle_months: int = 0
    courses: tuple[str, ...] = ()
    answers: int = 10
    time: float = 5.0
    faults: float = 0.5
    satisfaction: float = 0.1
    level: float = 0.05
