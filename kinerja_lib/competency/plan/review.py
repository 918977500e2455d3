"""The training plan of a year: who takes part in what, what it closes, how good it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.allocation.explain import explain_pairs, find_next_best
from kinerja_lib.allocation.problem import Problem
from kinerja_lib.allocation.solve import Plan, make_plan
from kinerja_lib.competency.needs.attendance import PNS_KEY, PPPK_KEY
from kinerja_lib.competency.needs.review import NeedReview
from kinerja_lib.competency.plan.offer import Offer, read_offer
from kinerja_lib.competency.plan.pose import PlanLimits, list_pairs, pose_problem
from kinerja_lib.competency.plan.unfinished import refuse_unfinished


@dataclass(frozen=True)
class PlanReview:
    """Hold the plan and what it was made of.

    Parameters
    ----------
    needs : NeedReview
    limits : PlanLimits
    offer : Offer
    staff : DataFrame
        Active people: index nip; unit_id, status, jenjang, bidang, jp, tunggu.
    rows : DataFrame
        Pairs, in the order of the problem: nip, pelatihan_id, kompetensi, kekurangan, naik, bobot,
        nilai, wajib, alasan.
    problem : Problem
        Money in million rupiah.
    plan : Plan
    """

    needs: NeedReview
    limits: PlanLimits
    offer: Offer
    staff: pd.DataFrame
    rows: pd.DataFrame
    problem: Problem
    plan: Plan

    @property
    def floor(self) -> float:
        """Hours that a PNS is to reach in a year."""
        return find_hours(self.needs)[0]

    @cached_property
    def chosen(self) -> pd.DataFrame:
        """Recommendations: the columns of `rows`, and kelas (number of the class, 1 and up).

        The classes of a course are filled evenly, in the order of unit and name.
        """
        rows = self.rows[self.plan.chosen]
        staff = self.needs.evidence.staff
        name = staff["nama"].reindex(rows["nip"]).to_numpy()
        unit = self.staff["unit_id"].reindex(rows["nip"]).to_numpy()
        rows = rows.assign(nama=name, unit_id=unit)
        rows = rows.sort_values(["pelatihan_id", "unit_id", "nama", "nip"])
        size = rows.groupby("pelatihan_id")["nip"].transform("size").to_numpy()
        place = rows.groupby("pelatihan_id").cumcount().to_numpy()
        classes = self.classes["kelas"].reindex(rows["pelatihan_id"]).to_numpy()
        return rows.assign(kelas=(place * classes // np.maximum(size, 1) + 1).astype(int))

    @cached_property
    def classes(self) -> pd.DataFrame:
        """Courses of the offer, index pelatihan_id.

        Columns nama, kelas, peserta, kursi, biaya (rupiah).
        """
        courses, plan = self.offer.courses, self.plan
        taken = plan.audit.taken
        cost = courses["biaya_kelas"] * plan.classes + courses["biaya_peserta"] * taken
        return pd.DataFrame(
            {
                "nama": courses["nama"],
                "kelas": plan.classes,
                "peserta": taken,
                "kursi": plan.classes * courses["peserta_maks"].to_numpy(dtype=int),
                "biaya": cost * 1e6,
            },
            index=courses.index,
        )

    @cached_property
    def people(self) -> pd.DataFrame:
        """Hours by person, index nip.

        Columns unit_id, status, jp (done, NaN unknown), rencana, kurang (JP below the goal after
        the plan, 0 for who has no goal), sebab (code, "" where met).
        """
        hours = self.chosen["pelatihan_id"].map(self.offer.courses["jp"]).astype(float)
        planned = hours.groupby(self.chosen["nip"]).sum().reindex(self.staff.index).fillna(0.0)
        short = pd.Series(self.plan.audit.missing, index=self.staff.index)
        frame = self.staff[["unit_id", "status", "jp"]].assign(rencana=planned, kurang=short)
        return frame.assign(sebab=self._explain_short(short.to_numpy() > 0))

    def _explain_short(self, short: np.ndarray) -> np.ndarray:
        """Name for each person below the goal the limit that most of the left courses meet."""
        causes = pd.Series(self.causes, index=self.problem.pairs.person)
        left = causes[(causes != "").to_numpy() & short[self.problem.pairs.person]]
        main = left.groupby(level=0).agg(lambda own: own.value_counts().sort_index().idxmax())
        found = main.reindex(range(len(short))).fillna("nothing").to_numpy(dtype=object)
        return np.where(short, found, "")

    @cached_property
    def causes(self) -> np.ndarray:
        """Code of what stands in the way of each pair of `rows` that was not chosen; "" else."""
        return explain_pairs(self.problem, self.plan)

    @cached_property
    def next_best(self) -> pd.DataFrame:
        """The best course that each person did not get, index nip: pelatihan_id, nilai, kode."""
        best = find_next_best(self.problem, self.plan)
        found = np.flatnonzero(best >= 0)
        rows = self.rows.iloc[best[found]]
        frame = pd.DataFrame(
            {"pelatihan_id": rows["pelatihan_id"].to_numpy(), "nilai": rows["nilai"].to_numpy(),
             "kode": self.causes[best[found]]},
            index=self.staff.index[found],
        )  # fmt: skip
        return frame

    @cached_property
    def unmet(self) -> pd.DataFrame:
        """Mandatory pairs that cannot be met: nip, pelatihan_id, sebab (code)."""
        rows = self.rows.iloc[self.plan.unmet.pair][["nip", "pelatihan_id"]]
        return rows.assign(sebab=self.plan.unmet.cause).reset_index(drop=True)

    @cached_property
    def short_courses(self) -> pd.DataFrame:
        """Mandatory courses with too few seats, index pelatihan_id: nama, wajib, kursi, kurang."""
        wanted = self.rows[self.rows["wajib"]].groupby("pelatihan_id").size()
        courses = self.offer.courses
        seats = (courses["peserta_maks"] * courses["kelas_maks"]).reindex(wanted.index)
        lacking = wanted - seats
        frame = pd.DataFrame(
            {"nama": courses["nama"].reindex(wanted.index), "wajib": wanted, "kursi": seats,
             "kurang": lacking}
        )  # fmt: skip
        return frame[frame["kurang"] > 0]

    @cached_property
    def unplanned(self) -> list[str]:
        """Names of mandatory courses that the plan cannot use; `Offer.left_out` says why."""
        wanted = self.needs.pairs.loc[self.needs.pairs["wajib"], "pelatihan_id"]
        lost = self.offer.left_out
        return lost.loc[lost.index.isin(wanted), "nama"].astype(str).tolist()

    @cached_property
    def closed(self) -> float:
        """Levels closed, each gap at most once, without weights."""
        return sum_levels(self.chosen)

    @cached_property
    def amounts(self) -> pd.DataFrame:
        """Need and what the plan gives, index nip: kebutuhan, nilai (levels), biaya (rupiah).

        nilai counts each gap once; biaya is the cost per head and an equal part of the fixed cost
        of the course. Who gets nothing has 0.
        """
        rows = self.chosen
        costs = self.classes["biaya"] / self.classes["peserta"].where(self.classes["peserta"] > 0)
        cost = rows["pelatihan_id"].map(costs).astype(float).groupby(rows["nip"]).sum()
        value = close_levels(rows).groupby(level="nip").sum()
        frame = self.needs.amounts
        return frame.assign(
            nilai=value.reindex(frame.index).fillna(0.0),
            biaya=cost.reindex(frame.index).fillna(0.0),
        )

    @property
    def spent(self) -> pd.Series:
        """Rupiah by fund."""
        return pd.Series(self.plan.audit.spent * 1e6, index=list(self.offer.funds))


def close_levels(rows: pd.DataFrame) -> pd.Series:
    """Give the levels that pairs close per gap (index nip, kompetensi), each at most once."""
    known = rows.dropna(subset=["kompetensi", "kekurangan"])
    grouped = known.groupby(["nip", "kompetensi"], observed=True)
    return np.minimum(grouped["naik"].sum(), grouped["kekurangan"].first())


def sum_levels(rows: pd.DataFrame) -> float:
    """Add up the levels that pairs close."""
    return float(close_levels(rows).sum())


def find_hours(needs: NeedReview) -> tuple[float, float]:
    """Read the floor of PNS and the ceiling of PPPK."""
    hours = needs.evidence.rules["jp.setahun"]
    return float(hours[PNS_KEY]), float(hours[PPPK_KEY])


def review_plan(needs: NeedReview, limits: PlanLimits | None = None) -> PlanReview:
    """Plan the training of the year that `needs` speaks of.

    Raises
    ------
    RunError
        The solver met the clock of last resort.
    """
    limits = limits or PlanLimits()
    offer = read_offer(needs.courses, needs.budgets)
    last = needs.attendance.rows.groupby("nip")["selesai"].max()
    today = pd.Timestamp(needs.evidence.reference_date)
    staff = needs.staff[["unit_id", "status", "jenjang", "bidang"]].sort_index()
    staff = staff.assign(
        jp=needs.planned_hours.reindex(staff.index).to_numpy(dtype=float),
        tunggu=(today - last.reindex(staff.index)).dt.days.to_numpy(dtype=float),
    )
    hours = find_hours(needs)
    rows = list_pairs(needs.pairs, offer, staff, hours[0])
    problem = pose_problem(rows, offer, staff, limits, hours)
    with refuse_unfinished():
        plan = make_plan(problem, seconds=limits.seconds)
    return PlanReview(needs, limits, offer, staff, rows, problem, plan)
