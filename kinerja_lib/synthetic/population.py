"""The people of an invented region, their units and posts through three years."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.history import Moves, build_history, invent_moves
from kinerja_lib.synthetic.organisation import Organisation, build_organisation
from kinerja_lib.synthetic.people import Staff, employee_table, invent_staff
from kinerja_lib.synthetic.plan import RegionPlan
from kinerja_lib.synthetic.streams import stream


@dataclass(frozen=True)
class Population:
    """Hold the people of a region and the tables that describe them.

    Parameters
    ----------
    plan : RegionPlan
    seed : int
    tables : dict
        `unit`, `unit_riwayat`, `jabatan`, `pegawai`, `riwayat_jabatan`, `abk`.
    truth : dict
        What was planted in those tables.
    posts : Organisation
        Units and posts with what the tables do not tell.
    staff : Staff
        People in the order of `pegawai` with what the table does not tell.
    moves : Moves
        Who moved, and which units were divided or joined.
    supervisor : int array of shape (people,)
        Row of the superior in `pegawai`, -1 for the head of the top unit.
    """

    plan: RegionPlan
    seed: int
    tables: dict[str, pd.DataFrame]
    truth: dict[str, object]
    posts: Organisation
    staff: Staff
    moves: Moves
    supervisor: np.ndarray

    @property
    def unit(self) -> pd.DataFrame:
        """Return the table of units."""
        return self.tables["unit"]

    @property
    def jabatan(self) -> pd.DataFrame:
        """Return the table of posts."""
        return self.tables["jabatan"]

    @property
    def pegawai(self) -> pd.DataFrame:
        """Return the table of employees: active people first, then those away, then those left."""
        return self.tables["pegawai"]

    @cached_property
    def active(self) -> np.ndarray:
        """Tell who is active on the reference date; these are the first rows of `pegawai`."""
        return self.staff.working == 0

    @cached_property
    def nip(self) -> np.ndarray:
        """Return the NIPs in the order of `pegawai`, as an array of texts."""
        return self.pegawai["nip"].to_numpy(dtype=object)

    def nips(self, rows: np.ndarray) -> pd.Series:
        """Return a column of NIPs for rows of `pegawai`; a row of -1 gives an empty cell."""
        return pd.Series(pd.Categorical.from_codes(rows, self.pegawai["nip"]))

    def random(self, subject: str) -> np.random.Generator:
        """Return the stream of random numbers of one subject."""
        return stream(self.seed, self.plan.slug, subject)

    def units_of(self, *kinds: str) -> list[str]:
        """List the codes of the units of some kinds, such as `puskesmas`, in table order."""
        return self.unit.loc[self.unit["jenis"].isin(kinds), "unit_id"].tolist()

    def members(self, unit_id: str) -> np.ndarray:
        """Return the rows in `pegawai` of the active people of a unit."""
        row = int(np.flatnonzero((self.unit["unit_id"] == unit_id).to_numpy())[0])
        return np.flatnonzero(self.active & (self.staff.unit == row))

    def leads(self, unit_id: str) -> int:
        """Return the row in `pegawai` of who leads a unit or the nearest unit above it."""
        row = int(np.flatnonzero((self.unit["unit_id"] == unit_id).to_numpy())[0])
        return int(self.moves.leader[row])

    def employed_on(self, day: str | np.datetime64) -> np.ndarray:
        """Tell who was employed on a day, appointed by then and not yet left."""
        at = np.datetime64(day, "D")
        left = (self.staff.working >= 4) & (self.staff.since <= at)
        return (self.staff.appointed <= at) & ~left


def build_population(plan: RegionPlan, seed: int, employees: int | None = None) -> Population:
    """Invent the people of a region.

    Parameters
    ----------
    plan : RegionPlan
    seed : int
        The same plan, seed and number give the same people.
    employees : int or None
        People employed on the reference date; None: the region's own number. People who left
        within the three years come on top, about 5 percent.
    """
    rng = stream(seed, plan.slug, "units")
    posts = build_organisation(plan, employees or plan.employees, rng)
    staff = invent_staff(plan, posts, stream(seed, plan.slug, "people"))
    table = employee_table(plan, posts, staff, stream(seed, plan.slug, "names"))
    moves = invent_moves(plan, posts, staff, stream(seed, plan.slug, "moves"))
    supervisor = _supervisors(posts, staff, moves)
    head = np.where(moves.acting | moves.held, moves.leader, -1)
    nips = np.append(table["nip"].to_numpy(dtype=object), None)
    unit = posts.unit.assign(kepala_nip=pd.Series(nips[head], dtype="str"))
    tables = {"unit": unit, "jabatan": posts.jabatan, "pegawai": table}
    built = build_history(plan, posts, staff, moves, stream(seed, plan.slug, "history"))
    nip = table["nip"].to_numpy()
    held = built.tables["riwayat_jabatan"]
    built.tables["riwayat_jabatan"] = held.assign(nip=nip[held["nip"]])
    return Population(
        plan, seed, tables | built.tables, built.truth, posts, staff, moves, supervisor
    )


def _supervisors(posts: Organisation, staff: Staff, moves: Moves) -> np.ndarray:
    """Find everyone's superior: who leads the unit; for its head, who leads the unit above."""
    above = np.where(posts.parent < 0, -1, moves.leader[posts.parent])
    return np.where(staff.head, above[staff.unit], moves.leader[staff.unit])
