"""The part of docs/validation.md on careless answers: who is set apart, by form and by region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tools.measure_careless import (
    CARELESS,
    EACH,
    EMPLOYEES,
    HONEST,
    LOADING,
    PEOPLE,
    REGION_KINDS,
    RELATED,
    SPECIAL,
    measure_forms,
    measure_regions,
)


def write_careless(jobs: int, seeds: int) -> str:
    """Run both simulations and return their tables."""
    forms = {name: found["apart"] for name, found in measure_forms(jobs, seeds).items()}
    regions = measure_regions(jobs, seeds)
    timed = [kind + name for name in ("", " timed") for kind in REGION_KINDS]
    return (
        f"\n\nCareless answers: share set apart, {seeds} seeds of {PEOPLE} people "
        f"(`tools/measure_careless.py`; no time log; loadings {LOADING:g}, factors correlate "
        f"{RELATED:g}). {EACH} each answer by lot, with one point throughout, with the midpoint "
        f"throughout (even number of points: the lower middle). Honest: usual; {SPECIAL} far, with "
        f"all factors near +2 or all near -2; {SPECIAL} moderate, half the usual spread; {SPECIAL} "
        "extreme, 1.5 times the usual spread, errors included, which is the hardest case. Two of "
        "these signs set a person apart: longest run of 60 % of the answers; spread as asked up to "
        "5 % of the range (below 15 answers only where reversed items contradict it); Mahalanobis "
        "p below 0.001; scatter inside the scales that one in ten of those who answer by lot stays "
        "below; less than 2 seconds an item where time is known. Even-odd and synonyms are "
        "measured and shown but are no sign by default: over four scales the first is below 0 for "
        "one honest person in eight. On 10 items without reversed ones, one answer throughout "
        "cannot be told from an honest one and nobody is set apart for it.\n\n"
        + _write_shares(forms, (*CARELESS, *HONEST, "honest"), "form")
        + f"\n\nThe same in the invented regions, wave 2026-1, {seeds} seeds of {EMPLOYEES} staff "
        "each, careless people as planted there, without and with the time log:\n\n"
        + _write_shares(regions, timed, "region")
    )


def _write_shares(
    table: Mapping[str, Mapping[str, float]], columns: Sequence[str], head: str
) -> str:
    names = " | ".join(column.replace(" timed", ", timed") for column in columns)
    lines = [f"| {head} | {names} |", "| --- |" + " ---: |" * len(columns)]
    for name, found in table.items():
        lines.append(f"| {name} | " + " | ".join(f"{100 * found[c]:.1f}" for c in columns) + " |")
    return "\n".join(lines) + "\n\nIn per cent."
