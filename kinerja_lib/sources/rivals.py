"""Say which rows share a key and contradict each other, and in which columns."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from kinerja_lib.i18n import _
from kinerja_lib.sources.staged import StagedTable
from kinerja_lib.tables.quoting import identifier

CONTRADICTION = "kunci_bentrok"
_MOST_NAMED = 6  # columns, and rows


def describe_rivals(
    connection: duckdb.DuckDBPyConnection, table: StagedTable, firsts: Iterable[str]
) -> dict[str, str]:
    """Tell of each group of rivals the columns that differ and all its rows.

    Parameters
    ----------
    firsts : iterable of str
        Id of the first row of each group, as `out_<table>.about` has it.

    Returns
    -------
    dict
        First id -> words. Only names of columns and files, and numbers of rows.
    """
    columns = [column for column in table.columns if column not in table.contract.key]
    differ = "".join(
        f", count(DISTINCT {name}) > 1 OR count({name}) BETWEEN 1 AND count(*) - 1"
        for name in map(identifier, columns)
    )
    found = connection.execute(
        f"SELECT about, list([_sheet, _row] ORDER BY _id){differ} FROM {table.view} "
        f"JOIN (SELECT _id, about FROM out_{table.contract.name} WHERE reason = '{CONTRADICTION}' "
        "AND about IN (SELECT unnest(?::VARCHAR[]))) USING (_id) GROUP BY about",
        [sorted(set(firsts))],
    ).fetchall()
    return {
        about: _("berbeda pada {columns}; {rows}").format(
            columns=_list([c for c, other in zip(columns, others, strict=True) if other]),
            rows=_name_rows(table, places),
        )
        for about, places, *others in found
    }


def _name_rows(table: StagedTable, places: list[list[int]]) -> str:
    sheets = {sheet.number: sheet.assignment.sheet for sheet in table.sheets}
    rows: dict[int, list[str]] = {}
    for sheet, row in places:
        rows.setdefault(sheet, []).append(str(row))
    parts = []
    for sheet, numbers in rows.items():
        text = _("baris {rows}").format(rows=_list(numbers))
        raw = sheets[sheet]
        place = " / ".join(part for part in (raw.file, raw.sheet) if part)
        parts.append(f"{place} {text}" if len(rows) > 1 else text)
    return "; ".join(parts)


def _list(names: list[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
