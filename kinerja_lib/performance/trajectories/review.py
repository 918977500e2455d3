"""Who rose or declined over the periods, beyond what chance and return to the mean give."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.basis.periods import span_of
from kinerja_lib.performance.results.review import LEVEL, ResultsReview
from kinerja_lib.privacy.withholding import MINIMUM
from kinerja_lib.publish.phrases import hide_parts
from kinerja_lib.rules.predikat import GOOD, VERY_GOOD
from kinerja_lib.stats.regression_to_mean import expect_return
from kinerja_lib.stats.trajectories import ShuffledSlopes, compare_with_chance, count_panel

RISING, FALLING = "membaik", "menurun"
STEADY, OPEN, CANNOT = ("tidak berubah secara berarti", "belum cukup bukti", "tidak dapat dihitung")
OUTCOMES = (RISING, FALLING, STEADY, OPEN, CANNOT)
COLLEAGUES = 5  # results of a unit in a period before a person is compared with it
POWER = 0.8  # chance of finding a change, when the smallest such change is stated
MOSTLY = 0.9  # of the rows must have a rating of results for it to be followed


@dataclass(frozen=True)
class TrajectoryReview:
    """Hold how the results of each person move.

    Parameters
    ----------
    results : ResultsReview
    margin : float
        Smallest change of interest, levels a year. The default, one level in two years, is chosen
        from what three years of quarters can tell: slopes have an error of about 0.17 levels a
        year there, so that half that margin could never be met (docs/validation.md).
    minimum : int
        Fewest periods of a person.
    window : int
        Most periods looked back.
    level : float
        Share of false cases expected among those named.
    seed : int
        Of the shuffled periods that show what chance gives.
    """

    results: ResultsReview
    margin: float = 0.5
    minimum: int = 5
    window: int = 12
    level: float = 0.05
    seed: int = 1

    @property
    def periods(self) -> list[str]:
        """Periodic evaluations looked at, oldest first; yearly ones are too few for a line."""
        return self.results.periodic_periods[-self.window :]

    @cached_property
    def measure(self) -> str:
        """What is followed: the rating of results where most rows have it, else the predikat."""
        filled = self.results.periodic["kerja"].notna()
        return "kerja" if len(filled) and filled.mean() >= MOSTLY else "tingkat"

    def panel(self, measure: str) -> pd.DataFrame:
        """Levels of each NIP (index) in each period (columns), missing where there is none."""
        rows = self.results.periodic
        rows = rows[rows["periode"].isin(self.periods)]
        wide = rows.pivot(index="nip", columns="periode", values=measure)
        return wide.reindex(columns=self.periods).astype(float)

    @cached_property
    def followed(self) -> pd.DataFrame:
        """Panel of the measure that is followed."""
        return self.panel(self.measure)

    @cached_property
    def standing(self) -> pd.DataFrame:
        """Panel of levels above the mean of the unit in the same period.

        The guide lets ratings rise and fall with the unit's achievement, so a person's own change
        is what differs from colleagues. A unit with fewer than `COLLEAGUES` results in a period is
        compared with everyone of that period.
        """
        rows = self.results.periodic[["nip", "periode", "unit_id", self.measure]]
        rows = rows[rows["periode"].isin(self.periods)].dropna(subset=self.measure)
        level = rows[self.measure].astype(float)
        unit = level.groupby([rows["periode"], rows["unit_id"]])
        everyone = level.groupby(rows["periode"]).transform("mean")
        mean = unit.transform("mean").where(unit.transform("size") >= COLLEAGUES, everyone)
        wide = rows.assign(jarak=level - mean).pivot(index="nip", columns="periode", values="jarak")
        return wide.reindex(index=self.followed.index, columns=self.periods).astype(float)

    @cached_property
    def years(self) -> np.ndarray:
        """Time of each period in years since the first."""
        ends = [span_of(period)[1] for period in self.periods]
        return np.array([(day - ends[0]).days / 365.25 for day in ends])

    @cached_property
    def slopes(self) -> ShuffledSlopes:
        """Slopes of `standing` in levels a year, of everyone with enough periods."""
        values = self.standing.to_numpy()
        return compare_with_chance(values, self.years, minimum=self.minimum, seed=self.seed)

    @cached_property
    def people(self) -> pd.DataFrame:
        """Give each person an outcome.

        Columns nip, n (periods), kemiringan (slope of `standing`, levels a year), low, high (95%),
        p (adjusted), hasil (one of `OUTCOMES`). `RISING` and `FALLING` are slopes of at least
        `margin` that are told from chance by false discovery rate; `STEADY` is an interval inside
        the margin. A wider one is `OPEN`: what could not be seen is no evidence that a person
        stayed the same.
        """
        table = self.slopes.table
        slope, p = (table[name].to_numpy(dtype=float) for name in ("slope", "p_adjusted"))
        half = self.slopes.bound(0.05) * table["error"].to_numpy(dtype=float)
        low, high = slope - half, slope + half
        named = (p < self.level) & (np.abs(slope) >= self.margin)
        steady = (low >= -self.margin) & (high <= self.margin)
        chosen = [np.isnan(p), named & (slope > 0), named & (slope < 0), steady]
        return pd.DataFrame(
            {
                "nip": self.followed.index,
                "n": table["n"].to_numpy(),
                "kemiringan": slope,
                "low": low,
                "high": high,
                "p": p,
                "hasil": np.select(chosen, [CANNOT, RISING, FALLING, STEADY], OPEN),
            }
        )

    @cached_property
    def counts(self) -> pd.Series:
        """Count people per outcome, in the order of `OUTCOMES`."""
        return self.people["hasil"].value_counts().reindex(OUTCOMES, fill_value=0)

    @property
    def compared(self) -> int:
        """People whose slope could be measured: the number of comparisons."""
        return int(len(self.people) - self.counts[CANNOT])

    @cached_property
    def detectable(self) -> float | None:
        """Change a year that is found with a chance of `POWER`; None where nobody is compared."""
        size = self.slopes.find_detectable(level=self.level, power=POWER)
        return None if size is None else max(size, self.margin)

    @cached_property
    def hidden(self) -> set[str]:
        """Outcomes whose number no sentence or public table says: few people, or the next larger.

        All people and those compared are both stated, so the outcomes compared are looked at
        first; where the rest has to be hidden too, the number compared is not stated.
        """
        counts = {name: int(number) for name, number in self.counts.items()}
        rest = counts.pop(CANNOT)
        hidden = hide_parts(counts)
        both = len(hidden) == 1 or 0 < rest < MINIMUM["public"]["kinerja"]
        return hide_parts(counts | {CANNOT: rest}) if both else hidden

    @property
    def stated(self) -> int | None:
        """People compared; None where their number would tell one that is hidden."""
        return None if CANNOT in self.hidden else self.compared

    @cached_property
    def members(self) -> pd.DataFrame:
        """Count who is there, new and lost in each period: periode, present, new, lost."""
        return count_panel(self.followed.to_numpy()).assign(periode=self.periods)

    @cached_property
    def returns(self) -> pd.DataFrame:
        """Say how much of the last change is only the return of extremes to the mean.

        One row for people below Baik and one for Sangat Baik in the period before: kelompok, n,
        sebelum, sesudah, harapan (mean expected without any change), bagian (share of the mean
        change that the return explains, per cent), alasan. The reliability is the correlation of
        the two periods before, so that the change in question does not explain itself.
        """
        rows = [self._return_of(name) for name in ("bawah", "atas")]
        return pd.DataFrame(rows)

    def _return_of(self, group: str) -> dict[str, object]:
        blank = dict.fromkeys(("sebelum", "sesudah", "harapan", "bagian"), np.nan)
        record = {"kelompok": group, "n": 0, **blank, "alasan": "periode"}
        if len(self.periods) < 3:
            return record
        panel = self.panel("tingkat")
        older, first, second = (panel[p].to_numpy() for p in self.periods[-3:])
        both = np.isfinite(older) & np.isfinite(first)
        again = expect_return(older, first)
        chosen = first < LEVEL[GOOD] if group == "bawah" else first == LEVEL[VERY_GOOD]
        chosen &= np.isfinite(first) & np.isfinite(second)
        record |= {"n": int(chosen.sum()), "alasan": "orang"}
        if both.sum() < 3 or again.reliability is None or not chosen.any():
            return record
        now = expect_return(first, second, reliability=again.reliability, group=chosen)
        if now.reason:
            return record
        return record | {
            "sebelum": float(first[chosen].mean()),
            "sesudah": float(second[chosen].mean()),
            "harapan": float(now.expected[chosen].mean()),
            "bagian": np.nan if now.share is None else now.share * 100,
            "alasan": "",
        }


def review_trajectories(
    results: ResultsReview,
    *,
    margin: float = 0.5,
    minimum: int = 5,
    window: int = 12,
    seed: int = 1,
) -> TrajectoryReview:
    """Prepare the trajectories of the people in the results."""
    return TrajectoryReview(results, margin, minimum, window, seed=seed)
