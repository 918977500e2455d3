"""Change between the wave before and the reported one, for linked people and for everyone."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.change.limits import FEW_UNITS
from kinerja_lib.change.outcomes import add_outcomes
from kinerja_lib.change.responses.answers import Answers
from kinerja_lib.change.responses.review import Responses
from kinerja_lib.change.waves.limits import WaveLimits, ends, lay_out
from kinerja_lib.config.instrument import Subscale
from kinerja_lib.i18n import _
from kinerja_lib.stats.clustered import difference_clustered, mean_clustered
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.paired_change import ReliableChange, measure_change, measure_reliable_change
from kinerja_lib.stats.psychometrics.invariance import Invariance, test_waves
from kinerja_lib.stats.psychometrics.reliability import measure_alpha
from kinerja_lib.stats.psychometrics.structure import Equal, one_factor

SAME, PARTLY = _("setara"), _("setara sebagian")
DIFFERENT, UNTESTED = _("tidak setara"), _("tidak diuji")
SHIFTED = (PARTLY, DIFFERENT)  # means of the two waves are not compared
_COMPARING = ("pertama", "kedua", "ubah", "low", "high", "p", "dz", "dz_low", "dz_high", "dav",
              "dav_low", "dav_high", "r", "ubah_unit", "ubah_lain", "p_acak")  # fmt: skip


@dataclass(frozen=True)
class WaveReview:
    """Hold what changed between two waves.

    Parameters
    ----------
    responses : Responses
    limits : WaveLimits
    """

    responses: Responses
    limits: WaveLimits = field(default_factory=WaveLimits)

    @cached_property
    def subscales(self) -> tuple[Subscale, ...]:
        """Subscales of the questionnaire."""
        return self.responses.book.subscales

    @property
    def has_two(self) -> bool:
        """Tell whether there is a wave before the reported one."""
        return bool(self.responses.earlier)

    @cached_property
    def everyone(self) -> tuple[Answers, Answers]:
        """Answers kept in the wave before and in the reported one, linked or not."""
        return self.responses.kept(self.responses.earlier), self.responses.kept()

    @cached_property
    def _places(self) -> tuple[np.ndarray, np.ndarray]:
        """Rows of linked people in both waves, in the order of the first."""
        codes = [pd.Index(answers.people["resp_id"]) for answers in self.everyone]
        single = ~codes[0].duplicated(keep=False) & codes[0].notna()
        place = pd.Series(np.arange(len(codes[1])), index=codes[1])
        place = place[~codes[1].duplicated(keep=False) & codes[1].notna()]
        second = place.reindex(codes[0]).to_numpy(dtype=float)
        rows = np.flatnonzero(single & np.isfinite(second))
        return rows, second[rows].astype(int)

    @cached_property
    def linked(self) -> pd.DataFrame:
        """People with both waves: unit_id, unit, jenis of the reported wave, n rows."""
        people = self.everyone[1].people.iloc[self._places[1]].reset_index(drop=True)
        return people[["unit_id", "unit", "jenis"]]

    def pairs(self, subscale: str) -> tuple[np.ndarray, np.ndarray]:
        """Give scores of linked people in both waves, float arrays of shape (linked,)."""
        sides = zip(self.everyone, self._places, strict=True)
        first, second = (a.scores[subscale].to_numpy(dtype=float)[rows] for a, rows in sides)
        return first, second

    def answers(self, subscale: Subscale) -> tuple[np.ndarray, np.ndarray]:
        """Give keyed answers of linked people to the items asked in both waves."""
        sides = zip(self.everyone, self._places, strict=True)
        first, second = (answers.of(subscale)[rows] for answers, rows in sides)
        asked = np.isfinite(first).any(axis=0) & np.isfinite(second).any(axis=0)
        return first[:, asked], second[:, asked]

    def margin(self, subscale: str) -> float:
        """Smallest change of interest of a subscale, points of its answers."""
        book = self.responses.book.instrument_of[subscale]
        return self.limits.smallest / 100 * (book.high - book.low)

    @cached_property
    def invariance(self) -> dict[str, Invariance]:
        """Test whether each subscale measures the same in both waves of the linked people."""
        return {s.code: self._test(s) for s in self.subscales}

    def _test(self, subscale: Subscale) -> Invariance:
        first, second = self.answers(subscale)
        none = np.zeros(0, dtype=int)
        if first.shape[1] < 2 or not len(first):
            lack = Lack.FEW_ITEMS if len(first) else Lack.ALL_MISSING
            return Invariance((), none, none, lack)
        structure = one_factor(first.shape[1])
        return test_waves((first, second), structure, limits=self.limits.invariance)

    def same_meaning(self, subscale: str) -> str:
        """Say how far a subscale measures the same: one of the four words above.

        Where a step could not be fitted the test ends early and nothing is claimed.
        """
        found = self.invariance[subscale]
        if found.level is None or (found.reason and found.level < Equal.INTERCEPTS):
            return UNTESTED
        if found.level >= Equal.INTERCEPTS:
            return SAME
        return PARTLY if found.level == Equal.LOADINGS else DIFFERENT

    @cached_property
    def changes(self) -> pd.DataFrame:
        """Measure the change of linked people, one row per subscale.

        subskala (code), nama, n, pertama, kedua, ubah with low, high and p (units as clusters),
        dz and dav with limits, r, makna (`same_meaning`), batas, sebab, p_holm, hasil. Subscales
        whose meaning changed carry no figures and are not judged; the others are one family.
        """
        rows = pd.DataFrame([self._change(s) for s in self.subscales])
        known = rows["makna"].isin([SAME, UNTESTED]) & (rows["n"] >= self.limits.people)
        few = (rows["n"] < self.limits.people) & (rows["sebab"] == "")
        rows = rows.assign(boleh=known, sebab=rows["sebab"].mask(few, str(Lack.FEW_PEOPLE)))
        return add_outcomes(blank_shifted(rows), self.limits.level, allowed="boleh")

    def _change(self, subscale: Subscale) -> dict[str, object]:
        first, second = self.pairs(subscale.code)
        both = np.isfinite(first) & np.isfinite(second)
        paired = measure_change(first, second)
        mean = mean_clustered(second - first, self.linked["unit_id"].to_numpy(), least=FEW_UNITS)
        return {
            "subskala": subscale.code,
            "nama": subscale.name,
            "n": int(both.sum()),
            "pertama": first[both].mean() if both.any() else np.nan,
            "kedua": second[both].mean() if both.any() else np.nan,
            **lay_out(mean),
            **ends(paired.d_z, "dz", "dz_low", "dz_high"),
            **ends(paired.d_av, "dav", "dav_low", "dav_high"),
            "r": paired.correlation,
            "makna": self.same_meaning(subscale.code),
            "batas": self.margin(subscale.code),
        }

    @cached_property
    def reliable(self) -> pd.DataFrame:
        """Count changes beyond the error of the score, of the group and never of a person.

        subskala, nama, n, alfa (of the first wave), galat (points), naik, turun, tetap (people),
        naik_persen, turun_persen, makna, sebab; nothing is counted where the meaning changed.
        """
        return pd.DataFrame([self._reliable(s) for s in self.subscales])

    def _reliable(self, subscale: Subscale) -> dict[str, object]:
        alpha = measure_alpha(self.everyone[0].of(subscale))
        first, second = self.pairs(subscale.code)
        found: ReliableChange = measure_reliable_change(
            first, second, alpha.raw, limit=self.limits.reliable
        )
        meaning = self.same_meaning(subscale.code)
        known = found.n > 0 and not found.reason and meaning not in SHIFTED
        cells = {
            "subskala": subscale.code,
            "nama": subscale.name,
            "n": found.n,
            "alfa": alpha.raw,
            "galat": found.error,
        }
        counts = {"naik": found.up, "turun": found.down, "tetap": found.same}
        for name, count in counts.items():
            cells[name] = count if known else None
            cells[f"{name}_persen"] = 100 * count / found.n if known else np.nan
        return cells | {"makna": meaning, "sebab": str(found.reason)}

    @cached_property
    def crosswise(self) -> pd.DataFrame:
        """Compare everyone who answered each wave, beside the linked people.

        subskala, nama, n_pertama, n (second wave), pertama, kedua, ubah, low, high, p, sebab,
        batas, makna, p_holm, hasil. A unit, or a person where units are few, counts once in both
        waves.
        """
        rows = pd.DataFrame([self._across(s) for s in self.subscales])
        rows = blank_shifted(rows.assign(makna=self.changes["makna"].to_numpy()))
        known = ~rows["makna"].isin(SHIFTED)
        known &= (rows[["n_pertama", "n"]] >= self.limits.people).all(axis=1)
        return add_outcomes(rows.assign(boleh=known), self.limits.level, allowed="boleh")

    def _across(self, subscale: Subscale) -> dict[str, object]:
        units = pd.concat([a.people["unit_id"] for a in self.everyone]).nunique()
        cluster = "unit_id" if units >= FEW_UNITS else "resp_id"
        sides = [a.scores[subscale.code].to_numpy(dtype=float) for a in self.everyone]
        known = [values[np.isfinite(values)] for values in sides]
        found = difference_clustered(
            np.concatenate(sides),
            np.repeat([False, True], [len(values) for values in sides]),
            np.concatenate([a.people[cluster].to_numpy(dtype=object) for a in self.everyone]),
        )
        return {
            "subskala": subscale.code,
            "nama": subscale.name,
            "n_pertama": len(known[0]),
            "n": len(known[1]),
            "pertama": known[0].mean() if len(known[0]) else np.nan,
            "kedua": known[1].mean() if len(known[1]) else np.nan,
            **lay_out(found),
            "batas": self.margin(subscale.code),
        }

    @cached_property
    def kinds(self) -> pd.DataFrame:
        """Measure the change of linked people by kind of unit and subscale; one family.

        jenis, subskala, nama, n, unit (units), pertama, kedua, ubah with low, high, p, sebab,
        batas, makna, p_holm, hasil. A kind with fewer than `limits.people` linked people, or a
        subscale whose meaning changed (without figures), is not judged and does not count in the
        family.
        """
        kinds = sorted(self.linked["jenis"].dropna().unique())
        rows = [self._change_kind(kind, s) for s in self.subscales for kind in kinds]
        if not rows:
            return pd.DataFrame()
        table = blank_shifted(pd.DataFrame(rows))
        known = table["makna"].isin([SAME, UNTESTED]) & (table["n"] >= self.limits.people)
        return add_outcomes(table.assign(boleh=known), self.limits.level, allowed="boleh")

    def _change_kind(self, kind: str, subscale: Subscale) -> dict[str, object]:
        first, second = self.pairs(subscale.code)
        own = np.isfinite(first) & np.isfinite(second)
        own &= (self.linked["jenis"] == kind).to_numpy(dtype=bool)
        units = self.linked.loc[own, "unit_id"]
        mean = mean_clustered((second - first)[own], units.to_numpy(), least=FEW_UNITS)
        return {
            "jenis": kind,
            "subskala": subscale.code,
            "nama": subscale.name,
            "n": int(own.sum()),
            "unit": units.nunique(),
            "pertama": first[own].mean() if own.any() else np.nan,
            "kedua": second[own].mean() if own.any() else np.nan,
            **lay_out(mean),
            "batas": self.margin(subscale.code),
            "makna": self.same_meaning(subscale.code),
        }


def blank_shifted(rows: pd.DataFrame) -> pd.DataFrame:
    """Take away what compares the waves where the items changed their meaning (column makna)."""
    away = rows["makna"].isin(SHIFTED)
    own = [name for name in _COMPARING if name in rows]
    return rows.assign(**{name: rows[name].mask(away) for name in own}) if away.any() else rows


def review_waves(responses: Responses, limits: WaveLimits | None = None) -> WaveReview:
    """Compare the reported wave with the one before it."""
    return WaveReview(responses, limits or WaveLimits())
