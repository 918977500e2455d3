"""Intervals of anything that is worked out of a covariance matrix, by drawing people again."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kinerja_lib.stats.intervals import Interval
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.moments import (
    Moments,
    Sums,
    compute_moments,
    moments_from,
    read_answers,
    sum_answers,
)

MOST_BLOCKS = 2000


def bootstrap_moments(
    answers: np.ndarray,
    statistic: Callable[[Moments], np.ndarray],
    *,
    seed: int,
    draws: int = 500,
    level: float = 0.95,
) -> list[Interval]:
    """Compute percentile intervals of statistics of the moments.

    Parameters
    ----------
    answers : float array of shape (people, items)
        Missing answers are NaN; moments are pairwise.
    statistic : callable
        Moments -> float array; NaN where it cannot be computed.
    seed : int
        Fixes the draws.

    Returns
    -------
    list of Interval
        One per statistic; no limits where fewer than nine in ten draws gave a figure.

    Notes
    -----
    Up to 2,000 people are drawn one by one. More people are put at random into 2,000 blocks of
    equal size, whose sums are drawn: the spread of a smooth statistic is the same, the time does
    not grow with the people. Source: Efron and Tibshirani (1993), An Introduction to the
    Bootstrap, chapter 13; blocks after random groups, Wolter (2007), chapter 2.
    """
    table = read_answers(answers)
    whole = compute_moments(table)
    point = np.atleast_1d(statistic(whole))
    if whole.lack:
        return [Interval(None, None, None, whole.n, "bootstrap", whole.lack)] * len(point)
    random = np.random.default_rng(seed)
    blocks = _sum_blocks(table[np.isfinite(table).any(axis=1)], whole.mean, random)
    times = random.multinomial(
        len(blocks.rows), np.full(len(blocks.rows), 1 / len(blocks.rows)), size=draws
    )
    drawn = [statistic(moments_from(_add(blocks, count))) for count in times]
    return [
        _summarize(value, column, whole.n, level)
        for value, column in zip(point, np.array(drawn).reshape(draws, -1).T, strict=True)
    ]


def _sum_blocks(table: np.ndarray, mean: np.ndarray, random: np.random.Generator) -> Sums:
    n, p = table.shape
    size = -(-n // MOST_BLOCKS)
    padded = np.full((-(-n // size) * size, p), np.nan)
    padded[:n] = table[random.permutation(n)] if size > 1 else table
    return sum_answers(padded.reshape(-1, size, p), mean)


def _add(blocks: Sums, count: np.ndarray) -> Sums:
    weight = count.astype(float)
    parts = (blocks.pairs, blocks.first, blocks.product, blocks.square)
    summed = [np.tensordot(weight, part, axes=1) for part in parts]
    return Sums(weight @ blocks.rows, *summed, blocks.centre)


def _summarize(value: float, drawn: np.ndarray, n: int, level: float) -> Interval:
    known = drawn[np.isfinite(drawn)]
    if not np.isfinite(value):
        return Interval(None, None, None, n, "bootstrap", Lack.NOT_IDENTIFIED)
    if len(known) < 0.9 * len(drawn):
        return Interval(float(value), None, None, n, "bootstrap", Lack.NOT_CONVERGED)
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(value), float(low), float(high), n, "bootstrap")
