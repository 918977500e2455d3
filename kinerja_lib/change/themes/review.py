"""The subscales and items of one wave: means, sides of the answers, intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.change.limits import LEVEL, SMALLEST
from kinerja_lib.change.outcomes import CANNOT, FELL, OPEN, ROSE, UNCHANGED, judge
from kinerja_lib.change.responses.answers import Answers
from kinerja_lib.change.responses.review import Responses
from kinerja_lib.change.themes.sides import has_middle, sort_sides
from kinerja_lib.config.instrument import Subscale
from kinerja_lib.i18n import _
from kinerja_lib.stats.clustered import ClusteredMean, mean_clustered
from kinerja_lib.stats.multiplicity import adjust_holm

MORE, LESS = _("lebih banyak diharapkan"), _("lebih banyak sebaliknya")
EVEN = _("berimbang")
NAMES = {ROSE: MORE, FELL: LESS, UNCHANGED: EVEN, OPEN: OPEN, CANNOT: CANNOT}


@dataclass(frozen=True)
class ThemeLimits:
    """Say when one side of the answers counts as larger.

    Parameters
    ----------
    smallest : float
        Difference of the two sides, percentage points, up to which they are balanced.
    level : float
        Chance of any false statement over all subscales.
    """

    smallest: float = SMALLEST
    level: float = LEVEL


@dataclass(frozen=True)
class ThemesReview:
    """Hold what staff answered.

    Parameters
    ----------
    responses : Responses
    limits : ThemeLimits
    """

    responses: Responses
    limits: ThemeLimits

    @cached_property
    def answers(self) -> Answers | None:
        """Respondents that results rest on; None without a wave."""
        return self.responses.kept() if self.responses.wave else None

    @cached_property
    def rows(self) -> pd.DataFrame:
        """One row per subscale, in the order of the codebook.

        Columns: kode, subskala, instrumen, low_end, high_end, n (people with a score), unit
        (clusters), rerata, rerata_low, rerata_high (points), efek_rancangan, harap, harap_low,
        harap_high, netral, balik (per cent of a person's answers, averaged over people), kosong
        (per cent of the answers asked for), selisih, selisih_low, selisih_high (harap - balik,
        percentage points), p_holm, hasil, lack, dulu (harap of the wave before).
        """
        if self.answers is None:
            return pd.DataFrame(columns=["kode", "subskala", "hasil", "n"])
        rows = [self._measure(s, self.answers) for s in self.responses.book.subscales]
        table = pd.DataFrame(rows)
        table = table.assign(p_holm=adjust_holm(table["p"].to_numpy(dtype=float)))
        return table.assign(hasil=[self._judge(row) for row in table.itertuples()])

    def _measure(self, subscale: Subscale, answers: Answers) -> dict[str, object]:
        book = self.responses.book.instrument_of[subscale.code]
        score = answers.scored[subscale.code].score
        unit = answers.people["unit_id"].to_numpy(dtype=object)
        mean = mean_clustered(score, unit)
        sides = share_sides(answers, subscale, (book.low, book.high))
        hoped, gap = (mean_clustered(part, unit) for part in (sides[0], sides[0] - sides[2]))
        known = np.isfinite(score)
        neutral, opposite = (
            100 * float(part[known].mean()) if known.any() else math.nan for part in sides[1:]
        )
        return {
            "kode": subscale.code,
            "subskala": subscale.name,
            "instrumen": book.name,
            "low_end": book.low,
            "high_end": book.high,
            "n": int(known.sum()),
            "unit": answers.people.loc[known, "unit_id"].nunique(),
            **name_limits("rerata", mean),
            "efek_rancangan": mean.design_effect,
            **name_limits("harap", hoped, 100.0),
            "netral": neutral if has_middle(book.low, book.high) else math.nan,
            "balik": opposite,
            "kosong": share_missing(answers.of(subscale)),
            **name_limits("selisih", gap, 100.0),
            "p": gap.p_value,
            "lack": gap.reason,
            "dulu": self._earlier(subscale),
        }

    def _earlier(self, subscale: Subscale) -> float:
        """Share of the hoped-for side in the wave before, of people with a score, per cent."""
        if not self.responses.earlier:
            return math.nan
        answers = self.responses.kept(self.responses.earlier)
        book = self.responses.book.instrument_of[subscale.code]
        own = share_sides(answers, subscale, (book.low, book.high))[0]
        known = own[np.isfinite(own)]
        return 100 * float(known.mean()) if len(known) >= 10 else math.nan

    def _judge(self, row: object) -> str:
        limits = self.limits
        ends = (row.selisih_low, row.selisih_high)
        return NAMES[judge(*ends, row.p_holm, limits.smallest, limits.level)]

    @cached_property
    def items(self) -> pd.DataFrame:
        """One row per item: kode, subskala, teks, n, rerata, three counts by side, kosong.

        `rerata` is in points as keyed; `teks` is empty where the wording may not be shown.
        """
        if self.answers is None:
            return pd.DataFrame(columns=["kode", "subskala", "n"])
        parts = [self._items_of(s, self.answers) for s in self.responses.book.subscales]
        return pd.DataFrame([row for part in parts for row in part])

    def _items_of(self, subscale: Subscale, answers: Answers) -> list[dict[str, object]]:
        book = self.responses.book.instrument_of[subscale.code]
        keyed, ends = answers.of(subscale), (book.low, book.high)
        sides = sort_sides(keyed, ends, hoped_high=subscale.favourable_high)
        n = np.isfinite(keyed).sum(axis=0)
        total = np.nansum(keyed, axis=0)
        return [
            {
                "kode": item.code,
                "subskala": subscale.name,
                "teks": item.text if book.publish_text else "",
                "berbalik": item.reverse,
                "n": int(n[i]),
                "rerata": float(total[i] / n[i]) if n[i] else math.nan,
                "harap": int(sides[0][:, i].sum()),
                "netral": int(sides[1][:, i].sum()),
                "balik": int(sides[2][:, i].sum()),
                "tengah": has_middle(*ends),
                "kosong": share_missing(keyed[:, [i]]),
            }
            for i, item in enumerate(subscale.items)
        ]


def share_sides(
    answers: Answers, subscale: Subscale, ends: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give each person's share of answers on each side; NaN for people without a score.

    Returns
    -------
    hoped, neutral, opposite : float array of shape (people,)
        0 to 1, together 1.
    """
    keyed = answers.of(subscale)
    scored = np.isfinite(answers.scored[subscale.code].score)
    count = np.isfinite(keyed).sum(axis=1)
    below = np.where(scored, np.maximum(count, 1), math.nan)
    sides = sort_sides(keyed, ends, hoped_high=subscale.favourable_high)
    hoped, neutral, opposite = (side.sum(axis=1) / below for side in sides)
    return hoped, neutral, opposite


def share_missing(answers: np.ndarray) -> float:
    """Compute the share of missing answers, per cent; NaN without any cell."""
    return 100 * float(np.isnan(answers).mean()) if answers.size else math.nan


def name_limits(name: str, found: ClusteredMean, times: float = 1.0) -> dict[str, float]:
    """Give an estimate and its limits under `name`, `name_low`, `name_high`."""
    values = (found.estimate, found.low, found.high)
    return {name + end: times * v for end, v in zip(("", "_low", "_high"), values, strict=True)}


def review_themes(responses: Responses, limits: ThemeLimits | None = None) -> ThemesReview:
    """Prepare the subscales and items of the reported wave."""
    return ThemesReview(responses, limits or ThemeLimits())
