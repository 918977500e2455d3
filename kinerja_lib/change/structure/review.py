"""Structure of every instrument of the questionnaire, and where its groups may be compared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from kinerja_lib.change.responses.review import Responses
from kinerja_lib.change.structure.exploration import Exploration
from kinerja_lib.change.structure.groups import (
    GROUPINGS,
    SCALAR,
    UNTESTED,
    WAVES,
    GroupTest,
    test_groups,
    test_linked,
)
from kinerja_lib.change.structure.halves import AskedItems
from kinerja_lib.change.structure.limits import StructureLimits
from kinerja_lib.change.structure.models import Confirmation
from kinerja_lib.change.structure.verdict import MISFITS, UNTESTABLE
from kinerja_lib.config.instrument import Instrument


@dataclass(frozen=True)
class InstrumentStructure:
    """Hold what is known of the structure of one instrument.

    Parameters
    ----------
    items : AskedItems
    exploration : Exploration
    confirmation : Confirmation
    """

    items: AskedItems
    exploration: Exploration
    confirmation: Confirmation

    @property
    def instrument(self) -> Instrument:
        """The instrument."""
        return self.items.instrument

    @property
    def verdict(self) -> str:
        """Verdict of the declared structure; "tidak dapat diuji" with a reason."""
        return UNTESTABLE if self.confirmation.reason else self.confirmation.declared.verdict


@dataclass(frozen=True)
class StructureReview:
    """Hold the tests of structure of the reported wave, on the respondents kept.

    Parameters
    ----------
    responses : Responses
    limits : StructureLimits
    """

    responses: Responses
    limits: StructureLimits

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """Instruments of the codebook, in order."""
        return self.responses.book.instruments

    @cached_property
    def parts(self) -> tuple[InstrumentStructure, ...]:
        """Structure of each instrument, in order."""
        kept = self.responses.kept()
        items = [AskedItems(book, kept, self.limits) for book in self.instruments]
        return tuple(InstrumentStructure(own, Exploration(own), Confirmation(own)) for own in items)

    def comparable(self, code: str, grouping: str) -> str:
        """Say how far groups may be compared on an instrument.

        Parameters
        ----------
        code : str
            Code of an instrument, or of a subscale of it.
        grouping : str
            "jenis", "unit_id", "jenis_kelamin", "kelompok_usia", "status" (columns of
            `Answers.people`) or "gelombang" (the two last waves, linked people).

        Returns
        -------
        str
            "tidak diuji" | "tidak satu pun" | "konfigural" | "metrik" | "skalar". Means are
            compared where it is "skalar", and only between groups of `test(...).tested`.
        """
        return self.test(code, grouping).level

    def level_of(self, code: str, grouping: str, group: object) -> str:
        """Say how far one group understands an instrument or subscale like the others.

        Returns
        -------
        str
            As `comparable`; "tidak diuji" also for a group that the test left out, unless the test
            speaks against comparing.
        """
        test = self.test(code, grouping)
        missed = test.level == SCALAR and str(group) not in test.tested
        return UNTESTED if missed else test.level

    def may_compare(self, code: str, grouping: str) -> bool:
        """Tell whether means of groups may be compared on an instrument or subscale."""
        return self.comparable(code, grouping) == SCALAR

    def test(self, code: str, grouping: str) -> GroupTest:
        """Test invariance of an instrument (also named by a subscale) over a grouping, once."""
        instrument = self._find(code)
        if grouping not in GROUPINGS:
            raise ValueError(f"unknown grouping {grouping!r}; known: {list(GROUPINGS)}")
        key = (instrument.code, grouping)
        if key not in self._tests:
            misfits = self._verdicts[instrument.code] == MISFITS
            self._tests[key] = replace(self._run(instrument, grouping), misfits=misfits)
        return self._tests[key]

    def tests(self, grouping: str) -> list[GroupTest]:
        """Test invariance of every instrument over a grouping."""
        return [self.test(instrument.code, grouping) for instrument in self.instruments]

    @cached_property
    def _verdicts(self) -> dict[str, str]:
        return {part.instrument.code: part.verdict for part in self.parts}

    @cached_property
    def _tests(self) -> dict[tuple[str, str], GroupTest]:
        return {}

    def _find(self, code: str) -> Instrument:
        for instrument in self.instruments:
            if code == instrument.code or code in [s.code for s in instrument.subscales]:
                return instrument
        raise ValueError(f"no instrument or subscale {code!r}")

    def _run(self, instrument: Instrument, grouping: str) -> GroupTest:
        responses = self.responses
        late = responses.kept()
        if grouping != WAVES:
            return test_groups(late, instrument, grouping, self.limits)
        nobody = late.take(np.zeros(len(late), dtype=bool))
        early = responses.kept(responses.earlier) if responses.earlier else nobody
        return test_linked((early, late), instrument, self.limits)


def review_structure(
    responses: Responses, limits: StructureLimits | None = None
) -> StructureReview:
    """Test the structure of the instruments on the kept answers of the reported wave."""
    return StructureReview(responses, limits or StructureLimits())
