"""The section of docs/validation.md on rater effects: planted, found, wrongly flagged."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import pandas as pd

from tools.measure_rater_effects import DESIGNS, MARGIN, PLANTED, measure_leniency, measure_patterns

SEEDS = 100
_NAMES = {
    "design": "design",
    "tested": "raters tested",
    "correlation": "correlation with the planted leniency",
    "honest flagged": "honest raters flagged",
    "any": "seeds with any honest rater flagged",
    "planted found": "planted raters found",
    "narrow": "narrow scale",
    "flat": "halo",
    "uniform": "straight line",
}
_PERCENT = ("honest flagged", "any", "planted found", "narrow", "flat", "uniform")


def write_raters(jobs: int, seeds: int = SEEDS) -> str:
    """Run all designs and return the section."""
    with ProcessPoolExecutor(jobs) as pool:
        lenient = list(pool.map(partial(measure_leniency, seeds=seeds), DESIGNS))
        patterns = list(pool.map(partial(measure_patterns, seeds=seeds), list(DESIGNS)[:4]))
    return (
        "## Rater effects\n\n"
        f"Invented scores, {seeds} seeds of each design: 1 of 20 raters gives {PLANTED:g} points "
        f"more, 1 of 20 {PLANTED:g} less. A rater is flagged who differs from the others by more "
        f"than {MARGIN:g} points (Holm, 5 %). Where only superiors rate, and only their own unit, "
        "leniency cannot be told from a better unit; the kit then tests nobody unless it is told "
        "how far units differ (`tools/measure_rater_effects.py`).\n\n"
        + _markdown(lenient, ("design", "tested", "correlation", *_PERCENT[:3]))
        + "\n\nPatterns: shares of the planted raters that are named rightly.\n\n"
        + _markdown(patterns, ("design", *_PERCENT[:2], *_PERCENT[3:]))
    )


def _markdown(rows: Sequence[dict[str, object]], columns: Sequence[str]) -> str:
    lines = [[_NAMES[c] for c in columns], ["---"] * len(columns)]
    lines += [[_write(c, row[c]) for c in columns] for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _write(column: str, value: object) -> str:
    if isinstance(value, str):
        return value
    number = float(str(value))
    if pd.isna(number):
        return "none tested"
    if column in _PERCENT:
        return f"{100 * number:.1f} %"
    return f"{number:.3f}" if column == "correlation" else f"{number:.0f}"
