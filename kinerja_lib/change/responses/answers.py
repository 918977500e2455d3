"""Answers of one set of respondents, as asked and as keyed, with their scores."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.config.instrument import Codebook, Instrument, Subscale
from kinerja_lib.stats.psychometrics.items import reverse_answers
from kinerja_lib.stats.psychometrics.scoring import Scores, score_people


@dataclass(frozen=True)
class Answers:
    """Hold the answers of the respondents of one wave.

    Parameters
    ----------
    people : DataFrame
        One row per respondent, index 0 to n - 1: resp_id, gelombang, unit_id, unit, jenis (kind of
        unit), jenis_kelamin, kelompok_usia, status, tanggal, detik, komentar.
    asked : float array of shape (n, items)
        Answers as given, in the order of the codebook; NaN where missing.
    book : Codebook
    min_answered : float
        Share of the items of a subscale, in per cent, that a score needs.
    """

    people: pd.DataFrame
    asked: np.ndarray
    book: Codebook
    min_answered: float = 75.0

    def __len__(self) -> int:
        """Count the respondents."""
        return len(self.people)

    @cached_property
    def codes(self) -> list[str]:
        """Items in the order of the columns."""
        return [item.code for item in self.book.items]

    @cached_property
    def subscale(self) -> np.ndarray:
        """Code of the subscale of each column."""
        own = self.book.subscale_of
        return np.array([own[code] for code in self.codes], dtype=object)

    @cached_property
    def limits(self) -> tuple[np.ndarray, np.ndarray]:
        """Lowest and highest answer of each column, of the codebook."""
        ranges = self.book.ranges
        ends = np.array([ranges[code] for code in self.codes], dtype=float).reshape(-1, 2)
        return ends[:, 0], ends[:, 1]

    @cached_property
    def keyed(self) -> np.ndarray:
        """Answers with the declared items turned round; shape (n, items)."""
        turned = np.array([item.reverse for item in self.book.items], dtype=bool)
        return reverse_answers(self.asked, turned, *self.limits)

    @cached_property
    def clusters(self) -> np.ndarray:
        """Number of the unit of each person; who has no unit stands alone. Shape (n,)."""
        return stand_alone(pd.factorize(self.people["unit_id"])[0])

    def of(self, subscale: Subscale) -> np.ndarray:
        """Keyed answers of one subscale; shape (n, items of it)."""
        return self.keyed[:, self.subscale == subscale.code]

    def of_instrument(self, instrument: Instrument) -> tuple[np.ndarray, np.ndarray]:
        """Keyed answers of one instrument, and the subscale of each of its columns."""
        own = np.isin(self.subscale, [subscale.code for subscale in instrument.subscales])
        return self.keyed[:, own], self.subscale[own]

    @cached_property
    def scored(self) -> dict[str, Scores]:
        """Scores of every subscale by code, with complete rows beside the person-mean rule."""
        share = self.min_answered / 100
        return {s.code: score_people(self.of(s), least_share=share) for s in self.book.subscales}

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Scores of people, on the range of the answers; columns subscales, index as `people`."""
        columns = {code: found.score for code, found in self.scored.items()}
        return pd.DataFrame(columns, index=self.people.index)

    def take(self, rows: np.ndarray) -> Answers:
        """Give the answers of some respondents; `rows` is a bool array of shape (n,)."""
        own = np.asarray(rows, dtype=bool)
        people = self.people[own].reset_index(drop=True)
        return Answers(people, self.asked[own], self.book, self.min_answered)


def stand_alone(unit: np.ndarray) -> np.ndarray:
    """Give people without a unit (-1) a number of their own; shape (people,)."""
    alone = unit < 0
    first = int(unit.max(initial=-1)) + 1
    return np.where(alone, first + np.cumsum(alone) - 1, unit)
