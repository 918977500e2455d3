"""Which number of a factor model is free, fixed or shared, and what the model then implies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Slots:
    """Hold one kind of parameter for all groups.

    Parameters
    ----------
    index : int array of shape (groups, ...)
        Place in the vector of free values; -1 where fixed. The same place twice is one value.
    fixed : float array of the same shape
        Value where fixed.
    """

    index: np.ndarray
    fixed: np.ndarray

    def fill(self, free: np.ndarray) -> np.ndarray:
        """Return the values of all places."""
        if not free.size:
            return self.fixed.copy()
        return np.where(self.index >= 0, free[self.index], self.fixed)


@dataclass(frozen=True)
class Layout:
    """Hold all places of a factor model: x = intercept + loading * f + residual, f = path * f + d.

    Parameters
    ----------
    loading : Slots of shape (groups, items, factors)
    path : Slots of shape (groups, factors, factors)
        Row depends on column: a factor on a factor of higher order.
    spread : Slots of shape (groups, factors, factors)
        Covariances of what the paths leave of the factors; symmetric.
    residual : Slots of shape (groups, items, items)
        Covariances of what the factors leave of the items; symmetric.
    intercept : Slots of shape (groups, items)
    mean : Slots of shape (groups, factors)
    free : int
        Number of free values.
    """

    loading: Slots
    path: Slots
    spread: Slots
    residual: Slots
    intercept: Slots
    mean: Slots
    free: int

    def slots(self) -> Iterator[tuple[str, Slots]]:
        """Give every kind of parameter with its name."""
        for name in ("loading", "path", "spread", "residual", "intercept", "mean"):
            yield name, getattr(self, name)

    @property
    def groups(self) -> int:
        """Number of groups."""
        return len(self.intercept.index)


@dataclass(frozen=True)
class Implied:
    """Hold what a model implies for one group, with the parts its slopes are made of.

    Parameters
    ----------
    covariance : float array of shape (items, items)
    mean : float array of shape (items,)
    factor_covariance : float array of shape (factors, factors)
    factor_mean : float array of shape (factors,)
    reach : float array of shape (items, factors)
        Loadings times (1 - path)^-1.
    carried : float array of shape (items, factors)
        Covariances of the items with the factors.
    """

    covariance: np.ndarray
    mean: np.ndarray
    factor_covariance: np.ndarray
    factor_mean: np.ndarray
    reach: np.ndarray
    carried: np.ndarray


def imply(layout: Layout, free: np.ndarray) -> list[Implied]:
    """Work out covariances and means of each group.

    Source: Joreskog and Sorbom (1996), LISREL 8 User's Reference Guide, all-y form.
    """
    value = {name: slots.fill(free) for name, slots in layout.slots()}
    result = []
    for g in range(layout.groups):
        turn = np.linalg.inv(np.eye(value["path"].shape[1]) - value["path"][g])
        factor_covariance = turn @ value["spread"][g] @ turn.T
        factor_mean = turn @ value["mean"][g]
        loading = value["loading"][g]
        carried = loading @ factor_covariance
        covariance = carried @ loading.T + value["residual"][g]
        mean = value["intercept"][g] + loading @ factor_mean
        reach = loading @ turn
        result.append(Implied(covariance, mean, factor_covariance, factor_mean, reach, carried))
    return result


def slopes_of(layout: Layout, implied: Implied, group: int) -> tuple[np.ndarray, ...]:
    """Compute how covariances and means of a group move with each free value it holds.

    Returns
    -------
    places : int array of shape (values,)
        Place of each in the vector of free values, each once.
    covariance : float array of shape (values, items, items)
    mean : float array of shape (values, items)
    """
    p = len(implied.mean)
    places, covariances, means = [], [], []
    for name, slots in layout.slots():
        for where in zip(*np.nonzero(slots.index[group] >= 0), strict=True):
            if name in ("spread", "residual") and where[0] < where[1]:
                continue
            half, mean = _slope(name, where, implied, p)
            same = name in ("spread", "residual") and where[0] == where[1]
            places.append(slots.index[group][where])
            covariances.append(half if same else half + half.T)
            means.append(mean)
    found, owner = np.unique(np.array(places, dtype=int), return_inverse=True)
    covariance, mean = np.zeros((len(found), p, p)), np.zeros((len(found), p))
    np.add.at(covariance, owner, np.array(covariances))
    np.add.at(mean, owner, np.array(means))
    return found, covariance, mean


def _slope(
    name: str, where: tuple[int, ...], implied: Implied, p: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return half of the slope of the covariances (whole on a diagonal), and that of the means."""
    half, mean = np.zeros((p, p)), np.zeros(p)
    if name == "loading":
        half[where[0]] = implied.carried[:, where[1]]
        mean[where[0]] = implied.factor_mean[where[1]]
    elif name == "path":
        half = np.outer(implied.reach[:, where[0]], implied.carried[:, where[1]])
        mean = implied.reach[:, where[0]] * implied.factor_mean[where[1]]
    elif name == "spread":
        half = np.outer(implied.reach[:, where[0]], implied.reach[:, where[1]])
    elif name == "residual":
        half[where] = 1.0
    elif name == "intercept":
        mean[where[0]] = 1.0
    else:
        mean = implied.reach[:, where[0]].copy()
    return half, mean
