"""Group the answers for a likelihood, and find what a model without restrictions reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kinerja_lib.stats.psychometrics.likelihood import Block, block_deviance


@dataclass(frozen=True)
class Unrestricted:
    """Hold means and covariances (divided by n) of each group without any model.

    Parameters
    ----------
    mean : float array of shape (groups, items)
    covariance : float array of shape (groups, items, items)
    n : int array of shape (groups,)
        People.
    deviance : float
        -2 log likelihood.
    deviance_apart : float
        The same where all items are unrelated.
    positive : bool
        All covariance matrices are positive definite.
    """

    mean: np.ndarray
    covariance: np.ndarray
    n: np.ndarray
    deviance: float
    deviance_apart: float
    positive: bool


def make_blocks(answers: np.ndarray, group: np.ndarray, *, incomplete: bool) -> list[Block]:
    """Gather people of one group who answered the same items.

    Parameters
    ----------
    answers : float array of shape (people, items)
    group : int array of shape (people,)
        From 0 without gaps.
    incomplete : bool
        True: every pattern of answered items is a block. False: complete rows only.
    """
    known = np.isfinite(answers)
    use = known.any(axis=1) if incomplete else known.all(axis=1)
    rows = np.flatnonzero(use)
    patterns = np.ones((1, known.shape[1]), dtype=bool)
    pattern = np.zeros(len(rows), dtype=int)
    if incomplete and len(rows):
        patterns, pattern = np.unique(known[rows], axis=0, return_inverse=True)
    keys, owner = np.unique(group[rows] * len(patterns) + pattern, return_inverse=True)
    order = np.argsort(owner, kind="stable")
    parts = np.split(rows[order], np.cumsum(np.bincount(owner))[:-1]) if len(rows) else []
    blocks = []
    for key, part in zip(keys.tolist(), parts, strict=True):
        items = np.flatnonzero(patterns[key % len(patterns)])
        x = answers[np.ix_(part, items)]
        mean = x.mean(axis=0)
        blocks.append(
            Block(
                key // len(patterns), items, len(part), mean, (x - mean).T @ (x - mean) / len(part)
            )
        )
    return blocks


def fit_unrestricted(blocks: Sequence[Block], groups: int, items: int) -> Unrestricted:
    """Find the likelihood without restrictions, by expectation maximisation where answers miss.

    Source: Little and Rubin (2002), Statistical Analysis with Missing Data, chapter 11.
    """
    mean, covariance = np.zeros((groups, items)), np.zeros((groups, items, items))
    n, deviance, apart = np.zeros(groups, dtype=int), 0.0, 0.0
    positive = True
    for g in range(groups):
        mine = [block for block in blocks if block.group == g]
        n[g] = sum(block.n for block in mine)
        mean[g], covariance[g] = _start(mine, items)
        alone = np.diag(np.diag(covariance[g]))
        apart += _total(mine, mean[g], alone)
        if len(mine) != 1 or len(mine[0].items) != items:
            mean[g], covariance[g] = _maximise(mine, mean[g], alone)
        scaled = covariance[g] / np.sqrt(np.outer(np.diag(alone), np.diag(alone)))
        positive &= bool(np.linalg.eigvalsh(scaled)[0] > 1e-8)
        deviance += _total(mine, mean[g], covariance[g]) if positive else np.inf
    return Unrestricted(mean, covariance, n, deviance, apart, positive)


def _total(blocks: Sequence[Block], mean: np.ndarray, covariance: np.ndarray) -> float:
    return sum(
        block_deviance(b, mean[b.items], covariance[np.ix_(b.items, b.items)]) for b in blocks
    )


def available_spread(blocks: Sequence[Block], items: int) -> np.ndarray:
    """Compute the variance of each item of one group over all known answers, divided by n."""
    return np.diag(_start(blocks, items)[1]).copy()


def _start(blocks: Sequence[Block], items: int) -> tuple[np.ndarray, np.ndarray]:
    """Return available means, and covariances of complete rows or available variances."""
    if len(blocks) == 1 and len(blocks[0].items) == items:
        return blocks[0].mean, blocks[0].covariance
    count, first, second = np.zeros(items), np.zeros(items), np.zeros(items)
    for b in blocks:
        count[b.items] += b.n
        first[b.items] += b.n * b.mean
    mean = first / np.maximum(count, 1)
    for b in blocks:
        second[b.items] += b.n * (np.diag(b.covariance) + (b.mean - mean[b.items]) ** 2)
    return mean, np.diag(second / np.maximum(count, 1))


def _maximise(
    blocks: Sequence[Block], mean: np.ndarray, covariance: np.ndarray, rounds: int = 2000
) -> tuple[np.ndarray, np.ndarray]:
    n = sum(block.n for block in blocks)
    for _ in range(rounds):
        first, second = np.zeros_like(mean), np.zeros_like(covariance)
        for block in blocks:
            part, square = _expect(block, mean, covariance)
            first += block.n * part
            second += block.n * square
        new = first / n
        spread = second / n - np.outer(new, new)
        change = max(float(np.abs(new - mean).max()), float(np.abs(spread - covariance).max()))
        mean, covariance = new, spread
        if change < 1e-9 * (1 + float(np.abs(np.diag(covariance)).max())):
            break
    return mean, covariance


def _expect(
    block: Block, mean: np.ndarray, covariance: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the expected answers and products of answers of a block."""
    seen = block.items
    at = np.ix_(seen, seen)
    weight = np.linalg.solve(covariance[at], covariance[seen]).T
    away = block.mean - mean[seen]
    expected = mean + weight @ away
    inside = block.covariance + np.outer(away, away) - covariance[at]
    middle = covariance + weight @ inside @ weight.T
    shift = weight @ away
    return expected, (middle - np.outer(shift, shift) + np.outer(expected, expected))
