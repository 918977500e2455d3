"""The section of docs/validation.md on survey statistics: published, found, planted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tools.careless_section import write_careless
from tools.measure_survey import CARELESS, PEOPLE, SHIFT, WEAK, measure_survey
from tools.survey_figures import (
    Row,
    compare_files,
    compare_packages,
    compare_service,
    find_data,
    list_steps,
)

SEEDS = 100
_PLANTED = {
    "factors": "four planted factors are found by parallel analysis",
    "fits": "the planted structure fits (CFI 0.95 or more, RMSEA 0.06 or less)",
    "same": "two groups alike: intercepts are found equal",
    "weak": f"one item of each scale loads {WEAK:g} in one group: loadings are found to differ",
    "shift": f"one item of each scale lies {SHIFT:g} points higher in one group: loadings are "
    "found equal, intercepts not",
    "careless": "people who answer at random and are set apart",
    "straight": "people who give one answer throughout and are set apart",
    "honest": "honest people set apart",
}


def write_survey(jobs: int, seeds: int = SEEDS) -> str:
    """Run all comparisons and return the section."""
    folder = find_data()
    rows = list(compare_packages()) + (list(compare_files(folder)) if folder else [])
    service = list(compare_service(folder)) if folder else []
    absent = (
        "" if folder else "The files of real data are absent here: their rows are left out.\n\n"
    )
    found = measure_survey(jobs, seeds)
    planted = "\n".join(
        f"| {text} | {100 * found[name]:.1f} % |" for name, text in _PLANTED.items()
    )
    return (
        "## Survey statistics\n\n"
        "Figures that other programs or authors printed, beside those of the kit on the same data; "
        "none of these data is part of the kit. A difference below the last printed digit is "
        "rounding.\n\n"
        + absent
        + _write_table(rows)
        + _write_service(service)
        + (_write_steps(folder) if folder else "")
        + f"\n\nPlanted in invented answers of {PEOPLE} people on 20 items, {CARELESS} of them "
        f"careless in the last three rows; {seeds} seeds (`tools/measure_survey.py`).\n\n"
        "| planted | share |\n| --- | ---: |\n" + planted + write_careless(jobs, seeds)
    )


def _write_service(rows: list[Row]) -> str:
    if not rows:
        return ""
    return (
        "\n\nThemes of the Civil Service People Survey 2019: the published median of organisations "
        "beside the median of the organisations in the file, in per cent positive. The file holds "
        "whole per cents, so a point may be lost.\n\n" + _write_table(rows)
    )


def _write_steps(folder: Path) -> str:
    lines = ["| across | held equal | chi-square | df | CFI | RMSEA | SRMR | holds |"]
    lines.append("| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |")
    groups: dict[str, str] = {}
    for column, names, step in list_steps(folder):
        groups[column] = names
        fit, equal = step.model.fit, step.equal.name.lower()
        verdict = {None: "", True: "yes", False: "no"}[step.holds]
        if fit is not None:
            figures = f"{fit.chi2:.2f} | {fit.df:.0f} | {fit.cfi:.3f} | {fit.rmsea:.3f}"
            lines.append(f"| {column} | {equal} | {figures} | {fit.srmr_means:.3f} | {verdict} |")
    named = "; ".join(f"{column}: {names}" for column, names in groups.items())
    return (
        "\n\nOne factor behind the six leadership items of dat_organization (Eid and Rauber 2000), "
        f"groups of 100 or more complete rows ({named}). Printed figures of these steps were not "
        "found, so nothing stands beside them.\n\n" + "\n".join(lines)
    )


def _write_table(rows: Iterable[Row]) -> str:
    lines = ["| data | figure | published | found | difference | source |"]
    lines.append("| --- | --- | ---: | ---: | ---: | --- |")
    for row in rows:
        places = len(f"{row.published:.12g}".partition(".")[2])
        found = f"{row.found:.{min(places + 2, 9) if places else 0}f}"
        gap = f"{row.found - row.published:+.1e}" if row.found != row.published else "0"
        lines.append(
            f"| {row.data} | {row.figure} | {row.published:.12g} | {found} | {gap} | {row.source} |"
        )
    return "\n".join(lines)
