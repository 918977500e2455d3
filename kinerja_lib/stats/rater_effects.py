"""Estimate how lenient or severe each rater is, and flag few honest raters for it.

Leniency is never read off a rater's mean: it is what remains after the people rated are compared
through their other raters (units of any level), or with all people (units assumed alike).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from kinerja_lib.stats.multiplicity import adjust_holm
from kinerja_lib.stats.rater_model import Design, Variances, list_components, solve_raters
from kinerja_lib.stats.rater_variances import estimate_variances
from kinerja_lib.stats.rating_pairs import RatingPairs


@dataclass(frozen=True)
class LeniencyFit:
    """Hold estimated leniency; all figures in points of the scale.

    Parameters
    ----------
    raters : DataFrame, index rater
        `n` ratees; `shared`, those of them rated by someone else too; `component`, part of the
        graph of raters and ratees; `leniency`, shrunken towards 0, above 0 is lenient; `se` of
        it; `reliability`, 0 (nothing can be said) to 1; `direct`, leniency before shrinkage, and
        its standard error `direct_se`, missing where reliability is under 0.05.
    ratees : DataFrame, index ratee
        `raw`, mean of the plain means of the raters; `adjusted`, the same with each rater's
        shrunken leniency taken out; `raters`, their number. Adjusted never replaces raw.
    variances : Variances
    components : int
        Parts of the graph; raters of different parts are compared through the units only.
    pairs : int
    unit_sd : float or None
        As asked for.
    reason : str
        Empty where computed.
    """

    raters: pd.DataFrame
    ratees: pd.DataFrame
    variances: Variances | None
    components: int
    pairs: int
    unit_sd: float | None
    reason: str = ""


def estimate_leniency(
    pairs: RatingPairs, *, unit_sd: float | None = None, seed: int = 1
) -> LeniencyFit:
    """Estimate each rater's leniency by a mixed model with crossed raters and ratees.

    Parameters
    ----------
    pairs : RatingPairs
        With units, if raters rate mostly their own unit.
    unit_sd : float or None
        How far the true means of units differ, in points. None: unknown and unlimited, so units
        are fixed effects and leniency is relative to the other raters of the same unit; where a
        unit has one rater only, nothing can be said on him (reliability 0). A number: leniency is
        relative to all raters, and that much of a difference is allowed for. 0: units are taken
        as alike. A stated assumption that the data cannot confirm where raters do not overlap.
    seed : int
        For standard errors with more raters than are solved exactly.

    Notes
    -----
    score = unit + ratee + rater + error; ratee, rater and error independent with constant
    variance (REML). Source: Henderson (1975), Biometrics 31, 423-447; Robinson (1991),
    Statistical Science 6, 15-32.
    """
    if len(pairs.score) == 0 or len(pairs.raters) < 2:
        reason = "raters < 2"
        return LeniencyFit(
            _no_raters(pairs), _rate_ratees(pairs, None), None, 0, 0, unit_sd, reason
        )
    unit = np.zeros(len(pairs.score), dtype=int) if pairs.unit is None else pairs.unit
    centred = pairs.score - pairs.score.mean()
    design = Design(centred, pairs.rater, pairs.ratee, unit, unit_sd)
    if centred.var() < 1e-12:
        reason = "no spread"
        return LeniencyFit(
            _no_raters(pairs), _rate_ratees(pairs, None), None, 0, 0, unit_sd, reason
        )
    variances = estimate_variances(design)
    effect, error = solve_raters(design, variances, seed=seed)
    components, part = list_components(pairs.rater, pairs.ratee)
    raters = _describe_raters(pairs, part).assign(**_unshrink(effect, error, variances.rater))
    ratees = _rate_ratees(pairs, effect)
    return LeniencyFit(raters, ratees, variances, components, len(pairs.score), unit_sd)


def _describe_raters(pairs: RatingPairs, part: np.ndarray) -> pd.DataFrame:
    size = len(pairs.raters)
    shared = (np.bincount(pairs.ratee) > 1)[pairs.ratee]
    return pd.DataFrame(
        {
            "n": np.bincount(pairs.rater, minlength=size),
            "shared": np.bincount(pairs.rater, shared, minlength=size).astype(int),
            "component": part,
        },
        index=pairs.raters.rename("rater"),
    )


def _no_raters(pairs: RatingPairs) -> pd.DataFrame:
    table = _describe_raters(pairs, np.zeros(len(pairs.raters), dtype=int))
    missing = dict.fromkeys(("leniency", "se", "reliability", "direct", "direct_se"), np.nan)
    return table.assign(**missing)


def _unshrink(effect: np.ndarray, error: np.ndarray, variance: float) -> dict[str, np.ndarray]:
    """Return shrunken and direct estimates: direct = effect / reliability."""
    if variance <= 0:
        empty = np.full(len(effect), np.nan)
        same = {"leniency": effect, "se": error, "reliability": np.zeros(len(effect))}
        return {**same, "direct": empty, "direct_se": empty}
    error = np.minimum(error, variance)
    reliability = 1 - error / variance
    usable = np.where(reliability >= 0.05, reliability, np.nan)
    return {
        "leniency": effect,
        "se": np.sqrt(error),
        "reliability": reliability,
        "direct": effect / usable,
        "direct_se": np.sqrt(error / usable),
    }


def _rate_ratees(pairs: RatingPairs, effect: np.ndarray | None) -> pd.DataFrame:
    count = np.bincount(pairs.ratee, minlength=len(pairs.ratees))
    raw = np.bincount(pairs.ratee, pairs.raw, minlength=len(pairs.ratees)) / count
    shift = np.full(len(count), np.nan)
    if effect is not None:
        shift = np.bincount(pairs.ratee, effect[pairs.rater], minlength=len(count)) / count
    table = {"raw": raw, "adjusted": raw - shift, "raters": count}
    return pd.DataFrame(table, index=pairs.ratees.rename("ratee"))


def flag_leniency(
    fit: LeniencyFit, *, margin: float, minimum: int = 5, level: float = 0.05
) -> pd.DataFrame:
    """Flag raters who are more lenient or more severe than a margin, beyond chance.

    Parameters
    ----------
    fit : LeniencyFit
    margin : float
        Smallest leniency of interest, in points, 0 or more. Ordinary raters differ too: a margin
        of two to three times `fit.variances.rater ** 0.5` of honest raters keeps them unflagged.
    minimum : int
        Fewest ratees of a rater who is tested.
    level : float
        Chance that any rater within the margin is flagged.

    Returns
    -------
    DataFrame, index rater
        `tested` (n is enough and reliability not under 0.05); `p` of a leniency within the
        margin, and `p_holm` over all raters tested; `flag`: 1 lenient, -1 severe, 0 neither,
        missing where not tested.

    Notes
    -----
    p = P(Z > (|direct| - margin) / direct_se) + P(Z > (|direct| + margin) / direct_se).
    """
    if margin < 0:
        raise ValueError(f"margin must be 0 or more, got {margin}")
    table = fit.raters
    tested = (table["n"] >= minimum) & table["direct"].notna()
    size, error = table["direct"].abs(), table["direct_se"].where(tested)
    p = stats.norm.sf((size - margin) / error) + stats.norm.sf((size + margin) / error)
    p = np.minimum(p, 1.0)
    adjusted = adjust_holm(p)
    flag = np.where(adjusted < level, np.sign(table["direct"]), 0.0)
    flag = pd.array(np.where(tested, flag, np.nan), dtype="Int64")
    return pd.DataFrame(
        {"tested": tested, "p": p, "p_holm": adjusted, "flag": flag}, index=table.index
    )
