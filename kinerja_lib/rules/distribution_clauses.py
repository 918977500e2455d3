"""The clauses of the distribution guide, by capaian of the organisation, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from kinerja_lib.rules.predikat import GOOD, IMPROVE, OUTSTANDING, POOR, VERY_GOOD, VERY_POOR


class ClauseKind(StrEnum):
    """What a clause demands of the people in its classes."""

    MAX = "paling banyak"
    MIN = "paling sedikit"
    MOST = "sebagian besar"
    EXIST = "harus ada"
    NONE = "tidak boleh ada"


@dataclass(frozen=True)
class Clause:
    """One clause of the guide.

    Attributes
    ----------
    kind : ClauseKind
        What is demanded.
    classes : tuple of str
        Predikat that are counted together.
    share : Decimal
        Limit in per cent of the unit, 0 to 100; 0 for `EXIST` and `NONE`.
    loose : bool
        The source words it loosely; whether it counts is a parameter.
    """

    kind: ClauseKind
    classes: tuple[str, ...]
    share: Decimal = Decimal(0)
    loose: bool = False

    @property
    def code(self) -> str:
        """Rule code of the clause, for the method appendix."""
        if self.kind is ClauseKind.MOST:
            return "predikat.distribusi_sebagian_besar"
        return "predikat.distribusi_longgar" if self.loose else "predikat.distribusi"


def _at_most(share: int, *classes: str) -> Clause:
    return Clause(ClauseKind.MAX, classes, Decimal(share))


def _at_least(share: int, *classes: str, loose: bool = False) -> Clause:
    return Clause(ClauseKind.MIN, classes, Decimal(share), loose)


def _mostly(name: str) -> Clause:
    return Clause(ClauseKind.MOST, (name,), Decimal(50))


# Source: SE MenPANRB 3/2023 as quoted on naikpangkat.com [S].
CLAUSES: Mapping[str, tuple[Clause, ...]] = MappingProxyType(
    {
        OUTSTANDING: (_at_most(70, VERY_GOOD), _mostly(VERY_GOOD)),
        GOOD: (_at_most(70, GOOD), Clause(ClauseKind.EXIST, (IMPROVE, POOR)), _mostly(GOOD)),
        IMPROVE: (_at_most(10, VERY_GOOD), _at_least(60, IMPROVE)),
        POOR: (_at_most(10, VERY_GOOD), _at_least(10, IMPROVE), _at_least(60, POOR)),
        VERY_POOR: (
            Clause(ClauseKind.NONE, (VERY_GOOD,)),
            _at_least(10, IMPROVE, POOR, loose=True),
            _at_least(60, VERY_POOR),
        ),
    }
)
