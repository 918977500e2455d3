"""Tell lasting rise and decline of people from ups and downs that come by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from kinerja_lib.stats.multiplicity import adjust_false_discovery


@dataclass(frozen=True)
class Trajectories:
    """Hold the slope of each person.

    Parameters
    ----------
    table : DataFrame, one row per person in the order given
        `n` values; `slope` by least squares and its standard error `se`, in points per unit of
        time; `shrunken`, drawn towards the mean slope as far as slopes differ by chance (return
        to the mean); `p_adjusted`, that |slope| is above the margin, by false discovery rate over
        all people with enough values; `flag`: 1 rise, -1 decline, 0 neither, missing where there
        are too few values.
    mean : float or None
        Mean slope of everyone.
    spread : float or None
        How far true slopes differ (standard deviation), 0 where no more than chance is seen.
    error : float or None
        Standard deviation of a value around its line, pooled over people.
    people : int
        People with enough values.
    reason : str
        Empty where computed.
    """

    table: pd.DataFrame
    mean: float | None
    spread: float | None
    error: float | None
    people: int
    reason: str = ""


def measure_slopes(
    values: np.ndarray,
    time: np.ndarray,
    *,
    margin: float = 0.0,
    minimum: int = 5,
    level: float = 0.05,
) -> Trajectories:
    """Measure how each person's values change with time.

    Parameters
    ----------
    values : float array of shape (people, periods)
        On one scale; missing values stay out and are never zero.
    time : float array of shape (periods,)
        Increasing, in the unit of the slope.
    margin : float
        Smallest slope of interest.
    minimum : int
        Fewest values of a person, at least 3.
    level : float
        Expected share of false flags among the flagged.

    Notes
    -----
    One error variance for everyone (few values each), which a check of residuals should support.
    p = P(Z > (|slope| - margin) / se) + P(Z > (|slope| + margin) / se), the largest for any slope
    within the margin. shrunken = mean + spread^2 / (spread^2 + se^2) * (slope - mean), spread^2 =
    variance of slopes - mean of se^2. Source: Morris (1983), JASA 78, 47-55.
    """
    if margin < 0 or minimum < 3:
        raise ValueError("margin must be 0 or more and minimum 3 or more")
    values, time = np.asarray(values, dtype=float), np.asarray(time, dtype=float)
    known = np.isfinite(values)
    n = known.sum(axis=1)
    enough = n >= minimum
    people = int(enough.sum())
    slope, squares, rest = _fit_lines(np.where(known, values, 0.0), known, time)
    freedom = int((n[enough] - 2).sum())
    table = pd.DataFrame({"n": n, "slope": np.where(enough, slope, np.nan)})
    if people < 2:
        blank = dict.fromkeys(("se", "shrunken", "p_adjusted"), np.nan)
        table = table.assign(**blank, flag=pd.array([pd.NA] * len(n), dtype="Int64"))
        return Trajectories(table, None, None, None, people, "people < 2")
    error = float(np.sqrt(rest[enough].sum() / freedom))
    se = np.where(enough, error / np.sqrt(squares), np.nan)
    used, weight = slope[enough], squares[enough]
    mean = float(np.average(used, weights=weight))
    spread = float(np.sqrt(max(0.0, used.var(ddof=1) - (se[enough] ** 2).mean())))
    keep = spread**2 / (spread**2 + se**2) if spread > 0 else np.zeros(len(n))
    table = table.assign(se=se, shrunken=mean + keep * (table["slope"] - mean))
    return Trajectories(_flag(table, margin, level), mean, spread, error, people)


def _fit_lines(
    values: np.ndarray, known: np.ndarray, time: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return slope, sum of squares of time and residual sum of squares of each person."""
    count = np.maximum(known.sum(axis=1), 1)
    x = (time - (known * time).sum(axis=1)[:, None] / count[:, None]) * known
    squares = (x**2).sum(axis=1)
    squares = np.where(squares > 0, squares, 1.0)
    slope = (x * values).sum(axis=1) / squares
    mean = values.sum(axis=1) / count
    rest = ((values - mean[:, None] - slope[:, None] * x) * known) ** 2
    return slope, squares, rest.sum(axis=1)


def _flag(table: pd.DataFrame, margin: float, level: float) -> pd.DataFrame:
    size, se = table["slope"].abs().to_numpy(), table["se"].to_numpy()
    se = np.maximum(se, 1e-12)  # all values on their lines
    p = stats.norm.sf((size - margin) / se) + stats.norm.sf((size + margin) / se)
    p = adjust_false_discovery(np.minimum(p, 1.0))
    flag = np.where(p < level, np.sign(table["slope"]), 0.0)
    flag = pd.array(np.where(np.isnan(p), np.nan, flag), dtype="Int64")
    return table.assign(p_adjusted=p, flag=flag)


def count_panel(values: np.ndarray) -> pd.DataFrame:
    """Count who is new and who is lost in each period, before periods are compared.

    Parameters
    ----------
    values : float array of shape (people, periods)

    Returns
    -------
    DataFrame, one row per period
        `present`; `new`, not there in the period before, and `lost`, there before and not now
        (both missing for the first period).
    """
    known = np.isfinite(np.asarray(values, dtype=float))
    new = (known[:, 1:] & ~known[:, :-1]).sum(axis=0)
    lost = (~known[:, 1:] & known[:, :-1]).sum(axis=0)
    first = [pd.NA] if known.shape[1] else []
    table = {
        "present": known.sum(axis=0),
        "new": pd.array([*first, *new.tolist()], dtype="Int64"),
        "lost": pd.array([*first, *lost.tolist()], dtype="Int64"),
    }
    return pd.DataFrame(table)
