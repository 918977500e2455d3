"""Achievement of an indicator against its target, by declared polarity.

Rule version `capaian-2021.1`. A target is one number or a band; which side is good is declared on
the indicator's card and never guessed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kinerja_lib.rules.provenance import Rule

VERSION = "capaian-2021.1"
PLAN, YEAR_TARGET = "rencana", "target"  # what a figure is compared with
RULES: tuple[Rule, ...] = (
    Rule(
        "iku.capaian",
        "2021.1",
        "Capaian indikator terhadap target menurut arahnya",
        "LKJIP Kabupaten Maluku Tengah 2021, Bab III; sama dengan lampiran PermenPANRB 8/2021",
        "S",
    ),
    Rule(
        "iku.capaian_rentang",
        "2021.1",
        "Target berupa rentang: batas di sisi realisasi, 100% di dalam rentang",
        "Lampiran PermenPANRB 8/2021; 100% di dalam rentang diturunkan",
        "D",
    ),
)


class Polarity(StrEnum):
    """Which side of the target is good."""

    UP = "naik"
    DOWN = "turun"
    WITHIN = "rentang"


class Verdict(StrEnum):
    """What comparing a value with its target gives."""

    MET = "tercapai"
    MISSED = "tidak tercapai"
    BETTER = "lebih baik dari rentang"
    NOT_COMPUTABLE = "tidak dapat dihitung"


@dataclass(frozen=True)
class Target:
    """One target: a single number (one bound given) or a band (both given), in the unit.

    Raises
    ------
    ValueError
        The lower bound is above the upper one.
    """

    lower: float | None
    upper: float | None
    polarity: Polarity

    def __post_init__(self) -> None:
        for name in ("lower", "upper"):
            bound = getattr(self, name)
            if bound is not None and not math.isfinite(bound):
                object.__setattr__(self, name, None)
        if self.is_band and self.lower > self.upper:
            raise ValueError(f"target band is upside down: {self.lower} to {self.upper}")

    @property
    def is_missing(self) -> bool:
        """Tell whether no target was set."""
        return self.lower is None and self.upper is None

    @property
    def is_undefined(self) -> bool:
        """Tell whether more is better and the target is 0: anything would reach it."""
        return self.polarity is Polarity.UP and not self.is_missing and self.edges == (0.0, 0.0)

    @property
    def is_band(self) -> bool:
        """Tell whether both bounds were set."""
        return self.lower is not None and self.upper is not None

    @property
    def edges(self) -> tuple[float, float]:
        """Give the lower and upper edge; both are the same number for a single target."""
        low = self.lower if self.lower is not None else self.upper
        high = self.upper if self.upper is not None else self.lower
        return float(low), float(high)

    def nearest_edge(self, value: float) -> float:
        """Give the bound that the value is compared with: the side on which it lies."""
        low, high = self.edges
        if value > high:
            return high
        return low if value < low else value


def judge_target(value: float | None, target: Target) -> Verdict:
    """Compare a published value with its target.

    Parameters
    ----------
    value : float or None
        Actual value in the indicator's unit, as published and not rounded again. None or NaN is
        missing.
    target : Target
        Single number or band with its polarity.

    Returns
    -------
    Verdict
        `MET` on or inside the edges (single target: on it or on its good side), `MISSED` on the
        bad side, `BETTER` beyond a band on its good side, `NOT_COMPUTABLE` where value or target
        is missing, or where more is better and the target is 0. With polarity `WITHIN` both sides
        outside the band are bad.

    Notes
    -----
    Source: band rule derived from the annex of Permenpan RB 8/2021; missing never counts as met.
    A target of 0 is undefined where more is better; where less is better, 0 of 0 is met.
    """
    if _is_missing(value, target) or target.is_undefined:
        return Verdict.NOT_COMPUTABLE
    low, high = target.edges
    if low <= value <= high:
        return Verdict.MET
    good = {Polarity.UP: value > high, Polarity.DOWN: value < low, Polarity.WITHIN: False}[
        target.polarity
    ]
    if not good:
        return Verdict.MISSED
    return Verdict.BETTER if target.is_band else Verdict.MET


def _is_missing(value: float | None, target: Target) -> bool:
    return value is None or not math.isfinite(value) or target.is_missing


def achieve_target(value: float | None, target: Target) -> float | None:
    """Compute the raw achievement in per cent, without a cap.

    Parameters
    ----------
    value : float or None
        Actual value in the indicator's unit.
    target : Target
        Single number or band with its polarity.

    Returns
    -------
    float or None
        Per cent of the target, 100 inside a band; negative when a lower-is-better value is more
        than twice its target. None where value or target is missing, the value is negative, or
        the bound is zero or negative: such a ratio has no meaning, use `distance_to_target`.

    Notes
    -----
    Higher is better: R / T * 100. Lower is better: (1 + (1 - R / T)) * 100. Above a band its upper
    bound is T, below it the lower one, in both directions. Decimal arithmetic.
    Source: Permenpan RB 8/2021, annex pp. 99-101; inside the band 100% is derived.
    """
    raw = achieve_exactly(value, target)
    return None if raw is None else float(raw)


def achieve_exactly(value: float | None, target: Target) -> Decimal | None:
    """Compute `achieve_target` as an unrounded decimal."""
    if _is_missing(value, target) or target.is_undefined or value < 0:
        return None
    low, high = target.edges
    if target.is_band and low <= value <= high:
        return Decimal(100)
    bound = target.nearest_edge(value)
    if bound <= 0:
        return None
    ratio = Decimal(repr(float(value))) / Decimal(repr(float(bound)))
    lower_is_better = target.polarity is Polarity.DOWN or (
        target.polarity is Polarity.WITHIN and value > high
    )
    return (2 - ratio if lower_is_better else ratio) * 100


def cap_achievement(raw: float | None, cap: float) -> float | None:
    """Limit an achievement to 0 up to `cap` per cent; the cap is the agency's choice."""
    return None if raw is None or not math.isfinite(raw) else min(max(raw, 0.0), cap)


def distance_to_target(value: float | None, target: Target) -> float | None:
    """Compute value minus the nearest edge in the unit; 0 inside a band, None where missing.

    The sign is that of the plain difference, so its meaning depends on the polarity.
    """
    if _is_missing(value, target):
        return None
    bound = target.nearest_edge(value)
    return subtract(value, bound)


def subtract(first: float, second: float) -> float:
    """Subtract published figures as decimals, so that 27.38 - 7.67 is 19.71 and nothing else."""
    return float(subtract_exactly(first, second))


def subtract_exactly(first: float, second: float) -> Decimal:
    """Subtract published figures as decimals and keep the result one."""
    return Decimal(repr(float(first))) - Decimal(repr(float(second)))


def make_target(lower: float | None, upper: float | None, way: Polarity) -> Target:
    """Build a target; two equal bounds are one number, not a band."""
    return Target(lower, None if lower == upper else upper, way)


def set_zone(
    lower: float | None, upper: float | None, plan: float | None
) -> tuple[float | None, float | None, str]:
    """Set lower and upper edge of what is due by now, and name what they rest on.

    >>> set_zone(30.0, 30.0, 22.0)
    (22.0, 22.0, 'rencana')
    >>> set_zone(28.0, 32.0, 30.0)
    (28.0, 32.0, 'target')
    """
    bounds = [float(b) for b in (lower, upper) if not _is_unknown(b)]
    if _is_unknown(plan):
        return (min(bounds), max(bounds), YEAR_TARGET) if bounds else (None, None, "")
    plan = float(plan)
    if len(bounds) < 2 or bounds[0] == bounds[1]:
        return plan, plan, PLAN
    if bounds[0] <= plan <= bounds[1]:
        return bounds[0], bounds[1], YEAR_TARGET
    half = subtract(bounds[1], bounds[0]) / 2
    return subtract(plan, half), subtract(plan, -half), PLAN


def _is_unknown(value: float | None) -> bool:
    return value is None or math.isnan(value)
