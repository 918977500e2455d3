"""How the items of each subscale behave, and how consistent it is."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.change.outcomes import CANNOT
from kinerja_lib.change.responses.answers import Answers
from kinerja_lib.change.responses.review import Responses
from kinerja_lib.config.instrument import Subscale
from kinerja_lib.i18n import _
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.items import describe_items
from kinerja_lib.stats.psychometrics.omega import interval_omega
from kinerja_lib.stats.psychometrics.reliability import interval_alpha, measure_alpha

HIGH = _("cukup, juga untuk pemakaian yang lebih ketat")
ENOUGH = _("cukup untuk membandingkan kelompok")
UNSURE, LOW = _("belum pasti"), _("belum memadai")
AGAINST, FLAT = _("berlawanan arah"), _("jawabannya sama semua")
WEAK, FREE = _("hubungan lemah"), _("alfa naik tanpa butir ini")
FINE = _("tanpa catatan")
FLOOR, CEILING, BOTH = _("lantai"), _("langit-langit"), _("lantai dan langit-langit")
INSIDE = _("tidak")
_Z = 1.959963984540054  # of a 95 % interval


@dataclass(frozen=True)
class ScaleLimits:
    """Say what counts as consistent, and what is noted of an item.

    Parameters
    ----------
    group, strict : float
        Alpha, lower limit of its interval included, that is enough for comparing groups, and for
        stricter use; conventions after Nunnally and Bernstein (1994), Psychometric Theory.
    rest : float
        Correlation with the other items below which an item is weak.
    gain : float
        Rise of alpha without an item from which it is noted.
    end : float
        Share of respondents with the lowest or highest score from which a scale has a floor or
        ceiling, per cent; Terwee et al. (2007), Journal of Clinical Epidemiology 60, 34-42.
    draws, seed : int
        Bootstrap draws of omega, and what fixes them.
    """

    group: float = 0.70
    strict: float = 0.80
    rest: float = 0.30
    gain: float = 0.02
    end: float = 15.0
    draws: int = 300
    seed: int = 7


@dataclass(frozen=True)
class ScalesReview:
    """Hold items and scales of the reported wave, of the respondents kept.

    Parameters
    ----------
    responses : Responses
    limits : ScaleLimits
    """

    responses: Responses
    limits: ScaleLimits = field(default_factory=ScaleLimits)

    @cached_property
    def answers(self) -> Answers | None:
        """Answers that results rest on; None without a wave."""
        return self.responses.kept() if self.responses.wave else None

    @property
    def subscales(self) -> tuple[Subscale, ...]:
        """Subscales with an item that was asked in the wave."""
        answers = self.answers
        if answers is None:
            return ()
        given = self.responses.given(self.responses.wave)
        asked = np.isfinite(given.asked).any(axis=0)
        codes = set(given.subscale[asked])
        return tuple(s for s in answers.book.subscales if s.code in codes)

    @cached_property
    def items(self) -> pd.DataFrame:
        """Describe each item: columns of `_describe`, in the order of the codebook."""
        parts = [self._describe(subscale) for subscale in self.subscales]
        columns = ["butir", "teks", "subskala", "nama", "balik", "n", "rerata", "sd", "lantai"]
        columns = [*columns, "langit", "r", "r_high", "alfa_tanpa", "catatan"]
        table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
        return table[columns]

    def _describe(self, subscale: Subscale) -> pd.DataFrame:
        """Give n, mean, sd, shares at the ends (per cent), rest correlation, note of each item."""
        answers = self.answers
        book = answers.book.instrument_of[subscale.code]
        own = describe_items(answers.of(subscale), book.low, book.high)
        alpha = measure_alpha(answers.of(subscale)).raw
        r = np.clip(own.rest_correlation, -0.999999, 0.999999)
        error = 1 / np.sqrt(np.where(own.n > 3, own.n - 3, np.nan))
        table = pd.DataFrame(
            {
                "butir": [item.code for item in subscale.items],
                "teks": [item.text if book.publish_text else "" for item in subscale.items],
                "subskala": subscale.code,
                "nama": subscale.name,
                "balik": [item.reverse for item in subscale.items],
                "n": own.n,
                "rerata": own.mean,
                "sd": own.sd,
                "lantai": 100 * own.floor,
                "langit": 100 * own.ceiling,
                "r": own.rest_correlation,
                "r_high": np.tanh(np.arctanh(r) + _Z * error),
                "alfa_tanpa": own.alpha_without,
            }
        )
        notes = [self._note(row, alpha) for row in table.itertuples()]
        return table.assign(catatan=pd.Series(notes, dtype=object))

    def _note(self, row: object, alpha: float) -> str:
        if row.n > 1 and row.sd == 0:
            return FLAT
        if math.isnan(row.r):
            return CANNOT
        if row.r < 0:
            return AGAINST
        if row.r < self.limits.rest:
            return WEAK
        return FREE if row.alfa_tanpa - alpha >= self.limits.gain else FINE

    @cached_property
    def against(self) -> pd.DataFrame:
        """Items whose correlation with the others is below zero; none is ever turned round."""
        return self.items[self.items["catatan"] == AGAINST]

    @cached_property
    def opposed(self) -> pd.DataFrame:
        """Items of `against` whose 95% interval lies below zero."""
        return self.against[self.against["r_high"] < 0]

    @cached_property
    def unusable(self) -> tuple[str, ...]:
        """Subscales with an item of `opposed`: their scores are left out until its key is right."""
        return tuple(dict.fromkeys(self.opposed["subskala"]))

    @cached_property
    def reliability(self) -> pd.DataFrame:
        """Measure each subscale: subskala, nama, butir, n, alfa, omega with limits, hasil, sebab.

        alfa_low, alfa_high: Feldt; omega_low, omega_high: bootstrap. hasil is from the interval of
        alpha; sebab and sebab_omega hold `Lack` codes.
        """
        rows = [self._measure(subscale) for subscale in self.subscales]
        names = ["subskala", "nama", "butir", "n", "alfa", "alfa_low", "alfa_high", "omega"]
        names = [*names, "omega_low", "omega_high", "hasil", "sebab", "sebab_omega"]
        return pd.DataFrame(rows, columns=names)

    def _measure(self, subscale: Subscale) -> tuple:
        table = self.answers.of(subscale)
        alpha = measure_alpha(table)
        feldt = interval_alpha(alpha.raw, alpha.n, alpha.items)
        omega, _hierarchical = interval_omega(table, seed=self.limits.seed, draws=self.limits.draws)
        low, high = (math.nan if end is None else end for end in (feldt.low, feldt.high))
        figures = [_number(end) for end in (omega.estimate, omega.low, omega.high)]
        return (subscale.code, subscale.name, alpha.items, alpha.n, alpha.raw, low, high, *figures,
                self._judge(low, high), alpha.reason, Lack(omega.reason))  # fmt: skip

    def _judge(self, low: float, high: float) -> str:
        if math.isnan(low) or math.isnan(high):
            return CANNOT
        if high < self.limits.group:
            return LOW
        if low < self.limits.group:
            return UNSURE
        return HIGH if low >= self.limits.strict else ENOUGH

    @cached_property
    def spread(self) -> pd.DataFrame:
        """Describe the scores of each subscale.

        subskala, nama, n, low and high (ends of the range), rerata, sd, median, lantai, langit
        (per cent of respondents with the lowest and highest score), hasil.
        """
        rows = [self._spread(subscale) for subscale in self.subscales]
        names = ["subskala", "nama", "n", "low", "high", "rerata", "sd", "median", "lantai"]
        return pd.DataFrame(rows, columns=[*names, "langit", "hasil"])

    def _spread(self, subscale: Subscale) -> tuple:
        book = self.answers.book.instrument_of[subscale.code]
        score = self.answers.scored[subscale.code].score
        score = score[np.isfinite(score)]
        if not len(score):
            figures = (math.nan,) * 5
        else:
            sd = float(score.std(ddof=1)) if len(score) > 1 else math.nan
            floor, ceiling = (100 * float((score == end).mean()) for end in (book.low, book.high))
            figures = (float(score.mean()), sd, float(np.median(score)), floor, ceiling)
        ends = [not math.isnan(share) and share >= self.limits.end for share in figures[3:]]
        verdict = BOTH if all(ends) else FLOOR if ends[0] else CEILING if ends[1] else INSIDE
        verdict = verdict if len(score) else CANNOT
        return (subscale.code, subscale.name, len(score), book.low, book.high, *figures, verdict)


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)


def review_scales(responses: Responses, limits: ScaleLimits | None = None) -> ScalesReview:
    """Prepare items and scales of the reported wave."""
    return ScalesReview(responses, limits or ScaleLimits())
