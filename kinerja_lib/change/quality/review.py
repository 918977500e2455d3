"""Quality of the response of the reported wave."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import stats

from kinerja_lib.change.limits import LEVEL, LOW_RATE, PEOPLE, SMALLEST
from kinerja_lib.change.outcomes import ALIKE, CANNOT, OPEN
from kinerja_lib.change.quality.flow import choose_steps, tells_few
from kinerja_lib.change.responses.answers import Answers
from kinerja_lib.change.responses.frame import order_bands, place_in_bands
from kinerja_lib.change.responses.review import Responses
from kinerja_lib.change.responses.turnout import GIVEN, INVITED, KEPT, STEPS, USABLE, measure_rate
from kinerja_lib.i18n import _
from kinerja_lib.stats.multiplicity import adjust_holm

VARIABLES = ("jenis_kelamin", "usia", "status", "jenis")
JOINED = _("kelas kecil digabung")
OVER, UNDER = _("lebih banyak di antara responden"), _("lebih sedikit di antara responden")


@dataclass(frozen=True)
class QualityLimits:
    """Say what counts as hardly answering and as a difference.

    Parameters
    ----------
    low_rate : float
        Response rate below which a unit hardly answers, per cent.
    smallest_share : float
        Smallest difference of interest between the share of a class among respondents and in the
        frame, percentage points.
    smallest_score : float
        Smallest difference of interest between two ways of computing the mean of a scale, per cent
        of the range of the answers.
    smallest_alpha : float
        The same of alpha.
    least : int
        Fewest people of a unit that is named.
    level : float
        Chance of any false difference in the family of frame variables.
    """

    low_rate: float = LOW_RATE
    smallest_share: float = SMALLEST
    smallest_score: float = 2.5
    smallest_alpha: float = 0.02
    least: int = PEOPLE
    level: float = LEVEL


@dataclass(frozen=True)
class QualityReview:
    """Hold the quality of the response of one wave.

    Parameters
    ----------
    responses : Responses
    limits : QualityLimits
    """

    responses: Responses
    limits: QualityLimits = field(default_factory=QualityLimits)

    @property
    def wave(self) -> str:
        """Wave that is reported; empty where there is none."""
        return self.responses.wave

    @property
    def people(self) -> pd.DataFrame:
        """Rows of the wave; see `Turnout.people`."""
        return self.responses.turnout.people

    @property
    def invited(self) -> pd.DataFrame:
        """Frame of the wave; see `Turnout.invited`."""
        return self.responses.turnout.invited

    @property
    def units(self) -> pd.DataFrame:
        """Flow by unit, by name; see `Turnout.units`."""
        return self.responses.turnout.units

    @cached_property
    def flow(self) -> dict[str, int]:
        """Count people at each of `STEPS`; invited is 0 where there is no frame."""
        steps = [int(self.people[name].sum()) for name in STEPS[2:]]
        counts = (len(self.invited), len(self.people), *steps)
        return dict(zip(STEPS, counts, strict=True))

    @cached_property
    def shown(self) -> frozenset[str]:
        """Steps whose counts may be shown; see `choose_steps`."""
        return choose_steps(self.flow)

    @property
    def hides_rows(self) -> bool:
        """Tell whether the rows of the survey table would tell a count that may not be shown."""
        given = self.flow[GIVEN]
        return GIVEN not in self.shown and 0 < given == len(self.responses.rows)

    @property
    def base(self) -> str:
        """Step that tables and sentences call respondents.

        Those with enough answers; where their number would give away how few were set apart, those
        whose answers are used.
        """
        return USABLE if USABLE in self.shown else KEPT

    @property
    def rate(self) -> float:
        """Response rate, per cent: usable over invited; NaN without a frame or above it.

        RR2 of AAPOR, Standard Definitions: complete and partial answers over all that are eligible;
        all of the frame are taken to be eligible. Where `base` is those used, a lower limit of it.
        """
        return measure_rate(self.flow[self.base], self.flow[INVITED])

    @cached_property
    def silent(self) -> list[str]:
        """Name units of enough invited people whose rate is below the limit."""
        own = self.units[self.units["diundang"] >= self.limits.least]
        return own.loc[own["persen"] < self.limits.low_rate, "unit"].tolist()

    @cached_property
    def classes(self) -> pd.DataFrame:
        """Compare respondents with the frame by class.

        peubah (one of `VARIABLES`), kelas, diundang, responden, persen (rate), kerangka and sampel
        (shares of the class in per cent of the frame and of the respondents), selisih (points).
        """
        parts = [self._compare(name) for name in VARIABLES]
        columns = ["peubah", "kelas", "diundang", "responden", "persen", "kerangka", "sampel"]
        known = [part for part in parts if part is not None]
        if not known:
            return pd.DataFrame(columns=[*columns, "selisih"])
        return pd.concat(known, ignore_index=True)[[*columns, "selisih"]]

    def _compare(self, name: str) -> pd.DataFrame | None:
        people = self.people[self.people[self.base].astype(bool)]
        if name == "usia":
            bands = order_bands(people.get("kelompok_usia", pd.Series(dtype=str)).dropna().unique())
            if bands is None:
                return None
            asked, given = place_in_bands(self.invited["usia"], bands), people["kelompok_usia"]
        else:
            asked, given = self.invited[name], people.get(name, pd.Series(dtype=str))
            bands = dict.fromkeys(sorted({*asked.dropna(), *given.dropna()}))
        one, two = asked.value_counts(), given.value_counts()
        if one.sum() == 0 or two.sum() == 0 or len(bands) < 2:
            return None
        rows = pd.DataFrame({"peubah": name, "kelas": list(bands)})
        rows = rows.assign(
            diundang=rows["kelas"].map(one).fillna(0).astype(int),
            responden=rows["kelas"].map(two).fillna(0).astype(int),
        )
        rows = _merge_small(rows, self.limits.least)
        if len(rows) < 2:
            return None
        rates = [measure_rate(row.responden, row.diundang) for row in rows.itertuples()]
        share, own = 100 * rows["diundang"] / one.sum(), 100 * rows["responden"] / two.sum()
        return rows.assign(persen=rates, kerangka=share, sampel=own, selisih=own - share)

    @cached_property
    def variables(self) -> pd.DataFrame:
        """Judge each frame variable by its largest gap: peubah, kelas, selisih, p, p_holm, hasil.

        Chi-square of who answered and who did not by class, Holm over the variables. One row for
        each of `VARIABLES`; hasil says `CANNOT` where the frame does not have it.
        """
        rows = [self._judge(name) for name in VARIABLES]
        table = pd.DataFrame(rows, columns=["peubah", "kelas", "selisih", "p"])
        table = table.assign(p_holm=adjust_holm(table["p"].to_numpy(dtype=float)))
        return table.assign(hasil=[self._name(row) for row in table.itertuples()])

    def _judge(self, name: str) -> dict[str, object]:
        rows = self.classes[self.classes["peubah"] == name]
        empty = {"peubah": name, "kelas": "", "selisih": np.nan, "p": np.nan}
        away = rows["diundang"] - rows["responden"]
        if rows.empty or (away < 0).any():
            return empty
        known = rows[rows["diundang"] > 0]
        table = np.stack([known["responden"], away[known.index]])
        if len(known) < 2 or (table.sum(axis=1) == 0).any():
            return empty
        p = float(stats.chi2_contingency(table, correction=False).pvalue)
        worst = rows.loc[rows["selisih"].abs().idxmax()]
        return {"peubah": name, "kelas": worst["kelas"], "selisih": worst["selisih"], "p": p}

    def _name(self, row: object) -> str:
        if np.isnan(row.p):
            return CANNOT
        if abs(row.selisih) < self.limits.smallest_share:
            return ALIKE
        if row.p_holm >= self.limits.level:
            return OPEN
        return OVER if row.selisih > 0 else UNDER

    def answers(self, *, kept: bool) -> Answers | None:
        """Give the answers of the wave, of all usable or of those kept; None without a wave."""
        if not self.wave:
            return None
        return self.responses.kept() if kept else self.responses.usable(self.wave)

    @property
    def counted(self) -> Answers | None:
        """Answers of the respondents that `base` names; None without a wave."""
        return self.answers(kept=self.base == KEPT)


def _merge_small(rows: pd.DataFrame, least: int) -> pd.DataFrame:
    """Join classes where few were asked, few answered or few did not, until none of it is few."""
    size = rows[["diundang", "responden"]].min(axis=1)
    away = (rows["diundang"] - rows["responden"]).abs()
    size = size.where(away == 0, np.minimum(size, away))
    order = size.sort_values(kind="stable").index
    small = int((size < least).sum())
    while 0 < small < len(rows) and _is_few(rows.loc[order[:small]], least):
        small += 1
    if small < 2:
        return rows if small == 0 else rows.iloc[:0]
    mine = rows.loc[order[:small]]
    joined = {"peubah": rows["peubah"].iloc[0], "kelas": JOINED}
    joined |= {name: int(mine[name].sum()) for name in ("diundang", "responden")}
    rest = rows.drop(index=mine.index)
    return pd.concat([rest, pd.DataFrame([joined])], ignore_index=True)


def _is_few(rows: pd.DataFrame, least: int) -> bool:
    asked, given = int(rows["diundang"].sum()), int(rows["responden"].sum())
    return min(asked, given) < least or tells_few(asked, given)


def review_quality(responses: Responses, limits: QualityLimits | None = None) -> QualityReview:
    """Prepare the quality of the response of the reported wave."""
    return QualityReview(responses, limits or QualityLimits())
