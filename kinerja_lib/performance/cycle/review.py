"""Compliance with the appraisal cycle: stages, coverage, dialogue, reports, and by unit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from kinerja_lib.basis.arithmetic import add_days
from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.basis.periods import PeriodChoice, choose_period, order_periods
from kinerja_lib.basis.result_status import find_open
from kinerja_lib.performance.cycle.people import ACTIVE, GROUPS, group_staff, in_force, name_units
from kinerja_lib.performance.cycle.reports import Reporting, sum_reports
from kinerja_lib.performance.cycle.stages import (
    count_funnel,
    earlier_dates,
    list_disorder,
    measure_durations,
    read_stages,
    sort_states,
)
from kinerja_lib.performance.cycle.units import (
    ABOVE,
    CLASSES,
    class_units,
    find_late_stage,
    share_by_unit,
)
from kinerja_lib.tables.dates import last_day


@dataclass(frozen=True)
class CycleLimits:
    """Hold what an agency may choose.

    Parameters
    ----------
    late_share : float
        A unit is above the limit when more of its people than this are late at some stage, per
        cent.
    smallest : int
        People a unit needs to be compared.
    action_days : int
        Days from the reference date until a request is due.
    """

    late_share: float = 50.0
    smallest: int = 5
    action_days: int = 14


@dataclass(frozen=True)
class CycleReview:
    """Hold the compliance of one region in one period; see `review_cycle`."""

    evidence: Evidence
    limits: CycleLimits = field(default_factory=CycleLimits)

    @property
    def due(self) -> dt.date:
        """Day by which requests are due."""
        return add_days(self.evidence.reference_date, self.limits.action_days)

    @property
    def today(self) -> pd.Timestamp:
        """Return the reference date."""
        return pd.Timestamp(self.evidence.reference_date)

    @cached_property
    def periods(self) -> list[str]:
        """Periods of stage records in the year up to the end of the report's period, in order."""
        year, end = self.evidence.year, self.evidence.period_end
        names = self.evidence.list_periods("tahap")
        return order_periods(n for n in names if int(n[:4]) == year and last_day(n) <= end)

    @cached_property
    def choice(self) -> PeriodChoice:
        """Say which period the section speaks about: that of the stages, else of the results."""
        stages = choose_period(self.evidence.period, self.evidence.list_periods("tahap"))
        results = self.evidence.result_period
        return results if results.used and not stages.used else stages

    @property
    def focus(self) -> str:
        """Period used; the report's own where neither stages nor results have one."""
        return self.choice.used or self.evidence.period

    @cached_property
    def everyone(self) -> pd.DataFrame:
        """Everyone employed in the period with their group; see `group_staff`."""
        return group_staff(self.evidence, self.focus)

    @cached_property
    def people(self) -> pd.DataFrame:
        """Employees active throughout the period: the denominator of every share."""
        return self.everyone[self.everyone["kelompok"] == ACTIVE]

    @cached_property
    def records(self) -> pd.DataFrame:
        """Stage records of all periods of the year to date; see `read_stages`."""
        return read_stages(self.evidence, self.periods)

    @cached_property
    def calendar(self) -> pd.DataFrame:
        """Calendar of the period by stage: mulai, selesai."""
        plan = self.evidence.frame("kalender", ["periode", "tahap", "mulai", "selesai"])
        return plan[plan["periode"] == self.focus].set_index("tahap")[["mulai", "selesai"]]

    @cached_property
    def current(self) -> pd.DataFrame:
        """Stage records of the period."""
        return self.records[self.records["periode"] == self.focus]

    @cached_property
    def states(self) -> pd.DataFrame:
        """State of each active person at each stage; no rows without any record."""
        people = self.people if len(self.current) else self.people.iloc[:0]
        return sort_states(people, self.current, self.calendar, self.today)

    @cached_property
    def funnel(self) -> pd.DataFrame:
        """People by stage and state; see `count_funnel`."""
        return count_funnel(self.states)

    @cached_property
    def durations(self) -> pd.DataFrame:
        """Days in each stage of the period; see `measure_durations`."""
        own = self.current[self.current["nip"].isin(self.people.index)]
        return measure_durations(own, self.calendar, self.today)

    @cached_property
    def disorder(self) -> pd.DataFrame:
        """Pairs of stages out of order in the year to date; see `list_disorder`."""
        return list_disorder(self.records)

    @property
    def reversed(self) -> pd.DataFrame:
        """Pairs of stages whose dates contradict their order."""
        return earlier_dates(self.disorder)

    @cached_property
    def results(self) -> pd.DataFrame:
        """Results of the period by NIP: dinilai (with an approved predikat), menunggu (not yet)."""
        table = self.evidence.frame("hasil_penilaian", ["nip", "periode", "predikat", "status"])
        table = table.assign(menunggu=find_open(table["status"]))
        table = table[table["periode"] == self.focus].set_index("nip")
        given, waiting = table["predikat"].notna(), table["menunggu"]
        return table.assign(dinilai=given & ~waiting, menunggu=given & waiting)

    @property
    def appraised(self) -> frozenset[str] | None:
        """NIP with an approved result of the period; None where the table has no such period."""
        if self.results.empty:
            return None
        return frozenset(self.results.index[self.results["dinilai"]])

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """Appraised people by group of `GROUPS`: kelompok, pegawai, dinilai, menunggu, tanpa.

        `tanpa` have no predikat; the three are missing where no result of the period is known.
        """
        own = self.results.reindex(self.everyone.index)
        parts = {name: own[name].eq(True) for name in ("dinilai", "menunggu")}
        rows = self.everyone.assign(**parts)
        rows = rows.assign(tanpa=~rows["dinilai"] & ~rows["menunggu"], pegawai=1)
        names = ["pegawai", "dinilai", "menunggu", "tanpa"]
        table = rows.groupby("kelompok")[names].sum().reindex(list(GROUPS)).fillna(0)
        table = table.astype("Int64")
        if self.results.empty:
            table[names[1:]] = pd.NA
        return table[(table["pegawai"] > 0) | (table.index == ACTIVE)].reset_index()

    @cached_property
    def planned(self) -> frozenset[str]:
        """NIP of active people with a plan in force in the period."""
        plans = self.evidence.frame("skp", ["nip", "periode"])
        own = plans.loc[in_force(plans["periode"], self.focus), "nip"]
        return frozenset(own) & frozenset(self.people.index)

    @cached_property
    def talked(self) -> frozenset[str] | None:
        """NIP of those with a dialogue on a plan in force; None without the table."""
        table = self.evidence.frame("dialog_kinerja", ["nip", "periode", "tanggal"])
        if table.empty:
            return None
        held = in_force(table["periode"], self.focus) & (table["tanggal"] <= self.today)
        return frozenset(table.loc[held, "nip"])

    @cached_property
    def proposed(self) -> tuple[int, int]:
        """Plan items in force that staff proposed, and all whose origin is known."""
        plans = self.evidence.frame("skp", ["periode", "usul_pegawai"])
        known = plans.loc[in_force(plans["periode"], self.focus), "usul_pegawai"].dropna()
        return int(known.astype(bool).sum()), len(known)

    @cached_property
    def reports(self) -> Reporting:
        """Work reports of the period; see `sum_reports`."""
        return sum_reports(self.evidence, self.focus)

    @property
    def reporters(self) -> frozenset[str] | None:
        """NIP of those who reported work; None where nobody did."""
        return self.reports.reporters if self.reports.rows else None

    @property
    def _late_rule(self) -> tuple[float, int]:
        return self.limits.late_share, self.limits.smallest

    @cached_property
    def units(self) -> pd.DataFrame:
        """Compliance by unit, sorted by class and name.

        By unit code: nama, pegawai (active), tahap_awal, tercatat, terlambat, persen (see
        `find_late_stage`), dinilai, dialog, melapor (per cent), kelas.
        """
        people = self.people
        place = people["unit_id"]
        bound = people[place.isin(place[people.index.isin(self.planned)])]
        held = None if self.talked is None else self.planned & self.talked
        table = place.value_counts().rename("pegawai").to_frame().rename_axis("unit_id")
        table = table.join(find_late_stage(self.states, *self._late_rule))
        table = table.assign(
            nama=name_units(self.evidence, table.index.to_series()),
            dinilai=share_by_unit(people, self.appraised),
            dialog=share_by_unit(bound, held),
            melapor=share_by_unit(people, self.reporters),
        )
        kind = class_units(table, self.limits.late_share, self.limits.smallest)
        rank = kind.map({name: i for i, name in enumerate(CLASSES)}).astype(int)
        table = table.assign(kelas=kind, urutan=rank)
        return table.sort_values(["urutan", "nama"], kind="stable").drop(columns="urutan")

    @property
    def late_units(self) -> pd.DataFrame:
        """Units above the limit."""
        return self.units[self.units["kelas"] == ABOVE]

    @property
    def silent_units(self) -> pd.DataFrame:
        """Units that are large enough and have plans in force but no dialogue at all."""
        large = self.units["pegawai"] >= self.limits.smallest
        return self.units[large & (self.units["dialog"] == 0)]


def review_cycle(evidence: Evidence, limits: CycleLimits | None = None) -> CycleReview:
    """Review how far the appraisal cycle of the period was kept.

    Parameters
    ----------
    evidence : Evidence
        Tables pegawai, riwayat_jabatan, unit, kalender, tahap, hasil_penilaian, skp,
        dialog_kinerja and laporan_kinerja; any may be missing.
    limits : CycleLimits, optional
        Defaults where not given.
    """
    return CycleReview(evidence, limits or CycleLimits())
