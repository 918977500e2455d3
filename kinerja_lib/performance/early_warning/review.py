"""Which indicators will end the year outside their target if they go on as they do now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.performance.achievement.review import AchievementReview
from kinerja_lib.performance.achievement.series import FAR_ABOVE, ZERO_TARGET, exceed_plan
from kinerja_lib.performance.areas.series_checks import DERIVED
from kinerja_lib.performance.early_warning.series import (
    find_adding,
    find_limits,
    gather_series,
    project_series,
)
from kinerja_lib.rules.targets import Polarity
from kinerja_lib.stats.projection import Pace, Projection, Track, judge_track, limit_projection
from kinerja_lib.tables.columns import NOT_COMPUTABLE

ON, OFF, UNSURE, NONE = _("di jalur"), _("di luar jalur"), _("belum pasti"), NOT_COMPUTABLE
NAMES = {Track.ON: ON, Track.OFF: OFF, Track.UNSURE: UNSURE, Track.NONE: NONE}
STATUS = {ON: "ok", OFF: "bad", UNSURE: "warn", NONE: "na"}
FEW_VALUES = _("nilai sejak awal atau putus seri belum cukup")
NO_TARGET = _("target akhir tahun tidak ada")
NO_WAY = _("arah tidak dinyatakan")
LIMITED = _("dibatasi pada nilai yang mungkin; perlu dipastikan")
RANGE = ("proyeksi", "rendah", "tinggi")
PROJECTED = [*RANGE, "n_nilai", "menjumlah", "jalur", "alasan_jalur", "tanda_proyeksi"]


@dataclass(frozen=True)
class EarlyWarning:
    """Hold the projections of a region's indicators to the end of the year.

    Parameters
    ----------
    series : DataFrame
        One row per indicator and unit: columns of `AchievementReview.latest`, zona_bawah and
        zona_atas (edges of the year's target; infinite on an open side), target_bawah_tahun and
        target_atas_tahun, proyeksi, rendah, tinggi (value at the end of the year and its range,
        unit of the indicator), n_nilai (values used), menjumlah (whether values add up within the
        year), akumulasi (as the card says; missing: `menjumlah` is a guess), jalur (`di jalur`,
        `di luar jalur`, `belum pasti`, `tidak dapat dihitung`), alasan_jalur, tanda_proyeksi (what
        has to be confirmed: a line that left the values possible, an end far above the plan) and
        terukur (measured, not projected).
    pace : Pace
        How projections are made.
    year : int
    """

    series: pd.DataFrame
    pace: Pace
    year: int

    @cached_property
    def counts(self) -> dict[str, int]:
        """Series by track: ON, OFF, UNSURE, NONE; every one is there."""
        found = self.series["jalur"].value_counts()
        return {name: int(found.get(name, 0)) for name in NAMES.values()}

    @property
    def projected(self) -> int:
        """Series with a track, projected or measured: the number of comparisons."""
        return len(self.series) - self.counts[NONE]

    @property
    def measured(self) -> int:
        """Series whose value at the end of the year is known and not projected."""
        return int(self.series["terukur"].sum())

    @cached_property
    def guessed(self) -> int:
        """Series projected whose card does not say whether values add up within the year."""
        projected = self.series["proyeksi"].notna() & ~self.series["terukur"]
        return int((projected & self.series["akumulasi"].isna()).sum())

    @property
    def chance(self) -> float:
        """Most series that would be called off track by chance if each ran exactly to its edge."""
        return (self.projected - self.measured) * (1 - self.pace.level) / 2

    @cached_property
    def off(self) -> pd.DataFrame:
        """Series off track, in the order of the cards."""
        return self.series[self.series["jalur"] == OFF]

    @cached_property
    def owners(self) -> list[str]:
        """Offices that own a series off track, in the order of the cards."""
        return [name for name in dict.fromkeys(self.off["pemilik"]) if name]


def review_warning(achievement: AchievementReview, pace: Pace | None = None) -> EarlyWarning:
    """Project every series to the end of the year and compare it with the year's target.

    Parameters
    ----------
    achievement : AchievementReview
    pace : Pace, optional
        How projections are made.

    Notes
    -----
    Values of one year back, at least `pace.minimum`, only since the last series break. Amounts that
    add up within the year (as the card says, else where the plan starts anew each January) by
    `project_total`, others by `project_level`. Where the last period of the year is known, it is
    not projected but compared.
    """
    pace, year = pace or Pace(), int(achievement.period[:4])
    targets = _find_year_targets(achievement, year)
    series = achievement.latest.merge(targets, on=["iku_id", "unit_id"], how="left")
    says = achievement.cards.drop_duplicates("iku_id").set_index("iku_id")["akumulasi"]
    series = series.assign(akumulasi=series["iku_id"].map(says)).join(_set_zones(series))
    series = series.join(find_limits(series, achievement.cards, achievement.judged))
    parts = [pd.DataFrame(columns=PROJECTED)]
    for _often, own in series.groupby("frekuensi", sort=False):
        keys = pd.MultiIndex.from_frame(own[["iku_id", "unit_id"]])
        grid = gather_series(achievement.judged, keys)
        adds_up, end = find_adding(grid, own["akumulasi"]), own["rencana_tahun"].to_numpy(float)
        found = project_series(grid, adds_up, end, year, pace)
        parts.append(_judge(own, found, pace).assign(menjumlah=adds_up))
    judged = pd.concat([part for part in parts if len(part)] or parts)
    return EarlyWarning(_close_year(series.join(judged), year), pace, year)


def _judge(series: pd.DataFrame, found: Projection, pace: Pace) -> pd.DataFrame:
    sides = ("zona_bawah", "zona_atas", "terkecil", "terbesar")
    low, high, *limits = (series[name].to_numpy(dtype=float) for name in sides)
    straight, found = found.value, limit_projection(found, *limits)
    tracks = judge_track(found, low, high)
    no_target = series["rencana_tahun"].isna()
    no_way = ~series["arah"].isin([way.value for way in Polarity])
    reasons = [no_way, no_target, _aims_at_zero(series), found.n < pace.minimum]
    reasons = np.select(reasons, [NO_WAY, NO_TARGET, ZERO_TARGET, FEW_VALUES], "")
    beyond = np.isfinite(straight) & (straight != found.value)
    far = exceed_plan(found.value, series["rencana_tahun"].to_numpy(dtype=float))
    return pd.DataFrame(
        {
            **dict(zip(RANGE, (found.value, found.low, found.high), strict=True)),
            "n_nilai": found.n,
            "jalur": [NAMES[track] for track in tracks],
            "alasan_jalur": np.where([t is Track.NONE for t in tracks], reasons, ""),
            "tanda_proyeksi": np.select([beyond, far], [LIMITED, FAR_ABOVE], ""),
        },
        index=series.index,
    )


def _find_year_targets(achievement: AchievementReview, year: int) -> pd.DataFrame:
    """Give target and plan of the end of the year: the last row of the year that has a target."""
    rows = pd.concat([achievement.judged, achievement.ahead])
    rows = rows[(rows["tahun"] == year) & ~rows["dibawa"].astype(bool)]
    aimed = rows[["target_bawah", "target_atas", "rencana"]].notna().any(axis=1)
    last = (
        rows[aimed]
        .sort_values("bulan", kind="stable")
        .drop_duplicates(["iku_id", "unit_id"], keep="last")
    )
    plan = last["rencana"].where(last["bulan"] == year * 12 + 12)
    middle = last[["target_bawah", "target_atas"]].mean(axis=1)
    return pd.DataFrame(
        {
            **{name: last[name] for name in ("iku_id", "unit_id")},
            "target_bawah_tahun": last["target_bawah"],
            "target_atas_tahun": last["target_atas"],
            "rencana_tahun": plan.fillna(middle),
        }
    )


def _set_zones(series: pd.DataFrame) -> pd.DataFrame:
    bounds = series[["target_bawah_tahun", "target_atas_tahun"]].astype(float)
    low, high = bounds.min(axis=1), bounds.max(axis=1)
    up, down = series["arah"].eq(Polarity.UP), series["arah"].eq(Polarity.DOWN)
    known = series["arah"].isin([way.value for way in Polarity]) & low.notna()
    known &= ~_aims_at_zero(series)
    zone = {"zona_bawah": low.mask(down, -np.inf), "zona_atas": high.mask(up, np.inf)}
    return pd.DataFrame(zone).where(known)


def _aims_at_zero(series: pd.DataFrame) -> pd.Series:
    """Tell where more is better and the year's target is 0, which anything would reach."""
    bounds = series[["target_bawah_tahun", "target_atas_tahun"]].astype(float)
    return series["arah"].eq(Polarity.UP) & bounds.min(axis=1).eq(0) & bounds.max(axis=1).eq(0)


def _close_year(series: pd.DataFrame, year: int) -> pd.DataFrame:
    """Compare what is already measured at the end of the year instead of projecting it."""
    ends = series["periode"].isin([f"{year}-12", f"{year}-TW4", f"{year}-S2", f"{year}"])
    known = ends & series["realisasi"].notna() & series["zona_bawah"].notna() & ~series["turunan"]
    met = (series["realisasi"] >= series["zona_bawah"]) & (
        series["realisasi"] <= series["zona_atas"]
    )
    closed = series.assign(
        **{name: series[name].mask(known, series["realisasi"]) for name in RANGE},
        jalur=series["jalur"].mask(known & met, ON).mask(known & ~met, OFF),
        alasan_jalur=series["alasan_jalur"].mask(known, ""),
        tanda_proyeksi=series["tanda_proyeksi"].mask(known | series["turunan"], ""),
        terukur=known,
    )
    derived = closed["turunan"]
    return closed.assign(
        **{name: closed[name].mask(derived) for name in RANGE},
        jalur=closed["jalur"].mask(derived, NONE),
        alasan_jalur=closed["alasan_jalur"].mask(derived, DERIVED),
    )
