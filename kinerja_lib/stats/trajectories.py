"""Tell lasting rise and decline of people from ups and downs that come by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from kinerja_lib.stats.multiplicity import adjust_false_discovery

_NULLS, _FEWEST, _MOST = 200_000, 20, 500  # ratios wanted by chance; shuffles


@dataclass(frozen=True)
class ShuffledSlopes:
    """Hold slopes with the ratios that chance gives.

    Parameters
    ----------
    table : DataFrame, one row per person in the order given
        n (values), slope, error (its standard error), p and p_adjusted (false discovery rate);
        all but n are missing for people with too few values.
    chance : float array, increasing
        |slope| / error of everyone when the values of each person come in random order.
    """

    table: pd.DataFrame
    chance: np.ndarray

    def bound(self, share: float) -> float:
        """Return the ratio that chance exceeds in this share of cases."""
        return float(np.quantile(self.chance, 1 - share)) if len(self.chance) else float("nan")

    def find_detectable(self, *, level: float = 0.05, power: float = 0.8) -> float | None:
        """Return the slope that is found with a given chance, for a person of the median error.

        (bound at level * found / tested + z(power)) * median error, found being at least 1: the
        threshold of Benjamini and Hochberg (1995), and the sum of Cohen (1988), Statistical Power
        Analysis, chapter 12. None where nobody is tested.
        """
        p = self.table["p_adjusted"].to_numpy(dtype=float)
        tested = int(np.isfinite(p).sum())
        if not tested:
            return None
        share = level * max(int((p < level).sum()), 1) / tested
        error = float(np.nanmedian(self.table["error"]))
        return float((self.bound(share) + stats.norm.ppf(power)) * error)


def compare_with_chance(
    values: np.ndarray, time: np.ndarray, *, minimum: int = 5, seed: int
) -> ShuffledSlopes:
    """Test whether each person's values change with time.

    Parameters
    ----------
    values : float array of shape (people, periods)
        On one scale, of few levels and with ties as they come; missing values stay out.
    time : float array of shape (periods,)
        Increasing, in the unit of the slope.
    minimum : int
        Fewest values of a person, at least 3; with fewer than two such people nobody is tested.
    seed : int
        Of the shuffles.

    Notes
    -----
    error is the larger of the one pooled over everyone and the person's own (n - 2 degrees of
    freedom), since few values can lie on a line by chance. p is the share of ratios |slope| /
    error as large in panels in which the values of each person are shuffled over their own
    periods, all people together. Source: Storey and Tibshirani (2003), PNAS 100, 9440-9445.
    """
    values, time = np.asarray(values, dtype=float), np.asarray(time, dtype=float)
    n = np.isfinite(values).sum(axis=1)
    enough = n >= max(minimum, 3)
    table = pd.DataFrame({"n": n}).assign(slope=np.nan, error=np.nan, p=np.nan, p_adjusted=np.nan)
    if enough.sum() < 2:
        return ShuffledSlopes(table, np.empty(0))
    used = values[enough]
    slope, error = _fit(used, time)
    random = np.random.default_rng(seed)
    draws = int(np.clip(_NULLS // len(used), _FEWEST, _MOST))
    chance = np.sort(np.concatenate([_ratio(*_fit(_shuffle(used, random), time))
                                     for _draw in range(draws)]))  # fmt: skip
    # Ratios that differ by rounding only are equal.
    larger = len(chance) - np.searchsorted(chance, _ratio(slope, error) * (1 - 1e-9))
    p = (1 + larger) / (1 + len(chance))
    found = np.column_stack([slope, error, p, adjust_false_discovery(p)])
    table.loc[enough, ["slope", "error", "p", "p_adjusted"]] = found
    return ShuffledSlopes(table, chance)


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


def _ratio(slope: np.ndarray, error: np.ndarray) -> np.ndarray:
    return np.abs(slope) / error


def _fit(values: np.ndarray, time: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return least-squares slopes and their standard errors; three values or more in each row."""
    known = np.isfinite(values)
    n = known.sum(axis=1)
    x = np.where(known, time - ((known * time).sum(axis=1) / n)[:, None], 0.0)
    filled = np.where(known, values, 0.0)
    y = np.where(known, filled - (filled.sum(axis=1) / n)[:, None], 0.0)
    squares = (x**2).sum(axis=1)
    slope = (x * y).sum(axis=1) / squares
    rest = ((y - slope[:, None] * x) ** 2).sum(axis=1)
    variance = np.maximum(rest / (n - 2), rest.sum() / (n - 2).sum())
    return slope, np.sqrt(np.maximum(variance, 1e-24) / squares)


def _shuffle(values: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Shuffle the values of each row over the places where it has one."""
    known = np.isfinite(values)
    order = np.argsort(np.where(known, random.random(values.shape), np.inf), axis=1, kind="stable")
    places = np.argsort(~known, axis=1, kind="stable")
    shuffled = np.full(values.shape, np.nan)
    np.put_along_axis(shuffled, places, np.take_along_axis(values, order, axis=1), axis=1)
    return shuffled
