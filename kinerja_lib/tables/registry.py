"""All table contracts, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kinerja_lib.tables.contract import TableContract
from kinerja_lib.tables.contracts.appraisal import APPRAISAL
from kinerja_lib.tables.contracts.feedback import FEEDBACK
from kinerja_lib.tables.contracts.goals import GOALS
from kinerja_lib.tables.contracts.rewards import REWARDS
from kinerja_lib.tables.contracts.sectors import SECTORS
from kinerja_lib.tables.contracts.service import SERVICE
from kinerja_lib.tables.contracts.staff import STAFF
from kinerja_lib.tables.contracts.survey import SURVEY
from kinerja_lib.tables.contracts.training import TRAINING
from kinerja_lib.tables.contracts.units import UNITS
from kinerja_lib.tables.contracts.work import WORK

CONTRACTS: Mapping[str, TableContract] = MappingProxyType(
    {
        contract.name: contract
        for contract in (
            *UNITS,
            *STAFF,
            *GOALS,
            *WORK,
            *APPRAISAL,
            *FEEDBACK,
            *SERVICE,
            *SECTORS,
            *TRAINING,
            *SURVEY,
            *REWARDS,
        )
    }
)


def find_contract(name: str) -> TableContract | None:
    """Return the contract of a table or of one of its other names; None where there is none."""
    if name in CONTRACTS:
        return CONTRACTS[name]
    return next((c for c in CONTRACTS.values() if name in c.aliases), None)


def parents_first() -> tuple[str, ...]:
    """Order the tables so that a table stands after those it refers to, where that is possible."""
    order: list[str] = []

    def place(name: str, above: tuple[str, ...]) -> None:
        if name in order or name in above:
            return
        for item in CONTRACTS[name].fields:
            for parent in item.parents:
                place(parent.split(".")[0], (*above, name))
        order.append(name)

    for name in CONTRACTS:
        place(name, ())
    return tuple(order)
