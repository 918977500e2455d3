"""Climb a tree of goals or plan items to its top; loops and missing parents end the climb."""

from __future__ import annotations

import numpy as np
import pandas as pd

WHOLE, BROKEN, LOOP = "utuh", "induk tidak ada", "melingkar"


def climb_tree(parents: pd.Series, marked: pd.Series) -> pd.DataFrame:
    """Follow every row upwards.

    Parameters
    ----------
    parents : Series of shape (rows,)
        Index: unique codes; values: code of the row above, missing at the top.
    marked : bool Series
        Same index: what is looked for, such as a link to an indicator.

    Returns
    -------
    DataFrame
        Same index; `keadaan`: `WHOLE` when the climb ends at a top, `BROKEN` when a row above is
        not in the table, `LOOP` when it never ends; `tercapai`: whether the row or any row above
        it is marked, also in a loop or below a missing parent.

    Notes
    -----
    Pointer doubling: after k rounds each pointer is 2^k rows further up, so that log2(rows) + 1
    rounds reach every top and no loop runs on.
    """
    size = len(parents)
    place = pd.Series(np.arange(size), index=parents.index)
    top, lost = size, size + 1  # two rows that stand above everything
    above = parents.map(place)
    pointer = np.where(parents.isna(), top, above.fillna(lost)).astype(int)
    pointer = np.append(pointer, [top, lost])
    reached = np.append(marked.to_numpy(dtype=bool), [False, False])
    for _round in range(size.bit_length() + 1):
        reached = reached | reached[pointer]
        pointer = pointer[pointer]
    end = pointer[:size]
    state = np.where(end == top, WHOLE, np.where(end == lost, BROKEN, LOOP))
    frame = {"keadaan": state.astype(object), "tercapai": reached[:size]}
    return pd.DataFrame(frame, index=parents.index)


def spread_upwards(parents: pd.Series, marked: pd.Series) -> pd.Series:
    """Mark every row that is marked itself or has a marked row anywhere below it.

    Parameters
    ----------
    parents, marked
        As in `climb_tree`.

    Returns
    -------
    Series of bool
        Each round marks the rows above; it ends when none is new, in a loop too.
    """
    found = marked.astype(bool).copy()
    while True:
        above = parents[found].dropna()
        new = found.index.isin(above) & ~found
        if not new.any():
            return found
        found = found | new
