"""Find people who rate each other far higher than everyone else rates them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from kinerja_lib.stats.multiplicity import adjust_holm


def find_reciprocal(
    ratings: pd.DataFrame, others: pd.DataFrame | None = None, *, margin: float, level: float = 0.05
) -> pd.DataFrame:
    """Compare what two people give each other with what others give them.

    Parameters
    ----------
    ratings : DataFrame
        Columns rater, ratee, round, score: one row for each pair and round, the score a mean over
        aspects, rater and ratee of one kind (peers) and named by the same keys. Rows with a
        missing entry are left out.
    others : DataFrame or None
        Ratings of the same people by others (superiors), same columns; they count in what others
        give.
    margin : float
        Smallest surplus of interest, in points.
    level : float
        Chance that any pair within the margin is flagged.

    Returns
    -------
    DataFrame
        One row for two people who rated each other in a round: `first`, `second`, `round`,
        `first_gives`, `second_gives`, `first_surplus`, `second_surplus` (score given minus the
        mean of the receiver's other raters; missing where there is none), `p_holm` for a mean
        surplus above the margin, and `flag` (p under `level`, and both above the margin).

    Raises
    ------
    ValueError
        A column is missing or somebody rates a person twice in a round.

    Notes
    -----
    z = (mean surplus - margin) / (s / sqrt 2), s from the median absolute deviation of the
    surpluses of all pairs, so that few friends do not hide themselves. A high score among
    colleagues who deserve it is no surplus, as their other raters give it too.
    """
    columns = ["rater", "ratee", "round", "score"]
    given = ratings[columns].dropna()
    if given.duplicated(columns[:3]).any():
        raise ValueError("a rater rated a person twice in a round")
    given = given.assign(surplus=_surplus(given, others))
    back = given.rename(columns={"rater": "ratee", "ratee": "rater"})
    both = given.merge(back, on=columns[:3], suffixes=("_there", "_back"))
    both = both[both["rater"].astype(str) < both["ratee"].astype(str)]
    surplus = both[["surplus_there", "surplus_back"]].to_numpy(dtype=float)
    spread = _spread(given["surplus"].to_numpy(dtype=float))
    known = np.isfinite(surplus).all(axis=1) & (spread > 0)
    z = (surplus.mean(axis=1) - margin) / (spread / np.sqrt(2) if spread > 0 else 1.0)
    p = adjust_holm(np.where(known, stats.norm.sf(z), np.nan))
    return pd.DataFrame(
        {
            "first": both["rater"], "second": both["ratee"], "round": both["round"],
            "first_gives": both["score_there"], "second_gives": both["score_back"],
            "first_surplus": surplus[:, 0], "second_surplus": surplus[:, 1],
            "p_holm": p, "flag": (p < level) & (surplus > margin).all(axis=1),
        }
    ).sort_values(["round", "first", "second"], ignore_index=True)  # fmt: skip


def _surplus(given: pd.DataFrame, others: pd.DataFrame | None) -> np.ndarray:
    """Return each score minus the mean of the receiver's other scores of the round."""
    keys = ["ratee", "round"]
    every = given if others is None else pd.concat([given, others[given.columns].dropna()])
    total = every.groupby(keys)["score"].agg(["sum", "count"])
    own = total.reindex(pd.MultiIndex.from_frame(given[keys]))
    left = own["count"].to_numpy() - 1
    rest = (own["sum"].to_numpy() - given["score"].to_numpy()) / np.where(left > 0, left, np.nan)
    return given["score"].to_numpy() - rest


def _spread(surplus: np.ndarray) -> float:
    """Return the standard deviation that fits the middle of the surpluses, 0 if there is none."""
    known = surplus[np.isfinite(surplus)]
    return float(stats.median_abs_deviation(known, scale="normal")) if len(known) > 2 else 0.0
