"""Write the SQL of one column of a sheet: its value, and whether its rows fail by it."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja_lib.sources.assign import Assignment
from kinerja_lib.sources.first_look import FirstLook
from kinerja_lib.sources.sheet_cells import SheetCell
from kinerja_lib.sources.spelling import Spelling
from kinerja_lib.tables.compile import SQL_TYPES
from kinerja_lib.tables.contract import TableContract
from kinerja_lib.tables.quoting import identifier


@dataclass(frozen=True)
class ColumnSql:
    """SQL for value, bad and flag of one column of a sheet, and the join it needs.

    Values between 0 and `parts` are flagged as fractions among percents; 0: none.
    """

    value: str
    bad: str
    flag: str = "false"
    join: str = ""
    parts: float = 0.0


def read_column(
    contract: TableContract,
    assignment: Assignment,
    column: str,
    cell: SheetCell | None,
    look: FirstLook,
) -> ColumnSql:
    """Write the SQL of a column whose cells are all written the plain way, or that is not there.

    What the first look did not find is not asked again.
    """
    field = contract.field(column)
    needed = field.required and column not in assignment.lookups
    if cell is None:
        lost = "true" if needed and not field.may_be_absent else "false"
        return ColumnSql(f"NULL::{SQL_TYPES[field.kind]}", lost)
    bad = []
    if look.suspect[column]:
        bad.append(f"coalesce({cell.sql.bad}, false)")
    if needed and look.filled[column] < look.rows:
        bad.append(f"{identifier('n_' + column)} IS NULL")
    parts = look.parts.get(column, 0.0)
    flag = _is_part(cell.sql.value, parts)
    return ColumnSql(cell.sql.value, " OR ".join(bad) or "false", flag, parts=parts)


def _is_part(value: str, parts: float) -> str:
    return f"coalesce({value} > 0 AND {value} < {parts!r}, false)" if parts else "false"


def read_spelled(cell: SheetCell, column: str, spelling: Spelling, *, needed: bool) -> ColumnSql:
    """Write the SQL of a column some of whose cells are looked up in a table of spellings."""
    name, s = identifier("n_" + column), identifier(spelling.relation)
    bad = (
        f"CASE WHEN {name} IS NULL THEN {'true' if needed else 'false'} WHEN {cell.sql.plain} "
        f"THEN coalesce({cell.sql.bad}, false) ELSE coalesce({s}.bad, true) END"
    )
    flag = f"coalesce({s}.flag, false)"
    if spelling.parts:
        plain = f"CASE WHEN {cell.sql.plain} THEN {cell.sql.value} END"
        flag = f"({flag} OR {_is_part(plain, spelling.parts)})"
    if spelling.flag:
        flag = f"({flag} OR {spelling.flag})"
    return ColumnSql(
        f"CASE WHEN {cell.sql.plain} THEN {cell.sql.value} ELSE {s}.value END",
        bad,
        flag,
        f"LEFT JOIN {s} ON {s}.raw = {name} {spelling.join}",
        spelling.parts,
    )
