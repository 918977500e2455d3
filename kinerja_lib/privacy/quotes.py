"""The numbers that sentences state, as a table beside the others: a total there is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kinerja_lib.privacy.sheets import SIZE, VALUE, Sheet, SheetColumn

QUOTED = "kalimat"  # name of the table of numbers in sentences
_LEAST = 10.0  # a smaller n is no group
Quote = tuple[float | None, Sequence[float]]  # n of a sentence, and its numbers


def make_quotes(report: str, quotes: Iterable[Quote], minimum: int) -> tuple[Sheet, ...]:
    """Make a sheet of what sentences state: a row for each n, with its means.

    No sheet where there is nothing. Whole numbers beside the n are left out.
    """
    rows: dict[float, dict[float, None]] = {}
    for n, numbers in quotes:
        if n is not None and n >= _LEAST:
            figures = [value for value in numbers if value != round(value)]
            rows.setdefault(n, {}).update(dict.fromkeys(figures))
    if not rows:
        return ()
    columns = {"n": _column(SIZE, list(rows))}
    stated = [list(row) for row in rows.values()]
    for place in range(max(map(len, stated))):
        own = [row[place] if place < len(row) else None for row in stated]
        columns[f"angka {place + 1}"] = _column(VALUE, own)
    keys = tuple((f"{QUOTED} {size:g}",) for size in rows)
    return (Sheet(report, QUOTED, (QUOTED,), keys, columns, minimum),)


def _column(role: str, values: Collection[float | None]) -> SheetColumn:
    return SheetColumn(role, tuple(values), (False,) * len(values))
