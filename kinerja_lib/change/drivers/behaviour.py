"""What people do, apart from what they say: work on time, objections, adaptability."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.basis.arithmetic import percent
from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.basis.periods import order_periods, past_periods
from kinerja_lib.change.drivers.review import DriverLimits
from kinerja_lib.change.limits import FEW_UNITS
from kinerja_lib.change.outcomes import add_outcomes
from kinerja_lib.stats.clustered import mean_clustered

ASPECT, RATER = "Adaptif", "atasan"


@dataclass(frozen=True)
class BehaviourReview:
    """Hold behaviour by kind of unit; never joined with a survey score.

    Parameters
    ----------
    evidence : Evidence
    limits : DriverLimits
    """

    evidence: Evidence
    limits: DriverLimits

    @cached_property
    def kind_of(self) -> pd.Series:
        """Kind of unit by NIP."""
        units = self.evidence.units["jenis"]
        return self.evidence.staff["unit_id"].map(units).dropna()

    @cached_property
    def stages(self) -> pd.DataFrame:
        """Stages of the year whose deadline has passed: nip, tepat (bool)."""
        rows, calendar = self.evidence.frame("tahap"), self.evidence.frame("kalender")
        end = pd.Timestamp(self.evidence.period_end)
        due = calendar[calendar["selesai"] <= end].drop_duplicates(["periode", "tahap"])
        due = due[due["periode"].str.startswith(str(self.evidence.year), na=False)]
        rows = rows.merge(due[["periode", "tahap", "selesai"]], on=["periode", "tahap"])
        return rows.assign(tepat=rows["tanggal"] <= rows["selesai"])[["nip", "tepat"]]

    @cached_property
    def reports(self) -> pd.DataFrame:
        """Daily reports of the year: nip, tepat (bool)."""
        rows = self.evidence.frame("laporan_kinerja", ["nip", "tanggal", "tanggal_lapor"])
        end, start = pd.Timestamp(self.evidence.period_end), pd.Timestamp(self.evidence.year, 1, 1)
        own = rows[(rows["tanggal"] >= start) & (rows["tanggal"] <= end)]
        own = own.dropna(subset=["tanggal_lapor"])
        late = (own["tanggal_lapor"] - own["tanggal"]).dt.days
        return own.assign(tepat=late <= self.limits.report_days)[["nip", "tepat"]]

    @cached_property
    def objections(self) -> pd.DataFrame:
        """Results of the year: nip, keberatan (bool: the employee objected to that result)."""
        rows = self.evidence.frame("hasil_penilaian", ["nip", "periode", "predikat"])
        asked = self.evidence.frame("keberatan", ["nip", "periode"]).drop_duplicates()
        rows = rows[past_periods(rows["periode"], self.evidence.period_end)]
        rows = rows[rows["periode"].str.startswith(str(self.evidence.year), na=False)]
        rows = rows.dropna(subset=["predikat"]).merge(
            asked.assign(keberatan=True), on=["nip", "periode"], how="left"
        )
        return rows.assign(keberatan=rows["keberatan"].notna())[["nip", "keberatan"]]

    @cached_property
    def adaptive(self) -> pd.DataFrame:
        """Change of the aspect Adaptif between the last two periods: nip (index), ubah, unit_id.

        Ratings by the superior only, who rated in both, so that another mix of raters is no change.
        """
        rows = self.evidence.frame("penilaian")
        own = rows[(rows["aspek"] == ASPECT) & (rows["hubungan"] == RATER)]
        own = own[past_periods(own["periode"], self._year_end)]
        periods = order_periods(own["periode"].dropna().unique())[-2:]
        if len(periods) < 2:
            return pd.DataFrame(columns=["ubah", "unit_id"])
        wide = own.groupby(["dinilai", "periode"])["nilai"].mean().unstack()
        change = (wide[periods[1]] - wide[periods[0]]).dropna().rename("ubah").to_frame()
        return change.assign(unit_id=self.evidence.staff["unit_id"].reindex(change.index))

    @property
    def _year_end(self) -> object:
        """Last day of the year: ratings of a year are given before it ends."""
        return pd.Timestamp(self.evidence.year, 12, 31).date()

    @cached_property
    def kinds(self) -> pd.DataFrame:
        """Describe behaviour by kind of unit, in alphabetical order.

        jenis, n (employees), tahap (stages due), tepat_tahap, laporan (reports), tepat_lapor,
        penetapan (results), keberatan (per cent of results), diajukan (objections), n_adaptif, ubah
        with low, high, p, p_holm (adaptability, points), hasil.
        """
        kinds = sorted(self.kind_of.unique())
        if not kinds:
            return pd.DataFrame()
        table = pd.DataFrame({"jenis": kinds, "n": self.kind_of.value_counts().reindex(kinds)})
        table = table.reset_index(drop=True)
        parts = (
            (self.stages, "tepat", "tahap", "tepat_tahap"),
            (self.reports, "tepat", "laporan", "tepat_lapor"),
            (self.objections, "keberatan", "penetapan", "keberatan"),
        )
        for rows, what, count, share in parts:
            grouped = rows.groupby(rows["nip"].map(self.kind_of))[what].agg(["sum", "size"])
            grouped = grouped.reindex(kinds).reset_index(drop=True)
            table[count] = grouped["size"].fillna(0).astype(int)
            table["diajukan"] = grouped["sum"].fillna(0).astype(int)  # of the last part
            table[share] = percent(grouped["sum"].fillna(0), grouped["size"].fillna(0))
        return self._add_adaptive(table)

    def _add_adaptive(self, table: pd.DataFrame) -> pd.DataFrame:
        kind = pd.Series(self.adaptive.index.map(self.kind_of), index=self.adaptive.index)
        rows = []
        for name in table["jenis"]:
            own = self.adaptive[(kind == name).to_numpy(dtype=bool)]
            units = own["unit_id"].to_numpy(dtype=object)
            found = mean_clustered(own["ubah"].to_numpy(dtype=float), units, least=FEW_UNITS)
            enough = len(own) >= self.limits.unit_people
            ends = (found.estimate, found.low, found.high)
            ubah, low, high = (end if enough else np.nan for end in ends)
            p = found.p_value if enough else np.nan
            rows.append({"n_adaptif": len(own), "ubah": ubah, "low": low, "high": high, "p": p})
        table = pd.concat([table, pd.DataFrame(rows)], axis=1)
        return add_outcomes(table.assign(batas=self.limits.smallest_points), self.limits.level)


def review_behaviour(evidence: Evidence, limits: DriverLimits | None = None) -> BehaviourReview:
    """Count stages and reports on time, objections, and the change of adaptability."""
    return BehaviourReview(evidence, limits or DriverLimits())
