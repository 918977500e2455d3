"""Which tables a sheet that nobody knows comes near, by likeness of words and by content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_lib.sources.column_content import read_contents
from kinerja_lib.sources.column_match import Match, match_table
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.sources.sheet_names import find_table, table_names
from kinerja_lib.sources.table_plan import names_of
from kinerja_lib.tables.registry import CONTRACTS

if TYPE_CHECKING:
    import duckdb


def list_near_tables(
    connection: duckdb.DuckDBPyConnection, sheet: RawSheet, most: int
) -> list[str]:
    """Name the tables whose columns are most like those of a sheet, the nearest first.

    They are matched as `kinerja check --map` matches them; a table that the name of the sheet or
    file speaks of counts double. Tables without a column in common are left out.
    """
    contents, _first = read_contents(connection, sheet.relation, len(sheet.headers))
    known = table_names(CONTRACTS, {})
    named = {found[0] for name in names_of(sheet) if (found := find_table(name, known))}
    matches = [match_table(sheet, contract, contents) for contract in CONTRACTS.values()]

    def rank(match: Match) -> tuple[bool, float]:
        twice = match.contract.name in named
        return not match.missing and not match.fault, match.score * (2 if twice else 1)

    ranked = sorted((match for match in matches if match.columns), key=rank, reverse=True)
    return [match.contract.name for match in ranked[:most]]
