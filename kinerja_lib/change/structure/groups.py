"""Whether an instrument measures the same in the groups of one grouping, or in two waves."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from kinerja_lib.change import words
from kinerja_lib.change.responses.answers import Answers
from kinerja_lib.change.structure.limits import StructureLimits
from kinerja_lib.change.structure.verdict import MISFITS, find_opposed, judge_fit
from kinerja_lib.config.instrument import Instrument
from kinerja_lib.i18n import _
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.invariance import Invariance, Step, test_invariance, test_waves
from kinerja_lib.stats.psychometrics.structure import Equal, structure_of

UNTESTED, NO_LEVEL = _("tidak diuji"), _("tidak satu pun")
CONFIGURAL, METRIC, SCALAR = _("konfigural"), _("metrik"), _("skalar")
LEVELS = (UNTESTED, NO_LEVEL, CONFIGURAL, METRIC, SCALAR)
_REACHED = {Equal.NOTHING: CONFIGURAL, Equal.LOADINGS: METRIC, Equal.INTERCEPTS: SCALAR}
WAVES = "gelombang"
FEWEST_ITEMS = 3  # of one factor; with fewer no equality of loadings can fail
_ORDER = (words.KIND, words.UNIT, words.SEX, words.AGE, words.STATUS)
GROUPINGS = {words.COLUMNS[name]: words.GROUPINGS[name] for name in _ORDER}
PEOPLE_GROUPINGS = tuple(GROUPINGS)  # waves are compared subscale by subscale, elsewhere
GROUPINGS |= {WAVES: _("gelombang survei")}


@dataclass(frozen=True)
class GroupTest:
    """Hold the test of one instrument over one grouping.

    Parameters
    ----------
    instrument : Instrument
    grouping : str
        A key of `GROUPINGS`.
    found : Invariance
        `groups` holds the groups tested and `left_out` those with too few complete rows.
    n : int
        Complete rows used, or at hand where there is no test; with waves the people with all
        answers in both.
    cut : int
        Groups large enough but beyond the most groups of one test.
    misfits : bool
        The answers of all people together speak against the declared structure.
    """

    instrument: Instrument
    grouping: str
    found: Invariance
    n: int
    limits: StructureLimits
    cut: int = 0
    misfits: bool = False

    @property
    def reason(self) -> Lack:
        """Why there is no test, or why its steps end early."""
        return self.found.reason

    @property
    def level(self) -> str:
        """One of `LEVELS`: the last step that holds; none where the structure does not fit."""
        steps = self.found.steps
        if self.misfits:
            return NO_LEVEL
        if not steps:
            return UNTESTED
        first = steps[0].model
        if judge_fit(first, self.limits.guide) == MISFITS or find_opposed(first).any():
            return NO_LEVEL
        reached = steps[0].equal
        for before, step in itertools.pairwise(steps):
            if not judge_step(before, step, self.limits):
                break
            reached = step.equal
        return _REACHED[reached]

    @property
    def untested(self) -> int:
        """Number of groups that the level does not speak of; without a test all of them."""
        whole = 0 if self.found.steps else len(self.found.groups)
        return len(self.found.left_out) + self.cut + whole

    @property
    def tested(self) -> frozenset[str]:
        """Groups that the level speaks of, as text."""
        return frozenset(map(str, self.found.groups)) if self.found.steps else frozenset()


def judge_step(before: Step, step: Step, limits: StructureLimits) -> bool:
    """Tell whether a step holds; RMSEA is left aside where the step before has few df."""
    fit = before.model.fit
    if fit is None or fit.df >= limits.guide.least_df:
        return bool(step.holds)
    steps = limits.steps
    most = steps.srmr_loadings if step.equal is Equal.LOADINGS else steps.srmr
    return -step.d_cfi < steps.cfi and step.d_srmr < most


def test_groups(
    answers: Answers, instrument: Instrument, grouping: str, limits: StructureLimits
) -> GroupTest:
    """Test an instrument across the groups of a column of `answers.people`.

    Complete rows only; groups below `limits.steps.people` of them are left out, and of the others
    the largest `limits.most_groups` are used.
    """
    keyed, scale = asked_of(answers, instrument)
    lack = _find_lack(scale)
    if lack:
        return _refuse(instrument, grouping, limits, lack)
    labels = answers.people[grouping].to_numpy(dtype=object)
    labels = np.array([None if label != label else label for label in labels], dtype=object)
    complete = np.isfinite(keyed).all(axis=1)
    at_hand = int((complete & np.array([label is not None for label in labels])).sum())
    labels, cut = _keep_largest(labels, complete, limits)
    found = test_invariance(keyed, labels, structure_of(scale), limits=limits.steps)
    n = int(found.steps[0].model.n.sum()) if found.steps else at_hand
    return GroupTest(instrument, grouping, found, n, limits, cut)


test_groups.__test__ = False  # not a test of pytest


def test_linked(
    waves: tuple[Answers, Answers], instrument: Instrument, limits: StructureLimits
) -> GroupTest:
    """Test an instrument across two waves, on the people with all answers in both."""
    early, late = waves
    places = early.people["resp_id"].reset_index().dropna().drop_duplicates("resp_id")
    own = late.people["resp_id"].map(places.set_index("resp_id")["index"])
    linked = own.notna().to_numpy()
    rows = own[linked].to_numpy(dtype=int)
    keyed, scale = asked_of(late, instrument)
    first, _scale = asked_of(early, instrument)
    lack = _find_lack(scale)
    if lack or keyed.shape != (len(late), first.shape[1]):
        return _refuse(instrument, WAVES, limits, lack or Lack.ALL_MISSING)
    pair = [first[rows], keyed[linked]]
    found = test_waves(pair, structure_of(scale), limits=limits.steps)
    n = int(np.isfinite(np.column_stack(pair)).all(axis=1).sum())
    return GroupTest(instrument, WAVES, found, n, limits)


test_linked.__test__ = False  # not a test of pytest


def asked_of(answers: Answers, instrument: Instrument) -> tuple[np.ndarray, np.ndarray]:
    """Give keyed answers to the items of an instrument that anyone answered, and their scale."""
    keyed, scale = answers.of_instrument(instrument)
    asked = np.isfinite(keyed).any(axis=0)
    return keyed[:, asked], scale[asked]


def _find_lack(scale: np.ndarray) -> Lack:
    """Say why no test is possible: nothing was asked, or one factor has too few items to test."""
    if not len(scale):
        return Lack.ALL_MISSING
    few = len(set(scale)) == 1 and len(scale) < FEWEST_ITEMS
    return Lack.FEW_ITEMS if few else Lack.NOTHING


def _refuse(
    instrument: Instrument, grouping: str, limits: StructureLimits, lack: Lack
) -> GroupTest:
    empty = np.zeros(0, dtype=object)
    none = Invariance((), empty, empty, lack)
    return GroupTest(instrument, grouping, none, 0, limits)


def _keep_largest(
    labels: np.ndarray, complete: np.ndarray, limits: StructureLimits
) -> tuple[np.ndarray, int]:
    """Blank the labels of groups beyond the most groups; return how many those are."""
    known = np.array(
        [
            label
            for label, whole in zip(labels, complete, strict=True)
            if whole and label is not None
        ],
        dtype=str,
    )
    names, sizes = np.unique(known, return_counts=True)
    large = names[sizes >= limits.steps.people]
    order = np.lexsort((large, -sizes[sizes >= limits.steps.people]))
    dropped = set(large[order[limits.most_groups :]].tolist())
    kept = [None if label is None or str(label) in dropped else label for label in labels]
    return np.array(kept, dtype=object), len(dropped)
