"""Decide which table each sheet is, and which of its columns fills which column of the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja_lib.config.mappings import ColumnMapping, read_mappings
from kinerja_lib.i18n import _
from kinerja_lib.sources.assignment import Assignment, build_assignment
from kinerja_lib.sources.near_tables import list_near_tables
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.sources.sheet_names import find_table, table_names
from kinerja_lib.sources.sheet_problems import SheetProblem, list_unused
from kinerja_lib.sources.table_plan import RUNNING_NUMBERS, Plan, by_signature, make_plan, names_of
from kinerja_lib.sources.templates import LISTS_SHEET
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.registry import CONTRACTS

if TYPE_CHECKING:
    import duckdb

__all__ = ["Assignment", "SheetProblem", "assign_sheets", "known_headers", "load_mappings"]

_ENOUGH = 0.5  # share of required columns from which headers support a name
_MOST = 0.6  # share of headers that must be understood where no name says the table for sure
_NEAR = 3  # tables named for a sheet that is none
_FEW = 0.4  # share of a table's columns that must be there where no name says the table


def load_mappings(project: Path) -> dict[str, ColumnMapping]:
    """Read params/mappings of a project, by name.

    Raises
    ------
    ParameterError
        A file that is wrong; every problem with file and line.
    """
    return read_mappings(project / "params" / "mappings", CONTRACTS, squash)


def known_headers(mappings: Mapping[str, ColumnMapping]) -> frozenset[str]:
    """Return all headers that a contract or a mapping knows, squashed."""
    known = {squash(header) for mapping in mappings.values() for header in mapping.headers}
    for contract in CONTRACTS.values():
        for name in (*(item.name for item in contract.fields), *contract.splits):
            words = [f"{name[:-1]}{n}" for n in range(1, 100)] if name.endswith("*") else [name]
            padded = [f"{name[:-1]}{n:02d}" for n in range(1, 10)] if name.endswith("*") else []
            known |= {squash(word) for word in (*words, *padded)}
    return frozenset(known | RUNNING_NUMBERS) - {""}


def assign_sheets(
    connection: duckdb.DuckDBPyConnection,
    sheets: Iterable[RawSheet],
    mappings: Mapping[str, ColumnMapping],
    *,
    given: Mapping[str, Mapping[str, str]] | None = None,
    region: str = "",
) -> tuple[list[Assignment], list[SheetProblem]]:
    """Decide for every sheet which table it is and how its columns are read.

    Name of sheet or file comes first, then the headers that identify an export, then the table
    whose required columns are all there and of which most columns are found, if one stands out.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Has the relations of the sheets. Temporary views are added for mappings that turn columns
        into rows.
    sheets : iterable of RawSheet
    mappings : mapping
        As `load_mappings` gives them.
    given : mapping, optional
        Table -> column -> text for columns that a sheet does not have.
    region : str
        Name of the region, which may stand in the name of a file.
    """
    chooser = _Chooser(mappings, given or {}, region)
    every = [sheet for sheet in sheets if sheet.sheet != LISTS_SHEET]
    in_file = Counter(sheet.file for sheet in every)
    assignments, problems = [], []
    for sheet in every:
        plan = chooser.choose(sheet, alone=in_file[sheet.file] == 1)
        if plan is None:
            problems.append(_explain_unknown(connection, sheet))
            continue
        assignment, found = build_assignment(connection, sheet, plan)
        assignments.append(assignment)
        problems += [*found, *list_unused(sheet, plan, mappings.values())]
    return assignments, problems


@dataclass(frozen=True)
class _Chooser:
    mappings: Mapping[str, ColumnMapping]
    given: Mapping[str, Mapping[str, str]]
    region: str

    def choose(self, sheet: RawSheet, *, alone: bool) -> Plan | None:
        """Return the plan for a sheet, None where no table stands out."""
        known = table_names(CONTRACTS, {name: m.table for name, m in self.mappings.items()})
        named = [find_table(name, known, self.region) for name in names_of(sheet)]
        plans = [self._best_plan(sheet, found[0]) if found else None for found in named]
        for plan, found in zip(plans, named, strict=True):
            if plan and found and plan.share >= _ENOUGH:
                if found[1] or plan.understood >= _MOST:
                    return self._stated_instead(sheet, plan) or plan
        other = self._by_signature(sheet) or self._by_coverage(sheet)
        if other:
            return other
        for plan, found, strong in zip(plans, named, (True, alone), strict=True):
            if plan and found and found[1] and (strong or plan.share > 0):
                return plan
        return None

    def _best_plan(self, sheet: RawSheet, table: str) -> Plan:
        given = self.given.get(table, {})
        plans = [make_plan(sheet, CONTRACTS[table], None, given)]
        for mapping in self.mappings.values():
            if mapping.table == table and (not mapping.signature or by_signature(sheet, mapping)):
                plans.append(make_plan(sheet, CONTRACTS[table], mapping, given))
        return max(plans, key=lambda plan: (plan.score, _translates(plan)))

    def _stated_instead(self, sheet: RawSheet, plan: Plan) -> Plan | None:
        """Return the plan of a mapping that fills its table whole, where the named one is not."""
        stated = self._by_signature(sheet) if plan.absent else None
        return stated if stated and not stated.absent else None

    def _by_signature(self, sheet: RawSheet) -> Plan | None:
        found = [
            make_plan(sheet, CONTRACTS[m.table], m, self.given.get(m.table, {}))
            for m in self.mappings.values()
            if by_signature(sheet, m)
        ]
        return _clear_winner([(plan.score[1], plan) for plan in found])

    def _by_coverage(self, sheet: RawSheet) -> Plan | None:
        plans = [make_plan(sheet, c, None, self.given.get(c.name, {})) for c in CONTRACTS.values()]
        whole = [
            plan
            for plan in plans
            if not plan.absent
            and plan.understood >= _MOST
            and len(plan.used) >= max(3, _FEW * len(plan.contract.fields))
        ]
        return _clear_winner([(len(plan.used), plan) for plan in whole])


def _translates(plan: Plan) -> bool:
    """Tell whether a mapping translates values of a column here: then it is not passed over.

    Headers that the contract knows too are understood as well without it.
    """
    return plan.mapping is not None and any(name in plan.places for name in plan.mapping.values)


def _explain_unknown(connection: duckdb.DuckDBPyConnection, sheet: RawSheet) -> SheetProblem:
    """Say that a sheet is no known table, and which ones come near."""
    near = list_near_tables(connection, sheet, _NEAR)
    return SheetProblem(
        sheet.file,
        sheet.sheet,
        "tabel_tidak_dikenal",
        _("Tabel tidak dikenali dari nama dan judul kolomnya. Yang terdekat: {names}.").format(
            names=", ".join(near) or _("tidak ada")
        ),
        _(
            "Beri berkas atau lembar nama tabelnya, atau buat pemetaan kolom dengan "
            "'kinerja check --map'."
        ),
    )


def _clear_winner(ranked: list[tuple[int, Plan]]) -> Plan | None:
    best = max((score for score, _plan in ranked), default=None)
    first = [plan for score, plan in ranked if score == best]
    if len({plan.contract.name for plan in first}) != 1:
        return None
    return first[0]
