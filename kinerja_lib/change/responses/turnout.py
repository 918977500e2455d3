"""Who was invited, answered and is used, person by person and by unit, one way for the report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kinerja_lib.change.responses.frame import list_invited

if TYPE_CHECKING:
    from kinerja_lib.change.responses.review import Responses

INVITED, GIVEN, INSIDE, USABLE, KEPT = "diundang", "menjawab", "dalam", "layak", "dipakai"
STEPS = (INVITED, GIVEN, INSIDE, USABLE, KEPT)


@dataclass(frozen=True)
class Turnout:
    """Hold the turnout of the reported wave.

    Parameters
    ----------
    responses : Responses
        With the full codebook.
    """

    responses: Responses

    @cached_property
    def people(self) -> pd.DataFrame:
        """Rows of the wave: as `Answers.people`, with bool columns dalam, layak, dipakai."""
        responses, wave = self.responses, self.responses.wave
        if not wave:
            return pd.DataFrame(columns=["unit_id", "unit", "jenis", INSIDE, USABLE, KEPT])
        inside = ~responses.is_outside(wave)
        usable, kept = np.zeros(len(inside), dtype=bool), np.zeros(len(inside), dtype=bool)
        usable[inside] = responses.is_usable(wave)
        kept[usable] = ~responses.flags(wave)[1]
        marks = {INSIDE: inside, USABLE: usable, KEPT: kept}
        return responses.given(wave).people.assign(**marks)

    @cached_property
    def invited(self) -> pd.DataFrame:
        """Staff invited on the first day of the wave; see `list_invited`."""
        evidence = self.responses.evidence
        day = self.people["tanggal"].min() if self.responses.wave else pd.NaT
        return list_invited(
            evidence, pd.Timestamp(evidence.reference_date if pd.isna(day) else day)
        )

    @cached_property
    def units(self) -> pd.DataFrame:
        """Response of every unit, by name: unit_id, unit, `STEPS` (people), persen.

        persen is usable over invited, per cent; NaN where nobody is listed or more answered than
        are listed.
        """
        steps = {name: self.people[name].astype(int) for name in STEPS[2:]}
        given = self.people[["unit_id"]].assign(menjawab=1, **steps).groupby("unit_id").sum()
        asked = self.invited.groupby("unit_id").size().rename(INVITED)
        table = pd.concat([asked, given], axis=1).fillna(0).astype(int).rename_axis("unit_id")
        table = table.reset_index()
        table = table.assign(unit=self.responses.evidence.name_units(table["unit_id"]))
        rates = [measure_rate(row.layak, row.diundang) for row in table.itertuples()]
        table = table.assign(persen=np.array(rates, dtype=float))
        return table.sort_values(["unit", "unit_id"], ignore_index=True)


def measure_rate(part: int, whole: int) -> float:
    """Compute a response rate, per cent; NaN without a frame or above it."""
    return 100 * part / whole if 0 < whole and part <= whole else np.nan
