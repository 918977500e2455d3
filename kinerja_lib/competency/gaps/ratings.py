"""The rating that counts for each person and competency: the latest valid one, or why none does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.rules.person_job_match import is_valid
from kinerja_lib.tables.choices import COMPETENCIES

VALID = ""
NOT_RATED, EXPIRED, CONFLICT = _("belum dinilai"), _("kedaluwarsa"), _("dua nilai setanggal")
UNDATED, LATER = _("tanpa tanggal"), _("sesudah tanggal acuan")
# Codes of `Ratings.reason`, by place.
REASONS = (VALID, NOT_RATED, EXPIRED, CONFLICT, UNDATED, LATER)
SOURCES = ("asesmen", "atasan", "penilaian multisumber", "uji kompetensi", "lainnya")
NO_DAY = np.iinfo(np.int64).min


@dataclass(frozen=True)
class Ratings:
    """Hold one cell for each person and competency, as arrays of shape (people, competencies).

    Attributes
    ----------
    level : float
        Level 1 to 5 that counts; NaN where none does.
    day : datetime64[D]
        Day of the latest rating, also of one that does not count; NaT where there is none.
    source : int8
        Place in `SOURCES`; -1 where unknown.
    reason : int8
        Place in `REASONS`: why no level counts.
    """

    level: np.ndarray
    day: np.ndarray
    source: np.ndarray
    reason: np.ndarray


@dataclass(frozen=True)
class Validity:
    """Say until when a rating counts: the day of the data, and years of validity."""

    as_of: dt.date
    years: int = 3


def choose_ratings(
    rows: pd.DataFrame, people: pd.Index, names: Sequence[str], validity: Validity
) -> Ratings:
    """Choose for each person and competency the latest rating not after the reference date.

    Parameters
    ----------
    rows : DataFrame
        Columns nip, kompetensi, tingkat, tanggal, sumber; one row per rating.
    people : Index
        NIPs; ratings of others are left out.
    names : sequence of str
        Competencies; others are left out.
    validity : Validity

    Returns
    -------
    Ratings

    Notes
    -----
    Two different levels on the latest day are a conflict: neither counts, and no older rating takes
    their place. A latest rating past its validity does not count either. A rating without a date
    never counts, because its age is unknown.
    """
    shape, place = (len(people), len(names)), _place_rows(rows, people, names)
    reason = np.full(shape, REASONS.index(NOT_RATED), dtype=np.int8).ravel()
    day = rows["tanggal"].to_numpy().astype("datetime64[D]")
    known, as_of = place >= 0, np.datetime64(validity.as_of)
    reason[place[known & (day > as_of)]] = REASONS.index(LATER)
    reason[place[known & np.isnat(day)]] = REASONS.index(UNDATED)
    used = np.flatnonzero(known & (day <= as_of))
    order = used[np.lexsort((day[used].astype(np.int64), place[used]))]
    cells = _latest(rows, place[order], day[order], order)
    return _fill(cells, reason, shape, validity)


def _place_rows(rows: pd.DataFrame, people: pd.Index, names: Sequence[str]) -> np.ndarray:
    """Give each row its place in the flat table of people by competencies, -1 for others."""
    codes, nips = pd.factorize(rows["nip"])
    person = np.append(people.get_indexer(nips), -1)[codes]
    codes, found = pd.factorize(rows["kompetensi"])
    column = np.append(pd.Index(names).get_indexer(found), -1)[codes]
    return np.where((person >= 0) & (column >= 0), person * len(names) + column, -1)


def _latest(
    rows: pd.DataFrame, place: np.ndarray, day: np.ndarray, order: np.ndarray
) -> dict[str, np.ndarray]:
    """Return place, day, level, source and conflict of the latest day of each cell."""
    level = rows["tingkat"].to_numpy(dtype=float)[order]
    source = pd.Index(SOURCES).get_indexer(pd.Index(rows["sumber"]))[order]
    last = np.append(place[1:] != place[:-1], True)[: len(place)]
    new = np.append(True, (place[1:] != place[:-1]) | (day[1:] != day[:-1]))[: len(place)]
    start = np.flatnonzero(new)
    if not len(start):
        empty = np.array([], dtype=int)
        return {"place": empty, "day": day, "level": level, "source": empty, "conflict": last}
    ends = np.append(start[1:], len(place)) - 1
    final = last[ends]
    low, high = np.minimum.reduceat(level, start), np.maximum.reduceat(level, start)
    return {
        "place": place[start][final],
        "day": day[start][final],
        "level": high[final],
        "source": source[start][final],
        "conflict": (low < high)[final],
    }


def _fill(
    cells: dict[str, np.ndarray], reason: np.ndarray, shape: tuple[int, int], validity: Validity
) -> Ratings:
    """Write the chosen ratings into the tables of people by competencies."""
    days, place = np.unique(cells["day"], return_inverse=True)
    holds = [is_valid(d, as_of=validity.as_of, years=validity.years) for d in days.tolist()]
    valid = np.array(holds, dtype=bool)[place]
    code = np.where(cells["conflict"], REASONS.index(CONFLICT), 0)
    code = np.where(valid, code, REASONS.index(EXPIRED))
    reason[cells["place"]] = code
    level = np.full(len(reason), np.nan)
    level[cells["place"]] = np.where(code == 0, cells["level"], np.nan)
    day = np.full(len(reason), np.datetime64("NaT"), dtype="datetime64[D]")
    day[cells["place"]] = cells["day"]
    source = np.full(len(reason), -1, dtype=np.int8)
    source[cells["place"]] = cells["source"]
    return Ratings(*(part.reshape(shape) for part in (level, day, source, reason)))


def list_technical(names: Sequence[str]) -> list[str]:
    """List the competencies that are not among the nine managerial and sociocultural ones."""
    return [name for name in names if name not in COMPETENCIES]
