"""Which results of people are not final yet."""

from __future__ import annotations

import pandas as pd

OPEN_STATES = ("draf", "diajukan")


def find_open(status: pd.Series) -> pd.Series:
    """Mark the results that are not final: a draft, one submitted, or one without a status.

    Parameters
    ----------
    status : Series
        `hasil_penilaian.status` of every row of the table; text or missing.

    Returns
    -------
    Series of bool
        A missing status counts as not final where other rows have one: nobody has said that the
        result holds. A table without any status does not carry it, and then nothing is open.
    """
    return status.isin(OPEN_STATES) | (status.isna() & bool(status.notna().any()))
