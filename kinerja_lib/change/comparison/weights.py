"""Means weighted to the staff: kind of unit, sex, status, age, as far as the frame has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.change.comparison.limits import ComparisonLimits
from kinerja_lib.change.responses.frame import list_invited, order_bands, place_in_bands
from kinerja_lib.change.words import AGE, KIND, SEX, STATUS
from kinerja_lib.stats.clustered import mean_clustered
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.raking import Weights, rake

REST = "lainnya"
KNOWN = 0.95  # least share of people whose category is known, for a margin to be used


@dataclass(frozen=True)
class Weighting:
    """Hold weights and where they come from.

    Parameters
    ----------
    weights : Weights or None
        None where the frame is not known.
    margins, left_out : tuple of str
        Groupings that were used, and those that the frame or the answers do not have.
    frame : int
        People in the frame.
    merged : int
        Small categories that were joined.
    """

    weights: Weights | None
    margins: tuple[str, ...]
    left_out: tuple[str, ...]
    frame: int
    merged: int

    @property
    def lack(self) -> Lack:
        """Say why nothing was weighted."""
        if self.weights is None:
            return Lack.ALL_MISSING
        reason = self.weights.reason
        return Lack.NOTHING if reason is Lack.NOT_CONVERGED and self.weights.trimmed else reason


def weight_to_staff(
    people: Mapping[str, np.ndarray],
    evidence: Evidence,
    day: pd.Timestamp,
    limits: ComparisonLimits,
) -> Weighting:
    """Rake respondents to the frame of a day; the reference date where it is missing."""
    day = pd.Timestamp(evidence.reference_date) if pd.isna(day) else day
    staff = list_invited(evidence, day).astype({KIND: object, SEX: object, STATUS: object})
    bands = order_bands(sorted({str(a) for a in people[AGE] if a is not None})) or {}
    frame = staff.assign(**{AGE: place_in_bands(staff["usia"], bands)})
    frame = frame.where(frame.notna(), None)
    return weight_people(people, frame, limits)


def weight_people(
    people: Mapping[str, np.ndarray], frame: pd.DataFrame, limits: ComparisonLimits
) -> Weighting:
    """Rake respondents to the frame.

    Parameters
    ----------
    people : mapping
        Grouping -> category of each respondent, None where missing.
    frame : DataFrame
        One row per person of the staff, a column per grouping.

    Notes
    -----
    Categories with fewer respondents than `minimum` are joined; a category of the frame without a
    respondent joins them, or the smallest other one. A grouping that is known for fewer than 95 %
    on either side, or of which only one category is left, is left out.
    """
    margins, targets, used, out, merged = [], [], [], [], 0
    for name, label in people.items():
        mine, theirs = pd.Series(label, dtype=object), frame[name]
        if not len(theirs) or min(mine.notna().mean(), theirs.notna().mean()) < KNOWN:
            out.append(name)
            continue
        size = mine.value_counts()
        large = list(size[size >= limits.minimum].index)
        if not large:
            out.append(name)
            continue
        rest = REST if size.min() < limits.minimum else large[-1]
        mine = mine.where(mine.isna() | mine.isin(large), rest)
        if mine.nunique() < 2:
            out.append(name)  # every weight would be 1, whatever the frame holds
            continue
        theirs = theirs.dropna().where(lambda s, large=large: s.isin(large), rest)
        merged += int((size < limits.minimum).sum())
        mine = mine.fillna(mine.mode().iloc[0])
        margins.append(mine.to_numpy(dtype=object))
        targets.append(theirs.value_counts().to_dict())
        used.append(name)
    if not used:
        return Weighting(None, (), tuple(out), len(frame), 0)
    weights = rake(margins, targets, largest=limits.largest_weight)
    return Weighting(weights, tuple(used), tuple(out), len(frame), merged)


def compare_weighted(
    score: np.ndarray, unit: np.ndarray, weighting: Weighting
) -> dict[str, object]:
    """Give the mean as it is and weighted, each with its interval, and their difference."""
    plain = mean_clustered(score, unit)
    row = {"n": plain.n, "rerata": plain.estimate, "rerata_low": plain.low,
           "rerata_high": plain.high}  # fmt: skip
    if weighting.weights is None or weighting.lack:
        return row | dict.fromkeys(("tertimbang", "tertimbang_low", "tertimbang_high", "beda"))
    found = mean_clustered(score, unit, weighting.weights.weight)
    ends = {"tertimbang_low": found.low, "tertimbang_high": found.high}
    return row | {"tertimbang": found.estimate, **ends, "beda": found.estimate - plain.estimate}
