"""Who is compared: the answers, the groups of every person, and which groups may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.change.comparison.groups import Scores, count_groups
from kinerja_lib.change.comparison.limits import ComparisonLimits
from kinerja_lib.change.comparison.withheld import hide_groups
from kinerja_lib.change.limits import PEOPLE
from kinerja_lib.change.responses.answers import Answers
from kinerja_lib.change.responses.review import Responses
from kinerja_lib.change.words import COLUMNS, KIND, UNIT
from kinerja_lib.config.instrument import Subscale


@dataclass(frozen=True)
class ComparedPeople:
    """Hold the people of the reported wave by group.

    Parameters
    ----------
    responses : Responses
    limits : ComparisonLimits
    """

    responses: Responses
    limits: ComparisonLimits

    @cached_property
    def answers(self) -> Answers | None:
        """Respondents that results rest on; None without a wave or without one."""
        found = self.responses.kept() if self.responses.wave else None
        return found if found is not None and len(found) else None

    @cached_property
    def subscales(self) -> tuple[Subscale, ...]:
        """Subscales that someone answered."""
        if self.answers is None:
            return ()
        known = self.answers.scores.notna().any()
        return tuple(s for s in self.responses.book.subscales if known[s.code])

    @cached_property
    def labels(self) -> dict[str, np.ndarray]:
        """Group of each person in each grouping; None where it is missing."""
        people = self.answers.people
        found = {name: people[column].astype(object) for name, column in COLUMNS.items()}
        return {n: v.where(v.notna(), None).to_numpy(dtype=object) for n, v in found.items()}

    @cached_property
    def _unit_code(self) -> tuple[np.ndarray, list[object]]:
        codes, names = pd.factorize(self.labels[UNIT], sort=True)
        return codes, list(names)

    def scores_of(self, subscale: Subscale) -> Scores:
        """Give the scores of one subscale with the number of each person's unit."""
        book = self.responses.book.instrument_of[subscale.code]
        score = self.answers.scores[subscale.code].to_numpy(dtype=float)
        return Scores(score, self._unit_code[0], (book.low, book.high))

    @cached_property
    def unit_names(self) -> dict[object, str]:
        """Name of each unit by code."""
        people = self.answers.people
        return dict(zip(people["unit_id"], people["unit"], strict=True))

    @cached_property
    def kind_of(self) -> dict[object, object]:
        """Kind of each unit by code; units of no known kind are absent."""
        pairs = zip(self.labels[UNIT], self.labels[KIND], strict=True)
        return {u: k for u, k in pairs if u is not None and k is not None}

    @cached_property
    def sizes(self) -> dict[str, dict[object, int]]:
        """Grouping -> group (None: unknown) -> people with a score, in the subscale with fewest."""
        known = self.answers.scores[[s.code for s in self.subscales]].notna()
        return {name: count_groups(known, label) for name, label in self.labels.items()}

    @cached_property
    def hidden(self) -> set[tuple[str, object]]:
        """Groups that are not shown: small ones, and those that would give them away."""
        return hide_groups(self.sizes, self.kind_of, max(self.limits.minimum, PEOPLE))

    @cached_property
    def shown(self) -> dict[str, np.ndarray]:
        """As `labels`, with None for people of groups that are not shown."""
        return {
            name: np.array([None if (name, g) in self.hidden else g for g in label], dtype=object)
            for name, label in self.labels.items()
        }
