"""Many small k-means fits at once: what permutations, bootstraps and null draws need.

Processors and libraries add products in another order, and one row at the same distance from two
centres then changes sides, after which nothing is as before. So the rows are put on a grid of whole
numbers that is fine enough not to matter, and coarse enough that every sum below is exact.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MOST_STEPS = 40
BLOCK = 3_000_000  # distances held in memory at once
BITS = 22  # of the largest value: products have 44, and sums of up to 256 columns no more than 53
_SQUARE = 2.0**20  # squared distances are rounded to this before they are added over rows


@dataclass(frozen=True)
class Fits:
    """Hold one k-means fit for each data set of a batch.

    Attributes
    ----------
    centres : float array of shape (n_sets, k, n_columns)
    labels : int array of shape (n_sets, n_rows)
        Nearest centre of every row, those of weight zero included.
    within : float array of shape (n_sets,)
        Weighted sum of squared distances to the nearest centre.
    """

    centres: np.ndarray
    labels: np.ndarray
    within: np.ndarray


def fit_many(
    sets: np.ndarray,
    k: int,
    rng: np.random.Generator,
    *,
    weights: np.ndarray | None = None,
    restarts: int = 2,
) -> Fits:
    """Fit k-means to each data set of a batch and keep the best of some starts.

    Parameters
    ----------
    sets : float array of shape (n_sets, n_rows, n_columns)
        No missing values. With `weights`, one set (n_sets = 1) may serve all rows of weights.
    k : int
        Number of clusters; with fewer distinct rows some stay empty.
    rng : Generator
        Draws the starts (k-means++).
    weights : float array of shape (n_weights, n_rows) or None
        How often each row counts: 0 leaves it out, a bootstrap sample has its counts.
    restarts : int
        Starts of each set.

    Notes
    -----
    Lloyd's steps on all sets together, at most `MOST_STEPS`; a centre that loses all its rows
    stays. Rows and centres are rounded to a grid of the largest value over 2**`BITS`, so that all
    sums are exact and the fit is the same on every processor. Sources: Lloyd (1982), IEEE Trans.
    Inf. Theory 28, 129-137; Arthur and Vassilvitskii (2007), SODA, 1027-1035.
    """
    count = len(sets) if weights is None else len(weights)
    weights = np.ones((count, sets.shape[1])) if weights is None else weights.astype(float)
    unit = _choose_unit(sets)
    step = max(1, BLOCK // (sets.shape[1] * max(k, 1)))
    parts = []
    for first in range(0, count, step):
        rows = slice(first, first + step)
        part = np.rint((sets if len(sets) == 1 else sets[rows]) / unit)
        parts.append(_best_fit(part, weights[rows], k, rng, restarts))
    found = (np.concatenate([getattr(p, n) for p in parts]) for n in Fits.__annotations__)
    centres, labels, within = found
    return Fits(centres * unit, labels, within * unit**2)


def _choose_unit(sets: np.ndarray) -> float:
    """Return the step of the grid, a power of two, so that scaling by it rounds nothing."""
    _fraction, power = np.frexp(np.abs(sets).max(initial=0.0))
    return float(np.ldexp(1.0, int(power) - BITS))


def _best_fit(
    sets: np.ndarray, weights: np.ndarray, k: int, rng: np.random.Generator, restarts: int
) -> Fits:
    best = _fit(sets, weights, k, rng)
    for _start in range(restarts - 1):
        other = _fit(sets, weights, k, rng)
        better = other.within < best.within
        best = Fits(
            np.where(better[:, None, None], other.centres, best.centres),
            np.where(better[:, None], other.labels, best.labels),
            np.where(better, other.within, best.within),
        )
    return best


def _fit(sets: np.ndarray, weights: np.ndarray, k: int, rng: np.random.Generator) -> Fits:
    """Fit one start of each set; sets that have come to rest leave the work."""
    centres = _start_centres(sets, weights, k, rng)
    labels = np.zeros(weights.shape, dtype=np.intp)
    going = np.arange(len(weights))
    for _step in range(MOST_STEPS):
        part, heavy = _pick(sets, going), weights[going]
        fresh = _nearest(part, centres[going])
        still = (fresh != labels[going]).any(axis=1) | (_step == 0)
        labels[going] = fresh
        going = going[still]
        if not len(going):
            break
        moved = _move(_pick(sets, going), heavy[still], fresh[still], centres[going])
        centres[going] = moved
    labels = _nearest(sets, centres)
    return Fits(centres, labels, _sum_within(sets, weights, labels, centres))


def _pick(rows: np.ndarray, going: np.ndarray) -> np.ndarray:
    return rows if len(rows) in (1, len(going)) else rows[going]


def _nearest(rows: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Return the nearest centre of each row; the row's own square is the same for all centres."""
    score = centres @ rows.transpose(0, 2, 1)
    score -= (centres**2).sum(axis=2)[:, :, None] / 2
    return score.argmax(axis=1)


def _move(
    rows: np.ndarray, weights: np.ndarray, labels: np.ndarray, centres: np.ndarray
) -> np.ndarray:
    """Move each centre to the weighted mean of its rows, on the grid; an empty one stays."""
    member = (labels[:, None, :] == np.arange(centres.shape[1])[None, :, None]).astype(float)
    member *= weights[:, None, :]
    total = member.sum(axis=2)[:, :, None]
    return np.where(total > 0, np.rint((member @ rows) / np.where(total > 0, total, 1.0)), centres)


def _sum_within(
    rows: np.ndarray, weights: np.ndarray, labels: np.ndarray, centres: np.ndarray
) -> np.ndarray:
    own = np.take_along_axis(centres, labels[:, :, None], axis=1)
    away = np.rint(((rows - own) ** 2).sum(axis=2) / _SQUARE)
    return (weights * away).sum(axis=1) * _SQUARE


def _start_centres(
    rows: np.ndarray, weights: np.ndarray, k: int, rng: np.random.Generator
) -> np.ndarray:
    """Choose rows as centres: the first by weight, others by weight times squared distance."""
    count, columns = len(weights), rows.shape[2]
    centres = np.empty((count, k, columns))
    which = np.zeros(count, dtype=int) if len(rows) == 1 else np.arange(count)
    squares = (rows**2).sum(axis=2)
    turned = np.ascontiguousarray(rows.transpose(0, 2, 1))
    chance, nearest = weights, np.full(weights.shape, np.inf)
    for number in range(k):
        total = np.cumsum(chance, axis=1)
        point = rng.random(count) * total[:, -1]
        centre = rows[which, (total > point[:, None]).argmax(axis=1)]
        centres[:, number] = centre
        away = squares - 2 * (centre[:, None, :] @ turned)[:, 0] + (centre**2).sum(axis=1)[:, None]
        nearest = np.minimum(nearest, away.clip(min=0.0))
        chance = weights * nearest
        empty = chance.sum(axis=1, keepdims=True) <= 0
        chance = np.where(empty, weights, chance) if empty.any() else chance
    return centres
