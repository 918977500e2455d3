"""Make long columns fast: numbered codes, choices and days."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def number_codes(prefix: str, numbers: np.ndarray, width: int = 6) -> pd.Series:
    """Return codes such as `SKP-000042` for whole numbers at least 0."""
    digits = pc.utf8_lpad(pa.array(np.asarray(numbers)).cast(pa.string()), width, "0")
    return _text(pc.binary_join_element_wise(pa.scalar(prefix), digits, pa.scalar("")))


def join_text(*parts: str | Sequence[str] | np.ndarray | pd.Series, between: str = "") -> pd.Series:
    """Join texts and columns of texts row by row; at least one part is a column."""
    arrays = [pa.scalar(p) if isinstance(p, str) else pa.array(p, pa.string()) for p in parts]
    return _text(pc.binary_join_element_wise(*arrays, pa.scalar(between)))


def choose(values: Sequence[str], codes: np.ndarray) -> pd.Series:
    """Return a categorical column of `values[code]`; a code of -1 gives an empty cell."""
    different = {value: place for place, value in enumerate(dict.fromkeys(values))}
    if len(different) < len(values):
        places = np.array([*(different[value] for value in values), -1])
        codes = places[np.asarray(codes)]
    return pd.Series(pd.Categorical.from_codes(np.asarray(codes), list(different)))


def days(values: np.ndarray) -> pd.Series:
    """Return a column of days; NaT gives an empty cell."""
    return pd.Series(np.asarray(values, dtype="datetime64[D]").astype("datetime64[s]"))


def draw_codes(rng: np.random.Generator, weights: Sequence[float], size: int) -> np.ndarray:
    """Draw places 0..k-1 with chances in proportion to `weights`."""
    limits = np.cumsum(np.asarray(weights, dtype=float))
    return np.searchsorted(limits / limits[-1], rng.random(size), side="right").clip(
        max=len(limits) - 1
    )


def allot(total: int, weights: Sequence[float] | np.ndarray, least: int = 0) -> np.ndarray:
    """Divide `total` heads in proportion to `weights`, whole numbers with that exact sum.

    Every part gets at least `least` where the total allows it, and the parts left over after
    rounding down go to the largest remainders, earlier parts first.
    """
    parts = np.asarray(weights, dtype=float)
    floor = min(least, total // len(parts))
    spread = (total - floor * len(parts)) * parts / parts.sum()
    whole = np.floor(spread).astype(int)
    missing = total - floor * len(parts) - int(whole.sum())
    whole[np.argsort(whole - spread, kind="stable")[:missing]] += 1
    return whole + floor


def _text(values: pa.Array | pa.ChunkedArray) -> pd.Series:
    return pd.Series(values.to_pandas()).astype("str")
