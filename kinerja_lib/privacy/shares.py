"""Shares: which columns of a table are some, and when one gives a withheld count of its row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

_EXACT = 1e-6  # people: what is closer than this is no chance
_NEAREST = 0.5  # people: a share with few decimals gives a count by rounding
Numbers = Sequence[object]


def find_shares(roles: Sequence[str], units: Sequence[str], columns: Sequence[Numbers]) -> set[int]:
    """Give the places of the columns that say how many of 100 people of the row are in a class.

    Those with the unit % are, and those in which every number is one count of its row per 100 of
    one n, whatever the unit is called ("per 100 hasil").

    Parameters
    ----------
    roles, units : sequence of str
        One per column.
    columns : sequence of sequence
        The cells of each column, from the first row to the last.
    """
    counts = [column for column, role in zip(columns, roles, strict=True) if role == "count"]
    sizes = [column for column, role in zip(columns, roles, strict=True) if role == "n"]
    return {
        place
        for place, (role, unit) in enumerate(zip(roles, units, strict=True))
        if unit == "%"
        or (
            role == "value"
            and any(_is_share(columns[place], count, size) for count in counts for size in sizes)
        )
    }


def gives_count(
    share: object,
    wholes: Collection[float],
    hidden: Collection[float],
    shown: Iterable[tuple[float, float]] = (),
) -> bool:
    """Say whether a withheld count follows from a share, to the nearest person.

    Parameters
    ----------
    share : object
        Per 100; anything but a number gives nothing.
    wholes : collection of float
        Numbers of people that the share may be of.
    hidden : collection of float
        Withheld counts of the row.
    shown : iterable of (whole, count)
        What readers have beside it. A share that is exactly one of these counts per 100 of its
        whole is about that count, and near a withheld one by chance only.
    """
    if isinstance(share, bool) or not isinstance(share, int | float):
        return False
    told = any(abs(share * whole / 100 - count) < _EXACT for whole, count in shown)
    close = _EXACT if told else _NEAREST
    return any(abs(share * whole / 100 - count) < close for whole in wholes for count in hidden)


def _is_share(shares: Numbers, counts: Numbers, sizes: Numbers) -> bool:
    """Say whether a column is one count per 100 of one n wherever all three have a number."""
    found = [
        (share * size / 100, count)
        for share, count, size in zip(shares, counts, sizes, strict=True)
        if isinstance(share, int | float)
        and isinstance(count, int | float)
        and isinstance(size, int | float)
    ]
    exact = all(abs(people - count) < _EXACT for people, count in found)
    return exact and any(count > 0 for _people, count in found)
