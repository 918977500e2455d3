"""Groups of staff by the shape of their gaps: rows sorted out, gates, one fit, names by content."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.competency.clusters import gates as g
from kinerja_lib.competency.clusters.content import describe_groups, describe_profiles
from kinerja_lib.competency.clusters.gates import Gates, complete_rows, pass_gates
from kinerja_lib.competency.clusters.limits import ClusterLimits
from kinerja_lib.i18n import _
from kinerja_lib.stats.kmeans import assign_shapes, fit_kmeans
from kinerja_lib.stats.profile_test import keep_shape

TOO_LITTLE, NO_GAP = _("data kurang"), _("tidak ada kesenjangan")
WITH_GAP = _("ada kesenjangan")
LIGHT, MEDIUM, HEAVY = "ringan", "sedang", "berat"


@dataclass(frozen=True)
class ClusterReview:
    """Hold what the pipeline found.

    Parameters
    ----------
    matrix : DataFrame
        Gaps as given, rows people, columns competencies; infinite values are missing.
    limits : ClusterLimits
    seed : int
    gates : Gates
    members : DataFrame
        Index and order of `matrix`: `keadaan` (data kurang, tidak ada kesenjangan, ada
        kesenjangan), `hilang` (share of ratings missing, 0 to 1), `total` (levels short, over
        known ratings; NaN without any), `kelompok` (1 = largest gap; missing where nobody is
        placed), `keyakinan` (share of bootstrap fits that place the person in the same group, 0
        to 1; NaN without profiles).
    order : tuple of int
        For each group from number 1 on, the cluster of `gates.stabilities` it is; empty without
        profiles.
    """

    matrix: pd.DataFrame
    limits: ClusterLimits
    seed: int
    gates: Gates
    members: pd.DataFrame
    order: tuple[int, ...] = ()

    @property
    def struktur(self) -> str:
        """`tidak_ada`, `jenjang` or `profil`."""
        return self.gates.structure

    @cached_property
    def profiles(self) -> pd.DataFrame:
        """Means of each group: kelompok, kompetensi, gap, kekurangan (levels), pangsa, n.

        `pangsa` is the share with a deficit of one level or more, 0 to 1; `n` the known ratings.
        """
        return describe_profiles(self.matrix, self.members["kelompok"])

    @cached_property
    def groups(self) -> pd.DataFrame:
        """One row per group: kelompok, nama (tuple of competencies, or a level), n, pangsa, ...

        `pangsa` of the people with a gap (0 to 1), `total` (mean levels short), `keyakinan` (mean),
        `jaccard`, `galat` (its standard error), `terdekat` (nearest group, 0 if there is none).
        """
        table = describe_groups(self.profiles, self.members)
        fit = self.gates.stabilities.get(self.gates.chosen)
        if fit is None:
            names = {1: HEAVY, 2: MEDIUM, 3: LIGHT}
            own = [(names[number],) for number in table["kelompok"]]
            return table.assign(nama=own, jaccard=np.nan, galat=np.nan, terdekat=0)
        order = list(self.order)
        return table.assign(jaccard=fit.jaccard[order], galat=fit.error[order])

    @property
    def missing(self) -> float:
        """Share of all ratings that are missing, 0 to 1; NaN for an empty matrix."""
        return float(self.matrix.isna().to_numpy().mean()) if self.matrix.size else float("nan")

    @property
    def unused(self) -> list[str]:
        """Competencies without a single rating."""
        return [str(name) for name in self.matrix.columns[self.matrix.isna().all()]]

    @property
    def sampled(self) -> bool:
        """Whether the gates ran on a random sample."""
        return self.count(WITH_GAP) > self.limits.sample

    def count(self, state: str) -> int:
        """Count the people in a state of `keadaan`."""
        return int((self.members["keadaan"] == state).sum())


def review_clusters(
    matrix: pd.DataFrame, limits: ClusterLimits | None = None, seed: int = 7
) -> ClusterReview:
    """Look for groups in gaps of competency, and say so where there are none.

    Parameters
    ----------
    matrix : DataFrame of shape (n_people, n_competencies)
        Level reached minus level required; NaN or infinite: missing, which never counts as met.
    limits : ClusterLimits, optional
    seed : int
        Fixes the draws of the gates and the starts of the fits. The result does not depend on the
        order of rows or columns.

    Returns
    -------
    ClusterReview
        Also for an empty matrix, one person, equal people or nothing but missing values.
    """
    limits = limits or ClusterLimits()
    clean = matrix.astype(float).replace([np.inf, -np.inf], np.nan)
    table, order = _put_in_order(clean)
    state, total, missing = _sort_people(table, limits)
    gates = _find_structure(table, state, limits, seed)
    kelompok, sure, numbering = _place(table, state == WITH_GAP, total, gates, limits)
    people = pd.DataFrame(
        {
            "keadaan": state,
            "hilang": missing,
            "total": total,
            "kelompok": pd.array(np.where(kelompok > 0, kelompok, None), dtype="Int64"),
            "keyakinan": sure,
        }
    )
    back = np.empty(len(order), dtype=int)
    back[order] = np.arange(len(order))
    members = people.iloc[back].set_axis(clean.index, axis=0)
    return ClusterReview(clean, limits, seed, gates, members, tuple(numbering))


def _put_in_order(matrix: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Sort columns by name and rows by content, so that the order given changes nothing.

    Columns without any value are left out. The second array has the place in `matrix` of each row.
    """
    names = sorted(range(matrix.shape[1]), key=lambda place: str(matrix.columns[place]))
    table = matrix.to_numpy(dtype=float)[:, names]
    table = table[:, ~np.isnan(table).all(axis=0)] if len(table) else table[:, :0]
    if not table.shape[1]:
        return table, np.arange(len(table))
    order = np.lexsort(np.nan_to_num(table, nan=-99.0).T[::-1])
    return table[order], order


def _sort_people(
    table: np.ndarray, limits: ClusterLimits
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the state of each person by rule, the levels short, and the share missing."""
    known = ~np.isnan(table)
    number = known.sum(axis=1)
    missing = 1 - number / max(table.shape[1], 1)
    total = np.where(known, np.maximum(-table, 0.0), 0.0).sum(axis=1)
    state = np.where(total < limits.least_deficit, NO_GAP, WITH_GAP).astype(object)
    # A third is not a binary number: 3 of 9 must not count as more than a third.
    state[(missing > limits.most_missing + 1e-9) | (number == 0)] = TOO_LITTLE
    return state, np.where(number > 0, total, np.nan), missing


def _find_structure(
    table: np.ndarray, state: np.ndarray, limits: ClusterLimits, seed: int
) -> Gates:
    rated = table[state != TOO_LITTLE]
    if not len(table):
        return Gates(g.NO_GROUPS, g.EMPTY)
    if not len(rated):
        return Gates(g.NO_GROUPS, g.FEW_RATED)
    need = table[state == WITH_GAP]
    if len(need) >= limits.fewest and (_spread(need) > 0).sum() < g.COLUMNS:
        return Gates(g.NO_GROUPS, g.FEW_COLUMNS, need=len(need))
    return pass_gates(rated, need, limits, seed)


def _spread(table: np.ndarray) -> np.ndarray:
    low = np.where(np.isnan(table), np.inf, table).min(axis=0)
    high = np.where(np.isnan(table), -np.inf, table).max(axis=0)
    return np.where(np.isfinite(low), high - low, 0.0)


def _place(
    table: np.ndarray, need: np.ndarray, total: np.ndarray, gates: Gates, limits: ClusterLimits
) -> tuple[np.ndarray, np.ndarray, list[int]]:
    """Return group and certainty of each row, and the cluster behind each group's number."""
    kelompok, sure = np.zeros(len(table), dtype=int), np.full(len(table), np.nan)
    if gates.structure == g.LADDER:
        known = (~np.isnan(table[need])).sum(axis=1)
        kelompok[need] = 3 - np.digitize(total[need] / known, limits.steps)
        return kelompok, sure, []
    if gates.structure == g.NO_GROUPS:
        return kelompok, sure, []
    fit = gates.stabilities[gates.chosen]
    rng = np.random.default_rng(0)
    rows, _complete = complete_rows(table[need], limits, rng)
    centres = fit_kmeans(keep_shape(rows), fit.centres)
    label = assign_shapes(table[need], centres)
    again = [
        (own[assign_shapes(table[need], drawn)] == label)
        for own, drawn in zip(fit.matched, fit.drawn_centres, strict=True)
    ]
    heights = [total[need][label == number].mean() for number in range(gates.chosen)]
    order = sorted(range(gates.chosen), key=lambda c: (-heights[c], *centres[c]))
    number_of = np.empty(gates.chosen, dtype=int)
    number_of[order] = np.arange(1, gates.chosen + 1)
    kelompok[need], sure[need] = number_of[label], np.mean(again, axis=0)
    return kelompok, sure, order
