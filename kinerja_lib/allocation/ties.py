"""Independence of the order of rows, and fairness between people who are equal in everything."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np

from kinerja_lib.allocation.filling import rank_ties
from kinerja_lib.allocation.problem import People, Problem


def draw_lots(names: Sequence[str], seed: int) -> np.ndarray:
    """Draw a lot for each name: the rank of a keyed digest, so it depends on name and seed only.

    Names should be digests of identifiers already; equal names are refused.
    """
    if len(set(names)) < len(names):
        raise ValueError("a name stands twice")
    keys = [hashlib.sha256(f"{seed}:{name}".encode()).digest() for name in names]
    lots = np.empty(len(names))
    lots[sorted(range(len(names)), key=keys.__getitem__)] = np.arange(len(names))
    return lots


def order_people(problem: Problem) -> np.ndarray:
    """Give the people in the order of their lots: int array of shape (people,)."""
    return np.argsort(problem.people.lot, kind="stable")


def arrange(problem: Problem) -> tuple[Problem, np.ndarray]:
    """Sort people by lot and pairs by person and course; return also where each pair was.

    The value of a pair is cut to the cap of its need, as it can never count for more.
    """
    order = order_people(problem)
    place = np.empty(problem.n_people, dtype=np.int64)
    place[order] = np.arange(problem.n_people)
    people = People(**{f.name: getattr(problem.people, f.name)[order] for f in fields(People)})
    pairs = replace(
        problem.pairs,
        person=place[problem.pairs.person],
        value=np.minimum(problem.pairs.value, problem.pairs.cap),
    )
    rows = np.lexsort((pairs.course, pairs.person))
    return replace(problem, people=people, pairs=pairs.take(rows), kept=None), rows


def settle_ties(problem: Problem, chosen: np.ndarray) -> np.ndarray:
    """Exchange courses between people who are equal in all that the problem knows of them.

    Among those with the same possible courses, values, hours and unit, the set of courses with
    the larger gain goes to the longer wait, then to the smaller lot. The objective and every limit
    stay as they are.
    """
    group = _group_equals(problem)
    ties, pairs = rank_ties(problem), problem.pairs
    size = np.bincount(pairs.person, minlength=problem.n_people)
    start = np.concatenate(([0], np.cumsum(size)[:-1])) if problem.n_people else size
    own = np.where(chosen, pairs.value + 1e-3, 0.0)
    worth = np.bincount(pairs.person, weights=own, minlength=problem.n_people)
    giver = np.lexsort((ties, -worth, group))
    taker = np.lexsort((ties, group))
    inside = np.arange(size.sum()) - np.repeat(np.cumsum(size[taker]) - size[taker], size[taker])
    result = chosen.copy()
    result[np.repeat(start[taker], size[taker]) + inside] = chosen[
        np.repeat(start[giver], size[giver]) + inside
    ]
    return result


def _group_equals(problem: Problem) -> np.ndarray:
    """Give people who are equal in all one number; pairs must be sorted by person, course."""
    pairs, people = problem.pairs, problem.people
    size = np.bincount(pairs.person, minlength=problem.n_people)
    start = np.concatenate(([0], np.cumsum(size)[:-1])) if problem.n_people else size
    lowest = np.full(problem.n_people, np.iinfo(np.int64).max)
    named = pairs.need >= 0
    np.minimum.at(lowest, pairs.person[named], pairs.need[named])
    need = np.where(named, pairs.need - lowest[pairs.person], -1)
    place = np.arange(problem.n_pairs) - start[pairs.person]
    fields = (pairs.course, pairs.value, pairs.cap, need, pairs.mandatory)
    kind = np.unique(np.column_stack(fields), axis=0, return_inverse=True)[1].ravel()
    group = np.unique(
        np.column_stack((size, people.done, people.floor, people.ceiling, people.unit)),
        axis=0, return_inverse=True,
    )[1].ravel()  # fmt: skip
    for turn in range(int(size.max(initial=0))):
        now = np.full(problem.n_people, -1)
        rows = place == turn
        now[pairs.person[rows]] = kind[rows]
        group = np.unique(
            group * (int(kind.max(initial=0)) + 2) + now + 1, return_inverse=True
        )[1].ravel()  # fmt: skip
    return group
