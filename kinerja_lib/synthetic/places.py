"""Invented names of districts."""

from __future__ import annotations

_PLACES = (
    "Lembora", "Tandisa", "Wurako", "Sirandu", "Palombe", "Kertawa", "Bantuwa", "Omagali",
    "Pesinau", "Rawindu", "Selokambe", "Tugoran", "Ulewati", "Vandaro", "Wosimba", "Yamendo",
    "Gurampi", "Halowe", "Jerupa", "Kosandi", "Limbugo", "Mawusa", "Nirambo", "Dolapi",
)  # fmt: skip
_SIDES = ("", " Utara", " Selatan", " Timur", " Barat", " Tengah")


def name_places(count: int, own: str) -> list[str]:
    """Return `count` different names of places; the first is the region's own name."""
    names = [own]
    turn = 0
    while len(names) < count:
        for side in _SIDES:
            more = f" {turn + 1}" if turn else ""
            names += [f"{place}{side}{more}" for place in _PLACES]
        turn += 1
    return names[:count]
