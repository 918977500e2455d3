"""Whether a questionnaire measures the same in several groups: configural, metric, scalar."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.confirm import Confirmed, confirm_blocks
from kinerja_lib.stats.psychometrics.likelihood import Block
from kinerja_lib.stats.psychometrics.moments import read_answers
from kinerja_lib.stats.psychometrics.saturated import make_blocks
from kinerja_lib.stats.psychometrics.structure import Equal, Structure, repeat_structure


@dataclass(frozen=True)
class Limits:
    """Hold how far fit may fall from one step to the next, and how many people a group needs.

    The defaults follow Chen (2007), Structural Equation Modeling 14, 464-504; `srmr_loadings`
    is for equal loadings, `srmr` for later steps. `people` is a rule of thumb.
    """

    cfi: float = 0.010
    rmsea: float = 0.015
    srmr_loadings: float = 0.030
    srmr: float = 0.010
    people: int = 100


@dataclass(frozen=True)
class Step:
    """Hold one step of the test against the step before.

    Parameters
    ----------
    equal : Equal
    model : Confirmed
    chi2, df, p_value : float
        Difference from the step before; NaN for the first.
    d_cfi, d_rmsea, d_srmr : float
        This step minus the step before; `d_srmr` counts the means in.
    holds : bool or None
        CFI does not fall, and neither RMSEA nor SRMR rises, beyond the limits. None for the first
        step and where it cannot be told.
    """

    equal: Equal
    model: Confirmed
    chi2: float = math.nan
    df: float = math.nan
    p_value: float = math.nan
    d_cfi: float = math.nan
    d_rmsea: float = math.nan
    d_srmr: float = math.nan
    holds: bool | None = None


@dataclass(frozen=True)
class Invariance:
    """Hold the steps of a test, or the reason why there are none.

    Parameters
    ----------
    steps : tuple of Step
        Ends before the first step that could not be fitted.
    groups : array of shape (groups used,)
        In the order of the groups of the models.
    left_out : array of shape (groups left out,)
        Groups with too few complete rows.
    reason : Lack
        Why there is no step at all, or why the steps end early.
    """

    steps: tuple[Step, ...]
    groups: np.ndarray
    left_out: np.ndarray
    reason: Lack = Lack.NOTHING

    @property
    def level(self) -> Equal | None:
        """The last step up to which every step holds; None without any step."""
        if not self.steps:
            return None
        reached = Equal.NOTHING
        for step in self.steps[1:]:
            if not step.holds:
                break
            reached = step.equal
        return reached


def test_invariance(
    answers: np.ndarray,
    group: np.ndarray,
    structure: Structure,
    *,
    limits: Limits | None = None,
    last: Equal = Equal.INTERCEPTS,
) -> Invariance:
    """Fit the structure with more and more held equal across groups.

    Parameters
    ----------
    answers : float array of shape (people, items)
        Complete rows are used.
    group : array of shape (people,)
        Group of each person; None or NaN are left out.
    structure : Structure
        Of first order.
    last : Equal
        Where to stop; RESIDUALS adds the strict step.

    Notes
    -----
    Groups with fewer complete rows than `limits.people` are left out and named. Differences of
    group means need equal loadings and intercepts. Source: Meredith (1993), Psychometrika 58,
    525-543; limits: see `Limits`.
    """
    limits = limits or Limits()
    table, labels = _complete(read_answers(answers), np.asarray(group, dtype=object))
    names, codes = np.unique(labels.astype(str), return_inverse=True)
    size = np.bincount(codes, minlength=len(names))
    large = size >= max(limits.people, table.shape[1] + 1)
    used, left = names[large], names[~large]
    if large.sum() < 2:
        reason = Lack.FEW_GROUPS if len(names) < 2 else Lack.FEW_PEOPLE
        return Invariance((), used, left, reason)
    keep = large[codes]
    place = np.cumsum(large) - 1
    blocks = make_blocks(table[keep], place[codes[keep]], incomplete=False)
    steps, reason = _take_steps(blocks, structure, len(used), (limits, last))
    return Invariance(steps, used, left, reason)


test_invariance.__test__ = False  # not a test of pytest


def test_waves(
    waves: Sequence[np.ndarray],
    structure: Structure,
    *,
    limits: Limits | None = None,
    last: Equal = Equal.INTERCEPTS,
) -> Invariance:
    """Fit the structure to the waves of the same people with more and more held equal.

    Parameters
    ----------
    waves : sequence of float arrays of shape (people, items)
        Two waves or more, row by row the same person. People with all answers are used.
    structure : Structure
        Of one wave; the residuals of an item correlate across waves.

    Returns
    -------
    Invariance
        `groups` holds the numbers of the waves; factors of the models come wave by wave.

    Notes
    -----
    Source: Little, Preacher, Selig and Card (2007), International Journal of Behavioral
    Development 31, 357-365.
    """
    limits = limits or Limits()
    numbers, none = np.arange(len(waves)), np.zeros(0, dtype=int)
    if len(waves) < 2:
        return Invariance((), numbers, none, Lack.FEW_GROUPS)
    table = read_answers(np.column_stack([read_answers(wave) for wave in waves]))
    n = int(np.isfinite(table).all(axis=1).sum())
    if n < max(limits.people, table.shape[1] + 1):
        return Invariance((), numbers, none, Lack.FEW_PEOPLE if n else Lack.ALL_MISSING)
    blocks = make_blocks(table, np.zeros(len(table), dtype=int), incomplete=False)
    repeated = repeat_structure(structure, len(waves))
    steps, reason = _take_steps(blocks, repeated, 1, (limits, last))
    return Invariance(steps, numbers, none, reason)


test_waves.__test__ = False  # not a test of pytest


def _take_steps(
    blocks: Sequence[Block], structure: Structure, groups: int, rule: tuple[Limits, Equal]
) -> tuple[tuple[Step, ...], Lack]:
    """Fit one step after the other; `rule` is (limits, last step)."""
    steps: list[Step] = []
    for equal in Equal:
        if equal > rule[1]:
            break
        model = confirm_blocks(blocks, structure, groups, equal)
        if model.reason:
            return tuple(steps), model.reason
        steps.append(_compare(equal, model, steps[-1].model if steps else None, rule[0]))
    return tuple(steps), Lack.NOTHING


def compare_models(narrow: Confirmed, wide: Confirmed) -> tuple[float, float, float]:
    """Compute the difference of chi2 and df of two nested models, and its p-value.

    Raises
    ------
    ValueError
        A model without fit.
    """
    if narrow.fit is None or wide.fit is None:
        raise ValueError("both models must have been fitted")
    chi2, df = narrow.fit.chi2 - wide.fit.chi2, narrow.fit.df - wide.fit.df
    return chi2, df, float(stats.chi2.sf(max(chi2, 0.0), df)) if df > 0 else math.nan


def _complete(table: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    known = np.array([label is not None and label == label for label in labels], dtype=bool)
    use = known & np.isfinite(table).all(axis=1)
    return table[use], labels[use]


def _compare(equal: Equal, model: Confirmed, before: Confirmed | None, limits: Limits) -> Step:
    if before is None or model.fit is None or before.fit is None:
        return Step(equal, model)
    chi2, df, p_value = compare_models(model, before)
    d_cfi = model.fit.cfi - before.fit.cfi
    d_rmsea = model.fit.rmsea - before.fit.rmsea
    d_srmr = model.fit.srmr_means - before.fit.srmr_means
    most = limits.srmr_loadings if equal is Equal.LOADINGS else limits.srmr
    falls = -d_cfi >= limits.cfi
    rises = (np.isfinite(d_rmsea) and d_rmsea >= limits.rmsea) or d_srmr >= most
    return Step(equal, model, chi2, df, p_value, d_cfi, d_rmsea, d_srmr, not (falls or rises))
