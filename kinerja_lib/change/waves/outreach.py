"""Change in units that outreach reached between the waves, beside units it did not reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.change.outcomes import add_outcomes
from kinerja_lib.change.waves.limits import number
from kinerja_lib.change.waves.review import SAME, UNTESTED, WaveReview, blank_shifted
from kinerja_lib.config.instrument import Subscale
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.unit_effects import compare_units

THEMES = ("manfaat", "kesiapan")
DRAWS = 2000  # assignments of units, where there are too many to look at all


@dataclass(frozen=True)
class OutreachEffects:
    """Hold differences in differences of units, topic by topic.

    Parameters
    ----------
    waves : WaveReview
    themes : tuple of str
        Themes of the subscales that outreach is held for.
    """

    waves: WaveReview
    themes: tuple[str, ...] = field(default=THEMES)

    @cached_property
    def subscales(self) -> tuple[Subscale, ...]:
        """Subscales that are compared."""
        return self.waves.responses.book.themes(*self.themes)

    @cached_property
    def between(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """Last day of the first wave and first day of the second."""
        first, second = (answers.people["tanggal"] for answers in self.waves.everyone)
        return first.max(), second.min()

    @cached_property
    def sessions(self) -> pd.DataFrame:
        """Sessions held between the waves: topik, unit_id, sosialisasi_id."""
        rows = self.waves.responses.evidence.frame("sosialisasi")
        low, high = self.between
        held = (rows["tanggal"] > low) & (rows["tanggal"] < high)
        return rows.loc[held, ["topik", "unit_id", "sosialisasi_id"]].dropna()

    @cached_property
    def attended(self) -> pd.Series:
        """Participants recorded by session."""
        rows = self.waves.responses.evidence.frame("peserta_sosialisasi")
        return rows.groupby("sosialisasi_id")["peserta_id"].nunique()

    @cached_property
    def units(self) -> pd.DataFrame:
        """Mean change of linked people by unit (index) and subscale; few people give no value."""
        linked = self.waves.linked
        columns = {}
        for subscale in self.subscales:
            first, second = self.waves.pairs(subscale.code)
            known = pd.Series(second - first, index=linked.index).groupby(linked["unit_id"])
            mean, count = known.mean(), known.count()
            columns[subscale.code] = mean.where(count >= self.waves.limits.unit_people)
        return pd.DataFrame(columns)

    @cached_property
    def people(self) -> pd.Series:
        """Linked people by unit."""
        return self.waves.linked["unit_id"].value_counts()

    @cached_property
    def effects(self) -> pd.DataFrame:
        """Compare units reached with units not reached, by topic and subscale.

        topik, subskala, nama, unit (reached), unit_lain, n (linked people of the units compared),
        hadir (participants recorded), ubah_unit, ubah_lain, ubah = ubah_unit - ubah_lain with low,
        high, p, p_acak (all ways to name as many units), batas, sebab, p_holm, hasil; one family.
        """
        rows = [
            self._compare(topic, set(own["unit_id"]), own, subscale)
            for topic, own in self.sessions.groupby("topik", sort=True)
            for subscale in self.subscales
        ]
        if not rows:
            return pd.DataFrame()
        table = blank_shifted(pd.DataFrame(rows))
        known = table["makna"].isin([SAME, UNTESTED]) & (table["sebab"] == "")
        return add_outcomes(table.assign(boleh=known), self.waves.limits.level, allowed="boleh")

    def _compare(
        self, topic: str, reached: set[str], own: pd.DataFrame, subscale: Subscale
    ) -> dict[str, object]:
        limits = self.waves.limits
        values = self.units[subscale.code].dropna()
        treated = values.index.isin(reached)
        found = compare_units(values.to_numpy(), treated, seed=limits.seed, draws=DRAWS)
        few = min(found.treated, found.others) < limits.units
        lack = Lack.FEW_GROUPS if few else Lack.NO_SPREAD if found.p is None else Lack.NOTHING
        return {
            "topik": topic,
            "subskala": subscale.code,
            "nama": subscale.name,
            "unit": found.treated,
            "unit_lain": found.others,
            "n": int(self.people.reindex(values.index).sum()),
            "hadir": int(self.attended.reindex(own["sosialisasi_id"]).fillna(0).sum()),
            "ubah_unit": values[treated].mean() if treated.any() else np.nan,
            "ubah_lain": values[~treated].mean() if (~treated).any() else np.nan,
            "ubah": number(found.estimate),
            "low": np.nan if few else number(found.low),
            "high": np.nan if few else number(found.high),
            "p": np.nan if few else number(found.p),
            "p_acak": np.nan if few else number(found.p_permutation),
            "sebab": str(lack),
            "makna": self.waves.same_meaning(subscale.code),
            "batas": self.waves.margin(subscale.code),
        }


def review_outreach(waves: WaveReview, themes: tuple[str, ...] = THEMES) -> OutreachEffects:
    """Compare the change of units with outreach between the waves and of units without."""
    return OutreachEffects(waves, themes)
