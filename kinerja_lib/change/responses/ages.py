"""Put ages of respondents into bands, where a survey asked for the age and not for a band."""

from __future__ import annotations

import pandas as pd

BANDS = {30: "di bawah 30", 40: "30-39", 50: "40-49"}  # first age above the band
OLDEST = "50 ke atas"
_AGE = r"\s*[1-9][0-9](?:[.,]0+)?(?: tahun)?\s*"


def band_ages(told: pd.Series) -> pd.Series:
    """Give the band of each age; a column that holds bands or words is given back as it is.

    Parameters
    ----------
    told : Series of str
        What the survey says of the age. Only where every answer is a whole number of two digits
        are they ages: with a group for each year nobody could be compared, and small groups would
        be withheld.

    Returns
    -------
    Series of str
        Same index; missing stays missing.
    """
    known = told.dropna().astype(str)
    if known.empty or not known.str.fullmatch(_AGE).all():
        return told
    years = known.str.extract(r"([0-9]{2})", expand=False).astype(int)
    bands = [next((b for end, b in BANDS.items() if age < end), OLDEST) for age in years]
    return pd.Series(bands, index=known.index, dtype="str").reindex(told.index)
