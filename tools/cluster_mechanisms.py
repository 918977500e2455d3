"""Gap tables with known truth, for measuring the gates of the cluster pipeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from kinerja_lib.synthetic.gap_patterns import PATTERNS, draw_gaps

PEOPLE, PER_RATER, MISSING = 600, 12, 0.05
PLANTED = {p.mechanism: p for p in PATTERNS.values()}


@dataclass(frozen=True)
class Drawn:
    """Hold gaps of shape (n, p), NaN missing, and the true group of each (None: no groups)."""

    gap: np.ndarray
    group: np.ndarray | None


def draw_planted(mechanism: str, seed: int, n: int = PEOPLE, missing: float = MISSING) -> Drawn:
    """Draw gaps as a region of this mechanism has them; required level 3 (60 %), 4 or 5."""
    rng = np.random.default_rng([seed, 5, list(PLANTED).index(mechanism)])
    rater = rng.standard_normal(n // PER_RATER + 1)[np.arange(n) // PER_RATER]
    drawn = draw_gaps(PLANTED[mechanism], rng, rater, rng.random(n) < 0.2)
    required = rng.choice([3, 4, 5], size=n, p=[0.6, 0.3, 0.1])[:, None]
    gap = np.clip(required + drawn.gap, 1, 5) - required
    group = None if mechanism in ("none", "ladder") else drawn.group
    return Drawn(_lose(gap, missing, rng), group)


def _lose(gap: np.ndarray, share: float, rng: np.random.Generator) -> np.ndarray:
    return np.where(rng.random(gap.shape) < share, np.nan, gap)


def _round(latent: np.ndarray, rng: np.random.Generator, missing: float = MISSING) -> Drawn:
    return Drawn(_lose(np.clip(np.rint(latent), -4, 2), missing, rng), None)


def draw_equal(
    seed: int, n: int = PEOPLE, p: int = 9, r: float = 0.3, missing: float = MISSING
) -> Drawn:
    """Draw rounded normal gaps, every pair of columns with the same correlation."""
    rng = np.random.default_rng([seed, 6])
    common = rng.standard_normal((n, 1))
    latent = -0.3 + np.sqrt(r) * common + np.sqrt(1 - r) * rng.standard_normal((n, p))
    return _round(latent, rng, missing)


def draw_factors(
    seed: int, n: int = PEOPLE, p: int = 9, factors: int = 2, missing: float = MISSING
) -> Drawn:
    """Draw rounded gaps that follow some continuous factors, with loadings of 0.4 to 1."""
    rng = np.random.default_rng([seed, 7, factors])
    load = rng.uniform(0.4, 1.0, p) * (np.arange(p) % factors == np.arange(factors)[:, None])
    latent = rng.standard_normal((n, factors)) @ load + 0.6 * rng.standard_normal((n, p))
    return _round(latent + rng.uniform(-0.6, 0.3, p), rng, missing)


def draw_ceiling(seed: int, n: int = PEOPLE, p: int = 9) -> Drawn:
    """Draw levels with one factor for posts that require 2 to 5, each post by column: ceilings."""
    rng = np.random.default_rng([seed, 8])
    posts = rng.integers(2, 6, (6, p))
    required = posts[rng.integers(0, 6, n)]
    latent = 0.5 * rng.standard_normal((n, 1)) + 0.8 * rng.standard_normal((n, p))
    level = np.clip(required + np.rint(latent), 1, 5)
    return Drawn(_lose(level - required, MISSING, rng), None)


def draw_heavy(seed: int, n: int = PEOPLE, p: int = 9, tail: float = 3.0) -> Drawn:
    """Draw gaps with one skewed factor (gamma) and people of unequal noise (t distributed)."""
    rng = np.random.default_rng([seed, 9])
    scale = np.sqrt(tail / rng.chisquare(tail, (n, 1)))
    latent = -0.6 * rng.gamma(1.0, 1.0, (n, 1)) + 0.5 * scale * rng.standard_normal((n, p))
    return _round(latent + 0.3, rng)


def draw_units(seed: int, n: int = PEOPLE, p: int = 9) -> Drawn:
    """Draw gaps in which each of 8 units has a strict or a lenient rater, and nothing else."""
    rng = np.random.default_rng([seed, 10])
    halo = rng.choice([-1.2, 0.0, 0.6], 8)[rng.integers(0, 8, n)][:, None]
    return _round(-0.2 + halo + 0.6 * rng.standard_normal((n, p)), rng)


def draw_rare(seed: int, n: int = PEOPLE, p: int = 9) -> Drawn:
    """Draw independent gaps of which nine in ten are exactly zero."""
    rng = np.random.default_rng([seed, 11])
    gap = np.where(rng.random((n, p)) < 0.1, -rng.integers(1, 3, (n, p)), 0)
    return Drawn(_lose(gap.astype(float), MISSING, rng), None)


def draw_exempt(seed: int, n: int = PEOPLE, p: int = 9) -> Drawn:
    """Draw one factor for four people of five; the fifth has no gap anywhere."""
    rng = np.random.default_rng([seed, 13])
    latent = -0.5 + 0.7 * rng.standard_normal((n, 1)) + 0.6 * rng.standard_normal((n, p))
    gap = np.rint(latent)
    free = rng.random(n) < 0.2
    gap[free] = np.maximum(gap[free], 0)
    return Drawn(_lose(np.clip(gap, -4, 2), MISSING, rng), None)


def draw_zeros(seed: int, n: int = PEOPLE, p: int = 9) -> Drawn:
    """Draw two factors of which only the lowest tenth to third of each column is a gap."""
    rng = np.random.default_rng([seed, 14])
    load = (np.arange(p) % 2 == np.arange(2)[:, None]) * 0.8
    latent = rng.standard_normal((n, 2)) @ load + 0.6 * rng.standard_normal((n, p))
    gap = np.where(latent < rng.uniform(-1.3, -0.4, p), -1, 0) - (latent < -1.7)
    return Drawn(_lose(gap.astype(float), MISSING, rng), None)


def draw_profiles(
    seed: int, n: int = PEOPLE, p: int = 24, k: int = 5, missing: float = MISSING
) -> Drawn:
    """Draw k groups of unequal size, each short in a quarter of the columns, and one without."""
    rng = np.random.default_rng([seed, 12, p, k])
    share = 0.8 ** np.arange(k + 1)
    group = rng.choice(k + 1, n, p=share / share.sum())
    short = rng.random((k + 1, p)).argsort(axis=1) < max(2, p // 4)
    short[0] = False
    centre = 0.5 - short * rng.uniform(1.4, 2.2, (k + 1, p))
    gap = np.rint(centre[group] + 0.6 * rng.standard_normal((n, p)))
    gap[group == 0] = gap[group == 0].clip(min=0)
    return Drawn(_lose(gap.clip(-4, 2), missing, rng), group)


STRUCTURELESS: Mapping[str, Callable[[int], Drawn]] = {
    "equal correlation 0.3": lambda seed: draw_equal(seed),
    "equal correlation 0.6, 24 columns": lambda seed: draw_equal(seed, p=24, r=0.6),
    "two factors": lambda seed: draw_factors(seed),
    "three factors, 24 columns": lambda seed: draw_factors(seed, p=24, factors=3),
    "two factors, 25 % missing": lambda seed: draw_factors(seed, missing=0.25),
    "posts with ceilings": lambda seed: draw_ceiling(seed),
    "skewed factor, unequal noise": lambda seed: draw_heavy(seed),
    "strict and lenient units": lambda seed: draw_units(seed),
    "nine of ten cells zero": lambda seed: draw_rare(seed),
    "one factor, a fifth exempt": lambda seed: draw_exempt(seed),
    "two factors, mostly zeros": lambda seed: draw_zeros(seed),
    "equal correlation, 30 % missing": lambda seed: draw_equal(seed, missing=0.3),
    "two factors, 200 people": lambda seed: draw_factors(seed, n=200),
    "two factors, 2,000 people": lambda seed: draw_factors(seed, n=2_000),
}
GROUPED: Mapping[str, Callable[[int], Drawn]] = {
    "3 groups, 9 columns": lambda seed: draw_profiles(seed, p=9, k=3),
    "5 groups, 24 columns": lambda seed: draw_profiles(seed, p=24, k=5),
    "4 groups, 9 columns, 20 % missing": lambda seed: draw_profiles(seed, p=9, k=4, missing=0.2),
}
