"""Prices of seats and money."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinerja_lib.allocation.problem import Problem


@dataclass(frozen=True)
class Prices:
    """Hold prices.

    Parameters
    ----------
    seat : float array of shape (courses,)
        Negative where mandatory people need others to fill the class.
    money : float array of shape (funds,)
        0 for a fund without limit.
    """

    seat: np.ndarray
    money: np.ndarray

    def charge(self, problem: Problem) -> np.ndarray:
        """Give the price of taking each course, seat and money."""
        courses = problem.courses
        return self.seat + self.money[courses.fund] * courses.head
