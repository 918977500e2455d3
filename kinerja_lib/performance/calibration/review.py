"""Calibration: predikat of units beside the guide, heads beside their units, habits of raters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from kinerja_lib.basis.evidence import Evidence, periods_to_date
from kinerja_lib.basis.result_status import find_open
from kinerja_lib.config.rule_settings import RuleSettings
from kinerja_lib.i18n import _
from kinerja_lib.performance.appraisal.data import count_set_aside
from kinerja_lib.performance.calibration.raters import RaterReview, review_raters
from kinerja_lib.rules.distribution import (
    DistributionCheck,
    DistributionParameters,
    GuideVerdict,
    compare_distribution,
)
from kinerja_lib.rules.predikat import HeadOfUnit, rate_head_of_unit
from kinerja_lib.tables.choices import EXPECTATION, PREDIKAT

NO_CLASS = "tidak dapat dihitung"
REMARK = _("dengan catatan")
NEEDED = ("unit_id", "periode")
SAME, HIGHER, LOWER, UNKNOWN = "sama", "lebih tinggi", "lebih rendah", "tidak dapat dihitung"


@dataclass(frozen=True)
class CalibrationReview:
    """Hold what calibration looks at.

    Parameters
    ----------
    evidence : Evidence
    results : DataFrame
        Results of the year to date, of the kind of the period used: nip, periode, unit_id,
        hasil_kerja, predikat, status.
    raters : RaterReview
    """

    evidence: Evidence
    results: pd.DataFrame
    raters: RaterReview

    @property
    def settings(self) -> RuleSettings:
        """Numbers that the agency sets."""
        return self.evidence.rules

    @property
    def period(self) -> str:
        """Period compared with the guide; the report's own where it has no results."""
        return self.evidence.result_period.used or self.evidence.period

    @property
    def guide(self) -> DistributionParameters:
        """What the circular leaves open."""
        return DistributionParameters(
            minimum_unit=int(self.settings["distribusi.unit_terkecil"]),
            most_counts=bool(self.settings["distribusi.sebagian_besar_dihitung"]),
            loose_counts=bool(self.settings["distribusi.rumusan_longgar_dihitung"]),
        )

    @cached_property
    def counted(self) -> pd.DataFrame:
        """Results that count: a predikat, a unit, and no status before approval."""
        return self.results[self.results["sebab"] == ""]

    def count_left_out(self, reason: str) -> int:
        """Count the results of the period used left out for a reason of `sebab`."""
        own = self.results[self.results["periode"] == self.period]
        return int((own["sebab"] == reason).sum())

    @cached_property
    def achieved(self) -> pd.Series:
        """Class of the unit's capaian by (unit_id, periode)."""
        rows = self.evidence.frame("capaian_unit", ["unit_id", "periode", "capaian"])
        return rows.dropna().drop_duplicates(list(NEEDED)).set_index(list(NEEDED))["capaian"]

    @cached_property
    def checks(self) -> Mapping[tuple[str, str], DistributionCheck | None]:
        """Comparison with the guide by (unit, period); None where the unit has no capaian."""
        counts = self.counted.groupby([*NEEDED, "predikat"], sort=True).size()
        wide = counts.unstack(fill_value=0)
        known = self.achieved.to_dict()
        return {
            key: compare_distribution(known[key], _heads(row, wide.columns), self.guide)
            if key in known
            else None
            for key, row in zip(wide.index, wide.to_numpy(), strict=True)
        }

    @cached_property
    def units(self) -> pd.DataFrame:
        """Units by period: unit_id, periode, nama, capaian, n, one column per predikat, hasil.

        `hasil` is a `GuideVerdict`, `REMARK` where only a clause that does not count is not met, or
        `NO_CLASS` without capaian; `luar` and `catatan` hold the clauses (tuples).
        """
        names = self.evidence.units["nama"]
        heads = self.counted.groupby([*NEEDED, "predikat"]).size().unstack(fill_value=0)
        heads = heads.reindex(columns=list(PREDIKAT), fill_value=0)
        rows = [
            (unit, period, names.get(unit, unit), *_describe(check))
            for (unit, period), check in self.checks.items()
        ]
        columns = ["unit_id", "periode", "nama", "capaian", "hasil", "luar", "catatan"]
        table = pd.DataFrame(rows, columns=columns)
        table = table.merge(heads.reset_index(), on=list(NEEDED), how="left")
        return table.assign(n=table[list(PREDIKAT)].sum(axis=1))

    @cached_property
    def current(self) -> pd.DataFrame:
        """Units in the period used, by name."""
        own = self.units[self.units["periode"] == self.period]
        return own.sort_values("nama", ignore_index=True, kind="stable")

    @property
    def judged(self) -> pd.DataFrame:
        """Units of the period used with a verdict."""
        without = (GuideVerdict.TOO_SMALL, GuideVerdict.NO_DATA, NO_CLASS)
        return self.current[~self.current["hasil"].isin([str(v) for v in without])]

    def pick(self, verdict: str) -> pd.DataFrame:
        """Give the units of the period used with this verdict."""
        return self.current[self.current["hasil"] == str(verdict)]

    @cached_property
    def earlier(self) -> bool:
        """Tell whether results of an earlier period of the year and kind are known."""
        return bool((self.results["periode"] != self.period).any())

    @cached_property
    def before(self) -> pd.DataFrame:
        """Units outside the guide or with a remark in an earlier period of the year."""
        early = self.units[self.units["periode"] != self.period]
        return early[early["hasil"].isin([str(GuideVerdict.OUTSIDE), REMARK])]

    @cached_property
    def heads(self) -> pd.DataFrame:
        """Heads beside their units: unit_id, nama, capaian, seharusnya, hasil_kerja, banding.

        Ratings that are not approved yet are not compared.
        """
        ratings = HeadOfUnit(dict(self.settings["predikat.rating_kepala_unit"]))
        units = self.evidence.units[["nama", "kepala_nip"]].dropna(subset="kepala_nip")
        own = self.results[self.results["sebab"] != NOT_FINAL]
        own = own[own["periode"] == self.period]
        own = own.drop_duplicates("nip").set_index("nip")
        capaian = [self.achieved.get((unit, self.period)) for unit in units.index]
        table = units.assign(
            capaian=capaian,
            seharusnya=[rate_head_of_unit(name, ratings) for name in capaian],
            hasil_kerja=units["kepala_nip"].map(own["hasil_kerja"]),
        ).reset_index()
        pairs = zip(table["seharusnya"], table["hasil_kerja"], strict=True)
        return table.assign(banding=[_compare(*pair) for pair in pairs])

    @cached_property
    def contradictions(self) -> int:
        """Rows whose predikat is not the one of its two ratings; the check set them aside."""
        found = count_set_aside(self.evidence, "hasil_penilaian")
        return int(found.loc[found["fault"] == "predikat_beda_rating", "rows"].sum())


def _heads(row: object, columns: pd.Index) -> dict[str, int]:
    return {name: int(count) for name, count in zip(columns, row, strict=True)}


def _describe(check: DistributionCheck | None) -> tuple[object, ...]:
    """Return capaian, verdict, clauses outside and remarks."""
    if check is None:
        return (None, NO_CLASS, (), ())
    within = check.verdict is GuideVerdict.WITHIN
    verdict = REMARK if within and check.remarks else str(check.verdict)
    return (check.capaian, verdict, check.outside, check.remarks)


def _compare(expected: object, recorded: object) -> str:
    """Compare two ratings of results, either of them perhaps missing."""
    if not (isinstance(expected, str) and isinstance(recorded, str)):
        return UNKNOWN
    step = EXPECTATION.index(recorded) - EXPECTATION.index(expected)
    return SAME if step == 0 else HIGHER if step > 0 else LOWER


NO_PREDIKAT, NOT_FINAL, NO_UNIT = "tanpa predikat", "belum disetujui", "tanpa unit"


def read_results(evidence: Evidence) -> pd.DataFrame:
    """Read the results of the year to date, of the kind of the period used; say what is left out.

    Returns
    -------
    DataFrame
        nip, periode, unit_id, hasil_kerja, predikat, status, sebab: "" for results that count,
        `NOT_FINAL` for one that is not final yet (see `find_open`), `NO_PREDIKAT`, or
        `NO_UNIT`.
    """
    columns = ["nip", "periode", "unit_id", "hasil_kerja", "predikat", "status"]
    rows = evidence.frame("hasil_penilaian", columns)
    rows = rows.assign(terbuka=find_open(rows["status"]))
    used = evidence.result_period.used
    rows = rows[rows["periode"].isin(periods_to_date(used) if used else [])]
    reason = pd.Series("", index=rows.index, dtype="str")
    reason = reason.mask(rows["unit_id"].isna(), NO_UNIT).mask(rows["predikat"].isna(), NO_PREDIKAT)
    rows = rows.assign(sebab=reason.mask(rows["terbuka"], NOT_FINAL))
    return rows.drop(columns="terbuka").reset_index(drop=True)


def review_calibration(
    evidence: Evidence, *, smallest: float = 5.0, seed: int = 1
) -> CalibrationReview:
    """Review distribution, heads and raters; see `review_raters` for the parameters."""
    raters = review_raters(evidence, smallest=smallest, seed=seed)
    return CalibrationReview(evidence, read_results(evidence), raters)


def count_clauses(units: pd.DataFrame, column: str) -> Counter[str]:
    """Count the clauses not met, by kind and classes, in `luar` or `catatan`."""
    return Counter(
        f"{result.clause.kind.value} {', '.join(result.clause.classes)}"
        for own in units[column]
        for result in own
    )
