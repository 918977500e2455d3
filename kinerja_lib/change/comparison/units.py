"""Units: how much of a score lies between them, and their means drawn to the middle."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from kinerja_lib.change.comparison.limits import ComparisonLimits
from kinerja_lib.change.comparison.meaning import BARRED, is_barred
from kinerja_lib.change.outcomes import CANNOT, OPEN
from kinerja_lib.i18n import _
from kinerja_lib.stats.random_intercept import RandomIntercept, fit_random_intercept
from kinerja_lib.stats.unit_agreement import measure_agreement, measure_units

PROPERTY, DIFFER = _("sifat unit"), _("unit berbeda, rerata unit belum andal")
ALIKE = _("unit tidak berbeda secara berarti")
_Z = 1.959963984540054


def measure_subscale(
    score: np.ndarray, answers: np.ndarray, unit: np.ndarray, points: int
) -> dict[str, object]:
    """Measure ICC(1), ICC(2), rwg(j) of one subscale, and the random-intercept model beside them.

    Parameters
    ----------
    score : float array of shape (people,)
    answers : float array of shape (people, items)
        Keyed.
    unit : array of shape (people,)
        Number or name of the unit; where it is missing the score is too.
    points : int
        Answer points of the scale.
    """
    found = measure_units(score, unit)
    agreed = measure_agreement(answers, unit, points=points)
    model = fit_random_intercept(score, unit)
    return {
        "icc1": found.icc1.estimate,
        "icc1_low": found.icc1.low,
        "icc1_high": found.icc1.high,
        "icc2": found.icc2.estimate,
        "rwg": agreed.median,
        "p": found.p_value,
        "icc_model": model.share,
        "antarunit": model.between,
        "dalam_unit": model.within,
        "n": found.n,
        "unit": found.units,
        "lack": found.reason,
    }


def judge_units(row: object, limits: ComparisonLimits) -> str:
    """Say whether unit means of a subscale may be called properties of units."""
    if is_barred(row.setara):
        return BARRED
    if row.lack:
        return CANNOT
    if row.p_holm < limits.level:
        firm = row.icc2 >= limits.reliability and row.rwg >= limits.agreement
        return PROPERTY if firm else DIFFER
    return ALIKE if row.icc1_high <= limits.least_share else OPEN


def shrink_units(score: np.ndarray, unit: np.ndarray) -> pd.DataFrame:
    """Draw the mean of each unit towards that of all units, the more the fewer people it has.

    Returns
    -------
    DataFrame
        One row per unit: unit, n, mentah (its plain mean), rerata, rerata_low, rerata_high (95%).
        Empty where the model cannot be fitted.

    Notes
    -----
    Empirical Bayes of the random-intercept model: overall mean + level of the unit; variance
    between * within / (within + n * between) + (1 - w)^2 * variance of the mean, with w = n between
    / (n between + within). Source: Robinson (1991), Statistical Science 6, 15-32.
    """
    model = fit_random_intercept(score, unit)
    if model.reason:
        return pd.DataFrame(columns=["unit_id", "n", "mentah", "rerata"])
    named = pd.notna(unit) & np.isfinite(score)
    known = pd.Series(score[named]).groupby(pd.Series(unit[named]))
    n = known.size().reindex(model.names).to_numpy(dtype=float)
    weight = n * model.between / (n * model.between + model.within)
    error = np.sqrt((1 - weight) * model.between + (1 - weight) ** 2 * model.errors[0] ** 2)
    mean = model.effects[0] + model.shrunken
    return pd.DataFrame(
        {
            "unit_id": model.names,
            "n": n,
            "mentah": known.mean().reindex(model.names).to_numpy(),
            "rerata": mean,
            "rerata_low": mean - _Z * error,
            "rerata_high": mean + _Z * error,
        }
    )


def fit_effects(
    score: np.ndarray, unit: np.ndarray, labels: dict[str, np.ndarray]
) -> tuple[RandomIntercept, list[dict[str, object]]]:
    """Fit a score by sex, age, status and kind at once, with a level for each unit.

    Parameters
    ----------
    labels : dict of str to object array of shape (people,)
        Group of each person in each grouping; None leaves the person out.

    Returns
    -------
    model : RandomIntercept
    effects : list of dict
        One per group beside the reference (the largest of its grouping): pengelompokan, kelompok,
        acuan, selisih, selisih_low, selisih_high, n of the group. Empty where `model.reason` says.
    """
    use = np.isfinite(score) & pd.notna(unit)
    for label in labels.values():
        use &= pd.notna(label)
    columns, terms = [], []
    for grouping, label in labels.items():
        sizes = pd.Series(label[use]).value_counts(sort=False)
        order = sorted(sizes.index, key=lambda name, sizes=sizes: (-sizes[name], str(name)))
        for name in order[1:]:
            columns.append((label == name).astype(float))
            terms.append((grouping, name, order[0], int(sizes[name])))
    predictors = np.column_stack(columns) if columns else None
    model = fit_random_intercept(np.where(use, score, math.nan), unit, predictors)
    if model.reason:
        return model, []
    slopes, errors = model.effects[1:], model.errors[1:]
    return model, [
        {
            "pengelompokan": grouping,
            "kelompok": name,
            "acuan": base,
            "selisih": float(slope),
            "selisih_low": float(slope - _Z * error),
            "selisih_high": float(slope + _Z * error),
            "n": n,
        }
        for (grouping, name, base, n), slope, error in zip(terms, slopes, errors, strict=True)
    ]
