"""Small linked tables, and a reader who simply tries every table of whole numbers that fits."""

from itertools import product

import numpy as np

from kinerja_lib.privacy.cells import Cell, System, add_up, protect_count


def with_margins(inner):
    """Add a last column and a last row of totals."""
    inner = np.asarray(inner)
    rows = np.vstack([inner, inner.sum(axis=0)])
    return np.column_stack([rows, rows.sum(axis=1)])


def count_table(inner, k, *, name="", weights=None, most=None, **details):
    """Make a system of a table with margins; cells are called `row,column` from 0.

    Counts from 1 to k - 1 are primary. `most`: what a reader thinks possible at most, cell by cell;
    else the largest number of the table.
    """
    full = with_margins(inner)
    rows, columns = full.shape
    most = np.full(full.shape, full.max()) if most is None else most
    cells = [
        Cell(
            f"{name}{i},{j}",
            int(full[i, j]),
            int(most[i, j]),
            weight=1.0 if weights is None else float(weights[i][j]),
            protection=protect_count(k) if 0 < full[i, j] < k else None,
            **details,
        )
        for i, j in product(range(rows), range(columns))
    ]
    across = [
        add_up(f"{name}{i},{columns - 1}", [f"{name}{i},{j}" for j in range(columns - 1)])
        for i in range(rows)
    ]
    down = [
        add_up(f"{name}{rows - 1},{j}", [f"{name}{i},{j}" for i in range(rows - 1)])
        for j in range(columns)
    ]
    return System(tuple(cells), (*across, *down))


def every_table(system, withheld, lows):
    """Yield the values of the withheld cells in every table of whole numbers that fits.

    Exact relations only. `lows`: least value of each withheld cell.
    """
    names = [cell.id for cell in system.cells if cell.id in withheld]
    rows = [
        (
            {n: c for n, c in relation.coefficients.items() if n in names},
            -sum(c * system[n].value for n, c in relation.coefficients.items() if n not in names),
        )
        for relation in system.relations
    ]
    yield from _fill(system, names, lows, rows, {})


def _fill(system, names, lows, rows, chosen):
    if not names:
        yield dict(chosen)
        return
    name = names[0]
    for value in range(int(lows[name]), int(system[name].high) + 1):
        chosen[name] = value
        if all(_possible(system, row, left, chosen, lows) for row, left in rows if name in row):
            yield from _fill(system, names[1:], lows, rows, chosen)
        del chosen[name]


def _possible(system, row, left, chosen, lows):
    least = most = -left
    for name, c in row.items():
        ends = [c * chosen[name]] * 2 if name in chosen else [c * lows[name], c * system[name].high]
        least, most = least + min(ends), most + max(ends)
    return least <= 1e-9 and most >= -1e-9


def intervals(system, withheld, lows):
    """Give the smallest and largest value of each withheld cell, by trying everything."""
    tables = list(every_table(system, withheld, lows))
    assert tables, "the true table is one of them"
    return {n: (min(t[n] for t in tables), max(t[n] for t in tables)) for n in withheld}


def joint_lows(system, withheld):
    """Give what a reader in the tables knows: two people are in every cell that has so many."""
    return {n: max(system[n].low, min(system[n].value, system[n].inside)) for n in withheld}
