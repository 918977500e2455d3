"""The achievement of a region's indicators up to the report's period, per unit and indicator."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.performance.achievement.breaks import carry_across, list_additive, mark_segments
from kinerja_lib.performance.achievement.grades import GradeLimits, Grounds, grade_figures
from kinerja_lib.performance.achievement.latest import list_latest
from kinerja_lib.performance.achievement.series import AchievementRules, judge_figures
from kinerja_lib.performance.achievement.summary import count_verdicts, summarise_series

CARD_COLUMNS = (
    *("iku_id", "nama", "definisi", "satuan", "rumus", "sumber", "arah", "frekuensi", "jenis"),
    *("pemilik_unit_id", "tujuan_id", "nilai_awal", "tahun_awal", "desimal", "putus_seri"),
    *("akumulasi", "nilai_min", "nilai_maks"),
)
FIGURE_COLUMNS = (
    *("iku_id", "unit_id", "periode", "target_bawah", "target_atas", "rencana", "realisasi"),
    "tanggal_lapor",
)


@dataclass(frozen=True)
class AchievementReview:
    """Hold the judged figures of a region.

    Parameters
    ----------
    judged : DataFrame
        From `judge_figures`, all rows up to the period, with `mark_segments`.
    ahead : DataFrame
        Rows of the report's year after the period: plans and targets only, no values.
    latest : DataFrame
        One row per indicator and unit: the figure due by the end of the period, or by the day of
        the data where that is earlier (`list_latest`), with
        `grade_figures`, unit (name), pemilik (name of the owner).
    cards : DataFrame
        Rows of `iku`, desimal filled.
    period : str
        Period of the report.
    additive : set of str
        Indicators whose values add up over units.
    rules : AchievementRules
    limits : GradeLimits
    """

    judged: pd.DataFrame
    ahead: pd.DataFrame
    latest: pd.DataFrame
    cards: pd.DataFrame
    period: str
    additive: set[str]
    rules: AchievementRules
    limits: GradeLimits = field(default_factory=GradeLimits)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Figures due (`jumlah`), judged (`dinilai`), met (`tercapai`), missed, not computable."""
        return count_verdicts(self.latest)

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """One row per indicator (`summarise_series`)."""
        return summarise_series(self.latest, self.cards, self.additive, self.rules)

    @cached_property
    def units(self) -> pd.DataFrame:
        """One row per unit that reports: unit_id, unit and counts as in `counts`."""
        groups = self.latest[self.latest["unit_id"] != ""].groupby(["unit_id", "unit"], sort=False)
        rows = [{"unit_id": u, "unit": n, **count_verdicts(own)} for (u, n), own in groups]
        names = ["unit_id", "unit", *count_verdicts(self.latest.iloc[:0])]
        return pd.DataFrame(rows, columns=names)


def review_achievement(evidence: Evidence, limits: GradeLimits | None = None) -> AchievementReview:
    """Judge the indicators of a region up to the period of the report.

    Parameters
    ----------
    evidence : Evidence
    limits : GradeLimits, optional
        Limits of the data grades.
    """
    cards = evidence.frame("iku", CARD_COLUMNS)
    cards = cards.assign(desimal=cards["desimal"].fillna(1).astype(int)).reset_index(drop=True)
    figures, history = evidence.frame("target_realisasi", FIGURE_COLUMNS), _history(evidence)
    additive = list_additive(cards)
    rows = mark_segments(carry_across(figures, history, additive), cards, history, additive)
    now = evidence.period_end.year * 12 + evidence.period_end.month
    done, rules = rows[rows["bulan"] <= now], AchievementRules.of(evidence.rules)
    ahead = rows[(rows["bulan"] > now) & (rows["tahun"] == evidence.year)]
    judged = judge_figures(done, cards, rules)
    today = min(evidence.period_end, pd.Timestamp(evidence.reference_date).date())
    latest = list_latest(judged, cards, today, ended=_ended(history, done))
    limits = limits or GradeLimits()
    grades = grade_figures(latest, judged, _grounds(evidence), limits)
    latest = _name_units(pd.concat([latest, grades], axis=1), evidence.units["nama"])
    ahead = ahead.assign(realisasi=np.nan)
    return AchievementReview(judged, ahead, latest, cards, evidence.period, additive, rules, limits)


def _history(evidence: Evidence) -> pd.DataFrame:
    history = evidence.frame("unit_riwayat")
    return history[pd.to_datetime(history["tanggal"]).dt.date <= evidence.period_end]


def _ended(history: pd.DataFrame, rows: pd.DataFrame) -> set[str]:
    """Name units that were dissolved and have no row since."""
    dates = history.groupby("unit_lama")["tanggal"].max()
    last = rows.groupby("unit_id")["bulan"].max()
    return {unit for unit, day in dates.items() if last.get(unit, 0) < day.year * 12 + day.month}


def _grounds(evidence: Evidence) -> Grounds:
    loads = evidence.checked.loads
    own = loads[loads["table"] == "target_realisasi"][["rows_in", "accepted"]].sum()
    share = 100 * own["accepted"] / own["rows_in"] if own["rows_in"] else np.nan
    proof = evidence.frame("bukti", ["iku_id", "tanggal"])
    proof = proof[pd.to_datetime(proof["tanggal"]) <= pd.Timestamp(evidence.reference_date)]
    return Grounds(proof, float(share))


def _name_units(latest: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    known = {str(code): str(name) for code, name in names.items()}
    unit = [known.get(code, code) for code in latest["unit_id"]]
    owner = ["" if pd.isna(c) else known.get(c, c) for c in latest["pemilik_unit_id"]]
    texts = pd.DataFrame({"unit": unit, "pemilik": owner}, index=latest.index, dtype="str")
    return pd.concat([latest, texts], axis=1)
