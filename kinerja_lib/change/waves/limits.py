"""What counts as a change between waves, and how a change is judged."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from kinerja_lib.change.limits import LEVEL, PEOPLE, SMALLEST
from kinerja_lib.stats.clustered import ClusteredMean
from kinerja_lib.stats.intervals import Interval
from kinerja_lib.stats.psychometrics.invariance import Limits


@dataclass(frozen=True)
class WaveLimits:
    """Say which changes matter and how many people and units a comparison needs.

    Parameters
    ----------
    smallest : float
        Smallest change of interest, per cent of the range of the answers.
    level : float
        Chance of any false change in a family.
    people : int
        Fewest linked people of a change that is judged.
    unit_people : int
        Fewest linked people of a unit whose mean change counts as one value.
    units : int
        Fewest units on each side of a comparison of units.
    reliable : float
        Reliable change index from which a person's change is beyond error.
    invariance : Limits
        How far fit may fall before means of waves are not compared.
    seed : int
        Fixes the assignments drawn in comparisons of units.
    """

    smallest: float = SMALLEST
    level: float = LEVEL
    people: int = PEOPLE
    unit_people: int = 3
    units: int = 3
    reliable: float = 1.96
    invariance: Limits = field(default_factory=Limits)
    seed: int = 7


def number(value: float | None) -> float:
    """Give a number; NaN where there is none."""
    return math.nan if value is None else float(value)


def lay_out(found: ClusteredMean) -> dict[str, object]:
    """Give estimate, limits and p as cells."""
    cells = {"ubah": found.estimate, "low": found.low, "high": found.high}
    return cells | {"p": found.p_value, "sebab": str(found.reason)}


def ends(found: Interval, name: str, low: str = "low", high: str = "high") -> dict[str, float]:
    """Give estimate and limits as cells under the given names."""
    return {name: number(found.estimate), low: number(found.low), high: number(found.high)}


def take_known(values: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Give the rows that hold a number in all columns."""
    return values[np.isfinite(values[list(columns)].to_numpy(dtype=float)).all(axis=1)]
