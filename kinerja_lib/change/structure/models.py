"""Confirmatory models of one instrument: the declared structure and what it is held against."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kinerja_lib.change.structure.halves import AskedItems
from kinerja_lib.change.structure.verdict import (
    MISFITS,
    UNTESTABLE,
    compare_fit,
    find_opposed,
    judge_fit,
)
from kinerja_lib.i18n import _
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.confirm import Confirmed, confirm_structure
from kinerja_lib.stats.psychometrics.ordinal_fit import OrdinalFit, confirm_ordinal
from kinerja_lib.stats.psychometrics.structure import Structure, one_factor, structure_of

DECLARED, ONE, SECOND = _("sesuai berkas instrumen"), _("satu faktor"), _("faktor tingkat dua")
FEWEST_ITEMS = 4  # for one factor with degrees of freedom


@dataclass(frozen=True)
class Model:
    """Hold one fitted model.

    Parameters
    ----------
    kind : str
        `DECLARED`, `ONE` or `SECOND`.
    found : Confirmed
    verdict : str
        See `judge_fit`.
    beside : str
        How the declared structure fits beside this one, see `compare_fit`; empty for itself.
    """

    kind: str
    found: Confirmed
    verdict: str
    beside: str = ""


@dataclass(frozen=True)
class Confirmation:
    """Hold the models of one instrument, by full-information maximum likelihood.

    Parameters
    ----------
    items : AskedItems
    """

    items: AskedItems

    @property
    def reason(self) -> Lack:
        """Why the declared structure cannot be tested."""
        early = self._early
        if early:
            return early
        found = self.declared.found
        return found.reason or (Lack.NOTHING if found.fit.df > 0 else Lack.FEW_ITEMS)

    @property
    def _early(self) -> Lack:
        items = len(self.items.codes)
        if not items:
            return Lack.ALL_MISSING
        if len(self.items.confirming) < self.items.limits.rows:
            return Lack.FEW_PEOPLE
        spread = np.nanmax(self.items.confirming, axis=0) > np.nanmin(self.items.confirming, axis=0)
        if not spread.all():
            return Lack.NO_SPREAD
        few = len(self.items.subscales) == 1 and items < FEWEST_ITEMS
        return Lack.FEW_ITEMS if few else Lack.NOTHING

    @cached_property
    def declared(self) -> Model:
        """The structure of the codebook."""
        return self._judge(DECLARED, structure_of(self.items.scale))

    @cached_property
    def models(self) -> tuple[Model, ...]:
        """All models, the declared one first; empty where it cannot be tested."""
        if self._early:
            return ()
        count = len(self.items.subscales)
        rivals = [(ONE, one_factor(len(self.items.codes)))] if count > 1 else []
        if self.items.limits.supplement and count > 2:
            rivals.append((SECOND, structure_of(self.items.scale, second_order=True)))
        return (self.declared, *(self._judge(*rival) for rival in rivals))

    @property
    def opposed(self) -> list[str]:
        """Items whose loading in the declared structure goes against their subscale."""
        if self._early:
            return []
        marked = find_opposed(self.declared.found)
        return [code for code, own in zip(self.items.codes, marked, strict=False) if own]

    @cached_property
    def ordinal(self) -> OrdinalFit | None:
        """The declared structure of answers read as ordered classes; None where it is off."""
        if self._early or not self.items.limits.supplement:
            return None
        return confirm_ordinal(self.items.confirming, structure_of(self.items.scale).loads)

    @property
    def ordinal_gap(self) -> float:
        """Largest difference of a standardized loading, ordered against plain; NaN without both."""
        found, ordinal = (self.declared.found, self.ordinal) if self.models else (None, None)
        if ordinal is None or found is None or ordinal.reason or found.reason or ordinal.improper:
            return math.nan
        return float(np.abs(np.abs(ordinal.loadings) - np.abs(found.standardized[0])).max())

    def beside(self, kind: str) -> str:
        """Say how the declared structure fits beside another; empty where that is no model."""
        return next((m.beside for m in self.models if m.kind == kind), "")

    def _judge(self, kind: str, structure: Structure) -> Model:
        found = confirm_structure(self.items.confirming, structure, incomplete=True)
        guide = self.items.limits.guide
        own = "" if kind == DECLARED else compare_fit(self.declared.found, found, guide)
        verdict = judge_fit(found, guide)
        if kind == DECLARED and verdict != UNTESTABLE and find_opposed(found).any():
            verdict = MISFITS
        return Model(kind, found, verdict, own)

    @property
    def n(self) -> int:
        """People behind the models."""
        return len(self.items.confirming)
