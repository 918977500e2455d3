"""Who stands behind the rows of a run: people by unit, so that two runs can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class People:
    """Hold the people of a run by unit, without anything that names them.

    Attributes
    ----------
    units : mapping of str to frozenset of str
        By name of the unit, as the tables write it: keyed check codes of its people.
    kinds : mapping of str to str
        Kind of each unit, as the tables write it.
    """

    units: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    def behind(self, key: tuple[str, ...]) -> frozenset[str]:
        """Give the people of a row: of the unit or kind that its key names, else everybody."""
        for text in key:
            if text in self.units:
                return self.units[text]
        for text in key:
            members = [self.units[unit] for unit, kind in self.kinds.items() if kind == text]
            if members:
                return frozenset().union(*members)
        return frozenset().union(*self.units.values())

    def to_json(self) -> dict[str, Any]:
        """Give the people as JSON for the ledger."""
        units = {name: sorted(members) for name, members in self.units.items()}
        return {"units": units, "kinds": dict(self.kinds)}


def people_from_json(data: Mapping[str, Any]) -> People:
    """Read what `to_json` wrote."""
    units = {name: frozenset(members) for name, members in data["units"].items()}
    return People(units, dict(data["kinds"]))
