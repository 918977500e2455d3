"""Scale scores of persons: the mean of the answered items, where enough were answered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinerja_lib.stats.psychometrics.moments import read_answers


@dataclass(frozen=True)
class Scores:
    """Hold the scores of one scale; arrays have the shape (people,).

    Parameters
    ----------
    score : float array
        Mean of the answered items; NaN where fewer than the stated share were answered.
    complete : float array
        The same for complete rows only, for the comparison.
    answered : int array
        Items answered.
    n, n_complete : int
        People with a score, and with a complete row.
    refused : int
        People with some answer but too few.
    """

    score: np.ndarray
    complete: np.ndarray
    answered: np.ndarray
    n: int
    n_complete: int
    refused: int


def score_people(answers: np.ndarray, *, least_share: float = 0.75) -> Scores:
    """Score each person on one scale.

    Parameters
    ----------
    answers : float array of shape (people, items)
        Keyed in one direction. Missing answers are NaN.
    least_share : float
        Share of the items that must be answered, above 0 to 1; at least one item always.

    Notes
    -----
    The mean of the answered items is biased where items differ in mean and are missed by
    different people, even at random: show the complete rows beside it. Source: Mazza, Enders and
    Ruehlman (2015), Multivariate Behavioral Research 50, 504-519.
    """
    if not 0 < least_share <= 1:
        raise ValueError(f"least_share must be above 0 and at most 1, got {least_share}")
    table = read_answers(answers)
    known = np.isfinite(table)
    answered = known.sum(axis=1)
    items = table.shape[1]
    enough = answered >= max(1.0, least_share * items - 1e-9)
    total = np.where(known, table, 0.0).sum(axis=1)
    score = np.where(enough, total / np.maximum(answered, 1), np.nan)
    whole = (answered == items) & (items > 0)
    return Scores(
        score,
        np.where(whole, score, np.nan),
        answered,
        int(enough.sum()),
        int(whole.sum()),
        int(((answered > 0) & ~enough).sum()),
    )
