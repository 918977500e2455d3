"""The same respondents without subscales whose scores cannot be used."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.change.responses.answers import Answers
from kinerja_lib.change.responses.review import Responses
from kinerja_lib.change.responses.turnout import Turnout
from kinerja_lib.config.instrument import Codebook
from kinerja_lib.stats.psychometrics.careless import CarelessSigns


@dataclass(frozen=True)
class NarrowedResponses(Responses):
    """Read a part of the codebook of `whole`; who is kept stays as it is there.

    Parameters
    ----------
    whole : Responses
        With the full codebook, from which careless answers were told.
    nobody : bool
        No subscale is left: the codebook is that of `whole`, and nobody has given an answer to it.
    """

    whole: Responses | None = None
    nobody: bool = False

    @cached_property
    def rows(self) -> pd.DataFrame:
        """As `whole`."""
        return self.whole.rows

    @cached_property
    def waves(self) -> tuple[str, ...]:
        """As `whole`."""
        return self.whole.waves

    @property
    def turnout(self) -> Turnout:
        """As `whole`."""
        return self.whole.turnout

    def is_outside(self, wave: str) -> np.ndarray:
        """As `whole`."""
        return self.whole.is_outside(wave)

    def is_usable(self, wave: str) -> np.ndarray:
        """As `whole`."""
        return self.whole.is_usable(wave)

    def signs(self, wave: str) -> CarelessSigns:
        """As `whole`."""
        return self.whole.signs(wave)

    def flags(self, wave: str) -> tuple[dict[str, np.ndarray], np.ndarray]:
        """As `whole`."""
        return self.whole.flags(wave)

    def given(self, wave: str) -> Answers:
        """Give the rows of a wave with the items that are left."""
        return self._narrow("given", wave)

    def answered(self, wave: str) -> Answers:
        """Give the respondents inside the range with the items that are left."""
        return self._narrow("answered", wave)

    def usable(self, wave: str) -> Answers:
        """Give who answered enough of the whole questionnaire with the items that are left."""
        return self._narrow("usable", wave)

    def kept(self, wave: str = "") -> Answers:
        """Give the respondents that results rest on with the items that are left."""
        return self._narrow("kept", wave or self.wave)

    @cached_property
    def _narrowed(self) -> dict[tuple[str, str], Answers]:
        return {}

    def _narrow(self, step: str, wave: str) -> Answers:
        key = (step, wave)
        if key not in self._narrowed:
            answers = getattr(self.whole, step)(wave)
            if self.nobody:
                answers = answers.take(np.zeros(len(answers), dtype=bool))
            left = np.isin(answers.codes, [item.code for item in self.book.items])
            asked = answers.asked[:, left]
            self._narrowed[key] = replace(answers, asked=asked, book=self.book)
        return self._narrowed[key]


def leave_out(responses: Responses, codes: Collection[str]) -> Responses:
    """Give the same respondents without some subscales.

    Parameters
    ----------
    codes : collection of str
        Codes of the subscales. Without any the responses are given back as they are; where no
        subscale would be left nobody is: the codebook stays and every wave has no rows.
    """
    if not codes:
        return responses
    kept = [
        replace(one, subscales=tuple(s for s in one.subscales if s.code not in codes))
        for one in responses.book.instruments
    ]
    book = Codebook(tuple(one for one in kept if one.subscales))
    nobody = not book.subscales
    return NarrowedResponses(
        responses.evidence,
        responses.book if nobody else book,
        responses.limits,
        responses.asked_wave,
        whole=responses,
        nobody=nobody,
    )
