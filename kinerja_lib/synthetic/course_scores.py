"""Scores before and after a course, with a true effect and regression to the mean."""

from __future__ import annotations

import numpy as np
import pandas as pd

ABILITY, ABILITY_SD = 62.0, 7.0
TEST_SD = 5.0  # chance part of one test, points
RELIABILITY = ABILITY_SD**2 / (ABILITY_SD**2 + TEST_SD**2)
PASS = 60.0
UNTESTED = 0.05  # share without a score afterwards
STATUS = ("terdaftar", "hadir", "lulus", "tidak lulus", "batal")
WAITING, ATTENDED, PASSED, FAILED, CANCELLED = range(5)


def draw_scores(
    rng: np.random.Generator, size: int, effect: np.ndarray | float
) -> tuple[np.ndarray, np.ndarray]:
    """Draw scores before and after, points of 0 to 100.

    before = A + e1, after = A + effect + e2 with A ~ N(62, 7), e ~ N(0, 5), independent; both
    limited to 0..100. Who is chosen for a low score before gains without any effect
    `(1 - reliability) * (62 - before)` on average, reliability 49 / 74.
    """
    ability = rng.normal(ABILITY, ABILITY_SD, size)
    before = ability + rng.normal(0, TEST_SD, size)
    after = ability + effect + rng.normal(0, TEST_SD, size)
    return before.clip(0, 100), after.clip(0, 100)


def choose_by_need(
    rng: np.random.Generator, pool: np.ndarray, seats: int, effect: float
) -> pd.DataFrame:
    """Give seats by lot among the lower half of a pool; the others of that half wait.

    Parameters
    ----------
    pool : int array
        Rows of people who were tested. The half with the lower scores is in need.
    seats : int
        People trained; at most ten of every seventeen in need, so that some always wait.
    effect : float
        True gain in points.

    Returns
    -------
    DataFrame
        `row`, `trained` (bool), `before`, `after`: one row for each person in need.
    """
    seats = min(seats, len(pool) // 2 * 10 // 17)
    trained = np.arange(len(pool)) < seats
    before, untrained_after = draw_scores(rng, len(pool), 0.0)
    order = np.argsort(before, kind="stable")[: len(pool) // 2]
    lot = rng.permutation(order)
    after = (untrained_after[lot] + effect * trained[: len(lot)]).clip(0, 100)
    return pd.DataFrame(
        {"row": pool[lot], "trained": trained[: len(lot)], "before": before[lot], "after": after}
    )


def to_participants(
    rng: np.random.Generator, scores: pd.DataFrame, *, course: int, jp: float, liking: float
) -> pd.DataFrame:
    """Return participants of one course: those trained, and those who wait and were tested too.

    Passed from 60 points on; five in a hundred have no score afterwards and are `hadir`. Hours and
    the participants' judgement (N(liking, 0.5), 1 to 5, absent for one in five) belong to those
    trained only.
    """
    trained = scores["trained"].to_numpy()
    after = np.where(rng.random(len(scores)) < UNTESTED, np.nan, scores["after"].to_numpy())
    after = np.round(after, 1)
    done = np.where(np.isnan(after), ATTENDED, np.where(after >= PASS, PASSED, FAILED))
    judged = np.round(rng.normal(liking, 0.5, len(scores)).clip(1, 5), 1)
    judged[(rng.random(len(scores)) < 0.2) | ~trained] = np.nan
    return pd.DataFrame(
        {
            "row": scores["row"].to_numpy(),
            "course": course,
            "status": np.where(trained, done, WAITING),
            "jp": np.where(trained, jp, np.nan),
            "before": np.round(scores["before"].to_numpy(), 1),
            "after": after,
            "judged": judged,
        }
    )


def without_scores(
    row: np.ndarray, course: np.ndarray | int, jp: np.ndarray | float
) -> pd.DataFrame:
    """Return participants who attended a course that keeps no scores."""
    return pd.DataFrame(
        {"row": row, "course": course, "status": ATTENDED, "jp": jp}
        | dict.fromkeys(("before", "after", "judged"), np.nan)
    )
