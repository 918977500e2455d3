"""Local search over classes: close one, open another, fill up again; kept where it is better."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator

import numpy as np

from kinerja_lib.allocation.filling import Filling
from kinerja_lib.allocation.heuristic import worth
from kinerja_lib.allocation.opening import judge_class
from kinerja_lib.allocation.pricing import Prices
from kinerja_lib.allocation.rounding import finish, shrink_course

NO_COURSE = -1
_LITTLE = 1e-9
Move = tuple[int, int]  # course that closes a class, course that opens one; NO_COURSE for none


def list_moves(state: Filling, opens: Iterable[int]) -> list[Move]:
    """List the moves that open a class of these courses: alone, or for a class of the same fund."""
    courses = state.problem.courses
    opened = np.flatnonzero(state.classes > state.problem.forced)
    return [
        (int(closing), int(opening))
        for opening in opens
        for closing in (NO_COURSE, *opened)
        if closing != opening
        and (closing == NO_COURSE or courses.fund[closing] == courses.fund[opening])
    ]


def make_move(state: Filling, move: Move, ties: np.ndarray, money_price: float) -> Filling | None:
    """Make one move on a copy and fill up; None where the class cannot be opened."""
    closing, opening = move
    after = copy_filling(state)
    if closing != NO_COURSE:
        classes = after.classes.copy()
        classes[closing] -= 1
        shrink_course(after, closing, classes, ties)
    if not open_class(after, opening, ties):
        return None
    finish(after, ties, money_price=money_price)
    return after


def copy_filling(state: Filling) -> Filling:
    """Copy a plan in the making, so that the copy can be changed alone."""
    after = copy.copy(state)
    for name in ("chosen", "classes", "taken", "money", "load", "room", "missing", "blocked",
                 "left"):  # fmt: skip
        setattr(after, name, getattr(state, name).copy())
    return after


def open_class(state: Filling, course: int, ties: np.ndarray) -> bool:
    """Open one class of a course for those who gain most; False where nobody can or money lacks."""
    own = np.flatnonzero(state.problem.pairs.course == course)
    value, rows = judge_class(state, own, course, None, ties)
    if value <= 0:
        return False
    courses, fund = state.problem.courses, state.problem.courses.fund[course]
    classes = state.classes.copy()
    classes[course] += 1
    state.set_classes(classes)
    head, size = courses.head[course], int(courses.most[course])
    if head > 0:
        size = min(size, int((state.money[fund] + _LITTLE) // head))
    state.take(rows[:size])
    return True


def find_better(
    state: Filling, moves: Iterable[Move], ties: np.ndarray, money_price: float
) -> Filling:
    """Try each move from the same plan and return the best plan, or the one given."""
    best, value = state, worth(state)
    for after in _make_all(state, moves, ties, money_price):
        found = worth(after)
        if found > value + _LITTLE:
            best, value = after, found
    return best


def search_moves(state: Filling, ties: np.ndarray, prices: Prices, *, most: int) -> Filling:
    """Make moves that help, the most promising by prices first, until none of `most` does.

    A move that helps is kept at once and the list is made again; in all at most `most` are tried,
    so the result depends on the problem only and not on the speed of the machine.
    """
    price = max(float(prices.money.max(initial=0.0)), _LITTLE)
    courses = state.problem.courses
    net = courses.most * prices.seat - prices.money[courses.fund] * courses.fixed
    gain = np.append(net, 0.0)  # of the move that closes nothing
    value, left, helped = worth(state), most, True
    while helped and left > 0:
        helped = False
        room = np.flatnonzero(state.classes < courses.classes)
        moves = sorted(list_moves(state, room), key=lambda m: gain[m[0]] - gain[m[1]])
        for move in moves[:left]:
            left -= 1
            after = make_move(state, move, ties, price)
            found = -np.inf if after is None else worth(after)
            if after is not None and found > value + _LITTLE:
                state, value, helped = after, found, True
                break
    return state


def _make_all(
    state: Filling, moves: Iterable[Move], ties: np.ndarray, money_price: float
) -> Iterator[Filling]:
    for move in moves:
        after = make_move(state, move, ties, money_price)
        if after is not None:
            yield after
