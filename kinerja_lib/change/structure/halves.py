"""Answers to one instrument, and which respondents explore and which confirm its structure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kinerja_lib.change.responses.answers import Answers
from kinerja_lib.change.structure.limits import StructureLimits
from kinerja_lib.config.instrument import Instrument, Subscale

EVERY, COMPLETE, SAMPLE = "semua jawaban", "jawaban lengkap", "sampel acak"


@dataclass(frozen=True)
class AskedItems:
    """Hold the answers to the items of one instrument that anyone answered.

    Parameters
    ----------
    instrument : Instrument
    answers : Answers
    limits : StructureLimits
    """

    instrument: Instrument
    answers: Answers
    limits: StructureLimits

    @cached_property
    def codes(self) -> list[str]:
        """Items that anyone answered, in the order of the columns."""
        own = {item.code for item in self.instrument.items}
        places = [place for place, code in enumerate(self.answers.codes) if code in own]
        known = np.isfinite(self.answers.keyed[:, places]).any(axis=0)
        return [self.answers.codes[p] for p, some in zip(places, known, strict=True) if some]

    @cached_property
    def keyed(self) -> np.ndarray:
        """Keyed answers of everyone with at least one; shape (people, items)."""
        places = [self.answers.codes.index(code) for code in self.codes]
        table = self.answers.keyed[:, places]
        return table[np.isfinite(table).any(axis=1)]

    @cached_property
    def scale(self) -> np.ndarray:
        """Code of the subscale of each column."""
        own = self.answers.book.subscale_of
        return np.array([own[code] for code in self.codes], dtype=object)

    @cached_property
    def subscales(self) -> tuple[Subscale, ...]:
        """Subscales with an item that anyone answered, in order."""
        held = set(self.scale.tolist())
        return tuple(s for s in self.instrument.subscales if s.code in held)

    @property
    def n(self) -> int:
        """People with at least one answer."""
        return len(self.keyed)

    @property
    def needed(self) -> int:
        """People needed in each half."""
        return max(self.limits.half, self.limits.rows_per_item * len(self.codes))

    @cached_property
    def apart(self) -> bool:
        """Whether there are enough people, with all answers, for two halves."""
        complete = int(np.isfinite(self.keyed).all(axis=1).sum())
        return len(self.codes) > 2 and complete >= 2 * self.needed

    @cached_property
    def _first(self) -> np.ndarray:
        """Mark a random half; bool, shape (people,)."""
        order = np.random.default_rng(self.limits.seed).permutation(self.n)
        return order < self.n // 2

    @property
    def exploring(self) -> np.ndarray:
        """Answers for KMO, parallel analysis and exploration: one half, or everyone."""
        return self.keyed[self._first] if self.apart else self.keyed

    @cached_property
    def _second(self) -> np.ndarray:
        """Answers of the people who confirm; shape (people, items)."""
        return self.keyed[~self._first] if self.apart else self.keyed

    @property
    def basis(self) -> str:
        """Which of their answers count: `EVERY`, or with very many people `COMPLETE` or `SAMPLE`.

        Full information takes long with many patterns of missing answers; complete rows do not.
        """
        rows, most = self._second, self.limits.most_rows
        if len(rows) <= most:
            return EVERY
        return COMPLETE if np.isfinite(rows).all(axis=1).sum() >= most else SAMPLE

    @cached_property
    def confirming(self) -> np.ndarray:
        """Answers for the confirmation: the other half, or everyone, by `basis`."""
        rows, basis = self._second, self.basis
        if basis == EVERY:
            return rows
        if basis == COMPLETE:
            return rows[np.isfinite(rows).all(axis=1)]
        random = np.random.default_rng(self.limits.seed + 1)
        return rows[np.sort(random.choice(len(rows), self.limits.most_rows, replace=False))]
