"""Shares and dates as all parts of the performance report count them."""

from __future__ import annotations

import datetime as dt

import pandas as pd


def percent(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Divide in per cent; of nothing the share is missing."""
    return 100.0 * part.astype(float) / whole.astype(float).where(whole > 0)


def add_days(day: dt.date | str, days: int) -> dt.date:
    """Count days on from a date, which notebooks give as text."""
    return pd.Timestamp(day).date() + dt.timedelta(days=days)
