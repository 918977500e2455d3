"""Conditions that every safe set of withheld cells meets, taken from the attack on an unsafe one.

The largest deviation of a cell is a linear program over the other tables that fit; its dual prices
bound that deviation for every set of withheld cells, not only for the one at hand. Where the bound
falls short of what is asked, it says how much more must be withheld: sum of gain times z >= 1, with
z the cells to be withheld.

Source: Fischetti and Salazar-Gonzalez (2001), Management Science 47(7), 1008-1027 (capacity
constraints, strengthened by cutting each gain down to what is missing).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kinerja_lib.privacy.judging import Lack
from kinerja_lib.privacy.matrix import Matrix, Scenario
from kinerja_lib.privacy.polytope import bound_linear

_VIOLATED = 1e-4


@dataclass(frozen=True)
class Cut:
    """Hold one condition `gain @ z >= 1` over the columns of the matrix.

    Attributes
    ----------
    gain : float array of shape (columns,)
        From 0 to 1; 0 for what is withheld or shown whatever the plan.
    """

    gain: np.ndarray


def cut_off(matrix: Matrix, share: np.ndarray, lack: Lack) -> list[Cut]:
    """Give the conditions on one cell that a (fractional) plan does not meet.

    Parameters
    ----------
    share : float array of shape (columns,)
        0 shown, 1 withheld, or between.
    lack : Lack
        The cell, the insider, and what its interval should be.
    """
    known = _with_scenario(matrix, lack.scenario)
    low, high = known.bounds(share)
    value = matrix.value
    limits = (np.minimum(low - value, 0.0), np.maximum(high - value, 0.0))
    (down, down_prices), (up, up_prices) = bound_linear(known, limits, lack.column)
    cuts = []
    asked = value[lack.column] - lack.reach
    if down < asked - _VIOLATED:
        cuts.append(_make_cut(known, share, down_prices, asked))
    if up + down < lack.width - _VIOLATED:
        cuts.append(_make_cut(known, share, up_prices, lack.width, down_prices))
    return [cut for cut in cuts if cut is not None]


def _with_scenario(matrix: Matrix, scenario: Scenario) -> Matrix:
    if not scenario:
        return matrix
    low, high = matrix.low.copy(), matrix.high.copy()
    for column, (least, most) in scenario.items():
        low[column] = min(max(low[column], least), matrix.shown_low[column])
        high[column] = max(min(high[column], most), matrix.shown_high[column])
    return replace(matrix, low=low, high=high)


def _make_cut(
    matrix: Matrix,
    share: np.ndarray,
    prices: np.ndarray,
    asked: float,
    more: np.ndarray | None = None,
) -> Cut | None:
    always, gain = _weigh(matrix, prices)
    if more is not None:
        second, further = _weigh(matrix, more)
        always, gain = always + second, gain + further
    missing = asked - always
    if missing <= _VIOLATED:
        return None
    cut = np.minimum(gain / missing, 1.0)
    cut[cut < 1e-7] = 0.0
    return Cut(cut) if cut @ share < 1.0 - _VIOLATED / 10 else None


def _weigh(matrix: Matrix, prices: np.ndarray) -> tuple[float, np.ndarray]:
    """Give the deviation that is possible anyway and what each cell adds when it is withheld."""
    up, down = np.maximum(prices, 0.0), np.maximum(-prices, 0.0)
    anyway = up * (matrix.shown_high - matrix.value) + down * (matrix.value - matrix.shown_low)
    gain = up * (matrix.high - matrix.shown_high) + down * (matrix.shown_low - matrix.low)
    always = float(anyway.sum() + gain[matrix.hidden].sum())
    return always, np.where(matrix.hidden | matrix.fixed, 0.0, gain)


def cut_more(matrix: Matrix, withheld: np.ndarray) -> Cut:
    """Ask for at least one more cell: a set that is not enough has no subset that is."""
    return Cut(np.where(withheld | matrix.fixed, 0.0, 1.0))
