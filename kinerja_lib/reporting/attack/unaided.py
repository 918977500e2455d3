"""Attack a publication whose true numbers the office does not keep, from its public files alone.

The reader finds out which counts add up in each row by trying, on the rows that are shown whole or
nearly, and takes any table that fits: the ends of the intervals do not depend on which one. What is
withheld here may be a companion of ten people or more, so only cells that can be smaller than the
limit are judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from kinerja_lib.privacy.attack import FREE, Exposure, attack
from kinerja_lib.privacy.cells import Cell, System, add_up, protect_count
from kinerja_lib.privacy.primary_rules import MINIMUM, WITHHELD
from kinerja_lib.privacy.sheets import COUNT, SIZE
from kinerja_lib.reporting.compare.snapshot import Snapshot, TableCopy, is_number

_K = MINIMUM["public"]["kinerja"]
MOST = 5_000.0  # people in a cell that no n of the row bounds
_FEW = 3  # rows in which a sum must hold
_COLUMNS = 9  # of one sum; more are not tried
Grid = list[list[float | None]]  # None where withheld


@dataclass(frozen=True)
class _Counts:
    """The counts of one table.

    Attributes
    ----------
    names : tuple of str
        Columns.
    rows : tuple of str
    grid : list of list of float or None
        One list per row.
    sums : tuple of tuple of int
        Columns that add up: the whole, then its parts.
    size : int
        Column with n, -1 without one.
    """

    names: tuple[str, ...]
    rows: tuple[str, ...]
    grid: Grid
    sums: tuple[tuple[int, ...], ...]
    size: int


def attack_unaided(snapshot: Snapshot) -> Iterator[tuple[str, str, str, Exposure]]:
    """Give table, row, column and exposure of each withheld count of an edition."""
    for name, table in snapshot.tables.items():
        counts = _read_counts(table)
        if counts is not None:
            for row in range(len(counts.rows)):
                for column, exposure in _attack_row(counts, row):
                    yield name, counts.rows[row], column, exposure


def _read_counts(table: TableCopy) -> _Counts | None:
    places = [i for i, c in enumerate(table.columns) if c["role"] in (COUNT, SIZE)]
    if not any(row[i] == WITHHELD for row in table.rows for i in places):
        return None
    keys = [i for i, c in enumerate(table.columns) if c["role"] in ("key", "year")]
    grid: Grid = [
        [
            None if row[i] == WITHHELD else float(row[i]) if is_number(row[i]) else 0.0
            for i in places
        ]
        for row in table.rows
    ]
    sizes = [n for n, i in enumerate(places) if table.columns[i]["role"] == SIZE]
    return _Counts(
        tuple(str(table.columns[i]["name"]) for i in places),
        tuple(" | ".join(row[i] for i in keys) for row in table.rows),
        grid,
        tuple(_find_sums(grid)),
        sizes[0] if sizes else -1,
    )


def _find_sums(grid: Grid) -> Iterator[tuple[int, ...]]:
    """Give the widest sums that can hold in every row."""
    width = len(grid[0]) if grid else 0
    found: list[frozenset[int]] = []
    for whole in range(width):
        others = [column for column in range(width) if column != whole][: _COLUMNS - 1]
        for size in range(len(others), 1, -1):
            for parts in combinations(others, size):
                columns = frozenset((whole, *parts))
                if not any(columns <= known for known in found) and _holds(grid, whole, parts):
                    found.append(columns)
                    yield (whole, *parts)


def _holds(grid: Grid, whole: int, parts: Sequence[int]) -> bool:
    """Tell whether a sum contradicts no row, and explains the withheld cells of a few.

    It explains a row when all of it is shown, or when each withheld cell would be a small count.
    """
    seen = 0
    for row in grid:
        total, shown = row[whole], [row[p] for p in parts if row[p] is not None]
        if total is None:
            continue
        rest, hidden = total - sum(value or 0.0 for value in shown), len(parts) - len(shown)
        if rest < hidden or (not hidden and rest):
            return False
        seen += total > 0 and hidden <= rest <= hidden * (_K - 1)
    return seen >= _FEW


def _attack_row(counts: _Counts, row: int) -> Iterator[tuple[str, Exposure]]:
    cells = counts.grid[row]
    if None not in cells:
        return
    fitting = _fit(counts, cells, 1.0) or _fit(counts, cells, 0.0)
    if fitting is None:
        return
    values, low = fitting
    most = _most(counts, cells)
    given = [
        Cell(name, value, most, low=low, inside=0, protection=protect_count(_K))
        if shown is None
        else Cell(name, value, max(most, value))
        for name, value, shown in zip(counts.names, values, cells, strict=True)
    ]
    names = counts.names
    relations = [add_up(names[s[0]], [names[p] for p in s[1:]]) for s in counts.sums]
    for found in attack(System(tuple(given), tuple(relations))):
        yield found.id, replace(found, outcome=FREE) if found.low >= _K else found


def _most(counts: _Counts, cells: Sequence[float | None]) -> float:
    size = cells[counts.size] if counts.size >= 0 else None
    return MOST if size is None else size


def _fit(
    counts: _Counts, cells: Sequence[float | None], least: float
) -> tuple[list[float], float] | None:
    """Give whole numbers that fit one row, and the least that a withheld one was taken to be."""
    most = _most(counts, cells)
    low = np.array([least if value is None else value for value in cells])
    high = np.array([most if value is None else value for value in cells])
    if (low > high).any():
        return None
    a = np.zeros((len(counts.sums), len(cells)))
    for number, (whole, *parts) in enumerate(counts.sums):
        a[number, parts], a[number, whole] = 1.0, -1.0
    rows = LinearConstraint(a, 0, 0) if len(a) else None
    ones = np.ones(len(cells))
    found = milp(ones, integrality=ones, bounds=Bounds(low, high), constraints=rows)
    return None if found.x is None else ([float(x) for x in np.round(found.x)], least)
