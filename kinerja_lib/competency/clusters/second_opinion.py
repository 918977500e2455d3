"""Latent classes beside the groups: an option, because it takes much longer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinerja_lib.competency.clusters.gates import PROFILES
from kinerja_lib.competency.clusters.review import WITH_GAP, ClusterReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import CANNOT, NONE, SOME, count_quantity, make_finding
from kinerja_lib.stats.kmeans import compare_partitions
from kinerja_lib.stats.latent_classes import MOST_ROWS, Classes, find_classes

OPINION = {
    SOME: _(
        "Pendapat kedua: analisis kelas laten memilih {classes} kelas untuk {n} pegawai; "
        "kesesuaiannya dengan kelompok di atas {ari} (indeks Rand disesuaikan, 1 berarti sama)."
    ),
    NONE: _("Pendapat kedua: analisis kelas laten memilih {classes} kelas untuk {n} pegawai."),
    CANNOT: _("Pendapat kedua tidak dihitung karena pegawai dengan kesenjangan terlalu sedikit."),
}


@dataclass(frozen=True)
class SecondOpinion:
    """Hold the latent classes of the people with a gap.

    Attributes
    ----------
    classes : Classes or None
        None where there are too few people.
    n : int
        People it was made of; a random sample where there are more than `MOST_ROWS`.
    ari : float
        Adjusted Rand index with the groups; NaN where there are none.
    """

    classes: Classes | None
    n: int
    ari: float


def ask_second_opinion(review: ClusterReview, seed: int = 7) -> SecondOpinion:
    """Fit latent classes to the gaps of those who have one, and compare with the groups."""
    rows = np.flatnonzero(review.members["keadaan"] == WITH_GAP)
    if len(rows) > MOST_ROWS:
        rows = np.sort(np.random.default_rng(seed).choice(rows, MOST_ROWS, replace=False))
    if len(rows) < review.limits.fewest:
        return SecondOpinion(None, len(rows), float("nan"))
    table = review.matrix.to_numpy()[rows]
    classes = find_classes(table, review.limits.most_clusters, seed=seed)
    ari = float("nan")
    if review.struktur == PROFILES:
        own = review.members["kelompok"].iloc[rows].to_numpy(dtype=int)
        ari = compare_partitions(own, classes.labels)
    return SecondOpinion(classes, len(rows), ari)


def find_opinion(opinion: SecondOpinion) -> Finding:
    """Say how many classes there are, and how far they agree with the groups."""
    if opinion.classes is None:
        return make_finding("kelompok-kedua", CANNOT, OPINION, {})
    values = {
        "classes": count_quantity(opinion.classes.number),
        "n": Quantity(opinion.n),
        "ari": Quantity(opinion.ari, "", 2),
    }
    outcome = NONE if np.isnan(opinion.ari) else SOME
    return make_finding("kelompok-kedua", outcome, OPINION, values, n=opinion.n)
