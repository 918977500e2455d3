"""The frame of the survey: active staff at the time of a wave, and the bands of their ages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence

ACTIVE = "aktif"
DAYS_A_YEAR = 365.25
_UNDER = re.compile(r"\s*(?:di bawah|kurang dari|<)\s*(\d{2})\b.*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(\d{2})\s*(?:-|–|sampai|s\.?d\.?)\s*(\d{2})\b.*", re.IGNORECASE)
_FROM = re.compile(r"\s*(?:di atas|lebih dari|>=|≥)?\s*(\d{2})\s*(?:ke atas|\+|tahun)?\s*", re.I)
_OVER = re.compile(r"\s*(?:di atas|lebih dari|>)\s*(\d{2}).*", re.IGNORECASE)


def read_band(text: str) -> tuple[int, int] | None:
    """Read an age band such as "di bawah 30", "30-39" or "50 ke atas": first year, last year.

    >>> read_band("30-39"), read_band("di bawah 30"), read_band("50 ke atas"), read_band("muda")
    ((30, 39), (0, 29), (50, 200), None)
    """
    text = " ".join(text[:100].split())
    if found := _UNDER.fullmatch(text):
        return 0, int(found[1]) - 1
    if found := _BETWEEN.fullmatch(text):
        return int(found[1]), int(found[2])
    if (found := _OVER.fullmatch(text)) and ">=" not in text:
        return int(found[1]) + 1, 200
    found = _FROM.fullmatch(text)
    return (int(found[1]), 200) if found else None


def order_bands(bands: Iterable[str]) -> dict[str, tuple[int, int]] | None:
    """Read bands in the order of age; None where one cannot be read or two of them overlap."""
    read = {str(band): read_band(str(band)) for band in bands}
    if not read or any(ends is None for ends in read.values()):
        return None
    known = sorted((ends, band) for band, ends in read.items() if ends)
    pairs = pairwise(known)
    if any(one[0][1] >= two[0][0] for one, two in pairs):
        return None
    return {band: ends for ends, band in known}


def list_invited(evidence: Evidence, day: pd.Timestamp) -> pd.DataFrame:
    """List active staff as the frame of a wave, as far as the main data tell.

    Parameters
    ----------
    day : Timestamp
        First day of the wave; who was employed later or had left by then is left out. NaT: all.

    Returns
    -------
    DataFrame
        One row per person without NIP and name: unit_id, unit, jenis, jenis_kelamin, status, usia
        (whole years on the day, NaN unknown). People who left after the day count as invited only
        where `sejak` says so; moves between units are not undone.
    """
    staff = evidence.staff
    working = staff["status_kerja"].fillna(ACTIVE) == ACTIVE
    later = staff["sejak"] > day
    begun = ~(staff["tmt_pegawai"] > day)
    own = staff[(working | later) & begun].reset_index(drop=True)
    years = np.floor((day - own["tanggal_lahir"]).dt.days / DAYS_A_YEAR)
    kinds = own["unit_id"].map(evidence.units["jenis"]).astype("str")
    frame = own[["unit_id", "jenis_kelamin", "status"]]
    return frame.assign(unit=evidence.name_units(own["unit_id"]), jenis=kinds, usia=years)


def place_in_bands(years: pd.Series, bands: dict[str, tuple[int, int]]) -> pd.Series:
    """Name the band of each age; missing where the age is unknown or in no band."""
    named = pd.Series(None, index=years.index, dtype=object)
    for band, (low, high) in bands.items():
        named[(years >= low) & (years <= high)] = band
    return named
