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


def arrange(problem: Problem) -> tuple[Problem, np.ndarray]:
    """Sort people by lot and pairs by person and course; return also where each pair was.

    The value of a pair is cut to the cap of its need, as it can never count for more.
    """
    order = np.argsort(problem.people.lot, kind="stable")
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
    groups = _group_equals(problem)
    result = chosen.copy()
    ties, pairs = rank_ties(problem), problem.pairs
    start = np.searchsorted(pairs.person, np.arange(problem.n_people + 1))
    worth = np.bincount(
        pairs.person, weights=np.where(chosen, pairs.value + 1e-3, 0.0), minlength=problem.n_people
    )
    for people in groups:
        rows = start[people][:, None] + np.arange(start[people[0] + 1] - start[people[0]])
        best = np.lexsort((ties[people], -worth[people]))
        turn = np.argsort(ties[people], kind="stable")
        result[rows[turn]] = chosen[rows[best]]
    return result


def _group_equals(problem: Problem) -> list[np.ndarray]:
    """Group people who cannot be told apart; pairs must be sorted by person and course."""
    pairs, people = problem.pairs, problem.people
    known = {
        name: np.unique(values, return_inverse=True)[1]
        for name, values in (("value", pairs.value), ("cap", pairs.cap))
    }
    first_need = np.where(pairs.need >= 0, pairs.need, -1)
    size = np.bincount(pairs.person, minlength=problem.n_people)
    start = np.concatenate(([0], np.cumsum(size)))
    relative = first_need - np.where(
        first_need >= 0, np.minimum.reduceat(np.append(first_need, 0), start[:-1])[pairs.person]
        if problem.n_pairs else 0, 0)  # fmt: skip
    table = np.column_stack(
        (pairs.course, known["value"], known["cap"], relative, pairs.mandatory)
    ).astype(np.int64)
    own = np.column_stack((people.done, people.floor, people.ceiling, people.unit))
    groups: dict[bytes, list[int]] = {}
    for person in np.flatnonzero(size):
        key = table[start[person] : start[person + 1]].tobytes() + own[person].tobytes()
        groups.setdefault(key, []).append(int(person))
    return [np.array(members) for members in groups.values() if len(members) > 1]
