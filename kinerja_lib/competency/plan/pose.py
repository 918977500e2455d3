"""Turn need and offer into the arrays of an allocation problem."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja_lib.allocation.problem import Courses, Limits, Pairs, People, Problem
from kinerja_lib.allocation.ties import draw_lots
from kinerja_lib.competency.plan.offer import Offer, find_clashes

HOURS_ONLY = "jp"  # reason of a pair that closes no gap and only adds hours
_WITHOUT_CEILING = ("jpt utama", "jpt madya")


@dataclass(frozen=True)
class PlanLimits:
    """Say what holds for everyone; all are choices of the agency.

    Parameters
    ----------
    load_courses : int
        Most courses of one person in the year.
    load_hours : float
        Most JP of one person by the plan.
    hours_weight : float
        Worth of one JP below the goal, in levels closed: 0.5 makes 20 missing JP worth 10 levels.
    unit_floor : float
        Least share of the value that goes to a unit, as a part of its share of the need.
    unit_rule : bool
        Whether that is asked of the plan (small plans only) or only reported.
    seconds : float
        About so many seconds of the solver on an ordinary machine; they stand for an amount of
        work, so a busy machine takes longer and finds the same plan.
    seed : int
        Fixes the lot among equals.
    """

    load_courses: int = 3
    load_hours: float = 80.0
    hours_weight: float = 0.5
    unit_floor: float = 0.7
    unit_rule: bool = False
    seconds: float = 60.0
    seed: int = 7


def pose_courses(offer: Offer) -> Courses:
    """Give the courses as arrays; money in million rupiah, nonclassroom ones are never pruned."""
    rows, funds = offer.courses, list(offer.funds)
    return Courses(
        hours=rows["jp"].to_numpy(dtype=float),
        head=rows["biaya_peserta"].to_numpy(dtype=float),
        fixed=rows["biaya_kelas"].to_numpy(dtype=float),
        fund=np.array([funds.index(name) for name in rows["dana"]], dtype=int),
        least=rows["peserta_min"].to_numpy(dtype=int),
        most=rows["peserta_maks"].to_numpy(dtype=int),
        classes=rows["kelas_maks"].to_numpy(dtype=int),
        always=(rows["cara"] == "nonklasikal").to_numpy(),
        clash=find_clashes(rows),
    )


def pose_people(staff: pd.DataFrame, hours: tuple[float, float], seed: int) -> People:
    """Give people as arrays.

    Parameters
    ----------
    staff : DataFrame
        Index nip; unit_id, status, jenjang, jp (done in the planned year, NaN unknown: counted as
        none done, and said), tunggu (days since the last training, NaN unknown).
    hours : tuple
        Floor for PNS and ceiling for PPPK.
    """
    floor, ceiling = hours
    kind = staff["status"].fillna("").str.upper()
    top = staff["jenjang"].fillna("").str.lower().isin(_WITHOUT_CEILING)
    names = [hashlib.sha256(nip.encode()).hexdigest() for nip in staff.index.astype(str)]
    return People(
        done=staff["jp"].fillna(0.0).to_numpy(dtype=float),
        floor=np.where(kind == "PNS", floor, 0.0),
        ceiling=np.where(kind.str.startswith("PPPK") & ~top, ceiling, np.inf),
        unit=pd.factorize(staff["unit_id"].fillna(""), sort=True)[0],
        wait=staff["tunggu"].fillna(np.inf).to_numpy(dtype=float),
        lot=draw_lots(names, seed),
    )


def list_pairs(
    pairs: pd.DataFrame, offer: Offer, staff: pd.DataFrame, floor: float
) -> pd.DataFrame:
    """Take the pairs whose course can be planned, and add nonclassroom ones for missing hours.

    Added: every PNS below the goal with every nonclassroom course that has no field or the own one,
    at no value and with the reason `HOURS_ONLY`.
    """
    rows = pairs[pairs["pelatihan_id"].isin(offer.courses.index) & pairs["nip"].isin(staff.index)]
    rows = rows[["nip", "pelatihan_id", "kompetensi", "kekurangan", "naik", "bobot", "nilai",
                 "wajib", "alasan"]]  # fmt: skip
    short = staff[(staff["status"] == "PNS") & (staff["jp"].fillna(0.0) < floor)]
    online = offer.courses[offer.courses["cara"] == "nonklasikal"]
    extra = short.reset_index(names="nip")[["nip", "bidang"]].merge(
        online.reset_index(names="pelatihan_id")[["pelatihan_id", "bidang", "kompetensi"]],
        how="cross", suffixes=("", "_kursus"),
    )  # fmt: skip
    extra = extra[extra["bidang_kursus"].isna() | (extra["bidang_kursus"] == extra["bidang"])]
    extra = extra.assign(
        kekurangan=np.nan, naik=0.0, bobot=0.0, nilai=0.0, wajib=False,
        alasan=pd.Series([(HOURS_ONLY,)] * len(extra), index=extra.index, dtype=object),
    )  # fmt: skip
    if len(extra):
        rows = pd.concat([rows, extra[list(rows.columns)]], ignore_index=True)
        rows = rows.drop_duplicates(["nip", "pelatihan_id"])
    return rows.sort_values(["nip", "pelatihan_id"], ignore_index=True)


def pose_pairs(rows: pd.DataFrame, offer: Offer, staff: pd.DataFrame) -> Pairs:
    """Give pairs as arrays; a need is a person's competency, at most its levels x weight."""
    named = rows["kompetensi"].notna() & rows["kekurangan"].notna()
    need = np.full(len(rows), -1)
    cap = np.full(len(rows), np.inf)
    own = rows[named]
    if len(own):
        grouped = own.groupby(["nip", "kompetensi"], observed=True)
        need[named.to_numpy()] = grouped.ngroup()
        most = grouped["bobot"].transform("max") * own["kekurangan"]
        cap[named.to_numpy()] = np.maximum(most.to_numpy(dtype=float), 0.0)
    return Pairs(
        person=staff.index.get_indexer(rows["nip"]),
        course=offer.courses.index.get_indexer(rows["pelatihan_id"]),
        value=rows["nilai"].to_numpy(dtype=float),
        need=need,
        cap=cap,
        mandatory=rows["wajib"].to_numpy(dtype=bool),
    )


def pose_problem(
    rows: pd.DataFrame,
    offer: Offer,
    staff: pd.DataFrame,
    limits: PlanLimits,
    hours: tuple[float, float],
) -> Problem:
    """Put the arrays together."""
    return Problem(
        pose_courses(offer),
        pose_people(staff, hours, limits.seed),
        pose_pairs(rows, offer, staff),
        Limits(
            np.array(list(offer.funds.values()), dtype=float),
            limits.load_courses,
            limits.load_hours,
            limits.hours_weight,
            limits.unit_floor,
            limits.unit_rule,
        ),
    )
