"""The gates that a partition must pass before anyone speaks of groups."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from kinerja_lib.competency.clusters.limits import ClusterLimits
from kinerja_lib.stats.cluster_shape import share_shape
from kinerja_lib.stats.cluster_stability import Stability, measure_stability
from kinerja_lib.stats.gap_statistic import Gap, find_gap
from kinerja_lib.stats.lloyd import fit_many
from kinerja_lib.stats.nearest_rows import fill_from_nearest
from kinerja_lib.stats.profile_test import ProfileTest, compare_profiles, keep_shape

NO_GROUPS, LADDER, PROFILES = "tidak_ada", "jenjang", "profil"
# Why a structure is reported; all but the last three are reasons for `tidak_ada`.
EMPTY, FEW_RATED, FEW_COLUMNS = "tanpa data", "data kurang", "kompetensi kurang"
NOBODY, FEW_PEOPLE = "tanpa kesenjangan", "orang kurang"
RANDOM, RELATED, UNSTABLE = "acak", "berhubungan", "tidak stabil"
HEIGHT, SHAPE, BOTH = "tinggi", "bentuk", "bentuk dan tinggi"
LEVELS = 3  # clusters of the fit that tells a ladder
COLUMNS = 3  # fewest competencies with different values


@dataclass(frozen=True)
class Gates:
    """Hold what each gate gave; what was not reached is None.

    Attributes
    ----------
    structure : str
        `tidak_ada`, `jenjang` or `profil`.
    reason : str
        Why: one of the words above.
    rated, need : int
        People in the tests of gates 1, and 2 and 3: a random sample where there are more.
    complete : bool
        Whether clusters are fitted to complete rows; otherwise missing values were filled.
    gap : Gap or None
    test : ProfileTest or None
    stabilities : dict of int to Stability
        For each k tried.
    chosen : int
        Number of groups, 0 where there are none.
    shape : float
        Shape share of the chosen clusters, or of three clusters where there are none.
    """

    structure: str
    reason: str
    rated: int = 0
    need: int = 0
    complete: bool = True
    gap: Gap | None = None
    test: ProfileTest | None = None
    stabilities: dict[int, Stability] = field(default_factory=dict)
    chosen: int = 0
    shape: float = float("nan")


def complete_rows(
    table: np.ndarray, limits: ClusterLimits, rng: np.random.Generator
) -> tuple[np.ndarray, bool]:
    """Return rows without missing values, and whether they are the complete ones.

    Complete rows where they are at least half and enough for every cluster; otherwise all rows,
    missing values filled from the nearest rows.
    """
    whole = ~np.isnan(table).any(axis=1)
    enough = limits.per_cluster * limits.most_clusters
    if whole.all() or (whole.mean() >= 0.5 and whole.sum() >= enough):
        return table[whole], True
    return fill_from_nearest(table, rng), False


def _sample(table: np.ndarray, most: int, rng: np.random.Generator) -> np.ndarray:
    if len(table) <= most:
        return table
    return table[np.sort(rng.choice(len(table), most, replace=False))]


def pass_gates(rated: np.ndarray, need: np.ndarray, limits: ClusterLimits, seed: int) -> Gates:
    """Decide between no groups, one ladder, and profiles.

    Parameters
    ----------
    rated : float array of shape (n_rated, n_columns)
        Gaps of people with enough ratings, in an order that does not depend on the input.
    need : float array of shape (n_need, n_columns)
        Those of them with a gap.
    limits : ClusterLimits
    seed : int

    Notes
    -----
    1. Permutation gap statistic on all rated people; one cluster: no groups.
    2. Are the shapes (a person's gaps minus their mean) in tighter clusters than those of data with
       the same columns and correlations but no groups? Then k is the largest number of clusters
       whose smallest bootstrap Jaccard reaches the limit: profiles.
    3. Otherwise, do three clusters differ in height only? Then a ladder, else no groups.
    """
    if len(need) < limits.fewest:
        return Gates(NO_GROUPS, FEW_PEOPLE if len(need) else NOBODY, need=len(need))
    rngs = [np.random.default_rng([seed, step]) for step in range(5)]
    everyone, _whole = complete_rows(_sample(rated, limits.sample, rngs[0]), limits, rngs[0])
    chosen = _sample(need, limits.sample, rngs[1])
    part, whole = complete_rows(chosen, limits, rngs[1])
    most, draws = limits.most_clusters, limits.test_draws
    gap = find_gap(everyone, most, rngs[2], draws=limits.gap_draws, errors=limits.errors)
    known = {"rated": len(everyone), "need": len(part), "complete": whole, "gap": gap}
    if gap.best == 1:
        return Gates(NO_GROUPS, RANDOM, **known)
    absent = None if whole else np.isnan(chosen)
    test = compare_profiles(part, most, rngs[3], draws=draws, absent=absent)
    known["test"] = test
    found = {}
    if test.largest >= limits.least_z and test.p < 2 / (1 + draws):
        found = _try_numbers(keep_shape(part), limits, rngs[4])
        best = choose_number(found, limits)
        if best:
            shape = share_shape(part, found[best].labels)
            return _name_profiles(shape, best, found, known, limits)
    return _tell_ladder(part, found, known, limits, rngs[4])


def _try_numbers(
    shapes: np.ndarray, limits: ClusterLimits, rng: np.random.Generator
) -> dict[int, Stability]:
    numbers = range(2, limits.most_clusters + 1)
    return {k: measure_stability(shapes, k, rng, samples=limits.samples) for k in numbers}


def choose_number(found: dict[int, Stability], limits: ClusterLimits) -> int:
    """Return the largest k whose every cluster is stable and large enough; 0 if there is none."""
    good = [
        k
        for k, fit in found.items()
        if fit.jaccard.min() >= limits.least_jaccard
        and np.bincount(fit.labels, minlength=k).min() >= limits.smallest
    ]
    return max(good, default=0)


def _name_profiles(
    shape: float,
    chosen: int,
    found: dict[int, Stability],
    known: dict[str, object],
    limits: ClusterLimits,
) -> Gates:
    if shape < limits.ladder:
        return Gates(LADDER, HEIGHT, stabilities=found, shape=shape, **known)
    reason = BOTH if shape < limits.mixed else SHAPE
    return Gates(PROFILES, reason, stabilities=found, chosen=chosen, shape=shape, **known)


def _tell_ladder(
    part: np.ndarray,
    found: dict[int, Stability],
    known: dict[str, object],
    limits: ClusterLimits,
    rng: np.random.Generator,
) -> Gates:
    labels = fit_many(part[None], LEVELS, rng, restarts=10).labels[0]
    shape = share_shape(part, labels)
    rest = {"stabilities": found, "shape": shape, **known}
    if shape < limits.ladder:
        return Gates(LADDER, HEIGHT, **rest)
    return Gates(NO_GROUPS, UNSTABLE if found else RELATED, **rest)
