"""How often clusters come back when the rows are drawn again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinerja_lib.stats.lloyd import fit_many

RESTARTS = 8  # of each bootstrap fit: with one, a poor fit looks like an unstable cluster


@dataclass(frozen=True)
class Stability:
    """Hold the clusters of one k and how they fared.

    Attributes
    ----------
    centres : float array of shape (k, n_columns)
    labels : int array of shape (n_rows,)
    jaccard : float array of shape (k,)
        Mean over the bootstrap samples, 0 to 1.
    error : float array of shape (k,)
        Standard error of that mean over the samples.
    drawn_centres : float array of shape (samples, k, n_columns)
        Centres of each bootstrap fit.
    matched : int array of shape (samples, k)
        The cluster of the whole fit that each cluster of a bootstrap fit is most like.
    """

    centres: np.ndarray
    labels: np.ndarray
    jaccard: np.ndarray
    error: np.ndarray
    drawn_centres: np.ndarray
    matched: np.ndarray


def compare_sets(first: np.ndarray, second: np.ndarray) -> float:
    """Return the Jaccard similarity of two logical vectors: both over either; NaN if all false."""
    either = int((first | second).sum())
    return int((first & second).sum()) / either if either else float("nan")


def measure_stability(
    table: np.ndarray, k: int, rng: np.random.Generator, *, samples: int = 50
) -> Stability:
    """Fit k clusters, and again to bootstrap samples of the rows.

    Parameters
    ----------
    table : float array of shape (n_rows, n_columns)
        No missing values.
    k : int
    rng : Generator
    samples : int
        Bootstrap samples.

    Notes
    -----
    For each cluster the largest Jaccard similarity with any cluster of the sample's fit, over the
    rows that were drawn at least once; an empty cluster has 0. Source: Hennig (2007),
    Computational Statistics and Data Analysis 52, 258-271 (R: fpc::clusterboot, bootmethod boot).
    """
    whole = fit_many(table[None], k, rng, restarts=RESTARTS + 2)
    labels, rows = whole.labels[0], len(table)
    counts = rng.multinomial(rows, np.full(rows, 1 / rows), size=samples)
    drawn = fit_many(table[None], k, rng, weights=counts, restarts=RESTARTS)
    alike = _overlap(labels, drawn.labels, counts > 0, k)
    best = alike.max(axis=2).astype(float)
    return Stability(
        whole.centres[0].astype(float),
        labels,
        best.mean(axis=0),
        best.std(axis=0) / np.sqrt(samples),
        drawn.centres.astype(float),
        alike.argmax(axis=1),
    )


def _overlap(labels: np.ndarray, drawn: np.ndarray, present: np.ndarray, k: int) -> np.ndarray:
    """Return Jaccard similarities of shape (samples, k whole, k drawn)."""
    kinds = np.arange(k)[None, :, None]
    own = ((labels == kinds) & present[:, None, :]).astype(np.float32)
    other = ((drawn[:, None, :] == kinds) & present[:, None, :]).astype(np.float32)
    both = own @ other.transpose(0, 2, 1)
    either = own.sum(axis=2)[:, :, None] + other.sum(axis=2)[:, None, :] - both
    return both / np.where(either > 0, either, 1.0)
