"""What the clustering of gaps leaves to choice, each with a visible default."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ClusterLimits:
    """Set the limits of the pipeline.

    Parameters
    ----------
    most_missing : float
        Share of a person's ratings that may be absent; above it the person is "data kurang".
    least_deficit : float
        Levels; a person whose deficits add up to less has no gap.
    fewest : int
        People with a gap below which nothing is tested.
    smallest : int
        People in the smallest group that is accepted.
    per_cluster : int
        Complete rows for each possible cluster, so that the fit uses complete rows only.
    most_clusters : int
        Most groups considered; fewer, or none, may be found.
    errors : float
        Errors of the gap statistic that a further cluster must gain. With the usual 1, about one
        table in six without any structure would pass the first gate; with 2, one in forty.
    least_jaccard : float
        Smallest cluster-wise bootstrap Jaccard of an accepted k.
    least_z : float
        Distance from data without groups, in their standard deviations, that speaks for profiles.
    ladder, mixed : float
        Shape share below which groups are one ladder, and below which they are partly one.
    sample : int
        People in the random sample on which the gates run where there are more.
    gap_draws, test_draws, samples : int
        Permuted tables, tables without groups, bootstrap samples.
    steps : tuple of float
        Mean deficit (levels per rated competency) from which a gap is "sedang", and "berat".
    warn_missing : float
        Share of all ratings missing from which the report says so first.
    """

    most_missing: float = 1 / 3
    least_deficit: float = 1.0
    fewest: int = 100
    smallest: int = 10
    per_cluster: int = 30
    most_clusters: int = 8
    errors: float = 2.0
    least_jaccard: float = 0.75
    least_z: float = 4.0
    ladder: float = 0.5
    mixed: float = 0.8
    sample: int = 1_500
    gap_draws: int = 20
    test_draws: int = 49
    samples: int = 50
    steps: tuple[float, float] = (0.5, 1.0)
    warn_missing: float = 0.2
