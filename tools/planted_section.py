"""The section of docs/validation.md on what is planted in the invented staff surveys."""

from __future__ import annotations

from tools.measure_dialogue import EMPLOYEES as STAFF
from tools.measure_dialogue import write_dialogue
from tools.measure_structure import EMPLOYEES, FIRST, LARGE, tabulate_structure

DIALOGUE_FIRST = 1000


def write_planted(jobs: int, seeds: int) -> str:
    """Run both simulations and return the section.

    A seed of structure takes some three seconds of one core, one of a comparison a third of one.
    """
    structure = tabulate_structure(jobs, seeds)
    staff = ", ".join(f"{region} {count}" for region, count in STAFF.items())
    dialogue = write_dialogue(DIALOGUE_FIRST, seeds, jobs).strip()
    return (
        "## What is planted in the invented staff surveys\n\n"
        "One question, one table. The answers come from the generator of the invented regions and "
        "are read by the instruments that the kit ships. Careless people by kind and region stand "
        "under Survey statistics, changes between waves under Changes between waves of the "
        "survey.\n\n"
        f"Is the planted structure found? {seeds} seeds from {FIRST} of {EMPLOYEES} staff a "
        f"region, wave 2026-1, careless people set apart, exploration and confirmation on "
        "different halves (`tools/measure_structure.py`). Three instruments have several "
        "subscales, three have one. "
        "Shares of the tests; alpha is compared with that of the same region drawn with "
        f"{LARGE} staff, 12 subscales a seed.\n\n"
        f"{structure}\n\n"
        f"Is a planted difference of groups found, and is any named without one? {seeds} "
        f"seeds from {DIALOGUE_FIRST}, staff: {staff} (`tools/measure_dialogue.py`). Shares of the "
        "seeds in which some unit, or some kind of unit, is said to need dialogue or to be nearer "
        "to what is hoped for. Units alike: nothing is planted and units do not differ, so every "
        "name is false. Units differ by chance: no kind differs and no shift is planted, but units "
        "do differ; a name is false where the unit truly lies on the other side. Planted: "
        "readiness in one unit (wanggar), working climate in puskesmas as a kind (mamuju), routine "
        "seeking from age 50 (andir, found by the test of ages).\n\n"
        f"{dialogue}"
    )
