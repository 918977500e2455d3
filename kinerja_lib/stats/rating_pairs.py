"""Bring ratings by aspect to one value for each rater and person, before anything is compared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

COLUMNS = ("rater", "ratee", "aspect", "score")


@dataclass(frozen=True)
class RatingPairs:
    """Hold one entry for each rater and ratee; arrays of shape (pairs,) unless said otherwise.

    Parameters
    ----------
    rater, ratee : int array
        Places in `raters` and `ratees`.
    unit : int array or None
        Place of the ratee's unit in `units`.
    score : float array
        Mean over aspects, in points of the scale, after the effects of aspect and kind were taken
        out (each centred on 0, so the mean over all ratings stays).
    raw : float array
        The plain mean over aspects.
    within : float array
        Sum of squares between aspects within the pair, of the scores as given.
    aspects : int array
        Number of aspects rated; missing scores are not counted.
    value : float array
        The score, where all aspects got the same one; else missing.
    raters, ratees, units : Index
    aspect_effect, kind_effect : Series
        Points above the mean of all; kinds by comparing ratings of the same ratee.
    dropped : int
        Ratings without a score, rater or ratee, or, where asked for, without a kind or unit.
    """

    rater: np.ndarray
    ratee: np.ndarray
    unit: np.ndarray | None
    score: np.ndarray
    raw: np.ndarray
    within: np.ndarray
    aspects: np.ndarray
    value: np.ndarray
    raters: pd.Index
    ratees: pd.Index
    units: pd.Index
    aspect_effect: pd.Series
    kind_effect: pd.Series
    dropped: int


def pair_ratings(
    table: pd.DataFrame, *, kind: str | None = None, unit: str | None = None
) -> RatingPairs:
    """Average the aspects of each rater and ratee.

    Parameters
    ----------
    table : DataFrame
        Columns rater, ratee, aspect, score: one row per rating, all on one scale. Rows with a
        missing entry are dropped and counted. Self-ratings are left out by the caller. Who rates
        in several roles, or is rated in several periods, has a key for each.
    kind : str or None
        Column with the kind of rater (superior, peer); its effect is taken out, so that a rater is
        compared with others of his kind. Kinds that never rate the same people get no effect.
    unit : str or None
        Column with the ratee's unit, one for each ratee.

    Raises
    ------
    ValueError
        A column is missing, a rater rated the same aspect of a ratee twice, or a ratee has two
        units.

    Notes
    -----
    Aspect effects by least squares within pairs, kind effects within ratees: neither depends on
    who rated whom. 4 million ratings take some seconds and about 1 GB.
    """
    extra = [name for name in (kind, unit) if name is not None]
    used = table[[*COLUMNS, *extra]] if set(COLUMNS) <= set(table.columns) else None
    if used is None:
        raise ValueError(f"ratings need the columns {COLUMNS}, got {list(table.columns)}")
    used = used[used.notna().all(axis=1)]
    rater, raters = pd.factorize(used["rater"])
    ratee, ratees = pd.factorize(used["ratee"])
    pair, first, place = _find_pairs(rater, ratee, len(ratees))
    score = used["score"].to_numpy(dtype=float)
    sums, effects = _average_aspects(score, place, used["aspect"], len(pair))
    rows = used.iloc[first]
    who = (rater[first], ratee[first])
    kinds = _kind_effects(sums["score"], who[1], rows[kind]) if kind else pd.Series(dtype=float)
    if kind:
        sums["score"] = sums["score"] - kinds.reindex(rows[kind]).to_numpy()
    places, units = _read_units(rows[unit], who[1]) if unit else (None, pd.Index([]))
    return RatingPairs(
        *who, places, **sums, raters=pd.Index(raters), ratees=pd.Index(ratees), units=units,
        aspect_effect=effects, kind_effect=kinds, dropped=len(table) - len(used),
    )  # fmt: skip


def _find_pairs(
    rater: np.ndarray, ratee: np.ndarray, ratees: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the distinct pairs, the first row of each, and the pair of each row."""
    return np.unique(
        rater.astype(np.int64) * max(1, ratees) + ratee, return_index=True, return_inverse=True
    )


def _average_aspects(
    score: np.ndarray, pair: np.ndarray, aspect: pd.Series, pairs: int
) -> tuple[dict[str, np.ndarray], pd.Series]:
    code, names = pd.factorize(aspect, sort=True)
    count = np.bincount(pair, minlength=pairs)
    if len(np.unique(pair * max(1, len(names)) + code)) < len(code):
        raise ValueError("a rater rated the same aspect of a ratee more than once")
    raw = np.bincount(pair, score, minlength=pairs) / count
    effect = _effects_within(score - raw[pair], (pair, pairs), (code, len(names)))
    rest = score - effect[code]
    mean = np.bincount(pair, rest, minlength=pairs) / count
    within = np.bincount(pair, (score - raw[pair]) ** 2, minlength=pairs)
    off = np.bincount(pair, score != np.round(raw, 9)[pair], minlength=pairs) > 0
    sums = {
        "score": mean,
        "raw": raw,
        "within": within,
        "aspects": count,
        "value": np.where(off, np.nan, raw),
    }
    return sums, pd.Series(effect, index=pd.Index(names), name="points")


def _kind_effects(score: np.ndarray, ratee: np.ndarray, kind: pd.Series) -> pd.Series:
    code, names = pd.factorize(kind, sort=True)
    ratees = int(ratee.max()) + 1 if len(ratee) else 0
    mean = np.bincount(ratee, score) / np.bincount(ratee)
    effect = _effects_within(score - mean[ratee], (ratee, ratees), (code, len(names)))
    return pd.Series(effect, index=pd.Index(names), name="points")


def _effects_within(
    deviation: np.ndarray, group: tuple[np.ndarray, int], level: tuple[np.ndarray, int]
) -> np.ndarray:
    """Estimate level effects by least squares within groups, weighted mean 0.

    `deviation` is the score minus the mean of its group; levels that never meet in a group stay
    at their least squares solution of smallest length.
    """
    (place, groups), (code, levels) = group, level
    counts = np.bincount(place * levels + code, minlength=groups * levels)
    counts = counts.reshape(groups, levels).astype(float)
    size = counts.sum(axis=1, keepdims=True)
    matrix = np.diag(counts.sum(axis=0)) - counts.T @ (counts / np.maximum(size, 1))
    effect = np.linalg.lstsq(matrix, np.bincount(code, deviation, minlength=levels), rcond=1e-10)[0]
    return effect - np.average(effect, weights=counts.sum(axis=0)) if len(code) else effect


def _read_units(unit: pd.Series, ratee: np.ndarray) -> tuple[np.ndarray, pd.Index]:
    code, names = pd.factorize(unit)
    if len(np.unique(np.column_stack([ratee, code]), axis=0)) > len(np.unique(ratee)):
        raise ValueError("a ratee has more than one unit; give a key for each")
    return code, pd.Index(names)
