"""How a grade A to D comes about from a share or from days late."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.quality.limits import GRADES, Limits
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE

SHAPES = {"A": "ok", "B": "ok", "C": "warn", "D": "bad", NOT_COMPUTABLE: "na", NOT_APPLICABLE: "na"}
GRADE_NAMES = {"A": _("Mutu A"), "B": _("Mutu B"), "C": _("Mutu C"), "D": _("Mutu D")}


def percent(part: float, whole: float) -> float:
    """Give a share in per cent, NaN of nothing."""
    return 100 * part / whole if whole else math.nan


def grade_share(share: float, limits: Limits) -> str:
    """Grade a share of good rows, cells or keys in per cent; not computable where it is missing."""
    if pd.isna(share):
        return NOT_COMPUTABLE
    for grade, limit in zip(GRADES, limits.shares, strict=False):
        if share >= limit:
            return grade
    return "D"


def grade_days(days_late: float, limits: Limits) -> str:
    """Grade the days after a deadline; not computable where they are missing."""
    if pd.isna(days_late):
        return NOT_COMPUTABLE
    for grade, limit in zip(GRADES, limits.late_days, strict=False):
        if days_late <= limit:
            return grade
    return "D"


def worst_grade(grades: Iterable[str]) -> str:
    """Give the worst of the grades A to D; not computable when there is none among them."""
    return max((grade for grade in grades if grade in GRADES), default=NOT_COMPUTABLE)
