"""Answers to the invented staff survey: factors, units, waves, careless and missing answers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import draw_codes
from kinerja_lib.synthetic.instrument import SPREAD, SUBSCALES, Items

STABILITY = 0.75  # correlation of a person's factors between the two waves
CARELESS = ("none", "straight", "random", "speeder")
CARELESS_SHARES = (0.915, 0.04, 0.025, 0.02)
MISSING_CELL = 0.012
BREAK_OFF = 0.02  # share of respondents who stop somewhere in the second half
SECONDS_PER_ITEM = 6.5


def draw_factors(rng: np.random.Generator, size: int) -> np.ndarray:
    """Draw standard normal factors of people, shape (size, 12), correlated as intended."""
    general = rng.standard_normal(size)
    groups = {name: rng.standard_normal(size) for name in ("trait", "change", "support")}
    table = np.empty((size, len(SUBSCALES)))
    for column, subscale in enumerate(SUBSCALES):
        own = np.sqrt(1 - subscale.common**2 - subscale.side**2)
        table[:, column] = (
            subscale.common * general
            + subscale.side * groups[subscale.group]
            + own * rng.standard_normal(size)
        )
    return table


def repeat_factors(rng: np.random.Generator, first: np.ndarray) -> np.ndarray:
    """Draw the factors of the same people a wave later: r * first + sqrt(1 - r^2) * new."""
    return STABILITY * first + np.sqrt(1 - STABILITY**2) * draw_factors(rng, len(first))


def share_with_unit(factors: np.ndarray, unit_effect: np.ndarray, unit: np.ndarray) -> np.ndarray:
    """Mix factors with the standard normal effect of the unit by the intended ICC.

    score = sqrt(1 - icc) * factor + sqrt(icc) * unit effect; shape (n, 12) in and out,
    `unit_effect` has a row for each unit.
    """
    icc = np.array([subscale.icc for subscale in SUBSCALES])
    return np.sqrt(1 - icc) * factors + np.sqrt(icc) * unit_effect[unit]


def draw_answers(
    rng: np.random.Generator, scores: np.ndarray, items: Items, high: int
) -> np.ndarray:
    """Turn scores into answers 1..high, whole numbers as float32, shape (n, n_items).

    answer = round((1 + high) / 2 + width * (level + loading * score + sqrt(1 - loading^2) * e)),
    limited to 1..high, width = 0.25 * (high - 1); reverse-keyed items are 1 + high - answer.
    """
    level = np.array([subscale.level for subscale in SUBSCALES])
    weight = items.loading.astype(np.float32)
    latent = weight * scores[:, items.subscale].astype(np.float32)
    latent += level[items.subscale].astype(np.float32)
    error = rng.standard_normal(latent.shape, dtype=np.float32)
    latent += np.sqrt(1 - weight**2) * error
    answer = np.rint((1 + high) / 2 + SPREAD * (high - 1) * latent).clip(1, high)
    return np.where(items.reverse, 1 + high - answer, answer)


def draw_careless(rng: np.random.Generator, size: int) -> np.ndarray:
    """Draw who answers how: place in `CARELESS`."""
    return draw_codes(rng, CARELESS_SHARES, size)


def spoil_answers(
    rng: np.random.Generator, answers: np.ndarray, careless: np.ndarray, high: int
) -> np.ndarray:
    """Replace the answers of careless respondents.

    Straight-liners give one point to every item, whichever way it is keyed; random respondents
    and speeders draw every point with equal chance.
    """
    spoilt = answers.copy()
    straight, chance = careless == 1, careless >= 2
    spoilt[straight] = rng.integers(1, high + 1, int(straight.sum()))[:, None]
    spoilt[chance] = rng.integers(1, high + 1, (int(chance.sum()), answers.shape[1]))
    return spoilt


def drop_answers(rng: np.random.Generator, answers: np.ndarray) -> np.ndarray:
    """Leave single answers out at random, and all later ones of those who break off; NaN."""
    size, count = answers.shape
    missing = rng.random(answers.shape, dtype=np.float32) < MISSING_CELL
    stop = np.where(rng.random(size) < BREAK_OFF, rng.integers(count // 2, count, size), count)
    return np.where(missing | (np.arange(count) >= stop[:, None]), np.nan, answers)


def draw_seconds(rng: np.random.Generator, careless: np.ndarray, count: int) -> np.ndarray:
    """Draw the time taken, whole seconds.

    Lognormal around 6.5 s an item with spread 0.3; speeders take 0.8 to 1.5 s an item, and three
    of five straight-liners 1 to 2 s an item.
    """
    usual = SECONDS_PER_ITEM * count * rng.lognormal(0.0, 0.3, len(careless))
    hurried = count * rng.uniform(0.8, 1.5, len(careless))
    flat = count * rng.uniform(1.0, 2.0, len(careless))
    fast = (careless == 1) & (rng.random(len(careless)) < 0.6)
    return np.rint(np.where(careless == 3, hurried, np.where(fast, flat, usual)))


def to_item_columns(answers: np.ndarray, items: Items) -> dict[str, pd.arrays.IntegerArray]:
    """Return answers as whole-number columns with empty cells."""
    absent = np.isnan(answers)
    whole = np.where(absent, 0, answers).astype(np.int64)
    return {
        name: pd.arrays.IntegerArray(whole[:, place].copy(), absent[:, place].copy())
        for place, name in enumerate(items.column)
    }
