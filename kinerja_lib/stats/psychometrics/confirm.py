"""Confirmatory factor analysis by maximum likelihood, in one group or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.fit_indices import Fit, measure_fit
from kinerja_lib.stats.psychometrics.latent_layout import Implied, Layout, imply
from kinerja_lib.stats.psychometrics.likelihood import Block, Search, search_minimum
from kinerja_lib.stats.psychometrics.model_start import find_start, strongest_items
from kinerja_lib.stats.psychometrics.moments import read_answers
from kinerja_lib.stats.psychometrics.saturated import (
    Unrestricted,
    available_spread,
    fit_unrestricted,
    make_blocks,
)
from kinerja_lib.stats.psychometrics.structure import Equal, Structure, lay_out


@dataclass(frozen=True)
class Confirmed:
    """Hold a fitted factor model; arrays have a first axis of groups, and are None with a reason.

    Parameters
    ----------
    fit : Fit or None
    loadings, errors : float array of shape (groups, items, factors)
        In points of the items, markers 1; standard errors, NaN where fixed.
    standardized : float array of shape (groups, items, factors)
        Factor and item with variance 1.
    phi : float array of shape (groups, factors, factors)
        Correlations of the factors, not of scores.
    second : float array of shape (groups, factors) or None
        Standardized loadings of the factors on the factor of second order.
    residuals : float array of shape (groups, items)
        Residual variances.
    intercepts : float array of shape (groups, items)
    factor_means : float array of shape (groups, factors)
        0 in the first group; differences from it where intercepts are equal.
    improper : bool
        A variance below 0 or a correlation beyond 1: the structure does not suit the data.
    reason : Lack
    n : int array of shape (groups,)
        People used.
    """

    fit: Fit | None
    loadings: np.ndarray | None
    errors: np.ndarray | None
    standardized: np.ndarray | None
    phi: np.ndarray | None
    second: np.ndarray | None
    residuals: np.ndarray | None
    intercepts: np.ndarray | None
    factor_means: np.ndarray | None
    improper: bool
    reason: Lack
    n: np.ndarray


def confirm_structure(
    answers: np.ndarray,
    structure: Structure,
    *,
    group: np.ndarray | None = None,
    equal: Equal = Equal.NOTHING,
    incomplete: bool = False,
) -> Confirmed:
    """Fit a declared structure by normal-theory maximum likelihood with a mean structure.

    Parameters
    ----------
    answers : float array of shape (people, items)
        Missing answers are NaN.
    structure : Structure
    group : array of shape (people,) or None
        Groups are taken in sorted order; None is one group.
    equal : Equal
        What groups share.
    incomplete : bool
        False: complete rows only. True: full-information likelihood of all rows with an answer.

    Notes
    -----
    Covariances are divided by n and the statistic uses n, as lavaan does. More people than items
    are needed in every group. Sources: Joreskog (1969), Psychometrika 34, 183-202, and (1971)
    36, 409-426; full information: Arbuckle (1996), in Marcoulides and Schumacker.
    """
    table = read_answers(answers)
    codes = np.zeros(len(table), dtype=int)
    if group is not None:
        codes = np.unique(np.asarray(group), return_inverse=True)[1]
    groups = int(codes.max()) + 1 if len(codes) else 1
    blocks = make_blocks(table, codes, incomplete=incomplete)
    return confirm_blocks(blocks, structure, groups, equal)


def confirm_blocks(
    blocks: Sequence[Block], structure: Structure, groups: int, equal: Equal = Equal.NOTHING
) -> Confirmed:
    """Fit a structure to answers gathered by `make_blocks`; see `confirm_structure`."""
    items = len(structure.loads)
    size = np.zeros(groups, dtype=int)
    for block in blocks:
        size[block.group] += block.n
    reason = _check(blocks, size, items)
    if reason:
        return _refuse(reason, size)
    data = fit_unrestricted(blocks, groups, items)
    if not data.positive:
        return _refuse(Lack.SINGULAR, size)
    layout = lay_out(structure, groups, equal)
    if groups * items * (items + 3) / 2 < layout.free:
        return _refuse(Lack.NOT_IDENTIFIED, size)
    layout, found = _search(blocks, structure, data, equal)
    if not _identified(found.information):
        return _refuse(Lack.NOT_IDENTIFIED, size)
    if not found.converged:
        return _refuse(Lack.NOT_CONVERGED, size)
    return _describe(layout, found, data, structure)


def _check(blocks: Sequence[Block], size: np.ndarray, items: int) -> Lack:
    if not blocks:
        return Lack.ALL_MISSING
    if (size <= items).any():
        return Lack.FEW_PEOPLE
    for group in range(len(size)):
        spread = available_spread([block for block in blocks if block.group == group], items)
        if (spread < 1e-10 * max(1.0, float(spread.max()))).any():
            return Lack.NO_SPREAD
    return Lack.NOTHING


def _search(
    blocks: Sequence[Block], structure: Structure, data: Unrestricted, equal: Equal
) -> tuple[Layout, Search]:
    """Search from the first markers; where that fails, from each factor's strongest item."""
    groups = len(data.n)
    layout = lay_out(structure, groups, equal)
    found = search_minimum(layout, blocks, find_start(layout, structure, data))
    if found.converged or structure.marker is not None or structure.waves > 1:
        return layout, found
    strong = replace(structure, marker=strongest_items(structure.loads, data))
    other = lay_out(strong, groups, equal)
    again = search_minimum(other, blocks, find_start(other, strong, data))
    return (other, again) if again.converged else (layout, found)


def _identified(information: np.ndarray) -> bool:
    scale = np.sqrt(np.maximum(np.diag(information), 1e-300))
    return bool(np.linalg.eigvalsh(information / np.outer(scale, scale))[0] > 1e-9)


def _describe(layout: Layout, found: Search, data: Unrestricted, structure: Structure) -> Confirmed:
    implied = imply(layout, found.free)
    value = {name: slots.fill(found.free) for name, slots in layout.slots()}
    m = np.asarray(structure.loads).shape[1]
    variance = np.sqrt(np.maximum(np.diag(np.linalg.inv(found.information)), 0.0))
    index = layout.loading.index[:, :, :m]
    phi = np.stack([_correlate(part.factor_covariance[:m, :m]) for part in implied])
    residual = np.diagonal(value["residual"], axis1=1, axis2=2)
    standardized = np.stack(
        [_standardize(v, part, m) for v, part in zip(value["loading"], implied, strict=True)]
    )
    second = None
    if structure.second_order:
        second = np.stack([_correlate(part.factor_covariance)[:m, m] for part in implied])
    spread = np.diagonal(value["spread"], axis1=1, axis2=2)
    wrong = (residual < -1e-8).any() or (spread < -1e-8).any() or (np.abs(phi) > 1 + 1e-8).any()
    return Confirmed(
        fit=measure_fit(found.deviance, implied, data, layout.free),
        loadings=value["loading"][:, :, :m],
        errors=np.where(index >= 0, variance[index], np.nan),
        standardized=standardized,
        phi=phi,
        second=second,
        residuals=residual.copy(),
        intercepts=value["intercept"],
        factor_means=value["mean"][:, :m],
        improper=bool(wrong) or not np.isfinite(phi).all(),
        reason=Lack.NOTHING,
        n=data.n,
    )


def _correlate(covariance: np.ndarray) -> np.ndarray:
    own = np.diag(covariance)
    scale = np.sqrt(np.where(own > 0, own, np.nan))
    return covariance / np.outer(scale, scale)


def _standardize(loading: np.ndarray, implied: Implied, m: int) -> np.ndarray:
    own = np.diag(implied.factor_covariance)[:m]
    factor = np.sqrt(np.where(own > 0, own, np.nan))
    return loading[:, :m] * factor / np.sqrt(np.diag(implied.covariance))[:, None]


def _refuse(reason: Lack, n: np.ndarray) -> Confirmed:
    return Confirmed(None, *[None] * 8, improper=False, reason=reason, n=n)
