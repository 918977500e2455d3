"""Find raters who hardly tell people apart, or hardly tell the aspects of one person apart."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd
from scipy import stats

from kinerja_lib.stats.multiplicity import adjust_holm
from kinerja_lib.stats.rating_pairs import RatingPairs

FEWEST_ASPECTS = 3  # in a pair, before equal scores or little spread between aspects mean anything


class Pattern(StrEnum):
    """What a rater's scores look like; the first that fits."""

    UNIFORM = "one value for everyone and everything"
    FLAT = "little difference between the aspects of a person"
    NARROW = "little difference between people and between aspects"
    NONE = "none"


def measure_spread(
    pairs: RatingPairs, *, limit: float = 0.5, minimum: int = 5, level: float = 0.05
) -> pd.DataFrame:
    """Compare each rater's spread with that of raters as a whole.

    Parameters
    ----------
    pairs : RatingPairs
    limit : float
        Smallest effect of interest, above 0 up to 1: a standard deviation of this share of the
        usual one still counts as usual.
    minimum : int
        Fewest ratees of a rater who is tested.
    level : float
        Chance that any usual rater is flagged, for each of the three tests.

    Returns
    -------
    DataFrame, index rater
        `n` ratees; `between`, standard deviation of the rater's scores of people over the usual
        one (1 is usual); `within`, the same for aspects within a person; `straight`, share of
        people given one value on all aspects, of `straight_n` with at least three aspects;
        `commonest`, share of people given that value which the rater gives most often on all
        aspects; `p_between`, `p_within`, `p_straight` adjusted by Holm over the raters tested,
        missing where not tested; `pattern`, a value of `Pattern`, missing where not tested.

    Notes
    -----
    Sum of squares over (limit^2 * usual variance) against the lower tail of chi-square. The usual
    variance is the median over raters of their sum of squares over the median of chi-square, so
    that some unusual raters do not move it. Within a person the aspects' own levels count as
    spread: who ignores them has a flat scale. Straight lines: binomial, with the share of straight
    lines of all other raters. `FLAT` (halo): aspects too close or straight lines, but people told
    apart. `NARROW` (central tendency): people too close, or aspects too close and people within
    `limit`. `UNIFORM`: one value in 90 of 100 people. Scores at the end of the scale are narrow of
    themselves; read a lenient rater's pattern with that in mind.
    Source: Saal, Downey and Lahey (1980), Psychological Bulletin 88, 413-428.
    """
    if not 0 < limit <= 1:
        raise ValueError(f"limit must be above 0 and at most 1, got {limit}")
    size = len(pairs.raters)
    n = np.bincount(pairs.rater, minlength=size)
    tested = n >= minimum
    between, p_between = _compare_between(pairs, n, limit)
    within, p_within = _compare_within(pairs, limit)
    straight = _count_straight(pairs)
    table = pd.DataFrame(
        {
            "n": n,
            "between": between,
            "within": within,
            **straight,
            "p_between": adjust_holm(np.where(tested, p_between, np.nan)),
            "p_within": adjust_holm(np.where(tested, p_within, np.nan)),
            "p_straight": adjust_holm(np.where(tested, straight["p_straight"], np.nan)),
        },
        index=pairs.raters.rename("rater"),
    )
    return table.assign(pattern=_name_patterns(table, tested, (limit, level)))


def _compare_between(
    pairs: RatingPairs, n: np.ndarray, limit: float
) -> tuple[np.ndarray, np.ndarray]:
    mean = np.bincount(pairs.rater, pairs.score, minlength=len(n)) / n
    squares = np.bincount(pairs.rater, (pairs.score - mean[pairs.rater]) ** 2, minlength=len(n))
    return _compare(squares, n - 1, limit)


def _compare_within(pairs: RatingPairs, limit: float) -> tuple[np.ndarray, np.ndarray]:
    use = pairs.aspects >= FEWEST_ASPECTS
    size = len(pairs.raters)
    squares = np.bincount(pairs.rater[use], pairs.within[use], minlength=size)
    freedom = np.bincount(pairs.rater[use], pairs.aspects[use] - 1, minlength=size)
    return _compare(squares, freedom, limit)


def _compare(
    squares: np.ndarray, freedom: np.ndarray, limit: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the ratio to the usual standard deviation and the p of the lower tail."""
    ratio, p = np.full(len(squares), np.nan), np.full(len(squares), np.nan)
    some = freedom > 0
    usual = _usual_variance(squares[some], freedom[some])
    if usual > 0:
        ratio[some] = np.sqrt(squares[some] / freedom[some] / usual)
        p[some] = stats.chi2.cdf(squares[some] / (usual * limit**2), freedom[some])
    return ratio, p


def _usual_variance(squares: np.ndarray, freedom: np.ndarray) -> float:
    """Return the median variance of raters with 4 or more degrees of freedom, else of all."""
    enough = freedom >= 4
    if enough.sum() < 10:
        enough = freedom > 0
    if not enough.any():
        return 0.0
    return float(np.median(squares[enough] / stats.chi2.median(freedom[enough])))


def _count_straight(pairs: RatingPairs) -> dict[str, np.ndarray]:
    size = len(pairs.raters)
    use = pairs.aspects >= FEWEST_ASPECTS
    rater, value = pairs.rater[use], pairs.value[use]
    same = np.isfinite(value)
    n = np.bincount(rater, minlength=size)
    hits = np.bincount(rater, same, minlength=size)
    others = n.sum() - n
    pool = (hits.sum() - hits + 0.5) / (others + 1)
    values, code = np.unique(value[same], return_inverse=True)
    table = np.bincount(
        rater[same] * max(1, len(values)) + code, minlength=size * max(1, len(values))
    )
    most = table.reshape(size, max(1, len(values))).max(axis=1)
    known = np.where(n > 0, n, np.nan)
    p = np.where(n > 0, stats.binom.sf(hits - 1, n, pool), np.nan)
    return {"straight": hits / known, "straight_n": n, "commonest": most / known, "p_straight": p}


def _name_patterns(table: pd.DataFrame, tested: np.ndarray, rule: tuple[float, float]) -> pd.Series:
    limit, level = rule
    flat = (table["p_within"] < level) | (
        (table["p_straight"] < level) & (table["straight"] >= 0.5)
    )
    close = table["between"] < limit
    conditions = [
        flat & (table["commonest"] >= 0.9),
        (table["p_between"] < level) | (flat & close),
        flat,
    ]
    names = [str(pattern.value) for pattern in (Pattern.UNIFORM, Pattern.NARROW, Pattern.FLAT)]
    found = np.select(conditions, names, str(Pattern.NONE.value))
    return pd.Series(found, index=table.index).where(tested)
