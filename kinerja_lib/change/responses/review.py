"""The answers of the survey, wave by wave: what was asked, what is set aside, what is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.change.responses.ages import band_ages
from kinerja_lib.change.responses.answers import Answers
from kinerja_lib.change.responses.columns import (
    find_outside,
    refuse_absent,
    refuse_lost,
    refuse_range,
)
from kinerja_lib.change.responses.turnout import Turnout
from kinerja_lib.config.instrument import Codebook
from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.stats.psychometrics.careless import CarelessSigns, measure_careless
from kinerja_lib.stats.psychometrics.careless_flags import CarelessLimits, flag_careless

TABLE = "survei_asn"
PEOPLE = (
    *("resp_id", "gelombang", "unit_id", "tanggal", "detik"),
    *("jenis_kelamin", "kelompok_usia", "status", "komentar"),
)


@dataclass(frozen=True)
class ResponseLimits:
    """Say which answers count.

    Parameters
    ----------
    min_answered : float
        Share of the items of a subscale that a score needs, per cent.
    min_usable : float
        Share of all items asked that makes a questionnaire usable, per cent.
    most_outside : float
        Respondents with an answer outside the range, per cent, from which the codebook is taken to
        be wrong and nothing is computed; up to there they are set aside and counted.
    careless : CarelessLimits
        Where a sign of careless answers becomes a flag, and how many flags set a person apart.
    """

    min_answered: float = 75.0
    min_usable: float = 50.0
    most_outside: float = 2.0
    careless: CarelessLimits = field(default_factory=CarelessLimits)


@dataclass(frozen=True)
class Responses:
    """Hold the survey of staff.

    Parameters
    ----------
    evidence : Evidence
    book : Codebook
    limits : ResponseLimits
    asked_wave : str
        Wave that the report is about; empty for the last one begun by the end of the period.
    """

    evidence: Evidence
    book: Codebook
    limits: ResponseLimits
    asked_wave: str = ""

    @cached_property
    def rows(self) -> pd.DataFrame:
        """All accepted rows of the survey, with `unit` and `jenis` of the unit."""
        rows = self.evidence.frame(TABLE)
        refuse_absent(rows, self.book)
        units = self.evidence.units
        return rows.assign(
            unit=self.evidence.name_units(rows["unit_id"]),
            jenis=rows["unit_id"].map(units["jenis"]).astype("str"),
            kelompok_usia=band_ages(rows["kelompok_usia"]),
        )

    @cached_property
    def waves(self) -> tuple[str, ...]:
        """Waves begun by the end of the period, in order of their first day, then of their name."""
        rows = self.rows.dropna(subset=["gelombang"])
        first = rows.groupby("gelombang")["tanggal"].min()
        known = first[~(first > pd.Timestamp(self.evidence.period_end))]
        order = known.reset_index().sort_values(["tanggal", "gelombang"], na_position="first")
        return tuple(order["gelombang"])

    @cached_property
    def wave(self) -> str:
        """Wave that the report is about; empty where there is none."""
        if not self.asked_wave:
            return self.waves[-1] if self.waves else ""
        if self.asked_wave not in self.waves:
            problem = _("Gelombang {name} tidak ada sampai akhir periode. Yang ada: {known}.")
            known = ", ".join(clean_text(wave, 40) for wave in self.waves[:10]) or "-"
            raise DataError(problem.format(name=clean_text(self.asked_wave, 40), known=known))
        return self.asked_wave

    @cached_property
    def earlier(self) -> str:
        """Wave before the reported one; empty where there is none."""
        place = self.waves.index(self.wave) if self.wave else 0
        return self.waves[place - 1] if place else ""

    @cached_property
    def turnout(self) -> Turnout:
        """Who was invited to the reported wave, answered and is used."""
        return Turnout(self)

    @property
    def _all(self) -> tuple[str, ...]:
        """Waves; where there is none, one without a name and without rows."""
        return self.waves or ("",)

    def given(self, wave: str) -> Answers:
        """Give every row of a wave, also those with an answer outside the range."""
        return self._given[wave]

    @cached_property
    def _given(self) -> dict[str, Answers]:
        return {wave: self._read(wave) for wave in self._all}

    def _read(self, wave: str) -> Answers:
        own = self.rows[self.rows["gelombang"] == wave].reset_index(drop=True)
        asked = own.reindex(columns=[i.code for i in self.book.items]).to_numpy(dtype=float)
        for place, item in enumerate(self.book.items):
            if item.waves and wave not in item.waves:
                asked[:, place] = np.nan
        codes = [book.missing_codes for book in self.book.instruments for _item in book.items]
        for place in np.flatnonzero([len(own_codes) > 0 for own_codes in codes]):
            asked[np.isin(asked[:, place], codes[place]), place] = np.nan
        people = own[[*PEOPLE, "unit", "jenis"]]
        return Answers(people, asked, self.book, self.limits.min_answered)

    def is_outside(self, wave: str) -> np.ndarray:
        """Tell who gave an answer outside the range of the codebook; bool, shape (rows,)."""
        return find_outside(self.given(wave)).any(axis=1)

    def answered(self, wave: str) -> Answers:
        """Give the respondents of a wave whose answers are all inside the range."""
        return self._answered[wave]

    @cached_property
    def _answered(self) -> dict[str, Answers]:
        return {wave: self._inside(wave) for wave in self._all}

    def _inside(self, wave: str) -> Answers:
        outside = self.is_outside(wave)
        if 100 * outside.sum() > self.limits.most_outside * len(outside):
            refuse_range(self.given(wave), wave)
        return self.given(wave).take(~outside)

    def is_usable(self, wave: str) -> np.ndarray:
        """Tell who answered enough of the items asked in a wave; bool, shape (n,)."""
        answers = self.answered(wave)
        asked = np.isfinite(answers.asked).any(axis=0)
        share = np.isfinite(answers.asked).sum(axis=1) / max(int(asked.sum()), 1)
        return (share > 0) & (100 * share >= self.limits.min_usable)

    def usable(self, wave: str) -> Answers:
        """Give who answered enough, careless or not."""
        return self._usable[wave]

    @cached_property
    def _usable(self) -> dict[str, Answers]:
        return {wave: self.answered(wave).take(self.is_usable(wave)) for wave in self._all}

    def signs(self, wave: str) -> CarelessSigns:
        """Measure the signs of careless answers of the usable respondents of a wave."""
        return self._signs[wave][0]

    def flags(self, wave: str) -> tuple[dict[str, np.ndarray], np.ndarray]:
        """Give the flags by sign, and who is set apart; bool arrays of shape (usable,)."""
        return self._signs[wave][1]

    @cached_property
    def _signs(self) -> dict[str, tuple]:
        return {wave: self._measure(wave) for wave in self._all}

    def _measure(self, wave: str) -> tuple[CarelessSigns, tuple]:
        answers = self.usable(wave)
        signs = measure_careless(answers.asked, answers.keyed, answers.subscale, answers.limits)
        seconds = answers.people["detik"].to_numpy(dtype=float)
        return signs, flag_careless(signs, self.limits.careless, seconds=seconds)

    def kept(self, wave: str = "") -> Answers:
        """Give the respondents that results rest on: usable and not set apart."""
        return self._kept[wave or self.wave]

    @cached_property
    def _kept(self) -> dict[str, Answers]:
        return {wave: self.usable(wave).take(~self.flags(wave)[1]) for wave in self._all}


def review_responses(
    evidence: Evidence, book: Codebook, limits: ResponseLimits | None = None, *, wave: str = ""
) -> Responses:
    """Read the survey by its codebook.

    Raises
    ------
    DataError
        Every row of the survey was set aside; the codebook names items that it does not have;
        more than a few answers lie outside the range of the codebook; the wave asked for does not
        exist.
    """
    refuse_lost(evidence.checked.loads, TABLE)
    found = Responses(evidence, book, limits or ResponseLimits(), wave)
    if found.wave:
        found.answered(found.wave)
    return found
