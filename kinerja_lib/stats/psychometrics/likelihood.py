"""Normal-theory likelihood of a factor model on complete or incomplete answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kinerja_lib.stats.psychometrics.latent_layout import Layout, imply, slopes_of

_LOG_TWO_PI = float(np.log(2 * np.pi))


@dataclass(frozen=True)
class Block:
    """Hold the people of one group who answered the same items.

    Parameters
    ----------
    group : int
    items : int array
        Which items they answered.
    n : int
    mean : float array of shape (answered,)
    covariance : float array of shape (answered, answered)
        Divided by n, not n - 1.
    """

    group: int
    items: np.ndarray
    n: int
    mean: np.ndarray
    covariance: np.ndarray


@dataclass(frozen=True)
class Search:
    """Hold the end of a search: free values, deviance (-2 log likelihood), information, success."""

    free: np.ndarray
    deviance: float
    information: np.ndarray
    converged: bool


def block_deviance(block: Block, mean: np.ndarray, covariance: np.ndarray) -> float:
    """Compute -2 log likelihood of a block; infinite where the matrix is not positive definite."""
    try:
        root = np.linalg.cholesky(covariance)
    except np.linalg.LinAlgError:
        return float("inf")
    away = block.mean - mean
    spread = block.covariance + np.outer(away, away)
    half = np.linalg.solve(root, spread)
    whole = np.linalg.solve(root.T, half)
    return block.n * (
        2 * float(np.log(np.diag(root)).sum()) + float(np.trace(whole)) + len(away) * _LOG_TWO_PI
    )


def measure_deviance(layout: Layout, blocks: Sequence[Block], free: np.ndarray) -> float:
    """Compute -2 log likelihood of all blocks."""
    implied = imply(layout, free)
    total = 0.0
    for block in blocks:
        group = implied[block.group]
        at = np.ix_(block.items, block.items)
        total += block_deviance(block, group.mean[block.items], group.covariance[at])
    return total


def measure_slope(
    layout: Layout, blocks: Sequence[Block], free: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Compute the slope of half the deviance and the expected information."""
    implied = imply(layout, free)
    slopes = [slopes_of(layout, group, g) for g, group in enumerate(implied)]
    slope, information = np.zeros(layout.free), np.zeros((layout.free, layout.free))
    for block in blocks:
        group = implied[block.group]
        places, covariance, mean = slopes[block.group]
        at = np.ix_(block.items, block.items)
        covariance = covariance[:, block.items[:, None], block.items]
        mean = mean[:, block.items]
        inverse = np.linalg.inv(group.covariance[at])
        away = block.mean - group.mean[block.items]
        gap = inverse - inverse @ (block.covariance + np.outer(away, away)) @ inverse
        flat = covariance.reshape(len(places), -1)
        slope[places] += block.n * (flat @ gap.ravel() / 2 - mean @ (inverse @ away))
        half = (inverse @ covariance @ inverse).reshape(len(places), -1)
        information[np.ix_(places, places)] += block.n * (
            half @ flat.T / 2 + mean @ inverse @ mean.T
        )
    return slope, information


def search_minimum(
    layout: Layout, blocks: Sequence[Block], start: np.ndarray, *, rounds: int = 200
) -> Search:
    """Minimise the deviance by scoring with step halving.

    Notes
    -----
    Ends where the expected fall of the deviance is below 1e-9 of a unit. Values are not bounded:
    a negative variance shows a structure that the data reject.
    """
    free = start
    deviance = measure_deviance(layout, blocks, free)
    slope, information = measure_slope(layout, blocks, free)
    for _ in range(rounds):
        step = _solve(information, slope)
        fall = float(slope @ step)
        if fall < 1e-9:
            return Search(free, deviance, information, bool(fall > -1e-9))
        size = 1.0
        while size > 1e-6:
            trial = measure_deviance(layout, blocks, free - size * step)
            if trial < deviance - 1e-4 * size * fall:
                break
            size /= 2
        else:
            return Search(free, deviance, information, fall < 1e-5)
        free, deviance = free - size * step, trial
        slope, information = measure_slope(layout, blocks, free)
    return Search(free, deviance, information, converged=False)


def _solve(information: np.ndarray, slope: np.ndarray) -> np.ndarray:
    """Solve for the step in the scale of each value, with a small ridge against singularity."""
    scale = np.sqrt(np.maximum(np.diag(information), 1e-12))
    matrix = information / np.outer(scale, scale)
    matrix[np.diag_indices_from(matrix)] += 1e-10
    return np.linalg.solve(matrix, slope / scale) / scale
