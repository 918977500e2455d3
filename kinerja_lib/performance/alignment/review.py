"""Alignment of goals, indicators, plans and logged work: who supports what, and what hangs free."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.basis.arithmetic import add_days
from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.basis.periods import span_of
from kinerja_lib.performance.alignment.load import count_load
from kinerja_lib.performance.alignment.tree import WHOLE, climb_tree, spread_upwards
from kinerja_lib.performance.alignment.work import blank_units, link_log, sum_units
from kinerja_lib.performance.cycle.people import in_force

LEVELS = ("visi", "misi", "tujuan", "sasaran")
GOALS = ("tujuan", "sasaran")
MAIN = "utama"


@dataclass(frozen=True)
class AlignmentLimits:
    """Hold what an agency may choose.

    Parameters
    ----------
    overload_factor : float
        An indicator is overloaded when it is named more than this many times the mean of the
        others that are named.
    linked_share : float
        Least share of a unit's logged work that refers to a plan item, per cent.
    action_days : int
        Days from the reference date until a request is due.
    smallest : int
        People who log work before a unit is compared with `linked_share`.
    """

    overload_factor: float = 2.5
    linked_share: float = 50.0
    action_days: int = 14
    smallest: int = 5


@dataclass(frozen=True)
class AlignmentReview:
    """Hold the alignment of one region in one period; see `review_alignment`."""

    evidence: Evidence
    limits: AlignmentLimits = field(default_factory=AlignmentLimits)

    @property
    def due(self) -> dt.date:
        """Day by which requests are due."""
        return add_days(self.evidence.reference_date, self.limits.action_days)

    @cached_property
    def goals(self) -> pd.DataFrame:
        """Goals in force in the year, by code.

        Columns jenis, uraian, induk_id, unit_id, keadaan (of the climb), iku (own indicators),
        tercakup (an indicator here or below), daun (no goal below).
        """
        table = self.evidence.frame("tujuan").set_index("tujuan_id")
        year = self.evidence.year
        table = table[~(table["tahun_mulai"] > year) & ~(table["tahun_selesai"] < year)]
        own = self.evidence.frame("iku")["tujuan_id"].value_counts()
        count = own.reindex(table.index).fillna(0).astype(int)
        climb = climb_tree(table["induk_id"], count > 0)
        return table[["jenis", "uraian", "induk_id", "unit_id"]].assign(
            keadaan=climb["keadaan"],
            iku=count,
            tercakup=spread_upwards(table["induk_id"], count > 0),
            daun=~table.index.isin(table["induk_id"].dropna()),
        )

    @cached_property
    def items(self) -> pd.DataFrame:
        """All accepted plan items by code, of every period.

        Columns nip, periode, utama, berlaku (in force in the period), iku_id (missing where the
        table of indicators does not have it), induk (refers to an item), keadaan, langsung (names
        an indicator), terkait (names one, or an item above it does).
        """
        table = self.evidence.frame("skp").set_index("skp_id")
        known = table["iku_id"].where(table["iku_id"].isin(self.evidence.frame("iku")["iku_id"]))
        climb = climb_tree(table["skp_induk_id"], known.notna())
        return table[["nip", "periode"]].assign(
            utama=table["jenis_kinerja"].fillna(MAIN) == MAIN,
            berlaku=in_force(table["periode"], self.evidence.period),
            iku_id=known,
            induk=table["skp_induk_id"].notna(),
            keadaan=climb["keadaan"],
            langsung=known.notna(),
            terkait=climb["tercapai"],
        )

    @cached_property
    def main(self) -> pd.DataFrame:
        """Main items in force."""
        return self.items[self.items["utama"] & self.items["berlaku"]]

    @cached_property
    def cards(self) -> pd.DataFrame:
        """Indicators by code: nama, pemilik_unit_id, tujuan_id, bertujuan (its goal is in force).

        Where no goals are known, any goal that is named counts.
        """
        table = self.evidence.frame("iku").set_index("iku_id")
        table = table[["nama", "pemilik_unit_id", "tujuan_id"]]
        known = table["tujuan_id"].isin(self.goals.index)
        return table.assign(bertujuan=table["tujuan_id"].notna() if self.goals.empty else known)

    @cached_property
    def load(self) -> pd.DataFrame:
        """What each indicator carries; see `count_load`."""
        return count_load(self.cards, self.main, self.activities, self.limits.overload_factor)

    @cached_property
    def activities(self) -> pd.DataFrame:
        """Activities of units from the start of the year to the end of the period."""
        table = self.evidence.frame("kegiatan", ["unit_id", "jenis", "tanggal", "iku_id"])
        start = pd.Timestamp(self.evidence.year, 1, 1)
        within = (table["tanggal"] >= start) & (table["tanggal"] <= self._end)
        known = table["iku_id"].where(table["iku_id"].isin(self.cards.index))
        return table.assign(iku_id=known)[within]

    @property
    def _end(self) -> pd.Timestamp:
        days = (self.evidence.period_end, self.evidence.reference_date)
        return min(pd.Timestamp(day) for day in days)

    @cached_property
    def log(self) -> pd.DataFrame:
        """Work logged in the period; see `link_log`."""
        columns = ["nip", "tanggal", "skp_id", "jam"]
        table = self.evidence.frame("laporan_kinerja", columns)
        start = pd.Timestamp(span_of(self.evidence.period)[0])
        within = (table["tanggal"] >= start) & (table["tanggal"] <= self._end)
        return link_log(table[within], self.items)

    @cached_property
    def units(self) -> pd.DataFrame:
        """Plans and logged work of each unit; see `sum_units`."""
        table = sum_units(self.evidence, self.main, self.log, self.limits)
        return blank_units(table, plans=not self.items.empty, cards=self.has_cards)

    @cached_property
    def levels(self) -> pd.DataFrame:
        """Coverage of each level from the vision to logged work.

        Columns tingkat, jumlah, ke_atas (tied to the level above), lewat_pimpinan (not so, but an
        item of a superior above them is), ke_bawah (tied to the level below); missing where the
        question does not arise.
        """
        goals = [self._level(name) for name in LEVELS if (self.goals["jenis"] == name).any()]
        cards = self.cards
        upper = np.nan if self.goals.empty else int(cards["bertujuan"].sum())
        rows = [
            *goals,
            ("iku", len(cards), upper, np.nan, self._used_cards),
            ("butir", *_count_ties(self.main), np.nan),
            ("pekerjaan", *_count_ties(self.log), np.nan),
            ("kegiatan", len(self.activities), self._tied_activities, np.nan, np.nan),
        ]
        names = ["tingkat", "jumlah", "ke_atas", "lewat_pimpinan", "ke_bawah"]
        table = pd.DataFrame(rows, columns=names)
        if self.has_cards:
            return table
        upper = table["ke_atas"].where(table["tingkat"].isin(LEVELS))
        return table.assign(ke_atas=upper, lewat_pimpinan=np.nan)

    @property
    def _tied_activities(self) -> int:
        return int(self.activities["iku_id"].notna().sum())

    @property
    def _used_cards(self) -> float:
        return np.nan if self.main.empty else int((self.load["butir"] > 0).sum())

    def _level(self, name: str) -> tuple[str, int, float, float, float]:
        own = self.goals[self.goals["jenis"] == name]
        tied = own["induk_id"].notna() & (own["keadaan"] == WHOLE)
        upper = np.nan if name == LEVELS[0] else int(tied.sum())
        lower = int(own["tercakup"].sum()) if self.has_cards else np.nan
        return name, len(own), upper, np.nan, lower

    @property
    def has_cards(self) -> bool:
        """Tell whether any indicator is known; without one nothing can be tied to one."""
        return not self.cards.empty

    @property
    def aims(self) -> pd.DataFrame:
        """Goals below the missions: those that indicators are for."""
        return self.goals[~self.goals["jenis"].isin(["visi", "misi"])]

    @property
    def bare_goals(self) -> pd.DataFrame:
        """Goals without an indicator here or below; none where no indicators are known."""
        return self.aims[~self.aims["tercakup"] & self.has_cards]

    @property
    def bare_missions(self) -> pd.DataFrame:
        """Missions below which no goal has an indicator."""
        mission = self.goals["jenis"] == "misi"
        return self.goals[mission & ~self.goals["tercakup"] & self.has_cards]

    @property
    def loose_cards(self) -> pd.DataFrame:
        """Indicators whose goal is missing or not in force."""
        return self.cards[~self.cards["bertujuan"]]

    @property
    def unused_cards(self) -> pd.DataFrame:
        """Indicators that no main item in force names; none where there are no items."""
        rows = self.load[self.load["butir"] == 0]
        return rows.iloc[:0] if self.main.empty else rows

    @property
    def overloaded(self) -> pd.DataFrame:
        """Indicators that carry too much, by plan items or by kinds of activity."""
        return self.load[self.load["lebih_butir"] | self.load["lebih_program"]]

    @property
    def broken(self) -> pd.DataFrame:
        """Goals whose climb does not end at a top."""
        return self.goals[self.goals["keadaan"] != WHOLE]


def _count_ties(rows: pd.DataFrame) -> tuple[int, int, int]:
    """Count rows, those that name an indicator, and those tied through a superior only."""
    return len(rows), int(rows["langsung"].sum()), int((rows["terkait"] & ~rows["langsung"]).sum())


def review_alignment(evidence: Evidence, limits: AlignmentLimits | None = None) -> AlignmentReview:
    """Review how goals, indicators, plans and work hang together in the period.

    Parameters
    ----------
    evidence : Evidence
        Tables tujuan, iku, skp, laporan_kinerja, kegiatan, pegawai and unit; any may be missing.
    limits : AlignmentLimits, optional
        Defaults where not given.
    """
    return AlignmentReview(evidence, limits or AlignmentLimits())
