"""Agreement of raters: intraclass correlations with their intervals."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import stats


class Form(StrEnum):
    """Which intraclass correlation, in the notation of Shrout and Fleiss."""

    ONE_WAY = "ICC(1,1)"
    ONE_WAY_MEAN = "ICC(1,k)"
    AGREEMENT = "ICC(2,1)"
    AGREEMENT_MEAN = "ICC(2,k)"
    CONSISTENCY = "ICC(3,1)"
    CONSISTENCY_MEAN = "ICC(3,k)"


@dataclass(frozen=True)
class Agreement:
    """Hold one intraclass correlation, or the reason why there is none.

    Parameters
    ----------
    form : Form
    estimate, low, high : float or None
        At most 1; below 0 where people differ less than chance.
    n : int
        People counted, after those that cannot be used were dropped.
    k : float
        Ratings per person; for unequal numbers the mean that replaces it (n0).
    dropped : int
        People left out: one rating only (one-way), or not rated by all (two-way).
    reason : str
        Empty where computed.
    ratio : float or None
        F ratio of people to error; infinite where raters agree wholly.
    freedom : (int, int) or None
        Degrees of freedom of that ratio.
    """

    form: Form
    estimate: float | None
    low: float | None
    high: float | None
    n: int
    k: float
    dropped: int
    reason: str = ""
    ratio: float | None = None
    freedom: tuple[int, int] | None = None


def agree_one_way(
    scores: np.ndarray, people: np.ndarray, *, mean: bool = False, level: float = 0.95
) -> Agreement:
    """Compute ICC(1,1) or ICC(1,k) where each person has his own raters, any number of them.

    Parameters
    ----------
    scores : float array of shape (ratings,)
        Missing scores are dropped, never zero.
    people : array of shape (ratings,)
        Who was rated. People with one score say nothing on agreement and are dropped.
    mean : bool
        False: one rating; True: the mean of n0 ratings.

    Notes
    -----
    (MSB - MSW) / (MSB + (n0 - 1) MSW), for the mean (MSB - MSW) / MSB, with n0 = (N - sum of n_i^2
    / N) / (people - 1). Limits from F = MSB / MSW; exact for equal numbers, an approximation
    otherwise. Source: Shrout and Fleiss (1979), Psychological Bulletin 86, 420-428; n0 after
    Donner (1986), International Statistical Review 54, 67-82.
    """
    form = Form.ONE_WAY_MEAN if mean else Form.ONE_WAY
    scores = np.asarray(scores, dtype=float)
    known = np.isfinite(scores)
    place = np.unique(np.asarray(people)[known], return_inverse=True)[1]
    count = np.bincount(place)
    use = count[place] > 1
    place = np.unique(place[use], return_inverse=True)[1]
    values, size, dropped = scores[known][use], np.bincount(place), int((count == 1).sum())
    n, total = len(size), int(size.sum())
    if n < 2:
        return Agreement(form, None, None, None, n, np.nan, dropped, "people < 2")
    n0 = float((total - (size**2).sum() / total) / (n - 1))
    means = np.bincount(place, values) / size
    between = float((size * (means - values.mean()) ** 2).sum() / (n - 1))
    within = float(((values - means[place]) ** 2).sum() / (total - n))
    if between + within < 1e-12 or (mean and between == 0):
        return Agreement(form, None, None, None, n, n0, dropped, "no spread")
    ratio = between / within if within > 0 else np.inf
    limits = _f_limits(ratio, (n - 1, total - n), level)
    points = [_from_ratio(f, n0, mean) for f in (ratio, *limits)]
    return Agreement(form, *points, n, n0, dropped, "", ratio, (n - 1, total - n))


def agree_two_way(
    table: np.ndarray, *, consistency: bool = False, mean: bool = False, level: float = 0.95
) -> Agreement:
    """Compute ICC(2,1), ICC(3,1), or those of the mean, where the same raters rate everyone.

    Parameters
    ----------
    table : float array of shape (people, raters)
        People with any missing score are dropped and counted in `dropped`.
    consistency : bool
        False: absolute agreement, raters are a sample (2); True: order only (3), so that a rater
        who is 10 points stricter with everyone does not lower it.
    mean : bool
        False: one rating; True: the mean of all raters.

    Notes
    -----
    Limits: McGraw and Wong (1996), Psychological Methods 1, 30-46 (ICC(A,1), ICC(C,1) and of k).
    """
    form = _two_way_form(consistency, mean)
    table = np.atleast_2d(np.asarray(table, dtype=float))
    whole = np.isfinite(table).all(axis=1)
    x, dropped = table[whole], int((~whole).sum())
    n, k = x.shape
    if n < 2 or k < 2:
        why = "people < 2" if n < 2 else "raters < 2"
        return Agreement(form, None, None, None, n, float(k), dropped, why)
    rows, columns, error = _mean_squares(x)
    if rows + columns + error < 1e-12 or (mean and rows == 0):
        return Agreement(form, None, None, None, n, float(k), dropped, "no spread")
    ratio, freedom = rows / error if error > 0 else np.inf, (n - 1, (n - 1) * (k - 1))
    if consistency:
        points = [_from_ratio(f, k, mean) for f in (ratio, *_f_limits(ratio, freedom, level))]
    else:
        points = _absolute((rows, columns, error), (n, k), level)
        points = [k * p / (1 + (k - 1) * p) for p in points] if mean else points
    return Agreement(form, *points, n, float(k), dropped, "", ratio, freedom)


def _two_way_form(consistency: bool, mean: bool) -> Form:
    if consistency:
        return Form.CONSISTENCY_MEAN if mean else Form.CONSISTENCY
    return Form.AGREEMENT_MEAN if mean else Form.AGREEMENT


def _mean_squares(x: np.ndarray) -> tuple[float, float, float]:
    """Return mean squares of people, raters and error."""
    n, k = x.shape
    grand, by_row, by_column = x.mean(), x.mean(axis=1), x.mean(axis=0)
    rest = x - by_row[:, None] - by_column + grand
    return (
        float(k * ((by_row - grand) ** 2).sum() / (n - 1)),
        float(n * ((by_column - grand) ** 2).sum() / (k - 1)),
        float((rest**2).sum() / ((n - 1) * (k - 1))),
    )


def _f_limits(ratio: float, freedom: tuple[int, int], level: float) -> tuple[float, float]:
    """Return the F ratios at the ends of the interval."""
    tail = (1 - level) / 2
    return (
        ratio / float(stats.f.isf(tail, *freedom)),
        ratio * float(stats.f.isf(tail, *freedom[::-1])),
    )


def _from_ratio(ratio: float, k: float, mean: bool) -> float:
    """Turn an F ratio into a correlation of one rating or of the mean of k."""
    if mean:
        return 1.0 - 1.0 / ratio if ratio > 0 else -np.inf
    return (ratio - 1) / (ratio + k - 1) if np.isfinite(ratio) else 1.0


def _absolute(
    squares: tuple[float, float, float], shape: tuple[int, int], level: float
) -> list[float]:
    """Return ICC(A,1) with its limits (McGraw and Wong 1996, table 7)."""
    rows, columns, error = squares
    n, k = shape
    icc = (rows - error) / (rows + (k - 1) * error + k / n * (columns - error))
    if 1 - icc < 1e-12:  # all raters the same
        return [icc, icc, icc]
    a = k * icc / (n * (1 - icc))
    b = 1 + k * icc * (n - 1) / (n * (1 - icc))
    part = ((a * columns) ** 2 / (k - 1), (b * error) ** 2 / ((n - 1) * (k - 1)))
    v = (a * columns + b * error) ** 2 / sum(part)
    tail = (1 - level) / 2
    f1, f2 = float(stats.f.isf(tail, n - 1, v)), float(stats.f.isf(tail, v, n - 1))
    rest = k * columns + (k * n - k - n) * error
    low = n * (rows - f1 * error) / (f1 * rest + n * rows)
    high = n * (f2 * rows - error) / (rest + n * f2 * rows)
    return [icc, low, high]
