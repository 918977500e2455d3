"""Did the work of trained offices change otherwise than that of comparable ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.competency.impact.grades import FEW, TREND, UNITS, Claim, grade_claim
from kinerja_lib.competency.impact.limits import OfficeLimits
from kinerja_lib.competency.impact.programmes import list_programmes
from kinerja_lib.competency.impact.scores import read_scores
from kinerja_lib.competency.impact.windows import Windows, change_of_units, measure_blocks
from kinerja_lib.competency.impact.work import (
    FAMILY,
    FAULTS,
    LOWER_IS_BETTER,
    MEASURES,
    RELATIVE,
    UNSUR,
    read_work,
)
from kinerja_lib.stats.multiplicity import adjust_holm
from kinerja_lib.stats.unit_effects import UnitEffect, compare_units

SAME_KIND = "u"  # satisfaction is compared between units of the same kind
LEVELS = ["sebelum", "sesudah", "sebelum_lain", "sesudah_lain"]
_NUMBERS = ["selisih", "selisih_low", "selisih_high", "p", "terkecil_p", "tren_p"]


@dataclass(frozen=True)
class OfficeReview:
    """Hold what the work of trained offices says of each programme.

    Parameters
    ----------
    evidence : Evidence
    limits : OfficeLimits
    seed : int
        Fixes the assignments drawn where there are too many to look at all.
    """

    evidence: Evidence
    limits: OfficeLimits = field(default_factory=OfficeLimits)
    seed: int = 7

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Participants of courses that began; see `scores.read_scores`."""
        return read_scores(self.evidence)

    @cached_property
    def programmes(self) -> list[dict[str, object]]:
        """Programmes that trained whole offices; see `programmes.list_programmes`."""
        return list_programmes(self.evidence, self.scores, self.limits)

    @cached_property
    def work(self) -> pd.DataFrame:
        """Work of all offices by month; see `work.read_work`."""
        return read_work(self.evidence)

    @property
    def compared(self) -> pd.DataFrame:
        """Rows of `effects` with enough units on both sides."""
        return self.effects[self.effects["alasan"] != FEW]

    @cached_property
    def effects(self) -> pd.DataFrame:
        """Difference-in-differences of each programme and measure that trained offices keep.

        Returns
        -------
        DataFrame
            nomor (place in `programmes`), ukuran, dilatih and pembanding (offices), sebelum and
            sesudah (means of the trained), sebelum_lain and sesudah_lain (of the others), selisih
            with low and high (per cent for times, percentage points of documents, points of 1 to
            4), p (permutation), terkecil_p (the smallest that so few offices allow), tren_p,
            p_keluarga (Holm in the family of one source table), hasil, alasan.
        """
        rows = [
            found
            for number, programme in enumerate(self.programmes)
            for measure in MEASURES
            if (found := self._compare(number, programme, measure)) is not None
        ]
        names = ["nomor", "ukuran", "dilatih", "pembanding", *LEVELS, *_NUMBERS]
        table = pd.DataFrame(rows, columns=[*names, "halangan"])
        table = table.astype(dict.fromkeys([*_NUMBERS, *LEVELS], float))
        family = table["ukuran"].map(FAMILY)
        p = table["p"].where(table["halangan"].isin(["", TREND]))
        adjusted = pd.Series(np.nan, index=table.index)
        for _name, places in p.groupby(family).groups.items():
            adjusted.loc[places] = adjust_holm(p.loc[places].to_numpy())
        table = table.assign(p_keluarga=adjusted)
        grades = [self._grade(row) for row in table.itertuples()]
        return table.assign(hasil=[g[0] for g in grades], alasan=[g[1] for g in grades])

    def _windows(self, programme: dict[str, object]) -> Windows:
        limits = self.limits
        return Windows(
            programme["mulai"], programme["selesai"], limits.months, limits.settle_months
        )

    def _members(self, programme: dict[str, object], measure: str) -> pd.DataFrame:
        """Work of trained offices and their comparison in one measure, with `dilatih` (bool)."""
        rows = self.work[self.work["ukuran"] == measure]
        trained = rows["unit_id"].isin(programme["unit"])
        layers = rows.loc[trained, "lapis"].unique()
        other = ~rows["unit_id"].isin(programme["unit"] | programme["sebagian"])
        other &= rows["lapis"].isin(layers)
        if measure.startswith(SAME_KIND):
            kind = rows["unit_id"].map(self.evidence.units["jenis"])
            other &= kind.isin(kind[trained].dropna().unique())
        return rows[trained | other].assign(dilatih=trained)

    def _compare(
        self, number: int, programme: dict[str, object], measure: str
    ) -> dict[str, object] | None:
        """Compare one programme in one measure; None where no trained office keeps it."""
        rows, windows = self._members(programme, measure), self._windows(programme)
        if not rows["dilatih"].any():
            return None
        units = change_of_units(rows, windows.before, windows.after, self._least(measure))
        treated = units["dilatih"].to_numpy(dtype=bool)
        effect = compare_units(units["ubah"].to_numpy(dtype=float), treated, seed=self.seed)
        if not effect.treated:
            return None
        early, late = windows.halves
        trend = change_of_units(rows, early, late, self._least(measure, half=True))
        before = compare_units(trend["ubah"].to_numpy(dtype=float), trend["dilatih"].to_numpy(bool))
        known = units["ubah"].notna().to_numpy()
        own, rest = units[treated & known], units[~treated & known]
        return {
            "nomor": number,
            "ukuran": measure,
            "dilatih": effect.treated,
            "pembanding": effect.others,
            "sebelum": _tell_level(measure, own["sebelum"].mean()),
            "sesudah": _tell_level(measure, own["sesudah"].mean()),
            "sebelum_lain": _tell_level(measure, rest["sebelum"].mean()),
            "sesudah_lain": _tell_level(measure, rest["sesudah"].mean()),
            "selisih": _tell(measure, effect.estimate),
            "selisih_low": _tell(measure, effect.low),
            "selisih_high": _tell(measure, effect.high),
            "p": effect.p_permutation,
            "terkecil_p": effect.least,
            "tren_p": before.p,
            "halangan": self._find_obstacle(effect, before),
        }

    def _least(self, measure: str, *, half: bool = False) -> tuple[int, float]:
        """Return the fewest months and the fewest answers on each side."""
        months = 1 if half or measure in UNSUR else self.limits.minimum_months
        answers = self.limits.answers if measure in UNSUR else 1
        return months, answers / 2 if half else answers

    def _find_obstacle(self, effect: UnitEffect, before: UnitEffect) -> str:
        if effect.p_permutation is None:
            return FEW
        if effect.least > self.limits.level:
            return UNITS
        return TREND if before.p is not None and before.p < self.limits.level else ""

    def _grade(self, row: object) -> tuple[str, str]:
        numbers = [row.selisih, row.selisih_low, row.selisih_high]
        if row.ukuran in LOWER_IS_BETTER:
            numbers = [-row.selisih, -row.selisih_high, -row.selisih_low]
        smallest = self.smallest(row.ukuran)
        claim = Claim(*numbers, row.p_keluarga, smallest, row.halangan)
        return grade_claim(claim, level=self.limits.level)

    def smallest(self, measure: str) -> float:
        """Return the smallest change of interest of a measure, in the unit it is told in."""
        if measure in RELATIVE:
            return self.limits.time
        return self.limits.faults if measure == FAULTS else self.limits.satisfaction

    def blocks(self, number: int, measure: str) -> pd.DataFrame:
        """Give the course of one measure in quarters around a programme; see `measure_blocks`."""
        programme = self.programmes[number]
        table = measure_blocks(self._members(programme, measure), self._windows(programme))
        values = [_tell(measure, v) for v in table["nilai"]]
        return table.assign(nilai=np.array(values, dtype=float))


def _tell(measure: str, value: float | None) -> float | None:
    """Turn a difference of logarithms into per cent; leave other differences."""
    if value is None or measure not in RELATIVE:
        return value
    return float(100 * np.expm1(value))


def _tell_level(measure: str, value: float) -> float:
    """Turn a mean logarithm into minutes or hours (geometric mean); leave other means."""
    return float(np.exp(value)) if measure in RELATIVE else float(value)


def review_offices(
    evidence: Evidence, limits: OfficeLimits | None = None, *, seed: int = 7
) -> OfficeReview:
    """Prepare the effects of programmes on the work of offices."""
    return OfficeReview(evidence, limits or OfficeLimits(), seed)
