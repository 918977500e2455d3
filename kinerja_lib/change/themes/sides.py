"""On which side of the middle an answer lies: hoped for, neutral, the opposite."""

from __future__ import annotations

import numpy as np

HOPED, NEUTRAL, OPPOSITE = "diharapkan", "netral", "sebaliknya"


def has_middle(low: float, high: float) -> bool:
    """Tell whether a range of whole points has a middle point, as 1 to 5 has and 1 to 6 has not."""
    return (low + high) % 2 == 0


def sort_sides(
    answers: np.ndarray, ends: tuple[float, float], *, hoped_high: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sort answers into three sides that never overlap.

    Parameters
    ----------
    answers : float array
        Keyed. NaN is on no side.
    ends : (low, high)
        Range of the answers by the codebook, not the one observed.
    hoped_high : bool
        Whether answers above the middle are those that the agency hopes for.

    Returns
    -------
    hoped, neutral, opposite : bool array, shape of `answers`
        Neutral is the middle point alone; without one nobody is neutral.
    """
    middle = (ends[0] + ends[1]) / 2
    above, below = answers > middle, answers < middle
    neutral = answers == middle
    return (above, neutral, below) if hoped_high else (below, neutral, above)
