"""Quality of plans: weights, dates, measurable targets, and indicators of every main item."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from kinerja_lib.basis.arithmetic import add_days, percent
from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.basis.periods import span_of
from kinerja_lib.performance.cycle.people import ACTIVE, group_staff, in_force, name_units

MAIN = "utama"
WEIGHTS, DATES, TARGET, INDICATOR = "bobot", "tanggal", "target", "indikator"
CHECKS = (WEIGHTS, DATES, TARGET, INDICATOR)
TOLERANCE = 0.5  # of the sum of weights, as in the table contract


@dataclass(frozen=True)
class PlanLimits:
    """Hold what an agency may choose.

    Parameters
    ----------
    action_days : int
        Days from the reference date until a request is due.
    """

    action_days: int = 14


@dataclass(frozen=True)
class PlanReview:
    """Hold the quality of the plans in force in one period; see `review_plans`."""

    evidence: Evidence
    limits: PlanLimits = field(default_factory=PlanLimits)

    @property
    def due(self) -> dt.date:
        """Day by which requests are due."""
        return add_days(self.evidence.reference_date, self.limits.action_days)

    @cached_property
    def people(self) -> pd.DataFrame:
        """Employees active throughout the period, by NIP."""
        everyone = group_staff(self.evidence, self.evidence.period)
        return everyone[everyone["kelompok"] == ACTIVE]

    @cached_property
    def items(self) -> pd.DataFrame:
        """Main items in force with their checks; see `check_items`."""
        table = self.evidence.frame("skp").set_index("skp_id")
        own = in_force(table["periode"], self.evidence.period)
        return check_items(table[own & (table["jenis_kinerja"].fillna(MAIN) == MAIN)])

    @cached_property
    def plans(self) -> pd.DataFrame:
        """One row per plan in force; see `check_plans`."""
        return check_plans(self.items)

    @property
    def failing(self) -> pd.DataFrame:
        """Plans that fail at least one check."""
        return self.plans[(self.plans[list(CHECKS)] == "tidak").any(axis=1)]

    @cached_property
    def without_plan(self) -> pd.DataFrame:
        """Active employees without a plan in force; nobody where there are no plans at all."""
        if self.plans.empty:
            return self.people.iloc[:0]
        return self.people[~self.people.index.isin(self.plans["nip"])]

    @property
    def set_aside(self) -> int:
        """Rows of the plans that the check of the data set aside."""
        loads = self.evidence.checked.loads
        return int(loads.loc[loads["table"] == "skp", "quarantined"].sum())

    @cached_property
    def summary(self) -> pd.DataFrame:
        """One row per check: periksa, rencana (that it could be made for), memenuhi, persen."""
        known = self.plans[list(CHECKS)]
        rows = pd.DataFrame(
            {"rencana": known.isin(["ya", "tidak"]).sum(), "memenuhi": (known == "ya").sum()}
        )
        rows = rows.assign(persen=percent(rows["memenuhi"], rows["rencana"]))
        return rows.rename_axis("periksa").reset_index()

    @cached_property
    def units(self) -> pd.DataFrame:
        """Plans by unit and name: nama, pegawai (with a plan), rencana, kembali, persen per check.

        `kembali` counts plans that fail a check; `tanpa` active people without a plan.
        """
        place = self.evidence.staff["unit_id"]
        plans = self.plans.assign(
            unit_id=self.plans["nip"].map(place),
            kembali=(self.plans[list(CHECKS)] == "tidak").any(axis=1),
        )
        shares = {
            name: 100.0 * plans[name].map({"ya": 1.0, "tidak": 0.0}).astype(float)
            for name in CHECKS
        }
        groups = plans.assign(**shares).groupby("unit_id")
        table = groups.agg(pegawai=("nip", "nunique"), rencana=("nip", "size"))
        table = table.assign(kembali=groups["kembali"].sum()).join(groups[list(CHECKS)].mean())
        bare = self.without_plan["unit_id"].value_counts()
        table = table.assign(
            baik=100.0 - percent(table["kembali"], table["rencana"]),
            tanpa=bare.reindex(table.index).fillna(0).astype(int),
            nama=name_units(self.evidence, table.index.to_series()),
        )
        return table.sort_values("nama", kind="stable")


def check_items(items: pd.DataFrame) -> pd.DataFrame:
    """Check each main item by itself.

    Parameters
    ----------
    items : DataFrame
        Rows of `skp` by code.

    Returns
    -------
    DataFrame
        nip, periode, bobot; tanggal ("ya", "tidak", or missing without dates): first day not
        before that of the plan's period, last day not after it; berangka: a target with a unit;
        target: berangka or an indicator text; indikator: an indicator text.
    """
    spans = {name: span_of(name) for name in items["periode"].unique()}
    first, last = (
        pd.to_datetime(items["periode"].map({name: span[end] for name, span in spans.items()}))
        for end in (0, 1)
    )
    outside = (items["mulai"] < first) | (items["selesai"] > last)
    dated = items["mulai"].notna() & items["selesai"].notna()
    number = items[["target_bawah", "target_atas"]].notna().any(axis=1) & items["satuan"].notna()
    text = items["indikator"].fillna("").astype(str).str.strip() != ""
    return items[["nip", "periode", "bobot"]].assign(
        tanggal=_yes(~outside).where(dated | outside),
        berangka=number,
        target=number | text,
        indikator=text,
    )


def check_plans(items: pd.DataFrame) -> pd.DataFrame:
    """Sum the checks of the items up to one row per person and period.

    Parameters
    ----------
    items : DataFrame
        From `check_items`.

    Returns
    -------
    DataFrame
        nip, periode, butir (main items), jumlah_bobot (missing unless every item has a weight),
        then per check "ya", "tidak" or missing where it cannot be made. Weights are right within
        `TOLERANCE` of 100; some items without a weight are "tidak", all of them missing.
    """
    groups = items.groupby(["nip", "periode"])
    weight = groups["bobot"].agg(["sum", "count"])
    size = groups.size()
    total = weight["sum"].where(weight["count"] == size)
    right = (total - 100).abs() <= TOLERANCE
    early = items["tanggal"].map({"ya": 1.0, "tidak": 0.0}).astype(float)
    inside = early.groupby([items["nip"], items["periode"]]).agg(["min", "count"])
    table = pd.DataFrame(
        {
            "butir": size,
            "jumlah_bobot": total,
            WEIGHTS: _yes(right).where(weight["count"] > 0),
            DATES: _yes(inside["min"] == 1).where((inside["count"] == size) | (inside["min"] == 0)),
            TARGET: _yes(groups["target"].all()),
            INDICATOR: _yes(groups["indikator"].all()),
        }
    )
    return table.reset_index()


def _yes(values: pd.Series) -> pd.Series:
    """Write truth as "ya" and "tidak"."""
    return values.astype(bool).map({True: "ya", False: "tidak"}).astype(object)


def review_plans(evidence: Evidence, limits: PlanLimits | None = None) -> PlanReview:
    """Review the quality of the plans in force in the period.

    Parameters
    ----------
    evidence : Evidence
        Tables skp, pegawai, riwayat_jabatan and unit; any may be missing.
    limits : PlanLimits, optional
        Defaults where not given.
    """
    return PlanReview(evidence, limits or PlanLimits())
