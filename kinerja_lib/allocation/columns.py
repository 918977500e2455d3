"""Sets of courses as columns: found at prices, joined, priced again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kinerja_lib.allocation.bundles import is_listable, list_bundles
from kinerja_lib.allocation.pricing import Prices
from kinerja_lib.allocation.problem import Problem
from kinerja_lib.allocation.pruning import prune

_CELLS = 4_000_000  # people x sets looked at together


@dataclass(frozen=True)
class Columns:
    """Hold sets of courses, one row each, sorted by person.

    Attributes
    ----------
    person : int array of shape (columns,)
    pairs : int array of shape (columns, most courses of a person)
        Positions of pairs, ascending after the -1 that fill the row.
    worth : float array of shape (columns,)
        Needs closed plus penalty x hours that count to the goal.
    """

    person: np.ndarray
    pairs: np.ndarray
    worth: np.ndarray

    def join(self, other: Columns) -> Columns:
        """Add columns of another, each set once."""
        person = np.concatenate((self.person, other.person))
        pairs = np.vstack((self.pairs, other.pairs))
        worth = np.concatenate((self.worth, other.worth))
        keys = np.column_stack((person, pairs))
        order = np.lexsort(keys.T[::-1])
        keys = keys[order]
        new = np.ones(len(keys), dtype=bool)
        new[1:] = (keys[1:] != keys[:-1]).any(axis=1)
        order = order[new]
        return Columns(person[order], pairs[order], worth[order])

    def first_of_people(self, share: np.ndarray) -> np.ndarray:
        """Give the pairs in the set with the largest share of each person."""
        order = np.lexsort((-share, self.person))
        first = order[np.unique(self.person[order], return_index=True)[1]]
        rows = self.pairs[first]
        return rows[rows >= 0]


def find_columns(problem: Problem, prices: Prices, *, near: float, most: int, best: int) -> Columns:
    """Find the sets of each person within `near` of the best at these prices, at most `most`.

    Only the `best` pairs of a person at these prices are put together, beside those that are
    always kept; fewer where the sets would not fit into memory. The smallest set that is possible
    is always among those found.
    """
    own = prune(replace(problem, kept=None), prices, best=best)
    while not is_listable(own) and best > 1:
        best -= 1
        own = prune(replace(problem, kept=None), prices, best=best, always=best > 2)
    bundles = list_bundles(own)
    charge = np.append(prices.charge(problem), 0.0).astype(np.float32)
    course = np.where(bundles.slots >= 0, own.pairs.course[bundles.slots], -1)
    members = bundles.members.astype(np.float32)
    step = max(1, _CELLS // members.shape[1])
    people, sets = [], []
    for start in range(0, len(course), step):
        part = slice(start, start + step)
        net = bundles.worth[part] - charge[course[part]] @ members
        row, chosen = _pick(net, near, most)
        people.append(row + start)
        sets.append(chosen)
    person, chosen = np.concatenate(people), np.concatenate(sets)
    slots = np.where(bundles.members.T[chosen], bundles.slots[person], -1)
    pairs = np.where(slots >= 0, own.kept[slots], -1) if own.n_pairs else slots
    width = problem.limits.load_courses
    pairs = np.sort(pairs, axis=1)[:, max(pairs.shape[1] - width, 0) :]
    pairs = np.pad(pairs, ((0, 0), (width - pairs.shape[1], 0)), constant_values=-1)
    empty = Columns(person[:0], pairs[:0], np.zeros(0))
    return empty.join(Columns(person, pairs, bundles.worth[person, chosen].astype(float)))


def _pick(net: np.ndarray, near: float, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Pick the best sets of each row, of equal ones the first, and the first that is possible."""
    number = min(most, net.shape[1])
    last = -np.partition(-net, number - 1, axis=1)[:, number - 1 : number]
    better, equal = net > last, net == last
    left = number - better.sum(axis=1, keepdims=True)
    keep = better | (equal & (equal.cumsum(axis=1) <= left))
    keep &= np.isfinite(net) & (net >= net.max(axis=1, keepdims=True) - near)
    row, chosen = np.nonzero(keep)
    least = np.isfinite(net).argmax(axis=1)
    return np.concatenate((row, np.arange(len(net)))), np.concatenate((chosen, least))
