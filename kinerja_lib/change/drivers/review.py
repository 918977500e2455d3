"""Relative weights of subscales for readiness and climate, and what is low and important."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.change.limits import FEW_UNITS, LEVEL, PEOPLE
from kinerja_lib.change.responses.answers import Answers
from kinerja_lib.change.responses.review import Responses
from kinerja_lib.config.instrument import Subscale
from kinerja_lib.stats.clustered import mean_clustered
from kinerja_lib.stats.importance import (
    MOST_FOR_ORDERINGS,
    Importance,
    average_gains,
    weigh_predictors,
)
from kinerja_lib.stats.lack import Lack

OUTCOMES = ("kesiapan", "iklim")  # themes that are explained


@dataclass(frozen=True)
class DriverLimits:
    """Say what counts as low and important, and how associations are judged.

    Parameters
    ----------
    low : float
        Favourable score, per cent of the range, below which a subscale is low, interval included.
    most : int
        Most subscales named as low and important.
    draws : int
        Bootstrap draws.
    smallest_r : float
        Smallest correlation of interest, 0 to 1.
    unit_people : int
        Fewest respondents, and fewest results, of a unit that is counted.
    units : int
        Fewest units of a correlation.
    smallest_points : float
        Smallest change of an aspect of interest, points of 0 to 100.
    report_days : int
        Days within which a daily report counts as on time.
    level : float
        Chance of any false finding in a family.
    seed : int
        Fixes the draws.
    """

    low: float = 60.0
    most: int = 3
    draws: int = 1000
    smallest_r: float = 0.2
    unit_people: int = PEOPLE
    units: int = 10
    smallest_points: float = 3.0
    report_days: int = 3
    level: float = LEVEL
    seed: int = 7


@dataclass(frozen=True)
class DriverReview:
    """Hold what goes along with readiness and climate.

    Parameters
    ----------
    responses : Responses
    limits : DriverLimits
    """

    responses: Responses
    limits: DriverLimits = field(default_factory=DriverLimits)

    @cached_property
    def answers(self) -> Answers | None:
        """Answers of the reported wave that results rest on; None without a survey."""
        return self.responses.kept() if self.responses.wave else None

    @cached_property
    def outcomes(self) -> tuple[Subscale, ...]:
        """Subscales that are explained."""
        return self.responses.book.themes(*OUTCOMES)

    def predictors(self, outcome: Subscale) -> tuple[Subscale, ...]:
        """Subscales of other themes than the outcome's."""
        return tuple(s for s in self.responses.book.subscales if s.theme != outcome.theme)

    @cached_property
    def importance(self) -> dict[str, Importance]:
        """Relative weights by outcome, intervals from whole units drawn."""
        return {outcome.code: self._weigh(outcome) for outcome in self.outcomes}

    def _weigh(self, outcome: Subscale) -> Importance:
        predictors = self.predictors(outcome)
        if self.answers is None or not predictors:
            lack = Lack.FEW_ITEMS if self.answers is not None else Lack.ALL_MISSING
            return Importance((), np.nan, 0, lack)
        scores = self.answers.scores
        return weigh_predictors(
            scores[[s.code for s in predictors]].to_numpy(dtype=float),
            scores[outcome.code].to_numpy(dtype=float),
            seed=self.limits.seed,
            clusters=self.answers.people["unit_id"].to_numpy(dtype=object),
            draws=self.limits.draws,
        )

    @cached_property
    def drivers(self) -> pd.DataFrame:
        """Describe predictors by outcome, heaviest first.

        hasil and hasil_nama (outcome), subskala, nama, bobot with low and high (per cent of the
        variance of the outcome), lmg (per cent, general dominance, no interval), r (sign of the
        association), baik with baik_low and baik_high (favourable score, per cent of the range),
        n, penting (bool: weight at least the mean weight), rendah (bool). Empty where no weight
        can be computed.
        """
        parts = [self._describe(outcome) for outcome in self.outcomes]
        parts = [part for part in parts if len(part)]
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()

    def _describe(self, outcome: Subscale) -> pd.DataFrame:
        found, predictors = self.importance[outcome.code], self.predictors(outcome)
        if found.reason or self.answers is None:
            return pd.DataFrame()
        codes = [s.code for s in predictors]
        complete = self.answers.scores[[*codes, outcome.code]].dropna()
        correlation = np.corrcoef(complete.to_numpy(dtype=float), rowvar=False)
        known = len(codes) <= MOST_FOR_ORDERINGS
        gains = average_gains(correlation) if known else np.full(len(codes), np.nan)
        rows = [
            {
                "hasil": outcome.code,
                "hasil_nama": outcome.name,
                "subskala": subscale.code,
                "nama": subscale.name,
                "bobot": 100 * weight.estimate,
                "low": 100 * weight.low,
                "high": 100 * weight.high,
                "lmg": 100 * gain,
                "r": r,
                "penting": weight.estimate >= found.explained / len(codes),
                "n": found.n,
                **self._favour(subscale, self.answers),
            }
            for subscale, weight, gain, r in zip(
                predictors, found.weights, gains, correlation[-1, :-1], strict=True
            )
        ]
        table = pd.DataFrame(rows).sort_values("bobot", ascending=False, kind="stable")
        return table.reset_index(drop=True)

    def _favour(self, subscale: Subscale, answers: Answers) -> dict[str, object]:
        """Give the favourable score of a subscale in per cent of its range."""
        book = self.responses.book.instrument_of[subscale.code]
        scores = answers.scores[subscale.code].to_numpy(dtype=float)
        share = 100 * (scores - book.low) / (book.high - book.low)
        share = share if subscale.favourable_high else 100 - share
        units = answers.people["unit_id"].to_numpy(dtype=object)
        found = mean_clustered(share, units, least=FEW_UNITS)
        is_low = found.high < self.limits.low
        cells = {"baik": found.estimate, "baik_low": found.low, "baik_high": found.high}
        return cells | {"rendah": is_low}

    def find_low(self, outcome: str) -> pd.DataFrame:
        """Give the drivers of an outcome that are low and important, heaviest first, `most`."""
        if self.drivers.empty:
            return self.drivers
        own = self.drivers[self.drivers["hasil"] == outcome]
        return own[own["penting"] & own["rendah"]].head(self.limits.most)


def review_drivers(responses: Responses, limits: DriverLimits | None = None) -> DriverReview:
    """Weigh what goes along with readiness for change and working climate."""
    return DriverReview(responses, limits or DriverLimits())
