"""Weights that bring a sample to the known margins of its frame, and what they cost."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kinerja_lib.stats.lack import Lack


@dataclass(frozen=True)
class Weights:
    """Hold weights with mean 1, or the reason why there are none.

    Parameters
    ----------
    weight : float array of shape (people,)
        NaN for people left out: a margin of theirs is unknown.
    design_effect : float
        Kish: n * sum of squared weights / squared sum; 1 without loss.
    effective_n : float
        People over the design effect.
    n : int
        People weighted.
    trimmed : int
        Weights that were cut to the largest allowed.
    gap : float
        Largest difference between a weighted share and its target, 0 to 1.
    uncovered : tuple of (margin, category)
        Categories of the frame in which nobody answered.
    reason : Lack
    """

    weight: np.ndarray
    design_effect: float
    effective_n: float
    n: int
    trimmed: int
    gap: float
    uncovered: tuple[tuple[int, object], ...] = ()
    reason: Lack = Lack.NOTHING


def rake(
    margins: Sequence[np.ndarray],
    targets: Sequence[Mapping[object, float]],
    *,
    largest: float | None = None,
    rounds: int = 500,
) -> Weights:
    """Weight people so that the share of each category of each margin is that of the frame.

    Parameters
    ----------
    margins : sequence of arrays of shape (people,)
        Category of each person; None, NaN, or one that the frame does not know leave the person
        without a weight.
    targets : sequence of mappings
        Category -> number or share in the frame, 0 or more; scaled to sum to 1.
    largest : float or None
        Largest weight, as a multiple of the mean; cut weights are raked again, so the margins are
        met as far as the cut allows.

    Raises
    ------
    ValueError
        Another number of targets than of margins, or a negative target.

    Notes
    -----
    A category of the frame without a respondent gives the reason `not_covered`: merge categories.
    Sources: Deming and Stephan (1940), Annals of Mathematical Statistics 11, 427-444; Kish (1965),
    Survey Sampling, section 11.7.
    """
    if len(margins) != len(targets) or not margins:
        raise ValueError(f"{len(margins)} margins but {len(targets)} targets")
    shares = [_scale(target) for target in targets]
    codes = np.stack([_code(m, share) for m, share in zip(margins, shares, strict=True)])
    use = (codes >= 0).all(axis=0)
    kept, whole = codes[:, use], np.full(len(use), math.nan)
    uncovered = _find_uncovered(kept, shares)
    reason = Lack.ALL_MISSING if not use.any() else Lack.NOT_COVERED if uncovered else Lack.NOTHING
    if reason:
        n = int(use.sum())
        return Weights(whole, math.nan, math.nan, n, 0, math.nan, uncovered, reason)
    goals = [np.array(list(share.values())) for share in shares]
    weight, trimmed, gap = _iterate(kept, goals, largest, rounds)
    whole[use] = weight
    n, design = len(weight), float(len(weight) * (weight**2).sum() / weight.sum() ** 2)
    settled = Lack.NOTHING if gap < 1e-6 or trimmed else Lack.NOT_CONVERGED
    return Weights(whole, design, n / design, n, trimmed, gap, (), settled)


def _find_uncovered(
    codes: np.ndarray, shares: Sequence[Mapping[object, float]]
) -> tuple[tuple[int, object], ...]:
    return tuple(
        (margin, name)
        for margin, share in enumerate(shares)
        for code, name in enumerate(share)
        if share[name] > 0 and not (codes[margin] == code).any()
    )


def _scale(target: Mapping[object, float]) -> dict[object, float]:
    total = float(sum(target.values()))
    if total <= 0 or min(target.values()) < 0:
        raise ValueError("targets must be 0 or more and not all 0")
    return {name: value / total for name, value in target.items()}


def _code(margin: np.ndarray, share: Mapping[object, float]) -> np.ndarray:
    number = {name: code for code, (name, part) in enumerate(share.items()) if part > 0}
    return np.array([number.get(name, -1) for name in np.asarray(margin, dtype=object).tolist()])


def _iterate(
    codes: np.ndarray, goals: list[np.ndarray], largest: float | None, rounds: int
) -> tuple[np.ndarray, int, float]:
    n = codes.shape[1]
    weight = np.ones(n)
    gap = math.inf
    for _ in range(rounds):
        for code, goal in zip(codes, goals, strict=True):
            have = np.bincount(code, weight, minlength=len(goal))
            factor = goal * n / np.where(have > 0, have, 1.0)
            weight = weight * factor[code]
        if largest is not None:
            weight = _cut(weight, largest)
        gap = max(
            float(np.abs(np.bincount(code, weight, minlength=len(goal)) / n - goal).max())
            for code, goal in zip(codes, goals, strict=True)
        )
        if gap < 1e-10:
            break
    trimmed = int((weight > largest * (1 - 1e-6)).sum()) if largest is not None else 0
    return weight, trimmed, gap


def _cut(weight: np.ndarray, largest: float) -> np.ndarray:
    """Cut weights to a multiple of their mean; the others are raised so that the mean stays 1."""
    n = len(weight)
    weight = weight * (n / weight.sum())
    while (over := weight > largest * (1 + 1e-12)).any():
        full = over | (weight >= largest)
        rest = weight[~full].sum()
        if not rest > 0:
            return np.ones(n)
        weight = np.where(full, largest, weight * (n - largest * full.sum()) / rest)
    return weight
