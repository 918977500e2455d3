"""How much of a change between two measurements is only the return of extremes to the mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Return:
    """Hold second values that are expected without any true change.

    Parameters
    ----------
    expected : float array of shape (people,)
        In the unit of the scores; missing where the first score is missing.
    change, beyond : float array of shape (people,)
        Second minus first score, and second minus expected score.
    low, high : float array of shape (people,)
        Range for the second score at the level asked for.
    reliability : float or None
        Correlation of two measurements without true change, 0 to 1.
    share : float or None
        Of the mean change of the group asked for, the part that return to the mean explains: 1 is
        all of it, 0 nothing, negative where the group changed the other way.
    n : int
        People with both scores.
    reason : str
    """

    expected: np.ndarray
    change: np.ndarray
    beyond: np.ndarray
    low: np.ndarray
    high: np.ndarray
    reliability: float | None
    share: float | None
    n: int
    reason: str = ""


def expect_return(
    first: np.ndarray,
    second: np.ndarray,
    *,
    reliability: float | None = None,
    group: np.ndarray | None = None,
    z: float = 1.96,
) -> Return:
    """Compare second scores with what the first ones and the reliability let expect.

    Parameters
    ----------
    first, second : float array of shape (people,)
        Scores of the same people on the same scale. A person lacking one is not counted.
    reliability : float or None
        0 to 1. None takes the correlation of both scores, which is too low where people truly
        changed by different amounts, and then explains too much.
    group : bool array of shape (people,) or None
        People chosen by their first score whose mean change is to be explained; None is everyone
        below the mean of the first scores.
    z : float
        Half width of the range in standard errors.

    Raises
    ------
    ValueError
        Shapes differ or reliability outside 0 to 1.

    Notes
    -----
    expected = mean2 + reliability * sd2 / sd1 * (first - mean1); range +- z * sd2 *
    sqrt(1 - reliability^2). Means and spreads are those of everyone, so a shift of all people
    counts as expected; where a large group truly changed, `share` is too high.
    Source: Kelley (1927); Barnett et al. (2005), Int. J. Epidemiology 34, 215-220.
    """
    first, second = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if first.shape != second.shape or (reliability is not None and not 0 <= reliability <= 1):
        raise ValueError("scores need one shape, and reliability must be within 0 to 1")
    both = np.isfinite(first) & np.isfinite(second)
    n = int(both.sum())
    blank = np.full(first.shape, np.nan)
    if n < 3 or first[both].std() == 0 or second[both].std() == 0:
        why = "n < 3" if n < 3 else "no spread"
        return Return(blank, second - first, blank, blank, blank, reliability, None, n, why)
    if reliability is None:
        reliability = float(np.clip(np.corrcoef(first[both], second[both])[0, 1], 0.0, 1.0))
    mean, sd = (first[both].mean(), second[both].mean()), (first[both].std(), second[both].std())
    expected = mean[1] + reliability * sd[1] / sd[0] * (first - mean[0])
    half = z * second[both].std(ddof=1) * np.sqrt(1 - reliability**2)
    chosen = both & (first < mean[0] if group is None else np.asarray(group, dtype=bool))
    share = _share(first, second, expected, chosen)
    beyond = second - expected
    low, high = expected - half, expected + half
    return Return(expected, second - first, beyond, low, high, reliability, share, n)


def _share(
    first: np.ndarray, second: np.ndarray, expected: np.ndarray, chosen: np.ndarray
) -> float | None:
    """Divide the expected by the observed mean change of the people chosen, None if it is 0."""
    change = (second - first)[chosen].sum()
    return float((expected - first)[chosen].sum() / change) if change != 0 else None
