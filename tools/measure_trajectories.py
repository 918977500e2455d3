"""Measure whom the trajectories of the report name, on invented regions of many seeds.

    python -m tools.measure_trajectories [--seeds 20]

Planted: `membaik` and `menurun` of the truth, whose work score moves by two standard deviations of
skill to each side of their own mean over twelve quarters; everyone else is planted as steady, but
their ratings change too when they move, or when the others of their unit or its achievement change.
The results come from the builder itself, without faults planted in the files. Shuffled: the
quarters of each person in random order, so that everyone named is named by chance.
"""

from __future__ import annotations

import argparse
import sys

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.performance.results.review import review_results
from kinerja_lib.performance.trajectories.review import (
    CANNOT,
    FALLING,
    RISING,
    STEADY,
    TrajectoryReview,
    review_trajectories,
)
from kinerja_lib.synthetic.plan import REGIONS, RegionPlan
from kinerja_lib.synthetic.population import build_population
from kinerja_lib.synthetic.results import build_results
from tools.measure_indicator_warning import DAY, PERIOD, Built

SEEDS, LEVEL = 20, 0.05
COLUMNS = (
    *("planted", "found", "wrong way", "single", "named"),
    *("others", "others steady", "others undecided", "others moved", "shuffled", "seeds"),
)


def measure_region(plan: RegionPlan, seed: int) -> dict[str, float]:
    """Count what was planted and named in one region."""
    built = build_results(build_population(plan, seed)).built
    table = built.tables["hasil_penilaian"]
    evidence = Evidence(Built({"hasil_penilaian": table}), PERIOD, DAY)
    review = review_trajectories(review_results(evidence))
    people = review.people[review.people["hasil"] != CANNOT].set_index("nip")
    up, down = (people.index.isin(built.truth[name]) for name in ("membaik", "menurun"))
    rising, falling = people["hasil"] == RISING, people["hasil"] == FALLING
    others = people[~up & ~down]["hasil"]
    counts = (
        (up | down).sum(),
        (rising & up).sum() + (falling & down).sum(),
        (rising & down).sum() + (falling & up).sum(),
        _count_single(people[up], 1, review.margin)
        + _count_single(people[down], -1, review.margin),
        (rising | falling).sum(),
        len(others),
        (others == STEADY).sum(),
        (~others.isin([STEADY, RISING, FALLING])).sum(),
        _count_moved(review, others.index[others.isin([RISING, FALLING])]),
        count_shuffled(review, seed),
        1,
    )
    return dict(zip(COLUMNS, map(float, counts), strict=True)) | {"size": review.detectable or 0.0}


def _count_single(people: pd.DataFrame, sign: int, margin: float) -> int:
    """Count the people whose own interval excludes no change, as if they alone were tested."""
    bound = people["low"] if sign > 0 else -people["high"]
    return int(((bound > 0) & (sign * people["kemiringan"] >= margin)).sum())


def _count_moved(review: TrajectoryReview, nips: pd.Index) -> int:
    """Count those of some people whose results name more than one unit."""
    units = review.results.periodic.groupby("nip")["unit_id"].nunique()
    return int((units.reindex(nips) > 1).sum())


def count_shuffled(review: TrajectoryReview, seed: int) -> int:
    """Count who is named when the quarters of each person come in random order."""
    random = np.random.default_rng(seed)
    values = review.standing.to_numpy().copy()
    for row in values:
        known = np.isfinite(row)
        row[known] = random.permutation(row[known])
    again = TrajectoryReview(review.results, review.margin, review.minimum, review.window)
    again.__dict__["standing"] = pd.DataFrame(
        values, index=review.standing.index, columns=review.standing.columns
    )
    return int(again.counts[[RISING, FALLING]].sum())


def measure_all(seeds: int) -> pd.DataFrame:
    """Add up the counts of each region over seeds 1, 2, ...; `size` is the mean."""
    rows = {}
    for slug, plan in REGIONS.items():
        own = pd.DataFrame([measure_region(plan, seed) for seed in range(1, seeds + 1)])
        rows[slug] = own[list(COLUMNS)].sum()
        rows[slug]["size"] = own["size"].mean()
    table = pd.DataFrame(rows).T
    whole = table[list(COLUMNS)].sum()
    whole["size"] = table["size"].mean()
    return pd.concat([table, whole.to_frame("all").T])


def write_trajectories(seeds: int = SEEDS) -> str:
    """Run all regions and return the section of docs/validation.md."""
    table = measure_all(seeds)
    whole = table.loc["all"]
    head = ("region", "planted", "found", "found if tested alone", "named", "of these planted",
            "others steady", "others undecided", "named when shuffled", "change found")  # fmt: skip
    lines = [head, ("---",) * len(head), *(_row(name, table.loc[name]) for name in table.index)]
    rest = whole["named"] - whole["found"] - whole["wrong way"]
    body = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return (
        "## Trajectories of people\n\n"
        f"Twelve quarters of ratings of work results (1 to 3), seeds 1 to {seeds} of each region "
        "in its own size. Planted: people whose work score rises or declines over all three years. "
        "Named: slope of at least 0.5 levels a year, told from 0 with a false discovery rate of "
        "5 %. Change found: slope a year that is found with a chance of 80 %.\n\n"
        f"{body}\n\n"
        f"{whole['found']:.0f} of {whole['planted']:.0f} planted people are named, "
        f"{whole['wrong way']:.0f} in the wrong direction. It is the data that limit this: a "
        "rating has three levels, a slope over twelve of them has an error of about 0.17 levels a "
        "year, and one person is told apart among all people of a region; tested alone, "
        f"{whole['single']:.0f} would be. With the quarters of each person in random order "
        f"{whole['shuffled']:.0f} people are named in {whole['seeds']:.0f} runs, so chance names "
        f"almost nobody. But {rest:.0f} of {whole['named']:.0f} named people were not planted, "
        "more than the 5 % that chance may add: "
        f"{whole['others moved']:.0f} of them worked in more than one unit; for the "
        "rest the truth records no change, although their standing depends on who else is in the "
        "unit. Who is undecided is never called steady "
        "(`tools/measure_trajectories.py`)."
    )


def _row(name: str, row: pd.Series) -> tuple[str, ...]:
    planted = (row["found"] / row["named"]) if row["named"] else float("nan")
    return (
        name,
        f"{row['planted']:.0f}",
        f"{row['found']:.0f} ({100 * row['found'] / row['planted']:.0f} %)",
        f"{row['single']:.0f} ({100 * row['single'] / row['planted']:.0f} %)",
        f"{row['named']:.0f}",
        "none named" if pd.isna(planted) else f"{100 * planted:.0f} %",
        f"{100 * row['others steady'] / row['others']:.1f} %",
        f"{100 * row['others undecided'] / row['others']:.1f} %",
        f"{row['shuffled']:.0f}",
        f"{row['size']:.2f}",
    )


def main() -> None:
    """Print the section."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=SEEDS)
    sys.stdout.write(write_trajectories(parser.parse_args().seeds) + "\n")


if __name__ == "__main__":
    main()
