"""Outreach: sessions planned and held, who was reached, and what was understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.stats.intervals import Interval, interval_clustered_mean
from kinerja_lib.stats.multiplicity import adjust_holm
from kinerja_lib.stats.unit_effects import compare_units

ONLINE = "daring"
ROSE, FELL, ALIKE, OPEN, CANNOT = (
    "naik", "turun", "tidak berubah secara berarti", "belum cukup bukti", "tidak dapat dihitung",
)  # fmt: skip


@dataclass(frozen=True)
class OutreachLimits:
    """Say what counts as understood and as a change.

    Parameters
    ----------
    smallest : float
        Smallest change of understanding of interest, points of 0 to 100.
    understood : float
        Mean score from which a topic is called understood, points.
    sessions : int
        Fewest sessions with scores for an interval.
    level : float
        Chance of any false difference between channels.
    """

    smallest: float = 3.0
    understood: float = 60.0
    sessions: int = 5
    level: float = 0.05


@dataclass(frozen=True)
class OutreachReview:
    """Hold reach and effect of outreach.

    Parameters
    ----------
    evidence : Evidence
    limits : OutreachLimits
    seed : int
        Fixes the draws of the intervals.
    """

    evidence: Evidence
    limits: OutreachLimits = field(default_factory=OutreachLimits)
    seed: int = 7

    @cached_property
    def sessions(self) -> pd.DataFrame:
        """Sessions planned or held by the end of the period, with `ada` (held, bool)."""
        rows = self.evidence.frame("sosialisasi")
        end = pd.Timestamp(self.evidence.period_end)
        held = rows["tanggal"] <= end
        return rows.assign(ada=held)[held | (rows["tanggal_rencana"] <= end)]

    @cached_property
    def topics(self) -> pd.DataFrame:
        """Describe reach by topic, in the order of the first day planned.

        topik, rencana, terlaksana, tepat (held on the day planned or before), sasaran and hadir (of
        sessions held that give both), persen (attendance), unit (units asked), belum (units
        without any session held).
        """
        rows = [self._describe(topic, own) for topic, own in self.sessions.groupby("topik")]
        columns = ["topik", "awal", "rencana", "terlaksana", "tepat", "sasaran", "hadir"]
        columns = [*columns, "persen", "unit", "belum"]
        return pd.DataFrame(rows, columns=columns).sort_values(["awal", "topik"]).reset_index(
            drop=True
        )  # fmt: skip

    def _describe(self, topic: str, own: pd.DataFrame) -> dict[str, object]:
        held = own[own["ada"]]
        counted = held.dropna(subset=["sasaran", "hadir"])
        asked, present = float(counted["sasaran"].sum()), float(counted["hadir"].sum())
        return {
            "topik": topic,
            "awal": own[["tanggal_rencana", "tanggal"]].min().min(),
            "rencana": len(own),
            "terlaksana": len(held),
            "tepat": int((held["tanggal"] <= held["tanggal_rencana"]).sum()),
            "sasaran": int(asked),
            "hadir": int(present),
            "persen": 100 * present / asked if asked else np.nan,
            "unit": own["unit_id"].nunique(),
            "belum": own["unit_id"].nunique() - held["unit_id"].nunique(),
        }

    @cached_property
    def missed(self) -> pd.DataFrame:
        """Units without a session held, by topic and name: topik, unit_id, nama, rencana (day)."""
        own = self.sessions
        reached = own[own["ada"]][["topik", "unit_id"]].drop_duplicates().assign(sudah=True)
        rows = own.merge(reached, on=["topik", "unit_id"], how="left")
        rows = rows[rows["sudah"].isna()].sort_values("tanggal_rencana", kind="stable")
        rows = rows.drop_duplicates(["topik", "unit_id"], keep="last")
        names = rows["unit_id"].map(self.evidence.units["nama"]).fillna(rows["unit_id"])
        rows = rows.assign(nama=names, rencana=rows["tanggal_rencana"])
        order = ["topik", "nama", "unit_id"]
        return rows.sort_values(order, kind="stable")[["topik", "unit_id", "nama", "rencana"]]

    @cached_property
    def answers(self) -> pd.DataFrame:
        """Scores of participants of sessions held: sosialisasi_id, topik, kanal, sebelum, sesudah.

        One row per participant and session; repeated rows count once.
        """
        rows = self.evidence.frame("peserta_sosialisasi").drop_duplicates(
            ["sosialisasi_id", "peserta_id"]
        )
        held = self.sessions[self.sessions["ada"]].drop_duplicates("sosialisasi_id")
        held = held.set_index("sosialisasi_id")[["topik", "kanal"]]
        rows = rows.merge(held, left_on="sosialisasi_id", right_index=True).reset_index(drop=True)
        names = {"pemahaman_sebelum": "sebelum", "pemahaman_sesudah": "sesudah"}
        return rows.rename(columns=names)

    @cached_property
    def gains(self) -> pd.DataFrame:
        """Measure the change of understanding by topic, and of the level reached.

        topik, hadir (participants recorded), n (with both scores), sesi (sessions with both),
        sebelum, sesudah, ubah with low and high, hasil (one of the outcomes), paham_low and
        paham_high (interval of the mean afterwards). Intervals from whole sessions drawn.
        """
        rows = [self._measure(topic, own) for topic, own in self.answers.groupby("topik")]
        columns = ["topik", "hadir", "n", "sesi", "sebelum", "sesudah", "ubah", "low", "high"]
        columns = [*columns, "paham_low", "paham_high", "hasil"]
        table = pd.DataFrame(rows, columns=columns)
        order = {name: place for place, name in enumerate(self.topics["topik"])}
        return table.sort_values(
            "topik", key=lambda names: names.map(order), ignore_index=True, kind="stable"
        )

    def _measure(self, topic: str, own: pd.DataFrame) -> dict[str, object]:
        known = own.dropna(subset=["sebelum", "sesudah"])
        change, after = (known["sesudah"] - known["sebelum"], known["sesudah"])
        sessions = known["sosialisasi_id"].nunique()
        enough = sessions >= self.limits.sessions
        gain, level = (self._interval(known, values, enough) for values in (change, after))
        return {
            "topik": topic,
            "hadir": len(own),
            "n": len(known),
            "sesi": sessions,
            "sebelum": known["sebelum"].mean(),
            "sesudah": known["sesudah"].mean(),
            "ubah": change.mean(),
            "low": gain.low,
            "high": gain.high,
            "paham_low": level.low,
            "paham_high": level.high,
            "hasil": self._judge(gain),
        }

    def _interval(self, known: pd.DataFrame, values: pd.Series, enough: bool) -> Interval:
        if not enough:
            return Interval(None, None, None, len(known), "bootstrap", "few")
        clusters = known["sosialisasi_id"].to_numpy()
        return interval_clustered_mean(values.to_numpy(), clusters, seed=self.seed)

    def _judge(self, gain: Interval) -> str:
        if gain.low is None or gain.high is None:
            return CANNOT
        if -self.limits.smallest <= gain.low and gain.high <= self.limits.smallest:
            return ALIKE
        return ROSE if gain.low > 0 else FELL if gain.high < 0 else OPEN

    @cached_property
    def channels(self) -> pd.DataFrame:
        """Compare the gain of online sessions with that of the others, by topic.

        topik, daring and lain (sessions), ubah_daring, ubah_lain (means of session means), selisih
        with low and high, p_holm, hasil. Topics with one kind of session only are not compared.
        """
        known = self.answers.dropna(subset=["sebelum", "sesudah", "kanal"])
        known = known.assign(ubah=known["sesudah"] - known["sebelum"])
        keys = ["topik", "sosialisasi_id", "kanal"]
        means = known.groupby(keys, as_index=False)["ubah"].mean()
        rows = [self._compare(topic, own) for topic, own in means.groupby("topik")]
        columns = ["topik", "daring", "lain", "ubah_daring", "ubah_lain", "selisih", "low"]
        table = pd.DataFrame([r for r in rows if r], columns=[*columns, "high", "p"])
        table = table.astype(dict.fromkeys(["selisih", "low", "high", "p"], float))
        table = table.assign(p_holm=adjust_holm(table["p"].to_numpy()))
        return table.assign(hasil=[self._judge_channel(row) for row in table.itertuples()])

    def _compare(self, topic: str, own: pd.DataFrame) -> dict[str, object] | None:
        online = (own["kanal"] == ONLINE).to_numpy()
        if min(online.sum(), (~online).sum()) < self.limits.sessions:
            return None
        values = own["ubah"].to_numpy()
        effect = compare_units(values, online, seed=self.seed)
        return {
            "topik": topic,
            "daring": effect.treated,
            "lain": effect.others,
            "ubah_daring": values[online].mean(),
            "ubah_lain": values[~online].mean(),
            "selisih": effect.estimate,
            "low": effect.low,
            "high": effect.high,
            "p": effect.p,
        }

    def _judge_channel(self, row: object) -> str:
        if np.isnan(row.p):
            return CANNOT
        if row.p_holm < self.limits.level:
            return FELL if row.selisih < 0 else ROSE
        margin = self.limits.smallest
        return ALIKE if -margin <= row.low and row.high <= margin else OPEN


def review_outreach(
    evidence: Evidence, limits: OutreachLimits | None = None, *, seed: int = 7
) -> OutreachReview:
    """Prepare reach and effect of outreach."""
    return OutreachReview(evidence, limits or OutreachLimits(), seed)
