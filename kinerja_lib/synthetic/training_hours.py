"""Hours of training in a year: the usual courses, who stays below 20, who exceeds the ceiling."""

from __future__ import annotations

import numpy as np

from kinerja_lib.synthetic.columns import draw_codes
from kinerja_lib.synthetic.course_scores import without_scores
from kinerja_lib.synthetic.courses import USUAL, YEARS
from kinerja_lib.synthetic.training_register import Register

MINIMUM, CEILING = 20.0, 24.0  # hours a year: PNS at least, PPPK at most
# Usual courses a person takes in one year, and how often in a hundred: PNS and CPNS, PPPK, and
# everybody in the kind of unit that gets little.
BUNDLES = ((), (0,), (0, 1), (2,), (3,), (0, 2))
CHANCES = ((14, 13, 20, 25, 13, 15), (20, 27, 25, 14, 11, 3), (40, 35, 10, 8, 4, 3))
NEGLECTED = {"kotabumi": "puskesmas"}
_STARTS = ("02-10", "04-07", "05-05", "07-07")


def fill_hours(register: Register) -> None:
    """Add the usual courses of every year.

    A bundle of courses is drawn for each active person appointed before 1 February of the year.
    PNS who already have 20 hours from other courses take none, PPPK who have any take none.
    """
    people = register.people
    contract = people.staff.status >= 2
    kind = people.unit["jenis"].to_numpy(dtype=object)[people.staff.unit]
    little = kind == NEGLECTED.get(people.plan.slug, "")
    for year in YEARS:
        places = [
            register.open_course(f"{name} {year}", f"{year}-{start}", jp=float(jp), cara=mode)
            for (name, mode, jp), start in zip(USUAL, _STARTS, strict=True)
        ]
        draws = [draw_codes(register.rng, chances, len(kind)) for chances in CHANCES]
        bundle = np.where(little, draws[2], np.where(contract, draws[1], draws[0]))
        served = register.hours[year] >= np.where(contract, 0.5, MINIMUM)
        ready = people.staff.appointed < np.datetime64(f"{year}-02-01")
        bundle[served | ~people.active | ~ready] = 0
        for course, place in enumerate(places):
            takes = np.array([course in chosen for chosen in BUNDLES])[bundle]
            register.add(
                without_scores(np.flatnonzero(takes), place, float(USUAL[course][2])), year
            )


def describe_hours(register: Register) -> dict[str, object]:
    """Say who has less than the minimum or more than the ceiling, by the hours of each year.

    `below_minimum` counts active PNS appointed before the year, `above_ceiling` lists active PPPK;
    the NIPs of `below_minimum` are those of 2025, the last complete year.
    """
    people = register.people
    permanent, contract = people.staff.status == 0, people.staff.status >= 2
    below, share = {}, {}
    for year in YEARS:
        whole = (
            people.active & permanent & (people.staff.appointed < np.datetime64(f"{year}-01-01"))
        )
        below[year] = whole & (register.hours[year] < MINIMUM)
        share[str(year)] = round(float(below[year].sum() / max(1, whole.sum())), 4)
    above = {
        str(year): people.nip[people.active & contract & (register.hours[year] > CEILING)].tolist()
        for year in YEARS
    }
    return {
        "minimum": MINIMUM,
        "ceiling": CEILING,
        "share_below_minimum": share,
        "below_minimum_2025_nip": people.nip[below[2025]].tolist(),
        "above_ceiling_nip": above,
    }
