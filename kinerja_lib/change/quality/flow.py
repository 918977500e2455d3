"""From staff invited to answers used: which of these counts may be shown.

Nested counts give away the people between them: 1.443 questionnaires of which 1.442 hold enough
answers say that one person left too much empty. So a count is shown only where it differs from
every other shown count by nobody or by enough people.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kinerja_lib.change.limits import PEOPLE
from kinerja_lib.change.responses.turnout import GIVEN, INSIDE, INVITED, KEPT, USABLE

PARTS = {"outside": (GIVEN, INSIDE), "short": (INSIDE, USABLE), "apart": (USABLE, KEPT)}
_FIRST = (KEPT, INVITED, USABLE, GIVEN, INSIDE)  # results rest on `KEPT`, the rate on the next two


def tells_few(one: int, other: int) -> bool:
    """Tell whether two counts shown side by side give a number of people that is too small."""
    return 0 < abs(one - other) < PEOPLE


def choose_steps(flow: Mapping[str, int]) -> frozenset[str]:
    """Name the steps whose counts may be shown together; those first in `_FIRST` come first."""
    shown: list[str] = []
    for name in _FIRST:
        if not any(tells_few(flow[name], count) for count in (0, *(flow[s] for s in shown))):
            shown.append(name)
    return frozenset(shown)


def hide_parts(flow: Mapping[str, int], shown: Collection[str]) -> set[str]:
    """Name the `PARTS` between two steps whose number may not be said; nobody may be said."""
    return {
        name
        for name, (upper, lower) in PARTS.items()
        if flow[upper] > flow[lower] and not {upper, lower} <= set(shown)
    }
