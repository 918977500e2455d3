"""What readers have seen before, and which rows of a run stand there as they did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinerja_lib.privacy.people import People
from kinerja_lib.privacy.sheets import COUNT, SHARE, SIZE, Address, Sheet, names_year


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


def find_unchanged(
    sheets: Sequence[Sheet], earlier: Sequence[Published], period: str
) -> tuple[set[Address], set[Address]]:
    """Give cells of unchanged rows: those withheld before, and those that readers have seen.

    Readers know that a row is unchanged where it names its year, or was published for the same
    period. That a number is what it was a month ago is a guess.
    """
    past: dict[tuple[str, tuple[str, ...]], list[tuple[Sheet, int, bool]]] = {}
    for one in earlier:
        for sheet in one.sheets:
            for row, texts in enumerate(sheet.rows):
                same = one.period == period or names_year(texts)
                past.setdefault((sheet.table, texts), []).append((sheet, row, same))
    kept: set[Address] = set()
    seen: set[Address] = set()
    for place, sheet in enumerate(sheets):
        for row, texts in enumerate(sheet.rows) if sheet.minimum else ():
            then = past.get((sheet.table, texts), ())
            like = [one for one in then if _same_row(sheet, row, *one[:2])]
            for name, column in sheet.columns.items():
                if column.role in (SIZE, COUNT, SHARE) and column.values[row] is not None:
                    shown = [same for old, r, same in like if not old.columns[name].hidden[r]]
                    if any(shown):
                        seen.add((place, row, name))
                    elif like and not shown and not column.hidden[row]:
                        kept.add((place, row, name))
    return kept, seen


def _same_row(sheet: Sheet, row: int, old: Sheet, old_row: int) -> bool:
    """Say whether a row holds the numbers that it held before, so that it is about the same."""
    names = [n for n, c in sheet.columns.items() if c.role in (SIZE, COUNT)]
    return all(
        name in old.columns and old.columns[name].values[old_row] == sheet.columns[name].values[row]
        for name in names
    ) and all(name in old.columns for name, c in sheet.columns.items() if c.role == SHARE)
