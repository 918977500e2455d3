"""Open classes one after another, the most worthwhile first."""

from __future__ import annotations

import heapq
from itertools import pairwise

import numpy as np

from kinerja_lib.allocation.filling import Filling

_PARTS = 8  # a course opens at most this part of the classes it still can at once


def open_classes(state: Filling, ties: np.ndarray, *, money_price: float | None = None) -> int:
    """Open and fill classes until none is worth its money; return how many were opened.

    A class is judged by the gain of its best people: per unit of money where `money_price` is
    left out, else gain less cost times the price, per seat. The measure only falls while classes
    fill, so a course is judged again when it comes to the top (lazy evaluation).
    Source: Minoux (1978), Lecture Notes in Control and Information Sciences 7, 234-243.
    """
    by_course = _group_pairs(state)
    queue: list[tuple[float, int]] = []
    for course in range(state.problem.n_courses):
        worth, _rows = judge_class(state, by_course[course], course, money_price, ties)
        if worth > 0:
            heapq.heappush(queue, (-worth, course))
    opened = 0
    while queue:
        _old, course = heapq.heappop(queue)
        worth, rows = judge_class(state, by_course[course], course, money_price, ties)
        if worth <= 0:
            continue
        if queue and worth < -queue[0][0] - 1e-12:
            heapq.heappush(queue, (-worth, course))
            continue
        opened += _open(state, course, rows)
        heapq.heappush(queue, (-worth, course))
    return opened


def _group_pairs(state: Filling) -> list[np.ndarray]:
    order = np.argsort(state.problem.pairs.course, kind="stable")
    ends = np.searchsorted(
        state.problem.pairs.course[order], np.arange(state.problem.n_courses + 1)
    )
    return [order[a:b] for a, b in pairwise(ends)]


def judge_class(
    state: Filling, rows: np.ndarray, course: int, money_price: float | None, ties: np.ndarray
) -> tuple[float, np.ndarray]:
    """Judge one more class of a course; return its worth (0: none) and who would take part.

    The people beyond one class, for further classes of the same kind, are returned behind.
    """
    courses = state.problem.courses
    money = state.money[courses.fund[course]] - courses.fixed[course]
    if (
        state.classes[course] >= courses.classes[course]
        or money < -1e-9
        or not courses.most[course]
    ):
        return 0.0, rows[:0]
    rows = rows[state.free(rows)]
    gain = state.gain(rows)
    charge = 0.0 if money_price is None else money_price * courses.head[course]
    useful = gain > charge + 1e-12
    rows, gain = rows[useful], gain[useful]
    order = np.lexsort((ties[state.problem.pairs.person[rows]], -gain))
    rows, gain = rows[order], gain[order]
    head = courses.head[course]
    payable = len(rows) if head <= 0 else int((money + 1e-9) // head)
    size = min(len(rows), int(courses.most[course]), payable)
    if size < max(int(courses.least[course]), 1):
        return 0.0, rows[:0]
    cost = courses.fixed[course] + head * size
    total = float(gain[:size].sum())
    if money_price is None:
        return total / max(cost, 1e-9), rows
    return (total - money_price * cost) / size, rows


def _open(state: Filling, course: int, rows: np.ndarray) -> int:
    """Open one class of a course, or several where many still can and enough people want them."""
    courses = state.problem.courses
    most, left = int(courses.most[course]), int(courses.classes[course] - state.classes[course])
    cost = courses.fixed[course] + courses.head[course] * most
    payable = int(state.money[courses.fund[course]] // cost) if cost > 0 else left
    number = max(1, min(left // _PARTS, len(rows) // most, payable))
    classes = state.classes.copy()
    classes[course] += number
    state.set_classes(classes)
    head = courses.head[course]
    money = state.money[courses.fund[course]] + 1e-9
    size = min(len(rows), number * most, int(money // head) if head > 0 else len(rows))
    state.take(rows[:size])
    return number
