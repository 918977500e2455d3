"""The numbers that sentences state, as a table beside the others: a total there is known.

A sentence can be withheld like a cell: with its n all sentences about these people go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kinerja_lib.privacy.sheets import COUNT, SIZE, VALUE, Sheet, SheetColumn

QUOTED = "kalimat"  # name of the table of numbers in sentences
_LEAST = 10.0  # a smaller n is no group
Quote = tuple[float | None, Sequence[float]]  # n of a sentence, and its numbers


def make_quotes(report: str, quotes: Iterable[Quote], minimum: int) -> tuple[Sheet, ...]:
    """Make a sheet of what sentences state: a row for each n, with its means and counts.

    No sheet where there is nothing. Whole numbers are counts from the smallest group to below n.
    """
    means: dict[float, dict[float, None]] = {}
    counts: dict[float, dict[float, None]] = {}
    for n, numbers in quotes:
        if n is not None and n >= _LEAST:
            figures = [value for value in numbers if value != round(value)]
            whole = [value for value in numbers if value == round(value) and minimum <= value < n]
            means.setdefault(n, {}).update(dict.fromkeys(figures))
            counts.setdefault(n, {}).update(dict.fromkeys(whole))
    if not means:
        return ()
    columns = {
        "n": _column(SIZE, list(means)),
        **_columns(VALUE, "angka", [list(row) for row in means.values()]),
        **_columns(COUNT, "jumlah", [list(row) for row in counts.values()]),
    }
    keys = tuple((f"{QUOTED} {size:g}",) for size in means)
    return (Sheet(report, QUOTED, (QUOTED,), keys, columns, minimum),)


def _columns(role: str, name: str, rows: Sequence[Sequence[float]]) -> dict[str, SheetColumn]:
    """Give a column for the first number of each row, one for the second, and so on."""
    return {
        f"{name} {place + 1}": _column(role, [r[place] if place < len(r) else None for r in rows])
        for place in range(max(map(len, rows)))
    }


def _column(role: str, values: Collection[float | None]) -> SheetColumn:
    return SheetColumn(role, tuple(values), (False,) * len(values))


def find_hidden(sheet: Sheet) -> tuple[set[float], set[tuple[float, float]]]:
    """Give the n of all withheld sentences, and n and number of those that state one."""
    whole, stated = set(), set()
    for row, name, value, hidden in sheet.cells():
        n = sheet.columns["n"].values[row]
        if hidden and n is not None and name == "n":
            whole.add(n)
        elif hidden and n is not None:
            stated.add((n, value))
    return whole, stated
