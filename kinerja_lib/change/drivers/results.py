"""Scores of units beside the results of their appraisals: association, units only."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import stats

from kinerja_lib.basis.result_status import find_open
from kinerja_lib.change.drivers.review import DriverReview
from kinerja_lib.change.outcomes import FELL, ROSE, UNCHANGED, add_outcomes
from kinerja_lib.config.instrument import Subscale
from kinerja_lib.i18n import _
from kinerja_lib.stats.importance import correlate_scores, remove_attenuation
from kinerja_lib.stats.intervals import Interval
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.unit_agreement import measure_units

TOGETHER, OPPOSITE = _("searah"), _("berlawanan")
ALIKE = _("tidak ada hubungan yang berarti")
NAMES = {ROSE: TOGETHER, FELL: OPPOSITE, UNCHANGED: ALIKE}


@dataclass(frozen=True)
class ResultAssociations:
    """Hold correlations of unit means: survey scores and appraisal results.

    Parameters
    ----------
    drivers : DriverReview
    """

    drivers: DriverReview

    @cached_property
    def results(self) -> pd.DataFrame:
        """Final results with a number in the period of the report: unit_id, nilai."""
        evidence = self.drivers.responses.evidence
        rows = evidence.frame("hasil_penilaian")
        rows = rows[(rows["periode"] == evidence.result_period.used) & ~find_open(rows["status"])]
        return rows[["unit_id", "nilai"]].dropna().reset_index(drop=True)

    @cached_property
    def by_unit(self) -> pd.DataFrame:
        """Mean result of units with enough results: index unit_id, nilai, orang."""
        found = self.results.groupby("unit_id")["nilai"].agg(nilai="mean", orang="size")
        return found[found["orang"] >= self.drivers.limits.unit_people]

    @cached_property
    def result_reliability(self) -> float:
        """ICC(2) of the results of the units counted."""
        own = self.results[self.results["unit_id"].isin(self.by_unit.index)]
        return _reliability(own["nilai"], own["unit_id"])

    @cached_property
    def table(self) -> pd.DataFrame:
        """Correlate each subscale with results over units; one family.

        subskala, nama, r with low and high, murni with murni_low and murni_high (without
        attenuation, by ICC(2) of both), andal_skor, andal_hasil, unit, n (respondents), p, p_holm,
        sebab, hasil.
        """
        subscales = self.drivers.responses.book.subscales
        rows = pd.DataFrame([self._correlate(s) for s in subscales])
        if rows.empty:
            return rows
        limits = self.drivers.limits
        return add_outcomes(rows.assign(batas=limits.smallest_r), limits.level, names=NAMES)

    def _correlate(self, subscale: Subscale) -> dict[str, object]:
        limits, means = self.drivers.limits, self._score(subscale)
        both = means[means["orang"] >= limits.unit_people].join(
            self.by_unit[["nilai"]], how="inner"
        )
        n, units = int(both["orang"].sum()), len(both)
        found = correlate_scores(both["skor"].to_numpy(), both["nilai"].to_numpy())
        if units < limits.units:
            found = Interval(None, None, None, units, "Fisher z", Lack.FEW_GROUPS)
        score = self._score_reliability(subscale, both.index)
        clean = remove_attenuation(found, score, self.result_reliability)
        p = math.nan
        if found.estimate is not None:
            z = np.arctanh(min(abs(found.estimate), 1 - 1e-12)) * math.sqrt(units - 3)
            p = float(2 * stats.norm.sf(z))
        return {
            "subskala": subscale.code,
            "nama": subscale.name,
            **dict(zip(("r", "low", "high"), _ends(found), strict=True)),
            **dict(zip(("murni", "murni_low", "murni_high"), _ends(clean), strict=True)),
            "andal_skor": score,
            "andal_hasil": self.result_reliability,
            "unit": units,
            "n": n,
            "p": p,
            "sebab": str(found.reason),
        }

    def _score(self, subscale: Subscale) -> pd.DataFrame:
        answers = self.drivers.answers
        if answers is None:
            return pd.DataFrame({"skor": [], "orang": []}, dtype=float)
        scores = answers.scores[subscale.code]
        grouped = scores.dropna().groupby(answers.people["unit_id"])
        return grouped.agg(skor="mean", orang="size")

    def _score_reliability(self, subscale: Subscale, units: pd.Index) -> float:
        answers = self.drivers.answers
        if answers is None:
            return math.nan
        own = answers.people["unit_id"].isin(units)
        return _reliability(answers.scores.loc[own, subscale.code], answers.people["unit_id"][own])


def _reliability(values: pd.Series, units: pd.Series) -> float:
    found = measure_units(values.to_numpy(dtype=float), units.to_numpy(dtype=object)).icc2
    return math.nan if found.estimate is None else float(found.estimate)


def _ends(found: Interval) -> tuple[float, ...]:
    values = (found.estimate, found.low, found.high)
    return tuple(np.nan if value is None else float(value) for value in values)


def review_results(drivers: DriverReview) -> ResultAssociations:
    """Set survey scores of units beside their appraisal results."""
    return ResultAssociations(drivers)
