"""From staff invited to answers used, in all and by unit, and which of these counts may be shown.

Nested counts give away the people between them: 1.443 questionnaires of which 1.442 hold enough
answers say that one person left too much empty. So a count is shown only where it differs from
every other shown count by nobody or by enough people.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from kinerja_lib.change.limits import PEOPLE
from kinerja_lib.change.quality.frame import list_invited
from kinerja_lib.change.responses.review import Responses

INVITED, GIVEN, INSIDE, USABLE, KEPT = "diundang", "menjawab", "dalam", "layak", "dipakai"
STEPS = (INVITED, GIVEN, INSIDE, USABLE, KEPT)
PARTS = {"outside": (GIVEN, INSIDE), "short": (INSIDE, USABLE), "apart": (USABLE, KEPT)}
_FIRST = (KEPT, INVITED, USABLE, GIVEN, INSIDE)  # results rest on `KEPT`, the rate on the next two


def mark_people(responses: Responses) -> pd.DataFrame:
    """Give the rows of the wave: as `Answers.people`, with bool columns dalam, layak, dipakai."""
    wave = responses.wave
    if not wave:
        return pd.DataFrame(columns=["unit_id", "unit", "jenis", INSIDE, USABLE, KEPT])
    inside = ~responses.is_outside(wave)
    usable, kept = np.zeros(len(inside), dtype=bool), np.zeros(len(inside), dtype=bool)
    usable[inside] = responses.is_usable(wave)
    kept[usable] = ~responses.flags(wave)[1]
    marks = {INSIDE: inside, USABLE: usable, KEPT: kept}
    return responses.given(wave).people.assign(**marks)


def list_frame(responses: Responses, people: pd.DataFrame) -> pd.DataFrame:
    """Give the staff invited to the wave; see `list_invited`."""
    day = people["tanggal"].min() if responses.wave else pd.NaT
    day = pd.Timestamp(responses.evidence.reference_date) if pd.isna(day) else day
    return list_invited(responses.evidence, day)


def count_units(responses: Responses, people: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """Count the response of every unit, the one way for the whole report.

    Returns
    -------
    DataFrame
        By name: unit_id, unit, `STEPS` (people), persen (usable over invited, per cent; NaN where
        nobody is listed or more answered than are listed).
    """
    steps = {name: people[name].astype(int) for name in STEPS[2:]}
    given = people[["unit_id"]].assign(menjawab=1, **steps).groupby("unit_id").sum()
    asked = frame.groupby("unit_id").size().rename(INVITED)
    table = pd.concat([asked, given], axis=1).fillna(0).astype(int).rename_axis("unit_id")
    table = table.reset_index()
    table = table.assign(unit=responses.evidence.name_units(table["unit_id"]))
    rates = [measure_rate(row.layak, row.diundang) for row in table.itertuples()]
    table = table.assign(persen=np.array(rates, dtype=float))
    return table.sort_values(["unit", "unit_id"], ignore_index=True)


def review_units(responses: Responses) -> pd.DataFrame:
    """Count the response of every unit in the reported wave; see `count_units`."""
    people = mark_people(responses)
    return count_units(responses, people, list_frame(responses, people))


def measure_rate(part: int, whole: int) -> float:
    """Compute a response rate, per cent; NaN without a frame or above it."""
    return 100 * part / whole if 0 < whole and part <= whole else np.nan


def tells_few(one: int, other: int) -> bool:
    """Tell whether two counts shown side by side give a number of people that is too small."""
    return 0 < abs(one - other) < PEOPLE


def choose_steps(flow: Mapping[str, int]) -> frozenset[str]:
    """Name the steps whose counts may be shown together; those first in `_FIRST` come first."""
    shown: list[str] = []
    for name in _FIRST:
        if not any(tells_few(flow[name], count) for count in (0, *(flow[s] for s in shown))):
            shown.append(name)
    return frozenset(shown)


def hide_parts(flow: Mapping[str, int], shown: Collection[str]) -> set[str]:
    """Name the `PARTS` between two steps whose number may not be said; nobody may be said."""
    return {
        name
        for name, (upper, lower) in PARTS.items()
        if flow[upper] > flow[lower] and not {upper, lower} <= set(shown)
    }
