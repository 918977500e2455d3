"""Predikat of people period by period, and yearly ones beside their periods."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.basis.periods import (
    YEAR,
    PeriodChoice,
    kind_of,
    name_period,
    order_periods,
    overlaps,
    past_periods,
)
from kinerja_lib.basis.places import AT_END, Places, place_people
from kinerja_lib.basis.result_status import find_open
from kinerja_lib.performance.results.counts import count_periods
from kinerja_lib.performance.results.movers import carry_units, name_units
from kinerja_lib.rules.cycle import is_outside_periods
from kinerja_lib.tables.choices import EXPECTATION, PREDIKAT

LEVEL = {name: len(PREDIKAT) - place for place, name in enumerate(PREDIKAT)}
_READ = ["nip", "periode", "unit_id", "hasil_kerja", "predikat", "status", "tanggal"]


@dataclass(frozen=True)
class ResultsReview:
    """Hold the results of people over periods.

    Parameters
    ----------
    evidence : Evidence
    mover_rule : str
        Which unit counts a person who moved: see `places.place_people`.
    margin : float
        Smallest change of a share that matters, percentage points.
    """

    evidence: Evidence
    mover_rule: str = AT_END
    margin: float = 2.0

    @cached_property
    def past(self) -> pd.DataFrame:
        """Rows of periods that end by the report's own, with jenis (kind) and terbuka (open)."""
        rows = self.evidence.frame("hasil_penilaian").reindex(columns=_READ)
        rows = rows.assign(jenis=rows["periode"].map(kind_of), terbuka=find_open(rows["status"]))
        rows = rows[past_periods(rows["periode"], self.evidence.period_end)]
        return rows.reset_index(drop=True)

    @cached_property
    def settled(self) -> pd.DataFrame:
        """Rows that are not open and have a predikat.

        tingkat is 1 (lowest) to 5, kerja (rating of results) 1 to 3 or missing.
        """
        rows = self.past[~self.past["terbuka"]].dropna(subset="predikat")
        ratings = {name: place for place, name in enumerate(EXPECTATION, start=1)}
        return rows.assign(
            tingkat=rows["predikat"].map(LEVEL).astype(int),
            kerja=rows["hasil_kerja"].map(ratings).astype(float),
        )

    @property
    def choice(self) -> PeriodChoice:
        """Say which period the section speaks about."""
        return self.evidence.result_period

    @cached_property
    def kind(self) -> str:
        """Kind of period that is followed: that of the period used, else the periodic one."""
        return kind_of(self.choice.used) if self.choice.used else self.periodic_kind

    @cached_property
    def periodic_kind(self) -> str:
        """Kind of the evaluations within a year: `kind`, else that with most rows; "" none."""
        if self.choice.used and kind_of(self.choice.used) != YEAR:
            return kind_of(self.choice.used)
        kinds = self.settled.loc[self.settled["jenis"] != YEAR, "jenis"]
        own = kind_of(self.evidence.period)
        return (
            own if own in set(kinds) else str(kinds.value_counts().index[0]) if len(kinds) else ""
        )

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Settled rows of the kind that is followed."""
        return self.settled[self.settled["jenis"] == self.kind]

    @cached_property
    def periodic(self) -> pd.DataFrame:
        """Settled rows of the evaluations within a year; in a yearly report they support it."""
        return self.settled[self.settled["jenis"] == self.periodic_kind]

    @cached_property
    def periodic_periods(self) -> list[str]:
        """Periods of `periodic`, oldest first."""
        return order_periods(self.periodic["periode"])

    @cached_property
    def periods(self) -> list[str]:
        """Periods followed, oldest first."""
        return order_periods(self.rows["periode"])

    @property
    def latest(self) -> str:
        """Period used, "" where it has no settled result."""
        return self.choice.used if self.choice.used in self.periods else ""

    @property
    def yearly_report(self) -> bool:
        """Tell whether the yearly predikat leads."""
        return self.kind == YEAR

    @property
    def year_before(self) -> str:
        """Return the same period a year before the one used, "" where it has no results."""
        before = f"{int(self.latest[:4]) - 1}{self.latest[4:]}" if self.latest else ""
        return before if before in self.periods else ""

    @property
    def size(self) -> int:
        """People with a settled result in the period used."""
        return int((self.rows["periode"] == self.latest).sum())

    def share(self, period: str) -> float | None:
        """Give the per cent of people with Baik or better, None without results."""
        own = self.rows[self.rows["periode"] == period]["tingkat"]
        return float((own >= LEVEL[PREDIKAT[1]]).mean() * 100) if len(own) else None

    @cached_property
    def by_period(self) -> pd.DataFrame:
        """Count the predikat of each periodic evaluation, oldest first; see `counts`."""
        return count_periods(self.past[self.past["jenis"] == self.periodic_kind])

    @cached_property
    def by_year(self) -> pd.DataFrame:
        """Count the yearly predikat, evaluations of their own; see `counts`."""
        return count_periods(self.past[self.past["jenis"] == YEAR])

    @cached_property
    def set_apart(self) -> int:
        """Count settled rows of another periodic kind; they are not added to the one followed."""
        return int((~self.settled["jenis"].isin([self.periodic_kind, YEAR])).sum())

    @cached_property
    def overlapping(self) -> pd.DataFrame:
        """List people with periods that share days: nip, periode (the two, joined)."""
        short = self.past[self.past["jenis"] != YEAR]
        both = short.groupby("nip")["jenis"].nunique()
        pairs = []
        for nip, own in short[short["nip"].isin(both.index[both > 1])].groupby("nip"):
            names = order_periods(own["periode"])
            found = [f"{a}, {b}" for i, a in enumerate(names) for b in names[i + 1 :]
                     if overlaps(a, b)]  # fmt: skip
            pairs += [{"nip": nip, "periode": pair} for pair in found]
        return pd.DataFrame(pairs, columns=["nip", "periode"])

    @cached_property
    def yearly(self) -> pd.DataFrame:
        """Put each yearly predikat beside the periods of its year.

        Columns nip, tahun, predikat, periodik (predikat of the periods, oldest first, joined),
        banyak (how many), di_luar (True, False; None without periods), unit_id. A yearly report
        has the year used only, others every year up to theirs.
        """
        years = self.settled[self.settled["jenis"] == YEAR]
        years = years[years["periode"] == self.latest] if self.yearly_report else years
        parts = self.periodic.assign(tahun=self.periodic["periode"].str[:4])
        parts = parts.sort_values("periode", kind="stable")
        grouped = parts.groupby(["nip", "tahun"])["predikat"].agg(list)
        keys = zip(years["nip"], years["periode"], years["predikat"], strict=True)
        found = [(predikat, grouped.get((nip, year), [])) for nip, year, predikat in keys]
        return pd.DataFrame(
            {
                "nip": years["nip"].to_numpy(),
                "tahun": years["periode"].to_numpy(),
                "predikat": years["predikat"].to_numpy(),
                "periodik": [", ".join(own) for _p, own in found],
                "banyak": [len(own) for _p, own in found],
                "di_luar": [is_outside_periods(p, own) for p, own in found],
                "unit_id": years["unit_id"].to_numpy(),
            }
        )

    @cached_property
    def unsupported(self) -> pd.DataFrame:
        """Rows of `yearly` that are better than the best or worse than the worst period."""
        return self.yearly[self.yearly["di_luar"].eq(True)].reset_index(drop=True)

    @cached_property
    def compared_years(self) -> int:
        """Count yearly predikat that have at least one period beside them."""
        return int(self.yearly["di_luar"].notna().sum())

    @cached_property
    def places(self) -> Places:
        """Give each person of the period used one unit."""
        own = self.rows[self.rows["periode"] == self.latest]
        period = self.latest or self.evidence.period
        return place_people(self.evidence, own.reset_index(drop=True), period, self.mover_rule)

    @cached_property
    def moved(self) -> pd.DataFrame:
        """Count people who were in more than one unit, in each period followed.

        Columns periode, nama, n, pindah, beda (people whose results name another unit than the
        rule gives), tanpa (people without any unit).
        """
        records = []
        for period in self.periods:
            own = self.rows[self.rows["periode"] == period].reset_index(drop=True)
            found = place_people(self.evidence, own, period, self.mover_rule)
            record = {"periode": period, "nama": name_period(period, short=True), "n": len(own)}
            record |= {"pindah": found.movers, "beda": found.differing}
            records.append(record | {"tanpa": int(found.people["unit_id"].isna().sum())})
        return pd.DataFrame(records, columns=["periode", "nama", "n", "pindah", "beda", "tanpa"])

    @cached_property
    def by_unit(self) -> pd.DataFrame:
        """Count the predikat of the period used per unit.

        Columns unit_id, nama, dikenal (in `unit`), n, sb, b, bawah (below Baik), pindah (people who
        were in more than one unit). The n add up to the people of the last period; people whose
        unit is not known stand under "".
        """
        own = self.rows[self.rows["periode"] == self.latest][["nip", "tingkat"]]
        joined = own.merge(self.places.people, on="nip")
        unit = joined["unit_id"].fillna("")
        counts = pd.DataFrame(
            {
                "n": 1,
                "sb": joined["tingkat"] == LEVEL[PREDIKAT[0]],
                "b": joined["tingkat"] == LEVEL[PREDIKAT[1]],
                "bawah": joined["tingkat"] < LEVEL[PREDIKAT[1]],
                "pindah": joined["unit_lain"] > 1,
            }
        ).astype(int)
        table = counts.groupby(unit.to_numpy()).sum().reset_index(names="unit_id")
        known = table["unit_id"].isin(self.evidence.units.index)
        return table.assign(nama=name_units(self.evidence, table["unit_id"]), dikenal=known)

    @cached_property
    def reorganised(self) -> pd.DataFrame:
        """Follow units that were joined, renamed or divided.

        Columns unit_lama, unit_baru, tanggal, jenis, putus (divided: nothing is carried across),
        n_lama (people with a result under the old code in its last period), periode_lama.
        """
        history = self.evidence.frame("unit_riwayat")
        if history.empty:
            return pd.DataFrame(columns=["unit_lama", "unit_baru", "tanggal", "jenis", "putus",
                                         "n_lama", "periode_lama"])  # fmt: skip
        day = pd.Timestamp(self.evidence.period_end)
        history = history[pd.to_datetime(history["tanggal"]) <= day].reset_index(drop=True)
        carried = carry_units(history, history["unit_lama"], day)
        last = [self._last_under(unit) for unit in history["unit_lama"]]
        return history.assign(
            putus=carried["putus"],
            n_lama=[n for _p, n in last],
            periode_lama=[period for period, _n in last],
        )

    def _last_under(self, unit: str) -> tuple[str, int]:
        """Return the last period in which results name a unit, and how many people."""
        own = self.rows[self.rows["unit_id"] == unit]
        if own.empty:
            return "", 0
        period = order_periods(own["periode"])[-1]
        return period, int((own["periode"] == period).sum())


def review_results(
    evidence: Evidence, *, mover_rule: str = AT_END, margin: float = 2.0
) -> ResultsReview:
    """Prepare the results of all periods up to the report's own."""
    return ResultsReview(evidence, mover_rule, margin)
