"""Days of quarters and years."""

from __future__ import annotations

import numpy as np


def first_day(period: str) -> np.datetime64:
    """Return the first day of a year such as `2026` or a quarter such as `2026-TW1`."""
    year, _, quarter = period.partition("-TW")
    return np.datetime64(f"{year}-{3 * int(quarter or 1) - 2:02d}-01", "D")


def last_day(period: str) -> np.datetime64:
    """Return the last day of a year or a quarter."""
    length = 3 if "TW" in period else 12
    return (first_day(period).astype("datetime64[M]") + length).astype("datetime64[D]") - 1
