"""What the answers say about factors before any structure is declared to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import stats

from kinerja_lib.change.structure.halves import AskedItems
from kinerja_lib.i18n import _
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.factor_number import (
    ParallelAnalysis,
    PartialAverage,
    average_partials,
    compare_eigenvalues,
)
from kinerja_lib.stats.psychometrics.factorability import Factorability, measure_factorability
from kinerja_lib.stats.psychometrics.factoring import Factors, find_factors
from kinerja_lib.stats.psychometrics.moments import Moments, compute_moments
from kinerja_lib.stats.psychometrics.polychoric import correlate_ordinal

HOME, ELSEWHERE = _("faktornya sendiri"), _("faktor lain")
NOWHERE, TWICE = _("tidak bermuatan"), _("lebih dari satu faktor")


@dataclass(frozen=True)
class Exploration:
    """Hold factorability, number of factors and exploratory loadings of one instrument.

    Parameters
    ----------
    items : AskedItems
    """

    items: AskedItems

    @cached_property
    def moments(self) -> Moments:
        """Pairwise moments of the exploring people."""
        return compute_moments(self.items.exploring)

    @property
    def n(self) -> int:
        """Smallest number of common rows of a pair of items."""
        pairs = self.moments.pairs
        return int(pairs.min()) if pairs.size else 0

    @cached_property
    def skew(self) -> float:
        """Largest skew of an item, in absolute value; NaN where no item has spread."""
        table = self.items.exploring
        spread = np.nanstd(table, axis=0) > 0 if table.size else np.zeros(0, dtype=bool)
        if not spread.any():
            return float("nan")
        skews = stats.skew(table[:, spread], axis=0, nan_policy="omit")
        return float(np.max(np.abs(np.asarray(skews, dtype=float))))

    @property
    def polychoric(self) -> bool:
        """Whether correlations are those of normal variables behind the answers."""
        book, limits = self.items.instrument, self.items.limits
        few = book.high - book.low + 1 <= limits.categories
        return few or self.skew > limits.skew

    @cached_property
    def correlation(self) -> np.ndarray:
        """Correlations used; shape (items, items)."""
        if self.polychoric and not self.reason:
            return correlate_ordinal(self.items.exploring).correlation
        return self.moments.correlation

    @property
    def reason(self) -> Lack:
        """Why nothing can be said."""
        if len(self.items.codes) == 0:
            return Lack.ALL_MISSING
        if self.moments.lack:
            return self.moments.lack
        if len(self.items.codes) < 3:
            return Lack.FEW_ITEMS
        few = self.n < self.items.limits.rows
        return Lack.FEW_PEOPLE if few else Lack.NOTHING

    @cached_property
    def factorability(self) -> Factorability | None:
        """KMO and Bartlett's test; None with a reason."""
        return None if self.reason else measure_factorability(self.correlation, self.n)

    @cached_property
    def parallel(self) -> ParallelAnalysis | None:
        """Eigenvalues beside chance; None with a reason."""
        limits = self.items.limits
        if self.reason:
            return None
        return compare_eigenvalues(self.correlation, self.n, seed=limits.seed, draws=limits.draws)

    @cached_property
    def partials(self) -> PartialAverage | None:
        """Velicer's MAP, a supplement; None where it is off."""
        off = bool(self.reason) or not self.items.limits.supplement
        return None if off else average_partials(self.correlation)

    @property
    def is_explored(self) -> bool:
        """Whether loadings are looked for: two halves, enough in common, one factor or more."""
        found, parallel = self.factorability, self.parallel
        if not self.items.apart or found is None or parallel is None or found.reason:
            return False
        return found.kmo >= self.items.limits.kmo and self.suggested > 0

    @property
    def suggested(self) -> int:
        """Number of factors above chance."""
        return self.parallel.n_factors if self.parallel is not None else 0

    @cached_property
    def factors(self) -> Factors | None:
        """Loadings of the suggested number of factors, minres and oblimin; None if not explored."""
        return (
            find_factors(self.correlation, self.suggested, n=self.n) if self.is_explored else None
        )

    @cached_property
    def homes(self) -> dict[str, int]:
        """Factor of each subscale by code: where most of its items load most, then most heavily."""
        if self.factors is None or self.factors.reason:
            return {}
        weight = self.factors.pattern**2
        return {
            s.code: _find_home(weight[self.items.scale == s.code]) for s in self.items.subscales
        }

    @cached_property
    def places(self) -> list[str]:
        """Where each item loads: `HOME`, `ELSEWHERE`, `NOWHERE` or `TWICE`."""
        if not self.homes:
            return []
        return [self._place(row, self.homes[s]) for row, s in self._rows]

    @property
    def _rows(self) -> list[tuple[np.ndarray, str]]:
        return list(zip(np.abs(self.factors.pattern), self.items.scale, strict=True))

    def _place(self, loadings: np.ndarray, home: int) -> str:
        heavy = loadings >= self.items.limits.loading
        if not heavy.any():
            return NOWHERE
        if int(np.argmax(loadings)) != home:
            return ELSEWHERE
        return TWICE if heavy.sum() > 1 else HOME

    @property
    def merged(self) -> list[tuple[str, str]]:
        """Pairs of subscales that share a factor, by code."""
        own = list(self.homes.items())
        return [(a, b) for i, (a, x) in enumerate(own) for b, y in own[i + 1 :] if x == y]


def _find_home(weight: np.ndarray) -> int:
    """Give the factor that most items prefer; of equals the one with the largest sum of squares."""
    prefer = np.bincount(weight.argmax(axis=1), minlength=weight.shape[1])
    return int(np.lexsort((weight.sum(axis=0), prefer))[-1])
