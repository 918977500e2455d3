"""Which groups stay hidden so that no small one follows from a total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Cell = tuple[str, object]


@dataclass(frozen=True)
class Sum:
    """Say that the people of `parts` are those of `whole`; a whole of None is always shown."""

    whole: Cell | None
    parts: tuple[Cell, ...]


def list_sums(
    sizes: Mapping[str, Mapping[object, int]], kind_of: Mapping[object, object]
) -> list[Sum]:
    """List what adds up: every grouping to all people, the units of a kind to that kind.

    Parameters
    ----------
    sizes : mapping
        Grouping -> group -> people; the groupings `unit` and `jenis` are tied by `kind_of`.
    kind_of : mapping
        Unit -> kind.
    """
    sums = [Sum(None, tuple((name, g) for g in own)) for name, own in sizes.items() if own]
    by_kind: dict[object, list[Cell]] = {}
    for unit in sizes.get("unit", {}):
        if kind_of.get(unit) in sizes.get("jenis", {}):
            by_kind.setdefault(kind_of.get(unit), []).append(("unit", unit))
    return sums + [Sum(("jenis", kind), tuple(units)) for kind, units in by_kind.items()]


def hide_groups(
    sizes: Mapping[str, Mapping[object, int]], kind_of: Mapping[object, object], minimum: int
) -> set[Cell]:
    """Name every group that may not be shown.

    Those below `minimum`; then, in every sum with a shown whole, the smallest shown part as long as
    only one part is hidden or the hidden ones have fewer than `minimum` people together; and where
    all parts are shown, the smallest part of a hidden whole.

    Returns
    -------
    set of (grouping, group)
    """
    count = {(name, g): int(n) for name, own in sizes.items() for g, n in own.items()}
    hidden = {cell for cell, n in count.items() if n < minimum}
    sums = list_sums(sizes, kind_of)
    while True:
        more = [cell for one in sums for cell in _lacking(one, hidden, count, minimum)]
        if not more:
            return hidden
        hidden |= set(more[:1])


def _lacking(one: Sum, hidden: set[Cell], count: Mapping[Cell, int], minimum: int) -> list[Cell]:
    """Give the next group to hide for one sum; nothing where it gives no group away."""
    inside = [cell for cell in one.parts if cell in hidden]
    shown = sorted((cell for cell in one.parts if cell not in hidden),
                   key=lambda cell: (count[cell], str(cell[1])))  # fmt: skip
    if one.whole is not None and one.whole in hidden:
        return shown[:1] if not inside else []
    total = sum(count[cell] for cell in inside)
    if not inside or (len(inside) > 1 and total >= minimum):
        return []
    if shown:
        return shown[:1]
    return [one.whole] if one.whole is not None else []
