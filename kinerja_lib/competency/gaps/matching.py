"""Match of many people with their posts at once, by the rule of one person."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from kinerja_lib.rules.person_job_match import Purpose, classify_match


def match_people(
    required: np.ndarray, reached: np.ndarray, purpose: Purpose, *, count_surplus: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Return the match of each person in per cent, and its class.

    Parameters
    ----------
    required, reached : float array of shape (people, competencies)
        Levels; NaN where the post does not require one, and where it was not rated.
    purpose : Purpose
        Whose classes hold.
    count_surplus : bool
        As in `match_person`.

    Returns
    -------
    percent : float array of shape (people,)
        100 * reached / required over the competencies of the post, not rounded; NaN where one of
        them is not rated, or none is required.
    classes : object array of shape (people,)
        None where the match is missing.

    Notes
    -----
    Equal to `match_person` for each person; classes are found from the exact fraction.
    """
    needed = ~np.isnan(required)
    complete = needed.any(axis=1) & ~(needed & np.isnan(reached)).any(axis=1)
    counted = reached if count_surplus else np.minimum(reached, required)
    total = np.where(needed, required, 0.0).sum(axis=1)
    levels = np.where(needed, np.nan_to_num(counted), 0.0).sum(axis=1)
    percent = np.full(len(total), np.nan)
    percent[complete] = 100.0 * levels[complete] / total[complete]
    classes = np.full(len(total), None, dtype=object)
    pairs = np.column_stack([levels, total])[complete]
    unique, place = np.unique(pairs, axis=0, return_inverse=True)
    named = [classify_match(100 * Decimal(int(a)) / Decimal(int(b)), purpose) for a, b in unique]
    classes[complete] = np.array([*named, None], dtype=object)[place.ravel()]
    return percent, classes
