"""The section of docs/validation.md on groups of staff by gap: structure found where it is planted.

    python -m tools.measure_clusters [--first 0] [--seeds 10] [--jobs 2]

prints it for other seeds. Seeds from 1000 on were kept for the document: the pipeline was made on
seeds below 1000. Beside the kit stands what a user would run instead: scikit-learn's KMeans on all
rated people, missing ratings filled with the mean, k of 2 to 8 by the best silhouette.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from threadpoolctl import threadpool_limits

from kinerja_lib.competency.clusters.gates import LADDER, NO_GROUPS, PROFILES
from kinerja_lib.competency.clusters.review import TOO_LITTLE, ClusterReview, review_clusters
from kinerja_lib.stats.kmeans import compare_partitions
from tools.cluster_mechanisms import GROUPED, STRUCTURELESS, Drawn, draw_planted
from tools.cluster_regions import draw_region

FIRST, SEEDS, OTHER_SEEDS = 1000, 100, 10
REGIONS = {
    "wanggar": "clear groups",
    "andir": "hard groups",
    "jambi": "groups and halo",
    "kotabumi": "none",
    "mamuju": "ladder",
}
Task = tuple[str, int]


def hide_low(seed: int) -> Drawn:
    """Leave three of ten deficits unrated, and one of fifty other levels: not at random."""
    drawn = draw_planted("clear", seed, missing=0.0)
    chance = np.where(drawn.gap < 0, 0.3, 0.02)
    lost = np.random.default_rng([seed, 15]).random(drawn.gap.shape) < chance
    return Drawn(np.where(lost, np.nan, drawn.gap), drawn.group)


def skip_unit(seed: int) -> Drawn:
    """Leave one whole unit of a fifth of the people unrated, most of them of one group."""
    drawn = draw_planted("clear", seed)
    random = np.random.default_rng([seed, 16]).random(len(drawn.gap))
    rank = np.where(drawn.group == 1, random - 0.5, random).argsort().argsort()
    skipped = rank < len(rank) // 5
    return Drawn(np.where(skipped[:, None], np.nan, drawn.gap), drawn.group)


NOT_AT_RANDOM: Mapping[str, Callable[[int], Drawn]] = {
    "clear groups, low levels not rated": hide_low,
    "clear groups, a unit not rated": skip_unit,
}


def draw(task: Task) -> Drawn:
    """Draw the table of a task: a region or a mechanism, and a seed."""
    name, seed = task
    others = {**STRUCTURELESS, **GROUPED, **NOT_AT_RANDOM}
    return draw_region(name, seed) if name in REGIONS else others[name](seed)


def measure(task: Task) -> dict[str, object]:
    """Return what the kit and the plain way found in one table."""
    drawn = draw(task)
    with threadpool_limits(1):
        review = review_clusters(pd.DataFrame(drawn.gap))
        rated = (review.members["keadaan"] != TOO_LITTLE).to_numpy()
        plain, k, width = cluster_plainly(drawn.gap[rated])
    row = {
        "name": task[0],
        "seed": task[1],
        "structure": review.struktur,
        "reason": review.gates.reason,
        "k": review.gates.chosen,
        "plain k": k,
        "silhouette": width,
    }
    if drawn.group is None:
        return row
    truth, own = drawn.group[rated], _labels(review)[rated]
    known = truth >= 0
    ari = {"ari": own, "plain ari": plain}
    return row | {n: compare_partitions(truth[known], v[known]) for n, v in ari.items()}


def _labels(review: ClusterReview) -> np.ndarray:
    """Give people without a gap, or without a group, the label 0."""
    return review.members["kelompok"].fillna(0).to_numpy(dtype=int)


def cluster_plainly(gap: np.ndarray) -> tuple[np.ndarray, int, float]:
    """Return labels, k and silhouette of KMeans with the k of the best silhouette."""
    known = np.where(np.isnan(gap), np.nanmean(gap, axis=0), gap)
    best: tuple[float, int, np.ndarray] | None = None
    for k in range(2, 9):
        labels = KMeans(k, n_init=10, random_state=0).fit_predict(known)
        width = float(silhouette_score(known, labels))
        if best is None or width > best[0]:
            best = (width, k, labels)
    assert best is not None
    return best[2], best[1], best[0]


def write_clusters(
    jobs: int, first: int = FIRST, seeds: int = SEEDS, others: int = OTHER_SEEDS
) -> str:
    """Run all mechanisms and return the section."""
    with ProcessPoolExecutor(jobs) as pool:
        rows = list(pool.map(measure, list_tasks(first, seeds, others), chunksize=4))
    return describe(pd.DataFrame(rows), first, seeds, others)


def list_tasks(first: int, seeds: int, others: int) -> list[Task]:
    """List all tables: regions, then other mechanisms."""
    tasks = [(name, first + n) for name in REGIONS for n in range(seeds)]
    rest = (*STRUCTURELESS, *GROUPED, *NOT_AT_RANDOM)
    return tasks + [(name, first + n) for name in rest for n in range(others)]


def describe(table: pd.DataFrame, first: int, seeds: int, others: int) -> str:
    """Write the section from the rows of `measure`."""
    return "\n\n".join(
        [
            "## Groups of staff by gap",
            f"Seeds {first} to {first + seeds - 1} of each invented region at its own size, and "
            f"{first} to {first + others - 1} of other mechanisms (600 people unless said). The "
            "pipeline was made on seeds below 1000 (`tools/measure_clusters.py`). Adjusted Rand "
            "index (ARI) and k over all rated people; the planted group without a gap is a group. "
            "Plain: scikit-learn's KMeans, missing ratings filled with the mean, k from 2 to 8 by "
            "the best silhouette; it always finds groups.",
            "Regions:",
            _markdown([_summarise(table, n, f"{n}: {t}") for n, t in REGIONS.items()]),
            "Groups by other mechanisms, and ratings that are not missing at random:",
            _markdown([_summarise(table, n, n) for n in (*GROUPED, *NOT_AT_RANDOM)]),
            "No groups by other mechanisms; a profile here is a false one:",
            _markdown([_summarise(table, n, n) for n in STRUCTURELESS]),
            _say_total(table),
        ]
    )


def _summarise(table: pd.DataFrame, name: str, title: str) -> dict[str, str]:
    rows = table[table["name"] == name]
    count = rows["structure"].value_counts()
    placed = rows[rows["structure"] == PROFILES]
    return {
        "mechanism": title,
        "seeds": str(len(rows)),
        **{s: str(count.get(s, 0)) for s in (PROFILES, LADDER, NO_GROUPS)},
        "k": _range(placed["k"]),
        "plain k": _range(rows["plain k"]),
        "ARI": _mean(rows, "ari"),
        "plain ARI": _mean(rows, "plain ari"),
        "plain silhouette": f"{rows['silhouette'].mean():.2f}",
    }


def _range(numbers: pd.Series) -> str:
    if numbers.empty:
        return "-"
    low, middle, high = (int(v) for v in numbers.quantile([0, 0.5, 1], interpolation="lower"))
    return f"{middle} ({low} to {high})"


def _mean(rows: pd.DataFrame, column: str) -> str:
    known = rows[column].dropna()
    return "-" if known.empty else f"{known.mean():.3f} (worst {known.min():.2f})"


def _say_total(table: pd.DataFrame) -> str:
    rows = table[table["name"].isin([*STRUCTURELESS, "kotabumi", "mamuju"])]
    wrong = int((rows["structure"] == PROFILES).sum())
    return f"**{len(rows)} tables without groups: {wrong} with a profile.**"


def _markdown(rows: Sequence[Mapping[str, str]]) -> str:
    lines = [list(rows[0]), ["---"] * len(rows[0]), *(list(row.values()) for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    """Print the section for the seeds given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--others", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    sys.stdout.write(write_clusters(given.jobs, given.first, given.seeds, given.others) + "\n")


if __name__ == "__main__":
    main()
