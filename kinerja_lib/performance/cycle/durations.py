"""Time in a stage, with people who have not finished it counted as still running."""

from __future__ import annotations

import numpy as np


def estimate_quantiles(
    days: np.ndarray, finished: np.ndarray, shares: tuple[float, ...] = (0.25, 0.5, 0.75)
) -> list[float | None]:
    """Estimate the days within which the given shares of people finish a stage.

    Parameters
    ----------
    days : float array of shape (people,)
        Days in the stage, until its end or, where it has not ended, until the day of the data.
    finished : bool array of shape (people,)
        False where the stage has not ended; such days are a lower bound (right-censored).
    shares : tuple of float
        Between 0 and 1.

    Returns
    -------
    list of float or None
        Smallest day on which the estimated share of finished people reaches each share; None where
        it does not, because too many have not finished, or where there is nobody.

    Notes
    -----
    S(t) is the product over days d <= t of 1 - finished on d / in the stage on d; the quantile is
    the smallest t with S(t) <= 1 - share. Without unfinished people this is the empirical one.
    Source: Kaplan and Meier (1958), JASA 53, 457-481.
    """
    if len(days) == 0:
        return [None] * len(shares)
    ends = np.unique(days[finished])
    at_risk = (days[None, :] >= ends[:, None]).sum(axis=1)
    events = (days[finished][None, :] == ends[:, None]).sum(axis=1)
    open_share = np.cumprod(1.0 - events / at_risk)
    found: list[float | None] = []
    for share in shares:
        reached = np.flatnonzero(open_share <= 1.0 - share + 1e-12)
        found.append(float(ends[reached[0]]) if len(reached) else None)
    return found
