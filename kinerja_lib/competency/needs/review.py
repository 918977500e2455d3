"""Training need: who lacks what, which course of the planned year is for it, and why it matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.competency.gaps.review import GapReview
from kinerja_lib.competency.needs.ahead import find_ahead, plan_cells
from kinerja_lib.competency.needs.attendance import (
    Attendance,
    judge_people,
    read_attendance,
    years_before,
)
from kinerja_lib.competency.needs.catalogue import Catalogue, read_catalogue
from kinerja_lib.competency.needs.elements import judge_elements
from kinerja_lib.competency.needs.fields import (
    count_policies,
    find_trained_field,
    find_untrained,
    judge_fields,
    read_coming,
    read_policies,
    read_results,
)
from kinerja_lib.competency.needs.indicators import judge_indicators, map_topics
from kinerja_lib.competency.needs.pairs import PairRules, Signals, pair_people
from kinerja_lib.competency.needs.signals import gather_signals
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _
from kinerja_lib.rules.register import find_rule
from kinerja_lib.rules.training_need import GAP, TRIGGERS

FIRST_YEAR = 2000  # earliest planned year


@dataclass(frozen=True)
class NeedLimits:
    """Say which year is planned, and how chance steps repeat.

    Parameters
    ----------
    year : int
        Planned year; courses that run in it count. 0: the year after the report's.
    system : str
        Code or name of the course on the current information system, for posts of information
        technology; "" where there is none.
    seed : int
        Fixes intervals by resampling, and the lot among equals.
    """

    year: int = 0
    system: str = ""
    seed: int = 7


@dataclass(frozen=True)
class NeedReview:
    """Hold need, catalogue and triggers.

    Parameters
    ----------
    evidence : Evidence
    gaps : GapReview
    limits : NeedLimits
        With the year filled in.
    catalogue : Catalogue
    attendance : Attendance
    """

    evidence: Evidence
    gaps: GapReview
    limits: NeedLimits
    catalogue: Catalogue
    attendance: Attendance

    @property
    def courses(self) -> pd.DataFrame:
        """Courses of the planned year, index pelatihan_id."""
        return self.catalogue.courses

    @cached_property
    def staff(self) -> pd.DataFrame:
        """Active people: the columns of `GapReview.staff`, and garis_depan (bool)."""
        posts = self.evidence.frame("jabatan", ["jabatan_id", "garis_depan"])
        front = posts.drop_duplicates("jabatan_id").set_index("jabatan_id")["garis_depan"]
        serves = self.gaps.staff["jabatan_id"].map(front).eq(True).fillna(False)
        return self.gaps.staff.assign(garis_depan=serves.to_numpy(dtype=bool))

    @cached_property
    def results(self) -> pd.Series:
        """Latest final predikat of this year by NIP."""
        return read_results(self.evidence)

    @cached_property
    def fields(self) -> pd.DataFrame:
        """Fields with the share of low results; see `judge_fields`."""
        return judge_fields(self.staff, self.results, self.evidence)

    @cached_property
    def elements(self) -> pd.DataFrame:
        """Lowest element of satisfaction by unit; see `judge_elements`."""
        return judge_elements(self.evidence, seed=self.limits.seed)

    @cached_property
    def policies(self) -> pd.DataFrame:
        """Policies in force with who was trained; see `count_policies`."""
        found = read_policies(self.evidence, self.catalogue, self.limits.system)
        return count_policies(found, self.staff, self.attendance)

    @property
    def held(self) -> pd.DataFrame:
        """Rows of `policies` whose course has begun; nobody can have attended the others yet."""
        starts, today = self.catalogue.past["mulai"], pd.Timestamp(self.evidence.reference_date)
        later = self.policies["pelatihan_id"].isin(starts.index[starts > today])
        return self.policies[~later]

    @cached_property
    def untrained(self) -> Mapping[str, pd.Index]:
        """People of each policy who did not attend its course."""
        return find_untrained(self.policies, self.staff, self.attendance)

    @cached_property
    def high(self) -> pd.DataFrame:
        """People with a high result who were not trained in the field of their post.

        Index nip, columns unit_id, bidang.
        """
        wanted = set(self.evidence.rules["pelatihan.predikat_tinggi"])
        names = self.results.index[self.results.isin(wanted)]
        rows = self.staff[self.staff.index.isin(names) & self.staff["bidang"].notna()]
        years = int(self.evidence.rules["pelatihan.tahun_belum_dilatih"])
        since = years_before(self.evidence.reference_date, years)
        trained = find_trained_field(self.attendance, since)
        own = pd.MultiIndex.from_arrays([rows.index, rows["bidang"]])
        return rows.loc[~own.isin(trained), ["unit_id", "bidang"]]

    @cached_property
    def coming_policies(self) -> pd.DataFrame:
        """Policies that come into force after the reference date, by the planned year's end."""
        found = read_coming(self.evidence, self.catalogue, self.limits.year)
        return count_policies(found, self.staff, self.attendance)

    @cached_property
    def ahead(self) -> pd.DataFrame:
        """What standards of later days ask beyond today; see `find_ahead`."""
        return find_ahead(self.gaps, self.limits.year)

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Required levels of the planned year beside those of today; see `plan_cells`."""
        return plan_cells(self.gaps, self.ahead)

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """Indicators against their plan, by field; see `judge_indicators`."""
        return judge_indicators(self.evidence)

    @cached_property
    def topics(self) -> pd.DataFrame:
        """What the indicators below their plan ask to train; see `map_topics`."""
        return map_topics(self.indicators, self.catalogue.usable)

    @cached_property
    def signals(self) -> Signals:
        """Triggers by person, in the order of `staff`."""
        return gather_signals(self)

    @property
    def rules(self) -> PairRules:
        """What the agency sets for pairs."""
        chosen = self.evidence.rules
        return PairRules(
            {name: float(v) for name, v in chosen["pelatihan.bobot_kompetensi"].items()},
            {name: float(v) for name, v in chosen["pelatihan.bobot_pemicu"].items()},
            int(chosen["pelatihan.kenaikan_terbanyak"]),
            bool(chosen["pelatihan.bidang_membatasi"]),
        )

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Eligible pairs of person and course; see `pair_people`.

        Whoever attended a course of the planned year already is not paired with it again.
        """
        found = pair_people(self.cells, self.staff, self.catalogue.usable, self.signals, self.rules)
        if not self.attendance.rows["pelatihan_id"].isin(self.courses.index).any():
            return found
        keys = pd.MultiIndex.from_frame(found[["nip", "pelatihan_id"]])
        done = keys.isin(self.attendance.pairs)
        return found[~done].reset_index(drop=True)

    @cached_property
    def triggers(self) -> pd.DataFrame:
        """One row per person and trigger that holds for some course: nip, kode, arti, besaran.

        besaran is the levels that courses of the planned year could close under the trigger.
        """
        rows = self.pairs.groupby(["nip", "alasan", "kompetensi"], sort=False, dropna=False)
        best = rows["naik"].max().reset_index().explode("alasan")
        best = best.groupby(["nip", "alasan", "kompetensi"], sort=False, dropna=False)["naik"].max()
        table = best.groupby(["nip", "alasan"], sort=True).sum().reset_index()
        titles = {code: find_rule(code).title for code in TRIGGERS}
        table = table.rename(columns={"alasan": "kode", "naik": "besaran"})
        return table.assign(arti=table["kode"].map(titles))[["nip", "kode", "arti", "besaran"]]

    @cached_property
    def needs(self) -> pd.DataFrame:
        """Gaps with the courses of the planned year: nip, kompetensi, kekurangan, pelatihan.

        One row per gap; pelatihan counts the courses for it, 0 where there is none.
        """
        cells = self.gaps.cells
        rows = cells.loc[cells["kekurangan"] > 0, ["nip", "kompetensi", "kekurangan"]]
        rows = rows.assign(kompetensi=rows["kompetensi"].astype(str))
        closing = self.pairs[self.pairs["naik"] > 0]
        counts = closing.groupby(["nip", "kompetensi"]).size().rename("pelatihan")
        rows = rows.merge(counts.reset_index(), how="left", on=["nip", "kompetensi"])
        return rows.assign(pelatihan=rows["pelatihan"].fillna(0).astype(int))

    @cached_property
    def hours(self) -> pd.DataFrame:
        """Hours of the report's year by person; see `judge_people`."""
        return judge_people(self.attendance, self.staff, self.evidence, self.evidence.year)

    @cached_property
    def planned_hours(self) -> pd.Series:
        """Hours already credited in the planned year by person; NaN where not known."""
        return judge_people(self.attendance, self.staff, self.evidence, self.limits.year)["jp"]

    @property
    def budgets(self) -> Mapping[str, Decimal]:
        """Budget of the planned year by fund, rupiah; a fund that is not named has none stated."""
        found = self.evidence.rules["pelatihan.anggaran"]
        return {name: value for name, value in found.items() if value is not None}

    @property
    def amounts(self) -> pd.DataFrame:
        """Need of each person in levels, for the look at fairness: index nip, kebutuhan.

        Shortfalls of today and those of standards that come into force by the planned year's end.
        """
        today = self.gaps.people["total"]
        later = self.ahead[self.ahead["dihitung"].astype(bool)].groupby("nip")["tambahan"].sum()
        return (today + later.reindex(today.index).fillna(0.0)).to_frame("kebutuhan")

    @property
    def with_need(self) -> int:
        """Count the people with a gap."""
        return int(self.needs["nip"].nunique())

    @property
    def served(self) -> int:
        """Count the people with a gap that some course of the planned year is for."""
        today = np.array([GAP in codes for codes in self.pairs["alasan"]], dtype=bool)
        return int(self.pairs.loc[today, "nip"].nunique())


def review_needs(
    evidence: Evidence, gaps: GapReview, limits: NeedLimits | None = None
) -> NeedReview:
    """Match the gaps with the catalogue of the planned year, and read the triggers.

    Raises
    ------
    ParameterError
        A planned year that is neither 0 nor a year from 2000.
    """
    given = limits or NeedLimits()
    if 0 < given.year < FIRST_YEAR:
        problem = _(
            "plan_year berisi {year}. Tulis 0 untuk tahun sesudah periode laporan, atau tahun "
            "empat angka seperti {next}."
        )
        raise ParameterError(problem.format(year=given.year, next=evidence.year + 1))
    chosen = NeedLimits(given.year or evidence.year + 1, given.system, given.seed)
    catalogue = read_catalogue(evidence, chosen.year)
    return NeedReview(evidence, gaps, chosen, catalogue, read_attendance(evidence))
