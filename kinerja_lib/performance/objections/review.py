"""Objections to results: reference, status, days, and the way into the next revision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.basis.periods import kind_of, name_period, past_periods
from kinerja_lib.i18n import _
from kinerja_lib.performance.results.review import ResultsReview
from kinerja_lib.publish.phrases import FEWEST
from kinerja_lib.stats.intervals import interval_share_difference
from kinerja_lib.stats.outcomes import Change
from kinerja_lib.tables.dates import last_day

WAITING = ("diajukan", "diproses")
UPHELD = ("diterima", "diterima sebagian")
REJECTED = "ditolak"
DECIDE, REVISE, REVISED, CLOSED, UNKNOWN = (
    _("putuskan"),
    _("revisi hasil, lalu ekspor ulang"),
    _("sudah direvisi"),
    _("selesai: hasil tetap"),
    _("lengkapi keadaannya"),
)
STEPS = (DECIDE, REVISE, REVISED, CLOSED, UNKNOWN)
_ENOUGH = 2 * FEWEST  # decisions; a median of fewer tells about single people
_READ = ["keberatan_id", "nip", "periode", "tanggal", "status", "tanggal_putusan"]


@dataclass(frozen=True)
class ObjectionReview:
    """Hold the objections to results up to the report's period.

    Parameters
    ----------
    results : ResultsReview
    days : int
        Days after which an open objection is called overdue.
    margin : float
        Smallest change of the rate of interest, percentage points.
    """

    results: ResultsReview
    days: int = 30
    margin: float = 0.5

    @property
    def evidence(self) -> Evidence:
        """Give the evidence of the results."""
        return self.results.evidence

    @cached_property
    def cases(self) -> pd.DataFrame:
        """One row per objection that was filed by the reference date.

        Columns keberatan_id, nip, periode, nama_periode, tanggal, status, tanggal_putusan, hari
        (days to the decision, or open so far), terbuka (not decided), lewat (open for more than
        `days`), hasil (a result of the person and period exists), langkah (one of `STEPS`),
        unit_id (of the result, else of the staff list).

        An objection upheld counts as revised when the result of that person and period was set on
        the day of the decision or later. A decision after the reference date is still open.
        """
        rows = self.evidence.frame("keberatan").reindex(columns=_READ)
        today = pd.Timestamp(self.evidence.reference_date)
        filed = pd.to_datetime(rows["tanggal"]) <= today
        rows = rows[past_periods(rows["periode"], self.evidence.period_end) & filed]
        rows = rows.sort_values("keberatan_id", kind="stable").reset_index(drop=True)
        decided = pd.to_datetime(rows["tanggal_putusan"])
        late = decided > today
        status = rows["status"].mask(late & rows["status"].notna(), WAITING[1])
        rows = rows.assign(status=status, tanggal_putusan=decided.mask(late))
        return self._follow(rows, today)

    def _follow(self, rows: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
        """Add days, the result that is objected to, and the next step."""
        results = self.results.past.drop_duplicates(["nip", "periode"])
        found = rows[["nip", "periode"]].merge(
            results[["nip", "periode", "unit_id", "tanggal"]], on=["nip", "periode"], how="left",
            indicator=True,
        )  # fmt: skip
        waiting = rows["status"].isin(WAITING)
        until = rows["tanggal_putusan"].where(~waiting, today)
        days = (until - pd.to_datetime(rows["tanggal"])).dt.days
        revised = pd.to_datetime(found["tanggal"]) >= rows["tanggal_putusan"]
        step = pd.Series(UNKNOWN, index=rows.index)
        step = step.mask(waiting, DECIDE).mask(rows["status"] == REJECTED, CLOSED)
        upheld = rows["status"].isin(UPHELD)
        step = step.mask(upheld, REVISE).mask(upheld & revised, REVISED)
        staff = self.evidence.staff
        home = dict(zip(staff.index, staff["unit_id"], strict=True)) if len(staff) else {}
        pairs = list(zip(found["unit_id"], rows["nip"], strict=True))
        return rows.assign(
            nama_periode=rows["periode"].map(lambda p: name_period(p, short=True)),
            hari=days.astype("Int64"),
            terbuka=waiting,
            lewat=waiting & (days > self.days),
            hasil=(found["_merge"] == "both").to_numpy(),
            langkah=step,
            unit_id=[u if isinstance(u, str) else home.get(n) for u, n in pairs],
        )

    @cached_property
    def steps(self) -> pd.Series:
        """Count objections per next step, in the order of `STEPS`."""
        return self.cases["langkah"].value_counts().reindex(STEPS, fill_value=0)

    @cached_property
    def contested(self) -> pd.DataFrame:
        """Results that are not settled: an objection is open, or upheld and not yet revised."""
        open_now = self.cases["langkah"].isin([DECIDE, REVISE])
        return self.cases[open_now & self.cases["hasil"]][["nip", "periode", "keberatan_id"]]

    def mark(self, rows: pd.DataFrame) -> pd.Series:
        """Give rows with nip and periode the reference of an unsettled objection, "" else."""
        known = self.contested.groupby(["nip", "periode"])["keberatan_id"].agg(", ".join)
        keys = zip(rows["nip"], rows["periode"], strict=True)
        return pd.Series([known.get(key, "") for key in keys], index=rows.index, dtype=object)

    @cached_property
    def by_year(self) -> pd.DataFrame:
        """Count objections per year of the result.

        Columns tahun, hasil (results that could be objected to), keberatan, terbuka, diterima
        (wholly or in part), ditolak, persen (objections for 100 results; missing without results),
        direvisi (upheld and revised), median_hari (days to a decision, from 20 decisions on). No
        rows where the source has no objections: nobody then knows that there were none.
        """
        kinds = set(self.cases["periode"].map(kind_of)) or {self.results.periodic_kind}
        results = self.results.settled[self.results.settled["jenis"].isin(kinds)]
        known = self.evidence.has("keberatan")
        years = sorted(
            {*results["periode"].str[:4], *self.cases["periode"].str[:4]} if known else ()
        )
        records = []
        for year in years:
            own = self.cases[self.cases["periode"].str[:4] == year]
            rated = int((results["periode"].str[:4] == year).sum())
            done = own[~own["terbuka"]]["hari"].dropna()
            records.append(
                {
                    "tahun": int(year),
                    "hasil": rated,
                    "keberatan": len(own),
                    "terbuka": int(own["terbuka"].sum()),
                    "diterima": int(own["status"].isin(UPHELD).sum()),
                    "ditolak": int((own["status"] == REJECTED).sum()),
                    "persen": len(own) / rated * 100 if rated else float("nan"),
                    "direvisi": int((own["langkah"] == REVISED).sum()),
                    "median_hari": float(done.median() if len(done) >= _ENOUGH else "nan"),
                }
            )
        names = ["tahun", "hasil", "keberatan", "terbuka", "diterima", "ditolak", "persen",
                 "direvisi", "median_hari"]  # fmt: skip
        return pd.DataFrame(records, columns=names)

    @cached_property
    def change(self) -> Change:
        """Compare the rate of this year's periods with that of the same periods a year before.

        Both rates are per cent of results. Periods that ended fewer than `days` days before the
        reference date are left out, because objections to them may still come. The interval
        (Newcombe) is that of a difference of shares, as a claim about the process.
        """
        now = [p for p in self.closed if p.startswith(str(self.evidence.year))]
        before = [f"{int(p[:4]) - 1}{p[4:]}" for p in now]
        first, second = self._share(before), self._share(now)
        n = first[1] + second[1]
        if not (first[1] and second[1]):
            return Change(None, None)
        found = interval_share_difference(first, second)
        low, high = found.low * 100, found.high * 100
        rates = [100 * count / size for count, size in (first, second)]
        return Change(*rates, low, high, margin=self.margin, n=n, test="Newcombe")

    @property
    def closed(self) -> list[str]:
        """Periodic evaluations that ended at least `days` days before the reference date."""
        last = self.evidence.reference_date - dt.timedelta(days=self.days)
        return [period for period in self.results.periodic_periods if last_day(period) <= last]

    def _share(self, periods: list[str]) -> tuple[int, int]:
        """Count people with an objection, and results, of some periods."""
        rows = self.results.periodic
        rated = rows[rows["periode"].isin(periods)]
        cases = self.cases[self.cases["periode"].isin(periods)][["nip", "periode"]]
        own = cases.drop_duplicates().merge(rated[["nip", "periode"]], on=["nip", "periode"])
        return len(own), len(rated)


def review_objections(
    results: ResultsReview, *, days: int = 30, margin: float = 0.5
) -> ObjectionReview:
    """Prepare the objections to the results."""
    return ObjectionReview(results, days, margin)
