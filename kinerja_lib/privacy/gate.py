"""The disclosure gate: which further cells of a run's tables may not be shown, and whether to refuse.

Interface only for now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kinerja_lib.privacy.cells import System
from kinerja_lib.privacy.people import People
from kinerja_lib.privacy.sheets import Address, Sheet


@dataclass(frozen=True)
class Published:
    """One publication that readers have seen: tables of a report of one period.

    Attributes
    ----------
    run, period : str
    sheets : tuple of Sheet
        True numbers, with what was withheld.
    people : People or None
        None where they are not known any more.
    """

    run: str
    period: str
    sheets: tuple[Sheet, ...]
    people: People | None = None


@dataclass(frozen=True)
class Ruling:
    """What the gate decides about the tables of a run.

    Attributes
    ----------
    withheld : mapping of str to tuple of (int, str, str)
        By table id: row, column and reason (a word of `primary_rules.REASONS`) of each cell to
        withhold beside the primary ones.
    refused : tuple of (str, int, str)
        Table, row and column of cells of this run, or of what is published already, that would be
        given away whatever is withheld: the edition may not be published.
    """

    withheld: Mapping[str, tuple[tuple[int, str, str], ...]] = field(default_factory=dict)
    refused: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True)
class Linked:
    """The cells of several sheets as one system.

    Attributes
    ----------
    system : System
    names : mapping of Address to str
        Id of the cell that each number of the sheets is; a number that stands in two tables is one.
    """

    system: System
    names: Mapping[Address, str]


def link_sheets(
    sheets: Sequence[Sheet], *, fixed: Sequence[int] = (), people: People | None = None
) -> Linked:
    """Make one system of the numbers of all sheets; those of the sheets `fixed` are published."""
    raise NotImplementedError


def rule_on(
    sheets: Sequence[Sheet],
    people: People | None,
    others: Sequence[Published] = (),
    earlier: Sequence[Published] = (),
) -> Ruling:
    """Decide what else of a run's public tables is withheld.

    Parameters
    ----------
    sheets : sequence of Sheet
        Tables of this run after primary withholding.
    people : People or None
    others : sequence of Published
        Other reports of the same region and period as they are published now.
    earlier : sequence of Published
        Everything published before under the same report of the region, any period, replaced or
        not, oldest first.
    """
    raise NotImplementedError
