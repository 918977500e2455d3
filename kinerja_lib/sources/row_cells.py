"""Read the cells of one row again, to say what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kinerja_lib.sources.row_units import MEASURES, UNIT_COLUMN, find_mixed_units
from kinerja_lib.sources.staged import StagedSheet, StagedTable
from kinerja_lib.tables.cells import Cell, read_band_cell, read_cell
from kinerja_lib.tables.compile import MISSING


def read_written(table: StagedTable, sheet: StagedSheet, column: str, text: str) -> Cell:
    """Read the text of a column as the check does, also where it is one limit of a band."""
    field, written = table.contract.field(column), written_as(table, sheet, column)
    habits = replace(sheet.habits[column], parts=sheet.read[column].parts)
    if written == column:
        return read_cell(field, text, habits)
    return read_band_cell(field, text, habits, table.contract.splits[written].index(column))


def find_unit_faults(
    table: StagedTable, sheet: StagedSheet, cells: dict[str, str | None]
) -> Iterator[tuple[str, str, str]]:
    """Name the first two cells of a row that speak of different units."""
    columns = [c for c in MEASURES if c in sheet.habits and not table.contract.field(c).unit]
    names = {column: written_as(table, sheet, column) for column in (*columns, UNIT_COLUMN)}
    texts = {name: text for name in names.values() if (text := cells.get("x_" + name))}
    values = {
        column: float(answer.value)
        for column in columns
        if (text := texts.get(names[column]))
        and text not in MISSING
        and (answer := read_written(table, sheet, column, text)).value is not None
    }
    for column, value in find_mixed_units(table.contract, texts, values):
        yield column, value, "satuan_beda"


def written_as(table: StagedTable, sheet: StagedSheet, column: str) -> str:
    """Name the column of the sheet that holds a column: itself, or the band it is a limit of."""
    if column not in sheet.assignment.columns:
        for band, limits in table.contract.splits.items():
            if column in limits and band in sheet.assignment.columns:
                return band
    return column


def first_value(
    table: StagedTable, sheet: StagedSheet, cells: dict[str, str | None], columns: str
) -> str:
    """Give the texts of the columns that a rule reads, side by side."""
    names = (written_as(table, sheet, column) for column in columns.split(", "))
    return ", ".join(cells.get("x_" + name) or "" for name in names)
