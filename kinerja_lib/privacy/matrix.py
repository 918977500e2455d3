"""Lay a system of cells out as arrays, with what an insider adds to a reader's knowledge.

**The insider** is a person in the tables who knows his own values and those of one colleague
(`Cell.inside`, two unless the cell says otherwise).

- Counts: every withheld count is taken to hold them both, as far as it has so many people: the
  reader knows `count >= min(value, inside)`. This is asked of all counts at once. No two people are
  in all cells, so every real insider knows less; he cannot tell more than is judged here, in
  whichever cells, and in however many linked tables, the two are counted.
- Sums (means): he takes the two known values from the sum of the group; the others, n - 2, still
  lie on the scale. The sum is then known to lie in an interval that is shorter by two people's
  range and that lies lowest where the two have the lowest values possible, highest where they have
  the highest. Both ends are judged, for one group at a time (`Scenario`): he is in one group of a
  table. In a group of n at most n - 1 are known, and one other person is left to protect.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from kinerja_lib.privacy.cells import Cell, System

Scenario = Mapping[int, tuple[float, float]]  # column: bounds, in place of the usual ones


@dataclass(frozen=True)
class Matrix:
    """Hold a system as `a @ x = 0` with bounds; columns are the cells, then one per loose relation.

    Attributes
    ----------
    ids : tuple of str
        Of the cells; further columns have none.
    a : sparse array of shape (relations, columns)
    value : float array of shape (columns,)
    low, high : float arrays of shape (columns,)
        What a reader knows of a withheld cell.
    shown_low, shown_high : float arrays of shape (columns,)
        What he knows of a shown one.
    whole : bool array of shape (columns,)
    weight : float array of shape (columns,)
    hidden, fixed : bool arrays of shape (columns,)
        Withheld whatever the plan; shown whatever the plan.
    cells : tuple of Cell
    follows : tuple of (int, int)
    ends : mapping of int to (int, int)
        For sums whose n may be withheld: columns that hold how far the sum is above n times the
        lower end of the scale, and below n times the upper one.
    """

    ids: tuple[str, ...]
    a: sparse.csr_array
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    shown_low: np.ndarray
    shown_high: np.ndarray
    whole: np.ndarray
    weight: np.ndarray
    hidden: np.ndarray
    fixed: np.ndarray
    cells: tuple[Cell, ...]
    follows: tuple[tuple[int, int], ...]
    ends: Mapping[int, tuple[int, int]]

    @property
    def targets(self) -> list[int]:
        """Columns of the cells to be protected."""
        return [i for i, cell in enumerate(self.cells) if cell.protection is not None]

    def head(self, column: int) -> int | None:
        """Give the column with the n of a mean, where that may be withheld."""
        name = self.cells[column].head if column < len(self.cells) else ""
        return self.ids.index(name) if name else None

    def mask(self, withheld: Collection[str]) -> np.ndarray:
        """Mark the withheld columns."""
        marked = self.hidden.copy()
        marked[[i for i, name in enumerate(self.ids) if name in withheld]] = True
        return marked

    def bounds(self, share: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give the bounds where each cell is withheld to a share from 0 to 1."""
        return (
            self.shown_low - share * (self.shown_low - self.low),
            self.shown_high + share * (self.high - self.shown_high),
        )


def build_matrix(system: System) -> Matrix:
    """Lay a system out; loose relations and means with a withheld n get a column of their own."""
    rows, slack, ends = _rows(system)
    low, high = _known(system)
    value = np.array([cell.value for cell in system.cells])
    printed = np.array([c.shown or (c.value, c.value) for c in system.cells]).reshape(-1, 2)
    shown_low, shown_high = np.maximum(printed[:, 0], low), np.minimum(printed[:, 1], high)
    more = np.array(slack).reshape(-1, 3)
    hidden = system.hidden()
    none = np.zeros(len(more), dtype=bool)
    return Matrix(
        ids=tuple(cell.id for cell in system.cells),
        a=_sparse(rows, len(value) + len(more)),
        value=np.concatenate((value, more[:, 0])),
        low=np.concatenate((low, more[:, 1])),
        high=np.concatenate((high, more[:, 2])),
        shown_low=np.concatenate((shown_low, more[:, 1])),
        shown_high=np.concatenate((shown_high, more[:, 2])),
        whole=np.concatenate(([cell.whole for cell in system.cells], none)).astype(bool),
        weight=np.concatenate(([cell.weight for cell in system.cells], np.zeros(len(more)))),
        hidden=np.concatenate(([cell.id in hidden for cell in system.cells], none)).astype(bool),
        fixed=np.concatenate(([c.state == "shown" for c in system.cells], ~none)).astype(bool),
        cells=system.cells,
        follows=tuple((system.places[a], system.places[b]) for a, b in system.all_follows()),
        ends=ends,
    )


_Rows = list[dict[int, float]]


def _rows(
    system: System,
) -> tuple[_Rows, list[tuple[float, float, float]], dict[int, tuple[int, int]]]:
    """Give the rows by column, (value, low, high) of what loose rows need, and `ends`."""
    rows: _Rows = []
    slack: list[tuple[float, float, float]] = []
    ends: dict[int, tuple[int, int]] = {}

    def add(row: dict[int, float], low: float, high: float) -> int:
        total = sum(c * system.cells[i].value for i, c in row.items())
        rows.append({**row, len(system.cells) + len(slack): -1.0})
        slack.append((total, min(low, total), max(high, total)))
        return len(system.cells) + len(slack) - 1

    for relation in system.relations:
        row = {system.places[name]: float(c) for name, c in relation.coefficients.items()}
        if relation.low == relation.high == 0.0:
            rows.append(row)
        else:
            add(row, relation.low, relation.high)
    for place, cell in enumerate(system.cells):
        if cell.head and cell.scale is not None:
            head, widest = system.places[cell.head], np.diff(cell.scale)[0] * system[cell.head].high
            above = add({place: 1.0, head: -cell.scale[0]}, 0.0, widest)
            ends[place] = (above, add({place: -1.0, head: cell.scale[1]}, 0.0, widest))
    return rows, slack, ends


def _sparse(rows: list[dict[int, float]], columns: int) -> sparse.csr_array:
    places = [(r, c, v) for r, row in enumerate(rows) for c, v in row.items()]
    r, c, v = zip(*places, strict=True) if places else ((), (), ())
    shape = (len(rows), columns)
    return sparse.csr_array((np.array(v, dtype=float), (np.array(r, int), np.array(c, int))), shape)


def _known(system: System) -> tuple[np.ndarray, np.ndarray]:
    ends = np.array([_ends(cell, system) for cell in system.cells]).reshape(-1, 2)
    return ends[:, 0], ends[:, 1]


def _ends(cell: Cell, system: System) -> tuple[float, float]:
    """Give what a reader in the tables knows of a withheld cell."""
    if not cell.whole and cell.scale is None:
        return cell.low, cell.high
    if cell.scale is None:
        return max(cell.low, min(cell.value, float(cell.inside))), cell.high
    if not cell.head:
        return cell.low, cell.high
    head = system[cell.head]
    ends = [end * people for end in cell.scale for people in (head.low, head.high)]
    return min(ends), max(ends)


def list_scenarios(matrix: Matrix, columns: Collection[int]) -> list[Scenario]:
    """Give what an insider may know of a sum among the columns: first nothing, then one group each.

    A cell of one person has no insider: he would have nothing to learn.
    """
    found: list[Scenario] = [{}]
    for column in columns:
        cell = matrix.cells[column] if column < len(matrix.cells) else None
        if cell is None or cell.scale is None:
            continue
        known = min(cell.inside, cell.n - 1)
        if known > 0:
            found.extend(_known_values(matrix, column, cell, known))
    return found


def _known_values(matrix: Matrix, column: int, cell: Cell, known: float) -> list[Scenario]:
    """Give the bounds with the lowest and with the highest values the known people can have."""
    assert cell.scale is not None
    (least, most), rest = cell.scale, cell.n - known
    top = min(known * most, cell.value - rest * least)
    bottom = max(known * least, cell.value - rest * most)
    if column not in matrix.ends:
        return [{column: (rest * least + v, rest * most + v)} for v in (bottom, top)]
    above, below = matrix.ends[column]
    wide = (matrix.high[above], matrix.high[below])
    return [
        {above: (v - known * least, wide[0]), below: (known * most - v, wide[1])}
        for v in (bottom, top)
    ]
