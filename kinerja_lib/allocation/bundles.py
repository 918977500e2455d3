"""Every set of courses that one person may take, and what each set is worth."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from kinerja_lib.allocation.problem import Problem

MOST_SETS = 12_000  # of one person
LARGEST = 60_000_000  # cells of people x sets that are held in memory (4 bytes each)


@dataclass(frozen=True)
class Bundles:
    """Hold the sets of courses of each person, as positions among the person's own pairs.

    Attributes
    ----------
    slots : int array of shape (people, slots)
        Pairs of each person; -1 where there are fewer.
    members : bool array of shape (slots, sets)
        Which slots belong to a set; the first set is empty.
    worth : float32 array of shape (people, sets)
        Needs closed, each at most once, plus penalty x hours that count to the goal; -inf where a
        set is not possible (hours, clashes, a mandatory course left out).
    """

    slots: np.ndarray
    members: np.ndarray
    worth: np.ndarray


def is_listable(problem: Problem) -> bool:
    """Tell whether the sets are few enough, for one person and for all, to be listed."""
    slots = int(np.bincount(problem.pairs.person, minlength=1).max(initial=0))
    sets = count_sets(slots, problem.limits.load_courses)
    return sets <= MOST_SETS and sets * problem.n_people <= LARGEST


def count_sets(slots: int, most: int) -> int:
    """Count the sets of at most `most` of some slots."""
    return sum(comb(slots, size) for size in range(min(most, slots) + 1))


def list_bundles(problem: Problem) -> Bundles:
    """List the sets of at most `load_courses` courses and value them for every person."""
    slots = find_slots(problem)
    sets, members = list_sets(slots.shape[1], problem.limits.load_courses)
    return Bundles(slots, members, _value_all(problem, slots, sets))


def list_sets(slots: int, most: int) -> tuple[list[tuple[int, ...]], np.ndarray]:
    """List all sets of at most `most` slots, smaller first, and which slots each has."""
    sets = [c for size in range(min(most, slots) + 1) for c in combinations(range(slots), size)]
    members = np.zeros((slots, len(sets)), dtype=bool)
    for number, combo in enumerate(sets):
        members[list(combo), number] = True
    return sets, members


def find_slots(problem: Problem) -> np.ndarray:
    """Lay out the pairs of each person side by side; -1 fills the rest."""
    order = np.lexsort((problem.pairs.course, problem.pairs.person))
    owner = problem.pairs.person[order]
    rank = np.arange(len(order)) - np.searchsorted(owner, owner, side="left")
    slots = np.full((problem.n_people, int(rank.max(initial=-1)) + 1), -1)
    slots[owner, rank] = order
    return slots


def _value_all(problem: Problem, slots: np.ndarray, sets: list[tuple[int, ...]]) -> np.ndarray:
    """Value all sets; each builds on the set without its last course."""
    worth = np.empty((problem.n_people, len(sets)), dtype=np.float32)
    step = max(1, 2_000_000 // max(len(sets), 1))
    for start in range(0, problem.n_people, step):
        part = np.arange(start, min(start + step, problem.n_people))
        worth[part] = value_sets(problem, slots[part], part, sets)
    return worth


class _Slots:
    """Hold what is known of each slot of some people, slot first."""

    def __init__(self, problem: Problem, slots: np.ndarray) -> None:
        pairs, rows = problem.pairs, slots.T
        self.exists = rows >= 0
        self.course = pairs.course[rows]
        self.need = np.where(pairs.need[rows] >= 0, pairs.need[rows], -2 - rows)
        self.value, self.cap = pairs.value[rows], pairs.cap[rows]
        self.hours = problem.courses.hours[self.course]
        self.mandatory = pairs.mandatory[rows] & self.exists
        self.clash = problem.clash


def value_sets(
    problem: Problem, slots: np.ndarray, people: np.ndarray, sets: list[tuple[int, ...]]
) -> np.ndarray:
    """Value the same sets of slots for some people, in double precision; -inf: not possible."""
    if not slots.shape[1]:
        return np.zeros((len(slots), 1))
    own = _Slots(problem, slots)
    room, missing = problem.room[people], problem.people.missing[people]
    wanted = own.mandatory.sum(axis=0)
    number = {combo: i for i, combo in enumerate(sets)}
    shape = (len(sets), len(slots))
    closed, hours = np.zeros(shape), np.zeros(shape)
    possible = np.ones(shape, dtype=bool)
    kept = np.zeros(shape, dtype=np.int8)
    for i, combo in enumerate(sets[1:], start=1):
        before, last = number[combo[:-1]], combo[-1]
        room_left, fits = own.cap[last].copy(), possible[before] & own.exists[last]
        for other in combo[:-1]:
            same = own.need[other] == own.need[last]
            room_left -= np.where(same, own.value[other], 0.0)
            fits &= ~own.clash[own.course[other], own.course[last]]
        closed[i] = closed[before] + np.clip(room_left, 0.0, own.value[last])
        hours[i] = hours[before] + own.hours[last]
        kept[i] = kept[before] + own.mandatory[last]
        possible[i] = fits & (hours[i] <= room + 1e-9)
    total = closed + problem.limits.penalty * np.minimum(hours, missing)
    return np.where(possible & (kept == wanted), total, -np.inf).T
