"""Why a statistic cannot be computed, as a code that the caller turns into words."""

from __future__ import annotations

from enum import StrEnum


class Lack(StrEnum):
    """Name what was lacking; empty where a statistic was computed."""

    NOTHING = ""
    ALL_MISSING = "all_missing"
    FEW_PEOPLE = "few_people"
    FEW_ITEMS = "few_items"
    FEW_GROUPS = "few_groups"
    FEW_CATEGORIES = "few_categories"
    NO_SPREAD = "no_spread"
    SINGULAR = "singular"
    NOT_IDENTIFIED = "not_identified"
    NOT_CONVERGED = "not_converged"
    NOT_COVERED = "not_covered"
