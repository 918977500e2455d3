"""The declared structure of a questionnaire, laid out as a factor model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from kinerja_lib.stats.psychometrics.latent_layout import Layout, Slots
from kinerja_lib.stats.psychometrics.waves import tie_waves


class Equal(IntEnum):
    """What is held equal across groups; each step holds all before it as well."""

    NOTHING = 0
    LOADINGS = 1
    INTERCEPTS = 2
    RESIDUALS = 3


@dataclass(frozen=True)
class Structure:
    """Hold which items measure which factor.

    Parameters
    ----------
    loads : bool array of shape (items, factors)
        Each item on one factor or more, each factor with one item or more. The residual of a
        factor's only item is fixed at 0.
    second_order : bool
        One factor above the factors explains their correlations; needs three factors.
    uncorrelated : bool
        Factors do not correlate (for a general factor beside group factors).
    related : tuple of (item, item)
        Pairs whose residuals may correlate, such as one item in two waves.
    marker : int array of shape (factors,) or None
        Item whose loading is fixed at 1; None takes the first of each factor.
    waves : int
        Above 1: items and factors come wave by wave, as `repeat_structure` makes them, and what is
        held equal is so across waves.
    """

    loads: np.ndarray
    second_order: bool = False
    uncorrelated: bool = False
    related: tuple[tuple[int, int], ...] = ()
    marker: np.ndarray | None = None
    waves: int = 1

    def __post_init__(self) -> None:
        """Refuse shapes that are no structure."""
        loads = np.asarray(self.loads, dtype=bool)
        if loads.ndim != 2 or not loads.size or not (loads.any(axis=0).all()):
            raise ValueError("every factor needs an item")
        if not loads.any(axis=1).all():
            raise ValueError("every item needs a factor")
        if self.second_order and loads.shape[1] < 3:
            raise ValueError("a factor of second order needs three factors")


def structure_of(scale: np.ndarray, **options: bool) -> Structure:
    """Make the structure where each item has one scale.

    Parameters
    ----------
    scale : array of shape (items,)
        Name or number of the scale of each item; factors come in order of first appearance.
    options : bool
        `second_order` or `uncorrelated`.
    """
    names = list(dict.fromkeys(np.asarray(scale).tolist()))
    return Structure(np.array([[s == name for name in names] for s in scale]), **options)


def repeat_structure(structure: Structure, waves: int) -> Structure:
    """Make the structure of the same items in several waves, each item related to itself.

    Raises
    ------
    ValueError
        A structure with a second order, uncorrelated factors or related items.
    """
    if structure.second_order or structure.uncorrelated or structure.related:
        raise ValueError("waves are for correlated factors of first order")
    p = len(structure.loads)
    pairs = [
        (early * p + item, late * p + item)
        for late in range(waves)
        for early in range(late)
        for item in range(p)
    ]
    loads = np.kron(np.eye(waves, dtype=bool), np.asarray(structure.loads, dtype=bool))
    return Structure(loads, related=tuple(pairs), waves=waves)


def one_factor(items: int) -> Structure:
    """Make the structure of a single factor behind all items."""
    return Structure(np.ones((items, 1), dtype=bool))


def lay_out(structure: Structure, groups: int = 1, equal: Equal = Equal.NOTHING) -> Layout:
    """Lay out the free, fixed and shared values of a structure in one or more groups.

    Notes
    -----
    Marker loadings are 1. Factor means are 0; with equal intercepts they are free from the
    second group or wave on. Raises ValueError for a second order with anything held equal.
    """
    if structure.second_order and equal > Equal.NOTHING:
        raise ValueError("equality across groups is for structures of first order")
    if structure.waves > 1:
        apart = lay_out(replace(structure, waves=1), groups)
        steps = [equal >= step for step in (Equal.LOADINGS, Equal.INTERCEPTS, Equal.RESIDUALS)]
        names = ("loadings", "intercepts", "residuals")
        return tie_waves(apart, structure.waves, **dict(zip(names, steps, strict=True)))
    counter = _Counter(groups)
    loads = np.asarray(structure.loads, dtype=bool)
    p, m = loads.shape
    top = m + int(structure.second_order)
    marked = _mark(loads, structure.marker)
    wide = np.zeros((p, top), dtype=bool)
    wide[:, :m] = loads & ~marked
    fixed = np.zeros((p, top))
    fixed[:, :m] = marked
    loading = counter.slots(wide, fixed, shared=equal >= Equal.LOADINGS)
    path_free, path_fixed = np.zeros((top, top), dtype=bool), np.zeros((top, top))
    if structure.second_order:
        path_free[1:m, m] = True
        path_fixed[0, m] = 1.0
    path = counter.slots(path_free, path_fixed)
    correlated = not (structure.second_order or structure.uncorrelated)
    spread = counter.slots(np.ones((top, top), bool) if correlated else np.eye(top, dtype=bool))
    residual = counter.slots(_residuals(structure, loads), shared=equal >= Equal.RESIDUALS)
    intercept = counter.slots(np.ones(p, dtype=bool), shared=equal >= Equal.INTERCEPTS)
    mean = counter.slots(np.full(top, equal >= Equal.INTERCEPTS), first_fixed=True)
    return Layout(loading, path, spread, residual, intercept, mean, counter.free)


def _mark(loads: np.ndarray, marker: np.ndarray | None) -> np.ndarray:
    first = np.argmax(loads, axis=0) if marker is None else np.asarray(marker, dtype=int)
    marked = np.zeros_like(loads)
    marked[first, np.arange(loads.shape[1])] = True
    if not loads[marked].all():
        raise ValueError("a marker must be an item of its factor")
    return marked


def _residuals(structure: Structure, loads: np.ndarray) -> np.ndarray:
    free = np.eye(len(loads), dtype=bool)
    for factor in np.flatnonzero(loads.sum(axis=0) == 1):
        item = int(np.argmax(loads[:, factor]))
        if loads[item].sum() == 1:
            free[item, item] = False
    for i, j in structure.related:
        free[i, j] = free[j, i] = True
    return free


class _Counter:
    """Give out places in the vector of free values."""

    def __init__(self, groups: int) -> None:
        self.groups, self.free = groups, 0

    def slots(
        self,
        free: np.ndarray,
        fixed: np.ndarray | None = None,
        *,
        shared: bool = False,
        first_fixed: bool = False,
    ) -> Slots:
        """Give numbers to the free places; a square matrix without `fixed` is symmetric."""
        symmetric = free.ndim == 2 and fixed is None
        index = np.full((self.groups, *free.shape), -1)
        for group in range(self.groups):
            if group and shared:
                index[group] = index[0]
            elif not (first_fixed and group == 0):
                self._number(index[group], np.tril(free) if symmetric else free)
                if symmetric:
                    index[group] = np.maximum(index[group], index[group].T)
        base = np.zeros(free.shape) if fixed is None else fixed
        return Slots(index, np.broadcast_to(base, index.shape).copy())

    def _number(self, index: np.ndarray, free: np.ndarray) -> None:
        count = int(free.sum())
        index[free] = np.arange(self.free, self.free + count)
        self.free += count
